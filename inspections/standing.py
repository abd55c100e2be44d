"""Where a council stands: which inspection is its latest on a day, and what that says of an area.

What is held tells these apart, and no page may make one of them into another:

- a judgement with a grade: `GRADED`; with a grade that stands outside the scale: `NOT_JUDGED`;
- a judgement whose grade is empty, since the source could not be read: `NOT_STATED`;
- no judgement of an area that the framework judges: the source is silent, `NOT_HELD`;
- an area that the framework does not judge: `NOT_REPORTED` for the overall judgement since April
  2026 (a fact, not a gap), `TOGETHER` for children in care and care leavers before January 2023,
  `NOT_OF_FRAMEWORK` for the rest;
- an inspection whose report was not out on the day: `NOT_PUBLISHED`;
- one that had ended and whose report was out by a later day, no more being held of its
  publication: `NOT_DATED`, for it, or what stood before it, may have stood on the day;
- no inspection of the family held by the day: `NOT_INSPECTED`.

Pure rules: no model is imported. An inspection counts from the day its report was out, and the
one that ended last is the latest: a re-inspection replaces what it looked at again, and a table
of one era never mixes with another's, because each family is asked for by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from inspections.frameworks import FRAMEWORKS

# Frameworks whose inspections follow one another: the later replaces the earlier.
FAMILIES: dict[str, tuple[str, ...]] = {
    "ilacs": ("ilacs-2018", "ilacs-2023", "ilacs-2026"),
    "sif": ("sif-2013", "sif-reinspection-2017"),
    "slac": ("slac-2009",),
    "protection": ("protection-2012",),
    "looked-after": ("looked-after-2013",),
    "area-send": ("local-area-send-2016", "area-send-2023"),
    "jtai": ("jtai-2016",),
}
FAMILY_NAMES = {
    "ilacs": "Inspection of local authority children’s services (ILACS)",
    "sif": "Single inspection framework (SIF)",
    "slac": "Safeguarding and looked after children (SLAC)",
    "protection": "Protection of children",
    "looked-after": "Looked after children",
    "area-send": "Area SEND",
    "jtai": "Joint targeted area inspection (JTAI)",
}
_OVERALL = "overall_effectiveness"
_TOGETHER = "in_care_and_care_leavers"
_APART = ("in_care", "care_leavers")


class Said(Enum):
    """What is known of one area on a day; the value is how a page says it."""

    GRADED = "Graded"
    NOT_JUDGED = "Not judged"
    NOT_STATED = "Not stated"
    NOT_HELD = "Not held"
    NOT_REPORTED = "No overall grade since April 2026"
    TOGETHER = "Judged together with the other until December 2022"
    NOT_OF_FRAMEWORK = "Not judged under this framework"
    NOT_PUBLISHED = "Inspected, report not published"
    NOT_DATED = "Out by a later day; the day is not held"
    NOT_INSPECTED = "No inspection held"


@dataclass(frozen=True)
class Inspected:
    """One inspection: `out_on` the day its report was out, `grades` area key -> grade key or "".

    `is_dated`: whether `out_on` is the day of publication; if not, the report was out by then.
    """

    pk: int
    framework: str
    starts_on: date
    ends_on: date
    out_on: date | None
    grades: Mapping[str, str] = field(default_factory=dict)
    is_dated: bool = field(default=True, kw_only=True)

    @property
    def family(self) -> str:
        """Return the family of its framework; "" for a visit, a review or an audit."""
        return next((f for f, keys in FAMILIES.items() if self.framework in keys), "")

    @property
    def is_of_board_alone(self) -> bool:
        """Return whether it is the review of a safeguarding board, printed by itself."""
        areas = {area.key for area in FRAMEWORKS[self.framework].areas if area.of_board}
        return bool(self.grades) and set(self.grades) <= areas

    def overlaps(self, other: "Inspected") -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on

    def out_by(self, day: date) -> bool:
        """Return whether the report was out on `day`."""
        return self.out_on is not None and self.out_on <= day

    def may_be_out(self, day: date) -> bool:
        """Return whether nothing held says if the report was out on `day`."""
        return not self.is_dated and self.ends_on <= day and not self.out_by(day)


@dataclass(frozen=True)
class Standing:
    """What a council's latest inspection says of an area on a day, and which inspection it is.

    `grade` is filled where `said` is GRADED or NOT_JUDGED; where it is TOGETHER, `together` is
    the grade that children in care and care leavers were given as one.
    """

    said: Said
    inspection: Inspected | None = None
    grade: str = ""
    together: str = ""

    @property
    def words(self) -> str:
        """Return the grade in its framework's words, else why there is none."""
        if self.inspection and self.grade:
            return FRAMEWORKS[self.inspection.framework].grade(self.grade).label
        return self.said.value


def latest(inspections: Iterable[Inspected], family: str, day: date) -> Inspected | None:
    """Return the inspection of this family that stands on `day`: out by then, ended last.

    A review of the safeguarding board printed by itself stands for no council; what it says is
    joined to the inspection of the same days.
    """
    out = [i for i in inspections if i.family == family and i.out_by(day)]
    found = max((i for i in out if not i.is_of_board_alone), key=_order, default=None)
    if found is None:
        return None
    apart = [i for i in out if i.is_of_board_alone and i.overlaps(found)]
    of_board = {area: grade for i in sorted(apart, key=_order) for area, grade in i.grades.items()}
    return replace(found, grades={**of_board, **found.grades}) if of_board else found


def awaited(inspections: Iterable[Inspected], family: str, day: date) -> Inspected | None:
    """Return the newest inspection begun by `day` whose report was not out; None without one."""
    begun = [i for i in inspections if i.family == family and i.starts_on <= day]
    return max((i for i in begun if not i.out_by(day)), key=_order, default=None)


def undated(inspections: Iterable[Inspected], family: str, day: date) -> Inspected | None:
    """Return the newest inspection that may stand on `day` in place of the latest; None for none.

    Its report was out by a later day, and the day of its publication is not held.
    """
    held = [i for i in inspections if i.family == family]
    unsure = [i for i in held if i.may_be_out(day) and not i.is_of_board_alone]
    found, sure = max(unsure, key=_order, default=None), latest(held, family, day)
    return found if found and (sure is None or _order(sure) < _order(found)) else None


def standing(inspections: Iterable[Inspected], family: str, area: str, day: date) -> Standing:
    """Return where a council with these inspections stands on `day` in one area of a family."""
    held = list(inspections)
    if unsure := undated(held, family, day):
        return Standing(Said.NOT_DATED, unsure)
    found = latest(held, family, day)
    if found:
        return said_by(found, area)
    waiting = awaited(held, family, day)
    return Standing(Said.NOT_PUBLISHED if waiting else Said.NOT_INSPECTED, waiting)


def said_by(inspection: Inspected, area: str) -> Standing:
    """Return what one inspection says of an area."""
    framework = FRAMEWORKS[inspection.framework]
    if area not in {known.key for known in framework.areas}:
        return _without(inspection, area)
    if area not in inspection.grades:
        return Standing(Said.NOT_HELD, inspection)
    grade = inspection.grades[area]
    if not grade:
        return Standing(Said.NOT_STATED, inspection)
    outside = framework.grade(grade).rank is None
    return Standing(Said.NOT_JUDGED if outside else Said.GRADED, inspection, grade)


def _without(inspection: Inspected, area: str) -> Standing:
    """Return why this framework has no judgement of the area."""
    if inspection.framework == "ilacs-2018" and area in _APART:
        return Standing(Said.TOGETHER, inspection, together=inspection.grades.get(_TOGETHER, ""))
    if inspection.framework == "ilacs-2026" and area == _OVERALL:
        return Standing(Said.NOT_REPORTED, inspection)
    return Standing(Said.NOT_OF_FRAMEWORK, inspection)


def _order(inspection: Inspected) -> tuple[date, date, int]:
    return inspection.ends_on, inspection.out_on or date.max, inspection.pk
