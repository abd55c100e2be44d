"""Steps that recur: which checks fell due by a day, and what was said of each. Pure rules."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from actionplans.rag import Words
from actionplans.timescale.repeats import occurrences, repeats_in_words

FIRST_DATE_NOT_GIVEN = "first date not given"


class Check(Words):
    """What became of one due check."""

    DONE = "done", "Done"
    NOT_DONE = "not_done", "Not done"
    DUE = "due", "Due, not reported yet"
    MISSED = "missed", "Not reported"


@dataclass(frozen=True)
class CheckSaid:
    """What was reported of one due check."""

    done: bool
    reason: str
    accepted: bool
    update_id: int


@dataclass(frozen=True)
class Occurrence:
    """One due check with what became of it."""

    due: datetime.date
    state: Check
    reason: str = ""
    accepted: bool = False


@dataclass(frozen=True)
class Recurring:
    """How often a step is to happen, and how it went so far.

    `each`: every due check is reported. Otherwise only how often it is said to happen,
    and when it was last reported, can be told.
    """

    rule: str
    each: bool
    first: datetime.date | None
    until: datetime.date | None
    next_due: datetime.date | None
    checks: tuple[Occurrence, ...] = ()
    last_reported: datetime.date | None = None

    @property
    def words(self) -> str:
        """Return how often: "every two months"."""
        return repeats_in_words(self.rule)

    @property
    def is_open_ended(self) -> bool:
        return self.until is None

    def with_state(self, *states: Check) -> list[Occurrence]:
        return [check for check in self.checks if check.state in states]

    @cached_property
    def open_check(self) -> Occurrence | None:
        """Return the oldest due check nobody has reported on."""
        return next(iter(self.with_state(Check.DUE, Check.MISSED)), None)

    @property
    def summary(self) -> str:
        """Return "5 of 6 done, 1 not done: ..."; "" where no check has fallen due."""
        if not self.checks:
            return ""
        done = len(self.with_state(Check.DONE))
        parts = [f"{done} of {len(self.checks)} done"]
        not_done = self.with_state(Check.NOT_DONE)
        if not_done:
            reasons = "; ".join(dict.fromkeys(_sentence(check) for check in not_done))
            parts.append(f"{len(not_done)} not done: {reasons}")
        for state, words in ((Check.MISSED, "not reported"), (Check.DUE, "due now")):
            if number := len(self.with_state(state)):
                parts.append(f"{number} {words}")
        unsigned = sum(not check.accepted for check in self.with_state(Check.DONE))
        if unsigned:
            parts.append(f"{unsigned} of those done not yet signed off")
        return ", ".join(parts)


def _sentence(check: Occurrence) -> str:
    return check.reason.strip().rstrip(".")


def recurring(
    rule: str,
    *,
    first: datetime.date | None,
    until: datetime.date | None,
    each: bool,
    said: Mapping[datetime.date, CheckSaid],
    last_reported: datetime.date | None,
    day: datetime.date,
    grace_days: int,
) -> Recurring:
    """Return how a step that recurs by `rule` (an RRULE) stands on `day`.

    A check may be reported until `grace_days` after it fell due; then it is missed. With
    no first date nothing falls due. One reported that the rule does not know is shown too.
    """
    due = set(occurrences(rule, first, until, day)) if each else set()
    days = sorted(due | {on for on in said if on <= day}) if each else []
    checks = tuple(_check(on, said.get(on), day, grace_days) for on in days)
    return Recurring(
        rule=rule,
        each=each,
        first=first,
        until=until,
        next_due=_next(rule, first, until, day),
        checks=checks,
        last_reported=last_reported,
    )


def _check(
    due: datetime.date, said: CheckSaid | None, day: datetime.date, grace_days: int
) -> Occurrence:
    if said:
        state = Check.DONE if said.done else Check.NOT_DONE
        return Occurrence(due, state, said.reason, said.accepted)
    missed = (day - due).days > grace_days
    return Occurrence(due, Check.MISSED if missed else Check.DUE)


def first_from(rule: str, starts: datetime.date | None) -> datetime.date | None:
    """Return when something that recurs from a beginning is first due: as its first period ends.

    Every quarter from 1 July 2017 is first due on 30 September 2017.
    """
    if starts is None:
        return None
    later = [on for on in occurrences(rule, starts, None, starts + LONGEST_GAP) if on > starts]
    return later[0] - datetime.timedelta(days=1) if later else starts


LONGEST_GAP = datetime.timedelta(days=3 * 366)


def _next(
    rule: str, first: datetime.date | None, until: datetime.date | None, day: datetime.date
) -> datetime.date | None:
    """Return the first due date on or after `day`; None without a first date, or at the end."""
    if first is None:
        return None
    later = occurrences(rule, first, until, max(first, day) + LONGEST_GAP)
    return next((on for on in later if on >= day), None)
