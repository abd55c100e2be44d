"""Where a file has its plan: which tables, which columns, which rows, and what is none of it.

Every row of every table comes back once, in `rows` or in `skipped`, with all its words; only
the lines of a form (`transposed.py`) make one row together, numbered as the first of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from actionplans.importing import lines as kinds
from actionplans.importing.above import bands_above, bands_in, title_of
from actionplans.importing.grid import Line, filled, words
from actionplans.importing.headings import columns, key
from actionplans.importing.parts import Part, chosen, parts_of
from actionplans.importing.plain import changed
from actionplans.importing.sideways import joined
from actionplans.importing.tables import Cell, Document, Problem
from actionplans.importing.transposed import Form
from actionplans.importing.understood import Column, Corrections, Field, Skipped, SourceRow

ABOVE = "It stands above the headings"
HEADINGS = "The headings"
ABOVE_A_TABLE = "These words above {} are not part of the plan: “{}”"
NO_FORM = "It has no heading beside its words, as the lines around it have"
LEFT_OUT = "You left it out"
NO_TABLE = (
    "We could not find a table with the headings of an action plan. "
    "Choose the table that is the plan, and say what its columns are."
)


@dataclass(frozen=True)
class Shape:
    """A file's plan, before its cells are read. `columns[i].index` is i."""

    columns: tuple[Column, ...] = ()
    rows: tuple[SourceRow, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    tables: tuple[int, ...] = ()  # those taken for the plan
    title: str = ""  # as the file has it above its table
    above: tuple[Problem, ...] = ()  # paragraphs above its tables that are in none of its rows


def find(
    document: Document, mapping: Mapping[str, str], corrections: Corrections | None = None
) -> Shape:
    """Return the plan of a file: its tables joined under one set of columns.

    `mapping` is what the council remembers of headings (`headings.key` to field).
    """
    corrections = corrections or Corrections()
    parts = joined(parts_of(document, mapping), document.kind, mapping)
    parts = chosen(parts, corrections.tables, mapping)
    frame = _Frame.of(parts, mapping)
    entries = _corrected([*_entries(parts, frame, document.kind)], corrections)
    rows = _with_remarks(entries)
    found, rows = _columns(frame, rows, mapping, corrections)
    return Shape(
        columns=found,
        rows=tuple(rows),
        skipped=tuple(entry.skipped for entry in entries if entry.why),
        problems=_problems(parts, entries),
        tables=tuple(dict.fromkeys(part.table for part in parts if not part.why)),
        title=title_of(parts),
        above=tuple(_above(parts, entries)),
    )


# Columns


@dataclass(frozen=True)
class _Frame:
    """The columns of all parts together, and where each part's own columns stand among them."""

    headings: tuple[str, ...]
    places: Mapping[int, tuple[int, ...]]  # by the part's place in the list

    @classmethod
    def of(cls, parts: Sequence[Part], mapping: Mapping[str, str]) -> "_Frame":
        frame: dict[_Name, str] = {}
        places: dict[int, tuple[int, ...]] = {}
        last: tuple[_Name, ...] = ()
        for i, part in enumerate(parts):
            if part.why:
                continue
            if not part.goes_on:
                last = _as_known(_names(part), part, frame, mapping)
                for name, heading in zip(last, _padded(part), strict=True):
                    frame.setdefault(name, heading)
            order = list(frame)
            places[i] = tuple(order.index(name) for name in last)
        return cls(tuple(frame.values()), places)


_Name = tuple[str, int]  # a heading's key, and which of that key it is


def _padded(part: Part) -> tuple[str, ...]:
    width = len(part.headings) if part.form else part.width
    return part.headings + ("",) * (width - len(part.headings))


def _names(part: Part) -> tuple[_Name, ...]:
    """Return what a part's columns are known by; one without a heading by its place."""
    seen: dict[str, int] = {}
    found = []
    for place, heading in enumerate(_padded(part)):
        name = key(heading)
        seen[name] = seen.get(name, -1) + 1
        found.append((name, seen[name] if name else place))
    return tuple(found)


def _as_known(
    names: tuple[_Name, ...], part: Part, frame: Mapping[_Name, str], mapping: Mapping[str, str]
) -> tuple[_Name, ...]:
    """Return the names, a new one as that column of the tables before that is the same field."""
    found = list(names)
    known = columns(tuple(frame.values()), (), mapping)
    free = {
        column.field: name
        for column, name in reversed(list(zip(known, frame, strict=True)))
        if column.field != Field.OTHER and name not in names
    }
    for place, column in enumerate(columns(_padded(part), (), mapping)):
        if names[place] not in frame and column.field in free:
            found[place] = free.pop(column.field)
    return tuple(found)


def _columns(
    frame: _Frame, rows: list[SourceRow], mapping: Mapping[str, str], corrections: Corrections
) -> tuple[tuple[Column, ...], list[SourceRow]]:
    """Return the columns that hold something or have a heading, and the rows in them."""
    width = max([len(frame.headings), *(len(row.cells) for row in rows)])
    headings = frame.headings + ("",) * (width - len(frame.headings))
    kept = [i for i in range(width) if headings[i] or _holds(rows, i)]
    rows = [changed(row, cells=_taken(row.cells, kept)) for row in rows]
    shown, cells = [headings[i] for i in kept], [row.cells for row in rows]
    return columns(shown, cells, mapping, corrections.columns), rows


def _holds(rows: Sequence[SourceRow], i: int) -> bool:
    cells = [row.cells[i] for row in rows if i < len(row.cells)]
    return any(cell.text.strip() for cell in cells) or len({c.colour for c in cells}) > 1


def _taken(cells: Line, kept: Sequence[int]) -> Line:
    return tuple(cells[i] if i < len(cells) else Cell() for i in kept)


# Rows


@dataclass(frozen=True)
class _Entry:
    """A row of the file as a row of the plan, and why it is none, "" where it is one."""

    row: SourceRow
    line: Line
    why: str = ""
    doubt: str = ""

    @property
    def skipped(self) -> Skipped:
        text = " | ".join(self.line[i].text or words(self.line[i]) for i in filled(self.line))
        return Skipped(self.row.table, self.row.number, self.why, text)


def _entries(parts: Sequence[Part], frame: _Frame, kind: str) -> Iterator[_Entry]:
    above = bands_above(parts, kind)
    bands = kinds.Bands()
    last: Line = ()
    for i, part in enumerate(parts):
        if part.why:
            yield from (_entry(part, at, why=part.why) for at in range(part.start, part.end))
            continue
        if i in above:
            bands = kinds.Bands(above[i])
        placed = partial(_placed, frame=frame, i=i)
        form = part.form
        made = _of_form(part, form, placed, bands) if form else _of_part(part, placed, bands)
        for entry in made:
            if entry.why:
                yield entry
                continue
            bands.row()
            cut = bool(last) and kinds.continues(entry.row.cells, last)
            last = entry.row.cells
            yield changed(entry, row=changed(entry.row, continues=cut))


def _placed(line: Sequence[Cell], frame: _Frame, i: int) -> Line:
    """Return a part's line with each cell under the column of all parts that it belongs to."""
    cells = [Cell()] * len(frame.headings)
    for place, cell in zip(frame.places[i], line, strict=True):
        cells[place] = cell
    return tuple(cells)


def _entry(part: Part, at: int, cells: Line | None = None, why: str = "", band: str = "") -> _Entry:
    line = part.lines[at]
    number = part.source.rows[at].number
    return _Entry(SourceRow(part.table, number, line if cells is None else cells, band), line, why)


_Placed = Callable[[Sequence[Cell]], Line]


def _of_form(part: Part, form: Form, placed: _Placed, bands: kinds.Bands) -> Iterator[_Entry]:
    records = {record.place: record for record in form.records}
    for at in range(part.start, part.end):
        if at in records:
            band = records[at].band or bands.text
            yield _entry(part, at, placed(records[at].cells), band=band)
        elif at in form.left:
            yield _entry(part, at, why=_why_left(part.lines[at]))


def _why_left(line: Line) -> str:
    if len(filled(line)) > 1:
        return NO_FORM
    return kinds.BAND if filled(line) else kinds.EMPTY


def _of_part(part: Part, placed: _Placed, bands: kinds.Bands) -> Iterator[_Entry]:
    first = part.head.last + 1 if part.head else part.start
    for line in bands_in(part):
        bands.put(words(line[filled(line)[0]]), kinds.style(line))
    for at in range(part.start, first):
        is_head = part.head is not None and at >= part.head.first
        yield _entry(part, at, why=HEADINGS if is_head else ABOVE)
    below = range(first, part.end)
    ends = part.end == len(part.lines)
    verdicts = kinds.sorted_out([part.lines[at] for at in below], part.headings, ends)
    for at, verdict in zip(below, verdicts, strict=True):
        if verdict.band:
            bands.put(verdict.band, verdict.style)
        entry = _entry(part, at, placed(part.lines[at]), verdict.why, bands.text)
        yield changed(entry, doubt=verdict.doubt)


def _corrected(entries: list[_Entry], corrections: Corrections) -> list[_Entry]:
    return [_as_person_says(entry, corrections) for entry in entries]


def _as_person_says(entry: _Entry, corrections: Corrections) -> _Entry:
    row = (entry.row.table, entry.row.number)
    if row in corrections.left_out and not entry.why:
        return changed(entry, why=LEFT_OUT)
    if row in corrections.taken_in and entry.why:
        return changed(entry, why="")
    return entry


def _with_remarks(entries: Sequence[_Entry]) -> list[SourceRow]:
    """Return the rows of the plan, each with the words across the table below it."""
    rows: list[SourceRow] = []
    for entry in entries:
        if not entry.why:
            rows.append(entry.row)
        elif entry.why == kinds.REMARK and rows and rows[-1].table == entry.row.table:
            rows[-1] = changed(rows[-1], below=(*rows[-1].below, entry.skipped.text))
    return rows


# Doubts


def _problems(parts: Sequence[Part], entries: Sequence[_Entry]) -> tuple[Problem, ...]:
    found = (
        []
        if any(part.is_plans and not part.why for part in parts)
        else [Problem(None, "", NO_TABLE)]
    )
    lone = [
        Problem(entry.row.number, "", entry.doubt, entry.row.table)
        for entry in entries
        if entry.doubt and entry.why in ("", kinds.REMARK, kinds.BAND)
    ]
    return (*found, *lone)


def _above(parts: Sequence[Part], entries: Sequence[_Entry]) -> Iterator[Problem]:
    """Yield the paragraphs above each table that are neither the plan's title nor a theme."""
    there = {
        title_of(parts),
        *(line for e in entries if not e.why for line in e.row.band.split("\n")),
    }
    for part in parts:
        left = () if part.start else [" ".join(p.split()) for p in part.source.before]
        left = [text for text in left if text and text not in there]
        if left:
            said = ABOVE_A_TABLE.format(part.source.name, " ".join(left))
            yield Problem(None, "", said, part.table)
