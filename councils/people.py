"""The people of a council: their roles, who they are in the plans, and their leaving.

Every change locks the council's row first, so that of two administrators who take the role
from each other at the same moment the second is refused.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, Value
from django.db.models.functions import Greatest
from django.dispatch import Signal
from django.utils import timezone

from councils import register
from councils.invitations import give_roles
from councils.models import (
    Appointment,
    Council,
    Invitation,
    Membership,
    Officer,
    RegisterEntry,
    User,
)
from councils.named import take_up
from councils.register import Kind
from councils.roles import Role

# Sent within the transaction in which somebody leaves: council, user, last_day, by.
left = Signal()


class Refusal(Exception):
    """Why something cannot be done, as a sentence for whoever asked."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the same person's roles: who, and when."""

    def __init__(self, by: str, at: datetime.datetime) -> None:
        super().__init__("The roles were changed meanwhile.")
        self.by, self.at = by, at


HAS_LEFT = "{} has left. Invite them again"
LAST_ADMINISTRATOR = (
    "{} is the only administrator. Make somebody else an administrator first, "
    "or nobody could invite people and change roles"
)


@dataclass(frozen=True)
class Listed:
    """One line of the list of people: their roles in words, and who they are in the plans."""

    user: User
    roles: str
    named: list[Officer]


def listed(people: Any, council: Council) -> list[Listed]:
    """Return the people (a page of users) as they are listed, in three queries."""
    roles = Membership.objects.filter(council=council)
    officers = Officer.objects.filter(council=council).order_by("name", "pk")
    found: Any = people.prefetch_related(
        Prefetch("memberships", queryset=roles, to_attr="held"),
        Prefetch("officers", queryset=officers, to_attr="named"),
    )
    return [Listed(who, in_words(each.role for each in who.held), who.named) for who in found]


def in_words(roles: Iterable[str]) -> str:
    """Return the roles' names in the order they are listed everywhere."""
    held = set(roles)
    return ", ".join(role.label for role in Role if role in held)


def roles_of(council: Council, user: User) -> list[str]:
    """Return the roles somebody holds here, in the order they are listed everywhere."""
    held = set(Membership.objects.filter(council=council, user=user).values_list("role", flat=True))
    return [role.value for role in Role if role in held]


def version_of(roles: Iterable[str]) -> str:
    """Return what a form of roles says it was opened with."""
    return ",".join(roles)


@transaction.atomic
def change_roles(council: Council, user: User, roles: list[str], *, seen: str, by: User) -> None:
    """Make `roles` the roles of somebody; each one given or taken away is registered.

    Raises `ChangedMeanwhile` when they are not those of `seen` any more, and `Refusal`
    when nobody would be left to give roles, or they have left: then an invitation asks them.
    """
    _lock(council)
    held = roles_of(council, user)
    if version_of(held) != seen:
        raise _changed(council, user)
    if not held:
        raise Refusal(HAS_LEFT.format(user))
    taken = {Role(role) for role in held if role not in roles}
    if Role.ADMINISTRATOR in taken:
        _another_administrator(council, user)
    given = give_roles(council, user, roles)
    Membership.objects.filter(council=council, user=user, role__in=taken).delete()
    register.write_roles(council, Kind.ROLE_GIVEN, user, given, by)
    register.write_roles(council, Kind.ROLE_TAKEN, user, taken, by)


def _lock(council: Council) -> None:
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)


def _another_administrator(council: Council, user: User) -> None:
    others = Membership.objects.filter(
        council=council, role=Role.ADMINISTRATOR, user__is_active=True
    ).exclude(user=user)
    if not others.exists():
        raise Refusal(LAST_ADMINISTRATOR.format(user))


def _changed(council: Council, user: User) -> ChangedMeanwhile:
    changes = RegisterEntry.objects.filter(
        council=council, user=user, kind__in=[Kind.ROLE_GIVEN, Kind.ROLE_TAKEN, Kind.LEFT]
    )
    last = changes.select_related("by").order_by("-pk").first()
    if last is None:
        return ChangedMeanwhile("Somebody", timezone.now())
    return ChangedMeanwhile(str(last.by or "Somebody"), last.at)


# Who they are in the plans


@transaction.atomic
def link(user: User, officer: Officer, day: datetime.date, by: User) -> None:
    """Let a member answer for a person in the plans; raise `Refusal` when another member does."""
    if not roles_of(officer.council, user):
        raise Refusal(HAS_LEFT.format(user))
    if not take_up(officer, user, day):
        raise Refusal(f"{officer} has an account already")
    register.write(officer.council, Kind.LINKED, user, by, words=str(officer))


@transaction.atomic
def unlink(user: User, officer: Officer, by: User) -> None:
    """End that somebody answers for a person in the plans; what was reported stays theirs."""
    if Officer.objects.filter(pk=officer.pk, user=user).update(user=None):
        register.write(officer.council, Kind.UNLINKED, user, by, words=str(officer))


# Leaving


@transaction.atomic
def leave(council: Council, user: User, last_day: datetime.date, by: User) -> None:
    """End what somebody is and may do in this council after `last_day`.

    The account is closed, and every session with it, unless another council goes on with
    it. Raises `Refusal` when nobody would be left to give roles.
    """
    _lock(council)
    held = {Role(role) for role in roles_of(council, user)}
    if Role.ADMINISTRATOR in held:
        _another_administrator(council, user)
    Membership.objects.filter(council=council, user=user).delete()
    register.write_roles(council, Kind.ROLE_TAKEN, user, held, by)
    words = f"Last day {last_day:%-d %B %Y}"
    register.write(council, Kind.LEFT, user, by, words=words)
    _end_in_plans(council, user, last_day)
    _end_invitations(council, user, by)
    left.send(sender=leave, council=council, user=user, last_day=last_day, by=by)
    _close(user)


def _end_in_plans(council: Council, user: User, last_day: datetime.date) -> None:
    """Let the person and their posts end; what begins later never begins."""
    gone = last_day + datetime.timedelta(days=1)
    theirs = Officer.objects.filter(council=council, user=user)
    still, end = Q(ends=None) | Q(ends__gt=gone), Greatest("starts", Value(gone))
    Appointment.objects.filter(still, officer__in=theirs).update(ends=end)
    theirs.filter(still).update(ends=end)


def _end_invitations(council: Council, user: User, by: User) -> None:
    for invitation in Invitation.objects.unanswered().filter(council=council, email=user.email):
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        register.write_invitation(invitation, Kind.WITHDRAWN, by)


def _close(user: User) -> None:
    """Close the account where no council and no site needs it; all sessions end with it."""
    if user.is_site_operator or Membership.objects.filter(user=user).exists():
        return
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
