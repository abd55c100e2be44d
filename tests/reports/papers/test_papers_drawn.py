"""Papers as files: the PDF is valid and says all that the page says, and Word opens.

The five papers of the demo, plans of no action to a thousand, and any text. The demo is loaded once
for this file, each paper is drawn once, and veraPDF is started once for all.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from config.demo.files import COMPOSED, read
from reports.paper.document import Document
from reports.paper_files import paper_docx
from reports.pdf import Renderer
from tests.pdf_reading import Reading, read_pdf
from tests.reports.paper_checks import CHECKS, broken_rules
from tests.reports.papers.drawing import OTHERS, PLANS, SAID, Drawn, drawn_of, others
from tests.reports.papers.reading import composed
from tests.reports.sample_papers import SIMPLE
from tests.reports.second_checker import second_opinion

pytestmark = pytest.mark.django_db
PAPERS = [read(f"papers/{name}")["reference"] for name in COMPOSED]
FAULTS = {
    "no language": "<title>A paper</title><h1>Words</h1>",
    "two paragraphs in an entry": SIMPLE.format("<ul><li><p>One</p><p>Two</p></li></ul>"),
    "a strong word in a link": SIMPLE.format('<a href="https://a.example"><b>Go</b></a>'),
}
OFFICE = shutil.which("soffice")
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


@pytest.fixture(scope="module")
def composed_papers(
    demo_loaded: None, django_db_blocker: pytest.FixtureRequest
) -> dict[str, Document]:
    """Every paper by its name."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        found = {name: composed(name).document for name in PAPERS} | dict(others())
        # Here, or each test would check all that was made before it.
        connection.check_constraints()
        return found


@pytest.fixture(scope="module")
def papers(
    composed_papers: dict[str, Document],
    django_db_blocker: pytest.FixtureRequest,
    renderer: Renderer,
) -> dict[str, Drawn]:
    """Every paper by its name, drawn."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return {name: drawn_of(document, renderer) for name, document in composed_papers.items()}


@pytest.mark.parametrize("name", [*PAPERS, *OTHERS])
def test_the_paper_is_valid_pdf_ua(name: str, papers: dict[str, Drawn]) -> None:
    assert broken_rules(papers[name].pdf) == []


def test_the_second_checker_finds_every_paper_valid_and_every_seeded_fault(
    papers: dict[str, Drawn], renderer: Renderer, tmp_path: Path
) -> None:
    pdfs = {name: drawn.pdf for name, drawn in papers.items()}
    pdfs |= {name: renderer.render(html) for name, html in FAULTS.items()}

    broken = {name for name, rules in second_opinion(pdfs, tmp_path).items() if rules}
    assert broken == set(FAULTS)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", [*PAPERS, *OTHERS])
def test_the_pdf_says_what_the_page_says(name: str, check: str, papers: dict[str, Drawn]) -> None:
    drawn = papers[name]
    wanted, found = CHECKS[check](drawn.page, drawn.reading)
    if name in SAID:
        wanted, found = spaces_apart(wanted), spaces_apart(found)
    assert found == wanted


def spaces_apart(reading: Any) -> str:
    """Return a reading without spaces: where a line ends within such a text is not told apart."""
    if isinstance(reading, str | bool | int):
        return re.sub(r"[\s\u200b]", "", str(reading))
    return "".join(map(spaces_apart, reading))


def test_the_papers_hold_enough_to_tell(papers: dict[str, Drawn]) -> None:
    five = [papers[name] for name in PAPERS]
    pages = [drawn.page for drawn in five]
    assert all(len(drawn.reading.pages) >= 4 for drawn in five)
    assert all(len(page.words) > 900 and len(page.headings) > 5 for page in pages)
    assert sum(len(page.tables) for page in pages) >= 20
    assert sum(len(page.links) for page in pages) >= 1


@pytest.mark.parametrize("name", PLANS)
def test_every_action_has_its_row(name: str, papers: dict[str, Drawn]) -> None:
    reading, rows = papers[name].reading, PLANS[name]
    if not rows:
        assert "no actions" in reading.text
        return
    plan = reading.tables[-1][1:]
    assert [row[0]["text"].split(".")[0] for row in plan] == [f"{n}" for n in range(1, rows + 1)]


def test_a_header_row_stands_on_each_page_of_its_table(papers: dict[str, Drawn]) -> None:
    plan = papers["wirral-scrutiny-2011-09-20"]
    headings = " ".join(cell for cell, _ in plan.page.tables[-1][0])
    assert len(plan.page.tables[-1]) > 40
    assert sum(headings in page for page in plan.reading.pages) == 6


# Going on in Word


@pytest.fixture(scope="module")
def opened(
    composed_papers: dict[str, Document],
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Reading]:
    """What LibreOffice makes a PDF of, of each Word file."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer")
    folder = tmp_path_factory.mktemp("office")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for name in PAPERS:
            (folder / f"{name}.docx").write_bytes(paper_docx(composed_papers[name]))
    files = [str(folder / f"{name}.docx") for name in PAPERS]
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", TAGGED, "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {name: read_pdf(Path(folder, f"{name}.pdf")) for name in PAPERS}


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
