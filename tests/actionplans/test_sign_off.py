"""The second sign-off: where a council wants one, what was accepted counts only after it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, Milestone, ProgressUpdate, Review
from actionplans.rag import Progress
from actionplans.reviewing.ruling import accept, not_sign, seen_of, send_back, sign_off
from councils.models import Council, OutgoingEmail, User
from councils.roles import Role
from councils.versions import Decided
from tests.actionplans.test_reviewing import (
    action_page,
    card_of,
    cards,
    queue_of,
    review_of,
    ticks,
)
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_lead,
    make_member,
    make_officer,
    make_plan,
    make_review,
    make_rules,
    make_update,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def rules(council: Council) -> Any:
    return make_rules(council, needs_sign_off=True)


@pytest.fixture
def plan(council: Council, rules: Any) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def step(plan: ActionPlan) -> Milestone:
    step = make_action(plan, reference="2.1").milestones.get()
    make_due_date(step, days(5))
    return step


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(council, Role.LEAD_OFFICER, name="Lee Field", email="lee@example.com")


@pytest.fixture
def before(step: Milestone) -> ProgressUpdate:
    return make_update(step.action, step, text="One team.", day=days(-30), accepted=True)


@pytest.fixture
def update(step: Milestone, before: ProgressUpdate, officer: User) -> ProgressUpdate:
    update = make_update(
        step.action,
        step,
        text="All teams are trained.",
        progress=Progress.COMPLETE,
        entered_by=officer,
        day=days(-3),
    )
    make_due_date(step, days(9), update=update, day=days(-3), reason="Ill.")
    return update


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def director(client_for: Any) -> Client:
    return client_for(Role.DIRECTOR)


@pytest.fixture
def reader(client_for: Any) -> Client:
    return client_for(Role.READER)


def sign_queue(plan: ActionPlan) -> str:
    return reverse("actionplans:plan_sign_off", args=[plan.council.slug, plan.pk])


def accepted(client: Client, update: ProgressUpdate, **typed: Any) -> Any:
    body = {"decide": "accept", "seen": str(seen_of(update))} | typed
    return client.post(review_of(update), body, follow=True)


def signed(client: Client, update: ProgressUpdate, choice: str = "accept", **typed: Any) -> Any:
    body = {"decide": choice, "seen": str(seen_of(update))} | typed
    return client.post(review_of(update, "update_sign_off"), body, follow=True)


def test_what_members_see_at_each_stage(
    manager: Client, director: Client, reader: Client, update: ProgressUpdate
) -> None:
    def members_see() -> list[str]:
        words = action_page(reader, update).main.text
        return [text for text in ("One team.", "All teams are trained.") if text in words]

    assert members_see() == ["One team."]
    page = Page(accepted(manager, update))
    assert page.banners == [
        "Action 2.1: accepted. It waits to be signed off before members and papers see it."
    ]
    assert members_see() == ["One team."]
    page = Page(signed(director, update))
    assert page.banners == ["Action 2.1: signed off. It counts in papers from now on."]
    assert members_see() == ["One team.", "All teams are trained."]
    seen = action_page(reader, update).main
    assert "Done" in seen.texts("span", "status")
    assert seen.texts("del") == ["21 November 2026"]


def test_the_manager_sees_that_it_is_accepted_and_waits(
    manager: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    accepted(manager, update)

    seen = action_page(manager, update).main.text
    assert f"Accepted by {manager.user} on 16 November 2026, to be signed off." in seen
    assert "It does not appear in papers before it is signed off." in seen
    assert "Officer says done; not yet signed off" in seen
    assert cards(read(manager, queue_of(plan))) == []
    plan_page = read(manager, reverse("actionplans:plan", args=[plan.council.slug, plan.pk]))
    assert "1 of them is accepted and waits to be signed off." in plan_page.main.text


def test_the_director_finds_what_waits_and_the_wording_given(
    manager: Client, director: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    accepted(manager, update, decide="word", wording="Training is complete.")

    slug = plan.council.slug
    at_plan = read(director, reverse("actionplans:plan", args=[slug, plan.pk])).main.links
    assert at_plan["Updates to sign off (1)"] == sign_queue(plan)
    assert read(director, "/").main.links["Updates to sign off (1)"] == reverse(
        "actionplans:sign_off_queue", args=[slug]
    )
    card = card_of(read(director, sign_queue(plan)), update).text
    assert "All teams are trained." in card
    assert "In papers it will say: Training is complete." in card
    assert f"Accepted by {manager.user} on 16 November 2026, to be signed off." in card


def test_signing_off_keeps_the_managers_wording_or_takes_another(
    manager: Client, director: Client, reader: Client, update: ProgressUpdate
) -> None:
    accepted(manager, update, decide="word", wording="Training is complete.")
    page = read(director, review_of(update, "update_sign_off"), do="word")
    assert page.value("wording") == "Training is complete."

    signed(director, update)

    assert "Training is complete." in action_page(reader, update).main.text
    assert "All teams are trained." not in action_page(reader, update).main.text


def test_the_director_may_give_other_words(
    manager: Client, director: Client, reader: Client, update: ProgressUpdate
) -> None:
    accepted(manager, update, decide="word", wording="Training is complete.")

    signed(director, update, "word", wording="Every team has been trained.")

    assert "Every team has been trained." in action_page(reader, update).main.text
    assert "Training is complete." not in action_page(reader, update).main.text


def test_what_is_not_signed_off_goes_back_to_the_manager_with_why(
    manager: Client, director: Client, reader: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    accepted(manager, update)
    signed(director, update, "not_sign", comment="Is there evidence?")

    card = card_of(read(manager, queue_of(plan)), update).text
    assert f"Not signed off by {director.user} on 16 November 2026: Is there evidence?" in card
    assert "All teams are trained." not in action_page(reader, update).main.text
    assert "Is there evidence?" not in action_page(reader, update).main.text
    accepted(manager, update)
    signed(director, update)
    assert "All teams are trained." in action_page(reader, update).main.text


def test_the_director_sends_it_back_to_who_reported(
    manager: Client, director: Client, client_for: Any, officer: User, update: ProgressUpdate
) -> None:
    make_lead(update.lines.get().milestone, make_officer(update.action.plan.council, user=officer))
    accepted(manager, update)

    signed(director, update, "return", comment="Which teams?")

    assert OutgoingEmail.objects.get().to == "lee@example.com"
    assert f"Sent back by {director.user}: Which teams?" in action_page(director, update).main.text


@pytest.mark.parametrize("choice", ["return", "not_sign"])
def test_sending_back_needs_a_comment(
    manager: Client, director: Client, update: ProgressUpdate, choice: str
) -> None:
    accepted(manager, update)

    page = Page(signed(director, update, choice, comment=""))

    assert page.summary == ["Say what is to be changed"]
    assert Review.objects.filter(update=update).count() == 1


def test_many_are_signed_off_at_once(
    manager: Client, director: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    second = make_update(make_action(plan))
    manager.post(queue_of(plan), ticks(update, second))

    page = Page(director.post(sign_queue(plan), ticks(update, second), follow=True))

    assert page.banners == ["2 updates signed off. They count in papers from now on."]
    assert Review.objects.filter(verdict="accepted", by=director.user).count() == 2


def test_who_accepted_it_does_not_sign_it_off(
    client_for: Any, council: Council, plan: ActionPlan, update: ProgressUpdate
) -> None:
    both = make_member(council, Role.PLAN_MANAGER)
    make_member(council, Role.DIRECTOR, both)
    client = client_for(both)
    accepted(client, update)

    card = card_of(read(client, sign_queue(plan)), update)
    assert "You accepted it yourself. Somebody else has to sign it off." in card.text
    assert card.all("form") == card.all("input") == []
    page = Page(signed(client, update), 409)
    assert "You accepted it yourself." in page.main.text
    assert not Review.objects.filter(update=update, verdict="accepted").exists()


def test_who_signs_second_is_told_and_keeps_what_was_typed(
    manager: Client, director: Client, client_for: Any, update: ProgressUpdate
) -> None:
    accepted(manager, update)
    seen = str(seen_of(update))
    signed(client_for(Role.DIRECTOR), update)

    page = Page(signed(director, update, "not_sign", comment="Why now?", seen=seen), 409)

    assert "accepted this on 16 November 2026." in page.main.text
    assert "Why now?" in page.main.text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DIRECTOR])
def test_only_a_director_signs_off(
    client_for: Any, manager: Client, plan: ActionPlan, update: ProgressUpdate, role: Role
) -> None:
    accepted(manager, update)
    client = client_for(role)

    assert client.get(sign_queue(plan)).status_code == 403
    assert client.post(review_of(update, "update_sign_off")).status_code == 403
    assert Review.objects.filter(update=update).count() == 1


# The option, and the past


def test_without_the_option_accepting_counts_at_once(
    manager: Client, reader: Client, rules: Any, update: ProgressUpdate
) -> None:
    rules.needs_sign_off = False
    rules.save()

    accepted(manager, update)

    assert "All teams are trained." in action_page(reader, update).main.text


def test_turning_it_on_leaves_what_was_accepted_before(
    manager: Client, reader: Client, rules: Any, update: ProgressUpdate
) -> None:
    rules.needs_sign_off = False
    rules.save()
    accepted(manager, update)
    rules.needs_sign_off = True
    rules.save()

    assert "All teams are trained." in action_page(reader, update).main.text


def test_turning_it_off_leaves_what_waits_until_somebody_accepts_it(
    manager: Client,
    director: Client,
    reader: Client,
    plan: ActionPlan,
    rules: Any,
    update: ProgressUpdate,
) -> None:
    accepted(manager, update, decide="word", wording="Training is complete.")
    rules.needs_sign_off = False
    rules.save()

    assert "Training is complete." not in action_page(reader, update).main.text
    assert cards(read(director, sign_queue(plan))) == [f"update-{update.pk}"]
    assert cards(read(manager, queue_of(plan))) == [f"update-{update.pk}"]
    accepted(manager, update)
    assert "Training is complete." in action_page(reader, update).main.text


def test_a_past_day_shows_what_was_signed_off_since_and_what_was_known_then_does_not(
    reader: Client, update: ProgressUpdate, member: Any
) -> None:
    accept(update, by=member(Role.PLAN_MANAGER), day=days(-2))
    sign_off(update, by=member(Role.DIRECTOR), day=DAY)

    at, known = days(-1).isoformat(), {"known_on": days(-1).isoformat()}
    assert "All teams are trained." in action_page(reader, update, as_at=at).main.text
    then = action_page(reader, update, as_at=at, **known).main.text
    assert "All teams are trained." not in then
    assert "One team." in then


# The rules by themselves


def test_only_what_was_accepted_is_signed_off(update: ProgressUpdate, member: Any) -> None:
    director = member(Role.DIRECTOR)

    with pytest.raises(Decided, match="Nobody has accepted it yet"):
        sign_off(update, by=director, day=DAY)
    make_review(update, "returned", day=days(-2))
    with pytest.raises(Decided, match="sent this back"):
        not_sign(update, comment="No.", by=director, day=DAY)
    assert update.reviews.count() == 1


def test_what_counts_is_not_sent_back(update: ProgressUpdate, member: Any) -> None:
    make_review(update)

    with pytest.raises(Decided, match="accepted this"):
        send_back(update, comment="No.", by=member(Role.PLAN_MANAGER), day=DAY)


def test_what_was_reopened_needs_a_new_report(update: ProgressUpdate, member: Any) -> None:
    make_review(update)
    make_review(update, "reopened")

    with pytest.raises(Decided, match="A new report is needed"):
        accept(update, by=member(Role.PLAN_MANAGER), day=DAY)


def test_the_history_says_who_accepted_and_who_signed_off(
    manager: Client, director: Client, update: ProgressUpdate
) -> None:
    accepted(manager, update)
    signed(director, update)

    action: Action = update.action
    where = [action.plan.council.slug, action.plan_id, action.pk]
    text = read(manager, reverse("actionplans:history", args=where)).main.text
    said = f"The report of {update.author} for 13 November 2026: "
    assert f"{said}accepted, to be signed off" in text
    assert f"{said}signed off" in text
