"""Two who review at once: one after the other, and the second is told."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from actionplans.models import Review
from actionplans.reviewing.ruling import (
    Overtaken,
    ReportedAnew,
    Ticked,
    accept,
    accept_many,
    seen_of,
    send_back,
    sign_off,
)
from councils.versions import Decided
from tests.factories import DAY, make_action, make_plan, make_review, make_update, make_user
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)

InAThread = Callable[..., threading.Thread]


def at_once(in_a_thread: InAThread, first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """Return what the second call came to, begun while the first was not yet committed."""
    outcome: list[Any] = []
    with transaction.atomic():
        first()
        thread = in_a_thread(second, outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()
    return outcome[0]


def test_of_an_acceptance_and_a_return_at_once_the_second_is_told(in_a_thread: InAThread) -> None:
    update, first, second = make_update(make_action()), make_user(), make_user()
    seen = seen_of(update)

    told = at_once(
        in_a_thread,
        lambda: accept(update, by=first, day=DAY, seen=seen),
        lambda: send_back(update, comment="Why?", by=second, day=DAY, seen=seen),
    )

    assert isinstance(told, Decided)
    assert str(told) == f"{first} accepted this on 16 November 2026."
    assert [review.verdict for review in update.reviews.all()] == ["accepted"]


def test_of_two_who_sign_off_at_once_one_does(in_a_thread: InAThread) -> None:
    update, first, second = make_update(make_action()), make_user(), make_user()
    make_review(update, "to_sign")
    seen = seen_of(update)

    told = at_once(
        in_a_thread,
        lambda: sign_off(update, by=first, day=DAY, seen=seen),
        lambda: sign_off(update, by=second, day=DAY, seen=seen),
    )

    assert isinstance(told, Decided)
    assert update.reviews.filter(verdict="accepted").get().by == first


def test_a_report_that_comes_in_while_one_accepts_is_told(in_a_thread: InAThread) -> None:
    update, manager = make_update(make_action()), make_user()
    seen = seen_of(update)

    def report() -> None:
        type(update.action).objects.select_for_update(no_key=True).get(pk=update.action_id)
        make_update(update.action, text="Now three.")

    told = at_once(in_a_thread, report, lambda: accept(update, by=manager, day=DAY, seen=seen))

    assert isinstance(told, ReportedAnew)
    assert [newer.text for newer in told.updates] == ["Now three."]
    assert not Review.objects.exists()


def test_of_two_who_accept_many_at_once_the_second_accepts_none(in_a_thread: InAThread) -> None:
    plan = make_plan()
    updates = [make_update(make_action(plan)) for _ in range(3)]
    ticked = [Ticked(update, seen_of(update)) for update in updates]
    first, second = make_user(), make_user()

    told = at_once(
        in_a_thread,
        lambda: accept_many(ticked[:2], by=first, day=DAY),
        lambda: accept_many(ticked[::-1], by=second, day=DAY),
    )

    assert isinstance(told, Overtaken)
    assert set(told.why) == {update.pk for update in updates[:2]}
    assert {review.by for review in Review.objects.all()} == {first}
