"""Files attached to the public paper: nothing in them gives away what is exempt."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.test import Client
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

from councils.models import Council
from councils.roles import Role
from councils.versions import Decided
from reports.editions.publishing import Choice, Ready, publish
from reports.finished.public_files import DOUBTS, Looking
from reports.models import Edition, Report
from reports.paper.document import Document, paragraph
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
from tests.reports.composing_pages import page_of, text_of
from tests.reports.finished.test_uploaded import PDF
from tests.reports.word_files import rewritten, sent, with_part

pytestmark = pytest.mark.django_db

EXEMPT = "Northern Care offered £84,000 a year for Elm House"
KEPT_OUT = {"exempt_under": 3, "exempt_because": "A sale goes on."}
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def report(council: Council) -> Report:
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    section = make_section(report, heading="Background")
    make_part(section, "Inspectors came in January.")
    make_part(section, f"{EXEMPT}.", **KEPT_OUT)
    return report


def as_word(*texts: str) -> bytes:
    return paper_docx(Document("Annex", "", "", "", (), tuple(map(paragraph, texts))))


def tracked() -> bytes:
    deleted = f'<w:del w:id="1"><w:r><w:delText>{EXEMPT}</w:delText></w:r></w:del></w:p>'
    return rewritten(as_word("The framework."), "</w:p>", deleted)


def as_excel(change: Callable[[Any], None], text: str = "The framework.") -> bytes:
    out, book = io.BytesIO(), openpyxl.Workbook()
    book.worksheets[0].append([text])
    change(book)
    book.save(out)
    return out.getvalue()


def as_pdf(*lines: str) -> bytes:
    shown = " 0 -14 Td ".join(f"({line}) Tj" for line in lines)
    shown = f"BT /F 12 Tf 20 200 Td {shown} ET".replace("£", "\\243")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF.format(len(shown), shown).encode())) as pdf:
        pdf.save(out)
    return out.getvalue()


def changed_pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf("The framework."))) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def noted(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Rect=[0, 0, 9, 9], Contents="Hm", Subtype=pikepdf.Name("/Text"))
    pdf.pages[0]["/Annots"] = pikepdf.Array([note])


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["Costs.txt"] = b"anything"


def entitled(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = EXEMPT


def bookmarked(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(EXEMPT, 0))


def earlier() -> bytes:
    """Return a PDF saved over one that says the exempt words, as editors that add at the end do."""
    before = as_pdf(EXEMPT)
    with pikepdf.open(io.BytesIO(before)) as pdf:
        place = next(n for n, held in enumerate(pdf.objects, 1) if isinstance(held, pikepdf.Stream))
        root, size = pdf.trailer.Root.objgen[0], len(pdf.objects) + 1
    start = len(before) + 1
    stream = f"{place} 0 obj <</Length 4>> stream\nBTET\nendstream endobj\n"
    entry = f"xref\n{place} 1\n{start:010d} 00000 n \n"
    old = before.rpartition(b"startxref")[2].split()[0].decode()
    trailer = f"trailer <</Root {root} 0 R/Size {size}/Prev {old}>>\n"
    end = f"startxref\n{start + len(stream)}\n%%EOF\n"
    return b"".join((before, b"\n", *(each.encode() for each in (stream, entry, trailer, end))))


def pictured() -> bytes:
    about, out = PngImagePlugin.PngInfo(), io.BytesIO()
    about.add_text("Description", EXEMPT)
    Image.new("RGB", (2, 2)).save(out, "PNG", pnginfo=about)
    return out.getvalue()


def carrying() -> bytes:
    related = f'<Relationship Id="r9" Type="{RELATED}/package" Target="embeddings/Costs.xlsx"/>'
    content = rewritten(
        as_word("The framework."),
        "</Relationships>",
        f"{related}</Relationships>",
        "word/_rels/document.xml.rels",
    )
    return with_part(content, "word/embeddings/Costs.xlsx", b"PK")


def hidden_sheet(book: Any) -> None:
    book.create_sheet("Costs").sheet_state = "hidden"


def hidden_row(book: Any) -> None:
    book.worksheets[0].row_dimensions[3].hidden = True


def hidden_column(book: Any) -> None:
    book.worksheets[0].column_dimensions["C"].hidden = True


def commented(book: Any) -> None:
    book.worksheets[0]["A1"].comment = Comment("Look", "Somebody")


def in_properties(book: Any) -> None:
    book.properties.description = EXEMPT


def nothing(book: Any) -> None:
    """Change nothing."""


REFUSED = {
    "Word, a tracked deletion": ("a.docx", tracked(), "tracked changes"),
    "Word, a file in it": ("a.docx", carrying(), "carries other files in it"),
    "Word, its text": ("a.docx", as_word(f"So {EXEMPT}."), "holds exempt words"),
    "Excel, a hidden sheet": ("a.xlsx", as_excel(hidden_sheet), "hides the sheet “Costs”"),
    "Excel, a hidden row": ("a.xlsx", as_excel(hidden_row), "hides rows"),
    "Excel, a hidden column": ("a.xlsx", as_excel(hidden_column), "hides columns"),
    "Excel, a comment": ("a.xlsx", as_excel(commented), "holds comments"),
    "Excel, a cell": ("a.xlsx", as_excel(nothing, EXEMPT), "holds exempt words"),
    "Excel, a property": ("a.xlsx", as_excel(in_properties), "holds exempt words"),
    "PDF, two lines of a page": ("a.pdf", as_pdf(EXEMPT[:20], EXEMPT[20:]), "holds exempt words"),
    "PDF, what it says of itself": ("a.pdf", changed_pdf(entitled), "holds exempt words"),
    "PDF, a bookmark": ("a.pdf", changed_pdf(bookmarked), "holds exempt words"),
    "PDF, a note": ("a.pdf", changed_pdf(noted), "holds comments"),
    "PDF, a file in it": ("a.pdf", changed_pdf(attached), "look through: “Costs.txt”"),
    "PDF, before it was saved again": ("a.pdf", earlier(), "holds exempt words"),
    "PDF, damaged": ("a.pdf", b"%PDF-1.7 no more", "could not be read"),
    "a picture's description": ("a.png", pictured(), "holds exempt words"),
}
TAKEN = {
    "Word": ("a.docx", as_word("The framework.", "Inspectors came in January.")),
    "Excel": ("a.xlsx", as_excel(nothing)),
    "PDF": ("a.pdf", as_pdf("The framework.")),
}


def attach(client: Client, report: Report, name: str, content: bytes, **more: Any) -> Any:
    form = {"what": "file:", "title": "The framework", "file": sent(content, name)} | more
    return client.post(page_of(report, "appendix_add"), form)


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.DEMOCRATIC_SERVICES)


@pytest.mark.parametrize(("name", "content", "why"), REFUSED.values(), ids=REFUSED)
def test_a_public_file_that_may_give_something_away_is_refused_beside_its_field(
    client: Client, report: Report, name: str, content: bytes, why: str
) -> None:
    answer = attach(client, report, name, content)

    assert why in str(answer.context["adding"].errors["file"].as_text())
    assert answer.context["adding"]["title"].value() == "The framework"
    assert not report.appendices.exists()


@pytest.mark.parametrize(("name", "content"), TAKEN.values(), ids=TAKEN)
def test_a_file_without_anything_of_that_is_attached(
    client: Client, report: Report, name: str, content: bytes
) -> None:
    assert attach(client, report, name, content).status_code == 302
    assert report.appendices.get().title == "The framework"


def test_a_file_that_is_kept_out_is_attached_as_such_whatever_it_holds(
    client: Client, report: Report
) -> None:
    attach(client, report, "a.docx", tracked(), **KEPT_OUT)

    assert report.appendices.get().exempt_under == 3


def test_a_file_kept_out_is_looked_through_once_it_is_to_be_public(
    client: Client, report: Report
) -> None:
    attach(client, report, "a.docx", as_word(EXEMPT), **KEPT_OUT)
    row = report.appendices.get()
    here = page_of(report, "paper_appendix", row.pk)
    fields = {"title": row.title, "seen": client.get(here).context["form"]["seen"].value()}

    answer = client.post(here, fields)

    row.refresh_from_db()
    assert row.is_exempt
    assert "holds exempt words" in text_of(answer)


def attached_before(report: Report, content: bytes, name: str = "a.docx") -> None:
    file = make_appendix_file(report, name=name, content=content)
    make_appendix(report, title="The framework", kind="file", file=file)


@pytest.mark.parametrize(("name", "content", "why"), REFUSED.values(), ids=REFUSED)
def test_what_was_attached_before_words_became_exempt_is_not_published(
    report: Report, name: str, content: bytes, why: str
) -> None:
    attached_before(report, content, name)
    ready = Ready(report, DAY, Choice())

    assert ready.refusal.startswith("The appendix “The framework” cannot be published.")
    assert why in ready.refusal
    assert any(ready.refusal in words for words in ready.known)
    with pytest.raises(Decided, match="cannot be published"):
        publish(report, make_user(), DAY, Choice(), ready.digest)
    assert not Edition.objects.exists()


def test_a_file_that_is_kept_out_or_follows_later_keeps_nothing_back(report: Report) -> None:
    attached_before(report, tracked())
    report.appendices.update(is_to_follow=True)
    assert not Ready(report, DAY, Choice()).refusal

    report.appendices.update(is_to_follow=False, **KEPT_OUT)
    assert not Ready(report, DAY, Choice()).refusal


def test_names_and_figures_that_may_mean_less_are_counted_and_shown_to_who_composes(
    client: Client, report: Report
) -> None:
    attached_before(report, as_word("Northern schools had 84,000 pupils."))
    ready = Ready(report, DAY, Choice())

    assert not ready.refusal
    said = DOUBTS.format(title="The framework", number="2 names, figures or short texts")
    assert said in ready.known
    assert "Northern" not in said
    page = text_of(client.get(page_of(report, "paper_appendix", report.appendices.get().pk)))
    assert "Northern, £84,000" in page


def test_pictures_are_to_be_looked_at(report: Report) -> None:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    attached_before(report, out.getvalue(), "a.png")

    assert any(
        "holds 1 picture, whose words" in words for words in Ready(report, DAY, Choice()).known
    )


def test_a_file_is_read_once(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_word("The framework.")
    first = Looking(report, DAY).through("a.docx", content)

    monkeypatch.setattr("reports.finished.public_files.ask_child", None)

    assert Looking(report, DAY).through("a.docx", content) == first


@pytest.mark.parametrize(("kind", "doubts"), [("s", ()), ("n", ("84",))])
def test_figures_that_place_words_in_a_workbook_are_none(
    report: Report, kind: str, doubts: tuple[str, ...]
) -> None:
    make_part(report.sections.get(), "They want 84 of them.", **KEPT_OUT)
    inline, sheet = 't="inlineStr"><is><t>The framework.</t></is>', "xl/worksheets/sheet1.xml"
    content = rewritten(as_excel(nothing), inline, f't="{kind}"><v>84</v>', sheet)

    assert Looking(report, DAY).through("a.xlsx", content).doubts == doubts
