"""Which rows of a plan's table are its rows: totals, headings over rows, merged and cut ones."""

import pytest

from actionplans.importing.tables import Cell, Table
from tests.actionplans.importing.building import (
    AUDIT,
    HEADINGS,
    POLICY,
    TRAIN,
    actions,
    band,
    bands,
    bold,
    shape,
    table,
    why,
)

# Rows that are none


def test_headings_repeated_in_the_middle_are_no_row() -> None:
    found = shape(table(HEADINGS, AUDIT, HEADINGS, TRAIN, HEADINGS))

    assert actions(found) == ["Audit ten files", "Train every manager"]
    assert [skipped.number for skipped in found.skipped] == [1, 3, 5]


def test_other_headings_further_down_head_the_rows_below_them() -> None:
    found = shape(
        table(
            HEADINGS,
            AUDIT,
            ("", "", "", ""),
            ("Recommendation", "Lead", "RAG", "Next steps"),
            ("Plans are clear", "Head of Audit", "G", "Ask the children"),
        )
    )

    assert [column.heading for column in found.columns] == [
        *HEADINGS, "Recommendation", "RAG", "Next steps",
    ]  # fmt: skip
    assert [c.text for c in found.rows[1].cells] == [
        "", "Head of Audit", "", "", "Plans are clear", "G", "Ask the children",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "total", ["Total", "Grand total", "12 actions", "Total number of actions", "Sub-total"]
)
def test_a_total_is_no_row(total: str) -> None:
    found = shape(table(HEADINGS, AUDIT, (total, "12", "", "")))

    assert actions(found) == ["Audit ten files"]
    assert "total" in why(found, total)


@pytest.mark.parametrize("numbers", [("1", "2", "3", "4"), ("(a)", "(b)", "(c)", "(d)")])
def test_the_numbers_of_the_columns_are_no_row(numbers: tuple[str, ...]) -> None:
    assert actions(shape(table(HEADINGS, numbers, AUDIT))) == ["Audit ten files"]


@pytest.mark.parametrize(
    ("first", "counts"),
    [("Total: 2 actions", "1 green, 1 red"), ("Overall", "2.5"), ("Average", "Green: 3; Red: 1")],
)
def test_a_row_of_counts_by_colour_or_of_an_average_is_no_row(first: str, counts: str) -> None:
    found = shape(table(HEADINGS, AUDIT, (first, "", "", counts)))

    assert actions(found) == ["Audit ten files"]
    assert "total" in why(found, first)


def test_an_average_with_a_date_or_alone_is_a_row() -> None:
    dated = ("Average caseloads", "", "31 May", "")

    assert actions(shape(table(HEADINGS, AUDIT, dated))) == ["Audit ten files", dated[0]]
    assert actions(shape(table(HEADINGS, AUDIT, ("Overall", "", "", ""), TRAIN)))[1] == "Overall"


def test_an_action_that_speaks_of_totals_is_a_row() -> None:
    odd = ("Total caseloads to be reported", "Head of Audit", "May 2017", "")

    assert actions(shape(table(HEADINGS, AUDIT, odd))) == ["Audit ten files", odd[0]]


@pytest.mark.parametrize(
    "note", ["Note: dates are month ends", "* agreed by the board", "Updated by the team", "Key:"]
)
def test_a_note_under_the_table_is_no_row(note: str) -> None:
    found = shape(table(HEADINGS, AUDIT, TRAIN, ("", "", "", ""), (note, "", "", "")))

    assert actions(found) == ["Audit ten files", "Train every manager"]
    assert "note" in why(found, note)


def test_an_action_about_keys_and_notes_is_a_row() -> None:
    rows = (("Key workers to be named", "", "", ""), ("Notes of visits are audited", "", "", ""))

    assert len(shape(table(HEADINGS, AUDIT, *rows, TRAIN)).rows) == 4


def test_empty_rows_are_left_out_each_with_its_number() -> None:
    found = shape(table(HEADINGS, ("", "", "", ""), AUDIT, (" ", "", "", "")))

    assert actions(found) == ["Audit ten files"]
    assert [(skipped.number, skipped.text) for skipped in found.skipped][1:] == [(2, ""), (4, "")]


# Headings over rows


def test_a_cell_merged_over_the_columns_stands_over_the_rows_below() -> None:
    found = shape(
        table(
            HEADINGS,
            (band("Within 3 months", 4),),
            AUDIT,
            TRAIN,
            (band("Within 6 months", 4),),
            POLICY,
        )
    )

    assert bands(found) == ["Within 3 months", "Within 3 months", "Within 6 months"]
    assert why(found, "Within 6") == "A heading over the rows below it"


@pytest.mark.parametrize(
    "words",
    ["Within 3 months", "Priority 1: Oversight", "Theme 2 – Workforce", "Immediate",
     "Recommendation 3", "Medium term", "Outstanding actions"],
)  # fmt: skip
def test_such_words_alone_in_the_first_cell_stand_over_the_rows_below(words: str) -> None:
    found = shape(table(HEADINGS, (words, "", "", ""), AUDIT, TRAIN), kind="csv")

    assert bands(found) == [words, words]


def test_bold_or_coloured_words_alone_stand_over_the_rows_below() -> None:
    grey = Cell(("Workforce",), colour="#d9d9d9")
    found = shape(
        table(HEADINGS, (bold("Oversight"), "", "", ""), AUDIT, (grey, "", "", ""), TRAIN, POLICY)
    )

    assert bands(found) == ["Oversight", "Workforce", "Workforce"]


def test_a_recommendation_above_the_headings_of_its_rows_stands_over_them() -> None:
    first = "Recommendation 1: Ensure that managers see every plan"
    found = shape(
        table(
            (band(first, 4),),
            (Cell(("Lead: Head of Audit",), spans=4),),
            HEADINGS,
            AUDIT,
            ("Recommendation 2", Cell(("Ensure that plans are clear",), spans=3)),
            HEADINGS,
            TRAIN,
            before=("Action plan",),
        )
    )

    assert bands(found) == [
        f"{first}\nLead: Head of Audit", "Recommendation 2 Ensure that plans are clear",
    ]  # fmt: skip
    assert found.title == "Action plan"


def test_a_heading_in_the_table_stands_under_the_one_above_the_table() -> None:
    found = shape(
        table(HEADINGS, AUDIT, before=("Action plan", "Theme 1")),
        table(HEADINGS, (band("Within 3 months", 4),), TRAIN, before=("Theme 2",)),
    )

    assert bands(found) == ["Theme 1", "Theme 2\nWithin 3 months"]


FUNDING = "The second year is subject to a bid that was put to the board in April."


@pytest.mark.parametrize(
    "report", ["Progress at May: all files audited", "All was done. " * 40, FUNDING]
)
@pytest.mark.parametrize("after", [(TRAIN, POLICY), ()])
def test_words_across_the_table_below_an_action_head_no_rows_and_stay_with_it(
    report: str, after: tuple[tuple[str, ...], ...]
) -> None:
    found = shape(table(HEADINGS, TRAIN, AUDIT, (Cell((report,), spans=4),), *after))

    assert bands(found) == [""] * (2 + len(after))
    assert [" ".join(words.split()) for words in found.rows[1].below] == [report.strip()]
    assert [problem.row for problem in found.problems] == [4]


@pytest.mark.parametrize(
    "heading",
    ["Ensure that every child is seen by their social worker.",
     "The local authority should see every child in time.", "Children and families",
     "1. Oversight of practice is not strong enough.", "Outcome 2: children are safe."],
)  # fmt: skip
def test_words_across_the_table_that_ask_for_something_head_the_rows_below(heading: str) -> None:
    found = shape(table(HEADINGS, AUDIT, TRAIN, (Cell((heading,), spans=4),), POLICY))

    assert bands(found) == ["", "", heading]


def test_a_sentence_in_bold_or_shaded_as_no_row_is_heads_the_rows_below() -> None:
    for cell in (band(FUNDING, 4), Cell((FUNDING,), spans=4, colour="#d9d9d9")):
        assert bands(shape(table(HEADINGS, AUDIT, TRAIN, (cell,), POLICY))) == ["", "", FUNDING]


def test_a_shade_that_every_row_has_makes_no_heading() -> None:
    shaded = Cell(("Meet the families",), colour="#d9d9d9")
    full = [(Cell((row[0],), colour="#d9d9d9"), *row[1:]) for row in (AUDIT, TRAIN, POLICY)]

    assert actions(shape(table(HEADINGS, *full, (shaded, "", "", ""), full[0])))[3] == shaded.text


def test_a_number_and_a_bold_title_stand_over_the_rows_below() -> None:
    found = shape(
        table(
            ("No", *HEADINGS),
            (bold("1"), bold("Oversight of practice"), "", "", ""),
            ("1.1", *AUDIT),
            ("1.2", *TRAIN),
        )
    )

    assert bands(found) == ["1 Oversight of practice"] * 2


def test_plain_words_alone_are_a_row_with_a_doubt() -> None:
    found = shape(table(HEADINGS, AUDIT, ("Meet the families.", "", "", ""), TRAIN, POLICY))

    assert actions(found)[1] == "Meet the families."
    assert [(problem.row, problem.table) for problem in found.problems] == [(3, 0)]


def test_a_heading_over_others_stays_while_those_change() -> None:
    found = shape(
        table(
            HEADINGS,
            (band("Priority 1", 4, "#0000ff"),),
            (band("Oversight", 4),),
            AUDIT,
            (band("Workforce", 4),),
            TRAIN,
            (band("Priority 2", 4, "#0000ff"),),
            POLICY,
        )
    )

    assert bands(found) == ["Priority 1\nOversight", "Priority 1\nWorkforce", "Priority 2"]


def test_a_heading_over_rows_lasts_over_the_page() -> None:
    found = shape(
        table(HEADINGS, (band("Within 3 months", 4),), AUDIT), table(HEADINGS, TRAIN), table(POLICY)
    )

    assert bands(found) == ["Within 3 months"] * 3


# Merged, ragged and cut rows


def test_a_cell_merged_downwards_stays_in_its_column() -> None:
    found = shape(
        table(
            HEADINGS,
            AUDIT,
            ("^", "Board", "^", "Agreed"),
            ("Train every manager", "Head of Learning"),
            ("Write the policy", Cell(("Police",), spans=2), "Drafted"),
        )
    )

    assert [[c.of_above for c in row.cells] for row in found.rows][1] == [True, False, True, False]
    assert [[c.text for c in row.cells] for row in found.rows][2:] == [
        ["Train every manager", "Head of Learning", "", ""],
        ["Write the policy", "Police", "", "Drafted"],
    ]


def test_a_row_cut_by_a_page_says_that_it_goes_on() -> None:
    found = shape(
        table(HEADINGS, ("Audit ten files", "Head of Audit", "May 2017", "The report is to be")),
        table(
            HEADINGS,
            ("", "Board", "June 2017", "sent to the board."),
            ("", "", "", "It was noted."),
            ("", "", "monthly", "again and again"),
            TRAIN,
        ),
    )

    assert [row.continues for row in found.rows] == [False, True, False, False, False]


def test_a_small_letter_after_a_full_stop_or_in_a_row_of_its_own_is_no_cut() -> None:
    found = shape(
        table(
            HEADINGS,
            ("Audit ten files", "Head of Audit", "May 2017", "The report was sent."),
            ("", "", "", "see appendix"),
            ("train every manager", "", "", "booked"),
        )
    )

    assert [row.continues for row in found.rows] == [False, False, False]


def test_words_beyond_the_headings_are_kept_in_columns_of_their_own() -> None:
    found = shape(table(HEADINGS, (*AUDIT, "Ask the board", "Twice")))

    assert [c.text for c in found.rows[0].cells] == [*AUDIT, "Ask the board", "Twice"]
    assert [column.index for column in found.columns] == [0, 1, 2, 3, 4, 5]


def test_a_column_with_nothing_in_it_is_none() -> None:
    found = shape(table(("", *HEADINGS, ""), ("", *AUDIT, ""), ("", *TRAIN, "")), kind="xlsx")

    assert [column.heading for column in found.columns] == list(HEADINGS)
    assert actions(found) == ["Audit ten files", "Train every manager"]


# Forms


def form(*pairs: tuple[str, str]) -> Table:
    """Return a table with each heading beside its words."""
    return table(*pairs)


def test_a_small_table_for_each_action_is_a_row_each() -> None:
    found = shape(
        form(("Action", "Audit ten files"), ("Lead", "Head of Audit"), ("By when", "May 2017")),
        form(("Action", "Train all"), ("Lead", "Board"), ("By when", ""), ("Progress", "Booked")),
    )

    assert [column.heading for column in found.columns] == ["Action", "Lead", "By when", "Progress"]
    assert [[c.text for c in row.cells] for row in found.rows] == [
        ["Audit ten files", "Head of Audit", "May 2017", ""],
        ["Train all", "Board", "", "Booked"],
    ]


def test_forms_under_one_another_in_one_table_are_a_row_each() -> None:
    found = shape(
        table(
            (band("Recommendation 1", 2),),
            ("Action", "Audit ten files"),
            ("Lead officer", "Head of Audit"),
            ("Timescale", "May 2017"),
            ("", "and monthly after"),
            (band("Recommendation 2", 2),),
            ("Action", "Train all"),
            ("Lead officer", "Board"),
            ("Timescale", "June 2017"),
        )
    )

    assert [(row.number, row.band) for row in found.rows] == [
        (2, "Recommendation 1"),
        (7, "Recommendation 2"),
    ]
    assert found.rows[0].cells[2].text == "May 2017\nand monthly after"


def test_a_form_with_two_headings_on_a_line_is_a_row() -> None:
    found = shape(
        table(
            ("Ref", "1.1", "Lead officer", "A. O."),
            ("Action", Cell(("Audit ten files",), spans=3)),
            ("Target date", "May 2017", "RAG", "Green"),
        )
    )

    assert [column.heading for column in found.columns] == [
        "Ref", "Lead officer", "Action", "Target date", "RAG",
    ]  # fmt: skip
    assert [c.text for c in found.rows[0].cells] == [
        "1.1", "A. O.", "Audit ten files", "May 2017", "Green",
    ]  # fmt: skip


def test_a_form_whose_words_read_like_headings_is_a_row_too() -> None:
    found = shape(
        form(("Action", "Audit ten files"), ("Lead", "Head of Audit"), ("By when", "May 2017")),
        form(("Action", "Actions taken to date"), ("Lead", "Board"), ("By when", "June 2017")),
    )

    assert actions(found) == ["Audit ten files", "Actions taken to date"]


def test_a_table_without_headings_does_not_go_on_below_a_form() -> None:
    found = shape(
        form(("Action", "Audit ten files"), ("Lead", "Head of Audit"), ("By when", "May 2017")),
        table(("Green", "Done"), ("Red", "Late")),
    )

    assert [(row.table, row.number) for row in found.rows] == [(0, 1)]
    assert [skipped.text for skipped in found.skipped] == ["Green | Done", "Red | Late"]
