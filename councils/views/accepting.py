"""The page a personal link of an invitation leads to: no council's page, for anybody who has it.

Dead links of every kind, and links that never were, answer alike, so that nobody learns
from them who was invited.
"""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from councils import invitations
from councils.account_forms import AcceptForm
from councils.days import today
from councils.models import Invitation, User
from councils.views.people import FORM


@login_not_required
@sensitive_post_parameters()
@FORM
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Make or find the account, give it its roles, and sign in."""
    if not ratelimit.consume(request, action="invitation"):
        return render(request, "429.html", status=429)
    invitation = invitations.invitation_of(token, today())
    if invitation is None:
        return _dead(request)
    try:
        return _asked(request, invitation)
    except invitations.Answered:
        return _dead(request)


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "councils/invitation_dead.html", status=404)


def _asked(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Return what this person has to do: sign in, sign out, say yes, or choose a password."""
    holder = invitations.account_to_sign_in(invitation)
    if isinstance(request.user, User):
        if request.user != holder:
            return _page(request, invitation, asks="sign_out")
        return _joined(request, invitation, holder)
    if holder:
        return _page(request, invitation, asks="sign_in")
    return _begun(request, invitation)


def _joined(request: HttpRequest, invitation: Invitation, holder: User) -> HttpResponse:
    if request.method != "POST":
        return _page(request, invitation, asks="yes")
    invitations.accept(invitation, holder, today())
    return redirect("/")


def _begun(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    user = invitations.account_to_be(invitation)
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        user=user,
        is_new=user.pk is None,
        initial={"name": invitation.name},
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, invitation, asks="password", form=form)
    data = form.cleaned_data
    user = invitations.accept_as_new(invitation, data.get("name", ""), data["password1"], today())
    answer: HttpResponse = perform_login(request, user, email_verification="none")
    return answer


def _page(request: HttpRequest, invitation: Invitation, **shown: object) -> HttpResponse:
    context = {"invitation": invitation} | shown
    return render(request, "councils/invitation_accept.html", context)
