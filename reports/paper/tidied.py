"""A paper made fit to be drawn, the same for page, PDF and Word file. Pure.

Headings go down one level at a time, tables have as many cells in each row, links lead somewhere
that is there, and no place has a name twice: what a screen reader, PDF/UA-1 and Word all need.
Nothing is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from reports.paper.document import (
    Appendix,
    Block,
    Box,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    PlanTable,
    Table,
    Text,
    walk,
)

_SCHEMES = ("http", "https", "mailto")


def tidied(document: Document) -> Document:
    """Return the same paper with what would break a file put right."""
    places = _places(document)
    tidy = _Tidier(places)
    blocks = tidy.blocks(document.blocks)
    appendices = tuple(tidy.appendix(appendix) for appendix in document.appendices)
    return replace(document, blocks=blocks, appendices=appendices)


def _places(document: Document) -> frozenset[str]:
    attached = (block for appendix in document.appendices for block in walk(appendix.blocks))
    found = {
        block.anchor
        for block in (*walk(document.blocks), *attached)
        if isinstance(block, Paragraph | Heading | Table)
    }
    return frozenset(found | {appendix.anchor for appendix in document.appendices}) - {""}


class _Tidier:
    """Goes through a paper once, in reading order."""

    def __init__(self, places: frozenset[str]) -> None:
        self.places = places
        self.named: set[str] = set()
        # The level of the heading before, and the least that may follow.
        self.level, self.least = 1, 2

    def appendix(self, found: Appendix) -> Appendix:
        anchor = self._name(found.anchor)
        self.level, self.least = 2, 3
        return replace(found, anchor=anchor, blocks=self.blocks(found.blocks))

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._tidy(block) for block in blocks)

    def _tidy(self, block: Block) -> Block:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return replace(
                block, words=tuple(map(self._words, block.words)), anchor=self._name(block.anchor)
            )
        if isinstance(block, Items):
            items = tuple(replace(i, blocks=self.blocks(i.blocks)) for i in block.items)
            return replace(block, items=items)
        if isinstance(block, Box):
            return replace(block, blocks=self.blocks(block.blocks))
        if isinstance(block, Table):
            return self._table(block)
        return block

    def _heading(self, found: Heading) -> Heading:
        level = min(max(found.level, self.least), self.level + 1)
        self.level = level
        return replace(found, level=level, anchor=self._name(found.anchor))

    def _table(self, found: Table) -> Table:
        wide = max([len(found.headings), *map(len, found.rows)])
        headings = found.headings
        if headings:
            headings = (*headings, *[""] * (wide - len(headings)))
        widths = found.widths if len(found.widths) == wide and all(found.widths) else ()
        rows = tuple(self._row(row, wide) for row in found.rows)
        anchor = self._name(found.anchor)
        return replace(found, headings=headings, rows=rows, widths=widths, anchor=anchor)

    def _row(self, row: tuple[Cell, ...], wide: int) -> tuple[Cell, ...]:
        cells = tuple(replace(cell, blocks=self.blocks(cell.blocks)) for cell in row)
        return cells + (Cell(()),) * (wide - len(cells))

    def _name(self, anchor: str) -> str:
        """Return the name of a place, or "" where another has it already."""
        if anchor in self.named:
            return ""
        self.named.add(anchor)
        return anchor

    def _words(self, found: Text) -> Text:
        return found if leads_somewhere(found.href, self.places) else replace(found, href="")


def leads_somewhere(href: str, places: frozenset[str]) -> bool:
    """Return whether an address may be a link: of the web, of e-mail, or a place of the paper."""
    if href.startswith("#"):
        return href[1:] in places
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc or parts.path)


# Where each block stands


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place: `indent` counts the columns of numbers that stand before its words."""

    block: Block
    indent: int = 0


def placed(blocks: tuple[Block, ...]) -> Iterator[Placed]:
    """Yield each block with how far in it stands.

    A list, a code and what goes on stand level with the words of the paragraph they belong to; a
    table and a box take the whole width.
    """
    level = 0
    for block in blocks:
        indent = level
        if isinstance(block, Paragraph) and not _belongs(block):
            indent = level = block.level if block.number else 0
        elif isinstance(block, Heading):
            indent = level = 0
        elif isinstance(block, Table | Box | PlanTable):
            indent = 0
        yield Placed(block, indent)


def _belongs(found: Paragraph) -> bool:
    return found.goes_on or (not found.number and found.kind in ("code", "note"))


def is_group(row: tuple[Cell, ...]) -> bool:
    """Return whether a row only names the rows below it."""
    return len(row) > 1 and row[0].is_header and not any(cell.blocks for cell in row[1:])


def starts_page(appendix: Appendix) -> bool:
    """Return whether an appendix begins on a page of its own: one that holds more than a line."""
    return len(appendix.blocks) > 1 or any(
        not isinstance(block, Paragraph) for block in appendix.blocks
    )


def numbers_of(table: Table) -> tuple[bool, ...]:
    """Return for each column whether what it holds are numbers, so that its heading goes right."""
    rows = [row for row in table.rows if not is_group(row)]
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.headings)
    return tuple(_holds_numbers(column) for column in columns)


def _holds_numbers(column: tuple[Cell, ...]) -> bool:
    held = [cell for cell in column if cell.blocks and not cell.is_header]
    return bool(held) and all(cell.is_number for cell in held)
