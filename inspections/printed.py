"""What papers printed beside what is computed for the same day, and how the two differ."""

import datetime
from collections.abc import Sequence

from django.db.models import Prefetch

from inspections.comparing.counting import Counts, per_cent_words
from inspections.comparing.england import england_on
from inspections.comparing.held import Held
from inspections.comparing.sets import SETS
from inspections.comparing.standings import NOT_HELD
from inspections.comparing.tables import Cell, Comparison, Heading, Row, Table, words
from inspections.models import PrintedLine, PrintedTable

TITLE = "What papers counted"
LEAD = (
    "Councils’ papers have counted England’s grades by hand. Each table stands here exactly as it "
    "was printed, beside what is computed from the inspections held here as at the same day.",
)
NOTES = (
    "Computed percentages are of the councils in those lines that count as inspected in the "
    "paper, in whole numbers, halves up. "
    "Where few inspections are held here, the computed numbers are small for that reason alone.",
)


def printed(held: Held, day: datetime.date) -> Comparison:
    """Return every printed table with its computed numbers. Two queries."""
    lines = Prefetch("lines", PrintedLine.objects.order_by("order"))
    rows = PrintedTable.objects.select_related("council").prefetch_related(lines)
    tables = [_table(held, found) for found in rows.order_by("-printed_on", "order")]
    return Comparison(
        title=TITLE,
        day=day,
        tables=tuple(tables),
        lead=LEAD,
        notes=NOTES,
        empty="" if tables else "No table that a paper printed is held here.",
        name="printed",
    )


def _table(held: Held, found: PrintedTable) -> Table:
    counts = england_on(held, SETS[found.inspections], found.area, found.as_at)
    lines = list(found.lines.all())
    return Table(
        key=found.key,
        title=f"{found.council.name}, {words(found.printed_on)}: {found.title}",
        headings=_headings(found),
        rows=tuple(_row(found, line, counts, _here(lines, counts), _said(lines)) for line in lines),
        notes=(
            f"Source: {found.source}. As at {words(found.as_at)}.",
            found.denominators,
            *([found.note] if found.note else []),
            _difference(lines, counts, found.as_at),
        ),
    )


def _headings(found: PrintedTable) -> tuple[Heading, ...]:
    of_all = (found.share_of_all,) if found.share_of_all else ()
    texts = ("The paper said", found.share, *of_all, "Computed here", "Difference")
    return (Heading("As printed"), *(Heading(text, number=True) for text in texts))


def _said(lines: Sequence[PrintedLine]) -> int:
    """Return how many inspections the paper counts."""
    return sum(line.number for line in lines if line.column != NOT_HELD.key)


def _here(lines: Sequence[PrintedLine], counts: Counts) -> int:
    """Return how many inspections are held of those the paper's lines would count."""
    return sum(counts.of(line.column) for line in lines if line.column != NOT_HELD.key)


def _row(found: PrintedTable, line: PrintedLine, counts: Counts, here: int, said: int) -> Row:
    of_all = (Cell(line.share_of_all),) if found.share_of_all else ()
    number = counts.of(line.column)
    return Row(
        (
            Cell(line.label),
            Cell(str(line.number)),
            Cell(line.share),
            *of_all,
            _computed(line, counts, here, said),
            Cell(_by(number - line.number) if here >= said else "Not all held"),
        )
    )


def _computed(line: PrintedLine, counts: Counts, here: int, said: int) -> Cell:
    if not here:
        return Cell("Not held")
    number = counts.of(line.column)
    if line.column == NOT_HELD.key:
        return Cell(f"{number} not held")
    if here < said:
        return Cell(f"{number} of {here} held")
    return Cell(f"{number} ({per_cent_words(number, here)})")


def _by(number: int) -> str:
    if number == 0:
        return "none"
    return f"{number} more" if number > 0 else f"{-number} fewer"


def _difference(lines: Sequence[PrintedLine], counts: Counts, day: datetime.date) -> str:
    """Return in a sentence how the paper and what is computed differ, and why if that is known."""
    said = _said(lines)
    here = _here(lines, counts)
    if not here:
        return (
            f"The paper counts {said}; no inspection of this kind published by {words(day)} is "
            "held here, so there is nothing to set beside it."
        )
    if here < said:
        return (
            f"The paper counts {said} and {here} are held here: "
            f"the {said - here} others are not held, which is why the numbers differ."
        )
    differ = [line for line in lines if counts.of(line.column) != line.number]
    if not differ:
        return "What is computed here is the same in every line."
    each = "; ".join(
        f"{line.label}: the paper {line.number}, computed {counts.of(line.column)}"
        for line in differ
    )
    return f"The paper counts {said} and {here} are held here. They differ in {each}."
