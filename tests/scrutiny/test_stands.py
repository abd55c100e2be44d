"""The sentence at the top, against a slow recount from the tables."""

import datetime
import re
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, DueDate, Ending, ProgressLine, Review
from actionplans.over_time.bands import Band
from councils.access import Access
from councils.models import Council
from councils.roles import Role
from scrutiny.dashboards import Dashboard, council_dashboard, plan_dashboard
from tests.actionplans.test_properties import FEW
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_due_date,
    make_ending,
    make_meeting,
    make_plan,
    make_review,
    make_update,
    make_user,
)

pytestmark = pytest.mark.django_db
MEMBERS = AsAt(day=DAY, today=DAY, accepted_only=True, confidential=False)
MET = days(-40)


def access_of(council: Council, *roles: Role) -> Access:
    return Access(make_user(), council, frozenset(roles or [Role.SCRUTINY_MEMBER]))


# One action of one step, as it is drawn: when it is due, whether that moved, what was said.
ACTIONS = st.fixed_dictionaries(
    {
        "due": st.integers(-60, 30),
        "moved_on": st.none() | st.integers(-59, 0),
        "moved_by": st.integers(1, 60),
        "said": st.sampled_from(["", "not_started", "in_progress", "complete", "not_stated"]),
        "outlook": st.sampled_from(["", "on_track", "at_risk", "off_track"]),
        "on": st.integers(-59, 0),
        "accepted": st.booleans(),
        "reopened": st.booleans(),
        "ended": st.booleans(),
        "confidential": st.booleans(),
    }
)


def enter(plan: ActionPlan, drawn: dict[str, Any]) -> None:
    action = make_action(
        plan, added_on=days(-60), is_confidential=drawn["confidential"] and drawn["due"] % 3 == 0
    )
    step = action.milestones.get()
    make_due_date(step, days(drawn["due"]), day=days(-60))
    if drawn["moved_on"] is not None:
        later = days(drawn["due"] + drawn["moved_by"])
        make_due_date(step, later, day=days(drawn["moved_on"]), reason="Moved.", agreed_by="body")
    if drawn["said"]:
        done = drawn["said"] == "complete"
        outlook = "" if done else drawn["outlook"]
        update = make_update(
            action, step, progress=drawn["said"], outlook=outlook,
            reason="Why." if outlook else "", day=days(drawn["on"]), accepted=drawn["accepted"],
        )  # fmt: skip
        if done and drawn["accepted"] and drawn["reopened"]:
            make_review(update, Review.Verdict.REOPENED, comment="Undone.", day=DAY)
    if drawn["ended"]:
        make_ending(action, day=days(-1))


def recount(plan: ActionPlan, since: datetime.date) -> dict[str, int]:
    """Count by hand, action by action, from the tables: one step each, for members."""
    found = dict.fromkeys(["complete", "late", "at risk or off track", "moved", "all"], 0)
    found |= {"not stated": 0, "past": 0}
    for action in Action.objects.filter(plan=plan, is_confidential=False):
        dates = DueDate.objects.filter(milestone__action=action).order_by("pk")
        if Ending.objects.filter(action=action).exists():
            continue
        found["all"] += 1
        word = _word(action)
        due = dates.last().due  # type: ignore[union-attr]
        past = due is not None and due < DAY
        said = word.progress if word else "not_stated"
        if said == "complete" and not _is_open_again(word):
            found["complete"] += 1
        elif said == "not_stated":
            trouble = word and word.outlook in ("at_risk", "off_track")
            found["past"] += past
            found["not stated"] += not past and not (word and word.outlook)
            found["at risk or off track"] += bool(not past and trouble)
        elif past:
            found["late"] += 1
        elif word and word.outlook in ("at_risk", "off_track") and not _is_open_again(word):
            found["at risk or off track"] += 1
    # A date that moved before its action left the plan moved all the same.
    for action in Action.objects.filter(plan=plan, is_confidential=False):
        moves = DueDate.objects.filter(milestone__action=action).order_by("pk")[1:]
        found["moved"] += sum(date.day > since for date in moves)
    return found


def _word(action: Action) -> ProgressLine | None:
    lines = ProgressLine.objects.filter(update__action=action, update__reviews__isnull=False)
    return lines.distinct().first()


def _is_open_again(line: ProgressLine | None) -> bool:
    if line is None:
        return False
    return Review.objects.filter(update=line.update_id, verdict="reopened").exists()


def said(sentence: str) -> dict[str, int]:
    """Read the numbers out of the sentence; what it does not name is none."""
    done, total = re.match(r"(\d+) of (\d+) actions? complete", sentence).groups()  # type: ignore[union-attr]
    found = {"complete": int(done), "all": int(total)}
    for words in ("late", "at risk or off track", "not stated"):
        number = re.search(rf"(\d+) {words}", sentence)
        found[words] = int(number[1]) if number else 0
    moved = re.search(r"(\d+) dates? moved since", sentence)
    past = re.search(r"(\d+) past (its|their) date with nothing said", sentence)
    return found | {
        "moved": int(moved[1]) if moved else 0,
        "past": int(past[1]) if past else 0,
    }


@FEW
@given(st.lists(ACTIONS, min_size=1, max_size=6))
def test_the_sentence_is_true_against_a_slow_recount(
    council: Council, drawn: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        plan = make_plan(council, agreed_on=days(-60))
        make_meeting(make_body(council), MET)
        for each in drawn:
            enter(plan, each)
        access, expected = access_of(council), recount(plan, MET)
        found = plan_dashboard(access, plan, MEMBERS)
        together = council_dashboard(access, MEMBERS)
        transaction.set_rollback(True)

    if expected["all"]:
        assert said(found.stands.sentence) == expected
        assert said(together.stands.sentence) == expected
    else:
        assert found.stands.sentence == "No action stands in the plan."


@FEW
@given(st.lists(ACTIONS, min_size=1, max_size=6))
def test_every_number_is_the_number_of_its_rows(
    council: Council, drawn: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        plan = make_plan(council, agreed_on=days(-60))
        make_meeting(make_body(council), MET)
        for each in drawn:
            enter(plan, each)
        found = plan_dashboard(access_of(council), plan, MEMBERS)
        transaction.set_rollback(True)

    for count in found.stands.counts:
        assert len(found.rows_of(count.show)) == count.number, count
    assert len(found.rows_of("all")) == found.stands.total
    assert sum(count.number for count in found.stands.counts) == len(found.rows)
    _last_point_is_today(found)


def _last_point_is_today(found: Dashboard) -> None:
    assert found.tallies[-1].day == DAY
    assert found.tallies[-1].bands == found.stands.bands


def test_the_sentence_reads_as_one_would_say_it(council: Council) -> None:
    plan = make_plan(council, agreed_on=days(-60))
    make_meeting(make_body(council, name="Improvement Board", kind="improvement_board"), MET)
    done, late, moved, silent = (make_action(plan, added_on=days(-60)) for _ in range(4))
    make_update(done, done.milestones.get(), progress="complete", accepted=True)
    make_due_date(late.milestones.get(), days(-3), day=days(-60))
    make_update(late, late.milestones.get(), day=days(-5), accepted=True)
    step = moved.milestones.get()
    make_due_date(step, days(-10), day=days(-60))
    make_due_date(step, days(20), day=days(-20), reason="Moved.")
    make_update(moved, step, outlook="on_track", accepted=True)
    make_due_date(silent.milestones.get(), days(-3), day=days(-60))

    found = plan_dashboard(access_of(council), plan, MEMBERS).stands

    assert found.sentence == (
        "1 of 4 actions complete; 1 late; 1 past its date with nothing said; 1 date moved since "
        "the Improvement Board on 7 October 2026."
    )
    assert found.bands[Band.ON_TRACK] == 1


def test_changes_are_told_to_all_from_the_scrutiny_committee_unless_another_is_asked_for(
    council: Council,
) -> None:
    plan = make_plan(council, agreed_on=days(-60))
    make_action(plan)
    board = make_body(council, name="Board", kind="improvement_board")
    committee = make_body(council, name="Committee", kind="overview_scrutiny")
    plan.reports_to.add(board, committee)
    make_meeting(board, days(-5))
    make_meeting(committee, days(-30))

    def start(role: Role, body: str = "") -> str:
        return plan_dashboard(access_of(council, role), plan, MEMBERS, body).start.words

    assert start(Role.SCRUTINY_MEMBER) == "the Committee on 17 October 2026"
    assert start(Role.READER) == start(Role.DIRECTOR) == start(Role.SCRUTINY_MEMBER)
    assert start(Role.SCRUTINY_MEMBER, "any") == "the Board on 11 November 2026"
    assert start(Role.READER, str(committee.pk)) == "the Committee on 17 October 2026"
