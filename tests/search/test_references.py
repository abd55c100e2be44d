"""What names something by its number, and what does not."""

import pytest

from search.references import Numbers, numbers_in


@pytest.mark.parametrize(
    ("words", "actions", "recommendations"),
    [
        ("R4", ("r4",), ("r4", "4")),
        ("16", ("16", "a16"), ("16", "r16")),
        ("action 16", ("16", "a16"), ()),
        ("Action no. 2.3", ("2.3", "a2.3"), ()),
        ("  action   number 17b: ", ("17b", "a17b"), ()),
        ("recommendation 4", (), ("4", "r4")),
        ("Rec R4", (), ("r4", "4")),
        ("A4.", ("a4", "4"), ("a4",)),
    ],
)
def test_a_number_is_understood(
    words: str, actions: tuple[str, ...], recommendations: tuple[str, ...]
) -> None:
    assert numbers_in(words) == Numbers(actions, recommendations)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "action",
        "visits",
        "action plan",
        "16 care leavers",
        "page 16",
        "*",
        '"16"',
    ],
)
def test_what_is_no_number_is_looked_for_by_its_words(words: str) -> None:
    assert numbers_in(words) == Numbers()
