"""Periods counted from something: "within 6 weeks", "3 months after publication of the report".

Private to `actionplans/timescales.py`.
"""

import re
from dataclasses import replace
from datetime import date

from actionplans.timescale import calendar as cal
from actionplans.timescale.calendar import written
from actionplans.timescale.grammar import Found
from actionplans.timescale.reading import Dated, Reading, Timescale, Within, in_reach

# What the words of an event name, in whatever order they stand.
FILLERS = {
    "the", "this", "our", "its", "their", "a", "of", "by", "on", "at", "from", "date", "day", "is",
    "was", "has", "have", "been", "being", "formal", "formally", "final", "full",
}  # fmt: skip
PUBLISHING = {"publication", "publishing", "published", "publish"}
REPORT = {
    "report", "inspection", "reinspection", "letter", "findings", "judgement", "judgment",
    "outcome", "ofsted", "cqc", "hmi", "hmip", "csci", "dfe", "sif", "ilacs", "jtai", "jar",
    "send", "single", "joint", "area", "framework", "safeguarding", "children", "services",
    "looked", "after",
}  # fmt: skip
# "Adoption" and a "panel" are words of children's social care first: they approve no plan here.
APPROVING = {
    "approval", "approved", "agreement", "agreed", "signoff", "endorsement", "endorsed",
    "ratified", "ratification", "adopted",
}  # fmt: skip
PLAN = {"plan", "action", "improvement", "post", "inspection", "ofsted", "report"}
BODY = {
    "cabinet", "council", "board", "committee", "executive", "scrutiny", "members", "member",
    "lead", "dfe", "department", "for", "education", "overview", "and", "improvement",
    "safeguarding", "children", "young", "people", "services", "corporate", "partnership",
    "local", "strategic", "lscb", "lscp", "meeting", "trust",
}  # fmt: skip
NOW = {"now", "today", "agreed"}


def names_publication(event: str) -> bool:
    """Return whether an event is the publication of the inspection's report."""
    words = _words(event)
    return bool(words & PUBLISHING) and words <= PUBLISHING | REPORT | FILLERS


def names_approval(event: str) -> bool:
    """Return whether an event is the approval of the plan, whoever gives it.

    The approval of something else, such as funding, is another event.
    """
    words = _words(event)
    return bool(words & APPROVING) and words <= APPROVING | PLAN | BODY | FILLERS


def _words(event: str) -> set[str]:
    joined = re.sub(r"\bsign(?:ed|ing)?[ -]?off\b", "signoff", event)
    return set(re.findall(r"[a-z]+", re.sub(r"'s?(?![a-z])", "", joined)))


# Whether a period counts


def within(reading: Reading) -> tuple[Found, Within] | None:
    """Return the last period counted from an event, and what it is counted from."""
    periods = [one for one in reading.found if one.kind == "within" and _stands(reading, one)]
    if not periods:
        return None
    one = periods[-1]
    return one, Within(one.unit, one.number, one.event)


ALONE_BEFORE = re.compile(r"(?:^|[|;:,(/-]|\d\)|\bwithin|\bterm|\bnext) ?$")
ALONE_AFTER = re.compile(r" ?(?:$|[^a-z0-9 ]|(?:and|max|maximum|or|then|post|review)\b)")
OPEN_LINE = re.compile(r"(?<![a-z])(?:a|an|the|of|for|to|at|and|or|than|with|about|over|aged) $")


def _stands(reading: Reading, one: Found) -> bool:
    """Return whether "3 months" stands alone, or has "within" or "from" with it."""
    if not one.bare:
        return True
    before = reading.text[: one.start]
    behind = any(other.end <= one.start and other.kind != "within" for other in reading.found)
    alone = ALONE_BEFORE.search(before) or (behind and not before.rstrip()[-1:].isalpha())
    alone = alone or (one.start - 1 in reading.breaks and not OPEN_LINE.search(before))
    return bool(alone and (ALONE_AFTER.match(reading.text, one.end) or one.end in reading.breaks))


# The day a period ends


def due_within(reading: Reading, period: Within) -> date | None:
    """Return the day such a period ends, where the day it is counted from is known."""
    base, said = _counted_from(reading, period)
    if base is None:
        event = period.event or "the event"
        reading.say(f"There is no date until the day of “{event}” is known.")
        return None
    day = after(reading, base, period)
    if day is not None:
        reading.say(f"Counted from {said}, {written(base)}.")
    return day


def after(reading: Reading, base: date, period: Within) -> date | None:
    """Return the day a period after another, where it is a day and within reach of the plan."""
    day = cal.after(base, period.number, period.unit)
    if day is None or not in_reach(day, reading.known.agreed):
        reading.say(f"A period of {period.number} {period.unit} gives no day here.")
        return None
    return day


def _counted_from(reading: Reading, period: Within) -> tuple[date | None, str]:
    """Return the day a period is counted from, and what that day is.

    A bare period of months or years is one of the inspectorate's own bands, which count from
    publication; nobody counts ten working days from there.
    """
    known, event = reading.known, period.event
    if names_publication(event):
        return known.published, "publication"
    if names_approval(event) and not _words(event) <= NOW | FILLERS:
        return _approved(reading)
    if not event and known.published and period.unit in {"months", "years"}:
        return known.published, "publication"
    own = not event or _words(event) <= NOW | FILLERS
    return (known.agreed, "the day agreed") if own else (None, "")


def _approved(reading: Reading) -> tuple[date, str]:
    if reading.known.approved:
        return reading.known.approved, "approval"
    reading.say("The day of approval is not given.")
    return reading.known.agreed, "the day agreed"


# Periods from a date in the words

TO_THE_DATE = re.compile(r" ?(?:the )?(?:end of )?")
ON_THE_DATE = re.compile(r" (?:held |published |dated |approved )?(?:on|in|dated) (?:the )?")


def is_the_event(reading: Reading, one: Found, other: Dated) -> bool:
    """Return whether a period is counted from a date: "of 1 April", "of the audit in April"."""
    if other.found.start < one.end:
        return False
    between = reading.text[one.end : other.found.start]
    if one.event:
        return bool(ON_THE_DATE.fullmatch(between))
    linked = re.search(r"(?: of| from| after| since| following)$", reading.text[: one.end].rstrip())
    return bool(linked and TO_THE_DATE.fullmatch(between))


def from_a_date(reading: Reading, meant: Timescale, period: Within, base: Dated) -> Timescale:
    """Return the meaning of "6 months from April 2017", counted from the last day named."""
    day = after(reading, base.last, period)
    if day is None:
        return replace(meant, due=None, precision="none", starts=None)
    whole = base.precision == "month" and period.unit in {"months", "years"}
    day = cal.month_end(day.year, day.month) if whole else day
    reading.say(f"Counted from {written(base.last)}.")
    others = tuple(other for other in meant.other_dates if other != day)
    exact = "month" if whole else "day"
    return replace(meant, due=day, precision=exact, starts=None, other_dates=others)
