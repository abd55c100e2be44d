"""From what a timescale's words say to what they mean: which date is due, what is only named.

Private to `actionplans/timescales.py`.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from actionplans.timescale import calendar as cal
from actionplans.timescale.calendar import NoSuchDate, Period, Year, written
from actionplans.timescale.grammar import A_START, PLAN_YEAR, Found


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
    """A date in the words with its part: due, start, until, new, old, done or mention."""

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
    # Where lines were broken, now spaces.
    breaks: frozenset[int] = frozenset()

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
    r"(?:(?<![a-z])wk? ?[/.]? ?[cb]\.?|"
    r"(?:week|wk) ?-?(?:commencing|beginning|starting|of))[ :]*(?:the )?$"
)
FIRST_DAY = re.compile(
    r"(?<![a-z])(?:(?:beginn?ing|start) of[ -](?:the )?|by (?:the )?(?:beginn?ing|start) )$"
)
FROM_THE_FIRST_DAY = re.compile(
    r"(?<![a-z])(?:from|since|as of|effective|w\.?e\.?f\.?) (?:the )?(?:beginn?ing|start) of[ -]"
)
ROUGHLY = re.compile(
    r"(?<![a-z])(early|mid|middle of|late|around|approximately|circa|"
    r"(?:1st|2nd|3rd|4th) week (?:in|of)|(?:1st|2nd) half of)[ -](?:in )?(?:the )?$"
)
BEFORE = re.compile(
    r"(?<![a-z])(?<!not )(?:before|prior to|ahead of|in advance of|pre(?=[ -]))(?: the|-)? ?"
    r"(?P<end>end(?: of)?)?(?: the)? ?$"
)
START = ends_with(
    r"from|since|as of|w\.?e\.?f\.?|start(?:s|ing|ed)?|commenc(?:e|es|ed|ing)|begin(?:s|ning)?|"
    r"began|effective|not before|no earlier than|not earlier than|after|following|(?<!in )post"
)
SINCE = re.compile(r"\bsince [a-z' ]{0,40}$")
PAST = ends_with(r"since|started|commenced|began")
NO_START = ends_with(
    r"(?:revised|moved|changed|extended|slipped|amended|deferred|postponed|delayed|put back) from"
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
ACTUAL = ends_with(r"actual(?:ly)?(?: (?:date|completion|completed|end))*")
MENTION = ends_with(r"updated|last updated|as at|dated|report dated|position at")
ONWARDS = re.compile(
    r" ?\+(?! ?\w)|[ ,)-]*(?:and )?(?:onwards?|forwards?|beyond|start(?:ing|s)?(?! of))\b"
)
OPEN_END = re.compile(r" ?(?:-|to) ?(?:on ?-?going|present|date)\b")
RANGE = re.compile(
    r" ?(?:-|to|until|till|through(?: to)?|up to|and ending)"
    r"(?: (?:the|by|end|end of|mid|early|late|beginning of|start of|w/?c|"
    r"MON|TUE|WED|THU|FRI|SAT|SUN))*[ -]?"
)
IN_BRACKETS = re.compile(r" ?(?:term )?[(:] ?(?:by |by the )?(?:end of |end )?(?:the )?")
NEXT_TO = re.compile(r"[ ,:)-]{1,3}")
ALSO = re.compile(r",? ?(?:,|&|and) ?")
SAME_YEAR = re.compile(r"\) ?|(?: (?!and\b|to\b|or\b|then\b|by\b|in\b)[a-z'/]+){1,4} ")
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
        if ALSO.fullmatch(between) and _dated_in_a_year(one) and other.period == Period("year"):
            found[found.index(other)] = replace(other, period=one.period)
            return join_years(reading)
        if _lacks_year(one) and _is_a_year(other) and SAME_YEAR.fullmatch(between):
            _join(reading, one, other, one.period, other.year)
            return join_years(reading)
    return None


def _is_a_year(one: Found) -> bool:
    return one.kind == "date" and one.period is not None and one.period.unit in YEARS


def _dated_in_a_year(one: Found) -> bool:
    return one.kind == "date" and one.year is not None and not _is_a_year(one)


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
    if one.kind != "date" or one.period not in {Period("year"), Period("financial_year")}:
        return False
    if one.note or not reading.text[one.start].isdigit() or not reading.text[one.end - 1].isdigit():
        return False
    if any(other.end in {one.start, one.start - 1} for other in reading.found):
        return False
    before = reading.text[: one.start]
    tail = YEAR_TAIL.match(reading.text, one.end) or one.end in reading.breaks
    return not (YEAR_LEAD.search(before[-20:]) and tail)


# What part each date plays


def role(reading: Reading, one: Found) -> str:
    """Return what the words around a date make of it."""
    before, after = reading.before(one), reading.text[one.end : one.end + 20]
    if FROM_THE_FIRST_DAY.search(before):
        return "start"
    if WEEK.search(before) or FIRST_DAY.search(before):
        return "due"
    if _is_complete(reading, one) or ACTUAL.search(before):
        return "done"
    for name, pattern in (("mention", MENTION), ("old", NO_START), ("new", NEW), ("old", OLD)):
        if pattern.search(before):
            return name
    if (
        START.search(before)
        or SINCE.search(before)
        or ONWARDS.match(after)
        or OPEN_END.match(after)
    ):
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
    # Where no year is written at all, the last date is the next such, and the others precede it.
    backwards = not reading.in_turn and all(one.year is None for one, _ in parts)
    for at, (one, part) in sorted(enumerate(parts), reverse=backwards):
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
    dated = Dated(one, part, first, last, one.precision or period.precision)
    narrowed = _edges(reading, dated)
    _doubt(reading, narrowed or dated)
    return narrowed


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


def _doubt(reading: Reading, one: Dated) -> None:
    """Say what is odd about a date, and refuse what can be no date of this plan."""
    year, agreed = one.last.year, reading.known.agreed
    away = year - agreed.year
    if not (in_reach(one.first, agreed) and in_reach(one.last, agreed)):
        reading.refuse(f"The year {year} cannot be meant in a plan of {agreed.year}.")
    elif away > FAR_AHEAD or -away >= FAR_BEHIND:
        reading.say(f"The year {year} is far from the plan's ({agreed.year}): is it right?")
    if one.found.weekday not in {None, one.first.weekday()}:
        first = f"{written(one.first)} is a {one.first:%A}"
        reading.say(f"{first}, not the day of the week in the words.")


def in_reach(day: date, agreed: date) -> bool:
    return abs(day.year - agreed.year) <= NOT_A_PLAN


def _edges(reading: Reading, one: Dated) -> Dated | None:
    """Return a date narrowed by the words before it: week commencing, start of, before, early."""
    before = reading.before(one.found)
    exact = one.precision == "day"
    if WEEK.search(before) and exact:
        reading.say("A week is due on its last day, the Sunday after it begins.")
        return replace(one, last=cal.moved(one.last, 6))
    if FIRST_DAY.search(before) and not exact:
        return _first_day(reading, one)
    found = BEFORE.search(before)
    if found:
        reading.say("The words say before the date.")
    if found and not exact and not found["end"]:
        return replace(one, last=cal.moved(one.first, -1), precision="day")
    return _roughly(reading, one, before)


def _first_day(reading: Reading, one: Dated) -> Dated | None:
    unit = one.found.period.unit if one.found.period else ""
    if unit in {"school_year", "term"}:
        reading.refuse(A_START)
        return None
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
    if part == "done":
        reading.refuse("The words say that it is complete, but not in which year.")
        return None
    agreed = reading.known.agreed
    if _of_a_plan_s_year(reading, one):
        reading.refuse(PLAN_YEAR)
        return None
    if period.unit == "quarter" and not period.part.endswith("calendar"):
        year = cal.council_year(agreed)
        reading.say(f"No year is written: the quarter is taken as of the council year {year}.")
        return year
    return _year_from(reading, one, period, agreed)


def _of_a_plan_s_year(reading: Reading, one: Found) -> bool:
    """Return whether a year of the plan stands beside a date: Year 2 Q1, September (year 2)."""
    years = [other for other in reading.found if other.note == PLAN_YEAR]
    gaps = [(other.end, one.start) for other in years] + [(one.end, other.start) for other in years]
    return any(re.fullmatch(r"[ ,:/(-]{0,3}(?:of )?", reading.text[a:b]) for a, b in gaps if a <= b)


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
            if beside := _another_year(reading, one, (first.year, last.year)):
                reading.refuse(f"Whether the year {beside} belongs to the date is not clear.")
                return None
            side = "last" if past else "next"
            reading.say(f"No year is written: the {side} such date from the day agreed was taken.")
            return year
    reading.refuse("There is no such date in the years of the plan.")
    return None


YEAR_NEARBY = re.compile(r"[^\d|]{0,8}?((?:19|20)\d\d)(?!\d)")


def _another_year(reading: Reading, one: Found, years: tuple[int, int]) -> str:
    """Return a year close behind a date that none was found to have, where it is another."""
    nearby = YEAR_NEARBY.match(reading.text, one.end)
    return nearby[1] if nearby and int(nearby[1]) not in years else ""


def _year_beside(period: Period, at: int, resolved: list[Dated | None]) -> Year | None:
    """Return the year a date shares with the nearest later one, else with the one before."""
    backwards = not any(one and one.found.year for one in resolved)
    following = (one for one in resolved[at + 1 :] if one and (one.found.year or backwards))
    later = next(following, None)
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
    if SCHOOL_YEAR.search(reading.text):
        reading.found = [_of_school(reading, one) for one in reading.found]
    dated = any(one.year for one in reading.dates())
    reading.found = [_placed(reading, one) for one in reading.found if not _outdone(one, dated)]


SCHOOL_YEAR = re.compile(r"\b(?:academic|school) (?:years?|yrs?|session)\b")
SAID_COUNCIL_YEAR = re.compile(r"financial|fiscal|council|f[./]?y|budget|last day")


def _of_school(reading: Reading, one: Found) -> Found:
    """Return a bare 2014/15 as the school year that the words name elsewhere."""
    bare = one.kind == "date" and one.period == Period("financial_year")
    if not bare or SAID_COUNCIL_YEAR.search(reading.text[one.start : one.end]):
        return one
    return replace(one, period=Period("school_year"))


def _outdone(one: Found, dated: bool) -> bool:
    """Return whether a period beside the day agreed only explains a date with its year."""
    return dated and one.kind == "relative"


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
