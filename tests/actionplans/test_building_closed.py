"""A closed plan stays as it is: every page says so, and what was typed meanwhile is shown."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from actionplans.deciding import Agreement, carry, end_action, set_timescale, watch
from actionplans.measuring_save import add_risk
from actionplans.models import Action, ActionPlan, ProgressDraft, ProgressUpdate
from actionplans.plan_columns import choose
from actionplans.planning.building import answer, answers_version, change_plan, plan_version
from actionplans.planning.editing import Change, version_of
from actionplans.planning.holding import Closed
from actionplans.planning.states import close
from actionplans.planning.table import RowGiven, change_row
from actionplans.scales import choose_scale
from actionplans.timescales import read as read_timescale
from councils.models import Council
from councils.roles import Role
from tests.actionplans.importing.imports import make_read, row
from tests.actionplans.test_building_table import sent
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_due_date,
    make_lead,
    make_measure,
    make_plan,
    make_reading,
    make_risk,
    make_update,
    make_user,
)
from tests.pages import Page, fix_today, read
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db

WHY = "The plan is closed, so nothing in it can be changed."


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """An approved plan with all that its pages change."""
    plan = make_plan(council, title="The plan", agreed_on=days(-10))
    make_plan(council, title="Another plan")
    action = make_action(plan)
    step = action.milestones.get()
    make_due_date(step)
    make_due_date(step, due=days(200), agreed_by="not_yet", reason="Staff left.")
    make_lead(step)
    make_update(action, step, progress="complete", accepted=True)
    make_update(action, step, text="Not accepted yet.")
    make_reading(make_measure(plan))
    make_risk(plan)
    return plan


def shut(plan: ActionPlan) -> None:
    plan.status = "closed"
    plan.save()


def page_of(name: str, plan: ActionPlan) -> str:
    """Return the address of a page of the plan, or of what stands in it."""
    action = plan.actions.get()
    step = action.milestones.get()
    first, second = action.updates.order_by("pk")
    asked = step.due_dates.order_by("pk").last()
    assert asked
    own: dict[str, list[int]] = {
        "step_timescale": [plan.pk, action.pk, step.pk],
        "date_agree": [plan.pk, action.pk, step.pk, asked.pk],
        "update_reopen": [plan.pk, action.pk, first.pk],
        "update_embed": [plan.pk, action.pk, first.pk],
        "update_accept": [plan.pk, action.pk, second.pk],
        "update_review": [plan.pk, action.pk, second.pk],
        "measure_edit": [plan.pk, plan.measures.get().pk],
        "reading_add": [plan.pk, plan.measures.get().pk],
        "risk_edit": [plan.pk, plan.risks.get().pk],
    }
    of_action = {"action_end", "action_watch", "update_add", "action_edit"}
    keys = own.get(name, [plan.pk, action.pk] if name in of_action else [plan.pk])
    return reverse(f"actionplans:{name}", args=[plan.council.slug, *keys])


CHANGES = [
    "step_timescale",
    "date_agree",
    "update_reopen",
    "update_embed",
    "update_add",
    "measure_add",
    "measure_edit",
    "reading_add",
    "risk_add",
    "risk_edit",
    "action_end",
    "action_watch",
    "plan_scale",
    "plan_columns",
    "plan_carry",
    "plan_join",
]


def links(manager: Client, plan: ActionPlan) -> set[str]:
    """Return where the pages of the plan lead."""
    action, measure = plan.actions.get(), plan.measures.get()
    here = [plan.council.slug, plan.pk]
    pages = [
        reverse("actionplans:plan", args=here),
        reverse("actionplans:measures", args=here),
        reverse("reports:appendix", args=here),
        reverse("actionplans:action", args=[*here, action.pk]),
        reverse("actionplans:measure", args=[*here, measure.pk]),
    ]
    found = [read(manager, page).main for page in pages]
    forms = {form.get("action") or "" for page in found for form in page.all("form")}
    return forms | {link.split("?")[0] for page in found for link in page.links.values()}


@pytest.mark.parametrize("name", CHANGES)
def test_no_page_changes_a_closed_plan_and_no_link_leads_there(
    name: str, manager: Client, plan: ActionPlan
) -> None:
    here = page_of(name, plan)
    assert here in links(manager, plan)
    assert manager.get(here).status_code == 200
    shut(plan)

    page = Page(manager.get(here), 409)

    assert WHY in page.main.text
    assert page.main.links["Open the plan again"] == page_of("plan_close", plan)
    assert here not in links(manager, plan)


def test_a_report_on_a_closed_plan_is_not_accepted(manager: Client, plan: ActionPlan) -> None:
    here = page_of("update_accept", plan)
    assert here in links(manager, plan)
    shut(plan)

    assert WHY in Page(manager.post(here), 409).main.text
    assert here not in links(manager, plan)
    assert "Not accepted yet." not in read(manager, "/").main.text


def test_what_calls_for_challenge_can_still_be_answered(manager: Client, plan: ActionPlan) -> None:
    here = page_of("flags", plan)
    make_action(plan, text="Led by nobody.")
    shut(plan)
    flags = read(manager, here)
    (address, *_) = [link for words, link in flags.main.links.items() if words.startswith("Answer")]

    page = Page(manager.post(address, {"text": "It ended.", "last_seen": "0"}, follow=True))

    assert page.banners == ["Your answer stands under the flag."]
    assert "It ended." in page.main.text


TYPED: dict[str, dict[str, str]] = {
    "plan_edit": {"title": "Words of mine"},
    "plan_import_add": {"pasted": "Words of mine", "reported_on_day": "1"},
    "measure_add": {"title": "Words of mine", "kind": "share"},
    "risk_add": {"text": "Words of mine"},
    "update_add": {"text": "Words of mine", "progress": "in_progress", "last_seen": "9999999"},
    "action_edit": {"text": "Words of mine"},
}


@pytest.mark.parametrize("name", TYPED)
def test_what_was_typed_stands_on_the_page_of_a_plan_that_was_closed(
    name: str, manager: Client, plan: ActionPlan
) -> None:
    here = page_of(name, plan)
    typed = {"seen": read(manager, here).value("seen") or "", **TYPED[name]}
    shut(plan)

    page = Page(manager.post(here, typed), 409)

    assert WHY in page.main.text
    assert page.value(next(iter(TYPED[name]))) == "Words of mine"
    assert "Words of mine" not in read(manager, page_of("plan", plan)).main.text
    assert ProgressUpdate.objects.count() == 2


def test_a_row_of_the_table_says_that_the_plan_was_closed(
    manager: Client, plan: ActionPlan
) -> None:
    action = plan.actions.get()
    typed = sent(read(manager, page_of("plan_table", plan)), action, reason="She left.")
    typed |= {f"leads_{action.milestones.get().pk}": ""}
    shut(plan)
    here = reverse("actionplans:plan_table_row", args=[plan.council.slug, plan.pk, action.pk])

    page = Page(manager.post(here, typed), 409)

    assert f"Nothing is saved. {WHY}" in page.main.text
    assert page.value("reason") == "She left."
    assert action.milestones.get().leads.count() == 1


def test_reasons_typed_for_a_revised_file_stand_where_the_plan_was_closed(
    manager: Client, plan: ActionPlan
) -> None:
    made = make_read(plan.council, row("1", action="Mend it."), plan=plan, is_revision=True)
    here = reverse("actionplans:plan_import", args=[plan.council.slug, made.pk])
    typed = {"confirm": "1", "version": "1", "because": "The new plan."}
    shut(plan)

    page = Page(manager.post(here, typed), 409)

    assert WHY in page.main.text
    assert page.value("because") == "The new plan."


def test_words_begun_before_the_plan_was_closed_can_still_be_read(
    manager: Client, plan: ActionPlan
) -> None:
    action = plan.actions.get()
    ProgressDraft.objects.create(
        user=manager.user,  # type: ignore[attr-defined]
        action=action,
        milestone=action.milestones.get(),
        fields={"text": "I had begun."},
    )
    shut(plan)

    page = Page(manager.get(page_of("update_add", plan)), 409)

    assert "I had begun." in page.main.text


# Closed by somebody else at the same time


def _row(plan: ActionPlan, change: Change) -> None:
    action = plan.actions.get()
    seen, given = version_of(action), RowGiven(leads={action.milestones.get().pk: []})
    change_row(action, given, Agreement("officer"), change, seen=seen)


def _title(plan: ActionPlan, change: Change) -> None:
    given = {"title": "New", "sources": [], "reports_to": []}
    change_plan(plan, given, by_hand=None, seen=plan_version(plan))


def _timescale(plan: ActionPlan, change: Change) -> None:
    meaning = read_timescale("1 May 2027", DAY)
    step = plan.actions.get().milestones.get()
    set_timescale(step, meaning, Agreement("officer"), reason="Late.", corrected=False,
                  last_seen=9_999_999, by=change.by, day=change.day)  # fmt: skip


def _end(plan: ActionPlan, change: Change) -> None:
    end_action(plan.actions.get(), "withdrawn", reason="x", agreed_by="", by=change.by, day=DAY)


def _carry(plan: ActionPlan, change: Change) -> None:
    carry([make_action(make_plan(plan.council))], plan, reason="x", by=change.by, day=DAY)


RACES: list[Callable[[ActionPlan, Change], object]] = [
    _row,
    _title,
    _timescale,
    _end,
    _carry,
    lambda plan, change: answer(plan, [], day=DAY, seen=answers_version(plan)),
    lambda plan, change: watch(plan.actions.get(), None, None),
    lambda plan, change: add_risk(plan, {"text": "A risk.", "added_on": DAY}),
    lambda plan, change: choose_scale(plan, None, seen=None),
    lambda plan, change: choose(plan, [], seen=(), for_all=False),
]


@pytest.mark.django_db(transaction=True)
def test_whoever_changes_a_plan_while_it_is_closed_changes_nothing(
    in_a_thread: Callable[..., threading.Thread],
) -> None:
    for race in RACES:
        plan, change = make_plan(), Change(make_user(), DAY, "Done.")
        make_action(plan)
        make_lead(plan.actions.get().milestones.get())
        outcome: list[Any] = []

        with transaction.atomic():
            close(plan, change)
            thread = in_a_thread(lambda: race(ActionPlan.objects.get(pk=plan.pk), change), outcome)  # noqa: B023
            until_somebody_waits_for_a_lock(thread)
        thread.join()

        assert [type(each) for each in outcome] == [Closed], race


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["update_add", "update_accept"])
def test_a_report_sent_while_the_plan_is_closed_is_not_taken(
    name: str, manager: Client, plan: ActionPlan, in_a_thread: Callable[..., threading.Thread]
) -> None:
    outcome: list[Any] = []
    here, typed = page_of(name, plan), {"text": "Done.", "progress": "in_progress"}
    typed["last_seen"] = str(plan.actions.get().updates.order_by("-pk")[0].pk)

    with transaction.atomic():
        close(plan, Change(make_user(), DAY, "Done."))
        thread = in_a_thread(lambda: manager.post(here, typed), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    page = Page(outcome[0], 409)
    assert WHY in page.main.text
    assert page.value("text") == ("Done." if name == "update_add" else None)
    assert ProgressUpdate.objects.get(text="Not accepted yet.").reviews.count() == 0
    assert ProgressUpdate.objects.count() == 2


def test_a_plan_that_is_closed_is_offered_to_nobody_as_the_next(
    manager: Client, plan: ActionPlan
) -> None:
    make_body(plan.council)
    shut(ActionPlan.objects.get(title="Another plan"))

    page = read(manager, page_of("plan_carry", plan))

    assert "This council has no other open plan to carry them into." in page.main.text
    assert Action.objects.get().endings.count() == 0
