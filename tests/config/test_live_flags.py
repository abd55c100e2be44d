"""What the live demo plan calls to be challenged on, on the day it is loaded, sentence by sentence.

The load is as at a fixed day, so that days and numbers in the sentences are fixed too.
"""

import datetime
import re

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from actionplans.asat import AsAt
from actionplans.challenges.facts import Flag, Kind
from actionplans.challenging import answered_questions, challenged, flags_of, flags_of_action
from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day, rows_on_day
from actionplans.shown import PlanOnDay

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)

# In the order of the page: the most serious first.
SENTENCES = {
    Kind.ON_TRACK_BUT_PAST: [
        "Action A13, “Tell everyone who sends a referral what was decided, within three days”, was "
        "reported as on track on 2 November 2026, but was due on 13 November 2026 and is 9 days "
        "past its date."
    ],
    Kind.LATE: [
        "In action A1, “Decide within one working day what happens with every new referral”, the "
        "step “Agree with schools, health and the police what a good referral says” is 26 days "
        "late: it was due on 27 October 2026 and is reported as not done, with a reason but no new "
        "date."
    ],
    Kind.SILENT: [
        "In action A2, “Write children’s plans that a family can follow”, the step “Try the "
        "shorter plan with two teams” was due on 8 November 2026, 14 days ago, and nothing says "
        "whether it is done."
    ],
    Kind.UNANSWERED: [
        "No action answers recommendation 8, “The move of disabled young people to services for "
        "adults”."
    ],
    Kind.OVER_PERIOD: [
        "The inspectorate asked for recommendation 5 to be met “within 3 months”, by 20 August "
        "2026, and action A6, “Let every child who comes into care see a doctor within 20 working "
        "days”, is dated 27 November 2026, 99 days later."
    ],
    Kind.DONE_TOO_SOON: [
        "Action A14, “Give all teams the same words for risk, and use them in every plan”, is "
        "signed off as done, but the step “Read 20 plans to see that the words are used” is not "
        "due until 9 January 2027, in 48 days.",
        "Action A8, “Visit every care leaver’s home and act where it is not suitable”, is said to "
        "be done, 8 days before its date, 30 November 2026, and is not yet signed off.",
    ],
    Kind.WORSE: [
        "In action A6, “Let every child who comes into care see a doctor within 20 working days”, "
        "the measure “Children coming into care who saw a doctor within 20 working days” is moving "
        "the wrong way: it was 72% on 21 September 2026 and is 66% on 4 November 2026, where more "
        "is better."
    ],
    Kind.MISSED: [
        "Nobody has reported on the check due on 17 October 2026 for action A15, “Audit children’s "
        "records every four weeks, and tell each team within the week what was found”."
    ],
    Kind.NOT_DONE: [
        "The check due on 19 September 2026 for action A15, “Audit children’s records every four "
        "weeks, and tell each team within the week what was found”, was not done; the reason given "
        "is “Two of the three auditors had to be in court that week”."
    ],
    Kind.NOT_BEGUN: [
        "In action A16, “Ask every child in care once a year whether they feel safe where they "
        "live”, the step “Agree the questions with the children in care council” is due on "
        "1 December 2026, by the time the Children’s Improvement Board meets on 4 December 2026, "
        "and is reported as not begun."
    ],
    Kind.MOVED_OFTEN: [
        "In action A5, “Offer a talk to every child who has been missing, within three days of "
        "their return”, the date of the step “Open the new service that talks with children” has "
        "moved twice: from 5 September 2026 to 5 January 2027, 122 days later."
    ],
    Kind.UNEXPLAINED: [
        "The date of action A17, “Help foster carers and schools to notice when a child is being "
        "exploited”, moved from 15 October 2026 to 27 December 2026, and no reason is given."
    ],
    Kind.NOT_AGREED: [
        "In action A6, “Let every child who comes into care see a doctor within 20 working days”, "
        "the step “Hold a second clinic each week” asks for a new date, 27 January 2027, in place "
        "of 27 November 2026, and nobody has agreed to it."
    ],
    Kind.NO_EVIDENCE: [
        "Action A8, “Visit every care leaver’s home and act where it is not suitable”, is said to "
        "be done, and none of its 3 reports carries evidence.",
        "Action A14, “Give all teams the same words for risk, and use them in every plan”, is "
        "signed off as done, and its one report carries no evidence.",
    ],
    Kind.NO_DIFFERENCE: [
        "Action A18, “Agree with the police and health who speaks first with a child who may have "
        "been harmed”, is signed off as done, and no report says what difference it made."
    ],
    Kind.REVIEW_PASSED: [
        "The review of action A18, “Agree with the police and health who speaks first with a child "
        "who may have been harmed”, was due on 10 November 2026, 12 days ago, and nothing has been "
        "reported since."
    ],
    Kind.QUIET: [
        "Nothing has been reported on action A15, “Audit children’s records every four weeks, and "
        "tell each team within the week what was found”, since the Children’s Improvement Board "
        "met on 28 October 2026; the last report was for 21 September 2026.",
        "No report on action A11, “Tell children and young people in one page what the council "
        "promised and what it has done”, has been accepted since the Children’s Improvement Board "
        "met on 28 October 2026; the last report was for 30 September 2026, and one sent since was "
        "sent back.",
        "Nothing has been reported on action A9, “Have twelve more homes for care leavers”, since "
        "the Children’s Improvement Board met on 28 October 2026; the last report was for "
        "5 October 2026.",
        "Nothing has been reported on action A2, “Write children’s plans that a family can "
        "follow”, since the Children’s Improvement Board met on 28 October 2026; the last report "
        "was for 13 October 2026.",
    ],
    Kind.SAME_WORDS: [
        "The last two reports on action A13, “Tell everyone who sends a referral what was decided, "
        "within three days”, say the same: “Letters to referrers go out from two of five teams”."
    ],
    Kind.WAITING: [
        "A report on action A17, “Help foster carers and schools to notice when a child is being "
        "exploited”, has waited to be accepted for 21 days, since 1 November 2026."
    ],
    Kind.NO_LEAD: [
        "In action A16, “Ask every child in care once a year whether they feel safe where they "
        "live”, nobody is named to lead the step “Bring what children say to the improvement "
        "board”."
    ],
    Kind.NO_DATE: [
        "In action A9, “Have twelve more homes for care leavers”, the step “Let the homes” has a "
        "timescale that gives no date, “Once the agreement is signed”.",
        "In action A11, “Tell children and young people in one page what the council promised and "
        "what it has done”, the step “Ask 50 young people whether they have noticed a difference” "
        "has no date.",
    ],
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load once for this file, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert connection.settings_dict["NAME"].startswith("test_")
        call_command("load_demo", today=TODAY, accounts=True, verbosity=0)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def nothing(loaded, db):
    """A database with nothing in it, for loads on another day."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE councils_council, councils_user CASCADE")


def shown(reference: str = "live", day: datetime.date = TODAY, **asked) -> PlanOnDay:
    plan = ActionPlan.objects.get(reference=reference)
    return plan_on_day(plan, AsAt(day=day, today=TODAY, **asked))


def sentences(found: list[Flag]) -> dict[Kind, list[str]]:
    by_kind: dict[Kind, list[str]] = {}
    for flag in found:
        by_kind.setdefault(flag.kind, []).append(flag.sentence)
    return by_kind


def test_the_live_plan_raises_every_flag_and_each_is_this_sentence(loaded, db):
    found = sentences(flags_of(shown()))

    assert found == SENTENCES
    assert list(found) == list(SENTENCES) == list(Kind)


def test_every_sentence_can_be_read_out_aloud(loaded, db):
    for flag in flags_of(shown()):
        words = flag.sentence.split()
        assert 8 <= len(words) <= 60, flag.sentence
        assert not re.search(r"\d{4}-\d{2}-\d{2}|\d/\d|None|  | ,|,,|\.\.", flag.sentence)
        assert flag.sentence.count("“") == flag.sentence.count("”")


def test_members_read_the_flags_of_what_they_see(loaded, db):
    as_members = flags_of(shown(accepted_only=True, confidential=False))
    words = {flag.sentence for flag in as_members}

    assert not any("A10" in sentence for sentence in words)
    assert not any("is said to be done" in sentence for sentence in words)
    for kind in (Kind.ON_TRACK_BUT_PAST, Kind.LATE, Kind.SILENT, Kind.UNANSWERED, Kind.MISSED):
        assert set(SENTENCES[kind]) <= words


def test_withdrawn_and_superseded_actions_raise_nothing(loaded, db):
    assert not {"A19", "A20"} & {flag.reference for flag in flags_of(shown())}


def test_an_answer_stands_under_its_flag_and_another_stays_after_the_fact_is_gone(loaded, db):
    found = challenged(shown())
    late = next(group for group in found.groups if group.kind == Kind.LATE)

    [answer] = late.raised[0].answers
    assert "Schools met on their own" in answer.text
    assert answer.day == TODAY - datetime.timedelta(5)
    [gone] = found.gone
    assert "action A4" in gone.text and gone.day == TODAY - datetime.timedelta(50)
    assert found.answered == 1

    earlier = shown(day=TODAY - datetime.timedelta(6))
    assert answered_questions(earlier.plan, earlier.as_at).keys() == {gone.flag}


@pytest.mark.parametrize("day", ["2024-06-03", "2028-02-29", "2031-02-28"])
def test_whatever_the_day_of_the_load_every_flag_is_raised(nothing, day):
    today = datetime.date.fromisoformat(day)
    call_command("load_demo", today=today, accounts=False, verbosity=0)
    plan = ActionPlan.objects.get(reference="live")

    found = flags_of(plan_on_day(plan, AsAt(day=today, today=today)))

    assert {kind: len(said) for kind, said in sentences(found).items()} == {
        kind: len(said) for kind, said in SENTENCES.items()
    }


# The papers


def test_wolverhampton_as_at_its_cabinet_has_four_silences_and_no_lateness(loaded, db):
    found = flags_of(shown("wolverhampton-2017", datetime.date(2017, 4, 26)))
    kinds = [flag.kind for flag in found]

    assert kinds.count(Kind.SILENT) == 4
    assert not {Kind.LATE, Kind.ON_TRACK_BUT_PAST} & set(kinds)
    [early] = [flag for flag in found if flag.kind == Kind.DONE_TOO_SOON]
    assert early.reference == "R2"
    assert early.sentence.endswith("is due again on 31 May 2017, in 35 days.")


def test_what_papers_leave_open_is_laid_at_nobodys_door(loaded, db):
    for reference, day in (("wolverhampton-2017", "2017-04-26"), ("wirral-2011", "2011-08-31")):
        found = flags_of(shown(reference, datetime.date.fromisoformat(day)))
        assert found
        for flag in found:
            assert not re.search(r"nobody has|nobody is|no report says", flag.sentence.lower())


def test_an_action_of_a_paper_is_flagged_by_itself_in_the_papers_name(loaded, db):
    plan = ActionPlan.objects.get(reference="wirral-2011")
    state = AsAt(day=datetime.date(2011, 8, 31), today=TODAY)
    [row] = rows_on_day(plan.actions.filter(reference="25"), state)

    assert [flag.sentence for flag in flags_of_action(plan, row, state)] == [
        "The paper names nobody to lead action 25.",
        "The paper gives no date for action 25.",
    ]


def test_wirrals_dates_run_beyond_the_inspectorates_three_months(loaded, db):
    found = flags_of(shown("wirral-2011", datetime.date(2011, 8, 31)))
    over = {flag.reference for flag in found if flag.kind == Kind.OVER_PERIOD}

    assert {"31", "32", "33", "34", "35", "38"} <= over
    together = {flag.kind: flag.sentence for flag in found if flag.action is None}
    assert together == {
        Kind.NO_EVIDENCE: "The paper reports 8 actions as done without saying on what evidence.",
        Kind.NO_DIFFERENCE: (
            "The paper reports 8 actions as done without saying what difference it made."
        ),
        Kind.NO_LEAD: "The paper names nobody to lead 36 actions.",
        Kind.NO_DATE: "The paper gives no date for 24 actions.",
    }


@pytest.mark.parametrize("reference", ["windsor-maidenhead-2015", "walsall-2017"])
def test_a_plan_whose_actions_are_not_held_is_not_said_to_answer_nothing(loaded, db, reference):
    assert flags_of(shown(reference)) == []
