"""Plans and their facts: what a report of progress leaves behind, and what a draft keeps.

What the database refuses stands in test_models_refused.py, what never changes in
test_models_facts.py.
"""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import (
    Action,
    DraftOf,
    DueDate,
    How,
    Milestone,
    MovedDate,
    NewerUpdate,
    OtherDraft,
    ProgressDraft,
    ProgressUpdate,
    Report,
    report_problems,
)
from actionplans.rag import Outlook, Progress
from councils.models import Council, User
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_milestone,
    make_plan,
    make_review,
    make_update,
    make_user,
)
from tests.refusals import refused_saying
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(council: Council) -> Action:
    return make_action(make_plan(council))


def _date(action: Action, due: datetime.date | None = DAY, **fields: Any) -> DueDate:
    return make_due_date(action.milestones.get(), due, **fields)


def keep(
    user: User,
    action: Action,
    step: Milestone | None = None,
    text: str = "",
    *,
    seen: str = "",
    for_others: bool = False,
    anyway: bool = False,
) -> ProgressDraft:
    of = DraftOf(user, action, step, for_others)
    return ProgressDraft.keep(of, {"text": text}, seen, anyway=anyway)


# Reporting


def report(**fields: Any) -> Report:
    plain = {"text": "Two of three are trained.", "progress": Progress.IN_PROGRESS, "day": DAY}
    return Report(**(plain | fields))


def moved(**fields: Any) -> MovedDate:
    return MovedDate(
        **(
            {"due": days(30), "reason": "The trainer left.", "agreed_by": "officer"}
            | {"agreed_by_name": "Head of Service"}
            | fields
        )
    )


def record(action: Action, said: Report | None = None, **fields: Any) -> ProgressUpdate:
    fields.setdefault("entered_by", fields.pop("by", None) or make_user())
    return action.record_update(said or report(), **({"known_on": DAY} | fields))


def test_a_report_leaves_an_update_with_one_line(action: Action) -> None:
    user, step = make_user(), action.milestones.get()
    said = report(
        milestone=step,
        day=days(-3),
        outlook=Outlook.AT_RISK,
        reason="The trainer left.",
        difference="Staff say they are surer.",
        how=How.TELEPHONE,
        reported_by="Designated nurse",
    )

    update = record(action, said, by=user)

    update.refresh_from_db()
    assert (update.action, update.text) == (action, "Two of three are trained.")
    assert (update.day, update.known_on) == (days(-3), DAY)
    assert (update.how, update.reported_by, update.entered_by) == (
        "telephone",
        "Designated nurse",
        user,
    )
    assert update.difference == "Staff say they are surer."
    line = update.lines.get()
    assert (line.milestone, line.progress) == (step, "in_progress")
    assert (line.outlook, line.reason) == ("at_risk", "The trainer left.")
    assert not update.reviews.exists()
    assert not update.dates.exists()


def test_a_report_on_the_whole_action_speaks_of_no_step(action: Action) -> None:
    assert record(action).lines.get().milestone is None


def test_a_moved_date_stands_after_the_first_one_with_why_and_who_agreed(action: Action) -> None:
    first = _date(action, DAY)
    said = report(
        milestone=action.milestones.get(),
        moved=moved(agreed_by="body", agreed_by_name="Improvement board"),
    )

    update = record(action, said)

    original, new = DueDate.objects.filter(milestone__action=action).order_by("pk")
    assert original == first
    assert (new.due, new.words, new.precision) == (days(30), "16 December 2026", "day")
    assert (new.reason, new.agreed_by, new.agreed_by_name) == (
        "The trainer left.",
        "body",
        "Improvement board",
    )
    assert (new.update, new.day, new.known_on) == (update, update.day, update.known_on)
    assert new.entered_by == update.entered_by


def test_the_author_is_who_reported_else_who_entered_else_the_paper(action: Action) -> None:
    user = make_user("Sam Field")

    assert record(action, by=user).author == "Sam Field"
    told = make_update(action, how=How.EMAIL, reported_by="The health trust")
    assert told.author == "The health trust"
    assert make_update(action, how=How.PAPER, source="Cabinet paper").author == "Cabinet paper"


# What is wrong with a report, and the field the sentence stands at.
PROBLEMS = [
    ({"text": " \n "}, "text", "Say what has happened"),
    ({"progress": ""}, "progress", "Select how far this has come"),
    ({"progress": Progress.NOT_STATED}, "progress", "Select how far this has come"),
    ({"progress": "nearly"}, "progress", "Select how far this has come"),
    ({"outlook": Outlook.AT_RISK}, "reason", "Say why it is not going to plan"),
    ({"outlook": Outlook.OFF_TRACK, "reason": " "}, "reason", "Say why it is not going to plan"),
    ({"day": days(1)}, "day", "The day reported for must be today or earlier"),
    ({"moved": moved(reason="")}, "date_reason", "Say why the date has moved"),
    ({"moved": moved(agreed_by="")}, "agreed_by", "Select who agreed the new date"),
    ({"moved": moved(agreed_by="not_stated")}, "agreed_by", "Select who agreed the new date"),
    ({"moved": moved(agreed_by="mayor")}, "agreed_by", "Select who agreed the new date"),
    *(
        ({"moved": moved(agreed_by=who, agreed_by_name=name)}, "agreed_by_name",
         "Say who agreed it: a name, a post or the meeting")
        for who in ("officer", "member", "body")
        for name in ("", " ")
    ),
    ({"moved": moved(due=days(-1))}, "due", "The new date must be 16 November 2026 or later"),
    ({"moved": moved(due=days(-4)), "day": days(-3)}, "due",
     "The new date must be 13 November 2026 or later"),
    ({"moved": moved(due=days(5))}, "due",
     "It is due on 21 November 2026 already: give another date"),
    ({"moved": moved(), "progress": Progress.COMPLETE}, "due",
     "Leave the new date empty when it is done"),
    *(
        ({"progress": Progress.COMPLETE, "outlook": outlook, "reason": "Ill."}, "outlook",
         "It cannot be done and not going to plan: change one of the two")
        for outlook in (Outlook.AT_RISK, Outlook.OFF_TRACK)
    ),
    ({"day": days(-61)}, "day",
     "Give 17 September 2026, when the plan was agreed, or a later day"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "field", "sentence"), PROBLEMS)
def test_what_no_person_may_report_is_refused_with_a_sentence_and_leaves_nothing(
    fields: dict[str, Any], field: str, sentence: str, action: Action
) -> None:
    _date(action, days(5))

    with pytest.raises(ValidationError) as refused:
        record(action, report(milestone=action.milestones.get(), **fields))

    assert refused.value.message_dict == {field: [sentence]}
    assert not ProgressUpdate.objects.exists()


def test_all_problems_of_a_report_are_told_at_once(action: Action) -> None:
    said = report(
        text="",
        progress="",
        outlook="off_track",
        day=days(1),
        moved=moved(due=DAY, reason="", agreed_by=""),
    )
    with pytest.raises(ValidationError) as refused:
        report_problems(said, DAY, action)

    assert set(refused.value.message_dict) == {
        "text", "progress", "reason", "day", "due", "date_reason", "agreed_by",
    }  # fmt: skip


def _requested(step: Milestone, due: datetime.date, verdict: str = "", **fields: Any) -> DueDate:
    """Return a new date reported with an update, and the verdict on that update."""
    update = make_update(step.action, step)
    if verdict:
        make_review(update, verdict)
    fields = {"update": update, "reason": "Ill.", "day": DAY} | fields
    return make_due_date(step, due, **fields)


def test_the_due_date_that_counts_is_the_last_one_agreed_and_accepted(action: Action) -> None:
    step = action.milestones.get()
    assert step.due_on() is None

    _date(action, days(5))
    _requested(step, days(6))
    _requested(step, days(7), "returned")
    asked = _requested(step, days(8), "accepted", agreed_by="not_yet")
    assert step.due_on() == days(5)

    make_review(due_date=asked)
    assert step.due_on() == days(8)

    _requested(step, days(9), "accepted")
    assert step.due_on() == days(9)


@pytest.mark.parametrize(
    ("verdict", "agreed_by"), [("returned", "officer"), ("accepted", "not_yet")]
)
def test_a_date_that_was_sent_back_or_not_agreed_can_be_given_again(
    action: Action, verdict: str, agreed_by: str
) -> None:
    step = action.milestones.get()
    _date(action, days(5))
    _requested(step, days(30), verdict, agreed_by=agreed_by)
    seen = action.updates.get().pk

    update = record(action, report(milestone=step, moved=moved()), last_seen=seen)

    assert update.dates.get().due == days(30)


def test_a_date_that_recurs_goes_on_recurring_from_the_new_date(action: Action) -> None:
    step = action.milestones.get()
    _date(action, days(5), words="Monthly", recurrence="FREQ=MONTHLY")

    update = record(action, report(milestone=step, moved=moved(due=datetime.date(2027, 6, 1))))

    date = update.dates.get()
    assert (date.words, date.recurrence) == ("1 June 2027, then as before", "FREQ=MONTHLY")
    assert (date.due, date.precision) == (datetime.date(2027, 6, 1), "day")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"day": days(-60)},
        {"moved": moved(due=DAY)},
        {"moved": moved(due=days(-3)), "day": days(-3)},
        {"moved": moved(agreed_by="dfe", agreed_by_name="")},
        {"moved": moved(agreed_by="not_yet", agreed_by_name="")},
        {"progress": Progress.COMPLETE, "outlook": Outlook.ON_TRACK},
        {"outlook": Outlook.ON_TRACK},
        {"outlook": Outlook.AT_RISK, "reason": "The trainer left."},
        *({"progress": p} for p in Progress if p != Progress.NOT_STATED),
        *({"moved": moved(agreed_by=who)} for who in DueDate.AgreedBy.values_for_people()),
    ],
)
def test_what_a_person_may_report_is_taken(fields: dict[str, Any], action: Action) -> None:
    assert record(action, report(milestone=action.milestones.get(), **fields)).pk


def test_who_agreed_may_be_anything_but_not_stated() -> None:
    assert DueDate.AgreedBy.values_for_people() == ["officer", "member", "body", "dfe", "not_yet"]


# Two people at once


def test_a_writer_who_has_not_seen_the_newest_update_is_told_and_nothing_is_saved(
    action: Action,
) -> None:
    seen = make_update(action)
    newer = [make_update(action), make_update(action)]

    with pytest.raises(NewerUpdate) as told:
        record(action, last_seen=seen.pk)

    assert told.value.updates == newer[::-1]
    assert action.updates.count() == 3


def test_a_writer_who_has_seen_the_newest_update_adds_theirs(action: Action) -> None:
    seen = make_update(action)

    assert record(action, last_seen=seen.pk).pk > seen.pk


def test_updates_of_another_action_are_no_concern(action: Action) -> None:
    make_update(make_action(action.plan))

    assert record(action, last_seen=0).pk


def test_ones_own_update_of_another_step_is_no_news_and_of_the_same_it_is(
    action: Action,
) -> None:
    me, first, second = make_user(), action.milestones.get(), make_milestone(action)
    on_first = record(action, report(milestone=first), by=me)
    on_all = record(action, by=me)

    record(action, report(milestone=second), by=me)

    for step, twin in ((first, on_first), (None, on_all)):
        with pytest.raises(NewerUpdate) as told:
            record(action, report(milestone=step), by=me)
        assert told.value.updates == [twin]
    assert action.updates.count() == 3


def test_of_several_newer_updates_one_is_told_of_those_of_others_and_of_the_same_step(
    action: Action,
) -> None:
    me, step, second = make_user(), action.milestones.get(), make_milestone(action)
    record(action, report(milestone=second), by=me)
    mine = record(action, report(milestone=step), by=me)
    theirs = make_update(action, second)

    with pytest.raises(NewerUpdate) as told:
        record(action, report(milestone=step), by=me)

    assert told.value.updates == [theirs, mine]


def test_a_refused_date_leaves_no_update_behind(action: Action) -> None:
    elsewhere = make_action(action.plan).milestones.get()

    with refused_saying("different actions"):
        record(action, report(milestone=elsewhere, moved=moved()))
    assert not action.updates.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told_and_neither_loses_a_word(
    in_a_thread: Callable[..., threading.Thread],
) -> None:
    action, first, second = make_action(), make_user(), make_user()
    outcome: list[Any] = []

    with transaction.atomic():
        winner = record(action, report(text="Mine came first."), by=first)
        thread = in_a_thread(
            lambda: record(action, report(text="So did mine."), by=second), outcome
        )
        until_somebody_waits_for_a_lock(thread)
        assert thread.is_alive()
    thread.join()

    (told,) = outcome
    assert isinstance(told, NewerUpdate)
    assert told.updates == [winner]
    record(action, report(text="So did mine."), by=second, last_seen=winner.pk)
    assert [u.text for u in action.updates.order_by("pk")] == ["Mine came first.", "So did mine."]


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_accept_at_once_leave_one_acceptance(
    in_a_thread: Callable[..., threading.Thread],
) -> None:
    update, first, second = make_update(make_action()), make_user(), make_user()
    outcome: list[Any] = []

    with transaction.atomic():
        review, new = update.action.accept(update, by=first, day=DAY)
        thread = in_a_thread(lambda: update.action.accept(update, by=second, day=DAY), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    assert new
    assert outcome == [(review, False)]
    assert update.reviews.get().by == first


# Accepting


def test_an_acceptance_says_by_whom_and_when(action: Action) -> None:
    manager, update = make_user(), make_update(action)

    review, new = action.accept(update, by=manager, day=days(2))

    assert new
    assert (review.update, review.verdict, review.by) == (update, "accepted", manager)
    assert (review.day, review.known_on) == (days(2), days(2))


def test_accepting_again_returns_the_first_acceptance_and_that_it_is_not_new(
    action: Action,
) -> None:
    update, first, second = make_update(action), make_user(), make_user()

    review, new = action.accept(update, by=first, day=DAY)

    assert new
    for by in (second, first):
        assert action.accept(update, by=by, day=days(1)) == (review, False)
    assert update.reviews.get().by == first


# Drafts


def test_a_draft_is_one_for_each_person_and_step_and_may_change(action: Action) -> None:
    user, step = make_user(), action.milestones.get()

    first = keep(user, action, step, "First th")
    draft = keep(user, action, step, "First thoughts", seen=first.version)
    whole = keep(user, action, None, "Of the whole")
    keep(user, action, None, "Of the whole action", seen=whole.version)
    keep(make_user(), action, step, "Somebody else's")

    assert (draft, draft.fields) == (first, {"text": "First thoughts"})
    assert ProgressDraft.objects.filter(user=user).count() == 2
    assert ProgressDraft.objects.count() == 3


def test_a_draft_for_others_is_apart_from_ones_own(action: Action) -> None:
    user, step = make_user(), action.milestones.get()
    for of in (step, None):
        keep(user, action, of, "Mine")
        keep(user, action, of, "Theirs", for_others=True)

    kept = ProgressDraft.objects.filter(user=user).order_by("pk")
    assert [(draft.for_others, draft.fields["text"]) for draft in kept] == [
        (False, "Mine"),
        (True, "Theirs"),
    ] * 2


def test_every_saving_of_a_draft_is_a_version_of_its_own(action: Action) -> None:
    user = make_user()
    first = keep(user, action).version
    assert ProgressDraft.objects.get().version == first

    second = keep(user, action, seen=first).version

    assert ProgressDraft.objects.get().version == second != first


@pytest.mark.parametrize("seen", ["none", "first", "nonsense"])
def test_words_saved_since_in_another_window_are_not_replaced_unless_one_says_so(
    action: Action, seen: str
) -> None:
    user = make_user()
    first = keep(user, action, text="First.").version
    other = keep(user, action, text="Of the other window.", seen=first)
    version = {"none": "", "first": first, "nonsense": "x"}[seen]

    with pytest.raises(OtherDraft) as told:
        keep(user, action, text="Mine.", seen=version)

    assert told.value.draft == other
    assert ProgressDraft.objects.get().fields == {"text": "Of the other window."}

    keep(user, action, text="Mine.", seen=version, anyway=True)

    assert ProgressDraft.objects.get().fields == {"text": "Mine."}


def test_a_draft_goes_with_the_person_and_is_no_update(action: Action) -> None:
    user: User = make_user()
    keep(user, action, None, "Not sent")
    user.delete()

    assert not ProgressDraft.objects.exists()
    assert not action.updates.exists()


# Words


def test_a_step_without_words_is_called_by_its_number() -> None:
    assert str(make_milestone(text="")) == "Step 1"


def test_the_manager_is_named_where_there_is_one(council: Council) -> None:
    assert make_plan(council).manager_name == "the plan manager"
    assert make_plan(council, manager=make_user("Bea Marsh")).manager_name == "Bea Marsh"
