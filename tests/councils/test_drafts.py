"""What members do not read of a draft: every model that has to do with a plan says how."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from actionplans.models import Action, ActionPlan, Milestone, Question, StandsIn
from councils.access import access_to
from councils.drafts import is_draft, not_of_a_draft
from councils.models import Body, Council
from councils.roles import Role
from scrutiny.models import ForwardItem, NextStep, VisitAction
from tests.factories import (
    make_action,
    make_body,
    make_member,
    make_next_step,
    make_plan,
    make_visit,
)

# What names a plan, and is read though it is a draft: nobody but officers comes to it, or it says
# no more of the plan than that one is being drafted.
READ_ALL_THE_SAME = {
    "actionplans.ActionPlan.follows",
    "actionplans.AnsweredElsewhere.other",
    "actionplans.Delegation.plan",
    "actionplans.PlanImport.plan",
    "reports.PaperAppendix.plan",
    "scrutiny.ScrutinyReview.plan",
}


@pytest.mark.parametrize(
    ("model", "path", "ways"),
    [
        (ActionPlan, "", ["status"]),
        (Action, "", ["plan__status"]),
        (Action, "action__", ["action__plan__status"]),
        (Milestone, "", ["action__plan__status"]),
        (Question, "", ["plan__status"]),
        (StandsIn, "", ["plan__status", "action__plan__status"]),
        (ForwardItem, "", ["plan__status"]),
        (VisitAction, "", ["visit__plan__status", "action__plan__status"]),
        (Body, "", []),
    ],
)
def test_by_which_ways_a_row_is_one_of_a_draft(model: Any, path: str, ways: list[str]) -> None:
    found = str(not_of_a_draft(model, path))

    assert found.count("NOT") == len(ways)
    assert all(f"('{way}', 'draft')" in found for way in ways)


def names_of_plans() -> Iterator[tuple[Any, Any]]:
    """Yield (model, field) of everything of a council that names a plan."""
    for model in apps.get_models():
        if hasattr(model, "council_path"):
            for field in model._meta.get_fields():
                if isinstance(field, ForeignKey) and field.related_model is ActionPlan:
                    yield model, field


def test_whatever_names_a_plan_is_kept_with_it_or_read_for_a_reason() -> None:
    """A new field that names a plan says by `draft_with` that it hides with it."""
    found = list(names_of_plans())
    read = {
        f"{model._meta.label}.{field.name}"
        for model, field in found
        if f"'{field.name}__status'" not in str(not_of_a_draft(model))
    }

    assert len(found) > 20
    assert read == READ_ALL_THE_SAME


@pytest.mark.django_db
def test_an_access_reaches_drafts_for_officers_alone(council: Council) -> None:
    body = make_body(council)
    kept = make_action(make_plan(council))
    hidden = make_action(make_plan(council, status="draft"))
    steps = [make_next_step(body), make_next_step(body, plan=hidden.plan)]
    make_visit(body, kept, hidden)

    for role, number in ((Role.READER, 1), (Role.SCRUTINY_MEMBER, 1), (Role.DIRECTOR, 2)):
        access = access_to(make_member(council, role=role), council.slug)
        for model in (ActionPlan, Action, Milestone, VisitAction):
            assert access.reach(model).count() == number, (role, model)
        assert list(access.reach(NextStep).order_by("pk")) == steps[:number]
        assert access.reads(kept.plan) and access.reads(hidden.plan) == (number == 2)
    assert is_draft(hidden.plan) and not is_draft(kept.plan) and not is_draft(body)
