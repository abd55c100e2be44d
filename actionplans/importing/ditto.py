"""Cells that only say "as above": what they mean stands in the cell above, or the line above."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actionplans.importing.tables import Cell
from actionplans.importing.understood import Column, Field, SourceRow

# Fields of which one value stands for several rows. Progress "as above" stays as it is said.
OF_A_ROW = (
    Field.RECOMMENDATION, Field.TIMESCALE, Field.LEADS, Field.REVISED_DATE, Field.THEME,
    Field.RATING, Field.SUCCESS_MEASURE,
)  # fmt: skip
# Of these a single line may point above too; in sentences such a line is words like any other.
BY_LINES = (Field.TIMESCALE, Field.LEADS, Field.REVISED_DATE)
_DITTO = re.compile(
    r"""[\W_]*(?:(?:the )?same )?as (?:the )?(?:row )?above[\W_]*|[\W_]*ditto[\W_]*"""
    r"""|[-–—.\s]*(?:["“”〃″]|''|,,)[-–—.\s]*|do\.""",
    re.IGNORECASE,
)


def is_ditto(words: str) -> bool:
    """Return whether words only point at what stands above them: "As above", or the mark."""
    return bool(_DITTO.fullmatch(words.strip())) if words.strip() else False


def filled_in(rows: Sequence[SourceRow], columns: Sequence[Column]) -> list[SourceRow]:
    """Return the rows with what stands above in place of each "as above" of the fields OF_A_ROW.

    One that has nothing above it stays as it is.
    """
    of = {column.index: column.field for column in columns if column.field in OF_A_ROW}
    above: dict[int, Cell] = {}
    found = []
    for row in rows:
        cells = list(row.cells)
        for column, name in of.items():
            if column < len(cells) and not cells[column].of_above:
                cells[column] = _meant(cells[column], above.get(column), name)
                if cells[column].text.strip() or cells[column].day:
                    above[column] = cells[column]
        found.append(replace(row, cells=tuple(cells)))
    return found


def _meant(cell: Cell, above: Cell | None, of: Field) -> Cell:
    if is_ditto(cell.text):
        return replace(above, spans=cell.spans, is_bold=cell.is_bold) if above else cell
    return _by_lines(cell) if of in BY_LINES else cell


def _by_lines(cell: Cell) -> Cell:
    said: list[str] = []
    for paragraph in cell.paragraphs:
        last = next((words for words in reversed(said) if words.strip()), "")
        said.append(last if last and is_ditto(paragraph) else paragraph)
    return replace(cell, paragraphs=tuple(said)) if said != list(cell.paragraphs) else cell
