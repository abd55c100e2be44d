"""Changes to the pieces of a report's pages that leave what it says as it is.

Two programs that write the same report as a PDF differ in how they cut its text into pieces, where
these stand to a hair, and with which sign a list begins.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from inspections.report_reading.opening import Piece, Sheet

Sheets = tuple[Sheet, ...]
Change = Callable[[Sheets], Sheets]
_BULLET = re.compile("[•◼▪➢\uf06e\uf0b7\uf0a7\ufffd]")
_GRADE = re.compile(r"(?:outstanding|good|inadequate|requires improvement(?: to be good)?)", re.I)


def _each(change: Callable[[Piece, random.Random], Iterator[Piece]]) -> Change:
    def changed(sheets: Sheets) -> Sheets:
        rng = random.Random(7)  # noqa: S311 the same each time
        return tuple(
            replace(sheet, pieces=tuple(new for old in sheet.pieces for new in change(old, rng)))
            for sheet in sheets
        )

    return changed


def _on_first_page(change: Change) -> Change:
    return lambda sheets: (*change(sheets[:1]), *sheets[1:])


def _words(piece: Piece, _: random.Random) -> Iterator[Piece]:
    yield from _cut(piece, r"\S+")


def _letters(piece: Piece, _: random.Random) -> Iterator[Piece]:
    yield from _cut(piece, r"\S")


def _cut(piece: Piece, parts: str) -> Iterator[Piece]:
    width = (piece.right - piece.x) / len(piece.text)
    for found in re.finditer(parts, piece.text):
        x, right = piece.x + found.start() * width, piece.x + found.end() * width
        yield replace(piece, text=found[0], x=x, right=right)


def _askew(piece: Piece, rng: random.Random) -> Iterator[Piece]:
    yield replace(piece, y=piece.y + rng.uniform(-0.5, 0.5))


def _light(piece: Piece, _: random.Random) -> Iterator[Piece]:
    yield replace(piece, bold=False)


def _loud(piece: Piece, _: random.Random) -> Iterator[Piece]:
    is_grade = _GRADE.fullmatch(piece.text.strip())
    yield replace(piece, text=piece.text.upper()) if is_grade else piece


def _bullet(sign: str) -> Change:
    def change(piece: Piece, _: random.Random) -> Iterator[Piece]:
        is_bullet = _BULLET.fullmatch(piece.text.strip())
        yield replace(piece, text=sign) if is_bullet else piece

    return _each(change)


def _sized(part: float) -> Change:
    def change(piece: Piece, _: random.Random) -> Iterator[Piece]:
        x, right, y = piece.x * part, piece.right * part, piece.y * part
        yield replace(piece, x=x, right=right, y=y, size=piece.size * part)

    def changed(sheets: Sheets) -> Sheets:
        return tuple(
            replace(sheet, width=sheet.width * part, height=sheet.height * part)
            for sheet in _each(change)(sheets)
        )

    return changed


def _shuffled(sheets: Sheets) -> Sheets:
    rng = random.Random(7)  # noqa: S311 the same each time
    return tuple(
        replace(sheet, pieces=tuple(rng.sample(sheet.pieces, len(sheet.pieces))))
        for sheet in sheets
    )


CHANGES: dict[str, Change] = {
    "a piece for each word": _each(_words),
    "a piece for each letter": _each(_letters),
    "lines a little askew": _each(_askew),
    "no bold letters": _each(_light),
    "grades in capitals": _on_first_page(_each(_loud)),
    "pieces in any order": _shuffled,
    "four fifths of the size": _sized(0.8),
    "half as large again": _sized(1.5),
    **{f"{sign} for a bullet": _bullet(sign) for sign in "–o§➢⬛→»†"},
}


def moved_grades(by: float) -> Change:
    """Return the change that sets the grades of the first page higher or lower, in points."""

    def change(piece: Piece, _: random.Random) -> Iterator[Piece]:
        is_grade = piece.x > 250 and _GRADE.fullmatch(piece.text.strip())
        yield replace(piece, y=piece.y + by) if is_grade else piece

    return _on_first_page(_each(change))


def halved(sheets: Sheets) -> Sheets:
    """Return a report with a page break in the middle of each page as well."""
    parts: list[Sheet] = []
    for sheet in sheets:
        heights = sorted({round(piece.y) for piece in sheet.pieces})
        middle = heights[len(heights) // 2] + 2.0 if heights else 0.0
        upper = tuple(piece for piece in sheet.pieces if piece.y <= middle)
        lower = tuple(
            replace(piece, y=piece.y - middle + 120) for piece in sheet.pieces if piece.y > middle
        )
        for pieces in (upper, lower):
            parts.append(replace(sheet, number=len(parts) + 1, pieces=pieces))
    return tuple(parts)
