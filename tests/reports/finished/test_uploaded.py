"""Exempt files that were uploaded: their words are looked for in a public Word file too."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from councils.models import Council
from reports.composing import compose
from reports.finished.receiving import beside, receive
from reports.models import Report
from reports.paper_files import paper_docx
from tests.factories import (
    DAY,
    make_appendix,
    make_appendix_file,
    make_body,
    make_part,
    make_report,
    make_section,
    make_user,
)
from tests.reports.word_files import rewritten, sent

pytestmark = pytest.mark.django_db

EXEMPT = "The buyer of Elm House is Northern Care."
PDF = """%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R
/Resources<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> >> >> >> endobj
4 0 obj <</Length {}>> stream
{}
endstream endobj
trailer <</Root 1 0 R>>
"""


@pytest.fixture
def report(council: Council) -> Report:
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    make_part(make_section(report, heading="Background"), "Inspectors came in January.")
    return report


def as_word(report: Report) -> bytes:
    content = paper_docx(compose(report, DAY).document)
    return rewritten(content, "Inspectors came in January.", EXEMPT)


def as_excel(report: Report) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["House", EXEMPT])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_pdf(report: Report) -> bytes:
    """Return a page on which the words stand in two lines."""
    first, rest = EXEMPT[:17], EXEMPT[17:]
    shown = f"BT /F 12 Tf 20 200 Td ({first}) Tj 0 -14 Td ({rest}) Tj ET"
    return PDF.format(len(shown), shown).encode()


def as_text(report: Report) -> bytes:
    return EXEMPT.encode()


FILES = {"docx": as_word, "xlsx": as_excel, "pdf": as_pdf, "txt": as_text}


def attach(report: Report, name: str, content: bytes) -> None:
    because = {"exempt_under": 3, "exempt_because": "A sale goes on."}
    file = make_appendix_file(report, name=name, content=content)
    make_appendix(report, title="Elm", kind="file", file=file, **because)


@pytest.mark.parametrize(("ending", "made"), FILES.items(), ids=FILES)
def test_words_of_an_exempt_file_are_found_in_a_public_one(
    report: Report, ending: str, made: Callable[[Report], bytes]
) -> None:
    attach(report, f"sale.{ending}", made(report))
    content = paper_docx(compose(report, DAY).document)
    said = "So the buyer of Elm House is known."

    clean = receive(report, make_user(), sent(content))
    held = receive(
        report, make_user(), sent(rewritten(content, "Inspectors came in January.", said))
    )

    assert beside(clean, DAY).exempt == ()
    assert beside(clean, DAY).doubts == ()
    assert any("The buyer of Elm House" in text for text in beside(held, DAY).exempt)


@pytest.mark.parametrize("name", ["sale.png", "sale.docx", "sale.xlsx", "sale.pdf"])
def test_an_exempt_file_that_cannot_be_read_is_named_among_the_doubts(
    report: Report, name: str
) -> None:
    attach(report, name, b"nothing that can be read")

    held = receive(report, make_user(), sent(paper_docx(compose(report, DAY).document)))

    said = "The exempt appendix “Elm” is a file that cannot be read"
    assert [text for text in beside(held, DAY).doubts if text.startswith(said)]
