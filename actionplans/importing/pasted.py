"""A table from the clipboard: cells with tabs between them, or the source of a web page."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from actionplans.importing import plain_text
from actionplans.importing.limits import COLUMNS, ROWS
from actionplans.importing.noticed import Noticed
from actionplans.importing.separated import TOO_MANY_ROWS, TOO_WIDE, records, rows_of
from actionplans.importing.tables import Cell, Document, Row, Table
from actionplans.importing.word_text import HIGHLIGHTS, colour
from councils.limits import CannotRead

NO_TABLE = (
    "No table was found in what was pasted. Select the whole table in Word or Excel, copy it, "
    "paste it here and try again."
)
JOINED = (
    "This row was pasted in several lines, which were joined until it had as many cells as the "
    "first row. Check where its paragraphs belong."
)
BULLETS = ("•", "·", "●", "○", "o", "▪", "■", "", "", "-", "–", "*")


def read(text: str, name: str) -> Document:
    """Return the tables of a pasted text. Raises CannotRead when there is none."""
    noticed = Noticed()
    if re.search(r"<table\b", text, re.IGNORECASE):
        tables = _web_tables(text)
    else:
        tables = [Table(_rows(text, noticed), "")]
    tables = [table for table in tables if any(len(row.cells) > 1 for row in table.rows)]
    if not any(not row.is_empty for table in tables for row in table.rows):
        raise CannotRead(NO_TABLE)
    return Document(name, "pasted", tuple(tables), noticed.problems())


def _rows(text: str, noticed: Noticed) -> tuple[Row, ...]:
    lines = [*io.StringIO(text, newline="")]
    found = [*records(lines, "\t", Noticed())]
    width = next((len(record) for record in found if len(record) > 1), 0)
    found = [_without_bullets(record, width) for record in found]
    return rows_of(_joined(found, width, noticed))


def _without_bullets(record: list[str], width: int) -> list[str]:
    """Return a record that the bullets of a list, each with a tab of its own, made too long."""
    kept = [text for text in record if text.strip() not in BULLETS]
    return kept if len(record) > width and len(kept) <= width else record


def _joined(found: list[list[str]], width: int, noticed: Noticed) -> Iterator[list[str]]:
    """Yield rows; those that Word cut at the paragraphs of a cell in one piece again.

    Word puts tabs between cells, but ends paragraphs as it ends rows.
    """
    number = 0
    waiting: list[str] = []
    for record in found:
        joined = [*waiting[:-1], f"{waiting[-1]}\n{record[0]}", *record[1:]] if waiting else []
        if record and joined and len(joined) <= width:
            waiting = joined
            noticed.add(JOINED, number + 1)
        else:
            if waiting:
                number += 1
                yield waiting
            waiting = record
        if len(waiting) < 2 or len(waiting) >= width:
            number += 1
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _web_tables(text: str) -> list[Table]:
    reading = _Page()
    try:
        reading.feed(re.sub(r"<!\[[^>]*>", "", text))
        reading.close()
    except AssertionError as error:  # how the parser meets a declaration it does not know
        raise CannotRead(NO_TABLE) from error
    return reading.tables


@dataclass
class _WebCell:
    spans: int
    down: int
    colour: str
    text: list[str] = field(default_factory=list)
    is_heading: bool = False
    weights: set[bool] = field(default_factory=set)

    def cell(self) -> Cell:
        lines = _lines(self.text)
        return Cell(
            lines, self.colour, self.spans, is_bold=self.is_heading or self.weights == {True}
        )


_BLOCKS = {"p", "div", "li", "br", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
_UNSEEN = {"style", "script", "title", "xml", "template"}
_BOLD = {"b", "strong"}
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")


class _Page(HTMLParser):
    """Gathers the tables of a page; one inside a cell becomes lines of that cell."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.rows: list[Row] = []
        self.cells: list[Cell] = []
        self.before: list[str] = []
        self.cell: _WebCell | None = None
        self.above: dict[int, tuple[int, Cell]] = {}  # by column: rows it still reaches down
        self.depth = self.unseen = self.bold = 0
        self.is_head = self.is_header_row = False
        self.row_colour = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.unseen += tag in _UNSEEN
        self.bold += tag in _BOLD
        self.depth += tag == "table"
        if self.depth == 1:
            self._start(tag, values)
        if tag in _BLOCKS:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        self.bold -= tag in _BOLD and self.bold > 0
        if tag in _BLOCKS:
            self._add("\n")
        if self.depth == 1:
            self._end(tag)
        self.depth -= tag == "table" and self.depth > 0

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self._add(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        if self.depth:
            self._end("table")

    def _add(self, text: str) -> None:
        if self.cell is not None:
            self.cell.text.append(text)
            if text.strip():
                self.cell.weights.add(self.bold > 0)
        else:  # a caption stands inside the table, above its rows
            self.before.append(text)

    def _start(self, tag: str, values: dict[str, str]) -> None:
        if tag == "thead":
            self.is_head = True
        elif tag == "tr":
            self._end_row()
            self.row_colour, self.is_header_row = _background(values), self.is_head
        elif tag in ("td", "th"):
            self._end_cell()
            self._fill_from_above()
            spans, down = _count(values.get("colspan")), _count(values.get("rowspan"))
            back = _background(values) or self.row_colour
            self.cell = _WebCell(spans, down, back, is_heading=tag == "th")
            self.bold = 0

    def _end(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "thead":
            self._end_row()
            self.is_head = False
        elif tag in ("tr", "table"):
            self._end_row()
        if tag == "table":
            before = _lines(self.before)
            self.tables.append(Table(tuple(self.rows), f"Table {len(self.tables) + 1}", before))
            self.rows, self.before, self.above = [], [], {}

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        cell = self.cell.cell()
        if self.cell.down > 1:
            under = Cell(colour=cell.colour, spans=cell.spans, of_above=True)
            self.above[self._column()] = (self.cell.down - 1, under)
        self.cells.append(cell)
        self.cell = None
        if self._column() > COLUMNS:
            raise CannotRead(TOO_WIDE)

    def _column(self) -> int:
        return sum(cell.spans for cell in self.cells)

    def _fill_from_above(self) -> None:
        while (column := self._column()) in self.above:
            left, under = self.above.pop(column)
            self.cells.append(under)
            if left > 1:
                self.above[-1 - column] = (left - 1, under)

    def _end_row(self) -> None:
        self._end_cell()
        if not self.cells:
            return
        self._fill_from_above()
        # Those put aside while the row was filled count again from the next row.
        self.above = {(-1 - c if c < 0 else c): kept for c, kept in self.above.items()}
        if len(self.rows) >= ROWS:
            raise CannotRead(TOO_MANY_ROWS)
        self.rows.append(Row(len(self.rows) + 1, tuple(self.cells), self.is_header_row))
        self.cells = []


def _lines(text: list[str]) -> tuple[str, ...]:
    # A page ends a line before and after each block, so an empty one means nothing.
    return tuple(filter(None, plain_text.paragraphs("".join(text))))


def _count(text: str | None) -> int:
    is_number = text is not None and text.isdecimal() and len(text) < 6
    return max(1, int(text)) if text and is_number else 1


def _background(values: dict[str, str]) -> str:
    found = _BACKGROUND.search(values.get("style", ""))
    said = (found[1] if found else values.get("bgcolor", "")).strip()
    if parts := _RGB.search(said):
        return colour("".join(f"{min(int(part), 255):02x}" for part in parts.groups()))
    word = said.split(" ")[0]
    return HIGHLIGHTS.get(word.lower()) or colour(word)
