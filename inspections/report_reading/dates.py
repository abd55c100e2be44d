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
_DAY = rf"{_WEEKDAY}(\d{{1,2}})(?: ?st| ?nd| ?rd| ?th)?"
_TO = r" ?(?:-|to|and|until) ?"
_RANGE = re.compile(
    rf"{_DAY}(?: ({_MONTH}),?)?(?: (\d{{4}}))?{_TO}{_DAY} ({_MONTH}),? (\d{{4}})(?!\d)"
)
_SINGLE = re.compile(rf"{_DAY} ({_MONTH}),? (\d{{4}})(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_SLASHED = re.compile(rf"{_NUMERIC.pattern}{_TO}{_NUMERIC.pattern}")
# Inspections last up to four weeks; two visits to one council were some months apart at most.
LONGEST = datetime.timedelta(days=200)

Days = tuple[datetime.date, datetime.date]


def days_in(words: str) -> Days | None:
    """Return the first and last day that words give; None where they give none for certain."""
    text = re.sub(r" ?- ?", "-", plain(words))
    if slashed := _SLASHED.search(text):
        numbers = [int(number) for number in slashed.groups()]
        return _ordered(_date(*numbers[:3]), _date(*numbers[3:]))
    if found := _RANGE.search(text):
        return _range(found)
    if found := _SINGLE.search(text):
        day = _day(found[1], found[2], found[3])
        return (day, day) if day else None
    return None


def _range(found: re.Match[str]) -> Days | None:
    last = _day(found[4], found[5], found[6])
    if last is None:
        return None
    month = found[2] or found[5]
    first = _day(found[1], month, found[3] or found[6])
    if first and first > last and not found[3]:
        # "12 December to 13 January 2017": the year is printed once, with the last day.
        first = _day(found[1], month, str(last.year - 1))
    return _ordered(first, last)


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


_INSPECTED = re.compile(r"^(?:inspection|review|visit|fieldwork)(?: dates?| took place)\b:? ?(.*)$")
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
            found += [" ".join([at[1], *follows[:count]]) for count in range(3)]
    return found


def seen_in_letter(words: str) -> Days | None:
    """Return the days of a visit that a letter's first sentences name."""
    text = plain(words)
    for found in _SEEN.finditer(text):
        if days := days_in(text[found.end() : found.end() + 80]):
            return days
    return None
