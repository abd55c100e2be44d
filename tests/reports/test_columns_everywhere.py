"""The columns a council ticks, renames and orders are those of its plan wherever it is shown."""

import csv
import datetime
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from actionplans.models import ActionPlan
from councils.models import Council
from councils.roles import Role
from reports import tasks
from reports.models import Export
from tests.actionplans.test_columns_page import typed
from tests.factories import (
    days,
    make_action,
    make_due_date,
    make_lead,
    make_officer,
    make_plan,
    make_update,
)
from tests.pages import Page, fix_today, read
from tests.pdf_reading import read_pdf
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db

HEADINGS = ["No.", "Progress at 16 November 2026", "What?", "Money", "Timescales", "Captain", "RAG"]
WORDS = [
    "A1",
    "The draft is out.",
    "Write the policy.",
    "£5 a day",
    "21 November 2026",
    "Ada Lead",
    "In progress",
]
Table = list[list[str]]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan of one action, with a heading of its own file and words in every column."""
    plan = make_plan(council, title="The improvement plan")
    other = [["Cost", "£5 a day"], ["Ward", "All wards"]]
    action = make_action(plan, text="Write the policy.", reference="A1", other=other)
    step = action.milestones.get()
    make_lead(step, make_officer(council, "Ada Lead"))
    make_due_date(step, days(5))
    make_update(action, step, text="The draft is out.", accepted=True)
    return plan


@pytest.fixture
def manager(client_for: Any, plan: ActionPlan) -> Client:
    """A plan manager who has ticked, renamed and ordered the plan's columns."""
    client: Client = client_for(Role.PLAN_MANAGER)
    page = read(client, url(plan, "actionplans:plan_columns"))
    data = typed(
        page,
        reference={"shown": "on", "place": "1", "heading": "No."},
        progress={"place": "2", "heading": "Progress at {day}"},
        action={"place": "3", "heading": "What?"},
        other_Cost={"place": "4", "heading": "Money"},
        timescale={"place": "5"},
        leads={"place": "6", "heading": "Captain"},
        rating={"shown": "on", "place": "7", "heading": "RAG"},
        milestones={"shown": ""},
        other_Ward={"shown": ""},
    )
    Page(client.post(url(plan, "actionplans:plan_columns"), data | {"save": "1"}, follow=True))
    return client


def url(plan: ActionPlan, name: str) -> str:
    return reverse(name, args=[plan.council.slug, plan.pk])


def content(client: Client, plan: ActionPlan, ending: str) -> bytes:
    return client.get(url(plan, f"reports:appendix_{ending}")).content


def on_screen(client: Client, plan: ActionPlan) -> Table:
    table = read(client, url(plan, "reports:appendix")).main.one("table", "plan")
    rows = [row for part in table.all("tbody") for row in part.all("tr")]
    return [table.all("thead")[0].texts("th"), *(row.cells for row in rows)]


def as_pdf(client: Client, plan: ActionPlan) -> Table:
    client.post(url(plan, "reports:export_add"))
    export = Export.objects.get()
    tasks.render_export(export.pk)
    made = Export.objects.get(pk=export.pk)
    assert made.content
    table = read_pdf(bytes(made.content)).tables[-1]
    return [[cell["text"] for cell in row] for row in table]


def as_docx(client: Client, plan: ActionPlan) -> Table:
    rows = Word(content(client, plan, "docx")).rows(-1)
    return [[" ".join(cell.texts) for cell in row] for row in rows]


def as_xlsx(client: Client, plan: ActionPlan) -> Table:
    sheet = load_workbook(io.BytesIO(content(client, plan, "xlsx")))["Plan"]
    return [[written(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def written(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return f"{value:%-d %B %Y}"
    return "" if value is None else str(value)


def as_csv(client: Client, plan: ActionPlan) -> Table:
    text = content(client, plan, "csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("shown", [on_screen, as_pdf, as_docx, as_xlsx, as_csv])
def test_screen_and_files_show_the_columns_chosen_with_their_words(
    plan: ActionPlan, manager: Client, shown: Callable[[Client, ActionPlan], Table]
) -> None:
    headings, row = shown(manager, plan)

    assert headings == HEADINGS
    assert [words for words, cell in zip(WORDS, row, strict=True) if words in cell] == WORDS
    assert "All wards" not in " ".join(row)


def test_the_json_file_names_the_columns_chosen(plan: ActionPlan, manager: Client) -> None:
    data = json.loads(content(manager, plan, "json"))

    assert [column["heading"] for column in data["columns"]] == HEADINGS
