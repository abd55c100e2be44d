"""Facts about councils that belong to nobody: who their neighbours are, and where that is from."""

import datetime

from django.db.models import OuterRef, Subquery

from councils.models import (
    CombinedAuthority,
    Council,
    CouncilQuerySet,
    StatisticalNeighbour,
    in_force_on,
)

# What has to stand wherever these facts are shown.
OGL = "Contains public sector information licensed under the Open Government Licence v3.0."
REGISTER = (
    "Kinds and successors of councils, and combined authorities: mySociety’s list of UK local "
    "authorities, licensed under CC BY 4.0."
)


def neighbours_of(council: Council) -> CouncilQuerySet:
    """Return the council's statistical neighbours, the nearest first; none where none are held."""
    near = StatisticalNeighbour.objects.filter(council=council)
    rank = near.filter(neighbour=OuterRef("pk")).values("rank")
    found = Council.objects.filter(pk__in=near.values("neighbour"))
    return found.annotate(rank=Subquery(rank)).order_by("rank")


def combined_authority_of(council: Council, day: datetime.date) -> CombinedAuthority | None:
    """Return the combined authority the council is in on `day`, as far as days are held, or None.

    The register says who is a member, not since when: a member without days always was one.
    """
    members = council.combined_authorities.filter(in_force_on(day))
    return (
        CombinedAuthority.objects.filter(in_force_on(day), members__in=members)
        .order_by("name")
        .first()
    )
