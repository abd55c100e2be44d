"""To which meetings of a body a plan comes, and at which it was due and did not. Pure.

A rhythm makes turns: one time each that the plan should come. At each meeting, every meeting is a
turn of its own; every so often, the turns follow each other from the first day without a gap, and
the plan is due at the first meeting in each. A paper at any meeting of a turn answers for it.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

EACH, EVERY, ONCE = "each", "every", "once"
WEEKS, MONTHS = "weeks", "months"
DAY = datetime.timedelta(days=1)
# How far past the last meeting turns are looked at: a turn without a meeting is told.
MOST_TURNS = 1200


@dataclass(frozen=True)
class Rhythm:
    """How often a plan comes, from `starts` on and before `ends`; `once` at one meeting alone.

    `every` so many `unit` (weeks or months); `meeting` is the key of the one meeting.
    """

    kind: str
    starts: datetime.date
    ends: datetime.date | None = None
    every: int = 0
    unit: str = ""
    meeting: int | None = None


@dataclass(frozen=True)
class Sitting:
    """A meeting of the body, by its key: `came` says whether a paper on the plan went to it."""

    pk: int
    held_on: datetime.date
    came: bool = False


@dataclass(frozen=True)
class Turn:
    """One time a plan should come: to a meeting from `first` to `last`; the meetings in it."""

    first: datetime.date
    last: datetime.date
    sittings: tuple[Sitting, ...] = ()

    @property
    def came(self) -> bool:
        return any(sitting.came for sitting in self.sittings)


@dataclass(frozen=True)
class Standing:
    """How a plan stands with a body on a day.

    `coming`: the meetings at which it is due, the next first. `missed`: those that passed without
    a paper on it, in turns without any. `without`: turns that are over and had no meeting. `next`:
    the first turn that waits for a meeting to be set, where none to come is held. `last_came`: the
    last meeting to which a paper went.
    """

    coming: tuple[Sitting, ...]
    missed: tuple[Sitting, ...]
    without: tuple[Turn, ...]
    next: Turn | None
    last_came: datetime.date | None = None

    @property
    def missed_since(self) -> tuple[Sitting, ...]:
        """Return what was missed after the last paper: one that came later answers for it."""
        return tuple(one for one in self.missed if not self._answered(one.held_on))

    @property
    def without_since(self) -> tuple[Turn, ...]:
        """Return the turns without a meeting after the last paper."""
        return tuple(turn for turn in self.without if not self._answered(turn.last))

    def _answered(self, day: datetime.date) -> bool:
        return self.last_came is not None and day < self.last_came


def standing(rhythm: Rhythm, sittings: Iterable[Sitting], day: datetime.date) -> Standing:
    """Return where a plan stands on `day`, the meeting of that day still to come."""
    held = sorted(sittings, key=lambda one: (one.held_on, one.pk))
    found = turns(rhythm, held, day)
    waiting = [turn for turn in found if not turn.came and turn.last >= day]
    coming = [one for turn in waiting for one in _first(turn, day)]
    missed = [_due(turn) for turn in found if not turn.came and _passed(turn, day)]
    without = [turn for turn in found if turn.last < day and not turn.sittings]
    unset = next((turn for turn in waiting if not _first(turn, day)), None)
    came = max((one.held_on for one in held if one.came and one.held_on < day), default=None)
    return Standing(
        tuple(coming), tuple(missed), tuple(without), None if coming else unset, last_came=came
    )


def _first(turn: Turn, day: datetime.date) -> list[Sitting]:
    return [one for one in turn.sittings if one.held_on >= day][:1]


def _passed(turn: Turn, day: datetime.date) -> bool:
    return bool(turn.sittings) and _due(turn).held_on < day


def _due(turn: Turn) -> Sitting:
    """Return the meeting of a turn at which the plan was due."""
    return turn.sittings[0]


def turns(rhythm: Rhythm, sittings: Sequence[Sitting], day: datetime.date) -> list[Turn]:
    """Return the turns of a rhythm in order, up to one after `day` and after the last meeting."""
    if rhythm.kind == ONCE:
        return [_alone(one) for one in sittings if one.pk == rhythm.meeting]
    held = [one for one in sittings if _holds(rhythm, one.held_on)]
    if rhythm.kind == EACH:
        return [_alone(one) for one in held]
    return _every(rhythm, held, day)


def _alone(sitting: Sitting) -> Turn:
    return Turn(sitting.held_on, sitting.held_on, (sitting,))


def _holds(rhythm: Rhythm, day: datetime.date) -> bool:
    return rhythm.starts <= day and (rhythm.ends is None or day < rhythm.ends)


def _every(rhythm: Rhythm, held: Sequence[Sitting], day: datetime.date) -> list[Turn]:
    until = max([day, rhythm.starts, *(one.held_on for one in held)])
    found: list[Turn] = []
    for number in range(MOST_TURNS):
        first = _after(rhythm, number)
        last = _after(rhythm, number + 1) - DAY
        if not _holds(rhythm, first):
            break
        if rhythm.ends:
            last = min(last, rhythm.ends - DAY)
        inside = tuple(one for one in held if first <= one.held_on <= last)
        found.append(Turn(first, last, inside))
        if first > until:
            break
    return found


def _after(rhythm: Rhythm, number: int) -> datetime.date:
    """Return the first day of a turn, counted from the start: no month's length is lost."""
    so_many = number * rhythm.every
    step = {"weeks": so_many} if rhythm.unit == WEEKS else {"months": so_many}
    return rhythm.starts + relativedelta(**step)  # type: ignore[arg-type]
