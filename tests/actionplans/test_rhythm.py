"""On which days a plan's reporting cycles open, are due and close."""

import datetime
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.cycles.rhythm import DATES, MEETINGS, MONTHLY, Days, Pace, coming
from councils.working_days import is_working_day, working_days_after, working_days_before
from tests.factories import DAY, days


def test_each_month_has_a_cycle_around_its_day() -> None:
    first, second, *_ = coming(Pace(MONTHLY, day_of_month=25), DAY)

    assert first == Days(date(2026, 11, 25), date(2026, 11, 11), date(2026, 11, 30))
    # 25 December is a holiday: due on the day before it, closed three working days later.
    assert second == Days(date(2026, 12, 24), date(2026, 12, 10), date(2026, 12, 31))


def test_a_month_that_is_too_short_has_its_last_working_day() -> None:
    dues = [cycle.updates_due_on for cycle in coming(Pace(MONTHLY, day_of_month=31), DAY)]

    assert dues[:4] == [
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2027, 1, 29),
        date(2027, 2, 26),
    ]


def test_updates_are_due_so_many_working_days_before_the_meeting() -> None:
    pace = Pace(MEETINGS, meetings=(date(2026, 12, 10),), due_before=8, closes_after=3)

    assert coming(pace, DAY) == [
        Days(date(2026, 11, 30), date(2026, 11, 16), date(2026, 12, 3), date(2026, 12, 10))
    ]


def test_dates_given_by_hand_are_taken_as_they_are_in_their_order() -> None:
    pace = Pace(DATES, dates=(date(2027, 3, 6), date(2026, 12, 1)))

    assert [cycle.updates_due_on for cycle in coming(pace, DAY)] == [
        date(2026, 12, 1),
        date(2027, 3, 6),
    ]


def test_a_cycle_that_closed_is_no_more_to_come() -> None:
    pace = Pace(DATES, dates=(days(-30), DAY))

    assert [cycle.updates_due_on for cycle in coming(pace, DAY)] == [DAY]
    assert coming(Pace(DATES), DAY) == []
    assert coming(Pace(MEETINGS), DAY) == []


@pytest.mark.parametrize("number", range(25))
def test_so_many_working_days_before_is_the_way_back_of_after(number: int) -> None:
    before = working_days_before(date(2027, 1, 5), number)

    assert working_days_after(before, number) == date(2027, 1, 5)


SPAN = st.dates(date(2026, 1, 1), date(2028, 1, 1))
PACES = st.builds(
    Pace,
    kind=st.sampled_from([MONTHLY, MEETINGS, DATES]),
    day_of_month=st.integers(1, 31),
    meetings=st.lists(SPAN, max_size=8).map(tuple),
    due_before=st.integers(0, 30),
    dates=st.lists(SPAN, max_size=8).map(tuple),
    opens_before=st.integers(0, 60),
    closes_after=st.integers(0, 30),
)


@given(pace=PACES, day=SPAN)
def test_the_days_of_each_cycle_are_in_order_and_no_two_cycles_overlap(
    pace: Pace, day: date
) -> None:
    found = coming(pace, day)

    for cycle in found:
        assert day <= cycle.closes_on
        assert cycle.opens_on <= cycle.updates_due_on <= cycle.closes_on
        if cycle.meeting:
            assert cycle.closes_on <= cycle.meeting
    for before, after in pairwise(found):
        assert before.closes_on < after.opens_on


@given(pace=PACES, day=SPAN, later=st.integers(0, 60))
def test_the_same_cycles_are_seen_from_each_day_until_they_close(
    pace: Pace, day: date, later: int
) -> None:
    after = day + datetime.timedelta(days=later)
    until = day + datetime.timedelta(days=300)

    found = [one for one in coming(pace, day) if after <= one.closes_on < until]

    assert found == [one for one in coming(pace, after) if one.closes_on < until]


@given(day_of_month=st.integers(1, 31), day=SPAN)
def test_every_month_of_the_coming_year_has_one_cycle_due_on_a_working_day(
    day_of_month: int, day: date
) -> None:
    dues = [one.updates_due_on for one in coming(Pace(MONTHLY, day_of_month), day)]

    assert len(dues) >= 12
    assert all(is_working_day(due) for due in dues)
    assert all(20 <= (after - before).days <= 45 for before, after in pairwise(dues))
