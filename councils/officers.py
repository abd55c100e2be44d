"""Who can lead in the plans: added and changed, with the posts and groups they are in."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from councils.models import Appointment, Council, Officer, in_force_on


class SameName(Exception):
    """The council has an officer of this kind, name and post."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the officer since the page was read; nothing was saved."""


@dataclass(frozen=True)
class Given:
    """An officer as they should be; `groups`: the posts they hold and groups they are in, None
    where those stay as they are.
    """

    kind: str
    name: str
    post: str
    organisation: str
    email: str
    groups: Sequence[Officer] | None = None


def groups_of(officer: Officer, day: datetime.date) -> QuerySet[Officer]:
    """Return the posts and groups an officer is in on `day`, by name."""
    held = Appointment.objects.filter(in_force_on(day), officer=officer)
    return Officer.objects.filter(pk__in=held.values("to")).order_by("name", "pk")


def members_of(officer: Officer, day: datetime.date) -> QuerySet[Officer]:
    """Return who holds a post or is in a group on `day`, by name."""
    held = Appointment.objects.filter(in_force_on(day), to=officer)
    return Officer.objects.filter(pk__in=held.values("officer")).order_by("name", "pk")


def version_of(officer: Officer, day: datetime.date) -> str:
    """Return what changes whenever the officer, or what they are in, does."""
    groups = list(groups_of(officer, day).values_list("pk", flat=True))
    state = [officer.name, officer.post, officer.organisation, officer.email, groups]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:20]


def add(council: Council, given: Given, day: datetime.date) -> Officer:
    """Return a new officer of the council. Raises SameName."""
    officer = Officer(council=council, kind=given.kind)
    _put(officer, given, day)
    return officer


@transaction.atomic
def change(officer: Officer, given: Given, day: datetime.date, *, seen: str) -> None:
    """Make the officer as given. Raises ChangedMeanwhile, SameName."""
    held = Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    if version_of(held, day) != seen:
        raise ChangedMeanwhile
    _put(held, given, day)


def _put(officer: Officer, given: Given, day: datetime.date) -> None:
    for name in ("name", "post", "organisation", "email"):
        setattr(officer, name, getattr(given, name))
    try:
        with transaction.atomic():
            officer.save()
            if given.groups is not None:
                _put_groups(officer, given.groups, day)
    except IntegrityError as error:
        raise SameName from error


def _put_groups(officer: Officer, groups: Sequence[Officer], day: datetime.date) -> None:
    """End what they are no longer in, from `day` on, and begin what is new."""
    wanted = {group.pk for group in groups}
    held = Appointment.objects.filter(in_force_on(day), officer=officer)
    held.exclude(to__in=wanted).update(ends=day)
    present = set(held.values_list("to", flat=True))
    for group in wanted - present:
        Appointment.objects.create(officer=officer, to_id=group, starts=day)


def found(officers: QuerySet[Officer], q: str) -> QuerySet[Officer]:
    """Return the officers whose name, post, organisation or address has each word of `q`."""
    for word in q.split():
        officers = officers.filter(
            Q(name__icontains=word)
            | Q(post__icontains=word)
            | Q(organisation__icontains=word)
            | Q(email__icontains=word)
        )
    return officers.select_related("user").order_by("name", "post", "pk")
