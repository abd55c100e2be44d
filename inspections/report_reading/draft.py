"""What the reader makes of a report: a draft inspection, which a person confirms or corrects.

Plain data without a model; what was not read with certainty is None or left out, and named under
`problems` in a sentence for the person.
"""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from inspections.frameworks import FRAMEWORKS, Area, Framework, Grade, strand_label

COUNCIL, BOARD, PARTNERSHIP = "council", "board", "partnership"


@dataclass(frozen=True)
class DraftJudgement:
    """One heading and its grade, by their keys in the framework catalogue, and the page.

    `around` is the line or two of the report in which the grade stands.
    """

    area: str
    grade: str
    page: int
    around: str = ""


@dataclass(frozen=True)
class DraftRecommendation:
    """One recommendation as printed, without its number or bullet.

    `priority` is the heading or the period it stands under, `area` the subheading, `outcome` the
    outcome of the national framework it names, `around` the line above it and its own first ones.
    """

    text: str
    number: str
    page: int
    addressed_to: str
    priority: str = ""
    area: str = ""
    outcome: str = ""
    around: str = ""


@dataclass(frozen=True)
class Fact:
    """Where one fact of the first pages stands: its field of the draft, the page, the words around.

    The field of the days is `inspection_start` for both.
    """

    name: str
    page: int
    around: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a section, with its printed number and the page it begins on."""

    text: str
    number: str
    page: int


@dataclass(frozen=True)
class Section:
    """A section of the report; `area` is the key of the judgement it explains, or ""."""

    heading: str
    page: int
    area: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class DraftInspection:
    """An inspection as its report tells it; `framework` is a key of the catalogue."""

    council: str | None = None
    framework: str | None = None
    inspection_start: datetime.date | None = None
    inspection_end: datetime.date | None = None
    published: datetime.date | None = None
    lead_inspector: str | None = None
    judgements: tuple[DraftJudgement, ...] = ()
    recommendations: tuple[DraftRecommendation, ...] = ()
    sections: tuple[Section, ...] = ()
    problems: tuple[str, ...] = ()
    pages: int = 0
    found: tuple[Fact, ...] = ()

    def where(self, name: str) -> Fact | None:
        """Return where a fact stands, by its field; None for what was not read."""
        return next((fact for fact in self.found if fact.name == name), None)

    def grade(self, area: str) -> str | None:
        """Return the words of the grade of one judgement area; None where it was not read."""
        for judgement in self.judgements:
            if judgement.area == area and self.framework:
                return FRAMEWORKS[self.framework].grade(judgement.grade).label
        return None


def board_area(framework: Framework) -> str:
    """Return the key of the area in which the safeguarding board is judged; "" without one."""
    return next((area.key for area in framework.areas if area.of_board), "")


def heading_of(area: Area) -> str:
    """Return the heading of an area, with its half of the inspection where there are two."""
    strand = strand_label(area)
    return f"{strand}: {area.heading}" if strand else area.heading


def as_shown(draft: DraftInspection, file: str) -> dict[str, Any]:
    """Return a draft in the shape that `read_inspection_report --json` prints."""
    board = board_area(FRAMEWORKS[draft.framework]) if draft.framework else ""
    by_whom = {True: [], False: []}  # type: dict[bool, list[str]]
    for item in draft.recommendations:
        by_whom[item.addressed_to == BOARD].append(item.text)
    return {
        "file": file,
        "council": draft.council,
        "framework": draft.framework,
        "inspection_start": _iso(draft.inspection_start),
        "inspection_end": _iso(draft.inspection_end),
        "published": _iso(draft.published),
        "lead_inspector": draft.lead_inspector,
        "overall": draft.grade("overall_effectiveness"),
        "judgements": _judgements(draft),
        "lscb_grade": draft.grade(board) if board else None,
        "recommendations": by_whom[False],
        "lscb_recommendations": by_whom[True],
        "items": [_item(item) for item in draft.recommendations],
        "sections": [_section(section) for section in draft.sections],
        "problems": list(draft.problems),
    }


def _judgements(draft: DraftInspection) -> dict[str, str]:
    """Return {heading: grade} in the framework's words, the board's and SIF's overall apart."""
    if not draft.framework:
        return {}
    framework = FRAMEWORKS[draft.framework]
    found = [(framework.area(j.area), framework.grade(j.grade)) for j in draft.judgements]
    return {heading_of(area): grade.label for area, grade in found if _is_row(area, grade)}


def _is_row(area: Area, grade: Grade) -> bool:
    # SIF prints its overall judgement as a sentence, under no heading of its own.
    return not area.of_board and area.heading != "Overall"


def _item(item: DraftRecommendation) -> dict[str, Any]:
    return {name: value for name, value in asdict(item).items() if name != "around"}


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "page": section.page,
        "area": section.area,
        "paragraphs": [paragraph.text for paragraph in section.paragraphs],
    }


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def to_json(draft: DraftInspection) -> dict[str, Any]:
    """Return a draft as plain JSON, from which `from_json` makes it again."""
    plain = asdict(draft)
    for name in ("inspection_start", "inspection_end", "published"):
        plain[name] = _iso(getattr(draft, name))
    return plain


def from_json(plain: Mapping[str, Any]) -> DraftInspection:
    """Return the draft that `to_json` made plain."""
    days = {
        name: datetime.date.fromisoformat(plain[name]) if plain[name] else None
        for name in ("inspection_start", "inspection_end", "published")
    }
    draft = DraftInspection(**{**plain, **days})
    return replace(
        draft,
        judgements=tuple(DraftJudgement(**row) for row in plain["judgements"]),
        recommendations=tuple(DraftRecommendation(**row) for row in plain["recommendations"]),
        sections=tuple(_section_from(row) for row in plain["sections"]),
        problems=tuple(plain["problems"]),
        found=tuple(Fact(**row) for row in plain["found"]),
    )


def _section_from(row: Mapping[str, Any]) -> Section:
    paragraphs = tuple(Paragraph(**paragraph) for paragraph in row["paragraphs"])
    return Section(row["heading"], row["page"], row["area"], paragraphs)
