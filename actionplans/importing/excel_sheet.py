"""The cells of one Excel sheet, row by row as its part is parsed."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from actionplans.importing import plain_text, symbols
from actionplans.importing.excel_formats import in_words, shown
from actionplans.importing.excel_styles import Look, Looks
from actionplans.importing.excel_text import Text, text_of, unescaped
from actionplans.importing.limits import CHARACTERS, COLUMNS, ROWS
from actionplans.importing.noticed import Noticed, quoted
from actionplans.importing.tables import Cell
from councils.limits import CannotRead
from councils.office_files import TOO_LARGE

TOO_MANY_ROWS = (
    f"A sheet of this workbook has more than {ROWS:,} rows. Copy the rows of the plan into a new "
    "workbook and try again."
)
TOO_WIDE = (
    "This workbook has something in cell {}, beyond the " + str(COLUMNS) + " columns that a plan "
    "may have. Delete it, or copy the plan into a new workbook, and try again."
)
NOT_WORKED_OUT = "Cell {} holds a formula without its value, which is read as it is written: {}."
FORMULAS = "Cells with formulas are read with the values they last had. The first is {}."
ERROR = "Cell {} shows the error {}. It is read as text."
STRUCK = "Cell {} has words struck through, which are read like all others: {}."
COLOUR_RULES = (
    "Column {} has no words below its heading, only colours that the sheet gives by rule "
    "(conditional formatting). They are not read: type a rating as a word."
)
RULES, WIDE = 20, 4  # of a sheet, looked at; columns, more than a rule for ratings has
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Workbook:
    """What all sheets of a workbook share."""

    looks: Looks
    texts: list[Text]
    from_1904: bool = False


@dataclass
class Sheet:
    """A sheet as it stands: cells by row and column, from 1, before merging."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # r1, c1, r2, c2
    headers: set[int] = field(default_factory=set)  # rows marked as the header of a table
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def column_letters(column: int) -> str:
    """Return "A" for 1, "AB" for 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return 1 for "A", 28 for "AB"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_sheet(
    ends: Iterable[tuple[str, Element]], workbook: Workbook, noticed: Noticed, table: int
) -> Sheet:
    """Return what a sheet's part holds. Raises CannotRead when it is larger than a plan can be."""
    reading = _Reading(workbook, noticed, table)
    for _, element in ends:
        if step := _STEPS.get(element.tag.rpartition("}")[2]):
            step(reading, element)
    return reading.sheet


class _Reading:
    def __init__(self, workbook: Workbook, noticed: Noticed, table: int) -> None:
        self.workbook, self.noticed, self.table = workbook, noticed, table
        self.sheet = Sheet()
        self.row = self.characters = self.rules = 0
        self.has_formula = False

    def take_row(self, element: Element) -> None:
        number = element.get("r", "")
        self.row = int(number) if number.isdecimal() and len(number) < 8 else self.row + 1
        cells = self.sheet.rows.get(self.row, {})
        column = 0
        for child in element:
            column = self._column(child, column + 1)
            cell = self._cell(child, column)
            if cell.paragraphs or (cell.colour and column <= COLUMNS):
                cells[column] = cell
        if any(cell.paragraphs for cell in cells.values()):
            self._keep(element, cells)
        element.clear()

    def _keep(self, element: Element, cells: dict[int, Cell]) -> None:
        self.sheet.rows[self.row] = cells
        if len(self.sheet.rows) > ROWS:
            raise CannotRead(TOO_MANY_ROWS)
        self.characters += sum(len(p) for cell in cells.values() for p in cell.paragraphs)
        if self.characters > CHARACTERS:
            raise CannotRead(TOO_LARGE)
        if element.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.add(self.row)

    def _column(self, element: Element, otherwise: int) -> int:
        place = _PLACE.fullmatch(element.get("r", ""))
        return column_number(place[1]) if place else otherwise

    def _cell(self, element: Element, column: int) -> Cell:
        look = self.workbook.looks.of(element.get("s"))
        parts = {child.tag.rpartition("}")[2]: child for child in element}
        if not parts:
            return Cell(colour=look.fill)
        place = element.get("r") or f"{column_letters(column)}{self.row}"
        lines, day = self._words(element.get("t", "n"), parts, look, place)
        if lines and column > COLUMNS:
            raise CannotRead(TOO_WIDE.format(place))
        if lines and look.struck:
            self._notice(STRUCK.format(place, quoted(" ".join(lines))))
        fill = look.fill
        if not fill and len(lines) == 1 and symbols.is_sign(lines[0]):
            fill = self._ink(element.get("t", "n"), parts) or look.ink
        return Cell(lines, fill, 1, day, look.bold and bool(lines))

    def _ink(self, kind: str, parts: dict[str, Element]) -> str:
        """Return the colour that the runs of a cell's text have of their own, "" without one."""
        if "is" in parts:
            return text_of(parts["is"]).ink
        return self.workbook.texts[int(parts["v"].text or 0)].ink if kind == "s" else ""

    def _words(
        self, kind: str, parts: dict[str, Element], look: Look, place: str
    ) -> tuple[tuple[str, ...], datetime.date | None]:
        value = parts["v"].text or "" if "v" in parts else ""
        if "f" in parts:
            if not value and kind != "str":
                return self._formula(parts["f"].text or "", place), None
            self._note_formula(place)
        if kind == "s" or "is" in parts:
            return self._text(kind, value, parts, look, place), None
        if kind == "d":
            found = _ISO.match(value)
            day = datetime.date.fromisoformat(found[1]) if found else None
            return ((in_words(day),) if day else plain_text.paragraphs(value)), day
        if kind == "b":
            return (("TRUE" if value == "1" else "FALSE",) if value else ()), None
        if kind == "e":
            self._notice(ERROR.format(place, value))
        elif kind == "n" and value:
            return self._number(value, look)
        return plain_text.paragraphs(symbols.shown(unescaped(value), look.typeface)), None

    def _text(
        self, kind: str, value: str, parts: dict[str, Element], look: Look, place: str
    ) -> tuple[str, ...]:
        text = text_of(parts["is"]) if kind != "s" else self.workbook.texts[int(value)]
        if text.is_struck and not look.struck:
            self._notice(STRUCK.format(place, quoted(text.words)))
        if not symbols.is_symbols(look.typeface):
            return text.paragraphs
        return plain_text.paragraphs(symbols.shown(text.words, look.typeface))

    def _number(self, value: str, look: Look) -> tuple[tuple[str, ...], datetime.date | None]:
        number = float(value)
        if number - number:  # not a number, or without end
            return (value,), None
        seen = shown(number, look.code, from_1904=self.workbook.from_1904)
        return plain_text.paragraphs(symbols.shown(seen.text, look.typeface)), seen.day

    def _formula(self, formula: str, place: str) -> tuple[str, ...]:
        text = f"={formula}"
        self._notice(NOT_WORKED_OUT.format(place, quoted(text)))
        return plain_text.paragraphs(text)

    def _note_formula(self, place: str) -> None:
        if not self.has_formula:
            self.has_formula = True
            self._notice(FORMULAS.format(place))

    def _notice(self, text: str) -> None:
        self.noticed.add(text, self.row, self.table)

    def take_merge(self, element: Element) -> None:
        if area := _area(element.get("ref", "")):
            self.sheet.merged.append(area)

    def take_columns(self, element: Element) -> None:
        if element.get("hidden") in ("1", "true"):
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            self.sheet.hidden_columns |= {*range(first, min(last, COLUMNS) + 1)}

    def take_filter(self, element: Element) -> None:
        if area := _area(element.get("ref", "")):
            self.sheet.headers.add(area[0])

    def take_rule(self, element: Element) -> None:
        """Say which columns have a heading, and below it only what a rule shows."""
        self.rules += 1
        areas = element.get("sqref", "").split() if self.rules <= RULES else []
        for top, left, bottom, right in filter(None, map(_area, areas[:RULES])):
            wide = right - left >= WIDE  # it colours whole rows
            for column in () if wide else range(left, min(right, COLUMNS) + 1):
                if self._is_shown_by_rule(column, top, bottom):
                    text = COLOUR_RULES.format(column_letters(column))
                    self.noticed.add(text, None, self.table)

    def _is_shown_by_rule(self, column: int, top: int, bottom: int) -> bool:
        rows = {row: cells.get(column) for row, cells in self.sheet.rows.items() if row <= bottom}
        said = [row for row, cell in rows.items() if cell and cell.paragraphs]
        inside = [row for row in rows if row >= top]
        has_only_a_heading = bool(said) and (said[-1] < top or said == inside[:1])
        return has_only_a_heading and any(row > said[-1] for row in inside)


_STEPS = {
    "row": _Reading.take_row,
    "mergeCell": _Reading.take_merge,
    "col": _Reading.take_columns,
    "autoFilter": _Reading.take_filter,
    "conditionalFormatting": _Reading.take_rule,
}


def _area(text: str) -> tuple[int, int, int, int] | None:
    """Return the first row and column of "A1:B2", and the last."""
    places: Iterator[re.Match[str] | None] = (_PLACE.fullmatch(part) for part in text.split(":"))
    ends = [(int(place[2]), column_number(place[1])) for place in places if place]
    if not ends:
        return None
    (top, left), (bottom, right) = min(ends), max(ends)
    return top, min(left, right), bottom, max(left, right)
