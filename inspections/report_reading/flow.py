"""A report's lines in the order of reading, without running heads, page numbers and footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from inspections.report_reading.lines import Cell, Line, lines_of
from inspections.report_reading.opening import Sheet

# How far from the edge of a page, in parts of its height, a running head or foot may stand.
_EDGE = 0.13
_PAGE_NUMBER = re.compile(r"^(?:page )?(?:\d{1,3}|[ivx]{1,6})(?: of \d{1,3})?$", re.I)
_FOOTNOTE = 0.9
# How many lines of text each of two columns has at the least.
_MANY, _FEW = 10, 3


@dataclass(frozen=True)
class Flow:
    """All lines of a report that are its text, the size most of it is set in, and its words."""

    lines: tuple[Line, ...]
    size: float
    pages: int

    def on_pages(self, first: int, last: int) -> list[Line]:
        """Return the lines of the pages from `first` to `last`, both included."""
        return [line for line in self.lines if first <= line.page <= last]

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word of the report in small letters, hyphened ones as they stand."""
        return frozenset(
            word
            for line in self.lines
            for word in re.findall(r"[a-z]+(?:-[a-z]+)*", line.text.casefold())
        )

    def joined(self, texts: Iterable[str]) -> str:
        """Return lines as running text: a word broken at the end of a line is whole again."""
        whole = ""
        for text in texts:
            whole = self._joined(whole, text) if whole else text
        return whole

    def _joined(self, before: str, text: str) -> str:
        broken = re.search(r"([A-Za-z]+)-$", before)
        if not broken:
            return before + text if before.endswith(("/", "‑")) else f"{before} {text}"
        follows = re.match(r"[a-z]+", text)
        if not follows:
            return before + text
        start, end = broken[1].casefold(), follows[0]
        if start + end in self.words and f"{start}-{end}" not in self.words:
            return before[:-1] + text
        return before + text


def flow_of(sheets: Sequence[Sheet], short_columns: bool = False) -> Flow:
    """Return the text of a report; `short_columns` takes a few lines for columns on page 1."""
    pages = [lines_of(sheet) for sheet in sheets]
    size = _usual_size(line for page in pages for line in page)
    running = _running(sheets, pages)
    lines: list[Line] = []
    for sheet, page in zip(sheets, pages, strict=True):
        kept = [line for line in page if not _is_running(line, sheet, running)]
        if kept and _PAGE_NUMBER.match(kept[-1].text):
            kept.pop()
        few = short_columns and sheet.number == 1
        lines += _in_columns(_without_footnotes(kept, size), sheet, _FEW if few else _MANY)
    return Flow(tuple(lines), size, len(sheets))


def _usual_size(lines: Iterable[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _at_edge(line: Line, sheet: Sheet) -> bool:
    return line.y < _EDGE * sheet.height or line.y > (1 - _EDGE) * sheet.height


def _running(sheets: Sequence[Sheet], pages: Sequence[Sequence[Line]]) -> set[str]:
    """Return what stands at the edge of several pages in like words, numbers apart."""
    seen: dict[str, set[int]] = defaultdict(set)
    for sheet, page in zip(sheets, pages, strict=True):
        for line in page:
            if _at_edge(line, sheet):
                seen[_key(line)].add(sheet.number)
    enough = 2 if len(sheets) <= 4 else 3
    return {key for key, on in seen.items() if len(on) >= enough}


def _is_running(line: Line, sheet: Sheet, running: set[str]) -> bool:
    if not _at_edge(line, sheet):
        return False
    return bool(_PAGE_NUMBER.match(line.text)) or _key(line) in running


def _without_footnotes(lines: list[Line], size: float) -> list[Line]:
    """Return a page's lines without the small ones at its end, where these begin with a mark."""
    last = len(lines)
    while last and lines[last - 1].size < _FOOTNOTE * size:
        last -= 1
    small = lines[last:]
    if last and small and re.match(r"^[\d*†‡]", small[0].text):
        return lines[:last]
    return lines


def _in_columns(lines: list[Line], sheet: Sheet, least: int) -> list[Line]:
    """Return a page's lines with the left column before the right, where it has two of text."""
    middle = _gutter(lines, sheet, least)
    if middle is None:
        return lines
    left: list[Line] = []
    right: list[Line] = []
    ordered: list[Line] = []
    for line in lines:
        west = tuple(cell for cell in line.cells if cell.right <= middle)
        east = tuple(cell for cell in line.cells if cell.x >= middle)
        if len(west) + len(east) < len(line.cells):
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        left += [replace(line, cells=west)] if west else []
        right += [replace(line, cells=east)] if east else []
    return [*ordered, *left, *right]


def _gutter(lines: Sequence[Line], sheet: Sheet, least: int) -> float | None:
    """Return where a page divides in two columns of `least` lines each; None where it does not."""
    if not _may_have_columns(lines, sheet, least):
        return None
    places = [sheet.width * part / 100 for part in range(44, 57)]
    fewest, middle = min((_across(lines, place), place) for place in places)
    cells = [cell for line in lines for cell in line.cells if _is_text(cell, sheet)]
    west = sum(cell.right <= middle for cell in cells)
    east = sum(cell.x >= middle for cell in cells)
    most = (0.2 if least == _MANY else 0.5) * len(lines)
    return middle if west >= least and east >= least and fewest <= most else None


def _across(lines: Sequence[Line], middle: float) -> int:
    """Return how many lines have words on both sides of a place without a gap there."""
    return sum(any(cell.x < middle < cell.right for cell in line.cells) for line in lines)


def _may_have_columns(lines: Sequence[Line], sheet: Sheet, least: int) -> bool:
    """Return quickly whether enough text begins in the right half of a page."""
    from_middle = (cell for line in lines for cell in line.cells if cell.x > 0.44 * sheet.width)
    return sum(_is_text(cell, sheet) for cell in from_middle) >= least


def _is_text(cell: Cell, sheet: Sheet) -> bool:
    return cell.right - cell.x > 0.25 * sheet.width
