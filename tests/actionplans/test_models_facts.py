"""Plans and their facts: what is never changed nor removed, and the history of the rest."""

from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ProtectedError

from actionplans.models import (
    Action,
    ActionPlan,
    ActionRecommendation,
    AnsweredElsewhere,
    CalendarFeed,
    CouncilRules,
    Delegation,
    HandOver,
    Measure,
    MeasureBand,
    Milestone,
    MilestoneLead,
    PlanBody,
    PlanSource,
    ReminderSettings,
    ReportingRhythm,
    ReportLink,
    Risk,
    StandsIn,
    Theme,
)
from councils.models import Council
from tests.factories import (
    make_action,
    make_answer,
    make_answer_date,
    make_band,
    make_body,
    make_chase,
    make_chased,
    make_closing,
    make_cycle,
    make_delegation,
    make_due_date,
    make_elsewhere,
    make_ending,
    make_evidence,
    make_feed,
    make_hand_over,
    make_inspection,
    make_lead,
    make_measure,
    make_officer,
    make_place,
    make_plan,
    make_published_group,
    make_question,
    make_reading,
    make_recommendation,
    make_report_link,
    make_review,
    make_rhythm,
    make_risk,
    make_rules,
    make_scale,
    make_theme,
    make_update,
    make_user,
)
from tests.refusals import refused_as_a_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(council: Council) -> Action:
    return make_action(make_plan(council))


# Facts stay


def _facts(action: Action) -> dict[str, Any]:
    update = make_update(action, action.milestones.get(), accepted=True)
    scale = make_scale(action.plan.council)
    group = make_published_group(action.plan, [action], {"complete": 1})
    answer = make_answer(make_question(action.plan))
    cycle = make_cycle(action.plan)
    chase = make_chase(action.plan, cycle=cycle)
    return {
        "ProgressUpdate": update,
        "ProgressLine": update.lines.get(),
        "DueDate": make_due_date(action.milestones.get()),
        "Review": update.reviews.get(),
        "RatingScale": scale,
        "RatingLabel": scale.labels.first(),
        "Ending": make_ending(action),
        "PublishedGroup": group,
        "PublishedMember": group.members.get(),
        "PublishedCount": group.counts.get(),
        "Evidence": make_evidence(update),
        "Reading": make_reading(make_measure(action.plan)),
        "Question": answer.question,
        "Answer": answer,
        "AnswerDate": make_answer_date(answer.question),
        "ReportingCycle": cycle,
        "CycleClosing": make_closing(cycle),
        "Chase": chase,
        "Chased": make_chased(chase, action.milestones.get()),
    }


# The fact, a field of it, and what somebody would like it to have said.
FACTS = [
    ("ProgressUpdate", "text", "Something else"),
    ("ProgressLine", "progress", "complete"),
    ("DueDate", "words", "Some other day"),
    ("Review", "comment", "Never mind"),
    ("RatingScale", "name", "Theirs"),
    ("RatingLabel", "label", "Green"),
    ("Ending", "reason", "Nobody wanted it"),
    ("PublishedGroup", "words", "Other actions"),
    ("PublishedMember", "action_id", 0),
    ("PublishedCount", "number", 30),
    ("Evidence", "url", "https://example.com/another"),
    ("Reading", "value", 100),
    ("Question", "text", "All is well?"),
    ("Answer", "text", "All is well."),
    ("AnswerDate", "due_on", "2030-01-01"),
    ("ReportingCycle", "closes_on", "2030-01-01"),
    ("CycleClosing", "missing", 0),
    ("Chase", "words", "Never mind."),
    ("Chased", "officer_id", 0),
]


def test_every_model_of_which_nothing_changes_is_tried_here() -> None:
    assert {name for name, _, _ in FACTS} == {
        model.__name__
        for model in apps.get_app_config("actionplans").get_models()
        if any(trigger.name == "facts_stay" for trigger in getattr(model._meta, "triggers", []))
    }


@pytest.mark.parametrize(("name", "field", "value"), FACTS)
def test_a_fact_is_never_changed_in_any_way(
    name: str, field: str, value: object, action: Action
) -> None:
    fact = _facts(action)[name]
    table = fact._meta.db_table

    setattr(fact, field, value)
    with refused_as_a_fact():
        fact.save()
    with refused_as_a_fact():
        type(fact).objects.filter(pk=fact.pk).update(**{field: value})
    with refused_as_a_fact(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {field} = %s", [value])  # noqa: S608


@pytest.mark.parametrize("name", [name for name, _, _ in FACTS])
def test_a_fact_is_never_removed_in_any_way(name: str, action: Action) -> None:
    fact = _facts(action)[name]
    table = fact._meta.db_table

    with refused_as_a_fact():
        type(fact).objects.filter(pk=fact.pk)._raw_delete(using="default")
    with refused_as_a_fact(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    assert type(fact).objects.filter(pk=fact.pk).exists()


def test_an_action_with_facts_cannot_be_removed_with_its_plan(action: Action) -> None:
    make_update(action)

    with pytest.raises(ProtectedError):
        action.plan.delete()


# What a draft takes with it


def _of_a_file(action: Action) -> list[Any]:
    """Return what a file says of an action, in the order in which it can go."""
    update = make_update(action, action.milestones.get(), how="paper", source="plan.xlsx")
    review = make_review(update, by=None, source="plan.xlsx")
    return [make_due_date(action.milestones.get()), review, update.lines.get(), update]


def _draft_action(council: Council) -> Action:
    return make_action(make_plan(council, status="draft"))


def _remove(fact: Any) -> None:
    type(fact).objects.filter(pk=fact.pk)._raw_delete(using="default")


NAMES = ["DueDate", "Review", "ProgressLine", "ProgressUpdate"]


def test_what_a_file_says_goes_with_a_draft(council: Council) -> None:
    facts = _of_a_file(_draft_action(council))
    assert [type(fact).__name__ for fact in facts] == NAMES

    for fact in facts:
        _remove(fact)

    assert not any(type(fact).objects.exists() for fact in facts)


def _approved(action: Action) -> None:
    action.plan.status = "approved"
    action.plan.save()


def _approved_once(action: Action) -> None:
    _approved(action)
    action.plan.status = "draft"
    action.plan.save()


STAYS = {
    "the plan is approved": _approved,
    "it was approved once": _approved_once,
    "a person reported": make_update,
}


@pytest.mark.parametrize("place", range(4), ids=NAMES)
@pytest.mark.parametrize("why", STAYS)
def test_what_a_file_says_stays_where_something_was_settled(
    why: str, place: int, council: Council
) -> None:
    action = _draft_action(council)
    facts = _of_a_file(action)
    STAYS[why](action)

    with refused_as_a_fact():
        _remove(facts[place])


@pytest.mark.parametrize("place", range(4), ids=NAMES)
def test_what_a_file_says_of_a_draft_is_not_changed(place: int, council: Council) -> None:
    fact = _of_a_file(_draft_action(council))[place]

    with refused_as_a_fact():
        type(fact).objects.filter(pk=fact.pk).update(id=fact.pk)


def test_what_a_person_ruled_on_or_added_to_a_file_stays(council: Council) -> None:
    *_, update = _of_a_file(_draft_action(council))

    for fact in (make_review(update, "reopened", comment="Not yet."), make_evidence(update)):
        with refused_as_a_fact():
            _remove(fact)


def test_what_a_person_said_of_a_draft_stays(council: Council) -> None:
    action = _draft_action(council)
    update = make_update(action, action.milestones.get())

    for fact in (update.lines.get(), update):
        with refused_as_a_fact():
            _remove(fact)


# History


def test_history_is_added_to_and_names_the_user(action: Action) -> None:
    user = make_user()
    with pghistory.context(user=user.pk):
        action.text = "Carry it out soon."
        action.save()

    event = action.events.order_by("pgh_id").last()
    assert (event.pgh_label, event.text) == ("update", "Carry it out soon.")
    assert event.pgh_context.metadata == {"user": user.pk}


TRACKED = [
    ActionPlan,
    Theme,
    Action,
    Milestone,
    MilestoneLead,
    Measure,
    MeasureBand,
    Risk,
    CouncilRules,
    AnsweredElsewhere,
    PlanSource,
    PlanBody,
    ActionRecommendation,
    ReminderSettings,
    ReportLink,
    ReportingRhythm,
    StandsIn,
    Delegation,
    HandOver,
    CalendarFeed,
]


def test_every_model_with_a_history_is_tried_here() -> None:
    models = apps.get_app_config("actionplans").get_models()
    assert {model for model in models if hasattr(model, "pgh_event_model")} == set(TRACKED)


@pytest.mark.parametrize("model", TRACKED)
def test_history_refuses_to_be_rewritten(model: Any, action: Action) -> None:
    plan = action.plan
    lead = make_lead(action.milestones.get())
    make_report_link(lead.milestone, lead.officer)
    ReminderSettings.objects.create(plan=plan)
    make_rhythm(plan)
    make_place(make_plan(plan.council), action)
    make_delegation(lead.officer, make_officer(plan.council))
    make_hand_over(lead.officer)
    make_feed(plan.council, plan=plan)
    make_theme(plan)
    make_band(make_measure(plan))
    make_risk(plan)
    make_rules(plan.council)
    asked = make_recommendation(make_inspection(plan.council))
    make_elsewhere(plan, asked)
    plan.sources.add(asked.inspection)
    plan.reports_to.add(make_body(plan.council))
    action.recommendations.add(asked)
    events = model.pgh_event_model.objects.all()
    assert events.exists()

    with refused_as_a_fact():
        events.update(pgh_label="something else")
    with refused_as_a_fact():
        events._raw_delete(using="default")
    with refused_as_a_fact(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model.pgh_event_model._meta.db_table}")  # noqa: S608


def test_a_save_that_changes_nothing_leaves_no_version(action: Action) -> None:
    action.save()

    assert action.events.count() == 1


def test_what_a_council_set_for_itself_before_stays_known(council: Council) -> None:
    rules = make_rules(council, claim_days=14)
    rules.claim_days = 7
    rules.save()

    events = rules.events.order_by("pgh_id")

    assert [(event.pgh_label, event.claim_days) for event in events] == [
        ("insert", 14),
        ("update", 7),
    ]
