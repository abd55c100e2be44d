"""The one sentence that says where a plan stands, its numbers, and the rows behind each. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from actionplans.changes import Change
from actionplans.over_time.bands import Band, band_of, counted
from actionplans.over_time.unnamed import NONE, Unnamed
from actionplans.rows import Row

ALL, MOVED, LEFT = "all", "moved", "left"
# What rows are asked for by, in an address, and how a heading says it.
SHOWS: dict[str, str] = {
    ALL: "All actions",
    Band.COMPLETE.value: "Complete",
    Band.ON_TRACK.value: "On track",
    Band.OPEN.value: "Open, and not said whether on track",
    Band.AT_RISK.value: "At risk or off track",
    Band.LATE.value: "Late",
    Band.SILENT.value: "Past their date, with nothing said of whether they are done",
    Band.NOT_STATED.value: "Not stated",
    MOVED: "With a date that moved",
    LEFT: "No longer in the plan",
}


@dataclass(frozen=True)
class Count:
    """One number of the sentence: the rows it counts are those that `show` asks for."""

    show: str
    number: int
    words: str


@dataclass(frozen=True)
class Stands:
    """Where some actions stand, those included that a paper counts without naming (`unnamed`).

    `moves`: dates that moved since the day `since` speaks of; None where it is not asked.
    """

    bands: Mapping[Band, int]
    moves: int | None
    since: str
    left: int = 0
    unnamed: Unnamed = NONE

    @property
    def total(self) -> int:
        """Return how many actions stand in the plan."""
        return sum(self.bands.values())

    @property
    def parts(self) -> list[Count]:
        """Return the sentence in its parts, each with what it counts."""
        bands = self.bands
        done = f"{bands[Band.COMPLETE]} of {many(self.total, 'action')} complete"
        if self.unnamed.at_least:
            done = f"At least {done}"
        found = [Count(Band.COMPLETE, bands[Band.COMPLETE], done), self._late()]
        if silent := bands[Band.SILENT]:
            past = f"{silent} past {'its' if silent == 1 else 'their'} date with nothing said"
            found.append(Count(Band.SILENT, silent, past))
        if bands[Band.AT_RISK]:
            found.append(self._of(Band.AT_RISK))
        if self.moves is not None:
            found.append(Count(MOVED, self.moves, self._moved(self.moves)))
        if bands[Band.NOT_STATED]:
            found.append(self._of(Band.NOT_STATED))
        return found

    def _moved(self, moves: int) -> str:
        since = f" since {self.since}" if self.since else ""
        return f"{many(moves, 'date') if moves else 'no date'} moved{since}"

    def _late(self) -> Count:
        number = self.bands[Band.LATE]
        return Count(Band.LATE, number, f"{number or 'none'} late")

    def _of(self, band: Band) -> Count:
        return Count(band, self.bands[band], f"{self.bands[band]} {band.words.lower()}")

    @property
    def sentence(self) -> str:
        """Return "21 of 44 actions complete; 2 late; 7 dates moved since ...; 2 not stated."."""
        if not self.total:
            return "No action stands in the plan."
        return f"{'; '.join(part.words for part in self.parts)}."

    def number(self, show: str) -> int | None:
        """Return how many actions one of the bands counts; None where `show` asks for no band."""
        return self.bands.get(Band(show)) if show in list(Band) else None

    def beside_rows(self, show: str) -> str:
        """Return how the number of a band differs from its rows; "" where it does not."""
        number = self.number(show)
        return "" if number is None else self.unnamed.words(Band(show), number)

    @property
    def counts(self) -> list[Count]:
        """Return every band with its number, then what left the plan: all rows, each once."""
        found = [Count(band, number, band.words) for band, number in self.bands.items()]
        gone = [Count(LEFT, self.left, "No longer in the plan")] if self.left else []
        return found + gone


def stands(
    rows: Iterable[Row],
    moved: Iterable[Change] | None,
    since: str = "",
    unnamed: Unnamed = NONE,
) -> Stands:
    """Return where the rows stand; `moved` are the changes of dates since the day in words, None
    where nothing is to be said of them; `unnamed` is what papers count among these very rows.
    """
    all_rows = list(rows)
    return Stands(
        bands=unnamed.added_to(counted(row.status for row in all_rows)),
        moves=None if moved is None else sum(len(change.moves) for change in moved),
        since=since,
        left=sum(row.ended is not None for row in all_rows),
        unnamed=unnamed,
    )


def rows_shown(show: str, rows: Sequence[Row], moved: Iterable[Change]) -> list[Row]:
    """Return the rows behind a number: the longest late first, then in their order."""
    asked = _ASKED.get(show) or _of_band(Band(show))
    moving = {change.after.pk for change in moved}
    kept = [row for row in rows if asked(row, moving)]
    return sorted(kept, key=lambda row: (-row.days_late, row.plan_id, row.order, row.pk))


Asked = Callable[[Row, set[int]], bool]
_ASKED: dict[str, Asked] = {
    ALL: lambda row, moved: row.ended is None,
    MOVED: lambda row, moved: row.pk in moved,
    LEFT: lambda row, moved: row.ended is not None,
}


def _of_band(band: Band) -> Asked:
    return lambda row, moved: band_of(row.status) == band


def many(number: int, thing: str) -> str:
    """Return "1 action", "2 actions"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
