"""The columns of a plan on a day: its own, its council's, or the house's; and changing them."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from actionplans import columns
from actionplans.columns import Column
from actionplans.history import versions_on
from actionplans.layout import Layout
from actionplans.models import ActionPlan, CouncilRules
from actionplans.planning.holding import hold_open
from actionplans.shown import PlanOnDay
from councils.days import end_of
from councils.models import Council

Columns = tuple[Column, ...]


class NewerColumns(Exception):
    """Somebody else changed the plan's columns since they were read."""


def layout_of(shown: PlanOnDay) -> Layout:
    """Return what the plan shows, and how. At most two queries, none where it has its own."""
    chosen = shown.columns or of_council(shown.plan.council, shown.as_at.words_of)
    return Layout(columns.shown(chosen, shown.rows), shown.as_at.day, shown.key)


def of_council(council: Council, day: datetime.date | None = None) -> Columns:
    """Return what the council's plans show that have no columns of their own, on `day` or now.

    Nothing where the council has set nothing.
    """
    row = CouncilRules.objects.filter(council=council).first()
    if row is None:
        return ()
    if day is None:
        return columns.read(row.columns)
    version = versions_on(CouncilRules, [row.pk], day)[row.pk]
    return columns.read(version.columns) if version.pgh_created_at < end_of(day) else ()


@transaction.atomic
def choose(plan: ActionPlan, chosen: Iterable[Column], *, seen: Columns, for_all: bool) -> bool:
    """Store the columns of `plan`, none for its council's, and return whether anything is new.

    With `for_all` they are the council's too, for its other plans without columns of their own.
    `seen` are the plan's own columns the writer had on screen; raises NewerColumns where
    they are others by now, Closed where the plan is closed.
    """
    stored = columns.to_store(chosen)
    hold_open(plan)
    held = ActionPlan.objects.get(pk=plan.pk)
    if columns.read(held.columns) != seen:
        raise NewerColumns
    plan.columns = stored
    changed = held.columns != stored
    if changed:
        plan.save(update_fields=["columns"])
    return _choose_for_all(plan.council, stored) or changed if for_all else changed


def _choose_for_all(council: Council, stored: list[dict[str, object]]) -> bool:
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    rules, _ = CouncilRules.objects.get_or_create(council=council)
    if rules.columns == stored:
        return False
    rules.columns = stored
    rules.save(update_fields=["columns"])
    return True
