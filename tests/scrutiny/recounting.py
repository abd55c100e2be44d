"""A slow recount of where plans stand, row by row from the tables, as members read them.

It shares nothing with the product: the tables are read whole, and every rule is said here again.
"""

import datetime
from collections import Counter, defaultdict
from typing import Any

from actionplans.models import (
    Action,
    ActionPlan,
    CouncilRules,
    DueDate,
    Ending,
    Milestone,
    ProgressLine,
    ProgressUpdate,
    Review,
    StandsIn,
)

Day = datetime.date
Raw = dict[str, Any]
TROUBLE = ["late", "silent", "off_track", "at_risk"]
BANDS = ["complete", "on_track", "open", "at_risk", "late", "silent", "not_stated"]


class Tables:
    """Every row there is. `drafts`: whether what belongs to plans in draft is counted too."""

    def __init__(self, *, drafts: bool) -> None:
        self.drafts = drafts
        self.plans = _rows(ActionPlan)
        self.actions, self.steps, self.places = _rows(Action), _rows(Milestone), _rows(StandsIn)
        self.updates = {row["id"]: row for row in _rows(ProgressUpdate)}
        self.lines: dict[Any, list[Raw]] = defaultdict(list)
        for line in _rows(ProgressLine):
            action = self.updates[line["update_id"]]["action_id"]
            self.lines[action, line["milestone_id"]].append(line)
        self.dates, self.endings = _of(_rows(DueDate), "milestone_id"), _rows(Ending)
        reviews = sorted(_rows(Review), key=lambda row: (row["day"], row["id"]))
        self.reviews = {of: _of(reviews, of) for of in ("update_id", "due_date_id")}
        rules = _rows(CouncilRules)
        self.grace = rules[0]["grace_days"] if rules else 14

    # Which actions

    def in_plan(self, plan: int, day: Day) -> list[Raw]:
        """Return what a member finds in a plan on a day, whatever has ended since included."""
        found = []
        for action in self.actions:
            here = action["plan_id"] == plan
            for place in self.places:
                if (place["plan_id"], place["action_id"]) == (plan, action["id"]):
                    gone = place["removed_on"] is not None and place["removed_on"] <= day
                    here = here or (place["added_on"] <= day and not gone)
            if here and action["added_on"] <= day and self._may_be_read(action):
                found.append(action)
        return found

    def in_council(self, day: Day) -> list[Raw]:
        """Return the same of all plans that are neither in the archive nor drafts, each once."""
        found: dict[int, Raw] = {}
        for plan in self.plans_now():
            found |= {action["id"]: action for action in self.in_plan(plan["id"], day)}
        return list(found.values())

    def plans_now(self) -> list[Raw]:
        """Return the plans that are neither in the archive nor drafts."""
        return [row for row in self.plans if row["status"] != "draft" and not row["is_archived"]]

    def _may_be_read(self, action: Raw) -> bool:
        home = next(plan for plan in self.plans if plan["id"] == action["plan_id"])
        return not action["is_confidential"] and (self.drafts or home["status"] != "draft")

    # What was said

    def verdict(self, of: str, pk: int | None, day: Day, known: Day) -> str:
        """Return the last verdict; undoing one, and checking that it lasts, have days of theirs."""
        last = ""
        for review in self.reviews[of].get(pk, ()) if pk else ():
            if review["known_on"] > known:
                continue
            if review["verdict"] not in ("reopened", "embedded") or review["day"] <= day:
                last = review["verdict"]
        return last

    def heard(self, action: int, step: int | None, day: Day) -> list[tuple[Raw, Raw, str]]:
        """Return (line, update, verdict) of all that members may have heard, the last one last."""
        found = []
        for line in self.lines.get((action, step), ()):
            update = self.updates[line["update_id"]]
            if update["day"] <= day and not update["is_confidential"]:
                verdict = self.verdict("update_id", update["id"], day, datetime.date.max)
                if verdict in ("accepted", "embedded", "reopened"):
                    found.append((line, update, verdict))
        return sorted(found, key=lambda each: (each[1]["day"], each[1]["id"]))

    def word(self, action: int, step: int | None, day: Day) -> Raw | None:
        """Return the last word on a step or on the whole action, as it counts."""
        words = [each for each in self.heard(action, step, day) if not each[0]["occurrence"]]
        if not words:
            return None
        line, update, verdict = words[-1]
        again = verdict == "reopened"
        return {
            "progress": "in_progress" if again else line["progress"],
            "says": line["progress"],
            "outlook": "" if again else line["outlook"],
            "place": (update["day"], update["id"]),
        }

    # When it is due

    def agreed(self, step: int, day: Day, known: Day = datetime.date.max) -> list[Raw]:
        """Return the timescales that count, in the order in which they were given."""
        found = []
        for date in self.dates.get(step, ()):
            if date["day"] > day or date["known_on"] > known:
                continue
            update = self.updates.get(date["update_id"])
            said = self.verdict("update_id", date["update_id"], day, known)
            if update and (update["is_confidential"] or said == "returned"):
                continue
            agreed = date["agreed_by"] != "not_yet"
            if date["needs_body"]:
                agreed = date["agreed_by"] in ("body", "dfe")
            reported = update is None or said in ("accepted", "embedded")
            itself = self.verdict("due_date_id", date["id"], day, known)
            if (agreed and reported) or itself in ("accepted", "embedded"):
                found.append(date)
        return found

    def repeats(self, step: Raw, day: Day) -> tuple[Day | None, Day | None, int] | None:
        """Return (first, last, days between) of a step that recurs, None for any other."""
        date = (self.agreed(step["id"], day) or [{}])[-1]
        of_date = date.get("recurrence", "")
        rule = of_date or step["recurrence"]
        if not rule:
            return None
        parts = dict(part.split("=") for part in rule.split(";"))
        assert parts["FREQ"] == "WEEKLY", rule
        last = date.get("due")
        if of_date:
            until = parts.get("UNTIL")
            last = datetime.datetime.strptime(until, "%Y%m%d").date() if until else None
        first = step["first_due"] or (date["due"] if of_date and last is None else None)
        return first, last, 7 * int(parts.get("INTERVAL", 1))

    # What it is

    def step_is(self, step: Raw, day: Day) -> tuple[str, bool]:
        """Return what a step is, and whether it goes on for ever and so holds nothing up."""
        own = self.word(step["action_id"], step["id"], day)
        whole = self.word(step["action_id"], None, day)
        silent = own is None or own["says"] == "not_stated"
        word = whole if whole and whole["says"] != "not_stated" and silent else own
        said = word["progress"] if word else "not_stated"
        outlook = word["outlook"] if word else ""
        repeats = self.repeats(step, day)
        if repeats is None:
            dates = self.agreed(step["id"], day)
            return _what(said, outlook, dates[-1]["due"] if dates else None, day), False
        said, due = self._of_checks(step, repeats, said, day)
        found = _what(said, outlook, due, day)
        return found, repeats[1] is None and found != "complete"

    def _of_checks(
        self, step: Raw, repeats: tuple[Day | None, Day | None, int], said: str, day: Day
    ) -> tuple[str, Day | None]:
        """Return how far a step has come by its checks, and the day it is judged by."""
        first, last, gap = repeats
        ahead = _next(first, last, gap, day)
        by = first if first and said == "not_stated" and not step["each_occurrence"] else ahead
        if not step["each_occurrence"]:
            return said, last if last and last < day else by
        told = {
            line["occurrence"]: line["progress"] == "complete"
            for line, _, _ in self.heard(step["action_id"], step["id"], day)
            if line["occurrence"] and line["occurrence"] <= day
        }
        open_ones = [due for due in _falls(first, last, gap, day) if due not in told]
        missed = [due for due in open_ones if (day - due).days > self.grace]
        if said == "not_stated" and any(told.values()):
            said = "in_progress"
        by = last if last and last < day else (open_ones[0] if open_ones else ahead)
        if open_ones and not missed and by == open_ones[0]:
            by = None
        return "not_stated" if missed and said != "complete" else said, by

    def action_is(self, action: Raw, day: Day) -> str:
        """Return the band an action counts in, "left" for one that has left its plan."""
        gone = [row for row in self.endings if row["action_id"] == action["id"]]
        gone = sorted((r for r in gone if r["day"] <= day), key=lambda r: (r["day"], r["id"]))
        if gone and gone[-1]["kind"] != "restored":
            return "left"
        steps = self.steps_of(action, day)
        found = [self.step_is(step, day) for step in steps]
        every = [what for what, _ in found] + self._of_the_whole(action, steps, day)
        for trouble in TROUBLE:
            if trouble in every:
                return "at_risk" if trouble == "off_track" else trouble
        ending = [what for what, goes_on in found if not goes_on]
        if ending and set(ending) == {"complete"}:
            return "complete"
        still = {what for what in every if what != "complete"} or {"not_stated"}
        return still.pop() if len(still) == 1 else "open"

    def _of_the_whole(self, action: Raw, steps: list[Raw], day: Day) -> list[str]:
        """Return the trouble said of the whole action, where nothing was said of a step since."""
        whole = self.word(action["id"], None, day)
        if not whole or whole["outlook"] not in TROUBLE:
            return []
        words = [self.word(action["id"], step["id"], day) for step in steps]
        return [] if any(w and w["place"] > whole["place"] for w in words) else [whole["outlook"]]

    def steps_of(self, action: Raw, day: Day) -> list[Raw]:
        """Return the steps an action has on a day."""
        mine = [s for s in self.steps if s["action_id"] == action["id"] and s["added_on"] <= day]
        return [s for s in mine if s["removed_on"] is None or s["removed_on"] > day]

    # What moved, and what should be

    def moves(self, action: Raw, since: Day, day: Day, plan: int | None = None) -> int:
        """Return how many dates count that took another's place, and did not on `since`.

        What moved before another plan's action came into `plan` did not move there.
        """
        lent = [p for p in self.places if (p["plan_id"], p["action_id"]) == (plan, action["id"])]
        came = max((place["added_on"] for place in lent), default=since)
        found = 0
        for step in self.steps_of(action, day):
            before = [date["id"] for date in self.agreed(step["id"], since, since)]
            counting = self.agreed(step["id"], day)
            now = [date["id"] for date in counting]
            new = [one for one in counting[1:] if one["id"] not in before]
            if came > since:
                new = [one for one in new if one["day"] > came]
            fell_back = not set(now) - set(before) and before and before[-1:] != now[-1:]
            found += len(new) or bool(fell_back)
        return found

    def should_be_done(self, action: Raw, day: Day, today: Day) -> bool:
        """Return whether the last of its first agreed days has come, where every step has one."""
        found = []
        for step in self.steps_of(action, today):
            repeats = self.repeats(step, today)
            if repeats and repeats[1] is None:
                continue
            given = [date["due"] for date in self.agreed(step["id"], today) if date["due"]]
            found.append(given[0] if given else datetime.date.max)
        return bool(found) and max(found) <= day


def tile_numbers(tables: Tables, actions: list[Raw], day: Day) -> Counter[str]:
    """Return how many of the actions are what on a day; "all" is what stands in the plan."""
    found = Counter(tables.action_is(action, day) for action in actions)
    found["all"] = sum(found[band] for band in BANDS)
    return found


def _rows(model: Any) -> list[Raw]:
    return list(model.objects.order_by("pk").values())


def _of(rows: list[Raw], key: str) -> dict[Any, list[Raw]]:
    found: dict[Any, list[Raw]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _falls(first: Day | None, last: Day | None, gap: int, up_to: Day) -> list[Day]:
    found, due = [], first
    while due and due <= min(up_to, last or up_to):
        found.append(due)
        due += datetime.timedelta(days=gap)
    return found


def _next(first: Day | None, last: Day | None, gap: int, day: Day) -> Day | None:
    """Return the next day it falls due, today included; after that its last."""
    ahead = first
    while ahead and ahead < day:
        ahead += datetime.timedelta(days=gap)
    return last if ahead is None or (last and ahead > last) else ahead


def _what(said: str, outlook: str, due: Day | None, day: Day) -> str:
    if said == "complete":
        return "complete"
    if due and due < day:
        return "silent" if said == "not_stated" else "late"
    if outlook in TROUBLE:
        return outlook
    if said == "not_started":
        return "open"
    return outlook or ("open" if said == "in_progress" else "not_stated")
