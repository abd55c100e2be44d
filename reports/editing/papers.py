"""A paper begun, and what it is for changed."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from actionplans.models import ActionPlan
from councils.models import Body, Council, Meeting, User
from reports.beginning import begin
from reports.editing.versions import check_unchanged, hold
from reports.models import Report, StoredStyle
from reports.models.papers import changed

REFERENCE_LENGTH = 70


@dataclass(frozen=True)
class About:
    """What a paper is for: `held_on` is the day of a meeting, new or known; None is not known."""

    title: str
    body: Body
    held_on: datetime.date | None
    plans: tuple[ActionPlan, ...]
    as_at: datetime.date
    style: StoredStyle


@transaction.atomic
def start_paper(
    council: Council, about: About, by: User, front: dict[str, Any] | None = None
) -> Report:
    """Return a new paper in its house style, with a reference made from its title.

    Raises StyleRefused where the stored style is none.
    """
    return begin(
        council,
        about.style,
        about.body,
        about.title,
        free_reference(council, about.title),
        about.as_at,
        about.plans,
        _meeting(about),
        made_by=by,
        front=front,
    )


def free_reference(council: Council, title: str) -> str:
    """Return a reference made from the title that no paper of the council has."""
    start = slugify(title)[:REFERENCE_LENGTH].strip("-") or "report"
    taken = set(
        council.reports.filter(reference__startswith=start).values_list("reference", flat=True)
    )
    number, found = 1, start
    while found in taken:
        number += 1
        found = f"{start}-{number}"
    return found


def _meeting(about: About) -> Meeting | None:
    if about.held_on is None:
        return None
    return about.body.meetings.get_or_create(held_on=about.held_on)[0]


def about_of(report: Any) -> list[Any]:
    """Return what the page "What the report is for" changes, of a paper or of a version of it."""
    plans = getattr(report, "plans", None)
    return [
        report.title,
        report.body_id,
        report.meeting_id,
        report.as_at.isoformat(),
        report.house_style_id,
        sorted(plans.values_list("pk", flat=True)) if plans else [],
    ]


@transaction.atomic
def change_paper(report: Report, about: About, seen: str) -> None:
    """Put what a paper is for. Raises ChangedMeanwhile unless `seen` is still what holds."""
    held = hold(report)
    check_unchanged(held, seen, about_of)
    held.title, held.body, held.meeting = about.title, about.body, _meeting(about)
    if held.house_style_id != about.style.pk:
        held.house_style, held.style_kept = about.style, about.style.newest
    held.as_at = about.as_at
    held.save()
    held.plans.set(about.plans)
    changed(held)
