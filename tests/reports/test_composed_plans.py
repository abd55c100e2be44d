"""Papers that carry a plan of no action, of one and of many, as they are composed and printed."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from config.bench.plans import Site, make_plan, make_site
from reports.composing import compose
from reports.models import PaperAppendix, PaperPart, Report
from reports.paper.document import Document
from reports.paper_files import paper_html
from reports.pdf import Renderer
from tests.factories import DAY, make_appendix, make_part, make_report, make_section
from tests.pdf_reading import read_pdf
from tests.reports.paper_checks import broken_rules, faults

pytestmark = pytest.mark.django_db
ROWS = (0, 1, 60)


@pytest.fixture(scope="module")
def pages(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[dict[int, str]]:
    """The page of each paper, by the actions of its plan."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        site = make_site(DAY)
        yield {rows: paper_html(composed(site, rows)) for rows in ROWS}
        transaction.set_rollback(True)


def composed(site: Site, rows: int) -> Document:
    """Return a paper about a plan of so many actions, which is attached and summed up in it."""
    plan = make_plan(site, f"Plan of {rows}", actions=rows, steps=2, updates=1)
    report: Report = make_report(site.council, title=f"Progress on {rows} actions")
    report.plans.add(plan)
    part = make_section(report, heading="Progress")
    for built in ("progress", "actions", "reasons"):
        make_part(part, kind=PaperPart.Kind.BUILT, of=built)
    make_part(part, "The plan is attached, see [](#appendix-1).")
    make_appendix(report, kind=PaperAppendix.Kind.PLAN, plan=plan, title="The plan")
    return compose(report, DAY).document


@pytest.fixture(scope="module")
def pdfs(pages: dict[int, str], renderer: Renderer) -> dict[int, bytes]:
    return {rows: renderer.render(html, "") for rows, html in pages.items()}


@pytest.mark.parametrize("rows", ROWS)
def test_the_paper_is_valid_pdf_ua(rows: int, pdfs: dict[int, bytes]) -> None:
    assert broken_rules(pdfs[rows]) == []


@pytest.mark.parametrize("rows", ROWS)
def test_the_pdf_says_what_the_page_says(
    rows: int, pages: dict[int, str], pdfs: dict[int, bytes]
) -> None:
    assert faults(pages[rows], pdfs[rows]) == []


@pytest.mark.parametrize("rows", ROWS)
def test_every_action_has_its_row(rows: int, pdfs: dict[int, bytes]) -> None:
    reading = read_pdf(pdfs[rows])
    plan = reading.tables[-1]
    assert len(plan) == 1 + rows if rows else "no actions" in reading.text
    assert all("Make sure that every child" in row[0]["text"] for row in plan[1:] if rows)
