"""Steps that recur: what fell due, what became of it, and how it is said."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.recurring import Check, CheckSaid, Recurring, first_from, recurring

MONTHLY, QUARTERLY = "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3"
TWO_MONTHLY, WEEKLY = "FREQ=MONTHLY;INTERVAL=2", "FREQ=WEEKLY"


def on(month: int, day: int, year: int = 2017) -> datetime.date:
    return datetime.date(year, month, day)


DONE = CheckSaid(done=True, reason="", accepted=True, update_id=1)
CLAIMED = CheckSaid(done=True, reason="", accepted=False, update_id=1)
ABSENT = CheckSaid(done=False, reason="Auditor on sick leave.", accepted=True, update_id=1)


def audits(day: datetime.date, **fields: Any) -> Recurring:
    fields = {
        "first": on(5, 31),
        "until": on(3, 31, 2018),
        "each": True,
        "said": {},
        "last_reported": None,
        "grace_days": 14,
    } | fields
    return recurring(TWO_MONTHLY, day=day, **fields)


def test_checks_fall_due_from_the_first_to_the_last_day() -> None:
    found = audits(on(4, 30, 2018))

    assert [check.due for check in found.checks] == [
        on(5, 31),
        on(7, 31),
        on(9, 30),
        on(11, 30),
        on(1, 31, 2018),
        on(3, 31, 2018),
    ]
    assert found.next_due is None and found.words == "every two months"


def test_a_check_is_due_for_its_days_of_grace_and_then_missed() -> None:
    assert [check.state for check in audits(on(6, 14)).checks] == [Check.DUE]
    assert [check.state for check in audits(on(6, 15)).checks] == [Check.MISSED]
    assert audits(on(5, 30)).checks == ()
    assert audits(on(6, 15)).open_check == audits(on(6, 15)).checks[0]


def test_a_check_reported_is_done_or_not_done_with_its_reason() -> None:
    said = {on(5, 31): DONE, on(7, 31): ABSENT, on(9, 30): CLAIMED}
    found = audits(on(12, 1), said=said)

    assert [check.state for check in found.checks] == [
        Check.DONE,
        Check.NOT_DONE,
        Check.DONE,
        Check.DUE,
    ]
    assert found.summary == (
        "2 of 4 done, 1 not done: Auditor on sick leave, 1 due now, "
        "1 of those done not yet signed off"
    )
    assert found.open_check is not None and found.open_check.due == on(11, 30)


def test_five_of_six_done_is_said_as_a_paper_says_it() -> None:
    said = {check.due: DONE for check in audits(on(4, 30, 2018)).checks} | {on(9, 30): ABSENT}

    found = audits(on(4, 30, 2018), said=said)

    assert found.summary == "5 of 6 done, 1 not done: Auditor on sick leave"


def test_a_check_on_a_day_the_rule_does_not_know_is_shown_all_the_same() -> None:
    found = audits(on(6, 20), said={on(6, 10): DONE})

    assert [(check.due, check.state) for check in found.checks] == [
        (on(5, 31), Check.MISSED),
        (on(6, 10), Check.DONE),
    ]


def test_where_checks_are_not_reported_one_by_one_none_is_counted() -> None:
    found = audits(on(12, 1), each=False, last_reported=on(10, 2))

    assert (found.checks, found.summary, found.last_reported) == ((), "", on(10, 2))
    assert found.next_due == on(1, 31, 2018)


def test_without_a_first_date_nothing_falls_due() -> None:
    found = audits(on(12, 1), first=None)

    assert (found.checks, found.next_due) == ((), None)


@pytest.mark.parametrize(
    ("rule", "starts", "first"),
    [
        (QUARTERLY, on(7, 1), on(9, 30)),
        (MONTHLY, on(4, 1), on(4, 30)),
        (WEEKLY, on(6, 12), on(6, 18)),
        ("FREQ=YEARLY", on(4, 1), on(3, 31, 2018)),
        (MONTHLY, None, None),
    ],
)
def test_what_recurs_from_a_beginning_is_first_due_as_its_first_period_ends(
    rule: str, starts: datetime.date | None, first: datetime.date | None
) -> None:
    assert first_from(rule, starts) == first


days = st.dates(min_value=on(1, 1, 2010), max_value=on(12, 31, 2030))


@given(days, days, st.sampled_from([MONTHLY, QUARTERLY, WEEKLY, "FREQ=YEARLY"]), st.data())
def test_every_check_up_to_the_day_is_in_one_state_and_none_after_it(
    first: datetime.date, day: datetime.date, rule: str, data: st.DataObject
) -> None:
    asked: dict[str, Any] = {"first": first, "until": None, "each": True, "last_reported": None}
    bare = recurring(rule, said={}, day=day, grace_days=14, **asked)
    reported = (
        data.draw(st.sets(st.sampled_from([c.due for c in bare.checks]), max_size=3))
        if (bare.checks)
        else set()
    )

    found = recurring(rule, said=dict.fromkeys(reported, DONE), day=day, grace_days=14, **asked)

    assert all(check.due <= day for check in found.checks)
    assert len(found.with_state(Check.DONE)) == len(reported)
    assert sum(len(found.with_state(state)) for state in Check) == len(bare.checks)
    assert found.next_due is None or found.next_due >= day
