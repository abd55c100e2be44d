"""What is held of published inspections, as the arithmetic of comparing takes it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, Q

from councils.models import (
    CombinedAuthority,
    CombinedAuthorityMember,
    Council,
    StatisticalNeighbour,
)
from inspections.comparing.held import Combined, Held, Inspected, Membership, Place
from inspections.models import Inspection, Judgement


def held(frameworks: Iterable[str] | None = None, also: Council | None = None) -> Held:
    """Return England's councils, past and present, with their published inspections.

    Of these `frameworks`, or of all that give grades. Drafts are a council's own and made-up
    councils are no part of England: neither counts. `also` is one whose inspections are held
    nevertheless, to stand beside the others. A fixed number of queries.
    """
    whose = Q(council__is_fictional=False) | Q(council=also)
    published = Inspection.objects.published().filter(whose)
    if frameworks is not None:
        published = published.filter(framework__in=frameworks)
    grades = _grades(published)
    return Held(
        councils=tuple(place_of(council) for council in _england()),
        inspections=tuple(inspected(i, grades[i.pk]) for i in published.order_by("pk")),
        neighbours=_neighbours(),
        combined=tuple(_combined()),
    )


def _neighbours() -> dict[int, tuple[int, ...]]:
    """Return each council's statistical neighbours, the nearest first."""
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    rows = StatisticalNeighbour.objects.order_by("council_id", "rank")
    for council, neighbour in rows.values_list("council_id", "neighbour_id"):
        found[council] += (neighbour,)
    return dict(found)


def _combined() -> Iterator[Combined]:
    """Yield the combined authorities; a day that is not held is None."""
    members = Prefetch("members", CombinedAuthorityMember.objects.order_by("council_id"))
    for authority in CombinedAuthority.objects.order_by("name").prefetch_related(members):
        yield Combined(
            key=authority.slug,
            name=authority.name,
            members=tuple(
                Membership(
                    council=member.council_id,
                    starts=max(filter(None, (member.starts, authority.starts)), default=None),
                    ends=min(filter(None, (member.ends, authority.ends)), default=None),
                )
                for member in authority.members.all()
            ),
        )


def _england() -> Iterable[Council]:
    return Council.objects.filter(is_fictional=False).by_name()


def place_of(council: Council) -> Place:
    """Return the council as the arithmetic takes it."""
    return Place(
        pk=council.pk,
        name=council.name,
        slug=council.slug,
        region=council.region,
        kind=council.kind,
        starts=council.starts,
        ends=council.ends,
    )


def _grades(published: Any) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Judgement.objects.filter(inspection__in=published)
    for inspection, area, grade in rows.values_list("inspection_id", "area", "grade"):
        found[inspection][area] = grade
    return found


def inspected(inspection: Inspection, grades: dict[str, str]) -> Inspected:
    """Return an inspection as comparisons and histories take it, with grades by area."""
    return Inspected(
        pk=inspection.pk,
        council=inspection.council_id,
        framework=inspection.framework,
        starts_on=inspection.starts_on,
        ends_on=inspection.ends_on,
        out_on=inspection.known_published_on,
        is_dated=inspection.published_on is not None,
        grades=grades,
    )
