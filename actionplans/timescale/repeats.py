"""How often something is done: the field's words, RFC 5545 rules, and the days they give.

Private to `actionplans/timescales.py`, but for what that module names as its own.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import count, takewhile

from dateutil.rrule import rrulestr

from actionplans.timescale.words import DAY_MARKS, DAYS

Rule = tuple[str, str]

# Months between two school terms: three terms a year, as the plans loaded so far have it.
TERM = 4
# The frequency words, each with what it repeats: (how many, of which unit).
ADVERBS: dict[str, tuple[int, str]] = {
    "daily": (1, "day"),
    "weekly|wkly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly|m(?:on)?thly": (1, "month"),
    "quarterly|q[rt]{1,3}ly|1/4 ?-?(?:r|er)?ly": (1, "quarter"),
    "half[ -]?termly": (1, "half term"),
    "termly": (1, "term"),
    "half[ -]?yearly": (6, "month"),
    r"yearly|annually|annual|per annum|p\.a\b\.?": (1, "year"),
    "biennial(?:ly)?": (2, "year"),
}
UNITS = {
    "working day": "working day", "week ?day": "working day", "school day": "working day",
    "day": "day", "week": "week", "wk": "week", "fortnight": "fortnight", "month": "month",
    "quarter": "quarter", "half[ -]?term": "half term", "(?:school |academic )?term": "term",
    "(?:financial |council |academic |school |calendar )?year": "year", "annum": "year",
}  # fmt: skip
MONTHS_OF = {"month": 1, "quarter": 3, "term": TERM, "half term": 2, "year": 12}
NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
# The ways of saying that a word has two meanings.
TWO_MEANINGS = {
    "month": "“Bi-monthly” can mean every two months or twice a month; it is read as every two "
    "months.",
    "week": "“Bi-weekly” can mean every two weeks or twice a week; it is read as every two weeks.",
    "year": "“Bi-annual” can mean twice a year or every two years; it is read as twice a year.",
}
LONGER = "The longer of the two steps was taken."
HALF_TERMS = "A half-term is taken as every two months, six times a year."


def rule(number: int, unit: str) -> str:
    """Return the RRULE of every so many units; nothing where they make no sense."""
    if not 1 <= number <= 99:
        return ""
    if unit == "working day":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" if number == 1 else ""
    if unit in MONTHS_OF:
        months = number * MONTHS_OF[unit]
        return _step("MONTHLY", months) if months % 12 else _step("YEARLY", months // 12)
    weeks = 2 * number if unit == "fortnight" else number
    return _step("DAILY" if unit == "day" else "WEEKLY", weeks)


def _step(frequency: str, interval: int) -> str:
    if interval > 99:
        return ""
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def rule_of_times(times: int, unit: str) -> str:
    """Return the RRULE of so many times in a unit, where even steps make it one."""
    if times == 1:
        return rule(1, unit)
    if unit in {"month", "fortnight"} and times in {2, 4}:
        return rule(4 // times if unit == "month" else 1, "week")
    months = MONTHS_OF.get(unit, 0)
    return rule(months // times, "month") if months and months % times == 0 else ""


# Reading the words

ADVERB = "|".join(ADVERBS)
UNIT = "|".join(UNITS)
WEEKDAY = "|".join(DAY_MARKS)
# Between a number and "a month", these begin something else; so they do behind it.
NOT_COUNTED = (
    "a|an|the|within|in|for|after|over|by|of|to|and|or|than|with|at|on|last|next|from|until|till|"
    "every|each|per|once|twice|then|half|st|nd|rd|th|am|pm"
)
NOT_A_RATE = "from|after|following|before|later|ago|earlier|early|prior"
GRAMMAR: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "nth",
            rf"(?:(?:on )?the )?(?P<nth>1st|2nd|3rd|4th|last) (?P<day>{WEEKDAY})s?"
            r" (?:of|in) (?:each|every|the|a) month\b",
        ),
        ("weekday", rf"(?:each|every|on) (?P<day>{WEEKDAY})s?\b(?! ?\d)"),
        (
            "times",
            rf"(?:(?P<word>once|twice)|x ?(?P<n>\d\d?)|(?P<n2>\d\d?) ?(?:x|times?)?)"
            rf"(?: in)? (?:a|an|each|every|per) (?P<unit>{UNIT})\b(?:(?: and)? every)?(?!ly)",
        ),
        (
            "quantity",
            rf"(?P<n>\d{{1,3}}) (?P<what>(?:(?!(?:{NOT_COUNTED})\b)[a-z][a-z'-]* ){{1,4}})"
            rf"(?:a|an|each|every|per) (?P<unit>{UNIT})\b(?! (?:{NOT_A_RATE})\b)(?!ly)",
        ),
        (
            "times_a_year",
            rf"(?:(?P<word>twice)|(?P<n>\d\d?) ?(?:times|x))[ -](?P<adverb>{ADVERB})\b",
        ),
        (
            "every",
            r"(?:once )?(?:every|each|per) (?P<other>other |alternate |2nd )?(?:single )?"
            rf"(?:(?P<nth>[3-9])(?:rd|th) |(?P<n>\d\d?)(?: ?(?:-|to|or) ?(?P<n2>\d\d?))? )?"
            rf"(?P<unit>{UNIT})s?\b",
        ),
        ("every", rf"(?P<other>alternate) (?P<n>)(?P<n2>)(?P<nth>)(?P<unit>{UNIT})s\b"),
        ("two", rf"(?P<bi>bi|semi|twice)[ -]?(?P<adverb>{ADVERB})\b"),
        (
            "number",
            rf"(?:(?P<less>\d\d?) ?(?:-|/|to|or) ?)?(?P<n>\d\d?)[ -]?(?P<adverb>{ADVERB})\b",
        ),
        ("adverb", rf"(?P<adverb>{ADVERB})\b"),
    )
)


def read_repeat(text: str, at: int) -> tuple[int, str, str] | None:
    """Return (where it ends, RRULE, note) of the words of frequency at a place, if any."""
    found = [(match, name) for name, pattern in GRAMMAR if (match := pattern.match(text, at))]
    if not found:
        return None
    match, name = max(found, key=lambda one: one[0].end())
    meant, note = MEANINGS[name](match)
    return (match.end(), meant, note) if meant else None


def _adverb(words: str) -> tuple[int, str]:
    return next(meant for words_, meant in ADVERBS.items() if re.fullmatch(words_, words))


def _unit(words: str) -> str:
    return next(unit for words_, unit in UNITS.items() if re.fullmatch(words_, words))


def _nth(match: re.Match[str]) -> Rule:
    return f"FREQ=MONTHLY;BYDAY={NTH[match['nth']]}{match['day'][:2]}", ""


def _weekday(match: re.Match[str]) -> Rule:
    return f"FREQ=WEEKLY;BYDAY={match['day'][:2]}", ""


def _times(match: re.Match[str]) -> Rule:
    times = {"once": 1, "twice": 2}.get(match["word"] or "") or int(match["n"] or match["n2"])
    unit = _unit(match["unit"])
    note = HALF_TERMS if unit in {"term", "half term"} and times * len(unit) in {8, 9} else ""
    even = rule_of_times(times, unit)
    return (even, note) if even else _of_each(match, unit)


def _quantity(match: re.Match[str]) -> Rule:
    """Return the rule of "4 visits a year" (every quarter) or "10 files a month" (every month)."""
    unit, times = _unit(match["unit"]), int(match["n"])
    even = rule_of_times(times, unit) if re.fullmatch(OCCASION, match["what"]) else ""
    return (even, "") if even else _of_each(match, unit)


OCCASION = r"(?:[a-z'-]+ )?(?:meeting|visit|session|event|inspection)s? "


def _of_each(match: re.Match[str], unit: str) -> Rule:
    """Return the rule of each such period, where the number in it gives no even steps."""
    note = f"“{match[0]}” is read as every {unit}; the number in it stays in the words."
    return rule(1, unit), "" if re.match(r"1\b", match[0]) else note


def _times_a_year(match: re.Match[str]) -> Rule:
    number, unit = _adverb(match["adverb"])
    times = 2 if match["word"] else int(match["n"])
    return (rule_of_times(times, unit) if number == 1 and times else ""), ""


def _every(match: re.Match[str]) -> Rule:
    unit = _unit(match["unit"])
    numbers = [int(number) for number in (match["n"], match["n2"]) if number]
    note = LONGER if len(numbers) == 2 else ""
    if match["nth"]:
        numbers = [int(match["nth"])]
    if unit == "half term":
        note = HALF_TERMS
    return rule(2 if match["other"] else max(numbers, default=1), unit), note


def _two(match: re.Match[str]) -> Rule:
    number, unit = _adverb(match["adverb"])
    if number != 1 or unit not in {"week", "month", "year"}:
        return "", ""
    if unit == "year":
        return rule(6, "month"), TWO_MEANINGS[unit] if match["bi"] == "bi" else ""
    if match["bi"] == "bi":
        return rule(2, unit), TWO_MEANINGS[unit]
    return rule_of_times(2, unit), ""


def _number(match: re.Match[str]) -> Rule:
    number, unit = _adverb(match["adverb"])
    return rule(int(match["n"]) * number, unit), LONGER if match["less"] else ""


def _plain_adverb(match: re.Match[str]) -> Rule:
    number, unit = _adverb(match["adverb"])
    return rule(number, unit), HALF_TERMS if unit == "half term" else ""


MEANINGS = {
    "nth": _nth,
    "weekday": _weekday,
    "times": _times,
    "quantity": _quantity,
    "times_a_year": _times_a_year,
    "every": _every,
    "two": _two,
    "number": _number,
    "adverb": _plain_adverb,
}


# Saying a rule in words

SAID = {
    "FREQ=DAILY": "every day",
    "FREQ=WEEKLY": "every week",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every working day",
    "FREQ=MONTHLY": "every month",
    "FREQ=MONTHLY;INTERVAL=3": "every quarter",
    f"FREQ=MONTHLY;INTERVAL={TERM}": "every school term",
    "FREQ=YEARLY": "every year",
}
SAID_UNITS = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}
SAID_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SAID_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
PARTS = re.compile(
    r"FREQ=(?P<unit>DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(?P<n>\d+))?"
    r"(?:;BYDAY=(?P<nth>-?\d)?(?P<day>[A-Z]{2}))?"
)


def repeats_in_words(rrule: str) -> str:
    """Return a rule as "every two months" or "every school term"; its end is not said here.

    A rule of a form that no timescale gives is said as "at set times".
    """
    plain = re.sub(r";UNTIL=\w+", "", rrule)
    parts = PARTS.fullmatch(plain)
    if plain in SAID or not parts:
        return SAID.get(plain, "at set times" if plain else "")
    if parts["day"]:
        day = next(name.capitalize() for name in DAYS if name.startswith(parts["day"].lower()))
        nth = SAID_NTH.get(parts["nth"] or "")
        return f"on the {nth} {day} of every month" if nth else f"every {day}"
    number = int(parts["n"] or 1)
    said = SAID_NUMBERS[number] if number < len(SAID_NUMBERS) else str(number)
    return f"every {said} {SAID_UNITS[parts['unit']]}".replace("  ", " ")


def last_day(rrule: str) -> date | None:
    """Return the last day a rule names itself (UNTIL), if it does."""
    found = re.search(r";UNTIL=(\d{4})(\d\d)(\d\d)", rrule)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


# The days a rule gives

STEPS = re.compile(r"FREQ=(MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?")


def occurrences(rrule: str, first: date | None, until: date | None, up_to: date) -> list[date]:
    """Return the days something falls due, from its first day up to and including a day.

    Without a first day there are none. A month's last day stays a month's last day (31 January,
    28 February, 31 March), which RFC 5545's BYMONTHDAY would leave out. Raises ValueError for a
    rule that is none.
    """
    last = min(day for day in (up_to, until, last_day(rrule)) if day is not None)
    if not rrule or first is None or first > last:
        return []
    plain = re.sub(r";UNTIL=\w+", "", rrule)
    if steps := STEPS.fullmatch(plain):
        months = int(steps[2] or 1) * (12 if steps[1] == "YEARLY" else 1)
        if months == 0:
            raise ValueError(f"A rule must step on: {rrule}")
        return list(takewhile(lambda day: day <= last, _by_months(first, months)))
    return [moment.date() for moment in _moments(plain, first, last)]


def _by_months(first: date, months: int) -> Iterator[date]:
    """Yield days so many months apart; the last day of a month stays the last."""
    at_the_end = first.day == calendar.monthrange(first.year, first.month)[1]
    for step in count():
        year, month = divmod(first.year * 12 + first.month - 1 + step * months, 12)
        if year > date.max.year:
            return
        end = calendar.monthrange(year, month + 1)[1]
        yield date(year, month + 1, end if at_the_end else min(first.day, end))


def _moments(rule: str, first: date, last: date) -> Iterator[datetime]:
    start = datetime.combine(first, time())
    moments: Iterator[datetime] = iter(rrulestr(rule, dtstart=start))
    return takewhile(lambda moment: moment.date() <= last, moments)
