"""Where in a file the plan is: tables of shapes that nobody thought of lose nothing."""

import datetime
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.importing.shape import find
from actionplans.importing.tables import Cell, Document, Row, Table
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known
from tests.actionplans.importing.building import HEADINGS, cell

words = st.sampled_from(
    [*HEADINGS, "", "", "", "Within 3 months", "Total", "Key", "Red", "Name", "Role", "Lead",
     "Audit ten files", "and so on", "May 2017", "1", "Ref", "Recommendation", "Progress 2017"]
)  # fmt: skip
any_cell = st.builds(
    Cell,
    st.lists(words, max_size=2).map(tuple),
    st.sampled_from(["", "", "#ff0000"]),
    st.sampled_from([1, 1, 1, 2, 4]),
    is_bold=st.booleans(),
) | st.just(Cell(of_above=True))
any_cells = st.lists(any_cell, max_size=5).map(tuple)
some_headings = st.just(tuple(map(cell, HEADINGS)))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return a table of any shape, sometimes with the headings of a plan."""
    drawn = draw(st.lists(any_cells | some_headings, max_size=8))
    made = (Row(i, cells, draw(st.booleans())) for i, cells in enumerate(drawn, 1))
    return Table(tuple(made), "Table", tuple(draw(st.lists(words, max_size=2))))


documents = st.builds(
    Document, st.just("x"), st.sampled_from(["docx", "xlsx", "csv"]),
    st.lists(tables(), max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(documents)
def test_no_words_of_any_table_are_lost(drawn: Document) -> None:
    found = find(drawn, {})
    kept = [c.text for row in found.rows for c in row.cells]
    kept += [column.heading for column in found.columns]
    kept += [skipped.text for skipped in found.skipped]
    all_kept = "\n".join(kept).split("\n")

    for each in drawn.tables:
        for row in each.rows:
            for c in row.cells:
                for line in c.text.split("\n"):
                    assert any(line in text for text in all_kept)


def with_head(drawn: Table) -> Table:
    """Return the table with the headings of a plan above it, so that it is no form."""
    return replace(drawn, rows=(Row(0, tuple(map(cell, HEADINGS))), *drawn.rows))


@settings(max_examples=150, deadline=None)
@given(documents.map(lambda drawn: replace(drawn, tables=tuple(map(with_head, drawn.tables)))))
def test_each_row_of_any_table_comes_back_once_and_fits_the_columns(drawn: Document) -> None:
    found = find(drawn, {})
    back = [(row.table, row.number) for row in found.rows]
    back += [(skipped.table, skipped.number) for skipped in found.skipped]
    there = {(i, row.number) for i, each in enumerate(drawn.tables) for row in each.rows}

    assert len(back) == len(set(back))
    assert set(back) == there
    assert [column.index for column in found.columns] == list(range(len(found.columns)))
    assert {len(row.cells) for row in found.rows} <= {len(found.columns)}


LABELS = (*HEADINGS, "Ref", "Recommendation", "RAG", "Lead", "Evidence", "Milestones", "Notes", "")
labels = st.sampled_from(LABELS)


@st.composite
def forms(draw: st.DrawFn) -> Table:
    """Return a small table with labels down its left, and anything beside them."""
    lines = draw(st.lists(st.tuples(labels.map(cell), any_cell), min_size=1, max_size=6))
    if draw(st.booleans()):
        lines = [(*line, *draw(any_cells)) for line in lines]
    made = (Row(i, cells) for i, cells in enumerate(lines, 1))
    return Table(tuple(made), "Table", tuple(draw(st.lists(words, max_size=2))))


@settings(max_examples=150, deadline=None)
@given(st.lists(forms() | tables(), min_size=1, max_size=4).map(tuple))
def test_no_form_is_refused_and_none_of_its_words_is_lost(drawn: tuple[Table, ...]) -> None:
    found = understand(Document("x", "docx", drawn), Known(datetime.date(2017, 4, 26)))
    kept = [text for row in found.rows for _, text in row.source]
    kept += [text for row in found.rows for pair in row.other for text in pair]
    kept += [column.heading for column in found.columns]
    kept += [skipped.text for skipped in found.skipped]
    all_kept = "\n".join(kept).split("\n")

    said = [c.text for each in drawn for row in each.rows for c in row.cells]
    for line in "\n".join(said).split("\n"):
        # A label that another table words otherwise is the same column as that.
        assert line in LABELS or any(line in text for text in all_kept)
