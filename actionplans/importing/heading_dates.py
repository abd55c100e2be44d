"""The dates and quarters that the heading of a column may carry."""

import datetime
import re
import unicodedata

from actionplans import timescales

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_SEASON = r"(?:autumn|winter|spring|summer)(?:\s+(?:term|half term))?(?:\s+(?:19|20)\d\d)?"
_QUARTER = r"(?:q(?:tr|uarter)?\s?[1-4]|(?:first|second|third|fourth) quarter)"
_DATE = re.compile(
    rf"""\b(?:
        \d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d{{2,4}}
      | \d{{4}}-\d\d-\d\d
      | (?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?)?{_MONTH}[\s,'’./-]*{_YEAR}(?!\d)
      | \d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}
      | {_QUARTER}(?:\s*(?:of\s+)?(?:19|20)\d\d(?:\s?[/-]\s?\d{{2,4}})?)?
      | (?:19|20)\d\d(?:\s?[/-]\s?\d{{2,4}})?
      | (?<=at\s){_MONTH} | (?<=in\s){_MONTH} | (?<=\(){_MONTH}(?=\))
      | {_MONTH}(?=\s+(?:update|progress|position|comment|b?rag\b|status)) | {_SEASON}
    )(?![\w])""",
    re.I | re.X,
)
_JOIN = re.compile(r"\b(?:as at|as of|at|on|in|for|to)\s+(?=\x00)", re.I)
_SHORT_YEAR = re.compile(rf"\b({_MONTH})[\s./-]*['’-]\s?(\d\d)$", re.I)
_ANY_DAY = datetime.date(2020, 1, 1)  # a date with its year is the same whenever it was agreed
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d\b")


def _plain(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).replace("’", "'")


def undated(heading: str) -> str:
    """Return a heading with a NUL for each date, and without the "at" or "for" before it."""
    return _JOIN.sub("", _DATE.sub("\x00", _plain(heading)))


def dated(heading: str) -> bool:
    """Return whether the heading carries a date or a quarter."""
    return bool(_DATE.search(_plain(heading)))


def day_in(heading: str) -> datetime.date | None:
    """Return the last day of the date or quarter in a heading, None without one and its year."""
    found = _DATE.search(_plain(heading))
    words = _SHORT_YEAR.sub(r"\1 20\2", found.group()) if found else ""
    return timescales.read(words, _ANY_DAY).due if _HAS_YEAR.search(words) else None
