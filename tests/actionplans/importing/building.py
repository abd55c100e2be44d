"""Small tables of our own, written short, for the tests of what reads a file."""

from collections.abc import Sequence

from actionplans.importing.shape import Shape, find
from actionplans.importing.tables import Cell, Document, Row, Table
from actionplans.importing.understood import Corrections, Field

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


HEADINGS = ("Action", "By whom", "By when", "Progress")
AUDIT = ("Audit ten files", "Head of Audit", "May 2017", "Begun")
TRAIN = ("Train every manager", "Head of Learning", "June 2017", "Booked")
POLICY = ("Write the policy", "Policy Officer", "July 2017", "Drafted")


def shape(*tables: Table, kind: str = "docx", **corrections: object) -> Shape:
    """Return what is found in a file of these tables."""
    return find(document(*tables, kind=kind), {}, Corrections(**corrections))  # type: ignore[arg-type]


def actions(found: Shape) -> list[str]:
    """Return the words of each row's action."""
    at = [column.field for column in found.columns].index(Field.ACTION)
    return [row.cells[at].text for row in found.rows]


def bands(found: Shape) -> list[str]:
    """Return the headings each row stands under."""
    return [row.band for row in found.rows]


def why(found: Shape, text: str) -> str:
    """Return why the row that begins with this text is no row of the plan."""
    return next(skipped.why for skipped in found.skipped if skipped.text.startswith(text))
