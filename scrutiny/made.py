"""What is claimed as complete, on what evidence, and what difference it made, for members."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from actionplans.asat import AsAt
from actionplans.measures_rule import BETTER, SAME, WORSE
from actionplans.measuring import Difference, MeasureShown, differences, measures_on_day
from actionplans.models import ActionPlan
from actionplans.over_time.bands import Band, band_of
from actionplans.over_time.stands import many
from actionplans.over_time.unnamed import NONE, Unnamed
from actionplans.rows import Row

NOT_YET = "No action is complete yet."
_WAYS = {BETTER: "better", WORSE: "worse", SAME: "the same"}


@dataclass(frozen=True)
class Made:
    """The completed actions with what was said of their effect, and the measures of a plan.

    `measures` is empty where the actions are of several plans; `unnamed` is how many more a paper
    counts as complete without naming them.
    """

    complete: tuple[Difference, ...]
    measures: tuple[MeasureShown, ...] = ()
    unnamed: int = 0

    @cached_property
    def said(self) -> list[Difference]:
        """Return the completed actions of which something says what they changed."""
        return [each for each in self.complete if each.text]

    @cached_property
    def unsaid(self) -> list[Row]:
        """Return the completed actions of which nothing says what they changed."""
        return [each.row for each in self.complete if not each.text]

    @cached_property
    def unproven(self) -> list[Row]:
        """Return the completed actions that rest on no evidence."""
        return [each.row for each in self.complete if not each.row.backing.evidence]

    @property
    def sentence(self) -> str:
        """Return "3 actions are complete. 1 has no evidence. 2 do not say what difference ..."."""
        number, more = len(self.complete), self._counted
        if not number:
            return " ".join(["No named action is complete yet.", more] if more else [NOT_YET])
        unsaid = "does not say what difference it"
        if len(self.unsaid) != 1:
            unsaid = "do not say what difference they"
        return " ".join(
            [
                f"{many(number, 'action')} {'is' if number == 1 else 'are'} complete.",
                f"{len(self.unproven)} {'has' if len(self.unproven) == 1 else 'have'} no evidence."
                if self.unproven
                else "Evidence stands behind each.",
                f"{len(self.unsaid)} {unsaid} made."
                if self.unsaid
                else "Each says what difference it made.",
                *([more] if more else []),
            ]
        )

    @property
    def _counted(self) -> str:
        number = self.unnamed
        if not number:
            return ""
        counted = "is counted in a paper" if number == 1 else "are counted in a paper"
        return f"{number} more {counted} as complete without being named."

    @property
    def measured(self) -> str:
        """Return "3 measures: 2 better than at the start, 1 worse"; "" where there are none."""
        if not self.measures:
            return ""
        found = [each.since_baseline for each in self.measures]
        ways = Counter(_WAYS.get(each.way, "") if each else "" for each in found)
        parts = [f"{ways[way]} {way}" for way in _WAYS.values() if ways[way]]
        if parts:
            parts[0] += (
                " than at the start" if not parts[0].endswith("same") else " as at the start"
            )
        if ways[""]:
            parts.append(f"{ways['']} cannot be compared")
        return f"{many(len(self.measures), 'measure')}: {', '.join(parts)}."


def made(
    rows: Sequence[Row], as_at: AsAt, plan: ActionPlan | None = None, unnamed: Unnamed = NONE
) -> Made:
    """Return what the rows claim and changed in this state, with the measures of `plan`.

    The number of queries grows neither with rows nor with measures.
    """
    measures = measures_on_day(plan, as_at) if plan else []
    complete = [row for row in rows if band_of(row.status) == Band.COMPLETE]
    more = max(unnamed.changes.get(Band.COMPLETE, 0), 0)
    return Made(tuple(differences(complete, as_at)), tuple(measures), more)
