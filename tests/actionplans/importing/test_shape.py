"""Where in a file the plan is: each table is a small trap of its own."""

from actionplans.importing.shape import find
from actionplans.importing.understood import Field
from tests.actionplans.importing.building import document, table

HEADINGS = ("Action", "By whom", "By when", "Progress")


def test_the_plan_is_found_among_other_tables() -> None:
    found = find(
        document(
            table(("Name", "Role"), ("A. Officer", "Head of Service")),
            table(HEADINGS, ("Audit ten files", "Head of Audit", "May 2017", "Begun")),
            table(("Colour", "Meaning"), ("Red", "Late")),
        ),
        {},
    )

    assert found.tables == (1,)
    assert [column.field for column in found.columns] == [
        Field.ACTION,
        Field.LEADS,
        Field.TIMESCALE,
        Field.PROGRESS,
    ]
    assert [row.cells[0].text for row in found.rows] == ["Audit ten files"]
    assert [skipped.text for skipped in found.skipped] == [
        "Name | Role",
        "A. Officer | Head of Service",
        "Action | By whom | By when | Progress",
        "Colour | Meaning",
        "Red | Late",
    ]
