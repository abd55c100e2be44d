"""Changes to measures and risks: one transaction each, and nobody's words lost to another's.

Each raises Closed where the plan is closed.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from actionplans.models import ActionPlan, Measure, MeasureBand, Reading, Risk
from actionplans.planning.holding import hold_open
from councils.models import User
from councils.versions import changed_meanwhile


class NewerReading(Exception):
    """Readings came in while somebody was writing; `readings` are they, newest first."""

    def __init__(self, readings: list[Reading]) -> None:
        super().__init__("A newer reading came in.")
        self.readings = readings


@transaction.atomic
def record_reading(
    measure: Measure, given: Mapping[str, Any], *, by: User, known_on: datetime.date, last_seen: int
) -> Reading:
    """Return the reading inserted: the `day` and the `value`, `words` or `band` in `given`.

    `last_seen` is the newest reading (its pk) the writer had on screen; raises NewerReading
    when another came in since.
    """
    hold_open(measure.plan)
    newer = measure.readings.filter(pk__gt=last_seen).select_related("entered_by", "band")
    if newer:
        raise NewerReading(list(newer.order_by("-pk")))
    return Reading.objects.create(measure=measure, entered_by=by, known_on=known_on, **given)


def version_of(row: Measure | Risk) -> str:
    """Return what changes whenever the words of a measure (its bands too) or of a risk do."""
    return "-".join(str(event.pgh_id) for event in _newest_events(row))


def _newest_events(row: Measure | Risk) -> list[Any]:
    model: Any = type(row)
    of_bands: Any = MeasureBand
    both = [model.pgh_event_model.objects.filter(pgh_obj_id=row.pk)]
    if isinstance(row, Measure):
        both.append(of_bands.pgh_event_model.objects.filter(measure_id=row.pk))
    newest = [events.select_related("pgh_context").order_by("-pgh_id").first() for events in both]
    return [event for event in newest if event]


def _check_unchanged(row: Measure | Risk, seen: str) -> None:
    """Raise ChangedMeanwhile unless `seen` is still the version of `row`."""
    if version_of(row) == seen:
        return
    raise changed_meanwhile(_newest_events(row))


@transaction.atomic
def add_measure(
    plan: ActionPlan, given: Mapping[str, Any], bands: Sequence[Mapping[str, Any]]
) -> Measure:
    """Return the measure added as the last of `plan`, with its bands in the order given."""
    hold_open(plan)
    measure = Measure.objects.create(plan=plan, order=_next_order(plan.measures.all()), **given)
    _save_bands(measure, bands)
    return measure


@transaction.atomic
def change_measure(
    measure: Measure, given: Mapping[str, Any], bands: Sequence[Mapping[str, Any]], *, seen: str
) -> None:
    """Put the words of `given` and `bands` in place of those of `measure`.

    Raises ChangedMeanwhile when somebody else did so since version `seen`.
    """
    hold_open(measure.plan)
    _check_unchanged(measure, seen)
    _assign(measure, given)
    _save_bands(measure, bands)


@transaction.atomic
def add_risk(plan: ActionPlan, given: Mapping[str, Any]) -> Risk:
    """Return the risk added as the last of `plan`."""
    hold_open(plan)
    return Risk.objects.create(plan=plan, order=_next_order(plan.risks.all()), **given)


@transaction.atomic
def change_risk(risk: Risk, given: Mapping[str, Any], *, seen: str) -> None:
    """Put the words of `given` in place of those of `risk`; raises as `change_measure` does."""
    hold_open(risk.plan)
    _check_unchanged(risk, seen)
    _assign(risk, given)


def _assign(row: Model, given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        setattr(row, name, value)
    row.save()


def _next_order(rows: Any) -> int:
    return int(rows.aggregate(last=Max("order"))["last"] or 0) + 1


def bands_in_use(measure: Measure) -> set[int]:
    """Return the bands (primary keys) that somebody has said are reached."""
    return set(measure.readings.filter(band__isnull=False).values_list("band_id", flat=True))


def _save_bands(measure: Measure, given: Sequence[Mapping[str, Any]]) -> None:
    """Make the bands of `measure` those given, in that order.

    A band that somebody has said is reached stays, under its name: what was said keeps its
    meaning.
    """
    before = {band.pk: band for band in measure.bands.order_by("order", "pk")}
    used = bands_in_use(measure)
    rows = [dict(each) for each in given]
    named = {row["pk"] for row in rows}
    rows += [_as_it_is(band) for pk, band in before.items() if pk in used and pk not in named]
    for band in before.values():
        if band.pk not in named | used:
            band.delete()
    for order, row in enumerate(rows, 1):
        row["order"] = order
        if row["pk"] in used:
            row.update(label=before[row["pk"]].label, is_met=before[row["pk"]].is_met)
    kept = [(before[row["pk"]], row) for row in rows if row["pk"] in before]
    _make_way(kept)
    for band, row in kept:
        _assign(band, row)
    MeasureBand.objects.bulk_create(
        MeasureBand(measure=measure, **(row | {"pk": None})) for row in rows if not row["pk"]
    )


def _as_it_is(band: MeasureBand) -> dict[str, Any]:
    names = ("pk", "label", "words", "is_met", "value", "due")
    return {name: getattr(band, name) for name in names}


def _make_way(kept: Iterable[tuple[MeasureBand, Mapping[str, Any]]]) -> None:
    """Set aside the bands whose place or name another one is to take."""
    pairs = list(kept)
    for band, _ in pairs:
        others = [row for other, row in pairs if other.pk != band.pk]
        if any(row["order"] == band.order or row["label"] == band.label for row in others):
            band.order, band.label = 20_000 + band.order, f"{band.pk} set aside"
            band.save()
