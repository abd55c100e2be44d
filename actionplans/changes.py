"""What changed between two states of one plan: pure rules, which know rows and no model.

What rows cannot tell, since a later fact took its place (a completion accepted and then
reopened, an action withdrawn and put back), comes in beside them as facts.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

from actionplans import rag
from actionplans.rag import Status
from actionplans.rows import DateShown, Row, Said, Step


@dataclass(frozen=True)
class Reopening:
    """A completion opened again between the two days, and when it had been accepted."""

    action_id: int
    step_id: int | None
    reason: str
    day: datetime.date
    by: str
    accepted_on: datetime.date | None = None


@dataclass(frozen=True)
class EndingBetween:
    """An action withdrawn, superseded, carried or put back between the two days."""

    action_id: int
    words: str
    reason: str
    day: datetime.date
    is_restored: bool


@dataclass(frozen=True)
class Why:
    """The reason given for changing an action after the plan was approved."""

    action_id: int
    reason: str


@dataclass(frozen=True)
class Moved:
    """One move of a step's agreed date; `was` None where it had no date before.

    `is_back`: a later date no longer counts, and the one before it holds again.
    """

    step: Step
    was: DateShown | None
    to: DateShown | None
    is_back: bool = False


@dataclass(frozen=True)
class Asked:
    """A new date of a step that was asked for and does not count yet."""

    step: Step
    date: DateShown


@dataclass(frozen=True)
class Reworded:
    """Words or leads of an action or a step, as they were and as they are."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Change:
    """One action in one list: as it was (None where it was not in the plan), and as it is.

    `steps` are those the list is about; the rest is what its list has to say of it.
    """

    before: Row | None
    after: Row
    steps: tuple[Step, ...] = ()
    moves: tuple[Moved, ...] = ()
    asked: tuple[Asked, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    endings: tuple[EndingBetween, ...] = ()
    words: tuple[Reworded, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def new_word(self) -> Said | None:
        """Return the newest word on its steps (or the whole) that was not there before, or None."""
        old = {(s.update_id, s.step_id) for s in self.before.said} if self.before else set()
        about = {step.pk for step in self.steps or self.after.steps} | {None}
        new = [
            said
            for said in self.after.said
            if said.step_id in about and (said.update_id, said.step_id) not in old
        ]
        return max(new, key=lambda said: said.place, default=None)

    @property
    def was_rated(self) -> str:
        """Return its label on the council's scale before, "" without one."""
        return self.before.rating.label if self.before and self.before.rating else ""

    @property
    def now_rated(self) -> str:
        return self.after.rating.label if self.after.rating else ""

    @property
    def is_other_status(self) -> bool:
        return self.before is not None and self.before.status != self.after.status

    @property
    def way(self) -> int:
        """Return 1 where it stands better than before, -1 where worse, 0 where neither is said."""
        if not self.before or Status.NOT_STATED in (self.before.status, self.after.status):
            return 0
        was, now = _PLACES[self.before.status], _PLACES[self.after.status]
        return (now > was) - (now < was)

    @property
    def from_to(self) -> str:
        """Return "from on track to at risk"; by the council's own labels where those alone moved;
        "" where neither did.
        """
        if self.before and self.is_other_status:
            was, now = self.before.status.words, self.after.status.words
            return f"from {_low(was)} to {_low(now)}"
        if self.was_rated == self.now_rated:
            return ""
        return f"from {self.was_rated or 'not rated'} to {self.now_rated or 'not rated'}"


@dataclass(frozen=True)
class Changes:
    """The lists of what changed between two days, each action at most once in each."""

    first_day: datetime.date
    last_day: datetime.date
    completed: tuple[Change, ...] = ()
    steps_done: tuple[Change, ...] = ()
    checked: tuple[Change, ...] = ()
    newly_late: tuple[Change, ...] = ()
    newly_silent: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    dated: tuple[Change, ...] = ()
    asked_for: tuple[Change, ...] = ()
    rerated: tuple[Change, ...] = ()
    reopened: tuple[Change, ...] = ()
    added: tuple[Change, ...] = ()
    steps_added: tuple[Change, ...] = ()
    ended: tuple[Change, ...] = ()
    taken_out: tuple[Change, ...] = ()
    put_back: tuple[Change, ...] = ()
    reworded: tuple[Change, ...] = ()
    reported: tuple[Change, ...] = ()
    not_reported: tuple[Change, ...] = ()
    unchanged: tuple[Change, ...] = ()

    @cached_property
    def lists(self) -> list[tuple[str, str, tuple[Change, ...]]]:
        """Return (name, heading, actions) of every list but `unchanged`, in the order to read."""
        headings = HEADINGS | ({"rerated": self._rerated_words} if self.rerated else {})
        return [(name, heading, getattr(self, name)) for name, heading in headings.items()]

    @property
    def _rerated_words(self) -> str:
        return f"{HEADINGS['rerated']}: {ways_words(self.rerated)}"

    @property
    def empty(self) -> str:
        """Return what there is none of, of what members always ask: "completed or reopened"."""
        *most, last = [w for name, w in ALWAYS_ASKED.items() if not getattr(self, name)] or [""]
        return f"{', '.join(most)} or {last}" if most else last

    @property
    def summary(self) -> str:
        """Return the counts as a sentence's end: "2 completed, 1 newly late, 3 dates moved"."""
        found = [words(number) for words, number in self._counted() if number]
        return ", ".join(found) or "nothing changed"

    def _counted(self) -> list[tuple[Callable[[int], str], int]]:
        """Return how each list is spoken of, and the number it is spoken of with."""
        return [
            (lambda n: f"{n} completed", len(self.completed)),
            (lambda n: f"{_many(n, 'step')} of other actions done", _steps(self.steps_done)),
            (lambda n: f"{n} checked to last", len(self.checked)),
            (lambda n: f"{n} newly late", len(self.newly_late)),
            (lambda n: f"{n} whose date passed with nothing said", len(self.newly_silent)),
            (lambda n: f"{_many(n, 'date')} moved", _moves(self.moved)),
            (lambda n: f"{_many(n, 'date')} given where there was none", _moves(self.dated)),
            (lambda n: f"{_many(n, 'new date')} asked for", _asked(self.asked_for)),
            (lambda n: f"{n} re-rated ({ways_words(self.rerated)})", len(self.rerated)),
            (lambda n: f"{n} reopened", len(self.reopened)),
            (lambda n: f"{n} added", len(self.added)),
            (lambda n: f"{_many(n, 'step')} added", _steps(self.steps_added)),
            (lambda n: f"{n} withdrawn, superseded or carried over", len(self.ended)),
            (lambda n: f"{n} taken out, to go on in another plan", len(self.taken_out)),
            (lambda n: f"{n} put back", len(self.put_back)),
            (lambda n: f"{n} reworded or led by others", len(self.reworded)),
            (lambda n: f"nothing reported on {n}", len(self.not_reported)),
        ]


HEADINGS = {
    "completed": "Completed",
    "steps_done": "Steps done, of actions that go on",
    "checked": "Checked that it lasts",
    "newly_late": "Newly late",
    "newly_silent": "Date passed since then, and nothing said",
    "moved": "Dates moved",
    "dated": "Dates given where there was none",
    "asked_for": "New dates asked for",
    "rerated": "Re-rated",
    "reopened": "Reopened",
    "added": "Added to the plan",
    "steps_added": "Steps added",
    "ended": "Withdrawn, superseded or carried over",
    "taken_out": "Taken out of this plan, to go on in another",
    "put_back": "Put back into the plan",
    "reworded": "Reworded, or led by others",
    "reported": "Reported on, and otherwise as it was",
    "not_reported": "Nothing reported",
}


ALWAYS_ASKED = {
    "completed": "completed",
    "newly_late": "newly late",
    "moved": "moved in its date",
    "rerated": "re-rated",
    "reopened": "reopened",
    "added": "added",
    "ended": "withdrawn, superseded or carried over",
    "not_reported": "without a report",
}


F = TypeVar("F", Reopening, EndingBetween, Why)
# What is special to an action in one list: fields of Change.
What = dict[str, Any]


# From the worst.
_PLACES = {status: place for place, status in enumerate(Status)}


def ways_words(found: Sequence[Change]) -> str:
    """Return how many stand better or worse than before: "3 better, 6 worse"."""
    ways = Counter(change.way for change in found)
    words = {1: "better", -1: "worse", 0: "cannot be compared"}
    return ", ".join(f"{ways[way]} {word}" for way, word in words.items() if ways[way])


def _worst_first(change: Change) -> tuple[int, int]:
    return change.way, _PLACES[change.after.status]


def _low(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _steps(found: Iterable[Change]) -> int:
    return sum(len(change.steps) for change in found)


def _moves(found: Iterable[Change]) -> int:
    return sum(len(change.moves) for change in found)


def _asked(found: Iterable[Change]) -> int:
    return sum(len(change.asked) for change in found)


def changes(
    before: Sequence[Row],
    after: Sequence[Row],
    first_day: datetime.date,
    last_day: datetime.date,
    reopenings: Iterable[Reopening] = (),
    endings: Iterable[EndingBetween] = (),
    reasons: Iterable[Why] = (),
) -> Changes:
    """Return what changed between two states of one plan.

    `before` and `after` are its rows as at `first_day` and `last_day`; `reopenings`, `endings`
    and `reasons` are the facts between. Every row of `after` stands in one of the lists, or in
    `unchanged`: finished or out of the plan before, and not spoken of since.
    """
    was = {row.pk: row for row in before}
    opened, ended, why = _by_action(reopenings), _by_action(endings), _by_action(reasons)
    lists: dict[str, list[Change]] = defaultdict(list)
    for row in after:
        pair = _Pair(was.get(row.pk), row, opened.get(row.pk, ()), ended.get(row.pk, ()))
        pair.reasons = tuple(dict.fromkeys(each.reason for each in why.get(row.pk, ())))
        found = pair.found()
        for name, change in found.items() or [("unchanged", Change(pair.before, row))]:
            lists[name].append(change)
    lists["rerated"].sort(key=_worst_first)
    stand = {row.pk for row in after}
    for row in before:
        if row.pk not in stand and row.is_guest:
            given = tuple(dict.fromkeys(each.reason for each in why.get(row.pk, ())))
            lists["taken_out"].append(Change(row, row, reasons=given))
    return Changes(first_day, last_day, **{name: tuple(rows) for name, rows in lists.items()})


def _by_action(facts: Iterable[F]) -> dict[int, tuple[F, ...]]:
    found: dict[int, list[F]] = {}
    for fact in facts:
        found.setdefault(fact.action_id, []).append(fact)
    return {pk: tuple(rows) for pk, rows in found.items()}


class _Pair:
    """One action in both states."""

    def __init__(
        self,
        before: Row | None,
        after: Row,
        reopenings: tuple[Reopening, ...],
        endings: tuple[EndingBetween, ...],
    ) -> None:
        self.before, self.after = before, after
        self.reasons: tuple[str, ...] = ()
        self.reopenings, self.endings = reopenings, endings
        self.stands = after.ended is None
        self.stood = before is not None and before.ended is None
        self.steps_before = {step.pk: step for step in before.steps} if before else {}

    def found(self) -> dict[str, Change]:
        """Return what it has to say in each list it stands in, by the list's name."""
        change = Change(self.before, self.after)
        lists = {
            name: replace(change, **what) for name, what in self._news().items() if what is not None
        }
        if self.stands and self._is_rerated(lists):
            lists["rerated"] = replace(change, steps=self._changed_steps())
        if self.stands and not lists and self._was_heard_of():
            lists["reported"] = change
        if self.stood and self.after.is_open and not self._was_heard_of():
            lists["not_reported"] = change
        return lists

    def _news(self) -> dict[str, What | None]:
        """Return, by list, what is special to it; None where the action is not in that list."""
        done = self._newly(rag.SIGNED_OFF)
        whole = self._is_completed(done)
        moves = [move for step in self.after.steps for move in self._moves(step)]
        new_steps = tuple(s for s in self.after.steps if s.pk not in self.steps_before)
        return {
            "completed": {"steps": done} if whole else None,
            "steps_done": _some(steps=() if whole or not self.stands else done),
            "checked": _some(steps=self._checked()),
            "newly_late": _some(steps=self._newly_past(Status.LATE)),
            "newly_silent": _some(steps=self._newly_past(Status.SILENT)),
            "moved": _some(moves=tuple(move for move in moves if move.was)),
            "dated": _some(moves=tuple(move for move in moves if not move.was)),
            "asked_for": _some(asked=tuple(a for s in self.after.steps for a in self._asked(s))),
            "reopened": self._reopened(),
            "added": self._because({} if self.before is None else None),
            "steps_added": self._because(_some(steps=new_steps if self.before else ())),
            "ended": self._ended(),
            "put_back": self._put_back(),
            "reworded": self._because(_some(words=self._reworded())),
        }

    def _because(self, what: What | None) -> What | None:
        """Return what was changed with the reasons given for it."""
        return None if what is None else what | {"reasons": self.reasons}

    # Progress

    def _newly(self, statuses: frozenset[Status] | set[Status]) -> tuple[Step, ...]:
        """Return the steps that are at one of these now, and were at none of them before."""
        return tuple(
            step
            for step in self.after.steps
            if step.status in statuses
            and not (step.pk in self.steps_before and self.steps_before[step.pk].status in statuses)
        )

    def _is_completed(self, done: tuple[Step, ...]) -> bool:
        """Return whether the whole action is complete now and was not; not by being put back."""
        if self.after.status not in rag.SIGNED_OFF:
            return False
        if self.before is None or self.before.ended:
            return bool(done)
        return self.before.status not in rag.SIGNED_OFF

    def _checked(self) -> tuple[Step, ...]:
        """Return the steps that were done before, and have been checked since that they last."""
        if not self.stands:
            return ()
        newly = self._newly({Status.EMBEDDED})
        done = rag.SIGNED_OFF
        return tuple(
            s for s in newly if s.pk in self.steps_before and self.steps_before[s.pk].status in done
        )

    def _newly_past(self, status: Status) -> tuple[Step, ...]:
        """Return the steps that are late (or silent) now and were not, or were out of the plan."""
        if not self.stands:
            return ()
        if self.stood:
            return self._newly({status})
        return tuple(step for step in self.after.steps if step.status == status)

    # Dates

    def _moves(self, step: Step) -> Iterable[Moved]:
        """Yield each move that counts now and did not before, the first date given included."""
        was = self.steps_before.get(step.pk)
        counted = {date.pk for date in was.agreed_dates} if was else set()
        dates: list[DateShown | None] = [None, *step.agreed_dates]
        news = [
            Moved(step, earlier, later)
            for earlier, later in pairwise(dates)
            if later and later.pk not in counted and (earlier or was) and not self._came(later, was)
        ]
        yield from news
        if not news and was and was.date and (not step.date or step.date.pk != was.date.pk):
            yield Moved(step, was.date, step.date, is_back=True)

    def _came(self, date: DateShown, was: Step | None) -> bool:
        """Return whether a date came along with an action carried in or lent: no news here."""
        entered = self.after.added_on
        elsewhere = bool(self.after.carried_from) or self.after.is_guest
        return was is None and elsewhere and bool(date.day and entered and date.day <= entered)

    def _asked(self, step: Step) -> Iterable[Asked]:
        """Yield the new dates asked for since that nobody has settled: none agreed after them."""
        was = self.steps_before.get(step.pk)
        known = {date.pk for date in was.dates} if was else set()
        for date in reversed(step.dates):
            if date.counts:
                return
            if date.pk not in known:
                yield Asked(step, date)

    # Status

    def _reopened(self) -> What | None:
        """Return the reopenings, and the steps that were signed off and are not any more."""
        undone = tuple(
            step
            for step in self.after.steps
            if (was := self.steps_before.get(step.pk))
            and not was.is_open
            and step.is_open
            and self.stands
        )
        if not undone and not self.reopenings:
            return None
        return {"steps": undone, "reopenings": self.reopenings}

    def _is_rerated(self, told: dict[str, Change]) -> bool:
        """Return whether its status or rating changed, and no other list tells so already."""
        if not self.stood or not self.before:
            return False
        if self.before.status == self.after.status:
            return _rating_of(self.before) != _rating_of(self.after)
        telling = {"completed", "checked", "reopened"} | _TOLD_BY.get(self.after.status, set())
        return not telling & set(told)

    def _changed_steps(self) -> tuple[Step, ...]:
        """Return the steps that are something else than they were, new ones included."""
        was = {pk: step.status for pk, step in self.steps_before.items()}
        return tuple(step for step in self.after.steps if was.get(step.pk) != step.status)

    def _ended(self) -> What | None:
        between = tuple(ending for ending in self.endings if not ending.is_restored)
        is_new = self.after.ended and (not self.before or self.before.ended != self.after.ended)
        return {"endings": between} if between or is_new else None

    def _put_back(self) -> What | None:
        between = tuple(ending for ending in self.endings if ending.is_restored)
        is_new = self.stands and self.before is not None and not self.stood
        return {"endings": between} if between or is_new else None

    # Words

    def _reworded(self) -> tuple[Reworded, ...]:
        if self.before is None:
            return ()
        pairs = [
            ("The action", self.before.text, self.after.text),
            ("Accountable", self.before.accountable, self.after.accountable),
            ("Led by", self.before.printed_leads, self.after.printed_leads),
        ]
        for number, step in enumerate(self.after.steps, 1):
            if was := self.steps_before.get(step.pk):
                pairs.append((f"Step {number}", was.text, step.text))
                pairs.append((f"Step {number}, led by", _leads(was), _leads(step)))
        left = self.steps_before.keys() - {step.pk for step in self.after.steps}
        pairs += [("A step that left", self.steps_before[pk].text, "") for pk in sorted(left)]
        return tuple(Reworded(what, was, now) for what, was, now in pairs if was != now)

    # Reports

    def _was_heard_of(self) -> bool:
        """Return whether anything was reported since: for a later day, or known only later."""
        if self.before is None:
            return bool(self.after.backing.updates)
        now, then = self.after.backing, self.before.backing
        old = {said.update_id for said in self.before.said}
        return now.updates > then.updates or any(s.update_id not in old for s in self.after.said)


_TOLD_BY = {Status.LATE: {"newly_late"}, Status.SILENT: {"newly_silent"}}


def _some(**what: tuple[Any, ...]) -> What | None:
    """Return `what` where there is anything in it, else None."""
    return what if any(what.values()) else None


def _rating_of(row: Row) -> tuple[str, int]:
    """Return what its label stands for: a scale that words it anew does not rate it anew."""
    rating = row.rating
    return (rating.meaning, rating.over_days_late) if rating else ("", 0)


def _leads(step: Step) -> str:
    return ", ".join(step.lead_words)
