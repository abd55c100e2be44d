"""Draft, approved, closed, archived, deleted; what was approved, and what changed since and why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan, DueDate, MilestoneLead
from councils.models import Body, Council, Meeting
from councils.roles import Role
from tests.actionplans.importing.imports import make_read
from tests.actionplans.test_history import at, date_versions
from tests.factories import (
    days,
    make_action,
    make_body,
    make_due_date,
    make_elsewhere,
    make_ending,
    make_inspection,
    make_lead,
    make_measure,
    make_officer,
    make_plan,
    make_reading,
    make_recommendation,
    make_update,
)
from tests.pages import Page, fix_today, read
from tests.refusals import refused_by

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
def cabinet(council: Council) -> Body:
    return make_body(council, "Cabinet")


def url(plan: ActionPlan, last: str = "") -> str:
    return reverse("actionplans:plan", args=[plan.council.slug, plan.pk]) + last


def on(day: int) -> dict[str, str]:
    date = days(day)
    return {"on_day": str(date.day), "on_month": str(date.month), "on_year": str(date.year)}


def send(manager: Client, plan: ActionPlan, last: str, **typed: Any) -> Page:
    return Page(manager.post(url(plan, f"{last}/"), typed, follow=True))


# Approving


def test_a_draft_is_approved_by_a_body_at_its_meeting(
    manager: Client, plan: ActionPlan, cabinet: Body
) -> None:
    assert read(manager, url(plan)).main.links["Approve the plan"] == url(plan, "approve/")
    page = send(manager, plan, "approve", body=cabinet.pk, **on(-3))

    assert page.banners == [
        "Approved. From now on a change to what was agreed asks for its reason."
    ]
    assert "Approved By Cabinet on 13 November 2026." in page.main.text
    plan.refresh_from_db()
    assert plan.approved_at == Meeting.objects.get(body=cabinet, held_on=days(-3))
    assert "Approve the plan" not in page.main.links


def test_a_plan_may_be_approved_by_somebody_who_is_no_body(
    manager: Client, plan: ActionPlan
) -> None:
    page = send(manager, plan, "approve", by="Director of Care", **on(0))

    assert "By Director of Care on 16 November 2026." in page.main.text
    assert not Meeting.objects.exists()


def test_a_meeting_that_is_held_here_is_not_made_twice(
    manager: Client, plan: ActionPlan, cabinet: Body
) -> None:
    meeting = Meeting.objects.create(body=cabinet, held_on=days(-3))
    send(manager, plan, "approve", body=cabinet.pk, **on(-3))

    plan.refresh_from_db()
    assert plan.approved_at == meeting


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({}, "body", "Select the body that approved it, or say who did"),
        ({}, "on", "Enter the day it was approved, like 30 9 2026"),
        ({"by": "A"} | on(1), "on", "The day it was approved must be today or in the past"),
    ],
)
def test_an_approval_says_by_whom_and_when(
    typed: dict[str, str],
    field: str,
    message: str,
    manager: Client,
    plan: ActionPlan,
    cabinet: Body,
) -> None:
    page = send(manager, plan, "approve", **typed)

    assert page.errors[field] == [message]
    plan.refresh_from_db()
    assert plan.status == "draft"


def test_one_approves_not_two(manager: Client, plan: ActionPlan, cabinet: Body) -> None:
    page = send(manager, plan, "approve", body=cabinet.pk, by="The director", **on(0))

    assert page.errors["by"] == ["Leave this empty, or select “None of these” above"]


def test_a_body_of_another_council_is_not_offered(
    manager: Client, plan: ActionPlan, other_council: Council
) -> None:
    theirs = make_body(other_council, "Framley Cabinet")

    assert "Framley" not in read(manager, url(plan, "approve/")).main.text
    page = send(manager, plan, "approve", body=theirs.pk, **on(0))
    assert list(page.errors) == ["body"]


def test_what_the_plan_lacks_is_said_before_it_is_approved(
    manager: Client, plan: ActionPlan
) -> None:
    action = make_action(plan, steps=3)
    step = action.milestones.get(order=1)
    make_lead(step)
    make_due_date(step)
    make_due_date(action.milestones.get(order=2))

    text = read(manager, url(plan, "approve/")).main.text
    assert "2 steps have no lead." in text
    assert "1 step has no timescale." in text


def test_it_is_approved_once(manager: Client, plan: ActionPlan) -> None:
    send(manager, plan, "approve", by="The director", **on(-3))

    page = read(manager, url(plan, "approve/"))
    assert "This plan has been approved already." in page.main.text
    response = manager.post(url(plan, "approve/"), {"by": "Another"} | on(0))
    assert response.status_code == 409
    plan.refresh_from_db()
    assert plan.approved_by == "The director"


def test_the_plan_as_approved_is_shown_and_printed_as_it_stood(
    manager: Client, plan: ActionPlan
) -> None:
    action = make_action(plan, text="Mend practice.")
    send(manager, plan, "approve", by="The director", **on(0))
    links = read(manager, url(plan)).main.links

    asked = "?as_at=2026-11-16&known_on=2026-11-16"
    assert links["The plan as approved"] == asked
    assert links["and as an appendix"].endswith(f"/appendix/{asked}")
    assert "Mend practice." in manager.get(links["and as an appendix"]).content.decode()
    assert "Mend practice." in manager.get(url(plan) + asked).content.decode()
    assert action.plan.approved_day is None  # Read before it was approved.


def test_a_plan_approved_before_it_was_typed_prints_the_words_its_approval_was_recorded_with(
    manager: Client, plan: ActionPlan
) -> None:
    """Typed four days ago, put right three days ago, approved then for six days ago."""
    action = make_action(plan, text="Mend practise.")
    lead = make_lead(action.milestones.get(), make_officer(plan.council, "Typist"))
    gone = MilestoneLead(pk=lead.pk)
    lead.delete()
    right = make_lead(action.milestones.get(), make_officer(plan.council, "Head of Practice"))
    action.text = "Mend practice."
    action.save()
    send(manager, plan, "approve", by="The director", **on(-6))
    action.text = "Mend it another way."
    action.save()
    began = at(days(-4))
    date_versions(ActionPlan.objects.get(), began, at(days(-3), 15))
    date_versions(action, began, at(days(-3)), at(days(-1)))
    date_versions(action.milestones.get(), began)
    date_versions(gone, began, at(days(-3)))
    date_versions(right, at(days(-3)))

    asked = read(manager, url(plan)).main.links["The plan as approved"]
    page = read(manager, url(plan) + asked)
    paper = manager.get(reverse("reports:appendix", args=[plan.council.slug, plan.pk]) + asked)

    for text in (page.main.text, Page(paper).main.text):
        assert "Mend practice." in text
        assert "Mend practise." not in text
        assert "Head of Practice" in text
        assert "Typist" not in text
        assert "This is the plan as approved on 10 November 2026" in text
        assert "The approval was recorded on 13 November 2026" in text
    assert "Mend it another way." in read(manager, url(plan)).main.text
    assert "This is the plan as approved" not in read(manager, url(plan)).main.text


def test_a_plan_of_which_only_the_meeting_is_known_was_approved_then(
    manager: Client, council: Council, cabinet: Body
) -> None:
    meeting = Meeting.objects.create(body=cabinet, held_on=days(-20))
    plan = make_plan(council, approved_at=meeting)

    assert "By Cabinet on 27 October 2026." in read(manager, url(plan)).main.text


def test_a_plan_of_which_nothing_is_known_links_to_nothing(
    manager: Client, council: Council
) -> None:
    assert "The plan as approved" not in read(manager, url(make_plan(council))).main.links


# What changed since, and why


def test_what_changed_since_says_why(manager: Client, plan: ActionPlan) -> None:
    plan.status = "approved"
    plan.save()
    action = make_action(plan, steps=2, text="Mend practice.")
    edit = f"{url(plan)}actions/{action.pk}/edit/"
    page = read(manager, edit)
    first, second = action.milestones.order_by("order")
    sent = {
        "seen": page.value("seen"),
        "reference": "1",
        "text": "Mend it well.",
        "step_0_pk": first.pk,
        "step_0_text": first.text,
        "step_1_pk": second.pk,
        "step_1_text": second.text,
        "step_1_remove": "on",
        "reason": "The board asked for it",
    }
    assert manager.post(edit, sent).status_code == 302

    text = read(manager, url(plan, "changes/"), since="2026-11-10").main.text
    assert "The action: Mend practice. became Mend it well." in text
    assert "A step that left: Step 2. became nothing" in text
    assert "Why: The board asked for it." in text
    then = read(manager, url(plan, "changes/"), since="2026-11-10", as_at="2026-11-14").main.text
    assert "The board asked for it" not in then


# Closing and archiving


@pytest.fixture
def approved(plan: ActionPlan) -> ActionPlan:
    plan.status = "approved"
    plan.save()
    return plan


def test_a_plan_is_closed_and_opened_again_with_reasons(
    manager: Client, approved: ActionPlan
) -> None:
    assert send(manager, approved, "close").errors["reason"] == ["Say why"]
    page = send(manager, approved, "close", reason="All is done.")
    assert page.banners == ["Closed. Its pages stay as they are."]
    assert "Closed" in page.texts("strong")

    page = send(manager, approved, "close", reason="Something is left.")
    assert page.banners == ["Open again."]
    approved.refresh_from_db()
    assert approved.status == "approved"


def actions_of(plan: ActionPlan, last: str) -> str:
    return url(plan, f"actions/{plan.actions.get().pk}/{last}/")


CHANGES = ["actions/new/", "table/", "order/", "themes/", "edit/", "answers/", "import/"]


@pytest.mark.parametrize("last", [*CHANGES, "edit", "split", "merge", "delete"])
def test_nothing_of_a_closed_plan_is_changed_and_no_link_leads_there(
    last: str, manager: Client, approved: ActionPlan
) -> None:
    make_action(approved)
    here = url(approved, last) if last in CHANGES else actions_of(approved, last)
    before = read(manager, url(approved)), read(manager, actions_of(approved, "edit")[:-5])
    links = {link for page in before for link in page.main.links.values()}
    assert (here in links) == (last != "delete")
    approved.status = "closed"
    approved.save()

    page = Page(manager.get(here), 409)

    assert "The plan is closed, so nothing in it can be changed." in page.main.text
    assert page.main.links["Open the plan again"] == url(approved, "close/")
    after = read(manager, url(approved)), read(manager, actions_of(approved, "edit")[:-5])
    assert all(here not in page.main.links.values() for page in after)


def test_a_revision_that_was_read_is_not_taken_into_a_closed_plan(
    manager: Client, approved: ActionPlan
) -> None:
    approved.status = "closed"
    approved.save()
    made = make_read(approved.council, ("1", "Mend it."), plan=approved, is_revision=True)
    here = reverse("actionplans:plan_import", args=[approved.council.slug, made.pk])

    page = Page(manager.post(here, {"confirm": "1"}), 409)

    assert "The plan is closed, so nothing in it can be changed." in page.main.text
    assert "Nothing is saved." in page.main.text


def test_what_was_typed_is_kept_where_the_plan_is_closed_meanwhile(
    manager: Client, approved: ActionPlan
) -> None:
    approved.status = "closed"
    approved.save()
    typed = {"reference": "9", "text": "Mend it.", "reason": "Late."}

    page = Page(manager.post(url(approved, "actions/new/"), typed), 409)

    assert "The plan is closed" in page.summary[0]
    assert page.value("text") == "Mend it."
    assert not approved.actions.exists()


def test_a_draft_is_not_closed(manager: Client, plan: ActionPlan) -> None:
    assert "A draft cannot be closed." in read(manager, url(plan, "close/")).main.text
    assert manager.post(url(plan, "close/"), {"reason": "x"}).status_code == 409


def test_a_closed_plan_goes_into_the_archive_and_comes_back(
    manager: Client, approved: ActionPlan
) -> None:
    make_action(approved)
    other = make_plan(approved.council, title="Another plan")
    make_action(other)
    approved.status = "closed"
    approved.save()
    page = send(manager, approved, "archive")
    assert page.banners == ["Put in the archive."]
    assert page.h1 == "The plan"

    council = read(manager, reverse("actionplans:council", args=[approved.council.slug]))
    assert "The plan" not in council.texts("h3")
    assert council.main.links["The plan"] == url(approved)
    assert url(approved) not in read(manager, "/").main.links.values()
    assert "The plan" not in read(manager, url(other, "carry/")).main.text

    assert send(manager, approved, "archive").banners == ["Taken out of the archive."]
    council = read(manager, reverse("actionplans:council", args=[approved.council.slug]))
    assert "The plan" in council.texts("h3")


def test_what_is_archived_asks_nobody_for_reports(
    approved: ActionPlan, client_for: Callable[..., Client]
) -> None:
    lead = client_for(Role.LEAD_OFFICER)
    step = make_action(approved, text="Mend practice.").milestones.get()
    officer = make_lead(step).officer
    officer.user = lead.user  # type: ignore[attr-defined]
    officer.save()
    make_due_date(step)
    assert "Step 1." in read(lead, "/").main.text

    approved.status, approved.is_archived = "closed", True
    approved.save()

    assert "Step 1." not in read(lead, "/").main.text


def test_only_a_closed_plan_is_archived(manager: Client, approved: ActionPlan) -> None:
    assert "Only a closed plan" in read(manager, url(approved, "archive/")).main.text
    assert manager.post(url(approved, "archive/")).status_code == 409
    with refused_by("plan_archived_once_closed"):
        ActionPlan.objects.filter(pk=approved.pk).update(is_archived=True)


def test_a_plan_opened_again_leaves_the_archive(manager: Client, approved: ActionPlan) -> None:
    approved.status, approved.is_archived = "closed", True
    approved.save()

    send(manager, approved, "close", reason="Something is left.")

    approved.refresh_from_db()
    assert (approved.status, approved.is_archived) == ("approved", False)


# Deleting


def test_a_draft_is_deleted_with_its_actions_and_dates(manager: Client, plan: ActionPlan) -> None:
    source = make_inspection(plan.council)
    plan.sources.add(source)
    make_elsewhere(plan, make_recommendation(source))
    action = make_action(plan)
    make_lead(action.milestones.get())
    make_due_date(action.milestones.get())

    page = send(manager, plan, "delete")

    assert page.banners == ["The plan was deleted."]
    assert page.h1 == plan.council.name
    assert not ActionPlan.objects.exists()
    assert not DueDate.objects.exists()
    assert plan.council.inspections.get() == source


def test_a_draft_something_was_reported_on_stays(manager: Client, plan: ActionPlan) -> None:
    make_update(make_action(plan))

    page = read(manager, url(plan, "delete/"))
    assert "Progress was reported on it, so it cannot be deleted." in page.main.text
    assert manager.post(url(plan, "delete/")).status_code == 409
    assert ActionPlan.objects.filter(pk=plan.pk).exists()


@pytest.mark.parametrize(
    "rests",
    [
        lambda plan: make_ending(
            make_action(make_plan(plan.council)), "carried", successor=make_action(plan)
        ),
        lambda plan: make_reading(make_measure(plan)),
        lambda plan: make_plan(plan.council, follows=plan),
    ],
)
def test_what_something_rests_on_is_not_deleted(
    rests: Callable[[ActionPlan], object], manager: Client, plan: ActionPlan
) -> None:
    make_due_date(make_action(plan).milestones.get())
    rests(plan)

    page = Page(manager.post(url(plan, "delete/")), 409)

    assert "rest on it, so it cannot be deleted." in page.main.text
    assert DueDate.objects.count() >= 1


def test_an_approved_plan_is_not_deleted(manager: Client, approved: ActionPlan) -> None:
    assert "Only a draft can be deleted." in read(manager, url(approved, "delete/")).main.text
    assert manager.post(url(approved, "delete/")).status_code == 409
    assert ActionPlan.objects.filter(pk=approved.pk).exists()
