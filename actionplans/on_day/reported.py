"""Everything reported on some actions, in the state asked for, and what was ruled of it.

It is read once, without its long texts, in two queries: one verdict an update, looked up from
all of them together, costs a fraction of one looked up for each line. What must be known of a
step or an action is worked out from these lines; texts are read only of what is shown. Rows are
tuples, since a plan has hundreds of them.
"""

import datetime
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from actionplans.among import among
from actionplans.asat import SEEN_BY_MEMBERS, AsAt
from actionplans.models import ProgressUpdate, Review
from councils.models import User

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
    printed_rating: str
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
    "lines__printed_rating",
    "is_confidential",
    "says_difference",
)


class Told(NamedTuple):
    """The words of an update."""

    pk: int
    known_on: datetime.date
    text: str
    difference: str
    how: str
    reported_by: str
    source: str
    entered_by_id: int | None


def lines_of(action_ids: list[int], as_at: AsAt) -> list[Line]:
    """Return everything reported on some actions (primary keys), as it was reported. One query."""
    says_difference = ExpressionWrapper(~Q(difference=""), output_field=BooleanField())
    updates = ProgressUpdate.objects.filter(as_at.holds(), among("action_id", action_ids))
    rows = updates.annotate(says_difference=says_difference).values_list(*_COLUMNS)
    return sorted(map(Line._make, rows))


class Reported:
    """All lines on some actions (primary keys), in the order they were reported.

    `lines` and the last `verdicts` by update, where somebody has read them already.
    """

    def __init__(
        self,
        action_ids: list[int],
        as_at: AsAt,
        lines: list[Line] | None = None,
        verdicts: dict[int, str] | None = None,
    ) -> None:
        self.action_ids, self.as_at = action_ids, as_at
        self.lines = lines_of(action_ids, as_at) if lines is None else lines
        if verdicts is None:
            verdicts = as_at.last_verdicts("update", among("update__action_id", action_ids))
        self.verdicts = verdicts

    def verdict(self, line: Line) -> str:
        """Return the last verdict on the line's update, "" without one."""
        return self.verdicts.get(line.update_id, "")

    @cached_property
    def shown(self) -> list[Line]:
        """Return what counts: nothing returned; for members, nothing unaccepted."""
        if self.as_at.accepted_only:
            seen = self._with_verdict(*SEEN_BY_MEMBERS)
            return [line for line in self._open if line.update_id in seen]
        returned = self._with_verdict(Review.Verdict.RETURNED)
        return [line for line in self._open if line.update_id not in returned]

    @cached_property
    def _open(self) -> list[Line]:
        """Return the lines this reader may read, whatever was ruled of them."""
        if self.as_at.confidential:
            return self.lines
        return [line for line in self.lines if not line.is_confidential]

    def _with_verdict(self, *verdicts: str) -> set[int]:
        return {update for update, verdict in self.verdicts.items() if verdict in verdicts}

    @cached_property
    def last(self) -> dict[Place, Line]:
        """Return the newest line on every step and on every whole action.

        What is said of one check of a recurring step is not a word on the step.
        """
        return {line.place: line for line in self.shown if is_a_word(line)}

    @cached_property
    def before_last(self) -> dict[Place, Line]:
        """Return the line before the newest, whatever was ruled of it."""
        found: dict[Place, Line] = {}
        last = self.last
        for line in reversed(self.lines):
            place = line.place
            if place not in found and place in last and is_a_word(line) and line < last[place]:
                found[place] = line
        return found

    @cached_property
    def returned(self) -> dict[Place, Line]:
        """Return the newest line sent back, of every step and of every whole action.

        One on a check is left out once that check is reported again. None for members: what
        was sent back stays between officers.
        """
        if self.as_at.accepted_only:
            return {}
        returned = self._with_verdict(Review.Verdict.RETURNED)
        lines = [line for line in self._open if line.pk and line.update_id in returned]
        return {line.place: line for line in lines if not self._is_reported_again(line)}

    def _is_reported_again(self, line: Line) -> bool:
        again = self._last_of_checks.get((line.step_id, line.occurrence))
        return again is not None and again > line

    @cached_property
    def _last_of_checks(self) -> dict[tuple[int | None, datetime.date | None], Line]:
        return {(line.step_id, line.occurrence): line for line in self.shown if line.occurrence}

    def told(self, line: Line) -> Told:
        """Return the words of a line that is shown, or of the one before it."""
        return self._told[line.update_id]

    @cached_property
    def _told(self) -> dict[int, Told]:
        lines = (self.last.values(), self.before_last.values(), self.returned.values())
        wanted = {line.update_id for line in chain(*lines)}
        rows = ProgressUpdate.objects.filter(among("pk", wanted)).values_list(*Told._fields)
        return {told.pk: told for told in map(Told._make, rows)}

    def name(self, user_id: int | None) -> str:
        """Return the name of somebody who entered what is shown; "" for nobody."""
        return self._names.get(user_id, "")

    @cached_property
    def _names(self) -> dict[int | None, str]:
        wanted = {told.entered_by_id for told in self._told.values() if told.entered_by_id}
        return {pk: str(user) for pk, user in User.objects.in_bulk(wanted).items()}

    @cached_property
    def rulings(self) -> dict[int, list[Review]]:
        """Return, by update, the rulings whose words are shown, in the order of their days."""
        wanted = {line.update_id for line in self.returned.values()}
        for line in self.last.values():
            if self.verdict(line) == Review.Verdict.REOPENED:
                wanted.add(line.update_id)
        last = among("update_id", {line.update_id for line in self.last.values()})
        worded = Q(last, ~Q(paper_wording=""))
        found = Review.objects.filter(self.as_at.rulings(), Q(among("update_id", wanted)) | worded)
        by_update: dict[int, list[Review]] = defaultdict(list)
        for ruling in found.prefetch_related("by").order_by("day", "pk"):
            by_update[ruling.update_id or 0].append(ruling)
        return by_update


def is_a_word(line: Line) -> bool:
    """Return whether a line speaks of its step or action, and not of one check alone."""
    return line.pk is not None and line.occurrence is None
