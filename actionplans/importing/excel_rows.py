"""A sheet's cells as rows of a table: merged cells spread, hidden parts said."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate, groupby

from actionplans.importing.excel_sheet import Sheet, column_letters
from actionplans.importing.limits import COLUMNS
from actionplans.importing.noticed import Noticed, quoted
from actionplans.importing.tables import EMPTY, Cell, Row
from councils.limits import CannotRead
from councils.office_files import DAMAGED

COVERED = "Cell {}{} lies under a merged cell and is not read: {}."
HIDDEN_ROWS = "Hidden rows of the sheet {} are read like all others: {}."
HIDDEN_COLUMNS = "Hidden columns of the sheet {} are read like all others: {}."
_MERGED_CELLS = 2_000_000


def rows_of(sheet: Sheet, title: str, noticed: Noticed, table: int) -> tuple[Row, ...]:
    """Return the rows with words, all of one width; an empty one stands for each gap.

    The first cell of a row is always column A's. Cells to the right of all words are left out.
    """
    numbers = sorted(sheet.rows)
    width = max((c for row in sheet.rows.values() for c, cell in row.items() if cell.paragraphs),
                default=0)  # fmt: skip
    merged = _merged(sheet, numbers, width)
    reach = _Reach(sheet)
    rows: list[Row] = []
    for number in numbers:
        if rows and number > rows[-1].number + 1 and not reach.covers(rows[-1].number + 1):
            rows.append(Row(rows[-1].number + 1, (EMPTY,) * width))
        cells = _spread(sheet, number, width, merged, noticed, table)
        rows.append(Row(number, cells, number in sheet.headers))
    _say_what_is_hidden(sheet, title, width, noticed, table)
    return tuple(rows)


def _merged(sheet: Sheet, numbers: list[int], width: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many columns a merged cell takes, and its first row, by its row and column."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    total = 0
    for top, left, bottom, right in sheet.merged:
        if left > width:
            continue
        within = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        total += len(within)
        if total > _MERGED_CELLS:
            raise CannotRead(DAMAGED)
        for number in within:
            found[number, left] = (min(right, width) - left + 1, top)
    return found


class _Reach:
    """Knows which rows a cell merged downwards covers; such a row is no gap."""

    def __init__(self, sheet: Sheet) -> None:
        areas = sorted((top, bottom) for top, _, bottom, _ in sheet.merged)
        self.tops = [top for top, _ in areas]
        self.bottoms = [*accumulate((bottom for _, bottom in areas), max)]

    def covers(self, number: int) -> bool:
        above = bisect_left(self.tops, number)
        return above > 0 and self.bottoms[above - 1] >= number


def _spread(
    sheet: Sheet,
    number: int,
    width: int,
    merged: dict[tuple[int, int], tuple[int, int]],
    noticed: Noticed,
    table: int,
) -> tuple[Cell, ...]:
    row = sheet.rows[number]
    cells: list[Cell] = []
    column = 1
    while column <= width:
        cell = row.get(column, EMPTY)
        spans, top = merged.get((number, column), (1, number))
        hidden = [*range(column + (top == number), column + spans)]
        for place in hidden:
            if words := row.get(place, EMPTY).paragraphs:
                text = COVERED.format(column_letters(place), number, quoted(" ".join(words)))
                noticed.add(text, number, table)
        if top < number and top in sheet.rows:
            colour = sheet.rows[top].get(column, EMPTY).colour
            cell = Cell(colour=colour, spans=spans, of_above=True)
        elif spans > 1:
            cell = replace(cell, spans=spans)
        cells.append(cell)
        column += spans
    return tuple(cells)


def _say_what_is_hidden(sheet: Sheet, title: str, width: int, noticed: Noticed, table: int) -> None:
    if rows := sorted(sheet.hidden_rows):
        noticed.add(HIDDEN_ROWS.format(quoted(title), _ranges(rows)), rows[0], table)
    columns = sorted(column for column in sheet.hidden_columns if column <= min(width, COLUMNS))
    if columns:
        said = ", ".join(column_letters(column) for column in columns)
        noticed.add(HIDDEN_COLUMNS.format(quoted(title), said), None, table)


def _ranges(numbers: list[int]) -> str:
    """Return "4 to 6, 9" of 4, 5, 6, 9."""
    runs = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}")
    return ", ".join(runs)
