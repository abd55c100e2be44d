"""The words of a day: versions of editable rows, kept by database triggers."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BigIntegerField, Case, F, Func, Min, Model, Value, When

from actionplans.among import among
from actionplans.models import ActionPlan
from councils.days import end_of


def approval_recorded(plan_id: int) -> datetime.datetime | None:
    """Return when a plan was first said to be approved, whatever day that was for."""
    versions: Any = ActionPlan
    found = versions.pgh_event_model.objects.filter(pgh_obj_id=plan_id)
    approved = found.exclude(status=ActionPlan.Status.DRAFT).order_by("pgh_id").first()
    return approved.pgh_created_at if approved else None


def versions_on(
    model: type[Model],
    ids: Iterable[int],
    day: datetime.date,
    recorded: datetime.datetime | None = None,
    fields: Sequence[str] = (),
) -> dict[int, Any]:
    """Return, by primary key, the version of each row that held at the end of `day` in London.

    Before the first recorded version it is the one that held when the plan's approval was
    `recorded`: until then a draft was put right. Before that too, the first version. One query.
    With `fields`, no version but a dictionary of them.
    """
    events = model.pgh_event_model.objects.filter(among("pgh_obj_id", ids))  # type: ignore[attr-defined]
    by_then = When(pgh_created_at__lt=end_of(day), then=Value(0))
    as_recorded = When(pgh_created_at__lt=recorded or end_of(day), then=Value(1))
    newest_then_first = Case(
        When(later=2, then=F("pgh_id")), default=-F("pgh_id"), output_field=BigIntegerField()
    )
    events = (
        events.annotate(later=Case(by_then, as_recorded, default=Value(2)))
        .order_by("pgh_obj_id", "later", newest_then_first)
        .distinct("pgh_obj_id")
    )
    if fields:
        rows = events.values_list("pgh_obj_id", *fields)
        return {pk: dict(zip(fields, values, strict=True)) for pk, *values in rows}
    return {event.pgh_obj_id: event for event in events}


def marked_since(model: type[Model], ids: Iterable[int], mark: str) -> dict[int, datetime.datetime]:
    """Return, by primary key, since when each row has its `mark` (a yes or no); without it, none.

    Where it was taken off and put back, since it was put back. One query.
    """
    events = model.pgh_event_model.objects.filter(among("pgh_obj_id", ids)).order_by("pgh_id")  # type: ignore[attr-defined]
    since: dict[int, datetime.datetime] = {}
    for pk, is_marked, moment in events.values_list("pgh_obj_id", mark, "pgh_created_at"):
        if is_marked:
            since.setdefault(pk, moment)
        else:
            since.pop(pk, None)
    return since


_OF_VERSION = ("pgh_obj_id", "made", "pgh_label")
# Whole microseconds: hundreds of moments are read as numbers in a tenth of the time of dates.
_MADE = Func(
    F("pgh_created_at"),
    template="(EXTRACT(EPOCH FROM %(expressions)s) * 1000000)::bigint",
    output_field=BigIntegerField(),
)


def children_on(
    model: type[Model],
    parent: str,
    parent_ids: Iterable[int],
    day: datetime.date,
    recorded: datetime.datetime | None = None,
    fields: Sequence[str] = (),
) -> dict[int, list[Any]]:
    """Return, by parent, the versions of the rows that stood under it at the end of `day`.

    Rows added and removed are followed; before its own first version a parent has the set that
    stood when the plan's approval was `recorded`, else the one it was given with it. Two queries.
    With `fields`, no versions but named tuples of them.
    """
    found = model.pgh_event_model.objects.filter(among(parent, parent_ids))  # type: ignore[attr-defined]
    events: Any = found.annotate(made=_MADE).order_by("pgh_id")
    if fields:
        events = events.values_list(*_OF_VERSION, parent, *fields, named=True)
    by_parent: dict[int, list[Any]] = defaultdict(list)
    for event in events:
        by_parent[getattr(event, parent)].append(event)
    began = _first_versions(model._meta.get_field(parent).related_model, by_parent)
    end, approved = _microseconds(end_of(day)), _microseconds(recorded) if recorded else None
    return {
        pk: _standing(found, _moment(end, began[pk], approved), began[pk])
        for pk, found in by_parent.items()
    }


def _microseconds(moment: datetime.datetime) -> int:
    return (moment - _EPOCH) // datetime.timedelta(microseconds=1)


_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _moment(end: int, began: int, recorded: int | None) -> int:
    return recorded if recorded and end <= began < recorded else end


def _first_versions(model: Any, ids: Iterable[int]) -> dict[int, int]:
    events = model.pgh_event_model.objects.filter(among("pgh_obj_id", ids))
    return dict(events.values_list("pgh_obj_id").annotate(first=Min(_MADE)))


def _standing(events: list[Any], moment: int, began: int) -> list[Any]:
    until = max(moment, began + 1)
    rows: dict[int, Any] = {}
    for event in events:
        if event.made >= until:
            continue
        if event.pgh_label == "delete":
            rows.pop(event.pgh_obj_id, None)
        else:
            rows[event.pgh_obj_id] = event
    return list(rows.values())
