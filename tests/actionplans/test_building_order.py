"""Splitting, merging, ordering, numbering and deleting actions; naming themes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, DueDate, Ending, Theme
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.ordering import in_places
from actionplans.planning.rearranging import seen_of
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_ending,
    make_inspection,
    make_lead,
    make_measure,
    make_plan,
    make_recommendation,
    make_theme,
    make_update,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The plan", status="draft", agreed_on=days(-10))


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    """Action 1 with three steps, each with a lead and a date; action 2 comes after it."""
    action = make_action(plan, steps=3, text="Mend practice.")
    for step in action.milestones.order_by("order"):
        make_lead(step)
        make_due_date(step)
    make_action(plan, text="Train all.")
    return action


@pytest.fixture
def second(action: Action) -> Action:
    return action.plan.actions.get(reference="2")


def approve(plan: ActionPlan) -> None:
    plan.status = "approved"
    plan.save()


def url(action: Action, last: str) -> str:
    plan = action.plan
    here = reverse("actionplans:action", args=[plan.council.slug, plan.pk, action.pk])
    return f"{here}{last}/"


def plan_url(plan: ActionPlan, last: str) -> str:
    return reverse("actionplans:plan", args=[plan.council.slug, plan.pk]) + f"{last}/"


def numbers(plan: ActionPlan) -> list[str]:
    return list(plan.actions.order_by("order").values_list("reference", flat=True))


def steps(action: Action, day: int = 0) -> list[str]:
    as_at = AsAt(day=days(day), today=DAY)
    (row,) = rows_on_day(Action.objects.filter(pk=action.pk), as_at)
    return [step.text for step in row.steps]


def split(action: Action, *chosen: int, **more: str) -> dict[str, Any]:
    going = [str(action.milestones.get(order=order).pk) for order in chosen]
    sent = {"steps": going, "text": "The other part.", "number": "1a", "seen": seen_of(action)}
    return sent | more


# Splitting


def test_steps_go_into_a_new_action_that_answers_the_same(manager: Client, action: Action) -> None:
    asked = make_recommendation(make_inspection(action.plan.council))
    action.recommendations.add(asked)
    assert read(manager, url(action, "split")).value("number") == "1a"
    lead = action.milestones.get(order=2).leads.get().officer

    response = manager.post(url(action, "split"), split(action, 2, 3))

    new = action.plan.actions.get(reference="1a")
    assert response["Location"] == url(new, "").removesuffix("/")
    assert (steps(action), steps(new)) == (["Step 1."], ["Step 2.", "Step 3."])
    assert new.text == "The other part."
    assert list(new.recommendations.all()) == [asked] == list(action.recommendations.all())
    moved = new.milestones.order_by("order")[0]
    assert moved.leads.get().officer == lead
    assert moved.due_dates.get().due == DAY
    assert numbers(action.plan) == ["1", "1a", "2"]


def test_a_draft_that_was_split_looks_so_on_every_day(manager: Client, action: Action) -> None:
    manager.post(url(action, "split"), split(action, 2, 3))

    assert steps(action, -10) == ["Step 1."]


def test_a_plan_split_after_approval_shows_the_whole_action_on_earlier_days(
    manager: Client, action: Action
) -> None:
    approve(action.plan)
    page = Page(manager.post(url(action, "split"), split(action, 3)))
    assert page.errors["reason"] == ["Say why it is changed: the plan has been approved"]
    manager.post(url(action, "split"), split(action, 3, reason="Two teams do it."))

    assert steps(action, -1) == ["Step 1.", "Step 2.", "Step 3."]
    assert steps(action) == ["Step 1.", "Step 2."]
    new = action.plan.actions.get(reference="1a")
    assert new.added_on == DAY
    assert "Two teams do it." in read(manager, url(new, "history")).main.text


def test_a_step_on_which_something_was_reported_stays(manager: Client, action: Action) -> None:
    make_update(action, action.milestones.get(order=1))

    assert "Step 1." not in read(manager, url(action, "split")).main.one("form").text
    page = Page(manager.post(url(action, "split"), split(action, 1)))
    assert len(page.errors["steps"]) == 1
    manager.post(url(action, "split"), split(action, 2, 3))
    assert steps(action) == ["Step 1."]


def test_one_step_stays(manager: Client, action: Action) -> None:
    page = Page(manager.post(url(action, "split"), split(action, 1, 2, 3)))

    assert page.errors["steps"] == ["Leave at least one step with the action as it is"]
    assert page.value("text") == "The other part."


def test_a_number_that_is_taken_is_refused(manager: Client, action: Action) -> None:
    page = Page(manager.post(url(action, "split"), split(action, 3, number="2")), 409)

    assert "Another action has number 2 already." in page.main.text
    assert page.value("text") == "The other part."
    assert len(steps(action)) == 3


def test_an_action_of_one_step_cannot_be_split(manager: Client, second: Action) -> None:
    page = read(manager, url(second, "split"))

    assert "An action can be split once it has a second step" in page.main.text
    assert not page.main.all("form")


def test_an_action_that_left_the_plan_is_neither_split_nor_merged(
    manager: Client, action: Action
) -> None:
    make_ending(action)

    assert manager.get(url(action, "split")).status_code == 404
    assert manager.get(url(action, "merge")).status_code == 404


# Merging


def merge(action: Action, other: Action) -> str:
    return f"{url(action, 'merge')}?other={other.pk}"


def both(action: Action, other: Action, text: str, **more: str) -> dict[str, str]:
    return {"text": text, "seen": seen_of(action, other)} | more


def test_an_action_of_a_draft_joins_another_and_is_gone(
    manager: Client, action: Action, second: Action
) -> None:
    asked = make_recommendation(make_inspection(action.plan.council))
    second.recommendations.add(asked)
    second.next_steps, second.other = "Ask again.", [["Cost", "£10"]]
    second.save()
    make_due_date(second.milestones.get())

    assert read(manager, url(action, "merge")).options("other") == ["Select", "2. Train all."]
    page = read(manager, merge(action, second))
    assert page.value("text") == "Mend practice.\nTrain all."
    manager.post(merge(action, second), both(action, second, "Mend and train."))

    assert numbers(action.plan) == ["1"]
    assert steps(action) == ["Step 1.", "Step 2.", "Step 3.", "Step 1."]
    action.refresh_from_db()
    assert (action.text, action.next_steps) == ("Mend and train.", "Ask again.")
    assert action.other == [["Cost", "£10"]]
    assert list(action.recommendations.all()) == [asked]
    assert action.milestones.order_by("order").last().due_dates.get().due == DAY  # type: ignore[union-attr]


def test_a_reference_too_long_for_its_cell_keeps_one_of_its_own(
    manager: Client, action: Action, second: Action
) -> None:
    for each, letter in ((action, "a"), (second, "b")):
        each.paragraph_reference = letter * 150
        each.save()

    manager.post(merge(action, second), both(action, second, "Mend and train."))

    action.refresh_from_db()
    assert action.paragraph_reference == "a" * 150
    assert action.other == [["Paragraph reference", "b" * 150]]


def test_what_was_reported_on_stays_as_superseded(
    manager: Client, action: Action, second: Action
) -> None:
    make_update(second)

    manager.post(merge(action, second), both(action, second, "Mend and train."))

    ending = Ending.objects.get()
    assert (ending.action, ending.kind, ending.successor) == (second, "superseded", action)
    assert ending.reason == "Merged with action 1."
    assert second.updates.count() == 1


def test_after_approval_the_other_is_superseded_with_the_reason(
    manager: Client, action: Action, second: Action
) -> None:
    approve(action.plan)
    page = Page(manager.post(merge(action, second), both(action, second, "Both.")))
    assert page.errors["reason"] == ["Say why it is changed: the plan has been approved"]
    manager.post(merge(action, second), both(action, second, "Both.", reason="One team."))

    assert Ending.objects.get().reason == "One team."
    assert "In its place: action 1" in read(manager, url(second, "history")[:-8]).main.text
    assert steps(action, -1) == ["Step 1.", "Step 2.", "Step 3."]


def test_only_open_actions_of_the_same_plan_can_join(
    manager: Client, action: Action, second: Action
) -> None:
    make_ending(second)
    elsewhere = make_action(make_plan(action.plan.council))

    for other in (second, elsewhere, action):
        page = read(manager, merge(action, other))
        assert not page.main.all("textarea")
        assert manager.post(merge(action, other), both(action, other, "Both.")).status_code == 200
    assert Ending.objects.count() == 1


@pytest.mark.parametrize("changed", ["1", "2"])
def test_who_merges_second_is_told_and_overwrites_nothing(
    changed: str, manager: Client, action: Action, second: Action
) -> None:
    mine = {name: read(manager, merge(action, second)).value(name) for name in ("text", "seen")}
    theirs = make_theme(action.plan, "Practice")
    action.plan.actions.filter(reference=changed).update(text="Somebody’s.", theme=theirs)

    page = Page(manager.post(merge(action, second), mine), 409)

    assert "changed this at" in page.main.text
    assert f"{changed}. Somebody’s." in page.main.text
    assert page.value("text") == mine["text"]
    assert numbers(action.plan) == ["1", "2"]
    assert action.plan.actions.get(reference=changed).text == "Somebody’s."
    again = mine | {"text": "Both.", "seen": page.value("seen")}
    assert manager.post(merge(action, second), again).status_code == 302
    action.refresh_from_db()
    assert (action.text, action.theme) == ("Both.", theirs)


def test_who_splits_second_is_told_and_keeps_what_they_typed(
    manager: Client, action: Action
) -> None:
    mine = split(action, 3) | {"seen": read(manager, url(action, "split")).value("seen")}
    Action.objects.filter(pk=action.pk).update(text="Somebody’s.")

    page = Page(manager.post(url(action, "split"), mine), 409)

    assert "changed this at" in page.main.text
    assert "Somebody’s." in page.main.text
    assert page.value("text") == "The other part."
    assert numbers(action.plan) == ["1", "2"]
    again = mine | {"seen": page.value("seen")}
    assert manager.post(url(action, "split"), again).status_code == 302


# Deleting


def test_an_action_of_a_draft_is_deleted_with_its_dates(manager: Client, action: Action) -> None:
    response = manager.post(url(action, "delete"))

    assert response.status_code == 302
    assert numbers(action.plan) == ["2"]
    assert not DueDate.objects.exists()


@pytest.mark.parametrize(
    "stands",
    [make_update, make_ending, lambda action: make_measure(action.plan, action=action)],
)
def test_what_something_stands_on_is_not_deleted(
    stands: Callable[[Action], object], manager: Client, action: Action
) -> None:
    stands(action)

    assert not read(manager, url(action, "delete")).main.all("button")
    assert manager.post(url(action, "delete")).status_code == 409
    assert Action.objects.filter(pk=action.pk).exists()


def test_nothing_of_an_approved_plan_is_deleted(manager: Client, action: Action) -> None:
    approve(action.plan)

    page = read(manager, url(action, "delete"))
    assert page.main.links["Withdraw it instead"] == url(action, "end")
    assert manager.post(url(action, "delete")).status_code == 409
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        DueDate.objects.all()._raw_delete(using="default")


def test_the_dates_of_what_was_reported_on_stay_even_in_a_draft(action: Action) -> None:
    make_update(action)

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        DueDate.objects.all()._raw_delete(using="default")


# Order and numbers


def placed(plan: ActionPlan, page: Page, **changed: str) -> dict[str, Any]:
    """Return what is sent: the page as it is but for place1="3" or number2="2.1"."""
    sent: dict[str, Any] = {"seen": page.value("seen")}
    for action in plan.actions.all():
        for name in ("place", "number"):
            now = page.value(f"{name}_{action.pk}")
            sent[f"{name}_{action.pk}"] = changed.get(f"{name}{action.reference}", now)
    return sent | {name: text for name, text in changed.items() if name == "reason"}


@pytest.fixture
def five(plan: ActionPlan) -> ActionPlan:
    for _ in range(5):
        make_action(plan)
    return plan


def test_an_action_moves_and_the_others_make_room(manager: Client, five: ActionPlan) -> None:
    page = read(manager, plan_url(five, "order"))
    manager.post(plan_url(five, "order"), placed(five, page, place5="2"))
    assert numbers(five) == ["1", "5", "2", "3", "4"]

    page = read(manager, plan_url(five, "order"))
    manager.post(plan_url(five, "order"), placed(five, page, place1="4"))
    assert numbers(five) == ["5", "2", "3", "1", "4"]


def test_two_actions_swap_their_numbers(manager: Client, five: ActionPlan) -> None:
    page = read(manager, plan_url(five, "order"))
    manager.post(plan_url(five, "order"), placed(five, page, number1="2", number2="1"))

    assert numbers(five) == ["2", "1", "3", "4", "5"]


def test_two_actions_do_not_share_a_number(manager: Client, five: ActionPlan) -> None:
    page = read(manager, plan_url(five, "order"))
    page = Page(manager.post(plan_url(five, "order"), placed(five, page, number1="2")))

    assert page.summary == ["Two actions have number 2"]
    assert numbers(five) == ["1", "2", "3", "4", "5"]


def test_a_place_that_is_no_number_is_refused(manager: Client, five: ActionPlan) -> None:
    page = read(manager, plan_url(five, "order"))
    page = Page(manager.post(plan_url(five, "order"), placed(five, page, place1="last")))

    assert page.summary == ["The place of action 1 must be a number from 1 to 999"]
    assert page.value(f"place_{five.actions.get(reference='1').pk}") == "last"


def test_an_order_that_changed_meanwhile_is_not_overwritten(
    manager: Client, five: ActionPlan
) -> None:
    mine = placed(five, read(manager, plan_url(five, "order")), place5="1")
    theirs = placed(five, read(manager, plan_url(five, "order")), place4="1")
    manager.post(plan_url(five, "order"), theirs)

    page = Page(manager.post(plan_url(five, "order"), mine), 409)

    assert "The order or the numbers were changed meanwhile." in page.main.text
    assert numbers(five) == ["4", "1", "2", "3", "5"]


def test_after_approval_another_order_asks_for_a_reason(manager: Client, five: ActionPlan) -> None:
    approve(five)
    page = read(manager, plan_url(five, "order"))
    refused = Page(manager.post(plan_url(five, "order"), placed(five, page, place5="1")))
    assert refused.errors["reason"] == ["Say why it is changed: the plan has been approved"]
    manager.post(plan_url(five, "order"), placed(five, page, place5="1", reason="Urgent."))

    assert numbers(five)[0] == "5"


def test_a_page_as_at_an_earlier_day_keeps_the_order_of_that_day(five: ActionPlan) -> None:
    with transaction.atomic():
        for order, number in enumerate("54321", 1):
            Action.objects.filter(plan=five, reference=number).update(order=order)

    rows = rows_on_day(five.actions.all(), AsAt(day=DAY, today=DAY))
    assert [row.reference for row in rows] == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ([None, None, None], "abc"),
        ([1, 2, 3], "abc"),
        ([3, 2, 3], "bca"),
        ([2, 2, 3], "bac"),
        ([1, 2, 1], "cab"),
        ([1, 1, 3], "bac"),
        ([9, None, None], "bca"),
    ],
)
def test_what_is_moved_to_a_place_stands_there(places: list[int | None], order: str) -> None:
    assert "".join(in_places(zip(places, "abc", strict=True))) == order


# Themes


def named(page: Page, **changed: str) -> dict[str, Any]:
    fields = [f.get("name") or "" for f in page.main.one("form").all("input")]
    return {name: page.value(name) or "" for name in fields} | changed


def names(plan: ActionPlan) -> list[str]:
    return [str(theme) for theme in plan.themes.order_by("order")]


def test_themes_are_added_renamed_and_put_in_order(manager: Client, plan: ActionPlan) -> None:
    first, second = make_theme(plan, "Practice"), make_theme(plan, "Leaders")
    page = read(manager, plan_url(plan, "themes"))
    sent = named(page, name_new_0="Care", **{f"place_{second.pk}": "1"})
    sent[f"name_{first.pk}"] = "Good practice"
    manager.post(plan_url(plan, "themes"), sent)

    assert names(plan) == ["Leaders", "Good practice", "Care"]
    assert Theme.objects.get(pk=first.pk).name == "Good practice"


def test_two_themes_swap_their_names(manager: Client, plan: ActionPlan) -> None:
    first, second = make_theme(plan, "Practice"), make_theme(plan, "Leaders")
    page = read(manager, plan_url(plan, "themes"))
    swapped = {f"name_{first.pk}": "Leaders", f"name_{second.pk}": "Practice"}
    manager.post(plan_url(plan, "themes"), named(page, **swapped))

    assert names(plan) == ["Leaders", "Practice"]


def test_a_theme_without_actions_goes_and_one_with_actions_stays(
    manager: Client, plan: ActionPlan
) -> None:
    used, unused = make_theme(plan, "Practice"), make_theme(plan, "Leaders")
    make_action(plan, theme=used)
    page = read(manager, plan_url(plan, "themes"))
    refused = Page(
        manager.post(plan_url(plan, "themes"), named(page, **{f"name_{used.pk}": ""})), 409
    )
    assert "Actions stand under “Practice”: 1. Move them first." in refused.main.text
    manager.post(plan_url(plan, "themes"), named(page, **{f"name_{unused.pk}": ""}))

    assert names(plan) == ["Practice"]


def test_two_themes_of_one_name_are_refused(manager: Client, plan: ActionPlan) -> None:
    make_theme(plan, "Practice")
    page = read(manager, plan_url(plan, "themes"))

    page = Page(manager.post(plan_url(plan, "themes"), named(page, name_new_0="practice")))

    assert page.summary == ["Two themes have this name. Rename one of them"]


def test_themes_that_changed_meanwhile_are_not_overwritten(
    manager: Client, plan: ActionPlan
) -> None:
    page = read(manager, plan_url(plan, "themes"))
    make_theme(plan, "Theirs")

    answer = Page(manager.post(plan_url(plan, "themes"), named(page, name_new_0="Mine")), 409)

    assert "The themes were changed meanwhile." in answer.main.text
    assert answer.value("name_new_0") == "Mine"
    assert names(plan) == ["Theirs"]
