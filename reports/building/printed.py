"""Tables of England's grades exactly as a paper of the council printed them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch

from inspections.comparing.standings import NOT_HELD, NOT_PUBLISHED
from inspections.models import PrintedLine, PrintedTable
from reports.building.naming import introduced, numbered, shares
from reports.building.registry import PaperFacts
from reports.drafting import words
from reports.paper.document import Block, Cell, Table, bullets, cell, paragraph
from reports.paper.written import written

_NO_GRADES = (NOT_HELD.key, NOT_PUBLISHED.key)


def printed_blocks(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return the tables chosen, else those of the council's newest paper; () without any.

    Layout "printed": as tables; "bullets": a sentence, and an entry for each grade.
    """
    found = _tables(facts, options["tables"])
    intro = _counted(options["intro"], found[0]) if found else ""
    if options["layout"] == "bullets":
        return tuple(block for table in found for block in _as_bullets(table, intro))
    return introduced(intro, (_as_table(table, options) for table in found))


def printed_remarks(facts: PaperFacts, options: dict[str, Any]) -> list[str]:
    """Return what of these tables does not add up: for who composes, never for the paper."""
    found = _tables(facts, options["tables"])
    return [f"{table.title}: {table.note}" for table in found if table.note]


def _tables(facts: PaperFacts, keys: Sequence[str]) -> list[PrintedTable]:
    lines = Prefetch("lines", PrintedLine.objects.order_by("order"))
    own = PrintedTable.objects.filter(council=facts.report.council).prefetch_related(lines)
    rows = list(own.order_by("-printed_on", "order"))
    if keys:
        return [table for table in rows if table.key in keys]
    return [table for table in rows if table.printed_on == rows[0].printed_on]


def _counted(text: str, table: PrintedTable) -> str:
    """Return a writer's sentences with the numbers that the table adds up to in them."""
    counts = {"inspected": _inspected(table), "councils": _all(table)}
    return numbered(text, counts)


def _inspected(table: PrintedTable) -> int:
    return sum(line.number for line in table.lines.all() if line.column != NOT_HELD.key)


def _all(table: PrintedTable) -> int:
    return sum(line.number for line in table.lines.all())


def _as_table(table: PrintedTable, options: dict[str, Any]) -> Table:
    of_all = (table.share_of_all,) if table.share_of_all else ()
    headings = (options["first_heading"], options["number_heading"], table.share, *of_all)
    return Table(
        caption=table.title,
        headings=headings,
        rows=tuple(_line(line, bool(of_all)) for line in table.lines.all()),
        widths=shares(40, *(60 / (len(headings) - 1) for _ in headings[1:])),
        shows_caption=options["captions"],
    )


def _line(line: PrintedLine, of_all: bool) -> tuple[Cell, ...]:
    numbers = (str(line.number), line.share, *((line.share_of_all,) if of_all else ()))
    return (
        cell(line.label, is_header=True),
        *(cell(number, is_number=True) for number in numbers),
    )


def _as_bullets(table: PrintedTable, intro: str) -> Iterable[Block]:
    number, day = _inspected(table), words.day(table.as_at)
    plain = f"As at {day}, {number} local authorities had been inspected under this framework:"
    yield from written(intro) or (paragraph(plain, level=1),)
    yield bullets(map(_entry, table.lines.all()))


def _entry(line: PrintedLine) -> str:
    share = "" if line.share == "N/A" else f", {line.share}"
    if line.column in _NO_GRADES:
        return f"{line.number} {line.label.lower()}{share}."
    have = "has" if line.number == 1 else "have"
    return f"{line.number} {have} been judged {line.label}{share}."
