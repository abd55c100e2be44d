"""To which meetings a plan comes, at which it was due and did not: a table, and sentences."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.oversight.forward import EACH, EVERY, ONCE, Rhythm, Sitting, Standing, standing
from scrutiny.oversight.sentences import comes, missed, rhythm_words, without_meeting


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


TODAY = day("11-16")
QUARTERLY = Rhythm(EVERY, day("01-01"), every=3, unit="months")
SIX_WEEKLY = Rhythm(EVERY, day("09-01"), every=6, unit="weeks")
EACH_MEETING = Rhythm(EACH, day("09-01"))


def sittings(*days: str) -> list[Sitting]:
    """Return meetings of those days; one marked with "+" had a paper on the plan."""
    return [Sitting(n, day(text.rstrip("+")), text.endswith("+")) for n, text in enumerate(days, 1)]


# Rhythm, meetings, and then: to come, missed, turns over without a meeting.
CASES: dict[str, tuple[Rhythm, list[str], list[str], list[str], list[str]]] = {
    "a quarter has one meeting at which it is due, the first": (
        QUARTERLY,
        ["10-07+", "11-04", "12-02", "01-14+", "04-15+", "07-15+"],
        [],
        [],
        [],
    ),
    "the first meeting of a quarter passed, a later one is to come": (
        QUARTERLY,
        ["01-14+", "04-15+", "07-15+", "10-07", "12-02"],
        ["12-02"],
        ["10-07"],
        [],
    ),
    "a paper at a later meeting of the quarter answers for it": (
        QUARTERLY,
        ["01-14+", "04-15+", "07-15", "09-09+", "12-02"],
        ["12-02"],
        [],
        [],
    ),
    "a quarter without a meeting is told, not missed": (
        QUARTERLY,
        ["01-14+", "07-15+", "12-02"],
        ["12-02"],
        [],
        ["04-01 to 06-30"],
    ),
    "every six weeks is counted from its first day": (
        SIX_WEEKLY,
        ["08-20", "09-02+", "10-12", "10-20", "11-30"],
        ["11-30"],
        ["10-20"],
        [],
    ),
    "each meeting is a turn of its own": (
        EACH_MEETING,
        ["08-20", "09-02+", "10-20", "11-16", "12-14"],
        ["11-16", "12-14"],
        ["10-20"],
        [],
    ),
    "one meeting, to come": (
        Rhythm(ONCE, day("09-01"), meeting=2),
        ["10-20", "12-14"],
        ["12-14"],
        [],
        [],
    ),
    "one meeting, passed without it": (
        Rhythm(ONCE, day("09-01"), meeting=1),
        ["10-20", "12-14"],
        [],
        ["10-20"],
        [],
    ),
    "what has ended is due no more": (
        Rhythm(EACH, day("09-01"), ends=day("10-01")),
        ["09-02", "10-20", "12-14"],
        [],
        ["09-02"],
        [],
    ),
    "a rhythm cut short by its end is due until then": (
        Rhythm(EVERY, day("07-01"), ends=day("11-01"), every=3, unit="months"),
        ["07-15+", "10-20", "12-14"],
        [],
        ["10-20"],
        [],
    ),
    "no meeting is held at all": (EACH_MEETING, [], [], [], []),
}


def found(rhythm: Rhythm, *days: str) -> Standing:
    return standing(rhythm, sittings(*days), TODAY)


@pytest.mark.parametrize("case", CASES)
def test_when_a_plan_is_due_and_when_it_was_missed(case: str) -> None:
    rhythm, held, coming, passed, without = CASES[case]

    stands = found(rhythm, *held)

    assert [f"{one.held_on:%m-%d}" for one in stands.coming] == coming
    assert [f"{one.held_on:%m-%d}" for one in stands.missed] == passed
    assert [f"{one.first:%m-%d} to {one.last:%m-%d}" for one in stands.without] == without


def test_a_paper_that_came_later_answers_for_what_was_missed_before() -> None:
    stands = found(EACH_MEETING, "09-02", "10-07+", "10-20", "12-02")

    assert [f"{one.held_on:%m-%d}" for one in stands.missed] == ["09-02", "10-20"]
    assert [f"{one.held_on:%m-%d}" for one in stands.missed_since] == ["10-20"]
    assert found(QUARTERLY, "07-15+", "10-07").without_since == ()


def test_months_are_counted_from_the_first_day_so_that_none_is_lost() -> None:
    rhythm = Rhythm(EVERY, datetime.date(2026, 1, 31), every=1, unit="months")

    stands = standing(rhythm, [], day("05-15"))

    assert [turn.first.day for turn in stands.without] == [31, 28, 31]
    assert [turn.last for turn in stands.without] == [day("02-27"), day("03-30"), day("04-29")]


SENTENCES: dict[str, tuple[Rhythm, str, list[str], str]] = {
    "next": (
        SIX_WEEKLY,
        "",
        ["11-30"],
        "Comes to the board every six weeks: next on 30 November 2026.",
    ),
    "as printed": (
        QUARTERLY,
        "Quarterly",
        ["12-02"],
        "Comes to the board every three months (“Quarterly”): next on 2 December 2026.",
    ),
    "today": (EACH_MEETING, "", ["11-16"], "Comes to the board at each meeting: next today."),
    "no meeting to come": (
        EACH_MEETING,
        "",
        ["09-02+"],
        "Comes to the board at each meeting; no future meeting is recorded.",
    ),
    "no meeting in this turn": (
        QUARTERLY,
        "",
        ["07-15+"],
        "Comes to the board every three months; due by 31 December 2026, and no meeting until "
        "then is recorded.",
    ),
    "no meeting in the next turn": (
        QUARTERLY,
        "",
        ["10-07+"],
        "Comes to the board every three months; due next from 1 January 2027 to 31 March 2027, "
        "and no meeting in that time is recorded.",
    ),
    "every month": (
        Rhythm(EVERY, day("11-01"), every=1, unit="months"),
        "",
        ["11-30"],
        "Comes to the board every month: next on 30 November 2026.",
    ),
    "one meeting": (
        Rhythm(ONCE, day("09-01"), meeting=1),
        "",
        ["12-14"],
        "Comes to the board: on 14 December 2026.",
    ),
    "one meeting, passed": (
        Rhythm(ONCE, day("09-01"), meeting=1),
        "",
        ["10-20"],
        "Was to come to the board on 20 October 2026.",
    ),
    "one meeting, passed with a paper": (
        Rhythm(ONCE, day("09-01"), meeting=1),
        "",
        ["10-20+"],
        "Came to the board, as planned.",
    ),
    "ended": (
        Rhythm(EACH, day("09-01"), ends=day("10-01")),
        "",
        [],
        "Came to the board at each meeting until 1 October 2026.",
    ),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_how_often_and_when_next_in_one_sentence(case: str) -> None:
    rhythm, printed, held, sentence = SENTENCES[case]

    assert comes("the board", rhythm, printed, found(rhythm, *held), TODAY) == sentence


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ([], ""),
        (
            ["10-20"],
            "The plan was due at Cabinet on 20 October 2026: no published paper on it is held for "
            "that meeting.",
        ),
        (
            ["09-02", "09-09", "10-07", "10-20"],
            "The plan was due at Cabinet on 9 September 2026, 7 October 2026 and 20 October 2026, "
            "and at one meeting before: no published paper on it is held for those meetings.",
        ),
    ],
)
def test_what_was_missed_in_one_sentence(held: list[str], sentence: str) -> None:
    assert missed("The plan", "Cabinet", found(EACH_MEETING, *held).missed) == sentence


def test_a_time_without_a_meeting_is_told_of_the_last() -> None:
    without = found(QUARTERLY, "12-02").without

    assert without_meeting("The plan", "Cabinet", without) == (
        "The plan should have come to Cabinet between 1 July 2026 and 30 September 2026: no "
        "meeting in that time is recorded."
    )
    assert without_meeting("The plan", "Cabinet", ()) == ""


@pytest.mark.parametrize(
    ("every", "unit", "words"),
    [
        (1, "weeks", "every week"),
        (2, "weeks", "every two weeks"),
        (6, "months", "every six months"),
    ],
)
def test_the_rhythm_in_words(every: int, unit: str, words: str) -> None:
    assert rhythm_words(Rhythm(EVERY, TODAY, every=every, unit=unit)) == words


DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))
RHYTHMS: Any = st.builds(
    Rhythm,
    kind=st.sampled_from([EACH, EVERY]),
    starts=DAYS,
    ends=st.none() | DAYS,
    every=st.integers(1, 12),
    unit=st.sampled_from(["weeks", "months"]),
)


@given(rhythm=RHYTHMS, held=st.lists(st.tuples(DAYS, st.booleans()), max_size=30), on=DAYS)
def test_no_meeting_is_both_to_come_and_missed_and_none_with_a_paper_is_either(
    rhythm: Rhythm, held: list[tuple[datetime.date, bool]], on: datetime.date
) -> None:
    of = [Sitting(pk, held_on, came) for pk, (held_on, came) in enumerate(held)]

    stands = standing(rhythm, of, on)

    assert all(one.held_on >= on and not one.came for one in stands.coming)
    assert all(one.held_on < on and not one.came for one in stands.missed)
    assert all(turn.last < on and not turn.sittings for turn in stands.without)
    told = [*stands.coming, *stands.missed]
    assert len({one.pk for one in told}) == len(told)
