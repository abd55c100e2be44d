"""The council's place among others, in one small table from the comparison pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from actionplans.asat import AsAt
from councils.models import Council
from inspections.asked import asked
from inspections.comparing.counting import ROUNDING
from inspections.comparing.judgements import DENOMINATORS
from inspections.comparing.sets import SETS
from inspections.comparing.tables import Cell, Table, listed
from inspections.models import Inspection

# The columns of the council itself, before those of groups.
OWN = 2
# The fewest councils of which a share is given in per cent.
FEWEST = 5
COUNTED = (
    "Each number is of the councils whose grade in this judgement is held here; the council itself "
    "is one of them, save among its statistical neighbours."
)


@dataclass(frozen=True)
class Place:
    """How a council's judgements stand beside its region, neighbours and England.

    `query` asks the comparison page for the same. `table` None: `words` say why there is none.
    `notes` say what is not held, and how much the numbers can bear.
    """

    words: str
    query: str
    table: Table | None = None
    notes: tuple[str, ...] = ()


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
    lead = " ".join(shown.lead)
    if table is None:
        return Place(lead, query)
    about = [note for note in shown.notes if note not in (DENOMINATORS, ROUNDING)]
    kept, missing = _with_numbers(table, council.name)
    return Place(lead, query, kept, tuple(_notes(kept, missing, about)))


def _with_numbers(table: Table, council: str) -> tuple[Table, list[str]]:
    """Return the table without the columns that hold no number, and the names of those groups.

    A share of fewer than `FEWEST` is no percentage.
    """
    places = range(OWN, len(table.headings))
    held = [place for place in places if any(row.cells[place].of_how_many for row in table.rows)]
    missing = [table.headings[place].text for place in places if place not in held]
    columns = [*range(OWN), *held]
    rows = tuple(
        replace(row, cells=tuple(_without_share(row.cells[place]) for place in columns))
        for row in table.rows
    )
    title = table.title if held else f"{council}: each judgement"
    headings = tuple(table.headings[place] for place in columns)
    return replace(table, title=title, headings=headings, rows=rows), missing


def _without_share(cell: Cell) -> Cell:
    return replace(cell, more="") if cell.of_how_many < FEWEST else cell


def _notes(kept: Table, missing: list[str], about: list[str]) -> Iterator[str]:
    """Yield what must be said of the numbers: of what is not held, and of how few there are."""
    yield from about
    if missing:
        yield (
            f"No other grade under the same kind of inspection is held here for {listed(missing)}, "
            "so there is nothing to compare with."
        )
    numbers = [cell.of_how_many for row in kept.rows for cell in row.cells if cell.of_how_many]
    if numbers:
        yield COUNTED
        if min(numbers) < FEWEST:
            yield (
                "Few grades are held here: where there are fewer than five no percentage is "
                "given, and little can be read from the numbers."
            )


def _framework(council: Council, as_at: AsAt) -> str:
    """Return which inspections to compare: those the council's last graded one is among."""
    found = Inspection.objects.published().filter(council=council, judgements__isnull=False)
    last = found.order_by("-ends_on", "-pk")
    for framework in last.values_list("framework", flat=True):
        for key, one in SETS.items():
            if framework in one.keys:
                return key
    return ""
