"""The status of actions on each of many days, from facts that are read once.

The number of queries grows neither with the days nor with actions, steps or updates. What a
step is on a day is judged by the rules that judge the plan's own page (`on_day`); how often a
step is said to recur is taken from the state asked for.
"""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, StandsIn, ever_in
from actionplans.on_day.held import Held
from actionplans.on_day.reported import reported_on
from actionplans.over_time.judges import Facts, judge_of
from actionplans.rag import Status
from actionplans.rules import rules_of
from councils.drafts import not_of_a_draft
from councils.models import Council

Statuses = dict[int, list[Status | None]]


def statuses_over_time(
    actions: QuerySet[Action],
    as_at: AsAt,
    days: Sequence[datetime.date],
    held: Held | None = None,
) -> Statuses:
    """Return, by action (primary key), its status as at each of `days`, in their order.

    None on a day before it was added. `days` ascend and end by the day of `as_at`, whose reader
    it is for; each is shown with all that was entered later for it, unless `as_at` says by when.
    `held`: what is held in this state of these actions and perhaps of others.
    """
    return {one.pk: _swept(one, as_at, days) for one in _facts_of(actions, as_at, held)}


def statuses_of_plan(
    plan: ActionPlan, as_at: AsAt, days: Sequence[datetime.date], held: Held | None = None
) -> Statuses:
    """Return the same of all that stood in `plan`; None also where another plan's did not yet."""
    found = statuses_over_time(ever_in(plan), as_at, days, held)
    spans: dict[int, list[StandsIn]] = defaultdict(list)
    for place in StandsIn.objects.filter(plan=plan):
        spans[place.action_id].append(place)
    known = as_at.known_on
    for pk in spans.keys() & found.keys():
        found[pk] = [
            status if any(_stood(place, min(day, known or day)) for place in spans[pk]) else None
            for day, status in zip(days, found[pk], strict=True)
        ]
    return found


def _stood(place: StandsIn, day: datetime.date) -> bool:
    return place.added_on <= day and (place.removed_on is None or place.removed_on > day)


def _facts_of(actions: QuerySet[Action], as_at: AsAt, held: Held | None) -> list[Facts]:
    """Return what is held of each action the reader may know of."""
    found = actions.filter(added_on__lte=as_at.stands_on)
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    if as_at.without_drafts:
        found = found.filter(not_of_a_draft(Action))
    stored = list(found.values_list("pk", "added_on", "plan__council_id"))
    councils = Council.objects.in_bulk({council for _, _, council in stored})
    grace = {pk: rules_of(one, as_at.words_of).grace_days for pk, one in councils.items()}
    ids = [pk for pk, _, _ in stored]
    held = held or Held(ids, as_at)
    reported = reported_on(held, as_at)
    facts = {pk: Facts(pk, added_on, grace[of], held, reported) for pk, added_on, of in stored}
    for step in held.steps_on(as_at):
        if step.action_id in facts:
            facts[step.action_id].steps.append(step)
    for place in reported.by_place:
        if place[0] in facts:
            facts[place[0]].places.append(place)
    for one in held.endings_on(as_at):
        if one.action_id in facts:
            facts[one.action_id].endings.append((one.day, one.kind))
    return list(facts.values())


def _swept(facts: Facts, as_at: AsAt, days: Sequence[datetime.date]) -> list[Status | None]:
    """Return the status on each day; worked out anew only where something may have changed it."""
    judge = judge_of(facts, as_at)
    found: list[Status | None] = []
    place = -1
    for day in days:
        now = bisect_right(judge.turns, day)
        found.append(judge.on(day) if judge.is_always_asked or now != place else found[-1])
        place = now
    return found
