"""What was changed of the plan itself between two days: title, manager, sources, its state."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from actionplans.asat import AsAt
from actionplans.changes import Reworded
from actionplans.models import ActionPlan, PlanSource
from councils.days import end_of
from councils.models import User
from inspections.models import Inspection

_FIELDS = {
    "title": "The title",
    "status": "The plan",
    "manager_id": "The manager",
    "agreed_on": "Its timescales were agreed on",
}


@dataclass(frozen=True)
class PlanChange:
    """One change of the plan itself: when, by whom ("" where not known), what, and why."""

    at: datetime.datetime
    by: str
    what: Reworded
    reason: str


def plan_changes(plan: ActionPlan, first_day: datetime.date, as_at: AsAt) -> list[PlanChange]:
    """Return what changed after `first_day`, up to the day shown, in order.

    What a draft was called, and what it answered, is left out. Four queries.
    """
    kept: Any = ActionPlan
    events = _until(kept.pgh_event_model.objects.filter(pgh_obj_id=plan.pk), as_at)
    links: Any = PlanSource
    sources = _until(links.pgh_event_model.objects.filter(actionplan=plan.pk), as_at)
    titles = Inspection.objects.in_bulk({event.inspection_id for event in sources})
    users = User.objects.in_bulk(_users([*events, *sources]))
    found = [change for two in pairwise(events) for change in _of_plan(*two, users)]
    found += [
        _change(event, _answered(event, str(titles[event.inspection_id])), users)
        for event in sources
        if event.inspection_id in titles and _is_news(event, events)
    ]
    after = end_of(first_day)
    return sorted((each for each in found if each.at >= after), key=lambda each: each.at)


def _is_news(source: Any, events: list[Any]) -> bool:
    """Return whether a person changed the sources of a plan that was no draft any more."""
    before = [event for event in events if event.pgh_created_at <= source.pgh_created_at]
    is_draft = not before or before[-1].status == ActionPlan.Status.DRAFT
    return bool(source.pgh_context) and not is_draft


def _until(events: Any, as_at: AsAt) -> list[Any]:
    if as_at.words_of:
        events = events.filter(pgh_created_at__lt=end_of(as_at.words_of))
    return list(events.select_related("pgh_context").order_by("pgh_id"))


def _users(events: Iterable[Any]) -> set[int]:
    found = [pk for event in events for pk in (_kept(event).get("user"), _manager(event)) if pk]
    return set(found)


def _manager(event: Any) -> int | None:
    return getattr(event, "manager_id", None)


def _kept(event: Any) -> dict[str, Any]:
    return (event.pgh_context.metadata or {}) if event.pgh_context else {}


def _of_plan(before: Any, after: Any, users: dict[int, User]) -> Iterable[PlanChange]:
    if after.status == ActionPlan.Status.DRAFT:
        return
    for name, words in _FIELDS.items():
        was, now = (_words(event, name, users) for event in (before, after))
        if was != now:
            yield _change(after, Reworded(words, was, now), users)


def _words(event: Any, name: str, users: dict[int, User]) -> str:
    value = getattr(event, name)
    if name == "manager_id":
        return str(users.get(value, "")) if value else ""
    if name == "status":
        return f"{ActionPlan.Status(value).label}".lower()
    return f"{value:%-d %B %Y}" if isinstance(value, datetime.date) else str(value)


def _answered(event: Any, title: str) -> Reworded:
    is_gone = event.pgh_label == "delete"
    return Reworded("What it answers", title if is_gone else "", "" if is_gone else title)


def _change(event: Any, what: Reworded, users: dict[int, User]) -> PlanChange:
    kept = _kept(event)
    by = str(users.get(kept.get("user") or 0, ""))
    return PlanChange(event.pgh_created_at, by, what, str(kept.get("reason", "")))
