"""A council's own rules as they were on a day, and the one way to change them."""

import datetime
from dataclasses import fields
from typing import Any

from django.db import transaction

from actionplans.history import versions_on
from actionplans.models import CouncilRules
from actionplans.thresholds import DEFAULTS, Rules
from councils.days import end_of
from councils.models import Council

NAMES = tuple(field.name for field in fields(Rules))


class NewerRules(Exception):
    """Somebody else changed the rules since they were read."""


def rules_of(council: Council, day: datetime.date | None = None) -> Rules:
    """Return the council's rules at the end of `day`, or those of now.

    Before they were first set, the defaults: those held then. At most two queries.
    """
    row = CouncilRules.objects.filter(council=council).first()
    if row is None:
        return DEFAULTS
    if day is None:
        return _rules(row)
    version = versions_on(CouncilRules, [row.pk], day)[row.pk]
    return _rules(version) if version.pgh_created_at < end_of(day) else DEFAULTS


def _rules(row: Any) -> Rules:
    return Rules(**{name: getattr(row, name) for name in NAMES})


def version_of(council: Council) -> int:
    """Return the number of the rules' newest version; 0 before they were first set."""
    events = CouncilRules.pgh_event_model.objects.filter(council=council)  # type: ignore[attr-defined]
    newest = events.order_by("-pgh_id").first()
    return newest.pgh_id if newest else 0


@transaction.atomic
def change_rules(council: Council, rules: Rules, *, seen: int) -> bool:
    """Store `rules`, and return whether anything is new: a first time always is.

    `seen` is the version the writer had on screen; raises NewerRules when there is
    another by now.
    """
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    if version_of(council) != seen:
        raise NewerRules
    if seen and rules_of(council) == rules:
        return False
    values = {name: getattr(rules, name) for name in NAMES}
    CouncilRules.objects.update_or_create(council=council, defaults=values)
    return True
