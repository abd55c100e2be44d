"""A workbook taken away, edited by hand and sent back becomes exactly the edits, and no more."""

import datetime
import io
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from actionplans.importing.applying import confirm_revision
from actionplans.importing.known import known_for
from actionplans.importing.revising import revise
from actionplans.importing.understanding import understand
from actionplans.models import ActionPlan
from actionplans.planning.editing import Change
from councils.models import Council
from reports.plan_files.as_sheets import plan_xlsx
from tests.factories import DAY, make_user
from tests.reports.drawn_plans import SOME, Drawn, Step, make, shown
from tests.reports.test_round_trip import sent

pytestmark = pytest.mark.django_db

PLAN = [
    Drawn(
        "Write the policy.",
        (
            Step("Draft it.", "30 November 2026", (0,)),
            Step("Agree it\nwith all teams.", "31 December 2026", (1,), moved="30 June 2027"),
        ),
        said="It is drafted.", theme="Leaders", other=(("Cabinet member", "Councillor Day"),),
        success_measure="Nine in ten files are good.", rating="Amber", accountable=2, answers=(0,),
    ),
    Drawn("Train the staff.", (Step("Book a room.", "30 November 2026", (1,)),),
          next_steps="Print the notes.", rating="Green", theme="Help and protection"),
    Drawn("Ask children.", (Step("Hold a panel.", "Ongoing", (0, 1)),), said="It was held.",
          success_measure="They say so.", rating="Red", is_confidential=True),
]  # fmt: skip
# Which cell a person changes, by heading and row of the sheet, to what; and what is shown of it.
EDITS: dict[tuple[str, int], tuple[Any, str]] = {
    ("Action", 2): ("Write the Policy.", "Action"),
    ("Action", 4): ("Train all of the staff.", "Action"),
    ("Milestones", 2): ("Draft it!", "Step 1"),
    ("Milestones", 3): ("Agree it\nwith every team.", "Step 2"),
    ("Milestones", 4): ("Book a room\nand a speaker.", "Step 1"),
    ("Timescale", 5): ("Monthly", "Step 1: new date"),
    ("Revised date", 4): (datetime.date(2027, 3, 31), "Step 1: new date"),
    ("Revised date", 3): ("September 2027", "Step 2: new date"),
    ("Lead officers", 3): ("Cy Third", "Step 2: leads"),
    ("Lead officers", 4): ("Head of Safeguarding", "Step 1: leads"),
    ("Accountable officer", 2): ("Ada Lead", "Accountable officer"),
    ("Progress", 2): ("It is out.", "Progress"),
    ("Progress", 4): ("A room is booked.", "Progress"),
    ("Rating", 5): ("Amber", "Progress"),
    ("Success measures", 2): (None, "Success measure"),
    ("Success measures", 5): ("They say so each year.", "Success measure"),
    ("Next steps", 4): (None, "Next steps"),
    ("Theme", 5): ("Leaders", "Theme"),
    ("Paragraph", 2): ("17", "Paragraph reference"),
    ("Confidential", 4): ("Confidential", "Confidential"),
    ("Cabinet member", 2): (None, "Cabinet member"),
    ("Cabinet member", 4): ("Councillor Night", "Cabinet member"),
}


def edited(content: bytes, cells: list[tuple[str, int]]) -> bytes:
    """Return the workbook with these cells changed, as a person saves it."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Plan"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for heading, row in cells:
        sheet.cell(row, columns[heading]).value = EDITS[heading, row][0]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells_of(content: bytes) -> list[list[Any]]:
    """Return what stands in the plan's sheet."""
    rows = load_workbook(io.BytesIO(content))["Plan"].iter_rows(values_only=True)
    return [[_plain(value) for value in row] for row in rows]


def _plain(value: Any) -> Any:
    return f"{value:%-d %B %Y}" if isinstance(value, datetime.datetime) else value


@SOME
@given(st.lists(st.sampled_from(list(EDITS)), min_size=1, max_size=3, unique=True))
def test_exactly_the_edits_are_shown_and_then_the_plan_prints_as_the_workbook(
    council: Council, cells: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        plan, by = make(council, PLAN, everything=True), make_user()
        content = edited(plan_xlsx(shown(plan)), cells)
        planned = sent(content, "p.xlsx", plan, by, plan=plan, is_revision=True)
        understood = understand(planned.tables, known_for(planned))
        found = revise(plan, understood, DAY)
        asked = {(*row.key, change.mark) for row in found.rows for change in row.asked}
        confirm_revision(
            planned, understood, seen=planned.version, why=Change(by, DAY, "Agreed."),
            reasons={}, chosen=frozenset(asked),
        )  # fmt: skip
        after = plan_xlsx(shown(ActionPlan.objects.get(pk=plan.pk)))
        transaction.set_rollback(True)

    changes = [change for row in found.rows for change in row.changes]
    told = {change.what.removesuffix(", as printed") for change in changes}
    assert sorted(told) == sorted({EDITS[cell][1] for cell in cells})
    assert [words for row in found.rows for words in row.stays] == []
    assert cells_of(after) == cells_of(content)
