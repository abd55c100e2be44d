"""Who may report on which step of an action on a day, and for whom."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from actionplans.models import (
    Action,
    Delegation,
    Milestone,
    Report,
)
from councils.access import Access, Verb
from councils.models import Appointment, Council, Officer, in_force_on


@dataclass(frozen=True)
class StandIn:
    """That somebody may report for a lead: for each officer the lead answers for, perhaps in
    one plan only (`plan_id`).
    """

    delegation: Delegation
    officers: frozenset[int]

    @property
    def plan_id(self) -> int | None:
        return self.delegation.plan_id

    @property
    def name(self) -> str:
        """Return whom they report for, in words."""
        return str(self.delegation.officer)

    def covers(self, plan_id: int) -> bool:
        return self.plan_id in (None, plan_id)


def stand_ins_of(access: Access, day: datetime.date) -> list[StandIn]:
    """Return for whom the person may report on `day`, besides themselves, by name."""
    return stand_ins(access.council, access.officers(day).values_list("pk", flat=True), day)


def stand_ins(
    council: Council, delegates: Iterable[int] | QuerySet[Officer, int], day: datetime.date
) -> list[StandIn]:
    """Return for whom officers (primary keys) of a council may report on `day`, by name."""
    held = Delegation.objects.in_force(day).filter(officer__council=council, delegate__in=delegates)
    return _standing_in(held, day)


def _standing_in(held: QuerySet[Delegation], day: datetime.date) -> list[StandIn]:
    found = list(held.select_related("officer", "delegate", "plan").order_by("officer__name", "pk"))
    whose = officers_of_each({one.officer_id for one in found}, day)
    return [StandIn(one, whose[one.officer_id]) for one in found]


def officers_of_each(leads: Iterable[int], day: datetime.date) -> dict[int, frozenset[int]]:
    """Return, for each lead, the officers (primary keys) they answer for on `day`.

    Themselves, the posts and groups they are in, and the groups of their posts. Two queries.
    """
    wanted = set(leads)
    posts = _held_by(wanted, day)
    groups = _held_by({post for held in posts.values() for post in held}, day)
    return {
        lead: frozenset({lead, *posts[lead]}.union(*(groups[post] for post in posts[lead])))
        for lead in wanted
    }


def _held_by(officers: set[int], day: datetime.date) -> dict[int, set[int]]:
    rows = Appointment.objects.filter(in_force_on(day), officer__in=officers) if officers else ()
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row.officer_id].add(row.to_id)
    return found


def reminded_for(council: Council, day: datetime.date) -> dict[int, list[StandIn]]:
    """Return, by officer who leads, who is reminded for them too."""
    held = Delegation.objects.in_force(day).filter(officer__council=council, is_reminded=True)
    found: dict[int, list[StandIn]] = defaultdict(list)
    for stand_in in _standing_in(held, day):
        for officer in stand_in.officers:
            found[officer].append(stand_in)
    return found


def standing_steps(access: Access, action: Action, day: datetime.date) -> QuerySet[Milestone]:
    """Return the steps of `action` that stand in its plan on `day`."""
    return access.reach(Milestone).filter(Milestone.standing_on(day), action=action)


def steps_one_reports_on(access: Access, action: Action, day: datetime.date) -> set[int]:
    """Return the steps (primary keys) of `action` that the person may report on.

    The plan's manager and who is accountable for the action: all; a lead, and who may report
    for them: those they lead.
    """
    steps = standing_steps(access, action, day)
    if access.may(Verb.REPORT_FOR_OTHERS):
        return set(steps.values_list("pk", flat=True))
    if not access.may(Verb.REPORT_OWN):
        return set()
    officers = set(access.officers(day).values_list("pk", flat=True))
    for stand_in in stand_ins_of(access, day):
        if stand_in.covers(action.plan_id):
            officers |= stand_in.officers
    return set(_led(steps, officers))


def _led(steps: QuerySet[Milestone], officers: Iterable[int]) -> Iterable[int]:
    led = Q(leads__officer__in=officers) | Q(action__accountable__in=officers)
    return steps.filter(led).values_list("pk", flat=True)


def reports_on_all(access: Access, action: Action, own: set[int], day: datetime.date) -> bool:
    """Return whether the person may report on the whole action: on each of its steps (`own`)."""
    steps = standing_steps(access, action, day).values_list("pk", flat=True)
    return bool(own) and own == set(steps)


def may_report(
    access: Access, action: Action, milestone: Milestone | None, day: datetime.date
) -> bool:
    """Return whether the person may report on the step, or on the whole action."""
    own = steps_one_reports_on(access, action, day)
    if milestone:
        return milestone.pk in own
    return reports_on_all(access, action, own, day)


def leads_on(action: Action, milestone: Milestone | None, day: datetime.date) -> list[int]:
    """Return who leads the step, or any step of the action, on `day`; or else is accountable.

    Officers (primary keys).
    """
    steps = Milestone.objects.filter(Milestone.standing_on(day), action=action)
    if milestone:
        steps = steps.filter(pk=milestone.pk)
    led = steps.filter(leads__officer__isnull=False).order_by("order", "pk", "leads__pk")
    found = list(dict.fromkeys(led.values_list("leads__officer", flat=True)))
    return found or [pk for pk in [action.accountable_id] if pk]


def still_reports(
    officer: Officer | None, action: Action, milestone: Milestone | None, day: datetime.date
) -> bool:
    """Return whether an officer leads it, is accountable, or may report for who does, on `day`.

    True for nobody in particular: somebody outside the council whom a link was sent to.
    """
    if officer is None:
        return True
    if officer.ends and officer.ends <= day:
        return False
    leads = {*leads_on(action, milestone, day), action.accountable_id}
    if officer.pk in leads:
        return True
    stands_in = stand_ins(officer.council, [officer.pk], day)
    return any(one.covers(action.plan_id) and one.officers & leads for one in stands_in)


def reported_for(
    access: Access, action: Action, milestone: Milestone | None, day: datetime.date
) -> str:
    """Return for which lead, by name, the person reports; "" for themselves, or as manager."""
    steps = standing_steps(access, action, day)
    wanted = {milestone.pk} if milestone else set(steps.values_list("pk", flat=True))
    mine = access.officers(day).values_list("pk", flat=True)
    if wanted <= set(_led(steps, mine)):
        return ""
    for stand_in in stand_ins_of(access, day):
        if stand_in.covers(action.plan_id) and wanted & set(_led(steps, stand_in.officers)):
            return stand_in.name
    return ""


LONGEST = 200  # characters of who reported


def said_for(report: Report, access: Access, action: Action, day: datetime.date) -> Report:
    """Return a report as it is kept: one made for another lead says by whom and for whom."""
    if report.reported_by:
        return report
    lead = reported_for(access, action, report.milestone, day)
    return replace(report, reported_by=in_words(str(access.user), lead)) if lead else report


def by_whom(name: str, lead: str) -> str:
    """Return who reports, in words: for another `lead`, or for themselves where that is ""."""
    return in_words(name, lead) if lead else name


def in_words(name: str, lead: str) -> str:
    """Return "Sam Field for Head of Adoption", each cut where both are too long to be kept."""
    room = LONGEST - len(" for ")
    if len(name) + len(lead) > room:
        name, lead = name[: room // 2], lead[: room // 2]
    return f"{name} for {lead}"
