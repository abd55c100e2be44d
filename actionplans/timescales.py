"""What a timescale's words mean: words in, meaning out, never a guess presented as fact.

The words stay as written for ever; `read` says what they mean on the day they were agreed, or
that they have no meaning and why. The grammar is in `timescale/grammar.py`, behind this door.

The conventions, each with an example agreed on 1 November 2016 (CONVENTIONS holds the same):

- Days: The day comes first; two figures are a year near the plan's.
    “31.03.17”: Due by 31 March 2017.
- Months: A period is due on its last day.
    “March 2017”: Due by 31 March 2017 (the last day of the month).
- Council years and quarters: A council year runs from April to March; quarter 3 ends in
  December.
    “Q3 2017/18”: Due by 31 December 2017 (the last day of the quarter).
- A quarter with one year: It belongs to the council year that begins in that year.
    “Q4 2017”: Due by 31 March 2018 (the last day of the quarter).
- A quarter without a year: It belongs to the council year of the day agreed.
    “Quarter 4”: Due by 31 March 2017 (the last day of the quarter).
- Years: A year alone ends in December, a school year in August.
    “academic year 2017/18”: Due by 31 August 2018 (the last day of the school year).
- Seasons: Spring ends in May, summer in August, autumn in November, winter in February.
    “Autumn 2017”: Due by 30 November 2017 (the last day of the season).
- School terms: Autumn ends on 31 December, spring on 31 March, summer on 31 July.
    “spring term 2018”: Due by 31 March 2018 (the last day of the school term).
- Half-terms and numbered terms: They have no date without the council's school calendar.
    “after half-term”: We could not find a date in 'after half-term'.
- Easter and Christmas: Easter Sunday and Christmas Day.
    “by Easter 2017”: Due by 16 April 2017.
- Weeks: A week is due on the Sunday after it begins.
    “w/c 5 June 2017”: Due by 11 June 2017.
- Early, mid and late: They are not counted in a month; early or mid in a year is no date.
    “mid-March 2017”: Due by 31 March 2017 (the last day of the month).
- Before: A day stays the day; before a month is the day before it begins.
    “before September 2017”: Due by 31 August 2017.
- No year: The next such date from the day agreed, or the year of the date beside it.
    “31 March”: Due by 31 March 2017.
- Several dates: The last is due, a revised one before the original; the note names the others.
  A line break parts two whole dates; anywhere else it is a space.
    “May 2017 / September 2017”: Due by 30 September 2017 (the last day of the month).
- From one date to another: It is due at the end.
    “September 2016 - March 2017”: Starts on 1 September 2016; due by 31 March 2017 (the last
    day of the month).
- A beginning: From, starting or onwards alone is a beginning, not a due date.
    “from April 2017”: Starts on 1 April 2017; no due date given.
- So many in a period: It is said to happen in each; the number stays in the words.
    “10 files a month”: Every month; first date not given.
- A date, then again: The date is the first time.
    “31st May 2017, monthly thereafter”: Due by 31 May 2017, then every month.
- Again and again until a date: The date is the last time.
    “Monthly until March 2018”: Every month until 31 March 2018 (the last day of the month);
    first date not given.
- Frequency alone: It has no first date until somebody gives one.
    “Termly audits”: Every school term; first date not given.
- Words with two meanings: Bi-monthly is every two months, bi-annual twice a year; the note says
  so.
    “Bi-monthly audits”: Every two months; first date not given.
- A period without an event: Days and weeks count from the day agreed; months and years from the
  report's publication where given, else from the day agreed.
    “within 3 months”: Due by 1 February 2017.
- A period from approval: It counts from the plan's approval where given, else the day agreed.
    “six months after Cabinet approval”: Due by 1 May 2017.
- A period from an event: It has no date until the event's day is known.
    “within 6 weeks of appointment”: Within 6 weeks of appointment; no date until that day is
    known.
- Immediate and ongoing: Both are kept as said; neither is a date.
    “Immediate and ongoing”: Immediate and ongoing.
- Complete: The date beside it is read; that it is complete is for its rating to say.
    “Completed March 2017”: Due by 31 March 2017 (the last day of the month).
- Days that do not exist: They are never put right.
    “31 June 2017”: We could not find a date in '31 June 2017'.
- Ranges that end before they begin: They have no due date.
    “1 June 2017 to 31 March 2017”: We could not find a date in '1 June 2017 to 31 March 2017'.
- To be confirmed: No date is made up.
    “TBC”: We could not find a date in 'TBC'.
"""

import re
from dataclasses import dataclass
from datetime import date

from actionplans.timescale.calendar import written
from actionplans.timescale.cell import read_cell
from actionplans.timescale.reading import Known, Timescale, Within
from actionplans.timescale.repeats import last_day, occurrences, repeats_in_words

__all__ = [
    "CONVENTIONS",
    "Convention",
    "Timescale",
    "Within",
    "in_words",
    "occurrences",
    "read",
    "repeats_in_words",
]


def read(
    text: str, agreed: date, *, published: date | None = None, approved: date | None = None
) -> Timescale:
    """Return what a timescale's words mean, given the day they were agreed.

    `published` and `approved` are the days of the inspection report's publication and the
    plan's approval, where known: periods can be counted from them. Never raises.
    """
    return read_cell(text, Known(agreed, published, approved))


# Saying a meaning in words

LAST_DAY_OF = {
    "month": "the month", "quarter": "the quarter", "season": "the season",
    "term": "the school term", "half_year": "the half-year", "year": "the year",
    "financial_year": "the council year",
}  # fmt: skip
LONGEST_QUOTE = 120


def in_words(meaning: Timescale) -> str:
    """Return one sentence that says what was understood; reading it again means the same."""
    if not meaning.understood:
        return _not_understood(meaning.text)
    states = ["immediate"] * meaning.immediate + ["ongoing"] * meaning.ongoing
    parts = [" and ".join(states), *_dates_in_words(meaning)]
    sentence = "; ".join(part for part in parts if part)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _not_understood(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip()
    if not words:
        return "No timescale is given."
    cut = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
    return f"We could not find a date in '{cut}'."


def _dates_in_words(meaning: Timescale) -> list[str]:
    often = repeats_in_words(meaning.repeats)
    end = last_day(meaning.repeats)
    if often and (end or not meaning.due):
        return _often_in_words(meaning, often, end)
    starts = f"starts on {written(meaning.starts)}" if meaning.starts else ""
    if meaning.due:
        return [starts, f"due by {_exactly(meaning)}" + (f", then {often}" if often else "")]
    if starts:
        return [f"{starts}; no due date given"]
    return [f"{meaning.within}; {_why_undated(meaning.within)}"] if meaning.within else []


def _why_undated(period: Within) -> str:
    return "no date until that day is known" if period.event else "no date can be counted"


def _often_in_words(meaning: Timescale, often: str, end: date | None) -> list[str]:
    start = f" from {written(meaning.starts)}" if meaning.starts else ""
    ending = f" until {_exactly(meaning)}" if end else ""
    return [f"{often}{start}{ending}", "" if start else "first date not given"]


def _exactly(meaning: Timescale) -> str:
    """Return the due date, with the period whose last day it is."""
    of = LAST_DAY_OF.get(meaning.precision)
    day = written(meaning.due) if meaning.due else ""
    if meaning.precision == "year" and meaning.due and meaning.due.month == 8:
        of = "the school year"
    return f"{day} (the last day of {of})" if of else day


# The conventions, as this module's docstring and the help page print them


@dataclass(frozen=True)
class Convention:
    """A convention with an example: its words, the day they were agreed, what they read as."""

    title: str
    rule: str
    example: str
    agreed: date
    meaning: str


def _conventions(*rows: tuple[str, str, str, str]) -> tuple[Convention, ...]:
    agreed = date(2016, 11, 1)
    return tuple(
        Convention(title, rule, words, agreed, means) for title, rule, words, means in rows
    )


CONVENTIONS: tuple[Convention, ...] = _conventions(
    (
        "Days",
        "The day comes first; two figures are a year near the plan's.",
        "31.03.17",
        "Due by 31 March 2017.",
    ),
    (
        "Months",
        "A period is due on its last day.",
        "March 2017",
        "Due by 31 March 2017 (the last day of the month).",
    ),
    (
        "Council years and quarters",
        "A council year runs from April to March; quarter 3 ends in December.",
        "Q3 2017/18",
        "Due by 31 December 2017 (the last day of the quarter).",
    ),
    (
        "A quarter with one year",
        "It belongs to the council year that begins in that year.",
        "Q4 2017",
        "Due by 31 March 2018 (the last day of the quarter).",
    ),
    (
        "A quarter without a year",
        "It belongs to the council year of the day agreed.",
        "Quarter 4",
        "Due by 31 March 2017 (the last day of the quarter).",
    ),
    (
        "Years",
        "A year alone ends in December, a school year in August.",
        "academic year 2017/18",
        "Due by 31 August 2018 (the last day of the school year).",
    ),
    (
        "Seasons",
        "Spring ends in May, summer in August, autumn in November, winter in February.",
        "Autumn 2017",
        "Due by 30 November 2017 (the last day of the season).",
    ),
    (
        "School terms",
        "Autumn ends on 31 December, spring on 31 March, summer on 31 July.",
        "spring term 2018",
        "Due by 31 March 2018 (the last day of the school term).",
    ),
    (
        "Half-terms and numbered terms",
        "They have no date without the council's school calendar.",
        "after half-term",
        "We could not find a date in 'after half-term'.",
    ),
    (
        "Easter and Christmas",
        "Easter Sunday and Christmas Day.",
        "by Easter 2017",
        "Due by 16 April 2017.",
    ),
    (
        "Weeks",
        "A week is due on the Sunday after it begins.",
        "w/c 5 June 2017",
        "Due by 11 June 2017.",
    ),
    (
        "Early, mid and late",
        "They are not counted in a month; early or mid in a year is no date.",
        "mid-March 2017",
        "Due by 31 March 2017 (the last day of the month).",
    ),
    (
        "Before",
        "A day stays the day; before a month is the day before it begins.",
        "before September 2017",
        "Due by 31 August 2017.",
    ),
    (
        "No year",
        "The next such date from the day agreed, or the year of the date beside it.",
        "31 March",
        "Due by 31 March 2017.",
    ),
    (
        "Several dates",
        "The last is due, a revised one before the original; the note names the others. A line "
        "break parts two whole dates; anywhere else it is a space.",
        "May 2017 / September 2017",
        "Due by 30 September 2017 (the last day of the month).",
    ),
    (
        "From one date to another",
        "It is due at the end.",
        "September 2016 - March 2017",
        "Starts on 1 September 2016; due by 31 March 2017 (the last day of the month).",
    ),
    (
        "A beginning",
        "From, starting or onwards alone is a beginning, not a due date.",
        "from April 2017",
        "Starts on 1 April 2017; no due date given.",
    ),
    (
        "So many in a period",
        "It is said to happen in each; the number stays in the words.",
        "10 files a month",
        "Every month; first date not given.",
    ),
    (
        "A date, then again",
        "The date is the first time.",
        "31st May 2017, monthly thereafter",
        "Due by 31 May 2017, then every month.",
    ),
    (
        "Again and again until a date",
        "The date is the last time.",
        "Monthly until March 2018",
        "Every month until 31 March 2018 (the last day of the month); first date not given.",
    ),
    (
        "Frequency alone",
        "It has no first date until somebody gives one.",
        "Termly audits",
        "Every school term; first date not given.",
    ),
    (
        "Words with two meanings",
        "Bi-monthly is every two months, bi-annual twice a year; the note says so.",
        "Bi-monthly audits",
        "Every two months; first date not given.",
    ),
    (
        "A period without an event",
        "Days and weeks count from the day agreed; months and years from the report's "
        "publication where given, else from the day agreed.",
        "within 3 months",
        "Due by 1 February 2017.",
    ),
    (
        "A period from approval",
        "It counts from the plan's approval where given, else the day agreed.",
        "six months after Cabinet approval",
        "Due by 1 May 2017.",
    ),
    (
        "A period from an event",
        "It has no date until the event's day is known.",
        "within 6 weeks of appointment",
        "Within 6 weeks of appointment; no date until that day is known.",
    ),
    (
        "Immediate and ongoing",
        "Both are kept as said; neither is a date.",
        "Immediate and ongoing",
        "Immediate and ongoing.",
    ),
    (
        "Complete",
        "The date beside it is read; that it is complete is for its rating to say.",
        "Completed March 2017",
        "Due by 31 March 2017 (the last day of the month).",
    ),
    (
        "Days that do not exist",
        "They are never put right.",
        "31 June 2017",
        "We could not find a date in '31 June 2017'.",
    ),
    (
        "Ranges that end before they begin",
        "They have no due date.",
        "1 June 2017 to 31 March 2017",
        "We could not find a date in '1 June 2017 to 31 March 2017'.",
    ),
    (
        "To be confirmed",
        "No date is made up.",
        "TBC",
        "We could not find a date in 'TBC'.",
    ),
)
