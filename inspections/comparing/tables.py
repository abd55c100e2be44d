"""A table as data: what the page, the CSV file and the PDF show alike."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from inspections.comparing.bars import Bars
from inspections.comparing.held import Inspected


@dataclass(frozen=True)
class Heading:
    """A column's heading; `more` heads the second part of its cells, where they have one.

    `size` is how wide the column is on paper: "narrow", "day", or "" for a share of the rest.
    """

    text: str
    more: str = ""
    number: bool = False
    size: str = ""


@dataclass(frozen=True)
class Cell:
    """What a cell says. `rank` is the place of a grade on its scale: 1 is best; None is no grade.

    `of` is the inspection the words come from; `lines` is for several texts in one cell. A share
    is of so many (`of_how_many`); 0 for what is none.
    """

    text: str
    more: str = ""
    rank: int | None = None
    of: Inspected | None = None
    council: str = ""
    league: str = ""
    lines: tuple[str, ...] = ()
    of_how_many: int = 0


@dataclass(frozen=True)
class Row:
    """One line; the first cell is its heading. `own`: the council the page is about."""

    cells: tuple[Cell, ...]
    own: bool = False


@dataclass(frozen=True)
class Table:
    """One table with what must be said of it; `notes` are sentences."""

    key: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    chart: Bars | None = None

    def headings_apart(self) -> list[str]:
        """Return the headings of a file, in which a cell's second part is a column of its own."""
        found = [(h.text, f"{h.text}: {h.more}") if h.more else (h.text,) for h in self.headings]
        return [text for texts in found for text in texts]

    def rows_apart(self) -> Iterator[list[str]]:
        """Yield the cells of each line as texts for a file."""
        for row in self.rows:
            yield list(self._apart(row))

    def _apart(self, row: Row) -> Iterator[str]:
        for heading, cell in zip(self.headings, row.cells, strict=True):
            yield "; ".join(cell.lines) if cell.lines else cell.text
            if heading.more:
                yield cell.more


@dataclass(frozen=True)
class Comparison:
    """All that one comparison shows: sentences first, then tables, then what all of them rest on.

    `empty` is the sentence instead, where nothing is held to compare.
    """

    title: str
    day: datetime.date
    tables: tuple[Table, ...] = ()
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    empty: str = ""
    name: str = field(default="compare")


def words(day: datetime.date) -> str:
    """Return a day as it is read: 26 April 2017."""
    return f"{day:%-d %B %Y}"


def short(day: datetime.date) -> str:
    """Return a day as a narrow column has it: 26 Apr 2017."""
    return f"{day:%-d %b %Y}"


def many(number: int, thing: str) -> str:
    """Return a number with its thing: "1 council", "14 councils"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def listed(texts: Iterable[str]) -> str:
    """Return texts as a list in a sentence."""
    texts = list(texts)
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
