"""The review queue: what waits beside what was said before, and what becomes of it."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, Milestone, ProgressUpdate, ReportLink, Review
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.holding import CLOSED
from actionplans.rag import Outlook, Progress
from actionplans.reminding.links import For, link_for, path_of
from actionplans.reviewing.ruling import Seen, seen_of
from councils.models import Council, Membership, Officer, OutgoingEmail
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_lead,
    make_member,
    make_milestone,
    make_officer,
    make_plan,
    make_review,
    make_scale,
    make_update,
)
from tests.pages import Page, Piece, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="Children’s plan")


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    return make_action(plan, reference="2.1", text="Train every team.")


@pytest.fixture
def step(action: Action) -> Milestone:
    step = action.milestones.get()
    make_due_date(step, days(5))
    return step


@pytest.fixture
def officer(council: Council) -> Any:
    return make_member(council, Role.LEAD_OFFICER, name="Lee Field", email="lee@example.com")


@pytest.fixture
def update(step: Milestone, officer: Any, council: Council) -> ProgressUpdate:
    make_lead(step, make_officer(council, name="Lee Field", user=officer))
    return make_update(
        step.action, step, text="Two teams are trained.", entered_by=officer, day=days(-3)
    )


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def reader(client_for: Any) -> Client:
    return client_for(Role.READER)


def queue_of(plan: ActionPlan) -> str:
    return reverse("actionplans:plan_review", args=[plan.council.slug, plan.pk])


def review_of(update: ProgressUpdate, name: str = "update_review") -> str:
    action = update.action
    where = [action.plan.council.slug, action.plan_id, action.pk, update.pk]
    return reverse(f"actionplans:{name}", args=where)


def card_of(page: Page, update: ProgressUpdate) -> Piece:
    return page.main.one("li", "review-card", id=f"update-{update.pk}")


def cards(page: Page) -> list[str]:
    return [card.get("id") or "" for card in page.main.all("li", "review-card")]


def decide(client: Client, update: ProgressUpdate, choice: str, **typed: Any) -> Any:
    body = {"decide": choice, "seen": str(seen_of(update))} | typed
    return client.post(review_of(update), body, follow=True)


def action_page(client: Client, update: ProgressUpdate, **asked: str) -> Page:
    action = update.action
    where = [action.plan.council.slug, action.plan_id, action.pk]
    return read(client, reverse("actionplans:action", args=where), **asked)


# What the queue shows


def test_the_queue_is_found_from_the_plan_the_council_and_my_work(
    manager: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    slug = plan.council.slug
    at_plan = read(manager, reverse("actionplans:plan", args=[slug, plan.pk])).main.links
    at_council = read(manager, reverse("actionplans:council", args=[slug])).main.links
    at_work = read(manager, "/").main.links
    council_queue = reverse("actionplans:review_queue", args=[slug])

    assert at_plan["Updates to review (1)"] == queue_of(plan)
    assert at_council["Updates to review (1)"] == at_work["Updates to review (1)"] == council_queue


def test_the_queue_shows_what_waits_today_whatever_day_is_asked_for(
    manager: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    answer = manager.get(f"{queue_of(plan)}?as_at={days(-9)}", follow=True)

    page = Page(answer)
    assert answer.redirect_chain == [(queue_of(plan), 302)]
    assert page.banners == ["What waits is shown as it is today, not as at an earlier day."]
    assert cards(page) == [f"update-{update.pk}"]


def test_an_empty_queue_says_so(manager: Client, plan: ActionPlan) -> None:
    page = read(manager, queue_of(plan))

    assert page.h1 == "Updates to review (0)"
    assert "No update waits for you." in page.main.text


def test_what_waits_stands_oldest_first_and_what_was_decided_does_not(
    manager: Client, plan: ActionPlan, step: Milestone, update: ProgressUpdate
) -> None:
    other = make_action(plan).milestones.get()
    older = make_update(other.action, other, day=days(-9))
    make_update(other.action, other, day=days(-8), accepted=True)
    make_review(make_update(step.action, step, day=days(-7)), "returned", day=days(-6))

    page = read(manager, queue_of(plan))

    assert page.h1 == "Updates to review (2)"
    assert cards(page) == [f"update-{older.pk}", f"update-{update.pk}"]


def test_the_councils_queue_has_all_open_plans_and_names_them(
    manager: Client, council: Council, other_council: Council, update: ProgressUpdate
) -> None:
    second = make_plan(council, title="SEND plan")
    theirs = make_update(make_action(second))
    closed = make_plan(council, title="Old plan", status=ActionPlan.Status.CLOSED)
    make_update(make_action(closed))
    make_update(make_action(make_plan(other_council)))

    page = read(manager, reverse("actionplans:review_queue", args=[council.slug]))

    assert cards(page) == [f"update-{update.pk}", f"update-{theirs.pk}"]
    assert "SEND plan. " in card_of(page, theirs).text


def test_each_stands_beside_what_was_accepted_before_with_its_day(
    manager: Client, plan: ActionPlan, step: Milestone, update: ProgressUpdate
) -> None:
    make_update(step.action, step, text="One team is trained.", day=days(-30), accepted=True)
    make_update(step.action, step, text="It was half done.", day=days(-20))

    before, now = card_of(read(manager, queue_of(plan)), update).all("section")

    assert before.text.startswith("Said before")
    assert "for 17 October 2026, accepted One team is trained." in before.text
    assert now.text == "Reported now Lee Field for 13 November 2026 Two teams are trained."


def test_without_an_accepted_one_it_stands_beside_the_last_said(
    manager: Client, plan: ActionPlan, step: Milestone, update: ProgressUpdate
) -> None:
    returned = make_update(step.action, step, text="Sent back.", day=days(-10))
    make_review(returned, "returned", day=days(-9))
    make_update(step.action, step, text="It was half done.", day=days(-20))

    card = card_of(read(manager, queue_of(plan)), update)

    assert "for 27 October 2026, not accepted It was half done." in card.text
    assert "1 other report on the same waits too." in card.text


def test_what_was_sent_back_since_stands_beside_it_with_the_comment(
    manager: Client, plan: ActionPlan, step: Milestone, update: ProgressUpdate
) -> None:
    make_update(step.action, step, text="One team is trained.", day=days(-30), accepted=True)
    for text, day in (("Long ago.", -40), ("The first try.", -10), ("The last try.", -8)):
        returned = make_update(step.action, step, text=text, day=days(day))
        make_review(returned, "returned", day=days(day + 1), comment=f"Not {text.lower()}")

    before = card_of(read(manager, queue_of(plan)), update).all("section")[0]

    assert "One team is trained." in before.text
    assert "on 9 November 2026: Not the last try. The last try." in before.text
    assert "The first try." not in before.text
    assert "Long ago." not in before.text


def test_without_anything_before_it_says_so(
    manager: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    card = card_of(read(manager, queue_of(plan)), update)

    assert "Nothing was said on this before." in card.text


def test_what_it_changes_is_told_in_words(
    manager: Client, plan: ActionPlan, step: Milestone, officer: Any
) -> None:
    make_update(
        step.action,
        step,
        outlook=Outlook.ON_TRACK,
        day=days(-30),
        accepted=True,
    )
    update = make_update(
        step.action,
        step,
        outlook=Outlook.AT_RISK,
        reason="Two posts are empty",
        day=days(-1),
        entered_by=officer,
    )
    make_due_date(
        step, days(40), update=update, day=days(-1), reason="The trainer left", agreed_by="not_yet"
    )

    changes = card_of(read(manager, queue_of(plan)), update).one("ul", "review-changes")

    assert changes.texts("li") == [
        "Progress: In progress, as before",
        "Going to plan: On track → becomes At risk. Two posts are empty.",
        "Date: 21 November 2026 → becomes 26 December 2026. The trainer left. Not yet agreed.",
        "In papers the action is: On track → becomes At risk",
        "Evidence: none",
    ]


def test_what_papers_show_once_it_is_accepted_is_told_in_the_plans_own_rating(
    manager: Client, plan: ActionPlan, step: Milestone
) -> None:
    plan.rating_scale = make_scale(plan.council)
    plan.save()
    update = make_update(step.action, step, progress=Progress.COMPLETE, day=days(-1))

    card = card_of(read(manager, queue_of(plan)), update)

    (told,) = (words for words in card.texts("li") if words.startswith("In papers"))
    assert told.endswith("becomes Our word for complete (done)")


def test_of_two_on_one_action_each_says_what_it_alone_makes_of_it(
    manager: Client, plan: ActionPlan, step: Milestone
) -> None:
    first = make_update(
        step.action, step, outlook=Outlook.OFF_TRACK, reason="Two posts are empty", day=days(-3)
    )
    second = make_update(step.action, step, outlook=Outlook.ON_TRACK, day=days(-2))

    page = read(manager, queue_of(plan))

    assert "becomes Off track" in card_of(page, first).texts("li")[2]
    assert "becomes On track" in card_of(page, second).texts("li")[2]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Lee Field; waits since 13 November 2026."),
        (
            {"how": "telephone", "reported_by": "PC Hill"},
            "PC Hill, by telephone, entered by Lee Field; waits since 13 November 2026.",
        ),
        (
            {"how": "link", "reported_by": "PC Hill", "entered_by": None},
            "PC Hill, by link; waits since 13 November 2026.",
        ),
    ],
)
def test_it_says_who_reported_and_how(
    manager: Client,
    plan: ActionPlan,
    step: Milestone,
    officer: Any,
    fields: dict[str, Any],
    words: str,
) -> None:
    who = {"entered_by": officer} | fields
    update = make_update(step.action, step, day=days(-3), **who)

    assert words in card_of(read(manager, queue_of(plan)), update).text


def test_the_flags_of_its_action_stand_on_it(
    manager: Client, plan: ActionPlan, step: Milestone, officer: Any
) -> None:
    make_update(step.action, step, text="As ever.", day=days(-30), accepted=True)
    update = make_update(step.action, step, text="as  ever.", day=days(-1), entered_by=officer)

    card = card_of(read(manager, queue_of(plan)), update)

    assert "Flags on this action" in card.text
    (same,) = (said for said in card.texts("li") if "say the same" in said)
    assert "last two reports on action 2.1" in same
    assert same.endswith("say the same: “as ever”.")


def test_words_copied_from_last_time_are_marked(
    manager: Client, plan: ActionPlan, step: Milestone
) -> None:
    make_update(step.action, step, text="As ever.", day=days(-30), accepted=True)
    update = make_update(step.action, step, text="As ever.", same_words_on=days(-30))

    card = card_of(read(manager, queue_of(plan)), update)

    assert "Same words as on 17 October 2026" in card.text


def test_a_long_report_is_cut_and_can_be_read_whole(
    manager: Client, plan: ActionPlan, step: Milestone
) -> None:
    update = make_update(step.action, step, text="word " * 2000 + "end.")

    card = card_of(read(manager, queue_of(plan)), update)

    (whole,) = card.all("details")
    assert whole.text.startswith("Read all of it word word")
    assert whole.text.endswith("end.")


def test_sixty_wait_on_three_pages_in_as_many_queries_as_three(
    manager: Client, plan: ActionPlan
) -> None:
    for _ in range(3):
        action = make_action(plan)
        make_update(action, action.milestones.get())
    few = queries_of(manager, queue_of(plan))
    for _ in range(57):
        action = make_action(plan)
        make_update(action, action.milestones.get())

    assert_same_number(few, queries_of(manager, queue_of(plan)))
    page = read(manager, queue_of(plan), page="3")
    assert page.h1 == "Updates to review (60)"
    assert len(cards(page)) == 20
    assert "Page 3 of 3" in page.main.text


# Accepting


def test_one_press_accepts_and_leads_back_to_the_queue(
    manager: Client, reader: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    page = read(manager, queue_of(plan))
    (form,) = card_of(page, update).all("form")

    answer = manager.post(
        form.get("action") or "",
        {"decide": "accept", "seen": form.one("input", name="seen").get("value")},
    )

    assert answer["Location"] == queue_of(plan)
    page = Page(manager.get(answer["Location"]))
    assert page.banners == ["Action 2.1: accepted. It counts in papers from now on."]
    assert page.h1 == "Updates to review (0)"
    assert "Two teams are trained." in action_page(reader, update).main.text


def test_a_wording_for_papers_stands_beside_the_officers_words(
    manager: Client, reader: Client, update: ProgressUpdate
) -> None:
    page = read(manager, review_of(update), do="word")
    assert page.value("wording") == "Two teams are trained."

    page = Page(decide(manager, update, "word", wording="Training is under way."))

    assert "accepted with other words for papers" in page.banners[0]
    update.refresh_from_db()
    assert update.text == "Two teams are trained."
    seen = action_page(manager, update).main.text
    assert "Two teams are trained." in seen
    assert "In papers it says: Training is under way." in seen
    members = action_page(reader, update).main.text
    assert "Training is under way." in members
    assert "Two teams are trained." not in members


def test_a_blank_wording_is_asked_for_again(manager: Client, update: ProgressUpdate) -> None:
    page = Page(decide(manager, update, "word", wording="  "))

    assert page.summary == ["Write what papers say instead, or accept it as it is"]
    assert not Review.objects.exists()


# Sending back


def test_a_report_is_sent_back_with_a_comment_and_an_e_mail_once(
    manager: Client, update: ProgressUpdate, step: Milestone
) -> None:
    page = read(manager, review_of(update), do="return")
    assert "Lee Field gets an e-mail at lee@example.com." in page.main.text

    page = Page(decide(manager, update, "return", comment="Which two teams?"))

    assert page.banners == ["Action 2.1: sent back. An e-mail is on its way to lee@example.com."]
    email = OutgoingEmail.objects.get()
    assert (email.kind, email.to, email.user) == ("returned", "lee@example.com", update.entered_by)
    assert "Which two teams?" in email.body
    assert "Two teams are trained." in email.body
    action = update.action
    form = reverse(
        "actionplans:update_add", args=[action.plan.council.slug, action.plan_id, action.pk]
    )
    assert f"{form}?step={step.pk}" in email.body
    assert Review.objects.get().verdict == "returned"
    page = Page(decide(manager, update, "return", comment="Once more?"), 409)
    assert "Once more?" in page.main.text
    assert OutgoingEmail.objects.count() == 1


def test_of_a_confidential_action_the_e_mail_says_neither_why_nor_what(
    manager: Client, action: Action, update: ProgressUpdate
) -> None:
    action.is_confidential = True
    action.save()

    decide(manager, update, "return", comment="Which two teams?")

    body = OutgoingEmail.objects.get().body
    assert "Which two teams?" not in body
    assert "Two teams are trained." not in body
    assert "The page behind the link does." in body


def test_who_sends_back_their_own_report_gets_no_e_mail(manager: Client, step: Milestone) -> None:
    update = make_update(step.action, step, entered_by=manager.user)

    page = Page(decide(manager, update, "return", comment="I look again."))

    assert page.banners == ["Action 2.1: sent back. It stands on your own list again."]
    assert not OutgoingEmail.objects.exists()


def test_sending_back_without_a_comment_is_refused(manager: Client, update: ProgressUpdate) -> None:
    page = Page(decide(manager, update, "return", comment=""))

    assert page.summary == ["Say what is to be changed"]
    assert not Review.objects.exists()
    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize("of_the_whole", [False, True])
def test_the_officer_reads_the_comment_where_they_write(
    manager: Client,
    client_for: Any,
    council: Council,
    step: Milestone,
    officer: Any,
    of_the_whole: bool,
) -> None:
    make_lead(step, make_officer(council, name="Lee Field", user=officer))
    if of_the_whole:
        second = make_milestone(step.action)
        make_lead(second, make_officer(council, name="Lee Field too", user=officer))
    update = make_update(step.action, None if of_the_whole else step, entered_by=officer)
    decide(manager, update, "return", comment="Which two teams?")
    client = client_for(officer)
    action = update.action
    form = reverse("actionplans:update_add", args=[council.slug, action.plan_id, action.pk])

    said = f"Sent back by {manager.user}: Which two teams?"
    asked = {} if of_the_whole else {"step": step.pk}
    assert said in read(client, form, **asked).main.text
    assert said in read(client, "/").main.text
    seen = action_page(client, update).main.text
    assert said in seen
    assert f"Returned by {manager.user} on 16 November 2026. Which two teams?" in seen


def test_members_see_nothing_of_what_was_sent_back(
    manager: Client, reader: Client, update: ProgressUpdate
) -> None:
    decide(manager, update, "return", comment="Which two teams?")

    page = action_page(reader, update).main.text
    assert "Two teams" not in page
    assert "Which two teams?" not in page


@pytest.fixture
def by_link(step: Milestone, council: Council) -> ProgressUpdate:
    """A report that came by a link, which works no more."""
    update = make_update(
        step.action, step, how="link", reported_by="PC Hill", entered_by=None, day=days(-3)
    )
    ReportLink.objects.create(
        action=step.action,
        milestone=step,
        email="hill@police.example",
        name="PC Hill",
        expires_on=days(20),
        used_at=datetime.datetime(2026, 11, 13, 12, tzinfo=datetime.UTC),
        update=update,
    )
    return update


def test_who_has_no_account_gets_a_new_link_in_the_same_act(
    manager: Client, by_link: ProgressUpdate
) -> None:
    page = read(manager, review_of(by_link), do="return")
    assert "PC Hill reports without an account." in page.main.text
    assert page.value("email") == "hill@police.example"
    assert page.main.one("input", name="send_link").get("checked") is not None

    decide(
        manager,
        by_link,
        "return",
        comment="Which shift?",
        send_link="on",
        email="hill@police.example",
    )

    fresh = ReportLink.objects.get(used_at=None)
    assert (fresh.action, fresh.milestone) == (by_link.action, by_link.lines.get().milestone)
    email = OutgoingEmail.objects.get()
    assert (email.to, list(email.links.values())) == (
        "hill@police.example",
        [["report", fresh.pk]],
    )


@pytest.mark.parametrize(("name", "reads"), [("PC Hill", True), ("PC Dale", False)])
def test_by_the_new_link_one_reads_the_comment_on_ones_own_report(
    manager: Client, by_link: ProgressUpdate, name: str, reads: bool
) -> None:
    decide(manager, by_link, "return", comment="Which shift?")
    wanted = For(by_link.action, by_link.lines.get().milestone, "x@police.example", name)
    link, _ = link_for(wanted, DAY)

    page = read(Client(), path_of(link.pk))

    assert page.h1.startswith("Report progress on")
    assert (f"Sent back by {manager.user}: Which shift?" in page.main.text) == reads


def hand_over_to(step: Milestone, officer: Officer) -> None:
    step.leads.all().delete()
    make_lead(step, officer)


def test_what_was_handed_over_meanwhile_is_sent_back_to_who_leads_it_now(
    manager: Client, council: Council, update: ProgressUpdate, step: Milestone
) -> None:
    user = make_member(council, Role.LEAD_OFFICER, email="new@example.com")
    hand_over_to(step, make_officer(council, "New lead", user=user))

    page = read(manager, review_of(update), do="return")
    assert (
        "Lee Field may not report on this any more. An e-mail goes to who leads it now: "
        "New lead (new@example.com)." in page.main.text
    )
    page = Page(decide(manager, update, "return", comment="Which two teams?"))

    assert page.banners == ["Action 2.1: sent back. An e-mail is on its way to new@example.com."]
    email = OutgoingEmail.objects.get()
    assert (email.to, email.user) == ("new@example.com", user)
    assert "sent back what Lee Field reported" in email.body
    assert "which you lead now" in email.body


def test_what_came_by_link_and_was_handed_over_goes_to_who_leads_it_by_a_link_that_works(
    manager: Client, council: Council, by_link: ProgressUpdate, step: Milestone
) -> None:
    constable = make_officer(council, "PC Hill", email="hill@police.example")
    ReportLink.objects.filter(update=by_link).update(officer=constable)
    hand_over_to(step, make_officer(council, "PC Dale", email="dale@police.example"))

    decide(manager, by_link, "return", comment="Which shift?")

    assert OutgoingEmail.objects.get().to == "dale@police.example"
    link = ReportLink.objects.get(used_at=None)
    assert read(Client(), path_of(link.pk)).h1.startswith("Report progress on")


def test_without_the_tick_nobody_is_written_to_and_one_is_told(
    manager: Client, by_link: ProgressUpdate
) -> None:
    page = Page(decide(manager, by_link, "return", comment="Which shift?", email="x@y.example"))

    assert page.banners == ["Action 2.1: sent back. No e-mail goes to PC Hill: tell them yourself."]
    assert not OutgoingEmail.objects.exists()
    assert not ReportLink.objects.filter(used_at=None).exists()


def test_a_link_without_an_address_is_asked_for(manager: Client, by_link: ProgressUpdate) -> None:
    page = Page(decide(manager, by_link, "return", comment="Which shift?", send_link="on"))

    assert page.summary == ["Enter the address to which the link goes, or clear the tick"]
    assert "Which shift?" in page.main.text
    assert not Review.objects.exists()


def test_who_told_it_by_telephone_is_found_among_the_leads(
    manager: Client, council: Council, step: Milestone
) -> None:
    make_lead(step, make_officer(council, name="PC Hill", email="hill@police.example"))
    update = make_update(step.action, step, how="telephone", reported_by="pc hill")

    page = read(manager, review_of(update), do="return")

    assert page.value("email") == "hill@police.example"


def test_who_left_is_not_written_to(
    manager: Client, council: Council, update: ProgressUpdate
) -> None:
    Membership.objects.filter(user=update.entered_by).delete()

    page = Page(decide(manager, update, "return", comment="Which two teams?"))

    assert page.banners == [
        "Action 2.1: sent back. No e-mail goes to Lee Field: tell them yourself."
    ]
    assert not OutgoingEmail.objects.exists()


# Two people


def test_who_decides_second_is_told_and_keeps_what_was_typed(
    manager: Client, client_for: Any, update: ProgressUpdate
) -> None:
    seen = str(seen_of(update))
    decide(client_for(Role.PLAN_MANAGER), update, "accept")
    first = Review.objects.get().by

    page = Page(decide(manager, update, "return", comment="Which two teams?", seen=seen), 409)

    assert f"Nothing is saved. {first} accepted this on 16 November 2026." in page.main.text
    assert "Which two teams?" in page.main.text
    assert Review.objects.count() == 1
    assert not OutgoingEmail.objects.exists()


def test_who_decides_while_the_officer_reports_anew_is_told_and_can_go_on(
    manager: Client, update: ProgressUpdate, officer: Any
) -> None:
    seen = str(seen_of(update))
    step = update.lines.get().milestone
    make_update(update.action, step, text="Now three.", entered_by=officer, day=days(-1))

    page = Page(decide(manager, update, "word", wording="Under way.", seen=seen), 409)

    assert "Lee Field reported on it anew while you were reading." in page.main.text
    assert "Now three." in page.main.text
    assert page.value("wording") == "Under way."
    again = decide(manager, update, "word", wording="Under way.", seen=page.value("seen"))
    assert "accepted with other words" in Page(again).banners[0]


def test_a_report_on_another_step_is_no_news(manager: Client, update: ProgressUpdate) -> None:
    seen = str(seen_of(update))
    make_update(update.action, make_milestone(update.action))

    assert Page(decide(manager, update, "accept", seen=seen)).banners
    assert Review.objects.get().verdict == "accepted"


def test_what_was_decided_meanwhile_is_told_where_it_is_opened(
    manager: Client, update: ProgressUpdate
) -> None:
    make_review(update, by=manager.user)

    page = read(manager, review_of(update))

    assert "You accepted this on 16 November 2026." in page.main.text
    assert page.main.all("form") == []


# Many at once


def ticks(*updates: ProgressUpdate) -> dict[str, Any]:
    return {"tick": [f"{update.pk}:{seen_of(update)}" for update in updates]}


@pytest.fixture
def three(plan: ActionPlan) -> list[ProgressUpdate]:
    found = []
    for number in range(3):
        action = make_action(plan, reference=f"A{number}")
        found.append(make_update(action, action.milestones.get(), day=days(-3)))
    return found


def test_many_are_accepted_at_once(
    manager: Client, plan: ActionPlan, three: list[ProgressUpdate]
) -> None:
    page = read(manager, queue_of(plan), all="1")
    values = [box.get("value") for box in page.main.all("input", name="tick")]
    assert all(box.get("checked") is not None for box in page.main.all("input", name="tick"))

    page = Page(manager.post(queue_of(plan), {"tick": values}, follow=True))

    assert page.banners == ["3 updates accepted. They count in papers from now on."]
    assert Review.objects.filter(verdict="accepted", by=manager.user).count() == 3


def test_where_one_was_decided_meanwhile_none_is_and_the_rest_stay_ticked(
    manager: Client, plan: ActionPlan, three: list[ProgressUpdate]
) -> None:
    first, second, third = three
    chosen = ticks(first, second)
    other = make_review(first, "returned").by

    page = Page(manager.post(queue_of(plan), chosen), 409)

    assert "Nothing is accepted yet, since one was decided" in page.main.text
    assert f"{other} sent this back on 16 November 2026: See the evidence again." in page.main.text
    assert Review.objects.count() == 1
    ticked = [box.get("id") for box in page.main.all("input", name="tick", checked="")]
    assert ticked == [f"tick-{second.pk}"]
    assert cards(page) == [f"update-{second.pk}", f"update-{third.pk}"]


def test_nothing_ticked_is_told(manager: Client, plan: ActionPlan, three: Any) -> None:
    page = Page(manager.post(queue_of(plan), {}))

    assert page.summary == ["Tick the updates to accept"]
    assert not Review.objects.exists()


def test_ticks_of_another_plan_or_council_are_left_out(
    manager: Client, council: Council, other_council: Council, plan: ActionPlan, three: Any
) -> None:
    elsewhere = [make_update(make_action(make_plan(of))) for of in (council, other_council)]

    manager.post(queue_of(plan), ticks(three[0], *elsewhere))

    assert [review.update for review in Review.objects.all()] == [three[0]]


@pytest.mark.parametrize("tick", ["x", "1", "1:2", "99999999999999999999:1.1", "1:-1.2"])
def test_a_tick_that_makes_no_sense_accepts_nothing(
    manager: Client, plan: ActionPlan, three: Any, tick: str
) -> None:
    page = Page(manager.post(queue_of(plan), {"tick": tick}))

    assert page.summary == ["Tick the updates to accept"]
    assert not Review.objects.exists()


# Closed plans, and who may


def test_of_a_closed_plan_nothing_is_decided_and_the_words_stay(
    manager: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    plan.status = ActionPlan.Status.CLOSED
    plan.save()

    page = Page(decide(manager, update, "return", comment="Which two teams?"), 409)

    assert f"Nothing is saved. {CLOSED}" in page.main.text
    assert "Which two teams?" in page.main.text
    assert manager.post(queue_of(plan), ticks(update)).status_code == 409
    assert not Review.objects.exists()


def test_a_plan_closed_meanwhile_is_told_among_many_and_the_rest_stay_ticked(
    manager: Client, council: Council, update: ProgressUpdate
) -> None:
    closing = make_plan(council)
    other = make_update(make_action(closing))
    chosen = ticks(update, other)
    closing.status = ActionPlan.Status.CLOSED
    closing.save()

    page = Page(manager.post(reverse("actionplans:review_queue", args=[council.slug]), chosen), 409)

    assert CLOSED in page.main.text
    ticked = [box.get("id") for box in page.main.all("input", name="tick", checked="")]
    assert ticked == [f"tick-{update.pk}"]
    assert not Review.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PLAN_MANAGER])
def test_only_a_plan_manager_reviews(
    client_for: Any, plan: ActionPlan, update: ProgressUpdate, role: Role
) -> None:
    client = client_for(role)

    assert client.get(queue_of(plan)).status_code == 403
    assert client.get(review_of(update)).status_code == 403
    assert client.post(review_of(update), {"decide": "accept"}).status_code == 403
    assert not any("Updates to review" in words for words in read(client, "/").main.links)
    assert not Review.objects.exists()


# In place


def test_in_place_the_card_alone_comes_back_and_the_count_follows(
    manager: Client, plan: ActionPlan, three: list[ProgressUpdate]
) -> None:
    first = three[0]
    asked = f"{review_of(first)}?plan={plan.pk}"

    answer = manager.post(asked, {"decide": "accept", "seen": str(seen_of(first))}, **HTMX)
    page = Page(answer)

    assert "<html" not in answer.content.decode()
    notice = page.one("li", "review-card", id=f"update-{first.pk}").one("p")
    assert notice.text == "Action A0: accepted. It counts in papers from now on."
    assert notice.get("autofocus") is not None
    assert page.one("span", id="waiting-number").text == "(2)"


def test_in_place_the_form_opens_in_the_card_with_its_tick_kept_there(
    manager: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    asked = f"{review_of(update)}?plan={plan.pk}&do=return"

    page = Page(manager.get(asked, **HTMX))

    card = page.one("li", "review-card", id=f"update-{update.pk}")
    assert card.one("textarea", name="comment").get("autofocus") is not None
    assert card.one("input", name="tick").get("form") == "many"


# Everywhere that prints


def test_rows_print_the_wording_and_keep_the_officers_words(
    manager: Client, update: ProgressUpdate, action: Action
) -> None:
    decide(manager, update, "word", wording="Training is under way.")
    actions = Action.objects.filter(pk=action.pk)
    (officers,) = rows_on_day(actions, AsAt(DAY, DAY))
    (members,) = rows_on_day(actions, AsAt(DAY, DAY, accepted_only=True))

    assert officers.latest and members.latest
    assert (officers.latest.text, officers.latest.printed) == (
        "Two teams are trained.",
        "Training is under way.",
    )
    assert members.latest.text == members.latest.printed == "Training is under way."


def test_the_version_of_a_page_is_read_or_none() -> None:
    assert Seen.read("3.14") == Seen(3, 14)
    assert [Seen.read(text) for text in ("", "3", "a.b", "3.", "1.2.3", "-1.2")] == [None] * 6
