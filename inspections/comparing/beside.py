"""One council beside its region, combined authority, statistical neighbours, kind and England."""

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
from inspections.comparing.groups import Group, groups_of, neighbours_of
from inspections.comparing.held import Held, Place
from inspections.comparing.judgements import DENOMINATORS, areas_judged, cells_of, headings_of
from inspections.comparing.leagues import grade_cell, headings_of_areas, line, notes_on_cells
from inspections.comparing.sets import FrameworkSet, heading_of
from inspections.comparing.standings import Standing, among, columns_of, standing_of, standings
from inspections.comparing.tables import Cell, Comparison, Heading, Row, Table, many, words


def beside(
    held: Held, of: FrameworkSet, council: Place, area: str, day: datetime.date
) -> Comparison:
    """Return how the council stands beside the groups it is in."""
    found = standings(held, of, day)
    own = standing_of(held, of, council, day)
    title = f"{council.name} beside others"
    if not council.there_on(day):
        return Comparison(title, day, empty=_not_there(council, day), name="council")
    groups = groups_of(held, council, day)
    return Comparison(
        title=title,
        day=day,
        tables=tuple(_tables(held, of, own, groups, found, area, day)),
        lead=(_lead(own, of, day),),
        notes=(DENOMINATORS, ROUNDING, *_about(held, council)),
        name="council",
    )


def _not_there(council: Place, day: datetime.date) -> str:
    when = f"was no more from {words(council.ends)}" if council.ends else "did not exist yet"
    return f"On {words(day)} there was no such council to compare: {council.name} {when}."


def _about(held: Held, council: Place) -> Iterable[str]:
    if council not in held.councils:
        yield f"{council.name} is made up for trying out: it is counted in no group."
    elif council.pk not in held.neighbours:
        yield "Its statistical neighbours are not held here."


def _lead(own: Standing, of: FrameworkSet, day: datetime.date) -> str:
    if own.latest is None or own.latest.out_on is None:
        column = own.column(of, of.main_key)
        found = next(c for c in columns_of(of, of.main_key) if c.key == column)
        return f"{own.council.name} on {words(day)}: {found.label.lower()}. {found.meaning}."
    came = "came out on" if own.latest.is_dated else "was out by"
    return (
        f"{own.council.name}’s latest inspection published by {words(day)} ended on "
        f"{words(own.latest.ends_on)}; the report {came} {words(own.latest.out_on)}."
    )


def _tables(
    held: Held,
    of: FrameworkSet,
    own: Standing,
    groups: Sequence[Group],
    found: Sequence[Standing],
    area: str,
    day: datetime.date,
) -> Iterable[Table]:
    if own.latest:
        yield _every_judgement(of, own, groups, found, day)
    yield _groups(of, own, groups, found, area)
    neighbours = neighbours_of(held, own.council, day)
    if neighbours:
        yield _neighbours(of, neighbours, found, day)


def _every_judgement(
    of: FrameworkSet,
    own: Standing,
    groups: Sequence[Group],
    found: Sequence[Standing],
    day: datetime.date,
) -> Table:
    """Return each judgement with how many of each group have that grade or a better one."""
    headings = [Heading(group.name, "% of those graded", number=True) for group in groups]
    areas = areas_judged([own], of, day)
    return Table(
        key="own",
        title=f"{own.council.name}: each judgement, and how many have this grade or a better one",
        headings=(Heading("Judgement"), Heading("Grade"), *headings),
        rows=tuple(
            Row(
                (
                    Cell(heading_of(a)),
                    grade_cell(own, of, a.key),
                    *(_at_least(own, of, a.key, among(found, group.members)) for group in groups),
                )
            )
            for a in areas
        ),
        notes=(
            "“12 of 14” counts the councils with a grade in this judgement; "
            "the council itself is one of them, save among its statistical neighbours.",
            *notes_on_cells([own], areas),
        ),
    )


def _at_least(own: Standing, of: FrameworkSet, area: str, others: Sequence[Standing]) -> Cell:
    ranks = {c.key: c.rank for c in columns_of(of, area)}
    mine = ranks[own.column(of, area)]
    graded = [rank for s in others if (rank := ranks[s.column(of, area)])]
    if mine is None or not graded:
        return Cell("–")
    better = sum(rank <= mine for rank in graded)
    share = per_cent_words(better, len(graded))
    return Cell(f"{better} of {len(graded)}", share, of_how_many=len(graded))


def _groups(
    of: FrameworkSet, own: Standing, groups: Sequence[Group], found: Sequence[Standing], area: str
) -> Table:
    counted = [(group, count(among(found, group.members), of, area)) for group in groups]
    shown = columns_shown(counts for _, counts in counted)
    heading = heading_of(of.area(area))
    return Table(
        key="groups",
        title=f"{heading}: {own.council.name} among others",
        headings=(Heading("Councils"), *headings_of(shown), Heading("Inspected", number=True)),
        rows=tuple(
            Row((_group(group, counts), *cells_of(counts, shown), Cell(_of_all(counts))))
            for group, counts in counted
        ),
        notes=notes_on(shown),
        chart=stacked(
            "groups-chart", f"{heading}: grades by group", [(g.name, c) for g, c in counted]
        ),
    )


def _group(group: Group, counts: Counts) -> Cell:
    league = "" if group.ranked else group.key
    return Cell(f"{group.name} ({many(counts.all, 'council')})", league=league)


def _of_all(counts: Counts) -> str:
    return f"{counts.inspected} of {counts.all}"


def _neighbours(
    of: FrameworkSet, neighbours: Group, found: Sequence[Standing], day: datetime.date
) -> Table:
    near = among(found, neighbours.members)
    areas = areas_judged(near, of, day)
    lines = [line(standing, of, areas) for standing in near]
    return Table(
        key="neighbours",
        title="Statistical neighbours, the nearest first",
        headings=(
            Heading("Council"),
            Heading("Nearness", number=True, size="narrow"),
            *headings_of_areas(areas),
        ),
        rows=tuple(
            Row((row.cells[0], Cell(str(number)), *row.cells[1:]))
            for number, row in enumerate(lines, start=1)
        ),
        notes=(
            "In order of likeness, not of grades: nobody is ranked here.",
            *notes_on_cells(near, areas),
        ),
    )
