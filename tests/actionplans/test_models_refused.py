"""Plans and their facts: the rows that the database refuses, and the keys that would cross."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    ActionRecommendation,
    AnsweredElsewhere,
    CalendarFeed,
    ColumnMapping,
    CouncilRules,
    Delegation,
    DueDate,
    HandOver,
    How,
    ImportReadingPart,
    Measure,
    MeasureBand,
    Milestone,
    MilestoneLead,
    PastedBatch,
    PlanBody,
    PlanImport,
    PlanSource,
    ProgressDraft,
    ProgressLine,
    RatingLabel,
    RatingScale,
    ReminderRun,
    ReminderSettings,
    ReportingRhythm,
    ReportLink,
    Review,
    Risk,
    Theme,
    Upload,
)
from actionplans.rag import Progress
from councils.models import Council, Officer
from inspections.models import Recommendation
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_answer_date,
    make_band,
    make_body,
    make_chase,
    make_chased,
    make_closing,
    make_council,
    make_cycle,
    make_delegation,
    make_due_date,
    make_elsewhere,
    make_ending,
    make_evidence,
    make_feed,
    make_hand_over,
    make_import,
    make_import_reading,
    make_inspection,
    make_lead,
    make_mapping,
    make_measure,
    make_meeting,
    make_milestone,
    make_occurrence,
    make_officer,
    make_pasted,
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
from tests.refusals import (
    constraints_of,
    crossings_of,
    refused_by,
    refused_saying,
    refused_to_move,
)

pytestmark = pytest.mark.django_db

FILE = "evidence/1/0f1e2d"


def _twice(make: Callable[..., object], *arguments: object, **fields: object) -> None:
    make(*arguments, **fields)
    make(*arguments, **fields)


def _label(**fields: Any) -> RatingLabel:
    scale = RatingScale.objects.create(council=make_council(), name="Ours")
    plain = {"meaning": "complete", "label": "Blue", "definition": "Done", "order": 1}
    return RatingLabel.objects.create(scale=scale, **(plain | {"colour": "#00703c"} | fields))


def _second_label(**fields: Any) -> None:
    first = _label()
    fields = {"meaning": "at_risk", "order": 2} | fields
    RatingLabel.objects.create(scale=first.scale, label="Two", colour="#00703c", **fields)


def _second_line(action: Action, milestone: Milestone | None) -> None:
    update = make_update(action, milestone)
    ProgressLine.objects.create(update=update, milestone=milestone, progress=Progress.COMPLETE)


def _second_draft(action: Action) -> None:
    user = make_user()
    for _ in range(2):
        ProgressDraft.objects.create(user=user, action=action, milestone=None, fields={})


def _date(action: Action, due: datetime.date | None = DAY, **fields: Any) -> DueDate:
    return make_due_date(action.milestones.get(), due, **fields)


def _meeting(action: Action) -> Any:
    return make_meeting(make_body(action.plan.council))


def _draft(action: Action, milestone: Milestone | None) -> ProgressDraft:
    return ProgressDraft.objects.create(
        user=make_user(), action=action, milestone=milestone, fields={}
    )


def _upload(action: Action, milestone: Milestone | None = None, **fields: Any) -> Upload:
    plain = {"title": "An audit", "kind": "audit", "file": FILE, "size": 1}
    return Upload.objects.create(
        user=make_user(), action=action, milestone=milestone, **plain | fields
    )


def _elsewhere(action: Action) -> Action:
    """Return an action of another plan of the same council."""
    return make_action(make_plan(action.plan.council))


def _checked(action: Action, progress: str, **fields: Any) -> object:
    return make_update(action, action.milestones.get(), progress=progress, occurrence=DAY, **fields)


def _asked(action: Action) -> Recommendation:
    return make_recommendation(make_inspection(action.plan.council))


VIOLATIONS: dict[str, Callable[[Action], object]] = {
    "rating_scale_version_once": lambda a: _twice(make_scale, a.plan.council, name="Ours"),
    "rating_meaning_once": lambda a: _second_label(meaning="complete"),
    "rating_order": lambda a: _second_label(order=1),
    "rating_colour_form": lambda a: _label(colour="green"),
    "plan_status_is_known": lambda a: make_plan(a.plan.council, status="lost"),
    "plan_archived_once_closed": lambda a: make_plan(a.plan.council, is_archived=True),
    "theme_order": lambda a: [make_theme(a.plan, name, order=1) for name in "ab"],
    "theme_once": lambda a: _twice(make_theme, a.plan, "Adoption"),
    "action_order": lambda a: make_action(a.plan, order=a.order, reference="Another"),
    "action_reference_once": lambda a: make_action(a.plan, reference=a.reference),
    "milestone_order": lambda a: make_milestone(a, order=1),
    "lead_once": lambda a: _twice(make_lead, a.milestones.get(), make_officer(a.plan.council)),
    "update_has_an_author": lambda a: make_update(a, entered_by=None),
    "update_for_others_says_who": lambda a: make_update(a, how=How.TELEPHONE),
    "update_from_paper_says_which": lambda a: make_update(a, how=How.PAPER),
    "update_once_a_form": lambda a: _twice(make_update, a, key=uuid.UUID(int=1)),
    "update_same_words_were_said_before": lambda a: make_update(a, same_words_on=days(1)),
    "update_not_from_the_future": lambda a: make_update(a, day=DAY, known_on=days(-1)),
    "line_once_per_milestone": lambda a: _second_line(a, a.milestones.get()),
    "line_progress_is_known": lambda a: make_update(a, progress="nearly"),
    "line_outlook_is_known": lambda a: make_update(a, outlook="sunny"),
    "due_date_and_its_precision": lambda a: _date(a, None, precision="day"),
    "due_date_meeting_means_a_body": lambda a: _date(a, agreed_at=_meeting(a)),
    "due_date_moved_with_a_reason": lambda a: _date(a, update=make_update(a)),
    "review_of_one_thing": lambda a: make_review(make_update(a), due_date=_date(a)),
    "review_says_by_whom": lambda a: make_review(make_update(a), by=None),
    "review_says_why_unless_accepted": lambda a: make_review(
        make_update(a), Review.Verdict.RETURNED, comment=""
    ),
    "draft_once": _second_draft,
    "line_occurrence_done_or_why_not": lambda a: _checked(a, "in_progress"),
    "ending_kind_is_known": lambda a: make_ending(a, "lost"),
    "ending_says_why_or_where": lambda a: make_ending(a, reason=""),
    "ending_says_by_whom": lambda a: make_ending(a, entered_by=None),
    "ending_successor_where_there_is_one": lambda a: make_ending(a, successor=make_action(a.plan)),
    "ending_successor_is_another": lambda a: make_ending(a, "superseded", successor=a),
    "published_member_once": lambda a: make_published_group(a.plan, [a, a]),
    "published_count_once": lambda a: [
        make_published_group(a.plan, (), {"complete": 1}).counts.create(
            position="complete", number=2
        )
    ],
    "published_position_is_known": lambda a: make_published_group(a.plan, (), {"nearly": 1}),
    "evidence_is_a_file_or_a_link": lambda a: make_evidence(make_update(a), url=""),
    "evidence_file_is_described": lambda a: make_evidence(make_update(a), file=FILE, file_name=""),
    "evidence_has_a_title": lambda a: make_evidence(make_update(a), ""),
    "upload_is_a_file_or_a_link": lambda a: _upload(a, file=""),
    "measure_order": lambda a: _twice(make_measure, a.plan, order=1),
    "measure_better_is_known": lambda a: make_measure(a.plan, better="rounder"),
    "band_order": lambda a: _twice(make_band, make_measure(a.plan), order=1),
    "band_once": lambda a: _twice(make_band, make_measure(a.plan), "Met"),
    "reading_says_something": lambda a: make_reading(make_measure(a.plan), value=None),
    "reading_says_by_whom": lambda a: make_reading(make_measure(a.plan), entered_by=None),
    "risk_order": lambda a: _twice(make_risk, a.plan, order=1),
    "question_once_per_flag": lambda a: _twice(make_question, a.plan, flag="late:1"),
    "question_says_by_whom": lambda a: make_question(a.plan, entered_by=None),
    "answer_says_something": lambda a: make_answer(make_question(a.plan), ""),
    "answer_says_by_whom": lambda a: make_answer(make_question(a.plan), entered_by=None),
    "answer_turn_is_known": lambda a: make_answer(make_question(a.plan), turn="whatever"),
    "elsewhere_once": lambda a: _twice(make_elsewhere, a.plan, _asked(a)),
    "elsewhere_says_where": lambda a: make_elsewhere(a.plan, _asked(a), words=""),
    "elsewhere_is_another_plan": lambda a: make_elsewhere(a.plan, _asked(a), other=a.plan),
    "stands_in_once": lambda a: _twice(make_place, make_plan(a.plan.council), a),
    "stands_in_until_later": lambda a: make_place(
        make_plan(a.plan.council), a, removed_on=days(-61)
    ),
    "import_status_is_known": lambda a: make_import(a.plan.council, status="lost"),
    "import_refused_says_why": lambda a: make_import(a.plan.council, status="refused"),
    "import_read_has_its_tables": lambda a: make_import(a.plan.council, status="read"),
    "import_confirmed_says_when": lambda a: make_import(
        a.plan.council, status="confirmed", document={}
    ),
    "import_reading_once": lambda a: _twice(make_import_reading, make_import(a.plan.council)),
    "import_reading_part_once": lambda a: _second_part(a.plan.council),
    "reminded_once_a_day": lambda a: _twice(_run, a),
    "delegation_to_another": lambda a: _delegation(a.plan.council, to_self=True),
    "delegation_ends_after_start": lambda a: _delegation(a.plan.council, ends=days(-1)),
    "hand_over_says_why": lambda a: _hand_over(a, reason=""),
    "hand_over_done_or_withdrawn": lambda a: _hand_over(
        a, done_at=timezone.now(), withdrawn_at=timezone.now()
    ),
    "feed_of_a_person_or_a_plan": lambda a: make_feed(a.plan.council),
    "feed_once_while_open": lambda a: _twice(make_feed, a.plan.council, plan=a.plan),
    "report_link_says_who": lambda a: _link(a, name=""),
    "report_link_used_by_an_update": lambda a: _link(a, used_at=timezone.now()),
    "question_is_to_somebody_known": lambda a: make_question(a.plan, wanted_from="all"),
    "rhythm_kind_is_known": lambda a: make_rhythm(a.plan, "hourly"),
    "rhythm_day_of_a_month": lambda a: make_rhythm(a.plan, day_of_month=32),
    "rhythm_of_meetings_names_a_body": lambda a: make_rhythm(a.plan, "meetings"),
    "cycle_once": lambda a: _twice(make_cycle, a.plan),
    "cycle_days_in_order": lambda a: make_cycle(a.plan, opens_on=days(8)),
    "closing_counts_add_up": lambda a: make_closing(make_cycle(a.plan), accepted=4),
    "chase_says_by_whom": lambda a: make_chase(a.plan, entered_by=None),
    "chased_once": lambda a: _chased_twice(a),
    "column_mapping_once": lambda a: _twice(make_mapping, a.plan.council),
    "column_mapping_field_is_known": lambda a: make_mapping(a.plan.council, field="colour"),
    "answer_date_of_a_known_kind": lambda a: make_answer_date(make_question(a.plan), kind="soon"),
    "answer_date_says_why_it_moves": lambda a: make_answer_date(
        make_question(a.plan), kind="moved", reason=""
    ),
    "answer_date_agreed_when_it_moves": lambda a: make_answer_date(
        make_question(a.plan), kind="wanted", agreed_by="Councillor Okafor"
    ),
    "answer_date_says_by_whom": lambda a: make_answer_date(make_question(a.plan), entered_by=None),
    "answer_date_begins_once": lambda a: _twice(make_answer_date, make_question(a.plan)),
}


def _chased_twice(action: Action) -> None:
    first = make_chased(make_chase(action.plan), action.milestones.get())
    make_chased(first.chase, first.milestone, officer=first.officer, email=first.email)


def _run(action: Action) -> ReminderRun:
    return ReminderRun.objects.create(plan=action.plan, day=DAY, covers_to=DAY)


def _link(action: Action, officer: Officer | None = None, **fields: Any) -> ReportLink:
    officer = officer or make_officer(action.plan.council)
    about = {"action": action, "milestone": action.milestones.get()}
    return make_report_link(officer=officer, **about | fields)


def _delegation(council: Council, *, to_self: bool = False, **fields: Any) -> None:
    officer = make_officer(council)
    make_delegation(officer, officer if to_self else make_officer(council), **fields)


def _hand_over(action: Action, **fields: Any) -> HandOver:
    return make_hand_over(make_officer(action.plan.council), **fields)


def _second_part(council: Council) -> None:
    reading = make_import_reading(make_import(council))
    for _ in range(2):
        ImportReadingPart.objects.create(reading=reading, number=0, rows=[])


@pytest.fixture
def action(council: Council) -> Action:
    return make_action(make_plan(council))


@pytest.mark.parametrize("constraint", VIOLATIONS)
def test_the_database_refuses(constraint: str, action: Action) -> None:
    with refused_by(constraint):
        VIOLATIONS[constraint](action)


def test_every_constraint_has_a_row_that_breaks_it() -> None:
    assert set(VIOLATIONS) == constraints_of("actionplans")


@pytest.mark.parametrize(
    ("constraint", "breaks"),
    [
        ("line_once_per_milestone", lambda a: _second_line(a, None)),
        ("due_date_and_its_precision", lambda a: _date(a, DAY, precision="none")),
        ("review_of_one_thing", lambda a: make_review(None)),
        (
            "review_says_why_unless_accepted",
            lambda a: make_review(make_update(a), Review.Verdict.REOPENED, comment=""),
        ),
        (
            "review_says_why_unless_accepted",
            lambda a: make_review(make_update(a), Review.Verdict.NOT_SIGNED, comment=""),
        ),
        ("line_occurrence_done_or_why_not", lambda a: _checked(a, "not_started")),
        ("line_occurrence_done_or_why_not", lambda a: _checked(a, "not_stated", reason="Ill.")),
        (
            "line_occurrence_done_or_why_not",
            lambda a: make_update(a, progress="complete", occurrence=DAY),
        ),
        (
            "line_occurrence_done_or_why_not",
            lambda a: make_update(a, progress="not_started", reason="Ill.", occurrence=DAY),
        ),
        (
            "ending_successor_where_there_is_one",
            lambda a: make_ending(a, "carried", successor=None),
        ),
        (
            "ending_successor_where_there_is_one",
            lambda a: make_ending(a, "restored", successor=make_action(a.plan)),
        ),
        (
            "evidence_is_a_file_or_a_link",
            lambda a: make_evidence(make_update(a), file=FILE, url="https://example.com/"),
        ),
        ("upload_is_a_file_or_a_link", lambda a: _upload(a, url="https://example.com/")),
        (
            "evidence_file_is_described",
            lambda a: make_evidence(make_update(a), file=FILE, content_type=""),
        ),
        (
            "evidence_file_is_described",
            lambda a: make_evidence(make_update(a), file=FILE, sha256=""),
        ),
    ],
)
def test_the_database_refuses_the_other_way_round_too(
    constraint: str, breaks: Callable[[Action], object], action: Action
) -> None:
    with refused_by(constraint):
        breaks(action)


TAKEN: dict[str, Callable[[Action], object]] = {
    "a check that was done": lambda a: make_occurrence(a.milestones.get()),
    "a check that was not done, and why": lambda a: make_occurrence(a.milestones.get(), done=False),
    "several checks of one step": lambda a: [
        make_occurrence(a.milestones.get(), days(-number)) for number in (7, 14)
    ],
    "an ending of which only a paper tells": lambda a: make_ending(
        a, reason="", source="Cabinet paper"
    ),
    "a successor in the same plan": lambda a: make_ending(
        a, "superseded", successor=make_action(a.plan)
    ),
    "superseded by nothing in particular": lambda a: make_ending(a, "superseded"),
    "carried into another plan": lambda a: make_ending(a, "carried", successor=_elsewhere(a)),
    "ended and put back": lambda a: [make_ending(a), make_ending(a, "restored")],
    "an action in two published groups": lambda a: _twice(make_published_group, a.plan, [a]),
    "a number at each position": lambda a: make_published_group(
        a.plan, [a], {"revised": 1, "delayed": 0}, dues={"revised": days(90)}
    ),
    "evidence that is a file": lambda a: make_evidence(make_update(a), file=FILE),
    "a reading of which only a paper tells": lambda a: make_reading(
        make_measure(a.plan), source="Cabinet paper"
    ),
    "a reading in words alone": lambda a: make_reading(make_measure(a.plan), words="Better"),
    "two readings on a day": lambda a: _twice(make_reading, make_measure(a.plan)),
    "a flag that nobody in particular asks about": lambda a: make_question(a.plan, flag="late:1"),
    "two questions without a flag": lambda a: _twice(make_question, a.plan),
    "one flag in two plans": lambda a: [
        make_question(plan, flag="late:1") for plan in (a.plan, make_plan())
    ],
    "two answers to one question": lambda a: _twice(make_answer, make_question(a.plan)),
    "two labels for late, by how late": lambda a: _second_label(
        meaning="complete", over_days_late=30
    ),
}


@pytest.mark.parametrize("row", TAKEN)
def test_the_database_takes(row: str, action: Action) -> None:
    with transaction.atomic():
        TAKEN[row](action)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_council_has_one_set_of_rules(council: Council) -> None:
    rules = make_rules(council)

    assert council.rules == rules
    with refused_by("actionplans_councilrules_council_id_key"):
        make_rules(council)


# Keys that would cross from one plan or council to another


def test_a_lead_belongs_to_the_council_of_the_plan(action: Action) -> None:
    lead = make_lead(action.milestones.get())
    stranger = make_officer(make_council())

    with refused_saying("The officer belongs to another council than the plan."):
        make_lead(action.milestones.get(), stranger)
    with refused_saying("The officer belongs to another council than the plan."):
        MilestoneLead.objects.filter(pk=lead.pk).update(officer=stranger)


def test_a_theme_belongs_to_the_plan_of_the_action(action: Action) -> None:
    theme = make_theme(make_plan(action.plan.council))

    with refused_saying("The theme belongs to another plan."):
        make_action(action.plan, theme=theme)
    with refused_saying("The theme belongs to another plan."):
        Action.objects.filter(pk=action.pk).update(theme=theme)


def test_the_theme_of_an_action_in_another_plan_is_that_plans(action: Action) -> None:
    other = make_plan(action.plan.council)
    theme = make_theme(action.plan)

    make_place(other, _elsewhere(action), theme=make_theme(other))
    with refused_saying("The theme belongs to another plan."):
        make_place(other, action, theme=theme)


def test_an_action_stands_in_another_plan_of_its_council_alone(action: Action) -> None:
    sentence = "The action belongs to this plan already, or to another council."

    with refused_saying(sentence):
        make_place(action.plan, action)
    with refused_saying(sentence):
        make_place(make_plan(make_council()), action)


def test_an_action_comes_back_to_a_plan_it_was_taken_out_of(action: Action) -> None:
    other = make_plan(action.plan.council)
    make_place(other, action, removed_on=DAY)

    assert make_place(other, action, added_on=DAY).pk


def test_a_rating_scale_belongs_to_the_council_of_the_plan(action: Action) -> None:
    scale = make_scale(make_council())

    with refused_saying("The rating scale belongs to another council."):
        make_plan(action.plan.council, rating_scale=scale)
    with refused_saying("The rating scale belongs to another council."):
        ActionPlan.objects.filter(pk=action.plan_id).update(rating_scale=scale)


def test_a_line_speaks_of_a_step_of_its_updates_action(action: Action) -> None:
    elsewhere = make_action(action.plan).milestones.get()

    with refused_saying("The step and the update belong to different actions."):
        make_update(action, elsewhere)


def test_a_date_is_reported_with_an_update_of_the_same_action(action: Action) -> None:
    elsewhere = make_update(make_action(action.plan))

    with refused_saying("The step and the update belong to different actions."):
        _date(action, update=elsewhere, reason="Late")


def _foreign_meeting() -> Any:
    return make_meeting(make_body(make_council()))


def _foreign_inspection() -> Any:
    return make_inspection(make_council())


def _other_step(action: Action) -> Milestone:
    return make_action(action.plan).milestones.get()


# Further keys that would cross: what is refused on making the row, and on changing it.
CROSSING = [
    (
        "The plan belongs to another council than the calendar.",
        lambda a: make_feed(a.plan.council, plan=make_plan()),
        lambda a: [
            make_feed(a.plan.council, plan=a.plan),
            CalendarFeed.objects.update(plan=make_plan()),
        ],
    ),
    (
        "The delegate belongs to another council than the lead.",
        lambda a: make_delegation(make_officer(a.plan.council), make_officer(make_council())),
        lambda a: [
            _delegation(a.plan.council),
            Delegation.objects.update(delegate=make_officer(make_council())),
        ],
    ),
    (
        "The plan belongs to another council than the lead.",
        lambda a: _delegation(a.plan.council, plan=make_plan()),
        lambda a: [_delegation(a.plan.council), Delegation.objects.update(plan=make_plan())],
    ),
    (
        "The accountable officer belongs to another council than the plan.",
        lambda a: make_action(a.plan, accountable=make_officer(make_council())),
        lambda a: Action.objects.update(accountable=make_officer(make_council())),
    ),
    (
        "The watching body belongs to another council than the plan.",
        lambda a: make_action(a.plan, watched_by=make_body(make_council())),
        lambda a: Action.objects.update(watched_by=make_body(make_council())),
    ),
    (
        "The meeting belongs to another council than the plan.",
        lambda a: make_plan(a.plan.council, approved_at=_foreign_meeting()),
        lambda a: ActionPlan.objects.update(approved_at=_foreign_meeting()),
    ),
    (
        "The meeting belongs to another council than the plan.",
        lambda a: _date(a, agreed_by="body", agreed_at=_foreign_meeting()),
        None,
    ),
    (
        "The meeting belongs to another council than the question.",
        lambda a: make_answer_date(
            make_question(a.plan), kind="moved", agreed_at=_foreign_meeting()
        ),
        None,
    ),
    (
        "The step belongs to another action.",
        lambda a: _draft(a, _other_step(a)),
        lambda a: [_draft(a, None), ProgressDraft.objects.update(milestone=_other_step(a))],
    ),
    (
        "The step belongs to another action.",
        lambda a: _upload(a, _other_step(a)),
        lambda a: [_upload(a, None), Upload.objects.update(milestone=_other_step(a))],
    ),
    (
        "The step belongs to another action.",
        lambda a: _link(a, milestone=_other_step(a)),
        lambda a: [_link(a), ReportLink.objects.update(milestone=_other_step(a))],
    ),
    (
        "The officer belongs to another council than the plan.",
        lambda a: _link(a, make_officer(make_council())),
        lambda a: [_link(a), ReportLink.objects.update(officer=make_officer(make_council()))],
    ),
    (
        "The plan it follows belongs to another council.",
        lambda a: make_plan(a.plan.council, follows=make_plan()),
        lambda a: ActionPlan.objects.filter(pk=a.plan_id).update(follows=make_plan()),
    ),
    (
        "The action that takes its place belongs to another council.",
        lambda a: make_ending(a, "superseded", successor=make_action()),
        None,
    ),
    (
        "The action belongs to another plan than the published numbers.",
        lambda a: make_published_group(a.plan, [_elsewhere(a)]),
        None,
    ),
    (
        "The band belongs to another measure.",
        lambda a: make_reading(make_measure(a.plan), band=make_band(make_measure(a.plan))),
        None,
    ),
    (
        "The action belongs to another plan than the question.",
        lambda a: make_question(a.plan, action=_elsewhere(a)),
        None,
    ),
    (
        "The action belongs to another plan than the measure.",
        lambda a: make_measure(a.plan, action=_elsewhere(a)),
        lambda a: [make_measure(a.plan), Measure.objects.update(action=_elsewhere(a))],
    ),
    (
        "The inspection is of another council than the plan.",
        lambda a: a.plan.sources.add(_foreign_inspection()),
        lambda a: [
            a.plan.sources.add(make_inspection(a.plan.council)),
            PlanSource.objects.update(inspection=_foreign_inspection()),
        ],
    ),
    (
        "The body told belongs to another council than the plan.",
        lambda a: a.plan.reports_to.add(make_body(make_council())),
        lambda a: [
            a.plan.reports_to.add(make_body(a.plan.council)),
            PlanBody.objects.update(body=make_body(make_council())),
        ],
    ),
    (
        "The plan belongs to another council than the import.",
        lambda a: make_import(a.plan.council, plan=make_plan()),
        lambda a: [make_import(a.plan.council), PlanImport.objects.update(plan=make_plan())],
    ),
    (
        "The inspection is of another council than the import.",
        lambda a: make_import(a.plan.council, inspection=_foreign_inspection()),
        lambda a: [
            make_import(a.plan.council),
            PlanImport.objects.update(inspection=_foreign_inspection()),
        ],
    ),
    (
        "The body whose meetings set the rhythm belongs to another council than the plan.",
        lambda a: make_rhythm(a.plan, "meetings", body=make_body(make_council())),
        lambda a: [
            make_rhythm(a.plan),
            ReportingRhythm.objects.update(body=make_body(make_council())),
        ],
    ),
    (
        "The meeting of the cycle belongs to another council than the plan.",
        lambda a: make_cycle(a.plan, meeting=_foreign_meeting()),
        None,
    ),
    (
        "The cycle belongs to another plan than the chase.",
        lambda a: make_chase(a.plan, cycle=make_cycle(make_plan(a.plan.council))),
        None,
    ),
    (
        "Who was chased, or about what, belongs to another council than the plan.",
        lambda a: make_chased(
            make_chase(a.plan), a.milestones.get(), officer=make_officer(make_council())
        ),
        None,
    ),
    (
        "Who was chased, or about what, belongs to another council than the plan.",
        lambda a: make_chased(make_chase(a.plan), make_action().milestones.get()),
        None,
    ),
    (
        "The recommendation was made to another council.",
        lambda a: a.recommendations.add(make_recommendation(_foreign_inspection())),
        lambda a: [
            a.recommendations.add(make_recommendation(make_inspection(a.plan.council))),
            ActionRecommendation.objects.update(
                recommendation=make_recommendation(_foreign_inspection())
            ),
        ],
    ),
    (
        "The recommendation was made to another council.",
        lambda a: make_elsewhere(a.plan, make_recommendation(_foreign_inspection())),
        lambda a: [
            make_elsewhere(a.plan, _asked(a)),
            AnsweredElsewhere.objects.update(
                recommendation=make_recommendation(_foreign_inspection())
            ),
        ],
    ),
    (
        "The plan that answers it belongs to another council.",
        lambda a: make_elsewhere(a.plan, _asked(a), other=make_plan()),
        lambda a: [
            make_elsewhere(a.plan, _asked(a)),
            AnsweredElsewhere.objects.update(other=make_plan()),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "make", "change"), CROSSING)
def test_a_key_keeps_to_the_council_and_the_action(
    sentence: str, make: Any, change: Any, action: Action
) -> None:
    with refused_saying(sentence):
        make(action)
    if change:
        with refused_saying(sentence):
            change(action)


def test_keys_within_the_council_are_taken(action: Action) -> None:
    council, step = action.plan.council, action.milestones.get()
    meeting, inspection = _meeting(action), make_inspection(council)
    measure = make_measure(action.plan, action=action)

    make_action(action.plan, accountable=make_officer(council), watched_by=meeting.body)
    plan = make_plan(council, approved_at=meeting, follows=action.plan)
    plan.sources.add(inspection)
    plan.reports_to.add(meeting.body)
    action.recommendations.add(make_recommendation(inspection))
    _date(action, agreed_by="body", agreed_at=meeting)
    make_reading(measure, band=make_band(measure))
    asked = make_question(action.plan, action=action)
    make_answer_date(asked, kind="moved", agreed_at=meeting)
    make_rhythm(action.plan, "meetings", body=meeting.body)
    cycle = make_cycle(action.plan, meeting=meeting)
    chased = make_chased(make_chase(action.plan, cycle=cycle), step)

    assert list(plan.sources.all()) == [inspection]
    assert list(plan.reports_to.all()) == [meeting.body]
    assert (chased.chase.cycle, chased.milestone) == (cycle, step)
    make_published_group(action.plan, [action])
    _draft(action, step)
    _upload(action, step)
    make_import(council, plan=action.plan, inspection=inspection)


def test_a_plan_may_answer_the_inspection_of_a_council_that_its_own_replaced(
    action: Action,
) -> None:
    inspection = _foreign_inspection()
    recommendation = make_recommendation(inspection)
    inspection.council.replaced_by.add(action.plan.council)

    action.plan.sources.add(inspection)
    action.recommendations.add(recommendation)

    assert list(action.plan.sources.all()) == [inspection]
    assert list(action.recommendations.all()) == [recommendation]


def test_a_plan_may_not_answer_the_inspection_of_the_council_that_replaced_its_own(
    action: Action,
) -> None:
    inspection = _foreign_inspection()
    action.plan.council.replaced_by.add(inspection.council)

    with refused_saying("The inspection is of another council than the plan."):
        action.plan.sources.add(inspection)
    with refused_saying("The recommendation was made to another council."):
        action.recommendations.add(make_recommendation(inspection))


def test_a_row_stays_under_what_it_was_made_for(action: Action) -> None:
    plan, step = action.plan, action.milestones.get()
    lead, theme, other = make_lead(step), make_theme(plan), make_action()
    band, risk = make_band(make_measure(plan)), make_risk(plan)
    rules, elsewhere = make_rules(plan.council), make_elsewhere(plan, _asked(action))
    planned, mapping = make_import(plan.council), make_mapping()
    link, run = _link(action), _run(action)
    delegation = make_delegation(lead.officer, make_officer(plan.council))
    reminders, rhythm = ReminderSettings.objects.create(plan=plan), make_rhythm(plan)
    moves = [
        (
            Delegation.objects.filter(pk=delegation.pk),
            {"officer": make_officer(plan.council)},
        ),
        (
            HandOver.objects.filter(pk=_hand_over(action).pk),
            {"officer": make_officer(plan.council)},
        ),
        (
            CalendarFeed.objects.filter(pk=make_feed(plan.council, plan=plan).pk),
            {"council": other.plan.council},
        ),
        (PastedBatch.objects.filter(pk=make_pasted(plan).pk), {"plan": other.plan}),
        (ReportLink.objects.filter(pk=link.pk), {"action": other, "milestone": None}),
        (ReminderRun.objects.filter(pk=run.pk), {"plan": other.plan}),
        (ReminderSettings.objects.filter(pk=reminders.pk), {"plan": other.plan}),
        (ReportingRhythm.objects.filter(pk=rhythm.pk), {"plan": other.plan}),
        (ActionPlan.objects.filter(pk=plan.pk), {"council": other.plan.council}),
        (Theme.objects.filter(pk=theme.pk), {"plan": other.plan}),
        (Action.objects.filter(pk=action.pk), {"plan": other.plan}),
        (Milestone.objects.filter(pk=step.pk), {"action": other}),
        (MilestoneLead.objects.filter(pk=lead.pk), {"milestone": make_milestone(action)}),
        (Measure.objects.filter(pk=band.measure_id), {"plan": other.plan}),
        (MeasureBand.objects.filter(pk=band.pk), {"measure": make_measure(plan)}),
        (Risk.objects.filter(pk=risk.pk), {"plan": other.plan}),
        (CouncilRules.objects.filter(pk=rules.pk), {"council": other.plan.council}),
        (AnsweredElsewhere.objects.filter(pk=elsewhere.pk), {"plan": _elsewhere(action).plan}),
        (PlanImport.objects.filter(pk=planned.pk), {"council": other.plan.council}),
        (ColumnMapping.objects.filter(pk=mapping.pk), {"council": other.plan.council}),
    ]

    for rows, another in moves:
        with refused_to_move():
            rows.update(**another)


def test_every_key_that_could_cross_is_tried_here() -> None:
    assert crossings_of("actionplans") == {
        ("ActionPlan", "approved_by_the_council"),
        ("ActionPlan", "council_stays"),
        ("ActionPlan", "follows_one_of_the_council"),
        ("ActionPlan", "scale_of_the_council"),
        ("ReminderRun", "plan_stays"),
        ("ReminderSettings", "plan_stays"),
        ("ReportLink", "action_stays"),
        ("ReportLink", "draft_of_the_action"),
        ("ReportLink", "link_of_the_council"),
        ("ReportingRhythm", "plan_stays"),
        ("ReportingRhythm", "rhythm_of_the_council"),
        ("ReportingCycle", "cycle_for_the_council"),
        ("Chase", "cycle_of_the_plan"),
        ("Chased", "was_chased_in_the_council"),
        ("Theme", "plan_stays"),
        ("Action", "accountable_of_the_council"),
        ("Action", "plan_stays"),
        ("Action", "theme_of_the_plan"),
        ("StandsIn", "action_stays"),
        ("StandsIn", "plan_stays"),
        ("StandsIn", "stands_in_another"),
        ("StandsIn", "theme_of_the_plan"),
        ("Action", "watched_by_the_council"),
        ("Milestone", "action_stays"),
        ("MilestoneLead", "lead_of_the_council"),
        ("MilestoneLead", "milestone_stays"),
        ("ProgressLine", "step_of_the_action"),
        ("AnswerDate", "agreed_in_its_council"),
        ("DueDate", "agreed_by_the_council"),
        ("DueDate", "step_of_the_action"),
        ("ProgressDraft", "draft_of_the_action"),
        ("Upload", "upload_of_the_action"),
        ("Ending", "successor_of_the_council"),
        ("PublishedMember", "published_of_the_plan"),
        ("Reading", "band_of_the_measure"),
        ("Question", "asked_of_the_plan"),
        ("Measure", "measured_of_the_plan"),
        ("Measure", "plan_stays"),
        ("MeasureBand", "measure_stays"),
        ("Risk", "plan_stays"),
        ("CouncilRules", "council_stays"),
        ("Delegation", "delegate_of_the_council"),
        ("Delegation", "delegated_of_the_council"),
        ("Delegation", "officer_stays"),
        ("HandOver", "officer_stays"),
        ("CalendarFeed", "council_stays"),
        ("CalendarFeed", "feed_of_the_council"),
        ("PastedBatch", "plan_stays"),
        ("AnsweredElsewhere", "elsewhere_of_the_council"),
        ("AnsweredElsewhere", "other_of_the_council"),
        ("AnsweredElsewhere", "plan_stays"),
        ("PlanSource", "source_of_the_council"),
        ("PlanBody", "told_of_the_council"),
        ("ActionRecommendation", "recommended_to_the_council"),
        ("PlanImport", "answered_by_the_council"),
        ("PlanImport", "council_stays"),
        ("PlanImport", "imported_by_the_council"),
        ("ColumnMapping", "council_stays"),
    }
