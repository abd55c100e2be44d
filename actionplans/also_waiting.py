"""What waits for somebody beside the actions of plans: apps above this one say what they hold."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from councils.access import Access


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody: under a heading, in words, with where it is done."""

    heading: str
    words: str
    address: str
    about: str = ""


Source = Callable[[Sequence[Access], datetime.date], list[Waiting]]
_SOURCES: list[Source] = []


def also_waiting(source: Source) -> Source:
    """Register a function that says what waits for the person with these accesses, on a day."""
    _SOURCES.append(source)
    return source


def waiting_for(mine: Sequence[Access], day: datetime.date) -> dict[str, list[Waiting]]:
    """Return what else waits for somebody, by its heading."""
    found: dict[str, list[Waiting]] = {}
    for source in _SOURCES:
        for each in source(mine, day):
            found.setdefault(each.heading, []).append(each)
    return found
