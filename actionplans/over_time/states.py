"""The status of actions on each of many days, from facts that are read once.

The number of queries grows neither with the days nor with actions, steps or updates. What a
step is on a day is judged by the rules that judge the plan's own page (`on_day`); how often a
step is said to recur is taken from the state asked for.
"""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from actionplans.among import among
from actionplans.asat import ACCEPTED, OF_THE_REPORT, AsAt
from actionplans.models import Action, ActionPlan, Ending, Milestone, Review, StandsIn
from actionplans.on_day.dates import Date, dates_held, recurring_of, standing
from actionplans.on_day.judging import judged, said_and_due, status_of
from actionplans.on_day.reported import Line, Reported, is_a_word, lines_of
from actionplans.on_day.said import checks_said, last_reported, last_word
from actionplans.on_day.words import worded
from actionplans.rag import Status
from actionplans.rows import DateShown, Reopened, Said, Step
from actionplans.rules import rules_of
from councils.models import Council

ONE_DAY = datetime.timedelta(days=1)
Statuses = dict[int, list[Status | None]]


def statuses_over_time(
    actions: QuerySet[Action], as_at: AsAt, days: Sequence[datetime.date]
) -> Statuses:
    """Return, by action (primary key), its status as at each of `days`, in their order.

    None on a day before it was added. `days` ascend and end by the day of `as_at`, whose reader
    it is for; each is shown with all that was entered later for it, unless `as_at` says by when.
    """
    return {pk: _swept(facts, as_at, days) for pk, facts in _facts_of(actions, as_at).items()}


def statuses_of_plan(plan: ActionPlan, as_at: AsAt, days: Sequence[datetime.date]) -> Statuses:
    """Return the same of all that stood in `plan`; None also where another plan's did not yet."""
    places = list(StandsIn.objects.filter(plan=plan))
    here = Q(plan=plan) | Q(pk__in=[place.action_id for place in places])
    found = statuses_over_time(Action.objects.filter(here), as_at, days)
    spans: dict[int, list[StandsIn]] = defaultdict(list)
    for place in places:
        spans[place.action_id].append(place)
    known = as_at.known_on
    for pk, of_action in spans.items():
        found[pk] = [
            status if any(_stood(place, min(day, known or day)) for place in of_action) else None
            for day, status in zip(days, found.get(pk, ()), strict=False)
        ]
    return found


def _stood(place: StandsIn, day: datetime.date) -> bool:
    return place.added_on <= day and (place.removed_on is None or place.removed_on > day)


class _Ruling(NamedTuple):
    """A verdict on an update or on a date (`of`), as `AsAt.rulings` counts it."""

    of: int
    verdict: str
    day: datetime.date

    def counts_on(self, day: datetime.date) -> bool:
        return self.verdict in OF_THE_REPORT or self.day <= day


@dataclass
class _Facts:
    """All that is held of one action, in order."""

    added_on: datetime.date
    grace_days: int
    steps: list[Milestone] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rulings: list[_Ruling] = field(default_factory=list)
    of_dates: list[_Ruling] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    endings: list[tuple[datetime.date, str]] = field(default_factory=list)

    @property
    def recurs(self) -> bool:
        return any(s.recurrence for s in self.steps) or any(d.recurrence for d in self.dates)

    @property
    def is_ruled_on_later(self) -> bool:
        """Return whether a verdict counts from its own day: something was reopened, or checked."""
        return any(r.verdict not in OF_THE_REPORT for r in (*self.rulings, *self.of_dates))

    def has_left(self, day: datetime.date) -> Status | None:
        """Return how it had left its plan on `day`; None where it stood."""
        kinds = [kind for on, kind in self.endings if on <= day]
        return Status(kinds[-1]) if kinds and kinds[-1] != Ending.Kind.RESTORED else None

    def turns(self) -> list[datetime.date]:
        """Return the days from which it may be something else than the day before."""
        found = {self.added_on, *(line.day for line in self.lines)}
        found |= {r.day for r in (*self.rulings, *self.of_dates) if r.verdict not in OF_THE_REPORT}
        found |= {date.day for date in self.dates}
        found |= {date.due + ONE_DAY for date in self.dates if date.due}
        found |= {step.added_on for step in self.steps}
        found |= {step.removed_on for step in self.steps if step.removed_on}
        return sorted(found | {day for day, _ in self.endings})


def _facts_of(actions: QuerySet[Action], as_at: AsAt) -> dict[int, _Facts]:
    """Return what is held of each action the reader may know of."""
    found = actions.filter(added_on__lte=as_at.stands_on)
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    stored = list(found.values_list("pk", "added_on", "plan__council_id"))
    councils = Council.objects.in_bulk({council for _, _, council in stored})
    grace = {pk: rules_of(one, as_at.words_of).grace_days for pk, one in councils.items()}
    facts = {pk: _Facts(added_on, grace[council]) for pk, added_on, council in stored}
    ids = list(facts)
    of_step = {}
    for step in _steps(ids, as_at):
        facts[step.action_id].steps.append(step)
        of_step[step.pk] = step.action_id
    of_update, of_date = {}, {}
    for line in lines_of(ids, as_at):
        facts[line.action_id].lines.append(line)
        of_update[line.update_id] = line.action_id
    for date in dates_held(of_step, as_at):
        facts[of_step[date.milestone_id]].dates.append(date)
        of_date[date.pk] = of_step[date.milestone_id]
    for ruling in _rulings("update_id", of_update, as_at):
        facts[of_update[ruling.of]].rulings.append(ruling)
    for ruling in _rulings("due_date_id", of_date, as_at):
        facts[of_date[ruling.of]].of_dates.append(ruling)
    endings = Ending.objects.filter(as_at.holds(), among("action_id", ids)).order_by("day", "pk")
    for pk, day, kind in endings.values_list("action_id", "day", "kind"):
        facts[pk].endings.append((day, kind))
    return facts


def _steps(action_ids: list[int], as_at: AsAt) -> Iterable[Milestone]:
    held = Milestone.objects.filter(among("action_id", action_ids), added_on__lte=as_at.stands_on)
    recurring = ("recurrence", "first_due", "each_occurrence")
    fields = ("action_id", "order", "added_on", "removed_on", *recurring)
    return worded(list(held.only(*fields).order_by("action_id", "order", "pk")), as_at, recurring)


def _rulings(of: str, among_these: Iterable[int], as_at: AsAt) -> list[_Ruling]:
    found = Review.objects.filter(as_at.rulings(), among(of, among_these)).order_by("day", "pk")
    return [_Ruling._make(row) for row in found.values_list(of, "verdict", "day")]


def _swept(facts: _Facts, as_at: AsAt, days: Sequence[datetime.date]) -> list[Status | None]:
    """Return the status on each day; worked out anew only where something may have changed it."""
    turns, recurs = facts.turns(), facts.recurs
    judge = _Judge(facts, as_at) if recurs or facts.is_ruled_on_later else _InOrder(facts, as_at)
    found: list[Status | None] = []
    place = -1
    for day in days:
        now = bisect_right(turns, day)
        found.append(judge.on(day) if recurs or now != place else found[-1])
        place = now
    return found


class _Judge:
    """What one action is on a day."""

    def __init__(self, facts: _Facts, as_at: AsAt) -> None:
        self.facts, self.as_at = facts, as_at
        self._dates: tuple[Any, dict[int, list[DateShown]]] = (None, {})

    def on(self, day: datetime.date) -> Status | None:
        facts, as_at = self.facts, replace(self.as_at, day=day)
        if facts.added_on > as_at.stands_on:
            return None
        if left := facts.has_left(day):
            return left
        verdicts = {r.of: r.verdict for r in facts.rulings if r.counts_on(day)}
        lines = [line for line in facts.lines if line.day <= day]
        reported = Reported([], as_at, lines, verdicts)
        words = {
            line.step_id: _word(line, reported.verdict(line)) for line in reported.last.values()
        }
        return self._status(reported, words, as_at)

    def _status(self, reported: Reported, words: dict[int | None, Said], as_at: AsAt) -> Status:
        dates, of_row = self._dates_on(as_at.day, reported.verdicts), words.get(None)
        checks = checks_said(reported) if self.facts.recurs else {}
        last = last_reported(reported) if self.facts.recurs else {}
        steps = []
        for stored in self.facts.steps:
            if not _is_there(stored, as_at.stands_on):
                continue
            step = _step(stored, words.get(stored.pk), tuple(dates.get(stored.pk, ())))
            said, date = checks.get(stored.pk, {}), step.date
            if stored.recurrence or (date and date.recurrence):
                step = replace(
                    step,
                    recurring=recurring_of(
                        stored, date, said, last.get(stored.pk), as_at.day, self.facts.grace_days
                    ),
                )
            steps.append(judged(step, last_word(step.said, of_row), as_at.day))
        return status_of(steps, of_row)

    def _dates_on(self, day: datetime.date, verdicts: dict[int, str]) -> dict[int, list[DateShown]]:
        """Return the timescales that stand; made anew only where others do than the last time."""
        given = [date for date in self.facts.dates if date.day <= day]
        itself = {r.of: r.verdict for r in self.facts.of_dates if r.counts_on(day)}
        of_updates = [verdicts.get(date.update_id or 0, "") for date in given]
        key = (len(given), of_updates, itself)
        if self._dates[0] != key:
            found = standing(given, verdicts, itself, self.as_at.accepted_only)
            self._dates = (key, found)
        return self._dates[1]


class _OfStep(NamedTuple):
    """What an action is judged by, of a step that does not recur."""

    status: Status
    said: Said | None
    is_continuing: bool = False


class _InOrder:
    """The same for an action of which nothing recurs and every verdict counts from the start.

    Asked for day after day it goes on from the last: most actions are such, and this takes a
    small part of the time.
    """

    def __init__(self, facts: _Facts, as_at: AsAt) -> None:
        self.facts, self.as_at = facts, as_at
        self.verdicts = {ruling.of: ruling.verdict for ruling in facts.rulings}
        shown = Reported([], as_at, facts.lines, self.verdicts).shown
        self.ahead = [line for line in reversed(shown) if is_a_word(line)]
        self.words: dict[int | None, Said] = {}
        self.itself = {ruling.of: ruling.verdict for ruling in facts.of_dates}
        self.given, self.dues = -1, dict[int, datetime.date | None]()

    def on(self, day: datetime.date) -> Status | None:
        facts, stands_on = self.facts, min(day, self.as_at.known_on or day)
        self._go_on(day)
        if facts.added_on > stands_on:
            return None
        if left := facts.has_left(day):
            return left
        of_row = self.words.get(None)
        here = [step for step in facts.steps if _is_there(step, stands_on)]
        return status_of([self._judged(step, of_row, day) for step in here], of_row)

    def _go_on(self, day: datetime.date) -> None:
        """Take in what was reported, and which dates were given, up to `day`."""
        while self.ahead and self.ahead[-1].day <= day:
            line = self.ahead.pop()
            self.words[line.step_id] = _word(line, self.verdicts.get(line.update_id, ""))
        given = [date for date in self.facts.dates if date.day <= day]
        if len(given) != self.given:
            stand = standing(given, self.verdicts, self.itself, self.as_at.accepted_only)
            counted = {pk: [d.due for d in dates if d.counts] for pk, dates in stand.items()}
            self.dues = {pk: dues[-1] for pk, dues in counted.items() if dues}
            self.given = len(given)

    def _judged(self, step: Milestone, of_row: Said | None, day: datetime.date) -> _OfStep:
        own = self.words.get(step.pk)
        word = last_word(own, of_row)
        progress = word.effective_progress if word else ""
        return _OfStep(said_and_due(progress, word, self.dues.get(step.pk), day), own)


def _is_there(step: Milestone, day: datetime.date) -> bool:
    return step.added_on <= day and (step.removed_on is None or step.removed_on > day)


def _step(stored: Milestone, said: Said | None, dates: tuple[DateShown, ...]) -> Step:
    return Step(stored.pk, stored.order, "", (), "", dates, said, False, Status.NOT_STATED, 0)


@lru_cache(maxsize=4096)
def _word(line: Line, verdict: str) -> Said:
    """Return what a line says, without its texts: nothing here is read out."""
    return Said(
        update_id=line.update_id,
        step_id=line.step_id,
        text="",
        difference="",
        progress=line.progress,
        outlook=line.outlook,
        reason="",
        day=line.day,
        known_on=line.day,
        author="",
        how="",
        accepted=verdict in ACCEPTED,
        embedded=verdict == Review.Verdict.EMBEDDED,
        reopened=Reopened("", line.day, "") if verdict == Review.Verdict.REOPENED else None,
    )
