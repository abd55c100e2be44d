"""The pages on which a manager decides."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan, DueDate, Ending, Milestone, Review
from actionplans.rag import Progress
from actionplans.timescales import CONVENTIONS
from councils.forms import PARTS
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_due_date,
    make_meeting,
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
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def step(plan: ActionPlan) -> Milestone:
    return make_action(plan).milestones.get()


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def url(name: str, step: Milestone, *further: int) -> str:
    plan = step.action.plan
    parts = {
        "update_reopen": [step.action_id, *further],
        "update_embed": [step.action_id, *further],
        "action_end": [step.action_id],
        "action_watch": [step.action_id],
        "plan_carry": [],
        "step_timescale": [step.action_id, step.pk],
        "date_agree": [step.action_id, step.pk, *further],
    }[name]
    return reverse(f"actionplans:{name}", args=[plan.council.slug, plan.pk, *parts])


def sent(client: Client, address: str, status: int = 200, **fields: Any) -> Page:
    return Page(client.post(address, fields, follow=True), status)


def day_fields(name: str, day: Any) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in PARTS}


def test_reopening_asks_why_and_says_what_it_does(manager: Client, step: Milestone) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE, accepted=True)
    address = url("update_reopen", step, update.pk)

    assert read(manager, address).h1 == "Reopen what was signed off"
    empty = sent(manager, address)
    assert empty.errors == {"reason": ["Enter why it is reopened"]}
    page = sent(manager, address, reason="Two cases were missed.")

    assert page.banners == ["Reopened. It counts as open from today."]
    review = Review.objects.get(verdict="reopened")
    assert (review.comment, review.day) == ("Two cases were missed.", DAY)
    assert "Two cases were missed." in page.main.text


def test_of_two_who_reopen_the_second_is_told_and_loses_nothing(
    manager: Client, step: Milestone
) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE, accepted=True)
    make_review(update, "reopened")

    page = sent(manager, url("update_reopen", step, update.pk), 409, reason="My own words.")

    assert "It was reopened already. Your words are safe below." in page.main.text
    assert page.value("reason") == "My own words."


def test_only_a_claim_can_be_reopened(manager: Client, step: Milestone) -> None:
    update = make_update(step.action, step, accepted=True)

    read(manager, url("update_reopen", step, update.pk), 404)


def test_a_check_that_it_lasts_is_recorded(manager: Client, step: Milestone) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE, accepted=True)

    page = sent(manager, url("update_embed", step, update.pk), comment="Ten files sampled.")

    assert page.banners == ["Recorded. It now counts as done and checked that it lasts."]
    assert "Done and checked that it lasts" in page.main.texts("span", "status")


def test_an_action_is_withdrawn_with_why_and_who_and_put_back(
    manager: Client, step: Milestone
) -> None:
    address = url("action_end", step)
    empty = sent(manager, address)
    assert set(empty.errors) == {"kind", "reason", "agreed_by"}

    page = sent(manager, address, kind="withdrawn", reason="Not feasible.", agreed_by="Board")
    assert page.banners == ["Withdrawn. It stays in the plan with the reason."]
    assert "Not feasible." in page.main.text and "Withdrawn" in page.main.texts("span", "status")

    assert read(manager, address).h1 == "Put this action back into the plan"
    page = sent(manager, address, reason="Money was found.")
    assert page.banners == ["Put back. It counts as open from today."]
    assert [e.kind for e in Ending.objects.order_by("pk")] == ["withdrawn", "restored"]


def test_what_supersedes_an_action_is_chosen_among_the_councils_own(
    manager: Client, step: Milestone, other_council: Council
) -> None:
    other = make_action(step.action.plan, text="The new way.")
    foreign = make_action(make_plan(other_council), text="Elsewhere.")
    address = url("action_end", step)
    words = {"kind": "superseded", "reason": "A new way.", "agreed_by": "Board"}

    options = read(manager, address).options("successor")
    assert len(options) == 2 and "The new way." in options[1]
    refused = sent(manager, address, **words, successor=foreign.pk)
    assert "successor" in refused.errors and refused.value("reason") == "A new way."
    page = sent(manager, address, **words, successor=other.pk)

    assert Ending.objects.get().successor == other
    assert "The new way." in page.main.text or other.reference in page.main.text


def test_a_withdrawn_action_has_nothing_in_its_place(manager: Client, step: Milestone) -> None:
    other = make_action(step.action.plan)

    page = sent(
        manager,
        url("action_end", step),
        kind="withdrawn",
        reason="No.",
        agreed_by="Board",
        successor=other.pk,
    )

    assert page.errors == {
        "successor": ["A withdrawn action has nothing in its place: select none, or superseded"]
    }


def test_what_a_body_goes_on_watching_stands_on_its_list(manager: Client, step: Milestone) -> None:
    board = make_body(step.action.plan.council, "Improvement board")
    make_body(step.action.plan.council, "Cabinet")

    page = sent(
        manager,
        url("action_watch", step),
        watched_by=board.pk,
        **day_fields("next_review_on", days(9)),
    )

    assert page.banners == ["Saved. It stays on the list of Improvement board."]
    listed = read(manager, reverse("scrutiny:body", args=[board.council.slug, board.pk]))
    assert listed.h1 == "Improvement board"
    assert "Reviewed next on 25 November 2026." in listed.main.text
    assert step.action.text in listed.main.text


def test_the_page_of_a_body_is_a_link_from_its_council_and_from_what_it_watches(
    manager: Client, plan: ActionPlan
) -> None:
    board = make_body(plan.council, "Board")
    action = make_action(plan, watched_by=board)
    council = plan.council.slug
    address = reverse("scrutiny:body", args=[council, board.pk])

    of_council = read(manager, reverse("actionplans:council", args=[council]))
    of_action = read(manager, reverse("actionplans:action", args=[council, plan.pk, action.pk]))

    for page in (of_council, of_action):
        assert address in [link.get("href") for link in page.main.all("a")]


def test_a_report_that_was_reopened_is_not_called_unsigned(
    manager: Client, step: Milestone
) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE, accepted=True)
    page = sent(manager, url("update_reopen", step, update.pk), reason="It came undone.")

    assert "Said to be done, and reopened since" in page.main.text
    assert "not yet signed off" not in page.main.text


def test_the_next_review_is_not_in_the_past(manager: Client, step: Milestone) -> None:
    page = sent(manager, url("action_watch", step), **day_fields("next_review_on", days(-1)))

    assert page.errors == {"next_review_on": ["The next review date must be today or later"]}


def test_a_first_date_for_words_without_one_is_no_move(manager: Client, step: Milestone) -> None:
    make_due_date(step, None, words="after half-term")
    address = url("step_timescale", step)
    shown = sent(manager, address, words="March 2027", last_seen=step.due_dates.get().pk)

    sent(manager, address, **_as_shown(shown), agreed_by="dfe")

    assert step.due_dates.count() == 2
    page = read(manager, address.split("steps/")[0])
    assert "Moved to" not in page.main.text and not page.main.all("del")


def test_a_body_with_nothing_to_watch_says_so(manager: Client, plan: ActionPlan) -> None:
    board = make_body(plan.council, "Board")

    page = read(manager, reverse("scrutiny:body", args=[plan.council.slug, board.pk]))

    assert "No action is left to this body to watch." in page.main.text
    assert "No meeting of this body is recorded." in page.main.text


def test_open_actions_are_carried_into_another_plan(manager: Client, step: Milestone) -> None:
    plan = step.action.plan
    second = make_plan(plan.council, title="Phase 2")
    address = url("plan_carry", step)
    assert set(sent(manager, address).errors) == {"into", "actions", "reason"}

    page = sent(manager, address, into=second.pk, actions=[step.action_id], reason="Goes on.")

    assert page.banners == ["1 action carried into Phase 2."]
    assert second.actions.get().text == step.action.text
    assert "No action of this plan is open." in read(manager, address).main.text


def test_only_open_actions_can_be_carried_and_only_into_another_plan(
    manager: Client, step: Milestone
) -> None:
    address = url("plan_carry", step)
    alone = read(manager, address)
    assert "This council has no other open plan to carry them into." in alone.main.text
    assert not alone.main.all("textarea")

    make_plan(step.action.plan.council)
    done = make_action(step.action.plan)
    make_update(done, done.milestones.get(), progress=Progress.COMPLETE, accepted=True)

    offered = [box.get("value") for box in read(manager, address).main.all("input", name="actions")]
    assert offered == [str(step.action_id)]


def test_a_timescale_says_what_was_read_before_it_is_saved(
    manager: Client, step: Milestone
) -> None:
    address = url("step_timescale", step)
    words = "31st May 2027, monthly thereafter"
    start = read(manager, address)
    assert not start.main.all("input", name="due_0")

    shown = sent(manager, address, words=words, last_seen=0)

    assert "We read this as: Due by 31 May 2027, then every month." in shown.main.text
    assert not DueDate.objects.exists()
    assert [shown.value(f"due_{part}") for part in PARTS] == ["31", "5", "2027"]
    assert shown.value("words") == shown.value("read_words") == words

    page = sent(manager, address, **_as_shown(shown), agreed_by="officer", agreed_by_name="HoS")
    date = step.due_dates.get()
    assert (date.words, date.recurrence, date.is_corrected) == (words, "FREQ=MONTHLY", False)
    assert page.banners == ["Saved. The words stay as you wrote them."]


def _as_shown(page: Page) -> dict[str, Any]:
    names = ("words", "read_words", "last_seen", *(f"due_{part}" for part in PARTS))
    chosen = [o.get("value") for o in page.main.all("option") if o.get("selected") is not None]
    return {name: page.value(name) or "" for name in names} | {"repeats": chosen[0]}


def test_what_was_read_can_be_corrected_and_the_words_stay(
    manager: Client, step: Milestone
) -> None:
    address = url("step_timescale", step)
    shown = sent(manager, address, words="after half-term", last_seen=0)
    assert "We could not find a date in 'after half-term'." in shown.main.text
    assert "not count as late until you give one" in shown.main.text

    fields = _as_shown(shown) | day_fields("due", days(9))
    sent(manager, address, **fields, agreed_by="member", agreed_by_name="Cabinet member")

    date = step.due_dates.get()
    assert (date.words, date.due, date.is_corrected) == ("after half-term", days(9), True)
    assert date.precision == "day"


def test_other_words_are_read_again_before_they_are_saved(manager: Client, step: Milestone) -> None:
    address = url("step_timescale", step)
    shown = sent(manager, address, words="March 2027", last_seen=0)

    again = sent(manager, address, **_as_shown(shown) | {"words": "April 2027"})

    assert "30 April 2027" in again.main.text and not DueDate.objects.exists()
    assert again.value("due_month") == "4"


@pytest.mark.parametrize("words", ["", " ", "x" * 301])
def test_words_that_cannot_be_read_are_all_that_is_asked_for_again(
    manager: Client, step: Milestone, words: str
) -> None:
    make_due_date(step, days(5))

    page = sent(manager, url("step_timescale", step), words=words, last_seen=0)

    assert list(page.errors) == ["words"] and not page.main.all("input", name="due_day")


def test_asking_to_read_again_reads_and_saves_nothing(manager: Client, step: Milestone) -> None:
    address = url("step_timescale", step)
    shown = sent(manager, address, words="March 2027", last_seen=0)
    typed = _as_shown(shown) | {"due_month": "4", "agreed_by": "dfe"}

    again = sent(manager, address, **typed, read_again="1")

    assert again.value("due_month") == "3" and "We read this as" in again.main.text
    assert not again.errors and not DueDate.objects.exists()


def test_moving_a_date_asks_why_and_who_agreed(manager: Client, step: Milestone) -> None:
    make_due_date(step, days(5))
    address = url("step_timescale", step)
    start = read(manager, address)
    shown = sent(manager, address, words="March 2027", last_seen=start.value("last_seen"))

    page = sent(manager, address, **_as_shown(shown))

    assert page.errors == {
        "reason": ["Say why the date has moved"],
        "agreed_by": ["Select who agreed it"],
    }
    assert step.due_dates.count() == 1


def test_a_timescale_given_meanwhile_is_told_and_nothing_is_lost(
    manager: Client, step: Milestone
) -> None:
    address = url("step_timescale", step)
    shown = sent(manager, address, words="March 2027", last_seen=0)
    make_due_date(step, days(5))

    page = sent(manager, address, 409, **_as_shown(shown), reason="Later.", agreed_by="dfe")

    assert "Another timescale was given since: 21 November 2026." in page.main.text
    assert (page.value("words"), page.value("reason")) == ("March 2027", "Later.")


def test_who_agreed_a_date_that_was_asked_for_is_recorded(manager: Client, step: Milestone) -> None:
    make_rules(step.action.plan.council, moves_need_a_body=True)
    make_due_date(step, days(5))
    asked = make_due_date(
        step, days(9), agreed_by="officer", needs_body=True, reason="Staff left.", day=days(-1)
    )
    meeting = make_meeting(make_body(step.action.plan.council, "Board"), days(-1))
    address = url("date_agree", step, asked.pk)

    page = read(manager, address)
    values = [radio.get("value") for radio in page.main.all("input", name="agreed_by")]
    assert values == ["body", "dfe"]
    assert "once a body, or the DfE, has agreed it" in page.main.text
    wrong = sent(manager, address, agreed_by="dfe", meeting=meeting.pk)
    assert "agreed_by" in wrong.errors
    done = sent(manager, address, agreed_by="body", meeting=meeting.pk)

    assert done.banners[0].endswith("counts from today; the first date stays beside it.")
    agreed = step.due_dates.order_by("-pk")[0]
    assert (agreed.due, agreed.agreed_at, agreed.reason) == (days(9), meeting, "Staff left.")
    assert step.due_on() == days(9)


def test_the_conventions_are_explained_with_an_example_each(manager: Client) -> None:
    page = read(manager, reverse("actionplans:timescale_help"))

    rows = page.rows("Conventions")
    assert len(rows) == len(CONVENTIONS)
    assert rows[0] == [
        CONVENTIONS[0].title,
        CONVENTIONS[0].rule,
        CONVENTIONS[0].example,
        CONVENTIONS[0].meaning,
    ]
