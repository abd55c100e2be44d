"""What the worker keeps of a file is what it read."""

import datetime
import json

from hypothesis import given
from hypothesis import strategies as st

from actionplans.importing.tables import Cell, Document, Problem, Row, Table, from_json, to_json

words = st.text(max_size=20)
cells = st.builds(
    Cell,
    paragraphs=st.lists(words, max_size=3).map(tuple),
    colour=st.sampled_from(["", "#ff0000"]),
    spans=st.integers(1, 4),
    day=st.none() | st.dates(),
    is_bold=st.booleans(),
    of_above=st.booleans(),
)
rows = st.builds(Row, st.integers(1, 99), st.lists(cells, max_size=3).map(tuple), st.booleans())
tables = st.builds(
    Table, st.lists(rows, max_size=3).map(tuple), words, st.lists(words, max_size=2).map(tuple)
)
problems = st.builds(Problem, st.none() | st.integers(1, 99), words, words, st.integers(0, 3))
documents = st.builds(
    Document,
    words,
    st.sampled_from(["docx", "xlsx", "csv", "pasted"]),
    st.lists(tables, max_size=2).map(tuple),
    st.lists(problems, max_size=2).map(tuple),
)


@given(documents)
def test_a_document_survives_being_kept(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_a_cell_has_a_line_for_each_paragraph() -> None:
    cell = Cell(("Audit ten files", "Report to the board"), day=datetime.date(2017, 3, 31))

    assert cell.text == "Audit ten files\nReport to the board"
    assert not Row(1, (Cell(), cell)).is_empty
    assert Row(2, (Cell(("", " ")), Cell())).is_empty
