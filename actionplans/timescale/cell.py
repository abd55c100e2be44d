"""A whole cell: its dates, periods, frequencies and states put together into one meaning.

Private to `actionplans/timescales.py`.
"""

import re
from dataclasses import replace
from datetime import date

from actionplans.timescale.calendar import Period, written
from actionplans.timescale.events import due_within, from_a_date, is_the_event, within
from actionplans.timescale.grammar import Found, read_words
from actionplans.timescale.lines import on_one_line
from actionplans.timescale.reading import (
    YEARS,
    Dated,
    Known,
    Reading,
    Timescale,
    drop_stray_years,
    join_years,
    relative,
    resolve,
)
from actionplans.timescale.words import MONTHS, Plain, plain

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
    if cell.words.lower().startswith(REFUSAL):
        return Timescale(text, understood=False, note=NO_DATE)
    lines = on_one_line(cell.text, known.agreed.year)
    found = read_words(lines.text, known.agreed.year)
    reading = Reading(lines.text, known, found, list(cell.notes), breaks=lines.breaks)
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
    base = next((other for other in dates if is_the_event(reading, one, other)), None)
    if base and period.unit in {"days", "weeks", "months", "years", "working days"}:
        return from_a_date(reading, meant, period, base)
    if reading.refused:
        return meant
    meant = replace(meant, within=period)
    if meant.due and period.event and re.match(r" ?\((?=[\dA-Z])", reading.text[one.end :]):
        reading.say(f"The date is taken as due, not as the day of “{period.event}”.")
    if meant.due or meant.starts:
        return meant
    day = due_within(reading, period)
    return replace(meant, due=day, precision="day" if day else "none")


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
