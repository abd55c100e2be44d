"""What a plan says on a day, as known on a day, to a reader."""

import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, How, Milestone, Review
from actionplans.on_day.plans import last_word, plan_on_day, rows_on_day
from actionplans.rag import Outlook, Progress, Status
from actionplans.rows import Row, Said, Step
from actionplans.shown import PlanOnDay
from councils.models import Council
from tests.actionplans.test_history import at, date_versions
from tests.factories import (
    DAY,
    days,
    make_action,
    make_council,
    make_due_date,
    make_inspection,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_recommendation,
    make_review,
    make_scale,
    make_theme,
    make_update,
    make_user,
)
from tests.many import add_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    return make_action(plan)


@pytest.fixture
def step(action: Action) -> Milestone:
    return action.milestones.get()


def state(day: datetime.date = DAY, **fields: Any) -> AsAt:
    return AsAt(day=day, **({"today": max(day, DAY)} | fields))


def row_of(action: Action, day: datetime.date = DAY, **fields: Any) -> Row:
    (row,) = rows_on_day(Action.objects.filter(pk=action.pk), state(day, **fields))
    return row


def step_of(milestone: Milestone, day: datetime.date = DAY, **fields: Any) -> Step:
    row = row_of(milestone.action, day, **fields)
    return next(step for step in row.steps if step.pk == milestone.pk)


def shown(plan: ActionPlan, day: datetime.date = DAY, **fields: Any) -> PlanOnDay:
    return plan_on_day(ActionPlan.objects.get(pk=plan.pk), state(day, **fields))


# As at a day


def test_a_step_says_what_was_last_reported_for_the_day_or_earlier(step: Milestone) -> None:
    make_update(step.action, step, text="Begun.", day=days(-10))
    make_update(step.action, step, text="Half done.", day=days(-5))
    make_update(step.action, step, text="Nearly done.", day=DAY)

    said = {n: step_of(step, days(n)).said for n in (-11, -10, -6, -5, -1, 0, 5)}

    assert said.pop(-11) is None
    assert {n: words.text for n, words in said.items()} == {
        -10: "Begun.",
        -6: "Begun.",
        -5: "Half done.",
        -1: "Half done.",
        0: "Nearly done.",
        5: "Nearly done.",
    }


def test_what_is_entered_late_for_an_earlier_day_does_not_hide_what_came_after(
    step: Milestone,
) -> None:
    make_update(step.action, step, text="Half done.", day=days(-5))
    make_update(step.action, step, text="Begun.", day=days(-10), known_on=DAY)

    assert step_of(step).said.text == "Half done."


def test_of_two_reports_for_one_day_the_later_entered_holds(step: Milestone) -> None:
    make_update(step.action, step, text="In the morning.")
    make_update(step.action, step, text="In the afternoon.")

    assert step_of(step).said.text == "In the afternoon."


def test_known_on_leaves_out_what_was_entered_later(step: Milestone) -> None:
    make_update(step.action, step, text="Begun.", day=days(-10))
    make_update(step.action, step, text="Half done.", day=days(-5), known_on=days(-2))

    assert step_of(step, days(-4)).said.text == "Half done."
    assert step_of(step, days(-4), known_on=days(-3)).said.text == "Begun."
    assert step_of(step, days(-4), known_on=days(-2)).said.text == "Half done."


def test_verdicts_and_dates_are_left_out_too_when_known_later(step: Milestone) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE, day=days(-10))
    make_review(update, day=days(-10), known_on=days(-2))
    make_due_date(step, days(5), day=days(-20))
    make_due_date(step, days(9), day=days(-10), known_on=days(-2))

    then, later = (step_of(step, days(-5), known_on=days(n)) for n in (-3, -2))

    assert (then.status, then.due) == (Status.CLAIMED, days(5))
    assert (later.status, later.due) == (Status.DONE, days(9))


def test_actions_and_steps_stand_from_the_day_they_entered_the_plan(plan: ActionPlan) -> None:
    first = make_action(plan, added_on=days(-10))
    make_action(plan, added_on=days(-5))
    make_milestone(first, added_on=days(-3))

    numbers = {n: [len(row.steps) for row in shown(plan, days(n)).rows] for n in (-11, -10, -5, -3)}

    assert numbers == {-11: [], -10: [1], -5: [1, 1], -3: [2, 1]}


def test_what_entered_the_plan_after_the_day_known_on_is_left_out(plan: ActionPlan) -> None:
    first = make_action(plan, added_on=days(-10))
    make_milestone(first, added_on=days(-3))
    make_action(plan, added_on=days(-3))
    make_action(plan, added_on=days(-3), is_confidential=True)

    found = shown(plan, known_on=days(-4), confidential=False)

    assert ([len(row.steps) for row in found.rows], found.withheld) == ([1], 0)


def test_lateness_is_counted_to_the_day_asked_for(step: Milestone) -> None:
    make_due_date(step, days(-10))
    make_update(step.action, step, progress=Progress.IN_PROGRESS, day=days(-20))

    found = {n: step_of(step, days(n)) for n in (-15, -10, -9, 0)}

    assert {n: (s.status.value, s.days_late) for n, s in found.items()} == {
        -15: ("in_progress", 0),
        -10: ("in_progress", 0),
        -9: ("late", 1),
        0: ("late", 10),
    }


def test_past_its_date_with_nothing_said_is_silent_and_says_for_how_long(step: Milestone) -> None:
    make_due_date(step, days(-3))

    found = step_of(step)

    assert (found.status, found.days_late) == (Status.SILENT, 3)
    assert row_of(step.action).days_late == 3


# Accepted and not


def test_officers_see_the_latest_word_and_papers_the_last_accepted(step: Milestone) -> None:
    make_update(step.action, step, text="Begun.", day=days(-10), accepted=True)
    make_update(step.action, step, text="Half done.", day=days(-5))

    assert (step_of(step).said.text, step_of(step).said.accepted) == ("Half done.", False)
    papers = step_of(step, accepted_only=True).said
    assert (papers.text, papers.accepted) == ("Begun.", True)


def test_papers_say_nothing_of_a_step_whose_updates_all_wait(step: Milestone) -> None:
    make_update(step.action, step)

    assert step_of(step, accepted_only=True).said is None


def test_an_acceptance_counts_for_the_day_reported_for_once_it_is_known(step: Milestone) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE, day=days(-5))
    make_review(update, day=days(-2))

    before = step_of(step, days(-3), known_on=days(-3))
    assert (before.status, before.said.progress_words) == (
        Status.CLAIMED,
        "Officer says done; not yet signed off",
    )
    for known_on in (days(-2), None):
        after = step_of(step, days(-5), known_on=known_on)
        assert (after.status, after.said.progress_words) == (Status.DONE, "Done")


def test_a_returned_update_counts_for_nobody_once_that_is_known(step: Milestone) -> None:
    make_update(step.action, step, text="Begun.", day=days(-10), accepted=True)
    update = make_update(step.action, step, text="All done!", day=days(-5))
    make_review(update, Review.Verdict.RETURNED, day=days(-2))

    assert step_of(step, days(-3), known_on=days(-3)).said.text == "All done!"
    assert step_of(step, days(-3)).said.text == "Begun."
    assert step_of(step, days(-3), accepted_only=True).said.text == "Begun."


def test_a_done_step_is_reopened_from_the_day_of_the_verdict(step: Milestone) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE, day=days(-5), accepted=True)
    make_review(update, Review.Verdict.REOPENED, day=days(-2))

    assert step_of(step, days(-3)).status is Status.DONE
    after = step_of(step, days(-2))
    assert after.status is Status.IN_PROGRESS
    assert after.said.reopened.reason and after.said.progress_words == "Reopened"


# Verdicts in order, and whether the claim counts as done after them.
VERDICTS = [
    (["accepted"], Status.DONE),
    (["accepted", "embedded"], Status.EMBEDDED),
    (["accepted", "reopened"], Status.IN_PROGRESS),
    (["accepted", "reopened", "accepted"], Status.DONE),
    (["returned"], Status.NOT_STATED),
    (["returned", "accepted"], Status.DONE),
    (["accepted", "returned"], Status.NOT_STATED),
]


@pytest.mark.parametrize(("verdicts", "status"), VERDICTS)
def test_the_last_verdict_rules(step: Milestone, verdicts: list[str], status: Status) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE)
    for verdict in verdicts:
        make_review(update, verdict)

    assert step_of(step).status is status


def test_the_wording_for_papers_stands_in_place_of_the_officers(step: Milestone) -> None:
    update = make_update(step.action, step, text="Dont know where to begin tbh", day=days(-2))
    make_review(update, day=DAY, paper_wording="Work has not yet begun.")

    papers = step_of(step, days(-1), accepted_only=True)
    assert papers.said.text == "Work has not yet begun."
    assert step_of(step, days(-1), known_on=days(-1), accepted_only=True).said is None
    for known_on in (days(-1), None):
        ours = step_of(step, days(-1), known_on=known_on)
        assert ours.said.text == "Dont know where to begin tbh"


def test_the_newest_wording_for_papers_holds(step: Milestone) -> None:
    update = make_update(step.action, step, text="As written.")
    for wording in ("At first.", "Put better."):
        make_review(update, paper_wording=wording)

    assert step_of(step, accepted_only=True).said.text == "Put better."


def test_acceptance_without_a_wording_leaves_the_officers_words(step: Milestone) -> None:
    make_update(step.action, step, text="Two of three are trained.", accepted=True)

    assert step_of(step, accepted_only=True).said.text == "Two of three are trained."


# Confidential


def test_a_confidential_action_is_withheld_and_counted(plan: ActionPlan) -> None:
    make_action(plan)
    make_action(plan, is_confidential=True)
    make_action(plan, is_confidential=True, added_on=days(5))

    open_to_all, officers = shown(plan, confidential=False), shown(plan)

    assert (len(open_to_all.rows), open_to_all.withheld) == (1, 1)
    assert (len(officers.rows), officers.withheld) == (2, 0)


def test_a_confidential_update_is_passed_over_for_the_one_before(step: Milestone) -> None:
    make_update(step.action, step, text="Open.", day=days(-5))
    make_update(step.action, step, text="Secret.", is_confidential=True)

    assert step_of(step).said.text == "Secret."
    assert step_of(step, confidential=False).said.text == "Open."


def test_a_date_moved_in_a_confidential_update_does_not_give_its_reason_away(
    step: Milestone,
) -> None:
    make_due_date(step, days(1))
    update = make_update(step.action, step, accepted=True, is_confidential=True)
    make_due_date(step, days(9), update=update, reason="Secret", day=DAY)

    found = step_of(step, confidential=False)

    assert [(date.due, date.reason) for date in found.dates] == [(days(1), "")]
    assert step_of(step).due == days(9)


def test_counts_of_what_waits_leave_out_what_is_confidential(plan: ActionPlan) -> None:
    make_update(make_action(plan), is_confidential=True)
    make_update(make_action(plan, is_confidential=True))
    make_update(make_action(plan))

    assert shown(plan).awaiting == 3
    assert shown(plan, confidential=False).awaiting == 1


# The words of the day


def test_the_words_of_the_day_are_shown(plan: ActionPlan) -> None:
    action = make_action(plan, text="Old words", source_text="Old source", printed_leads="Old lead")
    step = action.milestones.get()
    for row, fields in (
        (action, {"text": "New", "source_text": "New source", "printed_leads": "New lead"}),
        (step, {"text": "New step", "printed_leads": "New lead"}),
        (plan, {"title": "New title"}),
    ):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        date_versions(row, at(days(-10)), at(days(-2)))

    then, now = shown(plan, days(-3)), shown(plan)

    assert (then.title, now.title[:3]) == (f"Plan {plan.reference.split('-')[1]}", "New")
    assert then.rows[0].text == "Old words"
    assert then.rows[0].source_text == "Old source"
    assert then.rows[0].printed_leads == "Old lead"
    assert (then.rows[0].steps[0].text, then.rows[0].steps[0].printed_leads) == ("Step 1.", "")
    assert (now.rows[0].text, now.rows[0].steps[0].text) == ("New", "New step")
    assert shown(plan, days(-2), today=DAY).rows[0].text == "New"


def test_a_state_as_known_on_an_earlier_day_has_the_words_of_that_day(action: Action) -> None:
    before = action.text
    action.text = "Reworded after the day asked for."
    action.save()
    date_versions(action, at(days(-10)), at(days(-2)))

    assert row_of(action, DAY, known_on=days(-3)).text == before
    assert row_of(action, DAY, known_on=days(-2)).text == "Reworded after the day asked for."


def test_the_leads_and_their_names_are_those_of_the_day(step: Milestone) -> None:
    date_versions(step, at(days(-30)))
    date_versions(step.action.plan, at(days(-30)))
    council = step.action.plan.council
    post = make_officer(council, "Head of Care")
    first = make_lead(step, post)
    first_pk = first.pk
    post.name = "Head of Adoption"
    post.save()
    date_versions(post, at(days(-30)), at(days(-2)))
    date_versions(first, at(days(-30)))
    first.delete()
    first.pk = first_pk
    date_versions(first, at(days(-30)), at(DAY))
    date_versions(make_lead(step, make_officer(council, "Bea Marsh")), at(days(-5)))

    names = {n: [lead.name for lead in step_of(step, days(n), today=days(1)).leads]
             for n in (-40, -6, -5, -2, 0)}  # fmt: skip

    assert names == {
        -40: ["Head of Care"],
        -6: ["Head of Care"],
        -5: ["Head of Care", "Bea Marsh"],
        -2: ["Head of Adoption", "Bea Marsh"],
        0: ["Bea Marsh"],
    }
    assert [lead.name for lead in step_of(step).leads] == ["Bea Marsh"]


@pytest.mark.parametrize(
    ("day", "today", "known_on", "words_of"),
    [
        (DAY, DAY, None, None),
        (days(1), DAY, None, None),
        (days(-1), DAY, None, days(-1)),
        (DAY, DAY, days(-3), days(-3)),
        (days(-5), DAY, days(-3), days(-5)),
        (days(-5), DAY, DAY, days(-5)),
        (DAY, DAY, DAY, None),
    ],
)
def test_the_words_are_of_the_earlier_of_the_two_days_asked_for(
    day: datetime.date,
    today: datetime.date,
    known_on: datetime.date | None,
    words_of: datetime.date | None,
) -> None:
    assert AsAt(day, today, known_on).words_of == words_of


@pytest.mark.parametrize(
    ("day", "known_on", "query"),
    [
        (DAY, None, ""),
        (days(-1), None, "?as_at=2026-11-15"),
        (days(-1), DAY, "?as_at=2026-11-15&known_on=2026-11-16"),
        (DAY, days(-1), "?known_on=2026-11-15"),
    ],
)
def test_a_state_is_asked_for_again_by_its_query(
    day: datetime.date, known_on: datetime.date | None, query: str
) -> None:
    assert AsAt(day, DAY, known_on).query == query


@pytest.mark.parametrize(
    ("day", "known_on", "is_now"),
    [
        (DAY, None, True),
        (DAY, DAY, False),
        (DAY, days(-1), False),
        (days(-1), None, False),
        (days(1), None, False),
    ],
)
def test_only_todays_state_as_known_now_is_the_one_in_which_one_can_act(
    day: datetime.date, known_on: datetime.date | None, is_now: bool
) -> None:
    assert AsAt(day, DAY, known_on).is_now is is_now


# What the reader must know about a plan on a day


def test_updates_entered_later_for_that_time_are_counted(action: Action) -> None:
    make_update(action, day=days(-10))
    make_update(action, day=days(-10), known_on=days(-4))
    make_update(action, day=days(-4), known_on=days(-4))

    assert shown(action.plan, days(-5)).entered_later == 1
    assert shown(action.plan, days(-3)).entered_later == 0
    assert shown(action.plan).entered_later == 0


@pytest.mark.parametrize("verdict", ["accepted", "returned"])
def test_updates_ruled_on_later_are_counted_once(action: Action, verdict: str) -> None:
    late = make_update(action, day=days(-10), known_on=days(-4))
    in_time = make_update(action, day=days(-9))
    for update in (late, in_time):
        make_review(update, verdict, day=days(-2))
    make_update(action, day=days(-8), accepted=True)

    assert shown(action.plan, days(-5)).entered_later == 2
    assert shown(action.plan, days(-2)).entered_later == 0


def test_of_what_came_in_later_members_are_told_of_what_is_accepted(action: Action) -> None:
    accepted, returned, _ = (make_update(action, day=days(-9)) for _ in range(3))
    make_review(accepted, day=days(-2))
    make_review(returned, "returned", day=days(-2))
    make_update(action, day=days(-9), known_on=days(-2))

    assert shown(action.plan, days(-5), accepted_only=True).entered_later == 1
    assert shown(action.plan, days(-5)).entered_later == 3


def test_what_was_entered_later_in_confidence_is_not_counted_for_others(action: Action) -> None:
    make_update(action, day=days(-10), known_on=days(-4), is_confidential=True)

    assert shown(action.plan, days(-5)).entered_later == 1
    assert shown(action.plan, days(-5), confidential=False).entered_later == 0


def test_nothing_was_entered_later_than_a_day_known_on_itself(action: Action) -> None:
    make_update(action, day=days(-10), known_on=days(-4))

    assert shown(action.plan, days(-5), known_on=days(-5)).entered_later == 0


def test_what_waits_says_how_many_claim_completion_and_where(plan: ActionPlan) -> None:
    first, second, third = (make_action(plan) for _ in range(3))
    make_update(first)
    for action in (first, second):
        make_update(action, progress=Progress.COMPLETE)
    make_update(third, progress=Progress.COMPLETE, accepted=True)

    waiting = shown(plan).waiting

    assert (waiting.number, waiting.claims) == (3, 2)
    assert waiting.actions == {first.pk, second.pk}


def test_updates_that_wait_are_counted_with_the_oldest(action: Action) -> None:
    make_update(action, day=days(-30), accepted=True)
    returned = make_update(action, day=days(-20))
    make_review(returned, Review.Verdict.RETURNED, day=days(-20))
    make_update(action, day=days(-9), known_on=days(-7))
    make_update(action, day=days(-3))

    found = shown(action.plan)

    assert (found.awaiting, found.oldest_awaiting) == (2, days(-7))
    assert shown(action.plan, days(-15)).awaiting == 0


def test_nothing_waits_in_a_plan_without_updates(plan: ActionPlan) -> None:
    found = shown(plan)

    assert (found.awaiting, found.oldest_awaiting, found.rows, found.counts) == (0, None, (), [])


def test_the_counts_of_a_plan_add_up_to_its_actions(plan: ActionPlan) -> None:
    for progress in (Progress.COMPLETE, Progress.COMPLETE, Progress.IN_PROGRESS):
        make_update(make_action(plan), progress=progress, accepted=True)
    make_action(plan)

    found = shown(plan)

    assert found.counts == [(Status.IN_PROGRESS, 1), (Status.NOT_STATED, 1), (Status.DONE, 2)]
    assert len(found.with_status(Status.DONE)) == 2
    assert len(found.steps) == 4


def test_a_plan_carries_its_title_and_council(plan: ActionPlan) -> None:
    found = shown(plan)

    assert (found.title, found.council) == (plan.title, "Barchester")


def test_a_row_has_the_councils_own_label_and_the_plan_its_key(council: Council) -> None:
    plan = make_plan(council, rating_scale=make_scale(council))
    make_update(make_action(plan), progress=Progress.COMPLETE, accepted=True)
    make_action(plan)

    found = shown(plan)

    assert [row.rating and row.rating.label for row in found.rows] == [
        "Our word for complete",
        None,
    ]
    assert [rating.label for rating in found.key] == [
        "Our word for complete",
        "Our word for on track",
        "Our word for at risk",
        "Our word for off track",
        "Our word for not started",
    ]


# Dates


def test_a_date_that_moved_keeps_the_first_and_counts_the_moves(step: Milestone) -> None:
    make_due_date(step, days(-10))
    for due in (DAY, days(10)):
        update = make_update(step.action, step, accepted=True)
        make_due_date(step, due, update=update, reason=f"To {due}", day=DAY)

    found = step_of(step)

    assert (found.due, found.moves) == (days(10), 2)
    assert (found.original.due, found.date.reason) == (days(-10), "To 2026-11-26")
    assert found.requested is None
    assert row_of(step.action).moves == 2


def test_a_date_that_never_moved_has_no_original(step: Milestone) -> None:
    make_due_date(step, DAY)

    assert (step_of(step).original, step_of(step).moves) == (None, 0)


# Who agreed, verdict on the update, verdict on the date itself, and whether it counts.
COUNTING = [
    ("officer", None, None, False),
    ("officer", "accepted", None, True),
    ("body", "accepted", None, True),
    ("not_yet", "accepted", None, False),
    ("not_yet", None, None, False),
    ("not_yet", "accepted", "accepted", True),
    ("not_yet", None, "accepted", True),
    ("not_yet", "accepted", "returned", False),
    ("officer", "embedded", None, True),
]


@pytest.mark.parametrize(("agreed_by", "of_update", "of_date", "counts"), COUNTING)
def test_a_new_date_counts_when_it_is_agreed_and_accepted_and_is_requested_until_then(
    step: Milestone, agreed_by: str, of_update: str | None, of_date: str | None, counts: bool
) -> None:
    make_due_date(step, days(-3))
    update = make_update(step.action, step)
    new = make_due_date(step, days(9), update=update, reason="Late", agreed_by=agreed_by, day=DAY)
    if of_update:
        make_review(update, of_update)
    if of_date:
        make_review(due_date=new, verdict=of_date)

    found = step_of(step)

    assert found.due == (days(9) if counts else days(-3))
    assert found.moves == int(counts)
    assert (found.requested.due if found.requested else None) == (None if counts else days(9))
    papers = step_of(step, accepted_only=True)
    accepted = of_update in ("accepted", "embedded")
    assert (papers.requested.due if papers.requested else None) == (
        days(9) if accepted and not counts else None
    )
    assert (papers.due, papers.moves) == (found.due, found.moves)


def test_a_date_of_a_returned_update_is_not_even_requested(step: Milestone) -> None:
    make_due_date(step, days(-3))
    update = make_update(step.action, step)
    make_due_date(step, days(9), update=update, reason="Late", day=DAY)
    make_review(update, Review.Verdict.RETURNED)

    assert step_of(step).requested is None
    assert step_of(step).due == days(-3)


def test_a_date_moves_on_the_day_it_was_reported_for_once_it_is_accepted(step: Milestone) -> None:
    make_due_date(step, days(-3))
    update = make_update(step.action, step, day=days(-6))
    make_due_date(step, days(9), update=update, reason="Late", day=days(-6))
    make_review(update, day=days(-1))

    assert [step_of(step, days(n)).due for n in (-7, -6)] == [days(-3), days(9)]
    assert step_of(step, days(-6), known_on=days(-2)).due == days(-3)


def test_who_agreed_is_told_with_their_name(step: Milestone) -> None:
    make_due_date(step, agreed_by="body", agreed_by_name="Improvement board")

    assert step_of(step).date.agreed_by == "A body at a meeting: Improvement board"


def test_a_timescale_without_a_day_is_shown_in_its_words(step: Milestone) -> None:
    make_due_date(step, None, words="Monthly thereafter")

    found = step_of(step)

    assert (found.date.words, found.due, found.days_late) == ("Monthly thereafter", None, 0)


# The row


def said(update_id: int, progress: str, day: datetime.date = DAY, step_id: int | None = 1) -> Said:
    return Said(
        update_id, step_id, "Words", "", progress, "", "", day, day, "Sam", How.HERE, accepted=True
    )


OWN, ROWS = 1, None
LAST_WORDS = [
    # Own line (number, progress, day), the row's, and whose counts.
    (None, None, None),
    ((1, "in_progress", DAY), None, "own"),
    (None, (1, "in_progress", DAY), "row"),
    (None, (1, "not_stated", DAY), None),
    ((1, "not_stated", DAY), (2, "not_stated", DAY), "own"),
    ((2, "not_stated", DAY), (1, "complete", days(-9)), "row"),
    ((1, "in_progress", DAY), (2, "not_stated", days(9)), "own"),
    ((1, "not_stated", days(-9)), (2, "complete", DAY), "row"),
    ((1, "in_progress", days(-1)), (2, "complete", DAY), "own"),
    ((2, "in_progress", DAY), (1, "complete", days(-1)), "own"),
    ((1, "in_progress", DAY), (2, "complete", DAY), "own"),
    ((2, "in_progress", DAY), (1, "complete", DAY), "own"),
    ((1, "complete", days(-9)), (2, "in_progress", DAY), "own"),
    ((1, "not_started", days(-9)), (2, "in_progress", DAY), "own"),
]


@pytest.mark.parametrize(("own", "of_row", "whose"), LAST_WORDS)
def test_what_counts_for_a_step_is_its_own_stated_word_and_without_one_the_whole_actions(
    own: Any, of_row: Any, whose: str | None
) -> None:
    mine = said(*own, step_id=OWN) if own else None
    rows = said(*of_row, step_id=ROWS) if of_row else None

    assert last_word(mine, rows) is {"own": mine, "row": rows, None: None}[whose]


def test_a_word_on_the_whole_action_speaks_for_every_step(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    make_update(action, progress=Progress.COMPLETE, accepted=True)

    row = row_of(action)

    assert row.status is Status.DONE
    assert [(step.said, step.of_row) for step in row.steps] == [(None, True), (None, True)]
    assert row.said_of_row.step_id is None
    assert row.said == [row.said_of_row]


def test_a_word_on_the_whole_action_undoes_neither_lateness_nor_a_sign_off_of_a_step(
    plan: ActionPlan,
) -> None:
    action = make_action(plan, steps=3)
    late, done, _ = action.milestones.order_by("order")
    make_due_date(late, days(-4))
    make_update(action, late, progress=Progress.IN_PROGRESS, day=days(-9), accepted=True)
    make_update(action, done, progress=Progress.COMPLETE, day=days(-9), accepted=True)
    make_update(action, progress=Progress.COMPLETE, day=days(-1), accepted=True)

    row = row_of(action)

    assert [(s.status, s.of_row) for s in row.steps] == [
        (Status.LATE, False),
        (Status.DONE, False),
        (Status.DONE, True),
    ]
    assert row.status is Status.LATE

    make_update(action, progress=Progress.NOT_STARTED, accepted=True)

    assert [s.status for s in row_of(action).steps] == [
        Status.LATE,
        Status.DONE,
        Status.NOT_STARTED,
    ]


# Outlook of the whole action and its day, day of the step's own "on track", and the action.
BAD_NEWS = [
    ("off_track", DAY, days(-1), Status.OFF_TRACK),
    ("at_risk", DAY, days(-1), Status.AT_RISK),
    ("on_track", DAY, days(-1), Status.ON_TRACK),
    ("", DAY, days(-1), Status.ON_TRACK),
    ("at_risk", days(-1), DAY, Status.ON_TRACK),
    ("at_risk", DAY, None, Status.AT_RISK),
]


@pytest.mark.parametrize(("outlook", "day", "own_day", "status"), BAD_NEWS)
def test_bad_news_of_the_whole_action_counts_while_it_is_the_last_word(
    step: Milestone, outlook: str, day: datetime.date, own_day: Any, status: Status
) -> None:
    make_update(step.action, None, outlook=outlook, reason="Ill.", day=day, accepted=True)
    if own_day:
        make_update(step.action, step, outlook="on_track", day=own_day, accepted=True)

    row = row_of(step.action)

    assert row.status is status
    assert row.steps[0].of_row is (own_day is None)


def test_of_one_day_the_bad_news_counts_only_when_it_was_entered_last(plan: ActionPlan) -> None:
    first, last = make_action(plan), make_action(plan)
    for action, steps in ((first, [None, "own"]), (last, ["own", None])):
        for of in steps:
            outlook = "on_track" if of else "at_risk"
            step = action.milestones.get() if of else None
            make_update(action, step, outlook=outlook, reason="", accepted=True)

    assert (row_of(first).status, row_of(last).status) == (Status.ON_TRACK, Status.AT_RISK)


def test_bad_news_makes_an_action_no_better_than_its_worst_step(step: Milestone) -> None:
    make_due_date(step, days(-2))
    make_update(step.action, step, day=days(-9))
    make_update(step.action, None, outlook="at_risk", reason="Ill.")

    assert row_of(step.action).status is Status.LATE


def test_a_claim_past_its_date_keeps_its_lateness_until_it_is_signed_off(step: Milestone) -> None:
    make_due_date(step, days(-4))
    update = make_update(step.action, step, progress=Progress.COMPLETE, day=days(-2))

    found = step_of(step)
    assert (found.status, found.days_late, found.is_open) == (Status.CLAIMED, 4, True)
    row = row_of(step.action)
    assert (row.days_late, row.next_due) == (4, days(-4))

    make_review(update, day=days(-1))

    found = step_of(step)
    assert (found.status, found.days_late, found.is_open) == (Status.DONE, 0, False)
    assert row_of(step.action).next_due is None


def test_a_claim_before_its_date_is_open_and_not_late(step: Milestone) -> None:
    make_due_date(step, DAY)
    make_update(step.action, step, progress=Progress.COMPLETE)

    found = step_of(step)

    assert (found.status, found.days_late, found.is_open) == (Status.CLAIMED, 0, True)


# What was sent back


def test_a_returned_report_stands_at_its_step_with_why_until_it_is_answered(
    step: Milestone,
) -> None:
    make_update(step.action, step, text="Begun.", day=days(-9), accepted=True)
    update = make_update(step.action, step, text="Too short.", day=days(-5))
    manager = make_user("Max Manager")
    make_review(update, "returned", comment="Say more.", day=days(-3), by=manager)

    back = step_of(step).sent_back
    assert (back.text, back.comment, back.by) == ("Too short.", "Say more.", "Max Manager")
    assert step_of(step).said.text == "Begun."
    assert step_of(step, days(-5), known_on=days(-4)).sent_back is None
    assert step_of(step, accepted_only=True).sent_back is None

    make_update(step.action, step, text="Longer.", day=days(-5))

    assert step_of(step).sent_back is None


def test_a_report_that_was_returned_and_then_accepted_is_not_sent_back(step: Milestone) -> None:
    update = make_update(step.action, step)
    make_review(update, "returned")
    assert step_of(step).sent_back is not None

    make_review(update)

    assert step_of(step).sent_back is None


def test_a_report_on_another_step_or_the_whole_action_answers_nothing(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    first, second = action.milestones.order_by("order")
    make_review(make_update(action, first, day=days(-5)), "returned", day=days(-4))
    make_update(action, second)
    make_update(action, None)

    assert [bool(step.sent_back) for step in row_of(action).steps] == [True, False]


def test_a_confidential_report_that_was_sent_back_is_not_given_away(step: Milestone) -> None:
    make_review(make_update(step.action, step, is_confidential=True), "returned")

    assert step_of(step).sent_back is not None
    assert step_of(step, confidential=False).sent_back is None


def test_a_row_is_as_bad_as_its_worst_step(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    done, late = action.milestones.order_by("order")
    make_update(action, done, progress=Progress.COMPLETE, accepted=True)
    make_update(action, late, progress=Progress.IN_PROGRESS)
    make_due_date(late, days(-4))

    row = row_of(action)

    assert (row.status, row.days_late) == (Status.LATE, 4)
    assert row.next_due == days(-4)


def test_the_latest_word_of_a_row_is_the_newest_by_day_then_by_entry(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    first, second = action.milestones.order_by("order")
    make_update(action, second, text="Newest.", day=DAY)
    make_update(action, first, text="Entered last.", day=days(-1))

    assert row_of(action).latest.text == "Newest."


def test_a_row_says_nothing_when_nothing_was_reported(action: Action) -> None:
    row = row_of(action)

    assert (row.said, row.latest, row.next_due) == ([], None, None)


def test_rows_and_steps_stand_in_the_plans_order(plan: ActionPlan) -> None:
    for order in (3, 1, 2):
        action = make_action(plan, order=order, steps=0)
        for place in (2, 1):
            make_milestone(action, order=place, text=f"{order}.{place}")

    assert [step.text for _, step in shown(plan).steps] == [
        "1.1", "1.2", "2.1", "2.2", "3.1", "3.2",
    ]  # fmt: skip


def test_a_row_prints_every_recommendation_it_answers_in_order(plan: ActionPlan) -> None:
    inspection = make_inspection(plan.council, title="SIF 2017")
    second = make_recommendation(inspection, order=2, number="2")
    first = make_recommendation(inspection, order=1, number="1", council_number="R1")
    action = make_action(plan, recommendations=[second, first])

    assert [(asked.number, asked.source) for asked in row_of(action).answers] == [
        ("R1", "SIF 2017"),
        ("2", "SIF 2017"),
    ]


def test_a_row_has_its_theme_and_who_is_accountable(plan: ActionPlan) -> None:
    action = make_action(
        plan,
        theme=make_theme(plan, "Adoption"),
        accountable=make_officer(plan.council, "Bea Marsh"),
    )

    assert (row_of(action).theme, row_of(action).accountable) == ("Adoption", "Bea Marsh")


def test_leads_that_all_steps_share_print_once(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    officers = [make_officer(plan.council, name) for name in ("Bea Marsh", "Ada Hall")]
    for step in action.milestones.all():
        for officer in officers:
            make_lead(step, officer)

    row = row_of(action)

    assert row.shared_leads == ["Bea Marsh", "Ada Hall"]
    assert [lead.name for lead in row.leads] == ["Bea Marsh", "Ada Hall"]


def test_leads_that_differ_print_at_each_step(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    for step, name in zip(action.milestones.order_by("order"), ["Bea", "Ada"], strict=True):
        make_lead(step, make_officer(plan.council, name))

    row = row_of(action)

    assert row.shared_leads is None
    assert [step.lead_words for step in row.steps] == [["Bea"], ["Ada"]]


def test_the_printed_lead_cell_stands_in_place_of_names(plan: ActionPlan) -> None:
    of_row = make_action(plan, printed_leads="Head of Care\nHead of Adoption")
    of_step = make_action(plan)
    of_step.milestones.update(printed_leads="All managers")
    make_lead(of_step.milestones.get())

    assert row_of(of_row).shared_leads == ["Head of Care", "Head of Adoption"]
    assert row_of(of_step).shared_leads is None
    assert row_of(of_step).steps[0].lead_words == ["All managers"]


@pytest.mark.parametrize(
    ("dues", "shared"),
    [([days(9), days(9)], True), ([days(9), days(8)], False), ([days(9)], False)],
)
def test_a_timescale_that_all_of_several_steps_share_prints_once(
    plan: ActionPlan, dues: list[datetime.date], shared: bool
) -> None:
    action = make_action(plan, steps=len(dues))
    for step, due in zip(action.milestones.order_by("order"), dues, strict=True):
        make_due_date(step, due)

    row = row_of(action)

    assert row.shared_date is (row.steps[0] if shared else None)


def test_rows_may_come_from_several_plans(plan: ActionPlan) -> None:
    scale = make_scale(plan.council)
    rated = make_action(make_plan(plan.council, rating_scale=scale))
    plain = make_action(plan)
    for action in (rated, plain):
        make_update(action, progress=Progress.COMPLETE, accepted=True)

    rows = rows_on_day(Action.objects.all(), state())

    assert {row.plan_id: bool(row.rating) for row in rows} == {
        rated.plan_id: True,
        plain.plan_id: False,
    }


def test_paragraphs_of_what_was_said_are_parted_at_blank_lines(step: Milestone) -> None:
    make_update(step.action, step, text="One.\n\n\n Two,\nstill two. \n\n")

    assert step_of(step).said.paragraphs == ["One.", "Two,\nstill two."]


# Only as at D as known on K never changes


MOMENTS = st.integers(-30, 30)
LATER = st.fixed_dictionaries(
    {
        "what": st.sampled_from(["update", "date", "verdict", "step", "lead", "words"]),
        "day": MOMENTS,
        "after": st.integers(1, 20),
        "progress": st.sampled_from(list(Progress)),
        "outlook": st.sampled_from(["", *Outlook]),
        "whole": st.booleans(),
        "verdict": st.sampled_from(Review.Verdict.values),
    }
)


def _enter(action: Action, known_on: datetime.date, entry: dict[str, Any]) -> None:
    """Enter something after the day it is known on, about whatever day."""
    step = action.milestones.order_by("order")[0]
    known = known_on + datetime.timedelta(days=entry["after"])
    day = min(days(entry["day"]), known)
    what = entry["what"]
    if what == "update":
        of = None if entry["whole"] else step
        words = {"progress": entry["progress"], "outlook": entry["outlook"]}
        make_update(action, of, **words, day=day, known_on=known, accepted=True)
    elif what == "date":
        make_due_date(step, days(entry["day"]), day=day, known_on=known)
    elif what == "verdict":
        make_review(action.updates.order_by("pk")[0], entry["verdict"], day=day, known_on=known)
    elif what == "lead":
        date_versions(make_lead(step), at(known))
    elif what == "step":
        make_milestone(action, added_on=known)
    else:
        action.text = f"Reworded {entry['after']} {action.events.count()}"
        action.save()
        _date_last(action, known)


def _date_last(action: Action, day: datetime.date) -> None:
    events = action.events.order_by("pgh_id")
    moments = [event.pgh_created_at for event in events]
    date_versions(action, *moments[:-1], at(day))


def _a_plan_with_something_in_it() -> Action:
    action = make_action(make_plan(make_council()), added_on=days(-60))
    step = action.milestones.get()
    date_versions(action, at(days(-60)))
    date_versions(step, at(days(-60)))
    date_versions(make_lead(step), at(days(-60)))
    make_due_date(step, days(-2), day=days(-60))
    make_update(action, step, progress=Progress.COMPLETE, day=days(-20))
    make_update(action, None, outlook=Outlook.AT_RISK, reason="Ill.", day=days(-19), accepted=True)
    back = make_update(action, step, text="Too short.", day=days(-15))
    make_review(back, Review.Verdict.RETURNED, day=days(-14))
    return action


@settings(deadline=None, max_examples=25)
@given(
    day=MOMENTS,
    known_on=MOMENTS,
    for_members=st.booleans(),
    entries=st.lists(LATER, min_size=1, max_size=6),
)
def test_as_at_a_day_as_known_on_a_day_never_changes_whatever_is_entered_later(
    day: int, known_on: int, for_members: bool, entries: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        action = _a_plan_with_something_in_it()
        asked = AsAt(
            day=days(day),
            today=days(60),
            known_on=days(known_on),
            accepted_only=for_members,
            confidential=not for_members,
        )
        before = plan_on_day(action.plan, asked)

        for entry in entries:
            _enter(action, days(known_on), entry)

        assert plan_on_day(action.plan, asked) == before
        transaction.set_rollback(True)


# Queries


def _fill(plan: ActionPlan, number: int) -> None:
    """Give the plan further actions, each with several leads, steps, dates, updates, verdicts."""
    add_rows(plan, number)
    for action in plan.actions.filter(theme=None):
        theme = make_theme(plan, name=f"Theme {action.reference}")
        accountable = make_officer(plan.council)
        plan.actions.filter(pk=action.pk).update(theme=theme, accountable=accountable)


def _use(found: PlanOnDay) -> None:
    """Touch whatever a page or file shows of the rows."""
    for row in found.rows:
        _ = (row.shared_leads, row.shared_date, row.latest, row.next_due, row.moves, row.rating)
        _ = [(step.lead_words, step.original, step.requested, step.said) for step in row.steps]
    _ = (found.counts, found.title, found.council, found.key)


@pytest.mark.parametrize(
    "asked",
    [
        state(),
        state(accepted_only=True, confidential=False),
        state(days(-3)),
        state(days(-3), known_on=days(-2), accepted_only=True, confidential=False),
    ],
    ids=["today", "today, for members", "as at", "as known on, for members"],
)
def test_a_plan_of_60_actions_takes_as_many_queries_as_one_of_1(
    council: Council, asked: AsAt
) -> None:
    plan = make_plan(council, rating_scale=make_scale(council))
    numbers = []
    for more in (1, 59):
        _fill(plan, more)
        fresh = ActionPlan.objects.get(pk=plan.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = plan_on_day(fresh, asked)
            _use(found)
        numbers.append(len(queries))

    assert len(found.rows) == 60
    assert len(found.rows[59].steps[2].leads) == 2
    # Before their first version, rows have the words they were first given: no theme.
    assert found.rows[59].theme == ("" if asked.words_of else "Theme N60")
    assert numbers[0] == numbers[1]
