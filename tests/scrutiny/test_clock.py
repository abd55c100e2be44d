"""Two months to answer, from the day of receipt."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.clock import answer_due

D = datetime.date


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (D(2018, 6, 21), D(2018, 8, 20)),
        (D(2026, 11, 1), D(2026, 12, 31)),
        (D(2026, 12, 31), D(2027, 2, 28)),
        (D(2027, 12, 30), D(2028, 2, 29)),
        (D(2027, 12, 29), D(2028, 2, 28)),
        (D(2027, 7, 1), D(2027, 8, 31)),
    ],
)
def test_the_day_of_receipt_is_the_first_of_the_two_months(received: D, due: D) -> None:
    assert answer_due(received) == due


@given(st.dates(D(2000, 1, 1), D(2100, 1, 1)))
def test_there_are_always_between_58_and_62_days_and_a_later_receipt_is_never_due_sooner(
    received: D,
) -> None:
    due, next_day = answer_due(received), received + datetime.timedelta(days=1)

    assert 58 <= (due - received).days <= 62
    assert answer_due(next_day) >= due
