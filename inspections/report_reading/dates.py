"""Reading the days of an inspection and of its report, as reports print them."""

import datetime
import re
from collections.abc import Sequence

from inspections.report_reading.lines import Line
from inspections.report_reading.words import plain

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT = {month[:3]: number for number, month in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = "|".join((*_MONTHS, "sept", *(month[:3] for month in _MONTHS)))
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DAY = (
    rf"{_WEEKDAY}(?<![\d/.])(\d{{1,2}})(?![\d/])(?: ?(?:st|nd|rd|th)\b)?"
    rf"(?: ?(?:of )?({_MONTH})\b\.?)?(?:,? (\d{{4}})(?!\d))?"
)
_TO = r"(?: ?(?:-|to|and|until|till|from|,|;))+ ?"
_ONE = re.compile(_DAY)
_CHAIN = re.compile(rf"{_DAY}(?:{_TO}{_DAY})*")
_GOES_ON = re.compile(rf"{_TO}(?:{_WEEKDAY}\d|$)")
_NUMERIC = r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)"
_SLASHED = re.compile(_NUMERIC)
# Inspections last up to four weeks; two visits to one council were some months apart at most.
LONGEST = datetime.timedelta(days=200)

Days = tuple[datetime.date, datetime.date]


def days_in(words: str) -> Days | None:
    """Return the first and last day that words give; None where they give none for certain.

    Several stretches of days are one: from the first day of the first to the last of the last.
    """
    text = re.sub(r" ?- ?", "-", plain(words))
    if slashed := [_date(int(d), int(m), int(y)) for d, _, m, y in _SLASHED.findall(text)]:
        return _ordered(slashed[0], slashed[-1]) if len(slashed) <= 2 else None
    for chain in _CHAIN.finditer(text):
        days = _ONE.findall(chain[0])
        _, month, year = days[-1]
        if month:
            return _stretch(days) if year and not _GOES_ON.match(text, chain.end()) else None
    return None


def _stretch(printed: Sequence[tuple[str, str, str]]) -> Days | None:
    """Return the first and last of days that ascend; month and year may stand with a later one."""
    later: datetime.date | None = None
    days: list[datetime.date] = []
    for number, month, year in reversed(printed):
        day = _before(number, month, year, later)
        if day is None or (later and day > later):
            return None
        days.append(day)
        later = day
    return _ordered(days[-1], days[0])


def _before(
    number: str, month: str, year: str, later: datetime.date | None
) -> datetime.date | None:
    """Return a day; what is not printed with it is that of the later one."""
    if later is None:
        return _day(number, month, year)
    day = _day(number, month or _MONTHS[later.month - 1], year or str(later.year))
    if day and day > later and month and not year:
        # "12 December to 13 January 2017": the year is printed once, with the last day.
        return _day(number, month, str(later.year - 1))
    return day


def _ordered(first: datetime.date | None, last: datetime.date | None) -> Days | None:
    if first and last and first <= last and last - first <= LONGEST:
        return first, last
    return None


def day_in(words: str) -> datetime.date | None:
    """Return the one day that words give; None where they give none, or several."""
    days = days_in(words)
    return days[0] if days and days[0] == days[1] else None


def _day(day: str, month: str, year: str) -> datetime.date | None:
    return _date(int(day), _SHORT[month if month == "sept" else month[:3]], int(year))


def _date(day: int, month: int, year: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


_INSPECTED = re.compile(
    r"^(?:(?:inspection|review|visit|fieldwork)(?: dates?| took place)|"
    r"dates? of (?:the )?(?:inspection|review|visit|fieldwork))\b:? ?(.*)$"
)
_PUBLISHED = re.compile(
    r"^(?:report )?(?:published|publication(?: date)?|date published)(?: on)?\b:? ?(.*)$"
)
_SEEN = re.compile(
    r"(?:visit|inspection|review)\b.{0,200}?\b(?:on|from|between|took place|carried out|dated?)\b"
    r".{0,60}?(?=\d{1,2}(?: ?st| ?nd| ?rd| ?th)?\b)"
)


def inspected(lines: Sequence[Line]) -> Days | None:
    """Return the days of the inspection, printed after "Inspection dates" on these lines."""
    return next((days for words in _after(_INSPECTED, lines) if (days := days_in(words))), None)


def published(lines: Sequence[Line]) -> datetime.date | None:
    """Return the day after "Report published" on these lines."""
    return next((day for words in _after(_PUBLISHED, lines) if (day := day_in(words))), None)


def tells_published(words: str) -> datetime.date | None:
    """Return the day that words which begin as a label of publication give."""
    found = _PUBLISHED.match(plain(words))
    return day_in(found[1]) if found else None


def _after(label: re.Pattern[str], lines: Sequence[Line]) -> list[str]:
    """Return the words after a label, on its line alone and with those that follow it."""
    found = []
    for place, line in enumerate(lines):
        if at := label.match(plain(line.text)):
            follows = [plain(other.text) for other in lines[place + 1 : place + 3]]
            dash = " -" if line.text.endswith(("-", "–", "—")) else ""
            goes_on = dash or (follows and re.match(r"(?:-|to|and|until) ?\d", follows[0]))
            fewest = 1 if goes_on else 0
            found += [" ".join([at[1] + dash, *follows[:n]]) for n in range(fewest, 3)]
    return found


def seen_in_letter(words: str) -> Days | None:
    """Return the days of a visit that a letter's first sentences name."""
    text = plain(words)
    for found in _SEEN.finditer(text):
        if days := days_in(text[found.end() : found.end() + 80]):
            return days
    return None
