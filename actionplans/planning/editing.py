"""Changing the actions of a plan: words, steps and owners; one transaction, nothing lost."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Max

from actionplans.deciding import Agreement, ending_of, set_timescale
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    MilestoneLead,
    ProgressLine,
)
from actionplans.planning.building import counts_from, entered_on, theme_named
from actionplans.planning.holding import hold_open
from actionplans.planning.naming import Named, officer_for
from actionplans.planning.places import is_agreed, next_order, numbers_of
from actionplans.planning.printed import drop_lines, drop_printed, may_be_corrected
from actionplans.timescales import Timescale
from councils.models import User
from councils.versions import Decided, changed_meanwhile
from inspections.models import Recommendation


@dataclass(frozen=True)
class StepGiven:
    """A step as it should be: `pk` None for a new one.

    `timescale` is given only where the step has none yet.
    """

    pk: int | None
    text: str
    leads: tuple[Named, ...] = ()
    timescale: Timescale | None = None


@dataclass(frozen=True)
class ActionGiven:
    """An action as it should be. `words` are its own fields by name; `theme` a name or ""."""

    words: dict[str, Any]
    theme: str
    accountable: Named | None
    recommendations: Sequence[Recommendation]
    steps: Sequence[StepGiven]
    removed: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Change:
    """Who changes a plan, on which day, and why: a draft asks for no reason."""

    by: User
    day: datetime.date
    reason: str = ""


@contextmanager
def because(change: Change) -> Iterator[None]:
    """Keep the reason beside every version that is made inside, for the history to show."""
    with transaction.atomic():
        if change.reason:
            with pghistory.context(reason=change.reason):
                yield
        else:
            yield


def wants_a_reason(plan: ActionPlan, action: Action | None = None) -> bool:
    """Return whether changes to what was agreed need a reason: from approval on.

    Of an `action` from when one of the plans was approved in which it stands.
    """
    return plan.status != ActionPlan.Status.DRAFT or bool(action and is_agreed(action))


# What tells one saving of an action from the next

WORDS = (
    "reference",
    "text",
    "success_measure",
    "next_steps",
    "paragraph_reference",
    "other",
    "is_confidential",
)


def version_of(action: Action) -> str:
    """Return what changes whenever the words, steps, dates or owners of an action do.

    Its place in the plan is no part of it: others may be put before it meanwhile.
    """
    return version_from(action, list(action.recommendations.all()), standing_steps(action))


def version_from(
    action: Action, asked: Iterable[Recommendation], steps: Iterable[Milestone]
) -> str:
    """Return the version of an action whose recommendations and standing steps are loaded."""
    state = [
        [str(getattr(action, name)) for name in (*WORDS, "theme_id", "accountable_id")],
        sorted(one.pk for one in asked),
        [[step.pk, step.text, _leads_of(step), _newest_date(step)] for step in steps],
    ]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:20]


def standing_steps(action: Action) -> list[Milestone]:
    """Return the steps that stand in the plan now, in order, with their leads and dates."""
    found = action.milestones.filter(removed_on=None).order_by("order", "pk")
    return list(found.prefetch_related("leads__officer", "due_dates"))


def _leads_of(step: Milestone) -> list[int]:
    return [lead.officer_id for lead in leads_of(step)]


def leads_of(step: Milestone) -> list[MilestoneLead]:
    """Return the leads of a step in their order."""
    return sorted(step.leads.all(), key=lambda lead: (lead.order, lead.pk))


def _newest_date(step: Milestone) -> int:
    return max((date.pk for date in step.due_dates.all()), default=0)


def check_unchanged(action: Action, seen: str) -> None:
    """Raise ChangedMeanwhile unless `seen` is still the version of `action`."""
    if version_of(Action.objects.get(pk=action.pk)) != seen:
        raise changed_meanwhile(_newest_events(action))


def _newest_events(action: Action) -> list[Any]:
    models: Any = (Action, Milestone, MilestoneLead)
    of = ({"pgh_obj_id": action.pk}, {"action_id": action.pk}, {"milestone__action": action.pk})
    newest = [
        model.pgh_event_model.objects.filter(**rows)
        .select_related("pgh_context")
        .order_by("-pgh_id")
        .first()
        for model, rows in zip(models, of, strict=True)
    ]
    return [event for event in newest if event]


# Adding and changing

ENDED = "The action is no longer in the plan, so it cannot be changed. Put it back first."


def add_action(plan: ActionPlan, given: ActionGiven, change: Change) -> Action:
    """Return the action added as the last of `plan`. Raises Decided where its number is taken."""
    with because(change):
        hold_open(plan)
        check_number(plan, given.words["reference"], None)
        action = Action(plan=plan, order=next_order(plan), added_on=entered_on(plan, change.day))
        _put(action, given, change)
        return action


def change_action(action: Action, given: ActionGiven, change: Change, *, seen: str) -> None:
    """Make `action` as given. Steps left out stay; `removed` ones leave the plan.

    Raises ChangedMeanwhile when somebody changed it since version `seen`, Decided where its
    number is taken, it has left the plan, or a step to be removed has been reported on.
    """
    with because(change):
        hold_open(action.plan)
        Action.objects.select_for_update(no_key=True).get(pk=action.pk)
        if ending_of(action):
            raise Decided(ENDED)
        check_unchanged(action, seen)
        check_number(action.plan, given.words["reference"], action)
        _put(action, given, change)


def check_number(plan: ActionPlan, number: str, action: Action | None) -> None:
    """Raise Decided where another action of the plan than `action` has this number."""
    if number in numbers_of(plan, but=action.pk if action else None):
        raise Decided(f"Another action has number {number} already.")


def _put(action: Action, given: ActionGiven, change: Change) -> None:
    council = action.plan.council
    for name, value in given.words.items():
        setattr(action, name, value)
    action.theme = theme_named(action.plan, given.theme)
    accountable = given.accountable
    action.accountable = officer_for(accountable, council) if accountable else None
    action.save()
    action.recommendations.set(given.recommendations)
    _put_steps(action, given, change)


def _put_steps(action: Action, given: ActionGiven, change: Change) -> None:
    before = {step.pk: step for step in standing_steps(action)}
    leave([step for pk, step in before.items() if pk in given.removed], action, change, given.steps)
    named = [step.pk for step in given.steps]
    kept = [StepGiven(step.pk, step.text) for pk, step in before.items()
            if pk not in named and pk not in given.removed]  # fmt: skip
    for order, step in enumerate((*given.steps, *kept), 1):
        if step.pk is None:
            _add_step(action, order, step, change)
        elif step.pk in before:
            _change_step(before[step.pk], order, step, change, is_named=step.pk in named)


def _add_step(action: Action, order: int, given: StepGiven, change: Change) -> None:
    added_on = counts_from(action, change.day)
    step = Milestone.objects.create(action=action, order=order, text=given.text, added_on=added_on)
    put_leads(step, given.leads)
    if given.timescale:
        _date(step, given.timescale, change)


def _change_step(
    step: Milestone, order: int, given: StepGiven, change: Change, *, is_named: bool
) -> None:
    step.order, step.text = order, given.text
    step.save()
    if is_named:
        put_leads(step, given.leads)
    if given.timescale and not step.due_dates.exists():
        _date(step, given.timescale, change)


def put_leads(step: Milestone, named: Sequence[Named]) -> None:
    """Make the leads of a step those named, in that order; the words of a paper's cell that
    named others are dropped.
    """
    officers = [officer_for(each, step.action.plan.council) for each in named]
    wanted = list(dict.fromkeys(officer.pk for officer in officers))
    if wanted == [lead.officer_id for lead in step.leads.order_by("order", "pk")]:
        return
    step.leads.exclude(officer__in=wanted).delete()
    for order, officer in enumerate(wanted, 1):
        step.leads.update_or_create(officer_id=officer, defaults={"order": order})
    _drop_printed_leads(step)


def _drop_printed_leads(step: Milestone) -> None:
    for row in (step, step.action):
        if row.printed_leads:
            row.printed_leads = ""
            row.save(update_fields=["printed_leads"])


def _date(step: Milestone, meaning: Timescale, change: Change) -> DueDate:
    """Give a step its first timescale; in a draft it counts from the day it was agreed."""
    return set_timescale(
        step,
        meaning,
        Agreement(DueDate.AgreedBy.OFFICER, str(change.by)),
        reason=change.reason,
        corrected=False,
        last_seen=0,
        by=change.by,
        day=counts_from(step.action, change.day),
    )


# Taking steps out


def reported_steps(action: Action) -> set[int]:
    """Return the steps (pks) something was reported on, or somebody began to report on: they
    stay where the report stands. What a file says of a draft keeps no step in it.
    """
    lines = ProgressLine.objects.filter(milestone__action=action)
    begun = action.drafts.exclude(milestone=None)
    said = lines.none() if may_be_corrected(action) else lines
    return {
        *said.values_list("milestone_id", flat=True),
        *begun.values_list("milestone_id", flat=True),
    }


def leave(
    steps: Sequence[Milestone], action: Action, change: Change, others: Sequence[Any] = ()
) -> None:
    """Take steps out of the plan from today: pages as at an earlier day still show them.

    Out of a draft they are taken as if they had never been there, with what its file says of
    them.

    Raises Decided where something was reported on one, or none would be left.
    """
    if not steps:
        return
    reported = reported_steps(action)
    for step in steps:
        if step.pk in reported:
            raise Decided(f"Something was reported on “{step}”, so it stays in the plan.")
    left = action.milestones.filter(removed_on=None).count() - len(steps)
    if left < 1 and not any(each.pk is None for each in others):
        raise Decided("An action has at least one step. Withdraw the action instead.")
    if may_be_corrected(action):
        drop_lines(steps)
    gone_on = counts_from(action, change.day)
    # Places of steps that left are beyond those of steps that stand.
    last = max(10_000, action.milestones.aggregate(last=Max("order"))["last"])
    for number, step in enumerate(steps, 1):
        step.removed_on, step.order = gone_on, last + number
        step.save(update_fields=["removed_on", "order"])


def may_be_thrown_away(action: Action) -> bool:
    """Return whether an action can be deleted: of a draft, with nothing that a person reported
    or decided, and in no other plan.
    """
    facts: list[Any] = [action.endings, action.predecessors, action.questions, action.places]
    facts += [action.measures, action.published_in, action.drafts, action.uploads]
    return may_be_corrected(action) and not any(rows.exists() for rows in facts)


def throw_away(action: Action, change: Change) -> None:
    """Delete an action of a draft, its steps, their dates and what a file says of them.

    Raises Decided where it is no longer a draft, or a person reported or decided on it.
    """
    with because(change):
        hold_open(action.plan)
        if not may_be_thrown_away(action):
            raise Decided(
                "Something was reported or decided on it, or it stands in another plan, so it is "
                "withdrawn instead."
            )
        DueDate.objects.filter(milestone__action=action).delete()
        drop_printed(action.updates.all())
        action.delete()
