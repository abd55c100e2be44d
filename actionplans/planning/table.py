"""A plan's owners, dates and order, changed row by row in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actionplans.deciding import Agreement, set_timescale
from actionplans.models import Action, ActionPlan, Milestone
from actionplans.planning.building import counts_from
from actionplans.planning.editing import (
    Change,
    because,
    check_unchanged,
    put_leads,
    standing_steps,
)
from actionplans.planning.holding import hold, hold_open
from actionplans.planning.naming import Named
from actionplans.planning.ordering import in_places
from actionplans.planning.places import places_of
from actionplans.timescales import Timescale


@dataclass(frozen=True)
class RowGiven:
    """What is to change in one row: by step (pk) its leads and its timescale; its place.

    Steps that are not named stay as they are; `place` None leaves the order.
    """

    leads: Mapping[int, Sequence[Named]] = field(default_factory=dict)
    dates: Mapping[int, Timescale] = field(default_factory=dict)
    place: int | None = None

    @property
    def is_nothing(self) -> bool:
        return not (self.leads or self.dates or self.place)


def change_row(
    action: Action,
    given: RowGiven,
    agreement: Agreement,
    change: Change,
    *,
    seen: str,
    plan: ActionPlan | None = None,
) -> None:
    """Change the owners and dates of one action, and its place in `plan`, by default its own.

    Raises ChangedMeanwhile when somebody changed its words, steps, dates or owners since
    version `seen`; that others moved in the order is no such change. Raises Closed where the
    plan is.
    """
    with because(change):
        shown = plan or action.plan
        for each in sorted({action.plan, shown}, key=lambda one: one.pk):
            is_changed = each == shown or given.leads or given.dates
            (hold_open if is_changed else hold)(each)
        Action.objects.select_for_update(no_key=True).get(pk=action.pk)
        check_unchanged(action, seen)
        for step in standing_steps(action):
            if step.pk in given.leads:
                put_leads(step, given.leads[step.pk])
            if step.pk in given.dates:
                _date(step, given.dates[step.pk], agreement, change)
        if given.place:
            _move(plan or action.plan, action, given.place)


def _date(step: Milestone, meaning: Timescale, agreement: Agreement, change: Change) -> None:
    set_timescale(
        step,
        meaning,
        agreement,
        reason=change.reason,
        corrected=False,
        last_seen=max((date.pk for date in step.due_dates.all()), default=0),
        by=change.by,
        day=counts_from(step.action, change.day),
    )


def _move(plan: ActionPlan, moved: Action, place: int) -> None:
    """Put an action at a place of the plan's order; the others make room."""
    rows = places_of(plan)
    placed = in_places((place if each.pk == moved.pk else None, each) for each in rows)
    for order, each in enumerate(placed, 1):
        each.put(order, each.reference)
