"""An action that stands in two plans: reported once, the same in both, counted once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.challenging import answer_flag, answered_questions, flags_of
from actionplans.models import (
    Action,
    ActionPlan,
    ProgressUpdate,
    RatingLabel,
    RatingScale,
    StandsIn,
)
from actionplans.on_day.later import updates_later
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Meaning
from councils.models import Council
from councils.roles import Role
from reports.plan_files.as_json import plan_json
from reports.plan_files.as_sheets import plan_csv
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_due_date,
    make_inspection,
    make_lead,
    make_milestone,
    make_officer,
    make_place,
    make_plan,
    make_question,
    make_recommendation,
    make_theme,
    make_update,
    make_user,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def reader(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


@pytest.fixture
def home(council: Council) -> ActionPlan:
    return make_plan(council, title="Improvement plan")


@pytest.fixture
def send(council: Council) -> ActionPlan:
    plan = make_plan(council, title="SEND plan")
    make_action(plan, text="Write the local offer.")
    return plan


@pytest.fixture
def shared(home: ActionPlan, send: ActionPlan) -> Action:
    """Action 2 of the improvement plan, led and late, which is number B2 of the SEND plan."""
    make_action(home, text="Recruit.")
    action = make_action(home, text="Assess needs in time.")
    step = action.milestones.get()
    make_lead(step, make_officer(home.council, "Ada Lead"))
    make_due_date(step, days(-5))
    make_place(send, action, reference="B2")
    return action


def url(plan: ActionPlan, last: str = "") -> str:
    return reverse("actionplans:plan", args=[plan.council.slug, plan.pk]) + last


def page_of(action: Action) -> str:
    return url(action.plan, f"actions/{action.pk}/")


def now(**asked: Any) -> AsAt:
    return AsAt(day=DAY, today=DAY, **asked)


def table(page: Page) -> list[list[str]]:
    return [row.cells for row in page.one("table", "govuk-table").all("tr")[1:]]


# The same in both


def test_one_report_shows_in_both_plans_and_the_council_counts_it_once(
    shared: Action, home: ActionPlan, send: ActionPlan, reader: Client
) -> None:
    body = make_body(home.council, "Improvement Board")
    shared.watched_by = body
    shared.save()
    make_update(shared, shared.milestones.get(), progress="complete", text="Done.", accepted=True)

    (own,) = (row for row in table(read(reader, url(home))) if "Assess" in row[1])
    (guest,) = (row for row in table(read(reader, url(send))) if "Assess" in row[1])
    assert (own[0], guest[0]) == ("2", "B2")
    assert own[2:] == guest[2:]
    assert "Done" in guest[-1]
    assert ProgressUpdate.objects.count() == 1
    page = read(reader, reverse("actionplans:council", args=[home.council.slug]))
    assert "1 of 2 actions complete" in page.main.text
    assert page.main.text.count("1 of 2 actions complete") == 2
    assert "goes on watching 1 action" in page.main.text


def test_each_plan_names_the_other_and_both_lead_to_the_one_page(
    shared: Action, home: ActionPlan, send: ActionPlan, reader: Client
) -> None:
    own, guest = read(reader, url(home)), read(reader, url(send))

    assert "Also in SEND plan, where it is number B2" in own.main.text
    assert "Also in Improvement plan, where it is number 2" in guest.main.text
    assert guest.main.links["Assess needs in time."] == page_of(shared)
    page = read(reader, page_of(shared))
    assert "stands in 2 plans: Improvement plan, as number 2 SEND plan, as number B2" in (
        page.main.text
    )


def test_its_address_under_the_other_plan_leads_to_its_page(
    shared: Action, send: ActionPlan, reader: Client
) -> None:
    there = url(send, f"actions/{shared.pk}/")

    answer = reader.get(there, {"as_at": "2026-11-15"})
    assert (answer.status_code, answer["Location"]) == (302, f"{page_of(shared)}?as_at=2026-11-15")


def test_a_plan_rates_it_by_its_own_key(shared: Action, home: ActionPlan, send: ActionPlan) -> None:
    for plan, label in ((home, "Red"), (send, "Behind")):
        plan.rating_scale = RatingScale.objects.create(council=plan.council, name=label)
        plan.save()
        words = {"label": label, "definition": "Late.", "colour": "#aa0000", "order": 1}
        RatingLabel.objects.create(scale=plan.rating_scale, meaning=Meaning.OFF_TRACK, **words)
    make_update(shared, shared.milestones.get(), outlook="off_track", reason="Ill.", accepted=True)

    shown = [plan_on_day(plan, now()) for plan in (home, send)]
    ratings = [row.rating for each in shown for row in each.rows if row.pk == shared.pk]
    assert [rating.label for rating in ratings if rating] == ["Red", "Behind"]
    assert [[rating.label for rating in each.key] for each in shown] == [["Red"], ["Behind"]]


def test_it_stands_in_its_place_and_under_its_theme_of_each_plan(
    shared: Action, home: ActionPlan, send: ActionPlan
) -> None:
    StandsIn.objects.update(order=0, theme=make_theme(send, "Timeliness"))
    shared.theme = make_theme(home, "Practice")
    shared.save()

    rows = plan_on_day(send, now()).rows
    assert [(row.reference, row.theme) for row in rows] == [("B2", "Timeliness"), ("1", "")]
    assert plan_on_day(home, now()).rows[1].theme == "Practice"


def test_what_this_plan_answers_comes_first_in_each(
    shared: Action, home: ActionPlan, send: ActionPlan, reader: Client
) -> None:
    for plan, text in ((home, "Recruit enough."), (send, "Assess in time.")):
        source = make_inspection(plan.council)
        plan.sources.add(source)
        shared.recommendations.add(make_recommendation(source, text=text))

    (row,) = (row for row in plan_on_day(send, now()).rows if row.pk == shared.pk)
    assert [asked.text for asked in row.answers] == ["Assess in time.", "Recruit enough."]
    page = read(reader, url(send, "recommendations/"))
    assert "Assess needs in time." in page.main.text
    assert "Recruit enough." not in page.sections()


def test_its_flags_and_their_answers_stand_in_both(
    shared: Action, home: ActionPlan, send: ActionPlan
) -> None:
    (flag,) = (one for one in flags_of(plan_on_day(send, now())) if one.action == shared.pk
               and one.kind == "silent")  # fmt: skip
    assert flag.key in {one.key for one in flags_of(plan_on_day(home, now()))}

    answer_flag(send, flag, "We will ask.", by=make_user(), day=DAY)
    for plan in (home, send):
        page = plan_on_day(plan, now())
        assert [a.text for a in challenged_answers(page, flag.key)] == ["We will ask."]


def challenged_answers(shown: Any, key: str) -> list[Any]:
    return list(answered_questions(shown.plan, shown.as_at)[key].shown_answers)


def test_what_waits_and_what_came_later_counts_in_both(
    shared: Action, home: ActionPlan, send: ActionPlan
) -> None:
    make_update(shared, day=days(-3), known_on=days(-1))

    for plan in (home, send):
        assert plan_on_day(plan, now()).awaiting == 1
        assert updates_later(plan, AsAt(day=days(-2), today=DAY)) == 1


def test_exports_of_the_other_plan_have_it_with_what_was_said(
    shared: Action, send: ActionPlan
) -> None:
    make_update(shared, text="We began.", accepted=True)
    shown = plan_on_day(send, now())

    data = json.loads(plan_json(shown))
    (found,) = (one for one in data["actions"] if one["reference"] == "B2")
    assert found["also_in"] == [{"plan": "Improvement plan", "number": "2"}]
    assert found["is_of_another_plan"] is True
    assert [(one["action"], one["text"]) for one in data["updates"]] == [("B2", "We began.")]
    assert '"B2","Assess needs in time."' in plan_csv(shown).decode("utf-8-sig")


def test_the_appendix_says_where_else_it_stands(
    shared: Action, send: ActionPlan, reader: Client
) -> None:
    page = read(reader, reverse("reports:appendix", args=[send.council.slug, send.pk]))

    assert "Also in Improvement plan, where it is number 2." in page.main.text


def test_who_leads_it_has_it_once_to_do(shared: Action, client_for: Callable[..., Client]) -> None:
    client = client_for(Role.LEAD_OFFICER)
    lead = shared.milestones.get().leads.get().officer
    lead.user_id = int(client.session["_auth_user_id"])
    lead.save()

    text = read(client, "/").main.text
    assert text.count("Improvement plan, action 2. Also in SEND plan, where it is number B2") == 1
    assert text.count("action 2") == 1


def test_who_may_not_read_confidential_actions_finds_it_in_neither(
    shared: Action, home: ActionPlan, send: ActionPlan, reader: Client
) -> None:
    shared.is_confidential = True
    shared.save()

    for plan in (home, send):
        page = read(reader, url(plan))
        assert "Assess" not in page.main.text
        assert "1 confidential action is not shown to you." in page.main.text
    assert reader.get(url(send, f"actions/{shared.pk}/"), follow=True).status_code == 404


def test_of_a_drafts_action_members_see_nothing_in_the_other_plan_either(
    shared: Action, home: ActionPlan, send: ActionPlan, reader: Client, manager: Client
) -> None:
    home.status = "draft"
    home.save()

    assert "Assess" in read(manager, url(send)).main.text
    for path in ("", "appendix/", "flags/", "changes/?since=2026-11-01"):
        assert "Assess" not in reader.get(url(send, path)).content.decode()
    assert b"Assess" not in reader.get(url(send, "appendix.csv")).content
    assert reader.get(url(send, f"actions/{shared.pk}/"), follow=True).status_code == 404


def test_where_an_action_stands_in_a_draft_too_members_learn_nothing_of_that(
    shared: Action, home: ActionPlan, send: ActionPlan, reader: Client
) -> None:
    send.status = "draft"
    send.save()

    page = read(reader, url(home, f"actions/{shared.pk}/"))
    assert "Assess" in page.main.text and "SEND plan" not in page.text


@pytest.mark.parametrize("page", ["", "flags/", "recommendations/", "changes/?since=2026-11-01"])
def test_the_number_of_queries_is_the_same_with_one_and_with_thirty(
    page: str, shared: Action, home: ActionPlan, send: ActionPlan, reader: Client
) -> None:
    make_update(shared, accepted=True)
    few = queries_of(reader, url(send, page))
    for _ in range(30):
        action = make_action(home)
        make_update(action, accepted=True)
        make_place(send, action, reference=f"B{action.reference}")

    assert_same_number(few, queries_of(reader, url(send, page)))


# As at a day


def test_a_plan_as_at_a_day_has_what_stood_there_that_day(
    shared: Action, home: ActionPlan, send: ActionPlan, reader: Client
) -> None:
    StandsIn.objects.update(added_on=days(-10), removed_on=days(-2))

    stood = {day: read(reader, url(send), as_at=days(day).isoformat()) for day in (-11, -10, -3)}
    assert "Assess" not in stood[-11].main.text
    assert "Assess" in stood[-10].main.text
    assert "Assess" in stood[-3].main.text
    assert "Assess" not in read(reader, url(send)).main.text
    assert "Also in" not in read(reader, url(home)).main.text


def test_its_coming_and_going_are_changes_of_the_other_plan(
    shared: Action, send: ActionPlan, reader: Client
) -> None:
    StandsIn.objects.update(added_on=days(-10))
    came = read(reader, url(send, "changes/"), since=days(-11).isoformat())
    assert "Assess needs in time." in came.sections()["Added to the plan"].text

    StandsIn.objects.update(removed_on=days(-1))
    gone = read(reader, url(send, "changes/"), since=days(-5).isoformat())
    left = gone.sections()["Taken out of this plan, to go on in another"].text
    assert "It goes on in Improvement plan, where it was number 2." in left


# Adding and taking out


def test_a_manager_adds_actions_of_another_plan(
    manager: Client, home: ActionPlan, send: ActionPlan
) -> None:
    first, second = (make_action(home, text=text) for text in ("Recruit.", "Assess."))
    assert "Add an action that stands in another plan" in read(manager, url(send)).main.links

    page = read(manager, url(send, "actions/also/"))
    assert page.h1 == "Add actions of Improvement plan"
    typed = {"actions": [second.pk, first.pk], "reason": "The inspectors asked for both."}
    done = Page(manager.post(url(send, "actions/also/"), typed, follow=True))

    assert done.banners == ["2 actions added, as numbers 1a, 2."]
    assert [row[0] for row in table(done)] == ["1", "1a", "2"]
    assert [place.added_on for place in StandsIn.objects.all()] == [DAY, DAY]
    history = read(manager, url(home, f"actions/{first.pk}/history/"))
    assert "Stands in SEND plan too, as number 1a" in history.main.text
    assert "The inspectors asked for both." in history.main.text


def test_with_several_plans_one_is_chosen_first(
    manager: Client, shared: Action, send: ActionPlan, council: Council
) -> None:
    make_action(make_plan(council, title="Audit plan"))
    make_action(make_plan(council, title="Old plan", status="closed"))

    page = read(manager, url(send, "actions/also/"))
    assert page.options("home") == ["Select", "Improvement plan", "Audit plan"]
    chosen = read(manager, url(send, "actions/also/"), home=shared.plan.pk)
    labels = [label.text for label in chosen.all("label", "govuk-checkboxes__label")]
    assert labels == ["1. Recruit. (not stated)"]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"reason": "So."}, "actions", "Select at least one action"),
        ({}, "reason", "Say why it is changed: the plan has been approved"),
    ],
)
def test_adding_says_which_and_why(
    typed: dict[str, str],
    field: str,
    message: str,
    manager: Client,
    home: ActionPlan,
    send: ActionPlan,
) -> None:
    make_action(home)
    page = Page(manager.post(url(send, "actions/also/"), typed))

    assert page.errors[field] == [message]


def test_sent_twice_it_stands_there_once(
    manager: Client, home: ActionPlan, send: ActionPlan
) -> None:
    action = make_action(home)
    for _ in range(2):
        manager.post(url(send, "actions/also/"), {"actions": [action.pk], "reason": "So."})

    assert StandsIn.objects.count() == 1


def test_a_manager_takes_it_out_again_with_a_reason(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    there = url(send, f"actions/{shared.pk}/take-out/")
    assert there in read(manager, page_of(shared)).main.links.values()
    assert there in {link.get("href") for link in read(manager, url(send, "order/")).main.all("a")}
    assert "reason" in Page(manager.post(there, {})).errors

    page = Page(manager.post(there, {"reason": "It is done there."}, follow=True))
    assert page.banners == ["Taken out. It goes on in Improvement plan."]
    assert "Assess" not in page.main.text
    assert StandsIn.objects.get().removed_on == DAY
    history = read(manager, f"{page_of(shared)}history/")
    assert "Taken out of SEND plan" in history.main.text
    assert "It is done there." in history.main.text
    assert manager.get(there).status_code == 404


def test_out_of_a_draft_it_goes_as_if_it_had_never_been_there(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    send.status = "draft"
    send.save()
    manager.post(url(send, f"actions/{shared.pk}/take-out/"), {})

    assert not StandsIn.objects.exists()


def test_a_closed_plan_takes_none_in_and_lets_none_go(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    send.status = "closed"
    send.save()

    for page in ("actions/also/", f"actions/{shared.pk}/take-out/"):
        assert manager.get(url(send, page)).status_code == 409
    typed = {"actions": [shared.plan.actions.get(reference="1").pk], "reason": "So."}
    assert manager.post(url(send, "actions/also/"), typed).status_code == 409
    sent = manager.post(url(send, f"actions/{shared.pk}/take-out/"), {"reason": "So."})
    assert sent.status_code == 409
    assert StandsIn.objects.get().removed_on is None


# Order, owners and words


def test_it_has_its_own_place_and_number_in_each_plan(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    page = read(manager, url(send, "order/"))
    own = send.actions.get()
    typed = {
        "seen": page.value("seen"),
        f"place_{shared.pk}": "1",
        f"number_{shared.pk}": "1",
        f"place_{own.pk}": "1",
        f"number_{own.pk}": "2",
        "reason": "As agreed.",
    }
    done = Page(manager.post(url(send, "order/"), typed, follow=True))

    assert [row[0] for row in table(done)] == ["1", "2"]
    assert "Assess" in table(done)[0][1]
    shared.refresh_from_db()
    assert (shared.order, shared.reference) == (2, "2")


def test_two_actions_of_a_plan_never_have_one_number(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    typed = {"reference": "B2", "text": "Another.", "reason": "So.", "steps": "1"}

    sent = Page(manager.post(url(send, "actions/new/"), typed))
    assert sent.errors["reference"] == ["Another action has number B2 already."]


def test_owners_changed_in_either_table_are_the_one_actions(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    make_officer(send.council, "Ben Next")
    step = shared.milestones.get()
    page = read(manager, url(send, "table/"))
    form = page.one("form", id=f"form-{shared.pk}")
    seen = {f.get("name"): f.get("value") for f in form.all("input")}
    typed = {
        "seen": seen["seen"],
        "place_was": seen["place_was"],
        "place": "1",
        f"leads_{step.pk}": "Ben Next",
        f"when_{step.pk}": "11 November 2026",
        "reason": "A new post.",
    }
    manager.post(url(send, f"actions/{shared.pk}/row/"), typed)

    assert [lead.officer.name for lead in step.leads.all()] == ["Ben Next"]
    assert plan_on_day(send, now()).rows[0].pk == shared.pk
    shared.refresh_from_db()
    assert shared.order == 2


def test_a_drafts_action_that_stands_in_an_approved_plan_is_changed_with_a_reason(
    manager: Client, shared: Action, home: ActionPlan
) -> None:
    home.status = "draft"
    home.save()

    assert read(manager, f"{page_of(shared)}edit/").value("reason") is not None
    other = home.actions.get(reference="1")
    assert read(manager, f"{page_of(other)}edit/").value("reason") is None


def test_it_can_answer_what_either_plan_is_asked(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    source = make_inspection(send.council)
    send.sources.add(source)
    make_recommendation(source, text="Assess in time.")

    assert "Assess in time." in read(manager, f"{page_of(shared)}edit/").main.text


def test_what_it_answers_needs_no_other_action_in_the_other_plan(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    source = make_inspection(send.council)
    send.sources.add(source)
    shared.recommendations.add(make_recommendation(source, text="Assess in time."))

    assert "Assess in time." not in read(manager, url(send, "answers/")).main.text


def test_a_part_of_it_stands_beside_it_in_both_plans(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    make_action(send, order=3, text="After it.")
    step = make_milestone(shared, text="Train assessors.")
    there = f"{page_of(shared)}split/"
    seen = read(manager, there).value("seen")
    typed = {"steps": [step.pk], "text": "Train.", "number": "2a", "reason": "So.", "seen": seen}
    manager.post(there, typed)

    rows = plan_on_day(send, now()).rows
    assert [(row.reference, row.text) for row in rows] == [
        ("1", "Write the local offer."),
        ("B2", "Assess needs in time."),
        ("B2a", "Train."),
        ("3", "After it."),
    ]


# Closing, deleting, copying, joining, carrying


def test_a_plan_is_not_closed_while_work_on_its_actions_goes_on_in_another(
    manager: Client, shared: Action, home: ActionPlan, send: ActionPlan
) -> None:
    page = read(manager, url(home, "close/"))
    assert "Action 2: Also in SEND plan, where it is number B2." in page.main.text
    assert manager.post(url(home, "close/"), {"reason": "Over."}).status_code == 409

    send.status = "closed"
    send.save()
    manager.post(url(home, "close/"), {"reason": "Over."})
    home.refresh_from_db()
    assert home.status == "closed"


def test_a_plan_with_done_actions_in_another_is_closed(
    manager: Client, shared: Action, home: ActionPlan
) -> None:
    make_update(shared, shared.milestones.get(), progress="complete", accepted=True)
    manager.post(url(home, "close/"), {"reason": "Over."})

    home.refresh_from_db()
    assert home.status == "closed"


def test_a_draft_is_not_deleted_while_its_actions_stand_in_another_plan(
    manager: Client, council: Council
) -> None:
    home = make_plan(council, status="draft")
    send = make_plan(council, status="draft", title="SEND plan")
    shared = make_action(home)
    make_due_date(shared.milestones.get())
    make_place(send, shared, reference="B2")

    page = read(manager, url(home, "delete/"))
    assert "Action 1 stands in SEND plan too. So the plan cannot be deleted." in page.main.text
    assert manager.post(url(home, "delete/")).status_code == 409
    manager.post(url(send, "delete/"))
    assert list(ActionPlan.objects.all()) == [home]
    assert home.actions.count() == 1
    manager.post(url(home, "delete/"))
    assert not ActionPlan.objects.exists()


def test_an_action_that_stands_in_another_plan_is_not_deleted(
    manager: Client, shared: Action, home: ActionPlan
) -> None:
    home.status = "draft"
    home.save()

    assert manager.post(f"{page_of(shared)}delete/").status_code == 409
    assert Action.objects.filter(pk=shared.pk).exists()


def test_a_copy_of_the_other_plan_has_the_one_action_too(
    manager: Client, shared: Action, send: ActionPlan
) -> None:
    typed = {
        "title": "SEND plan, phase 2",
        "agreed_on_day": "1",
        "agreed_on_month": "11",
        "agreed_on_year": "2026",
    }
    manager.post(url(send, "copy/"), typed)

    copy = ActionPlan.objects.get(title="SEND plan, phase 2")
    rows = plan_on_day(copy, now()).rows
    assert [(row.reference, row.is_guest) for row in rows] == [("1", False), ("B2", True)]
    assert rows[1].pk == shared.pk


def test_carried_into_the_other_plan_it_takes_its_own_place_there(
    manager: Client, shared: Action, home: ActionPlan, send: ActionPlan
) -> None:
    typed = {"into": send.pk, "actions": [shared.pk], "reason": "The plan ends."}
    manager.post(url(home, "carry/"), typed)

    rows = plan_on_day(send, now()).rows
    assert [(row.reference, row.is_guest) for row in rows] == [("1", False), ("B2", False)]
    assert rows[1].carried_from[0].pk == shared.pk
    assert StandsIn.objects.get().removed_on == DAY


def test_joined_to_a_third_plan_the_action_stands_there_instead(
    manager: Client, shared: Action, send: ActionPlan, council: Council
) -> None:
    third = make_plan(council, title="One plan")
    manager.post(url(send, "join/"), {"into": third.pk, "reason": "One plan is enough."})

    rows = plan_on_day(third, now()).rows
    assert [(row.text, row.is_guest) for row in rows] == [
        ("Write the local offer.", False),
        ("Assess needs in time.", True),
    ]


def test_an_action_that_takes_its_place_stands_where_it_stood(
    manager: Client, shared: Action, home: ActionPlan, council: Council, send: ActionPlan
) -> None:
    third = make_plan(council, title="One plan")
    manager.post(url(home, "join/"), {"into": third.pk, "reason": "One plan is enough."})

    (row,) = (row for row in plan_on_day(send, now()).rows if row.is_guest)
    assert (row.reference, row.plan_id) == ("B2", third.pk)
    home.refresh_from_db()
    assert home.status == "closed"


def test_a_question_about_it_is_its_own_plans(shared: Action, home: ActionPlan) -> None:
    assert make_question(home, action=shared).plan == home
