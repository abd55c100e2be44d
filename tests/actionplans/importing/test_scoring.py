"""How much of the messy files is found: every row, 98 % of the text, 90 % of the headings."""

import copy
from functools import reduce
from operator import add
from typing import Any

import pytest

from actionplans.importing.as_json import as_json
from tests.actionplans.importing.scoring import Score, Share, score
from tests.actionplans.importing.test_messy import FILES, expected, understood

TEXT, HEADINGS = 0.98, 0.9
WANTED: dict[str, Any] = {
    "columns": {"Action": "action", "When": "timescale"},
    "rows": [
        {"action": "Audit ten files", "milestones": [{"text": "Choose them", "leads": ["Ann"]}]},
        {"action": "Train all managers", "timescale": "May 2026", "other": {"Cost": "None"}},
    ],
}


def read(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is read of a messy file, and what is to be read of it."""
    (path,) = (path for path in FILES if path.name == name)
    return as_json(understood(path)), expected(path)


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_every_row_of_a_messy_file_is_found_with_its_text(name: str) -> None:
    found = score(*read(name))

    assert found.rows.wanted > 0
    assert (found.rows.of_all, found.invented) == (1, 0)
    assert found.letters.of_all >= TEXT


def test_the_headings_of_the_messy_files_are_taken_for_their_fields() -> None:
    found = reduce(add, (score(*read(path.name)) for path in FILES))

    assert found.headings.wanted > 200
    assert found.headings.of_all >= HEADINGS


# The score


def test_what_was_read_as_wanted_scores_full() -> None:
    assert score(WANTED, WANTED) == Score(Share(2, 2), Share(53, 53), Share(2, 2))


def test_a_row_lost_is_missed_with_its_text() -> None:
    found = WANTED | {"rows": WANTED["rows"][1:]}

    assert score(found, WANTED) == Score(Share(1, 2), Share(27, 53), Share(2, 2))


def test_text_in_another_row_is_not_found() -> None:
    found = copy.deepcopy(WANTED)
    found["rows"][0]["progress"] = found["rows"][1].pop("timescale")

    assert score(found, WANTED).letters == Share(46, 53)


def test_text_in_another_field_of_its_row_is_found() -> None:
    found = copy.deepcopy(WANTED)
    found["rows"][1]["progress"] = found["rows"][1].pop("timescale")

    assert score(found, WANTED).letters == Share(53, 53)


def test_a_row_of_which_less_than_half_is_left_is_missed() -> None:
    found = copy.deepcopy(WANTED)
    found["rows"][1] = {"action": "Train"}

    assert score(found, WANTED).rows == Share(1, 2)


def test_rows_put_together_or_made_up_are_told() -> None:
    together = WANTED | {"rows": [{"action": WANTED["rows"][0], "other": WANTED["rows"][1]}]}
    more = WANTED | {"rows": [*WANTED["rows"], {"action": "Total"}]}

    assert score(together, WANTED).rows == Share(1, 2)
    assert score(more, WANTED).invented == 1


def test_a_heading_taken_for_another_field_is_not_right() -> None:
    found = WANTED | {"columns": {"Action": "action", "When": "other"}}

    assert score(found, WANTED).headings == Share(1, 2)
