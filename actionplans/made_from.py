"""Where an action came from, beside recommendations: apps above this one say what they hold."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from actionplans.models import Action
from councils.access import Access


@dataclass(frozen=True)
class Origin:
    """What an action came from, in words, with where that is read."""

    words: str
    address: str


Source = Callable[[Access, Action, datetime.date], list[Origin]]
_SOURCES: list[Source] = []


def tells_of_origins(source: Source) -> Source:
    """Register a function that says from what an action came, as a reader may know on a day."""
    _SOURCES.append(source)
    return source


def made_from(access: Access, action: Action, day: datetime.date) -> list[Origin]:
    """Return from what an action came, as far as this reader may know it today."""
    return [origin for source in _SOURCES for origin in source(access, action, day)]
