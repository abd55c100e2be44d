"""What a committee took from others' inspections: learning points, what may follow, extracts."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from inspections.learning.themes import BY_KEY
from inspections.models import Lesson
from reports.building import options as kinds
from reports.building.judged import NEEDS_IMPROVEMENT
from reports.building.naming import INTRO, introduced
from reports.building.options import Option
from reports.building.registry import PaperFacts, builder
from reports.paper.document import Block, Cell, Item, Items, Table, cell, paragraph

NOT_CERTAIN = "source not certain"


@builder(
    "learning",
    "Learning from others’ inspections",
    "Nothing that this council took from others’ inspections is held.",
    Option("paper", "From the paper", kinds.PAPER, hint="Nothing chosen: the newest."),
    Option(
        "kind",
        "Which are shown",
        kinds.CHOICE,
        (
            (Lesson.Kind.POINT, "Learning points, by theme"),
            (Lesson.Kind.FURTHER, "What may follow"),
            (Lesson.Kind.EXTRACT, "Extracts from others’ reports, by council"),
        ),
    ),
    INTRO,
    Option("caption", "Title of the table of extracts"),
    Option("council_heading", "Heading of its councils", starts="Council / overall grade"),
    Option("extract_heading", "Heading of its extracts", starts="Extracts"),
    NEEDS_IMPROVEMENT,
)
def learning(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return what a committee's paper holds of learning from others.

    Kinds: "point" (a numbered paragraph for each theme, its points in a lettered list),
    "further" (one lettered list), "extract" (a table, council by council with the grade the paper
    prints; where it does not say for certain whose an extract is, that is said).
    """
    lessons = _of_paper(facts, options["paper"])
    build = {"further": _further, "extract": _extracts}.get(options["kind"], _points)
    return introduced(options["intro"], build(lessons, options))


def _of_paper(facts: PaperFacts, named: str) -> list[Lesson]:
    own = Lesson.objects.filter(council=facts.report.council).select_related("about")
    rows = list(own.order_by("-on", "paper", "order"))
    paper = named or next((lesson.paper for lesson in rows), "")
    return [lesson for lesson in rows if lesson.paper == paper]


def _of_kind(lessons: Iterable[Lesson], kind: str) -> list[Lesson]:
    return [lesson for lesson in lessons if lesson.kind == kind]


def _points(lessons: Sequence[Lesson], options: dict[str, Any]) -> Iterable[Block]:
    found = _of_kind(lessons, Lesson.Kind.POINT)
    for theme, of in groupby(found, key=lambda lesson: lesson.theme):
        if theme in BY_KEY:
            yield paragraph(f"{BY_KEY[theme].name}:", level=1)
        yield _lettered(of)


def _further(lessons: Sequence[Lesson], options: dict[str, Any]) -> Iterable[Block]:
    found = _of_kind(lessons, Lesson.Kind.FURTHER)
    if found:
        yield _lettered(found)


def _lettered(found: Iterable[Lesson]) -> Items:
    return Items(tuple(Item((paragraph(lesson.text),)) for lesson in found), "letters")


# Extracts


def _extracts(lessons: Sequence[Lesson], options: dict[str, Any]) -> Iterable[Block]:
    by_council: dict[str, list[Lesson]] = {}
    for lesson in _of_kind(lessons, Lesson.Kind.EXTRACT):
        by_council.setdefault(_whose(lesson), []).append(lesson)
    if by_council:
        yield Table(
            caption=options["caption"] or options["extract_heading"],
            headings=(options["council_heading"], options["extract_heading"]),
            rows=tuple(_row(whose, of, options) for whose, of in by_council.items()),
            widths=(24, 76),
            shows_caption=bool(options["caption"]),
        )


def _whose(lesson: Lesson) -> str:
    return lesson.about.name if lesson.about else lesson.label or "Not stated"


def _row(whose: str, found: Sequence[Lesson], options: dict[str, Any]) -> tuple[Cell, Cell]:
    grade = next((_grade(lesson, options) for lesson in found if lesson.grade), "grade not stated")
    none_certain = not any(lesson.is_certain for lesson in found)
    note = f"\n({NOT_CERTAIN})" if none_certain else ""
    texts = (
        lesson.text if lesson.is_certain or none_certain else f"{lesson.text} ({NOT_CERTAIN})"
        for lesson in found
    )
    return (
        cell(f"{whose} / {grade}{note}", is_header=True),
        Cell(tuple(paragraph(text) for text in texts)),
    )


def _grade(lesson: Lesson, options: dict[str, Any]) -> str:
    own: str = options["requires_improvement"]
    is_third = lesson.grade == "requires_improvement"
    return own if own and is_third else str(lesson.get_grade_display())
