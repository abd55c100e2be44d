"""England's position in one judgement: on a day, since an earlier one, and year by year."""

import datetime
from collections.abc import Sequence

from inspections.comparing.bars import stacked
from inspections.comparing.counting import (
    ROUNDING,
    WAITING,
    Counts,
    columns_shown,
    count,
    notes_on,
    per_cent_words,
)
from inspections.comparing.held import Held
from inspections.comparing.judgements import (
    DENOMINATORS,
    OF_INSPECTED,
    cells_of,
    headings_of,
    nothing_held,
)
from inspections.comparing.sets import FrameworkSet, heading_of
from inspections.comparing.standings import NOT_HELD, Column, Standing, standings
from inspections.comparing.tables import Cell, Comparison, Heading, Row, Table, words

NOT_APPLICABLE = "n/a"


def position(
    held: Held,
    of: FrameworkSet,
    area: str,
    day: datetime.date,
    since: datetime.date | None = None,
) -> Comparison:
    """Return where England stands in one judgement; with `since` also what changed after it.

    The councils are those of each day.
    """
    heading = heading_of(of.area(area))
    now = england_on(held, of, area, day)
    title = f"England: {heading[:1].lower()}{heading[1:]}"
    if not now.inspected:
        return Comparison(title, day, empty=nothing_held(of, "England", day), name="england")
    tables = [_position(now, day)]
    if since:
        tables.append(_change(england_on(held, of, area, since), now, since, day))
    return Comparison(
        title=title,
        day=day,
        tables=(*tables, *_years(held, of, area, day)),
        lead=(_lead(now, day),),
        notes=(DENOMINATORS, ROUNDING),
        name="england",
    )


def england_on(held: Held, of: FrameworkSet, area: str, day: datetime.date) -> Counts:
    """Return England's counts in one judgement on a day."""
    return count(standings(held, of, day), of, area)


def _lead(counts: Counts, day: datetime.date) -> str:
    return (
        f"{counts.inspected} of the {counts.all} councils there were on {words(day)} had been "
        f"inspected; of {counts.published} the report was out."
    )


def _position(counts: Counts, day: datetime.date) -> Table:
    shown = columns_shown([counts], WAITING)
    lines = [
        Row(
            (
                Cell(column.label, rank=column.rank),
                Cell(str(number := counts.of(column.key))),
                Cell(
                    NOT_APPLICABLE
                    if column.key == NOT_HELD.key
                    else per_cent_words(number, counts.inspected)
                ),
                Cell(per_cent_words(number, counts.all)),
            )
        )
        for column in shown
    ]
    totals = (Cell("All councils"), Cell(str(counts.all)), Cell(NOT_APPLICABLE), Cell("100%"))
    return Table(
        key="position",
        title=f"Position on {words(day)}",
        headings=(
            Heading("Grade or position"),
            Heading("Number of councils", number=True),
            Heading(f"{OF_INSPECTED} ({counts.inspected})", number=True),
            Heading(f"% of all councils ({counts.all})", number=True),
        ),
        rows=(*lines, Row(totals)),
        notes=notes_on(shown),
    )


def _change(then: Counts, now: Counts, since: datetime.date, day: datetime.date) -> Table:
    shown = columns_shown([then, now])
    days = tuple(Heading(words(d), OF_INSPECTED, number=True) for d in (since, day))
    return Table(
        key="change",
        title=f"Change from {words(since)} to {words(day)}",
        headings=(Heading("Grade or position"), *days, Heading("Change", number=True)),
        rows=tuple(
            Row(
                (
                    Cell(column.label, rank=column.rank),
                    *cells_of(then, [column]),
                    *cells_of(now, [column]),
                    Cell(signed(now.of(column.key) - then.of(column.key))),
                )
            )
            for column in shown
        ),
        notes=(_councils_changed(then, now, since, day), *notes_on(shown)),
    )


def _councils_changed(then: Counts, now: Counts, since: datetime.date, day: datetime.date) -> str:
    return (
        f"There were {then.all} councils on {words(since)}, {then.inspected} of them inspected, "
        f"and {now.all} on {words(day)}, {now.inspected} of them inspected."
    )


def signed(number: int) -> str:
    """Return a change in words that a spreadsheet and a reader understand: 3 more, 2 fewer."""
    if number == 0:
        return "none"
    return f"{number} more" if number > 0 else f"{-number} fewer"


def _years(held: Held, of: FrameworkSet, area: str, day: datetime.date) -> list[Table]:
    ends = _ends_of_years(held, of, day)
    if len(ends) < 2:
        return []
    counted = [(_end(end), england_on(held, of, area, end)) for end in ends]
    shown = columns_shown(counts for _, counts in counted)
    return [
        Table(
            key="years",
            title="At the end of each year",
            headings=(
                Heading("Day"),
                *headings_of(shown),
                Heading("Inspected", number=True),
                Heading("Councils", number=True),
            ),
            rows=tuple(_year(name, counts, shown) for name, counts in counted),
            notes=notes_on(shown),
            chart=stacked("years-chart", "Councils inspected, by grade, year by year", counted),
        ),
        _published_each_year(held, of, area, day),
    ]


def _end(day: datetime.date) -> str:
    return f"End of {day.year}" if (day.month, day.day) == (12, 31) else words(day)


def _year(name: str, counts: Counts, shown: Sequence[Column]) -> Row:
    ends = (Cell(str(counts.inspected)), Cell(str(counts.all)))
    return Row((Cell(name), *cells_of(counts, shown), *ends))


def _ends_of_years(held: Held, of: FrameworkSet, day: datetime.date) -> list[datetime.date]:
    """Return the last day of each year since the first report, and `day` itself."""
    out = [i.out_on for i in held.inspections if i.framework in of.keys and i.out_by(day)]
    first = min((found for found in out if found), default=day).year
    return [*(datetime.date(year, 12, 31) for year in range(first, day.year)), day]


def _published_each_year(held: Held, of: FrameworkSet, area: str, day: datetime.date) -> Table:
    """Return the reports of each year by grade: every one, former councils' and repeats too."""
    years = _reports_each_year(held, of, area, day)
    shown = columns_shown(years.values())
    return Table(
        key="reports",
        title="Reports published in each year",
        headings=(
            Heading("Year"),
            *(Heading(column.label, number=True) for column in shown),
            Heading("Reports", number=True),
        ),
        rows=tuple(_reports(year, counts, shown) for year, counts in years.items()),
        notes=(
            "Every report counts in its year: those of councils that are no more, and each of "
            "several on one council.",
            *notes_on(shown),
        ),
    )


def _reports_each_year(
    held: Held, of: FrameworkSet, area: str, day: datetime.date
) -> dict[int, Counts]:
    """Return what the reports of each year say of one judgement, the first year first."""
    known = {place.pk: place for place in held.councils}
    found: dict[int, list[Standing]] = {}
    for i in held.inspections:
        if i.framework in of.keys and i.out_on and i.out_by(day) and i.council in known:
            found.setdefault(i.out_on.year, []).append(Standing(known[i.council], i))
    return {year: count(found[year], of, area) for year in sorted(found)}


def _reports(year: int, counts: Counts, shown: Sequence[Column]) -> Row:
    numbers = (*(counts.of(column.key) for column in shown), counts.all)
    return Row((Cell(str(year)), *(Cell(str(number)) for number in numbers)))
