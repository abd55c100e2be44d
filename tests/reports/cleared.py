"""Clearances recorded by who has just opened the page."""

import datetime

from councils.models import User
from reports.clearing import Said, record_unasked, seen_of
from reports.clearing_asked import Wanted
from reports.models import ClearanceAnswer, Report
from tests.factories import DAY


def recorded(
    report: Report, wanted: Wanted, said: Said, by: User, day: datetime.date = DAY
) -> ClearanceAnswer:
    """Return an answer recorded for somebody whom nobody had asked."""
    return record_unasked(report, wanted, said, by, day, seen_of(report, day))


def typed_day(day: datetime.date, name: str = "day") -> dict[str, str]:
    """Return a day as a form sends it."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}
