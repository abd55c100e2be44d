"""What the pages of a paper finished in Word say on top once it is published, and its note."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.utils import timezone

from councils.limits import CannotRead
from councils.models import Council
from reports.composing import NOT_FOR_PUBLICATION, compose
from reports.editions.publishing import Choice, Ready
from reports.finished.receiving import receive
from reports.forms.publishing import PublishForm
from reports.models import Edition, FinishedPaper, Report
from reports.paper_files import paper_docx
from reports.word.marked import marked
from tests.factories import (
    DAY,
    days,
    make_body,
    make_meeting,
    make_part,
    make_report,
    make_section,
    make_user,
)
from tests.reports.published_papers import pressed, published, said
from tests.reports.word_files import rewritten, sent, with_part

pytestmark = pytest.mark.django_db

HEAD = "word/header1.xml"
WHY = "A total was wrong."


@pytest.fixture
def report(council: Council) -> Report:
    report = make_report(council, body=make_body(council, "Cabinet"), title="Draft budget plan")
    make_part(make_section(report, heading="Background"), "Inspectors came in January.")
    return report


def draft(report: Report, mark: str = "Draft") -> bytes:
    return paper_docx(compose(report, DAY, mark=mark).document)


def heads(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        found = [parts.read(name).decode() for name in parts.namelist() if "header" in name]
    words = ("".join(re.findall(r"<w:t[^>]*>([^<]*)<", head)) for head in found)
    return "|".join(dict.fromkeys(filter(None, words)))


def stands(report: Report, content: bytes) -> FinishedPaper:
    held = receive(report, make_user(), sent(content))
    FinishedPaper.objects.filter(pk=held.pk).update(
        confirmed_at=timezone.now(), confirmed_by=make_user()
    )
    return held


def word_of(edition: Edition) -> bytes:
    return bytes(edition.files.get(name=f"{edition.address}.docx").content or b"")


def test_a_paper_published_from_its_draft_says_draft_nowhere(report: Report) -> None:
    stands(report, draft(report))

    edition = published(report)

    assert "Draft" in heads(draft(report))
    assert heads(word_of(edition)) == ""
    for file in edition.files.all():
        assert "Draft" not in said(file).replace(report.title, "")


MARKS = ["Draft", "Late paper", "Corrected on 1 November 2026", f"Draft. {NOT_FOR_PUBLICATION}"]


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_of_ours_becomes_that_of_the_edition_in_runs_of_any_number(
    report: Report, mark: str
) -> None:
    content = draft(report, mark)
    split = rewritten(
        content, mark[:3], f'{mark[:3]}</w:t></w:r><w:r><w:t xml:space="preserve">', HEAD
    )

    assert heads(marked(split, "Corrected on 23 November 2026")) == "Corrected on 23 November 2026"


def test_a_file_of_which_nothing_changes_is_published_byte_for_byte(report: Report) -> None:
    content = draft(report, "Late paper")

    assert marked(content, "Late paper") == content


FOREIGN = {
    "words": ("Draft<", "Second draft for the chair<"),
    "watermark": ("<w:p>", '<w:p><w:r><w:pict string="DRAFT"/></w:r></w:p><w:p>'),
}


@pytest.mark.parametrize(("old", "new"), FOREIGN.values(), ids=FOREIGN)
def test_a_head_that_says_draft_in_words_of_its_own_is_refused(
    report: Report, old: str, new: str
) -> None:
    content = rewritten(draft(report), old, new, HEAD)

    with pytest.raises(CannotRead, match="The head of its pages says"):
        receive(report, make_user(), sent(content))

    held = stands(report, draft(report))
    FinishedPaper.objects.filter(pk=held.pk).update(content=content)
    assert "The head of its pages says" in Ready(report, DAY, Choice()).refusal


def test_a_head_as_other_programs_write_it_is_refused_where_it_says_draft(report: Report) -> None:
    other = "<h:hdr xmlns:h='urn:h'><h:p>A draft</h:p></h:hdr>"

    for data in (other.encode(), other.encode("utf-16")):
        with pytest.raises(CannotRead, match="The head of its pages says"):
            marked(with_part(draft(report), HEAD, data), "")


def test_the_name_of_the_paper_may_stand_in_a_head(report: Report) -> None:
    content = rewritten(draft(report), "Draft<", "Draft budget plan<", HEAD)

    assert heads(marked(content, "", title=report.title)) == "Draft budget plan"


def corrected(report: Report, **more: Any) -> Edition:
    return published(report, kind="correction", because=WHY, **more)


def test_a_correction_says_on_its_first_page_what_it_corrects_in_every_file(report: Report) -> None:
    published(report)
    edition = corrected(report)

    for ending in ("pdf", "docx", "html"):
        words = said(edition.files.get(name=f"{edition.address}.{ending}"))
        assert "It takes the place of the paper published on" in words
        assert f"What it corrects: {WHY}" in words
    assert f"What it corrects: {WHY}" in str(edition.data["public"])


def test_a_correction_finished_in_word_says_it_once_and_its_note_is_not_read_back(
    report: Report,
) -> None:
    stands(report, draft(report))
    published(report)
    stands(report, draft(report))

    edition = corrected(report)
    content = word_of(edition)

    assert heads(content).startswith("Corrected on ")
    for name in (f"{edition.address}.docx", f"{edition.address}.pdf"):
        assert said(edition.files.get(name=name)).count(f"What it corrects: {WHY}") == 1
    again = receive(report, make_user(), sent(content))
    assert WHY not in str(again.read)
    assert WHY not in said_in(marked(content, ""))
    assert said_in(marked(content, "", ["Corrected", "Another."])).count("Another.") == 1


def test_a_note_that_our_own_word_file_has_is_not_read_back(report: Report) -> None:
    published(report)
    content = word_of(corrected(report))

    assert WHY in said_in(content)
    assert WHY not in str(receive(report, make_user(), sent(content)).read)
    assert WHY not in said_in(marked(content, ""))


def said_in(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml").decode()


def test_a_late_paper_says_why_on_its_first_page(report: Report) -> None:
    report.meeting = make_meeting(report.body, days(3))
    report.save()

    edition = published(report, late_because="The board met late.")

    words = said(edition.files.get(name=f"{edition.address}.pdf"))
    assert "It is late, because: The board met late." in words


def test_what_is_typed_as_a_reason_does_not_change_what_was_on_the_screen(report: Report) -> None:
    published(report)
    first = Ready(report, DAY, Choice("correction")).digest

    assert Ready(report, DAY, Choice("correction", because=WHY)).digest == first
    assert pressed(report, kind="correction", because=WHY).digest == first


def test_a_reason_that_says_what_is_exempt_is_refused_beside_its_field(report: Report) -> None:
    published(report)
    exempt = "Northern Care offered £84,000 a year for Elm House."
    make_part(report.sections.get(), exempt, exempt_under=3, exempt_because="A sale goes on.")
    ready = Ready(report, DAY, Choice("correction"))
    because = {"agreed": "on", "seen": ready.digest, "without_because": "None was asked."}

    wrong = PublishForm(because | {"because": f"Taken out: {exempt}"}, ready=ready)
    right = PublishForm(because | {"because": WHY}, ready=ready)

    assert "says what is exempt" in str(wrong.errors["because"])
    assert right.is_valid()
