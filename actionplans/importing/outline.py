"""What a preview says of a file as a whole; of its rows a few are looked at at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from actionplans.importing.tables import Document, Problem, Table
from actionplans.importing.understood import Column, ReadRow, RowKey, Understood

# Rows in which a sample of each column's words is looked for.
SAMPLED = 20


@dataclass(frozen=True)
class Outline:
    """A file read as a plan: what was understood of it `whole`, without its rows.

    Of the `rows` there are their places: table, and the numbers of all their rows of the file.
    `names` are the tables of the file, by index, with what each is called; `begins` are the words
    of the first row of each.
    """

    whole: Understood
    rows: tuple[tuple[int, tuple[int, ...]], ...] = ()
    names: tuple[tuple[int, str], ...] = ()
    begins: tuple[str, ...] = ()
    steps: int = 0
    samples: Mapping[str, str] = field(default_factory=dict)  # heading -> words

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.whole.columns

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.whole.problems

    @property
    def tables(self) -> tuple[int, ...]:
        """Return the tables, by index, that were taken for the plan."""
        return self.whole.tables

    def places(self) -> dict[RowKey, tuple[int, RowKey]]:
        """Return which row of the plan (from 0) each row of the file is in, and that one's key."""
        return {
            (table, number): (place, (table, numbers[0]))
            for place, (table, numbers) in enumerate(self.rows)
            for number in numbers
        }


def outline_of(understood: Understood, document: Document) -> Outline:
    """Return what a preview says of the whole of a file."""
    return Outline(
        whole=replace(understood, rows=()),
        rows=tuple((row.table, row.numbers) for row in understood.rows),
        names=tuple((index, table.name) for index, table in enumerate(document.tables)),
        begins=tuple(_first_words(table) for table in document.tables),
        steps=sum(len(row.steps) for row in understood.rows),
        samples=_samples(understood.rows),
    )


def understood_of(outline: Outline, rows: Sequence[ReadRow]) -> Understood:
    """Return what `outline_of` took apart, with all of its rows."""
    return replace(outline.whole, rows=tuple(rows))


def _first_words(table: Table) -> str:
    first = next((row for row in table.rows if not row.is_empty), None)
    texts = [" ".join(cell.text.split()) for cell in first.cells] if first else []
    return " | ".join(filter(None, texts))


def _samples(rows: Sequence[ReadRow]) -> dict[str, str]:
    """Return the first words that stand under each heading, on one line."""
    found: dict[str, str] = {}
    for row in rows[:SAMPLED]:
        for heading, words in row.source:
            if words.strip():
                found.setdefault(heading, " ".join(words.split()))
    return found
