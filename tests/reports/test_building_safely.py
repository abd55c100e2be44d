"""No builder, told whatever it can be told, prints what is confidential or not accepted."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import ActionPlan
from councils.models import Council
from reports.building import BUILDERS, PaperFacts, offered
from reports.building import options as kinds
from reports.models import Report
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_body,
    make_due_date,
    make_finding,
    make_inspection,
    make_judgement,
    make_lead,
    make_lesson,
    make_measure,
    make_meeting,
    make_plan,
    make_printed_table,
    make_question,
    make_reading,
    make_recommendation,
    make_report,
    make_risk,
    make_theme,
    make_update,
)
from tests.reports.built import lines

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"


def add(plan: ActionPlan, word: str, **fields: Any) -> None:
    """Add an action with all that can be said of one, every text with `word` in it."""
    inspection = plan.sources.get()
    asked = make_recommendation(inspection, text="Oversee.")
    action = make_action(plan, text=f"{word} acts.", recommendations=[asked], **fields)
    step = action.milestones.get()
    make_lead(step)
    make_due_date(step, days(-30), day=days(-60))
    make_due_date(step, days(-5), day=days(-6), reason=f"{word} moved.")
    late = {"progress": "in_progress", "outlook": "off_track", "reason": f"{word} left."}
    make_update(action, step, text=f"{word} said.", accepted=True, **late)
    make_reading(make_measure(plan, f"{word} measured", action=action))
    flag = f"late:step:{step.pk}"
    make_answer(make_question(plan, f"{word}?", action=action, flag=flag), f"{word} answers.")


@pytest.fixture
def report(council: Council) -> Report:
    """A paper about a plan of which everything is held, and a little of it is nobody's business."""
    inspection = make_inspection(council, ends_on=days(-200), published_on=days(-100))
    make_judgement(inspection, grade="good")
    make_finding(inspection)
    plan = make_plan(council)
    plan.sources.add(inspection)
    make_meeting(make_body(council, "Cabinet"), days(-20))
    make_risk(plan)
    make_theme(plan)
    make_lesson(council)
    make_printed_table(council)
    add(plan, "Open")
    report = make_report(council)
    report.plans.add(plan)
    return report


def ways(name: str, facts: PaperFacts) -> Iterator[dict[str, Any]]:
    """Yield every choice a builder has with every other, all ticks on and then off."""
    options = BUILDERS[name].options
    choices = [o for o in options if o.kind == kinds.CHOICE]
    ticks = [o.name for o in options if o.kind == kinds.YES]
    for values in product(*([v for v, _ in o.choices] for o in choices)):
        chosen = {o.name: v for o, v in zip(choices, values, strict=True)}
        for tick in (True, False) if ticks else (True,):
            yield chosen | dict.fromkeys(ticks, tick)
    for option in options:
        for value, _ in offered(option, facts):
            yield {option.name: [value] if option.is_several else value}


def printed(report: Report, name: str, is_public: bool = True) -> str:
    facts = PaperFacts(report, DAY, is_public)
    build = BUILDERS[name].build
    return "\n".join(line for way in ways(name, facts) for line in lines(build(facts, way)))


@pytest.mark.parametrize("name", BUILDERS)
def test_nothing_confidential_is_in_the_public_paper(name: str, report: Report) -> None:
    before = printed(report, name)
    add(report.plans.get(), SECRET, is_confidential=True)

    assert SECRET not in printed(report, name)
    if "Open" in before:
        assert SECRET in printed(report, name, is_public=False)


@pytest.mark.parametrize("name", BUILDERS)
def test_an_update_that_nobody_accepted_is_in_no_paper(name: str, report: Report) -> None:
    before = [printed(report, name, is_public) for is_public in (True, False)]
    action = report.plans.get().actions.get()
    told = {"progress": "complete", "text": f"{SECRET}.", "reason": f"{SECRET}."}
    make_update(action, action.milestones.get(), **told)

    assert [printed(report, name, is_public) for is_public in (True, False)] == before


@pytest.mark.parametrize("name", BUILDERS)
def test_the_number_of_queries_does_not_grow_with_rows(name: str, report: Report) -> None:
    """Whatever the builder is told."""
    chosen = list(ways(name, PaperFacts(report, DAY)))

    def asked(way: dict[str, Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            BUILDERS[name].build(PaperFacts(report, DAY), way)
        return len(queries)

    plan = report.plans.get()
    add(plan, "Second")
    before = [asked(way) for way in chosen]
    for number in range(3):
        add(plan, f"Further {number}")
        make_theme(plan)
        make_risk(plan)
        make_lesson(report.council)
        make_finding(plan.sources.get())
        make_printed_table(report.council)

    assert [asked(way) for way in chosen] == before
