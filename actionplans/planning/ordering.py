"""Things that change places: what was moved to a place stands there, the others make room."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_places(rows: Iterable[tuple[int | None, T]]) -> list[T]:
    """Return the things of (place typed, thing) in their new order; places count from 1.

    The rows come in the old order. What was given another place stands before what is there
    when it moves up, and after it when it moves down; None means that it stays.
    """
    keyed: Sequence[tuple[int, int, int, T]] = [
        (place or now, _side(place or now, now), now, thing)
        for now, (place, thing) in enumerate(rows, 1)
    ]
    return [thing for *_, thing in sorted(keyed, key=lambda row: row[:3])]


def _side(place: int, now: int) -> int:
    return (place > now) - (place < now)
