"""What stands in any part of a Word file is looked through, or the file is not published."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from councils.file_types import NotTaken
from councils.limits import CannotRead
from councils.models import Council
from reports.composing import compose
from reports.finished.pictures import NOT_KNOWN
from reports.finished.reading import PICTURES
from reports.finished.receiving import beside, receive
from reports.models import FinishedPaper, Report
from reports.paper_files import paper_docx
from reports.style_kept import take_newer
from tests.actionplans.evidence_files import PNG
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_finished,
    make_part,
    make_report,
    make_section,
    make_user,
)
from tests.pages import Page
from tests.reports.word_files import BODY, pictured, rewritten, sent, with_part

pytestmark = pytest.mark.django_db

RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EXEMPT = "The buyer of Elm House is Northern Care Homes."


@pytest.fixture
def report(council: Council) -> Report:
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    make_part(make_section(report, heading="Background"), "Inspectors came in January.")
    because = {"exempt_under": 3, "exempt_because": "A sale goes on."}
    make_appendix(report, title="Elm House", text=EXEMPT, **because)
    return report


def word(report: Report) -> bytes:
    return paper_docx(compose(report, DAY).document)


def taken(report: Report, content: bytes, *, is_public: bool = True) -> FinishedPaper:
    return receive(report, make_user(), sent(content), is_public)


def carrying(content: bytes, kind: str, target: str) -> bytes:
    """Return a Word file with a part that the body is related to, not looked into by its name."""
    relation = f'<Relationship Id="rId999" Type="{OFFICE}/{kind}" Target="{target}"/>'
    related = rewritten(content, "</Relationships>", f"{relation}</Relationships>", RELATIONS)
    return with_part(related, f"word/{target}", EXEMPT.encode())


CARRIED = [
    ("package", "embeddings/Costs.xlsx"),
    ("package", "embeddings/Costs.docx"),
    ("oleObject", "embeddings/object1.bin"),
    ("aFChunk", "chunk.html"),
    ("thumbnail", "first.jpeg"),
    ("attachment", "Costs.pdf"),
]


@pytest.mark.parametrize(("kind", "target"), CARRIED)
def test_a_public_file_that_carries_another_is_refused_with_its_name(
    report: Report, kind: str, target: str
) -> None:
    content = carrying(word(report), kind, target)

    with pytest.raises(NotTaken, match="carries other files in it") as refused:
        taken(report, content)

    assert f"“{target.rpartition('/')[2]}”" in str(refused.value)
    assert not FinishedPaper.objects.exists()


def test_text_of_another_file_that_word_prints_is_refused_whatever_its_part_is_called(
    report: Report,
) -> None:
    content = carrying(word(report), "aFChunk", "chunk.xml")
    content = with_part(content, "word/chunk.xml", b"<html><body>Elm House</body></html>")

    with pytest.raises(NotTaken, match=r"“chunk\.xml”"):
        taken(report, content)


def test_the_file_with_exempt_information_may_carry_another(report: Report) -> None:
    held = taken(report, carrying(word(report), "package", "embeddings/a.xlsx"), is_public=False)

    assert held.pk


def test_a_picture_in_the_paper_is_no_file_that_it_carries(report: Report) -> None:
    assert taken(report, carrying(word(report), "image", "media/map.png")).pk


def test_a_file_taken_earlier_that_carries_another_is_not_looked_over(report: Report) -> None:
    content = carrying(word(report), "package", "embeddings/Costs.xlsx")
    held = make_finished(report, "Inspectors came in January.", content=content)

    with pytest.raises(CannotRead, match=r"“Costs\.xlsx”"):
        beside(held, DAY)


HIDDEN = {
    "another encoding": f'<?xml version="1.0" encoding="utf-16"?><a>{EXEMPT}</a>'.encode("utf-16"),
    "taken as it stands": f"<a><![CDATA[{EXEMPT}]]></a>".encode(),
    "a comment of the markup": f"<a><!-- {EXEMPT} --></a>".encode(),
    "an attribute": f"<a b='{EXEMPT}'/>".encode(),
}


@pytest.mark.parametrize("data", HIDDEN.values(), ids=HIDDEN)
def test_exempt_words_are_found_however_a_part_is_written(report: Report, data: bytes) -> None:
    held = taken(report, with_part(word(report), "customXml/item1.xml", data))

    assert EXEMPT in beside(held, DAY).exempt


RUN = '<w:{0} w:id="1" w:author="x"><w:r><w:t>Sold</w:t></w:r></w:{0}>'
PROPERTIES = '<w:pPr><w:pPrChange w:id="1" w:author="x"><w:pPr/></w:pPrChange></w:pPr>'
CHANGED = {
    "put in": RUN.format("ins"),
    "moved from": RUN.format("moveFrom"),
    "moved to": RUN.format("moveTo"),
    "looks otherwise": PROPERTIES,
}
PARTS = {"body": BODY, "header": "word/header9.xml", "notes": "word/endnotes.xml"}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_tracked_change_in_any_part_is_refused(report: Report, change: str, part: str) -> None:
    content = word(report)
    if part == BODY:
        content = rewritten(content, "</w:body>", f"<w:p>{change}</w:p></w:body>")
    else:
        inside = f'<w:hdr xmlns:w="{NAMESPACE}"><w:p>{change}</w:p></w:hdr>'
        content = with_part(content, part, inside.encode())

    with pytest.raises(NotTaken, match="holds tracked changes or comments"):
        taken(report, content)


def test_a_comment_that_stands_nowhere_in_the_text_is_refused(report: Report) -> None:
    comment = f'<w:comments xmlns:w="{NAMESPACE}"><w:comment w:id="0"/></w:comments>'

    with pytest.raises(NotTaken, match="holds tracked changes or comments"):
        taken(report, with_part(word(report), "word/comments.xml", comment.encode()))


def test_each_picture_of_a_file_is_named_and_has_to_be_looked_at(
    report: Report, client_for: Callable[..., Client]
) -> None:
    content = pictured(word(report), "Inspectors came in January.", "rId901")
    content = with_part(content, "word/media/header.emf", b"EMF")
    held = taken(report, content)
    client = client_for("democratic-services")
    here = f"/councils/{report.council.slug}/reports/{report.pk}/finished/{held.pk}/"

    page = Page(client.get(here))
    assert "1 picture under “Background”" in page.text
    assert "1 picture in a header, a footer or a note" in page.text
    sent = {"seen": page.one("input", name="seen").get("value")}
    refused = Page(client.post(here, sent))
    assert "Tick to say that you looked at each picture" in refused.text
    held.refresh_from_db()
    assert held.confirmed_at is None

    assert client.post(here, sent | {"looked": "on"}).status_code == 302


def test_the_council_s_own_logo_is_no_picture_to_look_at(report: Report) -> None:
    style = report.house_style
    style.logo, style.logo_type, style.logo_words = PNG, "image/png", "Merrowdale"
    style.save()
    take_newer(report, str(style.newest.pk))
    report.refresh_from_db()
    content = word(report)
    assert any(name.endswith(".png") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())

    assert beside(taken(report, content), DAY).pictures == []


def test_pictures_of_a_file_that_was_sent_before_they_were_noted_are_to_be_looked_at_too(
    report: Report,
) -> None:
    held = taken(report, word(report))
    del held.read["pictures"]
    assert beside(held, DAY).pictures == []
    held.read["remarks"] = [PICTURES]

    assert beside(held, DAY).pictures == [NOT_KNOWN]
