"""Which inspection is a council's latest, and what is said of an area: never one for the other."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.frameworks import FRAMEWORKS
from inspections.standing import (
    FAMILIES,
    FAMILY_NAMES,
    Inspected,
    Said,
    Standing,
    awaited,
    latest,
    said_by,
    standing,
)

DAY = datetime.date(2026, 11, 16)


def date(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


def inspected(framework: str, ended: str, out: str | None, pk: int = 1, **grades: str) -> Inspected:
    ends_on = date(ended)
    starts_on = ends_on - datetime.timedelta(4)
    return Inspected(pk, framework, starts_on, ends_on, date(out) if out else None, grades)


SIF = inspected("sif-2013", "2017-02-09", "2017-03-31", 1, overall_effectiveness="good")
OLD = inspected("ilacs-2018", "2022-04-01", "2022-05-18", 2, in_care_and_care_leavers="good")
NEW = inspected("ilacs-2023", "2026-01-30", "2026-06-18", 3, overall_effectiveness="outstanding")
AFTER = inspected("ilacs-2026", "2026-05-01", "2026-06-17", 4, leaders="good")
BEFORE = inspected("ilacs-2023", "2023-03-01", "2023-05-01", 5, overall_effectiveness="good")
LATE_OLD = replace(OLD, out_on=date("2026-11-16"), is_dated=False)
ALL = [NEW, SIF, AFTER, OLD]


@pytest.mark.parametrize(
    ("family", "day", "found"),
    [
        ("sif", "2017-03-30", None),
        ("sif", "2017-03-31", SIF),
        ("sif", "2026-11-16", SIF),
        ("ilacs", "2017-03-31", None),
        ("ilacs", "2022-05-18", OLD),
        ("ilacs", "2026-06-16", OLD),
        # The one that ended last stands, though its report was out a day before the other's.
        ("ilacs", "2026-06-17", AFTER),
        ("ilacs", "2026-06-18", AFTER),
    ],
)
def test_the_latest_is_the_one_that_ended_last_among_those_out(
    family: str, day: str, found: Inspected | None
) -> None:
    assert latest(ALL, family, date(day)) == found


@pytest.mark.parametrize(
    ("inspections", "day", "said"),
    [
        ([], "2026-11-16", Said.NOT_INSPECTED),
        ([SIF], "2026-11-16", Said.NOT_INSPECTED),
        ([NEW], "2026-01-25", Said.NOT_INSPECTED),
        ([NEW], "2026-01-26", Said.NOT_PUBLISHED),
        ([NEW], "2026-06-17", Said.NOT_PUBLISHED),
        ([NEW], "2026-06-18", Said.GRADED),
        ([inspected("ilacs-2023", "2026-01-30", None)], "2026-11-16", Said.NOT_PUBLISHED),
    ],
)
def test_not_inspected_is_not_the_same_as_not_published(
    inspections: list[Inspected], day: str, said: Said
) -> None:
    assert standing(inspections, "ilacs", "overall_effectiveness", date(day)).said == said


BY = replace(NEW, is_dated=False)


@pytest.mark.parametrize(
    ("inspections", "day", "said", "words"),
    [
        # Inspectors were still there, so that no report can have been out.
        ([BY], "2026-01-29", Said.NOT_PUBLISHED, "Inspected, report not published"),
        ([BY], "2026-01-30", Said.NOT_DATED, "Out by a later day; the day is not held"),
        ([BY], "2026-06-17", Said.NOT_DATED, "Out by a later day; the day is not held"),
        ([BY], "2026-06-18", Said.GRADED, "Outstanding"),
        # What stood before may have been replaced by then.
        ([BEFORE, BY], "2026-01-29", Said.GRADED, "Good"),
        ([BEFORE, BY], "2026-01-30", Said.NOT_DATED, "Out by a later day; the day is not held"),
        ([BEFORE, BY], "2026-06-18", Said.GRADED, "Outstanding"),
        # A newer one stands whenever the older one came out.
        ([LATE_OLD, BEFORE], "2023-06-18", Said.GRADED, "Good"),
    ],
)
def test_of_a_report_that_was_out_by_a_later_day_nothing_is_said_as_a_fact(
    inspections: list[Inspected], day: str, said: Said, words: str
) -> None:
    found = standing(inspections, "ilacs", "overall_effectiveness", date(day))

    assert (found.said, found.words) == (said, words)


@pytest.mark.parametrize(
    ("framework", "area", "grades", "said"),
    [
        ("ilacs-2023", "leaders", {"leaders": "good"}, Said.GRADED),
        ("ilacs-2023", "leaders", {"leaders": ""}, Said.NOT_STATED),
        ("ilacs-2023", "leaders", {}, Said.NOT_HELD),
        ("sif-2013", "adoption", {"adoption": "not_judged"}, Said.NOT_JUDGED),
        ("ilacs-2026", "overall_effectiveness", {}, Said.NOT_REPORTED),
        ("ilacs-2023", "overall_effectiveness", {}, Said.NOT_HELD),
        ("ilacs-2018", "care_leavers", {}, Said.TOGETHER),
        ("ilacs-2018", "in_care", {}, Said.TOGETHER),
        ("ilacs-2023", "in_care_and_care_leavers", {}, Said.NOT_OF_FRAMEWORK),
        ("sif-2013", "leaders", {}, Said.NOT_OF_FRAMEWORK),
        ("jtai-2016", "overall_effectiveness", {}, Said.NOT_OF_FRAMEWORK),
    ],
)
def test_what_is_missing_is_told_apart(
    framework: str, area: str, grades: dict[str, str], said: Said
) -> None:
    end = FRAMEWORKS[framework].ends or DAY
    found = Inspected(1, framework, end, end, end, grades)

    assert said_by(found, area).said == said


def test_a_grade_of_both_together_is_no_grade_of_either() -> None:
    found = said_by(OLD, "care_leavers")

    assert (found.grade, found.together) == ("", "good")
    assert found.words == "Judged together with the other until December 2022"


def test_a_grade_is_said_in_the_words_of_its_framework() -> None:
    grades = {"overall_effectiveness": "requires_improvement"}
    sif = inspected("sif-2013", "2017-02-09", "2017-03-31", **grades)
    ilacs = inspected("ilacs-2023", "2026-01-30", "2026-06-18", **grades)

    assert said_by(sif, "overall_effectiveness").words == "Requires improvement"
    assert said_by(ilacs, "overall_effectiveness").words == "Requires improvement to be good"


def test_who_waits_for_a_report_still_stands_where_the_last_one_left_them() -> None:
    day = date("2026-02-20")

    assert standing(ALL, "ilacs", "in_care", day).inspection == OLD
    assert awaited(ALL, "ilacs", day) == NEW


def test_a_boards_review_printed_by_itself_stands_for_no_council_and_is_joined_to_its_own() -> None:
    alone = inspected("sif-2013", "2017-02-09", "2017-08-03", 9, board="inadequate")
    later = inspected("sif-2013", "2017-12-01", "2018-01-03", 8, board="good")

    assert standing([alone], "sif", "board", DAY).said is Said.NOT_INSPECTED
    assert standing([SIF, alone], "sif", "overall_effectiveness", DAY).grade == "good"
    assert standing([SIF, alone], "sif", "board", DAY).grade == "inadequate"
    assert standing([SIF, alone], "sif", "board", date("2017-08-02")).said is Said.NOT_HELD
    assert standing([SIF, later], "sif", "board", DAY).said is Said.NOT_HELD


def test_every_framework_of_a_family_is_in_the_catalogue_and_in_one_family() -> None:
    keys = [key for family in FAMILIES.values() for key in family]

    assert set(keys) <= set(FRAMEWORKS)
    assert len(keys) == len(set(keys))
    assert FAMILIES.keys() == FAMILY_NAMES.keys()


def test_a_visit_is_of_no_family_and_never_anybodys_latest() -> None:
    visit = inspected("focused-visit", "2026-05-01", "2026-06-01")

    assert visit.family == ""
    assert latest([visit], "ilacs", DAY) is None


_days = st.dates(date("2018-01-01"), date("2026-12-31"))


@st.composite
def _inspected(draw: Any) -> Inspected:
    start = draw(_days)
    out = draw(st.none() | st.integers(0, 200))
    out_on = None if out is None else start + datetime.timedelta(out)
    keys = [key for family in FAMILIES.values() for key in family]
    framework = draw(st.sampled_from(keys))
    known = [grade.key for grade in FRAMEWORKS[framework].grades]
    grades = {a.key: draw(st.sampled_from(["", *known])) for a in FRAMEWORKS[framework].areas}
    return Inspected(draw(st.integers(1, 9)), framework, start, start, out_on, grades)


@given(st.lists(_inspected(), max_size=6), st.sampled_from([*FAMILIES]), _days)
def test_no_grade_is_claimed_that_was_not_out_on_the_day(
    inspections: list[Inspected], family: str, day: datetime.date
) -> None:
    areas = {area.key for key in FAMILIES[family] for area in FRAMEWORKS[key].areas}
    for area in areas:
        found: Standing = standing(inspections, family, area, day)
        assert bool(found.grade) == (found.said in {Said.GRADED, Said.NOT_JUDGED})
        if found.grade:
            assert found.inspection is not None
            assert found.inspection.out_on is not None
            assert found.inspection.out_on <= day
            assert found.inspection.grades[area] == found.grade
        if found.said == Said.NOT_INSPECTED:
            assert not any(i.family == family and i.starts_on <= day for i in inspections)
