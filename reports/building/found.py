"""What inspectors found: the headlines, under each judgement, or under one."""

from collections.abc import Iterable, Sequence
from typing import Any

from inspections.models import Finding, Inspection
from reports.building import options as kinds
from reports.building.judged import NEEDS_IMPROVEMENT, grade_words, ordered
from reports.building.naming import INTRO, introduced
from reports.building.options import Option
from reports.building.registry import PaperFacts, builder
from reports.paper.document import Block, Item, Items, Paragraph, Text, paragraph

_LABELS = {
    Finding.Kind.STRENGTH: "Strengths",
    Finding.Kind.CONCERN: "Concerns",
    Finding.Kind.EXTRACT: "From the report",
}


@builder(
    "findings",
    "Findings of an inspection",
    "No finding is held for this paper.",
    Option(
        "layout",
        "Which are shown",
        kinds.CHOICE,
        (
            ("headlines", "The headline findings"),
            ("by_judgement", "Those under each judgement, with its grade"),
            ("area", "Those under one judgement"),
        ),
    ),
    Option("inspection", "Inspection", kinds.INSPECTION),
    Option("area", "The one judgement", kinds.AREA),
    Option(
        "kind",
        "Strengths or concerns",
        kinds.CHOICE,
        (
            ("", "Both"),
            (Finding.Kind.STRENGTH, "Strengths"),
            (Finding.Kind.CONCERN, "Concerns"),
            (Finding.Kind.EXTRACT, "What the report says"),
        ),
    ),
    INTRO,
    Option(
        "names",
        "What judgements are called",
        kinds.TEXT,
        hint="One to a line, where the paper calls it otherwise: Adoption performance = Adoption.",
    ),
    NEEDS_IMPROVEMENT,
)
def findings(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return findings as lists; what stands under another finding is a list within.

    Layouts: "headlines" (under no judgement), "by_judgement" (a bold heading numbered at the
    third level for each of the council's judgements), "area" (under the one named). Strengths and
    concerns that stand together are told apart.
    """
    inspection = facts.inspection(options)
    if inspection is None:
        return ()
    every = sorted(inspection.findings.all(), key=lambda finding: finding.order)
    kept = [f for f in every if options["kind"] in ("", f.kind)]
    if options["layout"] == "by_judgement":
        blocks = tuple(_by_judgement(inspection, kept, options))
    else:
        area = options["area"] if options["layout"] == "area" else ""
        blocks = tuple(_lists([f for f in kept if f.area == area]))
    return introduced(options["intro"], blocks)


def _by_judgement(
    inspection: Inspection, kept: Sequence[Finding], options: dict[str, Any]
) -> Iterable[Block]:
    names = names_in(options["names"])
    judged = [j for j in ordered(inspection.judgements.all()) if not j.of_board]
    for judgement in judged:
        found = [f for f in kept if f.area == judgement.area]
        if not found:
            continue
        name = names.get(judgement.heading.casefold(), judgement.heading)
        grade = grade_words(judgement, options)
        yield Paragraph((Text(f"{name} – {grade}", is_bold=True),), level=2)
        yield from _lists(found)


def names_in(text: str) -> dict[str, str]:
    """Return what the paper calls things, by what they are called, from lines with "=" in them."""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line)
    return {was.strip().casefold(): name.strip() for was, name in pairs}


def _lists(found: Sequence[Finding]) -> Iterable[Block]:
    by_kind: dict[str, list[Finding]] = {}
    for each in found:
        by_kind.setdefault(each.kind, []).append(each)
    for kind, of in by_kind.items():
        if len(by_kind) > 1:
            yield paragraph(_LABELS[Finding.Kind(kind)], goes_on=True)
        yield _items(of)


def _items(found: Sequence[Finding]) -> Items:
    """Return findings as a list; one whose parent is here too stands under it."""
    pks = {each.pk for each in found}
    below: dict[int | None, list[Finding]] = {}
    for each in found:
        below.setdefault(each.parent_id if each.parent_id in pks else None, []).append(each)
    return _level(below, None)


def _level(below: dict[int | None, list[Finding]], parent: int | None) -> Items:
    return Items(
        tuple(
            Item((paragraph(each.text), *([_level(below, each.pk)] if each.pk in below else [])))
            for each in below.get(parent, ())
        )
    )
