"""What stands in each cell of a plan's table: paragraphs of marked words, made by `layout`.

Renderers turn these into a page, a PDF, a Word file or a spreadsheet and know no plan. A paragraph
says which step it belongs to, so that a file with a line a step can take the cell apart again, and
whether it holds the plan's own words or only tells of them (a state, a move, who has not accepted).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from actionplans.rag import Status
from actionplans.rows import Rating, Row, Step


class Mark(Enum):
    """How some words are marked."""

    PLAIN = ""
    STRONG = "strong"
    WAS = "was"  # no longer holds: struck through
    STATUS = "status"
    RATING = "rating"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Run:
    """Words marked alike; of a status or a rating, which."""

    text: str
    mark: Mark = Mark.PLAIN
    status: Status | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a cell.

    `number` is printed before it (0: none), `step` is whose it is (0: the whole row's),
    `day` the date that its words are, `said` the update its words are one text with.
    `is_note` tells what the service adds from what the plan itself says.
    """

    runs: tuple[Run, ...]
    step: int = 0
    number: int = 0
    is_note: bool = False
    is_quiet: bool = False
    day: datetime.date | None = None
    said: int = 0

    @property
    def text(self) -> str:
        """Return its words without number and without what no longer holds."""
        return "".join(run.text for run in self.runs if run.mark != Mark.WAS)

    @property
    def numbered(self) -> str:
        """Return the same with its number."""
        return f"{self.number}. {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `value` where it is a number or a day and nothing else."""

    paragraphs: tuple[Paragraph, ...] = ()
    value: int | datetime.date | None = None

    @property
    def words(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs that are the plan's own, without what the service adds."""
        return tuple(paragraph for paragraph in self.paragraphs if not paragraph.is_note)

    @property
    def is_by_step(self) -> bool:
        """Return whether all its own words belong to one step or another, none to the row."""
        return bool(self.words) and all(paragraph.step for paragraph in self.words)


def texts_of(cell: Cell) -> list[tuple[bool, list[Paragraph]]]:
    """Return the cell's paragraphs in a row; those of one person's report together, marked so."""
    return [(bool(said), list(found)) for said, found in groupby(cell.paragraphs, _text_of)]


def _text_of(paragraph: Paragraph) -> tuple[int, int] | None:
    return (paragraph.said, paragraph.step) if paragraph.said else None


def text(text: str, step: int = 0, number: int = 0) -> list[Paragraph]:
    """Return a text as one paragraph, none where it is blank."""
    return [Paragraph((Run(text),), step, number)] if text.strip() else []


def note(text: str, step: int = 0, number: int = 0) -> Paragraph:
    return Paragraph((Run(text),), step, number, is_note=True, is_quiet=True)


def steps_of(row: Row) -> Iterator[tuple[int, int, Step]]:
    """Yield each step with its place and the number printed for it: 0 for an only one."""
    for place, step in enumerate(row.steps, 1):
        yield place, place if len(row.steps) > 1 else 0, step
