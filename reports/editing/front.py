"""What a paper says of itself before its first section."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from actionplans.timescales import read
from reports.editing.versions import check_unchanged, hold
from reports.models import Report, StoredStyle
from reports.models.papers import changed
from reports.paper.house_style import OF_THE_REPORT

Lines = list[list[str]]
# What is asked of each paper anew, whatever the one before said.
_OF_EACH = (*OF_THE_REPORT, "key_decision", "forward_plan")


def paper_before(
    papers: QuerySet[Report], style: StoredStyle, than: Report | None = None
) -> Report | None:
    """Return the newest of `papers` in a house style; with `than`, the one before it.

    `papers`: those of a council that somebody may read.
    """
    held = papers.filter(house_style=style)
    return (held.filter(pk__lt=than.pk) if than else held).order_by("-pk").first()


def usual_front(
    papers: QuerySet[Report], style: StoredStyle, day: datetime.date
) -> tuple[dict[str, Lines], str]:
    """Return the front matter a new paper begins with, and the title of the paper it is from.

    It is that of the paper before in the same style: who answers for it, wards, officers. What
    has a day in it, or is decided for each paper, is left to be filled in. Nothing, and "", where
    there is no such paper among `papers`, those that somebody may read.
    """
    before = paper_before(papers, style)
    if before is None:
        return {}, ""
    kept = {key: lines for key, lines in before.front.items() if key not in _OF_EACH}
    found = {key: lines for key, lines in kept.items() if not _has_a_day(lines, day)}
    return found, before.title if found else ""


def _has_a_day(lines: Lines, day: datetime.date) -> bool:
    return any(read(cell, day).due for line in lines for cell in line)


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
