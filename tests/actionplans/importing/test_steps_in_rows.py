"""Which rows of a file are one action, and which of them are its steps."""

from actionplans.importing.understanding import understand
from tests.actionplans.importing.building import document, table
from tests.actionplans.importing.plan_rows import HEADINGS, KNOWN, doubts, one, read, steps

# Several rows of the file


def test_rows_under_a_merged_action_are_its_steps() -> None:
    row = one(
        ("Audit more", "Audit ten files", "31 May 2017", "Ann Poe", "Begun"),
        ("^", "Report to the board", "", "Bo Quill", "Not begun"),
    )

    assert row.numbers == (2, 3)
    assert steps(row) == [
        ("Audit ten files", "31 May 2017", "Ann Poe"),
        ("Report to the board", "", "Bo Quill"),
    ]
    assert (row.timescale, row.progress) == ("", "Begun\nNot begun")


def test_a_cell_merged_over_all_steps_is_the_rows() -> None:
    row = one(
        ("Audit more", "Audit ten files", "31 May 2017", "Ann Poe\nBo Quill", ""),
        ("^", "Report to the board", "^", "^", ""),
        ("^", "Audit again", "^", "^", ""),
    )

    assert (row.timescale, row.printed_leads) == ("31 May 2017", "Ann Poe\nBo Quill")
    assert [timescale for _, timescale, _ in steps(row)] == ["", "", ""]
    assert doubts(row) == []


def test_a_cell_merged_over_some_steps_is_theirs() -> None:
    row = one(
        ("Audit more", "Audit ten files", "31 May 2017", "", ""),
        ("^", "Report to the board", "^", "", ""),
        ("^", "Audit again", "July 2017", "", ""),
    )

    assert [timescale for _, timescale, _ in steps(row)] == [
        "31 May 2017",
        "31 May 2017",
        "July 2017",
    ]


def test_a_lead_only_in_the_first_row_leads_all_steps() -> None:
    row = one(
        ("Audit more", "Audit ten files", "May 2017", "Ann Poe", ""),
        ("", "Report to the board", "June 2017", "", ""),
    )

    assert row.printed_leads == "Ann Poe"
    assert steps(row) == [
        ("Audit ten files", "May 2017", ""),
        ("Report to the board", "June 2017", ""),
    ]


def test_a_row_with_a_date_and_no_words_is_a_step_too() -> None:
    row = one(
        ("Audit more", "Audit ten files", "May 2017", "", ""),
        ("", "", "June 2017", "", ""),
    )

    assert steps(row) == [("Audit ten files", "May 2017", ""), ("", "June 2017", "")]


def test_a_row_with_more_progress_is_no_step() -> None:
    row = one(
        ("Audit more", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
        ("", "", "", "Bo Quill", "Going well"),
    )

    assert steps(row) == [("Audit ten files", "", "")]
    assert row.printed_leads == "Ann Poe\nBo Quill"
    assert row.progress == "Begun\nGoing well"


def test_a_row_that_a_page_cut_goes_on_where_it_was() -> None:
    row = one(
        ("Audit more", "Audit ten files of each", "May 2017", "Ann Poe", "A report is being"),
        HEADINGS,
        ("", "team\nReport to the board", "June 2017", "Bo Quill", "written\nIt is long"),
    )

    assert row.numbers == (2, 4)
    assert steps(row) == [
        ("Audit ten files of each team", "May 2017", "Ann Poe"),
        ("Report to the board", "June 2017", "Bo Quill"),
    ]
    assert row.progress == "A report is being written\nIt is long"


def test_names_on_both_sides_of_a_page_belong_to_the_steps_of_their_side() -> None:
    row = one(
        ("Audit more", "Audit ten files", "Monthly", "Ann Poe\nAnn Poe", "A report is"),
        ("", "Report to the board", "June 2017", "Bo Quill", "being written"),
    )

    assert [step.printed_leads for step in row.steps] == ["Ann Poe\nAnn Poe", "Bo Quill"]
    assert [len(step.leads) for step in row.steps] == [1, 1]
    assert doubts(row) == []


def test_an_action_cut_by_a_page_is_one_action() -> None:
    row = one(
        ("Make sure that all files are", "Audit ten files", "May 2017", "", ""),
        HEADINGS,
        ("audited in time", "", "", "", ""),
    )

    assert row.action == "Make sure that all files are audited in time"


def test_what_has_a_number_of_its_own_is_not_the_end_of_the_action_above() -> None:
    headings = ("Ref", *HEADINGS)
    first = ("A1", "Make sure that all files are", "Audit ten files", "May 2017", "", "")
    second = ("A2", "audited in time", "", "", "", "")

    found = understand(document(table(headings, first, headings, second)), KNOWN)

    assert [(row.reference, row.action) for row in found.rows] == [
        ("A1", "Make sure that all files are"),
        ("A2", "audited in time"),
    ]


def test_rows_in_small_letters_are_rows_of_their_own() -> None:
    rows = read(
        ("", "audit ten files", "May 2017", "", "begun"),
        ("audit more", "audit ten files", "May 2017", "", "begun"),
        ("report more", "report to the board", "June 2017", "", "not begun"),
    )

    assert [row.action for row in rows] == ["", "audit more", "report more"]


def test_an_action_repeated_in_each_row_has_a_step_in_each() -> None:
    found = understand(
        document(
            table(
                ("Ref", *HEADINGS),
                ("A1", "Audit more", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
                ("A1", "Audit more", "Report to the board", "June 2017", "Ann Poe", "Begun"),
                ("A2", "Audit more", "Audit again", "July 2017", "Ann Poe", ""),
            )
        ),
        KNOWN,
    )

    assert [(row.reference, len(row.steps)) for row in found.rows] == [("A1", 2), ("A2", 1)]
    assert found.rows[0].action == "Audit more"
    assert found.rows[0].progress == "Begun"


def test_small_letters_under_a_merged_action_begin_a_step() -> None:
    row = one(
        ("Audit more", "Audit ten files of each team", "May 2017", "Ann Poe", ""),
        ("^", "report what was found to the board", "", "Bo Quill", ""),
    )

    assert steps(row) == [
        ("Audit ten files of each team", "May 2017", "Ann Poe"),
        ("report what was found to the board", "", "Bo Quill"),
    ]
