"""Plans laid out as a form for each action: the heading beside its words, not above them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.importing.cards import Pair, in_title, numbered, of_title
from actionplans.importing.grid import WHAT, Line, filled, words
from actionplans.importing.headings import field_of, key
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field

LONGEST = 60  # letters of a heading beside its words


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


def labels_again(tables: Iterable[Sequence[Line]]) -> frozenset[str]:
    """Return what stands down the left of more tables than one, as `headings.key` has it."""
    labels = [{key(words(line[0])) for line in lines if line} for lines in tables]
    counted = Counter(label for found in labels for label in found if label)
    return frozenset(label for label, number in counted.items() if number > 1)


def form_of(
    lines: Sequence[Line],
    mapping: Mapping[str, str],
    again: frozenset[str] = frozenset(),
    above: str = "",
) -> Form | None:
    """Return the table as forms, None where its headings stand above the words.

    `above` is the paragraph just above it, which may have an action's number. Each line of a
    form has one or two headings, each with its words beside it; at least three headings are
    different fields, and one says what is done. Where the same labels stand down the left of
    other tables too (`again`), half of them may be anything, and one text beside one of them
    may read like a heading.
    """
    starts = [line for line in lines if len(filled(line)) > 1]
    if not starts or any(len(filled(line)) > 4 for line in lines):
        return None
    repeats = _repeats(lines, again)
    first = [] if repeats else starts[:1]
    full = [*first, *(line for line in starts if len(filled(line)) > 2)]
    if any(_is_head(line, mapping) for line in full):
        return None
    pairs = numbered([_pairs(line) or of_title(line, mapping) for line in lines], mapping)
    if pairs and not any(of_title(line, mapping) for line in lines):
        pairs[0] = [*_unsaid(in_title(above, mapping), pairs), *pairs[0]]
    labels = [label for found in pairs for label, _ in found]
    fields = _fields(labels, mapping)
    plain = [label for label in labels if field_of(words(label), mapping)[1]]
    enough = len(plain) * 2 >= len(labels) if repeats else len(plain) * 4 >= len(labels) * 3
    if len(fields) < 3 or not fields & WHAT or not enough:
        return None
    return _form(pairs, lines)


def _unsaid(title: list[Pair], pairs: Sequence[list[Pair]]) -> list[Pair]:
    """Return what a title says under a heading that no line of the form has."""
    said = {key(words(label)) for found in pairs for label, _ in found}
    return [(label, cell) for label, cell in title if key(words(label)) not in said]


def _repeats(lines: Sequence[Line], again: frozenset[str]) -> bool:
    labels = [key(words(line[0])) for line in lines if words(line[0])]
    return len(labels) > 2 and sum(label in again for label in labels) * 4 >= len(labels) * 3


def _is_head(line: Line, mapping: Mapping[str, str]) -> bool:
    return len(_fields([line[i] for i in filled(line)], mapping)) == len(filled(line))


def _fields(cells: Sequence[Cell], mapping: Mapping[str, str]) -> set[Field]:
    """Return the different fields that these cells plainly say as headings."""
    said = [field_of(words(cell), mapping) for cell in cells if len(words(cell)) <= LONGEST]
    return {field for field, sure in said if sure} - {Field.OTHER}


def _pairs(line: Line) -> list[Pair]:
    """Return each heading of a line with the cell beside it; none where a cell is left over."""
    at = filled(line)
    if not at or at[0] != 0 or line[0].spans >= len(line):
        return []
    pairs = [(i, i + max(line[i].spans, 1)) for i in (at[0], *at[2:3])]
    if not set(at) <= {place for pair in pairs for place in pair}:
        return []
    if any(len(words(line[i])) > LONGEST for i, _ in pairs):
        return []
    return [(line[i], line[j] if j < len(line) else Cell()) for i, j in pairs]


def _form(pairs: Sequence[list[Pair]], lines: Sequence[Line]) -> Form:
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
    pairs: Sequence[list[Pair]], lines: Sequence[Line]
) -> tuple[list[_Found], tuple[int, ...]]:
    """Return the forms: each begins with the heading that the one before began with."""
    records: list[_Found] = []
    left: list[int] = []
    band, last = "", ""
    for place, (line, found) in enumerate(zip(lines, pairs, strict=True)):
        is_after_title = left[-1:] == [place - 1]
        if found and (not records or is_after_title or _begins(found, records[-1][1])):
            records.append((place, {}, band))
        for label, cell in found:
            last = key(words(label))
            before = records[-1][1].get(last)
            records[-1][1][last] = _longer(before, (cell,)) if before else cell
        if found:
            continue
        if last and filled(line) and filled(line)[0] > 0 and not is_after_title:
            records[-1][1][last] = _longer(records[-1][1][last], line)
        else:
            left.append(place)
            band = words(line[filled(line)[0]]) if len(filled(line)) == 1 else band
    return records, tuple(left)


def _begins(found: list[Pair], cells: Mapping[str, Cell]) -> bool:
    return key(words(found[0][0])) == next(iter(cells))


def _longer(cell: Cell, more: Sequence[Cell]) -> Cell:
    added = tuple(paragraph for other in more for paragraph in other.paragraphs)
    return replace(cell, paragraphs=cell.paragraphs + added)
