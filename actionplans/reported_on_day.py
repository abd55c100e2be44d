"""Everything reported on some actions, in the state asked for, and what was ruled of it.

It is read once, without its long texts, in two queries: one verdict an update, looked up from
all of them together, costs a fraction of one looked up for each line. What must be known of a
step or an action is worked out from these lines.
"""

import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from actionplans.among import among
from actionplans.asat import SEEN_BY_MEMBERS, AsAt
from actionplans.models import ProgressUpdate, Review

Place = tuple[int, int | None]


class Line(NamedTuple):
    """A line of an update, or an update without lines (no `pk`); they sort as reported."""

    day: datetime.date
    update_id: int
    pk: int | None
    action_id: int
    step_id: int | None
    occurrence: datetime.date | None
    progress: str
    outlook: str
    reason: str
    is_confidential: bool
    says_difference: bool

    @property
    def place(self) -> Place:
        return self.action_id, self.step_id


_COLUMNS = (
    "day",
    "pk",
    "lines__pk",
    "action_id",
    "lines__milestone_id",
    "lines__occurrence",
    "lines__progress",
    "lines__outlook",
    "lines__reason",
    "is_confidential",
    "says_difference",
)


class Reported:
    """All lines on some actions (primary keys), in the order they were reported."""

    def __init__(self, action_ids: list[int], as_at: AsAt) -> None:
        self.action_ids, self.as_at = action_ids, as_at
        self.lines = self._lines()
        self.verdicts = as_at.last_verdicts("update", among("update__action_id", action_ids))

    def _lines(self) -> list[Line]:
        says_difference = ExpressionWrapper(~Q(difference=""), output_field=BooleanField())
        updates = ProgressUpdate.objects.filter(
            self.as_at.holds(), among("action_id", self.action_ids)
        )
        rows = updates.annotate(says_difference=says_difference).values_list(*_COLUMNS)
        return sorted(map(Line._make, rows))

    def verdict(self, line: Line) -> str:
        """Return the last verdict on the line's update, "" without one."""
        return self.verdicts.get(line.update_id, "")

    @cached_property
    def shown(self) -> list[Line]:
        """Return what counts: nothing returned; for members, nothing unaccepted."""
        return [line for line in self.lines if self._is_open(line) and self._counts(line)]

    def _is_open(self, line: Line) -> bool:
        return self.as_at.confidential or not line.is_confidential

    def _counts(self, line: Line) -> bool:
        verdict = self.verdict(line)
        if self.as_at.accepted_only:
            return verdict in SEEN_BY_MEMBERS
        return verdict != Review.Verdict.RETURNED

    @cached_property
    def last(self) -> dict[Place, Line]:
        """Return the newest line on every step and on every whole action.

        What is said of one check of a recurring step is not a word on the step.
        """
        return {line.place: line for line in self.shown if _is_a_word(line)}

    @cached_property
    def before_last(self) -> dict[Place, Line]:
        """Return the line before the newest, whatever was ruled of it."""
        found: dict[Place, Line] = {}
        for line in filter(_is_a_word, self.lines):
            newest = self.last.get(line.place)
            if newest and line < newest:
                found[line.place] = line
        return found

    @cached_property
    def returned(self) -> dict[Place, Line]:
        """Return the newest line sent back, of every step and of every whole action."""
        return {
            line.place: line
            for line in self.lines
            if line.pk and self._is_open(line) and self.verdict(line) == Review.Verdict.RETURNED
        }


def _is_a_word(line: Line) -> bool:
    return line.pk is not None and line.occurrence is None
