"""Plans too wide for a page: their columns go on in a second table, with the same numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.importing.grid import Line, filled, head_of, words
from actionplans.importing.headings import key
from actionplans.importing.parts import Part
from actionplans.importing.tables import Cell

SIDEWAYS = "The further columns of the rows above with the same numbers"
LONGEST_NUMBER = 12


@dataclass(frozen=True)
class _Columns:
    """The columns of a table but its first, by what stands in that."""

    headings: tuple[str, ...]
    cells: Mapping[str, Line]


def joined(parts: Sequence[Part], kind: str, mapping: Mapping[str, str]) -> list[Part]:
    """Return the parts, each that only goes on with others' columns put beside them.

    It has the first heading of theirs, no other, and their numbers. A sheet has room for all
    its columns, so that only tables on pages go on.
    """
    found = list(parts)
    if kind not in ("docx", "pasted"):
        return found
    for at, part in enumerate(parts):
        owners = [i for i, other in enumerate(found[:at]) if _may_own(other, part)]
        more = (
            _columns_of(part, {n for i in owners for n in _numbers(found[i])}) if owners else None
        )
        if more:
            found[at] = replace(part, why=SIDEWAYS)
            for i in owners:
                found[i] = _widened(found[i], more, mapping)
    return found


def _heading_row(part: Part) -> int | None:
    """Return where the first row with words stands, which has the headings if any has."""
    if part.form or part.start or part.end != len(part.lines):
        return None
    return next((at for at, line in enumerate(part.lines) if filled(line)), None)


def _may_own(part: Part, other: Part) -> bool:
    """Return whether a part has headings of which the other's first row has the first, alone."""
    at = _heading_row(other)
    if at is None or not part.head or part.why == SIDEWAYS or part.table == other.table:
        return False
    those = [key(words(cell)) for cell in other.lines[at]]
    mine = [key(heading) for heading in part.headings]
    same = bool(those[0]) and those[0] == mine[0]
    return (
        same and len([name for name in those[1:] if name]) > 0 and not {*those[1:]} & {*mine} - {""}
    )


def _numbers(part: Part) -> Iterator[str]:
    first = part.head.last + 1 if part.head else part.start
    for line in part.lines[first : part.end]:
        if text := words(line[0]):
            yield text


def _columns_of(part: Part, known: set[str]) -> _Columns | None:
    """Return the columns of a part whose numbers are all known; None where one is not."""
    at = _heading_row(part)
    cells: dict[str, Line] = {}
    last = ""
    for line in part.lines[(at or 0) + 1 :]:
        number = words(line[0])
        if not filled(line) or (number and (number in cells or number not in known)):
            return None
        if not number and not last:
            return None
        cells[number or last] = line[1:] if number else _below(cells[last], line[1:])
        last = number or last
    if at is None or not cells or any(len(number) > LONGEST_NUMBER for number in cells):
        return None
    return _Columns(tuple(words(cell) for cell in part.lines[at][1:]), cells)


def _below(above: Line, line: Sequence[Cell]) -> Line:
    pairs = zip(above, line, strict=True)
    return tuple(replace(a, paragraphs=(*a.paragraphs, *b.paragraphs)) for a, b in pairs)


def _widened(part: Part, more: _Columns, mapping: Mapping[str, str]) -> Part:
    first = part.head.last + 1 if part.head else part.start
    below = range(first, part.end)
    blank = (Cell(),) * len(more.headings)
    left = dict(more.cells)
    lines = []
    for at, line in enumerate(part.lines):
        own = left.pop(words(line[0]), blank) if at in below else blank
        lines.append((*_across(line, len(blank)), *own))
    headings = (*part.headings, *("",) * (part.width - len(part.headings)), *more.headings)
    head = part.head and head_of(part.head.first, part.head.last, headings, mapping)
    return replace(part, lines=tuple(lines), head=head)


def _across(line: Line, more: int) -> Line:
    """Return a line whose one cell, if it is merged over most columns, is so over more of them."""
    return tuple(
        replace(cell, spans=cell.spans + more) if cell.spans * 2 > len(line) > 1 else cell
        for cell in line
    )
