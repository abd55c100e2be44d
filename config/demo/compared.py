"""What councils are compared by: their numbers, statistical neighbours and combined authorities.

Unlike the rest of the demo these follow the fixture at each load: they are the registers' facts.
"""

from typing import Any

from config.demo.files import COMBINED_AUTHORITIES, Calendar, Facts, read
from councils.models import (
    CombinedAuthority,
    CombinedAuthorityMember,
    Council,
    StatisticalNeighbour,
)


def load_comparison(listed: list[Facts], calendar: Calendar) -> None:
    """Make the neighbours and combined authorities held the same as those in the fixtures."""
    by_slug = Council.objects.in_bulk(field_name="slug")
    _number(listed, by_slug)
    _make_neighbours(listed, by_slug)
    for facts in read(COMBINED_AUTHORITIES):
        _make_combined_authority(facts, by_slug, calendar)


def _number(listed: list[Facts], by_slug: dict[str, Any]) -> None:
    changed = [
        facts for facts in listed if by_slug[facts["slug"]].ofsted_urn != facts["ofsted_urn"]
    ]
    for facts in changed:
        by_slug[facts["slug"]].ofsted_urn = facts["ofsted_urn"]
    Council.objects.bulk_update([by_slug[facts["slug"]] for facts in changed], ["ofsted_urn"])


def _make_neighbours(listed: list[Facts], by_slug: dict[str, Any]) -> None:
    wanted = {
        (by_slug[facts["slug"]].pk, by_slug[slug].pk, rank)
        for facts in listed
        for rank, slug in enumerate(facts["neighbours"], start=1)
    }
    rows = StatisticalNeighbour.objects.filter(council__slug__in=[f["slug"] for f in listed])
    if set(rows.values_list("council_id", "neighbour_id", "rank")) == wanted:
        return
    rows.delete()
    StatisticalNeighbour.objects.bulk_create(
        StatisticalNeighbour(council_id=council, neighbour_id=neighbour, rank=rank)
        for council, neighbour, rank in sorted(wanted)
    )


def _make_combined_authority(facts: Facts, by_slug: dict[str, Any], calendar: Calendar) -> None:
    authority, _ = CombinedAuthority.objects.update_or_create(
        slug=facts["slug"],
        defaults={
            "name": facts["name"],
            "gss_code": facts["gss_code"],
            "starts": calendar.day_if_any(facts["starts"]),
            "ends": calendar.day_if_any(facts["ends"]),
        },
    )
    members = {
        by_slug[member["slug"]]: calendar.day_if_any(member["ends"])
        for member in map(_member, facts["members"])
    }
    authority.members.exclude(council__in=members).delete()
    CombinedAuthorityMember.objects.bulk_create(
        [
            CombinedAuthorityMember(combined_authority=authority, council=council, ends=ends)
            for council, ends in members.items()
        ],
        update_conflicts=True,
        unique_fields=["combined_authority", "council"],
        update_fields=["ends"],
    )


def _member(facts: str | Facts) -> Facts:
    """Return the member's slug and the day it left: most never did and are a slug alone."""
    return {"slug": facts, "ends": None} if isinstance(facts, str) else facts
