"""Tables with every cell in its column, and where their headings stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actionplans.importing.contents import is_number
from actionplans.importing.headings import UNDER, columns, field_of, key
from actionplans.importing.kinds import other_kind
from actionplans.importing.tables import Cell, Row, Table
from actionplans.importing.understood import Field

Line = tuple[Cell, ...]  # a row with one cell a column
LOOKED_AT = 40  # rows in which the headings are looked for
LONGEST_HEADING = 250  # with notes to who fills the column in
LONGEST_UNDER = 60  # of one that stands below another
LONGEST_OF_TWO = 40  # where there are only two: a label and its words are no headings
MUCH = 1.0  # by which a row lower down has to read more like headings than one above it
WHAT = frozenset({Field.ACTION, Field.RECOMMENDATION, Field.MILESTONES})
WHO_WHEN = frozenset({Field.LEADS, Field.TIMESCALE})


def spread(row: Row) -> Line:
    """Return the row with one cell a column: a merged cell in its first, the others empty."""
    line: list[Cell] = []
    for cell in row.cells:
        rest = Cell(of_above=cell.of_above)
        line += [cell, *[rest] * (max(cell.spans, 1) - 1)]
    return tuple(line)


def lines_of(table: Table) -> tuple[Line, ...]:
    """Return the table's rows spread, all of one length."""
    lines = [spread(row) for row in table.rows]
    width = max(map(len, lines), default=0)
    return tuple(line + (Cell(),) * (width - len(line)) for line in lines)


def filled(line: Line) -> list[int]:
    """Return the columns in which the line has words, or a date."""
    return [i for i, cell in enumerate(line) if cell.text.strip() or cell.day]


def words(cell: Cell) -> str:
    """Return a cell's words on one line; of a date without words the date."""
    return " ".join(cell.text.split()) or (cell.day.isoformat() if cell.day else "")


@dataclass(frozen=True)
class Head:
    """The rows (by place, `last` included) that hold a table's headings, and the headings."""

    first: int
    last: int
    headings: tuple[str, ...]
    fields: frozenset[Field]  # those the headings plainly say
    taken: frozenset[Field]  # those and what the others may be

    @property
    def is_plans(self) -> bool:
        """Return whether these are headings of a plan: what is done, and who or when or how."""
        said = [heading for heading in self.headings if heading]
        if len(said) == 2 and max(map(len, said)) > LONGEST_OF_TWO:
            return False
        if self.fields & WHAT:
            return len(self.fields) >= 2
        return bool(self.taken & WHAT) and self.taken >= WHO_WHEN


def heads_of(table: Table, lines: Sequence[Line], mapping: Mapping[str, str]) -> list[Head]:
    """Return where the table's headings stand: the best place, and each later set of others.

    Empty where no row reads like headings, nor two by their merged cells.
    """
    best: tuple[float, int] | None = None
    for at, line in enumerate(lines[:LOOKED_AT]):
        score = _score(line, _texts(lines, at), mapping, table.rows[at].is_header)
        if score and (best is None or score > best[0] + MUCH):
            best = score, at
    if best is None:
        at = next((at for at, line in enumerate(lines[:LOOKED_AT]) if len(filled(line)) > 1), 0)
        if not _are_two(lines, at):
            return []
        best = 0, at
    heads = [_head(lines, best[1], mapping)]
    for at in range(heads[0].last + 1, len(lines)):
        if at > heads[-1].last and _is_plainly(lines[at], lines[at - 1], mapping):
            found = _head(lines, at, mapping)
            if _keys(found) != _keys(heads[-1]):
                heads.append(found)
    return heads


def head_at(lines: Sequence[Line], at: int, mapping: Mapping[str, str]) -> Head:
    """Return the row at this place as headings, whatever it says."""
    return _head(lines, at, mapping)


def _keys(head: Head) -> list[str]:
    return [key(heading) for heading in head.headings]


def _texts(lines: Sequence[Line], at: int) -> list[str]:
    """Return the words of a row that may be headings, with those in the row below it."""
    if _are_two(lines, at):
        return [text for text in _headings(lines[at : at + 2]) if text]
    return [words(lines[at][i]) for i in filled(lines[at])]


def _score(line: Line, texts: Sequence[str], mapping: Mapping[str, str], is_marked: bool) -> float:
    """Return how much a row of these texts reads like headings: 0 where it does not."""
    if len(texts) < 2 or max(map(len, texts)) > LONGEST_HEADING:
        return 0
    if any(is_number(text) for text in texts) and not is_marked:
        return 0
    said = [field_of(text, mapping) for text in texts]
    known = [field for field, sure in said if sure or field != Field.OTHER]
    fields = set(known) - {Field.OTHER}
    if len(fields) < 2 or len(known) * 2 < len(said):
        return 0
    sure = {field for field, is_sure in said if is_sure} - {Field.OTHER}
    if len(sure) < 2 and not fields & WHAT:
        return 0
    shortness = 1 if sum(map(len, texts)) <= 45 * len(texts) else 0
    dates = sum(key(text) == "a date" for text in texts) + sum(bool(cell.day) for cell in line)
    shortness -= dates + sum(text.endswith(".") and len(text) > 12 for text in texts)
    return len(sure) + len(fields) / 2 + shortness + is_marked - (len(said) - len(known)) / 2


def _is_plainly(line: Line, above: Line, mapping: Mapping[str, str]) -> bool:
    """Return whether a row further down can only be headings, of this table or another.

    It stands below an empty row or a title, or is bold.
    """
    texts = [words(line[i]) for i in filled(line)]
    if len(texts) < 2 or max(map(len, texts)) > 60 or any(cell.day for cell in line):
        return False
    if len(filled(above)) > 1 and not all(line[i].is_bold for i in filled(line)):
        return False
    if len(filled(above)) <= 1 and other_kind(texts):
        return True
    said = [field_of(text, mapping) for text in texts[:3]]
    if len(texts) < 3 or not all(sure for _, sure in said):
        return False
    said = [field_of(text, mapping) for text in texts]
    return all(sure for _, sure in said) and len({field for field, _ in said}) >= 3


def _head(lines: Sequence[Line], at: int, mapping: Mapping[str, str]) -> Head:
    first = at - 1 if at and _groups(lines[at - 1], lines[at]) else at
    last = at + 1 if _are_two(lines, at) or _is_over(lines, at) else at
    return head_of(first, last, _headings(lines[first : last + 1]), mapping)


def head_of(first: int, last: int, headings: Sequence[str], mapping: Mapping[str, str]) -> Head:
    """Return the rows from `first` to `last` as these headings."""
    found = columns(headings, (), mapping)
    taken = frozenset(column.field for column in found) - {Field.OTHER}
    sure = frozenset(column.field for column in found if column.sure) - {Field.OTHER}
    return Head(first, last, tuple(headings), sure, taken)


def _is_over(lines: Sequence[Line], at: int) -> bool:
    return at + 1 < len(lines) and _groups(lines[at], lines[at + 1])


def _are_two(lines: Sequence[Line], at: int) -> bool:
    """Return whether headings stand in two rows, by their merged cells alone.

    Each cell of the upper row is merged across, over cells of the lower row that part it, or
    nothing of its own stands below it.
    """
    if at + 1 >= len(lines):
        return False
    top, bottom = lines[at], lines[at + 1]
    if any(cell.day for cell in (*top, *bottom)):
        return False
    groups = alone = 0
    place = 0
    while place < len(top):
        end = place + max(top[place].spans, 1)
        below = bottom[place:end]
        if not filled(below):
            alone += bool(top[place].text.strip())
        elif end - place > 1 and len(filled(below)) > 1 and top[place].text.strip():
            groups += 1
        else:
            return False
        place = end
    lower = max((len(words(bottom[i])) for i in filled(bottom)), default=0)
    upper = max((len(words(top[i])) for i in filled(top)), default=0)
    return bool(groups) and alone > 0 and lower <= LONGEST_UNDER and upper <= LONGEST_HEADING


def _groups(top: Line, bottom: Line) -> bool:
    """Return whether a heading of the upper row stands over several of the lower."""
    under: set[int] = set()
    for i, cell in enumerate(top):
        if 1 < cell.spans < len(top) and cell.text.strip():
            below = [j for j in filled(bottom) if i <= j < i + cell.spans]
            under.update(below if len(below) > 1 else ())
    alone = [i for i in filled(bottom) if i not in under]
    short = all(len(words(bottom[i])) <= 40 and not bottom[i].day for i in filled(bottom))
    return bool(under) and short and not any(words(top[i]) for i in alone)


def _headings(rows: Sequence[Line]) -> tuple[str, ...]:
    parts: list[list[str]] = [[] for _ in rows[0]]
    for line in rows:
        reach, over = 0, ""
        for i, cell in enumerate(line):
            if cell.text.strip():
                reach, over = i + max(cell.spans, 1), words(cell)
            text = over if i < reach else ""
            if text:
                parts[i].append(text)
    return tuple(UNDER.join(map(_unhyphenated, texts)) for texts in parts)


_HYPHEN = re.compile(r"(?<=[a-z])- (?=[a-z])")


def _unhyphenated(heading: str) -> str:
    """Return a heading whole that a narrow column breaks in mid-word ("Recommen-" "dation")."""
    whole, kept = _HYPHEN.sub("", heading), _HYPHEN.sub("-", heading)
    return whole if field_of(whole, {})[1] and not field_of(kept, {})[1] else kept
