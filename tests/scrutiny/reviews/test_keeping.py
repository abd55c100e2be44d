"""Changing a review: who may, what is refused and in which words, and what two people save."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council
from councils.roles import Role
from scrutiny.models import ReviewNote, ScrutinyReview
from scrutiny.reviews.days import wrong_with
from scrutiny.reviews.recommending import addressed
from scrutiny.reviews.strands import may_look_into
from tests.factories import (
    DAY,
    days,
    make_body,
    make_member,
    make_note,
    make_response,
    make_review_finding,
    make_review_member,
    make_review_recommendation,
    make_scrutiny_review,
    make_session,
    make_strand,
)
from tests.pages import Page, fields_of, fix_today, read

pytestmark = pytest.mark.django_db
TAKE_OUT = {"confirm": "yes"}
PARTS = ("day", "month", "year")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def review(council: Council) -> ScrutinyReview:
    return make_scrutiny_review(council)


@pytest.fixture
def group(review: ScrutinyReview, client_for: Any) -> dict[str, Client]:
    """Return somebody of the group for each part in it, each a reader by role."""
    found = {}
    for part in ("chair", "member", "co_opted", "officer"):
        user = make_member(review.council, Role.READER)
        make_review_member(review, user, part=part)
        found[part] = client_for(user)
    return found


def at(review: ScrutinyReview, name: str, *keys: int) -> str:
    return reverse(f"scrutiny:{name}", args=[review.council.slug, review.pk, *keys])


def opened(client: Client, url: str) -> dict[str, Any]:
    """Return what a browser would send of the page's form as it stands."""
    forms = read(client, url).main.all("form")
    return fields_of(next(f for f in forms if "/delete/" not in (f.get("action") or "")))


MAY_WRITE = {
    "review_session_add": {"chair", "officer"},
    "review_note_add": {"chair", "officer", "member"},
    "review_finding_add": {"chair", "officer"},
    "review_recommendation_add": {"chair", "officer"},
    "review_about": {"chair", "officer"},
    "review_strands": {"chair", "officer"},
    "review_days": {"chair", "officer"},
    "review_publish": {"chair", "officer"},
    "review_open_notes": {"chair", "officer"},
    "review_person_add": set(),
}


@pytest.mark.parametrize("name", MAY_WRITE)
def test_within_a_group_each_part_may_what_the_table_says(
    name: str, review: ScrutinyReview, group: dict[str, Client]
) -> None:
    codes = {part: client.get(at(review, name)).status_code for part, client in group.items()}

    assert {part for part, code in codes.items() if code == 200} == MAY_WRITE[name]
    assert set(codes.values()) <= {200, 403}


def test_who_runs_reviews_but_is_not_of_the_group_writes_nothing_of_it(
    review: ScrutinyReview, client_for: Any
) -> None:
    client = client_for(Role.DEMOCRATIC_SERVICES)
    review.members.create(name="Councillor for Elm", part="chair")
    finding = make_review_finding(review, "findingword")
    note = make_note(review, "noteword")

    for url in (
        at(review, "review_finding", finding.pk),
        at(review, "review_note", note.pk),
        at(review, "review_publish"),
        at(review, "review_open_notes"),
    ):
        page = Page(client.get(url), 403)
        assert "findingword" not in page.text
        assert "noteword" not in page.text
        assert "Ask Councillor for Elm." in page.text
    assert client.get(at(review, "review_person_add")).status_code == 200


def test_a_draft_cannot_be_answered_nor_made_an_action(
    review: ScrutinyReview, client_for: Any
) -> None:
    asked = make_review_recommendation(review)

    for name in ("review_answer_add", "review_action_make", "review_action_link"):
        assert client_for(Role.PLAN_MANAGER).get(at(review, name, asked.pk)).status_code == 404
    assert client_for(Role.PLAN_MANAGER).get(at(review, "review_paper_begin")).status_code == 403


CHANGED: dict[str, Any] = {
    "review_finding": (make_review_finding, {"text": "Mine"}),
    "review_note": (make_note, {"text": "Mine"}),
    "review_session": (make_session, {"about": "Mine"}),
    "review_recommendation": (make_review_recommendation, {"text": "Mine", "executive": "on"}),
    "review_about": (None, {"terms": "Mine"}),
}


@pytest.mark.parametrize("name", CHANGED)
def test_the_second_of_two_who_save_is_told_and_loses_nothing(
    name: str, review: ScrutinyReview, group: dict[str, Client]
) -> None:
    make, typed = CHANGED[name]
    chair: Any = group["chair"]
    own = {"written_by": chair.user} if name == "review_note" else {}
    row = make(review, **own) if make else review
    url = at(review, name, *([row.pk] if make else []))
    first, second = opened(group["chair"], url), opened(group["officer"], url)
    field = next(iter(typed))
    assert group["officer"].post(url, second | typed | {field: "Theirs"}).status_code == 302

    told = group["chair"].post(url, first | typed)

    page = Page(told, 409)
    assert "changed this at" in page.main.text
    assert "Theirs" in page.main.text
    assert page.value(field) == "Mine"
    forms = [f for f in page.main.all("form") if "/delete/" not in (f.get("action") or "")]
    assert group["chair"].post(url, fields_of(forms[0])).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "Mine"


def test_two_who_write_different_things_do_not_disturb_each_other(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    finding = make_review_finding(review)
    url = at(review, "review_finding", finding.pk)
    first = opened(group["chair"], url)
    noted = group["member"].post(at(review, "review_note_add"), {"text": "Meanwhile"})

    assert noted.status_code == 302
    assert group["chair"].post(url, first | {"text": "Mine"}).status_code == 302
    assert ScrutinyReview.objects.get(pk=review.pk).version == review.version + 2


def test_what_was_settled_meanwhile_is_not_changed_and_the_words_stay(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    finding = make_review_finding(review, "As it was")
    url = at(review, "review_finding", finding.pk)
    sent = opened(group["chair"], url) | {"text": "Mine"}
    ScrutinyReview.objects.filter(pk=review.pk).update(adopted_on=DAY)

    page = Page(group["chair"].post(url, sent))

    assert page.h1 == "Correct a finding"
    assert page.errors["reason"] == ["Enter why it is corrected"]
    assert page.value("text") == "Mine"
    for name in ("review_finding_add", "review_recommendation_add"):
        told = read(group["chair"], at(review, name)).main
        assert "so its findings and recommendations stand: none is added." in told.text
        assert told.all("form") == []
    new = Page(group["chair"].post(at(review, "review_finding_add"), {"text": "One more"}), 409)
    assert "Correct one with a reason." in new.main.text
    assert new.value("text") == "One more"
    gone = at(review, "review_finding_remove", finding.pk)
    moved = at(review, "review_finding_up", finding.pk)
    for where in (gone, moved):
        where_to = group["chair"].post(where, TAKE_OUT | {"seen": sent["seen"]})["Location"]
        assert "so its findings and recommendations stand" in read(group["chair"], where_to).text
    finding.refresh_from_db()
    assert finding.text == "As it was"


def test_a_member_changes_their_own_note_alone_and_nobody_does_once_notes_are_open(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    member: Any = group["member"]
    own, other = make_note(review, written_by=member.user), make_note(review)

    assert member.get(at(review, "review_note", own.pk)).status_code == 200
    assert member.get(at(review, "review_note", other.pk)).status_code == 403
    assert group["officer"].get(at(review, "review_note", other.pk)).status_code == 200
    refused = group["chair"].get(at(review, "review_note", other.pk))
    assert refused.status_code == 403
    assert f"Ask {other.written_by} or" in Page(refused, 403).main.text
    assert group["chair"].get(at(review, "review_note_remove", other.pk)).status_code == 403
    sent = opened(member, at(review, "review_note", own.pk))
    opening = {"published_on": DAY, "notes_opened_on": DAY}
    ScrutinyReview.objects.filter(pk=review.pk).update(**opening)
    page = Page(member.post(at(review, "review_note", own.pk), sent | {"text": "Late"}), 409)
    assert "The notes were opened meanwhile" in page.main.text
    assert page.value("text") == "Late"


def test_a_note_that_another_changed_says_so_under_its_writers_name(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    chair, officer, url = group["chair"], group["officer"], at(review, "review")
    chair.post(at(review, "review_note_add"), {"text": "As I said it."})
    note = review.notes.get()
    where = at(review, "review_note", note.pk)

    def said(page: str = url) -> str:
        return next(t for t in read(group["member"], page).main.texts("li") if "I said" in t)

    chair.post(where, opened(chair, where) | {"text": "As I said it then."})
    assert "changed by" not in said()
    form = read(officer, where).main
    assert f"Note of {note.written_by}" in form.text
    assert "Your note" not in form.text
    officer.post(where, opened(officer, where) | {"text": "As I said it there."})
    user: Any = officer
    assert f"{note.written_by}, changed by {user.user} on" in said()
    chair.post(where, opened(chair, where) | {"text": "As I said it after all."})
    assert f"changed by {user.user} on" in said()
    ScrutinyReview.objects.filter(pk=review.pk).update(published_on=DAY)
    opening = read(chair, at(review, "review_open_notes")).main.text
    assert f"{note.written_by}, changed by {user.user} on" in opening


def test_what_is_taken_out_is_asked_about_first_and_what_was_typed_stays(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    session = make_session(review)
    url, where = (
        at(review, name, session.pk) for name in ("review_session", "review_session_remove")
    )
    chair = group["chair"]
    sent = opened(chair, url) | {"about": "Typed and not saved."}

    page = Page(chair.post(where, sent))

    assert page.h1 == "Take this session out?"
    back = fields_of(page.one("form", id="again"))
    again = Page(chair.post(url, back))
    assert again.value("about") == "Typed and not saved."
    assert review.sessions.get().about == "Thresholds"
    assert chair.post(where, fields_of(page.one("form", id="remove"))).status_code == 302
    assert not review.sessions.exists()


def test_what_is_in_use_stays(review: ScrutinyReview, group: dict[str, Client]) -> None:
    session, strand = make_session(review), make_strand(review)
    note = make_note(review, session=session, strand=strand)
    chair = group["chair"]

    sent = opened(chair, at(review, "review_session", session.pk))
    where = at(review, "review_session_remove", session.pk)
    told = chair.post(where, TAKE_OUT | {"seen": sent["seen"]})
    assert "Notes belong to it, so it stays." in read(chair, told["Location"]).text
    chosen = opened(chair, at(review, "review_strands"))
    told = chair.post(at(review, "review_strands"), chosen | {"chosen": []})
    assert "Something is written on recommendation 1" in Page(told, 409).main.text

    ReviewNote.objects.filter(pk=note.pk).delete()
    assert chair.post(at(review, "review_strands"), chosen | {"chosen": []}).status_code == 302
    chair.post(where, TAKE_OUT | {"seen": sent["seen"]})
    assert not review.sessions.exists()
    assert not review.strands.exists()


def test_who_chooses_second_is_told_what_is_chosen_and_keeps_their_ticks(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    url = at(review, "review_strands")
    sent = opened(group["chair"], url)
    first, second = (each.pk for each in may_look_into(review.plan))
    group["officer"].post(url, sent | {"chosen": [first]})

    page = Page(group["chair"].post(url, sent | {"chosen": [second]}), 409)

    assert "1. Mend practice 1." in page.main.texts("li")
    assert page.value("chosen") == str(second)
    assert group["chair"].post(url, fields_of(page.main.all("form")[0])).status_code == 302
    assert list(review.strands.values_list("recommendation", flat=True)) == [second]


def test_a_row_that_changed_meanwhile_is_not_taken_out(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    finding = make_review_finding(review)
    sent = opened(group["chair"], at(review, "review_finding", finding.pk))
    finding.text = "Other words"
    finding.save()

    where = at(review, "review_finding_remove", finding.pk)
    told = group["chair"].post(where, TAKE_OUT | {"seen": sent["seen"]})

    assert (
        "changed it meanwhile, so it was not taken out"
        in read(group["chair"], told["Location"]).text
    )
    assert review.findings.exists()


def test_findings_move_up_once_for_two_presses_of_the_same_page(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    rows = [make_review_finding(review, text) for text in ("a", "b", "c")]
    where = at(review, "review_finding_up", rows[2].pk)

    for _ in range(2):
        group["chair"].post(where, {"seen": "3"})

    order = review.findings.order_by("order").values_list("text", flat=True)
    assert list(order) == ["a", "c", "b"]


def test_what_stands_behind_one_that_is_taken_out_moves_up(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    rows = [make_review_recommendation(review, text) for text in ("a", "b", "c")]
    url = at(review, "review_recommendation", rows[1].pk)
    sent = opened(group["chair"], url)

    group["chair"].post(at(review, "review_recommendation_remove", rows[1].pk), sent | TAKE_OUT)

    left = review.recommendations.order_by("order").values_list("order", "text")
    assert list(left) == [(1, "a"), (2, "c")]


def test_somebody_is_in_a_group_once_and_leaves_it_on_a_day(
    review: ScrutinyReview, client_for: Any
) -> None:
    user = make_member(review.council, Role.SCRUTINY_MEMBER)
    officer = client_for(Role.DEMOCRATIC_SERVICES)
    add = {"user": user.pk, "part": "member"}
    assert officer.post(at(review, "review_person_add"), add).status_code == 302

    again = Page(officer.post(at(review, "review_person_add"), add), 409)
    assert f"{user.name} is in the group already." in again.main.text
    empty = Page(officer.post(at(review, "review_person_add"), {"part": "member"}))
    assert empty.errors["name"] == ["Select somebody with an account, or enter a name"]

    held = review.members.get()
    url = at(review, "review_person", held.pk)
    sent = opened(officer, url) | {"ends_day": "16", "ends_month": "11", "ends_year": "2026"}
    assert officer.post(url, sent).status_code == 302
    make_note(review, "noteword")
    assert "noteword" not in read(client_for(user), at(review, "review")).text


def test_somebody_of_another_council_cannot_be_added(
    review: ScrutinyReview, other_council: Council, client_for: Any
) -> None:
    other = make_member(other_council, Role.READER)
    add = {"user": other.pk, "part": "member"}

    page = Page(client_for(Role.DEMOCRATIC_SERVICES).post(at(review, "review_person_add"), add))

    assert page.errors["user"]
    assert other.name not in page.main.text


WRONG: dict[str, tuple[dict[str, Any], Any, list[tuple[str, str]]]] = {
    "all is well": (
        {"reported_on": days(-3), "adopted_on": days(-3), "received_on": DAY},
        DAY,
        [],
    ),
    "in the future": ({"reported_on": days(1)}, None, [("reported_on", "Enter a day up to today")]),
    "adopted before it was reported": (
        {"reported_on": DAY, "adopted_on": days(-1)},
        None,
        [("adopted_on", "Enter a day that is not before it was reported")],
    ),
    "adopted, not reported": ({"adopted_on": DAY}, None, [("reported_on", "Enter the day it was")]),
    "received before it was adopted": (
        {"reported_on": DAY, "adopted_on": DAY, "received_on": days(-1)},
        DAY,
        [("received_on", "Enter a day that is not before it was adopted")],
    ),
    "received, not adopted": (
        {"received_on": DAY},
        DAY,
        [("adopted_on", "Enter the day it was adopted too")],
    ),
    "received, not published": (
        {"reported_on": DAY, "adopted_on": DAY, "received_on": DAY},
        None,
        [("received_on", "Publish its findings and recommendations first")],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_days_that_cannot_be_are_refused_with_what_to_do(case: str) -> None:
    given, published_on, expected = WRONG[case]

    found = list(wrong_with(given, published_on, DAY))

    assert [name for name, _ in found] == [name for name, _ in expected]
    assert all(
        said.startswith(start) for (_, said), (_, start) in zip(found, expected, strict=True)
    )


def test_a_wrong_day_of_receipt_is_corrected_and_the_history_keeps_both(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    held = {"reported_on": days(-9), "adopted_on": days(-9), "published_on": days(-9)}
    ScrutinyReview.objects.filter(pk=review.pk).update(received_on=days(-2), **held)
    url = at(review, "review_days")
    sent = opened(group["officer"], url)

    said = group["officer"].post(url, sent | {"received_on_day": "10"})

    banner = read(group["officer"], said["Location"]).banners
    assert banner == ["Saved. The executive’s answer is due by 9 January 2027."]
    events = ScrutinyReview.pgh_event_model.objects.filter(pgh_obj_id=review.pk)  # type: ignore[attr-defined]
    assert {days(-2), days(-6)} <= set(events.values_list("received_on", flat=True))
    page = read(group["member"], at(review, "review")).main.text
    assert "10 November 2026 (corrected; recorded before as 14 November 2026)" in page
    stale = Page(group["chair"].post(url, sent | {"received_on_day": "11"}), 409)
    assert stale.value("received_on_day") == "11"


def test_what_was_answered_stays_adopted(review: ScrutinyReview, group: dict[str, Client]) -> None:
    held = {"reported_on": days(-9), "adopted_on": days(-9), "published_on": days(-9)}
    ScrutinyReview.objects.filter(pk=review.pk).update(**held)
    make_response(make_review_recommendation(review))
    url = at(review, "review_days")
    none = {f"adopted_on_{part}": "" for part in ("day", "month", "year")}

    page = Page(group["chair"].post(url, opened(group["chair"], url) | none), 409)

    assert "the day it was adopted cannot be taken back" in page.main.text


def test_only_what_the_page_listed_is_published(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    url = at(review, "review_publish")
    sent = opened(group["chair"], url)
    group["officer"].post(at(review, "review_finding_add"), {"text": "Added meanwhile."})

    page = Page(group["chair"].post(url, sent), 409)

    assert "Somebody changed the review after you opened this page." in page.main.text
    assert "Added meanwhile." in page.main.text
    assert group["chair"].post(url, {"seen": page.value("seen")}).status_code == 302
    assert "already" in Page(group["officer"].post(url, {"seen": "1"}), 409).main.text


def test_who_of_the_group_may_not_change_it_is_told_who_may(
    review: ScrutinyReview, group: dict[str, Client]
) -> None:
    said = Page(group["co_opted"].get(at(review, "review_about")), 403).main.text

    assert "Only the chair of the working group and its scrutiny officer can" in said
    assert "It takes a role" not in said


def test_a_review_without_a_plan_to_look_into_says_what_to_do(
    council: Council, client_for: Any
) -> None:
    url = reverse("scrutiny:review_add", args=[council.slug])

    page = read(client_for(Role.DEMOCRATIC_SERVICES), url).main

    assert "has no plan here, and a review looks into the recommendations of one." in page.text
    assert page.all("form") == []


def test_a_review_is_not_commissioned_on_a_day_to_come(
    review: ScrutinyReview, client_for: Any
) -> None:
    client = client_for(Role.DEMOCRATIC_SERVICES)
    start = reverse("scrutiny:review_add", args=[review.council.slug])
    coming = {
        f"commissioned_on_{part}": n for part, n in zip(PARTS, ("17", "11", "2026"), strict=True)
    }

    for url in (start, at(review, "review_about")):
        sent = opened(client, url) | coming | {"title": "Another", "terms": "Kept."}
        page = Page(client.post(url, sent))
        assert page.errors["commissioned_on"] == [
            "Enter a day up to today: the body has to have decided it"
        ]
        assert page.value("terms") == "Kept."
    same_day = opened(client, url) | coming | {"commissioned_on_day": "16"}
    assert client.post(url, same_day).status_code == 302


def test_a_title_that_is_taken_says_so_and_keeps_what_was_typed(
    review: ScrutinyReview, client_for: Any
) -> None:
    typed = {
        "title": review.title,
        "plan": review.plan_id,
        "commissioned_by": review.commissioned_by_id,
        "terms": "Look into it.",
    }

    page = Page(
        client_for(Role.DEMOCRATIC_SERVICES).post(
            reverse("scrutiny:review_add", args=[review.council.slug]), typed
        )
    )

    assert page.errors["title"] == [
        "The council has a review of this title already. Call it something else."
    ]
    assert page.value("terms") == "Look into it."


def test_a_recommendation_is_made_to_each_once_the_executive_first(council: Council) -> None:
    board = make_body(council, "Safeguarding partnership")

    found = addressed(None, True, [board], "The trust\n\n  the  Trust \ncabinet")

    assert [(each.kind, each.name) for each in found] == [
        ("executive", "Cabinet"),
        ("other", "Safeguarding partnership"),
        ("other", "The trust"),
    ]
