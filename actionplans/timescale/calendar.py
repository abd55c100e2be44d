"""The periods of a council's year and the days they begin and end.

Private to `actionplans/timescales.py`. Council years run from April to March. School terms have
the ends that funding for early education gives them (autumn 31 December, spring 31 March), the
summer term ends on 31 July; a council's own terms differ by days, and who reads one says so.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from councils.working_days import working_days_after

Span = tuple[date, date]


class NoSuchDate(ValueError):
    """Raised for a date the calendar does not have; the message is a sentence."""


@dataclass(frozen=True)
class Year:
    """A year as written: 2018, or 2018/19 (split), by its first calendar year."""

    first: int
    split: bool = False

    def __str__(self) -> str:
        return f"{self.first}/{(self.first + 1) % 100:02d}" if self.split else str(self.first)


@dataclass(frozen=True)
class Period:
    """What a date expression names, apart from its year.

    `unit` is a key of SPANS; `part` the quarter, half, season or term.
    """

    unit: str
    month: int = 0
    day: int = 0
    day_to: int = 0
    part: str = ""

    @property
    def precision(self) -> str:
        """Return how precise a due date of this period is."""
        exact = {"day", "days", "easter", "christmas"}
        years = {"school_year": "year"}
        return "day" if self.unit in exact else years.get(self.unit, self.unit)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def council_year(day: date) -> Year:
    """Return the council year (April to March) of a day."""
    return Year(day.year if day.month >= 4 else day.year - 1, split=True)


def school_year(day: date) -> Year:
    """Return the school year (September to August) of a day."""
    return Year(day.year if day.month >= 9 else day.year - 1, split=True)


def span(period: Period, year: Year) -> Span:
    """Return the first and last day of a period in a year; raises NoSuchDate."""
    try:
        return SPANS[period.unit](period, year)
    except NoSuchDate:
        raise
    except (ValueError, OverflowError):
        raise NoSuchDate(f"There is no such year as {year}.") from None


def _calendar_year(year: Year, month: int) -> int:
    """Return the calendar year a month has: January 2018/19 is in 2019."""
    return year.first + (year.split and month < 4)


def _day(period: Period, year: Year) -> Span:
    number = _calendar_year(year, period.month)
    first = _exact(number, period.month, period.day)
    return first, _exact(number, period.month, period.day_to or period.day)


def _exact(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        name = f"{day} {calendar.month_name[month]} {year}" if 1 <= month <= 12 else ""
        raise NoSuchDate(f"There is no {name}." if name else "There is no such day.") from None


def _month(period: Period, year: Year) -> Span:
    number = _calendar_year(year, period.month)
    return date(number, period.month, 1), month_end(number, period.month)


def _quarter(period: Period, year: Year) -> Span:
    """A council quarter: quarter 1 is April to June, quarter 4 January to March."""
    number = int(period.part[0])
    if period.part.endswith("calendar"):
        return date(year.first, 3 * number - 2, 1), month_end(year.first, 3 * number)
    first = date(year.first, 4, 1) + relativedelta(months=3 * (number - 1))
    return first, first + relativedelta(months=3, days=-1)


TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def _term(period: Period, year: Year) -> Span:
    first, last = TERMS[period.part]
    number = year.first + (year.split and period.part != "autumn")
    return date(number, first, 1), month_end(number, last)


def _season(period: Period, year: Year) -> Span:
    """The weather's seasons of three months; winter ends in the next year."""
    if year.split and period.part == "summer":
        raise NoSuchDate(f"Which summer of {year} is meant is not clear.")
    number = year.first + (year.split and period.part == "spring")
    first = date(number, SEASONS[period.part], 1)
    return first, first + relativedelta(months=3, days=-1)


def _half(period: Period, year: Year) -> Span:
    first = date(year.first, 4 if year.split else 1, 1)
    first += relativedelta(months=6 * (int(period.part) - 1))
    return first, first + relativedelta(months=6, days=-1)


def _year(period: Period, year: Year) -> Span:
    return date(year.first, 1, 1), date(year.first, 12, 31)


def _financial_year(period: Period, year: Year) -> Span:
    return date(year.first, 4, 1), date(year.first + 1, 3, 31)


def _school_year(period: Period, year: Year) -> Span:
    """A school year runs from September to August (section 579 of the Education Act 1996)."""
    return date(year.first, 9, 1), date(year.first + 1, 8, 31)


def _easter(period: Period, year: Year) -> Span:
    return easter(year.first), easter(year.first)


def _christmas(period: Period, year: Year) -> Span:
    return date(year.first, 12, 25), date(year.first, 12, 25)


SPANS: dict[str, Callable[[Period, Year], Span]] = {
    "day": _day,
    "days": _day,
    "month": _month,
    "quarter": _quarter,
    "term": _term,
    "season": _season,
    "half_year": _half,
    "year": _year,
    "financial_year": _financial_year,
    "school_year": _school_year,
    "easter": _easter,
    "christmas": _christmas,
}


def after(day: date, number: int, unit: str) -> date | None:
    """Return the day a period after another; nothing where that is no day (terms)."""
    try:
        if unit == "working days":
            return working_days_after(day, number)
        if unit in {"days", "weeks", "months", "years"}:
            return day + relativedelta(**{unit: number})  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None
    return None


def written(day: date) -> str:
    """Return a day as people write it: 31 May 2017."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def moved(day: date, days: int) -> date:
    """Return the day so many days from another, but none beyond the calendar's ends."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return day
