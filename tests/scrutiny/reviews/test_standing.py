"""Where a review stands, in words: a table of cases."""

import datetime
from typing import Any

import pytest

from scrutiny.reviews.standing import Asked, Course, Stage, due_of, standing

DAY = datetime.date(2026, 11, 16)
BODY = "scrutiny committee"
WAITS = Asked(executive=True, executive_waits=True, waits_for=("Cabinet",))
ANSWERED = Asked(executive=True, executive_answered_on=datetime.date(2026, 11, 2))
TRUST_WAITS = Asked(executive=False, waits_for=("The trust",))


def ago(days: int) -> datetime.date:
    return DAY - datetime.timedelta(days=days)


CASES: dict[str, tuple[dict[str, Any], Stage, str]] = {
    "nothing is held": ({}, Stage.UNDER_WAY, "The group has not met yet."),
    "commissioned": (
        {"commissioned_on": ago(40), "sessions": 3},
        Stage.UNDER_WAY,
        "Commissioned on 7 October 2026; the group has met 3 times.",
    ),
    "meets next": (
        {"sessions": 1, "next_session": ago(-4)},
        Stage.UNDER_WAY,
        "The group has met once and meets next on 20 November 2026.",
    ),
    "published, and no other day is held": (
        {"published_on": ago(3), "asked": [WAITS, ANSWERED]},
        Stage.WAITING,
        "Published on 13 November 2026; the day it was adopted is not held. 1 of its 2 "
        "recommendations is answered. Not answered by: Cabinet.",
    ),
    "published without a recommendation": (
        {"published_on": ago(3)},
        Stage.UNDER_WAY,
        "Published on 13 November 2026; the day it was adopted is not held.",
    ),
    "reported": (
        {"reported_on": ago(3)},
        Stage.UNDER_WAY,
        "Reported to the scrutiny committee on 13 November 2026, which has not adopted it.",
    ),
    "adopted, what it says not open yet": (
        {"reported_on": ago(3), "adopted_on": ago(3), "is_open": False},
        Stage.WAITING,
        "Adopted on 13 November 2026. What it recommends is not published yet.",
    ),
    "adopted without a recommendation": (
        {"adopted_on": ago(3)},
        Stage.DONE,
        "Adopted on 13 November 2026. It recommends nothing.",
    ),
    "adopted, no day of receipt": (
        {"adopted_on": ago(3), "asked": [WAITS, ANSWERED]},
        Stage.WAITING,
        "Adopted on 13 November 2026. The day the executive received it is not held, so no day is "
        "given for its answer. 1 of its 2 recommendations is answered. Not answered by: Cabinet.",
    ),
    "adopted, made to others alone": (
        {"adopted_on": ago(3), "asked": [TRUST_WAITS]},
        Stage.WAITING,
        "Adopted on 13 November 2026. Its recommendation is not answered. Not answered by: "
        "The trust.",
    ),
    "received": (
        {"adopted_on": ago(30), "received_on": ago(30), "asked": [WAITS, WAITS]},
        Stage.WAITING,
        "The executive received it on 17 October 2026; its answer is due by 16 December 2026. None "
        "of its 2 recommendations is answered. Not answered by: Cabinet.",
    ),
    "nobody has answered, the executive among them": (
        {"adopted_on": ago(3), "asked": [TRUST_WAITS, WAITS, WAITS]},
        Stage.WAITING,
        "Adopted on 13 November 2026. The day the executive received it is not held, so no day is "
        "given for its answer. None of its 3 recommendations is answered. Not answered by: "
        "The trust, Cabinet.",
    ),
    "due today": (
        {"received_on": datetime.date(2026, 9, 17), "asked": [WAITS]},
        Stage.WAITING,
        "The executive received it on 17 September 2026; its answer is due by 16 November 2026, "
        "today. Its recommendation is not answered. Not answered by: Cabinet.",
    ),
    "the executive has answered, another has not": (
        {"received_on": ago(30), "asked": [ANSWERED, TRUST_WAITS]},
        Stage.WAITING,
        "The executive received it on 17 October 2026 and has answered what it was asked. 1 of its "
        "2 recommendations is answered. Not answered by: The trust.",
    ),
    "answered within two months": (
        {"received_on": ago(30), "asked": [ANSWERED]},
        Stage.DONE,
        "Its recommendation is answered. The executive had answered by 2 November 2026, within its "
        "two months.",
    ),
    "answered, no day of receipt": (
        {"reported_on": ago(90), "asked": [ANSWERED, ANSWERED]},
        Stage.DONE,
        "Reported on 18 August 2026. All 2 recommendations are answered. The day the executive "
        "received them is not held, so nothing is said of its two months.",
    ),
    "answered by others alone": (
        {"received_on": ago(90), "asked": [Asked(executive=False)]},
        Stage.DONE,
        "Its recommendation is answered.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_review_says_in_a_sentence_where_it_stands(case: str) -> None:
    given, stage, sentence = CASES[case]

    found = standing(Course(BODY, **given), DAY)

    assert (found.sentence, found.stage) == (sentence, stage)
    assert found.days_late == 0


@pytest.mark.parametrize(("received", "late"), [(61, 1), (62, 1), (75, 14), (60, 0)])
def test_an_answer_is_late_from_the_day_after_the_two_months(received: int, late: int) -> None:
    found = standing(Course(BODY, received_on=ago(received), asked=[WAITS]), DAY)

    assert found.due is not None
    assert found.days_late == max((DAY - found.due).days, 0)
    assert bool(found.days_late) == bool(late)
    assert ("late" in found.sentence) == bool(late)


def test_an_answer_after_the_two_months_is_said_to_have_been_late() -> None:
    course = Course(BODY, received_on=datetime.date(2026, 8, 20), asked=[ANSWERED])

    assert standing(course, DAY).sentence.endswith("by 2 November 2026, 14 days late.")


def test_nothing_is_claimed_without_a_day_of_receipt_or_where_the_executive_is_not_asked() -> None:
    assert due_of(Course(BODY, adopted_on=DAY, asked=[WAITS])) is None
    assert due_of(Course(BODY, received_on=DAY, asked=[TRUST_WAITS])) is None
    assert due_of(Course(BODY, received_on=DAY, asked=[WAITS])) == datetime.date(2027, 1, 15)
