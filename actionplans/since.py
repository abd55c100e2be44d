"""What changed in a plan since a day or a meeting: loads both states and the facts between."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from actionplans.asat import AsAt
from actionplans.changes import Changes, EndingBetween, Reopening, Why, changes
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Ending,
    Milestone,
    MilestoneLead,
    ProgressLine,
    Review,
    StandsIn,
    actions_in,
    ever_in,
)
from actionplans.on_day.held import Held
from actionplans.on_day.links import meetings_on
from actionplans.on_day.plans import plan_on_day, rows_of_plan
from actionplans.on_day.said import updates_shown
from actionplans.rows import Row
from actionplans.shown import PlanOnDay
from councils.days import end_of
from councils.drafts import not_of_a_draft
from councils.models import Body, Meeting

MEETINGS_OFFERED = 8


@dataclass(frozen=True)
class Since:
    """What changed between two days, and what the reader must know about it.

    `shown` is the later state. `entered_since` counts what is shown there of the time up
    to the first day, and was entered, or accepted, only after it.
    """

    first_day: datetime.date
    shown: PlanOnDay
    changes: Changes
    entered_since: int

    @property
    def later(self) -> int:
        """Return how many entries the later state includes that came in after its own day."""
        return self.shown.entered_later + self.shown.others_later


def since(plan: ActionPlan, first_day: datetime.date, as_at: AsAt) -> Since:
    """Return what changed between `first_day` and the state asked for.

    The first day is shown as it was known on that day: what the reader was told then.
    What came in afterwards for the time before is news. A fixed number of queries.
    """
    before = state_of(first_day, as_at)
    held = Held(ever_in(plan).values_list("pk", flat=True), as_at)
    shown = plan_on_day(plan, as_at, held)
    which = Which(_here(plan, as_at), {"plan": plan})
    found = between(rows_of_plan(plan, before, held), shown.rows, before, as_at, which)
    return Since(first_day, shown, found, _entered_since(plan, before, as_at))


@dataclass(frozen=True)
class Which:
    """Whose changes are asked for: actions (their primary keys), and places in plans."""

    actions: QuerySet[Any]
    places: dict[str, Any]


def between(
    was: Sequence[Row], rows: Sequence[Row], before: AsAt, after: AsAt, which: Which
) -> Changes:
    """Return what changed from the rows of one state to those of another. A dozen queries."""
    return changes(
        was,
        rows,
        before.day,
        after.day,
        _reopenings(which, before, after),
        _endings(which, before, after),
        _reasons(which, before, after),
    )


def state_of(first_day: datetime.date, as_at: AsAt) -> AsAt:
    """Return the state of the first day as known then, for the reader of `as_at`."""
    return AsAt(
        day=first_day,
        today=as_at.today,
        known_on=min(first_day, as_at.known_on or first_day),
        accepted_only=as_at.accepted_only,
        confidential=as_at.confidential,
        without_drafts=as_at.without_drafts,
    )


def _reopenings(which: Which, before: AsAt, after: AsAt) -> list[Reopening]:
    """Return the reopenings that hold in the later state and not in the earlier, in order."""
    reviews = list(
        Review.objects.filter(after.rulings(), update__action__in=which.actions)
        .filter(_seen(after, "update__"), verdict=Review.Verdict.REOPENED)
        .exclude(before.rulings())
        .select_related("by")
        .order_by("day", "pk")
    )
    updates = [review.update_id for review in reviews]
    accepted = _accepted_since(updates, before, after)
    lines = ProgressLine.objects.filter(update__in=updates).select_related("update")
    by_update: dict[int | None, list[ProgressLine]] = {}
    for line in lines.order_by("pk"):
        by_update.setdefault(line.update_id, []).append(line)
    return [
        Reopening(
            action_id=line.update.action_id,
            step_id=line.milestone_id,
            reason=review.comment,
            day=review.day,
            by=str(review.by or review.source),
            accepted_on=accepted.get(line.update_id),
        )
        for review in reviews
        for line in by_update.get(review.update_id, ())
    ]


def _accepted_since(
    updates: Iterable[int | None], before: AsAt, after: AsAt
) -> dict[int | None, datetime.date]:
    """Return, by update, the day it was accepted, where that was not known before."""
    known = Q(known_on__lte=before.known_on)
    found = Review.objects.filter(
        after.rulings(), update__in=list(updates), verdict=Review.Verdict.ACCEPTED
    ).exclude(known)
    return {review.update_id: review.day for review in found.order_by("-pk")}


def _endings(which: Which, before: AsAt, after: AsAt) -> list[EndingBetween]:
    """Return what ended actions, or put them back, in the later state and not in the earlier."""
    found = Ending.objects.filter(after.holds(), action__in=which.actions).exclude(before.holds())
    return [
        EndingBetween(
            action_id=ending.action_id,
            words=ending.get_kind_display(),
            reason=ending.reason,
            day=ending.day,
            is_restored=ending.kind == Ending.Kind.RESTORED,
        )
        for ending in found.order_by("day", "pk")
    ]


def _reasons(which: Which, before: AsAt, after: AsAt) -> list[Why]:
    """Return why actions, steps and leads were changed between the two states, in order."""
    kinds: list[tuple[Any, dict[str, Any], str]] = [
        (Action, {"pgh_obj_id__in": which.actions}, "pgh_obj_id"),
        (Milestone, {"action__in": which.actions}, "action_id"),
        (MilestoneLead, {"milestone__action__in": which.actions}, "milestone__action_id"),
        (StandsIn, which.places, "action_id"),
    ]
    found = []
    for model, of_plan, action in kinds:
        events = model.pgh_event_model.objects.filter(
            pgh_context__metadata__has_key="reason",
            pgh_created_at__gte=end_of(before.stands_on),
            **of_plan,
        )
        if after.words_of:
            events = events.filter(pgh_created_at__lt=end_of(after.words_of))
        rows = events.order_by("pgh_id").values_list(action, "pgh_context__metadata__reason")
        found += [Why(pk, reason) for pk, reason in rows]
    return found


def _seen(as_at: AsAt, prefix: str = "") -> Q:
    """Return the filter for what may be read where an update is confidential, or its action."""
    if as_at.confidential:
        return Q()
    return Q(**{f"{prefix}is_confidential": False, f"{prefix}action__is_confidential": False})


def _entered_since(plan: ActionPlan, before: AsAt, after: AsAt) -> int:
    """Return how many updates, dates by themselves and endings are news of the time before."""
    then, later = Q(day__lte=before.day), Q(known_on__gt=before.known_on)
    here = _here(plan, after)
    updates = updates_shown(after).filter(_seen(after), then, later, action__in=here)
    open_to_all = Q() if after.confidential else Q(milestone__action__is_confidential=False)
    dates = DueDate.objects.filter(after.holds(), then, later, open_to_all, update=None)
    ends = Q() if after.confidential else Q(action__is_confidential=False)
    endings = Ending.objects.filter(after.holds(), then, later, ends, action__in=here)
    return updates.count() + dates.filter(milestone__action__in=here).count() + endings.count()


def _here(plan: ActionPlan, as_at: AsAt) -> QuerySet[Any]:
    here = actions_in(plan, as_at.stands_on)
    if not as_at.without_drafts:
        return here
    return Action.objects.filter(not_of_a_draft(Action), pk__in=here).values("pk")


def meetings_before(plan: ActionPlan, as_at: AsAt) -> list[Meeting]:
    """Return the last meetings held before the day, newest first, a handful at most."""
    held = [one for one in meetings_on(plan, as_at) if one.held_on < as_at.day]
    return sorted(held, key=lambda one: one.held_on, reverse=True)[:MEETINGS_OFFERED]


def meeting_in_words(meeting: Meeting) -> str:
    """Return "the Improvement Board on 3 October 2026", "Cabinet on ..." as one says it."""
    name = meeting.body.name
    plain = meeting.body.kind == Body.Kind.CABINET or name.casefold().startswith("the ")
    return f"{name if plain else f'the {name}'} on {meeting.held_on:%-d %B %Y}"


@dataclass(frozen=True)
class Start:
    """The day changes are told from, and how a sentence speaks of it."""

    day: datetime.date
    words: str


def start_of(
    agreed_on: datetime.date, meetings: Sequence[Meeting], asked: datetime.date | None = None
) -> Start:
    """Return the day asked for, else that of the last meeting, else when the plan was agreed.

    `meetings` are those held before, newest first.
    """
    held = [m for m in meetings if asked is None or m.held_on == asked]
    if held:
        return Start(held[0].held_on, " and ".join(_of_one_day(held)))
    if asked:
        return Start(asked, f"{asked:%-d %B %Y}")
    return Start(agreed_on, f"the plan was agreed on {agreed_on:%-d %B %Y}")


def _of_one_day(meetings: Sequence[Meeting]) -> list[str]:
    return [meeting_in_words(m) for m in meetings if m.held_on == meetings[0].held_on]
