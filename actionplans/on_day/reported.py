"""Everything reported on some actions, in the state asked for, and what was ruled of it.

It is taken from what is held, where it is read once without its long texts: one verdict an
update, looked up from all of them together, costs a fraction of one looked up for each line. What
must be known of a step or an action is worked out from these lines; texts are read only of what
is shown.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from django.db.models import Q

from actionplans.among import among
from actionplans.asat import SEEN_BY_MEMBERS, AsAt
from actionplans.models import Review
from actionplans.on_day.held import Held, Line, Place, Told, is_a_word, open_to


def reported_on(held: Held, as_at: AsAt) -> "Reported":
    """Return what was reported on the actions of `held`, in its state or an earlier one.

    It is worked out once for each state.
    """
    if as_at not in held.reported_made:
        supposed = dict.fromkeys(as_at.supposing, Review.Verdict.ACCEPTED)
        verdicts = held.verdicts_on(as_at) | supposed
        held.reported_made[as_at] = Reported(held, as_at, held.lines_on(as_at), verdicts)
    made: Reported = held.reported_made[as_at]
    return made


class Reported:
    """The lines on actions, by step and by whole action, with the last verdict on each update."""

    def __init__(
        self,
        held: Held,
        as_at: AsAt,
        by_place: Mapping[Place, list[Line]],
        verdicts: Mapping[int, str],
    ) -> None:
        self.held, self.as_at, self.by_place, self.verdicts = held, as_at, by_place, verdicts

    def verdict(self, line: Line) -> str:
        """Return the last verdict on the line's update, "" without one."""
        return self.verdicts.get(line.update_id, "")

    @property
    def lines(self) -> list[Line]:
        """Return every line, in the order they were reported."""
        return sorted(chain.from_iterable(self.by_place.values()))

    @property
    def shown(self) -> list[Line]:
        """Return every line that counts, in the order they were reported."""
        return sorted(chain.from_iterable(self.shown_at.values()))

    @cached_property
    def shown_at(self) -> dict[Place, list[Line]]:
        """Return of them what counts: nothing returned; for members, nothing unaccepted."""
        return counting(self.by_place, self.verdicts, self.as_at)

    @cached_property
    def last(self) -> dict[Place, Line]:
        """Return the newest line on every step and on every whole action.

        What is said of one check of a recurring step is not a word on the step.
        """
        newest = {
            place: next((line for line in reversed(lines) if is_a_word(line)), None)
            for place, lines in self.shown_at.items()
        }
        return {place: line for place, line in newest.items() if line}

    @cached_property
    def before_last(self) -> dict[Place, Line]:
        """Return the line before the newest, whatever was ruled of it."""
        found: dict[Place, Line] = {}
        for place, last in self.last.items():
            for line in reversed(self.by_place[place]):
                if line < last and is_a_word(line):
                    found[place] = line
                    break
        return found

    @cached_property
    def returned(self) -> dict[Place, Line]:
        """Return the newest line sent back, of every step and of every whole action.

        One on a check is left out once that check is reported again. None for members: what
        was sent back stays between officers.
        """
        if self.as_at.accepted_only:
            return {}
        returned = updates_with(self.verdicts, Review.Verdict.RETURNED)
        found = {
            place: [
                line
                for line in open_to(lines, self.as_at)
                if line.pk and line.update_id in returned and not self._is_reported_again(line)
            ]
            for place, lines in self.by_place.items()
        }
        return {place: lines[-1] for place, lines in found.items() if lines}

    def _is_reported_again(self, line: Line) -> bool:
        again = self._last_of_checks.get((line.step_id, line.occurrence))
        return again is not None and again > line

    @cached_property
    def _last_of_checks(self) -> dict[tuple[int | None, datetime.date | None], Line]:
        return {(line.step_id, line.occurrence): line for line in self.checks}

    @cached_property
    def checks(self) -> list[Line]:
        """Return the lines that count and speak of one check of a step, in their order there."""
        shown = self.shown_at.values()
        return [line for lines in shown for line in lines if line.occurrence]

    def told(self, line: Line) -> Told:
        """Return the words of a line that is shown, or of the one before it."""
        return self._told[line.update_id]

    @cached_property
    def _told(self) -> Mapping[int, Told]:
        lines = (self.last.values(), self.before_last.values(), self.returned.values())
        return self.held.told({line.update_id for line in chain(*lines)})

    def name(self, user_id: int | None) -> str:
        """Return the name of somebody who entered what is shown; "" for nobody."""
        return self.held.names.get(user_id, "")

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


def updates_with(verdicts: Mapping[int, str], *of: str) -> set[int]:
    """Return the updates (primary keys) on which the verdict is one of these."""
    return {update for update, verdict in verdicts.items() if verdict in of}


def counting(
    by_place: Mapping[Place, list[Line]], verdicts: Mapping[int, str], as_at: AsAt
) -> dict[Place, list[Line]]:
    """Return, by place, the lines that count: nothing returned; for members, nothing unaccepted."""
    if as_at.accepted_only:
        seen = updates_with(verdicts, *SEEN_BY_MEMBERS)
        found = {
            place: [line for line in open_to(lines, as_at) if line.update_id in seen]
            for place, lines in by_place.items()
        }
    else:
        returned = updates_with(verdicts, Review.Verdict.RETURNED)
        found = {
            place: [line for line in open_to(lines, as_at) if line.update_id not in returned]
            for place, lines in by_place.items()
        }
    return {place: lines for place, lines in found.items() if lines}
