"""A paper as page and PDF: valid, complete, and in the house style it was given."""

import ast
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.glyphs import covered_characters, printable
from reports.paper.document import Document, Heading, Look, Paragraph, Table, Text, cell, walk
from reports.paper.house_style import Numbering
from reports.paper.numbering import Unnumbered, number
from reports.paper.written import written
from reports.paper_files import HERE, own_files, paper_docx, paper_html
from reports.pdf import Renderer
from reports.word.xml_text import in_xml
from tests.pdf_reading import Reading, read_pdf
from tests.reports import sample_documents
from tests.reports.page_reading import Cell, read_page
from tests.reports.sample_documents import HOSTILE, STYLES, styled
from tests.reports.word_reading import W, Word

Drawn = Callable[[Document], bytes]


def failures(pdf: bytes, tmp_path) -> list[str]:
    """The PDF/UA-1 rules that the checker finds broken."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    return page_validation.validate_pdf(str(path), profile="ua1").failures


@pytest.mark.parametrize("name", STYLES)
def test_a_paper_is_valid_pdf_ua_in_each_style(name: str, drawn: Drawn, tmp_path) -> None:
    pdf = drawn(styled(name))
    assert failures(pdf, tmp_path) == []
    assert read_pdf(pdf).loose == []


def test_headings_go_down_one_at_a_time_and_are_the_outline(drawn: Drawn) -> None:
    reading: Reading = read_pdf(drawn(styled("numbered within sections")))
    assert reading.headings == [
        ("/H1", sample_documents.TITLE),
        ("/H2", "Recommendations for decision"),
        ("/H2", "1.0 Purpose"),
        ("/H2", "2.0 Background"),
        ("/H2", "3.0 Financial implications"),
        ("/H2", "4.0 Consultation"),
        ("/H2", "Appendix 1: What was learnt"),
        ("/H3", "Leaders"),
        ("/H2", "Appendix 2: The framework"),
        ("/H2", "Appendix 3: Costs"),
    ]


def test_nothing_but_the_running_head_and_foot_is_an_artifact(drawn: Drawn) -> None:
    document = replace(styled("numbered within sections"), mark="Draft")
    reading = read_pdf(drawn(document))
    assert len(reading.pages) > 2
    for page, found in enumerate(reading.artifacts, 1):
        foot = f"As at 3 March 2031 · Page {page} of {len(reading.pages)}"
        head = ["Draft"] if page > 1 else []
        assert sorted(found) == sorted([*head, f"Aberwen Council · {sample_documents.TITLE}", foot])
    assert "Page 1 of" not in reading.text


@pytest.mark.parametrize("name", STYLES)
def test_the_pdf_reads_as_the_page_does(name: str, drawn: Drawn) -> None:
    page, pdf = read_page(paper_html(styled(name))), read_pdf(drawn(styled(name)))

    assert len(page.words) > 200
    assert pdf.text.split() == page.words
    assert [words for words, _ in pdf.links] == page.links
    assert all(words == described for words, described in pdf.links)


@pytest.mark.parametrize("name", STYLES)
def test_each_cell_names_the_headers_it_has_on_the_page(name: str, drawn: Drawn) -> None:
    page, pdf = read_page(paper_html(styled(name))), read_pdf(drawn(styled(name)))

    assert len(page.tables) >= 3
    assert cells(pdf) == page.tables


def cells(pdf: Reading) -> list[list[list[Cell]]]:
    return [[[(c["text"], c["headers"]) for c in row] for row in table] for table in pdf.tables]


def test_a_short_table_is_not_torn_and_a_long_one_begins_where_it_stands(drawn: Drawn) -> None:
    """Seven lines, six times over, do not fall on the ends of pages by chance."""
    short = [_counted(f"Short {n}", 7) for n in range(6)]
    document = sample_documents.document(blocks=(*short, _counted("Long", 60)), appendices=())

    pages = read_pdf(drawn(document)).pages
    for table in short:
        [first, last] = [table.rows[place][0].blocks[0].text for place in (0, -1)]
        assert [first in page for page in pages] == [last in page for page in pages]
    [begins] = [page for page in pages if "Long, line 1 of" in page]
    assert "Short 5, line 7 of" in begins


def _counted(name: str, lines: int) -> Table:
    rows = tuple(
        (cell(f"{name}, line {n} of {lines}", is_header=True), cell("12"))
        for n in range(1, lines + 1)
    )
    return Table(name, ("Line", "Number"), rows)


def test_a_picture_says_in_words_what_the_page_says(drawn: Drawn) -> None:
    document = styled("numbered straight through")
    with pikepdf.open(io.BytesIO(drawn(document))) as pdf:
        alts = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]

    assert alts == read_page(paper_html(document)).alternatives == ["Arms"]


SEEDED = {
    "words that are not on the page": ("</h1>", "</h1><p>Unseen</p>"),
    "a heading left out": ("None.", ""),
    "a header that is none": ('<th scope="row"><p class="paper-p paper-in-0">Over', "<td><p>Over"),
    "another word in a link": (">on the web</a>", ">on the wall</a>"),
}


@pytest.mark.parametrize("seeded", SEEDED)
def test_each_comparison_finds_a_seeded_fault(seeded: str, renderer: Renderer) -> None:
    html = paper_html(styled("numbered within sections"))
    was, becomes = SEEDED[seeded]
    assert was in html
    page, pdf = read_page(html), read_pdf(renderer.render(html.replace(was, becomes), ""))

    same = pdf.text.split() == page.words and cells(pdf) == page.tables
    assert not same or [words for words, _ in pdf.links] != page.links


def test_what_leads_to_a_paragraph_stands_on_its_page(drawn: Drawn) -> None:
    blocks = []
    for more in range(40):
        blocks += [
            Paragraph((Text("On what "), Text("follows", is_bold=True))),
            Paragraph((Text("Words that follow. " * (20 + more)),)),
        ]
    document = replace(sample_documents.document(), blocks=tuple(blocks), appendices=())

    pages = pypdfium2.PdfDocument(drawn(document))

    texts = [page.get_textpage().get_text_bounded() for page in pages]
    assert len(texts) > 5
    assert all("Words" in text.rpartition("On what follows")[2] for text in texts)


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ((Text("Strand two: "), Text("plans", is_bold=True), Text(" ")), True),
        ((Text("The board asked:"),), True),
        ((Text("The board", is_bold=True), Text(" asked.")), False),
        ((), False),
    ],
)
def test_a_paragraph_leads_that_ends_in_bold_or_with_a_colon(
    words: tuple[Text, ...], leads: bool
) -> None:
    assert Paragraph(words).leads is leads


def test_an_entry_has_a_label_and_a_body(drawn: Drawn) -> None:
    with pikepdf.open(io.BytesIO(drawn(styled("numbered straight through")))) as pdf:
        entries = [
            [str(kid.S)[1:] for kid in entry.K]
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == pikepdf.Name.LI
        ]

    assert entries == [["Lbl", "LBody"]] * 12


@pytest.mark.parametrize("named", ["Appendix 1", "Appendix 2"])
def test_pages_turn_for_the_appendix_that_lies_on_its_side_and_back(
    named: str, drawn: Drawn
) -> None:
    pdf = drawn(styled("numbered within sections"))
    pages = read_pdf(pdf).pages
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        shapes = [tuple(map(float, page.MediaBox[2:])) for page in opened.pages]

    (page,) = [place for place, text in enumerate(pages) if f"{named}:" in text]
    assert [wide > high for wide, high in shapes] == [False, False, True, False]
    assert page == {"Appendix 1": 2, "Appendix 2": 3}[named]


# Whatever stands in it


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_prints_as_text_and_stays_valid(name: str, drawn: Drawn, tmp_path) -> None:
    document = sample_documents.saying(HOSTILE[name])
    pdf = drawn(document)
    covered = covered_characters()

    assert failures(pdf, tmp_path) == []
    reading = read_pdf(pdf)
    page = read_page(paper_html(document))
    said = packed(printable(" ".join(page.words), covered))
    # Cells taller than a page are read page by page.
    assert packed(reading.text) == said or (name == "endless" and says_all(reading.text, said))
    assert reading.loose == []
    assert "root:" not in reading.text
    assert "<script>" not in paper_html(document)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_logo_says_any_words_as_text(name: str, drawn: Drawn, tmp_path) -> None:
    look = Look(logo=sample_documents.LOGO, logo_words=HOSTILE[name])
    document = sample_documents.document(look=look, blocks=(), appendices=(), front=())
    pdf = drawn(document)

    assert failures(pdf, tmp_path) == []
    [said] = read_page(paper_html(document)).alternatives
    [printed] = read_pdf(pdf).figures
    assert packed(printed) == packed(printable(said, covered_characters()))


def packed(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split()).replace("\u200b", "")


def says_all(text: str, said: str) -> bool:
    """Return whether a text says all, in whatever order."""
    return sorted(packed(text)) == sorted(said)


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_is_in_the_word_file(name: str) -> None:
    word = Word(paper_docx(sample_documents.saying(HOSTILE[name])))
    text = "".join(found.text or "" for found in word.body.iter(f"{W}t"))

    for part in in_xml(HOSTILE[name]).split("\n"):
        assert part in text
    assert not word.values("fldSimple")


PIECES = st.sampled_from(
    [
        "# H",
        "#### Deep",
        "- dot\n  - deep\n    1. deeper",
        "1. one\n2. two",
        "> said\n>\n> - in",
        "~ on",
        ".. below",
        "| A | B |\n|---|--:|\n| one | **two** |",
        "**bold [link](https://a.example/x) on**",
        "[](#nowhere)",
        "[x](#purpose)",
        "`code`",
        "    indented",
        "---",
        "a\\\nb",
        "*a* **b**",
        "<b>x</b>",
        "99999999. far",
        "![alt](https://a.example/p.png)",
        "[m](mailto:a@b.example)",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=6).map("\n\n".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80),
)


def sayings(text: str) -> list[str]:
    """Return the words of what was written, in order, as no renderer has changed them."""
    blocks = walk(written(text))
    said = [block.text for block in blocks if isinstance(block, Paragraph | Heading)]
    return [word for each in said for word in in_xml(each).split()]


def words_in_order(wanted: list[str], found: str) -> bool:
    """Return whether all words stand in a text in this order; white space apart."""
    at = 0
    packed = "".join(found.split())
    for word in wanted:
        at = packed.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def of_text(text: str) -> Document:
    sections = [Unnumbered(Heading("Purpose", anchor="purpose"), written(text))]
    return sample_documents.document(blocks=number(sections, Numbering()), appendices=())


@settings(deadline=None)
@given(TEXTS)
def test_any_markdown_is_in_page_and_word_file(text: str) -> None:
    document = of_text(text)
    page = "".join(read_page(paper_html(document)).words)
    word = "".join(f.text or "" for f in Word(paper_docx(document)).body.iter(f"{W}t"))

    assert words_in_order(sayings(text), page)
    assert words_in_order(sayings(text), word)


@settings(deadline=None, max_examples=25)
@given(text=TEXTS)
def test_any_markdown_is_in_the_pdf(text: str, renderer: Renderer) -> None:
    html = paper_html(of_text(text))
    reading = read_pdf(renderer.render(html, ""))

    page = printable(" ".join(read_page(html).words), covered_characters())
    assert "".join(reading.text.split()) == "".join(page.split())
    assert reading.loose == []


# What our drawing code takes from these is in the document, or draws nothing.
NOT_DRAWING = {
    "actionplans/asat.py",
    "actionplans/history.py",
    "actionplans/on_day/held.py",
    "actionplans/planning/holding.py",
    "actionplans/recurring.py",
    "councils/days.py",
    "councils/limited.py",
    "reports/plan_files/as_json.py",
}


def _imported(file: Path) -> set[Path]:
    """Return the modules of ours that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
            found |= {HERE.parent / f"{name.replace('.', '/')}.py" for name in names}
    return {path for path in found if path.exists()}


def test_a_paper_is_drawn_again_once_any_code_that_draws_it_changes() -> None:
    drawing = set(own_files())

    imported = {each for file in drawing if file.suffix == ".py" for each in _imported(file)}

    assert {str(path.relative_to(HERE.parent)) for path in imported - drawing} == NOT_DRAWING
    names = {str(path.relative_to(HERE.parent)) for path in drawing}
    assert {"reports/templatetags/papers.py", "actionplans/layout.py"} <= names
