"""The plan as an appendix: one context for the PDF, the page, the spreadsheet, the CSV file."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string

from actionplans.cell_dates import move_words
from actionplans.cells import Cell
from actionplans.layout import Layout
from actionplans.models import How
from actionplans.plan_columns import layout_of
from actionplans.rag import Outlook, Status
from actionplans.rows import Row, Said, Step
from actionplans.shown import PlanOnDay
from reports.pdf import print_css


def appendix_context(shown: PlanOnDay) -> dict[str, Any]:
    """Return what the appendix's template needs; no query runs after this."""
    layout = layout_of(shown)
    return {
        "shown": shown,
        "plan": shown.plan,
        "layout": layout,
        "headings": layout.headings,
        "about": about(shown),
        "working_copy": not shown.as_at.accepted_only,
        "statuses": [(status, number, MEANINGS[status]) for status, number in shown.counts],
        "groups": grouped(shown, layout),
    }


def about(shown: PlanOnDay) -> list[tuple[str, str]]:
    """Return what a reader must know before the table, as headings with their texts."""
    state = shown.as_at
    known = f", as known on {_day(state.known_on)}" if state.known_on else ""
    facts = [
        ("Council", shown.council),
        ("As at", f"{_day(state.day)}{known}"),
        ("Shows", PAPER if state.accepted_only else WORKING_COPY),
    ]
    if state.accepted_only and shown.awaiting:
        facts.append(("Left out", _left_out(shown.awaiting, shown.oldest_awaiting)))
    if shown.withheld:
        facts.append(("Withheld", _many(shown.withheld, "confidential action")))
    return facts


PAPER = "Accepted updates only"
WORKING_COPY = (
    "Working copy, not for publication: updates that wait for acceptance are included and marked"
)


def _left_out(number: int, oldest: datetime.date | None) -> str:
    since = f", the oldest entered on {_day(oldest)}" if oldest else ""
    return f"{_many(number, 'update')} not yet accepted{since}"


def _day(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


Group = tuple[str, list[list[tuple[str, Cell]]]]


def grouped(shown: PlanOnDay, layout: Layout) -> list[Group]:
    """Return the rows under their themes, each as its cells with their headings."""
    headings = layout.headings
    return [
        (theme, [list(zip(headings, layout.cells(row), strict=True)) for row in rows])
        for theme, rows in layout.grouped(shown.rows)
    ]


def appendix_html(shown: PlanOnDay) -> str:
    """Return the appendix as a whole page that carries its own style: what the PDF is made from."""
    context = appendix_context(shown) | {"print_css": print_css()}
    return render_to_string("reports/plan_appendix.html", context)


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


def _said_cells(said: Said | None) -> list[Any]:
    if said is None:
        return ["", "", "", "", None, "", "", ""]
    how = "" if said.how == How.HERE else f" ({How(said.how).label})"
    return [
        said.text,
        said.progress_words,
        Outlook(said.outlook).words if said.outlook else "",
        said.reason,
        said.day,
        f"{said.author}{how}",
        "Accepted" if said.accepted else "Not yet accepted",
        said.difference,
    ]


def lines(shown: PlanOnDay) -> Iterator[Line]:
    """Yield a line for each step of each row, in order; one for a row without steps."""
    for row in shown.rows:
        for number, step in enumerate(row.steps or [None]):
            yield Line(row, step, first=number == 0)


def key_of(shown: PlanOnDay) -> list[tuple[str, str]]:
    """Return what the words in the status and rating columns mean, each under its heading.

    Of the statuses those that occur, with their numbers; of the council's ratings all.
    """
    found = [("Key", "")] if shown.counts else []
    found += [(status.words, meaning) for status, meaning in key_of_statuses(shown)]
    if shown.key:
        found.append((f"{shown.council}’s ratings", ""))
    return found + [(rating.label, rating.definition) for rating in shown.key]


def key_of_statuses(shown: PlanOnDay) -> list[tuple[Status, str]]:
    """Return what each status that occurs means, with how many actions have it."""
    return [(status, f"{MEANINGS[status]} ({number})") for status, number in shown.counts]


def title_on_day(shown: PlanOnDay) -> str:
    """Return the title of a file: the plan, the council, and the day."""
    return f"{shown.title}, {shown.council}, as at {_day(shown.as_at.day)}"


MEANINGS = {
    Status.LATE: "Its date has passed and it is not done.",
    Status.SILENT: "Its date has passed and nothing says whether it is done.",
    Status.OFF_TRACK: "Its lead says it will not be done as agreed.",
    Status.AT_RISK: "Its lead says it may not be done as agreed.",
    Status.NOT_STARTED: "Work has not begun.",
    Status.IN_PROGRESS: "Work has begun; nothing says whether all of it is going to plan.",
    Status.ON_TRACK: "Its lead says it will be done as agreed.",
    Status.NOT_STATED: "Nothing says how far it has come.",
    Status.CLAIMED: "Its lead says it is done; nobody has signed that off yet.",
    Status.DONE: "Done and signed off.",
    Status.EMBEDDED: "Done and signed off, and checked since that it lasts.",
    Status.SUPERSEDED: "Another action has taken its place.",
    Status.CARRIED: "It goes on in another plan.",
    Status.WITHDRAWN: "It was taken out of the plan.",
}
