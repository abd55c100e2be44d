"""The drawings of a plan over time: within their frame, told apart without colour, in words."""

import dataclasses
import datetime
import itertools
import re

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from actionplans.charts import HEIGHT as SMALL
from actionplans.charts import LETTER, WIDTH
from actionplans.over_time.bands import Band, Tally
from actionplans.over_time.drawing import HEIGHT, Trend, slippage_drawing, trend
from actionplans.over_time.slippage import Slip, in_words, moved, slippage
from actionplans.rag import Status
from actionplans.rows import DateShown, Row, Step
from tests.factories import DAY, days

NUMBERS = st.lists(st.integers(0, 200), min_size=7, max_size=7)


def tally(day: int, numbers: list[int]) -> Tally:
    bands = dict(zip(Band, numbers, strict=False))
    return Tally(days(day), bands, numbers[6], ("Board",) if day % 2 else ())


def drawn(*numbers: list[int]) -> Trend | None:
    return trend("trend", [tally(place * 31, each) for place, each in enumerate(numbers)])


@given(st.lists(NUMBERS, min_size=2, max_size=30))
def test_everything_stands_within_the_drawing_and_no_two_words_upon_each_other(
    numbers: list[list[int]],
) -> None:
    chart = drawn(*numbers)
    if chart is None:
        assert not any(sum(each[:6]) for each in numbers)
        return
    for line in chart.lines:
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", line.points):
            assert float(chart.left) - 0.1 <= float(x) <= float(chart.right) + 0.1
            assert float(chart.top) - 0.1 <= float(y) <= float(chart.bottom) + 0.1
        assert float(line.label.x) + len(line.label.words) * LETTER * 0.8 <= WIDTH
    heights = sorted(float(line.label.y) for line in chart.lines)
    assert all(below - above >= 16.9 for above, below in itertools.pairwise(heights))
    assert heights[-1] <= HEIGHT
    assert HEIGHT > SMALL


def test_lines_are_told_apart_by_dashes_and_thickness_and_named_at_their_ends() -> None:
    chart = drawn([0, 4, 0, 0, 0, 0, 0], [2, 1, 0, 1, 3, 0, 5])
    assert chart
    looks = {(line.dashes, line.width) for line in chart.lines}
    assert len(looks) == len(chart.lines)
    said = [line.label.words for line in chart.lines]
    assert said == ["Complete 2", "Planned 5", "On track 1", "At risk 1", "Late 3"]
    assert "complete from 0 to 2, planned from 0 to 5" in chart.description
    assert "late from 0 to 3" in chart.description
    svg = render_to_string("scrutiny/_trend.svg", {"chart": chart})
    assert "style=" not in svg and "<script" not in svg
    assert chart.description in svg
    assert set(re.findall(r'stroke="(\w+)"', svg)) == {"currentColor"}


def test_one_day_alone_and_a_plan_without_actions_have_no_drawing() -> None:
    assert drawn([1, 0, 0, 0, 0, 0, 1]) is None
    assert drawn([0] * 7, [0] * 7) is None


def row(reference: str, *due: datetime.date | None, status: Status = Status.IN_PROGRESS) -> Row:
    dates = tuple(DateShown("words", each, "", "", "", True) for each in due)
    step = Step(1, 1, "", (), "", dates, None, False, status, 0)
    number = int(reference)
    return Row(
        pk=number, plan_id=1, order=number, reference=reference, text="Do it.", source_text="",
        theme="", accountable="", is_confidential=False, printed_leads="", answers=(),
        steps=(step,), said_of_row=None, status=status, rating=None,
    )  # fmt: skip


def test_slippage_is_from_the_first_date_to_the_one_that_counts_now() -> None:
    found = slippage(
        [
            row("1", days(0), days(10), days(56)),
            row("2", days(0)),
            row("3", days(5), days(-2)),
            row("4"),
            row("5", None, days(3), days(90)),
        ]
    )

    assert [(slip.row.reference, slip.words) for slip in found] == [
        ("5", "87 days later"),
        ("1", "56 days later"),
        ("2", "as agreed"),
        ("4", "not stated"),
        ("3", "7 days earlier"),
    ]
    assert in_words(found) == (
        "2 of 5 actions slipped, by 87 days at most; 1 brought forward; "
        "1 without a date for every step."
    )
    assert [slip.row.reference for slip in moved(found)] == ["5", "1", "3"]


def test_an_action_is_told_by_the_step_that_moved_furthest_not_by_its_last_day() -> None:
    short, long = (row("1", days(0), days(moved)).steps[0] for moved in (14, 122))
    ends = dataclasses.replace(short, text="Open it")
    early = dataclasses.replace(long, pk=2, text="Hire for it")
    last = row("1", days(200), days(200)).steps[0]
    undated = row("1").steps[0]
    back = row("1", days(90), days(10)).steps[0]

    def told(*steps: Step) -> tuple[int | None, str, bool]:
        (slip,) = slippage([dataclasses.replace(row("1"), steps=steps)])
        return slip.days, slip.step_words, slip.undated

    assert told(ends, early, last) == (122, "Hire for it", False)
    assert told(last, ends, back) == (14, "Open it", False)
    assert told(last, back) == (-80, "", False)
    assert told(ends) == (14, "", False)
    assert told(ends, undated) == (14, "Open it", True)
    assert told(last, undated) == (None, "", True)


@given(st.lists(st.tuples(st.integers(0, 99), st.none() | st.integers(0, 99)), min_size=1))
def test_no_date_of_an_action_moved_further_than_is_told(
    dated: list[tuple[int, int | None]],
) -> None:
    steps = [
        row("1", *(None if day is None else days(day) for day in pair)).steps[0] for pair in dated
    ]
    found = slippage([dataclasses.replace(row("1"), steps=tuple(steps))])
    moves = [last - first for first, last in dated if last is not None]

    assert (found[0].days or 0) == (max(moves) if max(moves, default=0) > 0 else min([0, *moves]))
    assert found[0].undated is (len(moves) < len(dated))


def test_each_action_that_moved_is_one_line_and_the_rest_are_counted() -> None:
    slips = slippage([row(str(n), days(0), days(n)) for n in range(1, 36)])

    chart = slippage_drawing("slippage", slips, DAY)

    assert chart
    assert len(chart.rows) == 30
    assert chart.left_out == 5
    assert chart.rows[0].reference == "35"
    assert chart.rows[0].end.words == "+35 days"
    assert chart.description.startswith("35 actions with a date that moved")
    for line in chart.rows:
        assert float(chart.left) <= float(line.original) <= float(line.latest)
        assert float(line.end.x) + len(line.end.words) * LETTER * 0.8 <= WIDTH
        assert float(line.y) < float(chart.bottom) < chart.height


def test_where_nothing_moved_there_is_nothing_to_draw() -> None:
    assert slippage_drawing("slippage", [Slip(row("1", DAY), DAY, DAY)], DAY) is None
