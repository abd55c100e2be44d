"""The one shape in which every kind of file gives its tables, and every rule takes them.

Everything goes to and from plain JSON, so that the worker can keep what it has read.
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Cell:
    """A cell's words by paragraph, without the glyph or number of a list.

    An empty paragraph keeps its place, since what stands beside it may be put there with it; none
    stands last, so a cell without words has none.
    """

    paragraphs: tuple[str, ...] = ()
    colour: str = ""  # of its background, "#rrggbb"; "" where it has none
    spans: int = 1  # columns
    day: datetime.date | None = None  # where the file holds a date, not words
    is_bold: bool = False
    of_above: bool = False  # it continues the merged cell above, which holds the words
    begins: tuple[int, ...] = ()  # places of the paragraphs with a mark of the file's list

    @cached_property
    def text(self) -> str:
        """Return the cell's words, a line a paragraph."""
        return "\n".join(self.paragraphs)


EMPTY = Cell()


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


BOLD_ALONE = 10  # the level of a paragraph that is all bold, below every heading's


@dataclass(frozen=True)
class Table:
    """One table of a file, with the paragraphs above it since the last table.

    `levels` has a number for each of them: 1 to 9 for a heading by its style, BOLD_ALONE, or
    0; it is empty where the file says nothing of this kind.
    """

    rows: tuple[Row, ...]
    name: str
    before: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()


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
    after: tuple[str, ...] = ()  # the paragraphs below its last table
    is_ours: bool = False  # this service made it, so that each step has a row of its own


def to_json(document: Document) -> dict[str, Any]:
    """Return `document` in lists, texts and numbers. What a cell does not have is left out."""
    return {
        "name": document.name,
        "kind": document.kind,
        "tables": [_plain_table(table) for table in document.tables],
        "problems": [asdict(problem) for problem in document.problems],
        "after": list(document.after),
        "is_ours": document.is_ours,
    }


def _plain_table(table: Table) -> dict[str, Any]:
    rows = [
        {
            "number": row.number,
            "cells": [_plain_cell(cell) for cell in row.cells],
            "is_header": row.is_header,
        }
        for row in table.rows
    ]
    before = {"before": list(table.before), "levels": list(table.levels)}
    return {"rows": rows, "name": table.name, **before}


def _plain_cell(cell: Cell) -> dict[str, Any]:
    # A sheet has a hundred thousand cells, most of them words and nothing else.
    plain: dict[str, Any] = {"paragraphs": list(cell.paragraphs)} if cell.paragraphs else {}
    if cell.colour:
        plain["colour"] = cell.colour
    if cell.spans != 1:
        plain["spans"] = cell.spans
    if cell.day:
        plain["day"] = cell.day.isoformat()
    if cell.is_bold:
        plain["is_bold"] = True
    if cell.of_above:
        plain["of_above"] = True
    if len(cell.begins) > 1:
        plain["begins"] = list(cell.begins)
    return plain


def from_json(data: Mapping[str, Any]) -> Document:
    """Return the document that `to_json` gave as `data`."""
    return Document(
        name=data["name"],
        kind=data["kind"],
        tables=tuple(_table(table) for table in data["tables"]),
        problems=tuple(Problem(**problem) for problem in data["problems"]),
        after=tuple(data.get("after", ())),
        is_ours=data.get("is_ours", False),
    )


def _table(data: Mapping[str, Any]) -> Table:
    rows = tuple(
        Row(row["number"], tuple(_cell(cell) for cell in row["cells"]), row["is_header"])
        for row in data["rows"]
    )
    return Table(rows, data["name"], tuple(data["before"]), tuple(data.get("levels", ())))


def _cell(data: Mapping[str, Any]) -> Cell:
    if not data:
        return EMPTY
    day = data.get("day")
    return Cell(
        paragraphs=tuple(data.get("paragraphs", ())),
        colour=data.get("colour", ""),
        spans=data.get("spans", 1),
        day=datetime.date.fromisoformat(day) if day else None,
        is_bold=data.get("is_bold", False),
        of_above=data.get("of_above", False),
        begins=tuple(data.get("begins", ())),
    )
