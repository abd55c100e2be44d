"""Plans that begin from another: the next phase, themes, a copy, and joining a bigger plan."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, DueDate, Ending, ProgressUpdate
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    make_action,
    make_body,
    make_due_date,
    make_ending,
    make_inspection,
    make_lead,
    make_measure,
    make_plan,
    make_recommendation,
    make_scale,
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
    """An approved plan: an action under a theme, led, dated, reported on; another withdrawn."""
    plan = make_plan(council, title="Phase one", rating_scale=make_scale(council))
    source = make_inspection(council)
    plan.sources.add(source)
    plan.reports_to.add(make_body(council, "Improvement Board"))
    action = make_action(
        plan,
        steps=2,
        text="Mend practice.",
        theme=make_theme(plan, "Practice"),
        success_measure="Audits say so.",
        recommendations=[make_recommendation(source)],
        other=[["Cost", "£10"]],
    )
    for step in action.milestones.all():
        make_lead(step)
        make_due_date(step)
    make_update(action)
    make_ending(make_action(plan, text="Not needed."))
    return plan


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    return plan.actions.get(reference="1")


def url(plan: ActionPlan, last: str) -> str:
    return reverse("actionplans:plan", args=[plan.council.slug, plan.pk]) + last


TITLED = {
    "title": "Phase two",
    "agreed_on_day": "1",
    "agreed_on_month": "11",
    "agreed_on_year": "2026",
}


# The next phase, and themes


def begin(manager: Client, council: Council, **typed: Any) -> Page:
    here = reverse("actionplans:plan_add", args=[council.slug])
    return Page(manager.post(here, TITLED | typed, follow=True))


def test_a_next_phase_says_which_plan_it_follows(manager: Client, plan: ActionPlan) -> None:
    page = begin(manager, plan.council, follows=plan.pk)

    assert page.h1 == "Phase two"
    assert "This plan follows Phase one." in page.main.text


def test_a_plan_may_begin_with_themes(manager: Client, council: Council) -> None:
    begin(manager, council, themes="Practice\r\n\r\n  Leaders \nPractice\n")

    themes = ActionPlan.objects.get().themes.order_by("order")
    assert [str(theme) for theme in themes] == ["Practice", "Leaders"]


def test_a_theme_too_long_is_refused_and_shown(manager: Client, council: Council) -> None:
    page = begin(manager, council, themes="a" * 201)

    assert page.errors["themes"] == ["Call each theme something of 200 characters or fewer"]
    assert page.value("themes") == "a" * 201
    assert page.main.all("details")[-1].get("open") is not None


def test_a_plan_of_another_council_is_not_followed(
    manager: Client, council: Council, other_council: Council
) -> None:
    make_plan(council)
    theirs = make_plan(other_council, title="Plan of Framley")

    page = begin(manager, council, follows=theirs.pk)

    assert list(page.errors) == ["follows"]
    assert "Framley" not in page.main.text


# A copy


def test_a_copy_has_words_steps_and_leads_and_neither_dates_nor_reports(
    manager: Client, plan: ActionPlan, action: Action
) -> None:
    make_measure(plan)
    page = Page(manager.post(url(plan, "copy/"), TITLED, follow=True))

    assert page.h1 == "Phase two"
    assert page.banners == ["The copy is begun. It is a draft without dates."]
    new = ActionPlan.objects.get(title="Phase two")
    assert (new.status, new.follows, new.rating_scale) == ("draft", plan, plan.rating_scale)
    assert new.manager == manager.user  # type: ignore[attr-defined]
    assert list(new.sources.all()) == list(plan.sources.all())
    assert list(new.reports_to.all()) == list(plan.reports_to.all())
    copied = new.actions.get()
    assert (copied.reference, copied.text) == ("1", "Mend practice.")
    assert (copied.success_measure, copied.other) == ("Audits say so.", [["Cost", "£10"]])
    assert str(copied.theme) == "Practice"
    assert copied.theme != action.theme
    assert list(copied.recommendations.all()) == list(action.recommendations.all())
    for old, step in zip(
        action.milestones.order_by("order"), copied.milestones.order_by("order"), strict=True
    ):
        assert step.text == old.text
        assert step.leads.get().officer == old.leads.get().officer
    assert not DueDate.objects.filter(milestone__action=copied).exists()
    assert not ProgressUpdate.objects.filter(action=copied).exists()
    assert not new.measures.exists()


def test_a_copy_can_be_deleted_again(manager: Client, plan: ActionPlan) -> None:
    manager.post(url(plan, "copy/"), TITLED)
    new = ActionPlan.objects.get(title="Phase two")

    assert manager.post(url(new, "delete/")).status_code == 302
    assert list(ActionPlan.objects.all()) == [plan]


def test_a_copy_has_a_name_and_a_day(manager: Client, plan: ActionPlan) -> None:
    page = Page(manager.post(url(plan, "copy/"), {}))

    assert page.errors == {
        "title": ["Enter what the new plan is called"],
        "agreed_on": ["Enter the day its timescales are agreed, like 30 9 2026"],
    }


# Joining


@pytest.fixture
def bigger(plan: ActionPlan) -> ActionPlan:
    bigger = make_plan(plan.council, title="The whole plan")
    make_action(bigger)
    return bigger


def join(manager: Client, plan: ActionPlan, into: ActionPlan, status: int = 200) -> Page:
    sent = {"into": into.pk, "reason": "One board oversees both."}
    return Page(manager.post(url(plan, "join/"), sent, follow=True), status)


def test_a_plan_joins_a_bigger_one_with_its_history(
    manager: Client, plan: ActionPlan, bigger: ActionPlan, action: Action
) -> None:
    page = join(manager, plan, bigger)

    assert page.h1 == "The whole plan"
    assert page.banners == ["1 action of Phase one now in this plan."]
    new = bigger.actions.get(reference="1a")
    ending = Ending.objects.get(action=action)
    assert (ending.kind, ending.successor, ending.day) == ("carried", new, DAY)
    assert ending.reason == "One board oversees both."
    assert str(new.theme) == "Practice"
    assert [date.due for date in DueDate.objects.filter(milestone__action=new)] == [DAY, DAY]
    assert action.updates.count() == 1
    assert list(bigger.sources.all()) == list(plan.sources.all())
    plan.refresh_from_db()
    assert plan.status == "closed"
    here = reverse("actionplans:action", args=[plan.council.slug, bigger.pk, new.pk])
    assert "It takes the place of action 1 of Phase one." in read(manager, here).main.text


def test_what_is_done_stays_where_it_was_done(
    manager: Client, plan: ActionPlan, bigger: ActionPlan
) -> None:
    done = make_action(plan, text="Done already.")
    make_update(done, done.milestones.get(), progress="complete", accepted=True)

    join(manager, plan, bigger)

    assert not done.endings.exists()
    assert bigger.actions.count() == 2


def test_a_draft_that_joins_another_plan_stays_a_draft(
    manager: Client, plan: ActionPlan, bigger: ActionPlan
) -> None:
    plan.status = "draft"
    plan.save()
    join(manager, plan, bigger)

    plan.refresh_from_db()
    assert plan.status == "draft"


def test_joining_says_why(manager: Client, plan: ActionPlan, bigger: ActionPlan) -> None:
    page = Page(manager.post(url(plan, "join/"), {"into": bigger.pk}))

    assert page.errors == {"reason": ["Say why"]}
    assert not bigger.sources.exists()


def test_a_plan_joins_no_closed_plan_and_none_of_another_council(
    manager: Client, plan: ActionPlan, bigger: ActionPlan, other_council: Council
) -> None:
    closed = make_plan(plan.council, title="Closed", status="closed")
    theirs = make_plan(other_council, title="Plan of Framley")
    assert read(manager, url(plan, "join/")).options("into") == ["Select", "The whole plan"]

    for other in (closed, theirs, plan):
        page = join(manager, plan, other)
        assert page.errors["into"] == ["Select a plan of this council that is not closed"]
    assert Ending.objects.count() == 1


def test_a_plan_of_which_nothing_is_open_joins_nothing(
    manager: Client, plan: ActionPlan, bigger: ActionPlan, action: Action
) -> None:
    make_ending(action)

    assert "No action of this plan is open." in read(manager, url(plan, "join/")).main.text
    assert "No action of this plan is open." in join(manager, plan, bigger, 409).main.text


def test_the_only_plan_has_none_to_join(manager: Client, plan: ActionPlan) -> None:
    page = read(manager, url(plan, "join/"))

    assert "This council has no other plan that is not closed." in page.main.text
    assert not page.main.all("button")
