"""Everything held of each step, a line each, under headings that never change: to work with."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from actionplans.cell_dates import move_words
from actionplans.models import How
from actionplans.rag import Outlook
from actionplans.rows import Row, Said, Step
from actionplans.shown import PlanOnDay


@dataclass(frozen=True)
class Line:
    """One step as a line of a spreadsheet; the first line of an action carries the row's words.

    An action without any step on the day has one line all the same.
    """

    row: Row
    step: Step | None
    first: bool

    def values(self) -> list[Any]:
        """Return the cells in the order of COLUMNS; dates stay dates."""
        row, step = self.row, self.step
        return [
            row.reference,
            row.theme,
            "; ".join(f"{a.number} ({a.source})" for a in row.answers),
            row.text,
            row.source_text,
            *(_step_cells(step) if step else _NO_STEP),
            row.printed_leads or "\n".join(step.lead_words if step else ()),
            *_said_cells(step.said if step else None),
            *_said_cells(row.said_of_row if self.first else None),
            step.status.words if step else "",
            row.status.words,
            row.rating.label if row.rating else "",
        ]


_OF_A_STEP = (
    "Milestone",
    "Timescale",
    "Due date",
    "Original timescale",
    "Times moved",
    "How the date moved",
    "New date asked for",
)
_OF_THE_WORDS = (
    "Progress on the milestone",
    "Milestone progress",
    "Milestone outlook",
    "Milestone reason",
    "Reported for",
    "Reported by",
    "Acceptance",
    "What difference it has made",
)
_OF_THE_WHOLE = (
    "Progress on the whole action",
    "Action progress",
    "Action outlook",
    "Action reason",
    "Action reported for",
    "Action reported by",
    "Action acceptance",
    "What difference the whole action has made",
)
COLUMNS = (
    "Reference",
    "Theme",
    "Recommendations",
    "Action",
    "Source as printed",
    *_OF_A_STEP,
    "Lead officers",
    *_OF_THE_WORDS,
    *_OF_THE_WHOLE,
    "Milestone status",
    "Action status",
    "Rating",
)
_NO_STEP: list[Any] = ["", "", None, "", None, "", ""]


def _step_cells(step: Step) -> list[Any]:
    return [
        step.text,
        step.date.words if step.date else "",
        step.due,
        step.original.words if step.original else "",
        step.moves,
        "\n".join(f"From {was.words} {move_words(to)}" for was, to in pairwise(step.agreed_dates)),
        step.requested.words if step.requested else "",
    ]


def _acceptance(said: Said) -> str:
    if said.waits_for_sign_off:
        return "Waits for sign-off"
    return "Accepted" if said.accepted else "Not yet accepted"


def _said_cells(said: Said | None) -> list[Any]:
    if said is None:
        return ["", "", "", "", None, "", "", ""]
    how = "" if said.how == How.HERE else f" ({How(said.how).label})"
    return [
        said.printed,
        said.progress_words,
        Outlook(said.outlook).words if said.outlook else "",
        said.reason,
        said.day,
        f"{said.author}{how}",
        _acceptance(said),
        said.difference,
    ]


def lines(shown: PlanOnDay) -> Iterator[Line]:
    """Yield a line for each step of each row, in order; one for a row without steps."""
    for row in shown.rows:
        for number, step in enumerate(row.steps or [None]):
            yield Line(row, step, first=number == 0)
