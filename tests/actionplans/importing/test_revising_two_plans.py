"""A revised file of a plan in which an action of another plan stands: one action is edited."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.importing.applying import confirm_revision
from actionplans.importing.changes import Revision
from actionplans.importing.opening import open_file
from actionplans.importing.revising import revise
from actionplans.importing.tables import to_json
from actionplans.models import Action, ActionPlan, PlanImport
from actionplans.on_day.plans import plan_on_day
from actionplans.planning.editing import Change
from councils.models import Council
from councils.roles import Role
from reports.plan_files.exporting import FORMATS
from tests.actionplans.importing.imports import make_read, understood_of
from tests.factories import (
    DAY,
    make_action,
    make_due_date,
    make_inspection,
    make_lead,
    make_officer,
    make_place,
    make_plan,
    make_recommendation,
    make_theme,
    make_update,
    make_user,
)
from tests.pages import fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A SEND plan: an action of its own, and as its first one of the improvement plan."""
    plan = make_plan(council, title="SEND plan")
    make_action(plan, text="Write the local offer for families.")
    return plan


@pytest.fixture
def shared(plan: ActionPlan) -> Action:
    home = make_plan(plan.council, title="Improvement plan")
    make_action(home, text="Recruit more social workers.")
    action = make_action(home, text="Assess what each child needs in time.")
    for asks in (home, plan):
        source = make_inspection(plan.council)
        asks.sources.add(source)
        action.recommendations.add(
            make_recommendation(source, text=f"Assess in time, says the paper of {asks}.")
        )
    own = make_recommendation(source, text="Tell families what help there is for them.")
    plan.actions.get().recommendations.add(own)
    step = action.milestones.get()
    make_lead(step, make_officer(plan.council, "Ada Lead"))
    make_due_date(step)
    make_update(action, step, text="We began in one area.", accepted=True)
    make_place(plan, action, order=0, reference="B2", theme=make_theme(plan, "Timeliness"))
    return action


def content_of(plan: ActionPlan, ending: str) -> bytes:
    return FORMATS[ending](plan_on_day(plan, AsAt(day=DAY, today=DAY)))


def revised(plan: ActionPlan, content: bytes, ending: str = "csv") -> PlanImport:
    document = to_json(open_file(content, f"plan.{ending}"))
    return make_read(
        plan.council, plan=plan, is_revision=True, agreed_on=plan.agreed_on, document=document
    )


def looked_at(planned: PlanImport) -> Revision:
    assert planned.plan
    return revise(planned.plan, understood_of(planned), DAY)


def take(planned: PlanImport) -> None:
    why = Change(make_user(), DAY, "The board agreed it.")
    confirm_revision(planned, understood_of(planned), seen=1, why=why, reasons={})


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv"])
@pytest.mark.parametrize("of_home", [False, True])
def test_what_was_taken_away_and_comes_back_as_it_was_changes_nothing(
    ending: str, of_home: bool, plan: ActionPlan, shared: Action
) -> None:
    seen = shared.plan if of_home else plan
    seen.columns = [
        {"field": field, "heading": field.capitalize()}
        for field in ("reference", "recommendation", "action", "timescale", "leads", "progress")
    ]
    seen.save()

    found = looked_at(revised(seen, content_of(seen, ending), ending))

    assert [row.changes for row in found.rows] == [(), ()]
    assert (found.missing, found.order) == ((), ())
    assert {row.action for row in found.rows} >= {shared}


def test_edits_are_made_to_the_one_action_and_its_place(plan: ActionPlan, shared: Action) -> None:
    content = content_of(plan, "csv").decode("utf-8-sig")
    content = content.replace("Assess what each child needs", "Assess all that each child needs")
    content = content.replace("B2", "S7").replace("Timeliness", "In time")
    content = content.replace("We began in one area.", "We began in two areas.")
    planned = revised(plan, content.encode())

    (row,) = (row for row in looked_at(planned).rows if row.changes)
    assert row.stays[0] == "It belongs to Improvement plan, too: what changes here changes there."
    take(planned)
    own, theirs = (
        next(row for row in plan_on_day(each, AsAt(day=DAY, today=DAY)).rows if row.pk == shared.pk)
        for each in (shared.plan, plan)
    )
    assert own.text == theirs.text == "Assess all that each child needs in time."
    assert own.latest == theirs.latest
    assert own.latest
    assert own.latest.text == "We began in two areas."
    assert (theirs.reference, theirs.theme) == ("S7", "In time")
    assert (own.reference, own.theme, own.order) == ("2", "", 2)


def test_the_order_of_the_file_is_the_order_of_this_plan_alone(
    plan: ActionPlan, shared: Action
) -> None:
    head, *rows = content_of(plan, "csv").decode("utf-8-sig").split("\r\n")
    first, second = rows[0], rows[1]
    planned = revised(plan, "\r\n".join([head, second, first, ""]).encode())
    confirm_revision(
        planned,
        understood_of(planned),
        seen=1,
        why=Change(make_user(), DAY),
        reasons={},
        in_order=True,
    )

    shown = plan_on_day(plan, AsAt(day=DAY, today=DAY))
    assert [row.reference for row in shown.rows] == ["1", "B2"]
    shared.refresh_from_db()
    assert shared.order == 2


def test_nothing_of_an_action_changes_whose_own_plan_is_closed(
    plan: ActionPlan, shared: Action
) -> None:
    shared.plan.status = "closed"
    shared.plan.save()
    content = content_of(plan, "csv").replace(b"Assess what each", b"Assess all that each")

    found = looked_at(revised(plan, content))

    (row,) = (row for row in found.rows if row.action == shared)
    assert row.changes == ()
    assert row.stays == ("It belongs to Improvement plan, which is closed. Nothing of it changes.",)


def test_a_file_of_a_draft_asks_why_where_an_action_of_it_was_agreed_elsewhere(
    plan: ActionPlan, shared: Action, client_for: Callable[..., Client]
) -> None:
    plan.status = "draft"
    plan.save()
    content = content_of(plan, "csv").replace(b"Assess what each", b"Assess all that each")
    planned = revised(plan, content)
    here: Any = reverse("actionplans:plan_import", args=[plan.council.slug, planned.pk])

    assert read(client_for(Role.PLAN_MANAGER), here).value("because") == ""


def test_a_new_action_of_a_file_takes_no_number_of_another_plans_action(
    plan: ActionPlan, shared: Action
) -> None:
    content = content_of(plan, "csv").decode("utf-8-sig")
    head, *rows = content.split("\r\n")
    empty = ",".join(['""'] * (head.count(",") - 1))
    new = f'"B2","Quite another thing to be done by somebody",{empty}'
    take(revised(plan, "\r\n".join([head, *rows[:2], new, ""]).encode()))

    shown = plan_on_day(plan, AsAt(day=DAY, today=DAY))
    assert [row.reference for row in shown.rows] == ["B2", "1", "B2a"]
    assert [row.order for row in shown.rows][-1] > 1
