"""The arithmetic of comparing: who stands in which column, counts, percentages."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.comparing.counting import count, per_cent, per_cent_words
from inspections.comparing.england import position, signed
from inspections.comparing.groups import groups_of, groups_on
from inspections.comparing.held import Combined, Held, Membership
from inspections.comparing.judgements import judgements
from inspections.comparing.sets import SETS
from inspections.comparing.standings import among, columns_of, standings
from inspections.comparing.tables import Table
from inspections.frameworks import FRAMEWORKS
from tests.inspections.councils_made import DAY, ILACS, SIF, inspected, made, place

OVERALL = "overall_effectiveness"
Day = datetime.date


def column(held: Held, day: Day = DAY, area: str = OVERALL, of=ILACS) -> list[str]:
    return [standing.column(of, area) for standing in standings(held, of, day)]


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (1, 201, 0), (0, 5, 0), (5, 5, 100)],
)
def test_a_percentage_is_whole_with_halves_up(part: int, whole: int, found: int) -> None:
    assert per_cent(part, whole) == found


def test_nothing_divided_by_nothing_is_no_percentage() -> None:
    assert per_cent(0, 0) is None
    assert per_cent_words(0, 0) == "–"


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_percentage_is_the_nearest_whole_number(part: int, whole: int) -> None:
    found = per_cent(part, whole)
    assert found is not None
    assert -whole < 2 * (100 * part - found * whole) <= whole or (
        2 * (100 * part - found * whole) == -whole
    )


def test_an_inspection_counts_from_the_day_its_report_came_out() -> None:
    held = made(inspected(1, "good", out=Day(2024, 5, 1)), councils=1)

    assert column(held, Day(2024, 2, 1)) == ["not_held"]
    assert column(held, Day(2024, 4, 30)) == ["not_published"]
    assert column(held, Day(2024, 5, 1)) == ["good"]


def test_a_report_out_by_a_later_day_is_in_a_column_of_its_own() -> None:
    by = replace(inspected(1, "good", out=Day(2026, 11, 22)), is_dated=False)
    older = inspected(1, "inadequate", ended=Day(2019, 3, 1), out=Day(2019, 5, 1), pk=9)
    for held in (made(by, councils=1), made(by, older, councils=1)):
        assert column(held, Day(2025, 1, 1)) == ["not_dated"]
        assert column(held, Day(2026, 11, 22)) == ["good"]
        table = position(held, ILACS, OVERALL, Day(2025, 1, 1)).tables[0]
        text = " ".join(cell.text for row in table.rows for cell in row.cells)
        assert "Out by a later day; the day is not held 1 100% 100%" in text
        assert "Not published 0" in text
        assert "Inadequate 0" in text


def test_while_a_new_report_is_awaited_the_last_one_stands() -> None:
    new = inspected(1, "outstanding", ended=Day(2026, 6, 1), out=Day(2026, 7, 10), pk=9)
    held = made(inspected(1, "inadequate"), new, councils=1)

    assert column(held, DAY) == ["inadequate"]
    assert column(held, Day(2026, 7, 10)) == ["outstanding"]


def test_what_is_no_grade_is_told_apart() -> None:
    held = made(
        inspected(1, {"leaders": "good"}, framework="ilacs-2026", ended=Day(2026, 5, 1)),
        inspected(2, {OVERALL: ""}),
        inspected(3, {"leaders": "good"}),
        inspected(4, out=None),
        councils=5,
    )
    held = replace(
        held,
        inspections=(replace(held.inspections[0], out_on=Day(2026, 6, 17)), *held.inspections[1:]),
    )

    assert column(held) == ["no_such_area", "not_stated", "not_stated", "not_published", "not_held"]


def test_not_judged_is_a_column_of_its_own() -> None:
    found = inspected(1, {"adoption": "not_judged"}, framework="sif-2013", ended=Day(2016, 7, 1))
    held = made(replace(found, out_on=Day(2016, 9, 1)), councils=1)

    assert column(held, DAY, "adoption", SIF) == ["not_judged"]
    labels = {c.key: c.label for c in columns_of(SIF, "adoption")}
    assert labels["not_judged"] == "Not judged"
    assert labels["not_stated"] == "Not stated"


def test_adequate_and_requires_improvement_never_stand_in_one_table() -> None:
    for of in SETS.values():
        keys = {grade.key for grade in of.grades}
        assert not {"adequate", "requires_improvement"} <= keys
        assert len({framework.grades for framework in of.frameworks}) == 1


def test_a_former_council_counts_while_it_was_there_and_nobody_inherits() -> None:
    old = place(1, "Old Shire", ends=Day(2023, 4, 1))
    new = place(2, "New Shire", starts=Day(2023, 4, 1))
    found = inspected(1, framework="ilacs-2018", ended=Day(2022, 3, 1), out=Day(2022, 5, 1))
    held = Held((old, new), (found,))

    assert column(held, Day(2023, 3, 31)) == ["good"]
    assert column(held, Day(2023, 4, 1)) == ["not_held"]


GRADES = [grade.key for grade in ILACS.grades]
DAYS = st.dates(Day(2018, 7, 1), Day(2026, 3, 1))


@st.composite
def some_held(draw) -> Held:
    ended = draw(st.lists(st.tuples(st.integers(1, 6), DAYS), max_size=12))
    found = []
    for pk, (council, day) in enumerate(ended, start=1):
        framework = "ilacs-2018" if day <= Day(2022, 12, 20) else "ilacs-2023"
        out = draw(st.one_of(st.none(), st.integers(0, 200)))
        found.append(
            inspected(
                council,
                draw(st.dictionaries(st.just(OVERALL), st.sampled_from([*GRADES, ""]))),
                framework=framework,
                ended=day,
                out=None if out is None else day + datetime.timedelta(days=out),
                pk=pk,
            )
        )
    return made(*found, councils=6)


@given(some_held(), DAYS)
def test_every_council_stands_in_exactly_one_column(held: Held, day: Day) -> None:
    for area in ILACS.areas():
        columns = columns_of(ILACS, area.key)
        counts = count(standings(held, ILACS, day), ILACS, area.key)
        assert len({c.key for c in columns}) == len(columns)
        assert counts.all == sum(counts.numbers) == len(held.councils)
        assert 0 <= counts.graded <= counts.published <= counts.inspected <= counts.all


@given(some_held(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(held: Held, day: Day, random) -> None:
    councils, inspections = list(held.councils), list(held.inspections)
    random.shuffle(councils)
    random.shuffle(inspections)
    turned = Held(tuple(councils), tuple(inspections))

    assert standings(turned, ILACS, day) == standings(held, ILACS, day)
    assert position(turned, ILACS, OVERALL, day) == position(held, ILACS, OVERALL, day)


def test_a_position_has_both_percentages_over_denominators_that_are_printed() -> None:
    held = made(
        inspected(1, "good"),
        inspected(2, "outstanding"),
        inspected(3, "good"),
        inspected(4, out=None),
        councils=6,
    )

    table = position(held, ILACS, OVERALL, DAY).tables[0]
    headings = [heading.text for heading in table.headings]
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}

    assert headings[2:] == ["% of those inspected (4)", "% of all councils (6)"]
    assert rows["Good"] == ["2", "50%", "33%"]
    assert rows["Not published"] == ["1", "25%", "17%"]
    assert rows["Not held"] == ["2", "n/a", "33%"]
    assert rows["All councils"] == ["6", "n/a", "100%"]


def test_a_position_says_what_changed_since_a_day() -> None:
    again = inspected(1, "outstanding", ended=Day(2026, 3, 1), out=Day(2026, 5, 1), pk=7)
    held = made(inspected(1, "good"), again, inspected(2, "inadequate"), councils=2)

    tables = {t.key: t for t in position(held, ILACS, OVERALL, DAY, Day(2025, 1, 1)).tables}
    rows = {row.cells[0].text: row.cells[-1].text for row in tables["change"].rows}

    assert rows["Outstanding"] == "1 more"
    assert rows["Good"] == "1 fewer"
    assert rows["Inadequate"] == "none"
    assert signed(-3) == "3 fewer"


def test_reports_of_each_year_count_former_councils_too() -> None:
    old = place(1, ends=Day(2023, 4, 1))
    first = inspected(1, framework="ilacs-2018", ended=Day(2022, 3, 1), out=Day(2022, 5, 1))
    held = Held((old, place(2)), (first, inspected(2, "inadequate", pk=8)))

    tables = {t.key: t for t in position(held, ILACS, OVERALL, DAY).tables}
    reports = [[cell.text for cell in row.cells] for row in tables["reports"].rows]
    years = {row.cells[0].text: row.cells[-1].text for row in tables["years"].rows}

    assert reports == [
        ["2022", "0", "1", "0", "0", "1"],
        ["2024", "0", "0", "0", "1", "1"],
    ]
    assert years["End of 2022"] == "2"
    assert years["End of 2024"] == "1"


def test_where_nothing_is_held_there_is_a_sentence_and_no_noughts() -> None:
    held = made(councils=3)
    england = groups_on(held, DAY)[0]

    for shown in (judgements(held, ILACS, england, DAY), position(held, ILACS, OVERALL, DAY)):
        assert shown.tables == ()
        assert "does not mean that nobody was inspected" in shown.empty


def test_every_table_with_councils_without_an_overall_grade_says_why() -> None:
    found = inspected(
        1, "good", framework="ilacs-2026", ended=Day(2026, 5, 1), out=Day(2026, 6, 17)
    )
    held = made(found, inspected(2))
    england = groups_on(held, DAY)[0]
    judged = judgements(held, ILACS, england, DAY)
    placed = position(held, ILACS, OVERALL, DAY, Day(2026, 1, 1))

    assert [table.key for table in placed.tables] == ["position", "change", "years", "reports"]
    for table in (*judged.tables, *placed.tables):
        notes = " ".join(table.notes)
        assert "since April 2026" in notes
        assert "not a gap" in notes


def test_reports_of_a_year_without_a_grade_are_apart_by_why_they_have_none() -> None:
    unsaid = inspected(2, {"overall_effectiveness": ""})
    later = inspected(3, framework="ilacs-2026", ended=Day(2026, 5, 1), out=Day(2026, 6, 17))
    overall = position(made(inspected(1), unsaid, later), ILACS, OVERALL, DAY).tables[-1]

    assert lines_of(overall, "2024") == {"Good": "1", "Not stated": "1", "Reports": "2"}
    assert lines_of(overall, "2026") == {"No overall grade": "1", "Reports": "1"}

    overall_too = {"overall_effectiveness": "good"}
    judged, not_judged = (overall_too | {"board": grade} for grade in ("good", "not_judged"))
    old = {"framework": "sif-2013", "ended": Day(2016, 3, 1), "out": Day(2016, 5, 1)}
    held = made(inspected(1, judged, **old), inspected(2, not_judged, **old))
    board = position(held, SIF, "board", Day(2017, 6, 30)).tables[-1]

    assert lines_of(board, "2016") == {"Good": "1", "Not judged": "1", "Reports": "2"}
    assert "Not judged: inspectors looked and gave no grade: not missing." in board.notes


def lines_of(table: Table, first: str) -> dict[str, str]:
    """Return what is not nothing in the line that begins so, by the columns' headings."""
    (row,) = [row for row in table.rows if row.cells[0].text == first]
    pairs = zip(table.headings[1:], row.cells[1:], strict=True)
    return {heading.text: cell.text for heading, cell in pairs if cell.text != "0"}


def test_judgements_not_begun_by_the_day_are_no_rows() -> None:
    found = inspected(1, framework="ilacs-2018", ended=Day(2019, 3, 1), out=Day(2019, 5, 1))
    held = made(found)
    table = judgements(held, ILACS, groups_on(held, DAY)[0], Day(2020, 1, 1)).tables[0]

    names = [row.cells[0].text for row in table.rows]
    assert names[0] == "Overall effectiveness"
    assert "The experiences and progress of care leavers" not in names
    assert "The experiences and progress of children in care and care leavers" in names


def test_a_council_is_beside_its_region_authority_neighbours_kind_and_england() -> None:
    councils = (place(1), place(2), place(3, region="East"), place(4, region="East", kind="Other"))
    joined = Combined("vale", "Vale", (Membership(1), Membership(3)))
    held = Held(councils, (), {1: (4, 2)}, (joined,))

    found = {g.name: g.members for g in groups_of(held, councils[0], DAY)}

    names = ["West", "Vale", "Statistical neighbours", "Counties", "England"]
    assert list(found) == names
    assert found["West"] == (1, 2)
    assert found["Vale"] == (1, 3)
    assert found["Statistical neighbours"] == (4, 2)
    assert found["England"] == (1, 2, 3, 4)


def test_who_left_a_combined_authority_is_not_in_it_afterwards() -> None:
    joined = Combined("vale", "Vale", (Membership(1), Membership(2, ends=Day(2020, 1, 1))))
    held = Held((place(1), place(2)), (), {}, (joined,))

    members = {
        day.year: next(g.members for g in groups_on(held, day) if g.name == "Vale")
        for day in (Day(2019, 12, 31), Day(2020, 1, 1))
    }
    assert members == {2019: (1, 2), 2020: (1,)}


def test_neighbours_keep_the_order_of_their_likeness() -> None:
    held = made(councils=4)

    assert [s.council.pk for s in among(standings(held, ILACS, DAY), (3, 1, 9))] == [3, 1]


def test_every_graded_framework_can_be_compared() -> None:
    assert {f for of in SETS.values() for f in of.keys} == {
        framework.key for framework in FRAMEWORKS.values() if framework.graded
    }
