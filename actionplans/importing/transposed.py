"""Plans laid out as a form for each action: the heading beside its words, not above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.importing.grid import WHAT, Line, filled, words
from actionplans.importing.headings import field_of, key
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field


@dataclass(frozen=True)
class Record:
    """One action's form: the place of its first line, its cells by heading, what stands over it."""

    place: int
    cells: tuple[Cell, ...]
    band: str = ""


@dataclass(frozen=True)
class Form:
    """The headings that stand beside their words, the forms, and the lines that are in none."""

    headings: tuple[str, ...]
    records: tuple[Record, ...]
    left: tuple[int, ...]


def form_of(lines: Sequence[Line], mapping: Mapping[str, str]) -> Form | None:
    """Return the table as forms, None where its headings stand above the words.

    Each line of a form has one or two headings, each with its words beside it; at least
    three headings are different fields, and one says what is done.
    """
    starts = [line for line in lines if filled(line)]
    if not starts or any(len(filled(line)) > 4 for line in starts):
        return None
    if all(_is_heading(cell, mapping) for cell in starts[0] if cell.text.strip()):
        return None
    pairs = [_pairs(line, mapping) for line in lines]
    labels = [words(label) for found in pairs for label, _ in found]
    fields = {field_of(label, mapping)[0] for label in labels} - {Field.OTHER}
    if len(fields) < 3 or not fields & WHAT or sum(map(bool, pairs)) * 4 < len(starts) * 3:
        return None
    return _form(pairs, lines)


def _is_heading(cell: Cell, mapping: Mapping[str, str]) -> bool:
    return len(words(cell)) <= 60 and field_of(words(cell), mapping)[1]


def _pairs(line: Line, mapping: Mapping[str, str]) -> list[tuple[Cell, Cell]]:
    """Return each heading of a line with the cell beside it; none where one is not plain."""
    at = filled(line)
    if not at or at[0] != 0 or line[0].spans >= len(line):
        return []
    places = [at[0], *at[2:3]]
    if not all(_is_heading(line[i], mapping) for i in places):
        return []
    return [(line[i], _beside(line, i)) for i in places]


def _beside(line: Line, label: int) -> Cell:
    place = label + max(line[label].spans, 1)
    return line[place] if place < len(line) else Cell()


def _form(pairs: Sequence[list[tuple[Cell, Cell]]], lines: Sequence[Line]) -> Form:
    headings: dict[str, str] = {}
    for found in pairs:
        for label, _ in found:
            headings.setdefault(key(words(label)), words(label))
    records, left = _records(pairs, lines)
    made = tuple(
        Record(place, tuple(cells.get(name, Cell()) for name in headings), band)
        for place, cells, band in records
    )
    return Form(tuple(headings.values()), made, left)


_Found = tuple[int, dict[str, Cell], str]


def _records(
    pairs: Sequence[list[tuple[Cell, Cell]]], lines: Sequence[Line]
) -> tuple[list[_Found], tuple[int, ...]]:
    records: list[_Found] = []
    left: list[int] = []
    band, last = "", ""
    for place, (line, found) in enumerate(zip(lines, pairs, strict=True)):
        if found and (not records or left[-1:] == [place - 1] or _again(found, records[-1][1])):
            records.append((place, {}, band))
        for label, cell in found:
            last = key(words(label))
            records[-1][1][last] = cell
        if not found and last and filled(line) and filled(line)[0] > 0 and left[-1:] != [place - 1]:
            records[-1][1][last] = _longer(records[-1][1][last], line)
        elif not found:
            left.append(place)
            band = words(line[filled(line)[0]]) if len(filled(line)) == 1 else band
    return records, tuple(left)


def _again(found: list[tuple[Cell, Cell]], cells: Mapping[str, Cell]) -> bool:
    return any(key(words(label)) in cells for label, _ in found)


def _longer(cell: Cell, line: Line) -> Cell:
    more = tuple(p for i in filled(line) for p in line[i].paragraphs)
    return replace(cell, paragraphs=cell.paragraphs + more)
