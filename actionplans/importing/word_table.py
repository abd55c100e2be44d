"""The rows of one table of a Word document, and the columns that their cells stand in."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from actionplans.importing.noticed import Noticed, quoted
from actionplans.importing.symbols import is_sign
from actionplans.importing.tables import Cell, Row
from actionplans.importing.word_text import Said, Teller, deleted_words

DELETED_ROW = "This row is deleted by a tracked change and is not read: {}."
HIDDEN_ROW = "This row is hidden. It is read like all others."
COVERED = "A cell that is merged with the one above has words of its own: {}. They are kept."
WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent",
            "Choice")  # fmt: skip
# Edges of cells that lie closer together, in twentieths of a point (3 mm), are meant to be one:
# a border pulled a little in one row gives the whole table another column.
SAME_EDGE = 170
COLUMNS = 200


@dataclass(frozen=True)
class GridCell:
    """A cell and the columns of the table's grid that it stands in, from 0."""

    cell: Cell
    start: int
    end: int
    list_id: str = ""  # of the list that numbers its first paragraph, and no other of it
    number: str = ""
    is_gap: bool = False  # where the row begins after the table does, or ends before it


@dataclass(frozen=True)
class GridRow:
    """A row before it is known which edges of the grid are columns."""

    number: int
    cells: tuple[GridCell, ...]
    is_header: bool


class Rows:
    """Reads the rows of one table as they come."""

    def __init__(self, w: str, teller: Teller, noticed: Noticed, table: int) -> None:
        self.w, self.teller, self.noticed, self.table = w, teller, noticed, table
        self.found: list[GridRow] = []
        self.set_aside: list[Element] = []
        self.edges: list[int] = []  # of the grid's columns, from the left
        self._number = 0
        self._merged: set[int] = set()  # where a cell merged downwards begins

    def take(self, name: str, element: Element) -> None:
        """Read the next "tr", or the "tblGrid" that stands before them."""
        if name == "tr":
            self._row(element)
        else:
            self._grid(element)

    def in_table(self, element: Element) -> Iterator[Element]:
        """Yield the rows of a table that is there whole."""
        yield from self._children(element, "tr")

    def _children(self, element: Element, name: str) -> Iterator[Element]:
        for child in element:
            local = child.tag.rpartition("}")[2]
            if local == name:
                yield child
            elif local in WRAPPERS:
                yield from self._children(child, name)

    def _grid(self, element: Element) -> None:
        self.edges = [0]
        for column in element.findall(f"{self.w}gridCol"):
            self.edges.append(self.edges[-1] + _whole(column.get(f"{self.w}w", ""), 0))

    def _row(self, element: Element) -> None:
        self._number += 1
        properties = element.find(f"{self.w}trPr")
        if properties is not None and properties.find(f"{self.w}del") is not None:
            self._remark(DELETED_ROW.format(quoted(deleted_words(element))))
            return
        if self.teller.styles.is_on(properties, "hidden"):
            self._remark(HIDDEN_ROW)
        at = self._skipped(properties, "gridBefore")
        cells = [GridCell(Cell(), 0, at, is_gap=True)] if at else []
        merged: set[int] = set()
        elements = [*self._children(element, "tc")]
        for tc in elements:
            cell = self._cell(tc, at, merged, is_alone=len(elements) == 1)
            at = cell.end
            if self._continues_left(tc) and cells:
                cells[-1] = _joined(cells[-1], cell)
            else:
                cells.append(cell)
        if after := self._skipped(properties, "gridAfter"):
            cells.append(GridCell(Cell(), at, at + after, is_gap=True))
        self._merged = merged
        is_header = bool(self.teller.styles.is_on(properties, "tblHeader"))
        self.found.append(GridRow(self._number, tuple(cells), is_header))

    def _skipped(self, properties: Element | None, name: str) -> int:
        return min(_whole(self.teller.styles.value(properties, name), 0), COLUMNS)

    def _continues_left(self, tc: Element) -> bool:
        merge = tc.find(f"{self.w}tcPr/{self.w}hMerge")
        return merge is not None and merge.get(f"{self.w}val", "continue") == "continue"

    def _cell(self, tc: Element, start: int, merged: set[int], *, is_alone: bool) -> GridCell:
        properties = tc.find(f"{self.w}tcPr")
        said = self.teller.tell(tc, set_tables_aside=is_alone)
        self.set_aside += said.tables
        for remark in said.all_remarks():
            self._remark(remark)
        spans = _whole(self.teller.styles.value(properties, "gridSpan"), 1) or 1
        spans = min(spans, COLUMNS)
        of_above = self._is_of_above(properties, start, merged)
        if of_above and said.lines:
            self._remark(COVERED.format(quoted(" ".join(said.lines))))
            of_above = False
        cell = Cell(
            tuple(said.lines) or tuple(number for _, number, _ in said.numbers if number),
            self._colour(properties, said),
            spans,
            is_bold=said.is_bold,
            of_above=of_above,
            begins=_begins(said),
        )
        list_id, number = _only_number(said)
        return GridCell(cell, start, start + spans, list_id, number)

    def _is_of_above(self, properties: Element | None, start: int, merged: set[int]) -> bool:
        merge = None if properties is None else properties.find(f"{self.w}vMerge")
        if merge is None:
            return False
        merged.add(start)
        return merge.get(f"{self.w}val", "continue") == "continue" and start in self._merged

    def _colour(self, properties: Element | None, said: Said) -> str:
        if shade := self.teller.shade(properties):
            return shade
        text = "".join(said.lines)
        shades = {look.shade for look in said.looks} or said.block
        if len(shades) == 1 and (found := shades.pop()):
            return found
        if len(said.block) == 1:
            return min(said.block)
        inks = {look.ink for look in said.looks}
        if is_sign(text) and len(inks) == 1:
            return inks.pop()
        return said.shapes[0] if said.shapes and not text else ""

    def _remark(self, text: str) -> None:
        self.noticed.add(text, self._number, self.table)


def _begins(said: Said) -> tuple[int, ...]:
    """Return the lines with a mark of a list, where several have one."""
    marked = tuple(line for _, _, line in said.numbers if line >= 0)
    return marked if len(marked) > 1 else ()


def table_of(found: list[GridRow], edges: list[int]) -> tuple[Row, ...]:
    """Return the rows with cells spanning columns that somebody can see."""
    columns = _columns(found, edges)
    lists = _lists_down_the_rows(found)
    rows = []
    for row in found:
        seen = [cell for cell in row.cells if columns[cell.start] < columns[cell.end]]
        cells = [_in_columns(cell, columns, lists) for cell in seen]
        rows.append(Row(row.number, tuple(cells), row.is_header))
    return tuple(rows)


def _columns(found: list[GridRow], edges: list[int]) -> dict[int, int]:
    """Return the column at each place in the grid where a cell of any row begins or ends."""
    cells = [cell for row in found for cell in row.cells]
    begins = sorted({cell.start for cell in cells})
    places = {*begins, *(cell.end for cell in cells)}
    if max(places, default=0) < len(edges):
        columns = _numbered(places, _firm(begins, edges), edges)
        if all(columns[c.start] < columns[c.end] or c.is_gap for c in cells):
            return columns
    # A cell would have no column left; or nobody can say how wide they are.
    return _numbered(places, begins, [*range(max(places, default=0) + 1)], near=0)


def _firm(begins: list[int], edges: list[int]) -> list[int]:
    firm = begins[:1]
    for place in begins[1:]:
        if edges[place] - edges[firm[-1]] > SAME_EDGE:
            firm.append(place)
    return firm


def _numbered(
    places: set[int], firm: list[int], edges: list[int], near: int = SAME_EDGE
) -> dict[int, int]:
    """Return how many columns begin before each place, those that begin just before not counted."""
    begin = [edges[place] for place in firm]
    return {place: bisect_left(begin, edges[place] - near) for place in places}


def _in_columns(found: GridCell, columns: dict[int, int], lists: set[tuple[str, int]]) -> Cell:
    spans = columns[found.end] - columns[found.start]
    cell = replace(found.cell, spans=spans)
    if (found.list_id, found.start) in lists:
        first = f"{found.number} {cell.paragraphs[0]}"
        return replace(cell, paragraphs=(first, *cell.paragraphs[1:]))
    return cell


def _only_number(said: Said) -> tuple[str, str]:
    """Return the list and the number of a cell whose one numbered paragraph is its first."""
    if len(said.numbers) != 1 or not said.lines:
        return "", ""
    list_id, number, line = said.numbers[0]
    return (list_id, number) if number and line == 0 else ("", "")


def _lists_down_the_rows(found: list[GridRow]) -> set[tuple[str, int]]:
    """Return the lists, with their column, that number rows: one paragraph in several cells."""
    counts = Counter((c.list_id, c.start) for row in found for c in row.cells if c.list_id)
    return {place for place, count in counts.items() if count > 1}


def _joined(left: GridCell, right: GridCell) -> GridCell:
    lines = left.cell.paragraphs + right.cell.paragraphs
    spans = left.cell.spans + right.cell.spans
    return replace(left, cell=replace(left.cell, paragraphs=lines, spans=spans), end=right.end)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise
