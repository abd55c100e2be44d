"""What a paper says of itself before its first section."""

from typing import Any

from django.db import transaction

from reports.editing.versions import check_unchanged, hold
from reports.models import Report
from reports.models.papers import changed

Lines = list[list[str]]


def front_of(report: Any) -> Any:
    """Return what the page of the front matter changes, of a paper or of a version of it."""
    return report.front


@transaction.atomic
def change_front(report: Report, front: dict[str, Lines], seen: str) -> None:
    """Put the front matter; keys that are not given stay. Raises ChangedMeanwhile."""
    held = hold(report)
    check_unchanged(held, seen, front_of)
    held.front = {key: lines for key, lines in (held.front | front).items() if lines}
    held.save()
    changed(held)
