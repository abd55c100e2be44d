"""The wording for papers stands in every paper and file, in place of the officer's words."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from actionplans.asat import AsAt
from actionplans.importing.known import known_for
from actionplans.importing.revising import revise
from actionplans.importing.understanding import understand
from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day
from actionplans.reviewing.ruling import accept, sign_off
from councils.models import Council
from councils.roles import Role
from reports.models import Export
from reports.plan_files.as_sheets import plan_xlsx
from reports.word.plan import plan_docx
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_plan,
    make_rules,
    make_update,
    make_user,
)
from tests.pages import fix_today
from tests.reports.test_columns_everywhere import (
    as_csv,
    as_docx,
    as_pdf,
    as_xlsx,
    content,
    on_screen,
)
from tests.reports.test_round_trip import sent
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db

OWN, PAPERS = "We got Ben Hill’s team to do it.", "One team has done it."
Shown = Callable[[Client, ActionPlan], Any]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan with one update, accepted with another wording for papers."""
    plan = make_plan(council, title="The improvement plan")
    step = make_action(plan, reference="A1").milestones.get()
    make_due_date(step, days(5))
    update = make_update(step.action, step, text=OWN, day=days(-3))
    accept(update, by=make_user(), day=days(-1), wording=PAPERS)
    return plan


def as_json(client: Client, plan: ActionPlan) -> Any:
    return json.loads(content(client, plan, "json"))


def sheets(client: Client, plan: ActionPlan) -> list[Any]:
    book = load_workbook(io.BytesIO(content(client, plan, "xlsx")))
    return [[[*row] for row in sheet.iter_rows(values_only=True)] for sheet in book]


@pytest.mark.parametrize("role", [Role.PLAN_MANAGER, Role.READER])
@pytest.mark.parametrize("shown", [on_screen, as_pdf, as_docx, as_xlsx, as_csv, sheets, as_json])
def test_papers_and_files_print_the_wording(
    plan: ActionPlan, client_for: Any, shown: Shown, role: Role
) -> None:
    printed = str(shown(client_for(role), plan))

    assert PAPERS in printed
    assert OWN not in printed


@pytest.mark.parametrize("shown", [on_screen, as_pdf, as_docx, sheets, as_csv, as_json])
def test_what_waits_for_its_sign_off_stands_in_no_paper(
    plan: ActionPlan, client_for: Any, shown: Shown
) -> None:
    make_rules(plan.council, needs_sign_off=True)
    action = plan.actions.get()
    update = make_update(action, action.milestones.get(), text="All have done it.")
    accept(update, by=make_user(), day=DAY, wording="All teams have done it.")
    client = client_for(Role.READER)

    printed = str(shown(client, plan))
    assert PAPERS in printed
    assert "have done it." not in printed

    sign_off(update, by=make_user(), day=DAY)
    Export.objects.all().delete()
    assert "All teams have done it." in str(shown(client, plan))


@pytest.mark.parametrize("accepted_only", [True, False])
def test_the_wording_stands_in_working_copies_too(plan: ActionPlan, accepted_only: bool) -> None:
    shown = plan_on_day(plan, AsAt(DAY, DAY, accepted_only=accepted_only))

    rows = Word(plan_docx(shown)).rows(-1)
    words = " ".join(text for row in rows for cell in row for text in cell.texts)
    assert PAPERS in words
    assert OWN not in words


@pytest.mark.parametrize("accepted_only", [True, False])
def test_a_file_sent_back_unedited_changes_nothing(plan: ActionPlan, accepted_only: bool) -> None:
    shown = plan_on_day(plan, AsAt(DAY, DAY, accepted_only=accepted_only))
    planned = sent(plan_xlsx(shown), "plan.xlsx", plan, make_user())

    found = revise(plan, understand(planned.tables, known_for(planned)), DAY)

    assert [change for row in found.rows for change in row.changes] == []
