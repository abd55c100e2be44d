"""The open cycles in which somebody is to report, as My work shows them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actionplans.asat import AsAt
from actionplans.cycles.keeping import open_on, span_of
from actionplans.cycles.reports import reports_on
from actionplans.lists import Task
from actionplans.models import ReportingCycle
from councils.access import Access


@dataclass(frozen=True)
class MyCycle:
    """An open cycle: on how many of somebody's steps something is due, and is missing."""

    access: Access
    cycle: ReportingCycle
    due: int
    missing: int


def cycles_of(tasks: Sequence[Task], day: datetime.date) -> list[MyCycle]:
    """Return the open cycles of the plans in which somebody leads something, by day due.

    Two queries a cycle, and one for all.
    """
    access_of = {task.row.plan_id: task.access for task in tasks}
    found = open_on(day).filter(plan__in=access_of).order_by("updates_due_on", "pk")
    mine = [_mine(access_of[one.plan_id], one, tasks, day) for one in found]
    return [one for one in mine if one.due]


def _mine(
    access: Access, cycle: ReportingCycle, tasks: Sequence[Task], day: datetime.date
) -> MyCycle:
    """Return how one stands, of the steps that are somebody's alone."""
    steps = {task.step.pk for task in tasks}
    rows = {task.row.pk: task.row for task in tasks if task.row.plan_id == cycle.plan_id}
    own = [
        replace(row, steps=tuple(step for step in row.steps if step.pk in steps))
        for row in rows.values()
    ]
    reports = reports_on(own, span_of(cycle), AsAt(day=day, today=day))
    return MyCycle(access, cycle, reports.due, len(reports.missing))
