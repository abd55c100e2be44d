"""One action: what was asked, the steps, and what was reported, newest first."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, DueDate, Ending, How, Milestone
from actionplans.rag import Progress
from councils.models import Council
from councils.roles import Role
from tests.actionplans.test_history import at, date_versions
from tests.factories import (
    days,
    make_action,
    make_due_date,
    make_ending,
    make_inspection,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_recommendation,
    make_review,
    make_scale,
    make_update,
    make_user,
)
from tests.many import add_rows, add_steps
from tests.pages import Page, Piece, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

OFFICER, MEMBER = Role.PLAN_MANAGER, Role.SCRUTINY_MEMBER


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan", manager=make_user("Max Manager"))


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    return make_action(plan, text="Write the policy.")


@pytest.fixture
def step(action: Action) -> Milestone:
    return action.milestones.get()


@pytest.fixture
def officer(client_for: Any) -> Client:
    return client_for(OFFICER)


@pytest.fixture
def member_client(client_for: Any) -> Client:
    return client_for(MEMBER)


def url(action: Action) -> str:
    return reverse("actionplans:action", args=[action.plan.council.slug, action.plan_id, action.pk])


def steps(page: Page) -> list[Piece]:
    return [item for item in page.main.all("li") if (item.get("id") or "").startswith("step-")]


def updates(page: Page) -> list[Piece]:
    return page.main.all("li", "timeline__entry")


def test_the_action_its_recommendation_and_its_source_stand_first(
    plan: ActionPlan, officer: Client
) -> None:
    inspection = make_inspection(plan.council, title="The inspection of 2017")
    asked = make_recommendation(inspection, number="112", council_number="LSCB 2", text="Mend it.")
    action = make_action(plan, text="Mend it so.", recommendations=[asked])
    page = read(officer, url(action))

    assert page.h1 == "Mend it so."
    inset = page.main.one("div", "govuk-inset-text")
    assert inset.text == "Recommendation LSCB 2, The inspection of 2017 Mend it."
    assert inset.links["The inspection of 2017"] == reverse(
        "inspections:inspection", args=[plan.council.slug, inspection.pk]
    )


def test_an_action_of_its_own_says_that_it_answers_nothing(
    plan: ActionPlan, officer: Client
) -> None:
    own, printed = make_action(plan), make_action(plan, source_text="Letter, paragraph 9")

    assert "This action answers no recommendation." in read(officer, url(own)).text
    assert "answers no recommendation; its source is Letter, paragraph 9." in (
        read(officer, url(printed)).text
    )


def test_each_step_says_its_date_its_leads_and_how_it_stands(
    action: Action, step: Milestone, officer: Client
) -> None:
    make_due_date(step, days(-26))
    make_lead(step, make_officer(action.plan.council, "Ada Lead"))
    make_lead(step, make_officer(action.plan.council, "Bo Second"))
    make_update(action, step, day=days(-30), accepted=True)
    second = make_milestone(action, text="Later.")
    make_due_date(second, None, words="Bi-monthly audits", recurrence="FREQ=MONTHLY;INTERVAL=2")
    silent = make_milestone(action, text="Silent.")
    make_due_date(silent, days(-1))
    claimed = make_milestone(action, text="Claimed.")
    make_due_date(claimed, days(-2))
    make_update(action, claimed, day=days(-3), progress=Progress.COMPLETE)
    one, two, three, four = steps(read(officer, url(action)))

    assert "Step 1. Late by 26 days 21 October 2026 Led by Ada Lead, Bo Second" in one.text
    assert (
        "Later. Not stated Bi-monthly audits Every two months; first date not given. "
        "Nothing reported yet. No lead"
    ) in two.text
    assert three.text.startswith(
        "Silent. Past its date Past its date (15 November 2026). Nothing says whether it is done."
    )
    assert four.text.startswith(
        "Claimed. Past its date Past its date (14 November 2026). "
        "Said to be done; not yet signed off."
    )


def test_a_late_step_tells_what_its_lead_says_of_it(
    action: Action, step: Milestone, officer: Client
) -> None:
    make_due_date(step, days(-2))
    make_update(action, step, day=days(-3), outlook="on_track")
    (shown,) = steps(read(officer, url(action)))

    assert shown.text.startswith("Step 1. Late by 2 days Its lead says: on track.")


def test_what_was_sent_back_stands_at_its_step_for_officers(
    action: Action, step: Milestone, officer: Client, member_client: Client
) -> None:
    update = make_update(action, step, text="Too short.", day=days(-2))
    make_review(update, "returned", comment="Say more.", by=make_user("Max Manager"))
    page = read(officer, url(action))

    assert "Sent back by Max Manager: Say more. What was reported: Too short." in (
        steps(page)[0].text
    )
    (entry,) = updates(page)
    assert "timeline__entry--waiting" not in (entry.get("class") or "")
    assert "Waiting for" not in entry.text
    assert "Sent back" not in read(member_client, url(action)).text

    make_update(action, step, text="Longer.")

    page = read(officer, url(action))
    assert "Sent back" not in steps(page)[0].text
    waiting = ["timeline__entry--waiting" in (entry.get("class") or "") for entry in updates(page)]
    assert waiting == [True, False]


def test_a_moved_date_shows_the_first_struck_through_with_why_and_who_agreed(
    action: Action, step: Milestone, officer: Client
) -> None:
    make_due_date(step, days(-5))
    make_due_date(
        step,
        days(5),
        reason="The lead was ill.",
        agreed_by=DueDate.AgreedBy.BODY,
        agreed_by_name="Cabinet",
        day=days(-8),
    )
    make_due_date(step, days(9), reason="", agreed_by=DueDate.AgreedBy.NOT_STATED, day=days(-7))
    (shown,) = steps(read(officer, url(action)))

    assert shown.texts("del") == ["11 November 2026"]
    assert "11 November 2026 25 November 2026" in shown.text
    assert shown.texts("li") == [
        "Moved to 21 November 2026: The lead was ill. Agreed by: A body at a meeting: Cabinet. "
        "Revised before the date passed.",
        "Moved to 25 November 2026: reason not given in the paper. "
        "Agreed by: Not stated in the paper. Revised before the date passed.",
    ]


def test_a_reason_that_is_missing_is_laid_to_a_paper_only_where_one_is_silent(
    action: Action, step: Milestone, officer: Client
) -> None:
    make_due_date(step, days(-5))
    make_due_date(step, days(5), reason="", agreed_by=DueDate.AgreedBy.OFFICER, day=days(-8))
    (shown,) = steps(read(officer, url(action)))

    assert "Moved to 21 November 2026: reason not given." in shown.text


def test_a_date_that_is_asked_for_stands_beside_the_agreed_one(
    action: Action, step: Milestone, officer: Client, member_client: Client
) -> None:
    make_due_date(step, days(5))
    update = make_update(action, step, day=days(-2))
    make_due_date(
        step, days(30), update=update, day=days(-2), reason="Two posts stand empty.",
        agreed_by=DueDate.AgreedBy.OFFICER, agreed_by_name="Head of Service",
    )  # fmt: skip
    (shown,) = steps(read(officer, url(action)))

    assert not shown.all("del")
    assert "New date asked for: 16 December 2026 (does not count yet)" in shown.text
    assert (
        "Two posts stand empty. Agreed by: An officer: Head of Service. "
        "The new date counts once it is agreed and accepted." in shown.text
    )
    assert "16 December 2026" not in read(member_client, url(action)).text

    make_review(update, day=days(-1))

    for client in (officer, member_client):
        (shown,) = steps(read(client, url(action)))
        assert shown.texts("del") == ["21 November 2026"]
        assert "Moved to 16 December 2026: Two posts stand empty." in shown.text
        assert "asked for" not in shown.text


def test_updates_stand_newest_first_with_who_when_and_for_which_day(
    action: Action, step: Milestone, officer: Client
) -> None:
    ada, bo = make_user("Ada Lead"), make_user("Bo Manager")
    by_ada = {"entered_by": ada, "accepted": True}
    make_update(action, step, text="First.", day=days(-9), **by_ada)
    make_update(
        action, step, text="Second.", day=days(-5), known_on=days(-4), entered_by=bo,
        how=How.TELEPHONE, reported_by="The health trust", difference="Fewer wait.",
        progress=Progress.COMPLETE,
    )  # fmt: skip
    make_update(action, None, text="Third.", day=days(-2), outlook="at_risk", reason="Ill.")
    third, second, first = updates(read(officer, url(action)))

    assert first.text.startswith("7 November 2026 Ada Lead Step 1.: In progress First. Accepted by")
    assert second.text.startswith(
        "11 November 2026 The health trust, by telephone, entered by Bo Manager, "
        "entered on 12 November 2026 Step 1.: Officer says done; not yet signed off Second. "
        "What difference it has made: Fewer wait."
    )
    assert "Waiting for Max Manager. It does not appear in papers before it is accepted." in (
        second.text
    )
    assert "The whole action: In progress, at risk: Ill. Third." in third.text


def test_what_a_paper_prints_names_the_paper_and_no_person(
    action: Action, step: Milestone, officer: Client
) -> None:
    source = "Cabinet paper, 26 April 2017"
    update = make_update(action, step, text="Said.", how=How.PAPER, source=source, day=days(-9))
    make_review(update, by=None, source=source, day=days(-9))
    (shown,) = updates(read(officer, url(action)))

    assert "Cabinet paper, 26 April 2017; who reported it is not stated" in shown.text


def test_of_one_day_the_later_entered_stands_first(action: Action, officer: Client) -> None:
    for text in ("Morning.", "Afternoon."):
        make_update(action, text=text)

    words = [piece.one("div", "app-words").text for piece in updates(read(officer, url(action)))]
    assert words == ["Afternoon.", "Morning."]


def test_nothing_reported_yet_is_said(action: Action, officer: Client) -> None:
    assert "Nothing has been reported on this action yet." in read(officer, url(action)).text


def test_a_status_of_the_whole_action_says_so_at_its_steps(action: Action, officer: Client) -> None:
    make_update(action, None, progress=Progress.COMPLETE, accepted=True)
    (shown,) = steps(read(officer, url(action)))

    assert "As reported for the whole action: Done" in shown.text


def test_the_councils_own_rating_stands_beside_the_status(
    plan: ActionPlan, action: Action, step: Milestone, officer: Client
) -> None:
    ActionPlan.objects.filter(pk=plan.pk).update(rating_scale=make_scale(plan.council))
    make_due_date(step, days(-2))
    make_update(action, step, day=days(-3), accepted=True)

    assert "Late Rated Our word for off track" in read(officer, url(action)).text


# Members


def test_members_see_the_wording_for_papers_and_officers_what_was_written(
    action: Action, step: Milestone, officer: Client, member_client: Client
) -> None:
    update = make_update(action, step, text="Between us: it went badly.", day=days(-5))
    make_review(update, paper_wording="It went less well than hoped.", day=days(-4))
    theirs, ours = read(member_client, url(action)), read(officer, url(action))

    assert "It went less well than hoped." in updates(theirs)[0].text
    assert "Between us" not in theirs.text
    assert "Between us: it went badly." in updates(ours)[0].text


def test_members_see_accepted_updates_only_and_no_comment_between_officers(
    action: Action, step: Milestone, officer: Client, member_client: Client
) -> None:
    returned = make_update(action, step, text="Too short.", day=days(-9))
    make_review(returned, "returned", comment="Say more, please.", day=days(-9))
    make_review(returned, day=days(-8))
    make_update(action, step, text="Waiting words.", day=days(-3))
    twice = make_update(action, step, text="Vague words.", day=days(-2))
    make_review(twice, "returned", comment="Which form?", day=days(-1))
    theirs, ours = read(member_client, url(action)), read(officer, url(action))

    assert [piece.one("div", "app-words").text for piece in updates(theirs)] == ["Too short."]
    for words in ("Say more, please.", "Waiting words.", "Vague words.", "Which form?"):
        assert words in ours.text
        assert words not in theirs.text


def test_members_see_nothing_of_a_confidential_update(
    action: Action, step: Milestone, officer: Client, member_client: Client
) -> None:
    update = make_update(
        action, step, text="Hush.", day=days(-5), is_confidential=True, accepted=True
    )
    make_due_date(step, days(-30), day=days(-50))
    make_due_date(step, days(30), update=update, day=days(-5), reason="Hush too.")

    assert "Hush." in read(officer, url(action)).text
    assert "Hush too." in read(officer, url(action)).text
    assert "Hush" not in read(member_client, url(action)).text


def test_members_see_a_date_nobody_agreed_to_as_asked_for_once_its_update_is_accepted(
    action: Action, step: Milestone, officer: Client, member_client: Client
) -> None:
    make_due_date(step, days(5))
    update = make_update(action, step, text="We need longer.", day=days(-5))
    make_due_date(step, days(30), update=update, day=days(-5), reason="Two posts stand empty.",
                  agreed_by=DueDate.AgreedBy.NOT_YET)  # fmt: skip

    assert "New date: 16 December 2026." in updates(read(officer, url(action)))[0].text
    assert "16 December 2026" not in read(member_client, url(action)).text

    make_review(update, day=days(-4))

    for client in (officer, member_client):
        page = read(client, url(action))
        (shown,) = steps(page)
        assert not shown.all("del")
        assert (
            "21 November 2026 New date asked for: 16 December 2026 (does not count yet) "
            "Two posts stand empty. Not yet agreed." in shown.text
        )
        assert "New date: 16 December 2026. Two posts stand empty. Not yet agreed." in (
            updates(page)[0].text
        )


def test_a_confidential_action_is_not_there_for_members(
    plan: ActionPlan, officer: Client, member_client: Client
) -> None:
    hidden = make_action(plan, text="Hush.", is_confidential=True)

    page = read(member_client, url(hidden), 404)
    nowhere = read(member_client, url(hidden).replace(f"/{hidden.pk}/", "/987654321/"), 404)

    assert page.main.text == nowhere.main.text
    assert "Confidential" in read(officer, url(hidden)).main.text


# What one may do


def actions_offered(page: Page) -> set[str]:
    named = ("Report progress", "Enter what somebody else reported", "Report on the whole action")
    words = {link.text for link in page.main.all("a")}
    words |= {button.text for button in page.main.all("button")}
    return {name for name in (*named, "Accept") if any(w.startswith(name) for w in words)}


@pytest.mark.parametrize(
    ("role", "leads", "offered"),
    [
        (
            Role.PLAN_MANAGER,
            False,
            {
                "Report progress",
                "Enter what somebody else reported",
                "Report on the whole action",
                "Accept",
            },
        ),
        (Role.LEAD_OFFICER, True, {"Report progress"}),
        (Role.LEAD_OFFICER, False, set()),
        (Role.DIRECTOR, True, {"Report progress"}),
        (Role.ADMINISTRATOR, True, set()),
        (Role.DEMOCRATIC_SERVICES, True, set()),
        (Role.SCRUTINY_MEMBER, True, set()),
        (Role.READER, True, set()),
    ],
)
def test_the_page_offers_what_one_may_do_and_no_more(
    action: Action, step: Milestone, client_for: Any, role: Role, leads: bool, offered: set[str]
) -> None:
    make_milestone(action)
    make_update(action, step)
    client = client_for(role)
    if leads:
        make_lead(step, make_officer(action.plan.council, user=client.user))

    assert actions_offered(read(client, url(action))) == offered


def test_each_step_offers_a_report_to_those_who_lead_it_alone(
    action: Action, step: Milestone, client_for: Any
) -> None:
    second = make_milestone(action, text="Second.")
    client = client_for(Role.LEAD_OFFICER)
    me = make_officer(action.plan.council, user=client.user)
    make_lead(second, me)

    page = read(client, url(action))
    offers = [[a.get("href") for a in shown.all("a")] for shown in steps(page)]
    assert offers == [[], [f"{url(action)}updates/new/?step={second.pk}"]]
    assert "Report on the whole action" not in actions_offered(page)

    make_lead(step, me)

    page = read(client, url(action))
    assert [len(shown.all("a")) for shown in steps(page)] == [1, 1]
    assert "Report on the whole action" in actions_offered(page)


def test_the_accountable_officer_is_offered_the_whole_action_and_its_steps(
    action: Action, client_for: Any
) -> None:
    make_milestone(action)
    client = client_for(Role.LEAD_OFFICER)
    Action.objects.update(accountable=make_officer(action.plan.council, user=client.user))

    page = read(client, url(action))

    assert actions_offered(page) == {"Report on the whole action", "Report progress"}
    assert [len(shown.all("a")) for shown in steps(page)] == [1, 1]


@pytest.mark.parametrize(
    "asked", [{"as_at": "2026-11-15"}, {"as_at": "2026-11-17"}, {"known_on": "2026-11-16"}]
)
def test_in_another_state_than_todays_nothing_is_offered(
    action: Action, step: Milestone, officer: Client, asked: dict[str, str]
) -> None:
    make_milestone(action)
    make_update(action, step, day=days(-3))

    assert actions_offered(read(officer, url(action), **asked)) == set()
    assert "Report progress" in actions_offered(read(officer, url(action), as_at="2026-11-16"))


def test_an_action_of_one_step_is_reported_on_by_that_step(action: Action, officer: Client) -> None:
    assert "Report on the whole action" not in actions_offered(read(officer, url(action)))


# As at a day


def test_the_action_as_at_a_day_is_as_it_stood(
    action: Action, step: Milestone, officer: Client
) -> None:
    action.text = "Write two policies."
    action.save()
    date_versions(action, at(days(-30)), at(days(-3)))
    make_due_date(step, days(-20))
    make_due_date(step, days(20), day=days(-3), reason="Ill.")
    make_update(action, step, text="Begun.", day=days(-15), accepted=True)
    make_update(action, step, text="Finished.", day=days(-2), progress=Progress.COMPLETE)
    then = read(officer, url(action), as_at="2026-11-07")

    assert then.h1 == "Write the policy."
    assert len(updates(then)) == 1
    assert "Begun." in updates(then)[0].text
    assert "Late by 11 days 27 October 2026" in steps(then)[0].text
    assert "As at 7 November 2026." in then.text
    crumbs = then.one("nav", "govuk-breadcrumbs").links
    assert crumbs["The improvement plan"].endswith("?as_at=2026-11-07")
    assert read(officer, url(action)).h1 == "Write two policies."


def test_what_was_entered_later_is_left_out_as_known_on_a_day(
    action: Action, step: Milestone, officer: Client
) -> None:
    make_update(action, step, text="In time.", day=days(-12))
    late = make_update(action, step, text="Entered late.", day=days(-10), known_on=days(-3))
    make_review(late, day=days(-10), known_on=days(-3))

    page = read(officer, url(action), as_at="2026-11-07")
    assert len(updates(page)) == 2
    assert "entered on 13 November 2026" in updates(page)[0].text
    page = read(officer, url(action), as_at="2026-11-07", known_on="2026-11-07")
    assert len(updates(page)) == 1
    assert "Entered late." not in page.text


def test_how_much_of_this_action_came_in_later_is_said_and_how_to_leave_it_out(
    plan: ActionPlan, action: Action, step: Milestone, officer: Client
) -> None:
    other = make_action(plan)
    for of in (action, other):
        make_update(of, day=days(-10), known_on=days(-3))
        make_due_date(of.milestones.get(), days(9), day=days(-10), known_on=days(-2))
    make_update(action, step, text="Of another day.", day=days(-8), known_on=days(-3))
    make_ending(other, Ending.Kind.SUPERSEDED, successor=action, day=days(-10), known_on=days(-1))

    page = read(officer, url(action), as_at="2026-11-07")
    known = read(officer, url(action), as_at="2026-11-07", known_on="2026-11-07")
    now = read(officer, url(action))

    assert (
        "As at 7 November 2026. 1 update for that time was entered or accepted later. "
        "2 other entries for that time came in later. Show only what was known that day."
    ) in page.text
    assert page.links["Show only what was known that day"].endswith("known_on=2026-11-07")
    assert "later." not in known.one("div", "app-as-at").text + now.one("div", "app-as-at").text


def test_before_it_entered_the_plan_the_action_is_not_there(
    plan: ActionPlan, officer: Client
) -> None:
    action = make_action(plan, added_on=days(-9))

    read(officer, url(action), 404, as_at=days(-10).isoformat())
    read(officer, url(action), as_at=days(-9).isoformat())


def test_what_is_not_a_day_is_refused_with_a_sentence(action: Action, officer: Client) -> None:
    page = read(officer, url(action), 400, as_at="last week")

    assert "Give the day like 2026-11-22: year, month, day." in page.text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "As it stands today, 16 November 2026."),
        ({"as_at": "2026-11-16"}, "As it stands today, 16 November 2026."),
        ({"as_at": "2026-11-15"}, "As at 15 November 2026. Show today."),
        ({"known_on": "2026-11-10"}, "As at 16 November 2026, as known on 10 November 2026."),
        ({"known_on": "2026-11-16"}, "As at 16 November 2026, as known on 16 November 2026."),
        ({"as_at": "2026-11-20"}, "As at 20 November 2026, if nothing more is reported."),
    ],
)
def test_the_page_says_which_state_it_shows(
    action: Action, officer: Client, asked: dict[str, str], words: str
) -> None:
    page = read(officer, url(action), **asked)

    assert page.main.one("div", "app-as-at").all("p")[0].text.startswith(words)


# Speed


@pytest.mark.parametrize("asked", [{}, {"as_at": days(-5).isoformat()}], ids=["today", "then"])
@pytest.mark.parametrize("role", [OFFICER, MEMBER])
def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_steps(
    plan: ActionPlan, client_for: Any, role: Role, asked: dict[str, str]
) -> None:
    client = client_for(role)
    leads = [make_officer(plan.council), make_officer(plan.council)]
    add_rows(plan, 1, leads)
    action = plan.actions.get()
    few = queries_of(client, url(action), **asked)
    add_steps(action, 57, leads, begin=3)
    many = queries_of(client, url(action), **asked)

    assert len(steps(read(client, url(action), **asked))) == 60
    assert_same_number(few, many)
