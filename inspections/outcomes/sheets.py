"""A workbook or CSV file of outcomes as rows of text; formulas stay the text they are.

Runs in a child process: see `inspections.outcomes.reading`.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from councils.limited import CannotRead
from councils.office_files import BROKEN, DAMAGED, Package
from inspections.outcomes.kinds import READ, heading, kind_of

EMPTY = "This file is empty. Check the file and try again."
OTHER = "This file is not an Excel workbook (.xlsx) or a CSV file. Save it as one and try again."
NOT_KNOWN = (
    "This file is not a table of outcomes that is known here: its columns are those of none. "
    "Choose a table of children’s services, area SEND or joint targeted area inspections."
)
TOO_MANY = "This table has more than 20,000 rows or 100 columns. Split it and try again."
ROWS, COLUMNS, TOP = 20_000, 100, 10
# How much text a cell keeps: no heading, grade, name or theme is longer.
_LONGEST = 2_000
_TEXT = 1 << 22
Row = dict[str, Any]


def read(content: bytes, name: str) -> tuple[str, list[Row]]:
    """Return which table a file is, and its rows: {"number", "cells": {heading: text}}.

    Rows are numbered as a spreadsheet shows them. Raises CannotRead.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise CannotRead(EMPTY)
    try:
        for sheet in _workbook(content) if content.startswith(b"PK") else [_csv(content)]:
            if found := _table(sheet):
                return found
    except BROKEN as error:
        raise CannotRead(DAMAGED) from error
    raise CannotRead(NOT_KNOWN)


def _workbook(content: bytes) -> Iterator[Iterator[list[str]]]:
    package = Package(content)
    if "spreadsheetml" not in package.content_type(package.main()):
        raise CannotRead(OTHER)
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        yield ([_text(value) for value in row] for row in sheet.iter_rows(values_only=True))


def _csv(content: bytes) -> Iterator[list[str]]:
    if b"\0" in content or content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise CannotRead(OTHER)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    csv.field_size_limit(_TEXT)
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise CannotRead(DAMAGED) from error


def _text(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _table(rows: Iterator[list[str]]) -> tuple[str, list[Row]] | None:
    """Return the table whose headings stand in one of the first rows; None without any."""
    for number, row in enumerate(islice(rows, TOP), 1):
        if kind := kind_of(headings := [heading(text) for text in row]):
            return kind, _rows(headings, rows, number)
    return None


def _rows(headings: list[str], rows: Iterable[list[str]], above: int) -> list[Row]:
    found = []
    for number, row in enumerate(rows, above + 1):
        if number > ROWS or len(row) > COLUMNS:
            raise CannotRead(TOO_MANY)
        cells: dict[str, str] = {}
        for name, text in zip(headings, row, strict=False):
            if name in READ:
                cells.setdefault(name, text.strip()[:_LONGEST])
        if any(cells.values()):
            found.append({"number": number, "cells": cells})
    return found
