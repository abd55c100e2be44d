"""Text files in every code and with every sign between their cells, one trap each."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.importing.opening import read
from actionplans.importing.tables import Document
from councils.csv_files import csv_bytes
from councils.limits import CannotRead

ROWS = [["Action", "By when"], ["Train – all", "May"]]
TEXT = "Action,By when\r\nTrain – all,May\r\n"


def opened(content: bytes | str, name: str = "plan.csv") -> Document:
    return read(content.encode() if isinstance(content, str) else content, name)


def rows(content: bytes | str) -> list[list[str]]:
    (table,) = opened(content).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def remarks(content: bytes | str) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.text) for problem in opened(content).problems]


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_in_every_code_that_excel_writes_is_read(code: str) -> None:
    assert rows(TEXT.encode(code)) == ROWS
    assert opened(TEXT.encode(code)).kind == "csv"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_every_usual_sign_stands_between_cells(sign: str) -> None:
    text = f'Action{sign}By when{sign}Lead\n"Train, then; audit"{sign}May{sign}Ann\n'

    assert rows(text) == [
        ["Action", "By when", "Lead"],
        ["Train, then; audit", "May", "Ann"],
    ]


def test_a_title_above_the_table_does_not_hide_the_sign() -> None:
    assert rows("Our plan, agreed in May, June and July\nA;B;C\n1;2;3\n4;5;6\n")[1:] == [
        ["A", "B", "C"],
        ["1", "2", "3"],
        ["4", "5", "6"],
    ]


def test_several_names_in_a_cell_do_not_hide_the_sign() -> None:
    assert rows("Action,Leads\nTrain,Ann; Bob; Cat\nAudit,Dan; Eve; Fay\n") == [
        ["Action", "Leads"],
        ["Train", "Ann; Bob; Cat"],
        ["Audit", "Dan; Eve; Fay"],
    ]


def test_a_first_line_that_names_the_sign_is_no_row() -> None:
    (table,) = opened("sep=;\nA,1;B\nC;D\n").tables

    assert [(r.number, [c.text for c in r.cells]) for r in table.rows] == [
        (1, ["A,1", "B"]),
        (2, ["C", "D"]),
    ]


def test_lines_in_a_quoted_cell_are_paragraphs() -> None:
    (table,) = opened('Action,By when\n"• Train\r\n- Audit ""all"" files",May\n').tables

    assert table.rows[1].cells[0].paragraphs == ("Train", 'Audit "all" files')


def test_rows_of_unlike_length_and_empty_ones_keep_their_numbers() -> None:
    (table,) = opened("A,B,C\n\n1\n1,2,3,4\n,,\n").tables

    assert [(row.number, len(row.cells)) for row in table.rows] == [(1, 3), (2, 0), (3, 1), (4, 4)]


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"Action,By\0 when\nTrain,May\n", "By when"),
        (b"Action,By \xed\xa0\x80when\nTrain,May\n", "By �when"),
        ("Action,By\u200b \u202ewhen\nTrain,May\n".encode(), "By when"),
    ],
)
def test_signs_that_no_database_holds_are_taken_out(content: bytes, seen: str) -> None:
    assert rows(content)[0][1] == seen


def test_a_few_damaged_letters_do_not_spoil_the_others() -> None:
    content = "Café – all,By when\nnaïve,M\n".encode() + b"x\xff,y\n"

    assert rows(content) == [["Café – all", "By when"], ["naïve", "M"], ["x�", "y"]]
    assert remarks(content) == [
        (
            None,
            "Some letters of this file are damaged and are shown as “�”. "
            "Check them in the preview.",
        )
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-5 days", "@all", "-all", "'=quoted", "''", "'tis", "plain"]
)
def test_what_our_own_export_guards_comes_back_as_it_was(text: str) -> None:
    content = csv_bytes(["Action", "Note"], [[text, "x"]])

    assert rows(content)[1] == [text, "x"]


def test_a_quotation_mark_that_is_never_closed_swallows_no_row() -> None:
    text = 'Action,By when\n"Train,May\nAudit,June\n'

    assert rows(text) == [["Action", "By when"], ['"Train', "May"], ["Audit", "June"]]
    assert remarks(text) == [
        (2, "A quotation mark in this row has no partner. It is read as a sign of the text.")
    ]


def test_a_quotation_mark_closed_too_early_loses_nothing() -> None:
    text = 'Action,By when\n"Train" all,May\nAudit,June\n'

    assert rows(text) == [["Action", "By when"], ["Train all", "May"], ["Audit", "June"]]
    assert [row for row, _ in remarks(text)] == [2]


def test_a_very_long_cell_is_read() -> None:
    assert len(rows(f"A,B\n{'x' * 200_000},y\n")[1][0]) == 200_000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Train everyone by May\nAudit\n", "No columns were found in this file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "holds something else than text"),
        ("A,B\n" + "1,2\n" * 20_001, "This table has more than 20,000 rows."),
        ("A," * 61 + "B\n", "This table has more than 60 columns."),
    ],
)
def test_what_is_no_table_of_a_plan_is_refused(content: bytes | str, sentence: str) -> None:
    with pytest.raises(CannotRead, match=sentence):
        opened(content)


def test_empty_rows_and_columns_do_not_count() -> None:
    text = "A,B" + "," * 100 + "\n" + "1,2\n" * 10 + ",\n" * 20_001

    (table,) = opened(text).tables
    assert len(table.rows) == 11 and len(table.rows[0].cells) == 60


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=12)
shapes = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(shapes, st.sampled_from([",", ";", "\t", "|"]))
def test_any_table_written_as_csv_comes_back_in_its_places(
    table: list[list[str]], sign: str
) -> None:
    # Letters on both sides keep words from being bullets; the header settles the sign.
    table = [["Head"] * len(table[0])] * 9 + [[f"x{w}x" for w in record] for record in table]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(table)

    assert rows(out.getvalue()) == table
