"""Which step each text of a cell beside several steps belongs to."""

import datetime

import pytest

from actionplans.importing.tables import Cell
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Corrections, Field
from tests.actionplans.importing.building import document, table
from tests.actionplans.importing.plan_rows import KNOWN, TWO, doubts, one, steps

NO_STEPS = ("Recommendation", "Action", "Timescale", "Lead")


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


def test_numbers_written_by_hand_put_a_text_beside_its_step() -> None:
    three = "1. Audit ten files\n2. Report to the board\n3. Audit again"
    row = one(("Audit", three, "1. May 2017\n3. July 2017", "2. Ann Poe", ""))

    assert [(timescale, leads) for _, timescale, leads in steps(row)] == [
        ("1. May 2017", ""),
        ("", "2. Ann Poe"),
        ("3. July 2017", ""),
    ]
    assert [lead.words for lead in row.steps[1].leads] == ["Ann Poe"]
    assert [step.reading.due.month for step in row.steps if step.reading and step.reading.due] == [
        5,
        7,
    ]
    assert doubts(row) == []


def test_dates_that_begin_with_their_day_are_not_numbered() -> None:
    row = one(("Audit", "1. Audit\n2. Report\n3. Audit again", "1 May 2017\n3 July 2017", "", ""))

    assert row.timescale == "1 May 2017\n3 July 2017"
    assert len(doubts(row)) == 1
