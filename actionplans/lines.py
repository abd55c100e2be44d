"""A plan's row as lines of a table, one for each step, for files that people go on working in.

What belongs to one step stands in its line; what is the whole row's stands once and reaches over
all of them, as one does it by hand and as our own import reads it back. No model is known here.
"""

import datetime
from dataclasses import dataclass, replace

from actionplans.cells import Cell, Paragraph
from actionplans.layout import Layout
from actionplans.rows import Row


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


def lines_of(row: Row, layout: Layout) -> list[list[Spot]]:
    """Return a line for each step, one where there is none, with a spot for each column."""
    number = max(1, len(row.steps))
    columns = [_spots(cell, number) for cell in layout.cells(row)]
    return [[spots[line] for spots in columns] for line in range(number)]


def _spots(cell: Cell, number: int) -> list[Spot]:
    if number == 1 or not cell.is_by_step:
        whole = Spot(cell.paragraphs, cell.value, number)
        return [whole, *[COVERED] * (number - 1)]
    return [
        Spot(tuple(_unnumbered(p) for p in cell.paragraphs if _line_of(p) == line))
        for line in range(number)
    ]


def _line_of(paragraph: Paragraph) -> int:
    return max(0, paragraph.step - 1)


def _unnumbered(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph that stands in its step's line and needs no number to say so."""
    return replace(paragraph, number=0)
