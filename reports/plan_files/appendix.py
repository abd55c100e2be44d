"""The plan as an appendix: one context for the PDF, the page, the spreadsheet, the CSV file."""

import datetime
from typing import Any

from django.template.loader import render_to_string

from actionplans.cells import Cell
from actionplans.layout import Layout
from actionplans.plan_columns import layout_of
from actionplans.rag import Status
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
    if shown.as_approved:
        facts.append(("As approved", shown.as_approved))
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
