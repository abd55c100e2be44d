"""A plan's columns as at a day, and what each of its actions has in them."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.cell_dates import revised, timescale
from actionplans.cells import Cell, Mark, Paragraph, Run, note, steps_of, text
from actionplans.columns import OTHER, Column, named
from actionplans.rag import Outlook
from actionplans.rows import Rating, Row, Said
from actionplans.told import CONFIDENTIAL

Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class Layout:
    """The columns of a plan as at a day, and what stands in each of them.

    `key` are the council's ratings.
    """

    columns: tuple[Column, ...]
    day: datetime.date
    key: tuple[Rating, ...] = ()

    @property
    def headings(self) -> list[str]:
        return [column.heading_on(self.day) for column in self.columns]

    def has(self, *fields: str) -> bool:
        """Return whether one of these is a column."""
        return any(column.field in fields for column in self.columns)

    def with_reference(self) -> "Layout":
        """Return the layout with the action's number as a column, the first unless it is one."""
        if self.has("reference"):
            return self
        return replace(self, columns=(named("reference"), *self.columns))

    def with_theme(self) -> "Layout":
        """Return the layout with the theme as a column, the last unless it is one."""
        return self if self.has("theme") else replace(self, columns=(*self.columns, named("theme")))

    def with_marks(self, rows: Iterable[Row]) -> "Layout":
        """Return the layout with a column that marks what is confidential, where anything is."""
        if self.has("confidential") or not any(row.is_confidential for row in rows):
            return self
        return replace(self, columns=(*self.columns, named("confidential")))

    def cells(self, row: Row) -> Cells:
        """Return a cell for each column."""
        return tuple(cell_of(column.field, row, self) for column in self.columns)

    def grouped(self, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
        """Return the rows under their themes, as first met; "" for those without.

        Where the theme is a column the rows stand in the plan's order under no heading.
        """
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault("" if self.has("theme") else row.theme, []).append(row)
        return list(groups.items())


def cell_of(field: str, row: Row, layout: Layout) -> Cell:
    """Return what stands in the column of this field."""
    if field.startswith(OTHER):
        heading = field.removeprefix(OTHER)
        return Cell(tuple(p for name, words in row.other if name == heading for p in text(words)))
    if field in _VALUES:
        return _value(_VALUES[field](row))
    return Cell(tuple(_WORDS[field](row, layout)))


def _value(value: int | datetime.date | None) -> Cell:
    if value is None:
        return Cell()
    written = f"{value:%-d %B %Y}" if isinstance(value, datetime.date) else f"{value}"
    return Cell((Paragraph((Run(written),)),), value)


# The action and what it answers


def _action(row: Row, layout: Layout) -> Iterator[Paragraph]:
    named = not row.source_text and not layout.has("reference")
    reference = (Run(f"{row.reference}.", Mark.STRONG), Run(" ")) if named else ()
    yield Paragraph((*reference, Run(row.text)))
    if row.source_text and not layout.has("recommendation"):
        yield Paragraph((Run(f"({row.source_text})"),))
    yield from _also_in(row)
    if not layout.has("rating"):
        yield _state(row)
        if row.rating:
            yield Paragraph((Run("Rated ", Mark.QUIET), _rated(row.rating)), is_note=True)


def _also_in(row: Row) -> Iterator[Paragraph]:
    if row.also_in:
        yield note(f"{row.also_in_words}.")


def _state(row: Row) -> Paragraph:
    return Paragraph((Run(row.status.words, Mark.STATUS, status=row.status),), is_note=True)


def _rated(rating: Rating) -> Run:
    return Run(rating.label, Mark.RATING, rating=rating)


def _recommendation(row: Row, layout: Layout) -> Iterator[Paragraph]:
    """Yield the plan's own wording, or the source's where the plan prints none."""
    yield from text(row.source_text)
    for asked in row.answers:
        words = f"{asked.number}. {asked.text}" if asked.number else asked.text
        if not row.source_text:
            yield Paragraph((Run(words),))
            yield note(f"({asked.source})")
        elif asked.text not in row.source_text:
            yield note(f"{words} ({asked.source})")


def _milestones(row: Row, layout: Layout) -> Iterator[Paragraph]:
    for place, number, step in steps_of(row):
        yield Paragraph((Run(step.text),), place, number)


# People


def _leads(row: Row, layout: Layout) -> Iterator[Paragraph]:
    shared = row.shared_leads
    if shared is not None:
        yield from (Paragraph((Run(words),)) for words in shared)
        return
    for place, number, step in steps_of(row):
        for line, words in enumerate(step.lead_words):
            yield Paragraph((Run(words),), place, 0 if line else number)


# What was said


def _said(row: Row) -> Iterator[tuple[int, int, Said]]:
    """Yield the last word on each step with its place and number, then that on the whole row."""
    for place, number, step in steps_of(row):
        if step.said:
            yield place, number, step.said
    if row.said_of_row:
        yield 0, 0, row.said_of_row


def _progress(row: Row, layout: Layout) -> Iterator[Paragraph]:
    for place, number, said in _said(row):
        for line, words in enumerate(said.paragraphs):
            numbered = 0 if line else number
            yield Paragraph((Run(words),), place, numbered, said=said.update_id or 1)
        state = _reported(said, layout)
        if state:
            yield note(state, place)
        if said.difference and not layout.has("difference"):
            label = Run("Difference made:", Mark.STRONG)
            yield Paragraph((label, Run(f" {said.difference}")), place, is_note=True)


def _reported(said: Said, layout: Layout) -> str:
    """Return how far it has come and whether it goes to plan, as reported here or in a paper."""
    if said.is_from_paper:
        told = said.printed_rating and not layout.has("rating")
        return f"Rated {said.printed_rating}" if told else ""
    words = said.progress_words
    if said.outlook:
        words += f", {Outlook(said.outlook).words.lower()}"
        words += f": {said.reason}" if said.reason and not layout.has("reason") else ""
    waits = f", {said.waits}" if said.waits else ""
    return f"{words} ({said.day:%-d %b %Y}{waits})"


def _each_said(of: Callable[[Said], str]) -> "_Words":
    """Return what makes a cell of one thing that every report may say."""

    def words(row: Row, layout: Layout) -> Iterator[Paragraph]:
        for place, number, said in _said(row):
            yield from text(of(said), place, number)

    return words


# Ratings


def _rating(row: Row, layout: Layout) -> Iterator[Paragraph]:
    """Yield the ratings a paper printed, while they are the last word; else what holds now."""
    known = {rating.label.casefold(): rating for rating in layout.key}
    printed = [
        (place, number, said.printed_rating)
        for place, number, said in _said(row)
        if said.is_from_paper and said.printed_rating
    ]
    for place, number, label in printed:
        found = known.get(label.casefold())
        run = replace(_rated(found), text=label) if found else Run(label)
        yield Paragraph((run,), place, number)
    if printed:
        return
    if row.rating:
        yield Paragraph((_rated(row.rating),))
        yield _state(row)
    else:
        yield replace(_state(row), is_note=False)


# By field


_Words = Callable[[Row, Layout], Iterator[Paragraph]]


def _of_row(name: str) -> _Words:
    """Return what makes a cell of a text of the row."""

    def words(row: Row, layout: Layout) -> Iterator[Paragraph]:
        yield from text(getattr(row, name))

    return words


_WORDS: Mapping[str, _Words] = {
    "recommendation": _recommendation,
    "action": _action,
    "milestones": _milestones,
    "timescale": lambda row, layout: timescale(row, apart=layout.has("revised_date")),
    "revised_date": lambda row, layout: revised(row),
    "leads": _leads,
    "progress": _progress,
    "rating": _rating,
    "reason": _each_said(lambda said: said.reason),
    "confidential": lambda row, layout: iter(text(CONFIDENTIAL if row.is_confidential else "")),
    "difference": _each_said(lambda said: said.difference),
} | {
    name: _of_row(name)
    for name in (
        "reference",
        "accountable",
        "success_measure",
        "next_steps",
        "paragraph_reference",
        "theme",
        "watched_by",
    )
}
_VALUES: Mapping[str, Callable[[Row], int | datetime.date | None]] = {
    "evidence": lambda row: row.backing.evidence,
    "last_reported": lambda row: row.backing.last_day,
    "next_review": lambda row: row.next_review_on,
}
