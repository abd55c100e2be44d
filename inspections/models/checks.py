"""What the database itself checks against the catalogue of frameworks."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Concat

from inspections import frameworks


def _pairs(name: str) -> Concat:
    return Concat("framework", models.Value(":"), name, output_field=models.CharField())


def listed(name: str, pairs: list[tuple[str, str]]) -> Q:
    """Return the condition that (framework, `name`) is one of the catalogue's pairs."""
    allowed = [f"{framework}:{value}" for framework, value in pairs]
    return models.lookups.In(_pairs(name), allowed)  # type: ignore[return-value]


def in_force() -> Q:
    """Return the condition that the framework was in force on the day the inspection ended."""
    condition = Q()
    for framework in frameworks.FRAMEWORKS.values():
        days = Q(framework=framework.key)
        if framework.starts:
            days &= Q(ends_on__gte=framework.starts)
        if framework.ends:
            days &= Q(starts_on__lte=framework.ends)
        condition |= days
    return condition
