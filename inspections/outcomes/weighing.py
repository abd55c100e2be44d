"""What taking a table in would do, row by row, before anything is written.

What a council entered, or what was read from the report itself, is left as it is: a difference is
named. What came from a table before is filled where it was empty, and replaced only by a table
that tells of a later day. A report that was loaded and prints no day of publication is told it.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from councils.day_words import in_words
from councils.models import Council
from inspections import frameworks
from inspections.models import Inspection
from inspections.outcomes.held import Councils, Inspections
from inspections.outcomes.tables import CannotTake, Reported, Skipped

TWICE = "It is the same inspection as row {}."
DAY_TAKEN = "No day of publication was held: it is taken from the table, and nothing else is."
HELD_FROM = "Left as it is, since it comes from elsewhere ({})."
FIELDS = {
    "starts_on": "first day",
    "ends_on": "last day",
    "published_on": "publication",
    "visit": "kind of visit",
    "theme": "theme",
    "lead_inspector": "lead inspector",
}
_DAYS = ("starts_on", "ends_on")


class What(Enum):
    """What becomes of a row; the value is how it is counted aloud."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DIFFERS = "left as held, though the table differs"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Change:
    """One thing the table says otherwise; `area` is "" where it is a field, not a grade."""

    name: str
    area: str
    held: Any
    said: Any
    title: str

    def __str__(self) -> str:
        return f"{self.title}: held “{_shown(self.held)}”, the table has “{_shown(self.said)}”."


@dataclass(frozen=True)
class Weighed:
    """One row and what becomes of it; `words` say why it is skipped, and what is doubtful."""

    number: int
    council_name: str
    what: What
    words: tuple[str, ...] = ()
    row: Reported | None = None
    council: Council | None = None
    inspection: Inspection | None = None
    changes: tuple[Change, ...] = ()
    differences: tuple[Change, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """Return all there is to say of the row."""
        return [*self.words, *map(str, self.changes), *map(str, self.differences)]


@dataclass
class Weighing:
    """A whole table against what is held, in a fixed number of queries."""

    as_at: datetime.date
    councils: Councils = field(default_factory=Councils)
    inspections: Inspections = field(default_factory=Inspections)

    def of(self, rows: Iterable[Reported | Skipped]) -> list[Weighed]:
        """Return what becomes of each row, in order."""
        seen: dict[tuple[int, str, datetime.date], int] = {}
        return [self._weighed(row, seen) for row in rows]

    def _weighed(
        self, row: Reported | Skipped, seen: dict[tuple[int, str, datetime.date], int]
    ) -> Weighed:
        if isinstance(row, Skipped):
            return Weighed(row.number, row.council, What.SKIPPED, (row.why,))
        try:
            council = self.councils.of(row)
        except CannotTake as refusal:
            return Weighed(row.number, row.council, What.SKIPPED, (str(refusal),))
        first = seen.setdefault((council.pk, row.family, row.published_on), row.number)
        if first != row.number:
            return Weighed(row.number, council.name, What.SKIPPED, (TWICE.format(first),))
        return self._against(row, council)

    def _against(self, row: Reported, council: Council) -> Weighed:
        held = self.inspections.like(council, row)
        if held is None:
            return Weighed(row.number, council.name, What.ADDED, row.remarks, row, council)
        found = compared(held, row)
        if held.source != Inspection.Source.OUTCOMES:
            return self._left(row, council, held, found)
        changes = tuple(c for c in found if not _is_fixed(c) and self._replaces(held, c))
        if not _days_follow(held, changes):
            changes = ()
        rest = tuple(c for c in found if c not in changes)
        what = What.CHANGED if changes else What.DIFFERS if rest else What.UNCHANGED
        return Weighed(
            row.number, council.name, what, row.remarks, row, council, held, changes, rest
        )

    def _left(
        self, row: Reported, council: Council, held: Inspection, found: list[Change]
    ) -> Weighed:
        """Return a row about an inspection that is not a table's to change."""
        taken = tuple(change for change in found if _tells_the_day(held, change))
        rest = tuple(change for change in found if change not in taken)
        what = What.CHANGED if taken else What.DIFFERS if rest else What.UNCHANGED
        told = ((DAY_TAKEN,) if taken else ()) + (
            (HELD_FROM.format(held.get_source_display()),) if rest else ()
        )
        words = (*told, *row.remarks)
        return Weighed(row.number, council.name, what, words, row, council, held, taken, rest)

    def _replaces(self, held: Inspection, change: Change) -> bool:
        if not change.held:
            return True
        if change.name in _DAYS and not held.days_stated:
            return True
        newest = max((r.file.as_at for r in held.outcome_rows.all()), default=datetime.date.min)
        return self.as_at > newest


def counted(weighed: Iterable[Weighed]) -> dict[str, int]:
    """Return how many rows do what; every kind is there, also with none."""
    found = Counter(row.what for row in weighed)
    return {what.name.lower(): found[what] for what in What}


def compared(held: Inspection, row: Reported) -> list[Change]:
    """Return what the table states otherwise than is held; its silence is no difference."""
    if held.framework != row.framework:
        label = frameworks.FRAMEWORKS
        names = (label[held.framework].short_name, label[row.framework].short_name)
        return [Change("framework", "", *names, "Framework")]
    return [*_fields(held, row), *_grades(held, row)]


def _fields(held: Inspection, row: Reported) -> list[Change]:
    found = []
    for name, title in FIELDS.items():
        if name in _DAYS and not row.days_stated:
            continue
        was, said = getattr(held, name), getattr(row, name)
        if said and not _is_alike(was, said):
            found.append(Change(name, "", was, said, title.capitalize()))
    return found


def _is_alike(held: Any, said: Any) -> bool:
    return held == said or (isinstance(held, str) and held.casefold() == said.casefold())


def _grades(held: Inspection, row: Reported) -> list[Change]:
    framework = frameworks.FRAMEWORKS[row.framework]
    known = {judgement.area: judgement.grade for judgement in held.judgements.all()}
    return [
        Change("grade", area, known.get(area, ""), grade, framework.area(area).heading)
        for area, grade in row.grades.items()
        if grade and known.get(area, "") != grade
    ]


def _days_follow(held: Inspection, changes: Iterable[Change]) -> bool:
    """Return whether first day, last day and publication still follow one another afterwards."""
    days = {name: getattr(held, name) for name in (*_DAYS, "published_on")}
    days |= {change.name: change.said for change in changes if change.name in days}
    first, last, published = days.values()
    return first <= last and (published is None or last <= published)


def _tells_the_day(held: Inspection, change: Change) -> bool:
    """Return whether it is the day of a report loaded without one, and can be.

    What a council entered and was made national has its day: only a loaded report has none.
    """
    is_loaded = held.source == Inspection.Source.REPORT and held.is_published
    is_empty = change.name == "published_on" and held.published_on is None
    if not (is_loaded and is_empty):
        return False
    day: datetime.date = change.said
    return held.ends_on <= day <= (held.out_by or day)


def _is_fixed(change: Change) -> bool:
    return change.name == "framework"


def _shown(value: Any) -> str:
    if isinstance(value, datetime.date):
        return in_words(value)
    return str(value).replace("_", " ") if value else "nothing"
