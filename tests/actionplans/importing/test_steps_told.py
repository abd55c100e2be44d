"""What a person says of the steps, of their progress and of their dates."""

import datetime

import pytest

from actionplans.importing.understanding import understand
from actionplans.importing.understood import Corrections
from tests.actionplans.importing.building import document, table
from tests.actionplans.importing.plan_rows import KNOWN, TWO, doubts, one, steps

NO_STEPS = ("Recommendation", "Action", "Timescale", "Lead")


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


@pytest.mark.parametrize("words", ["-", "N/A", "n/a", "None"])
def test_where_no_date_is_meant_there_is_no_doubt(words: str) -> None:
    row = one(("Audit", "Audit ten files", words, "Ann Poe", ""))

    assert (row.timescale, row.doubts) == (words, ())


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
