"""axe-core on every page for the plan manager, and on states that plain addresses do not show."""

import datetime
from collections.abc import Iterator

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan, Milestone, Report
from councils.models import User
from councils.roles import Role
from tests.actionplans.importing.imports import make_read, row
from tests.browser.accessible import (
    SLUG,
    an_export,
    faults_of,
    led_action,
    round_of,
    sign_in_as,
    user_of,
)
from tests.browser.conftest import NewPage
from tests.factories import make_import

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page_of_the_plan_manager_is_accessible(demo: None, new_page: NewPage) -> None:
    found, tried = round_of([Role.PLAN_MANAGER], new_page)

    assert found == []
    assert len(tried) > 50


def states(plan: ActionPlan, user: User) -> Iterator[str]:
    """Yield addresses of states that the plain addresses do not show."""
    here = reverse("actionplans:plan", args=[SLUG, plan.pk])
    empty = ActionPlan.objects.create(
        council=plan.council, reference="empty", title="Empty plan", agreed_on=plan.agreed_on
    )
    exports = [
        an_export(plan, user, status="failed", problem="This paper is too long to print."),
        an_export(plan, user, status="done", content=b"%PDF"),
    ]
    yield f"{here}?q=nothing-has-this-word"
    yield f"{here}?as_at=2020-01-01"
    yield f"{here}?as_at=yesterday"
    yield f"{here}?sort=-status&show=past"
    yield reverse("actionplans:plan", args=[SLUG, empty.pk])
    yield reverse("reports:appendix", args=[SLUG, empty.pk])
    for export in exports:
        yield reverse("reports:export", args=[SLUG, plan.pk, export.pk])
    wolverhampton = ActionPlan.objects.get(reference="wolverhampton-2017")
    yield reverse("actionplans:plan", args=["wolverhampton", wolverhampton.pk])
    yield "/councils/no-such-council/"
    yield from flag_states(plan)
    yield from import_states(plan)
    action = led_action(plan)
    form = reverse("actionplans:update_add", args=[SLUG, plan.pk, action.pk])
    yield f"{form}?step={action.milestones.order_by('order')[0].pk}"
    yield f"{form}?for_others=1"


def import_states(plan: ActionPlan) -> Iterator[str]:
    """Yield an import that waits, one that was refused, and one with words without end."""
    refused = make_import(
        plan.council, status="refused", problem="This file is empty.", kind="csv", title="Empty"
    )
    word = "x" * 500
    cells = dict.fromkeys(("recommendation", "milestones", "timescale", "lead", "rag"), word)
    long = make_read(plan.council, row(word, **cells), title=word[:200])
    for planned in (make_import(plan.council), refused, long):
        yield reverse("actionplans:plan_import", args=[SLUG, planned.pk])


def flag_states(plan: ActionPlan) -> Iterator[str]:
    """Yield the flags on a day without any, those of one kind, and the form of an answer."""
    here = reverse("actionplans:flags", args=[SLUG, plan.pk])
    answer = reverse("actionplans:flag_answer", args=[SLUG, plan.pk])
    asked = plan.sources.get().recommendations.get(actions=None)
    yield f"{here}?as_at=2020-01-01"
    yield f"{here}?kind=late"
    yield f"{answer}?flag=unanswered:recommendation:{asked.pk}"


def test_errors_and_empty_states_are_accessible(demo: None, new_page: NewPage) -> None:
    page, manager = new_page(), user_of(Role.PLAN_MANAGER)
    assert manager
    sign_in_as(page, manager)
    plan = ActionPlan.objects.get(reference="live")
    found: list[str] = []

    for address in states(plan, manager):
        page.goto(address)
        found += faults_of(page)

    assert found == []


def test_a_form_with_errors_and_a_conflict_are_accessible(demo: None, new_page: NewPage) -> None:
    page, manager = new_page(), user_of(Role.PLAN_MANAGER)
    assert manager
    sign_in_as(page, manager)
    plan = ActionPlan.objects.get(reference="live")
    action = led_action(plan)
    step = action.milestones.order_by("order")[0]
    page.goto(
        reverse("actionplans:update_add", args=[SLUG, plan.pk, action.pk]) + f"?step={step.pk}"
    )
    page.get_by_label("At risk", exact=True).check()
    page.get_by_role("button", name="Save update").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    found = faults_of(page)

    page.get_by_label("What has happened?").fill("Words")
    page.get_by_label("In progress", exact=True).check()
    page.get_by_label("On track", exact=True).check()
    page.get_by_label("Why is it at risk, off track or late?").fill("Two posts stand empty.")
    page.evaluate("document.querySelector('[name=last_seen]').value = '0'")
    page.get_by_role("button", name="Save update").click()
    page.get_by_text("Nothing of yours is sent yet").wait_for()
    found += faults_of(page)

    assert found == []


def test_a_word_without_end_makes_no_page_scroll_sideways(demo: None, new_page: NewPage) -> None:
    page, lead = new_page(), user_of(Role.LEAD_OFFICER)
    assert lead
    sign_in_as(page, lead)
    plan = ActionPlan.objects.get(reference="live")
    action, today = led_action(plan), datetime.date.today()
    step = action.milestones.order_by("order")[0]
    last = action.updates.order_by("-pk")[0].pk
    said = Report(
        text="x" * 10_000, progress="in_progress", day=today, milestone=step, reason="z" * 500
    )
    update = action.record_update(said, entered_by=lead, known_on=today, last_seen=last)
    Milestone.objects.filter(pk=step.pk).update(text="y" * 500)
    here = reverse("actionplans:action", args=[SLUG, plan.pk, action.pk])
    found: list[str] = []

    for address in (
        reverse("actionplans:my_work"),
        reverse("actionplans:plan", args=[SLUG, plan.pk]),
        here,
        f"{here}updates/new/?step={step.pk}",
    ):
        page.goto(address)
        found += faults_of(page)

    assert update.text == "x" * 10_000
    assert found == []


def test_axe_finds_a_seeded_fault(demo: None, new_page: NewPage) -> None:
    page = new_page()
    page.goto("/accounts/login/")
    page.evaluate("document.querySelector('label').remove()")

    assert any("label" in fault for fault in faults_of(page))
