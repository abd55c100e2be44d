"""The demo as it stands in the database after `manage.py load_demo`."""

import datetime
import re
from collections import Counter
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import reverse
from psycopg import sql

from actionplans.asat import AsAt
from actionplans.conversing import open_questions
from actionplans.cycles.keeping import open_on
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Evidence,
    Milestone,
    MilestoneLead,
    ProgressLine,
    ProgressUpdate,
    Question,
    Report,
    Review,
    report_problems,
)
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Progress, Status
from config.context import service
from config.demo import load as loading
from config.demo.accounts import DEMO_COUNCILS, demo_accounts
from config.demo.files import PAPERS, Calendar
from councils import people
from councils.access import access_to
from councils.days import today
from councils.models import Council, Meeting, Membership, Officer, OutgoingEmail, User
from councils.roles import Role
from councils.working_days import is_working_day
from inspections.frameworks import FRAMEWORKS
from inspections.models import (
    Finding,
    Inspection,
    Judgement,
    Recommendation,
    RecommendationWording,
)
from reports.clearance_states import State
from reports.clearing import standings_of
from reports.composing import compose
from reports.editions.publishing import Choice, Ready
from reports.editions.rules import has_public_pages
from reports.models import PaperPart
from reports.models import Report as Paper
from scrutiny.models import ScrutinyReview
from scrutiny.questions.standing import asked_in
from scrutiny.reviews.course import listed
from scrutiny.reviews.opening import openings
from scrutiny.reviews.standing import Stage

# Also for the fixture that loads once: without it there is no test database to load into.
pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)
# The board meets 13 days after the load, or on the last working day before that.
SITTING = datetime.date(2026, 12, 4)
CABINET = datetime.date(2017, 4, 26)
HINDS, HAUGHTON, CUNNINGHAM = "Alison Hinds", "Louise Haughton", "Julian Cunningham"
KUCHARCZYK, MARTINDALE, WARRENDER = "Helena Kucharczyk", "Darren Martindale", "Rachel Warrender"
HEADS = "Heads of Service"

# A row of Appendix One: the leads printed once for the row; for each step its timescale as
# printed, the day that means, the leads printed at the step and who they are; then the progress
# texts, each with its step (None is the row), its number of paragraphs and what it states.
SAID, DONE = "not_stated", "complete"
APPENDIX_ONE = {
    "R1": (
        "All Heads of Service Louise Haughton",
        [
            ("Bi-monthly audits", None, "", [HEADS, HAUGHTON]),
            ("Quarterly dip sampling", None, "", [HEADS, HAUGHTON]),
        ],
        [(1, 1, SAID), (2, 1, SAID)],
    ),
    "R2": (
        "Helena Kucharczyk",
        [
            ("28 February 2017", "2017-02-28", "", [KUCHARCZYK]),
            ("31st May 2017, monthly thereafter", "2017-05-31", "", [KUCHARCZYK]),
        ],
        [(1, 1, SAID), (None, 1, DONE)],
    ),
    "R3": (
        "",
        [
            ("Quarterly", None, "Alison Hinds\nAlison Hinds", [HINDS]),
            ("November 2017", "2017-11-30", "Darren Martindale", [MARTINDALE]),
        ],
        [(1, 2, SAID), (None, 1, SAID)],
    ),
    "R4": (
        "",
        [
            (
                "30 April 2017",
                "2017-04-30",
                "Rachel Warrender Louise Haughton Alison Hinds",
                [WARRENDER, HAUGHTON, HINDS],
            ),
            ("", None, "Julian Cunningham", [CUNNINGHAM]),
        ],
        [(1, 1, SAID)],
    ),
    "R5": (
        "Louise Haughton",
        [("31 March 2018", "2018-03-31", "", [HAUGHTON])] * 2,
        [(None, 2, SAID)],
    ),
    "R6": (
        "Heads of Service Louise Haughton",
        [("31 March 2018", "2018-03-31", "", [HEADS, HAUGHTON])] * 2,
        [(None, 1, SAID)],
    ),
    "R7": (
        "",
        [
            ("31 March 2017", "2017-03-31", "Julian Cunningham Alison Hinds", [CUNNINGHAM, HINDS]),
            (
                "28 February 2017",
                "2017-02-28",
                "Julian Cunningham Alison Hinds",
                [CUNNINGHAM, HINDS],
            ),
        ],
        [(1, 1, SAID), (2, 1, SAID)],
    ),
    "R8": (
        "Alison Hinds",
        [
            ("31 March 2017", "2017-03-31", "", [HINDS]),
            ("30 April 2017", "2017-04-30", "", [HINDS]),
        ],
        [(1, 1, SAID)],
    ),
    "R9": (
        "Alison Hinds",
        [
            ("30 June 2017", "2017-06-30", "", [HINDS]),
            ("Termly Audits", None, "", [HINDS]),
        ],
        [(1, 1, SAID), (2, 1, SAID)],
    ),
    "R10": (
        "Alison Hinds",
        [("31 March 2017", "2017-03-31", "", [HINDS]), ("", None, "", [HINDS])],
        [(1, 1, SAID), (2, 1, SAID)],
    ),
    "R11": (
        "Alison Hinds",
        [
            ("20 March 2017", "2017-03-20", "", [HINDS]),
            ("", None, "", [HINDS]),
            ("", None, "", [HINDS]),
        ],
        [(None, 2, DONE)],
    ),
}
REPEATS = {
    "Bi-monthly audits": "FREQ=MONTHLY;INTERVAL=2",
    "Quarterly dip sampling": "FREQ=MONTHLY;INTERVAL=3",
    "Quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "Termly Audits": "FREQ=MONTHLY;INTERVAL=4",
    "31st May 2017, monthly thereafter": "FREQ=MONTHLY",
}

LIVE_ON_THE_DAY = {
    "A1": Status.LATE,
    "A2": Status.SILENT,
    "A3": Status.ON_TRACK,
    "A4": Status.IN_PROGRESS,
    "A5": Status.AT_RISK,
    "A6": Status.OFF_TRACK,
    "A7": Status.DONE,
    "A8": Status.CLAIMED,
    "A9": Status.NOT_STARTED,
    "A10": Status.ON_TRACK,
    "A11": Status.IN_PROGRESS,
    "A12": Status.ON_TRACK,
    "A13": Status.LATE,
    "A14": Status.DONE,
    "A15": Status.SILENT,
    "A16": Status.NOT_STARTED,
    "A17": Status.ON_TRACK,
    "A18": Status.DONE,
    "A19": Status.WITHDRAWN,
    "A20": Status.SUPERSEDED,
}


DIGEST = sql.SQL(
    "SELECT count(*), md5(string_agg(found::text, chr(10) ORDER BY found::text)) FROM {} AS found"
)


def load_demo(today=TODAY, accounts=True):
    """Run the command as a person would, and return what it prints."""
    out = StringIO()
    call_command("load_demo", today=today, accounts=accounts, stdout=out)
    connection.check_constraints()
    return out.getvalue()


def empty():
    assert connection.settings_dict["NAME"].startswith("test_")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE councils_council, councils_user CASCADE")


def contents():
    """Return every table's number of rows and a digest of all that stands in them."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(DIGEST.format(sql.Identifier(table)))
            found[table] = cursor.fetchone()
        return found


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load once for this file, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        empty()
        yield load_demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The loaded demo; what a test changes in it is taken back."""
    return loaded


@pytest.fixture
def nothing(demo):
    """A database with nothing in it, for loads of another kind."""
    empty()


@pytest.fixture
def wolverhampton(demo):
    return ActionPlan.objects.get(reference="wolverhampton-2017")


@pytest.fixture
def live(demo):
    return ActionPlan.objects.get(reference="live")


def on_the_day(plan, day=TODAY, **asked):
    return plan_on_day(plan, AsAt(day=day, today=TODAY, **asked))


def rows_by_reference(plan, **asked):
    return {row.reference: row for row in on_the_day(plan, **asked).rows}


# Councils and inspections


def test_every_council_of_the_fixture_is_held_and_one_that_is_made_up(demo):
    england = Council.objects.filter(is_fictional=False)
    assert england.in_force_on(TODAY).count() == 153
    assert england.count() == 158
    made_up = Council.objects.get(is_fictional=True)
    assert (made_up.slug, made_up.gss_code, made_up.dfe_number) == ("merrowdale", "", "")
    assert "fictional" in made_up.name
    assert not england.filter(region=made_up.region)


def test_former_councils_lead_to_the_ones_that_replaced_them(demo):
    cumbria = Council.objects.get(slug="cumbria")
    assert cumbria.ends == datetime.date(2023, 4, 1)
    successors = set(cumbria.replaced_by.values_list("slug", flat=True))
    assert successors == {"cumberland", "westmorland-and-furness"}


@pytest.mark.parametrize(
    ("key", "judgements", "findings", "for_council", "for_board", "wordings"),
    [
        # Nine headlines, 63 under areas, 7 on the board, and five parts of one of them.
        ("wolverhampton-sif-2017", 7, 84, 11, 5, 6),
        ("walsall-sif-2017", 7, 0, 12, 4, 0),
        ("windsor-and-maidenhead-sif-2015", 7, 31, 16, 8, 0),
        ("stockton-on-tees-sif-2016", 7, 0, 10, 5, 0),
    ],
)
def test_an_inspection_is_held_whole_and_published(
    demo, key, judgements, findings, for_council, for_board, wordings
):
    inspection = Inspection.objects.get(key=key)
    assert inspection.is_published and inspection.framework == "sif-2013"
    assert inspection.judgements.count() == judgements
    addressed = Counter(inspection.recommendations.values_list("addressed_to", flat=True))
    assert addressed == {"council": for_council, "board": for_board}
    assert inspection.findings.count() == findings
    held = RecommendationWording.objects.filter(recommendation__inspection=inspection)
    assert held.count() == wordings


def test_parts_of_a_finding_stand_under_it_in_its_order(demo):
    [parent] = Finding.objects.filter(
        inspection__key="wolverhampton-sif-2017", children__isnull=False
    ).distinct()
    parts = list(parent.children.order_by("order"))
    assert [part.order for part in parts] == [parent.order + n for n in range(1, 6)]
    assert {(part.area, part.kind, part.source) for part in parts} == {
        (parent.area, parent.kind, parent.source)
    }


def test_an_inspection_of_two_strands_is_held_whole_though_its_day_of_publication_is_not(demo):
    inspection = Inspection.objects.get(key="wirral-slac-2011")
    assert inspection.is_published and inspection.framework == "slac-2009"
    judged = set(inspection.judgements.values_list("area", flat=True))
    assert judged == {area.key for area in FRAMEWORKS["slac-2009"].areas} and len(judged) == 20
    assert inspection.recommendations.count() == 7 and inspection.findings.count() == 1


def test_headline_findings_have_no_area(demo):
    headlines = Finding.objects.filter(inspection__key="wolverhampton-sif-2017", area="")
    assert headlines.count() == 9


def test_the_boards_recommendations_name_the_plan_that_answers_them(demo):
    board = Recommendation.objects.filter(
        inspection__key="wolverhampton-sif-2017", addressed_to="board"
    )
    assert all("Strategic Plan" in recommendation.answered_elsewhere for recommendation in board)
    assert not Action.objects.filter(recommendations__in=board)


# Wolverhampton's plan


def test_the_plan_stands_as_the_paper_has_it_and_says_what_the_paper_does_not_hold(wolverhampton):
    assert wolverhampton.agreed_on == CABINET
    assert wolverhampton.status == ActionPlan.Status.APPROVED
    assert wolverhampton.approved_at is None
    assert "does not hold the decision" in wolverhampton.note
    assert [source.key for source in wolverhampton.sources.all()] == ["wolverhampton-sif-2017"]
    assert wolverhampton.rating_scale is None


@pytest.mark.parametrize("reference", APPENDIX_ONE)
def test_each_row_of_appendix_one_survives_the_load(wolverhampton, reference):
    action = wolverhampton.actions.get(reference=reference)
    steps = []
    for step in action.milestones.order_by("order"):
        date = step.due_dates.first()
        steps.append(
            (
                date.words if date else "",
                date.due.isoformat() if date and date.due else None,
                step.printed_leads,
                [lead.officer.name for lead in step.leads.order_by("order")],
            )
        )
        assert step.due_dates.count() <= 1
        if date:
            assert date.recurrence == REPEATS.get(date.words, "")
    said = [
        (line.milestone and line.milestone.order, line.update.text.count("\n\n") + 1, line.progress)
        for line in ProgressLine.objects.filter(update__action=action).order_by("pk")
    ]
    assert (action.printed_leads, steps, said) == APPENDIX_ONE[reference]
    number = reference.removeprefix("R")
    assert action.source_text == f"RECOMMENDATION {number}"
    answered = [(r.number, r.addressed_to) for r in action.recommendations.all()]
    assert answered == [(number, "council")]


def test_counts_of_the_paper_survive_the_load(wolverhampton):
    milestones = Milestone.objects.filter(action__plan=wolverhampton)
    assert wolverhampton.actions.count() == 11
    assert milestones.count() == 23
    shown = on_the_day(wolverhampton, CABINET).rows
    printed = sum(
        1 if row.shared_date else sum(step.date is not None for step in row.steps) for row in shown
    )
    assert printed == 17
    updates = ProgressUpdate.objects.filter(action__plan=wolverhampton)
    assert sum(len(update.text.split("\n\n")) for update in updates) == 20
    cells = list(wolverhampton.actions.values_list("printed_leads", flat=True))
    cells += milestones.values_list("printed_leads", flat=True)
    names = re.findall(r"(?:All )?Heads of Service|[A-Z][a-z]+ [A-Z][a-z]+", "\n".join(cells))
    assert len(names) == 21
    assert len(set(names)) == 8


def test_a_month_alone_is_understood_as_its_last_day(wolverhampton):
    dates = DueDate.objects.filter(milestone__action__plan=wolverhampton)
    assert Counter(dates.values_list("precision", flat=True)) == {"day": 14, "month": 1, "none": 4}
    [month] = dates.filter(precision="month")
    assert (month.words, month.due) == ("November 2017", datetime.date(2017, 11, 30))


def test_everything_is_known_from_the_paper_and_by_nobodys_hand(wolverhampton):
    updates = ProgressUpdate.objects.filter(action__plan=wolverhampton)
    dates = DueDate.objects.filter(milestone__action__plan=wolverhampton)
    reviews = Review.objects.filter(update__action__plan=wolverhampton)
    for facts in (updates, dates, reviews):
        found = set(facts.values_list("day", "known_on", "entered_by"))
        assert found == {(CABINET, CABINET, None)}
    source = "Cabinet paper, 26 April 2017"
    assert set(updates.values_list("how", "source")) == {("paper", source)}
    assert set(reviews.values_list("verdict", "source", "by")) == {("accepted", source, None)}
    assert reviews.count() == updates.count()
    assert set(dates.values_list("agreed_by", flat=True)) == {"not_stated"}


def test_a_printed_status_is_the_text_of_its_paragraph(wolverhampton):
    complete = ProgressLine.objects.filter(
        update__action__plan=wolverhampton, progress=Progress.COMPLETE
    ).order_by("pk")
    assert [line.update.action.reference for line in complete] == ["R2", "R11"]
    assert [line.update.text.split("\n\n")[0] for line in complete] == ["ACTION COMPLETED"] * 2
    assert {line.milestone for line in complete} == {None}


def test_as_at_the_cabinet_two_rows_are_done_and_four_steps_are_silent(wolverhampton):
    shown = on_the_day(wolverhampton, CABINET)
    assert [row.reference for row in shown.with_status(Status.DONE)] == ["R2", "R11"]
    assert not shown.with_status(Status.LATE, Status.CLAIMED)
    silent = [(row.reference, s.order) for row, s in shown.steps if s.status == Status.SILENT]
    assert silent == [("R7", 1), ("R7", 2), ("R8", 1), ("R10", 1)]
    assert not [s for _, s in shown.steps if s.status == Status.LATE]
    assert not shown.awaiting and not shown.entered_later


def test_members_saw_the_same_on_that_day(wolverhampton):
    asked = {"known_on": CABINET, "accepted_only": True, "confidential": False}
    for_members = on_the_day(wolverhampton, CABINET, **asked).rows
    assert for_members == on_the_day(wolverhampton, CABINET).rows


def test_a_timescale_printed_for_the_row_prints_once(wolverhampton):
    rows = rows_by_reference(wolverhampton, day=CABINET)
    once = {reference for reference, row in rows.items() if row.shared_date}
    assert once == {"R5", "R6"}


# The live plan


def test_the_live_plan_shows_every_state_on_the_day_of_the_load(live):
    rows = rows_by_reference(live)
    assert {reference: row.status for reference, row in rows.items()} == LIVE_ON_THE_DAY


def test_a_cycle_is_open_on_the_day_of_the_load_and_one_was_closed_with_its_counts(live):
    earlier, now = live.cycles.order_by("updates_due_on")
    assert list(open_on(TODAY)) == [now]
    assert now.meeting.held_on == SITTING
    assert (earlier.closing.reported, earlier.closing.missing) == (8, 18)


def test_a_question_to_the_leads_waits_and_one_is_answered(live):
    waits = open_questions().filter(plan=live, for_members=False)
    assert [question.action.reference for question in waits] == ["A12"]
    asked = Question.objects.filter(plan=live, flag="", action__reference="A1").get()
    assert asked.answers.count() == 1


def test_members_asked_and_one_is_answered_one_late_and_one_open(live):
    as_at = AsAt(day=TODAY, today=TODAY, accepted_only=True, confidential=False)
    found = {one.state.key: one for one in asked_in(live.council, as_at)}

    assert set(found) == {"answered", "late", "open"}
    assert found["answered"].question.asker.startswith("Children and Young People Scrutiny")
    assert found["late"].late == "late by 5 days"
    assert found["open"].wanted
    assert not OutgoingEmail.objects.filter(kind="question").exists()


def test_something_is_late_moved_requested_due_tomorrow_and_due_in_ten_days(live):
    rows = rows_by_reference(live)
    assert rows["A1"].days_late == 26
    assert {reference: row.moves for reference, row in rows.items() if row.moves} == {
        "A4": 1,
        "A5": 2,
        "A17": 1,
    }
    asked_for = rows["A6"].steps[0].requested
    assert asked_for and asked_for.reason and asked_for.agreed_by == "Not yet agreed"
    assert rows["A6"].steps[0].due < asked_for.due
    days = {s.due - TODAY for row in rows.values() for s in row.steps if s.due and s.is_open}
    assert {datetime.timedelta(1), datetime.timedelta(10)} <= days
    assert [s.date is None for s in rows["A11"].steps] == [False, True]
    assert rows["A9"].steps[1].date.due is None


def test_every_move_that_was_reported_has_a_reason_and_who_agreed_it(live):
    moves = DueDate.objects.filter(milestone__action__plan=live, update__isnull=False)
    assert Counter(moves.values_list("agreed_by", flat=True)) == {
        "officer": 1,
        "body": 1,
        "member": 1,
        "not_yet": 1,
    }
    for move in moves:
        assert move.reason
        assert move.agreed_by_name or move.agreed_by == "not_yet"
    meeting = moves.get(agreed_by="body").agreed_at
    assert meeting.held_on == TODAY - datetime.timedelta(62)


def test_the_first_dates_were_agreed_by_the_meeting_that_approved_the_plan(live):
    in_the_plan = DueDate.objects.filter(milestone__action__plan=live, update=None)
    first = in_the_plan.filter(day=live.agreed_on)
    assert set(first.values_list("agreed_by", "agreed_at")) == {("body", live.approved_at_id)}
    assert live.approved_at.held_on == live.agreed_on == TODAY - datetime.timedelta(160)
    # One was changed in the plan since, without a reason.
    [changed] = in_the_plan.exclude(day=live.agreed_on)
    assert (changed.milestone.action.reference, changed.reason) == ("A17", "")


def test_updates_wait_were_returned_and_came_by_telephone_and_later(live):
    shown = on_the_day(live)
    assert (shown.awaiting, shown.oldest_awaiting) == (3, TODAY - datetime.timedelta(21))
    updates = ProgressUpdate.objects.filter(action__plan=live)
    [returned] = updates.filter(reviews__verdict="returned")
    assert returned.reviews.get().comment
    by_telephone = updates.filter(how="telephone")
    assert by_telephone.count() == 3
    manager = User.objects.get(email="plan-manager@merrowdale.example")
    assert {update.entered_by for update in by_telephone} == {manager}
    assert all(update.reported_by for update in by_telephone)
    then = TODAY - datetime.timedelta(76)
    # One was entered the day after, another accepted two weeks later.
    assert on_the_day(live, then).entered_later == 2


def test_one_action_is_confidential_and_withheld_from_members(live):
    shown = on_the_day(live, accepted_only=True, confidential=False)
    assert shown.withheld == 1
    assert "A10" not in {row.reference for row in shown.rows}


def test_actions_answer_one_two_or_no_recommendation_and_one_is_not_answered(live):
    answers = {row.reference: [a.number for a in row.answers] for row in on_the_day(live).rows}
    assert answers["A3"] == ["2", "7"]
    assert answers["A11"] == []
    asked = set(live.sources.get().recommendations.values_list("council_number", flat=True))
    assert asked - {number for numbers in answers.values() for number in numbers} == {"8"}
    assert 6 <= len(asked) <= 8


def test_checks_of_a_recurring_step_are_done_not_done_missed_and_due(live):
    [audits] = rows_by_reference(live)["A15"].steps
    assert [check.state for check in audits.recurring.checks] == [
        "done",
        "done",
        "not_done",
        "missed",
        "due",
    ]
    assert audits.recurring.checks[2].reason


def test_what_ended_says_why_who_agreed_and_what_took_its_place(live):
    rows = rows_by_reference(live)
    assert rows["A19"].ended.reason and rows["A19"].ended.agreed_by and not rows["A19"].is_open
    assert rows["A20"].ended.successor.reference == "A12"
    assert [named.reference for named in rows["A12"].carried_from] == ["A20"]


def test_what_is_done_goes_on_being_watched_by_a_body(live):
    rows = rows_by_reference(live)
    watched = {reference: row.watched_by for reference, row in rows.items() if row.watched_by}
    assert watched == {
        "A7": "Children’s Improvement Board",
        "A18": "Merrowdale Safeguarding Children Partnership",
    }
    assert {rows[reference].status for reference in watched} == {Status.DONE}


def test_measures_have_readings_and_reports_have_evidence(live):
    measures = live.measures.order_by("order")
    assert [measure.readings.count() for measure in measures] == [3, 2, 2]
    assert [measure.action and measure.action.reference for measure in measures] == [
        "A6",
        "A12",
        None,
    ]
    evidence = Evidence.objects.filter(update__action__plan=live)
    assert {found.update.action.reference for found in evidence} == {"A7", "A15", "A18"}
    assert all(found.url.startswith("https://www.merrowdale.example/") for found in evidence)
    assert live.risks.count() == 3


def test_the_live_plan_says_only_what_people_may_say(live):
    updates = ProgressUpdate.objects.filter(action__plan=live)
    for update in updates:
        for line in update.lines.all():
            said = Report(
                text=update.text,
                progress=line.progress,
                day=update.day,
                outlook=line.outlook,
                reason=line.reason,
            )
            report_problems(said, update.known_on, update.action)
        assert update.known_on < TODAY
        reviews = list(update.reviews.all())
        assert all(update.known_on <= review.day <= TODAY for review in reviews)
    assert (TODAY - min(update.day for update in updates)).days == 150


def test_updates_were_entered_in_the_order_they_became_known(live):
    updates = list(ProgressUpdate.objects.filter(action__plan=live).order_by("pk"))
    assert [u.known_on for u in updates] == sorted(u.known_on for u in updates)
    assert all(u.entered_at.date() == min(u.known_on, today()) for u in updates)


def test_posts_groups_and_partners_lead_and_no_named_person_does(live):
    leads = MilestoneLead.objects.filter(milestone__action__plan=live)
    assert set(leads.values_list("officer__kind", flat=True)) == {"post", "group", "partner"}
    people = Officer.objects.filter(council=live.council, kind="person")
    assert all("(demo)" in person.name for person in people)


def test_the_councils_own_scale_rates_every_meaning(live):
    rows = rows_by_reference(live)
    assert {row.rating.label.split(":")[0] for row in rows.values() if row.rating} == {
        "Blue",
        "Green",
        "Amber",
        "Red",
        "Grey",
    }
    assert all(rating.definition for rating in on_the_day(live).key)
    assert len(on_the_day(live).key) == 5


@pytest.mark.parametrize(
    ("today", "framework"),
    [
        ("2024-06-03", "ilacs-2023"),
        ("2026-11-21", "ilacs-2023"),
        ("2026-11-22", "ilacs-2026"),
        ("2031-02-28", "ilacs-2026"),
    ],
)
def test_the_live_inspection_is_made_under_the_framework_of_its_day(nothing, today, framework):
    load_demo(datetime.date.fromisoformat(today))
    inspection = Inspection.objects.get(council__slug="merrowdale")
    assert inspection.framework == framework
    judged = set(Judgement.objects.filter(inspection=inspection).values_list("area", flat=True))
    assert judged == {area.key for area in FRAMEWORKS[framework].areas}
    rows = rows_by_reference(
        ActionPlan.objects.get(reference="live"), day=datetime.date.fromisoformat(today)
    )
    assert {reference: row.status for reference, row in rows.items()} == LIVE_ON_THE_DAY


# Loading again


def test_a_second_load_adds_nothing_and_changes_nothing(demo):
    before = contents()
    assert "Nothing to add" in load_demo()
    assert contents() == before
    assert before["actionplans_action"][0] == 31 + 44


@pytest.mark.parametrize("day", range(7))
def test_meetings_are_on_working_days_whatever_the_day_of_the_load(day):
    calendar = Calendar(TODAY + datetime.timedelta(day))
    for offset in (-160, -130, -92, -67, -62, -25, 13, 20, 27):
        held_on = calendar.day({"sitting": offset})
        assert is_working_day(held_on)
        assert 0 <= (calendar.day({"days": offset}) - held_on).days <= 5


def test_the_live_councils_meetings_are_on_working_days(demo):
    held = Meeting.objects.filter(body__council__slug="merrowdale")
    assert held.count() >= 9
    assert [one for one in held if not is_working_day(one.held_on)] == []


def test_a_load_on_another_day_touches_no_date(demo):
    before = contents()
    assert "Nothing to add" in load_demo(TODAY + datetime.timedelta(44))
    assert contents() == before


def test_what_people_changed_since_stays_changed(demo):
    ActionPlan.objects.filter(reference="live").update(title="Another title", manager=None)
    User.objects.filter(email="reader@merrowdale.example").update(is_active=False)
    Membership.objects.filter(user__email="director@wolverhampton.example").delete()
    gone = User.objects.get(email="director@merrowdale.example")
    people.leave(Council.objects.get(slug="merrowdale"), gone, TODAY, gone)
    Officer.objects.filter(name="Alison Hinds").update(user=None)
    Council.objects.filter(slug="walsall").update(name="Walsall Borough")
    Meeting.objects.filter(held_on=CABINET).update(outcome="Approved.")
    before = contents()
    load_demo()
    assert contents() == before


def test_an_inspection_a_later_version_brings_is_added_and_the_rest_left_alone(
    nothing, monkeypatch
):
    monkeypatch.setattr(
        loading, "PAPERS", tuple(name for name in PAPERS if name != "stockton-2016")
    )
    load_demo()
    before = contents()
    monkeypatch.setattr(loading, "PAPERS", PAPERS)
    printed = load_demo(TODAY + datetime.timedelta(9))
    assert (
        "Stockton-on-Tees, inspection" in printed
        and "Merrowdale" not in printed.split("Sign in")[0]
    )
    changed = {table for table, found in contents().items() if found != before[table]}
    assert changed == {
        f"inspections_{name}{event}"
        for name in ("inspection", "judgement", "recommendation")
        for event in ("", "event")
    }


def test_a_load_that_fails_leaves_nothing_behind(nothing, monkeypatch):
    def fail(plan):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(loading, "add_reports", fail)
    with pytest.raises(RuntimeError):
        load_demo()
    assert not Council.objects.exists() and not User.objects.exists()


def test_a_day_that_is_no_day_is_refused_with_what_to_write(demo):
    with pytest.raises(CommandError, match="Give the day like 2026-11-22"):
        call_command("load_demo", "--today", "22.11.2026")


# Accounts


def test_every_role_has_an_account_in_each_council_with_a_plan_and_the_site_has_one(demo):
    expected = {
        (f"{role}@{council}.example", council, role) for council in DEMO_COUNCILS for role in Role
    }
    held = set(Membership.objects.values_list("user__email", "council__slug", "role"))
    assert held == expected and len(held) == 42
    [operator] = User.objects.filter(is_site_operator=True)
    assert operator.email == "site-operator@demo.example"
    assert User.objects.count() == 43


def test_each_paper_of_the_demo_can_be_opened_by_somebody(demo):
    councils = set(Paper.objects.values_list("council__slug", flat=True))
    assert councils == set(DEMO_COUNCILS)


def test_the_password_signs_in_and_the_address_is_verified(demo, client, settings):
    for email in ("lead-officer@wolverhampton.example", "site-operator@demo.example"):
        assert User.objects.get(email=email).check_password(settings.DEMO_PASSWORD)
        assert client.login(email=email, password=settings.DEMO_PASSWORD)
    verified = EmailAddress.objects.filter(verified=True, primary=True)
    assert set(verified.values_list("email", flat=True)) == {
        email for email, _, _ in demo_accounts()
    }


def test_the_lead_officer_of_wolverhampton_answers_for_what_alison_hinds_leads(wolverhampton):
    user = User.objects.get(email="lead-officer@wolverhampton.example")
    officers = Officer.objects.of_user(user, TODAY)
    assert [officer.name for officer in officers] == ["Alison Hinds"]
    led = MilestoneLead.objects.filter(officer__in=officers).values("milestone__action__reference")
    rows = {lead["milestone__action__reference"] for lead in led}
    assert rows == {"R3", "R4", "R7", "R8", "R9", "R10", "R11"}


def test_the_lead_officer_of_the_fictional_council_holds_several_posts(live):
    user = User.objects.get(email="lead-officer@merrowdale.example")
    officers = Officer.objects.of_user(user, TODAY)
    held = {officer.name for officer in officers if officer.kind != "person"}
    assert held == {"Head of Safeguarding", "Principal Social Worker", "All heads of service"}


def test_each_plan_is_managed_by_the_plan_manager_of_its_council(demo):
    managers = ActionPlan.objects.values_list("reference", "manager__email")
    assert set(managers) == {
        ("wolverhampton-2017", "plan-manager@wolverhampton.example"),
        ("wirral-2011", "plan-manager@wirral.example"),
        ("walsall-2017", "plan-manager@walsall.example"),
        ("windsor-maidenhead-2015", "plan-manager@windsor-and-maidenhead.example"),
        ("windsor-maidenhead-phase-2", "plan-manager@windsor-and-maidenhead.example"),
        ("live", "plan-manager@merrowdale.example"),
    }


def test_without_accounts_everything_is_loaded_and_nobody_can_sign_in(nothing, settings):
    settings.DEMO = False
    printed = load_demo(accounts=False)
    assert settings.DEMO_PASSWORD not in printed and "@" not in printed
    assert ActionPlan.objects.count() == 6 and ProgressUpdate.objects.count() == 90
    assert not User.objects.filter(is_active=True)
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert not Membership.objects.exists() and not EmailAddress.objects.exists()


def test_accounts_can_be_asked_for_afterwards(nothing, settings):
    settings.DEMO = False
    load_demo(accounts=False)
    facts = ProgressUpdate.objects.count(), DueDate.objects.count()
    settings.DEMO = True
    printed = load_demo(accounts=False)
    assert "43 accounts" in printed
    assert User.objects.filter(is_active=True).count() == 43
    assert Officer.objects.filter(user__isnull=False).count() == 3
    assert not ActionPlan.objects.filter(manager=None)
    assert (ProgressUpdate.objects.count(), DueDate.objects.count()) == facts


def test_the_command_prints_the_accounts_and_the_password(demo, settings):
    table = demo.split("Sign in with the password ")[1]
    assert table.startswith(settings.DEMO_PASSWORD)
    for email, words, council in demo_accounts():
        assert re.search(rf"{re.escape(email)} +{words} +{re.escape(council)}\n", table)


def test_production_refuses_the_demo(nothing, settings):
    settings.PRODUCTION = True
    for accounts in (True, False):
        with pytest.raises(CommandError, match="production"):
            load_demo(accounts=accounts)
    assert not Council.objects.exists() and not User.objects.exists()


def test_the_sign_in_page_is_given_the_accounts_in_demo_mode_only(settings, django_db_blocker):
    with django_db_blocker.block():
        settings.DEMO = True
        shown = service(RequestFactory().get("/"))["demo_accounts"]
        settings.DEMO = False
        assert service(RequestFactory().get("/"))["demo_accounts"] == []
    assert len(shown) == 43
    assert ("reader@wolverhampton.example", "Reader", "Wolverhampton") in shown


@pytest.mark.parametrize("in_demo_mode", [True, False])
def test_the_sign_in_page_shows_accounts_and_password_in_demo_mode_only(
    demo, client, settings, in_demo_mode
):
    settings.DEMO = in_demo_mode
    page = client.get(reverse("account_login")).content.decode()
    assert [email in page for email, _, _ in demo_accounts()] == [in_demo_mode] * 43
    assert (settings.DEMO_PASSWORD in page) is in_demo_mode


def test_the_sign_in_page_names_councils_as_they_are_held(demo):
    held = dict(Council.objects.filter(slug__in=DEMO_COUNCILS).values_list("slug", "name"))
    assert held == DEMO_COUNCILS


# The fictional council's own papers


def test_one_paper_is_being_composed_with_clearances_open_and_given_and_an_exempt_appendix(demo):
    draft = Paper.objects.get(reference="merrowdale-scrutiny-progress")

    states = Counter(each.state for each in standings_of(draft, TODAY))
    assert states == {State.GIVEN: 1, State.WAITING: 2}
    public, whole = (compose(draft, TODAY, is_public) for is_public in (True, False))
    assert "84,000" in str(whole.document) and "84,000" not in str(public.document)
    assert (public.lost, whole.lost) == ((), ())
    assert not draft.editions.exists() and not draft.publications.exists()
    drafted = PaperPart.objects.filter(section__report=draft, kind="drafted")
    assert drafted.count() == 3 and all(part.drafted for part in drafted)


def test_one_paper_is_out_once_the_worker_has_drawn_it_and_its_decision_is_on_the_plan(demo):
    paper = Paper.objects.get(reference="merrowdale-board-progress")

    [asked] = paper.publications.all()
    assert (asked.status, asked.known) == ("waiting", [])
    assert Ready(paper, asked.day, Choice()).digest == asked.digest
    assert not Ready(paper, asked.day, Choice()).is_late
    assert has_public_pages(paper.council)
    [decision] = paper.decisions.all()
    assert (decision.kind, list(paper.plans.all())) == (
        "noted",
        [ActionPlan.objects.get(reference="live")],
    )
    assert "Progress of the Children’s Services Improvement Plan: noted." in paper.meeting.outcome


def test_one_review_is_under_way_and_one_waits_for_the_executive(demo):
    council = Council.objects.get(slug="merrowdale")
    access = access_to(User.objects.get(email="reader@merrowdale.example"), council.slug)
    rows = access.reach(ScrutinyReview)

    found = listed(rows, openings(access, rows, TODAY), AsAt(day=TODAY, today=TODAY))

    by_title = {one.review.title: one.standing for one in found}
    begun, waits = (
        by_title[title]
        for title in ("What happens at the front door", "Supervision that tests decisions")
    )
    assert (begun.stage, begun.due) == (Stage.UNDER_WAY, None)
    assert "the group has met once and meets next on" in begun.sentence
    assert (waits.stage, waits.days_late) == (Stage.WAITING, 0)
    assert "1 of its 3 recommendations is answered." in waits.sentence
    assert "Not answered by: Cabinet, Merrowdale Community Health Trust." in waits.sentence


@pytest.mark.parametrize(("role", "reads"), [("scrutiny-member", 2), ("director", 0)])
def test_the_notes_of_the_demos_reviews_are_their_groups(demo, role, reads):
    user = User.objects.get(email=f"{role}@merrowdale.example")
    access = access_to(user, "merrowdale")
    rows = access.reach(ScrutinyReview)

    found = openings(access, rows, TODAY).values()

    assert sum(each.sees_notes for each in found) == reads
