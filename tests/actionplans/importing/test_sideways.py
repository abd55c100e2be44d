"""A plan too wide for its page, whose columns go on in a second table with the same numbers."""

import pytest

from actionplans.importing.tables import Table
from actionplans.importing.understood import Field
from tests.actionplans.importing.building import actions, band, bands, shape, table

FIRST = table(
    ("No", "Recommendation", "Action"),
    (band("Within 3 months", 3),),
    ("1", "Plans are late", "Write each plan in ten days"),
    ("2", "Files are thin", "Read ten files a month"),
    before=("Action plan",),
)
MORE = table(
    ("No", "Lead", "By when", "Update"),
    ("1", "Head of Care", "May 2026", "Begun"),
    ("2", "Head of Audit", "June 2026", "Five were read"),
    ("", "", "", "Five were not"),
)


def test_the_further_columns_stand_beside_the_rows_with_the_same_number() -> None:
    found = shape(FIRST, MORE)

    assert [str(column.field) for column in found.columns] == [
        "reference", "recommendation", "action", "leads", "timescale", "progress",
    ]  # fmt: skip
    assert actions(found) == ["Write each plan in ten days", "Read ten files a month"]
    assert [c.text for c in found.rows[1].cells][3:] == [
        "Head of Audit", "June 2026", "Five were read\nFive were not",
    ]  # fmt: skip
    assert bands(found) == ["Within 3 months"] * 2
    assert {skipped.why for skipped in found.skipped if skipped.table == 1} == {
        "The further columns of the rows above with the same numbers"
    }


def test_columns_go_on_beside_both_halves_of_a_table_cut_by_a_page() -> None:
    head, _, one, two = (tuple(c.text for c in row.cells) for row in FIRST.rows)
    found = shape(table(head, one), table(head, two), MORE)

    at = [column.field for column in found.columns].index(Field.LEADS)
    assert [row.cells[at].text for row in found.rows] == ["Head of Care", "Head of Audit"]


@pytest.mark.parametrize(
    "other",
    [
        table(("No", "Lead", "By when"), ("3", "Head of Care", "May 2026")),
        table(("No", "Lead", "By when"), ("1", "Head of Care", "May"), ("1", "Police", "June")),
        table(("Nr", "Lead", "By when"), ("1", "Head of Care", "May 2026")),
    ],
)
def test_other_numbers_or_another_first_column_go_on_with_nothing(other: Table) -> None:
    found = shape(FIRST, other)

    assert "Lead" not in [column.heading for column in found.columns][:3]
    assert [c.text for c in found.rows[0].cells][:3] == [c.text for c in FIRST.rows[2].cells]


def test_a_second_sheet_with_the_same_numbers_is_no_further_columns() -> None:
    found = shape(FIRST, MORE, kind="xlsx")

    assert all(skipped.why != "The further columns of the rows above with the same numbers"
               for skipped in found.skipped)  # fmt: skip
