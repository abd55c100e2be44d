"""What came before an action in another plan: on its page and among all that is recorded."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.deciding import carry
from actionplans.models import Action, ActionPlan, Review
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_evidence,
    make_plan,
    make_question,
    make_review,
    make_update,
    make_user,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db
HEADING = "Before, in Phase one (action 1a)"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def old(council: Council) -> Action:
    """Number 1a of phase one, its date moved once, with an accepted report."""
    action = make_action(make_plan(council, title="Phase one"), reference="1a", text="Mend it.")
    step = action.milestones.get()
    make_due_date(step, days(-40), day=days(-90))
    make_due_date(step, days(-10), day=days(-50), reason="The tender failed.")
    make_update(action, step, text="Half is mended.", day=days(-30), accepted=True)
    return action


@pytest.fixture
def phase_two(council: Council) -> ActionPlan:
    return make_plan(council, title="Phase two")


def carried(action: Action, into: ActionPlan, ago: int = 5) -> Action:
    by = make_user()
    return carry([action], into, reason="One board.", by=by, day=days(-ago))[0]


def url(action: Action, last: str = "", query: str = "") -> str:
    here = [action.plan.council.slug, action.plan_id, action.pk]
    return reverse("actionplans:action", args=here) + last + query


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def reader(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


def after(page: Page, heading: str) -> str:
    """Return the words of a page from a heading on."""
    assert heading in page.main.text
    return page.main.text.partition(heading)[2]


def test_the_new_actions_page_shows_what_was_reported_and_dated_before(
    old: Action, phase_two: ActionPlan, manager: Client
) -> None:
    words = after(read(manager, url(carried(old, phase_two))), HEADING)

    assert "It goes on here since 11 November 2026." in words
    assert "Half is mended." in words
    assert "The tender failed." in words


def test_the_record_begins_with_what_was_recorded_before(
    old: Action, phase_two: ActionPlan, manager: Client
) -> None:
    words = after(read(manager, url(carried(old, phase_two), "history/")), HEADING)
    before, _, since = words.partition("The record in Phase two")

    assert "Half is mended." in before and "Half is mended." not in since
    assert "Why: The tender failed." in before
    assert "The action entered the plan" in since


def test_what_went_on_twice_shows_both_plans(
    old: Action, phase_two: ActionPlan, council: Council, manager: Client
) -> None:
    second = carried(old, phase_two)
    make_update(second, text="Most is mended.", day=days(-4), accepted=True)
    third = carried(second, make_plan(council, title="The whole plan"), ago=2)

    page, record = read(manager, url(third)).main.text, read(manager, url(third, "history/"))
    both = ["Before, in Phase two", "Most is mended.", HEADING, "Half is mended."]
    assert sorted(both, key=page.index) == both
    oldest_first = [HEADING, "Half is mended.", "Before, in Phase two", "Most is mended."]
    assert sorted(oldest_first, key=record.main.text.index) == oldest_first


def test_an_action_that_began_here_has_nothing_before(old: Action, manager: Client) -> None:
    assert "Before, in" not in read(manager, url(old)).main.text
    assert "Before, in" not in read(manager, url(old, "history/")).main.text


# Who reads what, and of which day


def test_members_read_of_what_came_before_what_they_may_read_there(
    old: Action, phase_two: ActionPlan, manager: Client, reader: Client
) -> None:
    step = old.milestones.get()
    make_update(old, step, text="Hidden: waits.", day=days(-20))
    sent_back = make_update(old, step, text="Hidden: sent back.", day=days(-19))
    make_review(sent_back, Review.Verdict.RETURNED, comment="Hidden: why.", day=days(-18))
    make_update(
        old, step, text="Hidden: secret.", is_confidential=True, day=days(-17), accepted=True
    )
    update = make_update(old, step, text="Hidden: officers.", day=days(-16))
    make_review(update, day=days(-15), paper_wording="Words for papers.")
    make_evidence(update, "Hidden: evidence", is_confidential=True)
    make_question(old.plan, "Hidden: asked", action=old, for_members=False)
    new = carried(old, phase_two)

    for last in ("", "history/"):
        assert "Hidden: secret." in read(manager, url(new, last)).main.text
        words = after(read(reader, url(new, last)), HEADING)
        assert "Half is mended." in words and "Words for papers." in words
        assert "Hidden" not in words


def test_a_confidential_action_before_is_not_shown_to_members(
    old: Action, phase_two: ActionPlan, manager: Client, reader: Client
) -> None:
    new = carried(old, phase_two)
    Action.objects.filter(pk=old.pk).update(is_confidential=True)

    for last in ("", "history/"):
        assert HEADING in read(manager, url(new, last)).main.text
        words = read(reader, url(new, last)).main.text
        assert "Phase one" not in words and "Half is mended." not in words


def test_what_went_on_in_a_confidential_action_stays_hidden_behind_it(
    old: Action, phase_two: ActionPlan, council: Council, reader: Client
) -> None:
    second = carried(old, phase_two)
    third = carried(second, make_plan(council, title="The whole plan"), ago=2)
    Action.objects.filter(pk=second.pk).update(is_confidential=True)

    assert "Half is mended." not in read(reader, url(third, "history/")).main.text


def test_as_at_a_day_what_was_reported_there_later_is_left_out(
    old: Action, phase_two: ActionPlan, manager: Client
) -> None:
    new = carried(old, phase_two)
    make_update(old, text="Said afterwards.", day=days(-1), accepted=True)

    for last in ("", "history/"):
        assert "Said afterwards." in read(manager, url(new, last)).main.text
        words = read(manager, url(new, last, f"?as_at={days(-3)}")).main.text
        assert "Half is mended." in words and "Said afterwards." not in words


# The work of the database


@pytest.mark.parametrize("last", ["", "history/"])
def test_the_number_of_queries_does_not_grow_with_what_came_before(
    last: str, old: Action, phase_two: ActionPlan, council: Council, manager: Client
) -> None:
    new = carried(old, phase_two)
    for action in (old, new):
        make_evidence(make_update(action, text="More.", day=DAY, accepted=True))
    few = queries_of(manager, url(new, last))
    for number in range(4):
        new = carried(new, make_plan(council, title=f"Phase {number + 3}"), ago=4 - number)
        make_evidence(make_update(new, text="More.", day=DAY, accepted=True))

    assert_same_number(few, queries_of(manager, url(new, last)))
