"""Which rows of a file are one action: merged, repeated, left empty below it, or cut by a page.

A row as `shape` gives it stands alone; here each action gets its parts, one for each row that
says something of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actionplans.importing.paragraphs import begins_small, goes_on, is_unfinished, said
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Column, Field, SourceRow

NOTHING = Cell()
TOGETHER = (Field.LEADS, Field.RATING)  # fields of which several columns make one


class Columns:
    """The columns of a plan by the field each was taken for; the first of several is the field's.

    The second column of a field is one that fits no field, under its own heading; but several
    may name who leads, and of several ratings one is ticked.
    """

    def __init__(self, columns: Sequence[Column], *, is_ours: bool = False) -> None:
        self.is_ours = is_ours  # a file of this service: each step has a row of its own
        self.of: dict[Field, int] = {}
        for column in sorted(columns, key=lambda column: not column.sure):
            if column.field != Field.OTHER:
                self.of.setdefault(column.field, column.index)
        self.all = tuple(map(self._as_read, columns))

    def _as_read(self, column: Column) -> Column:
        own = column.index in self.of.values() or column.field in (*TOGETHER, Field.OTHER)
        return column if own else replace(column, field=Field.OTHER, sure=False)

    def several(self, of: Field) -> list[int]:
        """Return the columns of a field: those that name who leads, or its one, or none."""
        if of in TOGETHER:
            return [c.index for c in self.all if c.field == of]
        return [self.of[of]] if of in self.of else []

    @property
    def head(self) -> int | None:
        """Return the column whose words begin an action; None where a file has none."""
        for name in (Field.ACTION, Field.RECOMMENDATION, Field.MILESTONES):
            if name in self.of:
                return self.of[name]
        return None

    def others(self) -> list[Column]:
        """Return the columns that fit no field."""
        return [c for c in self.all if c.field == Field.OTHER]

    def heading(self, of: Field) -> str:
        """Return the printed heading of a field, "" where the file has no such column."""
        return next((c.heading for c in self.all if c.index == self.of.get(of)), "")


@dataclass
class Part:
    """A row of the file within an action: its cells, some of them still of the row above."""

    row: SourceRow
    cells: list[Cell]
    is_cut: bool = False  # a page cut it from the row above

    def cell(self, column: int | None) -> Cell:
        """Return the cell in a column, an empty one where the row has none."""
        if column is None or column >= len(self.cells):
            return NOTHING
        return self.cells[column]

    def has(self, column: int | None) -> bool:
        """Return whether the row has words, or a day, of its own in a column."""
        return is_filled(self.cell(column))


@dataclass
class Taken:
    """The rows of one action."""

    parts: list[Part]
    rows: list[tuple[int, int]]  # of the file, each by its table and number
    # Columns it left empty and has from a row above, by that row's number.
    left_empty: dict[int, int] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)  # words across the table below its rows

    @property
    def key(self) -> tuple[int, int]:
        """Return its table and the number of its first row."""
        return self.rows[0]

    @property
    def number(self) -> int:
        """Return the number of its first row."""
        return self.rows[0][1]

    def cells(self, column: int | None) -> list[Cell]:
        """Return the cells of a column, part by part."""
        return [part.cell(column) for part in self.parts]

    def last(self, column: int | None) -> list[str]:
        """Return the paragraphs that stand last in a column, empty where none do."""
        filled = [cell for cell in self.cells(column) if is_filled(cell)]
        return said(filled[-1].paragraphs) if filled else []


def is_filled(cell: Cell) -> bool:
    """Return whether a cell says something itself: words, or a date that is no word."""
    return not cell.of_above and bool(said(cell.paragraphs) or cell.day)


def said_of(cell: Cell) -> tuple[str, ...]:
    """Return a cell's paragraphs; those of a date without words are the date."""
    if cell.day and not cell.text.strip():
        return (f"{cell.day:%-d %B %Y}",)
    return cell.paragraphs


def actions_of(rows: Sequence[SourceRow], columns: Columns) -> list[Taken]:
    """Return the actions of a plan's rows in their order; each row stands in exactly one."""
    starts = sum(is_filled(cell) or cell.of_above for row in rows for cell in row.cells[:1])
    found: list[Taken] = []
    for row in rows:
        part = Part(row, [_own(cell) for cell in row.cells])
        cut = bool(found) and _is_cut(found[-1], part, columns, usual=2 * starts > len(rows))
        if found and (cut or _belongs(found[-1], part, columns)):
            _add(found[-1], part, columns, cut=cut)
        else:
            found.append(_begin(found, part, columns))
        found[-1].below += row.below
    return found


def _own(cell: Cell) -> Cell:
    """Return a cell as its row's own where it has words, whatever it is merged with."""
    return replace(cell, of_above=False) if cell.of_above and cell.text.strip() else cell


def _is_cut(above: Taken, part: Part, columns: Columns, *, usual: bool) -> bool:
    """Return whether a page cut the row in two: its words go on, that of its action too.

    A page cuts no merged row, and what has a number or a heading of its own begins anew.
    `usual`: most rows have something in the first column, so that one without is odd.
    """
    if part.cell(columns.head).of_above or _begins_anew(above, part, columns):
        return False
    if not part.has(columns.head):
        return part.row.continues
    if not (part.row.continues and usual) and not _is_over_the_page(above, part):
        return False
    before, after = above.last(columns.head), said(part.cell(columns.head).paragraphs)
    return (
        bool(before and after)
        and begins_small(after[0])
        and not begins_small(before[0])
        and goes_on(before[-1], after[0])
    )


def _begins_anew(above: Taken, part: Part, columns: Columns) -> bool:
    number, band = columns.of.get(Field.REFERENCE), part.row.band
    numbered = number != columns.head and part.has(number)
    return numbered or bool(band and band != above.parts[0].row.band)


def _is_over_the_page(above: Taken, part: Part) -> bool:
    """Return whether another table begins with the row, or the headings stand above it again."""
    table, number = above.rows[-1]
    return part.row.table != table or part.row.number > number + 1


STEPPED = frozenset(
    (Field.MILESTONES, Field.TIMESCALE, Field.LEADS, Field.REVISED_DATE, Field.RATING,
     Field.PROGRESS)
)  # fmt: skip


def _belongs(above: Taken, part: Part, columns: Columns) -> bool:
    """Return whether a row says more of the action above.

    Its action is merged with that one, or left empty; and so is all that tells actions apart:
    the number, the recommendation, whatever stands before the action.
    """
    if part.row.band != above.parts[0].row.band:
        return False
    if columns.head is None:
        return bool(part.cells) and all(cell.of_above for cell in part.cells)
    number = columns.of.get(Field.REFERENCE)
    if part.has(columns.head):
        return _says_again(above, part, columns)
    if part.cell(columns.head).of_above:
        return not part.has(number)
    if _has_all_of_its_own(part, columns):
        return False
    before = [c.index for c in columns.all[: columns.head] if c.field not in STEPPED]
    return not any(part.has(at) for at in (number, columns.of.get(Field.RECOMMENDATION), *before))


def _has_all_of_its_own(part: Part, columns: Columns) -> bool:
    """Return whether a row without words has when, who and how it stands: no step has all."""
    of_a_row = (Field.TIMESCALE, Field.LEADS, Field.RATING)
    return not part.has(columns.of.get(Field.MILESTONES)) and all(
        part.has(columns.of.get(name)) for name in of_a_row
    )


def _says_again(above: Taken, part: Part, columns: Columns) -> bool:
    """Return whether a row repeats the action above for a further step of it."""
    step = columns.of.get(Field.MILESTONES)
    if step is None or step == columns.head or not part.has(step):
        return False
    known_by = [columns.of.get(name) for name in (Field.REFERENCE, Field.RECOMMENDATION)]
    first = above.parts[0]
    same = [columns.head, *(column for column in known_by if column is not None)]
    return all(_words(first.cell(column)) == _words(part.cell(column)) for column in same)


def _words(cell: Cell) -> list[str]:
    return cell.text.casefold().split()


def _begin(found: list[Taken], part: Part, columns: Columns) -> Taken:
    """Return a new action; what is merged with the rows above it is spread to it."""
    taken = Taken([part], [(part.row.table, part.row.number)])
    if not found:
        part.cells = [replace(cell, of_above=False) for cell in part.cells]
        return taken
    last = found[-1]
    may_leave_out = _is_of(last, part) and not columns.is_ours
    left_out = {columns.of.get(name) for name in SPREAD} if may_leave_out else set()
    for column, cell in enumerate(part.cells):
        is_left_out = column in left_out and not is_filled(cell) and not cell.of_above
        if cell.of_above or is_left_out:
            part.cells[column] = _above(last, column)
        if is_left_out and is_filled(part.cells[column]):
            taken.left_empty[column] = last.left_empty.get(column, last.number)
    return taken


def _above(last: Taken, column: int) -> Cell:
    filled = [cell for cell in last.cells(column) if is_filled(cell)]
    return filled[-1] if filled else NOTHING


# What a council leaves out below where it is the same, whether or not the file can merge cells.
SPREAD = (Field.RECOMMENDATION, Field.THEME)


def _is_of(last: Taken, part: Part) -> bool:
    row = last.parts[0].row
    return (row.table, row.band) == (part.row.table, part.row.band)


def _add(taken: Taken, part: Part, columns: Columns, *, cut: bool) -> None:
    """Add a row to its action: what a page cut goes on, what says no step of its own joins."""
    part.is_cut = cut
    taken.rows.append((part.row.table, part.row.number))
    if cut:
        _mend(taken, part)
    elif columns.head is not None and part.has(columns.head):
        for name in (Field.REFERENCE, Field.RECOMMENDATION, Field.ACTION):
            _leave_out(part, columns.of.get(name))
    if _is_a_part(part, columns):
        taken.parts.append(part)
    else:
        _join(taken, part)


def _leave_out(part: Part, column: int | None) -> None:
    """Take out of a row what it only repeats of the row above."""
    if column is not None and column < len(part.cells):
        part.cells[column] = NOTHING


def _mend(taken: Taken, part: Part) -> None:
    """Give each sentence that a page cut in two its end; a list in small letters has none."""
    for column, cell in enumerate(part.cells):
        holder = next((p for p in reversed(taken.parts) if p.has(column)), None)
        if not holder or not said(cell.paragraphs):
            continue
        above, below = list(holder.cells[column].paragraphs), list(cell.paragraphs)
        first = next(at for at, words in enumerate(below) if words.strip())
        last = max(at for at, words in enumerate(above) if words.strip()) if said(above) else None
        if last is None or not goes_on(above[last], below[first]):
            continue
        if not is_unfinished(above[last]) and begins_small(said(above)[0]):
            continue
        above[last] = f"{above[last].rstrip()} {below[first].lstrip()}"
        holder.cells[column] = replace(holder.cells[column], paragraphs=tuple(above))
        part.cells[column] = replace(cell, paragraphs=tuple(below[first + 1 :]), begins=())


def _is_a_part(part: Part, columns: Columns) -> bool:
    """Return whether a row below its action has a step of its own: its words, or its date."""
    steps, dates = columns.of.get(Field.MILESTONES), columns.of.get(Field.TIMESCALE)
    if part.has(steps):
        return True
    if part.is_cut or part.cell(steps).of_above or not part.has(dates):
        return False
    return not goes_on("And", part.cell(dates).text)


def _join(taken: Taken, part: Part) -> None:
    """Let each cell of a row without a step of its own follow on in the cell above."""
    for column, cell in enumerate(part.cells):
        if not is_filled(cell):
            continue
        holder = next(p for p in reversed(taken.parts) if not p.cell(column).of_above)
        while column >= len(holder.cells):
            holder.cells.append(NOTHING)
        holder.cells[column] = _with(holder.cells[column], cell)


def _with(above: Cell, below: Cell) -> Cell:
    if not is_filled(above):
        return below
    return replace(above, paragraphs=(*said_of(above), *said_of(below)), day=None)
