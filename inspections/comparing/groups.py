"""Whom a council is compared with: its region, kind, combined authority, neighbours, England."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspections.comparing.held import Combined, Held, Place
from inspections.comparing.tables import listed

ENGLAND = "england"


@dataclass(frozen=True)
class Group:
    """Councils that are looked at together on a day; `ranked` where their order means something."""

    key: str
    name: str
    members: tuple[int, ...]
    ranked: bool = False

    def __len__(self) -> int:
        return len(self.members)


def groups_on(held: Held, day: datetime.date) -> tuple[Group, ...]:
    """Return England, the regions, the combined authorities and the kinds of council of `day`."""
    there = held.councils_on(day)
    england = Group(ENGLAND, "England", tuple(place.pk for place in there))
    return (england, *_regions(there), *_combined(held, day), *_kinds(there))


def _regions(there: tuple[Place, ...]) -> Iterator[Group]:
    for region in sorted({place.region for place in there}):
        members = tuple(place.pk for place in there if place.region == region)
        yield Group(f"region-{_slug(region)}", region, members)


def _kinds(there: tuple[Place, ...]) -> Iterator[Group]:
    for kind in sorted({place.kind for place in there}):
        members = tuple(place.pk for place in there if place.kind == kind)
        yield Group(f"kind-{_slug(kind)}", _KINDS.get(kind, kind), members)


_KINDS = {
    "London borough": "London boroughs",
    "Metropolitan district": "Metropolitan districts",
    "Unitary authority": "Unitary authorities",
    "County": "Counties",
}


def _combined(held: Held, day: datetime.date) -> Iterator[Group]:
    for combined in sorted(held.combined, key=lambda found: found.name):
        members = _members(held, combined, day)
        if members:
            yield Group(f"combined-{combined.key}", combined.name, members)


def on_days_past(held: Held) -> tuple[Held, str]:
    """Return what is held for a day that is past, and the sentence on what is left out; "".

    Of a combined authority whose first day is not held nobody knows that it was there.
    """
    unknown = [c for c in held.combined if any(m.starts is None for m in c.members)]
    if not unknown:
        return held, ""
    known = tuple(combined for combined in held.combined if combined not in unknown)
    names = listed(sorted(combined.name for combined in unknown))
    return replace(held, combined=known), (
        f"Left out on a day that is past, since the first day is not held here: {names}."
    )


def _members(held: Held, combined: Combined, day: datetime.date) -> tuple[int, ...]:
    belong = {member.council for member in combined.members if member.holds_on(day)}
    return tuple(place.pk for place in held.councils_on(day) if place.pk in belong)


def groups_of(held: Held, council: Place, day: datetime.date) -> tuple[Group, ...]:
    """Return the groups this council is in on `day`, the nearest first, England last.

    Its statistical neighbours are a group it is not itself a member of, and so is every group
    of a council that is made up for trying out.
    """
    england, *others = groups_on(held, day)
    own_kind = f"kind-{_slug(council.kind)}"
    others = [g for g in others if council.pk in g.members or g.key == own_kind]
    order = ("region-", "combined-", "kind-")
    others.sort(key=lambda g: next(i for i, start in enumerate(order) if g.key.startswith(start)))
    neighbours = neighbours_of(held, council, day)
    at = sum(not group.key.startswith("kind-") for group in others)
    return (*others[:at], *([neighbours] if neighbours else []), *others[at:], england)


def neighbours_of(held: Held, council: Place, day: datetime.date) -> Group | None:
    """Return the council's statistical neighbours of `day`, the nearest first; None if not held."""
    there = {place.pk for place in held.councils_on(day)}
    members = tuple(pk for pk in held.neighbours.get(council.pk, ()) if pk in there)
    return Group("neighbours", "Statistical neighbours", members, True) if members else None


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
