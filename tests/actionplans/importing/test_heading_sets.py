"""Sets of headings as councils, boards and tools word them, each set as one plan has it.

`heading_sets.txt` has a set a line, "heading = field"; "?" where more than one field is right.
"""

from pathlib import Path

import pytest

from actionplans.importing.headings import columns
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field
from tests.actionplans.importing.building import cell

SETS = (Path(__file__).parent / "heading_sets.txt").read_text().splitlines()


@pytest.mark.parametrize("line", SETS)
def test_the_headings_of_a_set_are_mapped(line: str) -> None:
    pairs = [pair.rsplit(" = ", 1) for pair in line.split("; ")]
    found = columns([heading for heading, _ in pairs], (), {})

    wanted = [field if field != "?" else str(column.field) for (_, field), column in
              zip(pairs, found, strict=True)]  # fmt: skip
    assert [str(column.field) for column in found] == wanted


def mapped(headings: str, *rows: str) -> dict[str, Field]:
    """Return the field of each heading, parted by "|", above rows parted likewise."""
    names = headings.split("|")
    body: list[list[Cell]] = [[cell(text) for text in row.split("|")] for row in rows]
    return {column.heading: column.field for column in columns(names, body, {})}


TASKS = ("Write the policy|AB|May 2026|begun", "Train the staff|CD|June 2026|done")


def test_of_two_dates_the_exact_one_is_the_timescale_wherever_it_stands() -> None:
    for headings in ("Action|Date|Due date|Lead", "Action|Due date|Date|Lead"):
        assert mapped(headings)["Due date"] == Field.TIMESCALE
        assert mapped(headings)["Date"] == Field.OTHER
    assert mapped("Action|Date|Lead")["Date"] == Field.TIMESCALE
    assert mapped("Date of visit|Action|To be done by")["Date of visit"] == Field.OTHER


def test_the_number_of_the_evidence_is_no_reference() -> None:
    found = mapped("Zed|Action|Evidence ref", "YJ-1|Write|E4, E5", "YJ-2|Train|E4")

    assert found["Zed"] == Field.REFERENCE
    assert found["Evidence ref"] == Field.OTHER


def test_of_two_references_the_one_that_differs_on_each_row_is_it() -> None:
    found = mapped("Ref|Number|Action", "4|1.1|Write", "4|1.2|Train", "5|2.1|Meet")

    assert found["Number"] == Field.REFERENCE


def test_a_plan_whose_action_has_no_known_heading_has_its_longest_column_as_one() -> None:
    rows = ("1|AB|Oversight|May 2026|Read every file and tell the board",
            "2|CD|Workforce|June 2026|Train each manager in supervision")  # fmt: skip
    found = columns(
        ["Ref", "Lead", "Zed", "When", "Yon"], [[cell(t) for t in r.split("|")] for r in rows], {}
    )

    assert found[4].field == Field.ACTION
    assert not found[4].sure
    assert found[2].field == Field.OTHER


def test_a_column_of_marks_is_no_progress() -> None:
    bars = mapped("Action|Progress|Jan 2026|Feb 2026", "Write|Begun|▬▬|", "Train|Done||▬▬")

    assert bars["Progress"] == Field.PROGRESS
    assert Field.PROGRESS not in (bars["Jan 2026"], bars["Feb 2026"])


def test_a_column_of_few_words_of_how_it_stands_is_the_rating_whatever_it_is_called() -> None:
    rows = [f"Step {i}|AB|{w}" for i, w in enumerate(["Fully met", "Part met", "Not met"] * 2)]
    assert mapped("Action|Lead|Zed", *rows)["Zed"] == Field.RATING
    places = [f"Step {i}|AB|{w}" for i, w in enumerate(["North", "South"] * 3)]
    assert mapped("Action|Lead|Zed", *places)["Zed"] == Field.OTHER


def test_progress_that_only_says_begun_or_done_is_the_rating() -> None:
    states = ("Write|In progress", "Train|Not started", "Meet|Completed")
    assert mapped("Task name|Progress", *states)["Progress"] == Field.RATING
    told = (*states, "Ask|Ten people were asked in May and told us what they need.")
    assert mapped("Task name|Progress", *told)["Progress"] == Field.PROGRESS


def test_unknown_columns_of_sentences_are_what_is_done_and_how_it_went_and_not_sure() -> None:
    rows = (
        "Ensure that every file is read by a manager each month|AB|Ten files were read in May, "
        "and the report went to the board",
        "Train all managers in how to lead a supervision well|CD|The first course has been held "
        "and ten managers came to it",
    )
    body = [[cell(text) for text in row.split("|")] for row in rows]
    found = columns(["Zed", "Lead", "Yon"], body, {})

    assert [column.field for column in found] == [Field.ACTION, Field.LEADS, Field.PROGRESS]
    assert [column.sure for column in found] == [False, True, False]


def test_the_name_of_a_task_is_the_action_and_its_description_is_not() -> None:
    found = mapped("Task name|Description|Assigned to|Due date")
    assert (found["Task name"], found["Description"]) == (Field.ACTION, Field.OTHER)
    found = mapped("Description|Title|Assigned to|Due date")
    assert (found["Title"], found["Description"]) == (Field.ACTION, Field.OTHER)
    found = mapped("Name|Assignee|Due date")
    assert (found["Name"], found["Assignee"]) == (Field.ACTION, Field.LEADS)


def test_a_name_beside_who_leads_is_who_leads_where_another_column_is_the_action() -> None:
    assert mapped("Action|Lead agency|Name|When")["Name"] == Field.LEADS


def test_a_heading_below_a_long_one_is_read_alone() -> None:
    found = columns(
        ["For the service to fill in each month\nRef", "What\nAction", "Rating\nBefore",
         "Rating\nNow", "For the board\nForecast end date"], (), {},
    )  # fmt: skip

    assert [column.field for column in found] == [
        Field.REFERENCE, Field.ACTION, Field.OTHER, Field.RATING, Field.REVISED_DATE,
    ]  # fmt: skip
    assert found[3].heading == "Rating Now"
    how = columns(["Action", "How we rate ourselves\nIn May", "How we rate ourselves\nNow"], (), {})
    assert [column.field for column in how[1:]] == [Field.OTHER, Field.RATING]
