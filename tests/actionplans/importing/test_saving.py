"""A file that was read becomes a plan: all of it, once, in the file's own words, or nothing."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from actionplans.asat import AsAt
from actionplans.importing.correcting import from_json
from actionplans.importing.known import known_for
from actionplans.importing.saving import Meanwhile, confirm, correct
from actionplans.importing.understanding import understand
from actionplans.importing.wanted import progress_of
from actionplans.models import (
    Action,
    ActionPlan,
    ColumnMapping,
    DueDate,
    Milestone,
    MilestoneLead,
    PlanImport,
    ProgressUpdate,
    Review,
    Theme,
)
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Meaning
from councils.models import Council, Officer, User
from tests.actionplans.importing.imports import make_read, row, understood_of
from tests.factories import (
    DAY,
    days,
    make_inspection,
    make_officer,
    make_plan,
    make_recommendation,
    make_scale,
    make_user,
)

pytestmark = pytest.mark.django_db

D = datetime.date


@pytest.fixture
def by() -> User:
    return make_user("Max Manager")


def take(council: Council, by: User, *rows: Any, **fields: Any) -> ActionPlan:
    """Return the plan made of these rows as they are understood."""
    planned = make_read(council, *rows, **fields)
    return confirm(planned, understood_of(planned), seen=1, by=by)


def test_every_row_becomes_an_action_in_the_order_of_the_file(council: Council, by: User) -> None:
    plan = take(council, by, row("1.1"), row("1.2"), row("2"), title="Our plan")

    actions = plan.actions.order_by("order")
    assert [(a.reference, a.text) for a in actions] == [
        ("1.1", "Carry out work 1.1"),
        ("1.2", "Carry out work 1.2"),
        ("2", "Carry out work 2"),
    ]
    assert (plan.title, plan.status, plan.manager, plan.agreed_on) == (
        "Our plan",
        "draft",
        by,
        days(-60),
    )


def test_steps_have_their_own_dates_with_the_words_kept(council: Council, by: User) -> None:
    cells = {
        "milestones": "Write the policy\nTrain the managers",
        "timescale": "31st May 2027\nMonthly from June 2027",
    }
    plan = take(council, by, row(**cells))

    steps = Milestone.objects.filter(action__plan=plan).order_by("order")
    first, second = (step.due_dates.get() for step in steps)
    assert [step.text for step in steps] == ["Write the policy", "Train the managers"]
    assert (first.words, first.due, first.agreed_by) == (
        "31st May 2027",
        D(2027, 5, 31),
        "not_stated",
    )
    assert (first.day, first.known_on, first.entered_by) == (days(-60), days(-60), by)
    assert second.words == "Monthly from June 2027"


def test_the_plan_as_approved_before_the_import_has_its_timescales(
    council: Council, by: User
) -> None:
    headings = ("Action", "Original date", "Revised date", "Progress")
    cells = ("Write it", "1 March 2027", "30 April 2027", "It is begun.")
    planned = make_read(council, cells, headings=headings)
    plan = confirm(planned, understood_of(planned), seen=1, by=by)
    approved = days(-30)

    (before,) = plan_on_day(plan, AsAt(day=approved, today=DAY, known_on=approved)).rows
    (now,) = plan_on_day(plan, AsAt(day=DAY, today=DAY)).rows

    assert [step.due for step in before.steps] == [D(2027, 3, 1)]
    assert [step.due for step in now.steps] == [D(2027, 4, 30)]


def test_a_timescale_that_stands_once_is_that_of_every_step(council: Council, by: User) -> None:
    plan = take(council, by, row(milestones="Write\nTrain", timescale="31 March 2027"))

    dates = DueDate.objects.filter(milestone__action__plan=plan)
    assert [(date.words, date.due) for date in dates] == [("31 March 2027", D(2027, 3, 31))] * 2


def test_words_without_a_date_are_kept_without_one(council: Council, by: User) -> None:
    plan = take(council, by, row(timescale="after half-term"))

    date = DueDate.objects.get(milestone__action__plan=plan)
    assert (date.words, date.due, date.precision) == ("after half-term", None, "none")


def test_a_revised_date_is_a_second_one_and_the_first_stays(council: Council, by: User) -> None:
    headings = ("Action", "Original date", "Revised date")
    rows = ("Write it", "1 September 2026", "30 September 2026")
    planned = make_read(council, rows, headings=headings)
    plan = confirm(planned, understood_of(planned), seen=1, by=by)

    dates = DueDate.objects.filter(milestone__action__plan=plan).order_by("pk")
    assert [date.due for date in dates] == [D(2026, 9, 1), D(2026, 9, 30)]
    assert [date.day for date in dates] == [days(-60), DAY]


def test_a_revised_date_that_is_none_is_kept_with_its_heading(council: Council, by: User) -> None:
    headings = ("Action", "Original date", "Revised date")
    planned = make_read(council, ("Write it", "1 September 2026", "n/a"), headings=headings)
    plan = confirm(planned, understood_of(planned), seen=1, by=by)

    assert DueDate.objects.get(milestone__action__plan=plan).due == D(2026, 9, 1)
    assert plan.actions.get().other == [["Revised date", "n/a"]]


def test_known_leads_are_linked_and_unknown_ones_added_once(council: Council, by: User) -> None:
    head = make_officer(council, name="Kim Bell")
    plan = take(
        council, by, row("1", lead="Kim Bell"), row("2", lead="Ash Reed"), row("3", lead="Ash Reed")
    )

    leads = MilestoneLead.objects.filter(milestone__action__plan=plan).order_by("pk")
    assert [lead.officer.name for lead in leads] == ["Kim Bell", "Ash Reed", "Ash Reed"]
    assert leads[0].officer == head
    assert Officer.objects.filter(council=council).count() == 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Ash Reed", "person"),
        ("Principal Social Worker", "post"),
        ("Virtual School Team", "group"),
    ],
)
def test_a_new_lead_is_a_person_a_post_or_a_group(
    words: str, kind: str, council: Council, by: User
) -> None:
    take(council, by, row(lead=words))

    assert Officer.objects.get(council=council).kind == kind


def test_words_that_mean_nobody_are_only_kept(council: Council, by: User) -> None:
    planned = make_read(council, row(lead="Vacant post"))
    correct(planned, {"leads": {"Vacant post": 0}}, seen=1, by=by)
    planned.refresh_from_db()
    plan = confirm(planned, understood_of(planned), seen=2, by=by)

    action = plan.actions.get()
    assert not MilestoneLead.objects.filter(milestone__action=action).exists()
    assert "Vacant post" in action.printed_leads + action.milestones.get().printed_leads
    assert not Officer.objects.filter(council=council).exists()


def test_progress_is_reported_as_the_file_s_and_accepted(council: Council, by: User) -> None:
    plan = take(council, by, row(progress="Written.\nNot trained yet."), reported_on=days(-3))

    update = ProgressUpdate.objects.get(action__plan=plan)
    line, review = update.lines.get(), update.reviews.get()
    assert update.text == "Written.\n\nNot trained yet."
    assert (update.how, update.source, update.author) == ("paper", "our plan.docx", "our plan.docx")
    assert (update.day, update.known_on, update.entered_by) == (days(-3), days(-3), by)
    assert (line.milestone, line.progress, line.outlook) == (None, "not_stated", "")
    assert (review.verdict, review.source) == (Review.Verdict.ACCEPTED, "our plan.docx")


@pytest.mark.parametrize(
    ("meaning", "progress", "outlook"),
    [
        (Meaning.EMBEDDED, "complete", ""),
        (Meaning.COMPLETE, "complete", ""),
        (Meaning.ON_TRACK, "not_stated", "on_track"),
        (Meaning.AT_RISK, "not_stated", "at_risk"),
        (Meaning.OFF_TRACK, "not_stated", "off_track"),
        (Meaning.NOT_STARTED, "not_started", ""),
        ("", "not_stated", ""),
    ],
)
def test_a_rating_says_what_it_means_and_no_more(meaning: str, progress: str, outlook: str) -> None:
    assert progress_of(meaning) == (progress, outlook)


def test_a_rating_keeps_its_own_words(council: Council, by: User) -> None:
    scale = make_scale(council)
    label = scale.labels.get(meaning=Meaning.AT_RISK).label
    plan = take(council, by, row(rag=label))

    line = ProgressUpdate.objects.get(action__plan=plan).lines.get()
    assert (line.printed_rating, line.outlook) == (label, "at_risk")


def test_recommendations_and_the_inspection_are_linked(council: Council, by: User) -> None:
    inspection = make_inspection(council)
    asked = [make_recommendation(inspection) for _ in range(2)]
    plan = take(
        council,
        by,
        row("1", recommendation="1. Mend practice 1."),
        row("2", recommendation="2. Mend practice 2."),
        inspection=inspection,
    )

    assert list(plan.sources.all()) == [inspection]
    actions = plan.actions.order_by("order")
    assert [list(action.recommendations.all()) for action in actions] == [[one] for one in asked]
    assert [action.source_text for action in actions] == [
        "1. Mend practice 1.",
        "2. Mend practice 2.",
    ]


def test_what_fits_no_field_is_kept_with_its_heading(council: Council, by: User) -> None:
    headings = ("Action", "Lead", "Timescale", "Cost in pounds")
    planned = make_read(council, ("Write it", "Kim Bell", "May 2027", "12,000"), headings=headings)
    plan = confirm(planned, understood_of(planned), seen=1, by=by)

    assert plan.actions.get().other == [["Cost in pounds", "12,000"]]


def test_a_reference_too_long_for_its_place_is_kept_with_its_heading(
    council: Council, by: User
) -> None:
    long = "Objective " + "x" * 60
    plan = take(council, by, row(long))

    action = plan.actions.get()
    assert action.reference == "1"
    assert long in [text for _, text in action.other]


def test_rows_without_a_reference_get_the_next_and_no_two_the_same(
    council: Council, by: User
) -> None:
    plan = take(
        council, by, row("", action="First"), row("1", action="Second"), row("1", action="Third")
    )

    found = plan.actions.order_by("order").values_list("text", "reference")
    assert dict(found) == {"First": "1a", "Second": "1", "Third": "1b"}


def test_a_theme_stands_once_for_all_its_rows(council: Council, by: User) -> None:
    headings = ("Theme", "Action", "Lead")
    rows = [("Front door", "A", "X"), ("Front door", "B", "X"), ("Leadership", "C", "X")]
    planned = make_read(council, *rows, headings=headings)
    plan = confirm(planned, understood_of(planned), seen=1, by=by)

    themes = Theme.objects.filter(plan=plan).order_by("order")
    assert [theme.name for theme in themes] == ["Front door", "Leadership"]
    assert plan.actions.filter(theme=themes[0]).count() == 2


CAPTAIN = ("Action", "Captain", "Timescale", "Progress")


def test_the_council_s_own_headings_are_remembered(council: Council, by: User) -> None:
    planned = make_read(council, ("Write it", "Kim", "May 2027", ""), headings=CAPTAIN)
    corrections = {"columns": [[1, "leads"]]}
    correct(planned, corrections, seen=1, by=by)
    planned.refresh_from_db()
    from_corrections = understood_with(planned)
    confirm(planned, from_corrections, seen=2, by=by)

    assert ColumnMapping.objects.get(heading="captain").field == "leads"
    again = make_read(council, ("Write more", "Kim", "", ""), headings=CAPTAIN)
    assert [column.field for column in understood_of(again).columns] == [
        "action",
        "leads",
        "timescale",
        "progress",
    ]


def test_two_updates_that_differ_by_their_dates_are_read_alike_the_next_time(
    council: Council, by: User
) -> None:
    headings = ("Action", "Lead", "Timescale", "Update March 2018", "Update June 2018")
    cells = ("Write it", "Kim", "May 2027", "Begun", "Nearly there")

    for _ in range(2):
        planned = make_read(council, cells, headings=headings)
        understood = understood_of(planned)
        assert understood.rows[0].progress == "Nearly there"
        action = confirm(planned, understood, seen=1, by=by).actions.get()
        assert ["Update March 2018", "Begun"] in action.other
    assert not ColumnMapping.objects.filter(heading="update").exists()


def test_what_nobody_said_and_is_not_sure_is_not_remembered(council: Council, by: User) -> None:
    headings = ("Action", "Captain", "Timescale", "Progress")
    take(council, by, ("Write it", "Kim", "May 2027", ""), headings=headings)

    assert set(ColumnMapping.objects.values_list("heading", "field")) == {
        ("action", "action"),
        ("timescale", "timescale"),
        ("progress", "progress"),
    }


def understood_with(planned: PlanImport) -> Any:
    return understand(planned.tables, known_for(planned), from_json(planned.corrections))


def test_what_fails_on_the_way_leaves_nothing(council: Council, by: User) -> None:
    stranger = make_officer(make_plan().council)
    planned = make_read(council, row("1", lead="Kim Bell", progress="Good"), row("2", lead="Ash"))
    correct(planned, {"leads": {"Ash": stranger.pk}}, seen=1, by=by)
    planned.refresh_from_db()
    before = ActionPlan.objects.count()

    with pytest.raises(IntegrityError, match="another council"), transaction.atomic():
        confirm(planned, understood_with(planned), seen=2, by=by)

    assert ActionPlan.objects.count() == before
    assert not Action.objects.filter(plan__council=council).exists()
    assert not Officer.objects.filter(council=council).exists()
    assert not ColumnMapping.objects.exists()
    planned.refresh_from_db()
    assert planned.status == PlanImport.Status.READ


def test_an_import_is_confirmed_once(council: Council, by: User) -> None:
    planned = make_read(council, row())
    confirm(planned, understood_of(planned), seen=1, by=by)

    with pytest.raises(Meanwhile):
        confirm(planned, understood_of(planned), seen=1, by=by)
    assert ActionPlan.objects.filter(council=council).count() == 1


def test_of_two_who_correct_the_same_version_the_second_is_told(council: Council, by: User) -> None:
    planned = make_read(council, row())
    correct(planned, {"left_out": [[0, 2]]}, seen=1, by=by)

    with pytest.raises(Meanwhile):
        correct(planned, {"split": [[0, 2]]}, seen=1, by=make_user())
    with pytest.raises(Meanwhile):
        confirm(planned, understood_of(planned), seen=1, by=by)
    planned.refresh_from_db()
    assert (planned.corrections, planned.version, planned.corrected_by) == (
        {"left_out": [[0, 2]]},
        2,
        by,
    )
