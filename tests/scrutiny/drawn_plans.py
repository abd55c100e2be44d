"""Plans drawn at random, as broad as what people enter, and what enters them."""

import datetime
from typing import Any

from hypothesis import strategies as st

from actionplans.models import Action, ActionPlan, DueDate, Ending, Milestone, Review
from councils.models import Council, User
from tests.factories import (
    days,
    make_action,
    make_due_date,
    make_ending,
    make_milestone,
    make_place,
    make_plan,
    make_review,
    make_update,
    make_user,
)

Drawn = dict[str, Any]
AGREED = -60
PROGRESS = ["not_started", "in_progress", "complete", "complete", "complete", "not_stated"]
RULINGS = ["accepted"] * 4 + ["", "returned", "to_sign", "embedded", "reopened", "reopened"]

REPORTS = st.fixed_dictionaries(
    {
        "progress": st.sampled_from(PROGRESS),
        "outlook": st.sampled_from(["", "", "on_track", "at_risk", "off_track"]),
        "on": st.integers(AGREED, 0),
        "ruled": st.sampled_from(RULINGS),
        # How long it waited for its verdict, and for the one that undid it.
        "waited": st.integers(0, 25),
        "confidential": st.sampled_from([False, False, False, True]),
    }
)
MOVES = st.fixed_dictionaries(
    {
        "on": st.integers(AGREED, 0),
        "by": st.integers(-40, 40),
        "agreed_by": st.sampled_from(["officer", "officer", "body", "not_yet"]),
        "needs_body": st.sampled_from([False, False, True]),
        "asked_with": st.sampled_from(["", "", "accepted", "waiting", "returned"]),
        "agreed_later": st.booleans(),
    }
)
CHECKS = st.fixed_dictionaries(
    {
        "number": st.integers(0, 4),
        "done": st.sampled_from([True, True, False]),
        "ruled": st.sampled_from(["accepted", "accepted", "accepted", "", "returned"]),
    }
)
RECURRING = st.fixed_dictionaries(
    {
        "each": st.sampled_from([True, True, False]),
        "rule": st.sampled_from(["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2"]),
        # Nine days ago is the last day of grace.
        "first": st.sampled_from([-9, -9, -9, -10, -8, -51, -37, -23, 3]),
        "ends": st.sampled_from([None, -20, -3, 20]),
        "in_the_timescale": st.booleans(),
        "checks": st.just([]) | st.lists(CHECKS, max_size=5),
    }
)
STEPS = st.fixed_dictionaries(
    {
        "due": st.sampled_from([None, *range(-45, 40, 5), -1, 0, 1, 3, 7, 12, 18, 24]),
        "recurs": st.none() | st.none() | RECURRING,
        "moves": st.lists(MOVES, max_size=2),
        "reports": st.lists(REPORTS, max_size=2),
    }
)
ENDINGS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["withdrawn", "superseded", "carried"]),
        "on": st.integers(-50, 0),
        "put_back": st.sampled_from([False, False, True]),
    }
)
ACTIONS = st.fixed_dictionaries(
    {
        "home": st.sampled_from(["here"] * 5 + ["approved", "draft", "archived"]),
        "added": st.sampled_from([AGREED, AGREED, AGREED, -20, -5]),
        "lent": st.sampled_from([AGREED, -20]),
        "taken_out": st.sampled_from([None, None, None, -10]),
        "confidential": st.sampled_from([False] * 5 + [True]),
        "steps": st.lists(STEPS, max_size=4),
        "whole": st.lists(REPORTS, max_size=1),
        "ending": st.none() | st.none() | st.none() | ENDINGS,
    }
)
PLANS = st.lists(ACTIONS, min_size=5, max_size=8)


class Enterer:
    """Enters what was drawn into a plan of `council`, and into those that lend to it."""

    def __init__(self, council: Council) -> None:
        self.by: User = make_user()
        self.plan = make_plan(council, agreed_on=days(AGREED))
        draft, closed = ActionPlan.Status.DRAFT, ActionPlan.Status.CLOSED
        self.homes = {
            "here": self.plan,
            "approved": make_plan(council),
            "draft": make_plan(council, status=draft),
            "archived": make_plan(council, status=closed, is_archived=True),
        }
        self.later = make_plan(council)

    def enter(self, drawn: Drawn) -> None:
        """Enter one action with all that hangs on it."""
        action = make_action(
            self.homes[drawn["home"]], steps=0, added_on=days(drawn["added"]),
            is_confidential=drawn["confidential"],
        )  # fmt: skip
        if drawn["home"] != "here":
            lent, until = max(drawn["lent"], drawn["added"]), drawn["taken_out"]
            make_place(
                self.plan, action, added_on=days(lent),
                removed_on=None if until is None else days(max(until, lent)),
            )  # fmt: skip
        for each in drawn["steps"]:
            self._step(action, each, drawn["added"])
        for report in drawn["whole"]:
            self._report(action, None, report, drawn["added"])
        if drawn["ending"]:
            self._ending(action, drawn["ending"], drawn["added"])

    def _step(self, action: Action, drawn: Drawn, begun: int) -> None:
        recurs = drawn["recurs"]
        step = make_milestone(action, **(_of_the_step(recurs) if recurs else {}))
        due, rule = drawn["due"], ""
        if recurs:
            due, rule = recurs["ends"], ""
            if recurs["in_the_timescale"]:
                due, rule = recurs["first"], _rule(recurs)
        if due is not None or rule:
            make_due_date(step, days(due), day=days(begun), recurrence=rule)
            for move in sorted(drawn["moves"], key=lambda move: int(move["on"])):
                self._move(step, move, due, rule, begun)
        for report in drawn["reports"]:
            self._report(action, step, report, begun)
        for check in recurs["checks"] if recurs else ():
            self._check(step, recurs, check)

    def _move(self, step: Milestone, drawn: Drawn, due: int, rule: str, begun: int) -> None:
        day = days(max(drawn["on"], begun))
        update = None
        if drawn["asked_with"]:
            update = make_update(step.action, step, day=day, entered_by=self.by)
            if drawn["asked_with"] != "waiting":
                self._rule(update, drawn["asked_with"], day)
        date = make_due_date(
            step, days(due + drawn["by"]), day=day, reason="Moved.", recurrence=rule,
            agreed_by=drawn["agreed_by"], needs_body=drawn["needs_body"], update=update,
        )  # fmt: skip
        if drawn["agreed_later"] and drawn["agreed_by"] == DueDate.AgreedBy.NOT_YET:
            make_review(None, due_date=date, by=self.by, day=min(day + _days(10), days(0)))

    def _report(self, action: Action, step: Milestone | None, drawn: Drawn, begun: int) -> None:
        day = days(max(drawn["on"], begun))
        done = drawn["progress"] == "complete"
        outlook = "" if done else drawn["outlook"]
        update = make_update(
            action, step, progress=drawn["progress"], outlook=outlook, day=day,
            reason="Why." if outlook else "", is_confidential=drawn["confidential"],
            entered_by=self.by,
        )  # fmt: skip
        verdict = drawn["ruled"]
        if verdict in ("reopened", "embedded"):
            self._rule(update, "accepted", day)
            if not done:
                return
        if verdict:
            self._rule(update, verdict, min(day + _days(drawn["waited"]), days(0)))

    def _check(self, step: Milestone, recurs: Drawn, drawn: Drawn) -> None:
        gap = 14 if "INTERVAL" in recurs["rule"] else 7
        on = days(recurs["first"] + gap * drawn["number"])
        if not recurs["each"] or on > days(0) or on < step.added_on:
            return
        progress = "complete" if drawn["done"] else "not_started"
        update = make_update(
            step.action, step, progress=progress, reason="" if drawn["done"] else "Nobody came.",
            occurrence=on, day=on, entered_by=self.by,
        )  # fmt: skip
        if drawn["ruled"]:
            self._rule(update, drawn["ruled"], on)

    def _rule(self, update: Any, verdict: str, day: datetime.date) -> None:
        accepted = verdict in (Review.Verdict.ACCEPTED, Review.Verdict.TO_SIGN)
        make_review(update, verdict, by=self.by, day=day, comment="" if accepted else "Because.")

    def _ending(self, action: Action, drawn: Drawn, begun: int) -> None:
        day = days(max(drawn["on"], begun))
        more: Drawn = {"entered_by": self.by, "day": day}
        successor: Drawn = {}
        if drawn["kind"] == Ending.Kind.CARRIED:
            successor = {"successor": make_action(self.later, added_on=day)}
        make_ending(action, drawn["kind"], **(more | successor))
        if drawn["put_back"]:
            back = min(day + _days(5), days(0))
            make_ending(action, Ending.Kind.RESTORED, entered_by=self.by, day=back)


def _of_the_step(recurs: Drawn) -> Drawn:
    """Return how the step's own words say that it recurs, and when it is first due."""
    found = {"each_occurrence": recurs["each"]}
    if not recurs["in_the_timescale"]:
        return found | {"recurrence": recurs["rule"], "first_due": days(recurs["first"])}
    return found | ({"first_due": days(recurs["first"])} if recurs["ends"] is not None else {})


def _rule(recurs: Drawn) -> str:
    until = "" if recurs["ends"] is None else f";UNTIL={days(recurs['ends']):%Y%m%d}"
    return f"{recurs['rule']}{until}"


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)
