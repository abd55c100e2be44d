"""What is owed after an inspection, by which day, and how a page says so."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.working_days import (
    bank_holidays,
    is_working_day,
    working_days_after,
    working_days_between,
)
from inspections.clock import DRAFT, PLAN, STATEMENT, Clock, Duty, State, duties
from inspections.frameworks import FRAMEWORKS


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


WRITTEN = Duty(STATEMENT, 70)


@pytest.mark.parametrize(
    ("framework", "plainly", "with_priority_action"),
    [
        ("jar-apa-2005", [], []),
        ("slac-2009", [(STATEMENT, 70)], [(STATEMENT, 70)]),
        ("protection-2012", [(STATEMENT, 70)], [(STATEMENT, 70)]),
        ("sif-2013", [(STATEMENT, 70)], [(STATEMENT, 70)]),
        ("sif-reinspection-2017", [(STATEMENT, 70)], [(STATEMENT, 70)]),
        ("ilacs-2018", [(STATEMENT, 70)], [(STATEMENT, 70)]),
        ("ilacs-2026", [(STATEMENT, 70)], [(STATEMENT, 70)]),
        ("focused-visit", [], [(DRAFT, 20), (STATEMENT, 70)]),
        ("monitoring-visit", [], []),
        ("jtai-2016", [(STATEMENT, 70)], [(STATEMENT, 70)]),
        ("local-area-send-2016", [], [(STATEMENT, 70)]),
        ("local-area-send-revisit", [], []),
        ("area-send-2023", [], [(PLAN, None)]),
        ("peer-review", [], []),
        ("audit", [], []),
        ("self-evaluation", [], []),
    ],
)
def test_what_is_owed_follows_from_the_kind_of_inspection(
    framework: str, plainly: list[object], with_priority_action: list[object]
) -> None:
    for asked, owed in ((False, plainly), (True, with_priority_action)):
        found = duties(framework, priority_action=asked)
        assert [(duty.kind, duty.working_days) for duty in found] == owed


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_framework_says_whether_something_is_owed(framework: str) -> None:
    for asked in (False, True):
        assert isinstance(duties(framework, priority_action=asked), tuple)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        # Easter and both May bank holidays lie between.
        ("2017-03-31", 70, "2017-07-13"),
        # Christmas, Boxing Day with its substitutes, and New Year's Day.
        ("2021-12-01", 20, "2021-12-31"),
        ("2021-12-03", 20, "2022-01-05"),
        ("2026-12-10", 20, "2027-01-12"),
        # 2022: the spring holiday moved to June, the Jubilee, the day of the Queen's funeral.
        ("2022-05-18", 20, "2022-06-17"),
        ("2022-06-20", 70, "2022-09-28"),
        # 2023: the day of the Coronation.
        ("2023-04-28", 20, "2023-05-31"),
        # Received at a weekend or on a bank holiday: the next working day is day 1.
        ("2026-08-29", 1, "2026-09-01"),
        ("2026-08-31", 1, "2026-09-01"),
        ("2026-11-16", 70, "2027-02-25"),
    ],
)
def test_working_days_are_counted_from_the_day_after_receipt(
    received: str, days: int, due: str
) -> None:
    assert Clock(Duty(STATEMENT, days), date(received)).due == _counted(date(received), days)
    assert Clock(Duty(STATEMENT, days), date(received)).due == date(due)


def _counted(day: datetime.date, number: int) -> datetime.date:
    """Return the day by plain counting, without the rule's own helper."""
    while number:
        day += datetime.timedelta(1)
        if day.weekday() < 5 and day not in bank_holidays(day.year):
            number -= 1
    return day


DAYS = st.dates(date("1996-01-01"), date("2040-01-01"))


@given(DAYS, st.integers(1, 90))
def test_what_is_counted_never_falls_on_a_day_off_and_is_that_many_days_away(
    received: datetime.date, number: int
) -> None:
    due = Clock(Duty(STATEMENT, number), received).due

    assert due is not None
    assert is_working_day(due)
    assert working_days_between(received, due) == number


@given(DAYS, st.integers(-40, 40))
def test_one_day_later_is_never_fewer_working_days(day: datetime.date, far: int) -> None:
    other = day + datetime.timedelta(far)
    after = other + datetime.timedelta(1)

    assert working_days_between(day, after) - working_days_between(day, other) in (0, 1)
    if far <= 0:
        assert working_days_between(day, other) == 0


def test_a_day_the_letter_prints_overrides_the_count_and_both_are_shown() -> None:
    clock = Clock(WRITTEN, date("2017-03-31"), printed_due=date("2017-07-07"))

    assert clock.due == date("2017-07-07")
    assert clock.reasons == (
        "The letter prints 7 July 2017, and that day counts.",
        "70 working days from 31 March 2017, when the report was received, would end on "
        "13 July 2017.",
    )
    assert Clock(WRITTEN, date("2017-03-31")).reasons == (
        "70 working days from 31 March 2017, when the report was received, end on 13 July 2017.",
    )
    assert Clock(WRITTEN, printed_due=date("2017-07-07")).due == date("2017-07-07")
    assert Clock(WRITTEN).reasons == ()


def test_a_plan_whose_term_only_the_letter_has_is_not_counted() -> None:
    clock = Clock(Duty(PLAN, None), date("2025-01-06"))

    assert clock.due is None
    assert "The day the letter prints for it is not held." in clock.sentence(date("2025-01-06"))


@pytest.mark.parametrize(
    ("day", "state", "sentence"),
    [
        (
            "2017-05-08",
            State.RUNNING,
            "The written statement of action is due on 12 May 2017, in 4 working days.",
        ),
        (
            "2017-05-11",
            State.RUNNING,
            "The written statement of action is due on 12 May 2017, in 1 working day.",
        ),
        ("2017-05-12", State.TODAY, "The written statement of action is due today."),
        (
            "2017-05-14",
            State.LATE,
            "The written statement of action was due on 12 May 2017. It is late.",
        ),
        (
            "2017-05-15",
            State.LATE,
            "The written statement of action was due on 12 May 2017. It is 1 working day late.",
        ),
        (
            "2017-05-18",
            State.LATE,
            "The written statement of action was due on 12 May 2017. It is 4 working days late.",
        ),
    ],
)
def test_the_sentence_says_plainly_how_it_stands(day: str, state: State, sentence: str) -> None:
    clock = Clock(WRITTEN, printed_due=date("2017-05-12"))

    assert clock.state(date(day)) == state
    assert clock.sentence(date(day)) == sentence


@pytest.mark.parametrize(
    ("submitted", "sentence"),
    [
        (
            "2017-05-12",
            "The written statement of action was submitted to Ofsted on 12 May 2017, in time: it "
            "was due on 12 May 2017.",
        ),
        (
            "2017-05-16",
            "The written statement of action was submitted to Ofsted on 16 May 2017. It was due "
            "on 12 May 2017, 2 working days earlier.",
        ),
    ],
)
def test_what_was_submitted_says_when_to_whom_and_whether_in_time(
    submitted: str, sentence: str
) -> None:
    clock = Clock(WRITTEN, None, date("2017-05-12"), date(submitted), "Ofsted")
    before = date(submitted) - datetime.timedelta(1)

    assert clock.sentence(date(submitted)) == sentence
    assert clock.state(before) != State.SUBMITTED


def test_without_a_day_of_receipt_the_sentence_says_what_is_missing() -> None:
    assert Clock(WRITTEN).sentence(date("2017-05-12")) == (
        "A written statement of action is owed. The day the report was received is not held, so "
        "its last day is not known."
    )


@pytest.mark.parametrize(
    ("day", "is_publication", "state", "rest"),
    [
        (
            "2017-07-13",
            True,
            State.NOT_BEGUN,
            "70 working days from its publication on 31 March 2017 end on 13 July 2017: it is due "
            "by then at the latest.",
        ),
        (
            "2017-07-14",
            True,
            State.LATE,
            "70 working days from its publication on 31 March 2017 ended on 13 July 2017: it is "
            "late at the latest since then.",
        ),
        (
            "2017-07-14",
            False,
            State.LATE,
            "70 working days from the day by which it was out, 31 March 2017, ended on "
            "13 July 2017: it is late at the latest since then.",
        ),
    ],
)
def test_without_a_day_of_receipt_it_is_due_by_what_publication_gives_at_the_latest(
    day: str, is_publication: bool, state: State, rest: str
) -> None:
    clock = Clock(WRITTEN, out_on=date("2017-03-31"), is_publication=is_publication)

    assert clock.state(date(day)) == state
    owed = "A written statement of action is owed. The day the report was received is not held."
    assert clock.sentence(date(day)) == f"{owed} {rest}"


def test_a_day_that_is_known_is_not_put_off_by_publication() -> None:
    clock = Clock(WRITTEN, date("2017-03-31"), out_on=date("2017-05-31"))

    assert clock.at_the_latest is None
    assert clock.state(date("2017-07-14")) == State.LATE
    assert Clock(Duty(PLAN, None), out_on=date("2017-05-31")).at_the_latest is None


def test_working_days_after_and_between_agree() -> None:
    start = date("2026-12-18")

    assert working_days_between(start, working_days_after(start, 5)) == 5
