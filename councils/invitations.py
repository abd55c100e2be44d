"""Invitations: written down, sent by e-mail, accepted once by whoever holds the link.

The link carries the row's key and its nonce, signed; neither the link nor its signature is
kept. Sending again makes a new nonce, so that earlier links are dead.
"""

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from councils import emails, register
from councils.models import Council, Invitation, Membership, Officer, OutgoingEmail, User
from councils.models.invitations import new_nonce
from councils.named import take_up
from councils.register import Kind
from councils.roles import Role

DAYS_OPEN = 14
_SALT = "councils.invitation"


class Answered(Exception):
    """The invitation was accepted or withdrawn meanwhile."""


class SentMeanwhile(Exception):
    """The invitation was sent again meanwhile."""


class InvitedMeanwhile(Exception):
    """Somebody else invited the same address, or added the same name, at the same moment."""


@dataclass(frozen=True)
class Guest:
    """Who is invited, to what, and who they are in the plans (`new_officer`: somebody new)."""

    name: str
    email: str
    roles: list[str]
    officer: Officer | None = None
    new_officer: bool = False


def invite(council: Council, guest: Guest, by: User, day: datetime.date) -> Invitation:
    """Return a new invitation, its e-mail on the way; it can be accepted for 14 days.

    Raises `InvitedMeanwhile` when the address is invited or the new name is there.
    """
    try:
        return _invite(council, guest, by, day)
    except IntegrityError:
        raise InvitedMeanwhile from None


@transaction.atomic
def _invite(council: Council, guest: Guest, by: User, day: datetime.date) -> Invitation:
    officer = guest.officer
    if guest.new_officer:
        officer = Officer.objects.create(
            council=council, kind=Officer.Kind.PERSON, name=guest.name, email=guest.email
        )
    invitation = Invitation.objects.create(
        council=council,
        email=guest.email.lower(),
        name=guest.name,
        roles=guest.roles,
        officer=officer,
        invited_by=by,
        sent_at=timezone.now(),
        expires_on=_last_day(day),
    )
    register.write_invitation(invitation, Kind.INVITED, by, invitation.roles_in_words)
    _write_to(invitation)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, by: User, day: datetime.date, seen: str) -> Invitation:
    """Return the invitation with a new link for another 14 days; earlier links are dead.

    Raises `Answered` when it was accepted or withdrawn, and `SentMeanwhile` when it was not
    sent `seen` times any more: whoever presses twice sends once.
    """
    held = _held(invitation.pk)
    if str(held.times_sent) != seen:
        raise SentMeanwhile
    held.nonce, held.expires_on, held.sent_at = new_nonce(), _last_day(day), timezone.now()
    held.times_sent += 1
    held.save(update_fields=["nonce", "expires_on", "sent_at", "times_sent"])
    register.write_invitation(held, Kind.INVITED_AGAIN, by)
    _write_to(held)
    return held


@transaction.atomic
def withdraw(invitation: Invitation, by: User) -> None:
    """End an invitation, its link with it; raise `Answered` when it has ended already."""
    held = _held(invitation.pk)
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    register.write_invitation(held, Kind.WITHDRAWN, by)


def _last_day(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=DAYS_OPEN)


def _held(pk: int) -> Invitation:
    unanswered = Invitation.objects.unanswered().select_for_update(of=("self",))
    held = unanswered.select_related("council").filter(pk=pk).first()
    if held is None:
        raise Answered
    return held


# The e-mail and its link


@emails.makes_links("invitation")
def path_of(pk: int) -> str:
    """Return the path of an invitation's link, as it is sent."""
    nonce = Invitation.objects.values_list("nonce", flat=True).get(pk=pk)
    return reverse("councils:invitation_accept", args=[signing.dumps([pk, nonce], salt=_SALT)])


def invitation_of(token: str, day: datetime.date) -> Invitation | None:
    """Return the invitation that a link opens on `day`; None for every other link alike."""
    try:
        pk, nonce = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    waiting = Invitation.objects.open_on(day).filter(pk=pk, nonce=nonce)
    return waiting.select_related("council", "invited_by", "officer").first()


def _write_to(invitation: Invitation) -> None:
    link = emails.personal_link("invitation", invitation.pk)
    letter = emails.Letter(
        kind=OutgoingEmail.Kind.INVITATION,
        to=invitation.email,
        name=invitation.name,
        reply_to=invitation.invited_by.email,
        subject=f"{invitation.council}: you are invited to the inspection action plans",
        body=_BODY.format(
            name=invitation.name,
            by=invitation.invited_by,
            council=invitation.council,
            roles=invitation.roles_in_words.lower(),
            link=link,
            last_day=f"{invitation.expires_on:%A %-d %B %Y}",
        ),
        officer=invitation.officer,
        links=(link,),
    )
    emails.record(invitation.council, f"invitation:{invitation.pk}:{invitation.times_sent}", letter)


_BODY = """Dear {name}

{by} invites you to the inspection action plans of {council}, as: {roles}.

To begin, open this link:

{link}

The link is yours alone. It works once, until the end of {last_day}.

If you did not expect this, do nothing.
"""


# Accepting


@transaction.atomic
def accept(invitation: Invitation, user: User, day: datetime.date) -> None:
    """Give `user` what the invitation promised, and end it.

    Raises `Answered` when it ended meanwhile, or was sent anew with another link.
    """
    held = _held(invitation.pk)
    if held.nonce != invitation.nonce:
        raise Answered
    held.accepted_at, held.accepted_by = timezone.now(), user
    held.save(update_fields=["accepted_at", "accepted_by"])
    register.write_invitation(held, Kind.ACCEPTED, user)
    given = give_roles(held.council, user, held.roles)
    register.write_roles(held.council, Kind.ROLE_GIVEN, user, given, held.invited_by)
    if held.officer:
        take_up(held.officer, user, day)


@transaction.atomic
def accept_as_new(invitation: Invitation, name: str, password: str, day: datetime.date) -> User:
    """Return who accepted: a new account, or a closed one of that address opened again.

    Raises `Answered` as `accept` does.
    """
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = User.objects.create_user(invitation.email, password, name=name)
    else:
        user.is_active = True
        user.set_password(password)
        user.save(update_fields=["is_active", "password"])
    # The link came by e-mail: who opened it reads that mailbox.
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    accept(invitation, user, day)
    return user


def give_roles(council: Council, user: User, roles: list[str]) -> set[Role]:
    """Return the roles given now, without those held before."""
    held = set(Membership.objects.filter(council=council, user=user).values_list("role", flat=True))
    given = set(roles) - held
    Membership.objects.bulk_create(
        Membership(council=council, user=user, role=role) for role in given
    )
    return {Role(role) for role in given}


def account_to_sign_in(invitation: Invitation) -> User | None:
    """Return who has to sign in to accept: whoever has a working account of that address."""
    user = User.objects.filter(email=invitation.email, is_active=True).first()
    return user if user and user.has_usable_password() else None


def account_to_be(invitation: Invitation) -> User:
    """Return the closed account of that address, or one that is not saved yet."""
    user = User.objects.filter(email=invitation.email).first()
    return user or User(email=invitation.email, name=invitation.name)
