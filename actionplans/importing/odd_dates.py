"""What stands in place of a date, or is written as councils do not, and what is said of it."""

import datetime
import re

from actionplans import timescales
from actionplans.timescales import Timescale

# Words that only state that a thing is done.
_COMPLETE = (
    r"(?:this )?(?:action|milestone|step|task|work)?s? ?(?:is |are |has been |have been |now )*"
    r"(?:fully )?(?:complete|completed|achieved|done|closed|implemented)[.!]?"
)
COMPLETE = re.compile(_COMPLETE, re.IGNORECASE)
# What says of a date that there is none, or of a new date that it has not moved.
NO_NEWS = re.compile(r"[\W_]*(?:n/?a|none|nil|no|not applicable|no change)?[\W_]*", re.IGNORECASE)
# What says how far a thing is instead of when: no date was to be found.
HOW_FAR = re.compile(
    rf"{_COMPLETE}|(?:now |is |already )*(?:finished|delivered|met|ended|embedded|in place"
    r"|started|commenced|begun|under ?way|in (?:progress|hand|train)|not (?:yet )?(?:started|begun"
    r"|due|met|commenced)|work (?:has )?(?:begun|started)|overdue|delayed|on (?:track|target|hold)"
    r"|superseded|withdrawn)[.!]?",
    re.IGNORECASE,
)
AS_NUMBER = (
    "“{}” is how a spreadsheet counts the days. We took it for {}: give another date if that is "
    "not meant."
)
MONTH_FIRST = (
    "“{}” would be {} with the month first, as Americans write. Give the date; until then it "
    "prints as written and does not count as late."
)
MAY_BE_MONTH_FIRST = (
    "“{}” was read with the day first ({}), but another date of this file has its month first. "
    "Give the date if that is meant here too."
)
NO_DATE = "It will print as written and not count as late until you give one."
_FIRST_DAY = datetime.date(1899, 12, 30)  # of which Excel counts the days that passed
_SERIAL = re.compile(r"(?:3[6-9]|[45]\d)\d{3}")  # from 1998 to 2064
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


def of_number(words: str) -> datetime.date | None:
    """Return the day of a number that a sheet shows instead of the date ("46115"), or None."""
    found = _SERIAL.fullmatch(words.strip())
    return _FIRST_DAY + datetime.timedelta(int(found.group())) if found else None


def as_printed(words: str) -> str:
    """Return a timescale's words, a number that a sheet shows for a date as that date."""
    day = of_number(words)
    return _in_words(day) if day else words


def month_first(words: str) -> datetime.date | None:
    """Return the day of a date that can only be read with its month first ("4/30/2026")."""
    found = _NUMBERS.fullmatch(words.strip())
    if not found or int(found[1]) > 12 or int(found[3]) <= 12:
        return None
    try:
        return datetime.date(int(found[4]), int(found[1]), int(found[3]))
    except ValueError:
        return None


def may_be_month_first(words: str) -> bool:
    """Return whether a date says another day when its month is read first ("4/3/2026")."""
    found = _NUMBERS.fullmatch(words.strip())
    first, second = (int(found[1]), int(found[3])) if found else (13, 13)
    return max(first, second) <= 12 and first != second


def taken_for(words: str, day: datetime.date) -> str:
    """Return the doubt about a number that was taken for a day."""
    return AS_NUMBER.format(words, _in_words(day))


def doubt(words: str, reading: Timescale, has_month_first: bool) -> str:
    """Return the doubt about words that are no date, or may be another, "" where there is none.

    `has_month_first`: some date of the file can only be read with its month first.
    """
    if day := month_first(words):
        return MONTH_FIRST.format(words, _in_words(day))
    if may_be_month_first(words) and reading.due and has_month_first:
        return MAY_BE_MONTH_FIRST.format(words, _in_words(reading.due))
    if reading.understood or _says_no_date(words):
        return ""
    return f"{timescales.in_words(reading)} {NO_DATE}"


def _says_no_date(words: str) -> bool:
    """Return whether words in place of a date say that there is none, or only how far it is."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    return all(NO_NEWS.fullmatch(line) or HOW_FAR.fullmatch(line) for line in lines)


def _in_words(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"
