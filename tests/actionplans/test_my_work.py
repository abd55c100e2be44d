"""My work: what I lead, most urgent first."""

from itertools import chain
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.lists import to_accept
from actionplans.models import Action, ActionPlan, DraftOf, Milestone, ProgressDraft
from actionplans.rag import Progress
from councils.access import accesses
from councils.models import Council, Officer
from councils.roles import Role
from tests.factories import (
    days,
    make_action,
    make_appointment,
    make_council,
    make_due_date,
    make_lead,
    make_member,
    make_milestone,
    make_officer,
    make_plan,
    make_review,
    make_update,
    make_user,
)
from tests.many import add_rows
from tests.pages import Page, Piece, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

URL = reverse("actionplans:my_work")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def me(council: Council, client: Client) -> Officer:
    """The officer I am."""
    return make_officer(council, user=client.user)


def lead(officer: Officer, plan: ActionPlan, text: str, due: int | None = None) -> Milestone:
    """Return a step that `officer` leads, due so many days after DAY; None for no date."""
    step = make_action(plan, text=f"Action of {text}").milestones.get()
    Milestone.objects.filter(pk=step.pk).update(text=text)
    make_lead(step, officer)
    if due is not None:
        make_due_date(step, days(due))
    return Milestone.objects.get(pk=step.pk)


def report_address(step: Milestone) -> str:
    plan, action = step.action.plan, step.action
    address = reverse("actionplans:update_add", args=[plan.council.slug, plan.pk, action.pk])
    return f"{address}?step={step.pk}"


def card(page: Page) -> Piece:
    return page.one("section", "action-card--first")


def groups(page: Page) -> dict[str, list[str]]:
    """Return the steps under each heading, without the one on the card."""
    return {
        name: [what.all("a")[0].text for what in section.all("div", "row-list__what")]
        for name, section in page.sections().items()
        if section.all("ul", "row-list")
    }


def test_the_most_urgent_step_comes_first_as_a_card_with_its_button(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    lead(me, plan, "Later", 40)
    lead(me, plan, "Soon", 1)
    first = lead(me, plan, "Long past", -30)
    lead(me, plan, "Past", -2)
    page = read(client, URL)

    assert page.h1 == "Your actions"
    assert card(page).one("h2").text == "Long past"
    assert card(page).links["Report progress"] == report_address(first)
    assert "Barchester: The improvement plan, action 3" in card(page).text
    assert groups(page) == {
        "Past their date": ["Past"],
        "Due in 14 days": ["Soon"],
        "Later": ["Later"],
    }
    # One primary button.
    assert len(page.main.all("a", "govuk-button")) == 1
    assert not page.main.all("table")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (0, "Due today, 16 November 2026"),
        (1, "Due tomorrow, 17 November 2026"),
        (2, "Due in 2 days, 18 November 2026"),
        (14, "Due in 14 days, 30 November 2026"),
        (15, "Due 1 December 2026"),
        (-1, "Past its date (15 November 2026). Nothing says whether it is done."),
        (None, "No date given"),
    ],
)
def test_the_card_says_when_it_is_due_in_words(
    client: Client, me: Officer, plan: ActionPlan, due: int | None, words: str
) -> None:
    lead(me, plan, "A step", due)

    assert words in card(read(client, URL)).text


def test_a_step_said_to_be_unfinished_is_late_by_so_many_days(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step = lead(me, plan, "A step", -26)
    make_update(step.action, step, accepted=True, day=days(-30))

    assert "Late by 26 days" in card(read(client, URL)).text


def test_a_timescale_without_a_day_stands_as_it_was_agreed(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step = lead(me, plan, "A step")
    make_due_date(step, None, words="after half-term")

    assert "after half-term, no date given" in card(read(client, URL)).text


def test_the_card_says_what_i_last_said_and_when(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step = lead(me, plan, "A step", 3)
    make_update(step.action, step, text="At first.", day=days(-9), entered_by=client.user)
    make_update(step.action, step, text="Of late.", day=days(-4), entered_by=client.user)

    said = card(read(client, URL)).one("div", "govuk-inset-text").text

    assert said == f"{client.user}, for 12 November 2026, not yet accepted Of late."


def test_each_row_says_when_it_is_due_and_the_last_thing_said(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    lead(me, plan, "First", 1)
    step = lead(me, plan, "Reported", 2)
    make_update(step.action, step, text="Six files read.", day=days(-4), accepted=True)
    lead(me, plan, "Silent", 3)
    returned = lead(me, plan, "From a paper", 40)
    make_update(returned.action, returned, text="As printed.", how="paper", source="Cabinet paper")
    page = read(client, URL)

    reported, silent = page.sections()["Due in 14 days"].all("li")
    assert "Due in 2 days, 18 November 2026" in reported.text
    assert "Last said on 12 November 2026: “Six files read.”" in reported.text
    assert "Nothing said yet." in silent.text
    assert "Last said in Cabinet paper" in page.sections()["Later"].text
    assert reported.links["Report progress on Reported"] == report_address(step)


def test_a_check_that_fell_due_is_what_one_reports_on(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step = make_action(plan).milestones.get()
    Milestone.objects.filter(pk=step.pk).update(each_occurrence=True)
    make_lead(step, me)
    make_due_date(step, days(-7), recurrence="FREQ=WEEKLY")

    assert card(read(client, URL)).links["Report progress"] == (
        f"{report_address(step)}&check={days(-7)}"
    )


def test_a_step_without_leads_is_asked_of_who_is_accountable(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    action = make_action(plan, accountable=me, text="Answer for it.")
    led = make_milestone(action, text="Led by a colleague.")
    make_lead(led, make_officer(plan.council))
    page = read(client, URL)

    assert card(page).one("h2").text == "Step 1."
    assert groups(page) == {}


def test_nothing_said_yet_is_said(client: Client, me: Officer, plan: ActionPlan) -> None:
    lead(me, plan, "A step", 3)

    assert "Nothing has been reported on this yet." in card(read(client, URL)).text


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (-1, "Past their date"),
        (0, "Due in 14 days"),
        (14, "Due in 14 days"),
        (15, "Later"),
        (None, "No date"),
    ],
)
def test_steps_are_grouped_by_how_far_their_date_is(
    client: Client, me: Officer, plan: ActionPlan, due: int | None, group: str
) -> None:
    lead(me, plan, "Most urgent", -90)
    lead(me, plan, "A step", due)

    assert groups(read(client, URL)) == {group: ["A step"]}


def test_what_i_say_is_done_waits_for_the_manager_and_is_never_the_first(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step = lead(me, plan, "Said to be done", -9)
    make_update(step.action, step, progress=Progress.COMPLETE, day=days(-3))
    lead(me, plan, "Open", 60)
    page = read(client, URL)

    assert card(page).one("h2").text == "Open"
    assert groups(page) == {"Waiting for the manager": ["Said to be done"]}
    last = "Last said on 13 November 2026, not yet accepted: “Work goes on.”"
    assert last in page.sections()["Waiting for the manager"].text


def test_what_is_done_and_accepted_is_gone(client: Client, me: Officer, plan: ActionPlan) -> None:
    step = lead(me, plan, "Finished", -9)
    make_update(step.action, step, progress=Progress.COMPLETE, day=days(-3), accepted=True)

    page = read(client, URL)

    assert "Finished" not in page.text
    assert page.main.texts("p", "govuk-body-l") == ["Nothing is waiting for you."]


def test_with_nothing_to_do_the_page_says_so_with_the_next_date(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    for due in (80, 59):
        step = lead(me, plan, "Said to be done", due)
        make_update(step.action, step, progress=Progress.COMPLETE)

    assert read(client, URL).main.texts("p", "govuk-body-l") == [
        "Nothing is waiting for you. The next date is 14 January 2027."
    ]


@pytest.mark.parametrize("kind", [Officer.Kind.POST, Officer.Kind.GROUP])
def test_what_my_post_or_group_leads_is_mine_while_i_hold_it(
    client: Client, me: Officer, plan: ActionPlan, kind: str
) -> None:
    named = {"now": (-100, None), "until today": (None, 1), "from today": (0, 30)}
    named |= {"until yesterday": (-100, 0), "from tomorrow": (1, None)}
    for name, (starts, ends) in named.items():
        post = make_officer(plan.council, f"Post {name}", kind=kind)
        fields = {"starts": starts, "ends": ends}
        in_days = {key: days(n) for key, n in fields.items() if n is not None}
        make_appointment(me, post, **in_days)
        lead(post, plan, f"Led {name}", 30)

    page = read(client, URL)

    shown = {card(page).one("h2").text, *chain(*groups(page).values())}
    assert shown == {"Led now", "Led until today", "Led from today"}


def test_what_others_lead_is_not_mine(
    client: Client, me: Officer, plan: ActionPlan, other_council: Council
) -> None:
    lead(make_officer(plan.council, user=make_user()), plan, "A colleague's", 1)
    lead(make_officer(other_council), make_plan(other_council), "A stranger's", 1)
    # My name in a council where I have no role gives me nothing there.
    lead(make_officer(other_council, user=client.user), make_plan(other_council), "Once mine", 1)
    page = read(client, URL)

    for words in ("A colleague's", "A stranger's", "Once mine", "Framley"):
        assert words not in page.text
    assert "Nothing is waiting for you." in page.text


def test_of_an_action_only_the_steps_i_lead_are_mine_alone_or_with_others(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step = lead(me, plan, "Mine", 1)
    make_lead(make_milestone(step.action, text="Theirs"), make_officer(plan.council))
    shared = make_milestone(step.action, text="Ours")
    make_lead(shared, make_officer(plan.council))
    make_lead(shared, me)
    page = read(client, URL)

    assert card(page).one("h2").text == "Mine"
    assert groups(page) == {"No date": ["Ours"]}


def test_one_list_crosses_plans_and_councils_by_date(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    second = make_council("Rowborough")
    make_member(second, Role.LEAD_OFFICER, user=client.user)
    there = make_officer(second, user=client.user)
    lead(me, plan, "Due last", 9)
    lead(there, make_plan(second), "Due first", 1)
    lead(me, make_plan(plan.council), "Due between", 5)
    page = read(client, URL)

    assert card(page).one("h2").text == "Due first"
    assert "Rowborough" in card(page).text
    assert groups(page)["Due in 14 days"] == ["Due between", "Due last"]


def test_where_i_only_read_nothing_is_asked_of_me(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    """Offering a form that then refuses would waste their time."""
    elsewhere = make_council("Rowborough")
    make_member(elsewhere, Role.SCRUTINY_MEMBER, user=client.user)
    hidden = lead(make_officer(elsewhere, user=client.user), make_plan(elsewhere), "Read only", 1)
    Action.objects.filter(pk=hidden.action_id).update(is_confidential=True)

    assert "Read only" not in read(client, URL).text


def test_my_councils_plans_stand_beside(client: Client, me: Officer, plan: ActionPlan) -> None:
    make_plan(make_council("Framley"), title="Not ours")
    page = read(client, URL)

    address = reverse("actionplans:plan", args=[plan.council.slug, plan.pk])
    assert page.main.links["The improvement plan"] == address
    assert "Not ours" not in page.text


def test_somebody_without_a_role_is_told_whom_to_ask(client_for: Any) -> None:
    page = read(client_for(make_user()), URL)

    assert "Ask your council’s administrator to add you." in page.text


@pytest.mark.parametrize("role", [Role.SCRUTINY_MEMBER, Role.ADMINISTRATOR])
def test_whoever_reports_nothing_gets_their_plans(
    client_for: Any, plan: ActionPlan, role: Role
) -> None:
    page = read(client_for(role), URL)

    assert page.h1 == "Your plans"
    assert "waiting for you" not in page.text
    assert "The improvement plan" in page.main.links


# Sent back, begun, to accept


def test_what_was_sent_back_is_the_card_with_why_and_what_was_said(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    lead(me, plan, "Long past", -30)
    for text, comment in (("First", "Say more."), ("Second", "Say when.")):
        step = lead(me, plan, text, 40)
        update = make_update(step.action, step, text=f"{text} words.", day=days(-3))
        make_review(update, "returned", comment=comment, by=make_user("Max Manager"))
    page = read(client, URL)

    assert card(page).one("h2").text == "First"
    assert card(page).one("div", "govuk-inset-text").text == (
        "Sent back by Max Manager: Say more. What was reported: First words."
    )
    assert groups(page) == {"Sent back to you": ["Second"], "Past their date": ["Long past"]}

    first = Milestone.objects.get(text="First")
    make_update(first.action, first)

    page = read(client, URL)
    assert card(page).one("h2").text == "Second"
    assert groups(page) == {"Past their date": ["Long past"], "Later": ["First"]}


def keep(client: Client, of: Milestone | Action, **fields: Any) -> ProgressDraft:
    step = of if isinstance(of, Milestone) else None
    action = of.action if isinstance(of, Milestone) else of
    draft_of = DraftOf(client.user, action, step, fields.pop("for_others", False))
    return ProgressDraft.keep(draft_of, {"text": "Half a"} | fields, "")


def test_what_i_began_and_have_not_sent_stands_newest_first_with_the_way_back(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step, other = lead(me, plan, "A step"), lead(me, plan, "Another step")
    keep(client, step, text="Not to be shown here.")
    whole = keep(client, make_action(plan, text="All of it."))
    own = report_address(step)
    page = read(client, URL)
    section = page.sections()["You began and have not sent"]

    assert section.one("h2").text == "You began and have not sent (2)"
    assert list(section.links.items()) == [("All of it.", f"{_form_of(whole)}?"), ("A step", own)]
    moment = timezone.localtime(whole.saved_at)
    assert section.all("li")[0].one("p").text == (
        f"The improvement plan, action 3. You began this and saved it on {moment:%-d %B %Y, %H:%M}."
    )
    assert "Not to be shown here." not in page.text
    assert other.text not in section.text
    assert read(client, own).value("text") == "Not to be shown here."


def test_what_i_began_is_told_where_it_is_asked_for(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    keep(client, lead(me, plan, "First", 1))
    draft = keep(client, lead(me, plan, "Later", 40))
    lead(me, plan, "Not begun", 41)
    page = read(client, URL)

    told = f"You began this on {timezone.localtime(draft.saved_at):%-d %B %Y, %H:%M}"
    assert told in card(page).text
    assert [told in row.text for row in page.sections()["Later"].all("li")] == [True, False]


def _form_of(draft: ProgressDraft) -> str:
    action = draft.action
    return reverse(
        "actionplans:update_add", args=[action.plan.council.slug, action.plan_id, action.pk]
    )


def test_a_draft_for_others_leads_back_to_that_form(client_for: Any, plan: ActionPlan) -> None:
    manager = client_for(Role.PLAN_MANAGER)
    step = make_action(plan).milestones.get()
    keep(manager, step, for_others=True)

    address = read(manager, URL).sections()["You began and have not sent"].links["Step 1."]

    assert address == f"{report_address(step)}&for_others=1"
    page = read(manager, address)
    assert page.value("text") == "Half a"
    assert page.all("input", name="reported_by")


def test_the_drafts_of_others_are_not_mine(
    client: Client, me: Officer, client_for: Any, plan: ActionPlan
) -> None:
    keep(client_for(Role.LEAD_OFFICER), lead(me, plan, "A step"))

    assert "You began and have not sent" not in read(client, URL).text


def test_managers_are_told_what_waits_for_them_oldest_first_with_the_way_there(
    client_for: Any, plan: ActionPlan
) -> None:
    manager, action = client_for(Role.PLAN_MANAGER), make_action(plan)
    ada = make_user("Ada Lead")
    make_update(action, text="Newer.", day=days(-2), entered_by=ada)
    older = make_update(action, text="Older.", day=days(-9), entered_by=ada)
    make_update(action, text="Accepted.", accepted=True)
    page = read(manager, URL)
    section = page.sections()["Waiting for you to accept"]

    assert section.one("h2").text == "Waiting for you to accept (2)"
    assert list(section.links) == ["1. Older.", "1. Newer."]
    assert section.all("li")[0].one("p").text == (
        "The improvement plan. Ada Lead, entered on 7 November 2026."
    )
    address = section.links["1. Older."]
    assert "Older." in read(manager, address).one("li", id=f"update-{older.pk}").text
    assert page.main.texts("p", "govuk-body-l") == ["Nothing else is waiting for you."]


def test_of_many_that_wait_the_five_oldest_are_shown_and_all_are_counted(
    client_for: Any, plan: ActionPlan
) -> None:
    manager, action = client_for(Role.PLAN_MANAGER), make_action(plan)
    for number in range(7):
        make_update(action, text=f"Word {number}.", day=days(-9), known_on=days(number - 8))

    page = read(manager, URL)
    section = page.sections()["Waiting for you to accept"]

    assert section.one("h2").text == "Waiting for you to accept (7)"
    assert list(section.links) == [f"1. Word {number}." for number in range(5)]
    assert len(to_accept(accesses(manager.user))) == 5


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PLAN_MANAGER])
def test_who_may_not_accept_is_not_told_what_waits_for_acceptance(
    client_for: Any, plan: ActionPlan, role: Role
) -> None:
    make_update(make_action(plan), text="Waiting words.")

    page = read(client_for(role), URL)

    assert "Waiting for you to accept" not in page.text
    assert "Waiting words." not in page.text


def test_a_claim_past_its_date_says_both(client: Client, me: Officer, plan: ActionPlan) -> None:
    step = lead(me, plan, "Said to be done", -9)
    make_update(step.action, step, progress=Progress.COMPLETE, day=days(-3))

    section = read(client, URL).sections()["Waiting for the manager"]

    assert "Past its date (7 November 2026). Said to be done; not yet signed off." in section.text


def test_the_number_of_queries_is_the_same_for_a_manager_with_one_and_with_sixty_rows(
    client_for: Any, plan: ActionPlan
) -> None:
    manager = client_for(Role.PLAN_MANAGER)
    me = make_officer(plan.council, user=manager.user)

    def add(number: int) -> None:
        start = plan.actions.count()
        add_rows(plan, number, [me, make_officer(plan.council)])
        for action in plan.actions.filter(order__gt=start):
            keep(manager, action)
            keep(manager, action.milestones.get(order=1), for_others=True)
            step = action.milestones.get(order=2)
            make_review(make_update(action, step), "returned")

    add(1)
    few = queries_of(manager, URL)
    add(59)
    many = queries_of(manager, URL)
    page = read(manager, URL)

    assert len(page.sections()["You began and have not sent"].all("li")) == 120
    assert page.main.links["Updates to review (240)"]
    assert len(page.sections()["Waiting for you to accept"].all("li")) == 5
    assert len(page.sections()["Sent back to you"].all("li")) == 59
    assert_same_number(few, many)


def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_rows(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    post = make_officer(plan.council, kind=Officer.Kind.POST)
    make_appointment(me, post)
    add_rows(plan, 1, [me, post])
    few = queries_of(client, URL)
    add_rows(plan, 59, [me, post])
    many = queries_of(client, URL)

    assert len(list(chain(*groups(read(client, URL)).values()))) == 60 * 3 - 1
    assert_same_number(few, many)
