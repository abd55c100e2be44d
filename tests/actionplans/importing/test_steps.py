"""Which step each date, name and text of a row belongs to: one trap a table."""

import datetime

import pytest

from actionplans.importing.tables import Cell
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Corrections, Field, Known, ReadRow
from tests.actionplans.importing.building import Said, document, table

AGREED = datetime.date(2017, 4, 26)
KNOWN = Known(AGREED)
HEADINGS = ("Action", "Milestones", "Timescales", "Lead Officers", "Progress")


def read(*rows: tuple[Said, ...], corrections: Corrections | None = None) -> list[ReadRow]:
    """Return the plan's rows of a table with the five usual headings."""
    found = understand(document(table(HEADINGS, *rows)), KNOWN, corrections)
    assert all(problem in found.problems for row in found.rows for problem in row.doubts)
    return list(found.rows)


def one(*rows: tuple[Said, ...], corrections: Corrections | None = None) -> ReadRow:
    """Return the only row of the plan."""
    (row,) = read(*rows, corrections=corrections)
    return row


def steps(row: ReadRow) -> list[tuple[str, str, str]]:
    """Return the words, timescale and printed leads of each step."""
    return [(step.text, step.timescale, step.printed_leads) for step in row.steps]


def doubts(row: ReadRow) -> list[str]:
    return [doubt.text for doubt in row.doubts]


TWO = "Audit ten files\nReport to the board"


# One cell, several steps


def test_as_many_dates_and_names_as_steps_are_one_each() -> None:
    row = one(("Audit more", TWO, "31 May 2017\nJune 2017", "Ann Poe\nBo Quill", "Begun"))

    assert steps(row) == [
        ("Audit ten files", "31 May 2017", "Ann Poe"),
        ("Report to the board", "June 2017", "Bo Quill"),
    ]
    assert [step.reading.due for step in row.steps if step.reading] == [
        datetime.date(2017, 5, 31),
        datetime.date(2017, 6, 30),
    ]
    assert (row.timescale, row.printed_leads, row.progress) == ("", "", "Begun")
    assert doubts(row) == []


def test_what_stands_once_is_the_rows() -> None:
    row = one(("Audit more", TWO, "31 May 2017", "Ann Poe", ""))

    assert steps(row) == [("Audit ten files", "", ""), ("Report to the board", "", "")]
    assert (row.timescale, row.printed_leads) == ("31 May 2017", "Ann Poe")
    assert row.reading
    assert row.reading.due == datetime.date(2017, 5, 31)
    assert doubts(row) == []


def test_another_number_of_names_is_a_doubt_and_no_guess() -> None:
    row = one(("Audit more", TWO, "May 2017", "Ann Poe\nBo Quill\nCy Ray", ""))

    assert steps(row) == [("Audit ten files", "", ""), ("Report to the board", "", "")]
    assert row.printed_leads == "Ann Poe\nBo Quill\nCy Ray"
    (doubt,) = row.doubts
    assert (doubt.row, doubt.column) == (2, "Lead Officers")
    assert doubt.text == (
        "In row 2, two steps but three names. "
        "Say which belongs to which step; until then they stand for the whole row."
    )


def test_a_person_says_which_name_belongs_to_which_step() -> None:
    told = Corrections(places={(0, 2, Field.LEADS): (1, 1, 2)})
    row = one(("Audit more", TWO, "", "Ann Poe\nBo Quill\nCy Ray", ""), corrections=told)

    assert steps(row) == [
        ("Audit ten files", "", "Ann Poe\nBo Quill"),
        ("Report to the board", "", "Cy Ray"),
    ]
    assert doubts(row) == []


@pytest.mark.parametrize("places", [(1,), (1, 2), (3, 1, 1), (-1, 0, 0)])
def test_what_a_person_said_of_other_texts_is_passed_over(places: tuple[int, ...]) -> None:
    told = Corrections(places={(0, 2, Field.LEADS): places})
    row = one(("Audit more", TWO, "", "Ann Poe\nBo Quill\nCy Ray", ""), corrections=told)

    assert row.printed_leads == "Ann Poe\nBo Quill\nCy Ray"
    assert len(doubts(row)) == 1


def test_where_each_text_was_put_is_there_to_be_put_right() -> None:
    row = one(("Audit more", TWO, "May 2017", "Ann Poe\nBo Quill", "Begun\nNot begun"))

    assert [(s.field, s.texts, s.steps, s.sure) for s in row.stacked] == [
        (Field.TIMESCALE, ("May 2017",), (0,), True),
        (Field.LEADS, ("Ann Poe", "Bo Quill"), (1, 2), True),
        (Field.PROGRESS, ("Begun", "Not begun"), (0, 0), True),
    ]


def test_two_leads_in_a_paragraph_are_two_of_one_step() -> None:
    row = one(("Audit more", TWO, "", "Ann Poe / Bo Quill\nCy Ray", ""))

    assert [[lead.words for lead in step.leads] for step in row.steps] == [
        ["Ann Poe", "Bo Quill"],
        ["Cy Ray"],
    ]


def test_a_line_with_a_colon_is_one_step_with_the_list_below_it() -> None:
    words = "Train all staff in:\nrecording\nlistening\n\nReport to the board"
    row = one(("Train", words, "May 2017\nJune 2017", "", ""))

    assert steps(row) == [
        ("Train all staff in:\nrecording\nlistening", "May 2017", ""),
        ("Report to the board", "June 2017", ""),
    ]


def test_a_list_below_a_colon_is_parted_where_each_line_has_its_date() -> None:
    words = "Train all staff in:\nRecording\nListening"
    row = one(("Train", words, "May 2017\nJune 2017\nJuly 2017", "", ""))

    assert [step.text for step in row.steps] == words.split("\n")


def test_dates_beside_as_many_paragraphs_of_one_step_are_a_doubt() -> None:
    found = understand(
        document(table(NO_STEPS, ("Audit more", TWO, "May 2017\nJune 2017", "Ann Poe"))), KNOWN
    )

    assert [problem.text for problem in found.problems] == [
        "In row 2, two dates beside two paragraphs of one step. "
        "Split it if each date is for one of them."
    ]


def test_a_sentence_over_two_lines_is_one_step() -> None:
    row = one(("Audit", "Audit ten files of each\nteam every month\nReport", "", "", ""))

    assert [step.text for step in row.steps] == [
        "Audit ten files of each team every month",
        "Report",
    ]


def test_a_list_in_small_letters_is_a_step_each() -> None:
    row = one(("Audit", "audit ten files\nreport to the board", "", "", ""))

    assert [step.text for step in row.steps] == ["audit ten files", "report to the board"]


def test_a_date_over_two_lines_is_one() -> None:
    row = one(("Audit", TWO, "31 March\n2018\n1 May 2018,\nmonthly thereafter", "", ""))

    assert [step.timescale for step in row.steps] == [
        "31 March 2018",
        "1 May 2018, monthly thereafter",
    ]


def test_a_date_in_figures_ends_with_its_line() -> None:
    row = one(("Audit", TWO, "31.03.15\nApril 2015", "", ""))

    assert [step.timescale for step in row.steps] == ["31.03.15", "April 2015"]


def test_empty_paragraphs_put_a_date_beside_its_step() -> None:
    three = "Audit ten files\n\nReport to the board\n\nAudit again"
    row = one(("Audit", three, "May 2017\n\n\n\nJuly 2017", "\n\nAnn Poe", ""))

    assert steps(row) == [
        ("Audit ten files", "May 2017", ""),
        ("Report to the board", "", "Ann Poe"),
        ("Audit again", "July 2017", ""),
    ]
    assert doubts(row) == []


def test_empty_paragraphs_that_fit_no_step_leave_a_doubt() -> None:
    three = "Audit ten files\n\nReport to the board\n\nAudit again"
    row = one(("Audit", three, "May 2017\n\n\nJuly 2017", "", ""))

    assert row.timescale == "May 2017\nJuly 2017"
    assert [text.split(".")[0] for text in doubts(row)] == ["In row 2, three steps but two dates"]


def test_a_date_of_the_file_is_that_day_and_keeps_its_words() -> None:
    day = datetime.date(2018, 3, 31)
    row = one(("Audit", "Audit ten files", Cell(("31/03/18 or so",), day=day), "", ""))

    assert row.timescale == "31/03/18 or so"
    assert row.reading
    assert (row.reading.due, row.reading.precision) == (day, "day")


def test_a_date_shown_as_a_month_means_its_end() -> None:
    shown = Cell(("March 2018",), day=datetime.date(2018, 3, 1))
    row = one(("Audit", "Audit ten files", shown, "", ""))

    assert row.reading
    assert (row.reading.due, row.reading.precision) == (datetime.date(2018, 3, 31), "month")


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


# What a person says of the steps


def test_a_person_joins_a_rows_paragraphs_to_one_step() -> None:
    told = Corrections(one_step=frozenset({(0, 2)}))
    row = one(("Audit", TWO, "May 2017\nJune 2017", "", ""), corrections=told)

    assert steps(row) == [(TWO, "", "")]
    assert row.timescale == "May 2017\nJune 2017"


def test_a_person_joins_an_actions_rows_to_one_step() -> None:
    row = one(
        ("Audit more", "Audit ten files", "May 2017", "Ann Poe", ""),
        ("^", "Report to the board", "June 2017", "Bo Quill", ""),
        corrections=Corrections(one_step=frozenset({(0, 2)})),
    )

    assert steps(row) == [(TWO, "", "")]
    assert (row.timescale, row.printed_leads) == ("May 2017\nJune 2017", "Ann Poe\nBo Quill")


def test_a_person_splits_what_was_taken_for_one() -> None:
    told = Corrections(split=frozenset({(0, 2)}))
    row = one(
        ("Train", "Train staff in:\nrecording", "May 2017\nJune 2017", "", ""), corrections=told
    )

    assert steps(row) == [("Train staff in:", "May 2017", ""), ("recording", "June 2017", "")]


NO_STEPS = ("Recommendation", "Action", "Timescale", "Lead")


def test_without_a_column_for_steps_an_action_has_one_without_words() -> None:
    found = understand(
        document(table(NO_STEPS, ("Audit more", TWO, "May 2017\nJune 2017", "Ann Poe"))), KNOWN
    )

    (row,) = found.rows
    assert (row.action, steps(row)) == (TWO, [("", "", "")])
    assert row.timescale == "May 2017\nJune 2017"


def test_without_a_column_for_steps_a_person_can_split_the_action() -> None:
    found = understand(
        document(table(NO_STEPS, ("Audit more", TWO, "May 2017\nJune 2017", "Ann Poe"))),
        KNOWN,
        Corrections(split=frozenset({(0, 2)})),
    )

    (row,) = found.rows
    assert steps(row) == [
        ("Audit ten files", "May 2017", ""),
        ("Report to the board", "June 2017", ""),
    ]
    assert (row.recommendation, row.action) == ("Audit more", "")


def test_rows_under_an_empty_action_without_a_column_for_steps_have_a_date_each() -> None:
    found = understand(
        document(
            table(
                NO_STEPS,
                ("Audit more", "Audit ten files", "May 2017", "Ann Poe"),
                ("", "", "June 2017", "Bo Quill"),
            )
        ),
        KNOWN,
    )

    (row,) = found.rows
    assert steps(row) == [("", "May 2017", "Ann Poe"), ("", "June 2017", "Bo Quill")]


# Progress


def test_progress_is_the_rows_until_a_person_says_otherwise() -> None:
    row = one(("Audit", TWO, "", "", "Ten are audited\nA report is written"))

    assert [step.progress for step in row.steps] == ["", ""]
    assert row.progress == row.progress_of_row == "Ten are audited\nA report is written"


def test_a_person_pairs_progress_with_the_steps() -> None:
    told = Corrections(progress_by_step=frozenset({(0, 2)}))
    row = one(
        ("Audit", TWO, "", "", "Ten are audited\nACTION COMPLETED\nA report is written\nMore"),
        corrections=told,
    )

    assert [step.progress for step in row.steps] == ["Ten are audited", "A report is written"]
    assert row.progress_of_row == "ACTION COMPLETED\nMore"


def test_a_text_that_only_says_that_it_is_complete_is_the_rows_claim() -> None:
    row = one(("Audit", TWO, "", "", "Ten are audited\nACTION COMPLETED"))

    assert (row.claim, row.rating_meaning, row.rating) == ("ACTION COMPLETED", "complete", "")
    assert row.progress == "Ten are audited\nACTION COMPLETED"


def test_a_text_that_says_more_is_no_claim() -> None:
    row = one(("Audit", TWO, "", "", "The audit is completed in part"))

    assert (row.claim, row.rating_meaning) == ("", "")


# Dates


def test_a_timescale_without_a_date_says_so_on_its_row() -> None:
    row = one(("Audit", "Audit ten files", "after half-term", "", ""))

    (doubt,) = row.doubts
    assert (doubt.row, doubt.column) == (2, "Timescales")
    assert doubt.text == (
        "We could not find a date in 'after half-term'. "
        "It will print as written and not count as late until you give one."
    )


def test_a_person_gives_the_day_that_words_mean() -> None:
    day = datetime.date(2017, 6, 5)
    row = one(
        ("Audit", TWO, "after half-term\nMay 2017", "", ""),
        corrections=Corrections(due={(0, 2, 0): day}),
    )

    first, second = row.steps
    assert first.timescale == "after half-term"
    assert first.reading
    assert (first.reading.due, first.is_corrected) == (day, True)
    assert not second.is_corrected
    assert doubts(row) == []


@pytest.mark.parametrize(
    ("words", "timescale", "rule"),
    [
        ("Bi-monthly audits of practice", "31 March 2018", "FREQ=MONTHLY;INTERVAL=2"),
        ("Quarterly dip sampling", "", "FREQ=MONTHLY;INTERVAL=3"),
        ("Show the figures to the board on a monthly basis", "", "FREQ=MONTHLY"),
        ("Review practice by bi-monthly audits", "", "FREQ=MONTHLY;INTERVAL=2"),
        ("Audit ten files each month", "", "FREQ=MONTHLY"),
        ("Daily updates to the director", "28 February 2017", ""),
        ("Publish the annual report", "", ""),
        ("Write a quarterly report by March", "", ""),
        ("Quarterly dip sampling", "Monthly", ""),
        ("Audit ten files", "", ""),
    ],
)
def test_a_steps_own_words_say_how_often_where_its_timescale_does_not(
    words: str, timescale: str, rule: str
) -> None:
    row = one(("Audit", words, timescale, "Ann Poe", "Ten files are audited."))

    assert [step.recurrence for step in row.steps] == [rule]
