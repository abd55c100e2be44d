"""What a paper finished in Word says otherwise than the data: figures and dates, with where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.finished.comparing import Difference, differences, figures, texts
from reports.paper.document import Table, cell
from reports.paper.written import written

HELD = [
    "The area had four actions (14 to 17). Three have been achieved.",
    "Action 16 is now expected by 15 September 2011.",
    "Good | 33 | 25.8%",
]


def test_the_same_paper_differs_in_nothing() -> None:
    assert differences(HELD, HELD) == []


def test_other_words_with_the_same_figures_differ_in_nothing() -> None:
    said = ["There were four actions in this area (14 to 17). Three have been achieved so far."]

    assert differences([*said, *HELD[1:]], HELD) == []


def test_a_figure_changed_in_a_word_file_is_told_with_what_the_data_say() -> None:
    said = [HELD[0].replace("Three", "Four"), *HELD[1:]]

    assert differences(said, HELD) == [Difference(said[0], HELD[0], ("4",), ("3",))]


def test_a_date_changed_or_left_out_is_told() -> None:
    said = [HELD[0], "Action 16 is now expected by 30 September 2011.", "Good | 33 |"]

    assert differences(said, HELD) == [
        Difference(said[1], HELD[1], ("30 September 2011",), ("15 September 2011",)),
        Difference(said[2], HELD[2], (), ("25.8%",)),
    ]


def test_a_paragraph_of_its_own_is_told_where_its_figures_stand_nowhere_else() -> None:
    more = ["Action 16 was late.", "The plan costs £195,000."]

    assert differences([*HELD, *more], HELD) == [Difference(more[1], "", ("£195000",), ())]
    assert differences(HELD, [*HELD, more[1]]) == [Difference("", more[1], (), ("£195000",))]


SPELLINGS = [
    ("1st March 2017", "01 March 2017"),
    ("1 Mar 2017", "1 March 2017"),
    ("March 2017", "Mar 2017"),
    ("1,234 children", "1234 children"),
    ("5 % of them", "5% of them"),
    ("two of them", "2 of them"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_one_figure_in_two_spellings_is_one(one: str, other: str) -> None:
    assert figures(one) == figures(other)


def test_a_table_is_told_row_by_row() -> None:
    table = Table("Ratings", ("Rating", "Number"), ((cell("Good"), cell("33")),))

    assert texts((*written("One.\n\n- two"), table)) == [
        "One.",
        "two",
        "Rating | Number",
        "Good | 33",
    ]


@given(st.lists(st.text(max_size=40), max_size=6), st.integers(0, 99999))
def test_a_figure_put_into_any_paragraph_is_told(said: list[str], number: int) -> None:
    figure = f"{number}7777"
    held = [f"Paragraph {place}: {text}" for place, text in enumerate(said)]
    changed = [*held[:-1], f"{held[-1]} {figure}"] if held else [figure]

    told = [each for found in differences(changed, held) for each in found.only_said]

    assert figure.lstrip("0") in {each.lstrip("0") for each in told}
