"""Pages on which an administrator invites people, and sees to what they sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils import invitations
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.invitations import Guest
from councils.models import Invitation, Officer
from councils.named import free_officers
from councils.people_forms import SOMEBODY_NEW, InviteForm
from councils.views.people import FORM, trail


@FORM
@council_page(Verb.MANAGE_PEOPLE)
def invite(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask somebody by e-mail to have an account here."""
    form = _form(request, access)
    if request.method == "POST" and form.is_valid():
        try:
            sent = invitations.invite(access.council, _guest(form), access.user, today())
        except invitations.InvitedMeanwhile:
            form = _form(request, access)  # which now says so
        else:
            messages.success(request, f"The invitation is on its way to {sent.email}.")
            return redirect("councils:people", access.council.slug)
    context = {
        "access": access,
        "form": form,
        "days_open": invitations.DAYS_OPEN,
        "breadcrumbs": trail(access),
    }
    return render(request, "councils/invite.html", context)


def _form(request: HttpRequest, access: Access) -> InviteForm:
    officers = access.reach(Officer)
    return InviteForm(
        request.POST if request.method == "POST" else None,
        initial={"name": request.GET.get("name", ""), "email": request.GET.get("email", "")},
        officers=free_officers(officers),
        members=access.members(),
        invited=access.reach(Invitation).unanswered(),  # type: ignore[attr-defined]
        taken_names=officers.filter(kind=Officer.Kind.PERSON),
    )


def _guest(form: InviteForm) -> Guest:
    data = form.cleaned_data
    return Guest(
        name=data["name"],
        email=data["email"],
        roles=data["roles"],
        officer=form.officers.get(data["officer"]),
        new_officer=data["officer"] == SOMEBODY_NEW,
    )


@require_safe
@council_page(Verb.MANAGE_PEOPLE)
def invitation(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One invitation: what it says, how long it holds; to be sent again, or withdrawn."""
    sent = access.get(Invitation, pk=pk)
    context = {
        "access": access,
        "invitation": sent,
        "is_open": sent.is_open_on(today()),
        "days_open": invitations.DAYS_OPEN,
        "breadcrumbs": trail(access),
    }
    return render(request, "councils/invitation.html", context)


@require_POST
@council_page(Verb.MANAGE_PEOPLE)
def invitation_again(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link; the one sent before is dead."""
    sent = access.get(Invitation, pk=pk)
    try:
        seen = request.POST.get("seen", "")
        renewed = invitations.send_again(sent, access.user, today(), seen)
    except invitations.SentMeanwhile:
        messages.info(request, "It was sent again already. Look at it below.")
    except invitations.Answered:
        messages.error(request, _ended(access, sent))
    else:
        until = f"{renewed.expires_on:%-d %B %Y}"
        messages.success(request, f"It is on its way to {sent.email}, and holds until {until}.")
    return redirect("councils:invitation", access.council.slug, sent.pk)


@require_POST
@council_page(Verb.MANAGE_PEOPLE)
def invitation_withdraw(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Withdraw an invitation: its link is dead."""
    sent = access.get(Invitation, pk=pk)
    try:
        invitations.withdraw(sent, access.user)
    except invitations.Answered:
        messages.error(request, _ended(access, sent))
    else:
        messages.success(request, f"The invitation to {sent.email} is withdrawn.")
    return redirect("councils:people", access.council.slug)


def _ended(access: Access, sent: Invitation) -> str:
    now = access.get(Invitation, pk=sent.pk)
    return f"This invitation was {'accepted' if now.accepted_at else 'withdrawn'} already."
