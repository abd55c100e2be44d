"""A plan's rhythm and its cycles: set, opened, closed, and kept."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from actionplans.asat import AsAt
from actionplans.cycles.reports import Reports, Span, reports_in
from actionplans.cycles.rhythm import Days, Pace, coming
from actionplans.models import ActionPlan, CycleClosing, ReportingCycle, ReportingRhythm
from actionplans.planning.holding import hold, hold_open
from councils.models import Meeting, User
from councils.versions import Decided

NAMES = (
    "kind",
    "day_of_month",
    "body",
    "due_before",
    "dates",
    "opens_before",
    "closes_after",
)


class NewerRhythm(Exception):
    """Somebody else changed it since it was read."""


class AlreadyOpen(Exception):
    """A cycle of the plan is open; one is open at a time."""

    def __init__(self, cycle: ReportingCycle) -> None:
        super().__init__("A cycle of the plan is open.")
        self.cycle = cycle


def rhythm_of(plan: ActionPlan) -> ReportingRhythm | None:
    """Return the plan's rhythm; None while it has none."""
    return ReportingRhythm.objects.filter(plan=plan).select_related("body").first()


def version_of(plan: ActionPlan) -> str:
    """Return what tells one saving of the rhythm from the next; "" before the first."""
    events = ReportingRhythm.pgh_event_model.objects.filter(plan=plan)  # type: ignore[attr-defined]
    newest = events.order_by("-pgh_id").first()
    return str(newest.pgh_id) if newest else ""


@transaction.atomic
def set_rhythm(
    plan: ActionPlan, values: dict[str, Any] | None, day: datetime.date, *, seen: str
) -> None:
    """Store the rhythm as from `day`, or with no values let the plan have none any more.

    Cycles that are open stay as they are. Raises NewerRhythm when another was saved since
    `seen`, Closed where the plan is closed.
    """
    hold_open(plan)
    if version_of(plan) != seen:
        raise NewerRhythm
    if values is None:
        ReportingRhythm.objects.filter(plan=plan).delete()
        return
    defaults = {name: values[name] for name in NAMES} | {"since": day}
    ReportingRhythm.objects.update_or_create(plan=plan, defaults=defaults)


def pace_of(rhythm: ReportingRhythm) -> Pace:
    """Return the rhythm as the rules know it, with the days on which its body sits."""
    held = Meeting.objects.filter(body=rhythm.body_id) if rhythm.body_id else Meeting.objects.none()
    return Pace(
        kind=rhythm.kind,
        day_of_month=rhythm.day_of_month,
        meetings=tuple(held.order_by("held_on").values_list("held_on", flat=True)),
        due_before=rhythm.due_before,
        dates=tuple(rhythm.dates),
        opens_before=rhythm.opens_before,
        closes_after=rhythm.closes_after,
    )


def to_come(rhythm: ReportingRhythm, day: datetime.date) -> list[Days]:
    """Return the rhythm's cycles from `day` on that were not opened yet."""
    opened = ReportingCycle.objects.filter(plan=rhythm.plan_id)
    kept = set(opened.values_list("updates_due_on", flat=True))
    return [
        days
        for days in coming(pace_of(rhythm), day)
        if days.updates_due_on >= rhythm.since and days.updates_due_on not in kept
    ]


def open_on(day: datetime.date) -> QuerySet[ReportingCycle]:
    """Return the cycles that were opened by `day` and are not closed at its end."""
    closed = Q(closing__day__lt=day) | Q(closing__day=day, closing__entered_by__isnull=False)
    found = ReportingCycle.objects.filter(day__lte=day, closes_on__gte=day).exclude(closed)
    return found.select_related("plan__council", "meeting__body")


def is_open(cycle: ReportingCycle, day: datetime.date) -> bool:
    """Return whether the cycle is open on `day`."""
    return open_on(day).filter(pk=cycle.pk).exists()


def span_of(cycle: ReportingCycle) -> Span:
    return Span(cycle.opens_on, cycle.updates_due_on, cycle.closes_on)


@dataclass(frozen=True)
class Given:
    """The days of a cycle that somebody opens by hand."""

    updates_due_on: datetime.date
    closes_on: datetime.date
    meeting: Meeting | None = None


@transaction.atomic
def open_by_hand(
    plan: ActionPlan, given: Given, *, by: User, day: datetime.date
) -> tuple[ReportingCycle, bool]:
    """Return the cycle that opens on `day`, and whether it is new: sent twice is one.

    Raises AlreadyOpen while another is open, Closed where the plan is closed.
    """
    hold_open(plan)
    if plan.status != ActionPlan.Status.APPROVED:
        raise Decided("The plan is a draft: cycles begin once it is approved.")
    for cycle in open_on(day).filter(plan=plan):
        if cycle.updates_due_on == given.updates_due_on:
            return cycle, False
        raise AlreadyOpen(cycle)
    return ReportingCycle.objects.get_or_create(
        plan=plan,
        updates_due_on=given.updates_due_on,
        defaults={
            "opens_on": day,
            "closes_on": given.closes_on,
            "meeting": given.meeting,
            "day": day,
            "known_on": day,
            "entered_by": by,
        },
    )


@transaction.atomic
def close(
    cycle: ReportingCycle, day: datetime.date, *, today: datetime.date, by: User | None = None
) -> tuple[CycleClosing, bool]:
    """Return that the cycle was closed on `day`, with its counts then, and whether it is new."""
    hold(cycle.plan)
    if closing := CycleClosing.objects.filter(cycle=cycle).first():
        return closing, False
    found = reports_in(cycle.plan, span_of(cycle), AsAt(day=day, today=today, known_on=day))
    return CycleClosing.objects.get_or_create(
        cycle=cycle,
        defaults={"day": day, "known_on": day, "entered_by": by, **counts_of(found)},
    )


def counts_of(found: Reports) -> dict[str, int]:
    """Return what a closing keeps: how many steps were reported on, accepted and missing."""
    return {
        "reported": len(found.reported),
        "on_time": len(found.on_time),
        "accepted": len(found.accepted),
        "missing": len(found.missing),
    }


def keep_cycles(day: datetime.date) -> None:
    """Close what ended before `day`, with the counts of its last day, and open what begins.

    However often it is called, each is closed and opened once.
    """
    ended = ReportingCycle.objects.filter(closes_on__lt=day, closing=None)
    for cycle in ended.select_related("plan__council").order_by("pk"):
        close(cycle, cycle.closes_on, today=day)
    live = ReportingRhythm.objects.filter(
        plan__status=ActionPlan.Status.APPROVED, plan__is_archived=False
    )
    for rhythm in live.select_related("plan").order_by("pk"):
        _open(rhythm, day)


@transaction.atomic
def _open(rhythm: ReportingRhythm, day: datetime.date) -> None:
    """Open the cycle of the rhythm that begins by `day`, unless one of the plan is open."""
    hold(rhythm.plan)
    if open_on(day).filter(plan=rhythm.plan_id).exists():
        return
    for days in [one for one in to_come(rhythm, day) if one.opens_on <= day][:1]:
        held = Meeting.objects.filter(body=rhythm.body_id)
        ReportingCycle.objects.create(
            plan=rhythm.plan,
            meeting=held.filter(held_on=days.meeting).first() if days.meeting else None,
            opens_on=days.opens_on,
            updates_due_on=days.updates_due_on,
            closes_on=days.closes_on,
            day=day,
            known_on=day,
        )
