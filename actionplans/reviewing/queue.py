"""What waits, each report beside what was said before, what it changes and what calls for a look.

A fixed number of queries for a page of reports, and some more for each plan they belong to.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from actionplans.asat import ACCEPTED, AsAt
from actionplans.challenges.facts import Flag, Kind
from actionplans.challenging import flags_of_rows
from actionplans.evidence import evidence_of
from actionplans.lists import updates_among
from actionplans.models import Action, ActionPlan, ProgressUpdate, Review
from actionplans.on_day.held import Held, Line
from actionplans.on_day.plans import rows_on_day
from actionplans.on_day.reported import reported_on
from actionplans.rag import Outlook, Progress
from actionplans.reviewing.ruling import Seen
from actionplans.rows import Row, Step

_TURNS = 4


@dataclass(frozen=True)
class Before:
    """What was said on the same step before: the last accepted, or else the last said."""

    text: str
    day: datetime.date
    author: str
    accepted: bool


@dataclass(frozen=True)
class Change:
    """One thing a report changes: what it is, what it was and what it becomes, in words."""

    what: str
    was: str
    now: str
    why: str = ""

    @property
    def is_one(self) -> bool:
        """Return whether anything changes: else it is as before."""
        return self.was != self.now


@dataclass(frozen=True)
class Item:
    """A report that waits, with all that whoever decides on it must know.

    `update` has what `lists.updates_among` and `evidence_of` give it. `others` is how many more
    reports on the same step wait; `returned` the last sent back since `before` was said.
    """

    update: Any
    row: Row
    before: Before | None
    returned: Any
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]
    others: int
    seen: Seen

    @property
    def step(self) -> Step | None:
        """Return the one step it speaks of; None for the whole action or several."""
        steps = {line.milestone_id for line in self.update.shown_lines}
        return next((step for step in self.row.steps if steps == {step.pk}), None)

    @property
    def last(self) -> Review | None:
        """Return the last ruling on it, where there was one."""
        review: Review | None = self.update.last_review
        return review

    @property
    def wording(self) -> str:
        """Return the wording for papers that waits with it, "" for none."""
        return self.last.paper_wording if self.last else ""


def items_of(updates: Iterable[ProgressUpdate], today: datetime.date) -> list[Item]:
    """Return what is to be known of each of `updates`, in their order."""
    ids = [update.pk for update in updates]
    return _Queue(ids, today).items()


class _Queue:
    """Loads what a page of reports needs."""

    def __init__(self, ids: Sequence[int], today: datetime.date) -> None:
        self.ids, self.as_at = ids, AsAt(day=today, today=today)
        self.updates = self._updates()
        self.actions = sorted({update.action_id for update in self.updates.values()})
        self.reported = reported_on(Held(self.actions, self.as_at), self.as_at)
        self.rows = self._rows(self.as_at)
        self.papers = replace(self.as_at, accepted_only=True)
        self.now = self._rows(self.papers)
        self.then = self._supposed()

    def _updates(self) -> dict[int, Any]:
        found = ProgressUpdate.objects.filter(pk__in=self.ids).select_related("action__plan")
        loaded = evidence_of(updates_among(found, self.as_at), self.as_at)
        return {update.pk: update for update in loaded}

    def _rows(self, as_at: AsAt) -> dict[int, Row]:
        return {row.pk: row for row in rows_on_day(self._of_these(), as_at)}

    def _supposed(self) -> dict[int, Row]:
        """Return, by report, its action as papers would show it once that report counts.

        Of several on one action each is supposed by itself, the first few of them.
        """
        found: dict[int, Row] = {}
        for turn in range(_TURNS):
            pks = [of[turn] for of in self._turns().values() if len(of) > turn]
            if not pks:
                break
            rows = self._rows(replace(self.papers, supposing=frozenset(pks)))
            actions = {pk: self.updates[pk].action_id for pk in pks}
            found |= {pk: rows[action] for pk, action in actions.items() if action in rows}
        return found

    def _turns(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for pk, update in self.updates.items():
            found[update.action_id].append(pk)
        return found

    def _of_these(self) -> Any:
        return Action.objects.filter(pk__in=self.actions)

    def items(self) -> list[Item]:
        return [self.item(self.updates[pk]) for pk in self.ids if self._is_shown(pk)]

    def _is_shown(self, pk: int) -> bool:
        """Return whether its action stands in the plan: one added later than today does not."""
        return pk in self.updates and self.updates[pk].action_id in self.rows

    def item(self, update: Any) -> Item:
        row = self.rows[update.action_id]
        return Item(
            update=update,
            row=row,
            before=self._before(update),
            returned=self._returned(update),
            changes=tuple(self._changes(update, row)),
            flags=tuple(f for f in self.flags.get(row.pk, ()) if f.kind != Kind.WAITING),
            others=self._others(update),
            seen=self._seen(update),
        )

    # The same step

    @cached_property
    def by_action(self) -> dict[int, list[Line]]:
        """Return the lines on each action, in the order they were reported."""
        found: dict[int, list[Line]] = defaultdict(list)
        for line in self.reported.lines:
            found[line.action_id].append(line)
        return found

    def _on_the_same(self, update: Any) -> list[Line]:
        spoken_of = {(line.milestone_id, line.occurrence) for line in update.shown_lines}
        lines = self.by_action[update.action_id]
        return [one for one in lines if (one.step_id, one.occurrence) in spoken_of]

    def _seen(self, update: Any) -> Seen:
        newest = max((line.update_id for line in self._on_the_same(update)), default=update.pk)
        return Seen(update.last_review.pk if update.last_review else 0, newest)

    def _others(self, update: Any) -> int:
        return len(
            {
                line.update_id
                for line in self._on_the_same(update)
                if line.update_id != update.pk and not self.reported.verdict(line)
            }
        )

    # What was said before

    def _before(self, update: Any) -> Before | None:
        line = self.lines_before.get(update.pk)
        told = self.told.get(line.update_id) if line else None
        if line is None or told is None:
            return None
        accepted = self.reported.verdict(line) in ACCEPTED
        return Before(told.printed, line.day, told.author, accepted)

    @cached_property
    def lines_before(self) -> dict[int, Line]:
        """Return, by report, the line before it on the same step, or on the whole action."""
        found = {}
        for update in self.updates.values():
            earlier = [
                line
                for line in self.by_action[update.action_id]
                if (line.day, line.update_id) < (update.day, update.pk)
                and self.reported.verdict(line) != Review.Verdict.RETURNED
            ]
            steps = {line.milestone_id for line in update.shown_lines}
            own = [line for line in earlier if line.step_id in steps]
            if last := _last(own or [line for line in earlier if line.step_id is None], self):
                found[update.pk] = last
        return found

    def _returned(self, update: Any) -> Any:
        line = self.lines_returned.get(update.pk)
        return self.told.get(line.update_id) if line else None

    @cached_property
    def lines_returned(self) -> dict[int, Line]:
        """Return, by report, the last line sent back on the same step since the one before."""
        found = {}
        for update in self.updates.values():
            before = self.lines_before.get(update.pk)
            since = (before.day, before.update_id) if before else ()
            for line in self._on_the_same(update):
                is_back = self.reported.verdict(line) == Review.Verdict.RETURNED
                if is_back and since < (line.day, line.update_id) < (update.day, update.pk):
                    found[update.pk] = line
        return found

    @cached_property
    def told(self) -> dict[int, Any]:
        """Return the reports that were said before, with what papers print of them."""
        lines = (*self.lines_before.values(), *self.lines_returned.values())
        wanted = {line.update_id for line in lines}
        found = ProgressUpdate.objects.filter(pk__in=wanted)
        return {update.pk: update for update in updates_among(found, self.as_at)}

    # What changes

    def _changes(self, update: Any, row: Row) -> Iterable[Change]:
        before = self.lines_before.get(update.pk)
        for line in update.shown_lines:
            was = before if before and before.step_id == line.milestone_id else None
            yield from _progress_changes(line, was, _prefix(row, line.milestone_id))
        for date in update.shown_dates:
            yield self._date_change(date, row)
        now, then = self.now.get(row.pk), self.then.get(update.pk)
        if now and then:
            yield Change("In papers the action is", _standing(now), _standing(then))

    def _date_change(self, date: Any, row: Row) -> Change:
        step = next((step for step in row.steps if step.pk == date.milestone_id), None)
        was = step.date.words if step and step.date else "no date"
        agreed = date.get_agreed_by_display()
        who = f"{agreed}: {date.agreed_by_name}" if date.agreed_by_name else agreed
        agreed = who if date.agreed_by == date.AgreedBy.NOT_YET else f"Agreed by: {who}"
        why = f"{date.reason.rstrip('.')}. {agreed}."
        return Change(f"{_prefix(row, date.milestone_id)}Date", was, date.words, why)

    # Flags

    @cached_property
    def flags(self) -> dict[int, list[Flag]]:
        """Return what calls for challenge, by action."""
        by_plan: dict[ActionPlan, list[Row]] = defaultdict(list)
        plans = {update.action_id: update.action.plan for update in self.updates.values()}
        for row in self.rows.values():
            by_plan[plans[row.pk]].append(row)
        found: dict[int, list[Flag]] = {}
        for plan, rows in by_plan.items():
            found |= flags_of_rows(plan, rows, self.as_at)
        return found


def _last(lines: Sequence[Line], queue: _Queue) -> Line | None:
    """Return the last accepted line, or else the last: what is said of one check is no word."""
    words = [line for line in lines if line.occurrence is None]
    accepted = [line for line in words if queue.reported.verdict(line) in ACCEPTED]
    found = accepted or words
    return found[-1] if found else None


def _prefix(row: Row, step: int | None) -> str:
    """Return "Step 2: " where the action has several steps."""
    if len(row.steps) < 2:
        return ""
    numbers = {each.pk: number for number, each in enumerate(row.steps, 1)}
    return f"Step {numbers[step]}: " if step in numbers else "The whole action: "


def _progress_changes(line: Any, was: Line | None, prefix: str) -> Iterable[Change]:
    if line.occurrence:
        done = "done" if line.progress == Progress.COMPLETE else "not done"
        yield Change(f"{prefix}Check due {line.occurrence:%-d %B %Y}", "", done, line.reason)
        return
    before = Progress(was.progress).words if was else "nothing said"
    yield Change(f"{prefix}Progress", before, Progress(line.progress).words)
    if line.outlook or (was and was.outlook and line.progress != Progress.COMPLETE):
        yield Change(f"{prefix}Going to plan", _outlook(was), _outlook(line), line.reason)
    elif line.reason:
        yield Change(f"{prefix}Why it is late", "", line.reason)


def _outlook(line: Any) -> str:
    return Outlook(line.outlook).words if line and line.outlook else "nothing said"


def _standing(row: Row) -> str:
    words, label = row.status.words, row.rating.label if row.rating else ""
    says_it = words.casefold() in label.casefold()
    return label if says_it else f"{label} ({words.lower()})" if label else words
