"""A plan's owners, dates and order, changed row by row in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actionplans.deciding import Agreement, set_timescale
from actionplans.models import Action, ActionPlan, Milestone
from actionplans.planning.building import entered_on
from actionplans.planning.editing import (
    Change,
    because,
    check_unchanged,
    hold,
    put_leads,
    standing_steps,
)
from actionplans.planning.naming import Named
from actionplans.planning.ordering import in_places
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
    action: Action, given: RowGiven, agreement: Agreement, change: Change, *, seen: str
) -> None:
    """Change the owners, dates and place of one action.

    Raises ChangedMeanwhile when somebody changed its words, steps, dates or owners since
    version `seen`; that others moved in the order is no such change.
    """
    with because(change):
        hold(action.plan)
        Action.objects.select_for_update(no_key=True).get(pk=action.pk)
        check_unchanged(action, seen)
        for step in standing_steps(action):
            if step.pk in given.leads:
                put_leads(step, given.leads[step.pk])
            if step.pk in given.dates:
                _date(step, given.dates[step.pk], agreement, change)
        if given.place:
            _move(action.plan, action, given.place)


def _date(step: Milestone, meaning: Timescale, agreement: Agreement, change: Change) -> None:
    set_timescale(
        step,
        meaning,
        agreement,
        reason=change.reason,
        corrected=False,
        last_seen=max((date.pk for date in step.due_dates.all()), default=0),
        by=change.by,
        day=entered_on(step.action.plan, change.day),
    )


def _move(plan: ActionPlan, moved: Action, place: int) -> None:
    """Put an action at a place of the plan's order; the others make room."""
    rows = plan.actions.order_by("order", "pk")
    placed = in_places((place if each.pk == moved.pk else None, each) for each in rows)
    for order, each in enumerate(placed, 1):
        if each.order != order:
            each.order = order
            each.save(update_fields=["order"])
