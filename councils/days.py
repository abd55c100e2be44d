"""The day a page is about. "Today" is read here, by views only; rules take a day."""

import datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone


def today() -> datetime.date:
    """Return today's date in London."""
    return timezone.localdate()


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the moment `day` ends in London: midnight after it."""
    return timezone.make_aware(
        datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    )


def day_asked(request: HttpRequest, name: str = "as_at") -> datetime.date | None:
    """Return the day in the address (`?as_at=2017-04-26`), or None when none is given.

    Raises BadRequest (400) when it is not a day.
    """
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not 1989 <= day.year <= 2100:
        raise BadRequest("Give the day like 2026-11-22: year, month, day.")
    return day
