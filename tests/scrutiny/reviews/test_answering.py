"""Answers to a review, the actions that come of them, and its report."""

import datetime
from typing import Any

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from councils.models import Body, Council
from councils.roles import Role
from reports.composing import compose
from scrutiny.models import ActionFromReview, Response, ReviewRecommendation, ScrutinyReview
from scrutiny.reviews.acting import last_answer, last_verdicts
from scrutiny.reviews.answering import begins_for, unanswered_by_executive
from scrutiny.reviews.course import recommended_in
from scrutiny.reviews.papers import SECTIONS
from tests.factories import (
    DAY,
    STYLE,
    days,
    make_action,
    make_addressee,
    make_body,
    make_meeting,
    make_member,
    make_officer,
    make_plan,
    make_response,
    make_review_finding,
    make_review_member,
    make_review_recommendation,
    make_scrutiny_review,
    make_strand,
    make_style,
)
from tests.pages import Page, assert_same_number, fields_of, fix_today, queries_of, read

pytestmark = pytest.mark.django_db
OPEN = {"reported_on": days(-9), "adopted_on": days(-9), "published_on": days(-9)}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def asked(council: Council) -> ReviewRecommendation:
    """Return what was recommended to the executive and to a trust."""
    review = make_scrutiny_review(council, received_on=days(-9), title="Deep dive", **OPEN)
    row = make_review_recommendation(review, strand=make_strand(review))
    make_addressee(row, name="Cabinet")
    make_addressee(row, name="The trust", kind="other")
    return row


def at(row: ReviewRecommendation, name: str, *keys: int) -> str:
    args = [row.review.council.slug, row.review_id, row.pk, *keys]
    return reverse(f"scrutiny:{name}", args=args)


def opened(client: Client, url: str) -> dict[str, Any]:
    return fields_of(read(client, url).main.all("form")[-1])


def test_officers_answer_for_the_executive_and_who_runs_reviews_for_everybody(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    url = at(asked, "review_answer_add")
    names = {
        role: read(client_for(role), url).options("by")
        for role in (Role.PLAN_MANAGER, Role.DIRECTOR, Role.DEMOCRATIC_SERVICES)
    }

    assert names[Role.PLAN_MANAGER] == names[Role.DIRECTOR] == ["Cabinet"]
    assert names[Role.DEMOCRATIC_SERVICES] == ["Select", "Cabinet", "The trust"]
    trust = asked.addressees.get(name="The trust")
    typed = {"by": trust.pk, "verdict": "accepted", "seen": "0"}
    page = Page(client_for(Role.DIRECTOR).post(url, typed))
    assert page.errors["by"]
    assert not Response.objects.exists()


def test_nobody_answers_for_others_who_may_only_for_the_executive(
    council: Council, client_for: Any
) -> None:
    row = make_review_recommendation(make_scrutiny_review(council, **OPEN))
    make_addressee(row, name="The trust", kind="other")

    page = read(client_for(Role.DIRECTOR), at(row, "review_answer_add"))

    assert "It is not made to the executive." in page.main.text
    posted = client_for(Role.DIRECTOR).post(at(row, "review_answer_add"), {"verdict": "accepted"})
    assert posted.status_code == 200
    assert not Response.objects.exists()


def test_a_verdict_without_words_and_a_day_to_come_say_what_to_do(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    client, url = client_for(Role.DIRECTOR), at(asked, "review_answer_add")
    sent = opened(client, url) | {
        "verdict": "not_accepted",
        "day_year": "2027",
        "source": "Minutes",
    }

    page = Page(client.post(url, sent))

    assert page.errors["text"] == ["Enter the answer in their words: the verdict alone says little"]
    assert page.errors["day"] == ["Enter a day up to today"]
    assert page.value("source") == "Minutes"
    assert page.value("verdict") == "not_accepted"


def test_what_a_paper_answers_without_a_verdict_or_a_name_is_recorded_with_the_paper(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    client, url = client_for(Role.DEMOCRATIC_SERVICES), at(asked, "review_answer_add")
    sent = opened(client, url) | {"verdict": "not_stated", "text": "A schedule is in place."}

    page = Page(client.post(url, sent))

    assert page.errors["source"] == ["Enter the paper that gives the answer and does not say more"]
    assert Page(client.post(url, sent | {"verdict": "accepted"})).errors["by"] == [
        "Select who answers"
    ]
    assert client.post(url, sent | {"source": "Cabinet, 12 November"}).status_code == 302
    given = asked.responses.get()
    assert (given.verdict, given.by) == ("not_stated", None)


# The days of an answer: nobody answers what is not there to be answered.
BEGINS: dict[str, tuple[dict[str, Any], str, str]] = {
    "received by the executive": (
        {"received_on": days(-5)},
        "Cabinet",
        "Enter a day from 11 November 2026 on, the day the executive received it",
    ),
    "the executive, the day of receipt is not held": (
        {"received_on": None},
        "Cabinet",
        "Enter a day from 7 November 2026 on, the day it was adopted",
    ),
    "received by the executive, answered by another": (
        {"received_on": days(-5)},
        "The trust",
        "Enter a day from 7 November 2026 on, the day it was adopted",
    ),
    "published, the day it was adopted is not held": (
        {"received_on": None, "adopted_on": None},
        "The trust",
        "Enter a day from 7 November 2026 on, the day it was published",
    ),
}


@pytest.mark.parametrize("case", BEGINS)
def test_an_answer_is_of_a_day_on_which_there_was_something_to_answer(
    case: str, asked: ReviewRecommendation, client_for: Any
) -> None:
    held, name, sentence = BEGINS[case]
    _put(asked, **held)
    client, url = client_for(Role.DEMOCRATIC_SERVICES), at(asked, "review_answer_add")
    by = asked.addressees.get(name=name).pk
    begins = begins_for(ScrutinyReview.objects.get(pk=asked.review_id), asked.addressees.get(pk=by))
    assert begins
    sent = opened(client, url) | {"by": by, "verdict": "accepted", "text": "Yes."}

    page = Page(client.post(url, sent | _typed("day", begins.day - datetime.timedelta(days=1))))

    assert page.errors["day"] == [sentence]
    assert page.value("text") == "Yes."
    early = Page(client.post(url, sent | _typed("day", begins.day) | _typed("due", days(-12))))
    assert early.errors["due"] == ["Enter a day that is not before it was answered"]
    assert not Response.objects.exists()
    right = sent | _typed("day", begins.day) | _typed("due", begins.day)
    assert client.post(url, right).status_code == 302


def _typed(name: str, day: datetime.date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_a_day_on_which_answers_rest_does_not_move_behind_them(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    make_response(asked, by=asked.addressees.get(name="Cabinet"), day=days(-8))
    client = client_for(Role.DEMOCRATIC_SERVICES)
    url = reverse("scrutiny:review_days", args=[asked.review.council.slug, asked.review_id])

    page = Page(client.post(url, opened(client, url) | _typed("received_on", days(-7))), 409)

    assert "Recommendation 1 was answered on 8 November 2026, before 9 November" in page.main.text
    assert page.value("received_on_day") == "9"
    sent = opened(client, url) | _typed("received_on", days(-8))
    assert client.post(url, sent).status_code == 302


# What was recorded wrongly


def test_a_wrong_answer_is_corrected_with_a_reason_and_stays_to_be_read(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    cabinet = asked.addressees.get(name="Cabinet")
    wrong = make_response(asked, by=cabinet, day=days(-300), due=days(-2000), text="We will.")
    client, url = client_for(Role.DIRECTOR), at(asked, "review_answer", wrong.pk)
    sent = opened(client, url) | _typed("day", days(-1)) | _typed("due", days(30))

    unsaid = Page(client.post(url, sent))
    assert unsaid.errors["why"] == ["Enter why it is corrected"]
    for _ in range(2):
        assert client.post(url, sent | {"why": "Typed the wrong year."}).status_code == 302

    stands = asked.responses.get(corrected_by=None)
    assert (stands.day, stands.due, stands.text) == (days(-1), days(30), "We will.")
    review = reverse("scrutiny:review", args=[asked.review.council.slug, asked.review_id])
    said = read(client_for(Role.READER), review).one("section", id=f"recommendation-{asked.pk}")
    assert "Corrected on" in said.text
    assert "Typed the wrong year." in said.text
    assert "Before, it read: Accepted, Cabinet, 20 January 2026 We will. By" in said.text
    assert said.text.count("Not answered") == 1
    assert last_answer(asked) == stands
    make = at(asked, "review_action_make")
    assert read(client_for(Role.PLAN_MANAGER), make).value("due_year") == "2026"


def test_what_was_accepted_by_mistake_makes_no_action_and_leaves_no_answer_of_theirs(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    cabinet, trust = asked.addressees.order_by("order")
    wrong = make_response(asked, by=cabinet, day=days(-1))
    client, url = client_for(Role.DEMOCRATIC_SERVICES), at(asked, "review_answer", wrong.pk)
    sent = opened(client, url) | {"by": trust.pk, "verdict": "for_another", "text": "The board."}

    assert client.post(url, sent | {"why": "It was the trust."}).status_code == 302

    assert last_verdicts(asked) == {"for_another"}
    assert list(unanswered_by_executive(DAY)) == [cabinet]


def test_who_corrects_second_is_told_what_stands_and_can_correct_that(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    wrong = make_response(asked, by=asked.addressees.get(name="Cabinet"), day=days(-1))
    director, manager = client_for(Role.DIRECTOR), client_for(Role.PLAN_MANAGER)
    url = at(asked, "review_answer", wrong.pk)
    sent = opened(director, url) | {"text": "Mine.", "why": "Mistyped."}
    manager.post(url, opened(manager, url) | {"text": "Theirs.", "why": "Mistyped too."})

    page = Page(director.post(url, sent), 409)

    assert "Somebody corrected this answer meanwhile." in page.main.text
    assert "Theirs." in page.main.text
    assert page.value("text") == "Mine."
    form = page.main.all("form")[-1]
    assert director.post(form.get("action"), fields_of(form)).status_code == 302
    assert asked.responses.get(corrected_by=None).text == "Mine."


def test_an_answer_of_another_is_corrected_by_who_runs_reviews_alone(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    url = at(asked, "review_answer", make_response(asked, by=asked.addressees.last()).pk)

    assert client_for(Role.DIRECTOR).get(url).status_code == 403
    assert client_for(Role.DEMOCRATIC_SERVICES).get(url).status_code == 200


def test_what_was_corrected_later_stands_as_it_was_known_then(
    asked: ReviewRecommendation,
) -> None:
    cabinet = asked.addressees.get(name="Cabinet")
    wrong = make_response(asked, by=cabinet, day=days(-5), known_on=days(-5), text="No.")
    right = make_response(
        asked, by=cabinet, day=days(-1), known_on=days(-1), corrects=wrong, why="Mistyped."
    )

    def stands(**state: Any) -> list[Response]:
        as_at = AsAt(**{"day": DAY, "today": DAY} | state)
        return recommended_in([asked.review], as_at)[asked.review_id][0].responses

    assert stands() == [right]
    assert stands(day=days(-3)) == []
    assert stands(known_on=days(-3)) == [wrong]


def test_who_answers_second_is_told_and_what_they_send_again_stands_after(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    director, manager = client_for(Role.DIRECTOR), client_for(Role.PLAN_MANAGER)
    url = at(asked, "review_answer_add")
    first, second = opened(director, url), opened(manager, url)
    manager.post(url, second | {"verdict": "not_accepted", "text": "No money."})

    page = Page(director.post(url, first | {"verdict": "accepted", "text": "We will."}), 409)

    assert "Somebody recorded another answer meanwhile." in page.main.text
    assert "No money." in page.main.text
    assert page.value("text") == "We will."
    again = fields_of(page.main.all("form")[-1])
    for _ in range(2):
        assert director.post(url, again).status_code == 302
    said = asked.responses.order_by("pk").values_list("text", flat=True)
    assert list(said) == ["No money.", "We will."]


def test_my_work_says_what_the_executive_owes_and_by_when(
    asked: ReviewRecommendation, member: Any, client_for: Any
) -> None:
    def waiting(role: str) -> list[str]:
        page = read(client_for(role), reverse("actionplans:my_work"))
        return [text for text in page.main.links if "Deep dive" in text]

    due = "Recommendation 1 of “Deep dive”: the answer is due by 6 January 2027"
    assert waiting(Role.DIRECTOR) == waiting(Role.PLAN_MANAGER) == [due]
    assert waiting(Role.LEAD_OFFICER) == waiting(Role.SCRUTINY_MEMBER) == []
    _put(asked, received_on=days(-70), adopted_on=days(-70))
    assert waiting(Role.DIRECTOR) == [
        "Recommendation 1 of “Deep dive”: the answer was due by 6 November 2026"
    ]
    _put(asked, received_on=None)
    assert waiting(Role.DIRECTOR) == ["Recommendation 1 of “Deep dive”"]
    _put(asked, published_on=None)
    assert waiting(Role.DIRECTOR) == []
    _put(asked, published_on=DAY)
    make_response(asked, by=asked.addressees.get(name="The trust"))
    assert waiting(Role.DIRECTOR) != []
    make_response(asked, by=None, source="A paper", verdict="not_stated")
    assert waiting(Role.DIRECTOR) == []


def test_the_chair_is_told_in_their_own_work_of_an_answer_that_is_late(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    chair = make_member(asked.review.council, Role.SCRUTINY_MEMBER)
    other = make_member(asked.review.council, Role.SCRUTINY_MEMBER)
    make_review_member(asked.review, chair, part="chair")
    make_review_member(asked.review, other, part="member")

    def told(user: Any) -> list[str]:
        page = read(client_for(user), reverse("actionplans:my_work"))
        return [text for text in page.main.links if "Deep dive" in text]

    assert told(chair) == []
    _put(asked, received_on=days(-70), adopted_on=days(-70))
    assert told(chair) == ["“Deep dive”: the answer was due by 6 November 2026"]
    assert told(other) == []
    make_response(asked, by=asked.addressees.get(name="Cabinet"))
    assert told(chair) == []


def _put(asked: ReviewRecommendation, **fields: Any) -> None:
    """Set days of the review, also those that stay once they are there."""
    with pgtrigger.ignore("scrutiny.ScrutinyReview:opened_stays_open"):
        ScrutinyReview.objects.filter(pk=asked.review_id).update(**fields)


@pytest.mark.parametrize(
    ("verdict", "makes", "links"),
    [
        ("accepted", True, True),
        ("in_part", True, True),
        ("in_place", False, True),
        ("not_stated", False, True),
        ("not_accepted", False, False),
        ("for_another", False, False),
        (None, False, False),
    ],
)
def test_what_is_accepted_becomes_an_action_and_what_is_done_is_linked(
    verdict: str | None, makes: bool, links: bool, asked: ReviewRecommendation, client_for: Any
) -> None:
    if verdict:
        make_response(asked, verdict=verdict, source="Minutes", day=days(-1))
    manager = client_for(Role.PLAN_MANAGER)
    action = make_action(asked.review.plan, reference="A1")

    made = manager.post(
        at(asked, "review_action_make"),
        {"plan": asked.review.plan_id, "reference": "N1", "text": "Do it.", "reason": "Accepted."},
    )
    linked = manager.post(at(asked, "review_action_link"), {"action": action.pk})

    assert made.status_code == (302 if makes else 409)
    assert linked.status_code == (302 if links else 409)
    assert ActionFromReview.objects.count() == makes + links
    page = read(
        manager, reverse("scrutiny:review", args=[asked.review.council.slug, asked.review_id])
    )
    assert any(text.startswith("Make it an action") for text in page.main.links) == makes
    assert any(text.startswith("Link an action") for text in page.main.links) == links


def test_a_later_refusal_takes_back_what_may_be_made(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    cabinet = asked.addressees.get(name="Cabinet")
    make_response(asked, by=cabinet, day=days(-3))
    make_response(asked, by=cabinet, day=days(-1), verdict="not_accepted", text="No more.")

    page = read(client_for(Role.PLAN_MANAGER), at(asked, "review_action_make"))

    assert "It is not accepted, so no action is made from it." in page.main.text


def test_the_action_proposed_has_the_words_lead_and_date_of_the_answer(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    lead = make_officer(asked.review.council, "Head of Access")
    make_response(asked, lead=lead, due=days(30), day=days(-1))
    manager, url = client_for(Role.PLAN_MANAGER), at(asked, "review_action_make")
    make_action(asked.review.plan, reference="A2")

    page = read(manager, url)

    assert page.value("text") == asked.text
    assert page.value("reference") == "A3"
    assert page.value("due_month") == "12"
    assert page.value("reason") == (
        "Recommendation 1 of the review “Deep dive”, accepted on 15 November 2026."
    )
    taken = opened(manager, url) | {"reference": "A2"}
    told = Page(manager.post(url, taken | {"text": "Mine"}), 409)
    assert "Another action has number A2 already." in told.main.text
    assert told.value("text") == "Mine"
    assert manager.post(url, taken | {"reference": "3"}).status_code == 302
    action = asked.actions.get().action
    assert action.milestones.get().leads.get().officer == lead
    events: Any = type(action)
    event = events.pgh_event_model.objects.filter(pgh_obj_id=action.pk).first()
    assert "Deep dive" in event.pgh_context.metadata["reason"]


def test_plans_that_are_closed_or_of_another_council_take_no_action(
    asked: ReviewRecommendation, other_council: Council, client_for: Any
) -> None:
    make_response(asked)
    manager, url = client_for(Role.PLAN_MANAGER), at(asked, "review_action_make")
    sent = {"reference": "N1", "text": "Do it.", "reason": "Accepted."}
    closed = make_plan(asked.review.council, status="closed")

    for plan in (closed, make_plan(other_council)):
        assert Page(manager.post(url, sent | {"plan": plan.pk})).errors["plan"]
        linked = manager.post(at(asked, "review_action_link"), {"action": make_action(plan).pk})
        assert Page(linked).errors["action"]
    assert not ActionFromReview.objects.exists()


def test_an_action_says_where_it_came_from_and_the_link_can_be_taken_off(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    make_response(asked)
    action = make_action(asked.review.plan)
    manager, reader = client_for(Role.PLAN_MANAGER), client_for(Role.READER)
    manager.post(at(asked, "review_action_link"), {"action": action.pk})
    page = reverse(
        "actionplans:action", args=[asked.review.council.slug, action.plan_id, action.pk]
    )
    words = "Recommendation 1 of the review “Deep dive”"

    assert words in read(reader, page).main.links
    _put(asked, published_on=days(1))
    assert words not in read(reader, page).main.links
    _put(asked, published_on=DAY)
    manager.post(at(asked, "review_action_unlink", action.pk))
    assert words not in read(reader, page).main.links
    history: Any = ActionFromReview
    assert history.pgh_event_model.objects.count() == 2


def test_the_page_of_an_action_asks_no_more_for_more_reviews(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    client, action = client_for(Role.READER), make_action(asked.review.plan)
    url = reverse("actionplans:action", args=[asked.review.council.slug, action.plan_id, action.pk])
    ActionFromReview.objects.create(recommendation=asked, action=action)
    few = queries_of(client, url)

    for _ in range(3):
        other = make_scrutiny_review(asked.review.council, **OPEN)
        ActionFromReview.objects.create(
            recommendation=make_review_recommendation(other), action=action
        )

    assert_same_number(few, queries_of(client, url))


# Its report


def _begin(review: ScrutinyReview, client: Client, **typed: Any) -> Any:
    url = reverse("scrutiny:review_paper_begin", args=[review.council.slug, review.pk])
    sent = opened(client, url) | {"body": review.commissioned_by_id} | typed
    assert client.post(url, sent).status_code == 302
    return review.papers.order_by("-pk")[0].report


@pytest.mark.parametrize(
    ("headings", "place"),
    [
        (["Summary", "Background and key issues", "Relevant risks", "Consultation"], 2),
        (["Summary", "Options considered"], 1),
        (["Summary", "Detail"], 2),
        (["Reducing inequalities"], 1),
        (["Background papers"], 0),
    ],
)
def test_its_headings_stand_before_what_follows_from_them(
    headings: list[str], place: int, asked: ReviewRecommendation, client_for: Any
) -> None:
    sections = [{"key": f"s{n}", "heading": text} for n, text in enumerate(headings)]
    style = make_style(asked.review.council, content=STYLE | {"sections": sections})

    report = _begin(asked.review, client_for(Role.DEMOCRATIC_SERVICES), house_style=style.pk)

    ours = [each.heading for each in SECTIONS]
    found = list(report.sections.order_by("order").values_list("heading", flat=True))
    assert found == [*headings[:place], *ours, *headings[place:]]


def test_a_heading_that_needs_a_clearance_comes_after_them(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    make_style(asked.review.council)

    report = _begin(asked.review, client_for(Role.DEMOCRATIC_SERVICES))

    rows = list(report.sections.order_by("order"))
    cleared = [n for n, row in enumerate(rows) if row.clearances]
    assert cleared == [len(rows) - 1]


def test_it_is_proposed_for_the_next_meeting_of_the_body_that_commissioned_it(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    make_style(asked.review.council)
    client = client_for(Role.DEMOCRATIC_SERVICES)
    url = reverse("scrutiny:review_paper_begin", args=[asked.review.council.slug, asked.review_id])
    make_meeting(make_body(asked.review.council), days(2))

    assert opened(client, url)["body"] == [str(asked.review.commissioned_by_id)]
    meeting = make_meeting(asked.review.commissioned_by, days(9))
    assert opened(client, url)["meeting"] == [str(meeting.pk)]
    assert opened(client, url)["title"] == ["Deep dive: report of the working group"]


def test_a_style_that_builds_from_reviews_itself_gets_no_headings_of_ours(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    own = {"key": "asked", "heading": "What was asked", "parts": [BUILT]}
    style = make_style(asked.review.council, content=STYLE | {"sections": [own]})

    report = _begin(asked.review, client_for(Role.PLAN_MANAGER), house_style=style.pk)

    assert [row.heading for row in report.sections.all()] == ["What was asked"]


BUILT = {"kind": "built", "of": "review_answers"}


def test_a_style_with_a_place_for_recommendations_and_responses_has_them_there(
    asked: ReviewRecommendation, client_for: Any
) -> None:
    text = {"kind": "written", "hint": "Why the report comes."}
    sections = [
        {"key": "summary", "heading": "Summary", "parts": [text]},
        {"key": "detail", "heading": "Detail", "parts": [text, {"kind": "table", "of": "answers"}]},
        {"key": "risk", "heading": "Risk management"},
    ]
    style = make_style(asked.review.council, content=STYLE | {"sections": sections})
    clerk = client_for(Role.DEMOCRATIC_SERVICES)
    make_review_finding(asked.review, "Thresholds vary.")

    report = _begin(asked.review, clerk, house_style=style.pk)

    held = {
        row.heading: [(p.of, p.options.get("what")) for p in row.parts.order_by("order")]
        for row in report.sections.order_by("order")
    }
    about = [("review_about", what) for what in ("terms", "strands", "methodology")]
    assert held["Summary"] == [("", None), *about]
    found = ("review_about", "findings")
    assert held["Detail"] == [("", None), found, ("review_answers", None)]
    assert list(held) == ["Summary", "Detail", "Risk management"]
    page = read(clerk, reverse("reports:paper", args=[report.council.slug, report.pk])).main.text
    assert "About a review: how it went about it" in page
    assert asked.text in page
    said = [each.words for each in compose(report, DAY).empty]
    assert "How the group goes about it is not written on the review." in said
    assert not [words for words in said if "about no review" in words]


def test_before_it_is_published_its_keepers_alone_begin_it_and_are_told_who_reads_it(
    council: Council, client_for: Any
) -> None:
    review = make_scrutiny_review(council)
    user = make_member(council, Role.DEMOCRATIC_SERVICES)
    url = reverse("scrutiny:review_paper_begin", args=[council.slug, review.pk])
    make_style(council)
    make_body(council, kind=Body.Kind.CABINET)

    assert client_for(user).get(url).status_code == 403
    make_review_member(review, user, part="officer")
    assert "Officers who read draft reports here" in read(client_for(user), url).main.text
