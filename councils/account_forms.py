"""The forms of signing in and passwords: allauth's, asking in plain words."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.core.validators import EmailValidator

from councils.models import User


def _ask(field: forms.Field, label: str, required: str, help_text: str = "") -> None:
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)


def _ask_email(field: forms.Field, help_text: str = "") -> None:
    _ask(field, "Email address", "Enter your email address", help_text)
    advice = "Enter an email address like name@example.com"
    field.error_messages["invalid"] = advice
    others = [each for each in field.validators if not isinstance(each, EmailValidator)]
    field.validators = [EmailValidator(advice), *others]


def _ask_new_password(form: forms.Form) -> None:
    rules = "At least 12 characters. Three words that do not belong together work well."
    _ask(form.fields["password1"], "New password", "Enter a new password", rules)
    _ask(form.fields["password2"], "New password again", "Enter the new password again")


class SignInForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_email(self.fields["login"])
        _ask(self.fields["password"], "Password", "Enter your password")


class AskResetForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_email(self.fields["email"])


class ResetForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_new_password(self)


class SetForm(allauth.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_new_password(self)


class ChangeForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(
            self.fields["oldpassword"],
            "Current password",
            "Enter your current password",
        )
        _ask_new_password(self)


class ConfirmForm(allauth.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self.fields["password"], "Password", "Enter your password")


class AcceptForm(allauth.SetPasswordForm):
    """What somebody invited types to begin: a password, and their name where they are new."""

    field_order = ("name", "password1", "password2")
    name = forms.CharField(max_length=200)

    def __init__(self, *args: Any, user: User, is_new: bool, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        _ask(self.fields["name"], "Your name", "Enter your name", "As colleagues know you.")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        _ask_new_password(self)
        if not is_new:
            del self.fields["name"]
