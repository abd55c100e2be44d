"""Tables that a paper fills in by hand: their columns, and how they print. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.paper.document import Block, Cell, Item, Items, Paragraph, Table, Text, cell, paragraph
from reports.paper.written import GOES_ON, written


@dataclass(frozen=True)
class Column:
    """One column. `share` of the width in per cent. `within`: it prints in the column before it."""

    key: str
    heading: str
    share: float = 0
    within: bool = False


@dataclass(frozen=True)
class TableKind:
    """One kind of table. `look`: "table", "lines" (label and words, in one paragraph), "bullets" or
    "answers" (numbered paragraphs, see `_answers`).

    `grouped`: its first column names a group of rows and prints as a row of its own.
    `shows_title`: its title prints; that of the others only names them, for they stand under a
    heading of the paper.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    look: str = "table"
    grouped: bool = False
    shows_title: bool = False


def _kind(key: str, title: str, *columns: Column, **more: Any) -> TableKind:
    return TableKind(key, title, columns, **more)


TABLES = {
    kind.key: kind
    for kind in (
        _kind(
            "options",
            "Options considered",
            Column("option", "Option", 45),
            Column("mark", "Recommended or not", within=True),
            Column("comments", "Comments", 55),
        ),
        _kind(
            "benefits",
            "If recommendations are adopted, how will residents benefit?",
            Column("benefit", "Benefits to residents and reasons why they will benefit", 66),
            Column("by", "Dates by which residents can expect to notice a difference", 34),
            shows_title=True,
        ),
        _kind(
            "timetable",
            "Timetable for implementation",
            Column("date", "Date", 32),
            Column("details", "Details", 68),
        ),
        _kind(
            "consultation",
            "Consultees",
            Column("group", "Group"),
            Column("name", "Name of consultee", 22),
            Column("post", "Post held and department", 34),
            Column("sent", "Date sent", 14),
            Column("received", "Date received", 14),
            Column("paragraph", "See comments in paragraph:", 16),
            grouped=True,
        ),
        _kind(
            "decision_type",
            "Report history",
            Column("type", "Decision type:", 50),
            Column("urgent", "Urgency item?", 50),
        ),
        _kind(
            "authors",
            "Report authors",
            Column("name", "Full name of report author", 36),
            Column("title", "Job title", 40),
            Column("contact", "Full contact no:", 24),
        ),
        _kind(
            "contacts",
            "Contact officers",
            Column("label", "Label"),
            Column("words", "Words"),
            look="lines",
        ),
        _kind(
            "background",
            "Background papers",
            Column("title", "Title"),
            Column("address", "Web address, if it has one"),
            look="bullets",
        ),
        _kind(
            "subject_history",
            "Subject history",
            Column("meeting", "Council Meeting", 65),
            Column("date", "Date", 35),
        ),
        _kind(
            "answers",
            "Recommendations and responses",
            Column("under", "What they answer, where it is new"),
            Column("recommendation", "Recommendation"),
            Column("response", "Response"),
            look="answers",
        ),
        _kind(
            "appendices",
            "Appendices, typed by hand",
            Column("title", "Title"),
            look="bullets",
        ),
    )
}

Cells = Sequence[str]


def table_blocks(of: str, rows: Sequence[Cells], caption: str = "") -> tuple[Block, ...]:
    """Return what a table filled in by hand prints as; () without rows."""
    kind = TABLES[of]
    full = [list(row) + [""] * (len(kind.columns) - len(row)) for row in rows if any(row)]
    if not full:
        return ()
    if kind.look == "answers":
        return tuple(
            block
            for under, recommendation, response in full
            for blocks in (written(under), *answer_blocks(recommendation, response))
            for block in blocks
        )
    if kind.look == "bullets":
        return (Items(tuple(Item((_line(row),)) for row in full)),)
    if kind.look == "lines":
        lines = (f"{label}: {words}" if label else words for label, words in full)
        return (paragraph("\n".join(lines)),)
    return (_table(kind, full, caption),)


def answer_blocks(recommendation: str, response: str) -> tuple[tuple[Block, ...], ...]:
    """Return a recommendation as a numbered paragraph and, unnumbered inside it, its response.

    A recommendation that begins with "~" stands inside the paragraph above it; then its response
    has a number of its own. Both are Markdown.
    """
    answered = written(response)
    if not recommendation.startswith(GOES_ON):
        answered = tuple(
            replace(block, level=0, goes_on=True) if isinstance(block, Paragraph) else block
            for block in answered
        )
    return written(recommendation), answered


def _line(row: Cells) -> Paragraph:
    address = row[1] if len(row) > 1 else ""
    web = address if address.startswith(("https://", "http://")) else ""
    return Paragraph((Text(row[0], href=web),))


def _table(kind: TableKind, rows: Sequence[Cells], caption: str) -> Table:
    shown = [c for c in kind.columns if not c.within][int(kind.grouped) :]
    found: list[tuple[Cell, ...]] = []
    group = ""
    for row in rows:
        if kind.grouped and row[0] and row[0] != group:
            group = row[0]
            found.append((cell(group, is_header=True), *(cell("") for _ in shown[1:])))
        if any(row[int(kind.grouped) :]):
            found.append(tuple(_cells(kind, row)))
    return Table(
        caption=caption or kind.title,
        headings=tuple(column.heading for column in shown),
        rows=tuple(found),
        widths=tuple(column.share for column in shown),
        shows_caption=bool(caption) or kind.shows_title,
    )


def _cells(kind: TableKind, row: Cells) -> list[Cell]:
    cells: list[Cell] = []
    for place, column in enumerate(kind.columns):
        if kind.grouped and not place:
            continue
        if not column.within:
            cells.append(cell(row[place]))
        elif row[place]:
            marked = paragraph(row[place])
            bold = Paragraph(tuple(Text(w.text, is_bold=True) for w in marked.words))
            cells[-1] = Cell((*cells[-1].blocks, bold))
    return cells
