"""A plan's row as lines of a table, one for each step, for files that people go on working in.

What belongs to one step stands in its line; what is the whole row's stands once and reaches over
all of them, as one does it by hand and as our own import reads it back. No model is known here.
"""

import datetime
from dataclasses import dataclass, replace

from actionplans.cells import Cell, Paragraph, Run
from actionplans.importing.paragraphs import listed
from actionplans.layout import Layout
from actionplans.rows import Row
from actionplans.told import NO_ASKED, NO_LEAD, NO_THEME, NO_WORDS


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a line: what stands in it, and its reach in lines; 0: of the one above."""

    paragraphs: tuple[Paragraph, ...] = ()
    value: int | datetime.date | None = None
    reach: int = 1

    @property
    def words(self) -> tuple[Paragraph, ...]:
        """Return the plan's own words, without what the service adds."""
        return tuple(paragraph for paragraph in self.paragraphs if not paragraph.is_note)


COVERED = Spot(reach=0)


def lines_of(row: Row, layout: Layout, *, in_one_line: bool = False) -> list[list[Spot]]:
    """Return a line for each step, one where there is none, with a spot for each column.

    Where the words of steps are no column, one line has all there is. `in_one_line`: the file
    cannot say that it is ours, so that a step of several lines would read as several.
    """
    number = max(1, len(row.steps)) if layout.has("milestones") else 1
    cells = zip(layout.columns, layout.cells(row), strict=True)
    columns = [_spoken(column.field, _spots(cell, number), in_one_line) for column, cell in cells]
    return [[spots[line] for spots in columns] for line in range(number)]


def _spots(cell: Cell, number: int) -> list[Spot]:
    if number == 1 or not cell.is_by_step:
        whole = Spot(cell.paragraphs, cell.value, number)
        return [whole, *[COVERED] * (number - 1)]
    return [
        Spot(tuple(_unnumbered(p) for p in cell.paragraphs if _line_of(p) == line))
        for line in range(number)
    ]


def _spoken(field: str, spots: list[Spot], in_one_line: bool) -> list[Spot]:
    """Return the spots with words where a blank one would read as the same as above."""
    if field == "theme" and not spots[0].words:
        return [replace(spots[0], paragraphs=_saying(NO_THEME)), *spots[1:]]
    if field == "recommendation" and in_one_line and not spots[0].words:
        return [replace(spots[0], paragraphs=_saying(NO_ASKED)), *spots[1:]]
    if field == "leads" and any(spot.words for spot in spots):
        silent = Spot(_saying(NO_LEAD))
        return [silent if spot.reach and not spot.words else spot for spot in spots]
    if field == "milestones":
        said = [_as_one_step(spot, len(spots), in_one_line) for spot in spots]
        return [replace(spot, paragraphs=words) for spot, words in zip(spots, said, strict=True)]
    return spots


def _as_one_step(spot: Spot, steps: int, in_one_line: bool) -> tuple[Paragraph, ...]:
    """Return a step's words so that they read as one step, and words where there are none."""
    text = "\n".join(paragraph.text for paragraph in spot.paragraphs)
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return _saying(NO_WORDS) if steps > 1 else ()
    is_one = not in_one_line or len(listed(lines)) == 1
    return spot.paragraphs if is_one else _saying(" ".join(lines))


def _saying(words: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Run(words),)),)


def _line_of(paragraph: Paragraph) -> int:
    return max(0, paragraph.step - 1)


def _unnumbered(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph that stands in its step's line and needs no number to say so."""
    return replace(paragraph, number=0)
