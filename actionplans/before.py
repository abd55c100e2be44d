"""What came before an action: the actions of other plans that go on in it, and what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from actionplans.asat import AsAt
from actionplans.evidence import evidence_of
from actionplans.lists import updates_of_actions
from actionplans.models import Action, ActionPlan, ProgressUpdate
from actionplans.on_day.endings import taken_over
from actionplans.on_day.plans import rows_on_day
from actionplans.rows import Row


@dataclass(frozen=True)
class Before:
    """An action that went on as another: its state and what was reported on it, newest first."""

    action: Action
    row: Row
    updates: Sequence[ProgressUpdate]

    @property
    def plan(self) -> ActionPlan:
        return self.action.plan


def before_of(row: Row, action: Action, as_at: AsAt) -> list[Before]:
    """Return what came before `action`, shown as `row`, in this state, the nearest first.

    What the reader may not see of another plan stays out here too. The number of queries does
    not grow with what came before, and there is none where nothing did.
    """
    if not row.carried_from:
        return []
    earlier = taken_over(action, as_at)
    ids = [each.pk for each in earlier]
    rows = {one.pk: one for one in rows_on_day(Action.objects.filter(pk__in=ids), as_at)}
    updates = updates_of_actions(ids, as_at)
    evidence_of([one for of in updates.values() for one in of], as_at)
    return [
        Before(each, rows[each.pk], updates.get(each.pk, [])) for each in earlier if each.pk in rows
    ]
