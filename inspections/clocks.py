"""The clocks of inspections: what each asks for, and how it stands on a day."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from councils.models import Council
from inspections.clock import Clock, State, duties
from inspections.models import Inspection, Judgement, Recommendation, Statement

# An inspection of longer ago whose days nobody gave is not asked after any more.
ASKED_FOR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Owed:
    """One clock of one inspection on a day, as a page shows it."""

    inspection: Inspection
    clock: Clock
    day: datetime.date
    note: str = ""

    @property
    def state(self) -> State:
        return self.clock.state(self.day)

    @property
    def sentence(self) -> str:
        return self.clock.sentence(self.day)

    @property
    def is_open(self) -> bool:
        """Return whether it is not marked as submitted by the day."""
        return self.state != State.SUBMITTED

    @property
    def is_late(self) -> bool:
        return self.state == State.LATE

    @property
    def calls(self) -> bool:
        """Return whether it belongs on a dashboard: open, and its day known or to be asked for."""
        out = self.inspection.known_published_on or self.inspection.ends_on
        is_recent = self.day - out <= ASKED_FOR
        return self.is_open and (self.clock.due is not None or is_recent)


def owed_by(inspections: QuerySet[Inspection], day: datetime.date) -> list[Owed]:
    """Return every clock of these inspections as it stands on `day`, what is due first first.

    Two queries, however many there are. An inspection of which nothing was out by the day is left
    out.
    """
    found = _with_priority(inspections).prefetch_related("statements").select_related("council")
    owed = [one for i in found if _is_known(i, day) for one in _of(i, day)]
    return sorted(owed, key=lambda one: (one.clock.due or datetime.date.max, one.inspection.pk))


def open_clocks(inspections: QuerySet[Inspection], day: datetime.date) -> list[Owed]:
    """Return those that belong on a dashboard on `day`: not submitted, the most urgent first."""
    return [one for one in owed_by(inspections, day) if one.calls]


def open_clocks_of(councils: list[Council], day: datetime.date) -> list[Owed]:
    """Return those of all inspections of some councils; without a council nothing is asked."""
    if not councils:
        return []
    return open_clocks(Inspection.objects.filter(council__in=councils), day)


def clocks_of(inspection: Inspection, day: datetime.date) -> list[Owed]:
    """Return the clocks of one inspection, submitted ones too."""
    found = owed_by(Inspection.objects.filter(pk=inspection.pk), day)
    order = [duty.kind for duty in duties(inspection.framework, priority_action=True)]
    return sorted(found, key=lambda one: order.index(one.clock.duty.kind))


def _with_priority(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    asked = Recommendation.objects.filter(inspection=OuterRef("pk"))
    priority = asked.filter(priority=Recommendation.Priority.PRIORITY_ACTION)
    failings = Judgement.objects.filter(inspection=OuterRef("pk"), grade="systemic_failings")
    return inspections.annotate(priority_action=Exists(priority) | Exists(failings))


def _is_known(inspection: Inspection, day: datetime.date) -> bool:
    days = (inspection.received_on, inspection.known_published_on, inspection.ends_on)
    return next(known for known in days if known) <= day


def _of(inspection: Inspection, day: datetime.date) -> Iterator[Owed]:
    held: dict[str, Statement] = {one.kind: one for one in _statements(inspection)}
    asks = inspection.priority_action  # type: ignore[attr-defined]
    for duty in duties(inspection.framework, priority_action=asks):
        one = held.get(duty.kind) or Statement(kind=duty.kind)
        clock = Clock(
            duty, inspection.received_on, one.printed_due, one.submitted_on, one.submitted_to
        )
        yield Owed(inspection, clock, day, one.note)


def _statements(inspection: Inspection) -> Iterable[Statement]:
    return inspection.statements.all()
