"""The plan as an appendix: one context for the PDF, the page, the spreadsheet, the CSV file."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from actionplans.models import How
from actionplans.rag import Status
from actionplans.rows import PlanOnDay, Row, Said, Step
from reports.pdf import print_css

HEADINGS = ("Action", "Milestones", "Timescales", "Lead officers", "Progress")


def appendix_context(shown: PlanOnDay) -> dict[str, Any]:
    """Return what the appendix's template needs; no query runs after this."""
    return {
        "shown": shown,
        "plan": shown.plan,
        "headings": HEADINGS,
        "about": about(shown),
        "working_copy": not shown.as_at.accepted_only,
        "statuses": [(status, number, MEANINGS[status]) for status, number in shown.counts],
        "groups": grouped(shown),
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


def grouped(shown: PlanOnDay) -> list[tuple[str, list[Row]]]:
    """Return the rows under their themes, as first met in the plan; "" holds those without."""
    groups: dict[str, list[Row]] = {}
    for row in shown.rows:
        groups.setdefault(row.theme, []).append(row)
    return list(groups.items())


def appendix_html(shown: PlanOnDay) -> str:
    """Return the appendix as a whole page that carries its own style: what the PDF is made from."""
    context = appendix_context(shown) | {"print_css": print_css()}
    return render_to_string("reports/plan_appendix.html", context)


@dataclass(frozen=True)
class Line:
    """One step as a line of a spreadsheet; the first line of an action carries the row's words."""

    row: Row
    step: Step
    first: bool

    def values(self) -> list[Any]:
        """Return the cells in the order of COLUMNS; dates stay dates."""
        row, step = self.row, self.step
        said = step.said
        whole = row.said_of_row if self.first else None
        return [
            row.reference,
            row.theme,
            "; ".join(f"{a.number} ({a.source})" for a in row.answers),
            row.text,
            row.source_text,
            step.text,
            step.date.words if step.date else "",
            step.due,
            step.original.words if step.original else "",
            step.moves,
            step.date.reason if step.moves and step.date else "",
            step.requested.words if step.requested else "",
            row.printed_leads or "\n".join(step.lead_words),
            said.text if said else "",
            *_line_state(said),
            whole.text if whole else "",
            *_line_state(whole),
            step.status.words,
            row.status.words,
            row.rating.label if row.rating else "",
            said.difference if said else "",
        ]


COLUMNS = (
    "Reference",
    "Theme",
    "Recommendations",
    "Action",
    "Source as printed",
    "Milestone",
    "Timescale",
    "Due date",
    "Original timescale",
    "Times moved",
    "Why the date moved",
    "New date asked for",
    "Lead officers",
    "Progress on the milestone",
    "Milestone progress",
    "Reported for",
    "Reported by",
    "Acceptance",
    "Progress on the whole action",
    "Action progress",
    "Action reported for",
    "Action reported by",
    "Action acceptance",
    "Milestone status",
    "Action status",
    "Rating",
    "What difference it has made",
)


def _line_state(said: Said | None) -> list[Any]:
    if said is None:
        return ["", None, "", ""]
    how = "" if said.how == How.HERE else f" ({How(said.how).label})"
    accepted = "Accepted" if said.accepted else "Not yet accepted"
    return [said.progress_words, said.day, f"{said.author}{how}", accepted]


def lines(shown: PlanOnDay) -> Iterator[Line]:
    """Yield a line for each step of each row, in order."""
    for row in shown.rows:
        for number, step in enumerate(row.steps):
            yield Line(row, step, first=number == 0)


def key_of(shown: PlanOnDay) -> list[tuple[str, str]]:
    """Return what the words in the status and rating columns mean, each under its heading.

    Of the statuses those that occur, with their numbers; of the council's ratings all.
    """
    found = [("Key", "")] if shown.counts else []
    found += [(status.words, f"{MEANINGS[status]} ({number})") for status, number in shown.counts]
    if shown.key:
        found.append((f"{shown.council}’s ratings", ""))
    return found + [(rating.label, rating.definition) for rating in shown.key]


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
}
