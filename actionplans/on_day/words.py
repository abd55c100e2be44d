"""The words and owners of plans, actions and steps as they stood on the day asked for."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.history import children_on, versions_on
from actionplans.models import ActionPlan, MilestoneLead, Theme
from actionplans.on_day.links import answered_on
from actionplans.rows import Answered, Lead
from councils.models import Body, Officer
from inspections.models import Recommendation

T = TypeVar("T", bound=Any)


def worded(rows: list[Any], as_at: AsAt, fields: Sequence[str]) -> list[Any]:
    """Return the rows with the words of the day asked for put in place of today's."""
    if as_at.words_of and rows:
        versions = versions_on(
            type(rows[0]), [row.pk for row in rows], as_at.words_of, as_at.recorded
        )
        for row in rows:
            for field in fields:
                setattr(row, field, getattr(versions[row.pk], field))
    return rows


def tuples_worded(model: Any, rows: list[T], as_at: AsAt, fields: Sequence[str]) -> list[T]:
    """Return named tuples of rows of `model`, with the words of the day asked for in these fields.

    What `worded` is for models: where there are hundreds, tuples take a fraction of the time.
    """
    if not as_at.words_of or not rows:
        return rows
    keys = [row.pk for row in rows]
    versions = versions_on(model, keys, as_at.words_of, as_at.recorded, fields)
    return [row._replace(**versions[row.pk]) for row in rows]


def answers(action_ids: list[int], as_at: AsAt) -> dict[int, list[Answered]]:
    links = answered_on(action_ids, as_at)
    found = Recommendation.objects.filter(among("pk", {asked for _, asked in links}))
    asked = {row.pk: _answered(row) for row in found.select_related("inspection")}
    by_action: dict[int, list[Answered]] = defaultdict(list)
    for action, recommendation in links:
        if recommendation in asked:
            by_action[action].append(asked[recommendation])
    for of_one in by_action.values():
        of_one.sort(key=lambda one: (one.inspection_id, one.order))
    return by_action


def _answered(asked: Recommendation) -> Answered:
    return Answered(
        asked.pk,
        asked.shown_number,
        asked.text,
        asked.inspection.title,
        asked.inspection_id,
        asked.timescale,
        asked.inspection.known_published_on,
        asked.order,
    )


def leads(step_ids: list[int], as_at: AsAt) -> dict[int, list[Lead]]:
    if as_at.words_of:
        return _leads_on(step_ids, as_at.words_of, as_at.recorded)
    rows = MilestoneLead.objects.filter(among("milestone_id", step_ids)).order_by("order", "pk")
    found = rows.values_list("milestone_id", "officer_id", "officer__name")
    return _by_step(found)


def _leads_on(
    step_ids: list[int], day: datetime.date, recorded: datetime.datetime | None
) -> dict[int, list[Lead]]:
    fields = ("officer_id", "order")
    standing = children_on(MilestoneLead, "milestone_id", step_ids, day, recorded, fields)
    officers = versions_on(
        Officer, {row.officer_id for rows in standing.values() for row in rows}, day
    )
    return _by_step(
        (step, row.officer_id, officers[row.officer_id].name)
        for step, rows in standing.items()
        for row in sorted(rows, key=lambda row: (row.order, row.pgh_obj_id))
    )


def _by_step(rows: Iterable[tuple[int, int, str]]) -> dict[int, list[Lead]]:
    """Return the leads of each step in order: of everybody one, however many steps they lead."""
    by_step: dict[int, list[Lead]] = defaultdict(list)
    known: dict[int, Lead] = {}
    for step, officer, name in rows:
        by_step[step].append(known.setdefault(officer, Lead(officer, name)))
    return by_step


def plan_words(plan_ids: Iterable[int], as_at: AsAt) -> dict[int, Any]:
    """Return, by plan, what holds its title and rating scale in this state."""
    wanted = set(plan_ids)
    if as_at.words_of:
        return versions_on(ActionPlan, wanted, as_at.words_of, as_at.recorded)
    return dict(ActionPlan.objects.in_bulk(wanted))


def names(
    model: type[Theme] | type[Officer], ids: Iterable[int | None], as_at: AsAt
) -> dict[int, str]:
    """Return the names of themes or officers in this state. One query, none without ids."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    found: dict[int, Any] = (
        versions_on(model, wanted, as_at.words_of, as_at.recorded)
        if as_at.words_of
        else dict(model._default_manager.in_bulk(wanted))
    )
    return {pk: str(row.name) for pk, row in found.items()}


def bodies(ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of bodies: a renamed body is another one."""
    wanted = {pk for pk in ids if pk}
    return {pk: body.name for pk, body in Body.objects.in_bulk(wanted).items()} if wanted else {}
