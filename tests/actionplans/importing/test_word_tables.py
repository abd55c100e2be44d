"""Cells and rows of tables in Word documents, one trap each."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.actionplans.importing.word_files import p, run, tbl, tc, tr
from tests.actionplans.importing.word_reading import (
    HEAD,
    only_table,
    opened,
    remark,
    remarks,
    texts,
    words,
)

MERGE, UNDER = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


# Cells and rows


def test_merged_cells_span_columns_and_continue_the_cell_above() -> None:
    table = only_table(
        tbl(
            tr(tc("Within three months", grid=3)),
            tr(tc("Train", properties=MERGE), "May", "Ann"),
            tr(tc(properties=UNDER), "June", "Bob"),
            tr("Audit", "July", "Cat"),
        )
    )

    firsts = [row.cells[0] for row in table.rows]
    assert [(cell.text, cell.spans, cell.of_above) for cell in firsts] == [
        ("Within three months", 3, False),
        ("Train", 1, False),
        ("", 1, True),
        ("Audit", 1, False),
    ]


def test_words_under_a_merged_cell_are_kept_and_said() -> None:
    body = tbl(tr(tc("Train", properties=MERGE), "May"), tr(tc("Audit", properties=UNDER), "June"))

    assert texts(only_table(body).rows[1]) == ["Audit", "June"]
    assert remarks(body) == [
        (
            2,
            "A cell that is merged with the one above has words of its own: “Audit”. "
            + "They are kept.",
        )
    ]


def test_a_cell_that_continues_nothing_is_a_cell() -> None:
    table = only_table(tbl(HEAD, tr(tc(properties=UNDER), "May")))

    assert not table.rows[1].cells[0].of_above


def test_cells_merged_sideways_in_the_old_way_are_one() -> None:
    row = tr(
        tc("Within", properties='<w:hMerge w:val="restart"/>'),
        tc("a year", properties="<w:hMerge/>"),
        "May",
    )
    table = only_table(tbl(tr("A", "B", "C"), row))

    assert [(c.text, c.spans) for c in table.rows[1].cells] == [("Within\na year", 2), ("May", 1)]


def test_a_row_that_begins_later_has_empty_columns_before_it() -> None:
    late = tr("May", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    table = only_table(tbl(tr("Action", "By when", "Lead"), late))

    assert texts(table.rows[1]) == ["", "May", ""]


def test_a_border_pulled_a_little_makes_no_column() -> None:
    table = only_table(
        tbl(
            tr(tc("Action", grid=1), tc("By when", grid=2), tc("Lead")),
            tr(tc("Train", grid=2), tc("May"), tc("Ann")),
            widths=(3000, 60, 2000, 2000),
        )
    )

    assert [[c.spans for c in row.cells] for row in table.rows] == [[1, 1, 1], [1, 1, 1]]


def test_a_row_that_sticks_out_a_little_has_no_more_columns() -> None:
    inner = tr("Train", "May", properties='<w:gridBefore w:val="1"/>')
    outer = tr(tc("Action", grid=2), "By when")
    table = only_table(tbl(outer, inner, widths=(60, 3000, 2000)))

    assert [texts(row) for row in table.rows] == [["Action", "By when"], ["Train", "May"]]


def test_a_narrow_column_with_words_is_a_column() -> None:
    table = only_table(
        tbl(tr("Action", "!", "By when"), tr("Train", "x", "May"), widths=(3000, 100, 2000))
    )

    assert [[c.spans for c in row.cells] for row in table.rows] == [[1, 1, 1], [1, 1, 1]]


def test_columns_that_every_row_spans_together_are_one() -> None:
    table = only_table(tbl(tr(tc("Action", grid=3), "By when"), tr(tc("Train", grid=3), "May")))

    assert [[c.spans for c in row.cells] for row in table.rows] == [[1, 1], [1, 1]]


def test_a_repeated_header_row_is_marked() -> None:
    table = only_table(
        tbl(tr("Action", "By when", properties="<w:tblHeader/>"), tr("Train", "May"))
    )

    assert [row.is_header for row in table.rows] == [True, False]


def test_rows_and_cells_and_tables_in_content_controls_are_read() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell, row = control(tc("Train")), control(tr("Audit", "June"))
    table = only_table(control(tbl(HEAD, f"<w:tr>{cell}{tc('May')}</w:tr>", row)))

    assert [texts(row) for row in table.rows[1:]] == [["Train", "May"], ["Audit", "June"]]


def test_a_table_in_a_cell_becomes_lines_of_the_cell() -> None:
    nested = tbl(tr("Step one", "May"), tr("Step two", "June"))

    assert words(p("Train:"), nested, p()) == ("Train:", "Step one", "May", "Step two", "June")
    assert remark(nested) == "A table inside a cell is read as lines of that cell."


def test_a_table_in_a_row_of_one_cell_is_a_table_of_its_own() -> None:
    page = tbl(tr(tc(p("Our plan"), tbl(HEAD, tr("Train", "May")), p())))
    document = opened(page)

    assert [[texts(row) for row in table.rows] for table in document.tables] == [
        [["Our plan"]],
        [["Action", "By when"], ["Train", "May"]],
    ]
    assert document.problems == ()


def box(inside: str) -> str:
    """Return a text box as Word writes it: once for itself and once for older programs."""
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>{inside}</w:txbxContent>"
        "</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_words_in_a_text_box_are_read_once() -> None:
    assert words(p("Train", inside=box(p("by May")))) == ("Train", "by May")
    assert only_table(p(inside=box(p("Our plan"))) + tbl(HEAD)).before == ("Our plan",)


def test_a_table_in_a_text_box_is_a_table() -> None:
    assert texts(only_table(p(inside=box(tbl(HEAD)))).rows[0]) == ["Action", "By when"]


# Colour and weight


def shaded(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


@pytest.mark.parametrize(
    ("cell", "colour"),
    [
        (tc("Late", properties=shaded("FF0000")), "#ff0000"),
        (tc("", properties=shaded("00B050")), "#00b050"),
        (tc("Late", properties=shaded("auto")), ""),
        (tc("Late", properties=shaded("FFFFFF")), ""),
        (tc(p("Late", '<w:highlight w:val="yellow"/>')), "#ffff00"),
        (tc(p("Late", shaded("FFC000"))), "#ffc000"),
        (tc(p("Late", '<w:highlight w:val="red"/>', inside=run(" but begun"))), ""),
        (tc(p("Late", properties=shaded("FFC000"))), "#ffc000"),
        (tc(p("●", '<w:color w:val="00B050"/>')), "#00b050"),
        (tc(p("Late", '<w:color w:val="00B050"/>')), ""),
    ],
)
def test_a_cells_colour_is_what_lies_behind_all_of_it(cell: str, colour: str) -> None:
    assert only_table(tbl(HEAD, tr("Train", cell))).rows[1].cells[1].colour == colour


def test_a_drawn_disc_gives_the_cell_its_colour() -> None:
    disc = (
        "<w:r><w:drawing><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val='FF0000'/></a:solidFill>"
        "</wps:spPr></wps:wsp></w:drawing></w:r>"
    )
    table = only_table(tbl(HEAD, tr("Train", tc(p(inside=disc)))))

    assert table.rows[1].cells[1].colour == "#ff0000"


def test_a_cell_is_bold_when_all_its_words_are() -> None:
    styles = '<w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    cells = tr(
        tc(p("Action", "<w:b/>")),
        tc(p("By when", "<w:b/>", inside=run(" (date)"))),
        tc(p("Lead", properties='<w:pStyle w:val="Strong"/>')),
        tc(p("Notes", '<w:b w:val="0"/>', properties='<w:pStyle w:val="Strong"/>')),
    )

    bold = [cell.is_bold for cell in only_table(tbl(cells), styles=styles).rows[0].cells]
    assert bold == [True, False, True, False]


cells = st.tuples(st.text("abc é", min_size=1, max_size=6), st.integers(1, 3))
shapes = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=6)


@given(shapes)
def test_any_row_keeps_its_words_in_order_and_cells_that_begin_together_share_a_column(
    shape: list[list[tuple[str, int]]],
) -> None:
    table = only_table(
        tbl(*(tr(*(tc(f"x{text}x", grid=grid) for text, grid in row)) for row in shape))
    )

    assert [texts(row) for row in table.rows] == [[f"x{text}x" for text, _ in row] for row in shape]
    begins = [[*accumulate((grid for _, grid in row), initial=0)][:-1] for row in shape]
    columns = {place: at for at, place in enumerate(sorted({p for row in begins for p in row}))}
    for places, found in zip(begins, table.rows, strict=True):
        seen = [*accumulate((cell.spans for cell in found.cells), initial=0)][:-1]
        assert seen == [columns[place] for place in places]
