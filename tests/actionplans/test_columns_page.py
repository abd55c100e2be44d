"""The page about a plan's columns, and that what is chosen there shows everywhere."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans import columns
from actionplans.columns import HOUSE, Column, named
from actionplans.models import ActionPlan, CouncilRules
from actionplans.plan_columns import NewerColumns, choose, of_council
from councils.models import Council
from councils.roles import Role
from tests.actionplans.test_history import at, date_versions
from tests.factories import days, make_action, make_plan
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db

HOUSE_HEADINGS = ["Action", "Milestones", "Timescales", "Lead officers", "Progress"]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    plan = make_plan(council, title="The improvement plan")
    make_action(plan, text="Write the policy.", other=[["Cost", "£5"]])
    return plan


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def url(plan: ActionPlan, name: str = "actionplans:plan_columns") -> str:
    return reverse(name, args=[plan.council.slug, plan.pk])


def typed(page: Page, **change: dict[str, str]) -> dict[str, str]:
    """Return what the form would send, changed by field: {"action": {"heading": "What?"}}."""
    data = {
        name: value
        for name in ("form-TOTAL_FORMS", "form-INITIAL_FORMS", "seen")
        if (value := page.value(name)) is not None
    }
    for at_row in range(int(data["form-TOTAL_FORMS"])):
        found = {
            name: page.value(f"form-{at_row}-{name}") or ""
            for name in ("field", "heading", "place")
        }
        box = page.one("input", name=f"form-{at_row}-shown")
        found["shown"] = "on" if box.get("checked") is not None else ""
        found |= change.get(found["field"].replace(":", "_"), {})
        data |= {f"form-{at_row}-{name}": value for name, value in found.items() if value}
    return data


def preview(page: Page) -> list[str]:
    return page.main.all("table", "plan")[0].all("thead")[0].texts("th")


def appendix_headings(client: Client, plan: ActionPlan, **asked: str) -> list[str]:
    page = read(client, url(plan, "reports:appendix"), **asked)
    return page.main.one("table", "plan").all("thead")[0].texts("th")


def test_the_page_begins_with_what_the_plan_shows_now(plan: ActionPlan, manager: Client) -> None:
    page = read(manager, url(plan))

    assert page.h1 == "Columns of this plan"
    assert preview(page) == [*HOUSE_HEADINGS, "Cost"]
    (example,) = page.main.all("table", "plan")[0].all("tbody")[0].all("tr")
    assert example.cells[0] == "1. Write the policy. Not stated"
    assert page.value("form-0-heading") == "Action"
    assert page.label("form-0-heading") == "Heading of Action"
    assert page.label("form-0-place") == "Place of Action"


def test_ticking_renaming_and_ordering_changes_the_plan_everywhere(
    plan: ActionPlan, manager: Client
) -> None:
    page = read(manager, url(plan))
    data = typed(
        page,
        progress={"heading": "Progress at {day}", "place": "1"},
        action={"heading": "What?", "place": "2"},
        milestones={"shown": ""},
        rating={"shown": "on", "place": "9", "heading": "RAG"},
    )

    answer = manager.post(url(plan), data | {"save": "1"})

    assert answer["Location"] == url(plan, "reports:appendix")
    expected = ["Progress at 16 November 2026", "What?", "Timescales", "Lead officers", "Cost"]
    assert Page(manager.get(answer["Location"])).banners == ["Saved."]
    assert appendix_headings(manager, plan) == [*expected, "RAG"]


def test_the_day_in_a_heading_is_the_day_asked_for(plan: ActionPlan, manager: Client) -> None:
    plan.columns = columns.to_store([Column("progress", "At {day}"), named("action")])
    plan.save()
    date_versions(plan, at(days(-30)), at(days(-20)))

    found = appendix_headings(manager, plan, as_at=f"{days(-7)}")
    assert found[0] == "At 9 November 2026"


def test_a_plan_as_at_an_earlier_day_keeps_the_headings_of_that_day(
    plan: ActionPlan, manager: Client
) -> None:
    for heading in ("First", "Second"):
        plan.columns = columns.to_store([Column("action", heading)])
        plan.save()
    date_versions(plan, at(days(-30)), at(days(-20)), at(days(-3)))
    for action in plan.actions.all():
        date_versions(action, at(days(-30)))
    plan.actions.update(added_on=days(-30))

    assert appendix_headings(manager, plan)[0] == "Second"
    assert appendix_headings(manager, plan, as_at=f"{days(-4)}")[0] == "First"


def test_up_and_down_move_a_column_and_save_nothing(plan: ActionPlan, manager: Client) -> None:
    page = read(manager, url(plan))
    page = Page(manager.post(url(plan), typed(page) | {"up": "milestones"}))
    assert preview(page)[:2] == ["Milestones", "Action"]
    page = Page(manager.post(url(plan), typed(page) | {"down": "milestones"}))
    assert preview(page) == [*HOUSE_HEADINGS, "Cost"]
    page = Page(manager.post(url(plan), typed(page) | {"up": "action"}))
    assert preview(page)[0] == "Action"

    plan.refresh_from_db()
    assert plan.columns == []


def test_a_preset_fills_in_its_columns_and_saves_nothing(plan: ActionPlan, manager: Client) -> None:
    page = read(manager, url(plan))
    assert "Wolverhampton (Appendix to a Cabinet paper, April 2017)" in page.options("preset")

    sent = typed(page) | {"start": "1", "preset": "stockton-2016"}
    page = Page(manager.post(url(plan), sent))

    assert preview(page) == [
        "Key tasks",
        "Milestones",
        "How will we know?",
        "Lead(s)",
        "Action to date",
        "Future actions",
        "RAG",
        "Cost",
    ]
    plan.refresh_from_db()
    assert plan.columns == []
    assert manager.post(url(plan), {"start": "1", "preset": "none"}).status_code == 404


def test_showing_how_it_would_look_keeps_what_was_typed(plan: ActionPlan, manager: Client) -> None:
    page = read(manager, url(plan))
    sent = typed(page, action={"heading": "What?", "place": "x"})
    page = Page(manager.post(url(plan), sent | {"preview": "1"}))

    assert "What?" in preview(page)
    plan.refresh_from_db()
    assert plan.columns == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"action": {"heading": ""}}, "Enter a heading for Action"),
        ({"action": {"heading": "progress"}}, "Two columns have the heading"),
        ({"action": {"heading": "x" * 101}}, "A heading may have 100 characters"),
        ({"action": {"place": "first"}}, "Enter the place as a number, like 3"),
        (
            {
                key: {"shown": ""}
                for key in ("action", "milestones", "timescale", "leads", "progress", "other_Cost")
            },
            "Tick at least one column",
        ),
    ],
)
def test_what_cannot_be_saved_is_told_and_stays_typed(
    plan: ActionPlan, manager: Client, change: dict[str, dict[str, str]], message: str
) -> None:
    page = read(manager, url(plan))
    sent = typed(page, **change)
    page = Page(manager.post(url(plan), sent | {"save": "1"}))

    assert any(told.startswith(message) for told in page.summary)
    heading = change["action"].get("heading")
    if heading is not None:
        assert page.value("form-0-heading") == (heading or None)
    plan.refresh_from_db()
    assert plan.columns == []


def test_too_many_columns_are_refused(plan: ActionPlan, manager: Client) -> None:
    page = read(manager, url(plan))
    everything = {field.key: {"shown": "on"} for field in columns.FIELDS}
    page = Page(manager.post(url(plan), typed(page, **everything) | {"save": "1"}))

    assert page.summary == ["Tick 16 columns at most: you have 22"]


def test_what_is_unticked_of_the_plans_own_file_stays_out(
    plan: ActionPlan, manager: Client
) -> None:
    page = read(manager, url(plan))
    manager.post(url(plan), typed(page, other_Cost={"shown": ""}) | {"save": "1"})

    assert appendix_headings(manager, plan) == HOUSE_HEADINGS
    make_action(plan, other=[["Risk", "Some"]])
    assert appendix_headings(manager, plan) == [*HOUSE_HEADINGS, "Risk"]


def test_the_second_of_two_savers_is_told_and_keeps_what_was_typed(
    plan: ActionPlan, manager: Client
) -> None:
    page = read(manager, url(plan))
    sent = typed(page, action={"heading": "Mine"}) | {"save": "1"}
    plan.columns = columns.to_store([Column("action", "Theirs")])
    plan.save()

    page = Page(manager.post(url(plan), sent), 409)
    assert "Somebody else changed the columns of this plan" in page.main.text
    assert "Theirs; Milestones; Cost." in page.main.text
    assert page.value("form-0-heading") == "Mine"
    plan.refresh_from_db()
    assert plan.columns[0]["heading"] == "Theirs"

    manager.post(url(plan), typed(page) | {"save": "1"})
    plan.refresh_from_db()
    assert plan.columns[0]["heading"] == "Mine"


def test_a_plans_columns_can_become_its_councils(plan: ActionPlan, manager: Client) -> None:
    other = make_plan(plan.council)
    make_action(other)
    page = read(manager, url(plan))
    sent = typed(page, action={"heading": "What?"}) | {"save": "1", "for_all": "on"}
    manager.post(url(plan), sent)

    assert appendix_headings(manager, other)[0] == "What?"
    other.columns = columns.to_store([Column("action", "Its own")])
    other.save()
    assert appendix_headings(manager, other) == ["Its own", "Milestones"]

    page = read(manager, url(other))
    manager.post(url(other), typed(page) | {"council": "1"})
    assert appendix_headings(manager, other)[0] == "What?"


def test_a_form_without_its_rows_changes_nothing(plan: ActionPlan, manager: Client) -> None:
    page = Page(manager.post(url(plan), {"save": "1", "seen": "{"}))

    assert page.summary == ["The form did not arrive whole. Open it again."]


def test_what_was_seen_decides_whatever_is_sent_for_it(plan: ActionPlan, manager: Client) -> None:
    page = read(manager, url(plan))
    for seen in ("nonsense", "[1]", '{"a": 1}', json.dumps(columns.to_store(HOUSE))):
        answer = manager.post(url(plan), typed(page) | {"save": "1", "seen": seen})
        assert answer.status_code in (302, 409)


# Storing


def test_choosing_says_whether_anything_is_new(plan: ActionPlan) -> None:
    chosen = (Column("action", "What?"),)

    assert choose(plan, chosen, seen=(), for_all=False)
    assert not choose(plan, chosen, seen=chosen, for_all=False)
    assert choose(plan, chosen, seen=chosen, for_all=True)
    assert not choose(plan, chosen, seen=chosen, for_all=True)
    with pytest.raises(NewerColumns):
        choose(plan, chosen, seen=(), for_all=False)


def test_a_councils_columns_are_those_of_the_day(council: Council) -> None:
    assert of_council(council) == of_council(council, days(-1)) == ()
    rules = CouncilRules.objects.create(council=council)
    rules.columns = columns.to_store([Column("action", "What?")])
    rules.save()
    date_versions(rules, at(days(-9)), at(days(-5)))

    assert of_council(council)[0].heading == "What?"
    assert of_council(council, days(-4))[0].heading == "What?"
    assert of_council(council, days(-6)) == ()
    assert of_council(council, days(-12)) == ()
