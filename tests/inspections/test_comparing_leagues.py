"""Councils in order: a rule that is said, shared places, and who cannot be ranked."""

import datetime

from inspections.comparing.bars import stacked
from inspections.comparing.beside import beside
from inspections.comparing.counting import count
from inspections.comparing.groups import groups_on
from inspections.comparing.held import Held
from inspections.comparing.leagues import region_league
from inspections.comparing.ranking import league, rule
from inspections.comparing.sets import SETS
from inspections.comparing.standings import standings
from inspections.comparing.timeline import timeline
from tests.inspections.councils_made import DAY, ILACS, SIF, inspected, made, place

OVERALL = "overall_effectiveness"


def graded(council: int, overall: str, leaders: str, help_: str = "good"):
    grades = {OVERALL: overall, "leaders": leaders, "help_and_protection": help_}
    return inspected(council, grades)


def order(held: Held) -> list[tuple[str, int, bool]]:
    found = league(standings(held, ILACS, DAY), ILACS).ranked
    return [(p.standing.council.name, p.place, p.shared) for p in found]


def test_councils_stand_by_overall_then_by_the_judgements_the_rule_names() -> None:
    held = made(
        graded(1, "good", "good"),
        graded(2, "good", "outstanding"),
        graded(3, "outstanding", "good"),
        graded(4, "good", "good", "inadequate"),
        councils=4,
    )

    assert [name for name, _, _ in order(held)] == [
        "Council 03",
        "Council 02",
        "Council 01",
        "Council 04",
    ]
    said = rule(ILACS)
    places = [
        said.index(words) for words in ("Overall", "impact of leaders", "help and protection")
    ]
    assert places == sorted(places)


def test_equal_grades_share_a_place_and_the_next_is_counted_past_them() -> None:
    held = made(*(graded(pk, "good", "good") for pk in (1, 2)), graded(3, "inadequate", "good"))

    assert order(held) == [
        ("Council 01", 1, True),
        ("Council 02", 1, True),
        ("Council 03", 3, False),
    ]


def test_a_judgement_that_not_all_frameworks_have_decides_no_place() -> None:
    assert "care leavers" not in rule(ILACS)
    assert "Local Safeguarding" not in rule(SIF)


def test_without_an_overall_grade_a_council_stands_apart() -> None:
    new = datetime.date(2026, 5, 1)
    held = made(
        inspected(1, framework="ilacs-2026", ended=new, out=DAY), inspected(2, "good"), councils=3
    )
    shown = region_league(held, ILACS, groups_on(held, DAY)[0], DAY)

    ranked, apart = shown.tables
    assert [row.cells[0].text for row in ranked.rows] == ["Council 02"]
    assert [row.cells[0].text for row in apart.rows] == ["Council 01", "Council 03"]
    assert apart.rows[0].cells[1].text == "No overall grade"
    assert apart.rows[1].cells[1].text == "Not held"
    assert "not a gap" in " ".join(apart.notes)


def test_inspections_that_give_no_overall_grade_rank_nobody() -> None:
    of = SETS["ilacs-2026"]
    new = datetime.date(2026, 5, 1)
    held = made(inspected(1, framework="ilacs-2026", ended=new, out=DAY))
    shown = region_league(held, of, groups_on(held, DAY)[0], DAY)

    assert [table.title for table in shown.tables] == ["By name"]
    assert any(sentence.startswith("Not ranked") for sentence in shown.lead)


def test_children_in_care_and_care_leavers_say_where_they_were_judged_together() -> None:
    early = datetime.date(2022, 3, 1)
    held = made(inspected(1, framework="ilacs-2018", ended=early), inspected(2), councils=2)
    table = region_league(held, ILACS, groups_on(held, DAY)[0], DAY).tables[0]

    headings = [heading.text for heading in table.headings]
    care = headings.index("The experiences and progress of care leavers")
    both = headings.index("The experiences and progress of children in care and care leavers")
    by_name = {row.cells[0].text: row for row in table.rows}
    assert by_name["Council 01"].cells[care].text == "Judged together"
    assert by_name["Council 02"].cells[both].text == "Judged apart"
    assert "Neither is missing" in " ".join(table.notes)


def test_how_many_have_this_grade_or_a_better_one_is_of_those_graded() -> None:
    held = made(
        inspected(1, "good"),
        inspected(2, "outstanding"),
        inspected(3, "inadequate"),
        inspected(4, {OVERALL: ""}),
        councils=5,
    )
    table = beside(held, ILACS, held.councils[0], OVERALL, DAY).tables[0]

    first = table.rows[0].cells
    assert [cell.text for cell in first[:2]] == ["Overall effectiveness", "Good"]
    assert (first[-1].text, first[-1].more) == ("2 of 3", "67%")


def test_a_council_of_another_day_is_compared_with_nobody() -> None:
    gone = place(9, "Old Shire", ends=datetime.date(2020, 4, 1))
    shown = beside(made(inspected(1)), ILACS, gone, OVERALL, DAY)

    assert shown.tables == ()
    assert "Old Shire was no more from 1 April 2020" in shown.empty


def test_a_made_up_council_stands_beside_others_and_counts_in_none() -> None:
    held = made(inspected(1), inspected(50, "outstanding"), councils=2)
    made_up = place(50, "Nowhere", region="Made up")

    tables = {t.key: t for t in beside(held, ILACS, made_up, OVERALL, DAY).tables}
    groups = {row.cells[0].text: row.cells[-1].text for row in tables["groups"].rows}
    assert groups == {"Counties (2 councils)": "1 of 2", "England (2 councils)": "1 of 2"}


def test_a_bar_is_as_wide_as_the_councils_inspected_and_says_them_in_words() -> None:
    held = made(inspected(1), inspected(2, "inadequate"), councils=9)
    counts = count(standings(held, ILACS, DAY), ILACS, OVERALL)

    drawn = stacked("x", "Grades", [("England", counts)])

    assert drawn is not None
    assert [float(part.width) for part in drawn.bars[0].parts] == [drawn.width / 2] * 2
    assert drawn.description == "England: 1 good, 1 inadequate."
    assert stacked("x", "Nothing", []) is None


def test_inspections_close_together_do_not_cover_each_other() -> None:
    days = [datetime.date(2019, 1, 1), datetime.date(2019, 1, 20), datetime.date(2024, 1, 1)]
    drawn = timeline("x", [(n, day, "words") for n, day in enumerate(days, 1)])

    assert drawn is not None
    first, second, third = drawn.marks
    assert first.y != second.y
    assert third.y == first.y
    assert timeline("x", []) is None


def test_a_council_without_an_overall_grade_is_told_so_beside_its_other_judgements() -> None:
    new = datetime.date(2026, 5, 1)
    held = made(inspected(1, framework="ilacs-2026", ended=new, out=DAY))

    table = beside(held, ILACS, held.councils[0], OVERALL, DAY).tables[0]

    assert [cell.text for cell in table.rows[0].cells[:3]] == [
        "Overall effectiveness",
        "No overall grade",
        "–",
    ]
    assert "not a gap" in " ".join(table.notes)
