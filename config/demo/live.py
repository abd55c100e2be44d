"""What people did to a live plan beside reporting: evidence, readings, endings and answers."""

import datetime
from typing import Any

from django.utils import timezone

from actionplans.asat import AsAt
from actionplans.challenging import answer_flag, flags_of
from actionplans.models import (
    Action,
    DueDate,
    Ending,
    Evidence,
    Measure,
    MeasureBand,
    Milestone,
    ProgressUpdate,
    Reading,
)
from actionplans.on_day.plans import plan_on_day
from actionplans.timescale.repeats import occurrences
from config.demo.accounts import author
from config.demo.files import Facts
from config.demo.plans import PlanLoad, printed


def entered(known_on: datetime.date) -> datetime.datetime:
    """Return ten in the morning of that day, never later than now."""
    ten = timezone.make_aware(datetime.datetime.combine(known_on, datetime.time(10)))
    return min(ten, timezone.now())


def by_whom(load: PlanLoad, facts: Facts) -> dict[str, Any]:
    """Return who entered a fact and when; it was known on the day it speaks of."""
    day = load.calendar.day(facts["day"])
    return {
        "day": day,
        "known_on": day,
        "entered_at": entered(day),
        "entered_by": author(facts["by"], load.plan.council.slug),
    }


def turn_of(load: PlanLoad, step: Milestone, number: int) -> datetime.date:
    """Return the day on which a recurring step falls due for the `number`th time."""
    date = step.due_dates.get()
    due = occurrences(date.recurrence, date.due, None, load.calendar.today)
    return due[number - 1]


def add_evidence(update: ProgressUpdate, facts: Facts) -> None:
    """Add the links that an update rests on."""
    for found in facts.get("evidence", ()):
        Evidence.objects.create(
            update=update,
            title=found["title"],
            kind=found["kind"],
            url=found["url"],
            day=update.day,
            known_on=update.known_on,
            entered_at=update.entered_at,
            entered_by=update.entered_by,
        )


def add_what_else(load: PlanLoad) -> None:
    """Add what was done beside reporting; answers come last, since they need the flags."""
    by_reference = {action.reference: action for action, _, _ in load.actions}
    for action, steps, facts in load.actions:
        _add_moves(load, steps, facts)
        if "ending" in facts:
            _add_ending(load, action, facts["ending"], by_reference)
    _add_readings(load)
    for facts in load.facts.get("answers", ()):
        _answer(load, facts)


def _add_moves(load: PlanLoad, steps: list[Milestone], facts: Facts) -> None:
    """Add the dates the plan's manager changed in the plan, not with a report."""
    for step, found in zip(steps, facts["milestones"], strict=True):
        for moved in found.get("changed", ()):
            due = load.calendar.day(moved["due"])
            DueDate.objects.create(
                milestone=step,
                words=printed(due),
                due=due,
                precision=DueDate.Precision.DAY,
                reason=moved["reason"],
                agreed_by=moved["agreed_by"],
                agreed_by_name=moved["agreed_by_name"],
                **by_whom(load, moved),
            )


def _add_ending(
    load: PlanLoad, action: Action, facts: Facts, by_reference: dict[str, Action]
) -> None:
    Ending.objects.create(
        action=action,
        kind=facts["kind"],
        reason=facts["reason"],
        agreed_by=facts["agreed_by"],
        successor=by_reference.get(facts.get("successor", "")),
        **by_whom(load, facts),
    )


def _add_readings(load: PlanLoad) -> None:
    for order, facts in enumerate(load.facts.get("measures", ()), start=1):
        for found in facts.get("readings", ()):
            measure = Measure.objects.get(plan=load.plan, order=order)
            band = MeasureBand.objects.filter(measure=measure, label=found.get("band", "")).first()
            Reading.objects.create(
                measure=measure,
                value=found["value"],
                words=found.get("words", ""),
                band=band,
                **by_whom(load, found),
            )


def _answer(load: PlanLoad, facts: Facts) -> None:
    """Add an officer's answer to the flag that the plan raised on that day."""
    by = by_whom(load, facts)
    state = AsAt(day=by["day"], today=load.calendar.today, known_on=by["day"])
    flag = next(
        flag
        for flag in flags_of(plan_on_day(load.plan, state))
        if (flag.kind, flag.reference) == (facts["flag"], facts["action"])
    )
    answer_flag(load.plan, flag, facts["text"], by=by["entered_by"], day=by["day"])
