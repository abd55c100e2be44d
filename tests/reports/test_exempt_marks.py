"""Something is marked exempt: what was drawn before goes, and its heading is not told to all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from councils.models import Council, User
from councils.roles import Role
from reports import tasks
from reports.clearing import Said
from reports.clearing_asked import Wanted, ask
from reports.editing.appendices import appendix_of, change_appendix
from reports.editing.sections import (
    Exempt,
    change_part,
    change_section,
    part_of,
    parts_of,
    section_version,
)
from reports.editing.versions import version_of
from reports.editions.publishing import Choice, Ready
from reports.models import PaperFile, PaperPart, PaperSection, Report
from reports.papers_as_files import Asked, file_asked
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_member,
    make_paper_file,
    make_part,
    make_report,
    make_section,
    make_user,
)
from tests.pages import Page, fix_today
from tests.reports.cleared import recorded
from tests.reports.composing_pages import page_of

pytestmark = pytest.mark.django_db

SALE = Exempt(3, "A sale goes on.")
IN_PLACE = "Exempt section (paragraph 3)"


@pytest.fixture
def report(council: Council, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A paper with a section on a sale, and an appendix."""
    fix_today(monkeypatch)
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    section = make_section(report, heading="Elm House", clearances=["finance"])
    make_part(section, "It is sold.")
    make_appendix(report, title="The buyer", text="A buyer.")
    return report


def mark_section(report: Report) -> None:
    row = report.sections.get()
    change_section(row, row.heading, SALE, parts_of(row), section_version(row))


def mark_part(report: Report) -> None:
    stored = PaperPart.objects.get(section__report=report)
    given = PaperPart.objects.get(pk=stored.pk)
    given.exempt_under, given.exempt_because = SALE.under, SALE.because
    change_part(given, given, version_of(part_of(stored)))


def mark_appendix(report: Report) -> None:
    row = report.appendices.get()
    given = {"exempt_under": SALE.under, "exempt_because": SALE.because}
    change_appendix(row, given, None, make_user(), version_of(appendix_of(row)))


MARKS = [mark_section, mark_part, mark_appendix]


@pytest.mark.parametrize("mark", MARKS)
def test_a_public_pdf_made_before_the_mark_is_gone_and_its_page_says_why(
    report: Report, client_for: Callable[..., Client], mark: Callable[[Report], None]
) -> None:
    file = make_paper_file(report, status="done", content=b"%PDF-1.7")
    client = client_for(Role.DIRECTOR)
    assert client.get(page_of(report, "paper_file_content", file.pk)).status_code == 200

    mark(report)

    assert client.get(page_of(report, "paper_file_content", file.pk)).status_code == 404
    assert (
        "was marked exempt since" in Page(client.get(page_of(report, "paper_file", file.pk))).text
    )
    file.refresh_from_db()
    assert file.content is None


def test_a_pdf_with_what_is_exempt_and_one_after_another_change_stay(report: Report) -> None:
    exempt = make_paper_file(report, status="done", content=b"%PDF-1.7", with_exempt=True)
    public = make_paper_file(report, status="done", content=b"%PDF-1.7")
    row = report.sections.get()
    change_section(row, "Oak House", Exempt(None, ""), parts_of(row), section_version(row))
    public.refresh_from_db()
    assert public.status == "done"

    mark_section(report)

    exempt.refresh_from_db()
    assert exempt.status == "done"


def test_one_that_is_being_drawn_at_the_mark_is_not_kept(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _ = file_asked(report, Asked(DAY, DAY, with_exempt=False), make_user())
    drawn = tasks.paper_pdf

    def marked_meanwhile(document: Any) -> bytes:
        content = drawn(document)
        mark_section(report)
        return content

    monkeypatch.setattr(tasks, "paper_pdf", marked_meanwhile)
    tasks.render_paper(file_id=file.pk)

    kept = PaperFile.objects.get(pk=file.pk)
    assert (kept.status, kept.content) == ("failed", None)


# Headings


@pytest.fixture
def composer(council: Council) -> User:
    return make_member(council, Role.DEMOCRATIC_SERVICES)


def wanted(report: Report, **of: Any) -> Wanted:
    return Wanted("finance", "Ola", section=report.sections.get(), **of)


def told(client: Client, report: Report, *names: str) -> str:
    return " ".join(Page(client.get(page_of(report, name))).text for name in names)


def test_officers_who_do_not_compose_are_not_told_the_heading_of_an_exempt_section(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    mark_section(report)
    director = client_for(Role.DIRECTOR)
    not_asked_yet = told(director, report, "paper", "clearances")
    said = Said("given", DAY, "OL/1/Y", "Elm House is fine.", "email")
    clearance = recorded(report, wanted(report), said, composer).clearance

    one = Page(director.get(page_of(report, "clearance", clearance.pk))).text
    for text in (not_asked_yet, told(director, report, "paper", "clearances"), one):
        assert "Elm House" not in text
        assert IN_PLACE in text
    assert "Elm House" in told(client_for(composer), report, "paper")
    assert "Elm House is fine." in told(client_for(composer), report, "clearances")


def test_who_is_asked_to_clear_it_reads_its_heading(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    mark_section(report)
    officer = make_member(report.council, Role.LEAD_OFFICER)
    ask(report, wanted(report, user=officer), composer, DAY)

    assert "Elm House" in told(client_for(officer), report, "paper")
    assert "Elm House" in told(client_for(officer), report, "clearances")


def test_a_section_that_was_exempt_when_it_was_taken_out_keeps_its_heading_to_itself(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    mark_section(report)
    ask(report, wanted(report, email="ola@law.example"), composer, DAY)
    PaperSection.objects.all().delete()

    text = told(client_for(Role.DIRECTOR), report, "clearances")

    assert "Elm House" not in text
    assert IN_PLACE in text


def test_what_is_known_of_an_edition_names_no_heading_of_an_exempt_section(
    report: Report, composer: User
) -> None:
    """It stays with the edition, and officers who do not compose read it there."""
    mark_section(report)
    mark_appendix(report)
    report.appendices.update(is_to_follow=True)
    ready = Ready(report, DAY, Choice())
    assert f"Nobody was asked for the finance clearance of {IN_PLACE}." in ready.known
    assert "“The buyer” is to follow" not in " ".join(ready.known)

    said = Said("without", DAY, comment="Elm House waits.")
    recorded(report, wanted(report), said, composer)

    assert "Elm House" not in " ".join(Ready(report, DAY, Choice()).known)
