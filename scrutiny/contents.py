"""What stands on a dashboard, at its top: each part with how much is in it, and what waits far
below in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.dashboards import Dashboard
from scrutiny.oversight.beside import Beside
from scrutiny.place import Place
from scrutiny.templatetags.scrutiny import members_lists


@dataclass(frozen=True)
class Part:
    """A part of the page. `anchor`: the id of its heading; `number`: None where none is counted."""

    anchor: str
    words: str
    number: int | None = None


def contents_of(
    found: Dashboard, *, moved: int, has_trend: bool, beside: Beside | None, place: Place | None
) -> list[Part]:
    """Return the parts a dashboard has, in their order. `moved`: how many dates did."""
    if not found.rows:
        return []
    return [
        Part("changed", "What changed", _changed(found)),
        *([Part("past", "Past their date", len(found.past))] if found.past else []),
        *([Part("flagged", "Also flagged", len(found.flagged))] if found.flagged else []),
        Part("made", "What difference it made"),
        *([Part("over-time", "Over time")] if has_trend else []),
        *([Part("slipped", "Dates that moved", moved)] if moved else []),
        *_last(found, beside, place),
    ]


def _last(found: Dashboard, beside: Beside | None, place: Place | None) -> Iterator[Part]:
    if beside:
        yield Part("beside", "Beside the plan", beside.number)
    if found.plan is None:
        yield Part("plans", "Plan by plan", len(found.plans))
    if place:
        yield Part("place", "Beside others")


def _changed(found: Dashboard) -> int | None:
    """Return how many changes are listed; None where there is no earlier day."""
    if not found.changes:
        return None
    return sum(len(changed) for _, _, changed in members_lists(found.changes))
