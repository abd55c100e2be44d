"""A file's tables in parts that have headings of their own, and which parts are the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.importing.grid import WHAT, Head, Line, filled, head_at, heads_of, lines_of, words
from actionplans.importing.headings import key
from actionplans.importing.kinds import FRONT, is_front, other_kind
from actionplans.importing.tables import Document, Table
from actionplans.importing.transposed import Form, form_of, labels_again

UNALIKE = "Its headings are not those of the plan"
NO_PLAN = "Its headings are not those of an action plan"
NOT_CHOSEN = "You said that this table is not the plan"


@dataclass(frozen=True)
class Part:
    """Rows of one table under one set of headings, those above them included."""

    table: int
    source: Table
    lines: tuple[Line, ...]  # of the whole table
    start: int  # this part's, by place in the table
    end: int
    head: Head | None = None
    form: Form | None = None  # where the headings stand beside the words, not above
    why: str = ""  # it is not the plan
    goes_on: bool = False  # the part before, whose headings count here too

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings, by column; empty where it has none."""
        if self.form:
            return self.form.headings
        return self.head.headings if self.head else ()

    @property
    def width(self) -> int:
        """Return how many columns the table has."""
        return len(self.lines[0]) if self.lines else 0

    @property
    def is_plans(self) -> bool:
        """Return whether it has the headings of a plan, and not of another kind of list."""
        return not self.why and bool(self.form or (self.head and self.head.is_plans))


def parts_of(document: Document, mapping: Mapping[str, str]) -> list[Part]:
    """Return every part of every table, in the file's order."""
    again = labels_again(map(lines_of, document.tables))
    tables = enumerate(document.tables)
    return [part for index, table in tables for part in _parts(index, table, mapping, again)]


def _parts(
    index: int, table: Table, mapping: Mapping[str, str], again: frozenset[str]
) -> Iterator[Part]:
    lines = lines_of(table)
    whole = Part(index, table, lines, 0, len(lines))
    if is_front([words(line[0]) for line in lines if line]):
        yield replace(whole, why=FRONT)
        return
    form = form_of(lines, mapping, again, table.before[-1] if table.before else "")
    if form:
        yield replace(whole, form=form)
        return
    heads = heads_of(table, lines, mapping)
    if not heads:
        yield replace(whole, why=_kind_without_head(lines))
    starts = [0, *(head.first for head in heads[1:]), len(lines)]
    for i, head in enumerate(heads):
        why = other_kind(head.headings)
        yield replace(whole, start=starts[i], end=starts[i + 1], head=head, why=why)


def _kind_without_head(lines: Sequence[Line]) -> str:
    first = next((line for line in lines if len(filled(line)) > 1), ())
    return other_kind([words(cell) for cell in first])


def chosen(
    parts: Sequence[Part], tables: Sequence[int] | None, mapping: Mapping[str, str]
) -> list[Part]:
    """Return the parts, each that is not the plan with its `why`.

    `tables` are those a person named; without them, the parts with a plan's headings that
    are like the biggest one's or plainly a plan's too, and what goes on without headings.
    """
    if tables is not None:
        return _named(parts, tables, mapping)
    plans = [part for part in parts if part.is_plans]
    if not plans:
        return _likeliest(parts, mapping)
    main = max(plans, key=lambda part: (part.end - part.start) * _weight(part))
    found: list[Part] = []
    for part in parts:
        found.append(_judged(part, main, found[-1] if found else None))
    return found


def _weight(part: Part) -> int:
    return len(part.head.fields) if part.head else 3


def _judged(part: Part, main: Part, before: Part | None) -> Part:
    if part.why:
        return part
    if part.form or (part.is_plans and _is_alike(part, main)):
        return part
    if before and not before.why and _may_go_on(part, before):
        return replace(part, head=None, goes_on=True)
    if part.is_plans:
        return part if _weight(part) >= 4 else replace(part, why=UNALIKE)
    return replace(part, why=NO_PLAN)


def _may_go_on(part: Part, before: Part) -> bool:
    """Return whether a table is the rest of the one before: as wide, and no headings its own.

    Words of an action can read like headings. They are not, unless they are marked as such, or
    stand below words of their own and plainly say what is done. Nothing goes on below a form:
    its headings stand in none of the columns.
    """
    if part.start or before.form or part.width != before.width:
        return False
    if part.head is None or not part.is_plans:
        return True
    marked = part.source.rows[part.head.first].is_header
    return not (marked or (part.source.before and part.head.fields & WHAT))


def _is_alike(part: Part, main: Part) -> bool:
    keys, those = ({key(h) for h in p.headings if h} for p in (part, main))
    if len(keys & those) * 2 >= len(keys | those):
        return True
    fields = part.head.fields if part.head else frozenset()
    others = main.head.fields if main.head else frozenset()
    return len(fields & others) * 5 >= len(fields | others) * 3


def _named(parts: Sequence[Part], tables: Sequence[int], mapping: Mapping[str, str]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        if part.table not in tables:
            found.append(replace(part, why=part.why or NOT_CHOSEN))
        elif part.is_plans or part.start:
            found.append(part)
        else:
            before = found[-1] if found and not found[-1].why else None
            found.append(_taken(part, before, mapping))
    return found


def _taken(part: Part, before: Part | None, mapping: Mapping[str, str]) -> Part:
    """Return a part without a plan's headings as one of the plan, because a person says so."""
    if part.head:
        return replace(part, why="")
    if before and not before.form and before.width == part.width:
        return replace(part, why="", goes_on=True)
    return replace(part, why="", head=_first_row(part, mapping))


def _first_row(part: Part, mapping: Mapping[str, str]) -> Head | None:
    """Return the first row as headings where it reads like some: short words, no date."""
    at = next((i for i, line in enumerate(part.lines) if len(filled(line)) > 1), None)
    if at is None:
        return None
    cells = [part.lines[at][i] for i in filled(part.lines[at])]
    marked = part.source.rows[at].is_header or all(cell.is_bold for cell in cells)
    short = all(len(words(cell)) <= 40 and not cell.day for cell in cells)
    named = part.why or any(key(words(cell)) in mapping for cell in cells)
    return head_at(part.lines, at, mapping) if short and (marked or named) else None


def _likeliest(parts: Sequence[Part], mapping: Mapping[str, str]) -> list[Part]:
    """Return the parts where none is plainly the plan: the one that holds most of the file is.

    It needs three columns, or to be the file's only table.
    """
    may = [part for part in parts if not part.why and part.width > 1]
    sizes = [sum(len(filled(line)) for line in part.lines[part.start : part.end]) for part in may]
    best = max(zip(sizes, may, strict=True), key=lambda pair: pair[0], default=(0, None))
    is_it = len(parts) == 1 or (best[1] and best[1].width > 2 and best[0] * 2 > sum(sizes))
    return [
        _taken(part, None, mapping)
        if is_it and part is best[1]
        else replace(part, why=part.why or NO_PLAN)
        for part in parts
    ]
