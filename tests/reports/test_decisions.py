"""What meetings decide on papers, and how it reaches the paper, the meeting and the plans."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from councils.models import Council
from councils.roles import Role
from reports.editions.decisions import Decided, record
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


@pytest.fixture
def report(council: Council) -> Report:
    """A paper about an approved plan that no meeting is known to have approved."""
    body = make_body(council, "Cabinet")
    report = make_report(council, title="Progress", body=body, meeting=make_meeting(body, DAY))
    report.plans.add(make_plan(council, title="Improvement plan"))
    return report


def decide(report: Report, kind: str, text: str = "") -> PaperDecision:
    assert report.meeting
    return record(report, Decided(kind, report.meeting, text), make_user(), DAY)


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
    decide(report, Kind.CALLED_IN, "Two members asked why.")

    assert report.meeting
    report.meeting.refresh_from_db()
    assert report.meeting.outcome == (
        "Progress: noted.\nProgress: called in. Two members asked why."
    )


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
