"""What inspectors judged: as a table, in a box, in sentences, or the board's own in one."""

from collections.abc import Iterable, Sequence
from typing import Any

from inspections import frameworks
from inspections.models import Inspection, Judgement
from reports.building import options as kinds
from reports.building.options import Option
from reports.building.registry import PaperFacts, builder
from reports.drafting import words
from reports.paper.document import Block, Box, Paragraph, Table, Text, cell, paragraph

HALF = Option("strand", "Which half of the inspection, where it has two", kinds.STRAND)
NEEDS_IMPROVEMENT = Option(
    "requires_improvement",
    "What the grade “requires improvement” is called",
    hint="Leave empty to print it as the report does.",
)


@builder(
    "judgements",
    "Judgements and their grades",
    "No inspection is held for this paper.",
    Option(
        "layout",
        "How they are shown",
        kinds.CHOICE,
        (
            ("table", "A table under headings"),
            ("lines", "A table without headings"),
            ("box", "A numbered box, the overall judgement as a sentence"),
            ("sentence", "A paragraph of sentences"),
            ("board", "The safeguarding board’s judgement, as a sentence"),
        ),
    ),
    Option("inspection", "Inspection", kinds.INSPECTION),
    HALF,
    Option("caption", "Title of the table or the box"),
    Option(
        "overall",
        "What the overall judgement, or the board, is called",
        hint="{council} is the council’s name.",
    ),
    NEEDS_IMPROVEMENT,
    Option("note", "What stands below the overall sentence of a box", kinds.TEXT),
)
def judgements(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return the grades of one inspection, the council's or (layout "board") the board's own.

    Layouts: "table", "lines" (no headings), "box" (numbered as the framework is), "sentence"
    (overall and capacity first, then the others by grade), "board". A grade that the source does
    not state is said not to be stated.
    """
    inspection = facts.inspection(options)
    if inspection is None:
        return ()
    if options["layout"] == "board":
        return _board(inspection, options)
    own = [j for j in ordered(inspection.judgements.all()) if not j.of_board]
    rows = [j for j in own if options["strand"] in ("", j.strand)]
    if not rows:
        return ()
    layouts = {"box": _box, "sentence": _sentences, "lines": _table}
    return layouts.get(options["layout"], _table)(inspection, rows, options)


def ordered(rows: Iterable[Judgement]) -> list[Judgement]:
    """Return judgements in the order of their report."""
    return sorted(rows, key=lambda judgement: judgement.order)


def grade_words(judgement: Judgement, options: dict[str, Any]) -> str:
    """Return a grade as the paper writes it."""
    own = options.get("requires_improvement", "")
    return own if own and judgement.grade == "requires_improvement" else judgement.grade_label


def is_overall(judgement: Judgement) -> bool:
    """Return whether it is the judgement that sums up."""
    return judgement.area.endswith("overall_effectiveness")


def heading(judgement: Judgement, inspection: Inspection, options: dict[str, Any]) -> str:
    """Return a judgement's heading, of the overall one as the paper calls it."""
    own = options["overall"] if is_overall(judgement) else ""
    return own.replace("{council}", inspection.council.name) or judgement.heading


def _table(
    inspection: Inspection, rows: Sequence[Judgement], options: dict[str, Any]
) -> tuple[Block, ...]:
    plain = options["layout"] == "lines"
    return (
        Table(
            caption=options["caption"] or f"Judgements: {inspection.title}",
            headings=() if plain else ("Judgement", "Grade"),
            rows=tuple(
                (
                    cell(heading(j, inspection, options), is_header=True),
                    cell(grade_words(j, options)),
                )
                for j in rows
            ),
            widths=(68, 32),
            shows_caption=bool(options["caption"]) or not plain,
        ),
    )


# In a box


def _box(
    inspection: Inspection, rows: Sequence[Judgement], options: dict[str, Any]
) -> tuple[Block, ...]:
    first = next(filter(is_overall, rows), None)
    others = [j for j in rows if j is not first]
    within: list[Block] = []
    if first:
        within.append(Paragraph((Text(_overall(first, options), is_bold=True),)))
    within += [paragraph(line) for line in options["note"].splitlines() if line.strip()]
    if first and others:
        within.append(paragraph(CONTRIBUTE))
    if others:
        lines = zip(_labels(others), others, strict=True)
        found = tuple(
            (cell(f"{label} {j.heading}", is_header=True), cell(grade_words(j, options)))
            for label, j in lines
        )
        within.append(Table(inspection.title, (), found, (68, 32), shows_caption=False))
    return (Box(options["caption"] or f"Judgements: {inspection.title}", tuple(within)),)


CONTRIBUTE = "The judgements on areas of the service that contribute to overall effectiveness are:"


def _overall(judgement: Judgement, options: dict[str, Any]) -> str:
    if not judgement.grade:
        return "The overall judgement is not stated"
    if judgement.grade == "requires_improvement":
        return "The overall judgement is that children’s services require improvement"
    grade = grade_words(judgement, options).lower()
    return f"The overall judgement is that children’s services are {grade}"


def _labels(rows: Sequence[Judgement]) -> Iterable[str]:
    """Yield "1.", "2.", "a.", "b.", "3.": what stands below another has a letter."""
    place = below = 0
    for judgement in rows:
        number = _area(judgement).number
        if "." in number and place:
            below += 1
            yield f"{chr(96 + below)}."
        else:
            place, below = place + 1, 0
            yield f"{place}."


def _area(judgement: Judgement) -> frameworks.Area:
    return frameworks.FRAMEWORKS[judgement.framework].area(judgement.area)


# In sentences


def _sentences(
    inspection: Inspection, rows: Sequence[Judgement], options: dict[str, Any]
) -> tuple[Block, ...]:
    stated = [j for j in rows if j.grade]
    first = [j for j in stated if _sums_up(j)]
    others = [j for j in stated if not _sums_up(j)]
    unstated = [words.quoted(j.heading) for j in rows if not j.grade]
    of = f"{options['strand']}: " if options["strand"] else ""
    told = [f"{of}{_each(first, options)}"] if first else []
    told += _by_grade(others, options)
    if unstated:
        told.append(f"the grade for {words.joined(unstated)} is not stated")
    return (paragraph(" ".join(map(words.sentence, told)), level=1),)


def _sums_up(judgement: Judgement) -> bool:
    return is_overall(judgement) or "capacity" in judgement.area


def _each(rows: Sequence[Judgement], options: dict[str, Any]) -> str:
    return words.joined([_rated(j.heading, grade_words(j, options)) for j in rows])


def _rated(what: str, grade: str) -> str:
    return f"{what[:1].lower()}{what[1:]} was rated as {grade.lower()}"


def _by_grade(rows: Sequence[Judgement], options: dict[str, Any]) -> Iterable[str]:
    """Yield a sentence for each grade, the best first: how many areas have it, and which."""
    by_grade: dict[str, list[Judgement]] = {}
    for judgement in sorted(rows, key=_rank):
        by_grade.setdefault(judgement.grade, []).append(judgement)
    for found in by_grade.values():
        grade = grade_words(found[0], options).lower()
        were = "was" if len(found) == 1 else "were"
        names = words.joined([words.quoted(j.heading) for j in found])
        yield f"{words.many(len(found), 'area')} {were} rated as {grade}: {names}"


def _rank(judgement: Judgement) -> tuple[int, int]:
    rank = frameworks.FRAMEWORKS[judgement.framework].grade(judgement.grade).rank
    return rank or 99, judgement.order


def _board(inspection: Inspection, options: dict[str, Any]) -> tuple[Block, ...]:
    found = next((j for j in inspection.judgements.all() if j.of_board), None)
    if found is None:
        return ()
    name = found.heading.removeprefix("The effectiveness of ").removeprefix("the ")
    own = options["overall"].replace("{council}", inspection.council.name)
    whose = own or f"the {name.removeprefix('The ')}"
    if not found.grade:
        return (paragraph(f"The judgement for {whose} is not stated.", level=1),)
    grade = grade_words(found, options).lower()
    return (paragraph(f"The judgement for {whose} was ‘{grade}’.", level=1),)
