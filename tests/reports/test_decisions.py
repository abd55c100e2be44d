"""What meetings decide on papers, and how it reaches the paper, the meeting and the plans."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from actionplans.planning.editing import Change
from actionplans.planning.states import approve
from councils import versions
from councils.models import Council
from councils.roles import Role
from reports.editions.decisions import Decided, correct, record
from reports.models import PaperDecision, Report
from tests.factories import (
    DAY,
    make_body,
    make_edition,
    make_meeting,
    make_member,
    make_plan,
    make_report,
    make_user,
)
from tests.pages import Page, fix_today

pytestmark = pytest.mark.django_db

Kind = PaperDecision.Kind
CALLED_IN = DAY + datetime.timedelta(days=3)
LATER = DAY + datetime.timedelta(days=7)


@pytest.fixture
def report(council: Council) -> Report:
    """A paper about an approved plan that no meeting is known to have approved."""
    body = make_body(council, "Cabinet")
    report = make_report(council, title="Progress", body=body, meeting=make_meeting(body, DAY))
    report.plans.add(make_plan(council, title="Improvement plan"))
    return report


def decide(report: Report, kind: str, text: str = "", **more: Any) -> PaperDecision:
    assert report.meeting
    return record(report, Decided(kind, report.meeting, text, **more), make_user())


def decide_on(report: Report, kind: str, day: datetime.date) -> PaperDecision:
    """Return what a later meeting of the same body decided on the paper."""
    return record(report, Decided(kind, make_meeting(report.body, day), "Again."), make_user())


def put_right(before: PaperDecision, kind: str, **more: Any) -> PaperDecision:
    again = Decided(kind, before.meeting, "Put right.", **more)
    return correct(before, again, make_user(name="Cal Corrector"), "Misheard.")


def plan_now() -> ActionPlan:
    return ActionPlan.objects.get()


def test_an_approval_reaches_a_plan_that_no_meeting_had_approved(report: Report) -> None:
    decide(report, Kind.APPROVED)

    plan = ActionPlan.objects.get()
    assert plan.approved_at == report.meeting
    assert (plan.approver, plan.approved_day) == ("Cabinet", DAY)


def test_a_draft_becomes_an_approved_plan(report: Report) -> None:
    ActionPlan.objects.update(status="draft")

    decide(report, Kind.APPROVED)

    plan = ActionPlan.objects.get()
    assert (plan.status, plan.approved_at, plan.approver) == ("approved", report.meeting, "Cabinet")


def test_a_plan_approved_before_keeps_its_meeting(report: Report) -> None:
    earlier = make_meeting(report.body, DAY - datetime.timedelta(days=30))
    ActionPlan.objects.update(approved_at=earlier)

    decide(report, Kind.APPROVED)

    assert ActionPlan.objects.get().approved_at == earlier


@pytest.mark.parametrize("kind", [Kind.NOTED, Kind.REFERRED, Kind.CALLED_IN])
def test_nothing_but_an_approval_approves_a_plan(report: Report, kind: str) -> None:
    ActionPlan.objects.update(status="draft")

    decide(report, kind, "For June.")

    plan = ActionPlan.objects.get()
    assert (plan.status, plan.approved_at) == ("draft", None)


def test_decisions_stand_one_below_the_other_in_the_outcome_of_the_meeting(
    report: Report,
) -> None:
    decide(report, Kind.NOTED)
    decide(report, Kind.CALLED_IN, "Two members\nasked why.", called_in_on=CALLED_IN)

    assert report.meeting
    report.meeting.refresh_from_db()
    assert report.meeting.outcome == (
        "Progress: noted.\nProgress: called in on 19 November 2026. Two members asked why."
    )


# Called in


def test_an_approval_that_is_called_in_does_not_count_until_that_is_decided(
    report: Report, client_for: Callable[..., Client]
) -> None:
    ActionPlan.objects.update(status="draft")
    client = client_for(Role.READER)
    address = reverse("actionplans:plan", args=["barchester", plan_now().pk])
    decide(report, Kind.APPROVED)
    assert "Approved" in Page(client.get(address)).texts("strong", "govuk-tag")

    decide(report, Kind.CALLED_IN, "Two members asked why.", called_in_on=CALLED_IN)

    shown = Page(client.get(address))
    tags = shown.texts("strong", "govuk-tag")
    assert "Approved, called in on 19 November 2026" in tags
    assert "Approved" not in tags
    assert "It does not count as approved until what comes of the call-in is decided" in shown.text
    again = decide_on(report, Kind.APPROVED, LATER)
    shown = Page(client.get(address))
    assert "Approved" in shown.texts("strong", "govuk-tag")
    assert "By Cabinet on 23 November 2026" in shown.text
    assert plan_now().approved_at == again.meeting


@pytest.mark.parametrize(("kind", "still"), [(Kind.NOTED, None), (Kind.REFERRED, CALLED_IN)])
def test_what_is_noted_lets_the_approval_stand_and_what_is_referred_does_not(
    report: Report, kind: str, still: datetime.date | None
) -> None:
    first = decide(report, Kind.APPROVED)
    decide(report, Kind.CALLED_IN, "Why?", called_in_on=CALLED_IN)

    decide_on(report, kind, LATER)

    assert (plan_now().called_in_on, plan_now().approved_at) == (still, first.meeting)


def test_a_call_in_needs_its_day_after_the_meeting_and_not_to_come(
    report: Report, client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    fix_today(monkeypatch, LATER)
    client = client_for(Role.DEMOCRATIC_SERVICES)
    address = reverse("reports:paper_decision", args=["barchester", report.pk])
    assert report.meeting
    sent = {"kind": "called_in", "meeting": report.meeting.pk, "text": "Why?"}
    days = {
        "": "Enter the day of the call-in, like 3 12 2026",
        "15 11 2026": "The day of the call-in must not be before the meeting",
        "24 11 2026": "The day of the call-in must not be in the future",
    }
    for words, told in days.items():
        parts = dict(zip(("day", "month", "year"), words.split(), strict=False))
        typed = {f"called_in_on_{name}": part for name, part in parts.items()}
        assert told in Page(client.post(address, sent | typed)).text
    assert not PaperDecision.objects.exists()


# Recorded once, and corrected


def test_what_a_meeting_decided_is_recorded_once_and_the_second_is_told(
    report: Report, client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    fix_today(monkeypatch)
    client = client_for(Role.DEMOCRATIC_SERVICES)
    address = reverse("reports:paper_decision", args=["barchester", report.pk])
    assert report.meeting
    record(report, Decided(Kind.NOTED, report.meeting), make_user(name="Ann Clerk"))

    sent = {"kind": "approved", "meeting": report.meeting.pk, "text": "With thanks."}
    told = Page(client.post(address, sent), 409)

    assert "Nothing is saved. Ann Clerk recorded on" in told.text
    assert "what that meeting decided: noted." in told.text
    assert told.one("textarea", name="text").text == "With thanks."
    assert PaperDecision.objects.get().kind == Kind.NOTED


def test_a_decision_is_corrected_by_another_that_says_why(
    report: Report, client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    fix_today(monkeypatch)
    client = client_for(Role.DEMOCRATIC_SERVICES)
    first = decide(report, Kind.APPROVED)
    listed = Page(client.get(reverse("reports:paper_decision", args=["barchester", report.pk])))
    address = listed.links["Correct it: Approved, 16 November 2026"]
    sent = {"kind": "noted", "meeting": first.meeting.pk, "text": ""}
    assert "Say what was wrong in what was recorded" in Page(client.post(address, sent)).text

    answer = client.post(address, sent | {"why": "The minutes say noted."})

    shown = Page(client.get(answer["Location"]))
    assert "Noted, Cabinet, 16 November 2026" in shown.text
    assert "It corrects “Approved”" in shown.text
    assert "The minutes say noted." in shown.text
    assert list(PaperDecision.objects.order_by("pk").values_list("kind", flat=True)) == [
        "approved",
        "noted",
    ]
    again = Page(client.post(address, sent | {"kind": "referred", "text": "x", "why": "y"}), 409)
    assert "corrected this on" in again.text
    assert "It says now: noted." in again.text


def test_the_meeting_s_outcome_and_the_plan_s_page_say_what_stands_alone(
    report: Report, client_for: Callable[..., Client]
) -> None:
    first = decide(report, Kind.APPROVED, "With thanks.")
    put_right(first, Kind.NOTED)

    first.meeting.refresh_from_db()
    assert first.meeting.outcome == "Progress: noted. Put right."
    address = reverse("actionplans:plan", args=["barchester", plan_now().pk])
    shown = Page(client_for(Role.READER).get(address)).text
    assert "Progress: noted. Put right." in shown
    assert "With thanks." not in shown


@pytest.mark.parametrize("before", ["draft", "approved"])
def test_a_correction_takes_back_what_an_approval_did_to_a_plan(
    report: Report, before: str
) -> None:
    ActionPlan.objects.update(status=before)
    first = decide(report, Kind.APPROVED)

    second = put_right(first, Kind.NOTED)

    plan = plan_now()
    assert (plan.status, plan.approved_at, plan.approved_on) == (before, None, None)
    third = put_right(second, Kind.APPROVED)
    assert (plan_now().status, plan_now().approved_at) == ("approved", third.meeting)


def test_a_plan_that_the_meeting_approved_by_itself_stays_where_the_paper_was_noted(
    report: Report,
) -> None:
    ActionPlan.objects.update(approved_at=report.meeting)

    first = decide(report, Kind.NOTED)
    put_right(first, Kind.REFERRED)

    assert plan_now().approved_at == report.meeting


def of_the_same_plan(report: Report) -> Report:
    """Return a second paper about the plan, to the same meeting."""
    other = make_report(
        report.council,
        title="Costs",
        reference="costs",
        body=report.body,
        meeting=report.meeting,
        house_style=report.house_style,
    )
    other.plans.add(plan_now())
    return other


def test_an_approval_with_another_paper_stands_where_one_is_taken_back(report: Report) -> None:
    ActionPlan.objects.update(status="draft")
    decide(report, Kind.APPROVED)
    wrong = decide(of_the_same_plan(report), Kind.APPROVED)

    put_right(wrong, Kind.NOTED)

    plan = plan_now()
    assert (plan.status, plan.approved_at, plan.approved_day) == ("approved", report.meeting, DAY)


def test_once_no_paper_is_approved_any_more_the_plan_is_a_draft_again(report: Report) -> None:
    ActionPlan.objects.update(status="draft")
    first = decide(report, Kind.APPROVED)
    second = decide(of_the_same_plan(report), Kind.APPROVED)

    put_right(first, Kind.NOTED)
    put_right(second, Kind.NOTED)

    assert (plan_now().status, plan_now().approved_at) == ("draft", None)


def test_an_approval_with_another_paper_does_not_end_a_call_in(report: Report) -> None:
    decide(report, Kind.APPROVED)
    decide(report, Kind.CALLED_IN, "Why?", called_in_on=CALLED_IN)

    wrong = decide(of_the_same_plan(report), Kind.APPROVED)

    assert plan_now().called_in_on == CALLED_IN
    put_right(wrong, Kind.NOTED)
    assert (plan_now().approved_at, plan_now().called_in_on) == (report.meeting, CALLED_IN)


def test_a_plan_approved_by_hand_stays_approved_where_a_paper_was_not(report: Report) -> None:
    ActionPlan.objects.update(status="draft")
    change = Change(make_user(), DAY, "As minuted.")
    approve(plan_now(), body=report.body, by="", on=DAY, change=change)
    wrong = decide(report, Kind.APPROVED)

    put_right(wrong, Kind.NOTED)

    plan = plan_now()
    assert (plan.status, plan.approved_at, plan.approved_day) == ("approved", report.meeting, DAY)


def test_a_call_in_recorded_by_mistake_is_taken_back(report: Report) -> None:
    decide(report, Kind.APPROVED)
    called_in = decide(report, Kind.CALLED_IN, "Why?", called_in_on=CALLED_IN)

    with pytest.raises(versions.Decided, match="what that meeting decided: approved"):
        put_right(called_in, Kind.NOTED)
    put_right(called_in, Kind.NOTHING)

    called_in.meeting.refresh_from_db()
    assert called_in.meeting.outcome == "Progress: approved."
    assert (plan_now().called_in_on, plan_now().status) == (None, "approved")
    decide(report, Kind.CALLED_IN, "This time, yes.", called_in_on=CALLED_IN)
    assert plan_now().called_in_on == CALLED_IN


def test_the_plan_s_page_says_what_was_decided_and_where_the_paper_is_read(
    report: Report, client_for: Callable[..., Client]
) -> None:
    decide(report, Kind.APPROVED, "With thanks.")
    plan = ActionPlan.objects.get()
    address = reverse("actionplans:plan", args=["barchester", plan.pk])
    words = "Cabinet, 16 November 2026. Progress: approved. With thanks."

    member, officer = client_for(Role.READER), client_for(Role.LEAD_OFFICER)
    shown = Page(member.get(address))
    assert words in shown.text
    assert words not in shown.links
    paper = reverse("reports:paper", args=["barchester", report.pk])
    assert Page(officer.get(address)).links[words] == paper

    edition = make_edition(report)
    published = reverse("reports:edition", args=["barchester", edition.pk])
    assert Page(member.get(address)).links[words] == published
    assert "With thanks." in Page(member.get(published)).text


def test_a_decision_is_recorded_on_its_page(
    report: Report,
    council: Council,
    client_for: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fix_today(monkeypatch)
    scrutiny = make_body(council, "Scrutiny")
    clerk = make_member(council, Role.DEMOCRATIC_SERVICES, name="Ann Clerk")
    client = client_for(clerk)
    address = reverse("reports:paper_decision", args=["barchester", report.pk])
    assert report.meeting
    sent = {"kind": "referred", "meeting": report.meeting.pk, "referred_to": scrutiny.pk}
    assert "Say what was decided" in Page(client.post(address, sent)).text

    client.post(address, sent | {"text": "Look at the costs."})

    listed = Page(client.get(address))
    assert "Referred to Scrutiny, Cabinet, 16 November 2026" in listed.text
    assert "Recorded by Ann Clerk." in listed.text


def test_a_meeting_still_to_come_has_decided_nothing_yet(
    report: Report, client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    fix_today(monkeypatch, DAY - datetime.timedelta(days=1))
    client = client_for(Role.PLAN_MANAGER)
    address = reverse("reports:paper_decision", args=["barchester", report.pk])
    assert report.meeting
    shown = Page(client.get(address))
    assert "The meeting is on 16 November 2026. What it decides can be recorded once" in shown.text

    refused = Page(client.post(address, {"kind": "approved", "meeting": report.meeting.pk}))

    assert refused.one("a", href="#id_meeting").text
    assert not PaperDecision.objects.exists()
