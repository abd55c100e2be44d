"""A council's history: all its inspections on one line, each in the words of its framework."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from councils.models import Council
from inspections.compared import inspected
from inspections.comparing.tables import Cell, Comparison, Heading, Row, Table, listed, words
from inspections.comparing.timeline import Timeline, timeline
from inspections.models import Inspection, Judgement
from inspections.same import without_told_twice

NO_GRADES = "No grades: this kind of inspection gives none"
NONE_HELD = "Its grades are not held"


@dataclass(frozen=True)
class History:
    """The inspections as a table, and drawn on a line of time."""

    shown: Comparison
    line: Timeline | None


def history(council: Council, found: QuerySet[Inspection], day: datetime.date) -> History:
    """Return the history as at `day` of those inspections that may be shown, the newest first.

    A report counts from the day it came out; one without such a day is the council's own draft.
    """
    out = Q(published_on__lte=day) | Q(published_on=None, out_by__lte=day) | _draft(day)
    judgements = Prefetch("judgements", Judgement.objects.order_by("order", "pk"))
    told = found.filter(out).prefetch_related(judgements).order_by("-ends_on", "-pk")
    rows = without_told_twice(told)
    title = f"{council.name}: its inspections"
    shown = Comparison(
        title=title,
        day=day,
        tables=(_table(council, rows),) if rows else (),
        lead=tuple(_came_and_went(council)),
        empty="" if rows else f"No inspection of {council.name} published by {words(day)} is held.",
        name="history",
    )
    marks = [(n, i.ends_on, f"{words(i.ends_on)}, {_kind(i)}") for n, i in enumerate(rows, 1)]
    return History(shown, timeline(title, marks))


def _draft(day: datetime.date) -> Q:
    return Q(is_published=False, ends_on__lte=day)


def _table(council: Council, rows: Iterable[Inspection]) -> Table:
    return Table(
        key="history",
        title="The newest first",
        headings=(
            Heading("Inspection"),
            Heading("Number", number=True, size="narrow"),
            Heading("Inspected", size="day"),
            Heading("Judgements, in the words of the framework"),
            Heading("Published", size="day"),
        ),
        rows=tuple(_row(council, number, found) for number, found in enumerate(rows, start=1)),
        notes=(
            "Frameworks differ in what they judge and in their words: adequate is not requires "
            "improvement, and grades of two frameworks are not on one scale.",
        ),
    )


def _row(council: Council, number: int, found: Inspection) -> Row:
    return Row(
        (
            Cell(_kind(found), of=inspected(found, {}), council=council.slug),
            Cell(str(number)),
            Cell(f"{words(found.starts_on)} to {words(found.ends_on)}"),
            Cell("", lines=_judged(found)),
            Cell(_published(found)),
        )
    )


def _kind(found: Inspection) -> str:
    name = found.catalogue().short_name
    visit = f", {found.visit}" if found.visit else ""
    return f"{name}{visit}{f': {found.theme}' if found.theme else ''}"


def _judged(found: Inspection) -> tuple[str, ...]:
    judged = found.judgements.all()
    if not judged:
        return (NONE_HELD if found.catalogue().graded else NO_GRADES,)
    lines = tuple(f"{_strand(j)}{j.heading}: {j.grade_label}" for j in judged)
    if found.framework == "ilacs-2026":
        return (*lines, "No overall grade: the framework gives none since April 2026")
    return lines


def _strand(judgement: Judgement) -> str:
    return f"{judgement.strand}, " if judgement.strand else ""


def _published(found: Inspection) -> str:
    if not found.is_published:
        return "Draft of the council: not published here"
    if found.published_on is None and found.out_by:
        return f"Out by {words(found.out_by)}; the day is not stated"
    return words(found.published_on) if found.published_on else ""


def _came_and_went(council: Council) -> Iterable[str]:
    """Yield what a reader must know of the councils before and after it."""
    before = [found.name for found in Council.objects.filter(replaced_by=council).by_name()]
    after = [found.name for found in council.replaced_by.by_name()]
    if before and council.starts:
        yield (
            f"{council.name} began on {words(council.starts)} in place of {listed(before)}, whose "
            "inspections are their own and are not inherited."
        )
    if council.ends:
        followed = f" {listed(after)} followed." if after else ""
        yield f"{council.name} was no more from {words(council.ends)}.{followed}"
