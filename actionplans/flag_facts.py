"""What the flags of plans rest on: each thing fetched once, for one plan or for many."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.challenges.facts import Facts, Measured, Sitting, Unanswered
from actionplans.models import (
    Action,
    ActionPlan,
    ActionRecommendation,
    DueDate,
    Ending,
    How,
    Measure,
    Reading,
    places_of_actions,
)
from actionplans.on_day.held import Held
from actionplans.on_day.links import answered_on, meetings_on_plans, sources_of
from actionplans.on_day.words import worded
from actionplans.planning.elsewhere import left_to_others
from actionplans.rows import Awaiting, Row
from actionplans.rules import rules_of
from councils.models import Council
from inspections.models import Addressee, Inspection, Recommendation


@dataclass(frozen=True)
class Wanted:
    """A plan whose flags are asked for, and the rows of it that are looked at.

    `seeks_unanswered`: what its sources ask and no action answers counts too. `counted`: groups of
    actions of which a paper gives numbers.
    """

    plan: ActionPlan
    rows: Sequence[Row]
    seeks_unanswered: bool = False
    counted: tuple[tuple[frozenset[int], str], ...] = ()


def facts_of_plans(wanted: Sequence[Wanted], as_at: AsAt, held: Held | None = None) -> list[Facts]:
    """Return what the flags of plans of one council rest on, in the same order.

    The number of queries grows neither with plans nor with actions, updates or measures. `held`:
    what is held of all that stands in these plans, where somebody has read it already.
    """
    if not wanted:
        return []
    plans = [one.plan for one in wanted]
    sources = sources_of(plans, as_at)
    meetings = {pk: _around(of, as_at) for pk, of in meetings_on_plans(plans, as_at).items()}
    rules = rules_of(plans[0].council, as_at.words_of)
    measures, reports = _measures(plans, as_at), _Reports.of(plans, as_at, held)
    published = _published(sources)
    ongoing = _ongoing(row for one in wanted for row in one.rows)
    unanswered = _unanswered([one.plan for one in wanted if one.seeks_unanswered], sources, as_at)
    return [
        Facts(
            day=as_at.day,
            rows=tuple(one.rows),
            rules=rules,
            last_meeting=meetings[one.plan.pk][0],
            next_meeting=meetings[one.plan.pk][1],
            measures=tuple(measures[one.plan.pk]),
            awaiting=tuple(reports.awaiting[one.plan.pk]),
            ongoing=ongoing,
            published={pk: published[pk] for pk in sources[one.plan.pk] if pk in published},
            only_papers=reports.hows[one.plan.pk] == {How.PAPER},
            unanswered=tuple(unanswered.get(one.plan.pk, ())),
            counted=one.counted,
        )
        for one in wanted
    ]


def _around(meetings: Sequence[Any], as_at: AsAt) -> tuple[Sitting | None, Sitting | None]:
    """Return the last meeting before the day and the next one after it."""
    before = [meeting for meeting in meetings if meeting.held_on < as_at.day]
    last = next((one for one in before if one.held_on == before[-1].held_on), None)
    coming = next((one for one in meetings if one.held_on > as_at.day), None)
    return _sitting(last), _sitting(coming)


def _sitting(meeting: Any) -> Sitting | None:
    return Sitting(meeting.body.name, meeting.held_on) if meeting else None


# What nobody answers


def _unanswered(
    plans: Sequence[ActionPlan], sources: dict[int, list[int]], as_at: AsAt
) -> dict[int, list[Unanswered]]:
    """Return what the plans' sources ask of the council and no action of its plans answers.

    A confidential action answers too, whoever asks; one withdrawn does not. What is said to be
    answered in another plan, named, is left to that one.
    """
    inspections = {pk for plan in plans for pk in sources[plan.pk]}
    asked = Recommendation.objects.filter(
        inspection__in=inspections, addressed_to=Addressee.COUNCIL, answered_elsewhere=""
    )
    rows = list(asked.select_related("inspection").order_by("inspection_id", "order"))
    if not rows:
        return {}
    elsewhere = left_to_others(plans, as_at)
    answered = _answered(plans[0].council, rows, as_at)
    return {
        plan.pk: [
            Unanswered(r.pk, r.shown_number, r.text, r.inspection.title, r.inspection_id)
            for r in rows
            if r.inspection_id in sources[plan.pk]
            and r.pk not in answered
            and r.pk not in elsewhere[plan.pk]
        ]
        for plan in plans
    }


def _answered(council: Council, asked: Iterable[Recommendation], as_at: AsAt) -> set[int]:
    """Return those of the recommendations (primary keys) that an action of the council answers."""
    ending = Ending.objects.filter(as_at.holds(), action=OuterRef("pk")).order_by("-day", "-pk")
    ever = ActionRecommendation.pgh_event_model.objects.filter(
        among("recommendation_id", [one.pk for one in asked])
    )
    answering = (
        Action.objects.filter(pk__in=ever.values("action_id"), added_on__lte=as_at.stands_on)
        .filter(plan__council=council)
        .annotate(
            ended=Coalesce(Subquery(ending.values("kind")[:1]), Value("")),
            successor=Subquery(ending.values("successor")[:1]),
        )
        .exclude(ended=Ending.Kind.WITHDRAWN)
        .exclude(ended=Ending.Kind.SUPERSEDED, successor=None)
    )
    return {asked for _, asked in answered_on(answering.values_list("pk", flat=True), as_at)}


def _published(sources: dict[int, list[int]]) -> dict[int, datetime.date]:
    """Return, by inspection, the day its report is known to have been out."""
    wanted = {pk for of in sources.values() for pk in of}
    days = {one.pk: one.known_published_on for one in Inspection.objects.filter(pk__in=wanted)}
    return {pk: day for pk, day in days.items() if day}


def _ongoing(rows: Iterable[Row]) -> frozenset[int]:
    """Return the dates without a day that a person, or a reading, called ongoing or immediate."""
    undated = [
        step.date.pk for row in rows for step in row.steps if step.date and not step.date.due
    ]
    meant = Q(is_ongoing=True) | Q(is_immediate=True)
    found = DueDate.objects.filter(meant, among("pk", undated))
    return frozenset(found.values_list("pk", flat=True))


# Measures


def _measures(plans: Sequence[ActionPlan], as_at: AsAt) -> dict[int, list[Measured]]:
    """Return, by plan, its measures, each with the last two days on which a number was read."""
    standing = Measure.objects.filter(plan__in=plans, added_on__lte=as_at.stands_on)
    measures = worded(
        list(standing), as_at, ("title", "unit", "better", "baseline_value", "baseline_on", "order")
    )
    readings = Reading.objects.filter(as_at.holds(), measure__plan__in=plans, value__isnull=False)
    points: dict[int, dict[datetime.date, Decimal]] = defaultdict(dict)
    for reading in readings.order_by("measure_id", "day", "pk"):
        points[reading.measure_id][reading.day] = reading.value or Decimal(0)
    found: dict[int, list[Measured]] = {plan.pk: [] for plan in plans}
    for measure in sorted(measures, key=lambda measure: (measure.order, measure.pk)):
        found[measure.plan_id].append(_measured(measure, points[measure.pk]))
    return found


def _measured(measure: Any, by_day: dict[datetime.date, Decimal]) -> Measured:
    if measure.baseline_value is not None and measure.baseline_on:
        by_day = {measure.baseline_on: measure.baseline_value} | by_day
    newest = islice(sorted(by_day.items(), reverse=True), 2)
    latest, previous = (*newest, None, None)[:2]
    return Measured(
        pk=measure.pk,
        title=measure.title,
        unit=measure.unit,
        better=measure.better,
        action_id=measure.action_id,
        previous=previous,
        latest=latest,
    )


# Reports


@dataclass(frozen=True)
class _Reports:
    """By plan: the reports that do not count yet, and how everything was reported."""

    awaiting: dict[int, list[Awaiting]]
    hows: dict[int, set[str]]

    @classmethod
    def of(cls, plans: Sequence[ActionPlan], as_at: AsAt, held: Held | None) -> "_Reports":
        """Return them of plans; what a report says is for those who may read it."""
        keys = [plan.pk for plan in plans]
        places = places_of_actions(keys, as_at.stands_on)
        held = held or Held(places, as_at)
        hows: dict[int, set[str]] = {pk: set() for pk in keys}
        for (action, _), lines in held.lines_on(as_at).items():
            of_place = {line.how for line in lines}
            for plan in places.get(action, ()):
                hows[plan] |= of_place
        awaiting: dict[int, list[Awaiting]] = {pk: [] for pk in keys}
        for one in held.awaiting_on(as_at):
            told = one._replace(says_done=False) if as_at.accepted_only and one.says_done else one
            for plan in places.get(one.action_id, ()):
                awaiting[plan].append(told)
        return cls(awaiting, hows)
