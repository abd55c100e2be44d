"""The inspection frameworks as data: what each one judges, on what scale, and when it was in force.

Pure data and look-ups: no model is imported, so that the database's own checks, the report
reader and the pages all read one catalogue. A framework is chosen by the day of the inspection,
never by the day its report was published: Blackpool was inspected in December 2022 and published
in February 2023 under the old heading for children in care.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True)
class Area:
    """One heading that is judged. ``heading`` is exact; ``number`` is printed before it."""

    key: str
    heading: str
    number: str = ""
    strand: str = ""
    of_board: bool = False


@dataclass(frozen=True)
class Grade:
    """One step of a scale. ``rank`` 1 is best; None stands outside the scale ("Not judged")."""

    key: str
    label: str
    rank: int | None
    also_printed: tuple[str, ...] = ()

    def is_printed(self, words: str) -> bool:
        """Return whether a report that prints these words means this grade."""
        return _plain(words) in {_plain(label) for label in (self.label, *self.also_printed)}


@dataclass(frozen=True)
class Framework:
    """The rules of one kind of inspection between two days, both included."""

    key: str
    name: str
    short_name: str
    kind: str
    starts: date | None
    ends: date | None
    dates_known_to: str = "month"
    areas: tuple[Area, ...] = ()
    grades: tuple[Grade, ...] = ()
    improvements: str = ""
    visit_kinds: tuple[str, ...] = ()

    @property
    def graded(self) -> bool:
        """Return whether inspectors give a grade or an outcome under this framework."""
        return bool(self.grades)

    def in_force_on(self, day: date) -> bool:
        """Return whether an inspection of that day could be made under this framework."""
        begun = self.starts is None or self.starts <= day
        return begun and (self.ends is None or day <= self.ends)

    def area(self, key: str) -> Area:
        """Return the area with this key; raise LookupError where the framework has none."""
        return _one((area for area in self.areas if area.key == key), f"{self.name}: area {key}")

    def grade(self, key: str) -> Grade:
        """Return the grade with this key; raise LookupError where the scale has none."""
        return _one((grade for grade in self.grades if grade.key == key), f"{self.name}: {key}")

    def area_headed(self, heading: str, strand: str = "") -> Area:
        """Return the area a report prints under this heading, in this strand where there are two.

        Raises LookupError for a heading of another era.
        """
        wanted = _plain(heading)
        found = [a for a in self.areas if _plain(a.heading) == wanted and a.strand == strand]
        return _one(found, f"{self.name}: heading {heading!r}")

    def grade_printed(self, words: str) -> Grade:
        """Return the grade these printed words mean; raise LookupError for another scale's."""
        return _one((g for g in self.grades if g.is_printed(words)), f"{self.name}: {words!r}")


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


def _one(found: Iterable[_T], what: str) -> _T:
    for item in found:
        return item
    raise LookupError(f"Not in the framework catalogue: {what}.")


OUTSTANDING = Grade("outstanding", "Outstanding", 1)
GOOD = Grade("good", "Good", 2)
INADEQUATE = Grade("inadequate", "Inadequate", 4)
# Grade 3 is two different grades. "Adequate" met the minimum; "requires improvement" does not say
# so. They are never mapped on to each other.
ADEQUATE = Grade("adequate", "Adequate", 3)
REQUIRES_IMPROVEMENT = Grade(
    "requires_improvement", "Requires improvement", 3, ("Requires improvement to be good",)
)
REQUIRES_IMPROVEMENT_TO_BE_GOOD = Grade(
    "requires_improvement", "Requires improvement to be good", 3, ("Requires improvement",)
)
NOT_JUDGED = Grade("not_judged", "Not judged", None)

ADEQUATE_SCALE = (OUTSTANDING, GOOD, ADEQUATE, INADEQUATE)
SIF_SCALE = (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE, NOT_JUDGED)
ILACS_SCALE = (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT_TO_BE_GOOD, INADEQUATE)
# Assessments of 2005 to 2008 print 4 for the best and 1 for the worst.
NUMBERED_SCALE = (
    Grade("outstanding", "Outstanding", 1, ("4", "Grade 4")),
    Grade("good", "Good", 2, ("3", "Grade 3")),
    Grade("adequate", "Adequate", 3, ("2", "Grade 2")),
    Grade("inadequate", "Inadequate", 4, ("1", "Grade 1")),
)
SEND_OUTCOMES = (
    Grade("positive_experiences", "Typically lead to positive experiences and outcomes", 1),
    Grade(
        "inconsistent_experiences",
        "Inconsistent experiences and outcomes",
        2,
        ("Lead to inconsistent experiences and outcomes",),
    ),
    Grade("systemic_failings", "Widespread and/or systemic failings", 3),
)
REVISIT_OUTCOMES = (
    Grade("sufficient_progress", "Sufficient progress", 1),
    Grade("not_sufficient_progress", "Not sufficient progress", 2),
)

_OVERALL = Area("overall_effectiveness", "Overall effectiveness")

_JAR_AREAS = (
    Area("overall_effectiveness", "Overall effectiveness of children's services"),
    Area("being_healthy", "Being healthy", strand="outcomes"),
    Area("staying_safe", "Staying safe", strand="outcomes"),
    Area("enjoying_and_achieving", "Enjoying and achieving", strand="outcomes"),
    Area("positive_contribution", "Making a positive contribution", strand="outcomes"),
    Area("economic_well_being", "Achieving economic well-being", strand="outcomes"),
    Area("service_management", "Service management"),
    Area("capacity_to_improve", "Capacity to improve"),
)

_SAFEGUARDING_HEADINGS = (
    ("overall_effectiveness", "Overall effectiveness"),
    ("capacity_for_improvement", "Capacity for improvement"),
    ("safe_and_feel_safe", "Children and young people are safe and feel safe"),
    ("quality_of_provision", "Quality of provision"),
    (
        "health_agencies",
        "The contribution of health agencies to keeping children and young people safe",
    ),
    ("ambition_and_prioritisation", "Ambition and prioritisation"),
    ("leadership_and_management", "Leadership and management"),
    ("performance_and_quality", "Performance management and quality assurance"),
    ("partnership_working", "Partnership working"),
)
_LOOKED_AFTER_HEADINGS = (
    ("overall_effectiveness", "Overall effectiveness"),
    ("capacity_for_improvement", "Capacity for improvement"),
    ("being_healthy", "Being healthy"),
    ("staying_safe", "Staying safe"),
    ("enjoying_and_achieving", "Enjoying and achieving"),
    ("positive_contribution", "Making a positive contribution, including user engagement"),
    ("economic_well_being", "Economic well-being"),
    ("quality_of_provision", "Quality of provision"),
    ("ambition_and_prioritisation", "Ambition and prioritisation"),
    ("leadership_and_management", "Leadership and management"),
    ("performance_and_quality", "Performance management and quality assurance"),
)


def _strand(strand: str, headings: tuple[tuple[str, str], ...]) -> tuple[Area, ...]:
    return tuple(Area(f"{strand}_{key}", heading, strand=strand) for key, heading in headings)


_SLAC_AREAS = _strand("safeguarding", _SAFEGUARDING_HEADINGS) + _strand(
    "looked_after", _LOOKED_AFTER_HEADINGS
)

_PROTECTION_AREAS = (
    _OVERALL,
    Area(
        "help_and_protection",
        "The effectiveness of the help and protection provided to children, young people, "
        "families and carers",
    ),
    Area("quality_of_practice", "The quality of practice"),
    Area("leadership_and_governance", "Leadership and governance"),
)
_LOOKED_AFTER_2013_AREAS = (
    _OVERALL,
    Area("capacity_to_improve", "Capacity to improve"),
    Area("outcomes", "Outcomes for looked after children and young people"),
    Area("quality_of_provision", "Quality of provision"),
    Area("leadership_and_management", "Leadership and management"),
)

_SIF_COUNCIL_AREAS = (
    Area("overall_effectiveness", "Overall"),
    Area("help_and_protection", "Children who need help and protection", "1"),
    Area("looked_after", "Children looked after and achieving permanence", "2"),
    Area("adoption", "Adoption performance", "2.1"),
    Area("care_leavers", "Experiences and progress of care leavers", "2.2"),
    Area("leadership", "Leadership, management and governance", "3"),
)
_BOARD_REVIEW = Area(
    "board",
    "The effectiveness of the Local Safeguarding Children Board (LSCB)",
    of_board=True,
)

_LEADERS = Area(
    "leaders", "The impact of leaders on social work practice with children and families"
)
_HELP_AND_PROTECTION = Area(
    "help_and_protection",
    "The experiences and progress of children who need help and protection",
)
_IN_CARE_AND_CARE_LEAVERS = Area(
    "in_care_and_care_leavers",
    "The experiences and progress of children in care and care leavers",
)
_IN_CARE = Area("in_care", "The experiences and progress of children in care")
_CARE_LEAVERS = Area("care_leavers", "The experiences and progress of care leavers")

_BANDS = "areas for improvement in bands: immediately, within 3 months, within 6 months"
_BULLETS = "unnumbered bullets under “What needs to improve?”"
_ILACS_VISITS = ("standard", "short")

# Where only the year is known a period runs from its first day to its last: see dates_known_to.
_CATALOGUE = (
    Framework(
        key="jar-apa-2005",
        name="Joint area review and annual performance assessment",
        short_name="JAR/APA",
        kind="childrens_services",
        starts=date(2005, 1, 1),
        ends=date(2008, 12, 31),
        dates_known_to="year",
        areas=_JAR_AREAS,
        grades=NUMBERED_SCALE,
        improvements="recommendations in bands: immediate, within six months, longer term",
        visit_kinds=("joint area review", "annual performance assessment"),
    ),
    Framework(
        key="slac-2009",
        name="Inspection of safeguarding and looked after children services",
        short_name="SLAC",
        kind="childrens_services",
        starts=date(2009, 4, 1),
        ends=date(2012, 12, 31),
        dates_known_to="year",
        areas=_SLAC_AREAS,
        grades=ADEQUATE_SCALE,
        improvements=_BANDS,
    ),
    Framework(
        key="protection-2012",
        name="Inspection of local authority arrangements for the protection of children",
        short_name="Protection of children",
        kind="child_protection",
        starts=date(2012, 1, 1),
        ends=date(2013, 12, 31),
        dates_known_to="year",
        areas=_PROTECTION_AREAS,
        grades=ADEQUATE_SCALE,
        improvements=_BANDS,
    ),
    Framework(
        key="looked-after-2013",
        name="Inspection of looked after children services",
        short_name="Looked after children",
        kind="looked_after",
        starts=date(2013, 1, 1),
        ends=date(2013, 12, 31),
        dates_known_to="year",
        areas=_LOOKED_AFTER_2013_AREAS,
        grades=ADEQUATE_SCALE,
        improvements=_BANDS,
    ),
    Framework(
        key="sif-2013",
        name="Inspection of services for children in need of help and protection, children looked "
        "after and care leavers",
        short_name="SIF",
        kind="childrens_services",
        starts=date(2013, 11, 1),
        ends=date(2018, 3, 31),
        areas=(*_SIF_COUNCIL_AREAS, _BOARD_REVIEW),
        grades=SIF_SCALE,
        improvements="to the middle of 2015 priority and immediate actions, then areas for "
        "improvement, both numbered by paragraph; later numbered recommendations",
    ),
    # Councils found inadequate were seen again without a board review, a few after March 2018
    # (Torbay: 11 June to 5 July 2018).
    Framework(
        key="sif-reinspection-2017",
        name="Re-inspection of services for children in need of help and protection, children "
        "looked after and care leavers",
        short_name="SIF re-inspection",
        kind="reinspection",
        starts=date(2017, 1, 1),
        ends=date(2018, 12, 31),
        dates_known_to="year",
        areas=_SIF_COUNCIL_AREAS,
        grades=SIF_SCALE,
        improvements="numbered recommendations",
    ),
    Framework(
        key="ilacs-2018",
        name="Inspection of local authority children’s services (to December 2022)",
        short_name="ILACS 2018",
        kind="childrens_services",
        starts=date(2018, 1, 1),
        ends=date(2022, 12, 31),
        areas=(_LEADERS, _HELP_AND_PROTECTION, _IN_CARE_AND_CARE_LEAVERS, _OVERALL),
        grades=ILACS_SCALE,
        improvements=_BULLETS,
        visit_kinds=_ILACS_VISITS,
    ),
    Framework(
        key="ilacs-2023",
        name="Inspection of local authority children’s services (January 2023 to March 2026)",
        short_name="ILACS 2023",
        kind="childrens_services",
        starts=date(2023, 1, 1),
        ends=date(2026, 3, 31),
        areas=(_LEADERS, _HELP_AND_PROTECTION, _IN_CARE, _CARE_LEAVERS, _OVERALL),
        grades=ILACS_SCALE,
        improvements=_BULLETS + "; from March 2025 each names an outcome of the national framework",
        visit_kinds=_ILACS_VISITS,
    ),
    Framework(
        key="ilacs-2026",
        name="Inspection of local authority children’s services (from April 2026)",
        short_name="ILACS 2026",
        kind="childrens_services",
        starts=date(2026, 4, 1),
        ends=None,
        areas=(_LEADERS, _HELP_AND_PROTECTION, _IN_CARE, _CARE_LEAVERS),
        grades=ILACS_SCALE,
        improvements=_BULLETS + ", each naming an outcome of the national framework",
        visit_kinds=_ILACS_VISITS,
    ),
    Framework(
        key="focused-visit",
        name="Focused visit to local authority children’s services",
        short_name="Focused visit",
        kind="focused_visit",
        starts=date(2018, 1, 1),
        ends=None,
        improvements="a letter: areas for priority action, and what needs to improve",
    ),
    Framework(
        key="monitoring-visit",
        name="Monitoring visit to a local authority judged inadequate",
        short_name="Monitoring visit",
        kind="monitoring_visit",
        starts=date(2016, 1, 1),
        ends=None,
        dates_known_to="year",
        improvements="a letter on progress, told as a narrative",
    ),
    Framework(
        key="jtai-2016",
        name="Joint targeted area inspection",
        short_name="JTAI",
        kind="joint_targeted",
        starts=date(2016, 1, 1),
        ends=None,
        dates_known_to="year",
        improvements="a letter on a theme: priority actions and areas for improvement, answered "
        "in one statement by all agencies",
    ),
    Framework(
        key="local-area-send-2016",
        name="Local area special educational needs and disabilities inspection",
        short_name="Local area SEND",
        kind="area_send",
        starts=date(2016, 1, 1),
        ends=date(2022, 12, 31),
        dates_known_to="year",
        improvements="a letter: significant weaknesses are answered in a written statement of "
        "action, later in an accelerated progress plan",
    ),
    Framework(
        key="local-area-send-revisit",
        name="Revisit to a local area on special educational needs and disabilities",
        short_name="Local area SEND revisit",
        kind="area_send_revisit",
        starts=date(2016, 1, 1),
        ends=date(2022, 12, 31),
        dates_known_to="year",
        areas=(Area("significant_weaknesses", "Progress on the significant weaknesses"),),
        grades=REVISIT_OUTCOMES,
        improvements="each significant weakness again, with whether progress is sufficient",
    ),
    Framework(
        key="area-send-2023",
        name="Area special educational needs and disabilities inspection",
        short_name="Area SEND",
        kind="area_send",
        starts=date(2023, 1, 1),
        ends=None,
        areas=(Area("inspection_outcome", "Inspection outcome"),),
        grades=SEND_OUTCOMES,
        improvements="areas for priority action, answered in a priority action plan, and areas "
        "for improvement",
        visit_kinds=("full inspection", "monitoring inspection"),
    ),
    Framework(
        key="peer-review",
        name="Peer review",
        short_name="Peer review",
        kind="peer_review",
        starts=None,
        ends=None,
        improvements="recommendations in the reviewers’ own form",
    ),
    Framework(
        key="audit",
        name="Audit",
        short_name="Audit",
        kind="audit",
        starts=None,
        ends=None,
        improvements="recommendations, often with a priority",
    ),
    Framework(
        key="self-evaluation",
        name="Self-evaluation",
        short_name="Self-evaluation",
        kind="self_evaluation",
        starts=None,
        ends=None,
        improvements="the council’s own plans",
    ),
)

FRAMEWORKS: dict[str, Framework] = {framework.key: framework for framework in _CATALOGUE}
KINDS: tuple[str, ...] = tuple(dict.fromkeys(framework.kind for framework in _CATALOGUE))


def frameworks_on(day: date, kind: str = "") -> tuple[Framework, ...]:
    """Return the frameworks an inspection of that day can be made under, newest first."""
    found = [f for f in _CATALOGUE if f.in_force_on(day) and kind in ("", f.kind)]
    return tuple(sorted(found, key=lambda f: f.starts or date.min, reverse=True))


def framework_on(kind: str, day: date) -> Framework:
    """Return the framework of this kind for an inspection that began on ``day``.

    From January to March 2018 two were in use: the newer is returned, and a report of that time
    may still say the older. Raises LookupError where none of the kind was in force.
    """
    return _one(frameworks_on(day, kind), f"{kind} on {day.isoformat()}")


def area_pairs() -> list[tuple[str, str]]:
    """Return every (framework key, area key) there is, sorted: what a judgement may be about."""
    return sorted((f.key, area.key) for f in _CATALOGUE for area in f.areas)


def grade_pairs() -> list[tuple[str, str]]:
    """Return every (framework key, grade key) there is, sorted: what a judgement may say."""
    return sorted((f.key, grade.key) for f in _CATALOGUE for grade in f.grades)


# What the two halves of an inspection of 2009 to 2013 are called; both use the same headings.
_STRANDS = {
    "safeguarding": "Safeguarding services",
    "looked_after": "Services for looked after children",
}


def strand_label(area: Area) -> str:
    """Return which half of an inspection the area belongs to; "" where it is judged as one."""
    return _STRANDS.get(area.strand, "")


def grade_label(framework: str, grade: str) -> str:
    """Return the grade in this framework's words; raise LookupError for another scale's."""
    return FRAMEWORKS[framework].grade(grade).label


def choices() -> list[tuple[str, str]]:
    """Return (key, name) of every framework in order of time, for forms and model fields."""
    return [(framework.key, framework.name) for framework in _CATALOGUE]
