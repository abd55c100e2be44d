"""A plan of 300 actions with 24 updates each: as many queries as a small one, and the same numbers
as a slow and obvious computation, which loops over every fact and shares no rule with the product.
"""

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from actionplans.asat import AsAt
from actionplans.lists import lists_of
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    MilestoneLead,
    ProgressLine,
    ProgressUpdate,
    Review,
)
from actionplans.on_day.plans import plan_on_day
from actionplans.since import since
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_body,
    make_council,
    make_meeting,
    make_member,
    make_officer,
    make_plan,
    make_scale,
    make_user,
)
from tests.pages import assert_same_number, fix_today, queries_of

pytestmark = pytest.mark.django_db

ACTIONS, UPDATES = 300, 24
AGREED = -200


def fill(plan: ActionPlan, number: int) -> None:
    """Add `number` actions of one to three steps, each action with UPDATES updates, by chance.

    The chance is the same each time. Some updates are entered late, returned, reopened or
    wait; some speak of the whole action; some move a date, agreed or only asked for.
    """
    chance, by = random.Random(number), make_user()  # noqa: S311
    leads = [make_officer(plan.council) for _ in range(4)]
    actions = Action.objects.bulk_create(
        Action(plan=plan, order=n, reference=f"N{n}", text=f"Do {n}.", added_on=plan.agreed_on)
        for n in range(1, number + 1)
    )
    steps = Milestone.objects.bulk_create(
        Milestone(action=action, order=n, text=f"Step {n}.", added_on=plan.agreed_on)
        for action in actions
        for n in range(1, chance.randint(1, 3) + 1)
    )
    MilestoneLead.objects.bulk_create(
        MilestoneLead(milestone=step, officer=chance.choice(leads), order=1) for step in steps
    )
    DueDate.objects.bulk_create(
        _date(step, chance.randint(-60, 60), days(AGREED), days(AGREED))
        for step in steps
        if chance.random() < 0.9
    )
    _report(actions, steps, by, chance)


def _date(
    step: Milestone, due: int, day: datetime.date, known_on: datetime.date, **more: Any
) -> DueDate:
    return DueDate(
        milestone=step,
        words=f"{days(due):%-d %B %Y}",
        due=days(due),
        precision=DueDate.Precision.DAY,
        agreed_by=more.pop("agreed_by", DueDate.AgreedBy.OFFICER),
        day=day,
        known_on=known_on,
        **more,
    )


def _report(actions: list[Action], steps: list[Milestone], by: Any, chance: random.Random) -> None:
    of_action: dict[int, list[Milestone]] = defaultdict(list)
    for step in steps:
        of_action[step.action_id].append(step)
    updates = ProgressUpdate.objects.bulk_create(
        _update(action, by, chance) for action in actions for _ in range(UPDATES)
    )
    lines, dates, reviews = [], [], []
    for update in updates:
        # Of every third action only the first step is spoken of.
        steps_told = of_action[update.action_id][: 1 if update.action.order % 3 == 0 else None]
        whole = update.action.order % 3 and chance.random() < 0.15
        step = None if whole else chance.choice(steps_told)
        lines.append(_line(update, step, chance))
        if step and lines[-1].progress != "complete" and chance.random() < 0.05:
            agreed = chance.choice([DueDate.AgreedBy.OFFICER, DueDate.AgreedBy.NOT_YET])
            why = {"reason": "Not enough staff.", "agreed_by": agreed, "update": update}
            due = chance.randint(-60, 90)
            dates.append(_date(step, due, update.day, update.known_on, **why))
        reviews += _reviews(update, by, chance)
    ProgressLine.objects.bulk_create(lines)
    DueDate.objects.bulk_create(dates)
    Review.objects.bulk_create(reviews)


def _update(action: Action, by: Any, chance: random.Random) -> ProgressUpdate:
    day = chance.randint(AGREED, 0)
    late = chance.choice([0, 0, 0, 3, 20])
    known = days(min(day + late, 0))
    return ProgressUpdate(
        action=action, text="Work goes on.", entered_by=by, day=days(day), known_on=known
    )


def _line(update: ProgressUpdate, step: Milestone | None, chance: random.Random) -> ProgressLine:
    progress = chance.choice(["not_started", "in_progress", "in_progress", "complete"])
    outlook = chance.choice(["", "on_track", "at_risk", "off_track"])
    outlook = "" if progress == "complete" else outlook
    return ProgressLine(
        update=update,
        milestone=step,
        progress=progress,
        outlook=outlook,
        reason="Why." * bool(outlook),
    )


def _reviews(update: ProgressUpdate, by: Any, chance: random.Random) -> Iterator[Review]:
    verdicts = chance.choice([[], ["accepted"], ["accepted"], ["returned"],
                              ["accepted", "embedded"], ["accepted", "reopened"]])  # fmt: skip
    day = update.known_on
    for verdict in verdicts:
        day = min(day + datetime.timedelta(days=chance.randint(0, 30)), DAY)
        yield Review(
            update=update, verdict=verdict, by=by, comment="Because.", day=day, known_on=day
        )


@dataclass(frozen=True)
class State:
    """What is asked for: the day, until when it was known, and for whom."""

    day: datetime.date
    known: datetime.date | None
    member: bool

    @property
    def as_at(self) -> AsAt:
        return AsAt(self.day, DAY, self.known, self.member, confidential=not self.member)

    def includes(self, fact: Any) -> bool:
        return fact.day <= self.day and (self.known is None or fact.known_on <= self.known)


STATES = [
    State(DAY, None, member=False),
    State(DAY, None, member=True),
    State(days(-45), None, member=False),
    State(days(-45), days(-45), member=True),
    State(days(-45), days(-20), member=False),
]


# The slow and obvious computation


class Slow:
    """Every fact of a plan in plain lists, and what follows from them in one state."""

    def __init__(self, plan: ActionPlan, state: State) -> None:
        self.state = state
        self.actions = list(Action.objects.filter(plan=plan))
        self.steps = list(Milestone.objects.filter(action__plan=plan))
        self.updates = list(ProgressUpdate.objects.filter(action__plan=plan))
        self.lines = list(ProgressLine.objects.filter(update__action__plan=plan))
        self.dates = list(DueDate.objects.filter(milestone__action__plan=plan).order_by("pk"))
        self.reviews: dict[int | None, list[Review]] = defaultdict(list)
        for review in Review.objects.filter(update__action__plan=plan).order_by("day", "pk"):
            self.reviews[review.update_id].append(review)
        self.by_update = {update.pk: update for update in self.updates}
        self.lines_of: dict[tuple[int, int | None], list[ProgressLine]] = defaultdict(list)
        for line in self.lines:
            update = self.by_update[line.update_id]
            self.lines_of[update.action_id, line.milestone_id].append(line)

    def verdict(self, update_id: int) -> str:
        verdict = ""
        for review in self.reviews[update_id]:
            known = self.state.known is None or review.known_on <= self.state.known
            if known and (
                review.verdict in ("accepted", "returned") or review.day <= self.state.day
            ):
                verdict = review.verdict
        return verdict

    def last_line(self, action_id: int, step_id: int | None) -> ProgressLine | None:
        last: ProgressLine | None = None
        for line in self.lines_of[action_id, step_id]:
            update, verdict = self.by_update[line.update_id], self.verdict(line.update_id)
            hidden = verdict == "returned" or (self.state.member and verdict == "")
            if hidden or not self.state.includes(update):
                continue
            if last is None or self.place(line) > self.place(last):
                last = line
        return last

    def place(self, line: ProgressLine) -> tuple[datetime.date, int]:
        return self.by_update[line.update_id].day, line.update_id

    def dates_that_count(self, step: Milestone) -> list[DueDate]:
        found = []
        for date in self.dates:
            if date.milestone_id == step.pk and self.state.includes(date):
                accepted = date.update_id is None or self.verdict(date.update_id) in (
                    "accepted",
                    "embedded",
                )
                if accepted and date.agreed_by != "not_yet":
                    found.append(date)
        return found

    def step_word(self, step: Milestone) -> str:
        line = self.last_line(step.action_id, step.pk) or self.last_line(step.action_id, None)
        verdict = self.verdict(line.update_id) if line else ""
        dates = self.dates_that_count(step)
        if line and line.progress == "complete" and verdict != "reopened":
            return {"accepted": "done", "embedded": "embedded"}.get(verdict, "claimed")
        if dates and dates[-1].due < self.state.day:
            return "late" if line else "silent"
        if line is None:
            return "not_stated"
        if verdict == "reopened" and line.progress == "complete":
            return "in_progress"
        # What was opened anew says nothing of how it goes.
        outlook = "" if verdict == "reopened" else line.outlook
        if outlook in ("off_track", "at_risk"):
            return outlook
        if line.progress == "not_started" and verdict != "reopened":
            return "not_started"
        return "on_track" if outlook == "on_track" else "in_progress"

    def action_word(self, action: Action) -> str:
        steps = [step for step in self.steps if step.action_id == action.pk]
        words = {self.step_word(step) for step in steps}
        own = [line for s in steps if (line := self.last_line(action.pk, s.pk))]
        whole = self.last_line(action.pk, None)
        is_last = whole and all(self.place(whole) >= self.place(line) for line in own)
        if whole and is_last and whole.outlook in ("off_track", "at_risk"):
            words.add(whole.outlook)
        for bad in ("late", "silent", "off_track", "at_risk"):
            if bad in words:
                return bad
        unfinished = words - {"done", "embedded", "claimed"}
        if not unfinished:
            if "claimed" in words:
                return "claimed"
            return "embedded" if words == {"embedded"} else "done"
        begun = words & {"in_progress", "on_track", "claimed", "done", "embedded"}
        if unfinished == {"on_track"} or unfinished == {"not_stated"}:
            return unfinished.pop()
        if unfinished == {"not_started"} or not begun:
            return "in_progress" if begun else "not_started"
        return "in_progress"

    def counts(self) -> dict[str, int]:
        return dict(Counter(self.action_word(action) for action in self.actions))

    def waiting(self) -> tuple[int, datetime.date | None]:
        found = [
            update.known_on
            for update in self.updates
            if self.state.includes(update) and self.verdict(update.pk) == ""
        ]
        return len(found), min(found, default=None)

    def moves(self) -> int:
        return sum(max(len(self.dates_that_count(step)) - 1, 0) for step in self.steps)

    def past(self) -> int:
        """Return how many open steps are past their date."""
        return sum(
            self.step_word(step) not in ("done", "embedded")
            and bool(dates := self.dates_that_count(step))
            and dates[-1].due < self.state.day
            for step in self.steps
        )


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[ActionPlan, ActionPlan]]:
    """A plan of 20 actions and one of 300, taken back at the end of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        council = make_council("Barchester")
        make_meeting(make_body(council), days(-45))
        small, large = (make_plan(council, agreed_on=days(AGREED)) for _ in range(2))
        for plan, number in ((small, 20), (large, ACTIONS)):
            plan.rating_scale = make_scale(council)
            plan.save()
            fill(plan, number)
        # As the server does by itself, but not of rows that are never committed.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        connection.check_constraints()
        yield small, large
        transaction.set_rollback(True)


@pytest.fixture
def small(filled: tuple[ActionPlan, ActionPlan], db: None) -> ActionPlan:
    return filled[0]


@pytest.fixture
def large(filled: tuple[ActionPlan, ActionPlan], db: None) -> ActionPlan:
    return filled[1]


def test_the_plan_has_as_many_actions_and_updates_as_it_should(large: ActionPlan) -> None:
    assert large.actions.count() == ACTIONS
    assert ProgressUpdate.objects.filter(action__plan=large).count() == ACTIONS * UPDATES


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_numbers_are_those_of_a_slow_and_obvious_computation(
    large: ActionPlan, state: State
) -> None:
    shown, slow = plan_on_day(large, state.as_at), Slow(large, state)

    assert {row.pk: str(row.status) for row in shown.rows} == {
        action.pk: slow.action_word(action) for action in slow.actions
    }
    assert {str(status): number for status, number in shown.counts} == slow.counts()
    assert (shown.awaiting, shown.oldest_awaiting) == slow.waiting()
    assert sum(row.moves for row in shown.rows) == slow.moves()
    assert {short.kind: short.total for short in lists_of(shown)}["past"] == slow.past()


def test_the_states_differ_so_that_their_numbers_prove_something(large: ActionPlan) -> None:
    found = [Slow(large, state).counts() for state in STATES]

    assert len({tuple(sorted(counts.items())) for counts in found}) == len(STATES)
    assert set().union(*found) >= {
        "late", "silent", "off_track", "at_risk", "not_started", "in_progress", "on_track",
        "not_stated", "claimed", "done", "embedded",
    }  # fmt: skip


def test_what_changed_adds_up_and_agrees_with_the_two_states(large: ActionPlan) -> None:
    before, after = State(days(-45), days(-45), False), State(DAY, None, False)
    slow_before, slow_after = Slow(large, before), Slow(large, after)
    was = {action.pk: slow_before.action_word(action) for action in slow_before.actions}
    now = {action.pk: slow_after.action_word(action) for action in slow_after.actions}
    finished = ("done", "embedded")

    found = since(large, days(-45), after.as_at).changes

    assert {change.after.pk for change in found.completed} == {
        pk for pk in now if now[pk] in finished and was[pk] not in finished
    }
    late = {change.after.pk for change in found.newly_late}
    assert late >= {pk for pk in now if now[pk] == "late" and was[pk] != "late"}
    assert all(now[pk] == "late" for pk in late)
    listed = {c.after.pk for _, _, changes in found.lists for c in changes}
    assert len(listed) + len(found.unchanged) == ACTIONS


@pytest.mark.parametrize("page", ["", "changes/", "recommendations/", "appendix/"])
@pytest.mark.parametrize(
    ("role", "asked"),
    [
        (Role.PLAN_MANAGER, {}),
        (Role.SCRUTINY_MEMBER, {"as_at": f"{days(-20)}", "known_on": f"{days(-10)}"}),
    ],
    ids=["manager", "member-as-known"],
)
def test_a_page_asks_as_few_queries_for_300_actions_as_for_20(
    small: ActionPlan,
    large: ActionPlan,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    role: Role,
    asked: dict[str, str],
) -> None:
    fix_today(monkeypatch)
    client = Client()
    client.force_login(make_member(large.council, role))

    few, many = (
        queries_of(client, f"/councils/{plan.council.slug}/plans/{plan.pk}/{page}", **asked)
        for plan in (small, large)
    )

    assert_same_number(few, many)
