"""The page "Draft a progress summary" and its text: as at a day, for papers, with its facts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from actionplans.rag import Position, Progress
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    days,
    make_action,
    make_body,
    make_due_date,
    make_inspection,
    make_meeting,
    make_milestone,
    make_plan,
    make_published_group,
    make_recommendation,
    make_redaction,
    make_update,
)
from tests.many import add_rows
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

DONE = Progress.COMPLETE


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    plan = make_plan(council, reference="improve", agreed_on=days(-100))
    plan.sources.add(make_inspection(council, title="ILACS 2026"))
    return plan


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def asked(plan: ActionPlan, **fields: Any) -> Any:
    return make_recommendation(plan.sources.get(), **fields)


def an_action(plan: ActionPlan, *dues: Any, **fields: Any) -> Any:
    """Return an action with a step that has these dates, the later ones moves of the first."""
    action = make_action(plan, **({"text": "Act."} | fields))
    for number, due in enumerate(dues):
        make_due_date(action.milestones.get(), due, day=days(-60 + number), reason="A reason.")
    return action


def report(action: Any, progress: str = DONE, accepted: bool = True, **fields: Any) -> None:
    make_update(action, action.milestones.get(), progress=progress, accepted=accepted, **fields)


def url(plan: ActionPlan) -> str:
    return reverse("reports:summary", args=[plan.council.slug, plan.pk])


def paragraphs(page: Page) -> list[str]:
    return [each.all("p")[0].text for each in page.all("div", "app-drafted")]


def test_the_paragraphs_are_numbered_and_lead_to_the_actions_they_rest_on(
    plan: ActionPlan, manager: Client
) -> None:
    action = an_action(
        plan, days(-3), reference="1", recommendations=[asked(plan, number="1", text="Mend it.")]
    )
    report(action, day=days(-5))
    page = read(manager, url(plan))

    assert [text[:3] for text in paragraphs(page)] == ["1.1", "1.2", "1.3"]
    assert paragraphs(page)[2] == (
        "1.3 Recommendation 1, “Mend it”, has one action (1). "
        "Action 1, “Act”, is complete within the date agreed."
    )
    rests = page.all("div", "app-drafted")[2].all("p")[1]
    assert rests.text == "Rests on: action 1; the words of recommendation 1."
    assert rests.links == {
        "action 1": reverse("actionplans:action", args=[plan.council.slug, plan.pk, action.pk])
    }


def test_it_is_linked_from_the_plan_with_the_day_asked_for(
    plan: ActionPlan, manager: Client
) -> None:
    an_action(plan)
    page = read(
        manager,
        reverse("actionplans:plan", args=[plan.council.slug, plan.pk]),
        as_at=f"{days(-1)}",
    )

    assert page.main.links["Draft a progress summary"] == f"{url(plan)}?as_at={days(-1)}"


def test_what_waits_for_acceptance_is_in_the_working_copy_alone(
    plan: ActionPlan, manager: Client, client_for: Any
) -> None:
    report(an_action(plan, days(9), reference="1"), accepted=False)
    claimed = "is reported as done and waits to be accepted"

    page = read(manager, url(plan))
    assert claimed not in page.main.text
    assert "1 update awaits acceptance" in page.main.text
    working = read(manager, url(plan), readers="officers")
    assert claimed in working.main.text
    assert "not for publication" in working.main.text
    member = client_for(Role.SCRUTINY_MEMBER)
    assert claimed not in read(member, url(plan), readers="officers").main.text


def test_a_confidential_action_is_left_out_and_said_to_be(
    plan: ActionPlan, manager: Client
) -> None:
    an_action(plan, reference="1", text="Open.")
    an_action(plan, reference="2", text="Closed.", is_confidential=True)
    page = read(manager, url(plan))

    assert "Closed" not in page.main.text
    assert "1 confidential action is left out." in page.main.text


def test_a_name_somebody_asked_to_be_taken_out_is_held_back(
    plan: ActionPlan, manager: Client
) -> None:
    an_action(plan, text="Visit Zuleika Quent", reference="1", recommendations=[asked(plan)])
    make_redaction(plan.council)

    assert "Zuleika" not in manager.get(url(plan)).content.decode()
    assert "Zuleika" not in manager.get(f"{url(plan)[:-1]}.txt").content.decode()


def test_the_text_file_holds_the_same_paragraphs(plan: ActionPlan, manager: Client) -> None:
    report(an_action(plan, days(9), reference="1"))
    page = read(manager, url(plan), as_at=f"{days(-1)}")
    address = page.main.links["take it away as plain text"]
    answer = manager.get(address)

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert f'filename="progress-improve-as-at-{days(-1)}.txt"' in answer["Content-Disposition"]
    assert answer.content.decode() == "\n\n".join(["Progress", *paragraphs(page)]) + "\n"


def test_a_plan_without_actions_says_so(plan: ActionPlan, manager: Client) -> None:
    page = read(manager, url(plan))

    assert "This plan has no actions yet." in page.main.text
    assert paragraphs(page) == []


def drafted(plan: ActionPlan, client: Client, **given: Any) -> str:
    return " ".join(paragraphs(read(client, url(plan), **given)))


def test_what_was_reported_late_is_told_by_its_first_report(
    plan: ActionPlan, manager: Client
) -> None:
    late, kept = (an_action(plan, days(-20), reference=name) for name in "12")
    report(late, day=days(-10))
    for day in (-30, -2):
        report(kept, day=days(day))
    text = drafted(plan, manager)

    assert "action 1, “Act”, is complete, reported so only after the date agreed." in text
    assert "action 2, “Act”, is complete within the date agreed." in text


def test_a_completion_taken_back_and_given_again_counts_from_the_second(
    plan: ActionPlan, manager: Client
) -> None:
    action = an_action(plan, days(-20), reference="1")
    report(action, day=days(-30))
    report(action, Progress.IN_PROGRESS, day=days(-25))
    report(action, day=days(-5))

    assert "reported so only after the date agreed" in drafted(plan, manager)


def test_dates_that_moved_are_told_with_why_and_whose_word_it_is(
    plan: ActionPlan, manager: Client
) -> None:
    first, second = days(-70), days(30)
    an_action(plan, first, second, reference="1")
    an_action(plan, days(-10), second, reference="2")
    report(an_action(plan, days(-65), days(-2), reference="3"), Progress.IN_PROGRESS)
    text = drafted(plan, manager)

    words = f"{second:%-d %B %Y}"
    assert f"has been delayed beyond {first:%-d %B %Y} and is now expected by {words}; the" in text
    assert f"has had its date revised from {days(-10):%-d %B %Y} to {words}; the reason" in text
    assert f"it was due by {days(-2):%-d %B %Y}, a date moved from {days(-65):%-d %B %Y}" in text
    assert "the reason given is “A reason” and the new date was agreed by an officer." in text


def test_the_moves_of_several_steps_are_counted(plan: ActionPlan, manager: Client) -> None:
    action = an_action(plan, days(20), days(30), reference="1")
    for number in (1, 2):
        step = make_milestone(action)
        for turn, due in enumerate((days(20), days(30 + number))):
            make_due_date(step, due, day=days(-60 + turn), reason="A reason.")
    text = drafted(plan, manager)

    assert f"the dates of three steps revised, the last of them to {days(32):%-d %B %Y}; " in text


def test_what_is_due_within_the_councils_own_days_is_due_soon(
    plan: ActionPlan, manager: Client
) -> None:
    for number, due in enumerate((14, 15), 1):
        report(
            an_action(plan, days(due), reference=f"{number}"),
            Progress.IN_PROGRESS,
            outlook="on_track",
        )
    text = drafted(plan, manager)

    assert f"is on course to be complete soon, by {days(14):%-d %B %Y}." in text
    assert f"is on course to be complete by {days(15):%-d %B %Y}." in text


def test_numbers_of_a_paper_for_several_areas_come_in_a_paragraph_of_their_own(
    plan: ActionPlan, manager: Client
) -> None:
    actions = [
        an_action(plan, reference=name, recommendations=[asked(plan, number=name)])
        for name in ("1", "2")
    ]
    make_published_group(plan, actions, {Position.COMPLETE: 2}, day=days(-1))
    found = paragraphs(read(manager, url(plan)))

    assert found[-1] == "1.5 Of actions 1 and 2, two are complete; the source does not say which."
    assert all("is counted together with others below." in text for text in found[2:4])


def test_what_changed_is_told_from_the_last_meeting(plan: ActionPlan, manager: Client) -> None:
    body = make_body(plan.council, "Cabinet")
    plan.reports_to.add(body)
    for day in (-40, -8, 6):
        make_meeting(body, days(day))
    report(an_action(plan, days(9), reference="1"), day=days(-4))
    found = paragraphs(read(manager, url(plan)))

    assert found[-1] == (
        f"2.1 The last meeting was Cabinet on {days(-8):%-d %B %Y}. "
        "Since then one action (1) has been completed. Since then no action has become late. "
        "Since then no date has moved."
    )


def test_the_number_of_queries_does_not_grow(plan: ActionPlan, manager: Client) -> None:
    body = make_body(plan.council)
    plan.reports_to.add(body)
    make_meeting(body, days(-50))
    report(an_action(plan, days(-20), reference="1"), day=days(-10))
    add_rows(plan, 2)
    few = queries_of(manager, url(plan))
    add_rows(plan, 15)

    assert_same_number(few, queries_of(manager, url(plan)))
