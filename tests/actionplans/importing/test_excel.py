"""Cells, rows and sheets of Excel workbooks, one trap each."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table as ListObject

from actionplans.importing.excel_formats import shown
from actionplans.importing.excel_sheet import column_letters, column_number
from actionplans.importing.opening import read
from actionplans.importing.tables import Cell, Document, Row, Table
from councils.limits import CannotRead
from tests.actionplans.importing.excel_files import NAMES, cell, row, saved, sheet, xlsx
from tests.actionplans.importing.word_files import rels


def made(*rows: list[Any]) -> Workbook:
    book = Workbook()
    for values in rows:
        book.active.append(values)
    return book


def opened(book: Workbook | bytes) -> Document:
    return read(book if isinstance(book, bytes) else saved(book), "plan.xlsx")


def only_table(book: Workbook | bytes) -> Table:
    (table,) = opened(book).tables
    return table


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def remarks(book: Workbook | bytes) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.text) for problem in opened(book).problems]


def test_every_sheet_with_words_is_a_table() -> None:
    book = made(["Action", "By when"], ["Train", "May"])
    book.create_sheet("Nothing")
    book.create_sheet("Attendance")["B2"] = "Ann"
    document = opened(book)

    assert document.kind == "xlsx"
    assert [table.name for table in document.tables] == ["Sheet", "Attendance"]
    assert [texts(row) for row in document.tables[0].rows] == [
        ["Action", "By when"],
        ["Train", "May"],
    ]
    assert document.tables[1].rows == (Row(2, (Cell(), Cell(("Ann",)))),)


def test_a_workbook_without_a_word_is_refused() -> None:
    with pytest.raises(CannotRead, match="No sheet of this workbook has anything in it"):
        opened(made())


def test_lines_in_a_cell_are_paragraphs_without_bullets() -> None:
    table = only_table(made(["• Train\n- Audit\r\n\r\nReport", "_x0041_"]))

    assert table.rows[0].cells[0].paragraphs == ("Train", "Audit", "", "Report")


def test_characters_that_excel_writes_in_code_are_read() -> None:
    table = only_table(xlsx(sheet(row(1, "one_x000D_\ntwo_x005F_x"))))

    assert table.rows[0].cells[0].paragraphs == ("one", "two_x")


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (1, "General", "1"),
        (1.5, "General", "1.5"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "General", "123456789012"),
        (1.1, "0.00", "1.10"),
        (7, "000", "007"),
        (0.45, "0%", "45%"),
        (0.456, "0.0%", "45.6%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (195000, '"£"#,##0', "£195,000"),
        (195000, "[$£-809]#,##0", "£195,000"),
        (-5, "0", "-5"),
        (-5, "0;(0)", "(5)"),
        (3, '"REC "0', "REC 3"),
        (2.5, "# ?/?", "2.5"),
        (1500, "0,", "2"),
        (5, "@", "5"),
        (12, '0 "days"', "12 days"),
    ],
)
def test_a_number_reads_as_it_shows(value: float, code: str, seen: str) -> None:
    book = made([value, "Train"])
    book.active["A1"].number_format = code

    assert only_table(book).rows[0].cells[0] == Cell((seen,))


DAY = datetime.date(2017, 3, 31)


@pytest.mark.parametrize(
    ("value", "code", "seen", "day"),
    [
        (DAY, "dd/mm/yyyy", "31 March 2017", DAY),
        (DAY, "d-mmm-yy", "31 March 2017", DAY),
        (DAY, "[$-809]dd mmmm yyyy;@", "31 March 2017", DAY),
        (DAY, "mmm-yy", "March 2017", None),
        (DAY, "mmmm yyyy", "March 2017", None),
        (DAY, "yyyy", "2017", None),
        (datetime.datetime(2017, 3, 31, 9, 30), "dd/mm/yyyy hh:mm", "31 March 2017 09:30", DAY),
        (datetime.time(9, 30), "h:mm", "09:30", None),
        (42825, "General", "42825", None),
    ],
)
def test_a_typed_date_is_a_day_where_its_format_shows_one(
    value: Any, code: str, seen: str, day: datetime.date | None
) -> None:
    book = made([value, "Train"])
    book.active["A1"].number_format = code

    assert only_table(book).rows[0].cells[0] == Cell((seen,), day=day)


def test_a_workbook_may_count_its_days_from_1904() -> None:
    book = made([DAY])
    book.epoch = datetime.datetime(1904, 1, 1)

    assert only_table(book).rows[0].cells[0].day == DAY


def test_a_number_too_big_for_a_day_stays_a_number() -> None:
    assert shown(9e9, "dd/mm/yyyy").text == "9000000000"


def test_a_date_written_as_text_in_the_file_is_a_day() -> None:
    content = xlsx(sheet(row(1, '<c r="A1" t="d"><v>2017-03-31T00:00:00</v></c>')))

    assert only_table(content).rows[0].cells[0] == Cell(("31 March 2017",), day=DAY)


def test_a_merged_cell_spans_columns_and_rows() -> None:
    book = made(["Band"], ["Train", "May", "Ann"], [None, "June", "Bob"], ["Audit", None, "Cat"])
    for area in ("A1:C1", "A2:A3", "A4:B4"):
        book.active.merge_cells(area)

    rows = only_table(book).rows
    assert [[(c.text, c.spans, c.of_above) for c in row.cells] for row in rows] == [
        [("Band", 3, False)],
        [("Train", 1, False), ("May", 1, False), ("Ann", 1, False)],
        [("", 1, True), ("June", 1, False), ("Bob", 1, False)],
        [("Audit", 2, False), ("Cat", 1, False)],
    ]


def test_words_under_a_merged_cell_are_said() -> None:
    data = row(1, "Band", "lost") + row(2, "Train", "May")
    content = xlsx(sheet(data, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))

    assert remarks(content) == [(1, "Cell B1 lies under a merged cell and is not read: “lost”.")]


def test_a_merge_without_words_above_continues_nothing() -> None:
    data = row(3, cell("B3", "Train"))
    content = xlsx(sheet(data, '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'))

    assert only_table(content).rows == (Row(3, (Cell(), Cell(("Train",)))),)


def test_a_gap_is_one_empty_row_and_rows_keep_their_numbers() -> None:
    book = made(["Title"])
    book.active["A7"] = "Action"

    assert [(row.number, row.is_empty) for row in only_table(book).rows] == [
        (1, False),
        (2, True),
        (7, False),
    ]


def test_every_row_has_the_width_of_the_words() -> None:
    book = made(["Action", "By when", "Lead"], ["Train"])
    book.active["F9"].fill = PatternFill("solid", fgColor="FFFF0000")

    assert [len(row.cells) for row in only_table(book).rows] == [3, 3]


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (PatternFill("solid", fgColor="FFFF0000"), "#ff0000"),
        (PatternFill("solid", fgColor=Color(indexed=10)), "#ff0000"),
        (PatternFill("solid", fgColor=Color(theme=9)), "#f79646"),
        (PatternFill("solid", fgColor=Color(theme=9, tint=-0.25)), "#e46c0a"),
        (PatternFill("solid", fgColor=Color(theme=0)), ""),
        (PatternFill(None), ""),
    ],
)
def test_a_cells_colour_is_its_fill_even_without_words(fill: PatternFill, colour: str) -> None:
    book = made(["Train", "RAG"], ["Audit"])
    book.active["B2"].fill = fill

    assert only_table(book).rows[1].cells[1] == Cell(colour=colour)


def test_a_disc_gives_the_cell_the_colour_it_has() -> None:
    book = made(["Train", "l"])
    book.active["B1"].font = Font(name="Wingdings", color="FF00B050")

    assert only_table(book).rows[0].cells[1] == Cell(("●",), "#00b050")


def test_a_tick_of_a_symbol_typeface_is_a_tick() -> None:
    book = made(["ü", CellRichText("Done ", TextBlock(InlineFont(rFont="Wingdings"), "ü"))])
    book.active["A1"].font = Font(name="Wingdings")

    assert texts(only_table(book).rows[0]) == ["✓", "Done ✓"]


def test_bold_words_are_bold() -> None:
    book = made(["Action", "By when"])
    book.active["A1"].font = Font(bold=True)

    assert [c.is_bold for c in only_table(book).rows[0].cells] == [True, False]


def test_yes_no_and_errors_read_as_they_show() -> None:
    data = row(1, '<c r="A1" t="b"><v>1</v></c>', '<c r="B1" t="e"><v>#REF!</v></c>')

    assert texts(only_table(xlsx(sheet(data))).rows[0]) == ["TRUE", "#REF!"]
    assert remarks(xlsx(sheet(data))) == [(1, "Cell B1 shows the error #REF!. It is read as text.")]


def test_a_formula_gives_its_last_value_or_itself() -> None:
    data = row(
        1,
        '<c r="A1"><f>1+1</f><v>2</v></c>',
        '<c r="B1"><f>NOW()</f></c>',
        '<c r="C1" t="str"><f>A1&amp;"x"</f><v>2x</v></c>',
        '<c r="D1" t="str"><f>""</f><v></v></c>',
        "End",
    )

    assert texts(only_table(xlsx(sheet(data))).rows[0]) == ["2", "=NOW()", "2x", "", "End"]
    assert remarks(xlsx(sheet(data))) == [
        (1, "Cells with formulas are read with the values they last had. The first is A1."),
        (1, "Cell B1 holds a formula without its value, which is read as it is written: “=NOW()”."),
    ]


def test_text_like_a_formula_is_text() -> None:
    content = xlsx(sheet(row(1, "=HYPERLINK(1)", "+44")))

    assert texts(only_table(content).rows[0]) == ["=HYPERLINK(1)", "+44"]
    assert opened(content).problems == ()


def test_hidden_parts_are_read_and_said() -> None:
    book = made(["Action", "By when", "Lead"], ["Train", "May", "Ann"], ["Audit", "June", "Bob"])
    book.active.row_dimensions[2].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("Old")["A1"] = "Old plan"
    book["Old"].sheet_state = "veryHidden"

    assert [table.name for table in opened(book).tables] == ["Sheet", "Old"]
    assert [(p.row, p.table, p.text) for p in opened(book).problems] == [
        (2, 0, "Hidden rows of the sheet “Sheet” are read like all others: 2 to 3."),
        (None, 0, "Hidden columns of the sheet “Sheet” are read like all others: C."),
        (None, 1, "The sheet “Old” is hidden. It is read like all others."),
    ]


def test_comments_are_said_with_their_words() -> None:
    book = made(["Action"], ["Train"])
    book.active["A2"].comment = Comment("Ask Ann", "Bob")

    assert remarks(book) == [(2, "Cell A2 has a comment, which is not read: “Ask Ann”.")]


def test_words_struck_through_are_said() -> None:
    partly = CellRichText("Train ", TextBlock(InlineFont(strike=True), "some"))
    book = made(["Old"], [partly])
    book.active["A1"].font = Font(strike=True)

    assert remarks(book) == [
        (1, "Cell A1 has words struck through, which are read like all others: “Old”."),
        (2, "Cell A2 has words struck through, which are read like all others: “Train some”."),
    ]


def test_links_to_other_workbooks_are_not_followed_and_said() -> None:
    links = '<externalReferences><externalReference r:id="rId7"/></externalReferences>'
    book = (
        f'<workbook {NAMES}><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets>{links}'
        "</workbook>"
    )
    content = xlsx(sheet(row(1, "Train")), more={"xl/workbook.xml": book})

    ((_, said),) = remarks(content)
    assert said.startswith("The workbook is linked to other workbooks.")


def test_a_text_box_and_a_picture_on_the_sheet_are_said() -> None:
    drawing = (
        '<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:sp><xdr:txBody><a:t>Red is late</a:t>'
        "</xdr:txBody></xdr:sp><xdr:pic/></xdr:wsDr>"
    )
    content = xlsx(
        sheet(row(1, "Train")),
        more={
            "xl/worksheets/_rels/sheet1.xml.rels": rels(("drawing", "../drawings/d.xml")),
            "xl/drawings/d.xml": drawing,
        },
    )

    assert remarks(content) == [
        (None, "A text box on the sheet is not read: “Red is late”."),
        (None, "A picture on the sheet is not read."),
    ]


def test_the_row_of_headings_is_known_by_filter_table_or_title_row() -> None:
    def heads(book: Workbook) -> list[int]:
        return [row.number for row in only_table(book).rows if row.is_header]

    rows: list[list[Any]] = [["Our plan"], ["Action", "By when"], ["Train", "May"]]
    filtered, listed, titled = made(*rows), made(*rows), made(*rows)
    filtered.active.auto_filter.ref = "A2:B3"
    listed.active.add_table(ListObject(displayName="Plan", ref="A2:B3"))
    titled.active.print_title_rows = "2:2"

    assert [heads(book) for book in (filtered, listed, titled)] == [[2], [2], [2]]


def test_cells_without_places_stand_one_after_another() -> None:
    cells = "<c t='inlineStr'><is><t>Train</t></is></c><c><v>2</v></c>"
    content = xlsx(sheet(f"<row>{cells}</row><row>{cells}</row>"))

    assert [(r.number, texts(r)) for r in only_table(content).rows] == [
        (1, ["Train", "2"]),
        (2, ["Train", "2"]),
    ]


def test_the_size_that_a_sheet_says_it_has_counts_for_nothing() -> None:
    data = "".join(row(number, "Train", "May") for number in range(1, 51))
    content = xlsx(sheet(data, before='<dimension ref="A1:B2"/>'))

    assert len(only_table(content).rows) == 50


def test_columns_are_called_as_in_excel() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD"
    ]  # fmt: skip
    assert all(column_number(column_letters(n)) == n for n in range(1, 16385, 7))


plain = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=12)
filled = st.lists(st.lists(plain, min_size=1, max_size=5), min_size=1, max_size=8)


@given(filled)
def test_any_words_written_to_a_sheet_come_back_in_their_places(rows: list[list[str]]) -> None:
    book = Workbook()
    for number, values in enumerate(rows, 1):
        for place, value in enumerate(values, 1):
            book.active.cell(number, place).value = f"x{value}x"
            book.active.cell(number, place).data_type = "s"

    found = only_table(book)
    assert [[c.text for c in row.cells if c.text] for row in found.rows] == [
        [f"x{value}x" for value in values] for values in rows
    ]
