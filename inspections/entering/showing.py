"""What is held of an inspection, as its form shows it before anybody types."""

from typing import Any

from inspections.frameworks import FRAMEWORKS
from inspections.models import Inspection

_FACTS = ("title", "visit", "theme", "published_on", "received_on", "lead_inspector")
_WORDS = ("pk", "text", "number", "page", "addressed_to", "priority", "timescale", "outcome")


def kind_and_days(inspection: Inspection) -> dict[str, Any]:
    """Return the kind, the framework and the days."""
    return {
        "kind": FRAMEWORKS[inspection.framework].kind,
        "framework": inspection.framework,
        "starts_on": inspection.starts_on,
        "ends_on": inspection.ends_on,
    }


def facts_of(inspection: Inspection) -> dict[str, Any]:
    """Return what the report says of itself, and each grade by its field."""
    grades = inspection.judgements.values_list("area", "grade")
    facts = {name: getattr(inspection, name) for name in _FACTS}
    return facts | {f"grade_{area}": grade for area, grade in grades}


def as_rows(inspection: Inspection) -> list[dict[str, Any]]:
    """Return what it asks for, a row each, in its order."""
    return list(inspection.recommendations.order_by("order").values(*_WORDS))
