"""When two accounts tell of the same inspection, of one council. No model is imported."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from inspections.standing import FAMILIES

TABLE = "outcomes"


class Account(Protocol):
    """What is told of an inspection; without stated days both stand on its publication."""

    @property
    def framework(self) -> str: ...
    @property
    def starts_on(self) -> datetime.date: ...
    @property
    def ends_on(self) -> datetime.date: ...
    @property
    def published_on(self) -> datetime.date | None: ...
    @property
    def days_stated(self) -> bool: ...


class Held(Account, Protocol):
    """An inspection that is held, and where it comes from."""

    @property
    def council_id(self) -> int: ...
    @property
    def source(self) -> str: ...


AnyHeld = TypeVar("AnyHeld", bound=Held)


def frameworks_like(framework: str) -> Sequence[str]:
    """Return the frameworks of the same family; of a visit, a review or an audit its own."""
    return next((keys for keys in FAMILIES.values() if framework in keys), (framework,))


def is_same(one: Account, other: Account) -> bool:
    """Return whether both are of one family, and were published, or made, on the same days."""
    if other.framework not in frameworks_like(one.framework):
        return False
    if one.published_on and one.published_on == other.published_on:
        return True
    both = one.days_stated and other.days_stated
    return both and one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def without_told_twice(found: Iterable[AnyHeld]) -> list[AnyHeld]:
    """Return the inspections but those that a table tells of and that are there otherwise too."""
    held = list(found)
    others = [i for i in held if i.source != TABLE]
    return [
        i
        for i in held
        if i.source != TABLE
        or not any(i.council_id == o.council_id and is_same(o, i) for o in others)
    ]
