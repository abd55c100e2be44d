"""Where inspections stand on a line of time: days in, places out. Pure geometry.

`WIDTH` units are shown about as many pixels wide on a telephone, so that words stay legible.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, MARGIN = 380, 20
_RADIUS = 11
_LEVEL = 26  # how much higher a mark stands that would cover another


@dataclass(frozen=True)
class Mark:
    """One inspection: its number in the table, and where it stands."""

    number: int
    x: str
    y: int
    words: str


@dataclass(frozen=True)
class Year:
    """The first day of a year on the line; its number is written where there is room."""

    x: str
    text: str


@dataclass(frozen=True)
class Timeline:
    """A drawing to be filled into `inspections/_timeline.html`; the table says the same."""

    key: str
    title: str
    description: str
    marks: tuple[Mark, ...]
    years: tuple[Year, ...]
    line: int
    height: int
    left: int = MARGIN
    right: int = WIDTH - MARGIN
    width: int = WIDTH
    radius: int = _RADIUS


def timeline(title: str, found: Sequence[tuple[int, datetime.date, str]]) -> Timeline | None:
    """Return the drawing of (number, day, words); None where there is nothing to draw."""
    if not found:
        return None
    in_order = sorted(found, key=lambda each: (each[1], -each[0]))
    first, last = in_order[0][1].year, in_order[-1][1].year + 1
    places = [_x(day, first, last) for _, day, _ in in_order]
    levels = _levels(places)
    line = _LEVEL * (max(levels) + 1) + 4
    return Timeline(
        key="timeline",
        title=title,
        description=" ".join(f"{number}: {words}." for number, _, words in in_order),
        marks=tuple(
            Mark(number, _written(x), line - _LEVEL * level - _RADIUS - 4, words)
            for (number, _, words), x, level in zip(in_order, places, levels, strict=True)
        ),
        years=tuple(_years(first, last)),
        line=line,
        height=line + 30,
    )


def _x(day: datetime.date, first: int, last: int) -> float:
    start, end = datetime.date(first, 1, 1), datetime.date(last, 1, 1)
    part = (day - start).days / (end - start).days
    return MARGIN + part * (WIDTH - 2 * MARGIN)


def _levels(places: Sequence[float]) -> list[int]:
    """Return how high each mark stands, so that none covers another; `places` from the left."""
    ends: list[float] = []
    found = []
    for x in places:
        free = (level for level, end in enumerate(ends) if x - end >= 2 * _RADIUS + 2)
        level = next(free, len(ends))
        ends[level : level + 1] = [x]
        found.append(level)
    return found


def _years(first: int, last: int) -> list[Year]:
    """Return the years, written at least 50 units apart."""
    step = max(1, -(-50 * (last - first) // (WIDTH - 2 * MARGIN)))
    return [
        Year(
            _written(_x(datetime.date(year, 1, 1), first, last)),
            str(year) if (year - first) % step == 0 else "",
        )
        for year in range(first, last + 1)
    ]


def _written(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
