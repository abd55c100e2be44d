"""Decisions of a meeting on a paper, and how they flow back: to the meeting and to the plans."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ActionPlan
from actionplans.papers_on_plan import PaperLine, tells_of_papers
from actionplans.planning.editing import Change, because
from actionplans.planning.holding import hold
from actionplans.planning.states import approve
from councils import versions
from councils.access import Access, Verb
from councils.day_words import in_words
from councils.models import Body, Meeting, User
from reports.editions.published import newest_of
from reports.models import PaperDecision, Report

Kind = PaperDecision.Kind
Status = ActionPlan.Status
# Beside each version of a plan that a decision on a paper made: the key of the decision.
MADE_BY = "paper_decision"
TWICE = (
    "{by} recorded on {at} what that meeting decided: {what}. If that is wrong, correct it; it is "
    "not recorded twice."
)
CORRECTED = "{by} corrected this on {at}. It says now: {what}."


@dataclass(frozen=True)
class Decided:
    """What a meeting decided on a paper, in which words, and to whom it referred it.

    `called_in_on`: the day of a call-in; a decision has the day of its meeting.
    """

    kind: str
    meeting: Meeting
    text: str = ""
    referred_to: Body | None = None
    called_in_on: datetime.date | None = None

    @property
    def day(self) -> datetime.date:
        called_in = self.kind == Kind.CALLED_IN and self.called_in_on
        return called_in or self.meeting.held_on


def standing(report: Report) -> QuerySet[PaperDecision]:
    """Return the decisions on a paper that no later row corrects, the earliest first.

    What was recorded by mistake is among them, as nothing.
    """
    found = report.decisions.filter(corrected_by=None)
    return found.select_related("meeting__body", "referred_to", "entered_by", "corrects").order_by(
        "day", "pk"
    )


@transaction.atomic
def record(report: Report, decided: Decided, by: User) -> PaperDecision:
    """Return the decision; the meeting's outcome names it, and it reaches the plans.

    Raises `versions.Decided` where it is recorded already what that meeting decided.
    """
    _lock(report)
    _only_one(report, decided)
    before = outcome_of(standing(report))
    taken_back = _taken_back(report, decided)
    why = taken_back.why if taken_back else ""
    decision = _row(report, decided, by, corrects=taken_back, why=why)
    _say(decision, "")
    _reach_plans(decision, before)
    return decision


@transaction.atomic
def correct(before: PaperDecision, decided: Decided, by: User, why: str) -> PaperDecision:
    """Return the decision that stands from now on in place of one recorded wrongly.

    What the wrong one did to plans is taken back. Raises `versions.Decided` where somebody
    corrected it meanwhile, or the meeting has a decision on the paper already.
    """
    report = before.report
    _lock(report)
    later = PaperDecision.objects.filter(corrects=before).select_related("entered_by").first()
    if later:
        raise versions.Decided(_told(CORRECTED, later))
    _only_one(report, decided, but=before)
    earlier = outcome_of(standing(report))
    decision = _row(report, decided, by, corrects=before, why=why)
    _say(decision, in_one_line(before))
    _reach_plans(decision, earlier)
    return decision


def _lock(report: Report) -> None:
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)


def _only_one(report: Report, decided: Decided, but: PaperDecision | None = None) -> None:
    is_call_in = decided.kind == Kind.CALLED_IN
    for held in standing(report).filter(meeting=decided.meeting):
        if Kind.NOTHING in (held.kind, decided.kind):
            continue
        if held != but and (held.kind == Kind.CALLED_IN) == is_call_in:
            raise versions.Decided(_told(TWICE, held))


def _taken_back(report: Report, decided: Decided) -> PaperDecision | None:
    """Return what was recorded for the same by mistake: what is recorded anew follows on it."""
    found = standing(report).filter(kind=Kind.NOTHING, meeting=decided.meeting)
    is_call_in = Q(corrects__kind=Kind.CALLED_IN)
    return found.filter(is_call_in if decided.kind == Kind.CALLED_IN else ~is_call_in).first()


def _told(words: str, held: PaperDecision) -> str:
    at = timezone.localtime(held.entered_at)
    when = f"{in_words(at.date())} at {at:%H:%M}"
    return words.format(by=held.entered_by, at=when, what=held.get_kind_display().lower())


def _row(
    report: Report,
    decided: Decided,
    by: User,
    corrects: PaperDecision | None = None,
    why: str = "",
) -> PaperDecision:
    return PaperDecision.objects.create(
        report=report,
        meeting=decided.meeting,
        kind=decided.kind,
        text=decided.text,
        referred_to=decided.referred_to,
        day=decided.day,
        entered_by=by,
        corrects=corrects,
        why=why,
    )


def _say(decision: PaperDecision, instead: str) -> None:
    """Put a decision into the outcome of its meeting, in place of the line that it corrects."""
    before = decision.corrects.meeting if decision.corrects else decision.meeting
    if before != decision.meeting:
        _put(before, instead, "")
    _put(decision.meeting, instead, in_one_line(decision))


def _put(meeting: Meeting, instead: str, line: str) -> None:
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    lines = held.outcome.split("\n")
    if instead and instead in lines:
        lines[lines.index(instead)] = line
    else:
        lines.append(line)
    held.outcome = "\n".join(filter(None, lines))
    held.save(update_fields=["outcome"])


# What it does to plans


@dataclass(frozen=True)
class Outcome:
    """What all that was decided on a paper comes to: which meeting approved it, if any.

    `called_in_on`: that approval was called in, and nothing was decided on that since.
    """

    approved_at: Meeting | None = None
    called_in_on: datetime.date | None = None


def outcome_of(decisions: Iterable[PaperDecision]) -> Outcome:
    """Return what decisions come to, the earliest first.

    After a call-in an approval is a new one; where the paper is noted, the one before stands; where
    it is referred back, the call-in goes on.
    """
    found = Outcome()
    for each in decisions:
        if each.kind == Kind.APPROVED and (found.called_in_on or not found.approved_at):
            found = Outcome(each.meeting)
        elif each.kind == Kind.CALLED_IN and found.approved_at:
            found = Outcome(found.approved_at, each.day)
        elif each.kind == Kind.NOTED:
            found = Outcome(found.approved_at)
    return found


def _reach_plans(decision: PaperDecision, before: Outcome) -> None:
    """Let the plans of a paper say what all decisions on it, and on other papers, come to.

    Those are left alone that another meeting approved; all, where no decision ever approved them.
    """
    outcome = outcome_of(standing(decision.report))
    if before.approved_at is None and outcome.approved_at is None:
        return
    own = (None, before.approved_at, outcome.approved_at)
    said = f"{decision.get_kind_display()} with “{decision.report.title}”."
    change = Change(decision.entered_by, decision.day, said)
    for plan in decision.report.plans.order_by("pk"):
        with because(change), pghistory.context(**{MADE_BY: decision.pk}):
            hold(plan)
            plan.refresh_from_db()
            if plan.approved_at in own:
                _say_on_plan(plan, _what_stands(plan, outcome, before), change)


def _what_stands(plan: ActionPlan, outcome: Outcome, before: Outcome) -> Outcome:
    """Return what a plan says from now on: what approved it stays while that stands anywhere.

    `outcome` and `before`: what the decisions on one paper come to, now and before. An approval
    that no decision made is not taken back with one, unless it was called in and decided anew.
    """
    others = [outcome_of(standing(report)) for report in plan.reports.order_by("pk")]
    found = [each for each in (outcome, *others) if each.approved_at]
    meetings = [each.approved_at for each in found]
    is_by_hand = plan.approved_at is not None and not _made_by_a_decision(plan)
    is_decided_anew = before.called_in_on is not None and outcome.approved_at is not None
    stays = plan.approved_at in meetings or (is_by_hand and not is_decided_anew)
    meeting = plan.approved_at if stays else next(iter(meetings), None)
    called_in = [each.called_in_on for each in found if each.approved_at == meeting]
    return Outcome(meeting, max(filter(None, called_in), default=None))


def _made_by_a_decision(plan: ActionPlan) -> bool:
    """Return whether the meeting that approved a plan stands there by a decision on a paper."""
    model: Any = ActionPlan.pgh_event_model  # type: ignore[attr-defined]
    versions_of = model.objects.filter(pgh_obj=plan.pk).order_by("-pgh_id")
    said = versions_of.values_list("approved_at", "pgh_context__metadata")
    since = [kept or {} for _, kept in takewhile(lambda e: e[0] == plan.approved_at_id, said)]
    return bool(since) and MADE_BY in since[-1]


def _say_on_plan(plan: ActionPlan, outcome: Outcome, change: Change) -> None:
    meeting = outcome.approved_at
    if meeting and plan.status == Status.DRAFT:
        approve(plan, body=meeting.body, by="", on=meeting.held_on, change=change)
    elif plan.approved_at and plan.approved_at != meeting:
        _take_back(plan, plan.approved_at, meeting)
    plan.approved_at, plan.called_in_on = meeting, outcome.called_in_on
    plan.save(update_fields=["status", "approved_on", "approved_at", "called_in_on"])


def _take_back(plan: ActionPlan, before: Meeting, now: Meeting | None) -> None:
    """Undo that a meeting made a draft the approved plan, or say that another meeting did."""
    was_draft = plan.approved_on == before.held_on and not plan.approved_by
    if was_draft:
        plan.approved_on = now.held_on if now else None
    if was_draft and now is None and plan.status == Status.APPROVED:
        plan.status = Status.DRAFT


def in_one_line(decision: PaperDecision) -> str:
    """Return "Progress on the plan: approved. With thanks."; "" for what was no decision."""
    if decision.kind == Kind.NOTHING:
        return ""
    said = decision.get_kind_display().lower()
    if decision.referred_to:
        said += f" to {decision.referred_to}"
    words = "".join(f" {word}" for word in decision.text.split())
    if decision.kind == Kind.CALLED_IN:
        said += f" on {in_words(decision.day)}"
    return f"{decision.report.title}: {said}.{words}"


@tells_of_papers
def papers_of(access: Access, plan: ActionPlan) -> list[PaperLine]:
    """Return what meetings decided on papers about a plan, and where those are read."""
    found = access.reach(PaperDecision).filter(report__plans=plan, corrected_by=None)
    found = found.exclude(kind=Kind.NOTHING)
    return [
        PaperLine(
            words=f"{each.meeting.body}, {in_words(each.meeting.held_on)}. {in_one_line(each)}",
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
