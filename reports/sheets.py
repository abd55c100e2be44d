"""Rows of values as a CSV file or a workbook. Knows cells, not plans.

Text never becomes a formula: a workbook's cells are typed as text, and a CSV file's
texts that a spreadsheet would calculate get an apostrophe in front (OWASP ASVS 1.2.10).
"""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.xml_text import in_xml

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a CSV file in UTF-8 with a byte order mark, which Excel needs, all cells quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([_csv_text(heading) for heading in headings])
    for row in rows:
        writer.writerow([_csv_text(value) for value in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _csv_text(value: Any) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    # One more where there is one already, so that taking one off again loses nothing.
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def workbook_bytes(
    title: str,
    about: Iterable[tuple[str, str]],
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> bytes:
    """Return an Excel workbook: the table with a frozen, filtered header, and a sheet about it.

    `about` are facts by their headings; one without a text stands above those that follow.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    for place, heading in enumerate(headings, 1):
        _write(sheet, 1, place, heading).font = Font(bold=True)
    count = 1
    for count, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _write(sheet, count, place, value)
    _lay_out(sheet, headings, count)
    _write_notes(book.create_sheet("About"), title, about)
    book.properties.title = in_xml(title)
    book.properties.language = "en-GB"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_notes(notes: Worksheet, title: str, about: Iterable[tuple[str, str]]) -> None:
    for place, (heading, text) in enumerate([(title, ""), *about], 1):
        _write(notes, place, 1, heading).font = Font(bold=not text)
        if text:
            _write(notes, place, 2, text)
    notes.column_dimensions["A"].width = 40
    notes.column_dimensions["B"].width = 100


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        # Typed as text after assignment: openpyxl makes a formula of anything with "=" in front.
        cell.value = in_xml(value)[:LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell.value = value
        if isinstance(value, datetime.date):
            cell.number_format = "d mmmm yyyy"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _lay_out(sheet: Worksheet, headings: Sequence[str], last_row: int) -> None:
    last = get_column_letter(len(headings))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{last}{last_row}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    for place, heading in enumerate(headings, 1):
        wide = any(
            word in heading for word in ("Action", "Milestone", "Progress", "moved", "difference")
        )
        sheet.column_dimensions[get_column_letter(place)].width = 40 if wide else 18
