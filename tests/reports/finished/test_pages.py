"""A paper finished in Word comes back: what differs is told, nothing exempt gets out."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from councils.models import Council
from councils.versions import Decided
from reports.composing import compose, composed_digest_of
from reports.editions.publishing import Choice, Ready, publish
from reports.finished.receiving import as_document
from reports.finished.standing import standing_for
from reports.models import FinishedPaper, PaperAppendix, Report
from reports.models.papers import changed
from reports.paper_files import paper_docx, paper_html
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_finished,
    make_inspection,
    make_judgement,
    make_part,
    make_plan,
    make_report,
    make_section,
    make_user,
)
from tests.pages import Page
from tests.reports.word_files import BODY, rewritten

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(council: Council) -> Report:
    """A paper that says when inspectors came, with a table of grades and an exempt appendix."""
    plan = make_plan(council)
    inspection = make_inspection(council)
    plan.sources.add(inspection)
    make_judgement(inspection, area="overall_effectiveness", grade="good")
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    report.plans.add(plan)
    section = make_section(report, heading="Background")
    make_part(section, "Inspectors came on 16 January 2017 and read 26 files.")
    make_part(section, kind="built", of="judgements")
    return report


def word(report: Report, old: str = "", new: str = "", *, is_public: bool = True) -> bytes:
    """Return the paper as a Word file, in which one part of it may say something else."""
    if old:
        part = report.sections.get().parts.get(text__contains=old)
        part.text = part.text.replace(old, new)
        type(part).objects.filter(pk=part.pk).update(text=part.text)
    content = paper_docx(compose(report, DAY, is_public).document)
    if old:
        type(part).objects.filter(pk=part.pk).update(text=part.text.replace(new, old))
    return content


def address(report: Report) -> str:
    return f"/councils/{report.council.slug}/reports/{report.pk}/finished/"


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for("democratic-services")


def send(client: Client, report: Report, content: bytes, **more: str) -> Page:
    file = SimpleUploadedFile("Final paper.docx", content)
    return Page(client.post(address(report), {"file": file} | more, follow=True))


def confirm(client: Client, report: Report, status: int = 200) -> Page:
    held = report.finished.order_by("-pk")[0]
    seen = {"seen": composed_digest_of(Report.objects.get(pk=report.pk), DAY)("")}
    return Page(client.post(f"{address(report)}{held.pk}/", seen, follow=True), status)


def test_the_same_paper_sent_back_differs_in_nothing(client: Client, report: Report) -> None:
    page = send(client, report, word(report))

    assert "Every figure and date in the file is as it is held." in page.text


def test_what_differs_is_told_and_the_file_stands_for_the_paper_once_confirmed(
    client: Client, report: Report
) -> None:
    page = send(client, report, word(report, "26 files", "28 files"))

    assert "1 place where the file and what is held do not say the same" in page.text
    assert "Inspectors came on 16 January 2017 and read 28 files." in page.text
    assert standing_for(report) is None

    page = confirm(client, report)

    assert "This file stands for the paper from now on." in page.text
    held = standing_for(report)
    assert held is not None
    document = as_document(held, compose(report, DAY).document)
    assert document.title == "Outcome"
    assert "28 files" in paper_html(document)
    assert "26 files" not in paper_html(document)
    assert "Good" in paper_html(document)


def test_one_can_go_back_to_the_data(client: Client, report: Report) -> None:
    send(client, report, word(report))
    confirm(client, report)
    held = report.finished.get()

    page = Page(client.post(f"{address(report)}{held.pk}/drop/", {"seen": "1"}, follow=True))

    assert "“Final paper.docx” does not stand for the paper any more." in page.text
    assert standing_for(report) is None


def test_a_change_of_the_paper_meanwhile_is_told_before_it_is_confirmed(
    client: Client, report: Report
) -> None:
    send(client, report, word(report))
    held = report.finished.get()
    seen = Page(client.get(f"{address(report)}{held.pk}/")).one("input", name="seen")
    report.sections.get().parts.filter(kind="written").update(text="Nobody came.")
    changed(report)

    answer = client.post(f"{address(report)}{held.pk}/", {"seen": seen.get("value")})

    assert "changed since you looked at this page." in Page(answer, 409).text
    assert standing_for(report) is None


SECRET = "The buyer of Elm House is Northern Care Homes."


def exempt(report: Report) -> PaperAppendix:
    because = {"exempt_under": 3, "exempt_because": "A sale goes on."}
    return make_appendix(report, title="Elm House", text=SECRET, **because)


def test_exempt_words_in_the_public_file_are_named_and_it_cannot_be_confirmed(
    client: Client, report: Report
) -> None:
    exempt(report)

    page = send(client, report, word(report, is_public=False), which="public")

    assert "Exempt words stand in this public file" in page.text
    assert SECRET in page.text
    assert "Let this file stand for the paper" not in page.text
    assert "This file holds exempt words." in confirm(client, report, 409).text
    assert standing_for(report) is None


def test_the_paper_with_exempt_information_is_a_file_of_its_own(
    client: Client, report: Report
) -> None:
    exempt(report)
    send(client, report, word(report, is_public=False), which="exempt")

    confirm(client, report)

    assert standing_for(report) is None
    assert standing_for(report, is_public=False) is not None


REFUSED = [
    ("paper.pdf", b"%PDF-1.7", "is not a Word document"),
    ("paper.docx", b"PK\x03\x04 no", "paper.docx"),
    ("paper.docx", b"", "paper.docx"),
]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED)
def test_what_is_no_word_file_is_refused_with_a_sentence(
    client: Client, report: Report, name: str, content: bytes, said: str
) -> None:
    answer = client.post(address(report), {"file": SimpleUploadedFile(name, content)})

    assert said in Page(answer).text
    assert not FinishedPaper.objects.exists()


def test_without_a_file_it_says_to_choose_one(client: Client, report: Report) -> None:
    assert "Choose the finished paper" in Page(client.post(address(report), {})).text


def test_the_same_file_twice_is_there_once(client: Client, report: Report) -> None:
    content = word(report)
    send(client, report, content)
    send(client, report, content)

    assert report.finished.count() == 1


MORE = "<w:p><w:r><w:t>So {} is known</w:t></w:r></w:p></w:body>"
HIDDEN = [
    (BODY, "</w:body>", MORE.format("the buyer of Elm House")),
    (BODY, "26 files.", "26 files. The buyer of Elm</w:t></w:r><w:r><w:t> House is gone."),
    ("docProps/core.xml", "<dc:title>", "<dc:title>The buyer of Elm House is "),
]


@pytest.mark.parametrize(("part", "old", "new"), HIDDEN, ids=["reworded", "in runs", "properties"])
def test_some_exempt_words_anywhere_in_the_public_file_are_found(
    client: Client, report: Report, part: str, old: str, new: str
) -> None:
    content = rewritten(word(report), old, new, part)
    exempt(report)

    page = send(client, report, content, which="public")

    assert "Exempt words stand in this public file" in page.text
    assert SECRET in page.text


def test_a_file_with_tracked_changes_is_refused(client: Client, report: Report) -> None:
    gone = '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>'
    content = rewritten(word(report), "</w:body>", f"{gone}</w:body>")

    page = send(client, report, content)

    assert "holds tracked changes or comments" in page.text
    assert not FinishedPaper.objects.exists()


def test_what_is_marked_exempt_after_a_file_was_confirmed_keeps_it_from_being_published(
    client: Client, report: Report
) -> None:
    send(client, report, word(report))
    confirm(client, report)
    section = report.sections.get()
    type(section).objects.filter(pk=section.pk).update(exempt_under=3, exempt_because="A sale")
    ready = Ready(report, DAY, Choice())

    assert any(said.startswith("The public paper cannot be published.") for said in ready.known)
    with pytest.raises(Decided, match="holds exempt words"):
        publish(report, make_user(), DAY, Choice(), ready.digest)


def test_a_file_that_cannot_be_looked_through_is_told_and_never_published(
    client: Client, report: Report
) -> None:
    """It was taken once, and what it holds is not what the paper is any more."""
    exempt(report)
    held = make_finished(report, "Inspectors came on 16 January 2017.", content=b"PK")

    page = Page(client.get(f"{address(report)}{held.pk}/"))

    assert "This file could not be read" in page.text
    assert "Send another file" in page.text
    FinishedPaper.objects.update(confirmed_at=timezone.now())
    with pytest.raises(Decided, match="was not looked over"):
        publish(report, make_user(), DAY, Choice(), Ready(report, DAY, Choice()).digest)


def test_a_name_of_the_exempt_paper_is_looked_at_before_the_file_stands(
    client: Client, report: Report
) -> None:
    because = {"exempt_under": 1, "exempt_because": "It is about one person."}
    make_appendix(report, title="Staff", text="Jane Roe was dismissed in spring.", **because)
    content = rewritten(word(report), "26 files.", "26 files. Roe was dismissed.")

    page = send(client, report, content, which="public")

    assert "Words that may give away what is exempt" in page.text
    assert "Roe" in [item.text for item in page.all("li")]
    again = confirm(client, report)
    assert "Tick to say that none of these gives away what is exempt" in again.text
    assert standing_for(report) is None

    held = report.finished.get()
    seen = again.one("input", name="seen").get("value")
    client.post(f"{address(report)}{held.pk}/", {"seen": seen, "sure": "on"})
    assert standing_for(report) == held


def test_a_public_file_without_words_of_the_exempt_paper_wants_no_tick(
    client: Client, report: Report
) -> None:
    exempt(report)

    page = send(client, report, word(report), which="public")

    assert "Words that may give away" not in page.text
    confirm(client, report)
    assert standing_for(report) is not None
