"""Handing over what an officer leads: what, to whom, from when, who is told, and what stays."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans import handing_over, tasks
from actionplans.asat import AsAt
from actionplans.models import (
    Action,
    ActionPlan,
    Delegation,
    HandOver,
    Milestone,
    MilestoneLead,
    ProgressDraft,
    ReportLink,
    Upload,
)
from actionplans.on_day.plans import rows_on_day
from councils import emails
from councils.models import Council, Officer, OutgoingEmail, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_council,
    make_delegation,
    make_ending,
    make_hand_over,
    make_lead,
    make_member,
    make_officer,
    make_plan,
    make_report_link,
)
from tests.pages import Page, fix_today, read
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan manager")


@pytest.fixture
def client(client_for: Any, manager: User) -> Client:
    return client_for(manager)


def with_account(council: Council, name: str) -> Officer:
    user = make_member(council, Role.LEAD_OFFICER, name=name)
    return make_officer(council, name, user=user)


@pytest.fixture
def old(council: Council) -> Officer:
    return with_account(council, "Old Lead")


@pytest.fixture
def new(council: Council) -> Officer:
    return with_account(council, "New Lead")


def make_step(plan: ActionPlan, *officers: Officer, **fields: Any) -> Milestone:
    step = make_action(plan, **fields).milestones.get()
    for officer in officers:
        make_lead(step, officer)
    return step


def page_of(officer: Officer) -> str:
    return reverse("actionplans:hand_over", args=[officer.council.slug, officer.pk])


def typed(page: Page, **fields: Any) -> dict[str, Any]:
    """Return what is sent with everything ticked, to New Lead, from DAY on."""
    ticked = {box.get("name") or "": "on" for box in page.all("input", type="checkbox")}
    day = {"day_day": DAY.day, "day_month": DAY.month, "day_year": DAY.year}
    seen = {"seen": page.value("seen")}
    sent = {**ticked, **day, **seen, "to": "New Lead", "reason": "Left the council."} | fields
    return {name: value for name, value in sent.items() if value is not None}


def leads_of(step: Milestone) -> list[str]:
    return [str(lead.officer) for lead in step.leads.order_by("order", "pk")]


def sent() -> list[Any]:
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return mail.outbox


# What is handed over


def test_the_plans_they_manage_go_to_another_plan_manager(
    client: Client, council: Council, old: Officer, manager: User
) -> None:
    plan = make_plan(council, title="The improvement plan", manager=old.user)
    closed = make_plan(council, title="Finished", manager=old.user, status="closed")
    make_officer(council, "New Manager", user=manager)
    page = read(client, page_of(old))
    assert page.label(f"gives-plan-{plan.pk}") == "The improvement plan"

    client.post(page_of(old), typed(page, to="New Manager"))

    plan.refresh_from_db()
    closed.refresh_from_db()
    assert (plan.manager, closed.manager) == (manager, old.user)
    [email] = sent()
    assert "PLANS THEY MANAGE\n\nThe improvement plan" in email.body


def test_a_plan_is_not_handed_to_who_manages_none(
    client: Client, council: Council, old: Officer, new: Officer
) -> None:
    plan = make_plan(council, title="The improvement plan", manager=old.user)

    page = Page(client.post(page_of(old), typed(read(client, page_of(old)))))

    assert page.errors[f"to-plan-{plan.pk}"] == [
        "New Lead does not manage plans here. Untick it, or name a plan manager"
    ]
    plan.refresh_from_db()
    assert plan.manager == old.user


def test_everything_goes_to_one_in_one_go(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    other = make_officer(council, "Another")
    step = make_step(plan, other, old)
    draft = make_step(make_plan(council, status="draft"), old)
    action = make_action(plan, accountable=old)
    standing_in = make_delegation(other, old, plan=plan, ends=days(9), is_reminded=True)
    begun = ProgressDraft.objects.create(
        user=old.user, action=step.action, milestone=step, fields={}
    )
    upload = Upload.objects.create(
        user=old.user, action=step.action, milestone=step, title="L", url="https://example.com/"
    )

    page = Page(client.post(page_of(old), typed(read(client, page_of(old))), follow=True))

    assert page.banners == ["Handed over: 5 things are no longer Old Lead’s."]
    assert leads_of(step) == ["Another", "New Lead"]
    assert leads_of(draft) == ["New Lead"]
    action.refresh_from_db()
    assert action.accountable == new
    standing_in.refresh_from_db()
    assert standing_in.ends == DAY
    taken = Delegation.objects.get(delegate=new)
    assert (taken.officer, taken.plan, taken.starts, taken.ends, taken.is_reminded) == (
        other, plan, DAY, days(9), True,
    )  # fmt: skip
    for row in (begun, upload):
        row.refresh_from_db()
        assert row.user == new.user
    assert "Old Lead leads nothing in a plan that is open." in page.main.text
    assert "5 things handed over from 16 November 2026 Left the council. By Plan manager" in (
        page.main.text
    )


def test_each_thing_can_go_to_another_and_what_is_not_ticked_stays(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    first, second, third = (make_step(plan, old) for _ in range(3))
    make_officer(council, "Third Lead")
    sent_with = {f"to-step-{second.pk}": "third lead", f"gives-step-{third.pk}": None}

    client.post(page_of(old), typed(read(client, page_of(old)), **sent_with))

    assert [leads_of(step) for step in (first, second, third)] == [
        ["New Lead"],
        ["Third Lead"],
        ["Old Lead"],
    ]


def test_who_leads_it_already_is_there_once(
    client: Client, plan: ActionPlan, old: Officer, new: Officer
) -> None:
    step = make_step(plan, old, new)

    client.post(page_of(old), typed(read(client, page_of(old))))

    assert leads_of(step) == ["New Lead"]


def test_nothing_of_a_closed_plan_or_an_ended_action_moves_and_the_page_says_so(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    closed = make_step(make_plan(council, title="The first plan", status="closed"), old)
    ended, gone, open_one = make_step(plan, old), make_step(plan, old), make_step(plan, old)
    make_ending(ended.action)
    Milestone.objects.filter(pk=gone.pk).update(removed_on=DAY)

    page = read(client, page_of(old))
    client.post(page_of(old), typed(page))

    assert "Nothing in a closed plan is handed over: Old Lead stays its lead there" in page.text
    assert "The first plan" in page.main.text
    assert [leads_of(step) for step in (closed, ended, gone, open_one)] == [
        ["Old Lead"],
        ["Old Lead"],
        ["Old Lead"],
        ["New Lead"],
    ]


def test_a_plan_closed_while_the_page_was_open_keeps_its_lead(
    client: Client, plan: ActionPlan, old: Officer, new: Officer
) -> None:
    step = make_step(plan, old)
    wanted = typed(read(client, page_of(old)))
    ActionPlan.objects.filter(pk=plan.pk).update(status="closed")

    page = Page(client.post(page_of(old), wanted | {"reason": "My words."}))

    assert leads_of(step) == ["Old Lead"]
    assert not HandOver.objects.exists()
    assert "The improvement plan" in page.main.text


def test_who_reports_for_them_does_so_no_more_and_their_links_are_dead(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    step = make_step(plan, old)
    deputy = make_delegation(old, make_officer(council, "Deputy"))
    link = make_report_link(step, old)

    page = read(client, page_of(old))
    client.post(page_of(old), typed(page))

    assert "Who reports for Old Lead (Deputy) does so no more" in page.main.text
    deputy.refresh_from_db()
    assert deputy.ends == DAY
    assert ReportLink.objects.get(pk=link.pk).withdrawn_at


def test_who_reports_for_them_goes_on_while_something_stays(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    step, _ = make_step(plan, old), make_step(plan, old)
    deputy = make_delegation(old, make_officer(council, "Deputy"))

    wanted = typed(read(client, page_of(old)), **{f"gives-step-{step.pk}": None})
    client.post(page_of(old), wanted)

    deputy.refresh_from_db()
    assert deputy.ends is None


def test_reporting_for_the_new_lead_just_ends(client: Client, old: Officer, new: Officer) -> None:
    held = make_delegation(new, old)

    client.post(page_of(old), typed(read(client, page_of(old))))

    held.refresh_from_db()
    assert (held.ends, Delegation.objects.count()) == (DAY, 1)


def test_what_somebody_began_goes_to_nobody_without_an_account(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    make_officer(council, "No Account")
    action = make_action(plan)
    draft = ProgressDraft.objects.create(user=old.user, action=action, fields={"text": "Mine"})

    page = Page(client.post(page_of(old), typed(read(client, page_of(old)), to="No Account")))

    assert page.errors[f"to-draft-{draft.pk}"] == [
        "No Account has no account, so cannot go on with what was begun. Untick it, or name another"
    ]
    assert not HandOver.objects.exists()


def test_a_draft_of_the_new_leads_own_is_not_replaced(
    client: Client, plan: ActionPlan, old: Officer, new: Officer
) -> None:
    action = make_action(plan)
    theirs = ProgressDraft.objects.create(user=old.user, action=action, fields={"text": "Old"})
    own = ProgressDraft.objects.create(user=new.user, action=action, fields={"text": "New"})

    client.post(page_of(old), typed(read(client, page_of(old))))

    for draft, user in ((theirs, old.user), (own, new.user)):
        draft.refresh_from_db()
        assert draft.user == user


# History


def set_up_a_month_ago() -> None:
    """Let what was made so far have been made a month before now."""
    begun = timezone.now() - datetime.timedelta(days=30)
    models: list[Any] = [Action, Milestone, MilestoneLead]
    with pgtrigger.ignore():
        for model in models:
            model.pgh_event_model.objects.update(pgh_created_at=begun)


def test_pages_as_at_an_earlier_day_show_the_old_lead_and_the_history_says_why(
    client: Client, plan: ActionPlan, old: Officer, new: Officer
) -> None:
    step = make_step(plan, old)
    set_up_a_month_ago()

    client.post(page_of(old), typed(read(client, page_of(old))))

    now = datetime.date.today()
    before = AsAt(day=now - datetime.timedelta(days=9), today=now)
    leads = [
        [lead.name for lead in row.steps[0].leads]
        for state in (before, AsAt(day=now, today=now))
        for row in rows_on_day(Action.objects.filter(pk=step.action_id), state)
    ]
    assert leads == [["Old Lead"], ["New Lead"]]
    events = MilestoneLead.pgh_event_model.objects  # type: ignore[attr-defined]
    newest = events.select_related("pgh_context").order_by("-pgh_id").first()
    assert newest.pgh_context.metadata["reason"] == "Left the council."


def test_the_history_page_of_an_approved_plan_says_who_led_before_and_why(
    client: Client, plan: ActionPlan, old: Officer, new: Officer
) -> None:
    step = make_step(plan, old)
    set_up_a_month_ago()

    client.post(page_of(old), typed(read(client, page_of(old))))

    address = reverse("actionplans:history", args=[plan.council.slug, plan.pk, step.action_id])
    words = read(client, address).main.text
    assert "Old Lead" in words
    assert "New Lead" in words
    assert "Left the council." in words


# From a later day


def test_from_a_later_day_the_worker_does_it_once_on_that_day(
    client: Client, plan: ActionPlan, old: Officer, new: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = make_step(plan, old)
    wanted = typed(read(client, page_of(old)), day_day=20)
    page = Page(client.post(page_of(old), wanted, follow=True))
    assert page.banners == ["Saved. 1 thing is handed over on 20 November 2026."]

    tasks.hand_over_what_is_due(0)
    assert leads_of(step) == ["Old Lead"]
    fix_today(monkeypatch, days(6))
    for _ in range(2):
        tasks.hand_over_what_is_due(0)

    assert leads_of(step) == ["New Lead"]
    assert len(sent()) == 1


def test_what_changed_hands_meanwhile_is_left_as_it_is(
    plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    taken, left = make_step(plan, old), make_step(plan, old)
    given = [[f"step-{step.pk}", new.pk] for step in (taken, left)]
    make_hand_over(old, given=given)
    MilestoneLead.objects.filter(milestone=taken).delete()
    make_lead(taken, make_officer(council, "Another"))

    assert handing_over.do_what_is_due(DAY) == 1

    assert (leads_of(taken), leads_of(left)) == (["Another"], ["New Lead"])


def test_one_to_come_can_be_withdrawn_and_one_done_cannot(
    client: Client, plan: ActionPlan, old: Officer, new: Officer
) -> None:
    step = make_step(plan, old)
    to_come = make_hand_over(old, day=days(4), given=[[f"step-{step.pk}", new.pk]])
    done = make_hand_over(old, done_at=timezone.now())
    slug = old.council.slug

    for one in (to_come, done):
        client.post(reverse("actionplans:hand_over_withdraw", args=[slug, one.pk]))

    assert handing_over.do_what_is_due(days(9)) == 0
    assert leads_of(step) == ["Old Lead"]
    done.refresh_from_db()
    assert done.withdrawn_at is None
    assert "withdrawn by Plan manager" in read(client, page_of(old)).main.text


# Who is told


def test_the_new_lead_gets_one_email_that_lists_what_is_theirs(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer, manager: User
) -> None:
    make_step(plan, old, text="Audit every file.")
    make_step(plan, old, text="Secret words.", is_confidential=True)
    make_action(plan, text="Train the staff.", accountable=old)
    Milestone.objects.update(text="")

    client.post(page_of(old), typed(read(client, page_of(old))))

    [email] = sent()
    assert (email.to, email.reply_to) == ([new.user.email], [manager.email])
    assert email.subject == "Yours now: what Old Lead led"
    assert "From 16 November 2026 you lead what Old Lead led" in email.body
    assert "Plan manager says why: Left the council." in email.body
    assert "Audit every file.\nThe improvement plan, action 1." in email.body
    assert "ACTIONS THEY ARE ACCOUNTABLE FOR\n\nTrain the staff." in email.body
    assert "A confidential action\nThe improvement plan, action 2." in email.body
    assert "Secret words" not in email.body
    assert "when you sign in: http://127.0.0.1:8000/\n" in email.body
    assert OutgoingEmail.objects.get().kind == OutgoingEmail.Kind.NOTICE


def test_each_of_several_is_told_of_their_own(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    step, _ = make_step(plan, old), make_step(plan, old)
    third = with_account(council, "Third Lead")

    wanted = typed(read(client, page_of(old)), **{f"to-step-{step.pk}": "Third Lead"})
    client.post(page_of(old), wanted)

    told = {email.to[0]: email.body for email in sent()}
    assert set(told) == {new.user.email, third.user.email}
    assert "action 1." in told[third.user.email]
    assert "action 1." not in told[new.user.email]


# What is wrong, and two at once


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"to": ""}, "to", "Say who has it from then on"),
        ({"to": "Nobody Known"}, "to", "There is nobody of this name here."),
        ({"to": "Old Lead"}, "to", "There is nobody of this name here."),
        ({"to": "Framley Lead"}, "to", "There is nobody of this name here."),
        ({"reason": ""}, "reason", "Say why it is handed over"),
        ({"day_day": 15}, "day", "The first day must be today or later"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_moves(
    client: Client,
    plan: ActionPlan,
    old: Officer,
    new: Officer,
    other_council: Council,
    fields: dict[str, Any],
    field: str,
    message: str,
) -> None:
    make_officer(other_council, "Framley Lead")
    step = make_step(plan, old)

    wanted = typed(read(client, page_of(old)), **fields)
    page = Page(client.post(page_of(old), wanted))

    assert page.errors[field][0].startswith(message)
    assert (page.value("to") or "") == wanted["to"]
    assert leads_of(step) == ["Old Lead"]


def test_with_nothing_ticked_nothing_is_handed_over(
    client: Client, plan: ActionPlan, old: Officer, new: Officer
) -> None:
    step = make_step(plan, old)

    wanted = typed(read(client, page_of(old)), **{f"gives-step-{step.pk}": None})
    page = Page(client.post(page_of(old), wanted))

    assert page.summary == ["Tick at least one thing to hand over"]


def test_names_of_two_people_are_told_apart(
    client: Client, plan: ActionPlan, council: Council, old: Officer
) -> None:
    make_officer(council, "Sam Field", post="Adoption")
    make_officer(council, "Sam Field", post="Fostering")
    step = make_step(plan, old)

    page = Page(client.post(page_of(old), typed(read(client, page_of(old)), to="Sam Field")))
    assert page.errors["to"]
    client.post(page_of(old), typed(read(client, page_of(old)), to="Sam Field, Fostering"))

    assert step.leads.get().officer.post == "Fostering"


def test_the_second_of_two_is_told_and_keeps_what_was_typed(
    client: Client, plan: ActionPlan, council: Council, old: Officer, new: Officer
) -> None:
    first, second = make_step(plan, old), make_step(plan, old)
    mine = typed(read(client, page_of(old)), reason="My own reason.")
    theirs = typed(read(client, page_of(old)), **{f"gives-step-{second.pk}": None})
    client.post(page_of(old), theirs)

    page = Page(client.post(page_of(old), mine), 409)

    assert "Plan manager handed over from Old Lead at" in page.main.text
    assert "Nothing of yours is saved." in page.main.text
    assert page.value("reason") == "My own reason."
    assert (leads_of(first), leads_of(second)) == (["New Lead"], ["Old Lead"])
    again = mine | {"seen": page.value("seen")}
    client.post(page_of(old), again)
    assert leads_of(second) == ["New Lead"]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done_and_the_other_told(
    plan: ActionPlan,
    council: Council,
    old: Officer,
    new: Officer,
    manager: User,
    in_a_thread: Callable[..., threading.Thread],
) -> None:
    step, outcome = make_step(plan, old), []
    third = make_officer(council, "Third Lead")
    seen = handing_over.version_of(handing_over.held_by(old, DAY))

    def give(to: Officer) -> HandOver:
        given = {f"step-{step.pk}": to}
        about: dict[str, Any] = {"day": DAY, "today": DAY, "reason": "Why.", "by": manager}
        return handing_over.hand_over(old, given, seen=seen, **about)

    with transaction.atomic():
        give(new)
        thread = in_a_thread(lambda: give(third), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    assert isinstance(outcome[0], handing_over.HandedOver)
    assert leads_of(step) == ["New Lead"]


def test_nothing_of_another_council_is_among_what_is_handed_over(
    council: Council, old: Officer
) -> None:
    other = make_plan(make_council())
    ProgressDraft.objects.create(user=old.user, action=make_action(other), fields={})

    assert handing_over.held_by(old, DAY) == []


def test_the_page_of_a_person_leads_here(client_for: Any, council: Council, old: Officer) -> None:
    administrator = client_for(Role.ADMINISTRATOR)

    page = read(administrator, reverse("councils:person", args=[council.slug, old.user.pk]))

    assert page.links["Hand over what Old Lead leads"] == page_of(old)
    assert administrator.get(page_of(old)).status_code == 200
