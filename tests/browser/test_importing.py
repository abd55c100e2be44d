"""A council's Word file becomes its plan: sent, looked at, put right on the way, confirmed."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from actionplans.models import ActionPlan, MilestoneLead, PlanImport, ProgressUpdate
from tests.actionplans.importing.word_files import docx, p, tbl, tc, tr
from tests.browser.conftest import NewPage, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

MANAGER = "plan-manager@merrowdale.example"
HEADER = "<w:tblHeader/>"
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADINGS = ("No.", "What we will do", "Steps", "By when", "Captain", "Outcome")


@pytest.fixture
def folder(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what is sent where the worker finds it."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path))


def messy() -> bytes:
    """Return a plan as somebody keeps it: a key above it, merged cells, the header repeated,
    several paragraphs in a cell, three kinds of date, a total and an attendance list.

    Nothing tells that "Captain" is who leads, and "Outcome" stands over what was done.
    """
    steps = tc(p("Write the policy"), p("Train the managers"))
    cells, leads = (steps, tc(p("31/03/2027"), p("June 2027"))), tc(p("Kim Bell"), p("Ash Reed"))
    rows = [
        tr(*HEADINGS, properties=HEADER),
        tr("1", "Supervision is held each month", *cells, leads, "Begun."),
        tr(tc("2", properties=DOWN), tc("Children are heard", properties=DOWN),
           "Ask the children", "after half-term", "Sam Lowe", ""),
        tr(tc(properties=ON), tc(properties=ON), "Change the form", "31 May 2027", "Sam Lowe", ""),
        tr(*HEADINGS),
        tr("3", "Managers audit files", "", "Monthly", "Kim Bell", "Ten a month."),
        tr("", "Total", "", "", "", ""),
    ]  # fmt: skip
    present = tbl(tr("Name", "Attended"), tr("Kim Bell", "Yes"))
    above = p("Improvement plan of Merrowdale") + p("Key: blue is complete, red is late")
    return docx(above + tbl(*rows) + p("Present at the last meeting") + present)


def send(page: Page, content: bytes) -> None:
    fill_in(page, content, "our plan.docx")
    page.get_by_role("heading", name="What was found in the file").wait_for()


def said_of(row: Locator, field: str) -> Locator:
    """Return what was understood of a field of a row, nothing where it has none."""
    terms = row.get_by_role("term").filter(has_text=re.compile(rf"^{field}$"))
    return terms.locator("xpath=following-sibling::dd")


def fill_in(page: Page, content: bytes, name: str) -> None:
    page.goto("/councils/merrowdale/")
    page.get_by_role("link", name="Add a plan from a file").click()
    page.get_by_label("The file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_label("What is the plan called?").fill("The plan we had")
    day = page.get_by_role("group", name="When were its timescales agreed?")
    for part, value in (("Day", "1"), ("Month", "9"), ("Year", "2026")):
        day.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Read the file").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_messy_word_file_becomes_a_plan_with_a_wrong_column_put_right(
    demo: None, folder: None, worker: None, new_page: NewPage, javascript: bool
) -> None:
    page, content = new_page(javascript), messy()
    sign_in(page, MANAGER)
    send(page, content)
    expect(page.get_by_text("5 milestones found.").first).to_be_visible()
    expect(page.get_by_text("Kept with its heading: Captain").first).to_be_visible()
    first = page.locator("#row-0-2")
    expect(said_of(first, "Success measure")).to_have_text("Begun.")

    columns = page.locator("#columns")
    if columns.get_attribute("open") is None:
        columns.locator("summary").click()
    columns.get_by_label("What “Captain” holds").select_option("Leads")
    outcome = columns.get_by_label("What “Outcome” holds")
    expect(outcome).to_have_value("success_measure")
    outcome.select_option("Progress")
    columns.get_by_role("button", name="Keep what I put right").click()
    expect(page.get_by_text("Kept with its heading: Captain")).to_have_count(0)
    expect(said_of(first, "Progress of the row")).to_have_text("Begun.")
    expect(said_of(first, "Success measure")).to_have_count(0)

    row = page.locator("#row-0-3")
    if row.locator("details").get_attribute("open") is None:
        row.locator("summary").click()
    day = row.get_by_role("group", name="The day “after half-term” means")
    for part, value in (("Day", "8"), ("Month", "6"), ("Year", "2027")):
        day.get_by_label(part, exact=True).fill(value)
    row.get_by_role("button", name="Keep what I put right").click()
    expect(page.locator("#row-0-3").get_by_text("Due by 8 June 2027").first).to_be_visible()
    assert not ActionPlan.objects.filter(title="The plan we had").exists()

    page.get_by_role("button", name="Confirm and make the plan").click()

    expect(page.get_by_role("heading", name="The plan we had")).to_be_visible()
    expect(page.get_by_text("“our plan.docx” is taken in.")).to_be_visible()
    expect(page.get_by_text("Supervision is held each month").first).to_be_visible()
    plan = ActionPlan.objects.get(title="The plan we had")
    assert [action.reference for action in plan.actions.order_by("order")] == ["1", "2", "3"]
    leads = MilestoneLead.objects.filter(milestone__action__plan=plan)
    told = leads.values_list("milestone__text", "officer__name")
    assert ("Write the policy", "Kim Bell") in told
    assert ("Train the managers", "Ash Reed") in told
    said = ProgressUpdate.objects.filter(action__plan=plan)
    assert sorted(said.values_list("text", flat=True)) == ["Begun.", "Ten a month."]
    assert not plan.actions.exclude(success_measure="").exists()
    with page.expect_download() as download:
        page.get_by_role("link", name="our plan.docx").click()
    assert Path(download.value.path()).read_bytes() == content


def sheet_of(rows: int) -> bytes:
    book = Workbook(write_only=True)
    found = book.create_sheet("Plan")
    found.append(["Ref", "Action", "Lead", "Timescale"])
    for number in range(1, rows + 1):
        found.append([number, f"Write policy {number}", "Head of Care", "31 May 2027"])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_upload_page_answers_while_the_worker_reads_12_000_rows(
    demo: None, folder: None, new_page: NewPage, start_worker: Callable[[], None]
) -> None:
    page, other = new_page(), new_page()
    sign_in(page, MANAGER)
    sign_in(other, MANAGER)
    fill_in(page, sheet_of(12_000), "big plan.xlsx")
    expect(page.get_by_text("The file is being read").first).to_be_visible()
    job = ProcrastinateJob.objects.filter(
        task_name="actionplans.read_plan_file", args={"import_id": PlanImport.objects.get().pk}
    )
    start_worker()
    while job.get().status == "todo":
        page.wait_for_timeout(20)

    other.goto("/councils/merrowdale/imports/new/")

    expect(other.get_by_label("The file")).to_be_visible()
    assert job.get().status == "doing"
    page.get_by_role("heading", name="What was found in the file").wait_for(timeout=180_000)
    expect(page.get_by_text("12000 milestones found").first).to_be_visible()
