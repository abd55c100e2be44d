"""Spreadsheets: text never becomes a formula, and comes back as it was typed."""

import datetime
import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from actionplans.importing.excel_whole import texts_of
from actionplans.importing.plain_text import paragraphs
from actionplans.importing.tables import Cell, Row
from reports.plan_files.as_sheets import LONG
from reports.plan_files.sheets import (
    Place,
    Sheet,
    workbook_bytes,
)
from reports.whole_texts import LONGEST_CELL, parts_of
from tests.councils.test_csv_files import ATTACKS, texts

HEADINGS = ("Reference", "Words")


def read_book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def book_of(*values: Any) -> Workbook:
    return read_book(
        workbook_bytes(
            "A plan",
            [("As at", "today")],
            [Sheet("Plan", HEADINGS, [("1", v) for v in values])],
            whole=LONG,
        )
    )


@given(texts)
@example("=1+1")
def test_no_workbook_cell_is_a_formula(text: str) -> None:
    cell = book_of(text)["Plan"]["B2"]

    assert cell.data_type != "f"


def in_xml(text: str) -> str:
    """Return the text as XML can carry it: what it cannot is replaced."""
    kept = [c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "�" for c in text]
    return "".join(kept)


@given(texts.filter(lambda text: "_x" not in text and "\r" not in text))
@example("  spaces at both ends  ")
@example("two\nlines")
@example("=1+1")
def test_text_comes_back_from_a_workbook_as_it_was_typed(text: str) -> None:
    assert (book_of(text)["Plan"]["B2"].value or "") == in_xml(text)


@pytest.mark.parametrize("text", ATTACKS)
def test_known_attacks_stay_text_in_title_notes_and_headings_too(text: str) -> None:
    book = read_book(
        workbook_bytes(
            text, [(text, text)], [Sheet("Plan", [text, "Words"], [(text, text)])], whole=LONG
        )
    )

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_days_and_numbers_stay_what_they_are_in_a_workbook() -> None:
    sheet = book_of(datetime.date(2026, 11, 16), 3, None)["Plan"]

    assert sheet["B2"].value == datetime.datetime(2026, 11, 16)
    assert (sheet["B2"].data_type, sheet["B2"].number_format) == ("d", "d mmmm yyyy")
    assert (sheet["B3"].value, sheet["B3"].data_type) == (3, "n")
    assert sheet["B4"].value is None


def test_a_text_longer_than_a_cell_begins_there_and_stands_whole_on_a_sheet_of_its_own() -> None:
    text = "A paragraph of the plan.\n" * 3_000
    book = book_of("short", text)

    value = book["Plan"]["B3"].value
    assert len(value) == LONGEST_CELL
    assert value.endswith(" [shortened: the whole text is number 1 on the sheet “Whole texts”]")
    assert book.sheetnames == ["Plan", "About", "Whole texts"]
    parts = [row[2] for row in book["Whole texts"].iter_rows(min_row=2, values_only=True)]
    assert "\n".join(parts) == text.rstrip("\n")
    assert max(map(len, parts)) <= LONGEST_CELL


words = st.text(st.sampled_from("ab \n"), min_size=1, max_size=60)


@given(words, st.integers(min_value=3, max_value=20))
def test_the_parts_of_a_long_text_make_it_again(text: str, longest: int) -> None:
    rows = [
        Row(number, (Cell(("1",)), Cell((how,)), Cell(paragraphs(part))))
        for number, (how, part) in enumerate(parts_of(text, LONG, longest))
    ]

    whole = texts_of(rows).get(1, ())
    assert "".join("\n".join(whole).split()) == "".join(text.split())
    assert [" ".join(p.split()) for p in text.split("\n") if p.strip()] == [
        " ".join(p.split()) for p in whole if p.strip()
    ]


def test_a_workbook_can_be_read_and_printed() -> None:
    book = read_book(
        workbook_bytes(
            "A plan",
            [("Key", ""), ("Late", "x")],
            [Sheet("Plan", HEADINGS, [("1", "x")])],
            whole=LONG,
        )
    )

    assert book.sheetnames == ["Plan", "About"]
    assert (book.active.title, book.properties.title) == ("Plan", "A plan")
    assert list(book["About"].values) == [("A plan", None), ("Key", None), ("Late", "x")]
    assert [row[0].font.bold for row in book["About"]] == [True, True, False]
    sheet = book["Plan"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:B2")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.bold
    assert sheet["B2"].alignment.wrap_text


def test_a_workbook_without_rows_has_its_headings() -> None:
    sheet = read_book(workbook_bytes("A plan", [], [Sheet("Plan", HEADINGS, [])], whole=LONG))[
        "Plan"
    ]

    assert list(sheet.values) == [HEADINGS]


def test_a_title_with_a_control_character_does_not_stop_the_export() -> None:
    book = read_book(workbook_bytes("A\x01plan", [], [Sheet("Plan", HEADINGS, [])], whole=LONG))

    assert book["About"]["A1"].value == "A�plan"


# Cells that reach over rows


def test_a_cell_reaches_over_the_rows_it_is_said_of() -> None:
    rows = [[Place("whole", reach=2), "one"], [Place(reach=0), "two"], ["other", "three"]]
    sheet = read_book(workbook_bytes("A plan", [], [Sheet("Plan", HEADINGS, rows)], whole=LONG))[
        "Plan"
    ]

    assert [f"{area}" for area in sheet.merged_cells.ranges] == ["A2:A3"]
    assert list(sheet.values)[1:] == [("whole", "one"), (None, "two"), ("other", "three")]
    assert sheet.auto_filter.ref == "A1:B4"


def test_rows_are_high_enough_for_a_cell_that_reaches_over_them() -> None:
    long = "Ten words in a row make a line of fifty letters. " * 20
    rows = [[Place(long, reach=2), "one"], [Place(reach=0), "two"]]
    sheet = Sheet("Plan", HEADINGS, rows, widths=(50, 20))
    page = read_book(workbook_bytes("A plan", [], [sheet], whole=LONG))["Plan"]

    heights = [page.row_dimensions[row].height for row in (2, 3)]
    assert sum(heights) >= 20 * 15
    assert page.column_dimensions["A"].width == 50


def test_a_colour_stands_behind_its_word_in_an_ink_that_can_be_read() -> None:
    rows = [["1", Place("Amber", fill="#ffbf47", ink="#000000")]]
    cell = read_book(workbook_bytes("A plan", [], [Sheet("Plan", HEADINGS, rows)], whole=LONG))[
        "Plan"
    ]["B2"]

    assert cell.value == "Amber"
    assert (cell.fill.fgColor.rgb.lower(), cell.font.color.rgb) == ("00ffbf47", "00000000")


def test_the_first_table_has_a_name_in_the_workbook() -> None:
    sheets = [Sheet("The plan", HEADINGS, [("1", "x")]), Sheet("More", HEADINGS, [])]
    book = read_book(workbook_bytes("A plan", [], sheets, named="Table_of_it", whole=LONG))

    assert book.sheetnames == ["The plan", "More", "About"]
    assert book.defined_names["Table_of_it"].attr_text == "'The plan'!$A$1:$B$2"
