"""What difference a plan makes, on a day: its measures, its risks, and what was said of effect.

Everything is loaded in a number of queries that does not grow with measures or readings.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Min, OuterRef, Q

from actionplans.asat import ACCEPTED, AsAt
from actionplans.charts import Level, LineChart, Point, line_chart
from actionplans.history import versions_on
from actionplans.measures_rule import BETTER, SAME, WORSE, amount, band_meant, moving, short_amount
from actionplans.measures_rule import Level as BandLevel
from actionplans.models import (
    Action,
    ActionPlan,
    Measure,
    MeasureBand,
    ProgressUpdate,
    Reading,
    Review,
    Risk,
)
from actionplans.rag import SIGNED_OFF, Status
from actionplans.rows import Row
from councils.days import end_of


@dataclass(frozen=True)
class BandShown:
    """A band of a measure in the words of the day; `value_words` is "" where it has no number."""

    pk: int
    label: str
    words: str
    is_met: bool
    value: Decimal | None
    value_words: str
    due: datetime.date | None


@dataclass(frozen=True)
class ReadingShown:
    """What a measure stood at on a day, and who said so."""

    pk: int
    day: datetime.date
    known_on: datetime.date
    value: Decimal | None
    value_words: str
    words: str
    band: BandShown | None
    by: str


@dataclass(frozen=True)
class Change:
    """How a number moved: `way` is "better", "worse", "same" or "" (nobody says which is which)."""

    way: str
    before: str
    since: datetime.date | None
    is_up: bool

    @property
    def words(self) -> str:
        """Return it in words: "Better: up from 60%"."""
        if self.way == SAME:
            return f"The same: {self.before}"
        came = f"{'up' if self.is_up else 'down'} from {self.before}"
        said = {BETTER: "Better", WORSE: "Worse"}.get(self.way)
        return f"{said}: {came}" if said else came.capitalize()


@dataclass(frozen=True)
class MeasureShown:
    """A measure as at a day, in the words of that day, with its readings in order."""

    pk: int
    order: int
    title: str
    unit: str
    better: str
    action_pk: int | None
    action_reference: str
    baseline_value: Decimal | None
    baseline_words: str
    baseline_on: datetime.date | None
    target_value: Decimal | None
    target_on: datetime.date | None
    printed_target: str
    bands: tuple[BandShown, ...]
    readings: tuple[ReadingShown, ...]

    @cached_property
    def numbers(self) -> list[ReadingShown]:
        """Return the readings that are numbers, in order."""
        return [reading for reading in self.readings if reading.value is not None]

    @property
    def latest(self) -> ReadingShown | None:
        return self.readings[-1] if self.readings else None

    @property
    def latest_number(self) -> ReadingShown | None:
        return self.numbers[-1] if self.numbers else None

    @property
    def reached(self) -> ReadingShown | None:
        """Return the last reading in which a person says which band is reached, or None."""
        return next((reading for reading in reversed(self.readings) if reading.band), None)

    @cached_property
    def meant(self) -> BandShown | None:
        """Return the band the latest number would mean: this service's reading, no verdict."""
        levels = [BandLevel(band.pk, band.is_met, band.value, band.due) for band in self.bands]
        key = band_meant(self.better, levels, self._points)
        return next((band for band in self.bands if band.pk == key), None)

    @property
    def _points(self) -> list[tuple[datetime.date, Decimal]]:
        return [(each.day, each.value) for each in self.numbers if each.value is not None]

    @property
    def since_baseline(self) -> Change | None:
        """Return how the latest number differs from the baseline; None without both."""
        return self._change(self.baseline_value, self.baseline_on)

    @property
    def since_last(self) -> Change | None:
        """Return how the latest number differs from the one before it; None without both."""
        if len(self.numbers) < 2:
            return None
        return self._change(self.numbers[-2].value, self.numbers[-2].day)

    def _change(self, before: Decimal | None, since: datetime.date | None) -> Change | None:
        latest = self.latest_number
        if before is None or latest is None or latest.value is None:
            return None
        way = moving(self.better, before, latest.value)
        return Change(way, amount(before, self.unit), since, latest.value > before)

    @property
    def baseline(self) -> str:
        """Return what it stood at to begin with, number and words; "" where nothing is given."""
        return _both(self.baseline_value, self.unit, self.baseline_words)

    @property
    def target(self) -> str:
        """Return the number to be reached; "" where there is none."""
        return "" if self.target_value is None else amount(self.target_value, self.unit)

    @property
    def target_by(self) -> str:
        """Return when it is to be reached: as printed, else the day; "" where it does not say."""
        return self.printed_target or (f"{self.target_on:%-d %B %Y}" if self.target_on else "")

    @cached_property
    def chart(self) -> LineChart | None:
        """Return the drawing of its numbers; None where there are none."""
        points = [Point(day, value) for day, value in self._points]
        return line_chart(
            f"measure-{self.pk}",
            self.title,
            points,
            lambda value: amount(value, self.unit),
            self._levels,
            short=lambda value: short_amount(value, self.unit),
        )

    @property
    def _levels(self) -> list[Level]:
        found = []
        if self.baseline_value is not None:
            on = f", {self.baseline_on:%-d %B %Y}" if self.baseline_on else ""
            words = f"Baseline {amount(self.baseline_value, self.unit)}{on}"
            found.append(Level("Baseline", words, self.baseline_value, self.baseline_on, "2 4"))
        if self.target_value is not None:
            by = f", by {self.target_by}" if self.target_by else ""
            words = f"Target {self.target}{by}"
            found.append(Level("Target", words, self.target_value, self.target_on, "9 4"))
        return found


@dataclass(frozen=True)
class RiskShown:
    """A risk the plan names, in the words of the day."""

    pk: int
    order: int
    text: str
    uncontrolled: str
    controls: str
    controlled: str


@dataclass(frozen=True)
class Difference:
    """A completed action, and the last thing said of what difference it made ("" for nothing)."""

    row: Row
    text: str
    day: datetime.date | None
    by: str


def _both(value: Decimal | None, unit: str, words: str) -> str:
    number = "" if value is None else amount(value, unit)
    return ". ".join(part for part in (number, words) if part)


def measures_on_day(plan: ActionPlan, as_at: AsAt) -> list[MeasureShown]:
    """Return the measures of `plan` as at a day, in the plan's order.

    Those of a confidential action are left out for who may not read it.
    """
    actions = _actions(plan, as_at)
    measures = _measures(plan, as_at)
    shown = {pk: row for pk, row in measures.items() if row.action_id in {None, *actions}}
    bands = _bands(shown, as_at)
    readings = _readings(shown, bands, as_at)
    return sorted(
        (_shown(pk, row, actions, bands[pk], readings[pk]) for pk, row in shown.items()),
        key=lambda measure: (measure.order, measure.pk),
    )


def measures_withheld(plan: ActionPlan, as_at: AsAt) -> int:
    """Return how many measures of confidential actions this reader is not shown. One query."""
    if as_at.confidential:
        return 0
    standing = Measure.objects.filter(plan=plan, added_on__lte=as_at.stands_on)
    return standing.filter(action__is_confidential=True).count()


def entered_later(measures: Iterable[MeasureShown], as_at: AsAt) -> int:
    """Return how many of the readings shown were entered after the day itself."""
    if as_at.day >= as_at.today:
        return 0
    readings = [reading for measure in measures for reading in measure.readings]
    return sum(reading.known_on > as_at.day for reading in readings)


def _actions(plan: ActionPlan, as_at: AsAt) -> dict[int, str]:
    """Return the reference, on the day, of every action this reader may see."""
    found = Action.objects.filter(plan=plan, added_on__lte=as_at.stands_on)
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    references = dict(found.values_list("pk", "reference"))
    if as_at.words_of:
        versions = versions_on(Action, references, as_at.words_of)
        references = {pk: versions[pk].reference for pk in references}
    return references


def _measures(plan: ActionPlan, as_at: AsAt) -> dict[int, Any]:
    """Return the measures that stand in this state, by primary key, in the words of the day.

    One that is now of a confidential action is left out though it was not then.
    """
    found = Measure.objects.filter(plan=plan, added_on__lte=as_at.stands_on)
    if not as_at.confidential:
        found = found.filter(Q(action__isnull=True) | Q(action__is_confidential=False))
    now: dict[int, Any] = {measure.pk: measure for measure in found}
    return versions_on(Measure, now, as_at.words_of) if as_at.words_of else now


def _bands(measures: dict[int, Any], as_at: AsAt) -> dict[int, list[BandShown]]:
    """Return the bands of each measure in order."""
    if as_at.words_of:
        rows = _bands_on(list(measures), as_at.words_of)
    else:
        found = MeasureBand.objects.filter(measure__in=measures)
        rows = [(band.pk, band) for band in found]
    rows.sort(key=lambda each: (each[1].order, each[0]))
    by_measure: dict[int, list[BandShown]] = defaultdict(list)
    for pk, row in rows:
        unit = measures[row.measure_id].unit
        by_measure[row.measure_id].append(_band(pk, row, unit))
    return by_measure


def _bands_on(measure_ids: Sequence[int], day: datetime.date) -> list[tuple[int, Any]]:
    """Return (primary key, version) of the bands that stood at the end of `day`.

    Of a measure first recorded later than that, those it was recorded with. Two queries.
    """
    begun = (
        Measure.pgh_event_model.objects.filter(pgh_obj_id__in=measure_ids)  # type: ignore[attr-defined]
        .values_list("pgh_obj_id")
        .annotate(begun=Min("pgh_created_at"))
    )
    until = {pk: max(end_of(day), at + datetime.timedelta(microseconds=1)) for pk, at in begun}
    rows: dict[int, Any] = {}
    events = MeasureBand.pgh_event_model.objects.filter(measure_id__in=measure_ids)  # type: ignore[attr-defined]
    for event in events.order_by("pgh_id"):
        if event.pgh_created_at >= until[event.measure_id]:
            continue
        if event.pgh_label == "delete":
            rows.pop(event.pgh_obj_id, None)
        else:
            rows[event.pgh_obj_id] = event
    return list(rows.items())


def _band(pk: int, row: Any, unit: str) -> BandShown:
    value_words = "" if row.value is None else amount(row.value, unit)
    return BandShown(pk, row.label, row.words, row.is_met, row.value, value_words, row.due)


def _readings(
    measures: dict[int, Any], bands: dict[int, list[BandShown]], as_at: AsAt
) -> dict[int, list[ReadingShown]]:
    found = (
        Reading.objects.filter(as_at.holds(), measure__in=measures)
        .select_related("entered_by", "band")
        .order_by("measure_id", "day", "pk")
    )
    known = {band.pk: band for each in bands.values() for band in each}
    by_measure: dict[int, list[ReadingShown]] = defaultdict(list)
    for row in found:
        unit = measures[row.measure_id].unit
        band = known.get(row.band_id) if row.band_id else None
        by_measure[row.measure_id].append(reading_shown(row, unit, band))
    return by_measure


def reading_shown(row: Reading, unit: str, band: BandShown | None = None) -> ReadingShown:
    """Return a reading with its words; `band` is the one it names, as it stood."""
    if band is None and row.band:
        band = _band(row.band.pk, row.band, unit)
    return ReadingShown(
        pk=row.pk,
        day=row.day,
        known_on=row.known_on,
        value=row.value,
        value_words="" if row.value is None else amount(row.value, unit),
        words=row.words,
        band=band,
        by=str(row.entered_by or row.source),
    )


_SAME_NAMES = (
    "order",
    "title",
    "unit",
    "better",
    "baseline_value",
    "baseline_words",
    "baseline_on",
    "target_value",
    "target_on",
    "printed_target",
)


def _shown(
    pk: int,
    row: Any,
    actions: dict[int, str],
    bands: list[BandShown],
    readings: list[ReadingShown],
) -> MeasureShown:
    return MeasureShown(
        pk=pk,
        action_pk=row.action_id,
        action_reference=actions.get(row.action_id, ""),
        bands=tuple(bands),
        readings=tuple(readings),
        **{name: getattr(row, name) for name in _SAME_NAMES},
    )


def risks_on_day(plan: ActionPlan, as_at: AsAt) -> list[RiskShown]:
    """Return the risks of `plan` as at a day, in the plan's order."""
    standing = Q(added_on__isnull=True) | Q(added_on__lte=as_at.stands_on)
    found: dict[int, Any] = {risk.pk: risk for risk in Risk.objects.filter(standing, plan=plan)}
    if as_at.words_of:
        found = versions_on(Risk, found, as_at.words_of)
    names = ("order", "text", "uncontrolled", "controls", "controlled")
    shown = [RiskShown(pk, *(getattr(row, name) for name in names)) for pk, row in found.items()]
    return sorted(shown, key=lambda risk: (risk.order, risk.pk))


# Said to be done counts too: before signing it off one wants to know what it changed.
COMPLETE = SIGNED_OFF | {Status.CLAIMED}


def differences(rows: Iterable[Row], as_at: AsAt) -> list[Difference]:
    """Return, for each completed action of `rows`, what was last said of its difference.

    A later report that says nothing of it does not take the word back. One query.
    """
    complete = [row for row in rows if row.status in COMPLETE]
    said = {update.action_id: update for update in _last_differences(complete, as_at)}
    return [_difference(row, said.get(row.pk)) for row in complete]


def _difference(row: Row, update: ProgressUpdate | None) -> Difference:
    if update is None:
        return Difference(row, "", None, "")
    return Difference(row, update.difference, update.day, update.author)


def _last_differences(rows: Sequence[Row], as_at: AsAt) -> Iterable[ProgressUpdate]:
    updates = (
        ProgressUpdate.objects.filter(as_at.holds(), action__in=[row.pk for row in rows])
        .exclude(difference="")
        .annotate(verdict=as_at.verdict(update=OuterRef("pk")))
        .exclude(verdict=Review.Verdict.RETURNED)
        .select_related("entered_by")
    )
    if as_at.accepted_only:
        updates = updates.filter(verdict__in=ACCEPTED)
    if not as_at.confidential:
        updates = updates.filter(is_confidential=False)
    return updates.order_by("action_id", "-day", "-pk").distinct("action_id")
