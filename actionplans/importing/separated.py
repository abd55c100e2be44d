"""A table in a text file: in whatever code, with whatever sign between its cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from actionplans.importing import plain_text
from actionplans.importing.limits import COLUMNS, ROWS
from actionplans.importing.noticed import Noticed
from actionplans.importing.tables import Cell, Document, Row, Table
from councils.limits import CannotRead

NOT_TEXT = (
    "This file is called a text file, but holds something else than text. Save the table as CSV "
    "and try again."
)
NO_COLUMNS = (
    "No columns were found in this file. Save the table as CSV, with commas between its cells, "
    "and try again."
)
TOO_MANY_ROWS = (
    f"This table has more than {ROWS:,} rows. Copy the rows of the plan into a new file and try "
    "again."
)
TOO_WIDE = (
    f"This table has more than {COLUMNS} columns. Copy the columns of the plan into a new file "
    "and try again."
)
QUOTE = "A quotation mark in this row has no partner. It is read as a sign of the text."
MIXED = "Some letters of this file are damaged and are shown as “�”. Check them in the preview."
SIGNS = (",", ";", "\t", "|")
# What a spreadsheet would calculate has an apostrophe in front in our own export.
_APOSTROPHE = re.compile(r"^'(?='*[=+\-@\t\r\n])")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_MANY_LETTERS = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_STRAY_QUOTES = 100
# A cell of a plan can be longer than the module's own limit; a file is bounded elsewhere.
csv.field_size_limit(1 << 26)


def read(content: bytes, name: str) -> Document:
    """Return the one table of a text file; rows are numbered as a spreadsheet shows them.

    Raises CannotRead when it is no text, has no columns, or more than a plan can have.
    """
    noticed = Noticed()
    lines = [*io.StringIO(decoded(content, noticed), newline="")]
    said = _SEP.fullmatch(lines[0]) if lines else None
    sign = said[1] if said else _sign(lines)
    found = records(lines[1:] if said else lines, sign, noticed)
    rows = rows_of([*map(_without_apostrophe, record)] for record in found)
    return Document(name, "csv", (Table(rows, ""),), noticed.problems())


def _without_apostrophe(text: str) -> str:
    return _APOSTROPHE.sub("", text, count=1) if text.startswith("'") else text


def decoded(content: bytes, noticed: Noticed) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252. Raises CannotRead for no text."""
    text = _decoded(content, noticed)
    if len(_CONTROL.findall(text)) * 50 > len(text) or text.count("\0") * 5 > len(text):
        raise CannotRead(NOT_TEXT)
    return text.removeprefix("\ufeff")


def _decoded(content: bytes, noticed: Noticed) -> str:
    if code := _utf_16(content):
        return content.decode(code, "replace")
    for errors in ("strict", "surrogatepass"):
        try:
            return content.decode("utf-8", errors)
        except UnicodeDecodeError:
            continue
    damaged = content.decode("utf-8", "replace")
    if damaged.count("�") < len(_MANY_LETTERS.findall(content)):
        noticed.add(MIXED)
        return damaged
    return content.decode("cp1252", "replace")


def _utf_16(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:2000]
    if head[1::2].count(0) * 2 > len(head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) * 2 > len(head[::2]) else ""


def _sign(lines: list[str]) -> str:
    """Return the sign that cuts most of the first rows into like numbers of cells."""
    worth = {sign: _worth(lines, sign) for sign in SIGNS}
    best = max(SIGNS, key=lambda sign: worth[sign])
    if not worth[best][0]:
        raise CannotRead(NO_COLUMNS)
    return best


def _worth(lines: list[str], sign: str) -> tuple[float, int]:
    """Return which share of the rows has the usual number of cells, and that number.

    The share comes first: several leads in a cell have a sign between them, but not the headings.
    """
    sample = records(lines[:400], sign, Noticed())
    widths = Counter(len(record) for record in islice(sample, 60) if any(record))
    found = [(count / widths.total(), width) for width, count in widths.items() if width > 1]
    return max(found, default=(0, 0))


def records(lines: list[str], sign: str, noticed: Noticed) -> Iterator[list[str]]:
    """Yield the cells of each row; a quotation mark that is never closed is text."""
    at = number = strays = 0
    while at < len(lines):
        rest = lines[at:]
        reader = csv.reader(rest, delimiter=sign, strict=strays < _STRAY_QUOTES)
        done = 0
        try:
            for record in reader:
                number, done = number + 1, reader.line_num
                yield record
            return
        except csv.Error as error:
            number, strays = number + 1, strays + 1
            noticed.add(QUOTE, number)
            record, used = _mended(rest[done:], sign, is_open="end of data" in str(error))
            yield record
            at += done + used


def _mended(lines: list[str], sign: str, *, is_open: bool) -> tuple[list[str], int]:
    """Return the cells of a row with a stray quotation mark, and how many lines it takes."""
    if is_open:
        line = lines[0].rstrip("\r\n")
        return next(csv.reader([line], delimiter=sign, quoting=csv.QUOTE_NONE), []), 1
    reader = csv.reader(lines, delimiter=sign)
    return next(reader), reader.line_num


def rows_of(found: Iterator[list[str]]) -> tuple[Row, ...]:
    """Return rows of cells, numbered from 1, empty ones at the end left out.

    Raises CannotRead when there are more than a plan can have.
    """
    rows: list[Row] = []
    for number, record in enumerate(found, 1):
        cells = [Cell(plain_text.paragraphs(text)) for text in record]
        while cells and not cells[-1].paragraphs and len(cells) > COLUMNS:
            cells.pop()
        if len(cells) > COLUMNS:
            raise CannotRead(TOO_WIDE)
        if number > ROWS and any(cell.paragraphs for cell in cells):
            raise CannotRead(TOO_MANY_ROWS)
        rows.append(Row(number, tuple(cells)))
    while rows and rows[-1].is_empty:
        rows.pop()
    return tuple(rows)
