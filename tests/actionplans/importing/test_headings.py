"""Which field a council's own heading is."""

import pytest

from actionplans.importing.headings import columns, field_of, key
from actionplans.importing.understood import Field

# The headings of seventeen published plans, 2003 to 2023, with the field of each.
PLANS = {
    "Wolverhampton 2017": "Action = action; Milestones = milestones; Timescales = timescale; "
    "Lead Officers = leads; Progress = progress",
}


@pytest.mark.parametrize("plan", PLANS)
def test_the_headings_of_published_plans_are_mapped(plan: str) -> None:
    pairs = [tuple(pair.split(" = ")) for pair in PLANS[plan].split("; ")]

    found = columns([heading for heading, _ in pairs], (), {})

    assert [(column.heading, column.field) for column in found] == pairs


def test_a_heading_is_remembered_without_its_date() -> None:
    assert key("Progress at March 2017") == key("PROGRESS (as at 30/6/17)") == "progress"
    assert key("Action from October 2003") != key("Action")


def test_what_the_council_said_of_a_heading_counts() -> None:
    assert field_of("Evidence", {}) == (Field.OTHER, True)
    assert field_of("Evidence", {"evidence": "progress"}) == (Field.PROGRESS, True)
