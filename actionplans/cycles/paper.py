"""What a paper of a cycle would show: the plan as members see it on the day it closes."""

import datetime
from dataclasses import dataclass

from actionplans.asat import AsAt
from actionplans.cycles.reports import Span
from actionplans.models import ActionPlan
from actionplans.on_day.plans import rows_of_plan


@dataclass(frozen=True)
class Paper:
    """How many of the open actions have accepted words of this cycle, older ones, or none."""

    day: datetime.date
    fresh: int
    older: int
    silent: int
    done: int

    @property
    def rows(self) -> int:
        """Return how many actions stand in it."""
        return self.fresh + self.older + self.silent + self.done


def paper_of(plan: ActionPlan, span: Span, as_at: AsAt) -> Paper:
    """Return what the paper shows as things stand in the state asked for.

    Words are those of the cycle when they came in since it opened.
    """
    known_on = as_at.known_on or (None if as_at.is_now else as_at.day)
    members = AsAt(
        day=span.until,
        today=as_at.today,
        known_on=known_on,
        accepted_only=True,
        confidential=False,
    )
    rows = [row for row in rows_of_plan(plan, members) if not row.ended]
    open_ones = [row for row in rows if row.is_open]
    said = [max((one.known_on for one in row.said), default=None) for row in open_ones]
    return Paper(
        day=span.until,
        fresh=sum(1 for on in said if on and on >= span.since),
        older=sum(1 for on in said if on and on < span.since),
        silent=said.count(None),
        done=len(rows) - len(open_ones),
    )
