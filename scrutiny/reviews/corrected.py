"""What was corrected of a review after it had been settled, and why: from the versions kept."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from councils.models import User
from scrutiny.models import ReviewNote, ScrutinyReview
from scrutiny.models.settled import REASON


@dataclass(frozen=True)
class Correction:
    """The words before a correction, why they were corrected, when, and by whom."""

    before: str
    reason: str
    at: datetime.datetime
    by: str


def corrections_of(model: Any, under: dict[str, int]) -> dict[int, list[Correction]]:
    """Return, by row, the corrections of its text, the newest first. Two queries at most.

    `under` finds the versions: {"review": 7}.
    """
    events = model.pgh_event_model.objects.filter(**under).select_related("pgh_context")
    texts: dict[int, str] = {}
    found: dict[int, list[Correction]] = defaultdict(list)
    corrected = []
    for event in events.order_by("pgh_id"):
        kept = event.pgh_context.metadata if event.pgh_context else {}
        before = texts.get(event.pgh_obj_id, event.text)
        if kept.get(REASON) and before != event.text:
            corrected.append((event, before, kept))
        texts[event.pgh_obj_id] = event.text
    names = _names({kept.get("user") for _, _, kept in corrected})
    for event, before, kept in reversed(corrected):
        by = names.get(kept.get("user"), "Somebody")
        one = Correction(before, kept[REASON], event.pgh_created_at, by)
        found[event.pgh_obj_id].append(one)
    return found


@dataclass(frozen=True)
class Change:
    """That somebody else changed what one person wrote, and when they last did."""

    by: str
    at: datetime.datetime


def changed_by_others(review: ScrutinyReview) -> dict[int, Change]:
    """Return, by note, the last change of it by somebody who did not write it. Two queries."""
    model: Any = ReviewNote
    events = model.pgh_event_model.objects.filter(review=review.pk).select_related("pgh_context")
    said: dict[int, tuple[Any, ...]] = {}
    found: dict[int, Any] = {}
    for event in events.order_by("pgh_id"):
        now = (event.text, event.session_id, event.strand_id)
        kept = event.pgh_context.metadata if event.pgh_context else {}
        was = said.setdefault(event.pgh_obj_id, now)
        if was != now and kept.get("user") not in (None, event.written_by_id):
            found[event.pgh_obj_id] = (kept["user"], event.pgh_created_at)
        said[event.pgh_obj_id] = now
    names = _names({user for user, _ in found.values()})
    return {pk: Change(names.get(user, "Somebody"), at) for pk, (user, at) in found.items()}


def received_before(review: ScrutinyReview) -> list[datetime.date]:
    """Return the days of receipt that were recorded and then corrected, the first first."""
    events: Any = ScrutinyReview
    held = events.pgh_event_model.objects.filter(pgh_obj_id=review.pk).order_by("pgh_id")
    days = dict.fromkeys(held.values_list("received_on", flat=True))
    return [day for day in days if day and day != review.received_on]


def _names(keys: set[Any]) -> dict[Any, str]:
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=wanted)}
