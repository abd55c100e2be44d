"""What a printed paper must be: valid PDF/UA-1, complete, and the same on every machine."""

import io
import subprocess
import sys
from collections.abc import Callable

import page as page_validation
import pikepdf
import pytest
import weasyprint

from reports.glyphs import FACES
from reports.pdf import Renderer, print_css, render_pdf, render_pdf_once
from reports.pdf_child import rows_over_pages
from tests.pdf_reading import read_pdf
from tests.reports import sample_papers
from tests.reports.sample_papers import SIMPLE

Printed = Callable[[str], bytes]

HOSTILE = (
    "Emoji \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2705 \u2764\ufe0f, tick ✓, "
    "arrow →, box ☐, Ŵyth tŷ, Ж, ελ, Việt, q\u0303, سلام عليكم, नमस्ते, \u4f60\u597d, "
    "\u2028\u2029\x0b\x00\x1f\ufffe\ue000\uf0b7\u202e\u00ad\U0001f1ec\U0001f1e7 \ud800 end"
)
LONG_WORDS = "The board agreed the front-door document and asked for a long-term view. " * 60


def papers() -> dict[str, str]:
    return {
        "no rows": sample_papers.plan(0),
        "1 row": sample_papers.plan(1),
        "60 rows": sample_papers.plan(60),
        "hostile characters": sample_papers.plan(2, HOSTILE),
        "unbroken word": sample_papers.plan(2, "x" * 10_000),
        "rows taller than a page": sample_papers.plan(3, LONG_WORDS),
        "text that is cut": sample_papers.plan(1, LONG_WORDS * 6),
    }


def failures(pdf: bytes, tmp_path) -> list[str]:
    """The PDF/UA-1 rules that the checker finds broken."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    result = page_validation.validate_pdf(str(path), profile="ua1")
    return result.failures


@pytest.mark.parametrize("name", papers())
def test_is_valid_pdf_ua(name: str, printed: Printed, tmp_path) -> None:
    assert failures(printed(papers()[name]), tmp_path) == []
    assert read_pdf(printed(papers()[name])).loose == []


@pytest.mark.parametrize(
    "html",
    [
        "<title>No language</title><h1>Words</h1>",
        '<html lang="en-GB"><h1>No title</h1>',
        SIMPLE.format('<svg width="9" height="9"><rect width="9" height="9"/></svg>'),
    ],
)
def test_the_checker_finds_a_seeded_fault(html: str, printed: Printed, tmp_path) -> None:
    assert failures(printed(html), tmp_path) != []


def test_says_its_title_and_language(printed: Printed) -> None:
    reading = read_pdf(printed(sample_papers.plan(1)))
    assert reading.title == "Inspection action plan: Aberwen Council, as at 3 March 2031"
    assert reading.language == "en-GB"


def test_every_cell_reads_as_it_was_written(printed: Printed) -> None:
    table = read_pdf(printed(sample_papers.plan(60))).tables[-1]
    assert len(table) == 61
    assert [cell["text"] for cell in table[0]] == list(sample_papers.HEADINGS)
    assert [row[0]["text"] for row in table[1:]] == [str(number) for number in range(1, 61)]
    assert table[2][2]["paragraphs"] == [
        "Sample 20 files a month. 3 May 2031, monthly thereafter 30 April 2031",
        "Agree a single threshold document with the police, health and schools, and train all "
        "front-door staff in using it. 4 May 2031, monthly thereafter 30 April 2031",
        "Sample 20 files a month. 5 May 2031, monthly thereafter 30 April 2031",
    ]
    leads = {row[3]["text"] for row in table[1:]}
    assert leads == {"Head of Safeguarding, with the Tŷ Ŵyn and/or early-help teams"}
    assert all(len(row[4]["paragraphs"]) == 3 for row in table[1:])


def test_words_broken_over_lines_and_pages_stay_whole(printed: Printed) -> None:
    for words in ("x" * 10_000, LONG_WORDS.strip()):
        table = read_pdf(printed(sample_papers.plan(2, words))).tables[-1]
        assert len(table) == 3
        assert words in table[1][4]["text"].replace("xx x", "xxx")


def test_lines_of_one_paragraph_are_words_apart(printed: Printed) -> None:
    reading = read_pdf(printed(SIMPLE.format("first<br>second  \n <b>third</b> <i>fourth</i>")))
    assert reading.text.splitlines()[-1] == "first second third fourth"


def test_header_cells_point_the_right_way(printed: Printed) -> None:
    table = read_pdf(printed(sample_papers.plan(60))).tables[-1]
    assert {(cell["tag"], cell["scope"]) for cell in table[0]} == {("TH", "Column")}
    assert {(row[0]["tag"], row[0]["scope"]) for row in table[1:]} == {("TH", "Row")}
    for row in table[1:]:
        for heading, cell in list(zip(sample_papers.HEADINGS, row, strict=True))[1:]:
            assert cell["headers"] == [row[0]["text"], heading]


def test_the_index_lists_every_id(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed(sample_papers.plan(60)))) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        ids = [
            obj.ID for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/ID" in obj
        ]
        assert names[::2] == sorted(names[::2], key=bytes)
        assert sorted(map(bytes, ids)) == [bytes(name) for name in names[::2]]
        assert all(bytes(e.ID) == bytes(n) for n, e in zip(names[::2], names[1::2], strict=True))


def test_a_link_says_where_it_leads_in_words(printed: Printed) -> None:
    reading = read_pdf(printed(sample_papers.plan(1)))
    assert reading.links == [("the report", "the report")]


@pytest.mark.parametrize("name", ["60 rows", "rows taller than a page"])
def test_the_header_row_stands_on_every_page(name: str, printed: Printed) -> None:
    pages = read_pdf(printed(papers()[name])).pages
    assert len(pages) > 2
    assert all(" ".join(sample_papers.HEADINGS) in text for text in pages)


@pytest.mark.parametrize(("name", "tall"), [("60 rows", 0), ("rows taller than a page", 3)])
def test_only_rows_taller_than_a_page_are_broken(name: str, tall: int) -> None:
    style = weasyprint.CSS(string=print_css())
    document = weasyprint.HTML(string=papers()[name]).render(stylesheets=[style])
    assert len(rows_over_pages(document)) == tall


@pytest.mark.parametrize("name", ["no rows", "60 rows"])
def test_the_foot_of_each_page_is_an_artifact(name: str, printed: Printed) -> None:
    reading = read_pdf(printed(papers()[name]))
    count = len(reading.pages)
    assert reading.artifacts == [
        [
            "Aberwen Council · Children’s services action plan",
            f"As at 3 March 2031 · Page {number} of {count}",
        ]
        for number in range(1, count + 1)
    ]
    assert "Page 1 of" not in reading.text


def test_the_plan_is_printed_across_the_page(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed(sample_papers.plan(1)))) as pdf:
        _, _, width, height = (float(number) for number in pdf.pages[0].MediaBox)
    assert (round(width), round(height)) == (842, 595)


def test_nothing_runs_over_the_edge_of_the_page(printed: Printed) -> None:
    """Each text starts within the margins, and the last column's words end within them."""
    with pikepdf.open(io.BytesIO(printed(papers()["unbroken word"]))) as pdf:
        for page in pdf.pages:
            starts = [
                float(step.operands[4]) * 0.75
                for step in pikepdf.parse_content_stream(page)
                if str(step.operator) == "Tm"
            ]
            assert min(starts) >= 34
            assert max(starts) <= 842 - 34 - 30


def test_only_our_typefaces_are_used_and_embedded(printed: Printed) -> None:
    ours = {face.family.replace(" ", "-") for face in FACES}
    with pikepdf.open(io.BytesIO(printed(papers()["hostile characters"]))) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        names = [str(font.FontName).partition("+")[2] for font in fonts]
        assert len(names) > 3
        assert all("/FontFile2" in font for font in fonts)
        assert all(any(name.startswith(family) for family in ours) for name in names)


def test_same_page_same_bytes_in_another_child(renderer: Renderer, printed: Printed) -> None:
    with Renderer() as other:
        for html in (sample_papers.plan(4), sample_papers.plan(2, HOSTILE)):
            assert other.render(html) == printed(html)


def test_the_default_style_is_the_print_stylesheet(renderer: Renderer) -> None:
    html = sample_papers.plan(1)
    assert renderer.render(html, "") != renderer.render(html)


def test_the_shared_child_and_a_child_of_its_own_draw_the_same() -> None:
    html = SIMPLE.format("One line.")
    assert render_pdf(html) == render_pdf_once(html)


def test_the_asking_process_stays_without_the_layout_library() -> None:
    program = "import sys, reports.pdf; print(sorted({'weasyprint', 'cffi'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert answer.stdout == "[]\n"
