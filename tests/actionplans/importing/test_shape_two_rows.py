"""Headings that stand in two rows: seen by their merged cells, whatever they say."""

from actionplans.importing.tables import Cell, Row, Table
from actionplans.importing.understood import Field
from tests.actionplans.importing.building import cell, shape, table

ROWS = (
    ("1", "Plans are late", "Write each plan in ten days", "Head of Care", "May 2026", "Begun"),
    ("2", "Files are thin", "Read ten files a month", "Head of Audit", "June 2026", "Done"),
)


def over(words: str, columns: int) -> Cell:
    return Cell((words,), spans=columns)


def test_two_rows_of_headings_neither_of_which_says_enough_are_read_together() -> None:
    found = shape(
        table(
            ("Zed", over("From the letter", 2), over("Who and until which day", 2), "Yon"),
            ("^", "Point", "Reply", "Chap", "Due", "^"),
            *ROWS,
        )
    )

    assert [row.number for row in found.rows] == [3, 4]
    assert [column.heading for column in found.columns] == [
        "Zed", "From the letter Point", "From the letter Reply", "Who and until which day Chap",
        "Who and until which day Due", "Yon",
    ]  # fmt: skip


def test_the_lower_heading_says_the_field_where_the_upper_one_says_who_fills_it_in() -> None:
    upper = "To be filled in by the lead officer before each meeting of the improvement board"
    rows = (
        (over("What was asked of us in the report", 2), "Action", over(upper, 3)),
        ("Ref", "Recommendation", "^", "Owner", "Forecast end date", "Progress"),
        *ROWS,
    )
    marked = [Row(i, tuple(map(cell, row)), i < 3) for i, row in enumerate(rows, 1)]
    found = shape(Table(tuple(marked), "Table 1"))

    assert [column.field for column in found.columns] == [
        Field.REFERENCE, Field.RECOMMENDATION, Field.ACTION, Field.LEADS, Field.REVISED_DATE,
        Field.PROGRESS,
    ]  # fmt: skip
    assert [row.number for row in found.rows] == [3, 4]


def test_a_row_merged_across_is_no_upper_heading_where_nothing_parts_it() -> None:
    headings = ("Ref", "Finding", "Action", "Lead", "By when", "Progress")
    found = shape(table(headings, ("1", "Plans are late", over("Write each plan", 3), "Begun")))

    assert [row.number for row in found.rows] == [2]
