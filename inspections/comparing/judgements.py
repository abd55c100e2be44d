"""A framework's judgement areas against its grades, for a group of councils on a day."""

import datetime
from collections.abc import Iterable, Sequence

from inspections.comparing.bars import stacked
from inspections.comparing.counting import (
    ROUNDING,
    Counts,
    columns_shown,
    count,
    notes_on,
    per_cent_words,
)
from inspections.comparing.groups import Group
from inspections.comparing.held import Held
from inspections.comparing.sets import FrameworkSet, heading_of
from inspections.comparing.standings import (
    NO_SUCH_AREA,
    NOT_DATED,
    NOT_HELD,
    NOT_PUBLISHED,
    Column,
    Standing,
    among,
    standings,
)
from inspections.comparing.tables import Cell, Comparison, Heading, Row, Table, many, words
from inspections.frameworks import Area

OF_INSPECTED = "% of those inspected"
DENOMINATORS = (
    "“Inspected” counts the councils of that day of which an inspection of this kind had begun, "
    "its report published or not."
)


def judgements(held: Held, of: FrameworkSet, group: Group, day: datetime.date) -> Comparison:
    """Return the counts and percentages of every judgement area."""
    found = among(standings(held, of, day), group.members)
    areas = areas_judged(found, of, day)
    counted = [(heading_of(area), count(found, of, area.key)) for area in areas]
    title = f"{group.name}: judgements by grade"
    if not counted[0][1].inspected:
        return Comparison(title, day, empty=nothing_held(of, group.name, day), name="judgements")
    return Comparison(
        title=title,
        day=day,
        tables=(_table(counted, of, group),),
        lead=(_lead(counted[0][1], group, day),),
        notes=(DENOMINATORS, ROUNDING),
        name="judgements",
    )


def areas_judged(
    found: Iterable[Standing], of: FrameworkSet, day: datetime.date
) -> tuple[Area, ...]:
    """Return the areas that some of the latest inspections are judged on, and the main one.

    That the main one is not judged any more is said in its own line, not left out.
    """
    frameworks = {standing.latest.framework for standing in found if standing.latest}
    return tuple(
        area
        for area in of.areas(day)
        if area.key == of.main_key or any(of.judges(key, area.key) for key in frameworks)
    )


def nothing_held(of: FrameworkSet, name: str, day: datetime.date) -> str:
    """Return the sentence for a group of which no inspection is held."""
    return (
        f"No inspection under {of.name} that had been published by {words(day)} is held here for "
        f"{name}. That does not mean that nobody was inspected."
    )


def _lead(counts: Counts, group: Group, day: datetime.date) -> str:
    waiting, unsure = counts.of(NOT_PUBLISHED.key), counts.of(NOT_DATED.key)
    said = (
        f"{waiting} of these with the report not out yet" if waiting else "",
        f"{unsure} of these with the day of the report not held" if unsure else "",
    )
    reports = ", ".join(filter(None, said)) or "all reports out"
    missing = counts.of(NOT_HELD.key)
    return (
        f"{counts.inspected} of {many(counts.all, 'council')} inspected by {words(day)}, {reports}."
        + (f" Of {missing} no inspection of this kind is held." if missing else "")
    )


def _table(counted: Sequence[tuple[str, Counts]], of: FrameworkSet, group: Group) -> Table:
    # Several judgements share one column for what their frameworks do not have.
    shown = tuple(
        NO_SUCH_AREA if column.key == NO_SUCH_AREA.key and len(counted) > 1 else column
        for column in columns_shown(counts for _, counts in counted)
    )
    return Table(
        key="judgements",
        title=f"Councils in each grade, {group.name}",
        headings=(Heading("Judgement"), *headings_of(shown), Heading("Inspected", number=True)),
        rows=tuple(
            Row((Cell(name), *cells_of(counts, shown), Cell(str(counts.inspected))))
            for name, counts in counted
        ),
        notes=notes_on(shown),
        chart=stacked(
            "judgements-chart", f"Grades in each judgement, {group.name}", counted, shown
        ),
    )


def headings_of(columns: Sequence[Column]) -> tuple[Heading, ...]:
    """Return a heading a column: the number, and its share of those inspected."""
    return tuple(
        Heading(c.label, "" if c.key == NOT_HELD.key else OF_INSPECTED, number=True)
        for c in columns
    )


def cells_of(counts: Counts, columns: Sequence[Column]) -> tuple[Cell, ...]:
    """Return a cell a column: the number of councils, and its share of those inspected."""
    return tuple(
        Cell(
            str(counts.of(column.key)),
            ""
            if column.key == NOT_HELD.key
            else per_cent_words(counts.of(column.key), counts.inspected),
        )
        for column in columns
    )
