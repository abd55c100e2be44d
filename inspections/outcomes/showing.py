"""What taking a table in would do, as a page shows it: rows alike stand together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from inspections.models import OutcomesFile
from inspections.outcomes.weighing import Weighed, What, counted


@dataclass(frozen=True)
class Group:
    """Rows of which the same becomes, for the same reason where they are skipped."""

    why: str
    rows: list[Weighed]


@dataclass(frozen=True)
class Shown:
    """A table row by row, weighed against what is held."""

    counts: dict[str, int]
    skipped: list[Group]
    differing: list[Weighed]
    changed: list[Weighed]
    added: list[Weighed]
    doubtful: list[Weighed]

    @property
    def does_something(self) -> bool:
        """Return whether taking it in would add or change anything."""
        return bool(self.added or self.changed)


def shown(weighed: list[Weighed]) -> Shown:
    """Return the rows in the groups of the page."""
    by_what: dict[What, list[Weighed]] = defaultdict(list)
    for row in weighed:
        by_what[row.what].append(row)
    kept = [*by_what[What.ADDED], *by_what[What.UNCHANGED]]
    return Shown(
        counts=counted(weighed),
        skipped=_by_reason(by_what[What.SKIPPED]),
        differing=by_what[What.DIFFERS],
        changed=by_what[What.CHANGED],
        added=by_what[What.ADDED],
        doubtful=[row for row in kept if row.words],
    )


def _by_reason(rows: Iterable[Weighed]) -> list[Group]:
    groups: dict[str, list[Weighed]] = defaultdict(list)
    for row in rows:
        groups[" ".join(row.words)].append(row)
    return sorted(
        (Group(why, alike) for why, alike in groups.items()), key=lambda g: (-len(g.rows), g.why)
    )


def files() -> QuerySet[OutcomesFile]:
    """Return the tables held, the newest first, without their rows."""
    return OutcomesFile.objects.defer("rows").select_related("uploaded_by").order_by("-pk")


def file_of(pk: int) -> OutcomesFile | None:
    """Return a table with its rows; None where there is none."""
    return OutcomesFile.objects.filter(pk=pk).first()
