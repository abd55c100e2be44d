"""What was read of a paper's files is kept beside them: a page reads nothing twice."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from councils.limits import CannotRead
from councils.models import Council
from reports.composing import compose
from reports.finished import exempt_files, keeping
from reports.finished.keeping import kept, read_composed
from reports.finished.receiving import receive
from reports.models import FinishedPaper, ReadBack, Report
from reports.paper_files import paper_docx
from reports.tasks import drop_old_exports
from tests.factories import (
    DAY,
    make_appendix,
    make_appendix_file,
    make_body,
    make_part,
    make_redaction,
    make_report,
    make_section,
    make_user,
)
from tests.pages import Page, fix_today
from tests.reports.word_files import sent

pytestmark = pytest.mark.django_db

EXEMPT = {"exempt_under": 3, "exempt_because": "A sale goes on."}


@pytest.fixture
def report(council: Council, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A paper with exempt words, and an exempt file that nobody can read."""
    fix_today(monkeypatch)
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    make_part(make_section(report, heading="Background"), "Inspectors came in January.")
    make_appendix(report, title="Elm House", text="The buyer is Northern Care Homes.", **EXEMPT)
    file = make_appendix_file(report, name="scan.png", content=b"PNG", content_sha256="5" * 64)
    make_appendix(report, title="Scan", kind="file", file=file, **EXEMPT)
    return report


@pytest.fixture
def held(report: Report) -> FinishedPaper:
    return receive(report, make_user(), sent(paper_docx(compose(report, DAY).document)))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect which readers are started."""
    found: list[str] = []

    def counted(module: str, *given: Any) -> Any:
        found.append(module)
        return ask(module, *given)

    ask = keeping.ask_child
    monkeypatch.setattr(keeping, "ask_child", counted)
    monkeypatch.setattr(exempt_files, "ask_child", counted)
    return found


def here(held: FinishedPaper) -> str:
    report = held.report
    return f"/councils/{report.council.slug}/reports/{report.pk}/finished/{held.pk}/"


def test_the_page_of_a_finished_paper_reads_nothing_the_second_time(
    held: FinishedPaper, asked: list[str], client_for: Callable[..., Client]
) -> None:
    client = client_for("democratic-services")
    first = Page(client.get(here(held)))
    assert "reports.finished.uploaded" in asked
    asked.clear()

    again = Page(client.get(here(held)))

    assert asked == []
    assert again.text == first.text
    assert "is a file that cannot be read" in again.text


def test_the_page_that_publishes_it_reads_nothing_the_second_time(
    held: FinishedPaper, asked: list[str], client_for: Callable[..., Client]
) -> None:
    client = client_for("democratic-services")
    sent = {"seen": Page(client.get(here(held))).one("input", name="seen").get("value")}
    assert client.post(here(held), sent | {"sure": "on"}).status_code == 302
    publish = f"/councils/{held.report.council.slug}/reports/{held.report.pk}/publish/"
    client.get(publish)
    asked.clear()

    assert "published as it was finished in Word" in Page(client.get(publish)).text
    assert asked == []


def test_what_is_changed_is_read_anew(
    held: FinishedPaper, asked: list[str], client_for: Callable[..., Client]
) -> None:
    client = client_for("democratic-services")
    client.get(here(held))
    asked.clear()
    held.report.sections.get().parts.update(text="Inspectors came on 3 May.")

    assert "3 May" in Page(client.get(here(held))).text
    assert "reports.finished.child" in asked


def test_another_version_of_the_readers_reads_anew(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept(report, "of", "1" * 64, lambda: "one") == "one"
    assert kept(report, "of", "1" * 64, lambda: "two") == "one"
    assert kept(report, "as", "1" * 64, lambda: "two") == "two"

    monkeypatch.setattr(keeping, "readers", lambda: "another")

    assert kept(report, "of", "1" * 64, lambda: "three") == "three"


def test_what_cannot_be_read_is_not_tried_again(report: Report) -> None:
    tried = []

    def refuses() -> str:
        tried.append(1)
        raise CannotRead("Locked.")

    for _ in range(2):
        with pytest.raises(CannotRead, match="Locked"):
            kept(report, "of", "1" * 64, refuses)
    assert tried == [1]


def test_nothing_is_kept_of_what_was_read_while_a_name_was_asked_about(report: Report) -> None:
    def overtaken() -> str:
        make_redaction(report.council)
        return "Sam Poe"

    assert kept(report, "of", "1" * 64, overtaken) == "Sam Poe"
    assert not ReadBack.objects.exists()


def test_a_council_is_not_given_what_another_one_read(report: Report) -> None:
    other = make_report()

    assert kept(report, "of", "1" * 64, lambda: "ours") == "ours"
    assert kept(other, "of", "1" * 64, lambda: "theirs") == "theirs"


def test_what_was_read_goes_after_a_week_and_is_read_again(report: Report) -> None:
    read_composed(report, compose(report, DAY).document)
    row = ReadBack.objects.get()
    ReadBack.objects.update(read_at=row.read_at - datetime.timedelta(days=8))

    drop_old_exports(0)

    assert not ReadBack.objects.exists()
