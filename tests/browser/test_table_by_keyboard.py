"""A plan of 60 actions changed by keyboard alone: no mouse is used in this file."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from actionplans.models import Action, ActionPlan
from councils.models import Council, Membership
from councils.roles import Role
from tests.browser.conftest import NewPage
from tests.browser.test_keyboard import named, tab_to
from tests.factories import make_action, make_lead, make_officer, make_plan, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A draft with 60 actions, led by the Director; the Head of Care leads none."""
    plan = make_plan(council, title="Sixty actions", status="draft")
    director = make_officer(council, "Director")
    make_officer(council, "Head of Care")
    for number in range(1, 61):
        action = make_action(plan, text=f"Mend number {number}.")
        make_lead(action.milestones.get(), director)
    return plan


def table_of(new_page: NewPage, plan: ActionPlan) -> Page:
    """Return the table on the screen of a manager of the plan, in a session of its own."""
    manager = make_user()
    manager.set_password(settings.DEMO_PASSWORD)
    manager.save()
    Membership.objects.create(council=plan.council, user=manager, role=Role.PLAN_MANAGER)
    page = new_page()
    page.goto("/accounts/login/")
    tab_to(page, named("Email address", "input"))
    page.keyboard.type(manager.email)
    tab_to(page, named("Password", "input"))
    page.keyboard.type(settings.DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)
    page.goto(reverse("actionplans:plan_table", args=[plan.council.slug, plan.pk]))
    return page


def write(page: Page, label: str, words: str) -> None:
    """Go to a field by Tab, and write in place of what stands there."""
    tab_to(page, named(label, "input"))
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def save(page: Page, number: int) -> None:
    """Go on to the button of the row, and press it."""
    tab_to(page, lambda at: " ".join(at["name"].split()) == f"Save action {number}")
    page.keyboard.press("Enter")


def save_again(page: Page, action: Action) -> None:
    """Press the same button, on which the focus has stayed."""
    expect(page.locator(f"#save-{action.pk}")).to_be_focused()
    page.keyboard.press("Enter")


def test_lead_date_and_place_are_changed_without_a_mouse_and_a_conflict_is_told(
    plan: ActionPlan, new_page: NewPage
) -> None:
    first, second = table_of(new_page, plan), table_of(new_page, plan)
    action = Action.objects.get(plan=plan, reference="2")

    write(first, "Place of action 2", "3")
    write(first, "Leads of action 2, step 1", "Director; Head of Care")
    write(first, "Timescale of action 2, step 1", "31 March 2027")
    save(first, 2)
    row = first.locator(f"#row-{action.pk}")
    expect(row.get_by_text("We read this as")).to_be_visible()
    save_again(first, action)
    expect(row.get_by_text("Action 2 saved. It is at place 3.")).to_be_visible()

    write(second, "Leads of action 2, step 1", "Head of Care")
    write(second, "Timescale of action 2, step 1", "31 March 2027")
    save(second, 2)
    told = second.locator(f"#row-{action.pk}")
    expect(told.get_by_text("Your words are safe below.")).to_be_visible()
    expect(told.get_by_text("Director, Head of Care; 31 March 2027")).to_be_visible()
    expect(second.get_by_label("Leads of action 2, step 1")).to_have_value("Head of Care")
    save_again(second, action)
    expect(told.get_by_text("Action 2 saved.")).to_be_visible()

    leads = action.milestones.get().leads.values_list("officer__name", flat=True)
    assert list(leads) == ["Head of Care"]


def test_steps_are_added_in_place_with_the_cursor_in_the_first_and_what_was_typed_kept(
    plan: ActionPlan, new_page: NewPage
) -> None:
    page = table_of(new_page, plan)
    action = Action.objects.get(plan=plan, reference="2")
    page.goto(reverse("actionplans:action_edit", args=[plan.council.slug, plan.pk, action.pk]))
    page.evaluate("() => { window.isSamePage = true }")

    tab_to(page, named("Next steps", "textarea"))
    page.keyboard.type("Outside of the steps.")
    page.get_by_role("button", name="Add more steps").focus()
    page.keyboard.press("Enter")
    added = page.get_by_role("group", name="Another step (step 4)").get_by_label("What is done")
    expect(added).to_be_focused()
    page.keyboard.type("A fourth thing.")
    page.get_by_role("button", name="Save action").focus()
    page.keyboard.press("Enter")
    page.get_by_text("A fourth thing.").first.wait_for()

    action.refresh_from_db()
    assert action.next_steps == "Outside of the steps."
    assert list(action.milestones.order_by("order").values_list("text", flat=True))[-1] == (
        "A fourth thing."
    )


def test_every_lead_of_several_is_suggested(plan: ActionPlan, new_page: NewPage) -> None:
    page = table_of(new_page, plan)
    names = "() => [...document.querySelectorAll('#officers option')].map((one) => one.value)"

    tab_to(page, named("Leads of action 1, step 1", "input"))
    assert page.evaluate(names) == ["Director", "Head of Care"]
    page.keyboard.press("End")
    page.keyboard.type("; He")
    assert page.evaluate(names) == ["Director; Director", "Director; Head of Care"]
    tab_to(page, named("Leads of action 2, step 1", "input"))
    assert page.evaluate(names) == ["Director", "Head of Care"]
