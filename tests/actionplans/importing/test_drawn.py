"""What a file shows by drawing or by rule, and no words hold: it is named, never passed over."""

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from actionplans.importing.opening import read
from tests.actionplans.importing.excel_files import saved
from tests.actionplans.importing.word_files import docx, p, tbl, tc, tr
from tests.actionplans.importing.word_reading import HEAD

PICTURE = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
CHART = '<w:r><w:drawing><c:chart xmlns:c="urn:c"/></w:drawing></w:r>'
DIAGRAM = '<w:r><w:drawing><d:relIds xmlns:d="urn:d"/></w:drawing></w:r>'


def said_of(content: bytes, name: str) -> list[str]:
    return [problem.text for problem in read(content, name).problems]


@pytest.mark.parametrize(
    ("drawn", "in_a_cell", "outside"),
    [
        (PICTURE, "A picture is not read.", "a picture outside its tables"),
        (CHART, "A chart is not read.", "a chart outside its tables"),
        (DIAGRAM, "A diagram (SmartArt) is not read.", "a diagram (SmartArt) outside its tables"),
    ],
)
def test_what_is_drawn_in_a_document_is_named(drawn: str, in_a_cell: str, outside: str) -> None:
    inside = docx(tbl(HEAD, tr("Train", tc(p("See", inside=drawn)))))
    below = docx(tbl(HEAD, tr("Train", "May")) + p(inside=drawn) + p(inside=drawn))

    (of_cell,) = said_of(inside, "plan.docx")
    assert of_cell.startswith(in_a_cell)
    assert said_of(below, "plan.docx") == [f"The document holds {outside}, which is not read."]


def made(*rows: list[str]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def with_chart(book: Workbook, title: str) -> bytes:
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=1, min_row=1, max_row=2))
    book[title].add_chart(chart, "E2")
    return saved(book)


def test_a_chart_beside_the_cells_is_named() -> None:
    book = made(["Action", "By when"], ["Train", "May"])

    assert said_of(with_chart(book, "Sheet"), "plan.xlsx") == ["A chart on the sheet is not read."]


def test_a_sheet_with_nothing_but_a_chart_is_named() -> None:
    book = made(["Action", "By when"], ["Train", "May"])
    book.create_sheet("Figures")

    assert said_of(with_chart(book, "Figures"), "plan.xlsx") == [
        "The sheet “Figures” holds a chart or a picture and no words. It is not read."
    ]


def test_a_sheet_that_is_a_chart_is_named() -> None:
    book = made(["Action", "By when"], ["Train", "May"])
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=2))
    book.create_chartsheet("Trend").add_chart(chart)

    assert said_of(saved(book), "plan.xlsx") == [
        "The sheet “Trend” holds a chart or a picture and no words. It is not read."
    ]


RED_BY_RULE = CellIsRule(operator="equal", formula=['"Red"'], fill=PatternFill(bgColor="FFFF0000"))


@pytest.mark.parametrize("area", ["B2:B9", "B1:B9", "D4 B2:B1048576"])
def test_a_column_that_has_only_colours_given_by_rule_is_said(area: str) -> None:
    book = made(["Action", "RAG"], ["Train"], ["Audit"])
    book.active.conditional_formatting.add(area, RED_BY_RULE)

    assert said_of(saved(book), "plan.xlsx") == [
        "Column B has no words below its heading, only colours that the sheet gives by rule "
        "(conditional formatting). They are not read: type a rating as a word."
    ]


def test_colours_given_by_rule_to_words_or_to_whole_rows_say_nothing() -> None:
    words = made(["Action", "RAG"], ["Train", "Red"], ["Audit", ""])
    words.active.conditional_formatting.add("B2:B9", RED_BY_RULE)
    rows = made(["Action", "When", "Lead", "Cost", "Notes"], ["Train", "May"], ["Audit", "June"])
    rows.active.conditional_formatting.add("A2:E9", RED_BY_RULE)

    assert said_of(saved(words), "plan.xlsx") == said_of(saved(rows), "plan.xlsx") == []
