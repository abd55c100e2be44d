"""The page of a body: what came to its meetings, what is due, what it watches, learned and does."""

import datetime
from typing import Any

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ActionPlan
from councils.models import Body, Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_decision,
    make_edition,
    make_forward_item,
    make_learning_point,
    make_lesson,
    make_meeting,
    make_members_question,
    make_next_step,
    make_plan,
    make_report,
    make_user,
    make_visit,
)
from tests.pages import assert_same_number, fix_today, queries_of, read

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
def member(client_for: Any) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


@pytest.fixture
def clerk(client_for: Any) -> Client:
    return client_for(Role.DEMOCRATIC_SERVICES)


def url(body: Body) -> str:
    return reverse("scrutiny:body", args=[body.council.slug, body.pk])


def paper(body: Body, plan: ActionPlan, held: int, title: str, **fields: Any) -> Any:
    """Return a paper on the plan to the body's meeting `held` days from today."""
    meeting = body.meetings.filter(held_on=days(held)).first() or make_meeting(body, days(held))
    report = make_report(body.council, body=body, meeting=meeting, title=title, **fields)
    report.plans.add(plan)
    return report


def test_a_meeting_says_what_was_presented_and_decided_and_what_did_not_come(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    make_forward_item(board, plan, starts=days(-100))
    report = paper(board, plan, -60, "Progress in spring")
    edition = make_edition(report, day=days(-70))
    make_decision(report, kind="noted", text="With thanks.", day=days(-60))
    make_meeting(board, days(-30), outcome="Asked why dates move.")
    make_meeting(board, days(20))

    page = read(member, url(board))

    coming, past = (page.sections()[name] for name in ("Meetings to come", "Meetings so far"))
    assert coming.all("ul", "row-list")[0].texts("li") == ["6 December 2026 Due: The plan"]
    assert past.all("ul", "row-list")[0].texts("li") == [
        "17 October 2026 Did not come The plan was due, and no published paper on it is held. "
        "Recorded: Asked why dates move.",
        "17 September 2026 Presented: Progress in spring Decided: noted. With thanks.",
    ]
    where = reverse("reports:edition", args=[board.council.slug, edition.pk])
    assert past.links["Progress in spring"] == where
    assert "Meets next on 6 December 2026, when one plan is due. One plan did not come" in page.text
    assert page.sections()["What comes to it"].one("li").text == (
        "The plan Comes to The board at each meeting: next on 6 December 2026. Did not come The "
        "plan was due at The board on 17 October 2026: no published paper on it is held for that "
        "meeting."
    )


@pytest.mark.parametrize(
    ("outcome", "approves", "came"),
    [
        ("Approved the plan.", True, True),
        ("Endorsed The Plan as amended.", False, True),
        ("Asked why dates move.", False, False),
    ],
)
def test_a_meeting_that_dealt_with_a_plan_is_not_said_to_have_missed_it(
    board: Body, member: Client, outcome: str, approves: bool, came: bool
) -> None:
    meeting = make_meeting(board, days(-30), outcome=outcome)
    plan = make_plan(board.council, title="The plan", approved_at=meeting if approves else None)
    make_forward_item(board, plan, kind="once", meeting=meeting, starts=days(-40))

    page = read(member, url(board))

    assert ("Did not come" in page.main.text) != came
    assert ("Came to The board, as planned." in page.main.text) == came


def test_a_plan_that_is_a_draft_is_told_to_officers_alone(
    board: Body, plan: ActionPlan, member: Client, clerk: Client
) -> None:
    plan.status = "draft"
    plan.save()
    plan.reports_to.add(board)
    make_meeting(board, days(5))
    make_forward_item(board, plan)
    make_next_step(board, text="Read it twice.", plan=plan)

    mine = read(clerk, url(board))
    assert mine.main.text.count("The plan Draft") == 2
    for query in ("", f"?as_at={days(-1)}", f"?known_on={timezone.localdate()}"):
        page = read(member, f"{url(board)}{query}")
        assert "The plan" not in page.text and "Read it twice" not in page.text


def test_a_draft_is_told_to_officers_alone_and_has_not_come(
    board: Body, plan: ActionPlan, member: Client, clerk: Client
) -> None:
    make_forward_item(board, plan, starts=days(-100))
    paper(board, plan, -30, "A draft that stayed one")
    paper(board, plan, 20, "The next paper")

    officers, members = read(clerk, url(board)), read(member, url(board))

    assert "Being written: The next paper" in officers.main.text
    assert "Not published here: A draft that stayed one" in officers.main.text
    assert "draft" not in members.main.text and "The next paper" not in members.main.text
    for page in (officers, members):
        assert "The plan was due, and no published paper on it is held." in page.main.text


def test_what_was_asked_at_a_meeting_stands_with_it(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    meeting = make_meeting(board, days(-30))
    about = {"body": board, "meeting": meeting}
    asked = make_members_question(plan, "Why so late?", due=days(-3), of=about)
    make_members_question(plan, "Asked elsewhere.", of={"body": board})

    past = read(member, url(board)).sections()["Meetings so far"]

    (told,) = past.all("ul", "row-list")[0].texts("li")
    assert told.startswith("17 October 2026 Asked: Why so late? Late")
    where = reverse("scrutiny:question", args=[board.council.slug, asked.question.pk])
    assert past.links["Why so late?"] == where


def test_the_headline_says_what_is_asked_for_it_waits_and_leads_there(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    assert "questions" not in read(member, url(board)).main.text
    make_members_question(plan, "At a meeting.", of=_at_meeting(board), day=days(-30))
    make_members_question(plan, "Late.", due=days(-3), of={"body": board}, day=days(-30))
    make_members_question(plan, "Later.", due=days(-9), of={"body": board}, day=days(-30))
    make_members_question(plan, "Of another.", of={"body": make_body(board.council)})
    make_members_question(
        plan, "Hush.", action=make_action(plan, is_confidential=True), of={"body": board}
    )

    page = read(member, url(board))
    then = read(member, url(board) + "?as_at=2026-11-01")

    where = f"{reverse('scrutiny:questions', args=[board.council.slug])}?body={board.pk}"
    assert (
        page.main.links[
            "3 questions wait for an answer; 2 are late. "
            "1 question is about an action that is confidential now and is not shown."
        ]
        == where
    )
    said = "3 questions wait for an answer; none is late."
    assert then.main.links[said] == where.replace("?", "?as_at=2026-11-01&")
    assert said in read(member, then.main.links[said]).main.text


def _at_meeting(board: Body) -> dict[str, Any]:
    return {"body": board, "meeting": make_meeting(board, days(-30))}


def test_what_is_watched_has_the_late_reviews_first(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    for text, due in (("Later.", 30), ("Never.", None), ("Late.", -9)):
        on = days(due) if due is not None else None
        make_action(plan, text=text, watched_by=board, next_review_on=on)

    watched = read(member, url(board)).sections()["What it goes on watching"]

    assert [item.all("a")[0].text.split(". ")[1] for item in watched.all("li")] == [
        "Late.",
        "Later.",
        "Never.",
    ]
    assert watched.texts("strong") == ["Its review was due on 7 November 2026."]
    assert "One review of what it watches is late." in read(member, url(board)).main.texts("p")[0]


def test_next_steps_stand_late_first_and_those_that_ended_apart(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    point = make_learning_point(board)
    make_next_step(board, text="Open.", due=days(9), who="The chair", point=point, plan=plan)
    make_next_step(board, text="Late.", due=days(-9), meeting=make_meeting(board, days(-40)))
    lesson = make_lesson(board.council, "Perhaps.", kind="further", reference="18a")
    make_next_step(board, lesson=lesson, is_agreed=False)
    make_next_step(board, text="Done.", ended="done", ended_on=days(-1), outcome="It helped.")

    steps = read(member, url(board)).sections()["What it does next"]

    assert steps.all("ul", "row-list")[0].texts("li") == [
        "Late. Late by 9 days: it was due on 7 November 2026. Nobody is named to see to it. "
        "From the meeting on 7 October 2026.",
        "Open. Open due on 25 November 2026. The chair. From the learning point “Visit the front "
        "line”. On The plan.",
        "Perhaps. Named as possible no date given. Nobody is named to see to it. Named in "
        "Barchester, Key issues, 18a, 16 November 2026.",
    ]
    ended = steps.one("details")
    assert ended.one("summary").text == "Done or not pursued (1)"
    assert "Done. Done on 15 November 2026." in ended.text and "It helped." in ended.text


def test_learning_points_and_visits_say_what_they_are_from_and_about(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    lesson = make_lesson(board.council, "Members visit.")
    point = make_learning_point(board, lesson=lesson)
    shown, secret = make_action(plan, text="Shown."), make_action(plan, text="Hush.")
    secret.is_confidential = True
    secret.save()
    make_visit(board, shown, secret, plan=plan, point=point, who="The chair\nTwo members")

    page = read(member, url(board))

    learned = page.sections()["What it took from inspections elsewhere"]
    assert learned.texts("h3") == ["Scrutiny and challenge"]
    assert learned.texts("p")[0] == "Barchester, Key issues, 16 November 2026"
    assert learned.texts("li") == ["Members visit. 15c"]
    visit = page.sections()["Visits to services"].all("li")[0]
    assert visit.text.startswith(
        "The front door, 16 November 2026 The chair, Two members Calls wait. It looked into: "
        "Members visit."
    )
    assert "Shown." in visit.text and "Hush." not in page.text


def test_an_earlier_day_is_shown_as_it_was(board: Body, plan: ActionPlan, member: Client) -> None:
    make_forward_item(board, plan, starts=days(-100))
    report = paper(board, plan, -30, "Late paper")
    make_edition(report, day=days(-2))
    make_next_step(board, text="A step.", said_on=days(-50), ended="done", ended_on=days(-5))
    make_visit(board, day=days(-8), place="The hub")
    make_learning_point(board, text="Old point.", taken_on=days(-50), removed_on=days(-3))

    then = read(member, url(board), as_at=days(-10).isoformat())
    now = read(member, url(board))

    assert "no published paper on it is held" in then.main.text
    assert "Presented: Late paper" in now.main.text
    assert not then.sections()["What it does next"].all("details")
    assert "The hub" not in then.main.text and "The hub" in now.main.text
    assert "Old point." in then.main.text and "Old point." not in now.main.text
    before = read(member, url(board), as_at=days(-50).isoformat())
    meetings = before.sections()["Meetings to come"].all("ul", "row-list")[0].texts("li")
    assert meetings == ["17 October 2026 Due: The plan"]


def recorded(row: Any, on: int) -> None:
    """Make a row's first version stand as recorded `on` days from today."""
    moment = timezone.make_aware(datetime.datetime.combine(days(on), datetime.time(9)))
    with pgtrigger.ignore():
        row.pgh_event_model.objects.filter(pgh_obj_id=row.pk).update(pgh_created_at=moment)


def test_as_known_on_a_day_what_was_entered_later_is_left_out(board: Body, member: Client) -> None:
    recorded(board, -90)
    early = make_next_step(board, text="Entered at once.", said_on=days(-50))
    late = make_next_step(board, text="Entered later.", said_on=days(-50))
    visit = make_visit(board, day=days(-50), place="The hub")
    recorded(early, -49)
    recorded(late, -5)
    recorded(visit, -5)
    early.ended, early.ended_on = "done", days(-20)
    early.save()

    asked = {"as_at": days(-10).isoformat()}
    shown = read(member, url(board), **asked)
    known = read(member, url(board), **asked, known_on=days(-10).isoformat())

    assert "Entered later." in shown.main.text and "The hub" in shown.main.text
    assert "Done on 27 October 2026." in shown.main.text
    assert "Entered later." not in known.main.text and "The hub" not in known.main.text
    assert "Entered at once. Open" in known.main.text


def test_a_body_that_holds_nothing_says_so_and_who_may_is_led_on(
    board: Body, member: Client, clerk: Client, client_for: Any
) -> None:
    page = read(member, url(board)).main

    for sentence in (
        "No future meeting is recorded.",
        "Its forward plan is not held here: nothing says which plan comes to which meeting.",
        "No next step of its own is open.",
        "It has taken up no learning point yet.",
        "No visit of its members is recorded.",
        "No meeting of this body is recorded.",
    ):
        assert sentence in page.texts("p")
    plans = {"Add a meeting", "Put a plan on the forward plan"}
    records = {"Add a next step", "Take up learning points", "Record a visit"}
    records.add("Add one in your own words")
    assert not (plans | records) & set(page.links)
    assert (plans | records) <= set(read(clerk, url(board)).main.links)
    manager = set(read(client_for(Role.PLAN_MANAGER), url(board)).main.links)
    assert plans <= manager and not records & manager
    past = read(clerk, url(board), as_at=days(-1).isoformat())
    assert not (plans | records) & set(past.main.links)


def fill(board: Body, number: int) -> None:
    """Add `number` of everything a body holds, each about a plan of its own."""
    start = board.meetings.count() * 3
    by = make_user()
    for n in range(start, start + number):
        plan = make_plan(board.council)
        meeting = make_meeting(board, days(-3 * n - 5))
        report = make_report(board.council, body=board, meeting=meeting)
        report.plans.add(plan)
        make_edition(report, day=days(-3 * n - 9), entered_by=by)
        make_decision(report, entered_by=by, day=meeting.held_on)
        make_members_question(plan, of={"body": board, "meeting": meeting})
        make_meeting(board, days(3 * n + 5))
        make_forward_item(board, plan, starts=days(-100))
        action = make_action(plan, watched_by=board)
        point = make_learning_point(board, lesson=make_lesson(board.council), plan=plan)
        visit = make_visit(board, action, plan=plan, point=point)
        make_next_step(board, plan=plan, point=point, visit=visit, meeting=meeting)


@pytest.mark.parametrize("asked", [{}, {"as_at": "2026-11-01", "known_on": "2027-11-01"}])
def test_the_number_of_queries_does_not_grow_with_what_a_body_holds(
    board: Body, member: Client, asked: dict[str, str]
) -> None:
    fill(board, 2)
    few = queries_of(member, url(board), **asked)
    fill(board, 10)

    assert_same_number(few, queries_of(member, url(board), **asked))


def test_only_the_last_meetings_stand_open_and_none_is_left_out(
    board: Body, member: Client
) -> None:
    for n in range(60):
        make_meeting(board, days(-n - 1))

    past = read(member, url(board)).sections()["Meetings so far"]

    assert past.one("summary").text == "Earlier meetings (55)"
    assert len(past.texts("h3")) == 60


# How one more row is made, and how many of sixty stand behind the first.
MANY: dict[str, Any] = {
    "Meetings to come": (lambda board, n: make_meeting(board, days(n + 1)), 56),
    "What it does next": (lambda board, n: make_next_step(board, text=f"Step {n}."), 52),
    "Visits to services": (lambda board, n: make_visit(board, learned=f"Seen {n}."), 56),
    "What it took from inspections elsewhere": (
        lambda board, n: make_learning_point(board, text=f"Point {n}."),
        52,
    ),
}


@pytest.mark.parametrize("heading", MANY)
def test_of_many_rows_the_first_stand_open_and_none_is_left_out(
    heading: str, board: Body, member: Client
) -> None:
    make, behind = MANY[heading]
    for n in range(60):
        make(board, n)

    section = read(member, url(board)).sections()[heading]

    assert section.one("summary").text.endswith(f"({behind})")
    assert len(section.all("li")) == 60
    assert len(section.one("details").all("li")) == behind


def test_a_meeting_today_is_to_come(board: Body, plan: ActionPlan, member: Client) -> None:
    make_meeting(board, DAY)
    make_forward_item(board, plan)

    page = read(member, url(board))

    assert page.sections()["Meetings to come"].texts("h3") == ["16 November 2026, today"]
    assert "Comes to The board at each meeting: next today." in page.main.text
