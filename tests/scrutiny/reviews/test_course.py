"""The whole course of a review, as its people go through it page by page."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Body, Council
from councils.roles import Role
from scrutiny.models import ScrutinyReview
from tests.factories import (
    DAY,
    days,
    make_body,
    make_member,
    make_officer,
    make_scrutiny_review,
    make_style,
)
from tests.pages import Page, fields_of, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


def at(council: Council, name: str, *keys: int) -> str:
    return reverse(f"scrutiny:{name}", args=[council.slug, *keys])


def as_parts(name: str, day: datetime.date) -> dict[str, str]:
    return {
        f"{name}_day": f"{day.day}",
        f"{name}_month": f"{day.month}",
        f"{name}_year": f"{day.year}",
    }


def send(client: Client, url: str, **typed: Any) -> Page:
    """Fill in the form of a page as a browser has it, send it, and return where it leads."""
    page = read(client, url)
    forms = [form for form in page.main.all("form") if "/delete/" not in (form.get("action") or "")]
    answer = client.post(url, fields_of(forms[0]) | typed)
    assert answer.status_code == 302, Page(answer, answer.status_code).main.text
    return read(client, answer["Location"])


def test_a_review_from_its_start_to_the_answer(council: Council, client_for: Any) -> None:
    model = make_scrutiny_review(council)
    plan, body = model.plan, model.commissioned_by
    make_body(council, "Cabinet", kind=Body.Kind.CABINET)
    make_style(council)
    chair = make_member(council, Role.SCRUTINY_MEMBER)
    officer, member = client_for(Role.DEMOCRATIC_SERVICES), client_for(chair)

    page = send(
        officer,
        at(council, "review_add"),
        title="Deep dive",
        plan=plan.pk,
        commissioned_by=body.pk,
        terms="Look into thresholds.",
        **as_parts("commissioned_on", days(-60)),
    )
    review = ScrutinyReview.objects.get(title="Deep dive")
    assert page.h1 == "Deep dive"
    assert "Commissioned on 17 September 2026; the group has not met yet." in page.main.text

    send(officer, at(council, "review_person_add", review.pk), user=chair.pk, part="chair")
    asked = [each.pk for each in plan.sources.get().recommendations.order_by("order")]
    send(officer, at(council, "review_strands", review.pk), chosen=asked[:1])
    send(
        officer,
        at(council, "review_session_add", review.pk),
        about="Thresholds",
        met="Team managers\nThe partnership’s chair",
        **as_parts("held_on", days(-30)),
    )
    strand = review.strands.get()
    session = review.sessions.get()
    send(
        member, at(council, "review_note_add", review.pk), text="Staff differ.", session=session.pk
    )
    send(member, at(council, "review_finding_add", review.pk), text="Thresholds vary.")
    page = send(
        member,
        at(council, "review_recommendation_add", review.pk),
        text="Audit *thresholds* each quarter.",
        executive="on",
        others="The health trust\n The health trust ",
        strand=strand.pk,
    )
    recommended = review.recommendations.get()
    names = recommended.addressees.order_by("order").values_list("name", flat=True)
    assert list(names) == ["Cabinet", "The health trust"]
    assert "Recommendation 1 To Cabinet and The health trust" in page.main.text
    assert "the group has met once" in page.main.text

    reader = client_for(Role.READER)
    assert "Audit thresholds" not in read(reader, at(council, "review", review.pk)).main.text
    listed = read(member, at(council, "review_publish", review.pk)).main.text
    assert "Thresholds vary." in listed
    assert "Staff differ." not in listed
    send(officer, at(council, "review_days", review.pk), **as_parts("reported_on", days(-20)))
    send(officer, at(council, "review_publish", review.pk))
    page = send(
        officer,
        at(council, "review_days", review.pk),
        **as_parts("adopted_on", days(-10)),
        **as_parts("received_on", days(-9)),
    )
    assert page.banners == ["Saved. The executive’s answer is due by 6 January 2027."]
    seen = read(reader, at(council, "review", review.pk)).main.text
    assert "Audit thresholds each quarter." in seen
    assert "its answer is due by 6 January 2027" in seen
    assert "Staff differ." not in seen

    send(
        member,
        at(council, "review_recommendation", review.pk, recommended.pk),
        text="Audit thresholds each month.",
        reason="The quarter was a slip.",
    )
    corrected = read(reader, at(council, "review", review.pk)).main.text
    assert "Corrected on" in corrected
    assert "The quarter was a slip. Before, it read: Audit thresholds each quarter." in corrected
    manager = client_for(Role.PLAN_MANAGER)
    waiting = read(manager, reverse("actionplans:my_work")).main.text
    assert "Recommendation 1 of “Deep dive”: the answer is due by 6 January 2027" in waiting
    lead = make_officer(council, "Head of Access")
    page = send(
        manager,
        at(council, "review_answer_add", review.pk, recommended.pk),
        verdict="in_part",
        text="Each quarter is enough.",
        lead=lead.pk,
        **as_parts("due", days(90)),
    )
    assert "Accepted in part Cabinet, 16 November 2026" in page.main.text
    assert "Not answered by: The health trust." in page.main.text
    assert "Deep dive" not in read(manager, reverse("actionplans:my_work")).main.text
    trust = recommended.addressees.get(name="The health trust")
    page = send(
        officer,
        at(council, "review_answer_add", review.pk, recommended.pk),
        by=trust.pk,
        verdict="for_another",
        text="The board decides.",
    )
    sentence = page.one("p", id="sentence").text
    assert sentence == (
        "Reported on 27 October 2026. Its recommendation is answered. The executive had answered "
        "by 16 November 2026, within its two months."
    )

    page = send(manager, at(council, "review_action_make", review.pk, recommended.pk))
    action = plan.actions.get()
    assert f"1. {action.text}" in page.main.links
    step = action.milestones.get()
    assert step.leads.get().officer == lead
    assert step.due_dates.get().due == days(90)
    assert list(action.recommendations.all()) == [strand.recommendation]
    here = reverse("actionplans:action", args=[council.slug, plan.pk, action.pk])
    back = read(reader, here).links["Recommendation 1 of the review “Deep dive”"]
    assert back == f"{at(council, 'review', review.pk)}#recommendation-{recommended.pk}"

    page = send(officer, at(council, "review_paper_begin", review.pk), body=body.pk, meeting="")
    report = review.papers.get().report
    printed = page.main.text
    assert page.h1 == "Deep dive: report of the working group"
    for words in ("Look into thresholds.", "Thresholds vary.", "Each quarter is enough."):
        assert words in printed
    assert "Staff differ." not in printed
    assert report.title in read(officer, at(council, "review", review.pk)).main.links

    send(officer, at(council, "review_open_notes", review.pk))
    assert "Staff differ." in read(reader, at(council, "review", review.pk)).main.text
    assert ScrutinyReview.objects.get(pk=review.pk).notes_opened_on == DAY
