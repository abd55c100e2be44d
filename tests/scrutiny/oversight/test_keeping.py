"""Forms of what a body holds: what they refuse, what they keep, and two people at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from councils.models import Body, Council
from councils.roles import Role
from tests.actionplans.test_decisions import day_fields
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_forward_item,
    make_learning_point,
    make_lesson,
    make_meeting,
    make_next_step,
    make_plan,
    make_visit,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def board(council: Council) -> Body:
    return make_body(council, "The board")


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The plan")


@pytest.fixture
def clerk(client_for: Any) -> Client:
    return client_for(Role.DEMOCRATIC_SERVICES)


def url(name: str, body: Body, row: Any = None) -> str:
    slug = body.council.slug
    return reverse(f"scrutiny:{name}", args=[slug, body.pk, row.pk] if row else [slug, body.pk])


def post(client: Client, address: str, status: int = 200, **typed: Any) -> Page:
    """Return the page after what was typed: the body's, or the form with what it says."""
    response = client.post(address, typed, follow=True)
    return Page(response, status)


def seen(client: Client, address: str) -> str:
    return read(client, address).value("seen") or ""


# The forward plan


def test_a_plan_is_put_on_the_forward_plan(board: Body, plan: ActionPlan, clerk: Client) -> None:
    make_meeting(board, days(13))
    page = post(
        clerk, url("forward_add", board), plan=plan.pk, kind="every", every="6", unit="weeks",
        words="Six-weekly", **day_fields("starts", days(-10)),
    )  # fmt: skip

    assert page.banners == ["Saved. The page says when it comes next."]
    assert (
        "Comes to The board every six weeks (“Six-weekly”): next on 29 November 2026."
        in page.main.texts("p")
    )


def test_what_is_missing_is_said_beside_its_field(board: Body, clerk: Client) -> None:
    address = url("forward_add", board)

    assert post(clerk, address).errors == {
        "plan": ["Select a plan"],
        "kind": ["Select to which meetings it comes"],
    }
    every = post(clerk, address, kind="every", every="0", words="Quarterly").errors
    assert every["every"] == ["Enter a number from 1 to 60"]
    assert every["unit"] == ["Select weeks or months"]
    assert every["starts"] == ["Enter the day from which it comes, like 1 4 2026"]
    assert post(clerk, address, kind="once").errors["meeting"] == ["Select the meeting"]
    assert post(clerk, address, kind="each", words="Quarterly").value("words") == "Quarterly"


def test_a_plan_has_one_rhythm_with_a_body_and_may_come_to_single_meetings_beside(
    board: Body, plan: ActionPlan, clerk: Client
) -> None:
    make_forward_item(board, plan)
    meeting = make_meeting(board, days(13))
    address = url("forward_add", board)
    again: dict[str, Any] = {"plan": plan.pk, "kind": "each", **day_fields("starts", DAY)}
    once = {"plan": plan.pk, "kind": "once", "meeting": meeting.pk}

    assert post(clerk, address, **again).errors == {
        "plan": ["The plan comes to The board already. Change that entry"]
    }
    assert post(clerk, address, **once).banners
    assert post(clerk, address, **once).errors == {
        "meeting": ["The plan is down for that meeting already"]
    }
    assert board.forward_items.get(kind="once").starts == DAY


def test_nothing_is_claimed_for_days_before_a_plan_was_put_there_but_what_the_body_prints(
    board: Body, plan: ActionPlan, clerk: Client
) -> None:
    address = url("forward_add", board)
    typed = {"plan": plan.pk, "kind": "every", "every": "6", "unit": "weeks"}
    past, now = (day_fields("starts", day) for day in (days(-170), DAY))

    told = post(clerk, address, **typed, **past)
    assert told.errors == {
        "starts": [
            "Enter today or a later day. An earlier one needs what the body’s own forward plan "
            "prints, in the box above"
        ]
    }
    assert told.value("every") == "6"
    page = post(clerk, address, **typed, **now)
    assert page.banners and "Did not come" not in page.main.text
    held = plan.forward_items.get()
    change = url("forward_item", board, held)
    printed = typed | past | {"words": "Six-weekly", "seen": seen(clerk, change)}
    assert "Did not come" in post(clerk, change, **printed).main.text
    kept = typed | past | {"words": "", "seen": seen(clerk, change)}
    assert post(clerk, change, **kept).banners


def test_only_a_meeting_to_come_is_planned_and_one_planned_before_stays(
    board: Body, plan: ActionPlan, clerk: Client
) -> None:
    past, coming = make_meeting(board, days(-20)), make_meeting(board, days(20))
    address, typed = url("forward_add", board), {"plan": plan.pk, "kind": "once"}

    assert post(clerk, address, **typed, meeting=past.pk).errors == {
        "meeting": ["Select a meeting that is to come"]
    }
    assert read(clerk, address).options("meeting") == ["Select a meeting", "6 December 2026"]
    assert post(clerk, address, **typed, meeting=coming.pk).banners
    held = make_forward_item(board, plan, kind="once", meeting=past, starts=days(-30))
    change = url("forward_item", board, held)
    form = read(clerk, change)
    assert form.options("meeting") == ["Select a meeting", "27 October 2026", "6 December 2026"]
    version = form.value("seen")
    assert post(clerk, change, **typed, meeting=past.pk, words="Yearly", seen=version).banners


def test_a_plan_comes_no_more_from_a_day_on(board: Body, plan: ActionPlan, clerk: Client) -> None:
    item = make_forward_item(board, plan, starts=days(-100))
    address = url("forward_item", board, item)
    typed: dict[str, Any] = {"plan": plan.pk, "kind": "each", "seen": seen(clerk, address)}
    typed |= day_fields("starts", days(-100))

    early = post(clerk, address, **typed, **day_fields("ends", days(-101)))
    assert early.errors == {"ends": ["It must not end before it begins"]}
    page = post(clerk, address, **typed, **day_fields("ends", DAY))

    assert "Came to The board at each meeting until 16 November 2026." in page.main.texts("p")


# Learning points


def test_points_of_papers_are_taken_up_once(board: Body, plan: ActionPlan, clerk: Client) -> None:
    first = make_lesson(make_plan().council, "Members visit.")
    second = make_lesson(make_plan().council, "Members ask.", theme="leadership")
    address = url("points_choose", board)
    when = day_fields("taken_on", DAY)

    none = post(clerk, address, **when)
    assert none.errors == {"points_leadership": ["Tick at least one learning point"]}
    late = post(clerk, address, points_scrutiny=[first.pk], **day_fields("taken_on", days(1)))
    assert late.errors == {"taken_on": ["The day must be today or in the past"]}
    page = post(clerk, address, points_scrutiny=[first.pk], plan=plan.pk, **when)

    assert page.banners == ["The point is taken up."]
    assert "Members visit." in page.sections()["What it took from inspections elsewhere"].text
    assert "Members visit." not in read(clerk, address).main.text
    post(clerk, address, points_leadership=[second.pk], **when)
    assert "is taken up already" in read(clerk, address).main.text


def test_points_are_not_taken_up_before_their_paper(board: Body, clerk: Client) -> None:
    lesson = make_lesson(board.council, "Visit.", on=days(-10))
    typed = {f"points_{lesson.theme}": lesson.pk}
    sentence = "The paper is of 6 November 2026: enter that day or a later one"

    address = url("points_choose", board)
    told = post(clerk, address, **typed, **day_fields("taken_on", days(-11)))
    assert told.errors == {"taken_on": [sentence]}
    point = make_learning_point(board, lesson=lesson)
    change = url("point", board, point)
    early = {"seen": seen(clerk, change)} | day_fields("taken_on", days(-11))
    assert post(clerk, change, **early).errors == {"taken_on": [sentence]}


def test_a_point_of_its_own_has_words_and_a_source_and_can_be_taken_off(
    board: Body, clerk: Client
) -> None:
    address = url("point_add", board)
    when = day_fields("taken_on", DAY)
    assert set(post(clerk, address, text="Listen.", **when).errors) == {"source"}

    page = post(clerk, address, text="Listen.", source="Barset, 2026", theme="scrutiny", **when)
    assert "Barset, 2026 Listen." in page.main.text
    point = board.learning_points.get()
    change = url("point", board, point)
    typed = {"text": "Listen.", "source": "Barset, 2026", "seen": seen(clerk, change), **when}
    page = post(clerk, change, **typed, is_removed="on")

    assert "Listen." not in page.main.text
    assert clerk.get(change).status_code == 404
    point.refresh_from_db()
    assert point.removed_on == DAY


def test_of_a_point_of_a_paper_the_words_stay_the_papers(board: Body, clerk: Client) -> None:
    point = make_learning_point(board, lesson=make_lesson(board.council))

    page = read(clerk, url("point", board, point))

    assert page.value("text") is None and page.value("source") is None
    assert "Members visit." in page.main.text


# Visits


def typed_visit(**more: Any) -> dict[str, Any]:
    said = {"place": "The hub", "who": "The chair", "learned": "Calls wait."}
    return said | day_fields("day", days(-3)) | more


def test_a_visit_names_actions_by_their_numbers_in_its_plan(
    board: Body, plan: ActionPlan, clerk: Client
) -> None:
    first = make_action(plan, reference="A3", text="Answer calls.")
    make_action(make_plan(plan.council), reference="B1")
    address = url("visit_add", board)

    without = post(clerk, address, **typed_visit(references="a3"))
    assert without.errors == {"plan": ["Select the plan whose actions these are"]}
    strange = post(clerk, address, **typed_visit(references="A3, B1", plan=plan.pk))
    assert strange.errors == {"references": ["There is no action “B1” in this plan"]}
    assert strange.value("learned") == "Calls wait."
    page = post(clerk, address, **typed_visit(references="a3;", plan=plan.pk))

    assert "A3. Answer calls." in page.sections()["Visits to services"].text
    visit = board.visits.get()
    change = url("visit", board, visit)
    assert read(clerk, change).value("references") == "A3"
    post(clerk, change, **typed_visit(plan=plan.pk, seen=seen(clerk, change)))
    assert not visit.about_actions.exists() and first.pk


def test_a_visit_is_not_in_the_future_and_says_who_and_what(board: Body, clerk: Client) -> None:
    address = url("visit_add", board)

    assert post(clerk, address, **typed_visit() | day_fields("day", days(1))).errors == {
        "day": ["The day must be today or in the past"]
    }
    assert set(post(clerk, address).errors) == {"day", "place", "who", "learned"}


# Next steps


def typed_step(**more: Any) -> dict[str, Any]:
    return {"text": "Ask the police.", "agreed": "yes"} | day_fields("said_on", days(-9)) | more


def test_a_next_step_is_added_and_what_became_of_it_said(board: Body, clerk: Client) -> None:
    point = make_learning_point(board)
    page = post(
        clerk, url("step_add", board),
        **typed_step(who="The chair", point=point.pk, **day_fields("due", days(-1))),
    )  # fmt: skip
    assert "Ask the police. Late by 1 day" in page.main.text
    step = board.next_steps.get()
    address = url("step", board, step)
    version = seen(clerk, address)

    undated = post(clerk, address, **typed_step(state="done", seen=version))
    assert undated.errors == {"ended_on": ["Enter the day on which it was done or given up"]}
    dropped = typed_step(state="dropped", seen=version, **day_fields("ended_on", DAY))
    assert post(clerk, address, **dropped).errors == {"outcome": ["Say why it is not pursued"]}
    page = post(clerk, address, **dropped, outcome="Another board does it.")

    assert "Not pursued on 16 November 2026." in page.main.text
    assert "Another board does it." in page.main.text


@pytest.mark.parametrize(
    ("name", "day", "sentence"),
    [
        ("due", -10, "It must not be due before when it was agreed or named, 7 November 2026"),
        ("due", -9, ""),
        ("said_on", 1, "The day must be today or in the past"),
        ("ended_on", 1, "The day must be today or in the past"),
        (
            "ended_on",
            -10,
            "It must not have ended before when it was agreed or named, 7 November 2026",
        ),
        ("ended_on", -9, ""),
    ],
)
def test_a_step_has_no_days_that_cannot_be(
    board: Body, clerk: Client, name: str, day: int, sentence: str
) -> None:
    step = make_next_step(board, said_on=days(-9))
    address = url("step", board, step)
    typed = typed_step(state="done", seen=seen(clerk, address), **day_fields("ended_on", DAY))
    page = post(clerk, address, **typed | day_fields(name, days(day)))

    assert page.errors == ({name: [sentence]} if sentence else {})
    assert page.banners == ([] if sentence else ["Saved."])
    assert not sentence or page.value("text") == "Ask the police."


def test_a_step_comes_from_a_meeting_and_a_visit_that_were_before_it(
    board: Body, clerk: Client
) -> None:
    coming, met = make_meeting(board, days(20)), make_meeting(board, days(-5))
    visit, before = make_visit(board, day=days(-2)), make_meeting(board, days(-9))
    address = url("step_add", board)

    assert post(clerk, address, **typed_step(meeting=coming.pk)).errors == {
        "meeting": ["Select a meeting that was held"]
    }
    when = "after when it was agreed or named, 7 November 2026"
    assert post(clerk, address, **typed_step(meeting=met.pk, visit=visit.pk)).errors == {
        "meeting": [f"This meeting was only on 11 November 2026, {when}"],
        "visit": [f"This visit was only on 14 November 2026, {when}"],
    }
    assert post(clerk, address, **typed_step(meeting=before.pk)).banners == ["Saved."]


def test_a_step_named_as_possible_has_the_papers_words_and_can_be_agreed(
    board: Body, clerk: Client
) -> None:
    lesson = make_lesson(board.council, "Plan visits.", kind="further")
    step = make_next_step(board, lesson=lesson, is_agreed=False, said_on=days(-9))
    address = url("step", board, step)
    form = read(clerk, address)
    assert form.value("text") is None and form.value("agreed") == "no"
    assert "Plan visits." in form.main.text

    typed = typed_step(state="open", seen=form.value("seen"))
    page = post(clerk, address, **typed)

    assert "Plan visits. Open no date given." in page.main.text


# Two at once


@pytest.mark.parametrize("name", ["forward_item", "point", "step", "visit"])
def test_the_second_of_two_is_told_and_loses_nothing(
    board: Body, plan: ActionPlan, clerk: Client, name: str
) -> None:
    rows: dict[str, Any] = {
        "forward_item": make_forward_item(board, plan),
        "point": make_learning_point(board),
        "step": make_next_step(board),
        "visit": make_visit(board),
    }
    mine: dict[str, dict[str, Any]] = {
        "forward_item": {
            "plan": plan.pk, "kind": "each", "words": "Mine", **day_fields("starts", DAY)
        },
        "point": {"text": "Mine", "source": "X", **day_fields("taken_on", DAY)},
        "step": typed_step(text="Mine", state="open"),
        "visit": typed_visit(learned="Mine"),
    }  # fmt: skip
    text = {"forward_item": "words", "visit": "learned"}.get(name, "text")
    row, address = rows[name], url(name, board, rows[name])
    opened = seen(clerk, address)
    setattr(row, text, "Theirs")
    row.save()

    told = post(clerk, address, 409, **mine[name], seen=opened)

    assert "changed this at" in told.main.text and "Theirs" in told.main.text
    assert told.value(text) == "Mine"
    row.refresh_from_db()
    assert getattr(row, text) == "Theirs"
    saved = post(clerk, address, **mine[name], seen=told.value("seen"))
    assert saved.banners
    row.refresh_from_db()
    assert getattr(row, text) == "Mine"
