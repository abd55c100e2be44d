"""How many actions of a plan stood at each band, day by day."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from actionplans.over_time.bands import Band, Tally, counted, planned_by
from actionplans.over_time.unnamed import unnamed
from actionplans.rag import Status
from actionplans.rows import Row
from actionplans.shown import Published


class _Named(Protocol):
    @property
    def name(self) -> str: ...


class Held(Protocol):
    """A meeting of a body on a day."""

    @property
    def held_on(self) -> datetime.date: ...
    @property
    def body(self) -> _Named: ...


def tallies(
    statuses: Mapping[int, Sequence[Status | None]],
    rows: Sequence[Row],
    days: Sequence[datetime.date],
    meetings: Iterable[Held],
    published: Sequence[Published] = (),
) -> tuple[Tally, ...]:
    """Return the numbers of each of `days`, of which `statuses` hold one an action, in order.

    What papers count without naming (`published`) counts from the day that it is of.
    """
    planned = planned_by(rows, days)
    met: dict[datetime.date, list[str]] = {}
    for meeting in meetings:
        met.setdefault(meeting.held_on, []).append(meeting.body.name)
    members = {pk for group in published for pk in group.actions} & set(statuses)

    def bands(place: int, day: datetime.date) -> dict[Band, int]:
        found = counted(of_action[place] for of_action in statuses.values())
        return unnamed(published, {pk: statuses[pk][place] for pk in members}, day).added_to(found)

    return tuple(
        Tally(day, bands(place, day), planned[day], tuple(met.get(day, ())))
        for place, day in enumerate(days)
    )
