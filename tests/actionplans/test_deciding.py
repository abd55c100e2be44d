"""Decisions that leave facts: sign-off and after, dates agreed, actions that end or go on."""

from typing import Any

import pytest

from actionplans.asat import AsAt
from actionplans.deciding import (
    Agreement,
    agree_date,
    carry,
    embed,
    end_action,
    reopen,
    restore_action,
    set_timescale,
)
from actionplans.models import Action, ActionPlan, DueDate, Ending, Milestone, ReportAnew, Review
from actionplans.on_day.plans import rows_on_day
from actionplans.rag import Move, Position, Progress, Status
from actionplans.rows import Row
from actionplans.timescales import read
from councils.models import Council, User
from councils.versions import Decided
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_due_date,
    make_inspection,
    make_lead,
    make_meeting,
    make_milestone,
    make_plan,
    make_recommendation,
    make_review,
    make_rules,
    make_update,
    make_user,
)

pytestmark = pytest.mark.django_db

OFFICER = Agreement(DueDate.AgreedBy.OFFICER, "Head of Service")


@pytest.fixture
def manager() -> User:
    return make_user()


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def step(plan: ActionPlan) -> Milestone:
    return make_action(plan).milestones.get()


def row(action: Action, day: Any = DAY, **fields: Any) -> Row:
    (found,) = rows_on_day(
        Action.objects.filter(pk=action.pk), AsAt(day=day, today=days(30), **fields)
    )
    return found


def claim(step: Milestone, **fields: Any) -> Any:
    return make_update(
        step.action, step, progress=Progress.COMPLETE, day=days(-9), accepted=True, **fields
    )


def test_what_was_signed_off_is_open_again_from_the_day_it_is_reopened(
    step: Milestone, manager: User
) -> None:
    update = claim(step)

    reopen(update, reason="An audit found gaps.", by=manager, day=days(-2))

    assert row(step.action, days(-3)).status is Status.DONE
    after = row(step.action, days(-2))
    assert after.status is Status.IN_PROGRESS
    reopened = after.steps[0].said.reopened
    assert (reopened.reason, reopened.day) == ("An audit found gaps.", days(-2))
    members = row(step.action, days(-2), accepted_only=True)
    assert members.status is Status.IN_PROGRESS and members.steps[0].said.reopened == reopened


def test_what_is_reopened_past_its_date_is_late(step: Milestone, manager: User) -> None:
    make_due_date(step, days(-20))

    reopen(claim(step), reason="An audit found gaps.", by=manager, day=days(-2))

    assert row(step.action).status is Status.LATE


def test_a_reopened_report_is_not_accepted_again_and_a_new_one_is(
    step: Milestone, manager: User
) -> None:
    update = claim(step)
    reopen(update, reason="Not all done.", by=manager, day=days(-2))

    with pytest.raises(ReportAnew):
        step.action.accept(update, by=manager, day=DAY)
    anew = make_update(step.action, step, progress=Progress.COMPLETE, day=days(-1))
    step.action.accept(anew, by=manager, day=DAY)

    assert row(step.action, days(-2)).status is Status.IN_PROGRESS
    assert row(step.action).status is Status.DONE


def test_complete_and_checked_that_it_lasts_are_two_states(step: Milestone, manager: User) -> None:
    update = claim(step)

    embed(update, comment="Ten of ten files sampled.", by=manager, day=days(-1))

    assert row(step.action, days(-2)).status is Status.DONE
    assert row(step.action).status is Status.EMBEDDED
    assert row(step.action).position is Position.COMPLETE


@pytest.mark.parametrize(
    ("verdicts", "decide", "sentence"),
    [
        ([], reopen, "It is not signed off."),
        (["returned"], reopen, "It was sent back to who reported it."),
        (["accepted", "reopened"], reopen, "It was reopened already."),
        ([], embed, "It is not signed off."),
        (["accepted", "embedded"], embed, "It was checked already that it lasts."),
        (["accepted", "reopened"], embed, "It was reopened already."),
    ],
)
def test_a_decision_that_was_taken_otherwise_meanwhile_is_not_taken(
    step: Milestone, manager: User, verdicts: list[str], decide: Any, sentence: str
) -> None:
    update = make_update(step.action, step, progress=Progress.COMPLETE)
    for verdict in verdicts:
        make_review(update, verdict)
    words = {"reason" if decide is reopen else "comment": "Because."}

    with pytest.raises(Decided, match=sentence):
        decide(update, by=manager, day=DAY, **words)

    assert Review.objects.count() == len(verdicts)


def test_an_embedded_completion_can_be_reopened(step: Milestone, manager: User) -> None:
    update = claim(step)
    embed(update, comment="Sampled.", by=manager, day=days(-3))

    reopen(update, reason="It did not last.", by=manager, day=days(-1))

    assert row(step.action).status is Status.IN_PROGRESS


def test_a_withdrawn_action_stays_visible_with_why_and_who_agreed(
    step: Milestone, manager: User
) -> None:
    make_due_date(step, days(-20))
    end_action(
        step.action,
        Ending.Kind.WITHDRAWN,
        reason="No longer feasible.",
        agreed_by="Improvement board",
        by=manager,
        day=days(-1),
    )

    found = row(step.action)
    assert (found.status, found.position) == (Status.WITHDRAWN, Position.ENDED)
    assert found.ended and found.ended.reason == "No longer feasible."
    assert (found.ended.agreed_by, found.next_due) == ("Improvement board", None)
    assert row(step.action, days(-2)).status is Status.SILENT


def test_an_ended_action_is_put_back_with_a_reason(step: Milestone, manager: User) -> None:
    action = step.action
    ending = {"reason": "No.", "agreed_by": "Board", "by": manager}
    end_action(action, Ending.Kind.WITHDRAWN, day=days(-5), **ending)
    with pytest.raises(Decided, match=r"The action was withdrawn already\."):
        end_action(action, Ending.Kind.SUPERSEDED, day=DAY, **ending)

    restore_action(action, reason="Funded after all.", by=manager, day=days(-1))

    assert row(action, days(-2)).ended is not None
    assert row(action).ended is None and row(action).status is Status.NOT_STATED
    with pytest.raises(Decided, match=r"The action is open already\."):
        restore_action(action, reason="Again.", by=manager, day=DAY)


def test_open_actions_go_on_in_another_plan_linked_both_ways(
    plan: ActionPlan, manager: User
) -> None:
    inspection = make_inspection(plan.council)
    asked = make_recommendation(inspection)
    action = make_action(plan, steps=2, reference="7", recommendations=[asked])
    first = action.milestones.order_by("order")[0]
    make_due_date(first, days(10), recurrence="FREQ=MONTHLY")
    lead = make_lead(first)
    update = make_update(action, first, accepted=True)
    next_plan = make_plan(plan.council, title="Phase 2")
    make_action(next_plan, reference="7")

    (new,) = carry([action], next_plan, reason="Phase 2 goes on.", by=manager, day=DAY)

    assert (new.plan, new.reference, new.text) == (next_plan, "7a", action.text)
    assert list(new.recommendations.all()) == [asked]
    steps = list(new.milestones.order_by("order"))
    assert [step.text for step in steps] == ["Step 1.", "Step 2."]
    date = steps[0].due_dates.get()
    assert (date.due, date.recurrence, date.day) == (days(10), "FREQ=MONTHLY", DAY)
    assert [each.officer for each in steps[0].leads.all()] == [lead.officer]
    assert not new.updates.exists() and list(action.updates.all()) == [update]
    old, fresh = row(action), row(new)
    assert old.status is Status.CARRIED and old.ended and old.ended.successor
    assert (old.ended.successor.pk, old.ended.successor.plan_title) == (new.pk, "Phase 2")
    assert [named.pk for named in fresh.carried_from] == [action.pk]


def test_carrying_an_action_on_forgets_no_move_of_its_dates(
    plan: ActionPlan, manager: User
) -> None:
    action = make_action(plan)
    step = action.milestones.get()
    make_due_date(step, days(-40), day=days(-90))
    make_due_date(step, days(-10), day=days(-30), reason="No bid.", agreed_by="officer")
    make_due_date(step, days(20), day=days(-12), reason="Vetting.", agreed_by="member")
    make_due_date(step, days(60), day=days(-1), reason="Staff.", agreed_by="not_yet")

    (new,) = carry([action], make_plan(plan.council), reason="On.", by=manager, day=DAY)

    (old_step,), (new_step,) = row(action).steps, row(new).steps
    assert [(d.due, d.reason, d.counts, d.move) for d in new_step.dates] == [
        (days(-40), "", True, None),
        (days(-10), "No bid.", True, Move.DELAYED),
        (days(20), "Vetting.", True, Move.REVISED),
        (days(60), "Staff.", False, new_step.dates[-1].move),
    ]
    assert new_step.moves == old_step.moves == 2
    assert new_step.requested and new_step.original and new_step.original.due == days(-40)


def test_a_date_whose_report_is_not_accepted_does_not_count_by_being_carried_on(
    plan: ActionPlan, manager: User
) -> None:
    action = make_action(plan)
    step = action.milestones.get()
    make_due_date(step, days(10))
    update = make_update(action, step)
    make_due_date(step, days(90), update=update, reason="Later.", agreed_by="officer")

    (new,) = carry([action], make_plan(plan.council), reason="On.", by=manager, day=DAY)

    assert [date.due for date in row(new).steps[0].dates] == [days(10)]


def test_steps_signed_off_stay_in_the_plan_in_which_they_were(
    plan: ActionPlan, manager: User
) -> None:
    action = make_action(plan, steps=2)
    done, going_on = action.milestones.order_by("order")
    claim(done)

    (new,) = carry([action], make_plan(plan.council), reason="On.", by=manager, day=DAY)

    assert [step.text for step in new.milestones.all()] == [going_on.text]


def test_an_action_put_back_is_no_longer_the_one_another_took_the_place_of(
    plan: ActionPlan, manager: User
) -> None:
    action = make_action(plan)
    (new,) = carry([action], make_plan(plan.council), reason="On.", by=manager, day=DAY)

    restore_action(action, reason="It stays here.", by=manager, day=DAY)

    assert row(new).carried_from == () and row(action).ended is None


def test_carrying_several_is_all_or_nothing(plan: ActionPlan, manager: User) -> None:
    actions = [make_action(plan), make_action(plan)]
    next_plan = make_plan(plan.council)
    end_action(
        actions[1], Ending.Kind.WITHDRAWN, reason="No.", agreed_by="Board", by=manager, day=DAY
    )

    with pytest.raises(Decided):
        carry(actions, next_plan, reason="Goes on.", by=manager, day=DAY)

    assert not next_plan.actions.exists() and row(actions[0]).ended is None


def test_references_taken_already_get_a_letter_and_then_a_number(
    plan: ActionPlan, manager: User
) -> None:
    next_plan = make_plan(plan.council)
    for end in ("", *"abcdefghijklmnopqrstuvwxyz"):
        make_action(next_plan, reference=f"1{end}")

    (new,) = carry([make_action(plan, reference="1")], next_plan, reason="On.", by=manager, day=DAY)

    assert new.reference == "1-2"


def test_a_date_that_was_asked_for_counts_from_the_day_it_is_agreed(
    step: Milestone, manager: User
) -> None:
    make_due_date(step, days(-3))
    asked = make_due_date(
        step, days(9), day=days(-5), agreed_by=DueDate.AgreedBy.NOT_YET, reason="Staff left."
    )
    board = make_meeting(make_body(step.action.plan.council, "Board"), days(-1))

    agreement = Agreement(DueDate.AgreedBy.BODY, "Board", board)
    agree_date(asked, agreement, by=manager, day=days(-1))

    before, after = row(step.action, days(-2)).steps[0], row(step.action).steps[0]
    assert (before.due, before.requested.due) == (days(-3), days(9))
    assert (after.due, after.moves, after.requested) == (days(9), 1, None)
    assert after.date.reason == "Staff left." and "Board" in after.date.agreed_by_words
    # Asked for before the date passed, agreed after it: delayed.
    assert after.move is Move.DELAYED
    with pytest.raises(Decided, match="Another date was given since"):
        agree_date(asked, agreement, by=manager, day=DAY)


def test_a_council_may_want_a_body_to_agree_before_a_move_counts(
    step: Milestone, manager: User
) -> None:
    make_rules(step.action.plan.council, moves_need_a_body=True)
    make_due_date(step, days(5))
    asked = _move(step, OFFICER, manager)

    waiting = row(step.action).steps[0]
    assert (waiting.due, waiting.moves, waiting.requested.due) == (days(5), 0, days(20))
    assert waiting.requested.agreed_by_words.endswith("It counts once a body has agreed it.")

    agree_date(asked, Agreement(DueDate.AgreedBy.DFE), by=manager, day=DAY)

    assert row(step.action).steps[0].due == days(20)


def test_a_move_made_before_the_council_wanted_a_body_goes_on_counting(
    step: Milestone, manager: User
) -> None:
    make_due_date(step, days(5))
    _move(step, OFFICER, manager)

    make_rules(step.action.plan.council, moves_need_a_body=True)

    assert row(step.action).steps[0].due == days(20)


def test_the_first_timescale_needs_no_body(step: Milestone, manager: User) -> None:
    make_rules(step.action.plan.council, moves_need_a_body=True)

    _move(step, OFFICER, manager)

    assert row(step.action).steps[0].due == days(20)


def _move(step: Milestone, agreement: Agreement, by: User, **fields: Any) -> DueDate:
    newest = step.due_dates.order_by("-pk").first()
    fields = {
        "last_seen": newest.pk if newest else 0,
        "reason": "Later.",
        "corrected": False,
    } | fields
    words = f"{days(20):%-d %B %Y}"
    return set_timescale(step, read(words, DAY), agreement, by=by, day=DAY, **fields)


def test_a_timescale_keeps_its_words_with_what_they_mean(step: Milestone, manager: User) -> None:
    words = "31st May 2027, monthly thereafter"

    date = set_timescale(
        step,
        read(words, DAY),
        OFFICER,
        reason="",
        corrected=False,
        last_seen=0,
        by=manager,
        day=DAY,
    )

    assert (date.words, date.recurrence, date.precision) == (words, "FREQ=MONTHLY", "day")
    found = row(step.action).steps[0]
    assert found.recurring and found.recurring.words == "every month"
    assert found.due and f"{found.due}" == "2027-05-31"


def test_a_timescale_given_meanwhile_by_somebody_else_is_told(
    step: Milestone, manager: User
) -> None:
    other = make_due_date(step, days(5))

    with pytest.raises(Decided, match=f"Another timescale was given since: {other}."):
        _move(step, OFFICER, manager, last_seen=0)

    assert step.due_dates.get() == other


def test_steps_added_for_a_date_do_not_share_it(step: Milestone, manager: User) -> None:
    other = make_milestone(step.action)

    _move(step, OFFICER, manager)

    assert not other.due_dates.exists()
