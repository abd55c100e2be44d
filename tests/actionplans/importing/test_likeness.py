"""Texts found by their likeness, with work that does not grow with the square of a file."""

import random

import pytest

from actionplans.importing.likeness import MOST_COMPARED, MOST_PAIRS, NEAREST, Likeness

WORDS = [
    "agree",
    "ask",
    "audit",
    "check",
    "child",
    "plan",
    "review",
    "team",
    "train",
    "visit",
    "weekly",
    "write",
]


def texts(number: int, seed: int) -> list[str]:
    """Return texts of the same few words, so that each is rather like any other."""
    drawn = random.Random(seed)  # noqa: S311 no secret
    return [" ".join(drawn.choices(WORDS, k=12)) + f" {at}" for at in range(number)]


def alike(words: str, *among: str) -> str | None:
    return Likeness().most_alike(words, among, str)


def test_the_most_alike_is_found_wherever_it_stands() -> None:
    held = texts(300, seed=1)

    likeness = Likeness()
    found = [likeness.most_alike(f"{one} again", held, str) for one in held]

    assert found[:120] == held[:120]


@pytest.mark.parametrize(
    ("words", "held", "is_alike"),
    [
        ("Train all managers", "Train all the managers", True),
        ("TRAIN  all managers.", "train all managers", True),
        ("Train all managers", "Visit every school", False),
        ("Training", "Train", True),
        ("", "Train", False),
    ],
)
def test_few_letters_otherwise_are_alike(words: str, held: str, is_alike: bool) -> None:
    assert (alike(words, held) == held) == is_alike


def test_each_text_is_compared_by_its_letters_with_few_of_many() -> None:
    likeness = Likeness()

    for one in texts(50, seed=2):
        likeness.most_alike(one, texts(200, seed=3), str)

    assert 0 < likeness.compared <= 50 * NEAREST
    assert not likeness.is_spent


def test_a_file_of_many_reworded_rows_is_compared_so_often_and_says_that_it_is_enough() -> None:
    likeness = Likeness()
    held = texts(400, seed=5)

    found = [likeness.most_alike(one, held, str) for one in texts(1_000, seed=4)]

    assert likeness.compared <= MOST_COMPARED
    assert likeness.pairs <= MOST_PAIRS
    assert likeness.is_spent
    assert found[-1] is None
