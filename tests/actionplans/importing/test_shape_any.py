"""Where in a file the plan is: tables of shapes that nobody thought of lose nothing."""

import datetime
import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.importing.as_json import as_json
from actionplans.importing.plain import tokens
from actionplans.importing.shape import find
from actionplans.importing.tables import Cell, Document, Row, Table
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known
from tests.actionplans.importing.building import AUDIT, HEADINGS, cell

KINDS = ("docx", "xlsx", "csv", "pasted")
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


PROSE = (
    "The bid was put to the board in April.", "Please note: dates are those of the board.",
    "Note", "Ensure that each child is seen.", "Progress in May: all read.", "Key: red is late",
    "Sponsor", "Director", "Theme 2", "Page 2 of 9", "OFFICIAL",
)  # fmt: skip
across = st.builds(
    lambda text, spans, bold, colour: (Cell((text,), colour, spans, is_bold=bold),),
    st.sampled_from(PROSE),
    st.integers(1, 4),
    st.booleans(),
    st.sampled_from(["", "#d9d9d9"]),
)
numbered = st.integers(1, 3).map(lambda n: (cell(str(n)), *map(cell, AUDIT)))


@st.composite
def plans(draw: st.DrawFn) -> Table:
    """Return a plan with prose across it, notes, headings in two rows, or its other columns."""
    tops = st.sampled_from([
        (("Ref", *HEADINGS),),
        (("Ref", "Action", Cell(("Who and when",), spans=2), "Progress"),
         ("^", "^", "By whom", "By when", "^")),
        (("Ref", "Budget", "Body that watches", "Evidence held", "Site"),),
        (("Sponsor", "Reports to"),),
        (),
    ])  # fmt: skip
    top = [tuple(map(cell, line)) for line in draw(tops)]
    drawn = top + draw(st.lists(numbered | across | any_cells, max_size=7))
    made = (Row(i, cells) for i, cells in enumerate(drawn, 1))
    return Table(tuple(made), "Table 7", tuple(draw(st.lists(words | st.sampled_from(PROSE)))))


@settings(max_examples=300, deadline=None)
@given(st.lists(plans() | tables(), min_size=1, max_size=3).map(tuple), st.sampled_from(KINDS))
def test_every_word_of_a_file_is_in_what_is_printed_of_it(
    drawn: tuple[Table, ...], kind: str
) -> None:
    found = understand(Document("x", kind, drawn), Known(datetime.date(2017, 4, 26)))

    printed = set(tokens(json.dumps(as_json(found), ensure_ascii=False).replace("\\n", " ")))
    said = [c.text for each in drawn for row in each.rows for c in row.cells]
    said += [paragraph for each in drawn for paragraph in each.before]
    assert {word for text in said for word in tokens(text)} <= printed | {*tokens(found.title)}


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
