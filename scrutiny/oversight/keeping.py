"""Changes to what bodies hold: one transaction each, and nobody's words lost to another's."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from actionplans.models import Action
from councils.versions import Decided, changed_meanwhile
from scrutiny.models import ForwardItem, LearningPoint, NextStep, Visit, VisitAction

Kept = ForwardItem | LearningPoint | NextStep | Visit
# What the database says to two at once, by its constraint.
TWICE = {
    "forward_item_one_rhythm": "Somebody put this plan on the forward plan meanwhile. Change that "
    "entry, or end it first.",
    "forward_item_once_a_meeting": "Somebody put this plan down for that meeting meanwhile.",
    "learning_point_once_in_body": "Somebody took one of these points up meanwhile.",
}


def version_of(row: Kept) -> str:
    """Return what changes whenever the row does, or what a visit was about; "" for a new one."""
    events = _events(row) if row.pk else []
    return "-".join(str(event.pgh_id) for event in events)


def _events(row: Kept) -> list[Any]:
    model: Any = type(row)
    links: Any = VisitAction
    of = [model.pgh_event_model.objects.filter(pgh_obj_id=row.pk)]
    if isinstance(row, Visit):
        of.append(links.pgh_event_model.objects.filter(visit_id=row.pk))
    newest = [events.select_related("pgh_context").order_by("-pgh_id").first() for events in of]
    return [event for event in newest if event]


@transaction.atomic
def save(row: Kept, given: Mapping[str, Any], seen: str = "") -> None:
    """Save a row, new or changed; of a visit the `actions` given stand in place of those before.

    Raises ChangedMeanwhile where somebody changed it since version `seen`, and Decided where what
    was to be said is said already.
    """
    if row.pk:
        type(row)._default_manager.select_for_update().get(pk=row.pk)
        if version_of(row) != seen:
            raise changed_meanwhile(_events(row))
    actions = given.get("actions")
    for name, value in given.items():
        if name != "actions":
            setattr(row, name, value)
    _store(row)
    if isinstance(row, Visit) and actions is not None:
        _about(row, actions)


def _store(row: Kept) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if name in TWICE:
            raise Decided(TWICE[name]) from error
        raise


def _about(visit: Visit, actions: Iterable[Action]) -> None:
    wanted = {action.pk for action in actions}
    held = set(visit.about_actions.values_list("action_id", flat=True))
    visit.about_actions.exclude(action_id__in=wanted).delete()
    VisitAction.objects.bulk_create(
        VisitAction(visit=visit, action_id=pk) for pk in sorted(wanted - held)
    )


@transaction.atomic
def take_up(points: Iterable[LearningPoint]) -> int:
    """Save learning points taken up at once, and return how many; Decided as `save` raises it."""
    rows = list(points)
    for row in rows:
        _store(row)
    return len(rows)
