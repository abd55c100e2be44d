"""What waits for somebody beside the actions of plans: apps above this one say what they hold."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from councils.access import Access


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: under a heading, in words, with where it is done.

    It stands for one thing, or for so many (`number`) in a line.
    """

    heading: str
    words: str
    address: str
    about: str = ""
    number: int = 1


class Things(list[Waiting]):
    """What stands under one heading."""

    @property
    def number(self) -> int:
        """Return for how many things its lines stand."""
        return sum(each.number for each in self)


Source = Callable[[Sequence[Access], datetime.date], list[Waiting]]
_SOURCES: list[Source] = []


def also_waiting(source: Source) -> Source:
    """Register a function that says what waits for the person with these accesses, on a day."""
    _SOURCES.append(source)
    return source


def waiting_for(mine: Sequence[Access], day: datetime.date) -> dict[str, Things]:
    """Return what else waits for somebody, by its heading."""
    found: dict[str, Things] = {}
    for source in _SOURCES:
        for each in source(mine, day):
            found.setdefault(each.heading, Things()).append(each)
    return found
