"""What is read of a Word document, in the form that tests compare."""

from actionplans.importing.opening import read
from actionplans.importing.tables import Document, Row, Table
from tests.actionplans.importing.word_files import docx, tbl, tc, tr

HEAD = tr("Action", "By when")


def opened(body: str, **parts: str) -> Document:
    return read(docx(body, **parts), "plan.docx")


def only_table(body: str, **parts: str) -> Table:
    (table,) = opened(body, **parts).tables
    return table


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def words(*content: str, **parts: str) -> tuple[str, ...]:
    """Return the paragraphs of a cell that holds `content`."""
    return only_table(tbl(HEAD, tr(tc(*content), "May")), **parts).rows[1].cells[0].paragraphs


def remarks(body: str, **parts: str) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.text) for problem in opened(body, **parts).problems]


def remark(*content: str, **parts: str) -> str:
    """Return the one remark about a cell that holds `content`, in the second row."""
    ((row, text),) = remarks(tbl(HEAD, tr(tc(*content), "May")), **parts)
    assert row == 2
    return text
