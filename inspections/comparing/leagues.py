"""The councils of a group in order, with every judgement of their latest inspection."""

import datetime
from collections.abc import Iterable, Sequence

from inspections.comparing.counting import notes_on
from inspections.comparing.groups import Group
from inspections.comparing.held import Held, Place
from inspections.comparing.judgements import areas_judged, nothing_held
from inspections.comparing.ranking import League, Placed, league
from inspections.comparing.sets import FrameworkSet, heading_of
from inspections.comparing.standings import NO_SUCH_AREA, Standing, among, columns_of, standings
from inspections.comparing.tables import Cell, Comparison, Heading, Row, Table, many, short, words
from inspections.frameworks import Area

BOARD = "The board’s judgement is of another body and has a status of its own: it decides no place."


def region_league(
    held: Held, of: FrameworkSet, group: Group, day: datetime.date, own: Place | None = None
) -> Comparison:
    """Return the group's league; `own` is the council to mark."""
    found = among(standings(held, of, day), group.members)
    title = f"{group.name}: councils and their judgements"
    if not any(standing.latest or standing.awaited for standing in found):
        return Comparison(title, day, empty=nothing_held(of, group.name, day), name="league")
    in_order = league(found, of)
    return Comparison(
        title=title,
        day=day,
        tables=tuple(_tables(in_order, of, areas_judged(found, of, day), own)),
        lead=(_lead(in_order, found, day), in_order.rule),
        name="league",
    )


def _lead(in_order: League, found: Sequence[Standing], day: datetime.date) -> str:
    out = sum(standing.latest is not None for standing in found)
    unsure = sum(standing.undated is not None for standing in found)
    return (
        f"On {words(day)} reports on {out} of {many(len(found), 'council')} were out; "
        f"{f'of {unsure} more it is not held whether; ' if unsure else ''}"
        f"{len(in_order.ranked)} can be ranked."
    )


def _tables(
    in_order: League, of: FrameworkSet, areas: Sequence[Area], own: Place | None
) -> Iterable[Table]:
    if in_order.ranked:
        rows = tuple(_ranked(placed, of, areas, own) for placed in in_order.ranked)
        headings = (
            Heading("Council"),
            Heading("Place", number=True, size="narrow"),
            *headings_of_areas(areas),
        )
        yield Table("ranked", "In order", headings, rows, _notes(in_order, areas))
    if in_order.unranked:
        rows = tuple(line(standing, of, areas, own) for standing in in_order.unranked)
        title = "Not ranked, by name" if in_order.ranked else "By name"
        headings = (Heading("Council"), *headings_of_areas(areas))
        yield Table("unranked", title, headings, rows, _unranked_notes(in_order, of, areas))


def _notes(in_order: League, areas: Sequence[Area]) -> tuple[str, ...]:
    board = (BOARD,) if any(area.of_board for area in areas) else ()
    return (*board, *notes_on_cells([placed.standing for placed in in_order.ranked], areas))


_WHY = {
    "Judged together": "Judged together: until December 2022 children in care and care leavers "
    "were one judgement. Judged apart: since January 2023 they are two. Neither is missing.",
    "No overall grade": "No overall grade: inspections since April 2026 give none. A fact of the "
    "framework, not a gap.",
    "Not judged by its framework": "Not judged by its framework: the rules of that inspection have "
    "no such judgement. It is not missing.",
}
_SAME = {"Judged apart": "Judged together"}


def notes_on_cells(found: Iterable[Standing], areas: Sequence[Area]) -> tuple[str, ...]:
    """Return why cells of these lines have no grade, where it is the framework that gives none."""
    said = [standing.why_none(area.key) for standing in found for area in areas]
    return tuple(dict.fromkeys(_WHY[_SAME.get(words, words)] for words in said if words))


def _unranked_notes(in_order: League, of: FrameworkSet, areas: Sequence[Area]) -> tuple[str, ...]:
    columns = {c.key: c for c in columns_of(of, of.main_key)}
    keys = {standing.column(of, of.main_key) for standing in in_order.unranked}
    found = [c for key, c in columns.items() if key in keys and c.key != NO_SUCH_AREA.key]
    return (*notes_on(found), *notes_on_cells(in_order.unranked, areas))


def headings_of_areas(areas: Iterable[Area]) -> tuple[Heading, ...]:
    """Return a heading for each judgement, and for the days of the inspection."""
    return (
        *(Heading(heading_of(area)) for area in areas),
        Heading("Inspected to", size="day"),
        Heading("Published", size="day"),
    )


def _ranked(placed: Placed, of: FrameworkSet, areas: Sequence[Area], own: Place | None) -> Row:
    row = line(placed.standing, of, areas, own)
    place = Cell(f"{placed.place}{'=' if placed.shared else ''}")
    return Row((row.cells[0], place, *row.cells[1:]), own=row.own)


def line(
    standing: Standing, of: FrameworkSet, areas: Iterable[Area], own: Place | None = None
) -> Row:
    """Return a council's line: each judgement, and the days of the inspection."""
    council = standing.council
    shown = standing.latest or standing.undated or standing.awaited
    days = (
        Cell(short(shown.ends_on) if shown else "–"),
        _published(standing),
    )
    grades = (grade_cell(standing, of, area.key) for area in areas)
    is_own = own is not None and council.pk == own.pk
    return Row((Cell(council.name, council=council.slug), *grades, *days), own=is_own)


def _published(standing: Standing) -> Cell:
    if standing.latest and standing.latest.out_on:
        day = short(standing.latest.out_on)
        day = day if standing.latest.is_dated else f"By {day}; day not held"
        return Cell(day, of=standing.latest, council=standing.council.slug)
    if standing.undated and standing.undated.out_on:
        return Cell(f"By {short(standing.undated.out_on)}; day not held")
    return Cell("Not by this day" if standing.awaited else "–")


def grade_cell(standing: Standing, of: FrameworkSet, area: str) -> Cell:
    """Return the cell of one judgement: the grade, else which kind of no grade it is."""
    key = standing.column(of, area)
    column = next(column for column in columns_of(of, area) if column.key == key)
    return Cell(standing.why_none(area) or column.label, rank=column.rank)
