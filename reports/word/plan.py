"""A plan on a day as a Word file: its facts, its key, and its table in the council's columns."""

from collections.abc import Iterator, Sequence

from actionplans import cells
from actionplans.cells import Mark
from actionplans.columns import widths
from actionplans.layout import Layout
from actionplans.lines import Spot, lines_of
from actionplans.plan_columns import layout_of
from actionplans.rag import Status
from actionplans.ratings import ink_on
from actionplans.rows import Rating, Row
from actionplans.shown import PlanOnDay
from reports.plan_files.appendix import about, key_of_statuses, title_on_day
from reports.word.docx import NOTE_STYLE, Foot, Paragraph, Table, TableCell, Words, docx_bytes

# What is settled is filled dark, what is under way pale, the rest not at all: so in grey, too.
_FILLS = {
    Status.DONE: "#0d5c3a",
    Status.EMBEDDED: "#06341f",
    Status.LATE: "#8c1f14",
    Status.ON_TRACK: "#dcefe2",
    Status.AT_RISK: "#fde9bd",
    Status.OFF_TRACK: "#f8d9d4",
}


def plan_docx(shown: PlanOnDay) -> bytes:
    """Return the plan as a Word file in A4 landscape."""
    foot = Foot(f"{shown.council} · {shown.title}", f"As at {shown.as_at.day:%-d %B %Y}")
    title = _heading(shown.title, 1)
    return docx_bytes(title_on_day(shown), shown.council, foot, (title, *plan_content(shown)))


def plan_content(shown: PlanOnDay) -> Iterator[Paragraph | Table]:
    """Yield what stands under the plan's title: its facts, its key, and its table."""
    for heading, text in about(shown):
        yield Paragraph((Words(f"{heading}: ", is_bold=True), Words(text)))
    yield from _key(shown)
    if not shown.rows:
        yield _plain(shown.without_actions)
        return
    layout = _for_file(layout_of(shown), shown.rows)
    for theme, rows in layout.grouped(shown.rows):
        if theme:
            yield _heading(theme, 2)
        yield _table(shown, layout, theme, rows)


def _heading(text: str, level: int) -> Paragraph:
    return Paragraph((Words(text),), f"Heading{level}")


def _plain(text: str) -> Paragraph:
    return Paragraph((Words(text),))


def _for_file(layout: Layout, rows: Sequence[Row]) -> Layout:
    """Return the layout with what a row is known by in columns of their own.

    The reference, where it would else stand before the action's words; the theme, where it is
    one for all and would read as the plan's title, or where some actions have none.
    """
    if not all(row.source_text for row in rows):
        layout = layout.with_reference()
    layout = layout.with_marks(rows)
    themes = {row.theme for row in rows}
    headed = len(themes) > 1 and "" not in themes
    return layout if headed or themes == {""} else layout.with_theme()


# The key


def _key(shown: PlanOnDay) -> Iterator[Paragraph]:
    if shown.counts:
        yield _heading("Key", 2)
    for status, words in key_of_statuses(shown):
        yield Paragraph((_state(status), Words(f"  {words}")))
    if shown.key:
        yield _heading(f"{shown.council}’s ratings", 3)
    for rating in shown.key:
        yield Paragraph((_rated(rating, rating.label), Words(f"  {rating.definition}")))


def _state(status: Status) -> Words:
    fill = _FILLS.get(status, "")
    return Words(status.words, is_bold=True, fill=fill, ink=ink_on(fill) if fill else "")


def _rated(rating: Rating, text: str) -> Words:
    return Words(text, is_bold=True, fill=rating.colour, ink=ink_on(rating.colour))


# The table


def _table(shown: PlanOnDay, layout: Layout, theme: str, rows: Sequence[Row]) -> Table:
    return Table(
        title=f"{shown.title}{f': {theme}' if theme else ''}",
        description=_description(layout, rows),
        headings=layout.headings,
        widths=widths(layout.columns),
        rows=([_cell(spot) for spot in line] for row in rows for line in lines_of(row, layout)),
    )


def _description(layout: Layout, rows: Sequence[Row]) -> str:
    number = f"{len(rows)} action{'' if len(rows) == 1 else 's'}"
    return f"{number} under the headings {', '.join(layout.headings)}. Each step has a row."


def _cell(spot: Spot) -> TableCell:
    return TableCell(tuple(p for found in spot.paragraphs for p in _paragraphs(found)), spot.reach)


def _paragraphs(found: cells.Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph, and what its words were before: struck through, nobody hears that."""
    number = (Words(f"{found.number}. ", is_number=not found.is_note),) if found.number else ()
    words = tuple(_words(run) for run in found.runs if run.mark != Mark.WAS)
    yield Paragraph((*number, *words), NOTE_STYLE if found.is_note else "Normal")
    for run in found.runs:
        if run.mark == Mark.WAS:
            yield Paragraph((Words(f"Was {run.text}"),), NOTE_STYLE)


def _words(run: cells.Run) -> Words:
    if run.mark == Mark.STATUS and run.status:
        return _state(run.status)
    if run.mark == Mark.RATING and run.rating:
        return _rated(run.rating, run.text)
    return Words(run.text, is_bold=run.mark == Mark.STRONG)
