"""The council's place among others, in one small table from the comparison pages."""

from dataclasses import dataclass

from actionplans.asat import AsAt
from councils.models import Council
from inspections.asked import asked
from inspections.comparing.sets import SETS
from inspections.comparing.tables import Table
from inspections.models import Inspection


@dataclass(frozen=True)
class Place:
    """How a council's judgements stand beside its region, neighbours and England.

    `query` asks the comparison page for the same. `table` None: `words` say why there is none.
    """

    words: str
    query: str
    table: Table | None = None


def place_of(council: Council, as_at: AsAt) -> Place:
    """Return the council's place on a day: of its last inspection that gave grades."""
    framework = _framework(council, as_at)
    day = min(as_at.day, as_at.today)
    choice = {"framework": framework} if framework else {}
    if day != as_at.today:
        choice["as_at"] = day.isoformat()
    query = f"?{'&'.join(f'{name}={value}' for name, value in choice.items())}" if choice else ""
    shown = asked("council", choice, as_at.today, council.slug).shown
    if shown is None or shown.empty:
        return Place(shown.empty if shown else "", query)
    table = next((table for table in shown.tables if table.key == "own"), None)
    return Place(" ".join(shown.lead), query, table)


def _framework(council: Council, as_at: AsAt) -> str:
    """Return which inspections to compare: those the council's last graded one is among."""
    found = Inspection.objects.published().filter(council=council, judgements__isnull=False)
    last = found.order_by("-ends_on", "-pk")
    for framework in last.values_list("framework", flat=True):
        for key, one in SETS.items():
            if framework in one.keys:
                return key
    return ""
