"""A calendar as a file (RFC 5545), of days with their words. Pure: knows no model."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from icalendar import Calendar, Event

# How often a calendar may look again (RFC 7986); most look as often as they like.
LOOK_AGAIN = datetime.timedelta(hours=4)
MAKER = "-//Inspection action plans//Calendar of dates//EN"


@dataclass(frozen=True)
class Day:
    """One whole day: `uid` stays the same wherever the same thing moves to."""

    uid: str
    on: datetime.date
    summary: str
    description: str
    url: str


def fingerprint(name: str, days: Iterable[Day]) -> str:
    """Return what changes whenever something in the calendar does (SHA-256, hexadecimal)."""
    return hashlib.sha256(repr((name, [astuple(day) for day in days])).encode()).hexdigest()


def written(name: str, days: Iterable[Day], changed_at: datetime.datetime) -> bytes:
    """Return the calendar: lines folded and text escaped as RFC 5545 wants, in UTF-8."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    for day in days:
        calendar.add_component(_event(day, changed_at))
    content: bytes = calendar.to_ical()
    return content


def _event(day: Day, changed_at: datetime.datetime) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", changed_at.astimezone(datetime.UTC))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + datetime.timedelta(days=1))
    event.add("summary", day.summary)
    event.add("description", day.description)
    event.add("url", day.url)
    # A date to keep does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    return event
