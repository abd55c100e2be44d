"""What inspectors judged, as a table."""

from typing import Any

from inspections.models import Judgement
from reports.building.registry import PaperFacts, builder
from reports.paper.document import Block, Table, cell


@builder("judgements", "Judgements and their grades", "No inspection is held for this paper.")
def judgements(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return the grades of one inspection under their headings, the board's own apart."""
    inspection = facts.inspection(options)
    if inspection is None:
        return ()
    rows = [j for j in inspection.judgements.all() if not j.of_board]
    return (
        Table(
            caption=options.get("caption") or f"Judgements: {inspection.title}",
            headings=("Judgement", "Grade"),
            rows=tuple(
                (cell(j.heading, is_header=True), cell(j.grade_label)) for j in ordered(rows)
            ),
            widths=(68, 32),
        ),
    )


def ordered(rows: list[Judgement]) -> list[Judgement]:
    """Return judgements in the order of their report."""
    return sorted(rows, key=lambda judgement: judgement.order)
