"""Lists made from rows: my work, the sentence of a plan, its shortlists, what was reported."""

import datetime
from typing import Any

import pytest

from actionplans.asat import AsAt
from actionplans.lists import (
    KINDS,
    LATER,
    PAST_DATE,
    SENT_BACK,
    SOON_DUE,
    UNDATED,
    WITH_MANAGER,
    Desk,
    desk_of,
    lists_of,
    rows_of_kind,
    standing,
    to_accept,
    updates_of,
)
from actionplans.models import Action, ActionPlan, Milestone, Review
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Progress
from councils.access import accesses
from councils.models import Council, Officer, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_due_date,
    make_ending,
    make_lead,
    make_member,
    make_milestone,
    make_officer,
    make_plan,
    make_review,
    make_update,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def lead(council: Council) -> User:
    return make_member(council, Role.LEAD_OFFICER)


@pytest.fixture
def officer(council: Council, lead: User) -> Officer:
    return make_officer(council, "Alex Hall", user=lead)


def led(
    plan: ActionPlan, officer: Officer | None, due: int | None = None, text: str = "A step"
) -> Milestone:
    """Return a step of an action of its own, led by `officer`, due in `due` days."""
    step = make_milestone(make_action(plan, steps=0), text=text)
    if officer:
        make_lead(step, officer)
    if due is not None:
        make_due_date(step, days(due))
    return step


def desk(user: User) -> Desk:
    return desk_of(accesses(user), DAY)


def texts(tasks: list[Any]) -> list[str]:
    return [task.step.text for task in tasks]


def state(day: datetime.date = DAY, **fields: Any) -> AsAt:
    return AsAt(day=day, **({"today": max(day, DAY)} | fields))


def shown(plan: ActionPlan, **fields: Any) -> Any:
    return plan_on_day(plan, state(**fields))


# My work


def test_my_work_is_grouped_by_urgency(plan: ActionPlan, officer: Officer, lead: User) -> None:
    for due in (-30, -1, 0, 14, 15, 99, None):
        led(plan, officer, due, f"{due}")

    found = desk(lead)

    assert texts(found.by_group[PAST_DATE]) == ["-30", "-1"]
    assert texts(found.by_group[SOON_DUE]) == ["0", "14"]
    assert texts(found.by_group[LATER]) == ["15", "99"]
    assert texts(found.by_group[UNDATED]) == ["None"]
    assert found.by_group[WITH_MANAGER] == []


def test_what_is_said_to_be_done_waits_for_the_manager_and_is_no_longer_past(
    plan: ActionPlan, officer: Officer, lead: User
) -> None:
    step = led(plan, officer, -5)
    make_update(step.action, step, progress=Progress.COMPLETE)

    found = desk(lead)

    assert (found.by_group[PAST_DATE], len(found.by_group[WITH_MANAGER])) == ([], 1)
    assert not found.by_group[WITH_MANAGER][0].step.said.accepted
    assert found.next_date == days(-5)
    assert found.first is None


def test_what_is_done_is_not_on_the_desk(plan: ActionPlan, officer: Officer, lead: User) -> None:
    step = led(plan, officer, -5)
    make_update(step.action, step, progress=Progress.COMPLETE, accepted=True)

    assert desk(lead) == Desk([])


def test_only_the_steps_one_leads_oneself_are_on_the_desk(
    plan: ActionPlan, officer: Officer, lead: User
) -> None:
    mine = led(plan, officer, 1, "Mine")
    make_lead(make_milestone(mine.action, text="A colleague's"))
    led(plan, make_officer(plan.council), 1, "Somebody else's")
    led(plan, None, 1, "Nobody's")

    assert texts(desk(lead).by_group[SOON_DUE]) == ["Mine"]


def test_the_steps_of_a_post_are_on_the_desk_of_whoever_holds_it(
    plan: ActionPlan, officer: Officer, lead: User
) -> None:
    post = make_officer(plan.council, "Head of Care", kind=Officer.Kind.POST)
    left = make_officer(plan.council, "Head of Adoption", kind=Officer.Kind.POST)
    make_appointment(officer, post, starts=days(-5))
    make_appointment(officer, left, ends=days(-5))
    led(plan, post, 1, "Of the post")
    led(plan, left, 1, "Of the post I left")

    assert texts(desk(lead).by_group[SOON_DUE]) == ["Of the post"]


def test_a_step_led_together_stands_once_on_each_desk(
    plan: ActionPlan, officer: Officer, lead: User
) -> None:
    colleague = make_member(plan.council)
    step = led(plan, officer, 1, "Ours")
    make_lead(step, make_officer(plan.council, user=colleague))
    post = make_officer(plan.council, "Head of Care", kind=Officer.Kind.POST)
    make_appointment(officer, post)
    make_lead(step, post)

    assert (
        texts(desk(lead).by_group[SOON_DUE])
        == texts(desk(colleague).by_group[SOON_DUE])
        == ["Ours"]
    )


def test_work_in_several_councils_stands_together_and_is_reached_by_each(
    plan: ActionPlan, officer: Officer, lead: User, other_council: Council
) -> None:
    make_member(other_council, Role.LEAD_OFFICER, lead)
    led(plan, officer, 2, "Here")
    led(make_plan(other_council), make_officer(other_council, user=lead), 1, "There")

    found = desk(lead).by_group[SOON_DUE]

    assert texts(found) == ["There", "Here"]
    assert [task.access.council.name for task in found] == ["Framley", "Barchester"]


def test_an_officer_in_a_council_one_no_longer_belongs_to_brings_nothing(
    lead: User, other_council: Council
) -> None:
    led(make_plan(other_council), make_officer(other_council, user=lead), 1)

    assert desk(lead) == Desk([])


def test_the_most_urgent_comes_first_and_is_not_repeated_below(
    plan: ActionPlan, officer: Officer, lead: User
) -> None:
    for due in (3, -1, -9):
        led(plan, officer, due, f"{due}")

    found = desk(lead)

    assert found.first.step.text == "-9"
    assert [(name, texts(tasks)) for name, tasks in found.groups] == [
        ("Past their date", ["-1"]),
        ("Due in 14 days", ["3"]),
    ]


def test_an_empty_desk_has_no_first_no_groups_and_no_date() -> None:
    assert (Desk([]).first, Desk([]).groups, Desk([]).next_date) == (None, [], None)


def test_what_was_sent_back_comes_first_of_all_until_it_is_answered(
    plan: ActionPlan, officer: Officer, lead: User
) -> None:
    led(plan, officer, -30, "Long past")
    step = led(plan, officer, 40, "Sent back")
    update = make_update(step.action, step, progress=Progress.COMPLETE, day=days(-3))
    assert texts(desk(lead).by_group[WITH_MANAGER]) == ["Sent back"]
    make_review(update, Review.Verdict.RETURNED)

    found = desk(lead)
    assert texts(found.by_group[SENT_BACK]) == ["Sent back"]
    assert found.first.step.text == "Sent back"
    assert (found.by_group[LATER], found.by_group[WITH_MANAGER]) == ([], [])

    make_update(step.action, step)

    found = desk(lead)
    assert (found.by_group[SENT_BACK], texts(found.by_group[LATER])) == ([], ["Sent back"])
    assert found.first.step.text == "Long past"


# What waits for acceptance


def test_what_nobody_has_ruled_on_waits_oldest_first_in_every_council(
    plan: ActionPlan, other_council: Council
) -> None:
    manager = make_member(plan.council, Role.PLAN_MANAGER)
    make_member(other_council, Role.PLAN_MANAGER, manager)
    here, there = make_action(plan), make_action(make_plan(other_council))
    make_update(here, text="Second.", day=days(-3))
    make_update(there, text="First.", day=days(-4), is_confidential=True)
    make_update(here, text="Third.", day=days(-9), known_on=days(-2))
    make_update(here, text="Accepted.", accepted=True)
    make_review(make_update(here, text="Returned."), Review.Verdict.RETURNED)
    make_update(make_action(), text="A stranger's.")

    found = to_accept(accesses(manager))

    assert [waiting.update.text for waiting in found] == ["First.", "Second.", "Third."]
    assert [waiting.access.council.name for waiting in found] == [
        "Framley",
        "Barchester",
        "Barchester",
    ]


# The sentence


def test_a_plan_without_actions_says_so_or_says_its_note(council: Council) -> None:
    assert standing(shown(make_plan(council))) == "This plan has no actions yet."
    noted = make_plan(council, note="Actions are not held here.")
    assert standing(shown(noted)) == "Actions are not held here."


def test_one_action_is_counted_in_the_singular(plan: ActionPlan) -> None:
    make_action(plan)

    assert standing(shown(plan)) == "0 of 1 action complete; 1 not stated."


def test_what_left_the_plan_is_told_and_not_counted_among_it(plan: ActionPlan) -> None:
    make_ending(make_action(plan), kind="withdrawn")
    assert standing(shown(plan)) == "No action stands in the plan; 1 withdrawn."

    make_action(plan)

    assert standing(shown(plan)) == "0 of 1 action complete; 1 not stated; 1 withdrawn."


def test_a_plan_says_where_it_stands_worst_first(plan: ActionPlan, council: Council) -> None:
    done, claimed, silent, moved = (led(plan, None, due) for due in (-9, -8, -7, -6))
    make_update(done.action, done, progress=Progress.COMPLETE, accepted=True)
    make_update(claimed.action, claimed, progress=Progress.COMPLETE)
    update = make_update(moved.action, moved, accepted=True)
    make_due_date(moved, days(9), update=update, reason="Late", day=DAY)

    assert standing(shown(plan)) == (
        "1 of 4 actions complete; 1 past the date with nothing said; 1 in progress; "
        "1 said to be done and not yet signed off; 1 date moved."
    )
    assert silent.action in Action.objects.filter(plan=plan)


def test_a_date_that_moved_more_than_once_is_one_date_and_its_times_are_told(
    plan: ActionPlan,
) -> None:
    once, twice, asked = (led(plan, None, 1) for _ in range(3))
    for step, number in ((once, 1), (twice, 2)):
        for n in range(number):
            make_due_date(step, days(9 + n), day=days(-2))
    make_due_date(asked, days(9), day=days(-2), agreed_by="not_yet")

    assert standing(shown(plan)).endswith("; 2 dates moved, 3 times in all.")


def test_a_plan_on_a_day_before_its_actions_says_that_it_had_none(council: Council) -> None:
    plan = make_plan(council, note="Reported complete; actions not held.")
    assert standing(shown(plan)) == plan.note
    make_action(plan)

    early = AsAt(day=days(-99), today=DAY)

    assert standing(plan_on_day(plan, early)) == "The plan had no actions on that day."


def test_a_plan_whose_actions_are_not_held_says_so_on_every_day_since_it_was_agreed(
    council: Council,
) -> None:
    plan = make_plan(council, note="Reported complete; actions not held.", agreed_on=days(-30))
    then, before = AsAt(day=days(-30), today=DAY), AsAt(day=days(-31), today=DAY)

    assert standing(plan_on_day(plan, then)) == plan.note
    assert standing(plan_on_day(plan, before)) == "Nothing is held of this plan for that day."


def test_a_plan_of_confidential_actions_is_not_said_to_have_none(plan: ActionPlan) -> None:
    make_action(plan, is_confidential=True)

    hidden = plan_on_day(plan, AsAt(day=DAY, today=DAY, confidential=False))

    assert standing(hidden) == "None of its actions is shown to you: they are confidential."


# The shortlists


def test_the_lists_tell_what_is_past_what_comes_and_what_moved(plan: ActionPlan) -> None:
    for due in (-1, -30, 0, 40, 7):
        led(plan, None, due, f"{due}")
    led(plan, None, None, "undated")

    past, coming, moved = lists_of(shown(plan))

    assert [step.text for _, step in past.tasks] == ["-30", "-1"]
    assert [step.text for _, step in coming.tasks] == ["0", "7", "40"]
    assert (moved.tasks, moved.empty) == ([], "No date has moved.")


def test_a_list_shows_five_and_says_how_many_there_are(plan: ActionPlan) -> None:
    for due in range(-9, -2):
        led(plan, None, due)

    past = lists_of(shown(plan))[0]

    assert (len(past.tasks), past.total) == (5, 7)


def test_what_is_done_is_neither_past_nor_to_come_and_a_claim_stays_past(plan: ActionPlan) -> None:
    for due, accepted in ((-5, True), (-5, False), (5, True), (5, False)):
        step = led(plan, None, due, f"{due}, accepted: {accepted}")
        make_update(step.action, step, progress=Progress.COMPLETE, accepted=accepted)

    past, coming, _ = lists_of(shown(plan))

    assert [step.text for _, step in past.tasks] == ["-5, accepted: False"]
    assert (coming.tasks, coming.total) == ([], 0)


def test_a_kind_of_list_names_its_actions_and_an_unknown_one_all(plan: ActionPlan) -> None:
    past, coming, moved, waiting = (led(plan, None, due) for due in (-5, 5, 1, None))
    make_due_date(moved, days(2), day=days(-1))
    make_update(waiting.action, waiting)
    make_update(waiting.action, waiting)
    make_update(past.action, past, accepted=True)

    found = {kind: rows_of_kind(shown(plan), kind) for kind in (*KINDS, "nonsense")}

    assert found == {
        "past": {past.action_id},
        "coming": {coming.action_id, moved.action_id},
        "moved": {moved.action_id},
        "waiting": {waiting.action_id},
        "nonsense": {step.action_id for step in (past, coming, moved, waiting)},
    }


def test_dates_that_moved_most_often_come_first_and_requests_are_there_too(
    plan: ActionPlan,
) -> None:
    asked, once, twice = (led(plan, None, 1, text) for text in ("Asked", "Once", "Twice"))
    for step, times, accepted in ((asked, 1, False), (once, 1, True), (twice, 2, True)):
        for number in range(times):
            update = make_update(step.action, step, accepted=accepted)
            make_due_date(step, days(9 + number), update=update, reason="Late", day=DAY)

    moved = lists_of(shown(plan))[2]

    assert [step.text for _, step in moved.tasks] == ["Twice", "Once", "Asked"]


# What was reported


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    return make_action(plan)


def reported(action: Action, **fields: Any) -> list[str]:
    return [update.text for update in updates_of(action, state(**fields))]


def test_updates_are_newest_first_by_day_then_by_entry(action: Action) -> None:
    make_update(action, text="Second", day=days(-1))
    make_update(action, text="Third", day=days(-1))
    make_update(action, text="First", day=days(-9), known_on=DAY)

    assert reported(action) == ["Third", "Second", "First"]


def test_updates_after_the_day_or_known_later_are_left_out(action: Action) -> None:
    make_update(action, text="Then", day=days(-9))
    make_update(action, text="Entered later", day=days(-9), known_on=DAY)
    make_update(action, text="Now")

    assert reported(action, day=days(-5)) == ["Entered later", "Then"]
    assert reported(action, day=days(-5), known_on=days(-5)) == ["Then"]


def test_members_are_shown_what_is_accepted_and_not_confidential(action: Action) -> None:
    make_update(action, text="Accepted", accepted=True)
    make_update(action, text="Waiting")
    make_update(action, text="Secret", accepted=True, is_confidential=True)
    make_review(make_update(action, text="Returned"), Review.Verdict.RETURNED)

    assert reported(action, accepted_only=True, confidential=False) == ["Accepted"]
    assert reported(action) == ["Returned", "Secret", "Waiting", "Accepted"]


def test_members_read_the_wording_for_papers_and_officers_the_words_reported(
    action: Action,
) -> None:
    update = make_update(action, text="Dont know where to begin tbh")
    make_review(update, paper_wording="Work has not yet begun.")

    assert reported(action, accepted_only=True) == ["Work has not yet begun."]
    assert reported(action) == ["Dont know where to begin tbh"]


def test_an_update_comes_with_its_line_its_date_and_its_verdicts(action: Action) -> None:
    step = action.milestones.get()
    update = make_update(action, step, day=days(-3))
    date = make_due_date(step, days(9), update=update, reason="Late", day=days(-3))
    review = make_review(update, day=days(-1))

    before, after = (updates_of(action, state(known_on=days(n)))[0] for n in (-2, -1))

    assert after.shown_lines == [update.lines.get()]
    assert after.shown_dates == [date]
    assert (before.shown_reviews, before.is_accepted) == ([], False)
    assert (after.shown_reviews, after.is_accepted) == ([review], True)
    assert (before.is_returned, after.is_returned) == (False, False)


def test_an_update_is_returned_while_that_is_the_last_verdict(action: Action) -> None:
    update = make_update(action, day=days(-2))
    make_review(update, Review.Verdict.RETURNED, day=days(-1))
    make_review(update)

    before, after = (updates_of(action, state(known_on=days(n)))[0] for n in (-1, 0))

    assert (before.is_returned, before.is_accepted) == (True, False)
    assert (after.is_returned, after.is_accepted) == (False, True)


def test_the_number_of_queries_does_not_grow_with_the_updates(
    action: Action, django_assert_num_queries: Any
) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            update = make_update(action, action.milestones.get(), entered_by=make_user())
            make_review(update)

    add(1)
    with django_assert_num_queries(4):
        updates_of(action, state())
    add(9)
    with django_assert_num_queries(4):
        found = updates_of(action, state())
        assert {str(line.milestone) for update in found for line in update.shown_lines}
        assert {str(update.entered_by) for update in found}
        assert {str(review.by) for update in found for review in update.shown_reviews}
