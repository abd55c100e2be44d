"""Where each council stands on a day: in exactly one column of each judgement area."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from inspections import standing as rules
from inspections.comparing.held import Held, Inspected, Place
from inspections.comparing.sets import FrameworkSet
from inspections.standing import Said


@dataclass(frozen=True)
class Column:
    """One column of a table of counts; `rank` 1 is the best grade, None is no grade."""

    key: str
    label: str
    meaning: str = ""
    rank: int | None = None


NOT_STATED = Column(
    "not_stated", "Not stated", "The report is out, but the source held here does not say the grade"
)
NO_SUCH_AREA = Column(
    "no_such_area",
    "Not in its framework",
    "The rules of that inspection have no such judgement: no overall one since April 2026, and "
    "children in care and care leavers judged together before January 2023. A fact, not a gap",
)
NO_OVERALL = Column(
    "no_such_area",
    "No overall grade",
    "Inspections since April 2026 give none: a fact of the framework, not a gap",
)
NOT_PUBLISHED = Column(
    "not_published", "Not published", "The inspection had begun by the day, and no report was out"
)
NOT_DATED = Column(
    "not_dated",
    "Out by a later day; the day is not held",
    "The inspection had ended by the day. When its report came out is not held, only that it was "
    "out by a later day: whether it stood on the day is not known",
)
NOT_HELD = Column(
    "not_held",
    "Not held",
    "No inspection of this kind is held here by the day: not inspected, or not loaded",
)
NOT_JUDGED_MEANS = "Inspectors looked and gave no grade: not missing"


def columns_of(of: FrameworkSet, area: str) -> tuple[Column, ...]:
    """Return every column a council can stand in, the best grade first, what is not held last."""
    grades = [Column(g.key, g.label, "" if g.rank else NOT_JUDGED_MEANS, g.rank) for g in of.grades]
    absent = NO_OVERALL if area == "overall_effectiveness" else NO_SUCH_AREA
    return (*grades, NOT_STATED, absent, NOT_PUBLISHED, NOT_DATED, NOT_HELD)


@dataclass(frozen=True)
class Standing:
    """A council on a day: its latest published inspection, else one that is not out yet.

    Where it is not known whether a newer one was out, `undated` is that one, and none is latest.
    """

    council: Place
    latest: Inspected | None = None
    awaited: Inspected | None = None
    undated: Inspected | None = None

    def column(self, of: FrameworkSet, area: str) -> str:
        """Return the key of the one column this council stands in."""
        if self.undated:
            return NOT_DATED.key
        if self.latest is None:
            return NOT_PUBLISHED.key if self.awaited else NOT_HELD.key
        found = rules.said_by(self.latest, area)
        return found.grade or _COLUMNS[found.said].key

    def why_none(self, area: str) -> str:
        """Return why the latest inspection has no such judgement, in words; "" where it has."""
        said = rules.said_by(self.latest, area).said if self.latest else None
        if said is Said.NOT_OF_FRAMEWORK and area == _TOGETHER:
            return "Judged apart"
        return _NO_SUCH.get(said, "") if said else ""


_TOGETHER = "in_care_and_care_leavers"
_COLUMNS = {
    Said.NOT_STATED: NOT_STATED,
    Said.NOT_HELD: NOT_STATED,
    Said.NOT_REPORTED: NO_SUCH_AREA,
    Said.TOGETHER: NO_SUCH_AREA,
    Said.NOT_OF_FRAMEWORK: NO_SUCH_AREA,
}
_NO_SUCH = {
    Said.NOT_REPORTED: "No overall grade",
    Said.TOGETHER: "Judged together",
    Said.NOT_OF_FRAMEWORK: "Not judged by its framework",
}


def standings(held: Held, of: FrameworkSet, day: datetime.date) -> tuple[Standing, ...]:
    """Return where each council of `day` stands under these frameworks, by name.

    An inspection counts from the day its report was published. A council that followed another
    does not inherit its grades.
    """
    by_council: dict[int, list[Inspected]] = {}
    for inspection in held.inspections:
        if inspection.framework in of.keys:
            by_council.setdefault(inspection.council, []).append(inspection)
    return tuple(_standing(c, by_council.get(c.pk, []), day) for c in held.councils_on(day))


def standing_of(held: Held, of: FrameworkSet, place: Place, day: datetime.date) -> Standing:
    """Return where one council stands, a made-up one too, which counts among no others."""
    own = (i for i in held.inspections if i.council == place.pk)
    return _standing(place, [i for i in own if i.framework in of.keys], day)


def _standing(place: Place, found: Sequence[Inspected], day: datetime.date) -> Standing:
    """Return where the council stands; all of `found` are of frameworks compared as one."""
    family = found[0].family if found else ""
    unsure = rules.undated(found, family, day)
    sure = None if unsure else rules.latest(found, family, day)
    return Standing(
        place,
        cast("Inspected | None", sure),
        cast("Inspected | None", rules.awaited(found, family, day)),
        cast("Inspected | None", unsure),
    )


def among(found: Iterable[Standing], members: Iterable[int]) -> tuple[Standing, ...]:
    """Return the standings of these councils, in the order the councils are given in."""
    by_council = {standing.council.pk: standing for standing in found}
    return tuple(by_council[pk] for pk in members if pk in by_council)
