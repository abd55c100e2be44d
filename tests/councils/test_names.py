"""How a name is found in any text, and what stands in its place."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.names import (
    Names,
    address_mark,
    file_mark,
    in_json,
    is_long_enough,
    is_most_of,
    mark_of,
    names_in,
    shorter_marks,
    why_no_name,
)

DAY = datetime.date(2026, 11, 22)
MARK = "[name removed on 22 November 2026]"


@pytest.mark.parametrize(
    ("typed", "text", "left"),
    [
        ("Zuleika Quent", "Saw Zuleika Quent today.", "Saw # today."),
        ("Zuleika Quent", "ZULEIKA\n   quent’s plan", "#’s plan"),
        ("Zuleika Quent", "Zuleika Quent's plan", "#'s plan"),
        ("Zuleika Quent", "the Zuleika Quents", "the #s"),
        ("Zuleika Quent", "zuleika_quent-review.pdf", "#-review.pdf"),
        ("Zuleika Quent", "https://example.com/zuleika%20quent", "https://example.com/#"),
        ("Zuleika Quent", "ZuleikaQuent.docx", "#.docx"),
        ("zuleika   quent", "Zuleika Quent", "#"),
        ("Zuleika", "Zuleikas", "#s"),
        ("Ann", "Annual plan of Ann", "Annual plan of #"),
        ("Zoë", "Zoe, ZOË and Zoe\u0308", "#, # and #"),
        ("Zoe", "Zoë", "#"),
        ("O'Brien", "O’Brien, O&#x27;Brien, OBrien", "#, #, #"),
        ("Zuleika Quent", "Zu\u00adlei\u200bka Quent", "#"),
        ("Zuleika\nZuleika Quent", "Zuleika Quent and Zuleika", "# and #"),
        ("Quent, Zuleika", "Quent, Zuleika", "#"),
        ("Li 7", "Li 7 and Li 77", "# and Li 77"),
    ],
)
def test_a_name_is_found_however_it_is_written(typed: str, text: str, left: str) -> None:
    names = names_in(typed)

    assert names.replaced(text, MARK) == left.replace("#", MARK)
    assert names.times_in(text) == left.count("#")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Zuleika Quent", ""),
        ("Dr. J. Smith-Jones Jr.", ""),
        ("Maria del Carmen García López de Vega", ""),
        ("12 Acacia Avenue, Merrowdale", ""),
        (" ".join(["one"] * 9), "has 9 words: give the name alone, in 8 words or fewer"),
        ("x" * 81, "is too long: give the name alone, in 80 characters or fewer"),
        ("Where is it?", "is a sentence: give the name alone"),
        ("It was late all year.", "is a sentence: give the name alone"),
    ],
)
def test_what_is_no_name_says_why(typed: str, why: str) -> None:
    assert why_no_name(typed) == why


@pytest.mark.parametrize(
    ("typed", "text", "is_most"),
    [
        ("Zuleika Quent", "Is Zuleika Quent safe?", False),
        ("Zuleika Quent", "Zuleika Quent?", False),
        ("Zuleika Quent", "When did Zuleika Quent or Zuleika Quent’s aunt move?", False),
        ("Where are the files", "Where are the files?", True),
        ("Where are the\nfiles kept", "Where are the files kept now?", True),
        ("no file been audited\nsince June", "Why has no file been audited since June?", True),
        ("been", "Why has no file been audited since June?", False),
        ("Ann", "", False),
    ],
)
def test_what_hides_most_of_a_text_is_told_from_a_name(
    typed: str, text: str, *, is_most: bool
) -> None:
    assert is_most_of(names_in(typed), text) == is_most


def test_a_mark_that_stands_there_already_is_no_name() -> None:
    names = names_in("May\nname\nremoved")
    text = f"[name removed on 2 May 2026] {file_mark(DAY)} name-removed-on-2-may-2026 In May"

    assert names.times_in(text) == 1
    assert names.replaced(text, MARK).endswith(f"In {MARK}")
    assert names.replaced(text, MARK).startswith("[name removed on 2 May 2026] ")


def test_a_mark_says_the_day_where_there_is_room() -> None:
    assert mark_of(DAY) == MARK
    assert shorter_marks(DAY) == (MARK, "[name removed on 22 Nov 2026]", "[name removed]")
    assert address_mark(DAY) == "name-removed-on-22-november-2026"
    assert file_mark(DAY) == "[file removed on 22 November 2026]"


def test_lines_without_letters_are_no_names() -> None:
    assert names_in("--\n\n  \n…") == Names(())
    assert not is_long_enough("A.")
    assert is_long_enough("Al")


def test_every_text_of_a_structure_is_looked_at() -> None:
    names = names_in("Zuleika")
    held = {"Zuleika": ["x", {"a": "Zuleika", "b": 3}], "c": None}

    assert in_json(held, lambda text: names.replaced(text, "#")) == {
        "#": ["x", {"a": "#", "b": 3}],
        "c": None,
    }


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_is_left_of_a_name_whatever_stands_around_it(before: str, after: str) -> None:
    names = names_in("Zuleika Quent")
    replaced = names.replaced(f"{before} Zuleika Quent {after}", MARK)

    assert "Zuleika Quent" not in replaced
    assert MARK in replaced
