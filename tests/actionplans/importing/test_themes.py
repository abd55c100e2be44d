"""The headings over a plan's tables that the file itself marks as headings."""

from dataclasses import replace

import pytest

from actionplans.importing.tables import BOLD_ALONE, Table
from tests.actionplans.importing.building import AUDIT, HEADINGS, POLICY, TRAIN, bands, shape, table

KEY = table(("R", "Overdue"), ("A", "At risk"), ("G", "On track"))


def under(row: tuple[str, ...], *above: tuple[str, int]) -> Table:
    """Return a plan's table of one row under these paragraphs, each with its level."""
    made = table(HEADINGS, row, before=[text for text, _ in above])
    return replace(made, levels=tuple(level for _, level in above))


def key_under(*above: tuple[str, int]) -> Table:
    return replace(
        KEY,
        before=tuple(text for text, _ in above),
        levels=tuple(level for _, level in above),
    )


def test_a_heading_by_its_style_is_the_theme_whatever_stands_between() -> None:
    note = ("The chair of the board watches over this", 0)
    found = shape(
        under(AUDIT, ("Improvement plan", 1), ("Leadership", 2), note),
        under(TRAIN, ("Practice", 2), note),
    )

    assert found.title == "Improvement plan"
    assert bands(found) == ["Leadership", "Practice"]


def test_a_theme_above_a_key_is_that_of_the_table_below_the_key() -> None:
    styled = shape(
        key_under(("Our plan", 1), ("Leadership", 2), ("Key to the ratings", 2)),
        under(AUDIT),
        under(TRAIN, ("Practice", 2)),
    )
    plain = shape(key_under(("Theme 1: Leadership", 0), ("Key", 0)), under(AUDIT))

    assert bands(styled) == ["Leadership", "Practice"]
    assert bands(plain) == ["Theme 1: Leadership"]


def test_a_smaller_heading_stands_under_the_wider_one() -> None:
    found = shape(
        under(AUDIT, ("Our plan", 1), ("Leadership", 2), ("The board", 3)),
        under(TRAIN, ("Scrutiny", 3)),
        under(POLICY, ("Practice", 2)),
    )

    assert bands(found) == ["Leadership\nThe board", "Leadership\nScrutiny", "Practice"]


def test_what_names_only_the_plan_is_no_theme() -> None:
    found = shape(
        under(AUDIT, ("Leadership", 2), ("Actions", 3)),
        under(TRAIN, ("Practice", 2), ("Our action plan", 3)),
    )

    assert bands(found) == ["Leadership", "Practice"]


def test_a_theme_that_begins_like_a_key_or_ends_like_a_plan_is_one() -> None:
    found = shape(
        under(AUDIT, ("Key judgement 1: Leadership", 2)),
        under(TRAIN, ("Key worker relationships", 2)),
        under(POLICY, ("Planning for permanence", 2)),
    )

    assert bands(found) == [
        "Key judgement 1: Leadership", "Key worker relationships", "Planning for permanence",
    ]  # fmt: skip


def test_a_line_in_bold_is_a_theme_before_a_line_that_is_not() -> None:
    note = ("Reported to the board", 0)
    found = shape(
        under(AUDIT, ("Our plan", 0), ("Leadership", BOLD_ALONE), note),
        under(TRAIN, ("Practice", BOLD_ALONE), note),
    )

    assert bands(found) == ["Leadership", "Practice"]


def test_the_same_heading_continued_is_the_same_theme() -> None:
    found = shape(
        under(AUDIT, ("Our plan", 0), ("Leadership", 0)),
        under(TRAIN, ("Leadership (continued)", 0)),
        under(POLICY, ("Practice", 0)),
    )

    assert bands(found) == ["Leadership", "Leadership", "Practice"]


def test_the_title_continued_on_the_next_page_is_no_theme() -> None:
    found = shape(under(AUDIT, ("Action plan", 0)), under(TRAIN, ("Action plan (cont'd)", 0)))

    assert bands(found) == ["", ""]


def test_a_small_table_between_a_heading_and_its_rows_cuts_it_off_from_none() -> None:
    small = table(("Sponsor", "Reports to"), ("The director", "The board"), before=("Practice",))
    found = shape(
        table(HEADINGS, AUDIT, before=("Improvement plan", "Leadership")), small,
        table(HEADINGS, TRAIN),
    )  # fmt: skip

    assert bands(found) == ["Leadership", "Practice"]


@pytest.mark.parametrize(
    "line", ["OFFICIAL - SENSITIVE", "Page 2 of 9", "Official", "3", "Draft v2"]
)
def test_what_stands_on_each_page_is_no_theme(line: str) -> None:
    found = shape(
        table(HEADINGS, AUDIT, before=("Improvement plan", "Leadership")),
        table(TRAIN, before=(line,)),
        table(HEADINGS, POLICY, before=("Theme 2: Practice", line)),
    )

    assert bands(found) == ["Leadership", "Leadership", "Theme 2: Practice"]
