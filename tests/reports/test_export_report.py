"""Papers from the command line."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from councils.models import Council
from reports.models import Report
from tests.factories import make_part, make_report, make_section
from tests.pdf_reading import read_pdf
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(council: Council) -> Report:
    """A paper with a paragraph for all and one that is kept out of the public paper."""
    found = make_report(council, reference="autumn", title="Progress in autumn")
    section = make_section(found, heading="Purpose")
    make_part(section, "It tells.")
    make_part(section, "Zanzibar buys.", exempt_under=3, exempt_because="A sale goes on")
    return found


def text_of(report: str, ending: str, folder: Path, *more: str) -> str:
    path = folder / f"paper.{ending}"
    call_command("export_report", report, "--format", ending, "--output", str(path), *more)
    if ending == "pdf":
        return read_pdf(path).text
    if ending == "docx":
        return "\n".join(words for _, words in Word(path.read_bytes()).paragraphs())
    return path.read_text()


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
def test_a_paper_is_written_as_the_public_may_read_it(
    ending: str, report: Report, tmp_path: Path
) -> None:
    public = text_of("autumn", ending, tmp_path)
    whole = text_of(str(report.pk), ending, tmp_path, "--exempt")

    assert "It tells." in public
    assert "Zanzibar" not in public
    assert "It tells." in whole
    assert "Zanzibar buys." in whole


@pytest.mark.parametrize("asked", ["winter", "0", "9" * 30])
def test_a_paper_that_is_not_there_is_named(asked: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"There is no paper “{asked}”"):
        text_of(asked, "html", tmp_path)


def test_a_reference_two_councils_use_is_not_guessed(report: Report, tmp_path: Path) -> None:
    make_report(reference="autumn")

    with pytest.raises(CommandError, match="Give its number"):
        text_of("autumn", "html", tmp_path)


def test_a_file_that_cannot_be_written_is_told(report: Report, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Could not write the file"):
        text_of("autumn", "html", tmp_path / "missing")


def test_a_reference_to_nothing_is_told(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_part(report.sections.get(), "See [](#nowhere).")

    text_of("autumn", "html", tmp_path)

    assert "refers to “nowhere”" in capsys.readouterr().err
