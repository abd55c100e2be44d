"""Rows of values as a workbook. Knows cells, not plans.

Text never becomes a formula: cells are typed as text.
"""

import datetime
import io
import math
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.whole_texts import HEADINGS, WIDTHS, WholeTexts, Words
from reports.word.xml_text import in_xml

_WIDE, _NARROW = 45, 18
_AT_TOP = Alignment(wrap_text=True, vertical="top")
_LINE, _HIGHEST = 15, 409  # points: of a line, and of the highest row Excel has


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its value, how many rows it reaches over (0: part of the one above), its colour."""

    value: Any = None
    reach: int = 1
    fill: str = ""
    ink: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table with a header; values of `rows` may be bare ones. `widths` are in characters."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[float] = field(default=())


def workbook_bytes(
    title: str,
    about: Iterable[tuple[str, str]],
    sheets: Sequence[Sheet],
    *,
    whole: Words,
    named: str = "",
) -> bytes:
    """Return an Excel workbook: tables with a frozen, filtered header, and a sheet about them.

    `about` are facts by their headings; one without a text stands above those that follow.
    `named` is the name by which the first table is known in the workbook. Texts longer than a
    cell can be stand whole on a sheet at its end.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    pen = _Pen(WholeTexts(whole))
    for sheet in sheets:
        written = _Writing(book.create_sheet(sheet.name), sheet, pen).write()
        if named and sheet is sheets[0]:
            book.defined_names[named] = DefinedName(named, attr_text=written)
    _write_notes(book.create_sheet("About"), title, about, pen)
    if pen.whole.texts:
        lines = Sheet(whole.sheet, HEADINGS, pen.whole.lines(), WIDTHS)
        _Writing(book.create_sheet(whole.sheet), lines, pen).write()
    book.properties.title = in_xml(title)
    book.properties.language = "en-GB"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell looks, beside that its words begin at its top and go over several lines."""

    is_bold: bool = False
    fill: str = ""
    ink: str = ""
    is_day: bool = False


class _Pen:
    """Writes the cells of one workbook. A look is worked out once, not for each of its cells."""

    def __init__(self, whole: WholeTexts) -> None:
        self.looks: dict[_Look, Any] = {}
        self.whole = whole

    def write(self, page: Worksheet, row: int, column: int, value: Any, look: _Look) -> None:
        cell: Any = page.cell(row, column)
        if isinstance(value, str):
            # Typed as text after assignment: openpyxl makes a formula of anything with "=" in
            # front.
            cell.value = self.whole.fitting(in_xml(value))
            cell.data_type = "s"
        else:
            cell.value = value
            look = replace(look, is_day=isinstance(value, datetime.date))
        if look not in self.looks:
            self.looks[look] = _dressed(cell, look)
        cell._style = copy(self.looks[look])


def _dressed(cell: Any, look: _Look) -> Any:
    """Return what makes a cell look so, by the numbers its workbook has for it."""
    cell.alignment = _AT_TOP
    if look.is_bold or look.ink:
        cell.font = Font(bold=look.is_bold, color=look.ink.lstrip("#") or None)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill.lstrip("#"))
    if look.is_day:
        cell.number_format = "d mmmm yyyy"
    return cell._style


_PLAIN, _BOLD = _Look(), _Look(is_bold=True)


class _Writing:
    """One table, as it is written row by row."""

    def __init__(self, page: Worksheet, sheet: Sheet, pen: _Pen) -> None:
        self.page, self.sheet, self.pen = page, sheet, pen
        narrow = [_WIDE if len(heading) > 30 else _NARROW for heading in sheet.headings]
        self.widths = list(sheet.widths) or narrow
        self.last = 1
        # For each row the lines it must show, and the cells that reach over it and others.
        self.lines: dict[int, int] = {}
        self.merged: list[tuple[int, int, int]] = []
        self.areas: list[CellRange] = []

    def write(self) -> str:
        """Write all, and return where the table stands, as a formula would name it."""
        for place, heading in enumerate(self.sheet.headings, 1):
            self.pen.write(self.page, 1, place, heading, _BOLD)
        for row in self.sheet.rows:
            self.last += 1
            for place, value in enumerate(row, 1):
                self._put(place, value if isinstance(value, Place) else Place(value))
        self._lay_out()
        letter = get_column_letter(max(1, len(self.sheet.headings)))
        return f"'{self.sheet.name}'!$A$1:${letter}${self.last}"

    def _put(self, column: int, place: Place) -> None:
        if not place.reach:
            return
        look = _Look(fill=place.fill, ink=place.ink) if place.fill else _PLAIN
        self.pen.write(self.page, self.last, column, place.value, look)
        lines = _lines(place.value, self.widths[column - 1])
        if place.reach == 1:
            self.lines[self.last] = max(lines, self.lines.get(self.last, 1))
            return
        end = self.last + place.reach - 1
        self.merged.append((self.last, end, lines))
        self.areas.append(CellRange(None, column, self.last, column, end))

    def _lay_out(self) -> None:
        page, count = self.page, len(self.sheet.headings)
        page.freeze_panes = "B2"
        page.auto_filter.ref = f"A1:{get_column_letter(max(1, count))}{self.last}"
        page.print_title_rows = "1:1"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = page.PAPERSIZE_A4
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        for place, width in enumerate(self.widths, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        # All at once: adding one compares it with every other.
        page.merged_cells = MultiCellRange(self.areas)
        self._give_heights()

    def _give_heights(self) -> None:
        """Make rows as high as their words need: a program does not do that for merged cells."""
        for start, end, needed in self.merged:
            has = sum(self.lines.get(row, 1) for row in range(start, end + 1))
            self.lines[end] = self.lines.get(end, 1) + max(0, needed - has)
        for row, lines in self.lines.items():
            self.page.row_dimensions[row].height = min(_HIGHEST, _LINE * lines)


def _lines(value: Any, width: float) -> int:
    """Return how many lines words take in a column of so many characters."""
    texts = value.split("\n") if isinstance(value, str) else [""]
    return sum(max(1, math.ceil(len(text) * 1.1 / width)) for text in texts)


def _write_notes(notes: Worksheet, title: str, about: Iterable[tuple[str, str]], pen: _Pen) -> None:
    for place, (heading, text) in enumerate([(title, ""), *about], 1):
        pen.write(notes, place, 1, heading, _PLAIN if text else _BOLD)
        if text:
            pen.write(notes, place, 2, text, _PLAIN)
    notes.column_dimensions["A"].width = 40
    notes.column_dimensions["B"].width = 100
