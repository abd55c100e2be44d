"""What difference a plan is to make, and what stands in its way: measures and risks."""

from collections.abc import Sequence
from typing import Any

from actionplans.measuring import MeasureShown, measures_on_day, risks_on_day
from reports.building import options as kinds
from reports.building.naming import NOT_STATED, lines_cell, shares
from reports.building.options import Option
from reports.building.progress import PLAN
from reports.building.registry import PaperFacts, builder
from reports.paper.document import Block, Cell, Table, cell


@builder(
    "measures",
    "Measures of a plan",
    "No measure of a plan is held for this paper.",
    PLAN,
    Option(
        "layout",
        "How they are shown",
        kinds.CHOICE,
        (("bands", "By the bands to be reached"), ("readings", "By what they stand at")),
    ),
    Option("caption", "Title of the table"),
    Option("heading", "Heading of the first column", starts="Defined Outcomes"),
    Option("by", "Heading of the date", starts="Date they should be delivered by"),
)
def measures(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return a plan's measures as a table: a column for each band, or what they stand at.

    A measure without bands has its target instead. What is not held is "Not stated".
    """
    plan = facts.plan(options)
    found = measures_on_day(plan, facts.state) if plan else []
    if not found:
        return ()
    if options["layout"] == "readings":
        return (_readings(found, options),)
    return (_bands(found, options),)


def _bands(found: Sequence[MeasureShown], options: dict[str, Any]) -> Table:
    labels = list(dict.fromkeys(band.label for each in found for band in each.bands))
    if not labels:
        return _readings(found, options)
    return Table(
        caption=options["caption"] or options["heading"],
        headings=(options["heading"], *labels, options["by"]),
        rows=tuple(_banded(each, labels) for each in found),
        widths=shares(22, *(60 / len(labels) for _ in labels), 18),
        shows_caption=bool(options["caption"]),
    )


def _banded(measure: MeasureShown, labels: Sequence[str]) -> tuple[Cell, ...]:
    words = {band.label: band.words or band.value_words for band in measure.bands}
    bands = (cell(words.get(label) or NOT_STATED) for label in labels)
    return (cell(measure.title, is_header=True), *bands, cell(measure.target_by or NOT_STATED))


def _readings(found: Sequence[MeasureShown], options: dict[str, Any]) -> Table:
    return Table(
        caption=options["caption"] or options["heading"],
        headings=(options["heading"], "At first", "To be reached", "Stands at", "Band reached"),
        rows=tuple(_stands(each) for each in found),
        widths=(30, 16, 20, 20, 14),
        shows_caption=bool(options["caption"]),
    )


def _stands(measure: MeasureShown) -> tuple[Cell, ...]:
    latest, reached = measure.latest, measure.reached
    by = f" by {measure.target_by}" if measure.target_by else ""
    now = ""
    if latest:
        now = f"{latest.value_words or latest.words} on {latest.day:%-d %B %Y}"
    return (
        cell(measure.title, is_header=True),
        cell(measure.baseline or NOT_STATED),
        cell(f"{measure.target}{by}".strip() or NOT_STATED),
        cell(now or "No reading yet"),
        cell(reached.band.label if reached and reached.band else NOT_STATED),
    )


@builder(
    "risks",
    "Risks of a plan",
    "No risk of a plan is held for this paper.",
    PLAN,
    Option("caption", "Title of the table"),
)
def risks(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return a plan's risks as a table: rated before and after, with what controls them."""
    plan = facts.plan(options)
    found = risks_on_day(plan, facts.state) if plan else []
    if not found:
        return ()
    return (
        Table(
            caption=options["caption"] or "Risks",
            headings=("Risks", "Uncontrolled Risk", "Controls", "Controlled Risk"),
            rows=tuple(
                (
                    cell(risk.text, is_header=True),
                    cell(risk.uncontrolled or NOT_STATED),
                    lines_cell(risk.controls),
                    cell(risk.controlled or NOT_STATED),
                )
                for risk in found
            ),
            widths=(30, 16, 38, 16),
            shows_caption=bool(options["caption"]),
        ),
    )
