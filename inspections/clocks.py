"""The clocks of inspections: what each asks for, and how it stands on a day.

What is owed stays on the dashboards until it is marked as submitted; what was submitted before it
was kept here is marked so with its day, and a note. Nothing is asked for, unless somebody gave the
day of receipt or the day that the letter prints, after an inspection

- that a national table alone tells of; or
- that no council entered itself (from a paper, or a report loaded for everybody) and that is held
  as history: published before the council's first plan here was agreed, or followed by a newer
  inspection of the same family.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from councils.models import Council
from inspections.clock import Clock, State, duties
from inspections.models import Inspection, Judgement, Recommendation, ReportFile, Statement
from inspections.same import without_told_twice
from inspections.standing import FAMILIES

_Newest = dict[tuple[int, str], datetime.date]
_HISTORY = (
    "A {} was owed. The day the report was received is not held. Nothing is asked for here: what "
    "was submitted before is not held either."
)


@dataclass(frozen=True)
class Owed:
    """One clock of one inspection on a day, as a page shows it."""

    inspection: Inspection
    clock: Clock
    day: datetime.date
    note: str = ""
    is_history: bool = False

    @property
    def state(self) -> State:
        return self.clock.state(self.day)

    @property
    def is_asked_for(self) -> bool:
        """Return whether the council is asked for it here: not history, or its day is known."""
        return self.clock.due is not None or not self.is_history

    @property
    def sentence(self) -> str:
        if self.is_open and not self.is_asked_for:
            name = self.clock.duty.name
            return _HISTORY.format(name[0].lower() + name[1:])
        return self.clock.sentence(self.day)

    @property
    def is_open(self) -> bool:
        """Return whether it is not marked as submitted by the day."""
        return self.state != State.SUBMITTED

    @property
    def is_late(self) -> bool:
        return self.state == State.LATE and self.is_asked_for

    @property
    def calls(self) -> bool:
        """Return whether it belongs on a dashboard: open, and asked for."""
        return self.is_open and self.is_asked_for


def owed_by(inspections: QuerySet[Inspection], day: datetime.date) -> list[Owed]:
    """Return every clock of these inspections as it stands on `day`, what is due first first.

    Three queries, however many there are. An inspection of which nothing was out by the day is
    left out, and so is what a table tells of one that is among them otherwise.
    """
    return _owed_by(inspections, day, lambda inspection: _is_known(inspection, day))


def _owed_by(
    inspections: QuerySet[Inspection],
    day: datetime.date,
    is_wanted: Callable[[Inspection], bool] = lambda _: True,
) -> list[Owed]:
    found = without_told_twice(i for i in _with_what_counts(inspections) if is_wanted(i))
    newest = _newest(found, day)
    owed = [one for i in found for one in _of(i, day, is_history=_is_history(i, newest))]
    return sorted(owed, key=lambda one: (_due(one.clock), one.inspection.pk))


def _due(clock: Clock) -> datetime.date:
    return clock.due or clock.at_the_latest or datetime.date.max


def open_clocks(inspections: QuerySet[Inspection], day: datetime.date) -> list[Owed]:
    """Return those that belong on a dashboard on `day`: not submitted, the most urgent first."""
    return [one for one in owed_by(inspections, day) if one.calls]


def open_clocks_of(councils: list[Council], day: datetime.date) -> list[Owed]:
    """Return those of all inspections of some councils; without a council nothing is asked."""
    if not councils:
        return []
    return open_clocks(Inspection.objects.filter(council__in=councils), day)


def clocks_of(inspection: Inspection, day: datetime.date) -> list[Owed]:
    """Return the clocks of one inspection, submitted ones too, whatever its days."""
    found = _owed_by(Inspection.objects.filter(pk=inspection.pk), day)
    order = [duty.kind for duty in duties(inspection.framework, priority_action=True)]
    return sorted(found, key=lambda one: order.index(one.clock.duty.kind))


def _with_what_counts(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Return them with what `_of` and `_is_history` ask of each."""
    first = Inspection.objects.filter(pk=OuterRef("pk")).order_by()
    sent = ReportFile.objects.filter(inspection=OuterRef("pk"), by_operator=False)
    found = _with_priority(inspections).annotate(
        sent_by_council=Exists(sent),
        first_plan=Subquery(first.annotate(x=Min("council__plans__agreed_on")).values("x")),
    )
    return found.prefetch_related("statements").select_related("council")


def _newest(found: Iterable[Inspection], day: datetime.date) -> _Newest:
    """Return the last day of each council's newest inspection of each family, out by `day`."""
    councils = {inspection.council_id for inspection in found}
    out = Q(published_on__lte=day) | Q(published_on=None, out_by__lte=day)
    held = Inspection.objects.filter(out, council__in=councils)
    newest: _Newest = {}
    for council, framework, ends_on in held.values_list("council_id", "framework", "ends_on"):
        key = (council, _family(framework))
        newest[key] = max(ends_on, newest.get(key, ends_on))
    return newest


def _family(framework: str) -> str:
    return next((family for family, keys in FAMILIES.items() if framework in keys), "")


def _is_history(inspection: Inspection, newest: _Newest) -> bool:
    """Return whether nothing is asked for after it while no day of it was given."""
    source, sources = inspection.source, Inspection.Source
    if source == sources.OUTCOMES:
        return True
    loaded = source == sources.REPORT and inspection.is_published
    if source != sources.PAPER and not (loaded and not _was_sent(inspection)):
        return False
    first: datetime.date | None = inspection.first_plan  # type: ignore[attr-defined]
    out = inspection.known_published_on
    family = _family(inspection.framework)
    followed = family and newest.get((inspection.council_id, family), datetime.date.min)
    return bool((first and out and out < first) or (followed and followed > inspection.ends_on))


def _was_sent(inspection: Inspection) -> bool:
    return bool(inspection.sent_by_council)  # type: ignore[attr-defined]


def _with_priority(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    asked = Recommendation.objects.filter(inspection=OuterRef("pk"))
    priority = asked.filter(priority=Recommendation.Priority.PRIORITY_ACTION)
    failings = Judgement.objects.filter(inspection=OuterRef("pk"), grade="systemic_failings")
    return inspections.annotate(priority_action=Exists(priority) | Exists(failings))


def _is_known(inspection: Inspection, day: datetime.date) -> bool:
    """Return whether the report had come by the day; a day still to come hides no earlier one."""
    days = (inspection.received_on, inspection.known_published_on)
    return min(filter(None, days), default=inspection.ends_on) <= day


def _of(inspection: Inspection, day: datetime.date, *, is_history: bool) -> Iterator[Owed]:
    held: dict[str, Statement] = {one.kind: one for one in _statements(inspection)}
    asks = inspection.priority_action  # type: ignore[attr-defined]
    for duty in duties(inspection.framework, priority_action=asks):
        one = held.get(duty.kind) or Statement(kind=duty.kind)
        clock = Clock(
            duty,
            inspection.received_on,
            one.printed_due,
            one.submitted_on,
            one.submitted_to,
            inspection.known_published_on,
            inspection.published_on is not None,
        )
        yield Owed(inspection, clock, day, one.note, is_history)


def _statements(inspection: Inspection) -> Iterable[Statement]:
    return inspection.statements.all()
