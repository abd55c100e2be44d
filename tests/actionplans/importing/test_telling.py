"""The preview's first sentence."""

import pytest

from actionplans.importing.tables import Problem
from actionplans.importing.telling import found_words
from actionplans.importing.understood import ReadRow, ReadStep, Understood

ROW = ReadRow(table=0, numbers=(3,), source=(), steps=(ReadStep("Write the policy"),))
NOTE = Problem(None, "", "These words after the last table are not part of the plan: “Notes.”")
DOUBT = Problem(3, "Lead", "In row 3, two steps but three names.")


@pytest.mark.parametrize(
    ("problems", "sentence"),
    [
        ((), "1 milestone found. None needs you."),
        ((DOUBT,), "1 milestone found. 1 needs you: in row 3, two steps but three names."),
        ((NOTE, DOUBT), "1 milestone found. 2 need you: in row 3, two steps but three names."),
        (
            (NOTE,),
            "1 milestone found. 1 needs you: These words after the last table are not part of "
            "the plan: “Notes.”",
        ),
    ],
)
def test_a_doubt_on_a_row_is_told_before_a_note_on_the_file(
    problems: tuple[Problem, ...], sentence: str
) -> None:
    found = Understood(rows=(ROW,), problems=problems)

    assert found_words(found) == f"{sentence} Nothing is saved until you confirm."


def test_a_file_without_a_plan_says_so() -> None:
    assert found_words(Understood()).startswith("No plan was found in this file.")
