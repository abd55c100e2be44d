"""What is written into the register of accounts, and how it is read.

Each function that changes who may do what writes here in the same transaction. Signing in
and passwords are heard from the accounts' signals and written once for each council the
person belongs to then, so that an administrator reads of their own people only.
"""

from typing import Any

from allauth.account import signals
from django.contrib.auth.signals import user_login_failed
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils import timezone

from councils.models import Council, Invitation, RegisterEntry, User
from councils.roles import Role

Kind = RegisterEntry.Kind


def write(council: Council, kind: Kind, user: User, by: User | None, **more: Any) -> None:
    """Write that `by` did this to the account of `user`; `more`: role, words."""
    RegisterEntry.objects.create(
        council=council, kind=kind, user=user, name=user.name, email=user.email, by=by, **more
    )


def write_roles(
    council: Council, kind: Kind, user: User, roles: set[Role], by: User | None
) -> None:
    """Write one entry for each role given or taken away, in the order roles are listed."""
    for role in Role:
        if role in roles:
            write(council, kind, user, by, role=role)


def write_invitation(invitation: Invitation, kind: Kind, by: User, words: str = "") -> None:
    """Write what became of an invitation; its person may have no account yet."""
    RegisterEntry.objects.create(
        council=invitation.council,
        kind=kind,
        user=invitation.accepted_by,
        name=invitation.name,
        email=invitation.email,
        words=words,
        by=by,
    )


def found(entries: QuerySet[RegisterEntry], who: str, kind: str) -> QuerySet[RegisterEntry]:
    """Return the entries, newest first, that are about `who` (a part of a name or address)."""
    asked = Q(kind=kind) if kind else Q()
    for word in who.split():
        asked &= Q(name__icontains=word) | Q(email__icontains=word)
    return entries.filter(asked).select_related("by").order_by("-at", "-pk")


COLUMNS = ("When", "Name", "Email address", "What", "Role", "More", "By")


def cells(entry: RegisterEntry) -> tuple[str, ...]:
    """Return an entry as a line of a table: a text for each of `COLUMNS`, the time London's."""
    at = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"
    what, role = entry.get_kind_display(), entry.get_role_display()
    return (at, entry.name, entry.email, what, role, entry.words, entry.by_in_words)


def _write_for_each_council(user: User, kind: Kind, by: User | None) -> None:
    councils = Council.objects.filter(memberships__user=user).distinct()
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            council=council, kind=kind, user=user, name=user.name, email=user.email, by=by
        )
        for council in councils
    )


@receiver(signals.user_logged_in)
def _signed_in(sender: Any, user: User, **kwargs: Any) -> None:
    _write_for_each_council(user, Kind.SIGNED_IN, user)


@receiver(user_login_failed)
def _failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """An address nobody has is written nowhere: it would be anybody's typing."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    user = User.objects.filter(email=email.strip().lower()).first()
    if user:
        _write_for_each_council(user, Kind.SIGN_IN_FAILED, None)


@receiver(signals.password_reset)
def _reset(sender: Any, user: User, **kwargs: Any) -> None:
    _write_for_each_council(user, Kind.PASSWORD_RESET, user)


@receiver([signals.password_changed, signals.password_set])
def _changed(sender: Any, user: User, **kwargs: Any) -> None:
    _write_for_each_council(user, Kind.PASSWORD_CHANGED, user)
