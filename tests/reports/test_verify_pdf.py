"""Papers before the second checker, veraPDF, where Java is installed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from reports.paper.document import Document
from tests.reports import sample_documents, sample_papers
from tests.reports.test_paper_files import HOSTILE, STYLES, styled
from tests.reports.test_pdf import SIMPLE

Drawn = Callable[[Document], bytes]
Printed = Callable[[str], bytes]
NOT_INSTALLED = 3


def verify(files: list[Path]) -> subprocess.CompletedProcess[str]:
    """Return what the checker says of files; skips the test where it is not installed."""
    command = [str(settings.BASE_DIR / "bin/verify-pdf"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == NOT_INSTALLED:
        pytest.skip(done.stderr.strip())
    return done


def test_papers_pass(drawn: Drawn, printed: Printed, tmp_path: Path) -> None:
    made = {f"style {place}": drawn(styled(name)) for place, name in enumerate(STYLES)}
    made |= {
        name: drawn(sample_documents.saying(text))
        for name, text in HOSTILE.items()
        if name != "endless"
    }
    made |= {f"plan of {rows}": printed(sample_papers.plan(rows)) for rows in (0, 1, 60)}
    files = [_written(tmp_path, name, pdf) for name, pdf in made.items()]

    done = verify(files)
    assert done.stdout.splitlines() == [f"PASS {file}" for file in files], done.stderr
    assert done.returncode == 0


FAULTS = {
    "no language": "<title>A paper</title><h1>Words</h1>",
    "two paragraphs in an entry": SIMPLE.format("<ul><li><p>One</p><p>Two</p></li></ul>"),
    "a strong word in a link": SIMPLE.format('<a href="https://a.example"><b>Go</b></a>'),
}


def test_seeded_faults_are_found(printed: Printed, tmp_path: Path) -> None:
    files = [_written(tmp_path, name, printed(html)) for name, html in FAULTS.items()]

    done = verify(files)
    said = [line for line in done.stdout.splitlines() if not line.startswith("  ")]
    assert said == [f"FAIL {file}" for file in files], done.stderr
    assert done.returncode == 1


def _written(folder: Path, name: str, pdf: bytes) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf)
    return path
