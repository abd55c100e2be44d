"""From what a timescale's words say to what they mean: which date is due, what is only named.

Private to `actionplans/timescales.py`.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from actionplans import timescale_calendar as cal
from actionplans.timescale_calendar import NoSuchDate, Period, Year, written
from actionplans.timescale_grammar import Found, read_words
from actionplans.timescale_words import MONTHS, Plain, plain


@dataclass(frozen=True)
class Within:
    """A period counted from an event: ("months", 6, "publication")."""

    unit: str
    number: int
    event: str = ""

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit
        return f"within {self.number} {unit}" + (f" of {self.event}" if self.event else "")


@dataclass(frozen=True)
class Timescale:
    """What a timescale's words mean; `text` is the words themselves, as they were given.

    `understood`: the words give a date, a frequency, a beginning, a period, "ongoing" or
    "immediate". "To be confirmed", "complete" and "not applicable" give none of these: they are
    not understood as a timescale, and the note says what they say.
    `precision`: none, day, month, quarter, season, term, half_year, year or financial_year; it
    is "none" exactly where there is no due date.
    `repeats`: an RRULE. Where it has an UNTIL, `due` is that last day and no first date was
    given but `starts`; without one, `due` is the first time.
    """

    text: str
    understood: bool
    due: date | None = None
    precision: str = "none"
    repeats: str = ""
    starts: date | None = None
    other_dates: tuple[date, ...] = ()
    immediate: bool = False
    ongoing: bool = False
    note: str = ""
    condition: str = ""
    within: Within | None = None


@dataclass(frozen=True)
class Known:
    """The days a reading may count from."""

    agreed: date
    published: date | None = None
    approved: date | None = None


@dataclass(frozen=True)
class Dated:
    """A date in the words with the part it plays: due, start, until, new, old or mention."""

    found: Found
    role: str
    first: date
    last: date
    precision: str


@dataclass
class Reading:
    """The work on one cell: what was found, and what is to be said about it."""

    text: str
    known: Known
    found: list[Found]
    notes: list[str] = field(default_factory=list)
    refused: bool = False
    # Whether the dates are the turns of a repeat, of which the next is due and not the last.
    in_turn: bool = False

    def say(self, note: str) -> None:
        if note and note not in self.notes:
            self.notes.append(note)

    def refuse(self, note: str) -> None:
        self.say(note)
        self.refused = True

    def before(self, one: Found) -> str:
        """Return the words between a thing and the date before it."""
        ends = [other.end for other in self.found if other.end <= one.start and other.kind in DATES]
        return self.text[max(ends, default=0) : one.start]

    def after(self, one: Found) -> str:
        """Return the words between a thing and what is found next."""
        starts = [other.start for other in self.found if other.start >= one.end]
        return self.text[one.end : min(starts, default=len(self.text))]

    def dates(self) -> list[Found]:
        return [one for one in self.found if one.kind == "date"]


DATES = {"date", "bad", "relative", "undated"}
LEAD_IN = r"[ :,(-]*(?:(?:on|in|at|the|date|from|end|of|by|early|mid|late|with effect)\b[ :,-]*)*$"


def ends_with(words: str) -> re.Pattern[str]:
    """Return a pattern of words that lead to a date right behind them."""
    return re.compile(rf"(?<![a-z])(?:{words}){LEAD_IN}")


WEEK = re.compile(
    r"(?:(?<![a-z])w ?[/.]? ?[cb]\.?|week ?-?(?:commencing|beginning|starting|of))[ :]*(?:the )?$"
)
FIRST_DAY = re.compile(r"(?<![a-z])(?:beginn?ing|start) of[ -](?:the )?$")
ROUGHLY = re.compile(
    r"(?<![a-z])(early|mid|middle of|late|around|approximately|circa)[ -](?:the )?$"
)
BEFORE = re.compile(
    r"(?<![a-z])(?<!not )(?:before|prior to|ahead of|in advance of)(?: the)? ?(?P<end>end(?: of)?)?"
    r"(?: the)? $"
)
START = ends_with(
    r"from|since|as of|w\.?e\.?f\.?|start(?:s|ing|ed)?|commenc(?:e|es|ed|ing)|begin(?:s|ning)?|"
    r"began|effective|not before|no earlier than|not earlier than|after|following"
)
PAST = ends_with(r"since|started|commenced|began")
NO_START = ends_with(
    r"(?:revised|moved|changed|extended|slipped|amended|deferred|postponed|put back) from"
)
UNTIL = ends_with(r"until|till|til|up to(?: and including)?|through to|to")
OLD = ends_with(
    r"original(?:ly)?(?: (?:target|timescale|deadline|due|completion))*|was|were|"
    r"previous(?:ly)?|former(?:ly)?|initial(?:ly)?(?: (?:target|timescale|deadline))*"
)
NEW = ends_with(
    r"(?:revised|new|amended|extended|current)"
    r"(?: (?:target|timescale|deadline|due|completion|end))*(?: to)?|now(?: due)?|"
    r"(?:moved|rescheduled|changed|slipped|put back|re-?profiled)(?: to| for| until)|"
    r"(?:deferred|postponed|delayed)(?: to| until)?"
)
MENTION = ends_with(r"updated|last updated|as at|dated|report dated|position at")
ONWARDS = re.compile(r"[ ,)-]*(?:and )?(?:onwards?|forwards?|and beyond|start(?:ing|s)?(?! of))\b")
OPEN_END = re.compile(r" ?(?:-|to) ?(?:on ?-?going|present|date)\b")
RANGE = re.compile(
    r" ?(?:-|to|until|till|through(?: to)?|up to|and ending)"
    r"(?: (?:the|by|end|end of|mid|early|late|beginning of|start of|w/?c|"
    r"MON|TUE|WED|THU|FRI|SAT|SUN))*[ -]?"
)
IN_BRACKETS = re.compile(r" ?(?:term )?[(:] ?(?:by |by the )?(?:end of |end )?(?:the )?")
NEXT_TO = re.compile(r"[ ,:-]{1,3}")
SAME_YEAR = re.compile(r"(?: (?!and\b|to\b|or\b|then\b|by\b|in\b)[a-z'/]+){1,4} ")
YEAR_LEAD = re.compile(
    r"(?:^|\b(?:by|in|during|of|end|until|till|to|from|since|before|for|throughout|late|early|mid|"
    r"and|through|year|onwards|phase)|[-/|;:,(]|\) ?) ?$"
)
YEAR_TAIL = re.compile(r" ?(?:$|[^a-z ]|(?:and|or|onwards?|to|then|with|for|review|but|by|when)\b)")


# Putting together what belongs together


def join_years(reading: Reading) -> None:
    """Give a period the year before it (2017/18 Q3) or words behind (December board 2017)."""
    found = reading.found
    for one, other in pairwise(found):
        between = reading.text[one.end : other.start]
        if _is_a_year(one) and _lacks_year(other) and NEXT_TO.fullmatch(between):
            _join(reading, one, other, other.period, one.year)
            return join_years(reading)
        if _lacks_year(one) and _is_a_year(other) and SAME_YEAR.fullmatch(between):
            _join(reading, one, other, one.period, other.year)
            return join_years(reading)
    return None


def _is_a_year(one: Found) -> bool:
    return one.kind == "date" and one.period is not None and one.period.unit in YEARS


def _lacks_year(one: Found) -> bool:
    return one.kind == "date" and one.year is None


YEARS = {"year", "financial_year", "school_year"}


def _join(
    reading: Reading, one: Found, other: Found, period: Period | None, year: Year | None
) -> None:
    if period and year and period.unit == "quarter" and not year.split:
        year = Year(year.first, split=True)
        reading.say(f"The quarter is taken as of the council year {year}.")
    joined = replace(one, end=other.end, period=period, year=year)
    at = reading.found.index(one)
    reading.found[at : at + 2] = [joined]


def drop_stray_years(reading: Reading) -> None:
    """Leave out years that date something else, like an Act's; a year needs "by", "in" or a gap."""
    reading.found = [one for one in reading.found if not _stray(reading, one)]


def _stray(reading: Reading, one: Found) -> bool:
    if one.kind != "date" or one.period != Period("year"):
        return False
    before = reading.text[: one.start]
    return not (YEAR_LEAD.search(before[-20:]) and YEAR_TAIL.match(reading.text, one.end))


# What part each date plays


def role(reading: Reading, one: Found) -> str:
    """Return what the words around a date make of it."""
    before, after = reading.before(one), reading.text[one.end : one.end + 20]
    if WEEK.search(before) or FIRST_DAY.search(before):
        return "due"
    for name, pattern in (("mention", MENTION), ("old", NO_START), ("new", NEW), ("old", OLD)):
        if pattern.search(before):
            return name
    if START.search(before) or ONWARDS.match(after) or OPEN_END.match(after):
        return "start"
    return "until" if UNTIL.search(before) else "due"


def roles(reading: Reading) -> list[tuple[Found, str]]:
    """Return each date with its part; the first of a range is a beginning."""
    dates = reading.dates()
    parts = {one: role(reading, one) for one in dates}
    for one, other in pairwise(dates):
        between = reading.text[one.end : other.start]
        opened = parts[one] == "start" or re.search(r"\bbetween (?:the )?$", reading.before(one))
        ranged = RANGE.fullmatch(between) or (opened and re.fullmatch(r" (?:and|&) ", between))
        if between == " from " and parts[one] == "new":
            parts[other] = "old"
        elif ranged and parts[one] in {"due", "start", "until"}:
            parts[one], parts[other] = "start", "until"
    return list(parts.items())


# Which days the dates are


def resolve(reading: Reading) -> list[Dated]:
    """Return the dates with their days, a missing year taken from beside or from the plan's."""
    parts = roles(reading)
    reading.in_turn = _in_turn(reading, parts)
    resolved: list[Dated | None] = [None] * len(parts)
    for at, (one, part) in enumerate(parts):
        if one.year is not None:
            resolved[at] = _days(reading, one, part, one.year)
    for at, (one, part) in enumerate(parts):
        if one.year is None:
            resolved[at] = _days(reading, one, part, _year(reading, one, part, at, resolved))
    return _specified(reading, [one for one in resolved if one is not None])


def _in_turn(reading: Reading, parts: list[tuple[Found, str]]) -> bool:
    """Return whether dates without years are turns of a repeat: twice a year (March, September)."""
    repeats = any(one.kind == "repeat" for one in reading.found)
    return repeats and all(one.year is None and part == "due" for one, part in parts)


def _days(reading: Reading, one: Found, part: str, year: Year | None) -> Dated | None:
    """Return a date with its days; nothing, and a reason, where there are none."""
    period = one.period
    if year is None or period is None:
        return None
    try:
        first, last = cal.span(period, year)
    except NoSuchDate as problem:
        reading.refuse(str(problem))
        return None
    reading.say(one.note)
    _say_conventions(reading, one, period, first, last)
    _doubt(reading, one, first, last)
    return _edges(reading, Dated(one, part, first, last, one.precision or period.precision))


def _say_conventions(reading: Reading, one: Found, period: Period, first: date, last: date) -> None:
    if period.unit == "term":
        reading.say(f"The {period.part} term is taken to end on {written(last)}; councils differ.")
    elif period.unit == "season":
        reading.say(f"{period.part.capitalize()} is taken to end on {written(last)}.")
    elif period.unit == "easter":
        reading.say(f"Easter Sunday was taken: {written(last)}.")
    elif period.unit == "christmas":
        reading.say(f"Christmas Day was taken: {written(last)}.")
    elif period.unit == "school_year":
        reading.say(f"The school year is taken to end on {written(last)}.")


FAR_BEHIND, FAR_AHEAD, NOT_A_PLAN = 3, 10, 25


def _doubt(reading: Reading, one: Found, first: date, last: date) -> None:
    """Say what is odd about a date, and refuse what can be no date of this plan."""
    agreed = reading.known.agreed
    away = last.year - agreed.year
    if abs(away) > NOT_A_PLAN:
        reading.refuse(f"The year {last.year} cannot be meant in a plan of {agreed.year}.")
    elif away > FAR_AHEAD or -away >= FAR_BEHIND:
        reading.say(f"The year {last.year} is far from the plan's ({agreed.year}): is it right?")
    if one.weekday is not None and first.weekday() != one.weekday:
        reading.say(f"{written(first)} is a {first:%A}, not the day of the week in the words.")


def _edges(reading: Reading, one: Dated) -> Dated | None:
    """Return a date narrowed by the words before it: week commencing, start of, before, early."""
    before = reading.before(one.found)
    exact = one.precision == "day"
    if WEEK.search(before) and exact:
        reading.say("A week is due on its last day, the Sunday after it begins.")
        return replace(one, last=one.first + timedelta(6))
    if FIRST_DAY.search(before) and not exact:
        return _first_day(reading, one)
    found = BEFORE.search(before)
    if found:
        reading.say("The words say before the date.")
    if found and not exact and not found["end"]:
        return replace(one, last=one.first - timedelta(1), precision="day")
    return _roughly(reading, one, before)


def _first_day(reading: Reading, one: Dated) -> Dated | None:
    return replace(one, last=one.first, precision="day")


def _roughly(reading: Reading, one: Dated, before: str) -> Dated | None:
    """Return a date said roughly: a month is still due on its last day, "early 2018" is none."""
    found = ROUGHLY.search(before)
    if found and one.precision in {"year", "financial_year", "half_year"} and found[1] != "late":
        reading.refuse(f"“{found[1].capitalize()}” in a year is no date.")
        return None
    if found:
        reading.say(f"“{found[1].capitalize()}” was not counted: the last day was taken.")
    return one


# Years that are not written


def _year(
    reading: Reading, one: Found, part: str, at: int, resolved: list[Dated | None]
) -> Year | None:
    period = one.period
    assert period is not None  # noqa: S101 - every date has one; this tells the type checker
    beside = None if reading.in_turn else _year_beside(period, at, resolved)
    if beside:
        reading.say("A year that is not written was taken from the date beside it.")
        return beside
    if _is_complete(reading, one):
        reading.refuse("The words say that it is complete, but not in which year.")
        return None
    agreed = reading.known.agreed
    if period.unit == "quarter" and not period.part.endswith("calendar"):
        year = cal.council_year(agreed)
        reading.say(f"No year is written: the quarter is taken as of the council year {year}.")
        return year
    return _year_from(reading, one, period, agreed)


def _is_complete(reading: Reading, one: Found) -> bool:
    """Return whether "complete" stands right before a date."""
    before = [other for other in reading.found if other.end <= one.start]
    return bool(before) and before[-1].kind == "status" and one.start - before[-1].end <= 5


def _year_from(reading: Reading, one: Found, period: Period, agreed: date) -> Year | None:
    """Return the year that makes it the next such date, or the last for what has begun."""
    past = PAST.search(reading.before(one))
    years = [Year(agreed.year + step) for step in (-1, 0, 1, 2)]
    for year in reversed(years) if past else years:
        try:
            first, last = cal.span(period, year)
        except NoSuchDate:
            continue
        if (first <= agreed) if past else (last >= agreed):
            side = "last" if past else "next"
            reading.say(f"No year is written: the {side} such date from the day agreed was taken.")
            return year
    reading.refuse("There is no such date in the years of the plan.")
    return None


def _year_beside(period: Period, at: int, resolved: list[Dated | None]) -> Year | None:
    """Return the year a date shares with the nearest later one, else with the one before."""
    later = next((one for one in resolved[at + 1 :] if one and one.found.year), None)
    earlier = next((one for one in reversed(resolved[:at]) if one), None)
    beside = later or earlier
    if beside is None:
        return None
    spans = _spans(period, beside.first.year)
    over = [year for year, (first, last) in spans if first <= beside.last and last >= beside.first]
    if over:
        return over[0]
    if later:
        return max(
            (year for year, days in spans if days[1] <= later.last), key=_first, default=None
        )
    return min((year for year, days in spans if days[0] >= beside.first), key=_first, default=None)


def _first(year: Year) -> int:
    return year.first


def _spans(period: Period, about: int) -> list[tuple[Year, cal.Span]]:
    split = period.unit == "quarter" and not period.part.endswith("calendar")
    spans = []
    for first in range(about - 2, about + 3):
        try:
            spans.append((Year(first, split), cal.span(period, Year(first, split))))
        except NoSuchDate:
            continue
    return spans


def _specified(reading: Reading, dates: list[Dated]) -> list[Dated]:
    """Leave out a period that another in brackets, or one with the year, makes more exact."""
    out: set[Found] = set()
    for one, other in pairwise(dates):
        between = reading.text[one.found.end : other.found.start]
        if not (
            IN_BRACKETS.fullmatch(between) or (one.found.year is None and one.precision in WIDE)
        ):
            continue
        wide, narrow = sorted((one, other), key=lambda dated: dated.first - dated.last)
        inside = wide.first <= narrow.first and narrow.last <= wide.last
        if inside and (wide.first, wide.last) != (narrow.first, narrow.last):
            out.add(wide.found)
    return [one for one in dates if one.found not in out]


WIDE = {"quarter", "season", "term", "half_year"}


# Dates beside the day agreed: "end of the financial year"


def relative(reading: Reading) -> None:
    """Give this or the next year, quarter or month its place beside the day agreed."""
    reading.found = [_placed(reading, one) for one in reading.found]


def _placed(reading: Reading, one: Found) -> Found:
    if one.kind != "relative" or one.period is None:
        return one
    period, year = _beside_the_day(one.period, reading.known.agreed, one.number)
    return replace(one, kind="date", period=period, year=year, note=COUNTED)


COUNTED = "Counted from the day agreed."


def _beside_the_day(period: Period, agreed: date, step: int) -> tuple[Period, Year]:
    if period.unit == "month":
        year, month = divmod(agreed.year * 12 + agreed.month - 1 + step, 12)
        return Period("month", month + 1), Year(year)
    if period.unit == "quarter":
        first = cal.council_year(agreed).first
        at = (agreed.year - first) * 4 + (agreed.month - 4) // 3 + step - 4 * (agreed.year - first)
        at = ((agreed.month - 4) % 12) // 3 + step
        return Period("quarter", part=str(at % 4 + 1)), Year(first + at // 4, split=True)
    if period.unit == "year":
        return period, Year(agreed.year + step)
    now = cal.school_year(agreed) if period.unit == "school_year" else cal.council_year(agreed)
    return period, Year(now.first + step, split=True)


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
    day = cal.after(base, period.number, period.unit)
    if day is None:
        reading.say(f"A period in {period.unit} gives no day.")
    else:
        reading.say(f"Counted from {said}, {written(base)}.")
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
    if cell.text.startswith(REFUSAL) or not re.search(r"\w", cell.text):
        return Timescale(text, understood=False, note=NO_DATE if cell.text else NOTHING)
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
    due = min(dates, key=_last_day, default=None) if reading.in_turn else _last(dates)
    for one in reading.found:
        if one.kind == "bad":
            reading.refuse(one.note)
    ranged = reading.found and due and starts and due.role == "until" and due.last < starts
    if ranged and due:
        reading.refuse(f"The end, {written(due.last)}, is before the beginning.")
    if due and due.found.period and due.found.period.unit == "days" and _is_a_range(reading, due):
        starts = starts or due.first
    meant = Timescale("", understood=False, starts=None if ranged else starts)
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
    return max(due, key=_last_day, default=None)


def _last_day(one: Dated) -> date:
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
    meant = replace(meant, within=period)
    if meant.due or reading.refused or any(other.role != "mention" for other in dates):
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
    day = cal.after(base.last, period.number, period.unit)
    if day is not None and base.precision == "month" and period.unit == "months":
        day = cal.month_end(day.year, day.month)
    reading.say(f"Counted from {written(base.last)}.")
    others = tuple(other for other in meant.other_dates if other != day)
    precision = "day" if base.precision == "day" else base.precision
    return replace(meant, due=day, precision=precision, starts=None, other_dates=others)


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
