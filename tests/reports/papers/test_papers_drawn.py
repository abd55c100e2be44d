"""The five papers of the demo as files: the PDF says all that the page says, and Word opens.

The demo is loaded once for this file, and each paper is drawn once.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from actionplans.plan_columns import layout_of
from config.demo.files import COMPOSED, read
from reports.paper.document import Document, PlanTable
from reports.paper_files import paper_docx, paper_html
from reports.pdf import Renderer
from tests.pdf_reading import Reading, read_pdf
from tests.reports.page_reading import PageReading, read_page
from tests.reports.paper_checks import CHECKS, broken_rules
from tests.reports.papers.reading import composed

pytestmark = pytest.mark.django_db
PAPERS = [read(f"papers/{name}")["reference"] for name in COMPOSED]
OFFICE = shutil.which("soffice")
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


@dataclass(frozen=True)
class Drawn:
    """A paper's files, and what is read in two of them; `plan` is what stands above its plan."""

    html: str
    pdf: bytes
    docx: bytes
    page: PageReading
    reading: Reading
    plan: "Plan | None"


@dataclass(frozen=True)
class Plan:
    """A plan that is attached, as its table is called and headed."""

    title: str
    day: str
    headings: list[str]


@pytest.fixture(scope="module")
def papers(
    demo_loaded: None, django_db_blocker: pytest.FixtureRequest, renderer: Renderer
) -> Iterator[dict[str, Drawn]]:
    """Every paper by its reference, drawn."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield {reference: _drawn(reference, renderer) for reference in PAPERS}


def _drawn(reference: str, renderer: Renderer) -> Drawn:
    document = composed(reference).document
    html = paper_html(document)
    pdf = renderer.render(html, "")
    plan = _plan(document)
    return Drawn(html, pdf, paper_docx(document), read_page(html), read_pdf(pdf), plan)


def _plan(document: Document) -> Plan | None:
    attached = [block for appendix in document.appendices for block in appendix.blocks]
    for block in attached:
        if isinstance(block, PlanTable):
            day = f"{block.shown.as_at.day:%-d %B %Y}"
            return Plan(block.shown.title, day, layout_of(block.shown).headings)
    return None


@pytest.mark.parametrize("reference", PAPERS)
def test_the_paper_is_valid_pdf_ua(reference: str, papers: dict[str, Drawn]) -> None:
    assert broken_rules(papers[reference].pdf) == []


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("reference", PAPERS)
def test_the_pdf_says_what_the_page_says(
    reference: str, check: str, papers: dict[str, Drawn]
) -> None:
    drawn = papers[reference]
    wanted, found = CHECKS[check](drawn.page, drawn.reading)
    assert found == wanted


def test_the_papers_hold_enough_to_tell(papers: dict[str, Drawn]) -> None:
    pages = [drawn.page for drawn in papers.values()]
    assert all(len(drawn.reading.pages) >= 4 for drawn in papers.values())
    assert all(len(page.words) > 900 and len(page.headings) > 5 for page in pages)
    assert sum(len(page.tables) for page in pages) >= 20
    assert sum(len(page.links) for page in pages) >= 1


def test_a_header_row_stands_on_each_page_of_its_table(papers: dict[str, Drawn]) -> None:
    plan = papers["wirral-scrutiny-2011-09-20"]
    headings = " ".join(cell for cell, _ in plan.page.tables[-1][0])
    assert len(plan.page.tables[-1]) > 40
    assert sum(headings in page for page in plan.reading.pages) == 6


# Going on in Word


@pytest.fixture(scope="module")
def opened(
    papers: dict[str, Drawn], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Reading]:
    """What LibreOffice makes a PDF of, of each Word file."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer")
    folder = tmp_path_factory.mktemp("office")
    for reference, drawn in papers.items():
        (folder / f"{reference}.docx").write_bytes(drawn.docx)
    files = [str(folder / f"{reference}.docx") for reference in papers]
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", TAGGED, "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {reference: read_pdf(Path(folder, f"{reference}.pdf")) for reference in papers}


@pytest.mark.parametrize("reference", PAPERS)
def test_the_word_file_opens_with_the_same_words_and_numbers(
    reference: str, papers: dict[str, Drawn], opened: dict[str, Reading]
) -> None:
    drawn = papers[reference]
    assert before_plan(opened[reference], drawn) == before_plan(drawn.reading, drawn)
    assert len(before_plan(drawn.reading, drawn)) > 5_000


@pytest.mark.parametrize("reference", PAPERS)
def test_the_word_file_opens_with_the_same_tables(
    reference: str, papers: dict[str, Drawn], opened: dict[str, Reading]
) -> None:
    drawn = papers[reference]
    assert tables(opened[reference], drawn) == tables(drawn.reading, drawn)


@pytest.mark.parametrize("reference", [p for p in PAPERS if p.startswith(("wirral", "wolver"))])
def test_the_word_file_opens_with_all_that_the_plan_says(
    reference: str, papers: dict[str, Drawn], opened: dict[str, Reading]
) -> None:
    """In Word a plan has a row for each step, so the words are compared, not the rows."""
    [said, printed] = [words_of_plan(of) for of in (opened[reference], papers[reference].reading)]
    assert len(printed) > 150
    assert printed - said == set()


def words_of_plan(reading: Reading) -> set[str]:
    """Return the words of a plan's table but the numbers of steps: each has a row in Word."""
    said = " ".join(cell["text"] for row in reading.tables[-1] for cell in row)
    return {word.strip(".") for word in said.split() if not re.fullmatch(r"\d+\.", word)}


def before_plan(reading: Reading, drawn: Drawn) -> str:
    """Return all that a paper says, up to the table of an attached plan; spaces apart.

    Bullets have another shape in Word, and what stands beside a label in a table stands behind a
    colon there.
    """
    said = packed(reading.text)
    if drawn.plan:
        said, _, _ = said.partition(packed(" ".join(drawn.plan.headings)))
        caption = f"{drawn.plan.title}, as at {drawn.plan.day}"
        said = said.removesuffix("Ref").removesuffix(packed(caption))
    return said


def packed(text: str) -> str:
    return re.sub(r"[\s:•◦▪]", "", text)


def tables(reading: Reading, drawn: Drawn) -> list[list[list[str]]]:
    """Return what stands under headings of columns; front matter and boxes have none."""
    found = [
        [[packed(c["text"]) for c in row] for row in table]
        for table in reading.tables
        if all(cell["tag"] == "TH" for cell in table[0])
    ]
    return found[:-1] if drawn.plan else found
