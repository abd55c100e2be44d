"""What papers print of next steps and visits."""

from typing import Any

import pytest

from actionplans.models import ActionPlan
from councils.models import Body, Council
from reports.building import PaperFacts, builder_of
from reports.models import Report
from reports.paper.document import Items, Paragraph, walk
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_lesson,
    make_meeting,
    make_next_step,
    make_plan,
    make_report,
    make_visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(council: Council) -> Body:
    return make_body(council, "The board")


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def report(board: Body, plan: ActionPlan) -> Report:
    report = make_report(board.council, body=board, as_at=DAY)
    report.plans.add(plan)
    return report


def built(report: Report, name: str, *, is_public: bool = True, **options: Any) -> list[str]:
    """Return the text of each paragraph that is built, those of lists too."""
    blocks = builder_of(name).build(PaperFacts(report, DAY, is_public), options)
    found = [block for block in walk(blocks) if isinstance(block, Paragraph)]
    return ["".join(each.text for each in block.words) for block in found]


def test_next_steps_stand_late_first_with_who_and_by_when(board: Body, report: Report) -> None:
    make_next_step(board, text="Open.", due=days(9), who="The chair")
    make_next_step(board, text="Late.", due=days(-9))
    make_next_step(board, text="Over.", ended="done", ended_on=days(-1), outcome="It helped.")
    make_next_step(board, text="Later.", said_on=days(1))

    assert built(report, "next_steps", intro="The board:") == [
        "The board:",
        "Late.",
        "Late, by 9 days: it was due on 7 November 2026. Nobody is named to see to it.",
        "Open.",
        "Agreed, due on 25 November 2026. The chair.",
    ]
    assert built(report, "next_steps", which="ended") == [
        "Over.",
        "Done, on 15 November 2026. Nobody is named to see to it.",
        "It helped.",
    ]
    assert len(built(report, "next_steps", which="all")) == 7


def test_what_was_named_as_possible_can_stand_as_a_lettered_list(
    council: Council, board: Body, report: Report
) -> None:
    for text in ("Plan visits.", "Learn more."):
        lesson = make_lesson(council, text, kind="further")
        make_next_step(board, lesson=lesson, is_agreed=False)

    blocks = builder_of("next_steps").build(PaperFacts(report, DAY), {"layout": "letters"})

    (items,) = (block for block in blocks if isinstance(block, Items))
    assert items.kind == "letters"
    assert built(report, "next_steps", layout="letters") == ["Plan visits.", "Learn more."]


def test_visits_say_where_who_went_and_what_was_learned(
    board: Body, plan: ActionPlan, report: Report
) -> None:
    shown = make_action(plan, reference="A1")
    secret = make_action(plan, reference="A2", is_confidential=True)
    make_meeting(board, days(-30))
    make_visit(board, shown, secret, day=days(-3), who="The chair\nTwo members")
    make_visit(board, day=days(-40), place="The hub")

    assert built(report, "visits", since_last=True) == [
        "The front door, 13 November 2026 (The chair, Two members).",
        "Calls wait.",
        "Actions it was about: A1.",
    ]
    assert "Actions it was about: A1, A2." in built(report, "visits", is_public=False)
    assert len([text for text in built(report, "visits") if "The hub" in text]) == 1


@pytest.mark.parametrize("name", ["next_steps", "visits"])
def test_they_are_of_the_papers_body_or_of_its_plans(
    board: Body, plan: ActionPlan, report: Report, name: str
) -> None:
    other = make_body(board.council)
    make = {"next_steps": make_next_step, "visits": make_visit}[name]
    said = {"next_steps": "text", "visits": "learned"}[name]
    make(board, **{said: "Own."})
    make(other, plan=plan, **{said: "On the plan."})
    make(other, **{said: "Foreign."})

    own, of_plans = built(report, name), built(report, name, whose="plans")

    assert "Own." in own and "On the plan." not in own and "Foreign." not in own
    assert "On the plan." in of_plans and "Own." not in of_plans and "Foreign." not in of_plans


@pytest.mark.parametrize("name", ["next_steps", "visits"])
def test_nothing_is_built_where_nothing_is_held(report: Report, name: str) -> None:
    assert built(report, name, intro="Before it.") == []
