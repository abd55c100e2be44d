"""Where in a file the plan is: small messy tables, one trap each."""

import pytest

from actionplans.importing.shape import find
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field
from tests.actionplans.importing.building import (
    AUDIT,
    HEADINGS,
    POLICY,
    TRAIN,
    actions,
    bands,
    document,
    shape,
    table,
    why,
)

# Other tables


@pytest.mark.parametrize(
    ("headings", "row", "said"),
    [
        (("Name", "Role", "Organisation"), ("A. Officer", "Chair", "Council"), "people"),
        (("Present", "Apologies"), ("Director of Children's Services", "Police"), "people"),
        (("Version", "Date", "Author", "Changes"), ("0.2", "May 2017", "A. O.", "x"), "versions"),
        (("Acronym", "Meaning"), ("MASH", "Multi-agency safeguarding hub"), "words mean"),
        (("RAG", "Definition"), ("Red", "Late by a month"), "key"),
        (
            ("Risk", "Likelihood", "Impact", "Mitigation", "Owner"),
            ("x", "3", "4", "y", "z"),
            "risk",
        ),
        (("Section", "Page"), ("Introduction", "2"), "contains"),
        (("Indicator", "2015/16", "2016/17"), ("Timely visits", "80%", "85%"), "not those of"),
    ],
)
@pytest.mark.parametrize("comes_first", [True, False])
def test_the_plan_is_found_beside_a_table_of_another_kind(
    headings: tuple[str, ...], row: tuple[str, ...], said: str, comes_first: bool
) -> None:
    other, plan = table(headings, row), table(HEADINGS, AUDIT, TRAIN)
    found = shape(*((other, plan) if comes_first else (plan, other)))

    assert found.tables == (int(comes_first),)
    assert actions(found) == ["Audit ten files", "Train every manager"]
    assert said in why(found, " | ".join(headings))
    assert said in why(found, row[0])


def test_the_front_sheet_of_a_report_is_not_the_plan() -> None:
    front = table(
        ("Report title", "Outcome of the inspection, and the action plan that answers it"),
        ("Cabinet member with lead responsibility", "Children and Young People"),
        ("Key decision", "No"),
        ("Wards affected", "All"),
        ("Accountable director", "Director of Children's Services"),
        ("Recommendation", "To approve the plan"),
    )
    found = shape(front, table(HEADINGS, AUDIT))

    assert actions(found) == ["Audit ten files"]
    assert why(found, "Wards affected") == "The front of a report, not the plan"
    assert shape(front).rows == ()


def test_of_tables_without_known_headings_the_one_that_holds_most_is_taken_with_a_doubt() -> None:
    small = table(("Visits in time", "80%"), ("Plans", "85%"))
    big = table(*[("Thing", "Chap", "Moment")] * 5)

    assert shape(small, big).tables == (1,)
    assert shape(small, small).tables == ()
    assert shape(small).tables == (0,)
    assert len(shape(small, big).problems) == 1


def test_the_key_and_the_people_below_the_plan_on_one_sheet_are_no_rows_of_it() -> None:
    found = shape(
        table(
            HEADINGS,
            AUDIT,
            TRAIN,
            ("", "", "", ""),
            ("Key", "", "", ""),
            ("Red", "More than a month late", "", ""),
            ("Green", "On target", "", ""),
            ("", "", "", ""),
            ("Name", "Role", "", ""),
            ("A. Officer", "Chair", "", ""),
        ),
        kind="xlsx",
    )

    assert actions(found) == ["Audit ten files", "Train every manager"]
    assert "note" in why(found, "Red")
    assert "people" in why(found, "A. Officer")


def test_a_file_without_a_plan_says_so() -> None:
    found = shape(table(("Name", "Role"), ("A. Officer", "Chair")))

    assert found.rows == ()
    assert "could not find a table" in found.problems[0].text
    assert shape().problems[0].text == found.problems[0].text
    assert shape(table()).rows == ()


def test_a_table_without_headings_is_read_by_its_cells_and_doubted() -> None:
    found = shape(table(("1", *AUDIT[:3]), ("2", *TRAIN[:3])), kind="csv")

    assert [str(column.field) for column in found.columns] == [
        "reference", "action", "leads", "timescale",
    ]  # fmt: skip
    assert actions(found) == ["Audit ten files", "Train every manager"]
    assert not any(column.sure for column in found.columns)
    assert len(found.problems) == 1


def test_headings_alone_are_a_plan_of_no_rows() -> None:
    found = shape(table(HEADINGS))

    assert [column.heading for column in found.columns] == list(HEADINGS)
    assert (found.rows, found.problems) == ((), ())


# Above the headings


def test_title_and_key_above_the_headings_are_no_rows() -> None:
    found = shape(
        table(
            (Cell(("Improvement plan 2017",), spans=3), "Key"),
            ("Red", "Late", "", ""),
            ("Green", "On target", "", ""),
            ("", "", "", ""),
            HEADINGS,
            AUDIT,
        ),
        kind="xlsx",
    )

    assert found.title == "Improvement plan 2017"
    assert actions(found) == ["Audit ten files"]
    assert found.rows[0].number == 6
    assert why(found, "Green") == "It stands above the headings"


def test_the_title_is_the_paragraph_that_speaks_of_a_plan() -> None:
    found = shape(table(HEADINGS, AUDIT, before=("Appendix One", "Action plan", "Draft")))

    assert found.title == "Action plan"
    assert bands(found) == [""]


def test_a_sentence_above_the_table_is_no_title() -> None:
    above = ("Improvement plan", "2. Approve the plan", "It is the plan of the whole council.")

    assert shape(table(HEADINGS, AUDIT, before=above)).title == "Improvement plan"
    assert shape(table(HEADINGS, AUDIT, before=above[1:])).title == ""


def test_headings_in_two_rows_are_read_together() -> None:
    found = shape(
        table(
            ("Action", Cell(("Lead",), spans=2), Cell(("When",), spans=2)),
            ("^", "Officer", "Agency", "Target date", "Revised date"),
            ("Audit ten files", "Head of Audit", "Council", "May 2017", "June 2017"),
        )
    )

    assert [(column.heading, str(column.field)) for column in found.columns] == [
        ("Action", "action"),
        ("Lead Officer", "leads"),
        ("Lead Agency", "leads"),
        ("When Target date", "timescale"),
        ("When Revised date", "revised_date"),
    ]
    assert actions(found) == ["Audit ten files"]


def test_a_heading_over_two_columns_without_names_is_the_heading_of_both() -> None:
    found = shape(
        table(
            ("Action", Cell(("Lead",), spans=2), "By when"),
            ("Audit ten files", "Head of Audit", "Police", "May 2017"),
        )
    )

    assert [column.heading for column in found.columns] == ["Action", "Lead", "Lead", "By when"]
    assert [c.text for c in found.rows[0].cells] == [
        "Audit ten files", "Head of Audit", "Police", "May 2017",
    ]  # fmt: skip


# Several tables


def test_a_table_cut_by_a_page_goes_on_with_its_headings_again() -> None:
    found = shape(
        table(HEADINGS, AUDIT, before=("Action plan",)),
        table(HEADINGS, TRAIN),
        table(HEADINGS, POLICY),
    )

    assert found.tables == (0, 1, 2)
    assert len(found.columns) == 4
    assert [(row.table, row.number) for row in found.rows] == [(0, 2), (1, 2), (2, 2)]
    assert bands(found) == ["", "", ""]


def test_words_that_read_like_headings_go_on_below_the_foot_of_a_page() -> None:
    reads_like_headings = ("Fathers take part", "Systems Lead", "when the form is next changed", "")
    foot = ("Page 3 of 7", "OFFICIAL")

    found = shape(table(HEADINGS, AUDIT), table(reads_like_headings, TRAIN, before=foot))

    assert actions(found) == ["Audit ten files", "Fathers take part", "Train every manager"]


def test_a_table_cut_by_a_page_goes_on_without_its_headings() -> None:
    found = shape(table(HEADINGS, AUDIT), table(TRAIN, POLICY))

    assert actions(found) == ["Audit ten files", "Train every manager", "Write the policy"]


def test_a_row_that_reads_like_headings_is_still_a_row_below_them() -> None:
    odd = ("Action plan updated", "Head of Service", "Complete by May", "Update given")

    assert actions(shape(table(HEADINGS, odd, TRAIN))) == [odd[0], TRAIN[0]]


def test_headings_with_long_notes_are_headings() -> None:
    notes = "Progress (say what was done since the board last met, " + "how you know, " * 6 + ")"
    found = shape(table((*HEADINGS[:3], notes), AUDIT))

    assert found.columns[3].field == Field.PROGRESS
    assert actions(found) == ["Audit ten files"]


def test_what_follows_with_other_columns_does_not_go_on() -> None:
    found = shape(table(HEADINGS, AUDIT), table(("Visits in time", "80%"), ("Plans", "85%")))

    assert actions(found) == ["Audit ten files"]
    assert found.tables == (0,)


def test_a_table_for_each_theme_is_one_plan_and_the_theme_stands_over_its_rows() -> None:
    found = shape(
        table(HEADINGS, AUDIT, before=("Action plan", "Theme 1: Oversight")),
        table(HEADINGS, TRAIN, before=("Theme 2: Workforce",)),
    )

    assert found.title == "Action plan"
    assert bands(found) == ["Theme 1: Oversight", "Theme 2: Workforce"]


def test_a_sheet_for_each_theme_is_one_plan_and_the_sheet_names_the_theme() -> None:
    found = shape(
        table(HEADINGS, AUDIT, name="Oversight"),
        table(HEADINGS, TRAIN, name="Workforce"),
        kind="xlsx",
    )

    assert bands(found) == ["Oversight", "Workforce"]
    assert bands(shape(table(HEADINGS, AUDIT, name="Sheet1"), kind="xlsx")) == [""]


def test_columns_in_another_order_are_joined_by_their_headings() -> None:
    found = shape(
        table(("No", *HEADINGS), ("1", *AUDIT)),
        table(("No", "By whom", "Action", "By when", "RAG"), ("2", "Board", "Meet", "May", "G")),
    )

    assert [column.heading for column in found.columns] == ["No", *HEADINGS, "RAG"]
    assert [c.text for c in found.rows[1].cells] == ["2", "Meet", "Board", "May", "", "G"]


def test_the_same_field_under_another_heading_is_one_column() -> None:
    found = shape(
        table(HEADINGS, AUDIT),
        table(("Action", "Lead officer", "Target date", "RAG"), ("Meet", "Board", "May", "G")),
    )

    assert [column.heading for column in found.columns] == [*HEADINGS, "RAG"]
    assert [c.text for c in found.rows[1].cells] == ["Meet", "Board", "May", "", "G"]


# What a person puts right


def test_a_person_says_what_a_column_is() -> None:
    found = shape(table(HEADINGS, AUDIT), columns={3: Field.NEXT_STEPS})

    assert found.columns[3].field == Field.NEXT_STEPS
    assert found.columns[3].sure


def test_what_a_person_says_is_progress_takes_its_place() -> None:
    plan = table((*HEADINGS, "Evidence"), (*AUDIT, "A report"))
    found = shape(plan, columns={4: Field.PROGRESS, 9: Field.ACTION})

    assert [str(column.field) for column in found.columns] == [
        "action", "leads", "timescale", "other", "progress",
    ]  # fmt: skip


def test_a_person_says_which_table_is_the_plan() -> None:
    plan, other = table(HEADINGS, AUDIT), table(("Indicator", "Value"), ("Visits", "80%"))

    assert shape(plan, other, tables=(1,)).tables == (1,)
    assert (
        why(shape(plan, plan, tables=(1,)), "Action") == "You said that this table is not the plan"
    )
    assert [c.text for c in shape(plan, other, tables=(1,)).rows[-1].cells] == ["Visits", "80%"]
    assert shape(plan, other, tables=()).rows == ()


def test_a_person_leaves_a_row_out_and_takes_one_in() -> None:
    found = shape(
        table(HEADINGS, AUDIT, ("Total", "12", "", "")),
        left_out=frozenset({(0, 2)}),
        taken_in=frozenset({(0, 3)}),
    )

    assert actions(found) == ["Total"]
    assert why(found, "Audit") == "You left it out"


def test_a_row_of_another_table_is_taken_in_with_all_its_words() -> None:
    people = table(("Name", "Role", "Body", "Email", "Telephone"), ("A", "B", "C", "D", "E"))
    found = shape(table(HEADINGS, AUDIT), people, taken_in=frozenset({(1, 2)}))

    assert [c.text for c in found.rows[1].cells] == ["A", "B", "C", "D", "E"]


def test_what_the_council_remembers_finds_a_table_of_its_own_words() -> None:
    said = {"thing": "action", "chap": "leads", "moment": "timescale"}
    own = document(table(("Thing", "Chap", "Moment"), ("Audit ten files", "A. O.", "May 2017")))

    assert actions(find(own, said)) == ["Audit ten files"]
    assert find(own, said).problems == ()


def test_the_theme_of_a_table_is_its_heading_and_not_the_note_below_it() -> None:
    note = "Sponsor: Head of Audit"
    found = shape(
        table(HEADINGS, AUDIT, before=("Leadership", "It is led by the board.", note)),
        table(HEADINGS, TRAIN, before=("Theme 2: Practice", note)),
    )

    assert bands(found) == ["Leadership", "Theme 2: Practice"]


def test_the_first_table_keeps_its_theme_where_another_table_stands_before_it() -> None:
    found = shape(
        table(("Name", "Role"), ("Ann Poe", "Chair"), before=("Improvement plan", "The board")),
        table(HEADINGS, AUDIT, before=("Leadership",)),
        table(HEADINGS, TRAIN, before=("Practice",)),
    )

    assert bands(found) == ["Leadership", "Practice"]
    assert found.title == "Improvement plan"
