"""A paper as a Word file, in which officers can go on: styles, lists that count, real tables."""

import base64
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace

from actionplans.ratings import LIGHT, contrast
from reports.paper import document as paper
from reports.paper.document import Appendix, Document, FrontRow, Look
from reports.paper.front import front_rows, title_row, with_colon
from reports.paper.tidied import is_group, numbers_of, placed, starts_page, tidied
from reports.word.docx import (
    Content,
    Foot,
    Paragraph,
    Picture,
    Styling,
    Table,
    TableCell,
    Turn,
    Words,
    docx_bytes,
)
from reports.word.lists import COLUMN, LABELS, Lists
from reports.word.parts import UPRIGHT
from reports.word.plan import plan_content

_STYLES = {"code": "PaperCode", "note": "PaperNote", paper.LEFT_OUT: "PaperKeptOut"}
_GAP = Paragraph((), "PaperGap")
# The contrast that words need (WCAG 2.2, 1.4.3).
_READABLE = 4.5


def paper_docx(document: Document) -> bytes:
    """Return the paper as a Word file; the same paper gives the same bytes.

    Its title is in the style Heading 1, its sections in Heading 2: the levels of page and PDF.
    """
    found = tidied(document)
    writer = _PaperWriter(found)
    content = list(writer.content())
    as_at = f"As at {found.as_at}" if found.as_at else ""
    return docx_bytes(
        found.title,
        found.council,
        Foot(f"{found.council} · {found.title}", as_at, found.mark),
        content,
        _styling(found),
        writer.lists.made,
        UPRIGHT,
    )


def _styling(found: Document) -> Styling:
    return Styling(
        size=22,
        headings=(40, 28, 24, 22, 22, 22),
        before=(40, 360, 260, 200, 200, 200),
        after=130,
        colour=_ink(found.look),
        language=found.language,
    )


def _ink(look: Look) -> str:
    return look.colour if contrast(look.colour, LIGHT) >= _READABLE else ""


class _PaperWriter:
    """Turns the blocks of a paper into those of a Word file, in reading order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lists = Lists()

    def content(self) -> Iterator[Content]:
        yield from self._head()
        yield from self._blocks(self.document.blocks)
        lies = False
        for appendix in self.document.appendices:
            if appendix.lies_on_its_side or lies:
                yield Turn(appendix.lies_on_its_side)
            begins = starts_page(appendix) and not (appendix.lies_on_its_side or lies)
            lies = appendix.lies_on_its_side
            yield from self._appendix(appendix, begins)

    # What stands before the first section

    def _head(self) -> Iterator[Content]:
        found = self.document
        yield from _logo(found.look)
        yield _said(found.council, "PaperCouncil")
        for words in filter(None, (found.body, found.held_on)):
            yield _said(words, "PaperMeeting")
        yield Paragraph((), "PaperRule")
        titled = title_row(found)
        if titled and titled.label:
            yield _said(titled.label, "PaperLabel")
        yield _said(found.title, "Heading1")
        rows = front_rows(found)
        if found.look.front == "lines":
            yield from map(_front_line, rows)
        elif rows:
            yield Table(
                "About this report",
                "Each row has a heading in its first column.",
                (),
                (30, 30, 40),
                [cells for row in rows for cells in _front_cells(row)],
                look="PaperFront",
            )
            yield _GAP

    def _appendix(self, found: Appendix, begins: bool) -> Iterator[Content]:
        heading = ": ".join(filter(None, (found.label, found.title)))
        yield replace(_said(heading, "Heading2"), place=found.anchor, starts_page=begins)
        yield from self._blocks(found.blocks)
        if found.file_name:
            yield _said(f"Attached as a file of its own: {found.file_name}")

    # Blocks

    def _blocks(self, blocks: tuple[paper.Block, ...]) -> Iterator[Content]:
        for place in placed(blocks):
            yield from self._block(place.block, place.indent * COLUMN)

    def _block(
        self, block: paper.Block, left: int, depth: int = 0, style: str = "Normal"
    ) -> Iterator[Content]:
        if isinstance(block, paper.Paragraph):
            yield self._paragraph(block, left, style)
        elif isinstance(block, paper.Heading):
            yield self._heading(block)
        elif isinstance(block, paper.Items):
            yield from self._items(block, left, depth, style)
        elif isinstance(block, paper.Table):
            yield from self._table(block)
        elif isinstance(block, paper.Box):
            yield from self._box(block)
        else:
            yield from _plan(block)

    def _paragraph(self, found: paper.Paragraph, left: int, style: str) -> Paragraph:
        numbered = self.lists.paragraph(found.number, found.level) if found.number else None
        return Paragraph(
            _words(found.words),
            _STYLES.get(found.kind, style),
            numbered,
            0 if numbered else left,
            place=found.anchor,
        )

    def _heading(self, found: paper.Heading) -> Paragraph:
        numbered = self.lists.heading(found.number) if found.number else None
        words = (Words(found.text),)
        return Paragraph(words, f"Heading{found.level}", numbered, place=found.anchor)

    def _items(self, found: paper.Items, left: int, depth: int, style: str) -> Iterator[Content]:
        left += LABELS
        places = self.lists.item(found, depth, left)
        for item, place in zip(found.items, places, strict=True):
            first, rest = _first_of(item.blocks)
            yield replace(
                self._paragraph(first, 0, style), numbered=place, left=left, hanging=LABELS
            )
            for block in rest:
                yield from self._block(block, left, depth + 1, style)

    def _box(self, found: paper.Box) -> Iterator[Content]:
        title = [Paragraph((Words(found.title, is_bold=True),))] if found.title else []
        held = [*title, *_in_cell(self._blocks(found.blocks))]
        yield Table(
            found.title or "A box",
            "A frame around its words.",
            (),
            (100,),
            [[TableCell(tuple(held))]],
            look="PaperBox",
            has_row_headers=False,
            keeps_rows=False,
        )
        yield _GAP

    # Tables

    def _table(self, found: paper.Table) -> Iterator[Content]:
        if found.caption and found.shows_caption:
            yield replace(_said(found.caption, "Caption"), place=found.anchor)
        elif found.anchor:
            yield replace(_GAP, place=found.anchor)
        wide = len(found.headings) or max(map(len, found.rows), default=0)
        if wide:
            yield self._as_table(found, wide)
        yield from (_said(note, "PaperNote") for note in found.notes)
        yield _GAP

    def _as_table(self, found: paper.Table, wide: int) -> Table:
        to_right = [place for place, right in enumerate(numbers_of(found)) if right]
        headed = not found.headings or any(row[0].is_header for row in found.rows)
        return Table(
            found.caption,
            f"{len(found.rows)} rows in {wide} columns.",
            found.headings,
            found.widths or [100 / wide] * wide,
            [self._row(row, bool(found.headings)) for row in found.rows],
            has_row_headers=headed,
            text_style="PaperCell",
            to_right=frozenset(to_right),
        )

    def _row(self, row: tuple[paper.Cell, ...], has_headings: bool) -> list[TableCell]:
        if is_group(row):
            return [replace(self._cell(row[0], True), across=len(row))]
        return [
            self._cell(cell, cell.is_header or not (place or has_headings))
            for place, cell in enumerate(row)
        ]

    def _cell(self, cell: paper.Cell, is_header: bool) -> TableCell:
        held = _in_cell(
            each for block in cell.blocks for each in self._block(block, 0, style="PaperCell")
        )
        return TableCell(tuple(_as_cell(each, cell.is_number, is_header) for each in held))


def _first_of(
    blocks: tuple[paper.Block, ...],
) -> tuple[paper.Paragraph, tuple[paper.Block, ...]]:
    """Return the paragraph that carries an entry's label, and what stands below it."""
    if blocks and isinstance(blocks[0], paper.Paragraph):
        return blocks[0], blocks[1:]
    return paper.Paragraph(()), blocks


def _in_cell(content: Iterable[Content]) -> Iterator[Paragraph | Table]:
    return (each for each in content if isinstance(each, Paragraph | Table))


def _as_cell(found: Paragraph | Table, is_number: bool, is_header: bool) -> Paragraph | Table:
    if not isinstance(found, Paragraph):
        return found
    words = tuple(replace(each, is_bold=True) for each in found.words)
    return replace(found, goes_right=is_number, words=words if is_header else found.words)


def _said(text: str, style: str = "Normal") -> Paragraph:
    return Paragraph((Words(text),), style)


def _words(found: Iterable[paper.Text]) -> tuple[Words, ...]:
    return tuple(
        Words(each.text, each.is_bold, is_italic=each.is_italic, href=each.href) for each in found
    )


# A plan's own table, in the words of the plan's own file


def _plan(found: paper.PlanTable) -> Iterator[Content]:
    for each in plan_content(found.shown):
        if isinstance(each, Table):
            yield replace(each, text_style="PlanText", rows=_smaller(each.rows))
        else:
            yield _in_paper(each)


def _in_paper(found: Paragraph) -> Paragraph:
    """Return a paragraph of the plan's as it stands in a paper: headings one level below."""
    if found.style.startswith("Heading"):
        return replace(found, style=f"Heading{int(found.style[-1]) + 1}")
    return _small(found)


def _small(found: Paragraph) -> Paragraph:
    return replace(found, style="PlanText") if found.style == "Normal" else found


def _smaller(rows: Iterable[Iterable[TableCell]]) -> Iterator[list[TableCell]]:
    for row in rows:
        yield [replace(cell, paragraphs=tuple(_small_of(cell))) for cell in row]


def _small_of(cell: TableCell) -> Iterator[Paragraph | Table]:
    for each in cell.paragraphs:
        yield _small(each) if isinstance(each, Paragraph) else each


# Front matter


def _front_line(row: FrontRow) -> Paragraph:
    label = (Words(f"{with_colon(row.label)} ", is_bold=True),) if row.label else ()
    text = "\n".join(" ".join(line) for line in row.lines)
    return Paragraph((*label, Words(text)))


def _front_cells(row: FrontRow) -> Iterator[list[TableCell]]:
    """Yield the table's rows for one line of the front matter: more where it is a small table."""
    label = TableCell((Paragraph((Words(row.label, is_bold=True),), "PaperCell"),))
    if all(len(line) < 2 for line in row.lines):
        said = tuple(_said("".join(line), "PaperCell") for line in row.lines)
        yield [label, TableCell(said, across=2)]
        return
    for place, line in enumerate(row.lines):
        parts = ("".join(line[:1]), ", ".join(line[1:]))
        cells = [TableCell((_said(part, "PaperCell"),)) for part in parts]
        yield [replace(label, reach=len(row.lines)) if not place else TableCell(reach=0), *cells]


# Pixels of a picture in EMU at 96 to the inch, and the most of it a paper's head has room for.
_PIXEL, _WIDEST, _HIGHEST = 9525, 1_700_000, 620_000


def _logo(look: Look) -> Iterator[Picture]:
    """Yield the council's logo where Word can show it: a PNG."""
    head, _, packed = look.logo.partition(",")
    if head != "data:image/png;base64":
        return
    content = base64.b64decode(packed)
    # The first chunk of a PNG says how many pixels it is wide and high (ISO 15948, 11.2.2).
    if len(content) < 24 or content[12:16] != b"IHDR":
        return
    wide, high = (max(1, size) * _PIXEL for size in struct.unpack(">II", content[16:24]))
    scale = min(1, _WIDEST / wide, _HIGHEST / high)
    yield Picture(content, look.logo_words, int(wide * scale), int(high * scale))
