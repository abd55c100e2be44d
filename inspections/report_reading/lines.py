"""Puts the pieces of a page together as lines, each with its place and its cells."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from inspections.report_reading.opening import UNKNOWN_GLYPH, Piece, Sheet

# In parts of the size of the letters.
_SPACE, _CELL = 0.2, 0.75
_SAME_LINE = 0.25
_RAISED = (0.1, 0.75)
_SMALL = 0.8
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_PLAIN = {
    **_LIGATURES,
    0x0A: " ",
    0x0D: " ",
    0xA0: " ",
    0xAD: "",
    0x02: "-",
    0xFFFE: "-",
    0x2010: "-",
    0x2011: "-",
    0x200B: "",
    0xFEFF: "",
}


@dataclass(frozen=True)
class Cell:
    """Words that stand together on a line, apart from others by a wide gap."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Line:
    """A line of a page; `y` is its baseline from the top of the page, in points."""

    page: int
    cells: tuple[Cell, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def x(self) -> float:
        return self.cells[0].x

    @property
    def right(self) -> float:
        return self.cells[-1].right

    @property
    def y(self) -> float:
        return self.cells[0].y

    @cached_property
    def size(self) -> float:
        return max(self.cells, key=lambda cell: len(cell.text)).size

    @cached_property
    def bold(self) -> bool:
        """Return whether the words are bold: all but a number or a bullet before them."""
        words = [cell for cell in self.cells if len(cell.text) > 3] or self.cells
        return all(cell.bold for cell in words)


def lines_of(sheet: Sheet) -> list[Line]:
    """Return the lines of a page from top to bottom, without marks of footnotes."""
    rows: list[list[Piece]] = []
    pieces = sorted(_without_marks(sheet.pieces), key=lambda piece: piece.y)
    for piece in pieces:
        if rows and piece.y - rows[-1][-1].y <= max(1.5, _SAME_LINE * piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = (Line(sheet.number, tuple(_cells(row))) for row in rows)
    return _with_markers([line for line in lines if line.cells])


def _with_markers(lines: list[Line]) -> list[Line]:
    """Return the lines; a bullet or number set a little higher or lower joins its words."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        near = before is not None and line.y - before.y <= 0.6 * max(line.size, before.size)
        if before and near and _is_marker(before) and before.x < line.x:
            cells = tuple(replace(cell, y=line.y) for cell in before.cells)
            found[-1] = Line(line.page, cells + line.cells)
        elif before and near and _is_marker(line) and line.x < before.x:
            cells = tuple(replace(cell, y=before.y) for cell in line.cells)
            found[-1] = Line(line.page, cells + before.cells)
        else:
            found.append(line)
    return found


def _is_marker(line: Line) -> bool:
    text = line.cells[0].text
    return len(line.cells) == 1 and bool(_is_bullet(text) or _NUMBER.match(text))


def _without_marks(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Yield the pieces; a raised number is left out, raised letters go down to their line."""
    before: Piece | None = None
    for piece in pieces:
        if before and _is_raised(piece, before):
            if re.search(r"[A-Za-z]", piece.text):
                yield replace(piece, y=before.y)
            elif not re.search(r"\d", piece.text):
                yield piece
            continue
        if piece.text.strip():
            before = piece
        yield piece


def _is_raised(piece: Piece, before: Piece) -> bool:
    lowest, highest = (part * before.size for part in _RAISED)
    raised = lowest < before.y - piece.y < highest
    return raised and piece.size <= _SMALL * before.size and piece.x >= before.x


def _cells(row: Sequence[Piece]) -> Iterable[Cell]:
    cell: list[Piece] = []
    words = ""
    for piece in sorted(row, key=lambda piece: piece.x):
        text = piece.text.translate(_PLAIN)
        if not text or text.isspace():
            continue
        if cell:
            gap = (piece.x - max(p.right for p in cell)) / max(piece.size, 1)
            if gap > _CELL:
                yield _cell(cell, words)
                cell, words = [], ""
            elif gap > _SPACE or text[0].isspace():
                words += " "
        words += text
        cell.append(piece)
    if cell:
        yield _cell(cell, words)


def _cell(pieces: Sequence[Piece], words: str) -> Cell:
    sizes = Counter[float]()
    heavy = 0
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
        heavy += len(piece.text) * (1 if piece.bold else -1)
    right = max(piece.right for piece in pieces)
    text = " ".join(words.split())
    return Cell(text, pieces[0].x, right, pieces[0].y, sizes.most_common(1)[0][0], heavy > 0)


# Lists

_BULLETS = frozenset("•·∙●○◦▪▫■□◼◻◾▶►➢➤❖✓✔*‣⁃§ϒ»›>¤¨†‡¬" + UNKNOWN_GLYPH)
_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?$")
_LETTER = re.compile(r"^\(?(?:[a-h]|[ivx]{1,4})[.)]$")
_LETTERED = re.compile(r"^\(?[a-h][.)]\s+(?=\S)")
_NUMBERED = re.compile(r"^(\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Marked:
    """A line that begins with a number or a bullet: what follows it, and where that begins."""

    number: str
    text: str
    x: float
    text_x: float


def marked(line: Line) -> Marked | None:
    """Return how a line begins a list's item; None where it does not."""
    first, rest = line.cells[0], line.cells[1:]
    text = " ".join(cell.text for cell in rest)
    if rest and (number := _NUMBER.match(first.text)):
        return Marked(number[1], text, first.x, rest[0].x)
    if rest and (_is_bullet(first.text) or first.text in ("o", "-", "–", "")):
        return Marked("", text, first.x, rest[0].x)
    if rest and _LETTER.match(first.text):
        return Marked("", text, first.x, rest[0].x)
    if lettered := _LETTERED.match(line.text):
        return Marked("", line.text[lettered.end() :], first.x, first.x + 2 * first.size)
    if numbered := _NUMBERED.match(line.text):
        return Marked(numbered[1], line.text[numbered.end() :], first.x, first.x + 2 * first.size)
    start = line.text[:2]
    if _is_bullet(start[:1]) or re.match(r"^[-–o] $", start):
        return Marked("", line.text[1:].strip(), first.x, first.x + first.size)
    return None


def _is_bullet(text: str) -> bool:
    if len(text) != 1:
        return False
    return text in _BULLETS or "\ue000" <= text <= "\uf8ff" or "\u2190" <= text <= "\u2bff"
