"""The plan as an appendix from the command line, in every format."""

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import load_workbook

from actionplans.models import ActionPlan
from actionplans.rag import Progress
from councils.models import Council
from reports.plan_files.details import COLUMNS
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_inspection,
    make_lead,
    make_officer,
    make_plan,
    make_recommendation,
    make_theme,
    make_update,
)
from tests.pdf_reading import read_pdf
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db

WAITING = "A word that waits for acceptance."


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan of one action with two steps, one of them moved and done, and a confidential one."""
    plan = make_plan(council, reference="barchester-2026", title="Plan for adoption")
    asked = make_recommendation(make_inspection(council, title="SIF 2017"), number="3")
    action = make_action(
        plan,
        steps=2,
        reference="A1",
        text="=Train every manager",
        theme=make_theme(plan, "Adoption"),
        recommendations=[asked],
    )
    first, second = action.milestones.order_by("order")
    make_lead(first, make_officer(council, "Bea Marsh"))
    make_due_date(first, days(-9))
    update = make_update(
        action, first, text="All are trained.", day=days(-5), progress=Progress.COMPLETE,
        accepted=True, difference="Fewer mistakes.",
    )  # fmt: skip
    make_due_date(first, days(-4), update=update, reason="The trainer left.", day=days(-5))
    make_due_date(second, None, words="Monthly")
    make_update(action, second, text=WAITING, day=days(-3))
    make_action(plan, text="A secret action", is_confidential=True)
    return plan


@pytest.fixture
def export(plan: ActionPlan, tmp_path: Path) -> Any:
    """Return a function that runs the command on the plan and returns the bytes it wrote."""

    def export(form: str, *options: str, of: str = "barchester-2026") -> bytes:
        output = tmp_path / f"appendix.{form}"
        call_command(
            "export_plan", of, "--format", form, "--as-at", f"{DAY}", *options,
            "--output", f"{output}", stdout=io.StringIO(),
        )  # fmt: skip
        return output.read_bytes()

    return export


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_file_has_a_line_for_each_step_under_the_plans_headings(export: Any) -> None:
    first, second = lines(export("csv"))

    assert first == {
        "Ref": "A1",
        "Action": "'=Train every manager",
        "Milestones": "Step 1.",
        "Timescales": "12 November 2026",
        "Lead officers": "Bea Marsh",
        "Progress": "All are trained.",
        "Theme": "Adoption",
    }
    assert (second["Ref"], second["Action"]) == ("A1", "'=Train every manager")
    assert (second["Milestones"], second["Timescales"]) == ("Step 2.", "Monthly")
    assert (second["Progress"], second["Theme"]) == ("", "")


def test_a_workbooks_details_hold_what_is_known_of_each_step(export: Any) -> None:
    first, second = details(export("xlsx"))

    assert list(first) == list(COLUMNS)
    assert {name: value for name, value in first.items() if value} == {
        "Reference": "A1",
        "Theme": "Adoption",
        "Recommendations": "3 (SIF 2017)",
        "Action": "=Train every manager",
        "Milestone": "Step 1.",
        "Timescale": "12 November 2026",
        "Due date": datetime.datetime(2026, 11, 12),
        "Original timescale": "7 November 2026",
        "Times moved": 1,
        "How the date moved": "From 7 November 2026 to 12 November 2026, because: "
        "The trainer left. Agreed by: An officer",
        "Lead officers": "Bea Marsh",
        "Progress on the milestone": "All are trained.",
        "Milestone progress": "Done",
        "Reported for": datetime.datetime(2026, 11, 11),
        "Reported by": first["Reported by"],
        "Acceptance": "Accepted",
        "Milestone status": "Done",
        "Action status": first["Action status"],
        "What difference it has made": "Fewer mistakes.",
    }
    assert (second["Timescale"], second["Due date"], second["Times moved"]) == ("Monthly", None, 0)


def details(content: bytes) -> list[dict[str, Any]]:
    heads, *rows = load_workbook(io.BytesIO(content))["Details"].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_papers_leave_out_what_waits_and_what_is_confidential(export: Any) -> None:
    for content in (export("csv"), export("html")):
        assert WAITING.encode() not in content
        assert b"A secret action" not in content


def test_a_working_copy_has_both_and_says_what_waits(export: Any) -> None:
    found = lines(export("csv", "--working-copy"))

    assert [line["Action"] for line in found] == [
        "'=Train every manager",
        "'=Train every manager",
        "A secret action",
    ]
    assert found[1]["Progress"] == WAITING
    assert details(export("xlsx", "--working-copy"))[1]["Acceptance"] == "Not yet accepted"


def test_a_page_names_the_plan_the_council_and_the_day(export: Any) -> None:
    page = export("html").decode()

    for words in ("Plan for adoption", "Barchester", "16 November 2026", "=Train every manager"):
        assert words in page
    assert '<html lang="en-GB"' in page


def test_a_workbook_has_the_same_lines_with_days_as_days(export: Any) -> None:
    book = load_workbook(io.BytesIO(export("xlsx")))
    heads, first, second = book["Plan"].values

    assert list(heads) == list(lines(export("csv"))[0])
    found = dict(zip(heads, first, strict=True))
    assert found["Action"] == "=Train every manager"
    assert found["Timescales"].date() == datetime.date(2026, 11, 12)
    assert dict(zip(heads, second, strict=True))["Timescales"] == "Monthly"
    assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}
    about = list(book["About"].values)
    assert about[:3] == [
        ("Plan for adoption", None),
        ("Council", "Barchester"),
        ("As at", "16 November 2026"),
    ]


def test_a_word_file_and_a_json_file_say_the_same(export: Any) -> None:
    _, first, second = Word(export("docx")).rows()
    (action,) = json.loads(export("json"))["actions"]

    assert [cell.own for cell in first][:3] == [["A1"], ["=Train every manager"], ["Step 1."]]
    assert second[3].own == ["Monthly"]
    assert (action["reference"], action["text"]) == ("A1", "=Train every manager")
    assert [step["due"] for step in action["steps"]] == ["2026-11-12", None]


def test_a_pdf_has_the_plan_as_a_table_under_its_title(export: Any) -> None:
    reading = read_pdf(export("pdf"))

    assert reading.language == "en-GB"
    assert "Plan for adoption" in reading.title
    cells = [cell["text"] for table in reading.tables for row in table for cell in row]
    assert any("=Train every manager" in text for text in cells)
    assert any("All are trained." in text for text in cells)
    assert WAITING not in reading.text


def test_the_day_asked_for_decides_what_is_in_it(export: Any) -> None:
    earlier = lines(export("csv", "--as-at", f"{days(-6)}"))

    assert earlier[0]["Progress"] == ""
    assert earlier[0]["Timescales"] == "7 November 2026"


def test_known_on_leaves_out_what_was_entered_later(plan: ActionPlan, export: Any) -> None:
    action = plan.actions.get(reference="A1")
    make_update(action, text="Entered later.", day=days(-2), known_on=DAY, accepted=True)

    now = lines(export("csv"))
    then = lines(export("csv", "--known-on", f"{days(-1)}"))

    assert now[0]["Progress"] == "All are trained.\nEntered later."
    assert then[0]["Progress"] == "All are trained."


def test_a_plan_is_asked_for_by_reference_or_by_number(plan: ActionPlan, export: Any) -> None:
    assert export("csv", of=f"{plan.pk}") == export("csv")


@pytest.mark.parametrize("asked", ["nowhere-2026", "0", "9" * 30, "²"])
def test_an_unknown_plan_is_refused_with_a_sentence(export: Any, asked: str) -> None:
    with pytest.raises(CommandError, match=r"^There is no plan “"):
        export("csv", of=asked)


def test_a_folder_that_is_not_there_is_told_in_a_sentence(plan: ActionPlan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^Could not write the file: "):
        call_command(
            "export_plan", plan.reference, "--format", "csv",
            "--output", f"{tmp_path / 'nowhere' / 'a.csv'}",
        )  # fmt: skip


@pytest.mark.parametrize(
    "options", [["--as-at", "26/04/2017"], ["--format", "odt"], ["--known-on", "yesterday"]]
)
def test_a_wrong_day_or_format_is_refused(export: Any, options: list[str]) -> None:
    with pytest.raises(CommandError, match="argument --"):
        export("csv", *options)


def test_a_plan_without_actions_is_exported_with_its_note(council: Council, export: Any) -> None:
    make_plan(council, reference="empty-2026", note="Actions are not held here.")

    assert b"Actions are not held here." in export("html", of="empty-2026")
    assert lines(export("csv", of="empty-2026")) == []
