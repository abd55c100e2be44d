"""What one action is on each of many days, judged by the rules of the plan's own page."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, Protocol

from actionplans.asat import ACCEPTED, OF_THE_REPORT, AsAt
from actionplans.models import Ending, Review
from actionplans.on_day.dates import Rulings, recurring_of, standing
from actionplans.on_day.held import Date, Held, Line, Place, StepHeld, is_a_word, last_of
from actionplans.on_day.judging import judged, said_and_due, status_of
from actionplans.on_day.reported import Reported
from actionplans.on_day.said import checks_said, is_bad_news, last_reported, last_word
from actionplans.rag import Status
from actionplans.rows import Reopened, Said, goes_on, last_agreed

ONE_DAY = datetime.timedelta(days=1)


@dataclass
class Facts:
    """All that is held of one action, in order; `reported`: on this action and on others."""

    pk: int
    added_on: datetime.date
    grace_days: int
    held: Held
    reported: Reported
    steps: list[StepHeld] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    endings: list[tuple[datetime.date, str]] = field(default_factory=list)

    @cached_property
    def dates(self) -> dict[int, list[Date]]:
        """Return the timescales of each step, in order."""
        return {step.pk: self.held.dates.get(step.pk, []) for step in self.steps}

    @property
    def every_date(self) -> Iterator[Date]:
        return chain.from_iterable(self.dates.values())

    @property
    def recurs(self) -> bool:
        return any(s.recurrence for s in self.steps) or any(d.recurrence for d in self.every_date)

    @property
    def is_ruled_on_later(self) -> bool:
        """Return whether a verdict counts from its own day: something was reopened, or checked."""
        if self.pk in self.held.actions_ruled_later:
            return True
        rulings = (one for date in self.every_date for one in self.held.rulings_of_date(date.pk))
        return any(verdict not in OF_THE_REPORT for _, verdict, _, _ in rulings)

    def has_left(self, day: datetime.date) -> Status | None:
        """Return how it had left its plan on `day`; None where it stood."""
        kinds = [kind for on, kind in self.endings if on <= day]
        return Status(kinds[-1]) if kinds and kinds[-1] != Ending.Kind.RESTORED else None

    def turns(self) -> set[datetime.date]:
        """Return the days from which it may be something else, whatever was reported of it."""
        found = {self.added_on, *(date.day for date in self.every_date)}
        found |= {date.due + ONE_DAY for date in self.every_date if date.due}
        found |= {step.added_on for step in self.steps}
        found |= {step.removed_on for step in self.steps if step.removed_on}
        return found | {day for day, _ in self.endings}


class Judge(Protocol):
    """Says what an action is on one day after the other.

    Between two of its `turns` it is the same, unless it `is_always_asked`.
    """

    turns: list[datetime.date]
    is_always_asked: bool

    def on(self, day: datetime.date) -> Status | None: ...


def judge_of(facts: Facts, as_at: AsAt) -> Judge:
    """Return the judge of an action, to be asked for days that ascend."""
    if facts.recurs or facts.is_ruled_on_later:
        return _Anew(facts, as_at)
    return _InOrder(facts, as_at)


class _Judged(NamedTuple):
    """What an action is judged by, of a step."""

    status: Status
    said: Said | None
    is_continuing: bool = False


class _Anew:
    """Judges each day by itself: for an action that recurs, or was reopened, or checked later."""

    def __init__(self, facts: Facts, as_at: AsAt) -> None:
        self.facts, self.as_at = facts, as_at
        self.is_always_asked = facts.recurs
        self.lines = {place: facts.reported.by_place[place] for place in facts.places}
        updates = {line.update_id for lines in self.lines.values() for line in lines}
        self.rulings = [one for pk in updates for one in facts.held.rulings_of_update(pk)]
        self.of_dates = [
            one for date in facts.every_date for one in facts.held.rulings_of_date(date.pk)
        ]
        found = facts.turns() | {line.day for lines in self.lines.values() for line in lines}
        found |= {day for _, _, day, _ in (*self.rulings, *self.of_dates)}
        self.turns = sorted(found)

    def on(self, day: datetime.date) -> Status | None:
        as_at = replace(self.as_at, day=day)
        if self.facts.added_on > as_at.stands_on:
            return None
        if left := self.facts.has_left(day):
            return left
        lines = {place: [one for one in of if one.day <= day] for place, of in self.lines.items()}
        reported = Reported(self.facts.held, as_at, lines, last_of(self.rulings, as_at))
        said = {place[1]: _word(line, reported) for place, line in reported.last.items()}
        return status_of(self._steps(reported, said), said.get(None))

    def _steps(self, reported: Reported, said: Mapping[int | None, Said]) -> list[_Judged]:
        as_at, checks, last = reported.as_at, checks_said(reported), last_reported(reported)
        rulings = Rulings(reported.verdicts, last_of(self.of_dates, as_at), as_at.accepted_only)
        found = []
        for step in self.facts.steps:
            if not step.stands_on(as_at.stands_on):
                continue
            given = [date for date in self.facts.dates[step.pk] if date.day <= as_at.day]
            date = last_agreed(standing(given, rulings, self.facts.held.dates_made))
            of_step, own = (checks.get(step.pk, {}), last.get(step.pk)), said.get(step.pk)
            recurs = recurring_of(step, date, *of_step, as_at.day, self.facts.grace_days)
            status = judged(date, recurs, last_word(own, said.get(None)), as_at.day).status
            found.append(_Judged(status, own, goes_on(recurs, status)))
        return found


Turn = tuple[datetime.date, int, int | None, Line]
Dated = tuple[datetime.date, int, datetime.date | None]


class _InOrder:
    """The same for an action of which nothing recurs and every verdict counts from the start.

    Asked for day after day it goes on from the last, and only where something else was said:
    most actions are such, and this takes a small part of the time.
    """

    is_always_asked = False

    def __init__(self, facts: Facts, as_at: AsAt) -> None:
        self.facts, self.as_at, self.reported = facts, as_at, facts.reported
        self.words: dict[int | None, Said] = {}
        self.dues: dict[int, datetime.date | None] = {}
        news = sorted(self._news(), key=itemgetter(0, 1), reverse=True)
        dated = sorted(self._dated(), key=itemgetter(0), reverse=True)
        self.turns = sorted(facts.turns() | {turn[0] for turn in news})
        self.news, self.dated = news, dated

    def _news(self) -> Iterator[Turn]:
        """Yield (day, update, step, line) of what says something else than what was said before.

        All of it where the whole action was once said to be at risk: then it matters which
        word is the later one.
        """
        shown, verdicts = self.reported.shown_at, self.reported.verdicts
        of_row = shown.get((self.facts.pk, None), ())
        all_count = any(is_bad_news(line.outlook) for line in of_row)
        for place in self.facts.places:
            before = None
            for line in shown.get(place, ()):
                says = line.progress, line.outlook, verdicts.get(line.update_id)
                if (says != before or all_count) and is_a_word(line):
                    yield line.day, line.update_id, line.step_id, line
                    before = says

    def _dated(self) -> Iterator[Dated]:
        """Yield (day, step, date) of each day from which another date may count."""
        held = self.facts.held
        rulings = Rulings(
            self.reported.verdicts, held.of_dates_on(self.as_at), self.as_at.accepted_only
        )
        for step, dates in self.facts.dates.items():
            for day in {date.day for date in dates}:
                given = [date for date in dates if date.day <= day]
                counts = last_agreed(standing(given, rulings, held.dates_made))
                yield day, step, counts.due if counts else None

    def on(self, day: datetime.date) -> Status | None:
        while self.news and self.news[-1][0] <= day:
            _, _, step, line = self.news.pop()
            self.words[step] = _word(line, self.reported)
        while self.dated and self.dated[-1][0] <= day:
            _, of_step, self.dues[of_step] = self.dated.pop()
        stands_on = min(day, self.as_at.known_on or day)
        if self.facts.added_on > stands_on:
            return None
        if left := self.facts.has_left(day):
            return left
        of_row = self.words.get(None)
        here = [step for step in self.facts.steps if step.stands_on(stands_on)]
        return status_of([self._judged(step, of_row, day) for step in here], of_row)

    def _judged(self, step: StepHeld, of_row: Said | None, day: datetime.date) -> _Judged:
        own = self.words.get(step.pk)
        word = last_word(own, of_row)
        progress = word.effective_progress if word else ""
        return _Judged(said_and_due(progress, word, self.dues.get(step.pk), day), own)


def _word(line: Line, reported: Reported) -> Said:
    """Return what a line says, without its texts: nothing here is read out."""
    verdict = reported.verdict(line)
    return Said(
        update_id=line.update_id,
        step_id=line.step_id,
        text="",
        difference="",
        progress=line.progress,
        outlook=line.outlook,
        reason="",
        day=line.day,
        known_on=line.known_on,
        author="",
        how="",
        accepted=verdict in ACCEPTED,
        embedded=verdict == Review.Verdict.EMBEDDED,
        reopened=Reopened("", line.day, "") if verdict == Review.Verdict.REOPENED else None,
    )
