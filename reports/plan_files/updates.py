"""Every report of progress on a plan, a line for each step it speaks of, newest first."""

from collections.abc import Iterator
from typing import Any

from actionplans.lists import updates_of_plan
from actionplans.models import How
from actionplans.rag import Outlook, Progress
from actionplans.rows import Row
from actionplans.shown import PlanOnDay
from councils.holding_back import held_back, names_asked_about

HEADINGS = (
    "Reference",
    "Step number",
    "Step",
    "Reported for",
    "Entered on",
    "Reported by",
    "How",
    "What was reported",
    "Progress",
    "Outlook",
    "Reason",
    "Check due on",
    "What difference it has made",
    "New date",
    "Rating in its paper",
    "Acceptance",
)
WIDTHS = (11, 8, 40, 18, 18, 24, 14, 60, 20, 14, 40, 18, 40, 20, 16, 20)


def lines(shown: PlanOnDay) -> Iterator[list[Any]]:
    """Yield the values under HEADINGS. Six queries, however many there are."""
    rows = {row.pk: row for row in shown.rows}
    names = names_asked_about(shown.plan.council_id)
    for update in updates_of_plan(shown.plan, shown.as_at):
        if update.action_id in rows:
            for line in update.shown_lines or [None]:  # type: ignore[attr-defined]
                yield held_back(_line(rows[update.action_id], update, line), names)


def _line(row: Row, update: Any, line: Any) -> list[Any]:
    number, step = _step(row, line.milestone_id if line else None)
    return [
        row.reference,
        number,
        step,
        update.day,
        update.known_on,
        update.author,
        "" if update.how == How.HERE else str(How(update.how).label),
        update.printed,
        Progress(line.progress).words if line else "",
        Outlook(line.outlook).words if line and line.outlook else "",
        line.reason if line else "",
        line.occurrence if line else None,
        update.difference,
        "\n".join(date.words for date in update.shown_dates),
        line.printed_rating if line else "",
        verdict(update),
    ]


def _step(row: Row, pk: int | None) -> tuple[int | None, str]:
    if pk is None:
        return None, "The whole action"
    found = [(n, step.text) for n, step in enumerate(row.steps, 1) if step.pk == pk]
    return found[0] if found else (None, "A step since removed")


def verdict(update: Any) -> str:
    """Return what was ruled of an update, in words."""
    if update.is_accepted:
        return "Accepted"
    if update.is_reopened:
        return "Reopened"
    if update.waits_for_sign_off:
        return "Waits for sign-off"
    return "Sent back" if update.is_returned else "Not yet accepted"
