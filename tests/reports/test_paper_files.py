"""A paper as page and PDF: valid, complete, and in the house style it was given."""

from collections.abc import Callable
from dataclasses import replace

import page as page_validation
import pytest

from reports.paper.document import Document, Look
from reports.paper.house_style import Numbering
from reports.paper_files import paper_docx, paper_html
from reports.pdf import Renderer
from tests.pdf_reading import Reading, read_pdf
from tests.reports import sample_documents

Drawn = Callable[[Document], bytes]

STYLES = {
    "numbered within sections": (Numbering(headings="1.0"), Look("#5b2c83")),
    "numbered straight through": (
        Numbering(headings="", paragraphs="1", lists="a)"),
        Look("#00703c", sample_documents.LOGO, "Arms", front="lines"),
    ),
    "not numbered, in a pale colour": (
        Numbering(headings="", paragraphs="", lists="(i)"),
        Look("#ffdd00"),
    ),
}


@pytest.fixture(scope="session")
def drawn(renderer: Renderer) -> Drawn:
    """The PDF of a paper."""
    kept: dict[Document, bytes] = {}

    def draw(document: Document) -> bytes:
        if document not in kept:
            kept[document] = renderer.render(paper_html(document), "")
        return kept[document]

    return draw


def failures(pdf: bytes, tmp_path) -> list[str]:
    """The PDF/UA-1 rules that the checker finds broken."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    return page_validation.validate_pdf(str(path), profile="ua1").failures


def styled(name: str) -> Document:
    numbering, look = STYLES[name]
    return sample_documents.document(numbering, look=look)


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
    for number, found in enumerate(reading.artifacts, 1):
        foot = f"As at 3 March 2031 · Page {number} of {len(reading.pages)}"
        head = ["Draft"] if number > 1 else []
        assert sorted(found) == sorted([*head, f"Aberwen Council · {sample_documents.TITLE}", foot])
    assert "Page 1 of" not in reading.text


def test_a_paper_is_a_word_file_too() -> None:
    assert paper_docx(styled("numbered within sections"))[:2] == b"PK"
