"""What the flags rest on in the database, what was answered, and the two pages about them."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.challenges.facts import Facts, Flag, Kind, Sitting
from actionplans.challenging import (
    NewerAnswer,
    answer_flag,
    challenged,
    facts_of,
    flag_count,
    flags_of,
    flags_of_action,
)
from actionplans.models import Action, ActionPlan, Answer, CouncilRules, Ending, Question
from actionplans.on_day.plans import plan_on_day, rows_on_day
from actionplans.rag import Progress
from actionplans.shown import PlanOnDay
from councils.days import today
from councils.models import Council, User
from councils.roles import Role
from inspections.models import Inspection
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_body,
    make_due_date,
    make_ending,
    make_evidence,
    make_inspection,
    make_lead,
    make_measure,
    make_meeting,
    make_member,
    make_plan,
    make_question,
    make_reading,
    make_recommendation,
    make_review,
    make_update,
)
from tests.many import add_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def inspection(plan: ActionPlan) -> Inspection:
    inspection = make_inspection(plan.council)
    plan.sources.add(inspection)
    return inspection


def make_late(plan: ActionPlan, **fields: Any) -> Action:
    """Return an action with a lead, reported on, and late by ten days on DAY."""
    action = make_action(plan, **fields)
    step = action.milestones.get()
    make_lead(step)
    make_due_date(step, days(-10))
    make_update(action, step, progress=Progress.IN_PROGRESS, day=days(-12), accepted=True)
    return action


def shown(plan: ActionPlan, day: datetime.date = DAY, **fields: Any) -> PlanOnDay:
    return plan_on_day(
        ActionPlan.objects.get(pk=plan.pk), AsAt(day=day, **({"today": max(day, DAY)} | fields))
    )


MEMBERS: dict[str, Any] = {"accepted_only": True, "confidential": False}


def facts(plan: ActionPlan, day: datetime.date = DAY, **fields: Any) -> Facts:
    return facts_of(shown(plan, day, **fields))


def kinds(plan: ActionPlan, day: datetime.date = DAY, **fields: Any) -> list[Kind]:
    return [flag.kind for flag in flags_of(shown(plan, day, **fields))]


# What flags rest on


def test_the_meetings_are_those_of_the_bodies_the_plan_reports_to(plan: ActionPlan) -> None:
    board, other = make_body(plan.council, "Board"), make_body(plan.council, "Other")
    for body, ago in ((board, -30), (board, 0), (board, 20), (other, -5), (other, 5)):
        make_meeting(body, days(ago))

    assert facts(plan).last_meeting == Sitting("Other", days(-5))
    assert facts(plan).next_meeting == Sitting("Other", days(5))
    plan.reports_to.add(board)
    assert facts(plan).last_meeting == Sitting("Board", days(-30))
    assert facts(plan).next_meeting == Sitting("Board", days(20))


def test_the_rules_are_the_councils_own(plan: ActionPlan) -> None:
    CouncilRules.objects.create(council=plan.council, quiet_days=7)

    assert facts(plan).rules.quiet_days == 7


def test_a_recommendation_to_the_council_that_no_action_answers_is_found(
    plan: ActionPlan, inspection: Inspection
) -> None:
    answered = make_recommendation(inspection)
    open_one = make_recommendation(inspection, council_number="C2")
    make_recommendation(inspection, addressed_to="board")
    make_recommendation(inspection, answered_elsewhere="The board's own plan")
    make_recommendation(make_inspection(plan.council))
    make_action(plan, recommendations=[answered])

    assert [(asked.pk, asked.number) for asked in facts(plan).unanswered] == [(open_one.pk, "C2")]


@pytest.mark.parametrize(
    ("kind", "unanswered"),
    [
        (Ending.Kind.WITHDRAWN, True),
        (Ending.Kind.SUPERSEDED, True),
        (Ending.Kind.CARRIED, False),
        (Ending.Kind.RESTORED, False),
    ],
)
def test_a_withdrawn_action_answers_nothing_and_one_carried_on_does(
    plan: ActionPlan, inspection: Inspection, kind: str, unanswered: bool
) -> None:
    action = make_action(plan, recommendations=[make_recommendation(inspection)])
    make_ending(action, kind)

    assert bool(facts(plan).unanswered) is unanswered
    assert not facts(plan, days(-1)).unanswered


def test_an_action_of_another_plan_of_the_council_answers_too(
    plan: ActionPlan, inspection: Inspection
) -> None:
    make_action(plan)
    asked = make_recommendation(inspection)
    other = make_action(make_plan(plan.council), recommendations=[asked], added_on=days(-5))

    assert not facts(plan).unanswered
    assert facts(plan, days(-6)).unanswered
    assert other.added_on == days(-5)


def test_a_confidential_action_answers_without_being_told_of(
    plan: ActionPlan, inspection: Inspection
) -> None:
    asked = make_recommendation(inspection)
    make_late(plan, is_confidential=True, recommendations=[asked])

    assert kinds(plan, **MEMBERS) == []
    assert Kind.LATE in kinds(plan)


def test_a_plan_without_actions_says_nothing_of_its_recommendations(
    plan: ActionPlan, inspection: Inspection
) -> None:
    make_recommendation(inspection)

    assert kinds(plan) == []


def test_the_period_counts_from_the_day_the_report_is_known_to_be_out(plan: ActionPlan) -> None:
    inspection = make_inspection(plan.council, published_on=None, out_by=days(-100))
    plan.sources.add(inspection)
    asked = make_recommendation(inspection, timescale="within 3 months")
    action = make_action(plan, recommendations=[asked])
    make_due_date(action.milestones.get(), days(30))

    assert Kind.OVER_PERIOD in kinds(plan)


def test_a_measure_has_the_last_two_days_with_a_number(plan: ActionPlan) -> None:
    measure = make_measure(plan, better="higher", baseline_value=70, baseline_on=days(-90))
    [only] = facts(plan).measures
    assert (only.previous, only.latest) == (None, (days(-90), Decimal(70)))

    make_reading(measure, day=days(-30), value=72)
    make_reading(measure, day=days(-5), value=60)
    make_reading(measure, day=days(-5), value=66)
    make_reading(measure, day=days(-1), words="Not counted yet.")
    make_reading(measure, day=DAY, known_on=days(3), value=80)

    [then] = facts(plan, days(-1)).measures
    assert (then.previous, then.latest) == (
        (days(-30), Decimal(72)),
        (days(-5), Decimal(66)),
    )
    assert kinds(plan, days(-1)) == [Kind.WORSE]
    assert kinds(plan) == []
    assert kinds(plan, known_on=DAY) == [Kind.WORSE]


def test_a_measure_of_a_confidential_action_is_kept_from_members(plan: ActionPlan) -> None:
    action = make_action(plan, is_confidential=True)
    measure = make_measure(plan, action=action, better="higher")
    for ago, value in ((-30, 72), (-5, 66)):
        make_reading(measure, day=days(ago), value=value)

    assert Kind.WORSE in kinds(plan)
    assert Kind.WORSE not in kinds(plan, **MEMBERS)


def test_members_are_not_told_what_a_waiting_report_says(plan: ActionPlan) -> None:
    action = make_late(plan)
    make_update(action, action.milestones.get(), progress=Progress.COMPLETE, day=days(-20))

    def waiting(**asked: Any) -> list[str]:
        found = flags_of(shown(plan, **asked))
        return [flag.sentence for flag in found if flag.kind == Kind.WAITING]

    assert "that says something is done" in waiting()[0]
    assert "done" not in waiting(**MEMBERS)[0]


def test_evidence_ends_the_flag(plan: ActionPlan) -> None:
    action = make_late(plan)
    claim = make_update(
        action, action.milestones.get(), progress=Progress.COMPLETE, difference="Fewer wait."
    )
    assert Kind.NO_EVIDENCE in kinds(plan)

    make_evidence(claim)

    assert Kind.NO_EVIDENCE not in kinds(plan)


def test_the_flags_of_one_action_are_those_of_the_plan_that_name_it(
    plan: ActionPlan, inspection: Inspection
) -> None:
    make_recommendation(inspection)
    late, other = make_late(plan), make_late(plan)
    state = AsAt(day=DAY, today=DAY)
    [row] = rows_on_day(Action.objects.filter(pk=late.pk), state)

    found = flags_of_action(plan, row, state)

    assert found == [flag for flag in flags_of(shown(plan)) if flag.action == late.pk]
    assert found and other.pk not in {flag.action for flag in found}


# As known on a day, and however many


def test_what_is_entered_later_changes_no_flag_as_known_on_a_day(
    plan: ActionPlan, inspection: Inspection
) -> None:
    action = make_late(plan, recommendations=[make_recommendation(inspection)])
    step = action.milestones.get()
    measure = make_measure(plan, better="higher")
    make_reading(measure, day=days(-30), value=72)
    make_reading(measure, day=days(-20), value=66)
    then = {"day": days(-2), "known_on": days(-2)}
    before = flags_of(shown(plan, today=DAY, **then))
    assert {Kind.LATE, Kind.WORSE} <= {flag.kind for flag in before}

    claim = make_update(action, step, progress=Progress.COMPLETE, day=days(-3), known_on=DAY)
    make_review(claim, day=DAY)
    make_evidence(claim, day=days(-3), known_on=DAY)
    make_due_date(step, days(40), day=days(-3), known_on=DAY, reason="Later.")
    make_reading(measure, day=days(-3), known_on=DAY, value=90)
    make_ending(make_late(plan, added_on=DAY), day=days(-3), known_on=DAY)
    CouncilRules.objects.create(council=plan.council, moves_to_flag=1, quiet_days=1)

    assert flags_of(shown(plan, today=DAY, **then)) == before
    assert Kind.LATE not in kinds(plan, today=DAY)


def test_the_number_of_queries_does_not_grow(plan: ActionPlan, inspection: Inspection) -> None:
    def queries(number: int) -> int:
        add_rows(plan, number)
        for _ in range(number):
            measure = make_measure(plan)
            make_reading(measure)
            question = make_question(plan, flag=f"late:step:{measure.pk}")
            make_answer(question)
            make_recommendation(inspection)
        state = shown(plan)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            challenged(state)
        return len(captured)

    few = queries(1)

    assert queries(5) == few
    assert few <= 16


def test_the_count_is_the_number_of_flags(plan: ActionPlan) -> None:
    make_late(plan)
    make_action(plan)

    assert flag_count(shown(plan)) == len(flags_of(shown(plan))) > 2


# Answers


@pytest.fixture
def flag(plan: ActionPlan) -> Flag:
    make_late(plan)
    return next(flag for flag in flags_of(shown(plan)) if flag.kind == Kind.LATE)


@pytest.fixture
def officer(plan: ActionPlan) -> User:
    return make_member(plan.council, Role.LEAD_OFFICER, name="Head of Service")


def raised(plan: ActionPlan, kind: Kind, day: datetime.date = DAY, **fields: Any) -> Any:
    groups = challenged(shown(plan, day, **fields)).groups
    return next(group for group in groups if group.kind == kind).raised[0]


def test_an_answer_stands_under_its_flag_and_the_flag_stays(
    plan: ActionPlan, flag: Flag, officer: User
) -> None:
    answer_flag(plan, flag, "The supplier failed.", by=officer, day=DAY)

    under = raised(plan, Kind.LATE)
    assert [(a.text, a.entered_by, a.day) for a in under.answers] == [
        ("The supplier failed.", officer, DAY)
    ]
    assert raised(plan, Kind.LATE, **MEMBERS).answers == under.answers
    assert challenged(shown(plan)).answered == 1
    question = Question.objects.get()
    assert (question.flag, question.text, question.action_id) == (
        flag.key,
        flag.sentence,
        flag.action,
    )
    assert question.entered_by is None


def test_on_an_earlier_day_only_the_answers_of_then_show(
    plan: ActionPlan, flag: Flag, officer: User
) -> None:
    answer_flag(plan, flag, "Later.", by=officer, day=DAY)

    assert raised(plan, Kind.LATE, days(-1), today=DAY).answers == ()


def test_an_answer_stays_when_its_fact_is_gone(plan: ActionPlan, flag: Flag, officer: User) -> None:
    answer_flag(plan, flag, "The supplier failed.", by=officer, day=DAY)
    action = Action.objects.get()
    make_update(action, action.milestones.get(), progress=Progress.COMPLETE, accepted=True)

    [gone] = challenged(shown(plan)).gone
    assert (gone.text, [a.text for a in gone.shown_answers]) == (
        flag.sentence,
        ["The supplier failed."],
    )
    [for_members] = challenged(shown(plan, **MEMBERS)).gone
    assert for_members == gone


def test_what_members_could_not_read_is_not_shown_to_them_once_it_is_gone(
    plan: ActionPlan, officer: User
) -> None:
    action = make_late(plan)
    step = action.milestones.get()
    make_update(action, step, progress=Progress.COMPLETE, day=days(-1))
    unaccepted = next(f for f in flags_of(shown(plan)) if f.kind == Kind.NO_EVIDENCE)
    answer_flag(plan, unaccepted, "It follows.", by=officer, day=DAY)
    secret = make_late(plan, is_confidential=True)
    hidden = next(f for f in flags_of(shown(plan)) if f.action == secret.pk)
    answer_flag(plan, hidden, "Not to be told.", by=officer, day=DAY)
    make_update(secret, secret.milestones.get(), progress=Progress.COMPLETE, accepted=True)
    make_update(action, step, progress=Progress.IN_PROGRESS, accepted=True)

    assert len(challenged(shown(plan)).gone) == 2
    assert challenged(shown(plan, **MEMBERS)).gone == ()


def test_the_same_answer_sent_twice_is_one(plan: ActionPlan, flag: Flag, officer: User) -> None:
    first = answer_flag(plan, flag, "The supplier failed.", by=officer, day=DAY)

    assert answer_flag(plan, flag, "The supplier failed.", by=officer, day=DAY) == first
    assert Answer.objects.count() == 1


def test_an_answer_given_meanwhile_stops_the_next(
    plan: ActionPlan, flag: Flag, officer: User
) -> None:
    other = make_member(plan.council, Role.DIRECTOR)
    theirs = answer_flag(plan, flag, "Theirs.", by=other, day=DAY)

    with pytest.raises(NewerAnswer) as newer:
        answer_flag(plan, flag, "Mine.", by=officer, day=DAY)

    assert newer.value.answers == [theirs]
    answer_flag(plan, flag, "Mine.", by=officer, day=DAY, last_seen=theirs.pk)
    assert Answer.objects.count() == 2


def test_of_many_of_a_kind_ten_show_and_all_of_the_one_asked_for(plan: ActionPlan) -> None:
    for _ in range(12):
        make_late(plan)
    make_action(plan)

    late = challenged(shown(plan)).groups[0]
    assert (late.kind, len(late.raised), late.total) == (Kind.LATE, 10, 12)
    [whole] = challenged(shown(plan), "late").groups
    assert len(whole.raised) == 12
    assert len(challenged(shown(plan), "nonsense").groups) > 1


def test_the_flags_of_one_action_are_asked_for_whole(plan: ActionPlan) -> None:
    for _ in range(12):
        make_late(plan)
    last = make_action(plan)

    of_one = challenged(shown(plan), action=str(last.pk))
    assert of_one.is_part and of_one.total > 12
    assert {raised.flag.action for group in of_one.groups for raised in group.raised} == {last.pk}
    assert {group.kind for group in of_one.groups} == {Kind.NO_LEAD, Kind.NO_DATE}
    for nonsense in ("0", "x", "\0"):
        assert not challenged(shown(plan), action=nonsense).is_part


# The pages


@pytest.fixture
def late(plan: ActionPlan) -> Action:
    """Return an action that is late whatever today is."""
    day = today()
    action = make_action(plan, text="Write plans a family can follow.")
    step = action.milestones.get()
    make_lead(step)
    make_due_date(step, day - datetime.timedelta(days=10))
    make_update(action, step, day=day - datetime.timedelta(days=12), accepted=True)
    return action


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(plan: ActionPlan) -> str:
    return reverse("actionplans:flags", args=[plan.council.slug, plan.pk])


def answer_page(plan: ActionPlan, key: str) -> str:
    here = reverse("actionplans:flag_answer", args=[plan.council.slug, plan.pk])
    return f"{here}?flag={key}"


def key_of(late: Action) -> str:
    return f"late:step:{late.milestones.get().pk}"


def test_the_page_lists_sentences_with_links_and_what_was_not_found(
    plan: ActionPlan, late: Action
) -> None:
    member = sign_in(make_member(plan.council, Role.SCRUTINY_MEMBER))

    page = member.get(page_of(plan)).content.decode()

    assert "“Write plans a family can follow”, is 10 days late" in page
    step = late.milestones.get().pk
    assert reverse("actionplans:action", args=[plan.council.slug, plan.pk, late.pk]) in page
    assert f"#step-{step}" in page
    assert "A recommendation that no action answers" in page
    assert "flags/answer" not in page


def test_an_empty_page_says_so_with_the_day(plan: ActionPlan) -> None:
    reader = sign_in(make_member(plan.council, Role.READER))

    page = reader.get(f"{page_of(plan)}?as_at=2026-11-16").content.decode()

    assert "Nothing in this plan calls for challenge on 16 November 2026." in page


def test_an_officer_answers_from_the_page(plan: ActionPlan, late: Action, officer: User) -> None:
    client = sign_in(officer)
    form = client.get(answer_page(plan, key_of(late)))
    assert "10 days late" in form.content.decode()

    sent = client.post(
        answer_page(plan, key_of(late)), {"text": "The supplier failed.", "last_seen": "0"}
    )

    assert sent.status_code == 302
    page = client.get(sent["Location"]).content.decode()
    assert "The supplier failed." in page and "Answer by Head of Service" in page


def test_on_another_day_nothing_can_be_answered(
    plan: ActionPlan, late: Action, officer: User
) -> None:
    yesterday = today() - datetime.timedelta(days=1)
    client = sign_in(officer)

    assert "flags/answer" in client.get(page_of(plan)).content.decode()
    page = client.get(f"{page_of(plan)}?as_at={yesterday}").content.decode()
    assert "9 days late" in page and "flags/answer" not in page


def test_what_was_typed_survives_a_mistake_and_an_answer_given_meanwhile(
    plan: ActionPlan, late: Action, officer: User
) -> None:
    client, here = sign_in(officer), answer_page(plan, key_of(late))
    long = "Mine. " * 4_000
    refused = client.post(here, {"text": long, "last_seen": "0"})
    assert refused.status_code == 200
    assert "must be 20,000 characters or fewer" in refused.content.decode()
    assert long.strip() in refused.content.decode()
    empty = client.post(here, {"text": " ", "last_seen": "0"}).content.decode()
    assert "Enter your answer" in empty

    director = make_member(plan.council, Role.DIRECTOR, name="The director")
    sign_in(director).post(here, {"text": "Theirs.", "last_seen": "0"})
    met = client.post(here, {"text": "Mine.", "last_seen": "0"})

    page = met.content.decode()
    assert met.status_code == 409
    assert "The director answered this while you were writing" in page
    assert "Theirs." in page and "Mine.</textarea>" in page.replace("\n", "")
    newest = Answer.objects.get().pk
    assert f'value="{newest}"' in page
    assert client.post(here, {"text": "Mine.", "last_seen": newest}).status_code == 302
    assert Answer.objects.count() == 2


def test_a_fact_that_went_meanwhile_loses_no_words(
    plan: ActionPlan, late: Action, officer: User
) -> None:
    client, here = sign_in(officer), answer_page(plan, key_of(late))
    make_update(late, late.milestones.get(), progress=Progress.COMPLETE, day=today())

    gone = client.post(here, {"text": "Mine, at length.", "last_seen": "0"})

    assert gone.status_code == 409
    assert "Mine, at length." in gone.content.decode()
    assert not Answer.objects.exists()
    back = client.get(here, follow=True)
    assert "no longer the case" in back.content.decode()


def test_a_key_that_is_none_answers_nothing(plan: ActionPlan, officer: User) -> None:
    sent = sign_in(officer).post(answer_page(plan, "late:step:0%00"), {"last_seen": "0"})

    assert sent.status_code == 302
    assert not Question.objects.exists()
