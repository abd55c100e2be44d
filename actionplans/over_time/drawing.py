"""Where the parts of the two drawings stand: a plan over time, and how far its dates slipped.

Pure geometry, like `charts`. Lines are told apart by their dashes, their thickness and the words
at their ends; nothing is said by colour.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from actionplans.charts import LETTER, WIDTH, Mark, apart, short_day, ticks, written
from actionplans.over_time.bands import Band, Tally
from actionplans.over_time.slippage import Slip
from actionplans.timescale.calendar import written as day_in_words

HEIGHT = 300
TOP, BOTTOM = 14, 34
ROW = 22
MOST_LINES = 30


@dataclass(frozen=True)
class Line:
    """A line of the drawing, with its word and number at its end, and its look in the key."""

    word: str
    number: int
    points: str
    end_x: str
    end_y: str
    label: Mark
    dashes: str
    width: str


@dataclass(frozen=True)
class Trend:
    """A drawing to be filled into `components/_trend.svg`."""

    key: str
    title: str
    description: str
    left: str
    right: str
    top: str
    bottom: str
    scale: tuple[Mark, ...]
    days: tuple[Mark, ...]
    meetings: tuple[str, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT


Of = Callable[[Tally], int]
# In the order of the key: word, what is drawn, dashes, thickness.
_LINES: tuple[tuple[str, Of, str, str], ...] = (
    ("Complete", lambda tally: tally.bands[Band.COMPLETE], "", "3.5"),
    ("Planned", lambda tally: tally.planned, "8 5", "1.5"),
    ("On track", lambda tally: tally.bands[Band.ON_TRACK], "", "1.2"),
    ("At risk", lambda tally: tally.bands[Band.AT_RISK], "10 3 2 3", "2"),
    ("Late", lambda tally: tally.bands[Band.LATE], "2.5 3", "3"),
)
LONGEST = max(len(word) for word, *_ in _LINES) + 4


def trend(key: str, tallies: Sequence[Tally]) -> Trend | None:
    """Return the drawing of a plan over time; None without an action or with one day only."""
    if len(tallies) < 2 or not any(tally.total for tally in tallies):
        return None
    # From nothing to one at least, so that nothing stands at the foot of the drawing.
    steps = ticks(
        [Decimal(0), Decimal(1), *(Decimal(of(t)) for _, of, _, _ in _LINES for t in tallies)]
    )
    left, right = len(str(steps[-1])) * LETTER + 12.0, WIDTH - LONGEST * LETTER - 10.0
    first, span = tallies[0].day, max((tallies[-1].day - tallies[0].day).days, 1)

    def across(day: datetime.date) -> float:
        return left + (day - first).days / span * (right - left)

    def down(value: Decimal | int) -> float:
        part = float((value - steps[0]) / (steps[-1] - steps[0]))
        return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP)

    under = written(HEIGHT - BOTTOM + 20)
    return Trend(
        key=key,
        title="Actions over time",
        description=_told(tallies),
        left=written(left),
        right=written(right),
        top=written(TOP),
        bottom=written(HEIGHT - BOTTOM),
        scale=tuple(
            Mark(written(left - 7), written(down(step)), f"{step:f}", "end") for step in steps
        ),
        days=(
            Mark(written(left), under, short_day(first)),
            Mark(written(right), under, short_day(tallies[-1].day), "end"),
        ),
        meetings=tuple(written(across(tally.day)) for tally in tallies if tally.meetings),
        lines=_lines(tallies, across, down, right),
    )


def _lines(
    tallies: Sequence[Tally],
    across: Callable[[datetime.date], float],
    down: Callable[[int], float],
    right: float,
) -> tuple[Line, ...]:
    ends = {word: down(of(tallies[-1])) for word, of, _, _ in _LINES}
    order = sorted(ends, key=lambda word: ends[word])
    heights = apart([ends[word] for word in order], 17, HEIGHT - BOTTOM + 8.0)
    labels = dict(zip(order, heights, strict=True))
    return tuple(
        Line(
            word=word,
            number=of(tallies[-1]),
            points=" ".join(f"{written(across(t.day))},{written(down(of(t)))}" for t in tallies),
            end_x=written(right),
            end_y=written(ends[word]),
            label=Mark(written(right + 16), written(labels[word]), f"{word} {of(tallies[-1])}"),
            dashes=dashes,
            width=width,
        )
        for word, of, dashes, width in _LINES
    )


def _told(tallies: Sequence[Tally]) -> str:
    """Return what the drawing shows, in sentences."""
    first, last = tallies[0], tallies[-1]
    parts = [f"{word.lower()} from {of(first)} to {of(last)}" for word, of, _, _ in _LINES]
    return (
        f"{len(tallies)} days from {day_in_words(first.day)} to {day_in_words(last.day)}, of "
        f"{last.total} actions on the last of them: {', '.join(parts)}. "
        "Planned is how many should have been complete by each day by their original dates."
    )


@dataclass(frozen=True)
class Slipped:
    """One action's line: from the first agreed day to the one that counts now."""

    y: str
    words_y: str
    reference: str
    original: str
    latest: str
    end: Mark


@dataclass(frozen=True)
class Slippage:
    """A drawing to be filled into `components/_slippage.svg`."""

    key: str
    title: str
    description: str
    left: str
    right: str
    bottom: str
    height: int
    days: tuple[Mark, ...]
    today: Mark | None
    rows: tuple[Slipped, ...]
    left_out: int
    width: int = WIDTH


def slippage_drawing(
    key: str, slips: Sequence[Slip], day: datetime.date, most: int = MOST_LINES
) -> Slippage | None:
    """Return the drawing of those that moved, at most so many, the furthest first; None without."""
    found = [(s, s.original, s.latest) for s in slips if s.days and s.original and s.latest]
    drawn = found[:most]
    if not drawn:
        return None
    edges = [each for _, original, latest in drawn for each in (original, latest)]
    first, last = min(edges), max(edges)
    left = min(max(len(s.row.reference) for s, _, _ in drawn), 10) * LETTER + 16.0
    right = WIDTH - 12 * LETTER - 8.0
    bottom = TOP + ROW * len(drawn)

    def across(on: datetime.date) -> float:
        return left + (on - first).days / max((last - first).days, 1) * (right - left)

    under = written(bottom + 18.0)
    return Slippage(
        key=key,
        title="Dates that moved",
        description=_moves_told(found, drawn),
        left=written(left),
        right=written(right),
        bottom=written(bottom),
        height=bottom + 30,
        days=(
            Mark(written(left), under, short_day(first)),
            Mark(written(right), under, short_day(last), "end"),
        ),
        today=Mark(written(across(day)), written(bottom), "") if first <= day <= last else None,
        rows=tuple(
            Slipped(
                y=written(TOP + ROW * place + ROW / 2),
                words_y=written(TOP + ROW * place + ROW / 2 + 5),
                reference=_short(slip.row.reference),
                original=written(across(original)),
                latest=written(across(latest)),
                end=Mark(
                    written(max(across(original), across(latest)) + 9),
                    written(TOP + ROW * place + ROW / 2 + 5),
                    f"{slip.days:+,} days".replace("-", "−"),
                ),
            )
            for place, (slip, original, latest) in enumerate(drawn)
        ),
        left_out=len(found) - len(drawn),
    )


Moved = tuple[Slip, datetime.date, datetime.date]


def _moves_told(found: Sequence[Moved], drawn: Sequence[Moved]) -> str:
    most = drawn[0][0]
    number = len(found)
    shown = f" The {len(drawn)} that moved furthest are drawn." if len(drawn) < number else ""
    return (
        f"{number} action{'' if number == 1 else 's'} with a date that moved, each as a line from "
        f"its original date to its latest. The furthest is action {most.row.reference}, "
        f"{most.words}.{shown}"
    )


def _short(reference: str) -> str:
    return reference if len(reference) <= 10 else f"{reference[:9]}…"
