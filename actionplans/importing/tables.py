"""The one shape in which every kind of file gives its tables, and every rule takes them.

Everything goes to and from plain JSON, so that the worker can keep what it has read.
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


class CannotRead(Exception):
    """Why a file is not read: a plain sentence for the person, saying what to do."""


@dataclass(frozen=True)
class Cell:
    """A cell's words by paragraph, without the glyph or number of a list."""

    paragraphs: tuple[str, ...] = ()
    colour: str = ""  # of its background, "#rrggbb"; "" where it has none
    spans: int = 1  # columns
    day: datetime.date | None = None  # where the file holds a date, not words
    is_bold: bool = False
    of_above: bool = False  # it continues the merged cell above, which holds the words

    @property
    def text(self) -> str:
        """Return the cell's words, a line a paragraph."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True)
class Row:
    """A row as the person sees it; `number` is the sheet's row, or the table's, from 1."""

    number: int
    cells: tuple[Cell, ...]
    is_header: bool = False  # marked in the file as a header that each page repeats

    @property
    def is_empty(self) -> bool:
        """Return whether no cell has a word in it."""
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """One table of a file, with the paragraphs above it since the last table."""

    rows: tuple[Row, ...]
    name: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A doubt, or a loss, in a sentence; on a row and under a heading where it has them."""

    row: int | None
    column: str
    text: str
    table: int = 0


@dataclass(frozen=True)
class Document:
    """Everything of a file that may be a plan."""

    name: str
    kind: str  # "docx", "xlsx", "csv" or "pasted"
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()


def to_json(document: Document) -> dict[str, Any]:
    """Return `document` in lists, texts and numbers."""
    return asdict(document, dict_factory=_plain)


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime.date) else v for k, v in pairs}


def from_json(data: Mapping[str, Any]) -> Document:
    """Return the document that `to_json` gave as `data`."""
    return Document(
        name=data["name"],
        kind=data["kind"],
        tables=tuple(_table(table) for table in data["tables"]),
        problems=tuple(Problem(**problem) for problem in data["problems"]),
    )


def _table(data: Mapping[str, Any]) -> Table:
    rows = tuple(
        Row(row["number"], tuple(_cell(cell) for cell in row["cells"]), row["is_header"])
        for row in data["rows"]
    )
    return Table(rows, data["name"], tuple(data["before"]))


def _cell(data: Mapping[str, Any]) -> Cell:
    day = datetime.date.fromisoformat(data["day"]) if data["day"] else None
    return Cell(**{**data, "paragraphs": tuple(data["paragraphs"]), "day": day})
