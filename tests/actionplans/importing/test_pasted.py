"""Tables from the clipboard, as Excel, Word and browsers give them, one trap each."""

import pytest

from actionplans.importing.opening import PASTED, open_pasted, read
from actionplans.importing.tables import Document, Row, Table
from councils.limits import CannotRead


def opened(text: str) -> Document:
    return read(text.encode("utf-8", "surrogatepass"), "")


def only_table(text: str) -> Table:
    (table,) = opened(text).tables
    return table


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def rows(text: str) -> list[list[str]]:
    return [texts(row) for row in only_table(text).rows]


def test_a_pasted_table_is_read_in_a_child_process() -> None:
    document = open_pasted("Action\tBy when\nTrain\tMay\n")

    assert (document.name, document.kind) == (PASTED, "pasted")
    assert [texts(row) for row in document.tables[0].rows] == [
        ["Action", "By when"],
        ["Train", "May"],
    ]


def test_a_cell_of_several_lines_is_quoted_by_excel() -> None:
    text = 'Action\tBy when\r\n"Train\nAudit ""all"""\tMay\r\n'

    assert only_table(text).rows[1].cells[0].paragraphs == ("Train", 'Audit "all"')


def test_a_sign_of_inches_or_speech_in_a_cell_is_text() -> None:
    assert rows('Action\tLead\nTrain 5" deep\tAnn\n"Open\tBob\n')[1:] == [
        ['Train 5" deep', "Ann"],
        ['"Open', "Bob"],
    ]


def test_a_row_that_word_cut_at_its_paragraphs_is_whole_again() -> None:
    text = "Action\tSteps\tLead\nTrain\tPlan\nthen do\nthen look\tAnn\nAudit\tPlan\tBob\n"

    (table,) = opened(text).tables
    assert [(row.number, texts(row)) for row in table.rows] == [
        (1, ["Action", "Steps", "Lead"]),
        (2, ["Train", "Plan\nthen do\nthen look", "Ann"]),
        (3, ["Audit", "Plan", "Bob"]),
    ]
    assert [(p.row, p.text) for p in opened(text).problems] == [
        (
            2,
            "This row was pasted in several lines, which were joined until it had as many cells "
            "as the first row. Check where its paragraphs belong.",
        )
    ]


def test_a_line_between_whole_rows_is_a_row_of_its_own() -> None:
    text = "Action\tLead\nWithin 3 months\nTrain\tAnn\n"

    assert rows(text) == [["Action", "Lead"], ["Within 3 months"], ["Train", "Ann"]]
    assert opened(text).problems == ()


def test_half_a_character_is_shown_as_such() -> None:
    assert rows("Action\tLead\nTrain\ud83d\tAnn\n")[1] == ["Train�", "Ann"]


@pytest.mark.parametrize(
    "text",
    ["", "   \n", "Train everyone, by May", "Action\nTrain\nAudit\n", "<table></table>",
     "\t\t\n\t\n", "<table><tr><td>Only</td></tr></table>", "<p>No table here</p>"],
)  # fmt: skip
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(CannotRead, match="No table was found in what was pasted"):
        opened(text)


@pytest.mark.parametrize("is_page", [False, True])
@pytest.mark.parametrize(
    ("rows", "columns", "sentence"),
    [(2, 61, "more than 60 columns"), (20_001, 2, "more than 20,000 rows")],
)
def test_a_table_larger_than_any_plan_is_refused(
    is_page: bool, rows: int, columns: int, sentence: str
) -> None:
    cells = ["x"] * columns
    of_page = f"<tr><td>{'<td>'.join(cells)}</tr>"
    text = f"<table>{of_page * rows}</table>" if is_page else ("\t".join(cells) + "\n") * rows

    with pytest.raises(CannotRead, match=f"This table has {sentence}"):
        opened(text)


def test_the_source_of_a_page_gives_its_tables() -> None:
    table = only_table(
        "<html><head><style>td {color: red}</style><title>x</title></head><body><h2>Our plan</h2>"
        "<table><caption>Agreed</caption><thead><tr><th>Action<th>By when</thead>"
        "<tr><td><p>Train</p><ul><li>plan<li>do</ul><td><b>May</b><br>&nbsp;2017</tr></table>"
    )

    assert table.before == ("Our plan", "Agreed")
    assert [row.is_header for row in table.rows] == [True, False]
    assert [cell.is_bold for cell in table.rows[0].cells] == [True, True]
    assert [cell.paragraphs for cell in table.rows[1].cells] == [
        ("Train", "plan", "do"),
        ("May", "2017"),
    ]


def test_cells_of_a_page_span_columns_and_rows() -> None:
    table = only_table(
        "<table><tr><td colspan=3>Band</td></tr>"
        "<tr><td rowspan=3>Train</td><td>May</td><td rowspan=2>Ann</td></tr>"
        "<tr><td>June</td></tr><tr><td>July</td><td>Bob</td></tr></table>"
    )

    assert [[(c.text, c.spans, c.of_above) for c in row.cells] for row in table.rows] == [
        [("Band", 3, False)],
        [("Train", 1, False), ("May", 1, False), ("Ann", 1, False)],
        [("", 1, True), ("June", 1, False), ("", 1, True)],
        [("", 1, True), ("July", 1, False), ("Bob", 1, False)],
    ]


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ('bgcolor="#FF0000"', "#ff0000"),
        ("bgcolor=red", "#ff0000"),
        ('style="background: #ffc000; color: black"', "#ffc000"),
        ('style="background-color: rgb(0, 176, 80)"', "#00b050"),
        ('style="background: white"', ""),
        ("", ""),
    ],
)
def test_cells_of_a_page_have_their_colour(said: str, colour: str) -> None:
    table = only_table(f"<table><tr><td>Train<td {said}>x</table>")

    assert table.rows[0].cells[1].colour == colour


def test_a_table_in_a_cell_of_a_page_becomes_lines_of_the_cell() -> None:
    text = "<table><tr><td>Train<table><tr><td>Plan<td>May</table><td>Ann</table>"

    assert rows(text) == [["Train\nPlan\nMay", "Ann"]]


def test_what_word_puts_around_its_own_bullets_is_left_out() -> None:
    text = (
        "<table><tr><td><p><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span>"
        "<![endif]>Train</p></td><td>May</td></tr></table>"
    )

    assert rows(text) == [["Train", "May"]]
