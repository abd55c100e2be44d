"""A revised file held against the plan that is here: row by row, what would change.

Nothing is written here; `applying` does it. What the file has no column for is left alone, and
so is an action that the file no longer has. What the file has empty is asked about.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from actionplans import columns
from actionplans.asat import AsAt
from actionplans.importing.changes import Revision, RowChange
from actionplans.importing.comparing import Comparer
from actionplans.importing.held import actions_held, is_of_a_closed_plan
from actionplans.importing.likeness import Likeness
from actionplans.importing.matching import matched
from actionplans.importing.numbering import renumbered
from actionplans.importing.printed import Printed
from actionplans.importing.understood import Understood
from actionplans.importing.wanted import wanted
from actionplans.importing.writing import Leads
from actionplans.layout import Layout
from actionplans.models import ActionPlan
from actionplans.on_day.plans import key_of, rows_of_plan
from actionplans.plan_columns import of_council
from actionplans.rows import Row


def revise(
    plan: ActionPlan, understood: Understood, day: datetime.date, nobody: Iterable[str] = ()
) -> Revision:
    """Return what the file would change in `plan` as it stands on `day`.

    `nobody`: printed leads that mean nobody. A few queries, however many rows.
    """
    actions = actions_held(plan)
    shown = rows_of_plan(plan, AsAt(day=day, today=day))
    ended = {row.pk: row.ended.words for row in shown if row.ended}
    standing = [action for action in actions if action.pk not in ended]
    gone = [action for action in actions if action.pk in ended]
    likeness = Likeness()
    pairs = matched([(row, wanted(row)) for row in understood.rows], standing, gone, likeness)
    printed = Printed(_layout(plan, shown, day), {row.pk: row for row in shown})
    comparer = Comparer(understood, Leads(plan.council, nobody), printed, likeness)
    comparer.numbers, comparer.refused = renumbered(
        {action.pk: action.reference for action in actions},
        {a.pk: w.reference for _, w, a in pairs if a and a.pk not in ended and w.reference},
        [asked.reference for _, asked, _ in pairs],
    )
    rows = []
    for row, asked, action in pairs:
        if action is None:
            rows.append(RowChange(row.key, asked, None))
        elif action.pk in ended:
            words = f"Here it is {ended[action.pk].lower()}. Nothing of it changes."
            rows.append(RowChange(row.key, asked, action, (), (words,)))
        elif is_of_a_closed_plan(action):
            words = f"It belongs to {action.plan}, which is closed. Nothing of it changes."
            rows.append(RowChange(row.key, asked, action, (), (words,)))
        else:
            rows.append(_told(comparer.row(row, asked, action), action))
    found = {action.pk for _, _, action in pairs if action}
    missing = tuple(action for action in standing if action.pk not in found)
    return Revision(tuple(rows), missing, _order(rows, shown), likeness.is_spent)


def _told(row: RowChange, action: Any) -> RowChange:
    """Return the row with what one must know of an action that belongs to another plan."""
    if not (row.changes and action.guest):
        return row
    words = f"It belongs to {action.plan}, too: what changes here changes there."
    return replace(row, stays=(words, *row.stays))


def _layout(plan: ActionPlan, rows: Sequence[Row], day: datetime.date) -> Layout:
    """Return how a file of the plan prints it."""
    chosen = columns.read(plan.columns) or of_council(plan.council)
    key = key_of(plan, AsAt(day=day, today=day))
    return Layout(columns.shown(chosen, rows), day, key).with_reference()


def _order(rows: Sequence[RowChange], shown: Sequence[Row]) -> tuple[str, ...]:
    """Return the numbers in the order of the file, nothing where that is the plan's.

    A file may have the actions of each theme together; new ones may stand last.
    """
    file = [row.action.pk if row.action else None for row in rows]
    known = [pk for pk in file if pk]
    is_new_last = None not in file[: len(known)]
    themes = list(dict.fromkeys(row.theme for row in shown))
    together = sorted(shown, key=lambda row: themes.index(row.theme))
    orders = [[row.pk for row in each if row.pk in set(known)] for each in (shown, together)]
    if is_new_last and [pk for pk in known if pk in set(orders[0])] in orders:
        return ()
    return tuple(
        row.wanted.reference or (row.action.reference if row.action else "new") for row in rows
    )
