"""`manage.py read_inspection_report`: a draft for each file, and a sentence for each refusal."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from config.bench.reports import NotRead, read_folder
from inspections.report_reading.opening import EMPTY, WEB_PAGE
from inspections.report_reading.reading import NO_COUNCIL
from tests.inspections.hostile_reports import honest

NAMES = [
    "file",
    "council",
    "framework",
    "inspection_start",
    "inspection_end",
    "published",
    "lead_inspector",
    "overall",
    "judgements",
    "lscb_grade",
    "recommendations",
    "lscb_recommendations",
    "items",
    "sections",
    "problems",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a page.pdf").write_bytes(b"<html><p>Not found</p></html>")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "report.pdf").write_bytes(honest())
    return tmp_path


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("read_inspection_report", *arguments, stdout=out)
    return out.getvalue()


def test_one_bad_file_does_not_stop_the_rest(folder: Path) -> None:
    names = ["a page.pdf", "empty.pdf", "missing.pdf", "report.pdf"]
    drafts = json.loads(run(*(str(folder / name) for name in names), "--json"))

    assert [draft["file"] for draft in drafts] == names
    assert [draft["problems"] for draft in drafts] == [
        [WEB_PAGE],
        [EMPTY],
        ["This file cannot be opened: No such file or directory."],
        [NO_COUNCIL],
    ]
    assert all(list(draft) == NAMES for draft in drafts)
    assert drafts[0]["judgements"] == {}
    assert len(drafts[3]["recommendations"]) == 4


def test_the_json_gives_headings_and_grades_in_the_frameworks_words(folder: Path) -> None:
    (draft,) = json.loads(run(str(folder / "report.pdf"), "--json"))

    assert draft["framework"] == "ilacs-2018"
    assert (draft["inspection_start"], draft["inspection_end"]) == ("2019-06-17", "2019-06-28")
    assert (draft["overall"], draft["lscb_grade"]) == ("Good", None)
    assert draft["judgements"] == {
        "The impact of leaders on social work practice with children and families": "Good",
        "The experiences and progress of children who need help and protection": "Good",
        "The experiences and progress of children in care and care leavers": "Good",
        "Overall effectiveness": "Good",
    }
    assert [item["addressed_to"] for item in draft["items"]] == ["council"] * 4


def test_without_json_it_says_in_a_few_lines_what_was_read_and_what_not(folder: Path) -> None:
    said = run(str(folder / "report.pdf"), str(folder / "empty.pdf")).splitlines()

    assert said == [
        "report.pdf: council not read, ilacs-2018, inspected 2019-06-17 to 2019-06-28",
        "  4 judgements, 4 recommendations and 0 to the board",
        f"  {NO_COUNCIL}",
        f"empty.pdf: not read. {EMPTY}",
    ]


def test_the_benchmark_reads_every_report_of_a_folder_and_nothing_else(folder: Path) -> None:
    found = read_folder(folder)

    assert found is not None
    assert (found.count, len(found.seconds)) == (1, 1)
    assert found.megabytes > 1
    assert len(found.times) == len(found.whole_times) == (1 if shutil.which("pdftotext") else 0)
    assert read_folder(folder / "none") is None


def test_the_benchmark_does_not_time_a_report_that_is_not_read(folder: Path) -> None:
    (folder / "report.pdf").write_bytes(honest())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 " + b"x" * 99)

    with pytest.raises(NotRead):
        read_folder(folder)
