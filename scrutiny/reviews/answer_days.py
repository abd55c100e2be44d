"""Which days an answer to a review can have: there was something to answer. Pure."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from councils.day_words import in_words


@dataclass(frozen=True)
class Begins:
    """The first day on which a recommendation could be answered, and what happened on it."""

    day: datetime.date
    what: str


def answers_begin(
    adopted_on: datetime.date | None,
    published_on: datetime.date | None,
    received_on: datetime.date | None,
    *,
    by_executive: bool,
) -> Begins | None:
    """Return from when on an answer can be: the executive's from what it received.

    Else from the day the body adopted it, and where that is not held from its publication; None
    where no day is.
    """
    if by_executive and received_on:
        return Begins(received_on, "the day the executive received it")
    if adopted_on:
        return Begins(adopted_on, "the day it was adopted")
    return Begins(published_on, "the day it was published") if published_on else None


def wrong_days(
    day: datetime.date | None, due: datetime.date | None, begins: Begins | None
) -> Iterator[tuple[str, str]]:
    """Yield (field, what to do) for each day of an answer that cannot be."""
    if day and begins and day < begins.day:
        yield "day", f"Enter a day from {in_words(begins.day)} on, {begins.what}"
    if day and due and due < day:
        yield "due", "Enter a day that is not before it was answered"
