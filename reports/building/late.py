"""What is not going to plan on the paper's day: reasons, and dates that were revised."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from actionplans.rag import Status
from actionplans.rows import DateShown, Row, Step
from reports.building import options as kinds
from reports.building.naming import NOT_STATED, agreed_words, date_words, named, stated
from reports.building.options import Option
from reports.building.progress import PLAN, day_of
from reports.building.registry import PaperFacts, builder
from reports.drafting_standings import why_of
from reports.paper.document import Block, Cell, Table, cell

_LATE = {Status.LATE, Status.OFF_TRACK, Status.AT_RISK}


@builder(
    "reasons",
    "Reasons for amber and red",
    "No action is late, off track or at risk on the paper’s day.",
    PLAN,
    Option("caption", "Title of the table"),
    Option("silent", "Those past their date of which nothing is said, too", kinds.YES, starts=True),
)
def reasons(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return a table of what is late, off track or at risk, with the reason that was given.

    The council's own rating stands beside what the dates prove. Where no reason was given, the
    table says so.
    """
    plan = facts.plan(options)
    shown = facts.shown(plan) if plan else None
    wanted = _LATE | ({Status.SILENT} if options["silent"] else set())
    rows = [row for row in shown.rows if row.status in wanted] if shown else []
    if not shown or not rows:
        return ()
    return (
        Table(
            caption=options["caption"] or f"Reasons for amber and red, {day_of(shown)}",
            headings=("Action", "Where it stands", "Due", "Reason given"),
            rows=tuple(_reason(row) for row in rows),
            widths=(34, 18, 16, 32),
        ),
    )


def _reason(row: Row) -> tuple[Cell, ...]:
    rated = f"\nRated {row.rating.label}" if row.rating else ""
    due = row.next_due
    silent = row.status == Status.SILENT
    return (
        cell(named(row), is_header=True),
        cell(f"{row.status.words}{rated}"),
        cell(f"{due:%-d %B %Y}" if due else NOT_STATED),
        cell(why_of(row) or ("Nothing says whether it is done" if silent else "No reason given")),
    )


@builder(
    "revised",
    "Revised dates",
    "No date of a plan has moved by the paper’s day.",
    PLAN,
    Option("since", "Only dates moved since", kinds.MEETING),
    Option("each", "A line for each move, not only first and last", kinds.YES),
    Option("caption", "Title of the table"),
)
def revised(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return a table of dates that moved: the original, the new one, why, and who agreed.

    What the source does not say is "Not stated". Dates that a paper gives for numbers of actions,
    without saying which, stand below.
    """
    plan = facts.plan(options)
    if plan is None:
        return ()
    meeting = facts.meeting(plan, options["since"])
    since = meeting.held_on if meeting else datetime.date.min
    shown = facts.shown(plan)
    rows = tuple(_lines(shown.rows, since, options["each"]))
    if not rows:
        return ()
    dated = [g for g in shown.counted_among(shown.rows) if any(n.due for n in g.numbers)]
    return (
        Table(
            caption=options["caption"] or f"Revised dates as at {day_of(shown)}",
            headings=("Action", "Original date", "New date", "Reason", "Agreed by"),
            rows=rows,
            widths=(30, 15, 15, 22, 18),
            notes=tuple(_dated(group) for group in reversed(dated)),
        ),
    )


def _dated(group: Any) -> str:
    dues = [f"{n.number} now by {n.due:%-d %B %Y}" for n in group.numbers if n.due]
    return f"{group.sentence} Of these, {', '.join(dues)}."


def _lines(rows: Iterable[Row], since: datetime.date, each: bool) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        for step in row.steps:
            for was, to in _moves(step, each):
                if to.day is None or to.day > since:
                    yield _line(row, step, was, to)


def _moves(step: Step, each: bool) -> list[tuple[DateShown, DateShown]]:
    found = [(was, to) for was, to in pairwise(step.agreed_dates) if to.move is not None]
    if each or not found:
        return found
    return [(step.agreed_dates[0], found[-1][1])]


def _line(row: Row, step: Step, was: DateShown, to: DateShown) -> tuple[Cell, ...]:
    about = f"\n{step.text}" if len(row.steps) > 1 and step.text else ""
    return (
        cell(f"{named(row)}{about}", is_header=True),
        cell(date_words(was)),
        cell(date_words(to)),
        cell(stated(to.reason)),
        cell(agreed_words(to)),
    )
