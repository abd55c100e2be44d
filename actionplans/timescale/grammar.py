"""The grammar of a timescale's words: what each stretch of them says, left to right.

Private to `actionplans/timescales.py`. It works on the words as `timescale_words.plain` writes
them: lower case, months and days of the week as JAN and MON, numbers in figures.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from actionplans.timescale.calendar import Period, Year
from actionplans.timescale.repeats import read_repeat
from actionplans.timescale.words import DAY_MARKS, MONTH_MARKS, MONTHS


@dataclass(frozen=True)
class Found:
    """One thing the words say, and where: a date, a frequency, a period from an event, a state."""

    kind: str
    start: int = 0
    end: int = 0
    period: Period | None = None
    year: Year | None = None
    rrule: str = ""
    number: int = 0
    unit: str = ""
    event: str = ""
    note: str = ""
    weekday: int | None = None
    # How exact a day is said to be: "30 June 2017 (the last day of the month)".
    precision: str = ""
    # A bare "3 months", which only counts where nothing else is said.
    bare: bool = False


# Fragments

MONTH = "|".join(MONTH_MARKS)
WEEKDAY = "|".join(DAY_MARKS)
ORDINAL = r"(?: ?(?:st|nd|rd|th)(?![a-z]))?"
FULL = r"(?:19|20)\d\d(?!\d)"
# 2017/18, 2017-2018, 2005/6: whether the years follow each other is for `year_of` to see.
SPLIT = (
    r"(?:19|20)\d\d(?: ?[/-] ?(?:(?:19|20)\d\d|\d\d)|[/-]\d)(?!\d)(?![./-]\d)"
    rf"(?!{ORDINAL} ?(?:{MONTH}))"
)
NO_YEAR = (
    r"(?!\d)(?! ?(?:st|nd|rd|th)(?![a-z]))(?! ?%)(?![./:]\d)(?!-\d)(?! ?(?:am|pm)\b)"
    r"(?! ?(?:working|days?|weeks?|months?|years?|hours?|cases|visits|staff)\b)"
)
# 17 or '17, but not the day of a next date; after a bare month a whole "May 17 June 17" is two.
SHORT = rf"'?\d\d{NO_YEAR}(?! ?(?:of )?(?:{MONTH}))"
SHORT_IN_A_LIST = rf"'?\d\d{NO_YEAR}(?! ?(?:of )?(?:{MONTH})(?! ?'?\d\d(?!\d)))"
GAP = r"(?:[ .,/'-]{0,3}|,? (?:of|in) |,? ?\()"
SHORT_GAP = r"(?:[./-] ?|\. |, | )?"
DAY = rf"(?<!\d)(?<!\d[./])(?P<day>\d\d?){ORDINAL}"
OF = r"(?:(?: day)? of(?: the month of)?|\.(?=\S)|(?<=[a-z])\.|,)?[ /-]{0,2}"
YEAR_FIGURES = (
    rf"(?:{SPLIT}|{FULL}|\d\d ?[/-] ?\d\d(?!\d)(?![./-]\d)(?!{ORDINAL} ?(?:of )?(?:{MONTH})))"
)
YEARS = r"(?:years?|yrs?|session)\b"
QUARTERLY_YEAR = (
    r"(?:[ ,(:/-]{0,3}(?:of |in |for |the )*(?P<sort>calendar|financial|council|fiscal|fy)?"
    rf"(?: year)? ?(?P<year>{YEAR_FIGURES}|{SHORT}))"
)


# Years


def year_of(words: str, agreed: int) -> Year | None:
    """Return the year written: 2018, 18, 2017/18, 2017/8; nothing where they do not follow."""
    parts = re.findall(r"\d+", words)
    first = _full(parts[0], agreed)
    if len(parts) == 1:
        return Year(first)
    following = f"{first + 1:04d}"
    follows = parts[1] in {following, following[-2:], following[-1]}
    return Year(first, split=True) if follows else None


def _full(digits: str, agreed: int) -> int:
    """Return two figures as a year in the century that brings it nearest to the plan's."""
    if len(digits) == 4:
        return int(digits)
    century = agreed // 100 * 100
    return min((century + k + int(digits) for k in (-100, 0, 100)), key=lambda y: abs(y - agreed))


def near(year: int, agreed: int) -> bool:
    """Return whether a year of two figures is likely one: few years before the plan, ten after."""
    return -4 <= year - agreed <= 10


# What the patterns mean

Builder = Callable[[re.Match[str], int], Found | None]
UNCLEAR_YEAR = "The year of “{}” is not clear."


def _dated(period: Period, match: re.Match[str], agreed: int, **also: object) -> Found | None:
    """Return a date with the year its words give, if they give one."""
    words = match["year"]
    year = year_of(words, agreed) if words else None
    if words and year is None:
        return None
    return replace(Found("date", period=period, year=year), **also)  # type: ignore[arg-type]


def _torn(match: re.Match[str]) -> bool:
    """Return whether a figure stands alone before the day, as in 3 1 March."""
    stray = re.search(r"(?:([a-z]+)\.? )?(?<![\w./-])[0-3] $", match.string[: match.start()])
    return bool(stray and not re.fullmatch(LABEL, stray[1] or ""))


LAST_DAYS = {
    "month": "month", "quarter": "quarter", "season": "season", "school term": "term",
    "half-year": "half_year", "year": "year", "school year": "year",
    "council year": "financial_year",
}  # fmt: skip
LAST_DAY = re.compile(rf" \(the last day of the ({'|'.join(LAST_DAYS)})\)")


def _day(match: re.Match[str], agreed: int) -> Found | None:
    day, month = int(match["day"]), MONTH_MARKS.index(match["month"]) + 1
    weekday = match.groupdict().get("weekday")
    if day < 10 and _torn(match):
        return Found("bad", note=f"The day in “{said(match)}” is not clear.")
    of = LAST_DAY.match(match.string, match.end())
    also = {"end": of.end(), "precision": LAST_DAYS[of[1]]} if of else {}
    number = DAY_MARKS.index(weekday) if weekday else None
    return _dated(Period("day", month, day), match, agreed, weekday=number, **also)


def _days(match: re.Match[str], agreed: int) -> Found | None:
    if re.fullmatch(r"\d\d?/\d\d?/\d\d", match["days"]):
        return None  # 30/06/17 is a date, whatever month stands behind it
    numbers = [int(number) for number in re.findall(r"\d+", match["days"])]
    month = MONTH_MARKS.index(match["month"]) + 1
    return _dated(Period("days", month, numbers[0], numbers[-1]), match, agreed)


def _month_first(match: re.Match[str], agreed: int) -> Found | None:
    """May 17 or March 31st: the number is a year where it is likely one, else a day."""
    month, number = MONTH_MARKS.index(match["month"]) + 1, match["number"]
    written_as_year = number.startswith("'")
    full = _full(number.strip("'"), agreed) if len(number.strip("'")) == 2 else 0
    day = int(number.strip("'"))
    if written_as_year or (not match["ordinal"] and full and (near(full, agreed) or day > 31)):
        either = day <= 31 and match[0][3] == " " and not written_as_year
        note = f"“{said(match)}” is read as a month and a year." if either else ""
        return Found("date", period=Period("month", month), year=Year(full), note=note)
    if number.startswith("0") or day > 31:
        return Found("bad", note=UNCLEAR_YEAR.format(said(match)))
    return Found("date", period=Period("day", month, day))


def _month_day_year(match: re.Match[str], agreed: int) -> Found | None:
    month, day = MONTH_MARKS.index(match["month"]) + 1, int(match["day"])
    return _dated(Period("day", month, day), match, agreed) if 1 <= day <= 31 else None


def _month(match: re.Match[str], agreed: int) -> Found | None:
    return _dated(Period("month", MONTH_MARKS.index(match["month"]) + 1), match, agreed)


def _numeric(match: re.Match[str], agreed: int) -> Found | None:
    """31/03/2017: the day first, as in Britain."""
    day, month = int(match["d"]), int(match["m"])
    if month > 12 and day <= 12:
        return Found("bad", note=f"“{said(match)}” has no month {month}; days come first here.")
    if not 1 <= month <= 12:
        return Found("bad", note=f"There is no date “{said(match)}”.")
    return _dated(Period("day", month, day), match, agreed)


def _iso(match: re.Match[str], agreed: int) -> Found | None:
    month, day = int(match["m"]), int(match["d"])
    if not 1 <= month <= 12:
        return Found("bad", note=f"There is no date “{said(match)}”.")
    return _dated(Period("day", month, day), match, agreed)


def _day_and_month(match: re.Match[str], agreed: int) -> Found | None:
    """31/03 without a year, where it can be nothing else."""
    day, month = int(match["d"]), int(match["m"])
    if day > 12 and 1 <= month <= 12 and day <= 31:
        return Found("date", period=Period("day", month, day))
    year = _full(match["m"], agreed)
    if 1 <= day <= 12 < month and near(year, agreed):
        note = f"“{match[0]}” is read as a month and a year."
        return Found("date", period=Period("month", day), year=Year(year), note=note)
    if day > 12:
        return None
    return Found("bad", note=f"Whether “{said(match)}” is a day or a year is not clear.")


def _month_and_year(match: re.Match[str], agreed: int) -> Found | None:
    month = int(match["m"])
    if not 1 <= month <= 12:
        return Found("bad", note=f"There is no month {month}.")
    return Found("date", period=Period("month", month), year=year_of(match["year"], agreed))


def _short_split(match: re.Match[str], agreed: int) -> Found | None:
    """17/18 alone: a council year, where the years follow and it can be no day."""
    year = year_of(match[0], agreed)
    if year is None or int(match["a"]) <= 12:
        return None
    return (
        Found("date", period=Period("financial_year"), year=year)
        if near(year.first, agreed)
        else None
    )


def _quarter(match: re.Match[str], agreed: int) -> Found | None:
    numbers = re.findall(r"[1-4]", match["quarters"].replace("final", "4").replace("last", "4"))
    calendar = match["sort"] == "calendar"
    part = numbers[-1] + (" calendar" if calendar else "")
    found = _dated(Period("quarter", part=part), match, agreed)
    if found and found.year and not found.year.split and not calendar:
        year = Year(found.year.first, split=True)
        note = (
            f"“{said(match)}” gives one year; the quarter is taken as of the council year {year}."
        )
        return replace(found, year=year, note=note)
    return found


def _half(match: re.Match[str], agreed: int) -> Found | None:
    part = "1" if match["half"][0] == "1" else "2"
    return _dated(Period("half_year", part=part), match, agreed)


def _season(match: re.Match[str], agreed: int) -> Found | None:
    part = match["season"]
    if part == "winter" and match["term"]:
        return None
    unit = "term" if match["term"] else "season"
    return _dated(Period(unit, part=part), match, agreed)


def _feast(match: re.Match[str], agreed: int) -> Found | None:
    unit = "easter" if match["feast"] == "easter" else "christmas"
    return _dated(Period(unit), match, agreed)


SCHOOL_YEARS = {"academic", "school", "ay", "a/y", "a.y", "a.y."}


def _split_year(match: re.Match[str], agreed: int) -> Found | None:
    groups = match.groupdict()
    school = groups.get("sort") in SCHOOL_YEARS
    year = year_of(match["year"], agreed)
    if year is None:
        return Found("bad", note=f"The last day of “{match['year']}” is not clear.")
    if not year.split and groups.get("ending"):
        year = Year(year.first - 1, split=True)
    if not year.split:
        return Found("bad", note=f"Which {match['sort']} year “{said(match)}” means is not clear.")
    return Found("date", period=Period("school_year" if school else "financial_year"), year=year)


def _bare_year(match: re.Match[str], agreed: int) -> Found | None:
    return _dated(Period("year"), match, agreed)


def _named_year(match: re.Match[str], agreed: int) -> Found | None:
    """The financial or school year, this or the next."""
    if match["sort"] == "municipal":
        return Found("undated", note="A municipal year has no fixed last day.")
    school = match["sort"] in {"academic", "school"}
    unit = "school_year" if school else "year" if match["sort"] == "calendar" else "financial_year"
    return Found("relative", period=Period(unit), number="next" in match["which"])


def _relative(match: re.Match[str], agreed: int) -> Found | None:
    unit = "quarter" if "quarter" in match[0] else "month"
    return Found("relative", period=Period(unit), number="next" in match[0])


UNITS = {
    "working day": "working days", "school day": "school days", "day": "days", "week": "weeks",
    "wk": "weeks", "fortnight": "fortnights", "month": "months", "mth": "months",
    "year": "years", "yr": "years", "term": "terms", "hour": "hours", "hr": "hours",
    "quarter": "quarters", "m": "months",
}  # fmt: skip
EVENT_ENDS = re.compile(
    r" (?:and|then|thereafter|until|or|with|to be|onwards|-|every|each|daily|weekly|monthly|"
    r"quarterly|termly|annually|on ?going)(?: |$)|"
    # "by Cabinet" says whose approval it is, "by the end of May" when something is due.
    r" by(?: (?:the )?(?:end|mid|middle|start|beginning|close|latest|spring|summer|autumn|winter|"
    r"easter|christmas)\b| *$)"
)
EVENT_TAIL = re.compile(r"(?: dated| (?:(?:held|published|approved) )?(?:on|in|at|of)(?: the)?) ?$")


def _within(match: re.Match[str], agreed: int) -> Found | None:
    number = int(re.findall(r"\d+", match["n"])[-1]) if match["n"][0] not in "a" else 1
    unit = next(name for words, name in UNITS.items() if match["unit"].startswith(words))
    if unit in {"fortnights", "quarters"}:
        number, unit = {"fortnights": (2 * number, "weeks"), "quarters": (3 * number, "months")}[
            unit
        ]
    event = EVENT_ENDS.split(match["event"] or "", maxsplit=1)[0]
    event = EVENT_TAIL.sub("", event) if event.strip() not in {"", "the"} else event
    end = match.start("event") + len(event) if match["link"] else match.end()
    bare = not match["lead"] and not match["link"]
    return Found("within", 0, end, number=number, unit=unit, event=event.strip(" -'/&"), bare=bare)


def said(match: re.Match[str]) -> str:
    """Return the matched words as people write them."""
    words = re.sub(MONTH, lambda mark: MONTHS[MONTH_MARKS.index(mark[0])].capitalize(), match[0])
    return words.replace("q", "Q") if words.startswith("q") else words


def state(kind: str, note: str = "") -> Builder:
    """Return a builder of things that only have a kind and a note."""
    return lambda match, agreed: Found(kind, note=note)


# The patterns

SCHOOL_HOLIDAY = "School holidays have no date here without the council's school calendar."
HALF_TERM = "Half-terms have no date here without the council's school calendar."
NUMBERED = "Numbered terms have no date here without the council's school calendar."
BAND = "A short, medium or long term has no date of its own."
PLAN_YEAR = "A year counted from the plan's start has no date of its own."
SEVERAL_YEARS = "Which days or years the numbers behind the month name is not clear."
WHICH_SHORT_YEAR = "Whether the year named is that of its beginning or of its end is not clear."
WHICH_YEAR = "Which end of the year is meant (calendar, council or school year) is not said."
A_START = "When a school year or term begins is not known without the council's school calendar."
WHICH_TERM = "Which term is meant is not said."

UNREADABLE_YEAR = "The year cannot be read."
LABEL = (
    r"(?:phase|stage|step|part|action|rec|recommendation|priority|point|item|tranche|wave|cohort|"
    r"objective|no|ref|section|para|paragraph|page|version|band|level|tier|group|milestone|"
    r"outcome|reg|regulation|area|table|appendix|workstream|strand)s?\.?"
)

PATTERNS: tuple[tuple[str, Builder], ...] = (
    # Numbers that are no dates.
    (rf"{LABEL} ?\d\d?(?:\.\d\d?)*\b(?! ?(?:st|nd|rd|th)\b)(?![/-]\d)(?!:? days?)", state("label")),
    (r"\d\d?[.:]\d\d ?(?:am|pm|hrs|noon)?\b(?![./-]\d)(?!\d)", state("label")),
    (r"\d\d? ?(?:am|pm|noon)\b", state("label")),
    (r"\d+(?:\.\d+)? ?%", state("label")),
    # Days.
    (
        rf"(?:(?P<weekday>{WEEKDAY})(?:,? (?:the )?| ?- ?)?)?{DAY}{OF}(?P<month>{MONTH})"
        rf"(?:(?:{GAP}(?P<year>{SPLIT}|{FULL})))(?![a-z0-9])",
        _day,
    ),
    (
        rf"(?:(?P<weekday>{WEEKDAY})(?:,? (?:the )?| ?- ?)?)?{DAY}{OF}(?P<month>{MONTH})"
        rf"(?:{SHORT_GAP}(?P<year>{SHORT}))?(?![a-z0-9])(?! ?\d{{3}})",
        _day,
    ),
    (
        rf"(?<![\d.])(?P<days>\d\d?{ORDINAL}(?: ?(?:,|&|\+|/|-|and|to|or)(?: and)? ?(?:{WEEKDAY} )?"
        rf"\d\d?{ORDINAL}){{1,4}}){OF}(?P<month>{MONTH})"
        rf"(?:(?:{GAP}(?={FULL})|{SHORT_GAP}(?={SHORT}))(?P<year>{FULL}|{SHORT}))?(?![a-z0-9])",
        _days,
    ),
    (
        rf"(?P<month>{MONTH})[ .]{{0,2}}(?:the )?(?P<day>\d\d?){ORDINAL},? ?(?P<year>{FULL})",
        _month_day_year,
    ),
    (
        rf"(?P<month>{MONTH}) (?:the )?(?P<day>\d\d?) ?(?:st|nd|rd|th),? (?P<year>{SHORT})"
        r"(?![a-z0-9])",
        _month_day_year,
    ),
    (
        rf"(?:{MONTH})[ ./-]?'?\d\d(?: ?(?:,|&|and|-|to) ?'?\d\d){{1,4}}(?= ?(?:$|[|;,)]))",
        state("bad", SEVERAL_YEARS),
    ),
    (
        rf"(?P<month>{MONTH})(?:[ ./-]|\. ?| ?(?='))(?P<number>{SHORT_IN_A_LIST})(?P<ordinal>)"
        r"(?![a-z0-9])",
        _month_first,
    ),
    (rf"(?P<month>{MONTH})(?P<number>\d\d)(?P<ordinal>)(?!\d)", _month_first),
    (
        rf"(?P<month>{MONTH}) (?:the )?(?P<number>\d\d?)(?P<ordinal> ?(?:st|nd|rd|th)(?![a-z]))",
        _month_first,
    ),
    (rf"(?P<month>{MONTH}) (?P<number>[1-9])(?P<ordinal>){NO_YEAR}(?![a-z0-9])", _month_first),
    (
        r"(?<![\d.])(?P<d>\d\d?)(?P<s> ?[./-] ?)(?P<m>\d\d?) ?[./-] ?"
        r"(?P<year>\d{4}|'?\d\d)(?![\d/])(?!\.\d)",
        _numeric,
    ),
    (r"(?<!\d)(?P<d>\d\d) (?P<m>\d\d) (?P<year>(?:20)?\d\d)(?!\d)", _numeric),
    (rf"(?P<year>{FULL[:-6]})[./-](?P<m>\d\d?)[./-](?P<d>\d\d?)(?!\d)", _iso),
    (r"(?<![\d/.])(?P<d>\d\d?) ?/ ?(?P<m>\d\d?)(?! ?[\d/%]|[.-]\d)", _day_and_month),
    (rf"(?<![\d/.])(?P<m>\d\d?)[./-](?P<year>{FULL})(?![/-]\d)", _month_and_year),
    (r"(?<![\d/.])(?P<a>\d\d) ?[/-] ?\d\d(?! ?[\d/%]|[.-]\d)", _short_split),
    # Months.
    (rf"(?P<month>{MONTH})(?:{GAP}(?P<year>{SPLIT}|{FULL}))(?![0-9])", _month),
    (rf"(?P<month>{MONTH})[ ,(]{{1,2}}(?P<year>\d\d/\d\d)(?![\d/.-])", _month),
    (rf"(?P<month>{MONTH})(?P<year>)\b(?! ?\d{{3}})", _month),
    (
        rf"(?:{DAY}{OF})?(?:{MONTH}){GAP}(?!{FULL})(?!\d{{6}})\d{{3,}}",
        state("bad", UNREADABLE_YEAR),
    ),
    (
        rf"(?:(?:{DAY}{OF})?(?:{MONTH}){GAP}|\d\d?(?P<s>[./-])\d\d?(?P=s))(?:19|20) \d\d"
        r"(?= ?(?:$|[|;,)]))",
        state("bad", UNREADABLE_YEAR),
    ),
    # Parts of a year.
    (
        r"(?:(?:q|qtr|quarter|qu)s?\.? ?(?P<quarters>[1-4](?: ?(?:-|/|,|&|and|to)+ ?"
        rf"(?:q|qtr|quarter)?\.? ?[1-4](?![\d/]))*)(?!\d)){QUARTERLY_YEAR}?",
        _quarter,
    ),
    (
        rf"(?P<quarters>1st|2nd|3rd|4th|final|last) (?:quarter|qtr){QUARTERLY_YEAR}?",
        _quarter,
    ),
    (
        r"(?:h(?=[12] ))?(?P<half>1st half|2nd half|[12](?<=h.))(?: of)?(?: the)?"
        rf"(?: financial year)? (?P<year>{SPLIT}|{FULL})",
        _half,
    ),
    (
        r"(?P<season>spring|summer|autumn|winter)(?P<term>\.? terms?| school terms?)?"
        rf"(?!\.?(?: school)? terms?\b)(?:(?:{GAP}(?={YEAR_FIGURES}|'\d\d(?!\d))| (?={SHORT}))"
        rf"(?P<year>{YEAR_FIGURES}|'?\d\d(?!\d)))?\b(?! ?half)",
        _season,
    ),
    (
        rf"(?P<feast>easter|christmas|xmas)(?: (?:sunday|day))?"
        rf"(?:{GAP}(?P<year>{FULL}|'\d\d(?!\d)))?\b(?! (?:holiday|break|vacation|term))",
        _feast,
    ),
    (
        rf"(?:the )?(?P<sort>financial|fiscal|academic|[fa][./]?y\.?|budget|"
        rf"(?:council|school)(?= {YEARS}))(?: {YEARS})?(?P<ending>[ -]end(?:ing|s)?)?"
        rf"(?: (?:of|in))?[ ,:(-]*(?P<year>{YEAR_FIGURES})(?! ?[./-] ?\d)",
        _split_year,
    ),
    (
        rf"(?P<year>{SPLIT}|\d\d ?[/-] ?\d\d(?!\d))[ ,(-]{{1,3}}(?:full |whole |new )?"
        rf"(?P<sort>academic|financial|fiscal|(?:council|school)(?= {YEARS}))(?: {YEARS})?",
        _split_year,
    ),
    (r"[fa][./]?y\.? ?'?\d\d(?!\d| ?[/-] ?\d)", state("bad", WHICH_SHORT_YEAR)),
    (rf"(?P<year>{SPLIT})", _split_year),
    (rf"(?P<year>{FULL})(?! ?[/-] ?\d)(?![a-z])", _bare_year),
    # Periods beside the day agreed.
    (
        r"(?P<which>(?:end of|within|during|by|in) (?:the |this )?(?:current )?|this |"
        r"(?:the )?current |(?:end of )?(?:the )?next )"
        rf"(?P<sort>financial|fiscal|council|academic|school|calendar|municipal) (?:{YEARS})"
        rf"(?:[ -]end)?\b(?!(?: end(?:ing|s)?| of| in)?[ ,:(-]*(?:{FULL}|{YEAR_FIGURES}))",
        _named_year,
    ),
    (
        r"(?:end of (?:the |this )?(?:current )?month|month[ -]end|this month|next month)\b",
        _relative,
    ),
    (r"(?:end of (?:the |this )?(?:current )?quarter|this quarter|next quarter)\b", _relative),
    (
        r"(?:end of (?:the |this )?(?:current )?year|year[ -]end|next year|"
        r"this year|eoy)\b(?! ?\(?\d)",
        state("undated", WHICH_YEAR),
    ),
    (
        rf"(?:year[ -]end|(?:the )?new year) ?\(?(?:{FULL})(?! ?[/-] ?\d)",
        state("undated", WHICH_YEAR),
    ),
    # What has no date without more.
    (
        r"(?:(?:start|beginn?ing) of (?:the )?(?:new |next )?|new )(?:(?:academic|school) year|"
        rf"(?:(?:autumn|spring|summer) )?(?:school )?term)\b(?: ?(?:{SPLIT}|{FULL}))?",
        state("undated", A_START),
    ),
    (
        rf"(?:(?:spring|summer|autumn|{MONTH})(?: term)? )?(?:1st |2nd )?"
        rf"(?:half[ -]?terms?(?: [1-6])?|ht ?[1-6])\b(?: ?{FULL})?",
        state("undated", HALF_TERM),
    ),
    (
        rf"(?:(?:spring|summer|autumn)(?: term)? ?[12]|terms? ?[1-6])\b(?!\d|/)"
        rf"(?: ?(?:{SPLIT}|{FULL}))?",
        state("undated", NUMBERED),
    ),
    (
        rf"(?:easter|christmas|xmas|summer|school) (?:school )?(?:holiday|break|vacation)s?"
        rf"(?: ?{FULL})?",
        state("undated", SCHOOL_HOLIDAY),
    ),
    (r"(?:end of (?:the |this )?term|(?:this|next) term)\b", state("undated", WHICH_TERM)),
    (
        r"(?:short|medium|long(?:er)?)(?:[ /-]+(?:to )?(?:short|medium|long(?:er)?))*[ -]term\b",
        state("undated", BAND),
    ),
    (
        r"(?:(?:years? |yrs?\.? ?|y(?=\d))[1-9](?: ?(?:-|/|&|and|to) ?[1-9])?|"
        r"[1-5](?:st|nd|rd|th) year)\b(?!/)",
        state("undated", PLAN_YEAR),
    ),
    # Periods from an event.
    (
        r"(?<!every )(?<!each )(?<!per )(?<!last )(?<!past )(?<!previous )(?<!aged )(?<!for )"
        r"(?P<lead>(?:within|in|after|over|by|next|maximum(?: of)?|max)"
        r"(?: a)?(?: maximum of)?(?: the)?(?: 1st| next| following| coming| initial)? )?"
        r"(?P<n>(?<![\d.])\d{1,3}(?: ?(?:-|to|/) ?\d{1,3})?(?: ?\(\d{1,3}\))?|an?) ?-?"
        r"(?P<unit>(?:working|school) days?|days?|weeks?|wks?|fortnights?|months?|mths?|years?|"
        r"yrs?|terms?|hours?|hrs?|quarters?|m)\b'?(?! old| review| pilot| programme| plan| period)"
        r"(?:(?P<link> (?:of|from|after|following(?: on)?(?: from)?|post|since))"
        r"(?P<event>[a-z '/&-]{0,80}))?",
        _within,
    ),
    # States.
    (
        r"on[ -]?going(?:ly)?\b|continuous(?:ly)?\b|continual(?:ly)?\b|continuing\b|rolling\b|"
        r"business as usual\b|bau\b|permanent(?:ly)?\b",
        state("ongoing"),
    ),
    (
        r"immediate(?:ly)?\b|a\.?s\.?a\.?p\b\.?|as soon as (?:possible|practicable|practical)\b|"
        r"urgent(?:ly)?\b|with immediate effect\b|straight ?away\b|forthwith\b|at once\b|"
        r"without delay\b|now\b(?= ?(?:$|[|;:,/&-]|and\b))",
        state("immediate"),
    ),
    (
        r"t\.?b\.?[acd]\b\.?|to be (?:confirmed|agreed|advised|determined|decided|arranged|"
        r"announced|set|scheduled)\b|not yet (?:agreed|known|set|confirmed)\b",
        state("unsettled"),
    ),
    (r"n/a\b|not applicable\b", state("none")),
    (
        r"(?<!be )(?<!to )(?:completed?|achieved|done|closed|finished|in place)\b"
        r"(?! ?by\b)(?= ?(?:$|[^a-z ]|(?:on|in|and)\b))",
        state("status"),
    ),
)
COMPILED = tuple((re.compile(pattern), builder) for pattern, builder in PATTERNS)


# Reading


def read_words(text: str, agreed: int) -> list[Found]:
    """Return what the words say, in their order; where two readings start alike, the longer."""
    found: list[Found] = []
    at = 0
    while at < len(text):
        one = _longest(text, at, agreed) if _a_word_starts(text, at) else None
        if one:
            found.append(one)
        at = one.end if one else at + 1
    return [one for one in found if one.kind != "label"]


def _a_word_starts(text: str, at: int) -> bool:
    """Return whether a word or number begins here; 31MAR2017 has three."""
    letter, before = text[at], text[at - 1] if at else " "
    if not letter.isalnum() and letter != "'":
        return False
    return (
        not before.isalnum()
        or before.isdigit() != letter.isdigit()
        or (before.islower() and letter.isupper())
    )


def _longest(text: str, at: int, agreed: int) -> Found | None:
    return max(_readings(text, at, agreed), key=lambda one: one.end, default=None)


def _readings(text: str, at: int, agreed: int) -> Iterator[Found]:
    for pattern, builder in COMPILED:
        match = pattern.match(text, at)
        built = builder(match, agreed) if match and match.end() > at else None
        if match and built:
            yield replace(built, start=at, end=built.end or match.end())
    repeat = read_repeat(text, at)
    if repeat:
        yield Found("repeat", at, repeat[0], rrule=repeat[1], note=repeat[2])
