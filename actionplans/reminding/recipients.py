"""Whom an e-mail about an officer's steps goes to: themselves, or who holds the post."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.models import Action, ActionPlan, MilestoneLead
from actionplans.reporting_rights import by_whom
from actionplans.rows import SentBack
from councils.access import MAY, Verb
from councils.models import Appointment, Council, Officer, User, in_force_on
from councils.roles import Role


@dataclass(frozen=True)
class Recipient:
    """Somebody who is written to. Without a `user` they report by a link of their own.

    Who is written to for another reason than what they lead has no `officer`.
    """

    email: str
    name: str
    officer: Officer | None
    user: User | None = None
    # The lead they may report for; "" where they are written to as leads themselves.
    for_whom: str = ""

    @property
    def key(self) -> str:
        """Return what tells one person from another, however many posts they hold."""
        return f"user {self.user.pk}" if self.user else self.email.lower()

    def reported(self, back: SentBack, for_whom: str = "") -> bool:
        """Return whether what was sent back is their report, or told for them by name."""
        if back.reporter:
            return bool(self.user and self.user.pk == back.reporter)
        own = by_whom(self.name, for_whom)
        post = self.officer.name if self.officer else ""
        names = {name.casefold() for name in (own, post) if name}
        return back.reported_by.casefold() in names


REPORTING = [role for role in Role if Verb.REPORT_OWN in MAY[role]]


def recipients(
    council: Council, officers: Iterable[int], day: datetime.date
) -> dict[int, list[Recipient]]:
    """Return whom to write to for each officer (primary keys) on `day`; none for some.

    A person with an account signs in; a post or group is those who hold it that day, and
    its own address where nobody does. The number of queries does not grow.
    """
    wanted = set(officers)
    held = _holders(wanted, day)
    reporting = _reporting_users(council)
    found: dict[int, list[Recipient]] = {}
    for officer in Officer.objects.filter(pk__in=wanted, council=council).select_related("user"):
        people = held.get(officer.pk, [officer])
        each = [_recipient(person, officer, reporting, day) for person in people]
        found[officer.pk] = [one for one in each if one] or _own_address(officer, people, day)
    return found


def unreached_leads(council: Council, day: datetime.date) -> list[Officer]:
    """Return who leads in a plan that is open and whom no e-mail reaches, by name."""
    closed = ActionPlan.Status.CLOSED
    steps = MilestoneLead.objects.filter(
        milestone__action__plan__council=council, milestone__removed_on=None
    ).exclude(milestone__action__plan__status=closed)
    actions = Action.objects.filter(plan__council=council, accountable__isnull=False)
    leads = {*steps.values_list("officer", flat=True)}
    leads |= {*actions.exclude(plan__status=closed).values_list("accountable", flat=True)}
    found = recipients(council, leads, day)
    without = [pk for pk in leads if not found.get(pk)]
    return list(Officer.objects.filter(in_force_on(day), pk__in=without).order_by("name", "pk"))


def _holders(officers: set[int], day: datetime.date) -> dict[int, list[Officer]]:
    """Return who holds each post or is in each group, once; a post in a group is its holders."""
    within = _appointed(officers, day)
    posts = {one.pk for people in within.values() for one in people if one.kind == one.Kind.POST}
    holding = _appointed(posts, day) if posts else {}
    found = {}
    for pk, people in within.items():
        each = [person for one in people for person in holding.get(one.pk, [one])]
        found[pk] = list(dict.fromkeys(each))
    return found


def _appointed(officers: set[int], day: datetime.date) -> dict[int, list[Officer]]:
    rows = Appointment.objects.filter(in_force_on(day), to__in=officers)
    found: dict[int, list[Officer]] = defaultdict(list)
    for row in rows.select_related("officer__user").order_by("pk"):
        found[row.to_id].append(row.officer)
    return dict(found)


def _reporting_users(council: Council) -> set[int]:
    members = User.objects.filter(
        is_active=True, memberships__council=council, memberships__role__in=REPORTING
    )
    return set(members.values_list("pk", flat=True))


def _recipient(
    person: Officer, officer: Officer, reporting: set[int], day: datetime.date
) -> Recipient | None:
    if person.ends and person.ends <= day:
        return None
    if person.user and person.user_id in reporting:
        return Recipient(person.user.email, person.name, officer, person.user)
    return Recipient(person.email, person.name, officer) if person.email else None


def _own_address(officer: Officer, people: list[Officer], day: datetime.date) -> list[Recipient]:
    """Return a post's or group's own address, where none of its holders can be written to."""
    if officer in people or not officer.email or (officer.ends and officer.ends <= day):
        return []
    return [Recipient(officer.email, officer.name, officer)]
