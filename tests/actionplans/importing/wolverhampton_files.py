"""Wolverhampton's Appendix One of 26 April 2017 as a council keeps it: in Word, Excel, CSV.

The rows are laid out as councils do, each way at least once: steps stacked in a cell by
paragraph (rows 1 to 3, 5 to 7, 9), steps in rows of their own under a merged action (4, 10, 11),
a row that a page cuts, with the headings again below the cut (8, 11), two leads in a paragraph
with nothing between them (1, 4, 6, 7).
"""

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl

from tests.actionplans.importing.word_files import docx, p, tbl, tc, tr

HEADINGS = ("Action", "Milestones", "Timescales", "Lead Officers", "Progress")
TITLE = ("OFSTED ACTION PLAN", "Appendix One")
ABOVE = None  # merged with the cell above
Cell = Sequence[str] | None
Line = tuple[Cell, ...]
HINDS, HAUGHTON, CUNNINGHAM = "Alison Hinds", "Louise Haughton", "Julian Cunningham"


@dataclass(frozen=True)
class Words:
    """The sentences of one row: the action's, the steps', those of the progress."""

    action: str
    steps: Sequence[str]
    progress: Sequence[str]


def lines(rows: Sequence[Words]) -> list[Line]:
    """Return the table's rows, the headings first; dates and names are the paper's."""
    made = [_stacked, _stacked, _stacked, _in_rows, _stacked, _stacked, _stacked, _cut, _stacked,
            _in_rows, _in_rows_cut]  # fmt: skip
    found: list[Line] = [_headings()]
    for number, (words, lay_out) in enumerate(zip(rows, made, strict=True), 1):
        found += lay_out(_action(words, number), words, *BESIDE[number - 1])
    return found


def stacked_lines(rows: Sequence[Words]) -> list[Line]:
    """Return the table's rows with every step stacked, as the paper prints them."""
    found: list[Line] = [_headings()]
    for number, words in enumerate(rows, 1):
        dates, leads = BESIDE[number - 1]
        found += _stacked(_action(words, number), words, dates, leads)
    return found


def _headings() -> Line:
    return tuple((heading,) for heading in HEADINGS)


def _action(words: Words, number: int) -> Cell:
    return (words.action, f"(RECOMMENDATION {number})")


# Timescales and leads by row, in their paragraphs; "" is a step that has none.
BESIDE: tuple[tuple[list[str], list[str]], ...] = (
    (["Bi-monthly audits", "Quarterly dip sampling"], [f"All Heads of Service {HAUGHTON}"]),
    (["28 February 2017", "31st May 2017, monthly thereafter"], ["Helena Kucharczyk"]),
    (["Quarterly", "November 2017"], [HINDS, HINDS, "Darren Martindale"]),
    (["30 April 2017", ""], [f"Rachel Warrender {HAUGHTON} {HINDS}", CUNNINGHAM]),
    (["31 March 2018"], [HAUGHTON]),
    (["31 March 2018"], [f"Heads of Service {HAUGHTON}"]),
    (["31 March 2017", "28 February 2017"], [f"{CUNNINGHAM} {HINDS}"] * 2),
    (["31 March 2017", "30 April 2017"], [HINDS]),
    (["30 June 2017", "Termly Audits"], [HINDS]),
    (["31 March 2017", ""], [HINDS]),
    (["20 March 2017", "", ""], [HINDS]),
)


def _stacked(action: Cell, words: Words, dates: list[str], leads: list[str]) -> list[Line]:
    said = [date for date in dates if date]
    return [(action, words.steps, said, leads, words.progress)]


def _in_rows(action: Cell, words: Words, dates: list[str], leads: list[str]) -> list[Line]:
    """Return a row for each step under the action, and the lead where there is one for all."""
    found: list[Line] = []
    for at, step in enumerate(words.steps):
        lead = [leads[at]] if len(leads) > 1 else leads if at == 0 else ABOVE
        progress = list(words.progress[at : at + 1])
        found.append((ABOVE if at else action, [step], [dates[at]], lead, progress))
    return found


def _cut(action: Cell, words: Words, dates: list[str], leads: list[str]) -> list[Line]:
    """Return the row with the last word of its last step over the page."""
    *whole, last = words.steps
    before, _, after = last.rpartition(" ")
    return [
        (action, [*whole, before], dates, leads, words.progress),
        _headings(),
        ((), [after], (), (), ()),
    ]


def _in_rows_cut(action: Cell, words: Words, dates: list[str], leads: list[str]) -> list[Line]:
    """Return a row for each of two steps, the second cut by the page; the third is over it."""
    first, second, third = words.steps
    broken = second.split(" ")
    before, after = " ".join(broken[:-2]), " ".join(broken[-2:])
    whole = Words(words.action, [first, before], words.progress)
    return [
        *_in_rows(action, whole, dates, leads),
        _headings(),
        ((), [after, third], (), (), ()),
    ]


# The files


def as_docx(table: Sequence[Line]) -> bytes:
    """Return a Word document with the title and the table, its first row marked as headings."""
    rows = []
    for y, line in enumerate(table):
        below = table[y + 1] if y + 1 < len(table) else [()] * len(line)
        cells = [_word_cell(cell, under is ABOVE) for cell, under in zip(line, below, strict=True)]
        rows.append(tr(*cells, properties="" if y else "<w:tblHeader/>"))
    return docx("".join(p(line) for line in TITLE) + tbl(*rows, widths=(3000,) * len(HEADINGS)))


def _word_cell(cell: Cell, goes_on: bool) -> str:
    if cell is ABOVE:
        return tc(properties="<w:vMerge/>")
    merged = '<w:vMerge w:val="restart"/>' if goes_on else ""
    return tc(*map(p, cell), properties=merged)


def as_xlsx(table: Sequence[Line]) -> bytes:
    """Return a workbook; what is a day alone is a date of the sheet, as Excel makes of it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for line in TITLE:
        sheet.append([line])
    start = len(TITLE) + 1
    for y, line in enumerate(table, start):
        for x, cell in enumerate(line, 1):
            if cell is not ABOVE:
                _put(sheet.cell(y, x), "\n".join(cell))
    for x in range(1, len(HEADINGS) + 1):
        _merge(sheet, [line[x - 1] for line in table], start, x)
    return _saved(book)


def _put(cell: Any, words: str) -> None:
    try:
        cell.value = datetime.datetime.strptime(words, "%d %B %Y").date()
        cell.number_format = "d mmmm yyyy"
    except ValueError:
        cell.value = words or None


def _merge(sheet: Any, column: Sequence[Cell], start: int, x: int) -> None:
    """Merge each cell of a column with those below that continue it."""
    above = 0
    for y, cell in enumerate([*column, ()]):
        if cell is ABOVE:
            continue
        if y - above > 1:
            sheet.merge_cells(None, start + above, x, start + y - 1, x)
        above = y


def as_csv(table: Sequence[Line]) -> bytes:
    """Return what Excel saves as CSV: of a merged cell only the first has words."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerows([title] for title in TITLE)
    writer.writerows([["\n".join(cell or ()) for cell in line] for line in table])
    return made.getvalue().encode("cp1252")


def _saved(file: Any) -> bytes:
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()
