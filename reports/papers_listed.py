"""The papers of a council as their list has them: each with where it stands."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from reports.editions.published import state_of, with_state
from reports.models import Clearance, Edition, Report
from reports.outline import State
from reports.states import PaperState

DRAFT = State(PaperState.DRAFT.value)
# Whether all are given is said on the paper's own page: it needs the paper composed.
ASKED = State("Clearances asked for", "blue")
_COLOURS = {PaperState.PUBLISHED: "green", PaperState.WITHDRAWN: "red"}


@dataclass(frozen=True)
class Listed:
    """A paper in the list, where it stands in words, and its newest edition where it has one."""

    report: Report
    state: State
    edition: Edition | None = None


def listed(reports: QuerySet[Report]) -> list[Listed]:
    """Return papers, the newest first, each with where it stands. Two queries."""
    whole = with_state(Edition.objects.exclude(kind=Edition.Kind.FOLLOWING)).order_by("-number")
    asked = Exists(Clearance.objects.filter(report=OuterRef("pk")))
    rows = reports.annotate(is_asked=asked).select_related("body", "meeting").order_by("-pk")
    found = rows.prefetch_related(Prefetch("editions", whole, to_attr="whole"))
    return [Listed(row, _state(row), next(iter(row.whole), None)) for row in found]


def _state(row: Report) -> State:
    editions: list[Edition] = row.whole  # type: ignore[attr-defined]
    if editions:
        found = state_of(editions[0])
        return State(found.value, _COLOURS.get(found, "grey"))
    return ASKED if row.is_asked else DRAFT  # type: ignore[attr-defined]
