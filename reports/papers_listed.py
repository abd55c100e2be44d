"""The papers of a council as their list has them: each with where it stands."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery

from reports.editions.despatch import despatch_day
from reports.editions.published import state_of, with_state
from reports.models import Clearance, Edition, Report
from reports.outline import State
from reports.states import PaperState

DRAFT = State(PaperState.DRAFT.value)
# Whether all are given is said on the paper's own page: it needs the paper composed.
ASKED = State("Clearances asked for", "blue")
EDITED = State("Published; edited since", "yellow")
_COLOURS = {PaperState.PUBLISHED: "green", PaperState.WITHDRAWN: "red"}


@dataclass(frozen=True)
class Listed:
    """A paper in the list, where it stands in words, and its newest edition where it has one."""

    report: Report
    state: State
    edition: Edition | None = None

    @property
    def despatch_by(self) -> datetime.date | None:
        """Return the day by which it has to be out; None once it was, or without a meeting."""
        meeting = self.report.meeting
        return despatch_day(meeting.held_on) if meeting and not self.edition else None


def listed(reports: QuerySet[Report]) -> list[Listed]:
    """Return papers, the newest first, each with where it stands. Two queries."""
    whole = with_state(Edition.objects.exclude(kind=Edition.Kind.FOLLOWING)).order_by("-number")
    asked = Exists(Clearance.objects.filter(report=OuterRef("pk")))
    newest = Edition.objects.filter(report=OuterRef("pgh_obj_id")).exclude(
        kind=Edition.Kind.FOLLOWING
    )
    reports = reports.annotate(is_asked=asked, is_edited=_edited_since(newest))
    rows = reports.select_related("body", "meeting").order_by("-pk")
    found = rows.prefetch_related(Prefetch("editions", whole, to_attr="whole"))
    return [Listed(row, _state(row), next(iter(row.whole), None)) for row in found]


def _edited_since(newest: QuerySet[Edition]) -> Exists:
    """Return whether something was written in a paper since its newest edition.

    What it is built from may have changed too: the paper's own page says so.
    """
    model: Any = Report.pgh_event_model  # type: ignore[attr-defined]
    at = newest.order_by("-number").values("entered_at")[:1]
    later = model.objects.filter(pgh_obj_id=OuterRef("pk")).annotate(published_at=Subquery(at))
    return Exists(later.filter(pgh_created_at__gt=F("published_at")))


def _state(row: Report) -> State:
    editions: list[Edition] = row.whole  # type: ignore[attr-defined]
    if editions:
        found = state_of(editions[0])
        if found == PaperState.PUBLISHED and row.is_edited:  # type: ignore[attr-defined]
            return EDITED
        return State(found.value, _COLOURS.get(found, "grey"))
    return ASKED if row.is_asked else DRAFT  # type: ignore[attr-defined]
