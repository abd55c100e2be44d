"""Whatever the shape of a file's tables, every row and every word of the plan is kept."""

import datetime
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.importing.as_json import as_json
from actionplans.importing.plain import tokens
from actionplans.importing.shape import find
from actionplans.importing.tables import Cell, Table
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Corrections, Field, Known, KnownOfficer, ReadRow
from actionplans.importing.wanted import Wanted, wanted
from tests.actionplans.importing.building import document, table

KNOWN = Known(datetime.date(2017, 4, 26), officers=(KnownOfficer(1, "Ann Poe"),))

SOME = st.sampled_from(
    ["", "Audit ten files", "goes on here.", "Report to the", "board and members", "May 2017",
     "31 March", "2018", "Ann Poe", "Ann Poe / Joan Lund", "TBC", "1", "Rec 2", "ACTION COMPLETED",
     "Train staff in:", "-", "Begun,", "Quarterly", "(RECOMMENDATION 1)", "Green"]
)  # fmt: skip
CELLS = st.builds(
    Cell,
    st.lists(SOME, max_size=4).map(tuple),
    day=st.none() | st.dates(datetime.date(2016, 1, 1), datetime.date(2019, 1, 1)),
    colour=st.sampled_from(["", "#ff0000"]),
    spans=st.integers(1, 2),
    is_bold=st.booleans(),
) | st.just(Cell(of_above=True))
NAMES = st.sampled_from(
    ["Ref", "Recommendation", "Action", "Milestones", "By when", "Lead", "Lead agency", "Progress",
     "RAG", "Success measures", "Revised date", "Next steps", "Ofsted para", "Theme", "Cost", "",
     "Progress March 2017"]
)  # fmt: skip
TABLES = st.builds(
    lambda names, rows: table(("Action", *names), *rows),
    st.lists(NAMES, min_size=1, max_size=6),
    st.lists(st.lists(CELLS, min_size=1, max_size=7).map(tuple), max_size=6),
)
KEYS = st.tuples(st.integers(0, 1), st.integers(1, 7))
TOLD = st.builds(
    Corrections,
    columns=st.dictionaries(st.integers(0, 6), st.sampled_from(Field), max_size=3),
    left_out=st.frozensets(KEYS, max_size=1),
    taken_in=st.frozensets(KEYS, max_size=2),
    one_step=st.frozensets(KEYS, max_size=2),
    split=st.frozensets(KEYS, max_size=2),
    progress_by_step=st.frozensets(KEYS, max_size=2),
    places=st.dictionaries(
        st.tuples(st.integers(0, 1), st.integers(1, 7), st.sampled_from(Field)),
        st.lists(st.integers(0, 3), max_size=3).map(tuple),
        max_size=3,
    ),
)


def words_of(row: ReadRow) -> Counter[str]:
    """Return every word the plan would print of a row."""
    texts = [
        row.reference, row.recommendation, row.action, row.timescale, row.printed_leads,
        row.progress, row.rating, row.success_measure, row.revised_date, row.next_steps,
        row.paragraph_reference, row.theme, row.printed_accountable,
        *(text for _, text in row.other),
    ]  # fmt: skip
    for step in row.steps:
        texts += [step.text, step.timescale, step.printed_leads, step.revised_date]
    return Counter(word for text in texts for word in tokens(text))


def words_wanted(asked: Wanted) -> set[str]:
    """Return every word the plan would hold of a row."""
    texts = [asked.reference, asked.theme, asked.accountable_words]
    texts += [*asked.words.values(), *(text for _, text in asked.other)]
    said = [asked.said]
    for step in asked.steps:
        texts += [step.text, step.printed_leads]
        texts += [date.words for date in (step.date, step.moved) if date]
        said.append(step.said)
    for each in said:
        texts += [each.text, each.printed_rating] if each else []
    return {word for text in texts for word in tokens(text)}


@given(st.lists(TABLES, min_size=1, max_size=2), TOLD)
def test_no_row_and_no_word_is_lost_whatever_the_shape(
    tables: list[Table], told: Corrections
) -> None:
    file = document(*tables)
    sources = {(row.table, row.number): row for row in find(file, {}, told).rows}
    found = understand(file, KNOWN, told)

    passed = {(skipped.table, skipped.number) for skipped in found.skipped}
    taken = [key for row in found.rows for key in row.source_rows]
    assert Counter(key for key in sources if key not in passed) == Counter(taken)
    for row in found.rows:
        held = words_of(row)
        assert set(held) <= words_wanted(wanted(row))
        for key in row.source_rows:
            cells = sources[key].cells
            assert {word for cell in cells for word in tokens(cell.text)} <= set(held)
    assert json.dumps(as_json(found))


@pytest.mark.parametrize("heading", ["By when", "Revised date"])
def test_a_date_for_the_whole_row_beside_those_of_its_steps_is_kept(heading: str) -> None:
    headings = ("Action", "Milestones", "By when", "Revised date")
    dates = "May 2017\nJune 2017\nAugust 2017"
    cells = ("Audit ten files", "Write to all\nTrain all")
    when = (dates, "") if heading == "By when" else ("March 2017\nApril 2017", dates)
    name = Field.TIMESCALE if heading == "By when" else Field.REVISED_DATE
    told = Corrections(split=frozenset([(0, 2)]), places={(0, 2, name): (1, 2, 0)})

    (row,) = understand(document(table(headings, (*cells, *when))), KNOWN, told).rows

    asked = wanted(row)
    found = [step.date if heading == "By when" else step.moved for step in asked.steps]
    assert [date.words for date in found if date] == ["May 2017", "June 2017"]
    assert "August 2017" in [text for _, text in asked.other]


@pytest.mark.parametrize("name", list(Field))
def test_a_column_a_person_gives_any_field_keeps_its_words(name: Field) -> None:
    headings = ("Ref", "Recommendation", "Action", "By when", "Lead", "Progress")
    row_of_file = ("1", "2", "Audit ten files", "May 2017", "Ann Poe", "Begun")
    told = Corrections(columns={2: name})
    found = understand(document(table(headings, row_of_file)), KNOWN, told)

    (row,) = found.rows
    assert {"audit", "ten", "files"} <= set(words_of(row))
