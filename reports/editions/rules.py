"""A council's own rules about publishing, and the one way to change them."""

import datetime

from django.db import transaction

from councils.models import Council
from reports.models import PreElectionPeriod, PublishingRules


def has_public_pages(council: Council) -> bool:
    """Return whether anybody can read the council's published papers. Off until switched on."""
    return PublishingRules.objects.filter(council=council, has_public_pages=True).exists()


def set_public_pages(council: Council, is_on: bool) -> None:
    """Switch the public pages of a council on or off."""
    values = {"has_public_pages": is_on}
    PublishingRules.objects.update_or_create(council=council, defaults=values)


def election_period(council: Council, day: datetime.date) -> PreElectionPeriod | None:
    """Return the pre-election period that runs on a day; None where none does."""
    running = council.election_periods.filter(starts__lte=day, ends__gte=day)
    return running.order_by("starts", "pk").first()


@transaction.atomic
def add_period(
    council: Council, starts: datetime.date, ends: datetime.date, reason: str
) -> PreElectionPeriod:
    """Return the period; the same one given twice is held once."""
    period, _ = PreElectionPeriod.objects.get_or_create(
        council=council, starts=starts, ends=ends, reason=reason
    )
    return period
