"""What a builder builds for a paper, as lines of text."""

from collections.abc import Iterator
from typing import Any

from reports.building import BUILDERS, PaperFacts
from reports.models import Report
from reports.paper.document import Block, Box, Cell, Heading, Items, Paragraph, PlanTable, Table
from tests.factories import DAY


def build(report: Report, name: str, is_public: bool = True, **options: Any) -> tuple[Block, ...]:
    return BUILDERS[name].build(PaperFacts(report, DAY, is_public), options)


def lines(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    """Yield a line for each paragraph, entry and table row; what stands within is set in."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield indent + block.text
        elif isinstance(block, Heading):
            yield f"{indent}# {block.text}"
        elif isinstance(block, Items):
            for item in block.items:
                first, *more = lines(item.blocks)
                yield f"{indent}- {first}"
                yield from (f"{indent}  {each}" for each in more)
        elif isinstance(block, Box):
            yield f"{indent}[{block.title}]"
            yield from lines(block.blocks, f"{indent}  ")
        elif isinstance(block, Table):
            yield from (f"{indent}{line}" for line in table_lines(block))
        elif isinstance(block, PlanTable):
            yield from (f"{indent}{row.text} {row.said}" for row in block.shown.rows)


def table_lines(table: Table) -> Iterator[str]:
    if table.shows_caption:
        yield f"= {table.caption}"
    if table.headings:
        yield " | ".join(table.headings)
    yield from (" | ".join(map(cell_text, row)) for row in table.rows)
    yield from (f"({note})" for note in table.notes)


def cell_text(cell: Cell) -> str:
    return " / ".join(lines(cell.blocks))


def built(report: Report, name: str, is_public: bool = True, **options: Any) -> list[str]:
    """Return what the builder prints, line by line."""
    return list(lines(build(report, name, is_public, **options)))
