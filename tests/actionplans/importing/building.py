"""Small tables of our own, written short, for the tests of what reads a file."""

from collections.abc import Sequence

from actionplans.importing.tables import Cell, Document, Row, Table

Said = str | Cell


def cell(words: Said) -> Cell:
    """Return a cell of these words, a paragraph a line; "^" continues the cell above."""
    if isinstance(words, Cell):
        return words
    if words == "^":
        return Cell(of_above=True)
    return Cell(tuple(words.split("\n")) if words else ())


def band(words: str, spans: int, colour: str = "") -> Cell:
    """Return a bold cell merged over columns."""
    return Cell((words,), spans=spans, colour=colour, is_bold=True)


def bold(words: str) -> Cell:
    """Return a cell in bold."""
    return Cell((words,), is_bold=True)


def table(*rows: Sequence[Said], name: str = "Table 1", before: Sequence[str] = ()) -> Table:
    """Return a table of these rows, numbered from 1."""
    made = (Row(i, tuple(map(cell, row))) for i, row in enumerate(rows, 1))
    return Table(tuple(made), name, tuple(before))


def document(*tables: Table, kind: str = "docx") -> Document:
    """Return a file of these tables."""
    return Document(f"plan.{kind}", kind, tables)
