"""What is held, as plain rows: councils as they came and went, and their inspections."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspections import standing


@dataclass(frozen=True)
class Place:
    """A council. `ends` is the first day it was no more."""

    pk: int
    name: str
    slug: str
    region: str
    kind: str
    starts: datetime.date | None = None
    ends: datetime.date | None = None

    def there_on(self, day: datetime.date) -> bool:
        """Return whether it was a council on `day`."""
        begun = self.starts is None or self.starts <= day
        return begun and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Inspected(standing.Inspected):
    """One inspection, and of which council."""

    council: int = 0


@dataclass(frozen=True)
class Membership:
    """That a council belongs to a combined authority, between two days; `ends` excluded."""

    council: int
    starts: datetime.date | None = None
    ends: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        """Return whether it belonged on `day`."""
        begun = self.starts is None or self.starts <= day
        return begun and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Combined:
    """A combined authority with the councils in it."""

    key: str
    name: str
    members: tuple[Membership, ...]


@dataclass(frozen=True)
class Held:
    """All that a comparison is made from.

    `neighbours` gives a council's statistical neighbours, the nearest first.
    """

    councils: tuple[Place, ...]
    inspections: tuple[Inspected, ...] = ()
    neighbours: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    combined: tuple[Combined, ...] = ()

    def councils_on(self, day: datetime.date) -> tuple[Place, ...]:
        """Return the councils there were on `day`, by name."""
        there = (place for place in self.councils if place.there_on(day))
        return tuple(sorted(there, key=lambda place: (place.name, place.pk)))
