"""What a form held when it was opened, so that the second of two savers is told.

Two people write two sections of one paper at once: what is compared is what the form changes,
and nothing else of the paper.
"""

import hashlib
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django.db.models import Model

from councils.versions import ChangedMeanwhile, changed_meanwhile
from reports.models import Report

Values = Any


def version_of(values: Values) -> str:
    """Return what differs once any of `values` does: lists, texts, numbers, days."""
    said = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def check_unchanged(row: Model, seen: str, values: Callable[[Any], Values]) -> None:
    """Raise ChangedMeanwhile, naming who changed it, unless `values` of `row` are those seen.

    `values` is asked of the row, and of its earlier versions to find who changed them.
    """
    if version_of(values(row)) != seen:
        raise _by_whom(row, values)


def _by_whom(row: Any, values: Callable[[Any], Values]) -> ChangedMeanwhile:
    events = row.pgh_event_model.objects.filter(pgh_obj_id=row.pk)
    newest = list(events.select_related("pgh_context").order_by("-pgh_id")[:30])
    for one, before in pairwise(newest):
        if _known(one, values) != _known(before, values):
            return changed_meanwhile([one])
    return changed_meanwhile(newest[:1])


def _known(event: Any, values: Callable[[Any], Values]) -> str:
    """Return a version's mark; rows beside it have no earlier versions to ask."""
    try:
        return version_of(values(event))
    except (AttributeError, ValueError):
        return ""


def hold(report: Report) -> Report:
    """Return the paper, held until the transaction ends: changes to one come one by one."""
    return Report.objects.select_for_update(no_key=True).get(pk=report.pk)
