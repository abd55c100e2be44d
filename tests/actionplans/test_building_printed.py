"""A draft that came from a file with its progress is put right, or deleted, like any other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.from_paper import Printed, add_printed
from actionplans.importing.saving import confirm
from actionplans.models import (
    Action,
    ActionPlan,
    Milestone,
    ProgressDraft,
    ProgressLine,
    ProgressUpdate,
    Review,
)
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.rearranging import seen_of
from councils.models import Council
from councils.roles import Role
from tests.actionplans.importing.imports import make_read, row, understood_of
from tests.actionplans.test_building_actions import filled
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_evidence,
    make_plan,
    make_question,
    make_review,
    make_update,
    make_user,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


def printed(of: Action, step: Milestone | None, text: str, progress: str) -> Printed:
    return Printed(of, step, text, progress, "", "Amber", "our plan.docx")


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A draft of three actions: two steps begun and done, one done, one untold."""
    plan = make_plan(council, title="Ours", status="draft", agreed_on=days(-10))
    two, one, _ = make_action(plan, steps=2), make_action(plan), make_action(plan)
    begun, sent = two.milestones.order_by("order")
    found = [printed(two, begun, "Begun.", "in_progress")]
    found.append(printed(two, sent, "Sent.", "complete"))
    found.append(printed(one, one.milestones.get(), "All are trained.", "complete"))
    add_printed(found, day=days(-5), known_on=days(-5), by=make_user())
    for step in Milestone.objects.all():
        make_due_date(step)
    return plan


def action(plan: ActionPlan, number: str = "1") -> Action:
    return plan.actions.get(reference=number)


def url(plan: ActionPlan, last: str) -> str:
    return reverse("actionplans:plan", args=[plan.council.slug, plan.pk]) + last


def action_url(of: Action, last: str) -> str:
    return url(of.plan, f"actions/{of.pk}/{last}/")


def said(plan: ActionPlan) -> dict[str, list[tuple[str, str, str]]]:
    """Return (words, progress, what was reported) of each step as the plan shows it."""
    shown = rows_on_day(Action.objects.filter(plan=plan), AsAt(day=DAY, today=DAY))
    return {
        row.reference: [
            (step.text, step.said.progress, step.said.text) if step.said else (step.text, "", "")
            for step in row.steps
        ]
        for row in shown
    }


WHOLE = {
    "1": [("Step 1.", "in_progress", "Begun."), ("Step 2.", "complete", "Sent.")],
    "2": [("Step 1.", "complete", "All are trained.")],
    "3": [("Step 1.", "", "")],
}


def test_a_plan_taken_from_a_file_can_be_deleted(manager: Client, council: Council) -> None:
    progress = row("1", progress="Begun.\nSent.", rag="Amber", milestones="Write it.\nSend it.")
    planned = make_read(council, progress, title="Ours", agreed_on=days(-10), reported_on=days(-5))
    plan = confirm(planned, understood_of(planned), seen=planned.version, by=make_user())
    assert ProgressUpdate.objects.exists()

    manager.post(url(plan, "delete/"))

    assert not ActionPlan.objects.exists()
    assert not ProgressUpdate.objects.exists()
    planned.refresh_from_db()
    assert (planned.status, planned.plan) == ("confirmed", None)


def test_a_draft_goes_with_what_its_file_reports(manager: Client, plan: ActionPlan) -> None:
    assert said(plan) == WHOLE
    page = read(manager, url(plan, "delete/"))
    assert "what its file says of their progress" in page.main.text

    page = Page(manager.post(url(plan, "delete/"), follow=True))

    assert page.banners == ["Ours was deleted."]
    for model in (ActionPlan, ProgressUpdate, ProgressLine, Review):
        assert not model.objects.exists()


STAYS: dict[str, tuple[Callable[[Action], object], str]] = {
    "a report": (make_update, "Progress was reported on it, so it cannot be deleted."),
    "a ruling": (
        lambda action: make_review(action.updates.first(), "reopened"),
        "Progress was reported on it, so it cannot be deleted.",
    ),
    "evidence": (
        lambda action: make_evidence(action.updates.first()),
        "Progress was reported on it, so it cannot be deleted.",
    ),
    "a report begun": (
        lambda action: ProgressDraft.objects.create(user=make_user(), action=action, fields={}),
        "Somebody has begun to report on it, so it cannot be deleted.",
    ),
}


@pytest.mark.parametrize("what", STAYS)
def test_what_a_person_did_keeps_a_draft_and_its_action(
    what: str, manager: Client, plan: ActionPlan
) -> None:
    does, why = STAYS[what]
    does(action(plan))

    assert why in Page(manager.post(url(plan, "delete/")), 409).main.text
    assert manager.post(action_url(action(plan), "delete")).status_code == 409
    assert ProgressUpdate.objects.filter(how="paper").count() == 3


def test_an_approved_plan_keeps_what_its_file_reports(manager: Client, plan: ActionPlan) -> None:
    plan.status = "approved"
    plan.save()

    assert manager.post(url(plan, "delete/")).status_code == 409
    assert manager.post(action_url(action(plan), "delete")).status_code == 409
    assert said(plan) == WHOLE


def test_an_action_of_a_draft_goes_with_what_its_file_reports(
    manager: Client, plan: ActionPlan
) -> None:
    assert manager.post(action_url(action(plan), "delete")).status_code == 302

    assert said(plan) == {number: WHOLE[number] for number in "23"}
    assert [update.text for update in ProgressUpdate.objects.all()] == ["All are trained."]


def merge(manager: Client, first: Action, second: Action) -> Any:
    typed = {"text": "Both.", "seen": seen_of(first, second)}
    return manager.post(f"{action_url(first, 'merge')}?other={second.pk}", typed)


def test_what_joins_another_action_brings_its_progress_along(
    manager: Client, plan: ActionPlan
) -> None:
    assert merge(manager, action(plan, "2"), action(plan)).status_code == 302

    assert said(plan) == {"2": WHOLE["2"] + WHOLE["1"], "3": WHOLE["3"]}
    begun = ProgressUpdate.objects.get(text="Begun.")
    assert (begun.day, begun.known_on, begun.source) == (days(-5), days(-5), "our plan.docx")
    assert begun.reviews.get().verdict == "accepted"
    assert begun.lines.get().printed_rating == "Amber"


def test_what_was_said_of_a_whole_action_is_said_of_each_step_that_joins(
    manager: Client, plan: ActionPlan
) -> None:
    third = action(plan, "3")
    add_printed([printed(third, None, "Nearly.", "in_progress")], day=DAY, known_on=DAY)

    assert merge(manager, action(plan, "2"), third).status_code == 302

    assert said(plan)["2"] == [*WHOLE["2"], ("Step 1.", "in_progress", "Nearly.")]


def test_what_somebody_asked_about_stays_with_its_progress(
    manager: Client, plan: ActionPlan
) -> None:
    make_question(plan, action=action(plan))

    assert merge(manager, action(plan, "2"), action(plan)).status_code == 302

    assert set(said(plan)) == {"1", "2", "3"}
    assert action(plan).updates.count() == 2


def test_steps_that_go_into_an_action_of_their_own_bring_their_progress_along(
    manager: Client, plan: ActionPlan
) -> None:
    whole = action(plan)
    step = whole.milestones.get(text="Step 2.")
    typed = {"steps": [step.pk], "text": "Sending.", "number": "1a", "seen": seen_of(whole)}

    assert manager.post(action_url(whole, "split"), typed).status_code == 302

    assert said(plan) == {
        "1": WHOLE["1"][:1],
        "1a": WHOLE["1"][1:],
        "2": WHOLE["2"],
        "3": WHOLE["3"],
    }


def test_a_step_of_a_draft_is_taken_out_with_what_the_file_says_of_it(
    manager: Client, plan: ActionPlan
) -> None:
    page = read(manager, action_url(action(plan), "edit"))
    assert "Something was reported on it" not in page.main.text
    sent = filled(page, **{"step_1_remove": "on"})
    response = manager.post(action_url(action(plan), "edit"), sent)

    assert response.status_code == 302
    assert said(plan)["1"] == WHOLE["1"][:1]
    assert set(ProgressUpdate.objects.values_list("text", flat=True)) == {
        "Begun.",
        "All are trained.",
    }
