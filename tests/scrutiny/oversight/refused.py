"""What the database refuses of what bodies hold: by constraint, by crossing, by moving."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from councils.models import Body, Council
from scrutiny.models import ForwardItem
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_forward_item,
    make_learning_point,
    make_lesson,
    make_meeting,
    make_next_step,
    make_plan,
    make_visit,
)


def _twice(make: Callable[..., object], *given: object, **fields: object) -> None:
    with transaction.atomic():
        for _ in range(2):
            make(*given, **fields)


def _once_twice(council: Council) -> None:
    body = make_body(council)
    meeting, plan = make_meeting(body), make_plan(council)
    _twice(make_forward_item, body, plan, kind="once", meeting=meeting)


def _action_twice(council: Council) -> None:
    action = make_action(make_plan(council))
    make_visit(make_body(council), action, action)


VIOLATIONS: dict[str, Callable[[Council], object]] = {
    "forward_item_says_when": lambda c: make_forward_item(make_body(c), kind="every", every=6),
    "forward_item_one_rhythm": lambda c: _twice(make_forward_item, make_body(c), make_plan(c)),
    "forward_item_once_a_meeting": _once_twice,
    "forward_item_ends_after_start": lambda c: make_forward_item(make_body(c), ends=days(-1)),
    "learning_point_has_words_and_a_source": lambda c: make_learning_point(make_body(c), source=""),
    "learning_point_once_in_body": lambda c: _twice(
        make_learning_point, make_body(c), lesson=make_lesson(c)
    ),
    "visit_says_what": lambda c: make_visit(make_body(c), learned=""),
    "visit_action_once": _action_twice,
    "next_step_has_words": lambda c: make_next_step(make_body(c), text=""),
    "next_step_ends_on_a_day": lambda c: make_next_step(make_body(c), ended="done"),
    "next_step_not_pursued_says_why": lambda c: make_next_step(
        make_body(c), ended="dropped", ended_on=DAY
    ),
}

_NOT_ITS_COUNCIL = "is of another council than the"
_NOT_OF_THE_BODY = "not of this body and its council."

CROSSINGS: dict[str, tuple[str, Callable[[Council, Council], object]]] = {
    "a forward plan with a plan of another council": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_forward_item(make_body(c), make_plan(other)),
    ),
    "a forward plan with a meeting of another body": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_forward_item(
            make_body(c), kind="once", meeting=make_meeting(make_body(c))
        ),
    ),
    "a learning point about a plan of another council": (
        _NOT_ITS_COUNCIL,
        lambda c, other: make_learning_point(make_body(c), plan=make_plan(other)),
    ),
    "a visit about a plan of another council": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_visit(make_body(c), plan=make_plan(other)),
    ),
    "a visit about a learning point of another body": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_visit(make_body(c), point=make_learning_point(make_body(c))),
    ),
    "a visit about an action of another council": (
        _NOT_ITS_COUNCIL,
        lambda c, other: make_visit(make_body(c), make_action(make_plan(other))),
    ),
    "a next step on a plan of another council": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_next_step(make_body(c), plan=make_plan(other)),
    ),
    "a next step from a meeting of another body": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_next_step(make_body(c), meeting=make_meeting(make_body(c))),
    ),
    "a next step from a learning point of another body": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_next_step(make_body(c), point=make_learning_point(make_body(c))),
    ),
    "a next step from a visit of another body": (
        _NOT_OF_THE_BODY,
        lambda c, other: make_next_step(make_body(c), visit=make_visit(make_body(c))),
    ),
}
# Several of these are refused by one rule: a rule a model.
RULES = 5


def _lesson_step(body: Body) -> Any:
    return make_next_step(body, lesson=make_lesson(body.council))


def _lesson_point(body: Body) -> Any:
    return make_learning_point(body, lesson=make_lesson(body.council))


def _link(body: Body) -> Any:
    visit = make_visit(body, make_action(make_plan(body.council)))
    return visit.about_actions.get()


STAYS: list[tuple[Callable[[Body], Any], str]] = [
    (make_forward_item, "body"),
    (make_learning_point, "body"),
    (_lesson_point, "lesson"),
    (make_visit, "body"),
    (_link, "visit"),
    (_link, "action"),
    (make_next_step, "body"),
    (_lesson_step, "lesson"),
]
TRACKED = {"ForwardItem", "LearningPoint", "Visit", "VisitAction", "NextStep"}


def one_of_each(council: Council) -> ForwardItem:
    """Make a row of every kind."""
    body = make_body(council)
    point = _lesson_point(body)
    visit = make_visit(body, make_action(make_plan(council)), point=point)
    make_next_step(body, visit=visit, point=point, meeting=make_meeting(body))
    return make_forward_item(body)
