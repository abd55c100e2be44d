"""What builders can be told: declared, read from forms, safe against bad data."""

import json

import pytest

from councils.models import Council
from reports.building import BUILDERS, PaperFacts, offered, read
from reports.building import options as kinds
from reports.building.naming import shares
from reports.building.options import Option, settled
from tests.factories import DAY, make_body, make_inspection, make_meeting, make_plan, make_report

LAYOUT = Option("layout", "Layout", kinds.CHOICE, (("table", "A table"), ("list", "A list")))
TICK = Option("whole", "All of it", kinds.YES, starts=True)
NUMBERS = Option("numbers", "Numbers", kinds.LIST)
CAPTION = Option("caption", "Title")
DECLARED = (LAYOUT, TICK, NUMBERS, CAPTION)


def test_what_is_stored_wrong_is_as_if_nothing_was_said() -> None:
    wrong = {"layout": "mosaic", "whole": "maybe", "numbers": "1", "caption": 7, "more": "no"}

    assert settled(DECLARED, wrong) == settled(DECLARED, {})
    assert settled(DECLARED, {}) == {
        "layout": "table",
        "whole": True,
        "numbers": [],
        "caption": "",
    }


def test_a_form_is_read_into_what_is_stored_without_what_holds_anyhow() -> None:
    typed = {"layout": "list", "whole": "", "numbers": "1, 2,,3 ", "caption": " Title "}

    found = read(DECLARED, typed)

    assert found == {
        "layout": "list",
        "whole": False,
        "numbers": ["1", "2", "3"],
        "caption": "Title",
    }
    assert settled(DECLARED, found) == found
    assert read(DECLARED, {"layout": "table", "whole": "on"}) == {}


@pytest.mark.parametrize("weights", [(1,), (1, 1, 1), (28, 16.7, 16.7, 16.6, 22), (13.2, 9, 8, 7)])
def test_the_columns_of_a_table_share_all_of_its_width(weights: tuple[float, ...]) -> None:
    found = shares(*weights)

    assert sum(found) == 100
    for share, weight in zip(found, weights, strict=True):
        assert abs(share - 100 * weight / sum(weights)) < 1
        assert share == int(share)


@pytest.mark.parametrize("name", BUILDERS)
def test_every_builder_says_what_it_can_be_told(name: str) -> None:
    """Each has a docstring, a sentence for nothing, and options that are stored as JSON."""
    found = BUILDERS[name]

    assert found.title
    assert found.nothing.endswith(".")
    names = [option.name for option in found.options]
    assert len(names) == len(set(names))
    assert all(option.label for option in found.options)
    stored = settled(found.options, {})
    assert json.loads(json.dumps(stored)) == stored


@pytest.mark.django_db
@pytest.mark.parametrize("name", BUILDERS)
def test_a_paper_about_nothing_is_composed_with_any_builder(name: str, council: Council) -> None:
    facts = PaperFacts(make_report(council), DAY)

    for option in BUILDERS[name].options:
        for value, _ in offered(option, facts):
            chosen = [value] if option.is_several else value
            assert BUILDERS[name].build(facts, {option.name: chosen}) == ()
    assert BUILDERS[name].build(facts, {}) == ()


@pytest.mark.django_db
def test_what_the_paper_is_about_is_offered(council: Council) -> None:
    plan = make_plan(council, title="Improvement plan")
    inspection = make_inspection(council, title="Single inspection")
    plan.sources.add(inspection)
    meeting = make_meeting(make_body(council, "Cabinet"), plan.agreed_on)
    report = make_report(council)
    report.plans.add(plan)
    facts = PaperFacts(report, DAY)

    assert offered(Option("plan", "Plan", kinds.PLAN), facts) == (
        (plan.reference, "Improvement plan"),
    )
    assert offered(Option("of", "Of", kinds.INSPECTION), facts) == (
        (inspection.key, "Single inspection"),
    )
    assert ("board", "The effectiveness of the Local Safeguarding Children Board (LSCB)") in (
        offered(Option("area", "Area", kinds.AREA), facts)
    )
    assert offered(Option("since", "Since", kinds.MEETING), facts) == (
        (f"{meeting.held_on} Cabinet", f"Cabinet on {plan.agreed_on:%-d %B %Y}"),
    )
    assert offered(CAPTION, facts) == ()
