"""A paper as a Word file: lists that count to its numbers, real tables, turned pages."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper.document import (
    LEFT_OUT,
    Appendix,
    Block,
    Document,
    Heading,
    Items,
    Look,
    Paragraph,
    Table,
    Text,
    cell,
    paragraph,
    walk,
)
from reports.paper.house_style import LABELS, PARAGRAPHS, Numbering
from reports.paper.numbering import Unnumbered, labelled, number
from reports.paper.written import written
from reports.word.paper import paper_docx
from tests.reports import sample_documents
from tests.reports.word_numbers import numbered
from tests.reports.word_reading import W, Word

NUMBERINGS = (
    Numbering(headings="1.0", paragraphs="1.1"),
    Numbering(headings="1.", paragraphs="1.1", lists="a)", decisions="(i)"),
    Numbering(headings="1", paragraphs="1", lists="(a)"),
    Numbering(headings="", paragraphs="1", lists="i."),
    Numbering(headings="", paragraphs="1.1", lists="(i)"),
    Numbering(headings="1.", paragraphs=""),
)


def of(*sections: Unnumbered, style: Numbering = sample_documents.WITHIN) -> Document:
    return sample_documents.document(blocks=number(sections, style), appendices=())


def section(heading: str, text: str, **more: object) -> Unnumbered:
    return Unnumbered(Heading(heading), written(text), **more)  # type: ignore[arg-type]


def said(document: Document) -> list[tuple[str, str]]:
    """Return the number and the words of everything in a paper that has a number."""
    return [pair for pair in _said(document.blocks) if pair[0]]


def _said(blocks: tuple[Block, ...], label: str = "") -> Iterator[tuple[str, str]]:
    for place, block in enumerate(blocks):
        before = label if not place else ""
        if isinstance(block, Heading | Paragraph):
            yield before or block.number, block.text.replace("\n", "")
        elif before:
            yield before, ""
        if isinstance(block, Items):
            for item in block.items:
                yield from _said(item.blocks or (Paragraph(()),), item.label)
        elif isinstance(block, Table):
            for row in block.rows:
                for held in row:
                    yield from _said(held.blocks)
        elif hasattr(block, "title"):
            yield from _said(block.blocks)


def counted(document: Document) -> list[tuple[str, str]]:
    """Return what Word counts to, bullets left out."""
    pairs = numbered(Word(paper_docx(document)))
    return [(label, words) for label, words in pairs if label and label not in "•◦▪"]


@pytest.mark.parametrize("style", NUMBERINGS, ids=str)
def test_word_counts_to_the_numbers_of_the_paper(style: Numbering) -> None:
    document = replace(sample_documents.document(style), appendices=())

    assert len(said(document)) > 5
    assert counted(document) == said(document)


def test_sections_and_their_paragraphs_are_one_list_so_that_word_goes_on() -> None:
    found = of(section("One", "A.\n\nB.\n\n..Below."), section("Two", "C."))
    word = Word(paper_docx(found))

    assert len({place["val"] for place in word.values("numPr/numId")}) == 1
    assert [place["val"] for place in word.values("numPr/ilvl")] == ["0", "1", "1", "2", "0", "1"]


def test_a_misprinted_heading_moves_nothing_else() -> None:
    found = of(
        section("One", "A."),
        section("Two", "B."),
        section("Three", "C.\n\nD.", printed_number="1."),
        section("Four", "E.\n\n.. F."),
    )

    assert counted(found) == said(found)
    assert [label for label, _ in said(found)] == (
        ["1.0", "1.1", "2.0", "2.1", "1.", "3.1", "3.2", "4.0", "4.1", "4.1.1"]
    )


@pytest.mark.parametrize("style", NUMBERINGS, ids=str)
def test_a_note_that_takes_three_numbers_moves_nothing_else(style: Numbering) -> None:
    note = Paragraph((Text("Kept out."),), 1, kind=LEFT_OUT, holds=3)
    blocks = (*written("Before."), note, *written("After.\n\n.. Below.\n\nLast."))
    found = of(Unnumbered(Heading("One"), blocks), section("Two", "End."), style=style)

    assert counted(found) == said(found)


def test_a_printed_number_may_be_words() -> None:
    found = of(
        section("One", "A.", printed_number="Part %1 & <b>"),
        section("Two", "B."),
        style=NUMBERINGS[0],
    )

    assert [label.replace("\u200b", "") for label, _ in counted(found)] == (
        ["Part %1 & <b>", "1.1", "2.0", "2.1"]
    )


@pytest.mark.parametrize("pattern", LABELS)
@pytest.mark.parametrize(("start", "entries"), [(1, 3), (4, 2), (1, 30), (0, 2), (999_999_998, 2)])
def test_lists_carry_their_labels(pattern: str, start: int, entries: int) -> None:
    text = "\n".join(f"{start + place}. entry {place}" for place in range(entries))
    (items,) = written(text)
    assert isinstance(items, Items)
    found = sample_documents.document(blocks=(labelled(items, pattern),), appendices=())

    assert len(counted(found)) == entries
    assert counted(found) == said(found)


LINES = st.sampled_from(
    [
        "Words.",
        ".. Below.",
        "~ Goes on.",
        "1. one\n2. two\n   1. deep",
        "- dot",
        "3. third",
        "### H",
    ]
)
SECTIONS = st.builds(
    section,
    st.sampled_from(["Purpose", "Background", ""]),
    st.lists(LINES, max_size=5).map("\n\n".join),
    numbered=st.booleans(),
    numbers_paragraphs=st.booleans(),
    printed_number=st.sampled_from(["", "", "1.", "7", "IV", "2 to 3"]),
    starts_again=st.booleans(),
    lists=st.sampled_from(["", *LABELS]),
)


@given(
    st.lists(SECTIONS, max_size=5),
    st.builds(Numbering, st.sampled_from(["1.", "1.0", "1", ""]), st.sampled_from(PARAGRAPHS)),
)
def test_any_paper_counts_to_its_own_numbers(found: list[Unnumbered], style: Numbering) -> None:
    document = of(*found, style=style)
    assert counted(document) == said(document)


@pytest.fixture
def word() -> Word:
    return Word(paper_docx(sample_documents.document()))


def test_headings_have_the_levels_of_the_page(word: Word) -> None:
    found = [(style, text) for style, text in word.paragraphs() if style.startswith("Heading")]

    assert found == [
        ("Heading1", sample_documents.TITLE),
        ("Heading2", "Recommendations for decision"),
        ("Heading2", "Purpose"),
        ("Heading2", "Background"),
        ("Heading2", "Financial implications"),
        ("Heading2", "Consultation"),
        ("Heading2", "Appendix 1: What was learnt"),
        ("Heading3", "Leaders"),
        ("Heading2", "Appendix 2: The framework"),
        ("Heading2", "Appendix 3: Costs"),
    ]


def test_pages_turn_for_the_appendix_and_back(word: Word) -> None:
    shapes = [(size["w"], size.get("orient")) for size in word.values("sectPr/pgSz")]

    assert shapes == [("11906", None), ("16838", "landscape"), ("11906", None)]


def test_every_table_says_what_its_headers_are(word: Word) -> None:
    for table in (word.tables[1], word.tables[3]):
        rows = table.findall(f"{W}tr")
        assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == (
            [True] + [False] * (len(rows) - 1)
        )
    looks = [table.find(f"{W}tblPr/{W}tblLook") for table in word.tables]
    assert [(look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) for look in looks] == [
        ("0", "1"),
        ("1", "1"),
        ("0", "0"),
        ("1", "1"),
        ("0", "1"),
    ]
    assert [found["val"] for found in word.values("tblPr/tblCaption")][1:] == [
        "Judgements: Aberwen Council, January 2031",
        "Box 1: what inspectors judged",
        "Where councils stand",
        "Grades without headings",
    ]


def test_numbers_stand_on_the_right(word: Word) -> None:
    assert len(word.values("tc/p/pPr/jc")) == 6


def test_links_lead_to_the_web_to_mail_and_into_the_paper(word: Word) -> None:
    targets = {
        found.get("Id"): found.get("Target")
        for found in word.parts["word/_rels/document.xml.rels"]
        if found.get("TargetMode") == "External"
    }
    assert sorted(targets.values()) == [
        "https://aberwen.example/report",
        "mailto:quality@aberwen.example",
    ]
    (anchor,) = [each["anchor"] for each in word.values("hyperlink") if "anchor" in each]
    assert anchor in [each["name"] for each in word.values("bookmarkStart")]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "#nowhere", "x"]
)
def test_no_other_address_is_a_link(href: str) -> None:
    words = Paragraph((Text("here", href=href),))
    word = Word(paper_docx(sample_documents.document(blocks=(words,), appendices=())))

    assert word.values("hyperlink") == []
    assert "here" in [text for _, text in word.paragraphs()]


def test_the_file_says_its_language_and_its_mark() -> None:
    word = Word(paper_docx(sample_documents.document(language="cy")))

    assert word.core("language") == "cy"
    assert word.values("rPrDefault/rPr/lang", "word/styles.xml")[0]["val"] == "cy"
    assert [t.text for t in word.parts["word/header1.xml"].iter(f"{W}t")] == ["Draft"]
    unmarked = Word(paper_docx(sample_documents.document(mark="")))
    assert "word/header1.xml" not in unmarked.parts


def test_the_logo_is_shown_in_words_too(word: Word) -> None:
    shown = [e.get("descr") for e in word.body.iter() if e.tag.endswith("}docPr")]

    assert shown == ["Aberwen Council’s coat of arms"]
    broken = Look("#10263c", "data:image/png;base64,aGVsbG8=", "Arms")
    without = Word(paper_docx(sample_documents.document(look=broken)))
    assert not [e for e in without.body.iter() if e.tag.endswith("}docPr")]


def test_the_same_paper_gives_the_same_bytes() -> None:
    first, second = (paper_docx(sample_documents.document()) for _ in range(2))
    assert first == second


# In LibreOffice

OFFICE = shutil.which("soffice")
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper as LibreOffice makes a PDF of its Word file."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer")
    folder = tmp_path_factory.mktemp("office")
    (folder / "paper.docx").write_bytes(paper_docx(for_office()))
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", TAGGED, "--outdir", str(folder), str(folder / "paper.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "paper.pdf"


def for_office() -> Document:
    """Return a paper with a misprinted heading and a note that takes several numbers."""
    note = Paragraph((Text("Kept out."),), 1, kind=LEFT_OUT, holds=2)
    more = (
        Unnumbered(Heading("Misprinted"), written("Of it."), printed_number="1."),
        Unnumbered(Heading("Holding"), (*written("First."), note, *written("After."))),
        section("List", "Such as:\n\n1. one\n2. two", lists="(i)"),
    )
    blocks = number([*sample_documents.sections(), *more], sample_documents.WITHIN)
    return sample_documents.document(blocks=blocks)


def test_libreoffice_prints_the_numbers_of_the_paper(converted: Path) -> None:
    command = ["pdftotext", "-layout", str(converted), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    printed = " ".join(text.split())

    at = 0
    for label, words in said(for_office()):
        wanted = " ".join(f"{label} {words}".split())[:40]
        at = printed.find(wanted, at)
        assert at >= 0, wanted


def test_libreoffice_keeps_every_table_with_its_rows(converted: Path) -> None:
    with pikepdf.open(converted) as pdf:
        kinds = [
            str(found.S)
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem"
        ]
        shapes = [tuple(int(side) for side in page.MediaBox[2:]) for page in pdf.pages]
    word = Word(paper_docx(for_office()))

    assert kinds.count("/Table") == len(word.tables)
    assert kinds.count("/TR") == sum(len(table.findall(f"{W}tr")) for table in word.tables)
    assert {wide < high for wide, high in shapes} == {True, False}


def test_tables_that_are_ragged_or_without_rows_lose_nothing() -> None:
    ragged = Table("Ragged", ("A",), ((cell("one"), cell("two")), (cell("three"),)))
    empty = Table("Empty", ("A", "B"), ())
    nothing = Table("Nothing", (), ())
    found = sample_documents.document(
        blocks=(ragged, empty, nothing),
        appendices=(Appendix("Appendix 1", "", (paragraph("x"), paragraph("y"))),),
    )
    word = Word(paper_docx(found))

    assert [[c.texts for c in row] for row in word.rows(1)] == [
        [["A"], []],
        [["one"], ["two"]],
        [["three"], []],
    ]
    assert [[c.texts for c in row] for row in word.rows(2)] == [[["A"], ["B"]]]
    assert len(list(walk(found.blocks))) == 6
