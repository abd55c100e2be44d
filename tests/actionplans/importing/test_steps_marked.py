"""Steps that the marks of a list, or a date for each line, tell apart whatever their lines say."""

import datetime

import pytest

from actionplans.importing.tables import Cell
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known
from tests.actionplans.importing.building import document, table

HEADINGS = ("Action", "Milestones", "By when", "Lead")


def steps(milestones: str | Cell, dates: str = "May 2017") -> list[tuple[str, str]]:
    """Return the words and the timescale of each step of an action with these milestones."""
    rows = table(HEADINGS, ("Oversight", milestones, dates, "Head of Audit"))
    (row,) = understand(document(rows), Known(datetime.date(2017, 4, 26))).rows
    return [(step.text, step.timescale) for step in row.steps]


@pytest.mark.parametrize("second", ["managers and their teams", "Board members"])
def test_a_paragraph_with_a_mark_of_the_list_begins_a_step(second: str) -> None:
    lines = ("Send the report to", second)

    assert len(steps(Cell(lines))) == 1
    assert [text for text, _ in steps(Cell(lines, begins=(0, 1)))] == list(lines)


@pytest.mark.parametrize("mark", ["• ", "☐ ", "- ", "2. ", "b) "])
def test_a_mark_that_is_typed_begins_a_step_too(mark: str) -> None:
    lines = ("Send the report to", f"{mark}managers and teams")

    assert [text for text, _ in steps("\n".join(lines))] == list(lines)


def test_as_many_dates_as_lines_outweigh_the_look_of_a_line() -> None:
    lines = "Send the report to\nboard members\nagree the scope of"
    dates = ["May 2017", "June 2017", "July 2017"]

    assert [when for _, when in steps(lines, "\n".join(dates))] == dates
    assert len(steps(lines)) == 1


def test_a_list_below_a_colon_stays_one_step_with_it() -> None:
    cell = Cell(("Train staff in:", "thresholds", "recording"), begins=(1, 2))

    assert len(steps(cell)) == 1
