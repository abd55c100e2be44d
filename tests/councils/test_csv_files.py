"""CSV files: text never becomes a formula, and comes back as it was typed."""

import csv
import datetime
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from councils.csv_files import FORMULA_STARTS, csv_bytes

ATTACKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "- a list begun with a hyphen",
]
HEADINGS = ("Reference", "Words")


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# Anything that can be typed into a form and kept by the database: no NUL, no half characters.
typed = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
hostile = st.sampled_from(FORMULA_STARTS).flatmap(lambda start: typed.map(start.__add__))
texts = typed | hostile


@given(texts)
@example("=1+1")
@example("'=1+1")
def test_no_csv_cell_is_calculated_and_the_words_are_all_there(text: str) -> None:
    ((_, cell),) = read_csv(csv_bytes(HEADINGS, [("1", text)]))[1:]

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize("text", ATTACKS)
def test_known_attacks_stay_text_in_headings_too(text: str) -> None:
    (heading,) = read_csv(csv_bytes([text], []))

    assert not heading[0].startswith(FORMULA_STARTS)


def test_every_csv_cell_is_quoted_and_the_file_opens_in_excel_as_utf_8() -> None:
    content = csv_bytes(HEADINGS, [("1", 'Ŵyn, “quoted” "twice"')])

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        '"Reference","Words"',
        '"1","Ŵyn, “quoted” ""twice"""',
    ]


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_a_csv_file_has_a_line_for_each_row_whatever_is_in_it(rows: list[list[str]]) -> None:
    found = read_csv(csv_bytes(HEADINGS, rows))

    assert [len(row) for row in found] == [2] * (len(rows) + 1)


def test_days_are_written_year_first_in_a_csv_file_and_nothing_is_left_empty() -> None:
    rows = read_csv(csv_bytes(HEADINGS, [(datetime.date(2026, 11, 6), None), (0, -1)]))

    assert rows[1] == ["2026-11-06", ""]
    assert rows[2][0] == "0"
