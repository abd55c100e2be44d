"""Decisions on a plan: what a named person signs off, reopens, moves, ends or carries on.

Each leaves a fact and takes the action's lock, so that two at once come one after the other.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from actionplans.asat import AsAt
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Ending,
    Milestone,
    MilestoneLead,
    ProgressUpdate,
    Review,
)
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.building import free_reference, theme_named
from actionplans.planning.holding import hold_open
from actionplans.planning.places import follow, next_order, places_elsewhere
from actionplans.planning.printed import may_be_corrected
from actionplans.rag import Progress
from actionplans.rows import DateShown, Step
from actionplans.timescales import Timescale
from councils.models import Body, Meeting, User
from councils.versions import Decided


@dataclass(frozen=True)
class Agreement:
    """Who agreed to a date: an officer, a member, a body at a meeting, the DfE, or not yet."""

    agreed_by: str
    name: str = ""
    meeting: Meeting | None = None


def claims_of(update: ProgressUpdate) -> bool:
    """Return whether the update says that something is complete, recurring checks apart."""
    return update.lines.filter(progress=Progress.COMPLETE, occurrence=None).exists()


def _last_verdict(update: ProgressUpdate) -> str:
    last = update.reviews.order_by("-day", "-pk").first()
    return last.verdict if last else ""


def _lock(action: Action) -> None:
    """Hold an action of a plan that is not closed. Raises Closed where it is."""
    hold_open(action.plan)
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)


@transaction.atomic
def reopen(update: ProgressUpdate, *, reason: str, by: User, day: datetime.date) -> Review:
    """Return the reopening of a completion that was accepted: from `day` it is open again.

    Raises Decided where it is not signed off.
    """
    return _rule_on(update, Review.Verdict.REOPENED, _SIGNED_OFF, reason, by, day)


@transaction.atomic
def embed(update: ProgressUpdate, *, comment: str, by: User, day: datetime.date) -> Review:
    """Return the later acceptance that what was completed lasts; `comment` says how one knows.

    Raises Decided where it is not signed off, or checked already.
    """
    return _rule_on(update, Review.Verdict.EMBEDDED, [Review.Verdict.ACCEPTED], comment, by, day)


_SIGNED_OFF = [Review.Verdict.ACCEPTED, Review.Verdict.EMBEDDED]
_NOW = {
    "": "It is not signed off.",
    Review.Verdict.ACCEPTED: "It is signed off.",
    Review.Verdict.TO_SIGN: "It is accepted, and waits for its sign-off.",
    Review.Verdict.NOT_SIGNED: "It was accepted, and not signed off.",
    Review.Verdict.RETURNED: "It was sent back to who reported it.",
    Review.Verdict.EMBEDDED: "It was checked already that it lasts.",
    Review.Verdict.REOPENED: "It was reopened already.",
}


def _rule_on(
    update: ProgressUpdate,
    verdict: str,
    after: Sequence[str],
    comment: str,
    by: User,
    day: datetime.date,
) -> Review:
    _lock(update.action)
    last = _last_verdict(update)
    if last not in after or not claims_of(update):
        raise Decided(_NOW[last])
    return Review.objects.create(
        update=update, verdict=verdict, comment=comment, by=by, day=day, known_on=day
    )


@transaction.atomic
def end_action(
    action: Action,
    kind: str,
    *,
    reason: str,
    agreed_by: str,
    by: User,
    day: datetime.date,
    successor: Action | None = None,
) -> Ending:
    """Return the fact that an action was withdrawn, superseded or carried on elsewhere.

    It stays in the plan, visible, with the reason. Raises Decided where it had ended already.
    """
    _lock(action)
    standing = ending_of(action)
    if standing:
        raise Decided(f"The action was {standing.get_kind_display().lower()} already.")
    return Ending.objects.create(
        action=action,
        kind=kind,
        reason=reason,
        agreed_by=agreed_by,
        successor=successor,
        day=day,
        known_on=day,
        entered_by=by,
    )


def ending_of(action: Action) -> Ending | None:
    """Return the ending that stands now; None where it was put back, or never ended."""
    last = action.endings.order_by("-day", "-pk").first()
    return None if last is None or last.kind == Ending.Kind.RESTORED else last


@transaction.atomic
def restore_action(action: Action, *, reason: str, by: User, day: datetime.date) -> Ending:
    """Return the fact that an ended action is open again. Raises Decided where it is open."""
    _lock(action)
    if ending_of(action) is None:
        raise Decided("The action is open already.")
    return Ending.objects.create(
        action=action,
        kind=Ending.Kind.RESTORED,
        reason=reason,
        day=day,
        known_on=day,
        entered_by=by,
    )


@transaction.atomic
def watch(action: Action, body: Body | None, next_review_on: datetime.date | None) -> None:
    """Let a body, or none, go on watching an action, and look at it next on a day."""
    _lock(action)
    action.watched_by, action.next_review_on = body, next_review_on
    action.save(update_fields=["watched_by", "next_review_on"])


@transaction.atomic
def carry(
    actions: Iterable[Action], into: ActionPlan, *, reason: str, by: User, day: datetime.date
) -> list[Action]:
    """Return the new actions of `into` that take the place of `actions`, all or none.

    Words, theme, open steps, leads, the recommendations answered and every date with its moves go
    along, so that carrying on forgets no move; what was reported, and steps signed off, stay
    where they were. The two are linked both ways by the ending. Where an action stood in `into`
    already, or in other plans, the new one takes its place and number. Raises Closed where
    either plan is.
    """
    wanted = list(actions)
    plans = {into.pk: into} | {action.plan_id: action.plan for action in wanted}
    for _, plan in sorted(plans.items()):
        hold_open(plan)
    return [_carried(action, into, reason, by, day) for action in wanted]


def _carried(action: Action, into: ActionPlan, reason: str, by: User, day: datetime.date) -> Action:
    here = next((each for each in places_elsewhere(action) if each.plan_id == into.pk), None)
    theme = here.theme if here else theme_named(into, action.theme.name if action.theme else "")
    new = Action.objects.create(
        plan=into,
        order=here.order if here else next_order(into),
        reference=here.reference if here else free_reference(action.reference, into),
        text=action.text,
        source_text=action.source_text,
        success_measure=action.success_measure,
        next_steps=action.next_steps,
        paragraph_reference=action.paragraph_reference,
        other=action.other,
        theme=theme,
        accountable=action.accountable,
        printed_leads=action.printed_leads,
        added_on=day,
        is_confidential=action.is_confidential,
        watched_by=action.watched_by,
        next_review_on=action.next_review_on,
    )
    new.recommendations.set(action.recommendations.all())
    for step in open_steps(action, day):
        copy_step(step, new, by, day)
    follow(action, new, day)
    end_action(
        action,
        Ending.Kind.CARRIED,
        reason=reason,
        agreed_by="",
        by=by,
        day=day,
        successor=new,
    )
    return new


def open_steps(action: Action, day: datetime.date) -> list[tuple[Milestone, Step]]:
    """Return the steps not signed off with their state on `day`; all, where all are."""
    found = steps_on_day(action, day)
    return [(step, state) for step, state in found if state.is_open] or found


def steps_on_day(action: Action, day: datetime.date) -> list[tuple[Milestone, Step]]:
    """Return the steps that stand in the plan, in order, with their state on `day`."""
    rows = rows_on_day(Action.objects.filter(pk=action.pk), AsAt(day=day, today=day))
    steps = {step.pk: step for row in rows for step in row.steps}
    standing = action.milestones.filter(pk__in=steps).order_by("order", "pk")
    return [(step, steps[step.pk]) for step in standing]


def copy_step(
    carried: tuple[Milestone, Step], action: Action, by: User, day: datetime.date
) -> Milestone:
    """Return the same step in `action`, with its leads and its dates and their moves.

    What was reported on it stays where it was.
    """
    step, state = carried
    new = Milestone.objects.create(
        action=action,
        order=step.order,
        text=step.text,
        printed_leads=step.printed_leads,
        recurrence=step.recurrence,
        first_due=step.first_due,
        each_occurrence=step.each_occurrence,
        added_on=day,
    )
    for lead in step.leads.order_by("order", "pk"):
        MilestoneLead.objects.create(milestone=new, officer=lead.officer, order=lead.order)
    dates = step.due_dates.in_bulk([shown.pk for shown in state.dates])
    for shown in state.dates:
        date = dates[shown.pk]
        # A date whose report is confidential, or not accepted yet, stays with that report.
        if date.update and date.update.is_confidential:
            continue
        if shown.counts or not date.is_in_force(update_accepted=True, itself_accepted=False):
            _copy_date(date, shown, new, by, day)
    return new


def _copy_date(
    date: DueDate, shown: DateShown, step: Milestone, by: User, day: datetime.date
) -> None:
    """Copy a date, known here from `day`; whether it was delayed or revised goes along."""
    DueDate.objects.create(
        milestone=step,
        reason=date.reason,
        move=shown.move or "",
        needs_body=date.needs_body and not shown.counts,
        agreed_by=date.agreed_by,
        agreed_by_name=date.agreed_by_name,
        agreed_at=date.agreed_at,
        day=day,
        known_on=day,
        entered_by=by,
        **_meaning_of(date),
    )


def _meaning_of(date: DueDate) -> dict[str, Any]:
    """Return the words of a date and what they mean, without who agreed it and when."""
    return {
        name: getattr(date, name)
        for name in (
            "words",
            "due",
            "precision",
            "recurrence",
            "starts",
            "is_ongoing",
            "is_immediate",
            "note",
            "is_corrected",
        )
    }


@transaction.atomic
def agree_date(asked: DueDate, agreement: Agreement, *, by: User, day: datetime.date) -> DueDate:
    """Return the date that was asked for, now agreed: it counts from `day`, the old one stays.

    Raises Decided where another date was given since, or it counts already.
    """
    step = asked.milestone
    _lock(step.action)
    newest = step.due_dates.order_by("-pk").first()
    if newest != asked:
        raise Decided(f"Another date was given since: {newest}.")
    if step.date_in_force() == asked:
        raise Decided("It counts already.")
    return DueDate.objects.create(
        milestone=step,
        reason=asked.reason,
        agreed_by=agreement.agreed_by,
        agreed_by_name=agreement.name,
        agreed_at=agreement.meeting,
        needs_body=asked.needs_body,
        day=day,
        known_on=day,
        entered_by=by,
        **_meaning_of(asked),
    )


@transaction.atomic
def set_timescale(
    step: Milestone,
    meaning: Timescale,
    agreement: Agreement,
    *,
    reason: str,
    corrected: bool,
    last_seen: int,
    by: User,
    day: datetime.date,
) -> DueDate:
    """Return the timescale now given to a step, in the words as written and what they mean.

    The earlier ones stay, but in a draft nobody reported on: there is nothing agreed yet
    to move. `last_seen` is the newest timescale (its pk) the writer had on screen, 0 for none;
    raises Decided when another was given since.
    """
    _lock(step.action)
    newest = step.due_dates.order_by("-pk").first()
    if (newest.pk if newest else 0) > last_seen:
        raise Decided(f"Another timescale was given since: {newest}.")
    if newest and is_typed_anew(step):
        step.due_dates.all().delete()
        newest = None
    return DueDate.objects.create(
        milestone=step,
        words=meaning.text,
        is_corrected=corrected,
        reason=reason,
        agreed_by=agreement.agreed_by,
        agreed_by_name=agreement.name,
        agreed_at=agreement.meeting,
        needs_body=bool(newest) and step.moves_need_a_body(),
        day=day,
        known_on=day,
        entered_by=by,
        **as_fields(meaning),
    )


def as_fields(meaning: Timescale) -> dict[str, Any]:
    """Return what a `DueDate` holds of what its words mean."""
    return {
        "due": meaning.due,
        "precision": meaning.precision,
        "recurrence": meaning.repeats,
        "starts": meaning.starts,
        "is_ongoing": meaning.ongoing,
        "is_immediate": meaning.immediate,
        "note": meaning.note,
    }


def is_typed_anew(step: Milestone) -> bool:
    """Return whether a timescale replaces the one before: in a draft nobody reported on."""
    return may_be_corrected(step.action)
