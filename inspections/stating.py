"""Saving when a report was received, and what was submitted on it."""

import hashlib
import json
from typing import Any

from django.db import transaction

from councils.models import User
from councils.versions import changed_meanwhile
from inspections.models import Inspection, Statement

_WORDS = ("printed_due", "submitted_on", "submitted_to", "note")


def version_of(inspection: Inspection) -> str:
    """Return what changes whenever the day of receipt or a statement does."""
    rows = Statement.objects.filter(inspection=inspection).order_by("kind")
    held = [str(inspection.received_on), *map(str, rows.values_list("kind", *_WORDS))]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:20]


@transaction.atomic
def save_statements(
    inspection: Inspection, data: dict[str, Any], kinds: list[str], by: User
) -> None:
    """Save what was typed about each kind owed.

    Raises ChangedMeanwhile when somebody changed it since the version in `data["seen"]`.
    """
    stored = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if version_of(stored) != data["seen"]:
        raise changed_meanwhile(_versions(stored))
    if stored.received_on != data["received_on"]:
        stored.received_on = data["received_on"]
        stored.save(update_fields=["received_on"])
    for kind in kinds:
        _put(stored, kind, {name: data[f"{kind}_{name}"] for name in _WORDS}, by)


def _put(inspection: Inspection, kind: str, values: dict[str, Any], by: User) -> None:
    held = Statement.objects.filter(inspection=inspection, kind=kind).first()
    if held is None and not any(values.values()):
        return
    one = held or Statement(inspection=inspection, kind=kind)
    if {name: getattr(one, name) for name in _WORDS} == values:
        return
    if one.submitted_on != values["submitted_on"]:
        one.marked_by = by if values["submitted_on"] else None
    for name, value in values.items():
        setattr(one, name, value)
    one.save()


def _versions(inspection: Inspection) -> list[Any]:
    """Return the newest versions of what is saved together."""
    of_inspection: Any = Inspection
    of_statements: Any = Statement
    kept = of_inspection.pgh_event_model.objects.filter(pgh_obj_id=inspection.pk)
    stated = of_statements.pgh_event_model.objects.filter(inspection_id=inspection.pk)
    found = [rows.select_related("pgh_context").order_by("-pgh_id")[:1] for rows in (kept, stated)]
    return [event for rows in found for event in rows]
