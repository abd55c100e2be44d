"""Where the parts of stacked bars stand: counts in, places and words out. Pure geometry.

`WIDTH` units are shown about as many pixels wide on a telephone, so that words stay legible.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from inspections.comparing.counting import Counts, columns_shown
from inspections.comparing.standings import NOT_HELD, Column

WIDTH = 380
_LINE, _BAR, _GAP = 18, 24, 14
_CHARACTERS = 54  # in a line of a label
_LETTER = 9  # the width of a digit, about


@dataclass(frozen=True)
class Part:
    """One part of a bar: a number of councils in one column; its number only where it fits."""

    x: str
    width: str
    middle: str
    look: str
    number: int
    fits: bool


@dataclass(frozen=True)
class Bar:
    """One bar with its words above it."""

    label: str
    said: str
    lines: tuple[tuple[int, str], ...]
    y: int
    number_y: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Bars:
    """A drawing to be filled into `inspections/_bars.html`; the same numbers stand in a table."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    height: int
    width: int = WIDTH
    bar_height: int = _BAR


def look_of(column: Column) -> str:
    """Return how a column is drawn: by the grade's rank, or as what is no grade."""
    return f"grade-{column.rank}" if column.rank else column.key.replace("_", "-")


def stacked(
    key: str,
    title: str,
    rows: Sequence[tuple[str, Counts]],
    columns: Sequence[Column] | None = None,
) -> Bars | None:
    """Return the drawing of these counts, a bar a row; None where nothing is to be drawn.

    What is not held is left out of the bars: a bar shows the councils inspected. `columns` are
    those of the table beside it, else those that occur.
    """
    rows = [(label, counts) for label, counts in rows if counts.inspected]
    if not rows:
        return None
    columns = _drawn(rows, columns)
    bars, top = [], 0
    for label, counts in rows:
        bars.append(_bar(top, label, counts, columns))
        top = bars[-1].y + _BAR + _GAP
    return Bars(
        key=key,
        title=title,
        description=" ".join(f"{bar.label}: {bar.said}." for bar in bars),
        bars=tuple(bars),
        legend=tuple((look_of(column), column.label) for column in columns),
        height=top - _GAP + 2,
    )


def _drawn(
    rows: Sequence[tuple[str, Counts]], columns: Sequence[Column] | None
) -> tuple[Column, ...]:
    shown = columns or columns_shown(counts for _, counts in rows)
    occurs = {c.key for c in shown if any(counts.of(c.key) for _, counts in rows)}
    return tuple(c for c in shown if c.key in occurs and c.key != NOT_HELD.key)


def _bar(top: int, label: str, counts: Counts, columns: Sequence[Column]) -> Bar:
    lines = textwrap.wrap(label, _CHARACTERS)
    y = top + _LINE * len(lines)
    return Bar(
        label=label,
        said=", ".join(f"{counts.of(c.key)} {c.label.lower()}" for c in columns),
        lines=tuple((top + 13 + _LINE * n, text) for n, text in enumerate(lines)),
        y=y,
        number_y=y + 17,
        parts=tuple(_parts(counts, columns)),
    )


def _parts(counts: Counts, columns: Sequence[Column]) -> list[Part]:
    found, before = [], 0
    for column in columns:
        number = counts.of(column.key)
        if number:
            found.append(_part(column, number, before, counts.inspected))
        before += number
    return found


def _part(column: Column, number: int, before: int, whole: int) -> Part:
    x, width = WIDTH * before / whole, WIDTH * number / whole
    return Part(
        x=_written(x),
        width=_written(width),
        middle=_written(x + width / 2),
        look=look_of(column),
        number=number,
        fits=width >= _LETTER * len(str(number)) + 6,
    )


def _written(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
