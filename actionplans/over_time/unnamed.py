"""What papers count among a plan's actions without naming them, as bands. Pure rules.

A paper says "12 of actions 39 to 56 complete", and nothing says which. The count stands for as
many of the group as nothing else is said of. An action of the group that is spoken of by itself
may be one of those counted: each takes one from every number of the group, so that none is ever
counted twice. What is left of the complete is then the least there can be, and is said as such.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from actionplans.asat import AsAt
from actionplans.over_time.bands import Band, band_of
from actionplans.rag import Position, Status
from actionplans.rows import Row
from actionplans.shown import Numbered, Published

# What says nothing of an action, in the order in which a count stands for it.
UNSAID = (Band.NOT_STATED, Band.SILENT)
_SHORT = {Band.OPEN: "open", Band.AT_RISK: "at risk"}
_BANDS = {
    Position.COMPLETE: Band.COMPLETE,
    Position.ON_COURSE: Band.ON_TRACK,
    Position.INCOMPLETE: Band.OPEN,
}


def _band(numbered: Numbered, day: datetime.date) -> Band | None:
    """Return what those of a number count as; None where it says as little as the action does.

    As an action by itself: past the new date, what was said to be unfinished is late, and what
    was on course is unsaid. A date that moved says nothing of progress.
    """
    past = numbered.due is not None and numbered.due < day
    if past and numbered.position != Position.COMPLETE:
        return Band.LATE if numbered.position == Position.INCOMPLETE else None
    return _BANDS.get(numbered.position)


@dataclass(frozen=True)
class Unnamed:
    """By how many published counts change each band, and the groups that they are of.

    `at_least`: some action of a group that has complete ones is spoken of by itself.
    """

    changes: Mapping[Band, int] = field(default_factory=dict)
    groups: tuple[Published, ...] = ()
    at_least: bool = False

    def added_to(self, bands: Mapping[Band, int]) -> dict[Band, int]:
        """Return the bands of named actions with the counted ones at theirs; the same total."""
        return {band: number + self.changes.get(band, 0) for band, number in bands.items()}

    def words(self, band: Band, number: int) -> str:
        """Return how `number` at a band differs from the actions that are listed; else ""."""
        change = self.changes.get(band, 0)
        if change > 0:
            of = f"{_of(change, number)} {_short(band)}"
            return f"{of} {_are(change)} counted in the paper without being named."
        if change < 0:
            rest = ", ".join(f"{n} {_short(b)}" for b, n in self.changes.items() if n > 0)
            of = (
                f"Of {number - change} listed here, the paper counts {-change} without saying which"
            )
            return f"{of}: {rest}."
        return ""


NONE = Unnamed()


def _short(band: Band) -> str:
    return _SHORT.get(band, band.words.lower())


def _of(change: int, number: int) -> str:
    return f"{change} of the {number}" if change < number else f"The {number}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def unnamed(
    published: Sequence[Published], statuses: Mapping[int, Status | None], day: datetime.date
) -> Unnamed:
    """Return what `published` counts among the actions of `statuses` (by primary key) on `day`.

    Of two papers that count the same action the later one counts.
    """
    changes, taken = Counter[Band](), set[int]()
    groups, at_least = [], False
    for group in reversed(published):
        if group.day > day or not taken.isdisjoint(group.actions):
            continue
        taken |= group.actions
        unsaid = _unsaid(statuses.get(pk) for pk in group.actions)
        known = len(group.actions) - sum(unsaid.values())
        found = _left(group, known, day)
        changes.update(found)
        changes.subtract(_out_of(unsaid, sum(found.values())))
        groups += [group] if found else []
        at_least |= known > 0 and group.as_counts.get(Position.COMPLETE, 0) > 0
    return Unnamed({band: n for band in Band if (n := changes[band])}, tuple(groups), at_least)


def counted_in(rows: Iterable[Row], published: Sequence[Published], as_at: AsAt) -> Unnamed:
    """Return what `published` counts among some rows of a plan in this state."""
    return (
        unnamed(published, {row.pk: row.status for row in rows}, as_at.day) if published else NONE
    )


def _unsaid(statuses: Iterable[Status | None]) -> Counter[Band]:
    bands = (band_of(status) for status in statuses if status)
    return Counter(band for band in bands if band in UNSAID)


def _left(group: Published, known: int, day: datetime.date) -> Counter[Band]:
    """Return a group's numbers by band, each less those of it that are spoken of by themselves."""
    found = Counter[Band]()
    for numbered in group.numbers:
        if (band := _band(numbered, day)) and numbered.number > known:
            found[band] += numbered.number - known
    return found


def _out_of(unsaid: Mapping[Band, int], number: int) -> Counter[Band]:
    """Return which of the unsaid the counts stand for: those past a date of their own last."""
    found = Counter[Band]()
    for band in UNSAID:
        found[band] = min(unsaid.get(band, 0), number - found.total())
    return found
