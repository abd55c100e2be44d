"""Where plans stand, against a slow recount from the tables: each number, and its rows."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings

from actionplans.asat import AsAt
from actionplans.over_time.bands import Band
from councils.access import Access
from councils.models import Council
from councils.roles import Role
from scrutiny.dashboards import Dashboard, council_dashboard, plan_dashboard
from scrutiny.views.dashboards import state_asked
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_due_date,
    make_meeting,
    make_member,
    make_plan,
    make_rules,
    make_update,
    make_user,
)
from tests.pages import fix_today, read
from tests.scrutiny.drawn_plans import PLANS, Drawn, Enterer
from tests.scrutiny.recounting import BANDS, Raw, Tables, tile_numbers

pytestmark = pytest.mark.django_db
MEMBERS = AsAt(day=DAY, today=DAY, accepted_only=True, confidential=False)
MET = days(-40)
READERS = [Role.SCRUTINY_MEMBER, Role.PLAN_MANAGER]
BROAD = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def access_of(council: Council, role: Role = Role.SCRUTINY_MEMBER) -> Access:
    return Access(make_user(), council, frozenset([role]))


@dataclass
class Entered:
    """A council with what was drawn, and the two who read it."""

    council: Council
    enterer: Enterer

    def access(self, role: Role) -> Access:
        return Access(make_member(self.council, role), self.council, frozenset([role]))


def enter(council: Council, drawn: Iterable[Drawn]) -> Entered:
    make_meeting(make_body(council), MET)
    make_rules(council, grace_days=9)
    enterer = Enterer(council)
    for each in drawn:
        enterer.enter(each)
    return Entered(council, enterer)


def seen_by(entered: Entered, role: Role) -> tuple[Dashboard, Dashboard]:
    """Return the dashboard of the plan and the council's, as their pages show them to a role."""
    access = entered.access(role)
    state = state_asked(RequestFactory().get("/"), access)
    return plan_dashboard(access, entered.enterer.plan, state), council_dashboard(access, state)


def expected_of(tables: Tables, actions: list[Raw], plan: int | None = None) -> dict[str, int]:
    """Return what the sentence has to say of these actions, by the words it says it in."""
    tiles = tile_numbers(tables, actions, DAY)
    return {
        "all": tiles["all"],
        "complete": tiles["complete"],
        "late": tiles["late"],
        "past": tiles["silent"],
        "at risk or off track": tiles["at_risk"],
        "not stated": tiles["not_stated"],
        "moved": sum(tables.moves(action, MET, DAY, plan) for action in actions),
    }


def zero_moves(numbers: dict[str, int]) -> dict[str, int]:
    """Return the numbers a sentence says: of nothing that stands, nothing is said to have moved."""
    return numbers if numbers["all"] else numbers | {"moved": 0}


def said(sentence: str) -> dict[str, int]:
    """Read the numbers out of the sentence; what it does not name is none."""
    found = re.match(r"(\d+) of (\d+) actions? complete; (\d+|none) late", sentence)
    if found is None:
        assert not re.search(r"\d", sentence), sentence
    done, total, late = found.groups() if found else (0, 0, 0)
    numbers = {
        "all": int(total),
        "complete": int(done),
        "late": int(str(late).replace("none", "0")),
    }
    for words in ("at risk or off track", "not stated"):
        number = re.search(rf"(\d+) {words}", sentence)
        numbers[words] = int(number[1]) if number else 0
    moved = re.search(r"(\d+) dates? moved since", sentence)
    past = re.search(r"(\d+) past (its|their) date with nothing said", sentence)
    return numbers | {
        "moved": int(moved[1]) if moved else 0,
        "past": int(past[1]) if past else 0,
    }


def first_page(client: Client, entered: Entered) -> dict[int, str]:
    """Return, by plan, the sentence under it on the page a member comes to on signing in."""
    client.force_login(make_member(entered.council, Role.SCRUTINY_MEMBER))
    lists = read(client, reverse("actionplans:my_work")).all("ul", css="row-list")
    found = {}
    for each in (item for one in lists for item in one.all("li")):
        if plan := re.search(r"/plans/(\d+)/", each.all("a")[0].element.get("href", "")):
            found[int(plan[1])] = each.all("p")[0].text
    return found


@BROAD
@given(PLANS)
def test_every_sentence_is_true_against_a_slow_recount(
    council: Council, client: Client, monkeypatch: pytest.MonkeyPatch, drawn: list[Drawn]
) -> None:
    fix_today(monkeypatch)
    with transaction.atomic():
        entered = enter(council, drawn)
        found = {role: seen_by(entered, role) for role in READERS}
        told = first_page(client, entered)
        tables = {role: Tables(drafts=role != Role.SCRUTINY_MEMBER) for role in READERS}
        transaction.set_rollback(True)

    plan = entered.enterer.plan.pk
    for role, (of_plan, of_all) in found.items():
        here = expected_of(tables[role], tables[role].in_plan(plan, DAY), plan)
        assert said(of_plan.stands.sentence) == zero_moves(here), role
        every = tables[Role.SCRUTINY_MEMBER]
        assert said(of_all.stands.sentence) == zero_moves(
            expected_of(every, every.in_council(DAY))
        ), role
    member = tables[Role.SCRUTINY_MEMBER]
    assert set(told) == {row["id"] for row in member.plans_now()}
    for pk, sentence in told.items():
        assert said(sentence) == expected_of(member, member.in_plan(pk, DAY)) | {"moved": 0}, pk


@BROAD
@given(PLANS)
def test_every_number_is_that_of_the_recount_and_of_its_rows(
    council: Council, monkeypatch: pytest.MonkeyPatch, drawn: list[Drawn]
) -> None:
    fix_today(monkeypatch)
    with transaction.atomic():
        entered = enter(council, drawn)
        found = {role: seen_by(entered, role) for role in READERS}
        tables = {role: Tables(drafts=role != Role.SCRUTINY_MEMBER) for role in READERS}
        transaction.set_rollback(True)

    plan = entered.enterer.plan.pk
    for role, (of_plan, of_all) in found.items():
        _is_as_recounted(of_plan, tables[role], lambda t, day: t.in_plan(plan, day), plan)
        _is_as_recounted(of_all, tables[Role.SCRUTINY_MEMBER], lambda t, day: t.in_council(day))


def _is_as_recounted(
    found: Dashboard,
    tables: Tables,
    standing: Callable[[Tables, datetime.date], list[Raw]],
    plan: int | None = None,
) -> None:
    here = standing(tables, DAY)
    tiles = tile_numbers(tables, here, DAY)
    assert {each.show: each.number for each in found.stands.counts} == {
        each: tiles[each] for each in [*BANDS, "left"] if each != "left" or tiles["left"]
    }
    for show in [*BANDS, "left", "all"]:
        assert len(found.rows_of(show)) == tiles[show], show
    moving = {action["id"] for action in here if tables.moves(action, MET, DAY, plan)}
    assert {row.pk for row in found.rows_of("moved")} == moving
    assert found.tallies[-1].day == DAY
    # What the lines of all plans are about are the actions of today; a plan knows its former ones.
    for point in found.tallies if plan else found.tallies[-1:]:
        then = tile_numbers(tables, standing(tables, point.day), point.day)
        assert {**point.bands} == {band: then[band] for band in BANDS}, point.day
    planned = [action for action in here if tables.action_is(action, DAY) != "left"]
    assert found.tallies[-1].planned == sum(
        tables.should_be_done(action, DAY, DAY) for action in planned
    )


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
