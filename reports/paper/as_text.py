"""A paper's words as plain text, for e-mails: numbers and labels as they print. Pure."""

from collections.abc import Iterable, Iterator

from reports.paper.document import Block, Box, Cell, Heading, Items, Paragraph, Table

BULLET = "•"


def as_text(blocks: Iterable[Block]) -> str:
    """Return blocks as text, a blank line between them; cells of a row stand beside each other.

    A plan's own table is too wide for text: it is left out.
    """
    return "\n\n".join(said for block in blocks if (said := "\n".join(_lines(block)).strip()))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield f"{block.number} {block.text}".strip()
    elif isinstance(block, Items):
        for item in block.items:
            yield from _indented(item.label or BULLET, [x for b in item.blocks for x in _lines(b)])
    elif isinstance(block, Box):
        yield block.title
        yield from (line for held in block.blocks for line in _lines(held))
    elif isinstance(block, Table):
        yield from _table(block)


def _indented(label: str, lines: list[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield f"  {line}" if place else f"{label} {line}"


def _table(table: Table) -> Iterator[str]:
    if table.shows_caption and table.caption:
        yield table.caption
    if table.headings:
        yield " | ".join(table.headings)
    for row in table.rows:
        yield " | ".join(map(_cell, row))
    yield from table.notes


def _cell(cell: Cell) -> str:
    return " ".join(line for block in cell.blocks for line in _lines(block))
