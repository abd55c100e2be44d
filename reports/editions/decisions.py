"""Decisions of a meeting on a paper, and how they flow back: to the meeting and to the plans."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from actionplans.models import ActionPlan
from actionplans.papers_on_plan import PaperLine, tells_of_papers
from actionplans.planning.editing import Change, because
from actionplans.planning.holding import hold
from actionplans.planning.states import approve
from councils.access import Access, Verb
from councils.day_words import in_words
from councils.models import Body, Meeting, User
from reports.editions.published import newest_of
from reports.models import PaperDecision, Report

Kind = PaperDecision.Kind


@dataclass(frozen=True)
class Decided:
    """What a meeting decided on a paper, in which words, and to whom it referred it."""

    kind: str
    meeting: Meeting
    text: str = ""
    referred_to: Body | None = None


@transaction.atomic
def record(report: Report, decided: Decided, by: User, day: datetime.date) -> PaperDecision:
    """Return the decision; the meeting's outcome names it, and an approval reaches the plans.

    A plan that no meeting has approved yet is approved by this one; a draft becomes an approved
    plan. A plan approved before stays as it was.
    """
    meeting = Meeting.objects.select_for_update().get(pk=decided.meeting.pk)
    decision = PaperDecision.objects.create(
        report=report,
        meeting=meeting,
        kind=decided.kind,
        text=decided.text,
        referred_to=decided.referred_to,
        day=day,
        entered_by=by,
    )
    line = in_one_line(decision)
    meeting.outcome = "\n".join(filter(None, [meeting.outcome, line]))
    meeting.save(update_fields=["outcome"])
    if decided.kind == Kind.APPROVED:
        for plan in report.plans.filter(approved_at=None).order_by("pk"):
            _approve(plan, decision, by)
    return decision


def _approve(plan: ActionPlan, decision: PaperDecision, by: User) -> None:
    meeting = decision.meeting
    change = Change(by, decision.day, f"Approved with “{decision.report.title}”.")
    if plan.status == ActionPlan.Status.DRAFT:
        approve(plan, body=meeting.body, by="", on=meeting.held_on, change=change)
        return
    with because(change):
        hold(plan)
        plan.refresh_from_db()
        if plan.approved_at_id is None:
            plan.approved_at = meeting
            plan.save(update_fields=["approved_at"])


def in_one_line(decision: PaperDecision) -> str:
    """Return "Progress on the plan: approved. Members asked for a report in June."."""
    said = decision.get_kind_display().lower()
    if decision.referred_to:
        said += f" to {decision.referred_to}"
    return f"{decision.report.title}: {said}.{f' {decision.text}' if decision.text else ''}"


@tells_of_papers
def papers_of(access: Access, plan: ActionPlan) -> list[PaperLine]:
    """Return what meetings decided on papers about a plan, and where those are read."""
    found = access.reach(PaperDecision).filter(report__plans=plan)
    return [
        PaperLine(
            words=f"{each.meeting.body}, {in_words(each.day)}. {in_one_line(each)}",
            address=_address(access, each.report),
        )
        for each in found.select_related("report", "meeting__body", "referred_to").order_by(
            "day", "pk"
        )
    ]


def _address(access: Access, report: Report) -> str:
    """Return where a reader finds a paper: its newest edition; while there is none, its draft."""
    edition, slug = newest_of(report), access.council.slug
    if edition:
        return reverse("reports:edition", args=[slug, edition.pk])
    officer = access.may(Verb.READ_UNACCEPTED)
    return reverse("reports:paper", args=[slug, report.pk]) if officer else ""
