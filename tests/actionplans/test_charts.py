"""Line charts: everything stands within the drawing, in order, and says what it shows."""

import datetime
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from actionplans.charts import (
    HEIGHT,
    LETTER,
    LINE_HEIGHT,
    WIDTH,
    Level,
    LineChart,
    Mark,
    Point,
    apart,
    line_chart,
    ticks,
)
from actionplans.measures_rule import number_words
from tests.factories import DAY, days

VALUES = st.decimals(
    min_value=Decimal("-9999999999.99"), max_value=Decimal("9999999999.99"), places=2
)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))
POINTS = st.lists(st.builds(Point, DAYS, VALUES), min_size=1, max_size=30)
LEVELS = st.lists(
    st.builds(Level, st.sampled_from(["Baseline", "Target"]), st.just("Level 1"), VALUES, DAYS),
    max_size=3,
)


def drawn(points: list[Point], levels: list[Level] | None = None) -> LineChart:
    chart = line_chart("key", "Title", points, number_words, levels or [])
    assert chart
    return chart


def series(*numbers: object) -> list[Point]:
    return [Point(days(30 * n), Decimal(str(number))) for n, number in enumerate(numbers)]


def places(chart: LineChart) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", chart.line)]


def extent(mark: Mark) -> tuple[float, float]:
    """Return from where to where the words reach, about."""
    width = len(mark.words) * LETTER * 0.8
    start = {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
    return float(mark.x) - start, float(mark.x) - start + width


def test_without_a_number_there_is_no_drawing() -> None:
    assert line_chart("key", "Title", [], number_words) is None


def test_a_higher_number_stands_higher_and_a_later_day_further_right() -> None:
    found = places(drawn(series(10, 30, 20)))

    assert [x for x, _ in found] == sorted(x for x, _ in found)
    assert found[1][1] < found[2][1] < found[0][1]


def test_readings_are_put_in_order_of_their_days() -> None:
    late, early = Point(days(10), Decimal(1)), Point(days(0), Decimal(2))

    assert [words for _, words in drawn([late, early]).table] == ["2", "1"]


def test_days_are_as_far_apart_as_they_are() -> None:
    points = [Point(days(n), Decimal(5)) for n in (0, 10, 100)]
    (first, _), (second, _), (third, _) = places(drawn(points))

    assert (third - first) / (second - first) == pytest.approx(10, rel=0.05)


def test_a_single_reading_stands_in_the_middle_with_its_day() -> None:
    chart = drawn(series(42))
    (x, _) = places(chart)[0]

    assert float(chart.left) < x < float(chart.right)
    assert x == pytest.approx((float(chart.left) + float(chart.right)) / 2, abs=0.1)
    assert [(mark.words, mark.anchor) for mark in chart.days] == [("16 Nov 2026", "middle")]
    assert chart.description == "One reading: 42 on 16 November 2026."


def test_equal_readings_make_a_level_line_within_a_scale() -> None:
    chart = drawn(series(16, 16, 16))

    assert len({y for _, y in places(chart)}) == 1
    assert len({mark.words for mark in chart.scale}) == len(chart.scale) >= 2


def test_two_readings_of_one_day_stand_above_each_other() -> None:
    points = [Point(DAY, Decimal(1)), Point(DAY, Decimal(2)), Point(days(5), Decimal(3))]
    first, second, _ = places(drawn(points))

    assert first[0] == second[0]
    assert first[1] > second[1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["61", "90"], ["60", "70", "80", "90"]),
        (["3", "9"], ["0", "5", "10"]),
        (["14", "16"], ["14", "15", "16"]),
        (["16", "17"], ["16", "17"]),
        (["0", "0"], ["−1", "0", "1"]),
        (["-3", "-9"], ["−10", "−5", "0"]),
        (["-5", "5"], ["−5", "0", "5"]),
        (["0.2", "0.9"], ["0", "0.25", "0.5", "0.75", "1"]),
        (["1000000000", "1000000005"], ["1,000,000,000", "1,000,000,002", "1,000,000,004"]),
    ],
)
def test_the_scale_has_round_numbers(values: list[str], expected: list[str]) -> None:
    found = [number_words(tick) for tick in ticks([Decimal(value) for value in values])]

    assert found[: len(expected)] == expected


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_the_scale_encloses_every_number_with_few_lines_evenly_apart(values: list[Decimal]) -> None:
    found = ticks(values)

    assert found[0] <= min(values) <= max(values) <= found[-1]
    assert 2 <= len(found) <= 7
    assert len({second - first for first, second in pairwise(found)}) == 1


def test_large_numbers_are_shortened_beside_the_scale_alone() -> None:
    chart = drawn(series("1200000", "3400000"))

    assert [mark.words for mark in chart.scale] == ["0", "1m", "2m", "3m", "4m"]
    assert chart.last.words == "3,400,000"
    assert [words for _, words in chart.table] == ["1,200,000", "3,400,000"]


def test_words_too_long_for_the_drawing_stand_in_its_table_alone() -> None:
    chart = line_chart(
        "key", "Title", series(5), lambda v: f"{v} children of secondary age", short=number_words
    )

    assert chart
    assert chart.last.words == "5"
    assert [words for _, words in chart.table] == ["5 children of secondary age"]


def test_large_numbers_close_together_are_not_blurred() -> None:
    words = [mark.words for mark in drawn(series(1000000000, 1000000003)).scale]

    assert len(set(words)) == len(words)


@given(POINTS, LEVELS)
def test_whatever_the_numbers_everything_stands_within_the_drawing(
    points: list[Point], levels: list[Level]
) -> None:
    chart = drawn(points, levels)

    for x, y in places(chart):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    for mark in (*chart.scale, *chart.days, chart.last, *(level.label for level in chart.levels)):
        start, end = extent(mark)
        assert start >= 0, mark
        assert end <= WIDTH, mark
        assert 0 < float(mark.y) < HEIGHT, mark
    assert len({mark.words for mark in chart.scale}) == len(chart.scale)


@given(POINTS, LEVELS)
def test_the_words_of_levels_never_stand_upon_each_other(
    points: list[Point], levels: list[Level]
) -> None:
    heights = sorted(float(level.label.y) for level in drawn(points, levels).levels)

    assert all(second - first >= LINE_HEIGHT - 0.11 for first, second in pairwise(heights))


def test_words_that_are_apart_stay_and_others_move() -> None:
    assert apart([10, 50], 17, 200) == [10, 50]
    assert apart([50, 52], 17, 200) == [50, 67]
    assert apart([190, 199], 17, 200) == [183, 200]
    assert apart([], 17, 200) == []


def test_levels_are_told_apart_by_words_and_dashes() -> None:
    baseline = Level("Baseline", "Baseline 60", Decimal(60), DAY, "2 4")
    target = Level("Target", "Target 90, by March", Decimal(90), None, "9 4")

    chart = drawn(series(63, 70), [baseline, target])

    assert [(each.label.words, each.words, each.dashes) for each in chart.levels] == [
        ("Target", "Target 90, by March", "9 4"),
        ("Baseline", "Baseline 60", "2 4"),
    ]
    assert [each.at != "" for each in chart.levels] == [False, True]


def test_the_day_of_a_target_far_off_does_not_squeeze_the_readings() -> None:
    near = Level("Target", "Target", Decimal(90), days(200))
    far = Level("Target", "Target", Decimal(90), days(9000))

    assert drawn(series(60, 70), [near]).days[-1].words == f"{days(200):%-d %b %Y}"
    assert drawn(series(60, 70), [far]).days[-1].words == f"{days(30):%-d %b %Y}"
    assert drawn(series(60, 70), [far]).levels[0].at == ""


def test_what_falls_to_the_lowest_line_has_room_for_its_words_below() -> None:
    chart = drawn(series(90, 61))
    _, y = places(chart)[-1]

    assert float(chart.last.y) > y
    assert float(chart.last.y) < float(chart.bottom)


def test_the_description_says_what_is_seen() -> None:
    chart = drawn(series(63, 70), [Level("Target", "Target 90", Decimal(90))])

    assert chart.description == (
        "2 readings, from 63 on 16 November 2026 to 70 on 16 December 2026. Target 90."
    )


def test_the_template_draws_in_one_ink_and_gives_the_numbers_as_a_table() -> None:
    chart = drawn(series(63, 70), [Level("Target", "Target 90", Decimal(90), DAY)])

    html = render_to_string("components/_line_chart.html", {"chart": chart})

    assert 'role="img" aria-labelledby="key-title key-words"' in html
    assert '<title id="key-title">Title</title>' in html
    assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', html)) == {"currentColor", "none", "Canvas"}
    assert re.findall(r"numeric\">(\d+)</td>", html) == ["63", "70"]
    assert " style=" not in html
    without = render_to_string(
        "components/_line_chart.html", {"chart": chart, "without_table": True}
    )
    assert "<table" not in without


def test_what_people_typed_is_text_in_the_drawing() -> None:
    chart = line_chart("k", "<b>Bold</b>", series(1), lambda value: f"{value} <i>", [])

    html = render_to_string("components/_line_chart.html", {"chart": chart})

    assert "<b>" not in html
    assert "<i>" not in html
