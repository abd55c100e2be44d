"""How accounts come about, never by signing up, and what signing in says when it refuses."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse

_TOO_MANY = "Too many tries in a short time. Wait five minutes, then try again"


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Only an administrator adds people; the sign-up page says so."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask an administrator in your council",
        "email_password_mismatch": (
            "The email address or the password is not right. Check both and try again"
        ),
        "enter_current_password": "This is not your current password. Try again",
        "incorrect_password": "This is not your password. Try again",
        "invalid_password_reset": "This link no longer works. Ask for a new one",
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is: allauth would put the site's address before it."""
        return str(subject)


class SignInView(LoginView):
    """The sign-in page; 429 when too many tries are why it refuses, so that monitors can tell."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"):
            response.status_code = 429
        return response
