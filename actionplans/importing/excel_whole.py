"""Texts longer than a cell can hold, which an export of ours has on a sheet of their own.

The cell itself has their beginning. Where that still stands as it was written, the whole text is
read in its place; where somebody changed it, what they wrote is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from actionplans.importing.tables import Cell, Row
from actionplans.told import SHORTENED, SHORTENED_IN

_MARK = re.compile(re.escape(SHORTENED).replace(r"\{number\}", r"(\d{1,6})") + r"\Z")
Whole = Mapping[int, tuple[str, ...]]  # the paragraphs of each text, by its number


def texts_of(rows: Iterable[Row]) -> dict[int, tuple[str, ...]]:
    """Return the texts of the sheet that has them whole: number, how a part is joined, and part."""
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        number, joined, part = (*row.cells, Cell(), Cell(), Cell())[:3]
        if number.text.isdecimal():
            key = int(number.text)
            found[key] = _joined(found.get(key, ()), joined.text, part.paragraphs)
    return found


def _joined(above: tuple[str, ...], how: str, part: tuple[str, ...]) -> tuple[str, ...]:
    if not above or not part or how not in SHORTENED_IN:
        return above + part
    return (*above[:-1], f"{above[-1]}{SHORTENED_IN[how]}{part[0]}", *part[1:])


def restored(rows: Iterable[Row], whole: Whole) -> tuple[Row, ...]:
    """Return the rows with each shortened cell whole again."""
    return tuple(
        replace(row, cells=tuple(_restored(cell, whole) for cell in row.cells)) for row in rows
    )


def _restored(cell: Cell, whole: Whole) -> Cell:
    mark = _MARK.search(cell.paragraphs[-1]) if cell.paragraphs else None
    if mark is None:
        return cell
    text = whole.get(int(mark[1]), ())
    begins = cell.text[: -len(mark.group())].rstrip()
    if not "\n".join(text).startswith(begins):
        return cell
    return replace(cell, paragraphs=text)
