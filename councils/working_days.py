"""Working days in England: weekdays that are no bank holiday. Imports no model."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

# Days that were moved or given once (proclamations for England): year, taken away, added. The
# library `holidays` (0.109) names the same days from 1995 to 2045, but importing it takes over a
# second, for it loads every country.
MOVED_HOLIDAYS = {
    1995: ([(5, 1)], [(5, 8)]),
    1999: ([], [(12, 31)]),
    2002: ([(5, 27)], [(6, 3), (6, 4)]),
    2011: ([], [(4, 29)]),
    2012: ([(5, 28)], [(6, 4), (6, 5)]),
    2020: ([(5, 4)], [(5, 8)]),
    2022: ([(5, 30)], [(6, 2), (6, 3), (9, 19)]),
    2023: ([], [(5, 8)]),
}


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year, substitutes included (1971 Act, and orders)."""
    good_friday, monday_after = easter(year) - timedelta(2), easter(year) + timedelta(1)
    mondays = {_monday(year, 5, 1), _monday(year, 6, 1, -1), _monday(year, 9, 1, -1)}
    days = {good_friday, monday_after, *mondays, _on_a_weekday(date(year, 1, 1))}
    for fixed in (date(year, 12, 25), date(year, 12, 26)):
        days.add(_on_a_weekday(fixed, days))
    taken, added = MOVED_HOLIDAYS.get(year, ([], []))
    days -= {date(year, *day) for day in taken}
    return frozenset(days | {date(year, *day) for day in added})


def _monday(year: int, month: int, day: int, weeks: int = 0) -> date:
    """Return the first Monday on or after a day, or so many weeks from it."""
    start = date(year, month, day)
    return start + timedelta(days=-start.weekday() % 7 + 7 * weeks)


def _on_a_weekday(day: date, taken: set[date] | None = None) -> date:
    while day.weekday() >= 5 or day in (taken or set()):
        day += timedelta(1)
    return day


def is_working_day(day: date) -> bool:
    """Return whether people are at work in England: no weekend, no bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """Return the day so many working days (England) after a day; the next one is the first."""
    while number > 0:
        day += timedelta(1)
        number -= is_working_day(day)
    return day


def working_days_before(day: date, number: int) -> date:
    """Return the day so many working days (England) before a day; the last one is the first."""
    while number > 0:
        day -= timedelta(1)
        number -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days (England) lie after `first` up to and with `last`."""
    days = (first + timedelta(number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)
