"""By when members are answered, and how a question stands: tables of cases."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.working_days import is_working_day
from scrutiny.questions.rules import (
    State,
    answer_due,
    late_words,
    moved_words,
    state_on,
    waiting_sentence,
)

MONDAY = datetime.date(2026, 11, 16)


def day(number: int) -> datetime.date:
    return MONDAY + datetime.timedelta(days=number)


@pytest.mark.parametrize(
    ("working_days", "next_meeting", "due"),
    [
        (1, None, day(1)),
        (5, None, day(7)),
        (10, None, day(14)),
        # The meeting is on a Thursday, a Monday, tomorrow, and on the day after a holiday.
        (10, day(10), day(9)),
        (10, day(7), day(4)),
        (10, day(1), day(14)),
        (10, datetime.date(2026, 12, 29), datetime.date(2026, 12, 24)),
    ],
)
def test_an_answer_is_due(
    working_days: int, next_meeting: datetime.date | None, due: datetime.date
) -> None:
    assert answer_due(MONDAY, working_days, next_meeting) == due


@given(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)),
    st.integers(1, 60),
    st.none() | st.integers(1, 400),
)
def test_whoever_answers_has_a_working_day_at_least(
    asked: datetime.date, days: int, ahead: int | None
) -> None:
    meeting = asked + datetime.timedelta(days=ahead) if ahead else None

    due = answer_due(asked, days, meeting)

    assert due > asked
    assert is_working_day(due)
    assert meeting is None or due < meeting or due == answer_due(asked, days)


@pytest.mark.parametrize(
    ("is_open", "is_taken_back", "answer_by", "state"),
    [
        (True, False, day(1), State.OPEN),
        (True, False, day(0), State.OPEN),
        (True, False, day(-1), State.LATE),
        (True, False, None, State.OPEN),
        (False, False, day(-1), State.ANSWERED),
        (False, True, day(-1), State.TAKEN_BACK),
    ],
)
def test_a_question_stands(
    is_open: bool, is_taken_back: bool, answer_by: datetime.date | None, state: State
) -> None:
    found = state_on(MONDAY, is_open=is_open, is_taken_back=is_taken_back, answer_by=answer_by)

    assert found == state
    assert found.is_open == is_open


@pytest.mark.parametrize(
    ("number", "late", "sentence"),
    [
        (0, 0, "No question waits for an answer."),
        (1, 0, "1 question waits for an answer; none is late."),
        (1, 1, "1 question waits for an answer, and is late."),
        (3, 0, "3 questions wait for an answer; none is late."),
        (3, 1, "3 questions wait for an answer; 1 is late."),
        (3, 2, "3 questions wait for an answer; 2 are late."),
        (3, 3, "3 questions wait for an answer, and all are late."),
    ],
)
def test_what_waits_is_one_sentence(number: int, late: int, sentence: str) -> None:
    assert waiting_sentence(number, late) == sentence


@pytest.mark.parametrize(
    ("number", "hidden", "sentence"),
    [
        (
            0,
            1,
            "No question shown waits for an answer. "
            "1 question is about an action that is confidential now and is not shown.",
        ),
        (
            2,
            3,
            "2 questions wait for an answer; none is late. "
            "3 questions are about actions that are confidential now and are not shown.",
        ),
    ],
)
def test_what_is_not_shown_is_counted(number: int, hidden: int, sentence: str) -> None:
    assert waiting_sentence(number, 0, hidden) == sentence


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (0, ""),
        (1, "its day was moved by 1 day"),
        (37, "its day was moved by 37 days"),
        (-3, "its day was brought forward by 3 days"),
    ],
)
def test_a_moved_day_says_by_how_much(now: int, words: str) -> None:
    assert moved_words(MONDAY, day(now)) == words


def test_how_late_it_is_in_words() -> None:
    assert [late_words(MONDAY, day(n)) for n in (1, 0, -1, -26)] == [
        "",
        "",
        "late by 1 day",
        "late by 26 days",
    ]
