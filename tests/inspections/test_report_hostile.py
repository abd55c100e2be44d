"""Files that are no report, or mean harm: each is refused within the limits, in a sentence."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from inspections import report_reader
from inspections.report_reader import REFUSALS, CannotRead, read_report
from inspections.report_reading import kinds, opening
from tests.inspections import hostile_reports as hostile
from tests.inspections.report_papers import pdf

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", opening.EMPTY),
    "only spaces": (lambda: b" \n\n", opening.EMPTY),
    "a web page": (lambda: b"<!DOCTYPE html><html><p>Not found</p></html>", opening.WEB_PAGE),
    "a web page after blanks": (lambda: b"\r\n\r\n<html><body>502</body></html>", opening.WEB_PAGE),
    "a picture called .pdf": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), opening.NOT_PDF),
    "a Word file called .pdf": (lambda: b"PK\x03\x04" + bytes(200), opening.NOT_PDF),
    "a PDF in name only": (lambda: b"%PDF-1.7\n" + bytes(500), opening.DAMAGED),
    "a scan": (hostile.scan, opening.SCAN),
    "a password": (hostile.encrypted, opening.LOCKED),
    "half a file": (hostile.truncated, opening.DAMAGED),
    "5,000 pages": (hostile.many_pages, opening.TOO_LONG),
    "a program": (hostile.script, opening.PROGRAM),
    "a packed program": (hostile.hidden_script, opening.PROGRAM),
    "a list of pages that holds itself": (hostile.page_loop, opening.DAMAGED),
    "another paper": (
        lambda: pdf("<h1>Statement of accounts</h1><p>Money came in and went out.</p>"),
        kinds.NOT_A_REPORT,
    ),
    "a school's report": (
        lambda: pdf("<h1>School report</h1><p>Ofsted inspected this primary school.</p>"),
        kinds.OTHER.format("a report on a school"),
    ),
    "an older kind": (
        lambda: pdf("<h1>Joint area review</h1><p>Merrowdale Council, 2007, by Ofsted.</p>"),
        kinds.OLDER.format("joint area review"),
    ),
}
# What breaks a limit may be told as too long or too large, by what it meets first.
BEYOND = {
    "a bomb": hostile.bomb,
    "text without end": hostile.endless_text,
    "a drawing that draws itself": hostile.form_loop,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_report_is_refused_with_a_sentence_of_its_own(name: str) -> None:
    make, sentence = REFUSED[name]

    with pytest.raises(CannotRead, match=f"^{re.escape(sentence)}$"):
        read_report(make(), "report.pdf")


@pytest.mark.parametrize("name", BEYOND)
def test_what_unpacks_or_runs_without_end_is_refused_within_the_limits(name: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_report(BEYOND[name](), "report.pdf")

    assert str(refused.value) in {REFUSALS.too_large, REFUSALS.too_long, opening.TOO_FULL}


def test_the_report_that_hostile_ones_are_made_from_is_read() -> None:
    assert len(read_report(hostile.honest()).recommendations) == 4


def test_the_limits_are_ten_seconds_and_500_mb() -> None:
    allowed = report_reader.ALLOWED

    assert (allowed.wall_seconds, allowed.cpu_seconds) == (10, 10)
    assert allowed.memory_bytes == 500 * 1024 * 1024


def test_a_reader_without_time_gives_up_in_words() -> None:
    with pytest.raises(CannotRead, match=re.escape(REFUSALS.too_long)):
        read_report(hostile.honest(), allowed=replace(report_reader.ALLOWED, wall_seconds=0.001))


def test_a_file_above_50_mb_is_refused_before_it_is_understood() -> None:
    with pytest.raises(CannotRead, match=re.escape(opening.TOO_BIG)):
        opening.open_pdf(b"%PDF-" + bytes(opening.LARGEST))


def test_the_process_that_asks_never_loads_the_library_that_reads() -> None:
    folder = Path(report_reader.__file__).parent
    loads = {path.name for path in folder.rglob("*.py") if "pypdfium2" in path.read_text()}

    assert loads == {"opening.py"}
    assert "report_reading.opening" not in Path(report_reader.__file__).read_text()
