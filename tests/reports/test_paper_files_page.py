"""A paper that is being written, taken away as PDF, Word or web page, each made once."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from councils.models import Council
from councils.roles import Role
from reports import tasks
from reports.models import PaperFile, Report
from tests.factories import make_paper_file, make_part, make_redaction, make_report, make_section
from tests.reports.composing_pages import page_of, text_of
from tests.test_access import text_of as all_of

pytestmark = pytest.mark.django_db
COMPOSER = Role.DEMOCRATIC_SERVICES


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(COMPOSER)


@pytest.fixture
def report(council: Council) -> Report:
    """A paper with a public part and an exempt one."""
    report = make_report(council, title="Progress", reference="progress")
    section = make_section(report, heading="Purpose")
    make_part(section, "A robin sang.")
    make_part(section, "A canary sang.", exempt_under=1, exempt_because="A child’s.")
    return report


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_public_file_has_no_exempt_word_and_the_exempt_one_says_what_it_is(
    client: Client, report: Report, ending: str
) -> None:
    public, exempt = (made(client, report, query, ending) for query in ("", "?exempt=1"))

    assert "robin" in all_of(public.content)
    assert "canary" not in all_of(public.content)
    assert "canary" in all_of(exempt.content)
    assert "Not for publication" in all_of(exempt.content)
    day = f"as-at-{report.as_at:%Y-%m-%d}-draft.{ending}"
    assert f'"progress-{day}"' in public["Content-Disposition"]
    assert f'"progress-exempt-{day}"' in exempt["Content-Disposition"]


def made(client: Client, report: Report, query: str, ending: str) -> Any:
    """Return a file as it is handed out once the worker has made it."""
    file = ask(client, report, query, ending)
    tasks.render_paper(file_id=file.pk)
    return client.get(page_of(report, "paper_file_content", file.pk))


def test_what_is_exempt_is_given_to_who_composes_alone(
    client_for: Callable[..., Client], report: Report
) -> None:
    other = client_for(Role.DIRECTOR)

    assert other.post(f"{page_of(report, 'paper_file_add')}?exempt=1").status_code == 403
    assert not PaperFile.objects.exists()
    held = make_paper_file(report, with_exempt=True)
    assert other.get(page_of(report, "paper_file", held.pk)).status_code == 403
    assert other.get(page_of(report, "paper_file_content", held.pk)).status_code == 403


def ask(client: Client, report: Report, query: str = "", ending: str = "pdf") -> PaperFile:
    answer = client.post(page_of(report, "paper_file_add") + query, {"ending": ending})
    assert answer.status_code == 302
    return PaperFile.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="reports.render_paper").count()


def test_the_same_paper_is_drawn_once_and_a_changed_one_anew(
    client: Client, report: Report
) -> None:
    first = ask(client, report)

    assert ask(client, report) == first
    assert jobs() == 1
    report.sections.get().parts.filter(exempt_under=None).update(text="An owl sang.")
    changed = ask(client, report)
    assert changed != first
    assert ask(client, report, "?exempt=1") != changed
    assert ask(client, report, "?as_at=2026-01-31").as_at.isoformat() == "2026-01-31"
    assert jobs() == 4


def test_the_worker_draws_the_paper_and_the_page_hands_it_out(
    client: Client, report: Report
) -> None:
    file = ask(client, report)
    here = page_of(report, "paper_file", file.pk)
    assert "The PDF is being made." in text_of(client.get(here))
    assert client.get(page_of(report, "paper_file_content", file.pk)).status_code == 404

    tasks.render_paper(file_id=file.pk)

    assert "Download the PDF" in text_of(client.get(here))
    answer = client.get(page_of(report, "paper_file_content", file.pk))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as drawn:
        assert drawn.docinfo["/Title"] == "Progress"
    assert ask(client, report) == file, "what was drawn is given again"


def test_a_file_that_could_not_be_drawn_says_why_and_is_tried_again(
    client: Client, report: Report
) -> None:
    failed = ask(client, report)
    failed.status, failed.problem = PaperFile.Status.FAILED, "This paper is too long to print."
    failed.save()

    assert "too long to print" in text_of(client.get(page_of(report, "paper_file", failed.pk)))
    assert ask(client, report) != failed


def test_a_name_that_was_asked_about_makes_another_file(client: Client, report: Report) -> None:
    before = ask(client, report)

    make_redaction(report.council, "robin")

    assert ask(client, report) != before


def test_the_page_of_a_paper_offers_the_day_that_it_shows(client: Client, report: Report) -> None:
    page: Any = text_of(client.get(page_of(report, "paper") + "?as_at=2026-01-31"))

    assert "drafts/?as_at=2026-01-31" in page


def test_each_kind_of_file_is_made_once_and_no_other_kind_can_be_asked_for(
    client: Client, report: Report
) -> None:
    files = [ask(client, report, ending=ending) for ending in ("pdf", "docx", "html")]

    assert [file.ending for file in files] == ["pdf", "docx", "html"]
    assert ask(client, report, ending="docx") == files[1]
    assert jobs() == 3
    page = text_of(client.get(page_of(report, "paper_file", files[1].pk)))
    assert "The Word document is being made." in page
    other = client.post(page_of(report, "paper_file_add"), {"ending": "exe"})
    assert other.status_code == 400
