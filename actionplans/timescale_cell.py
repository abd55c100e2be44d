"""A whole cell: its dates, periods, frequencies and states put together into one meaning.

Private to `actionplans/timescales.py`.
"""

import re
from dataclasses import replace
from datetime import date

from actionplans import timescale_calendar as cal
from actionplans.timescale_calendar import Period, written
from actionplans.timescale_grammar import Found, read_words
from actionplans.timescale_reading import (
    YEARS,
    Dated,
    Known,
    Reading,
    Timescale,
    Within,
    drop_stray_years,
    in_reach,
    join_years,
    relative,
    resolve,
)
from actionplans.timescale_words import MONTHS, Plain, plain

# Periods from an event

OF_THE_REPORT = (
    r"(?: of (?:the |this |our )?(?:\w+ ){0,2}(?:report|inspection|letter|findings|ofsted))?"
)
PUBLICATION = re.compile(
    rf"(?:the )?(?:date of )?(?:publication|publishing)(?: date)?{OF_THE_REPORT}|"
    r"(?:the )?(?:(?:ofsted|inspection|final|sif|ilacs|jtai|send) )*report(?:'s)?(?: being| is)? "
    r"(?:publication|published)|(?:the )?ofsted publication"
)
APPROVAL = re.compile(
    r"(?:the )?(?:date of )?(?:approval|agreement|sign[- ]?off|adoption)"
    r"(?: of (?:the|this) (?:\w+ )?plan)?(?: by cabinet)?|"
    r"(?:the )?(?:action )?plan(?: being| is)? (?:approved|agreed)"
)
NOW = re.compile(r"now|today|(?:the )?(?:date|day) agreed")


def within(reading: Reading) -> tuple[Found, Within] | None:
    """Return the last period counted from an event, and what it is counted from."""
    periods = [one for one in reading.found if one.kind == "within" and _stands(reading, one)]
    if not periods:
        return None
    one = periods[-1]
    return one, Within(one.unit, one.number, one.event)


ALONE_BEFORE = re.compile(r"(?:^|[|;:,(/-]|\d\)|\bwithin|\bterm|\bnext) ?$")
ALONE_AFTER = re.compile(r" ?(?:$|[^a-z0-9 ]|(?:and|max|maximum|or|then|post|review)\b)")


def _stands(reading: Reading, one: Found) -> bool:
    """Return whether "3 months" stands alone, or has "within" or "from" with it."""
    if not one.bare:
        return True
    before = reading.text[: one.start]
    behind = any(other.end <= one.start and other.kind != "within" for other in reading.found)
    alone = ALONE_BEFORE.search(before) or (behind and not before.rstrip()[-1:].isalpha())
    return bool(alone and ALONE_AFTER.match(reading.text, one.end))


def due_within(reading: Reading, one: Found, period: Within) -> date | None:
    """Return the day such a period ends, where the day it is counted from is known."""
    base, said = _counted_from(reading, one, period)
    if base is None:
        event = period.event or "the event"
        reading.say(f"There is no date until the day of “{event}” is known.")
        return None
    day = _after(reading, base, period)
    if day is not None:
        reading.say(f"Counted from {said}, {written(base)}.")
    return day


def _after(reading: Reading, base: date, period: Within) -> date | None:
    """Return the day a period after another, where it is a day and within reach of the plan."""
    day = cal.after(base, period.number, period.unit)
    if day is None or not in_reach(day, reading.known.agreed):
        reading.say(f"A period of {period.number} {period.unit} gives no day here.")
        return None
    return day


def _counted_from(reading: Reading, one: Found, period: Within) -> tuple[date | None, str]:
    """Return the day a period is counted from, and what that day is."""
    known, event = reading.known, period.event
    if PUBLICATION.fullmatch(event):
        return known.published, "publication"
    if APPROVAL.fullmatch(event):
        return known.approved or known.agreed, "approval" if known.approved else "the day agreed"
    if not event and known.published:
        return known.published, "publication"
    return (None, "") if event and not NOW.fullmatch(event) else (known.agreed, "the day agreed")


# The whole cell

SAYS = {
    "unsettled": "The words say that the date is still to be settled.",
    "none": "The words say that no date applies.",
    "status": "The words say that it is complete.",
}
REFUSAL = "we could not find a date in "
NOTHING = "No timescale is given."
NO_DATE = "No date was found in these words."
CONDITION = re.compile(
    r"\b(?:subject to|depend(?:ent|ing|s)(?: up)?on|provided(?: that)?|conditional on|pending|"
    r"once(?! (?:a|per|every|each|in)\b)|when|unless|upon|following|after)\b"
    rf"(?:(?! - |, |\b(?:by|{'|'.join(MONTHS)})\b)[^|;.()\d])*",
    re.I,
)


def read_cell(text: str, known: Known) -> Timescale:
    """Return what a cell means; its words come back as they were given."""
    cell = plain(text)
    if not re.search(r"\w", cell.text):
        return Timescale(text, understood=False, note=NOTHING)
    if cell.text.startswith(REFUSAL):
        return Timescale(text, understood=False, note=NO_DATE)
    reading = Reading(cell.text, known, read_words(cell.text, known.agreed.year), list(cell.notes))
    return _composed(text, cell, reading)


def _composed(text: str, cell: Plain, reading: Reading) -> Timescale:
    join_years(reading)
    drop_stray_years(reading)
    relative(reading)
    dates = resolve(reading)
    meant = _due(reading, dates)
    meant = _with_period(reading, meant, dates)
    meant = _with_repeats(reading, meant, dates)
    kinds = {one.kind for one in reading.found}
    meant = replace(meant, text=text, condition=_condition(cell.words))
    meant = replace(meant, immediate="immediate" in kinds, ongoing="ongoing" in kinds)
    return _understood(reading, meant, kinds)


def _due(reading: Reading, dates: list[Dated]) -> Timescale:
    """Return the due date (the last, or the revised one), the beginning and the other dates."""
    starts = min((one.first for one in dates if one.role == "start"), default=None)
    due = min(dates, key=last_day_of, default=None) if reading.in_turn else _last(dates)
    for one in reading.found:
        if one.kind == "bad":
            reading.refuse(one.note)
    backwards = due is not None and starts is not None and due.last < starts
    if backwards and due:
        reading.refuse(f"The end, {written(due.last)}, is before the beginning.")
    if due and due.found.period and due.found.period.unit == "days" and _is_a_range(reading, due):
        starts = starts or due.first
    meant = Timescale("", understood=False, starts=None if backwards else starts)
    if due and not reading.refused:
        meant = replace(meant, due=due.last, precision=due.precision)
        if due.last < reading.known.agreed:
            reading.say(f"This is before the day agreed, {written(reading.known.agreed)}.")
    return _with_others(reading, meant, dates)


def _is_a_range(reading: Reading, one: Dated) -> bool:
    words = reading.text[one.found.start : one.found.end]
    return bool(re.search(r"\d(?:st|nd|rd|th)? ?(?:-|to) ?\d", words))


def _last(dates: list[Dated]) -> Dated | None:
    """Return the date that is due: of several the last, but a revised one before an original."""
    news = [at for at, one in enumerate(dates) if one.role == "new"]
    wanted = {"due", "until", "new"}
    due = [one for one in dates[news[0] if news else 0 :] if one.role in wanted]
    started = any(one.role == "start" for one in dates)
    for fallback in ("done",) if started else ("done", "old"):
        due = due or [one for one in dates if one.role == fallback]
    return max(due, key=last_day_of, default=None)


def last_day_of(one: Dated) -> date:
    return one.last


def _with_others(reading: Reading, meant: Timescale, dates: list[Dated]) -> Timescale:
    """Return the meaning with the dates that are only named, in the note too."""
    others = {one.last for one in dates if one.role != "start" and one.last != meant.due}
    if not others:
        return meant
    named = [written(day) for day in sorted(others)]
    last = " and ".join([", ".join(named[:-1]), named[-1]] if named[1:] else named)
    reading.say(f"The words also name {last}.")
    return replace(meant, other_dates=tuple(sorted(others)))


def _with_period(reading: Reading, meant: Timescale, dates: list[Dated]) -> Timescale:
    """Return the meaning with a period from an event, and its day where no date is given."""
    found = within(reading)
    if found is None:
        return meant
    one, period = found
    base = next((other for other in dates if _is_the_event(reading, one, other)), None)
    if (
        base
        and not period.event
        and period.unit in {"days", "weeks", "months", "years", "working days"}
    ):
        return _from_a_date(reading, meant, period, base)
    if reading.refused:
        return meant
    meant = replace(meant, within=period)
    if meant.due or meant.starts:
        return meant
    day = due_within(reading, one, period)
    return replace(meant, due=day, precision="day" if day else "none")


def _is_the_event(reading: Reading, one: Found, other: Dated) -> bool:
    between = reading.text[one.end : other.found.start]
    linked = re.search(r"(?: of| from| after| since| following)$", reading.text[: one.end].rstrip())
    return bool(
        linked
        and other.found.start >= one.end
        and re.fullmatch(r" ?(?:the )?(?:end of )?", between)
    )


def _from_a_date(reading: Reading, meant: Timescale, period: Within, base: Dated) -> Timescale:
    """Return the meaning of "6 months from April 2017", counted from the last day named."""
    day = _after(reading, base.last, period)
    if day is None:
        return replace(meant, due=None, precision="none", starts=None)
    if base.precision == "month" and period.unit == "months":
        day = cal.month_end(day.year, day.month)
    reading.say(f"Counted from {written(base.last)}.")
    others = tuple(other for other in meant.other_dates if other != day)
    return replace(meant, due=day, precision=base.precision, starts=None, other_dates=others)


def _with_repeats(reading: Reading, meant: Timescale, dates: list[Dated]) -> Timescale:
    """Return the meaning with how often; a last day, or a whole year, ends the repeating."""
    repeats = [one for one in reading.found if one.kind == "repeat"]
    repeats += _each_year(reading, dates)
    rules = list(dict.fromkeys(one.rrule for one in repeats))
    if not rules:
        return meant
    reading.say(repeats[0].note)
    if len(rules) > 1:
        reading.say("Several frequencies are named; the first was taken.")
    due = _last(dates)
    ends = meant.due and due and (due.role == "until" or due.found.period in WHOLE_YEARS)
    end = f";UNTIL={meant.due:%Y%m%d}" if ends and meant.due else ""
    return replace(meant, repeats=rules[0] + end)


WHOLE_YEARS = {Period(unit) for unit in YEARS}
EACH = re.compile(r"(?:every|each) $")


def _each_year(reading: Reading, dates: list[Dated]) -> list[Found]:
    """Return the yearly repeat of "every April"."""
    months = [one for one in dates if one.precision in {"month", "season", "term"}]
    return [
        Found("repeat", rrule="FREQ=YEARLY")
        for one in months
        if one.found.year is None and EACH.search(reading.before(one.found))
    ]


def _condition(words: str) -> str:
    """Return the words that say on what it depends, where there are any."""
    found = CONDITION.search(words)
    return found[0].strip(" ,-") if found and " " in found[0].strip() else ""


def _understood(reading: Reading, meant: Timescale, kinds: set[str]) -> Timescale:
    for kind in SAYS:
        if kind in kinds:
            reading.say(SAYS[kind])
    for one in reading.found:
        if one.kind == "undated":
            reading.say(one.note)
    understood = bool(
        meant.due
        or meant.repeats
        or meant.starts
        or meant.within
        or meant.immediate
        or meant.ongoing
    )
    if reading.refused:
        reading.say("So no due date was taken.")
    elif not understood and not reading.notes:
        reading.say(NO_DATE)
    return replace(meant, understood=understood, note=" ".join(reading.notes))
