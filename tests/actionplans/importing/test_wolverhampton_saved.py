"""Wolverhampton's appendix as a council keeps it becomes the plan that the demo holds.

Once in the words of our fixture, once in the paper's own, which are read where the paper is had;
then the sentences are the paper's, and all else is what the demo holds.
"""

import datetime
from typing import Any

import pytest
from django.core.management import call_command

from actionplans.asat import AsAt
from actionplans.importing.correcting import from_json
from actionplans.importing.known import known_for
from actionplans.importing.opening import read
from actionplans.importing.saving import confirm, correct
from actionplans.importing.tables import to_json
from actionplans.importing.understanding import understand
from actionplans.models import ActionPlan, PlanImport
from actionplans.on_day.plans import rows_on_day
from actionplans.rows import Row
from inspections.models import Inspection
from tests.actionplans.importing.test_wolverhampton import FILES, WORDS
from tests.actionplans.importing.wolverhampton_files import Words, lines
from tests.factories import DAY, make_import, make_user

pytestmark = pytest.mark.django_db

CABINET = datetime.date(2017, 4, 26)


@pytest.fixture
def held(db: None) -> ActionPlan:
    """The plan as the demo holds it."""
    call_command("load_demo", verbosity=0)
    return ActionPlan.objects.get(reference="wolverhampton-2017")


def sent(held: ActionPlan, kind: str, words: list[Words]) -> PlanImport:
    """Return the paper's table as a file of this kind, read and put right."""
    document = to_json(read(FILES[kind](lines(words)), f"plan.{kind}"))
    planned = make_import(
        held.council,
        status=PlanImport.Status.READ,
        document=document,
        title="The same again",
        inspection=Inspection.objects.get(council=held.council, plans=held),
        agreed_on=CABINET,
        reported_on=CABINET,
        asked_on=DAY,
    )
    third = understand(planned.tables, known_for(planned)).rows[2]
    places = {"places": [[*third.key, "leads", [1, 1, 2]]]}
    return correct(planned, places, seen=1, by=make_user())


def shown(plan: ActionPlan) -> list[dict[str, Any]]:
    """Return the rows of a plan on the day of the paper, as far as a file can tell them."""
    return [_shown(row) for row in rows_on_day(plan.actions.all(), AsAt(day=CABINET, today=DAY))]


def _shown(row: Row) -> dict[str, Any]:
    return {
        "text": row.text,
        "source": row.source_text,
        "answers": [asked.number for asked in row.answers],
        "printed_leads": row.printed_leads,
        "status": row.status,
        "steps": [
            {
                "text": step.text,
                "leads": [lead.name for lead in step.leads],
                "printed_leads": step.printed_leads,
                "dates": [(d.words, d.due, d.precision, d.recurrence) for d in step.dates],
                "status": step.status,
            }
            for step in row.steps
        ],
    }


def in_words(rows: list[dict[str, Any]], words: list[Words]) -> list[dict[str, Any]]:
    """Return the rows with these sentences for those of the action and its steps."""
    return [
        row
        | {
            "text": said.action,
            "steps": [
                step | {"text": text} for step, text in zip(row["steps"], said.steps, strict=True)
            ],
        }
        for row, said in zip(rows, words, strict=True)
    ]


def progress(plan: ActionPlan) -> list[list[str]]:
    """Return the lines of what each row says of its progress, on the day of the paper."""
    rows = rows_on_day(plan.actions.all(), AsAt(day=CABINET, today=DAY))
    return [[line for said in row.said for line in said.text.split("\n") if line] for row in rows]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("kind", list(FILES))
def test_after_one_correction_the_plan_made_is_the_plan_held(
    held: ActionPlan, kind: str, words: Any
) -> None:
    table = words()
    planned = sent(held, kind, table)
    found = understand(planned.tables, known_for(planned), from_json(planned.corrections))

    plan = confirm(planned, found, seen=2, by=make_user())

    assert shown(plan) == in_words(shown(held), table)
    assert progress(plan) == [list(said.progress) for said in table]
