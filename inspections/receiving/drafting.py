"""What was read of a report, as the form of an inspection shows it. No model."""

import re
from collections.abc import Mapping
from typing import Any

from inspections.frameworks import FRAMEWORKS
from inspections.report_reading.draft import DraftInspection, DraftRecommendation, Fact

_PERIOD = re.compile(r"immediate|within |by |straight", re.IGNORECASE)
# The names of the draft's facts, as its form asks for them.
FACTS = ("inspection_start", "published", "lead_inspector", "council")


def kind_of(draft: DraftInspection) -> dict[str, Any]:
    """Return the kind, the framework and the days, as far as they were read."""
    framework = FRAMEWORKS.get(draft.framework or "")
    days = draft.inspection_start, draft.inspection_end
    return {
        "kind": framework.kind if framework else "",
        "framework": draft.framework if all(days) else "",
        "starts_on": draft.inspection_start,
        "ends_on": draft.inspection_end,
    }


def facts_of(draft: DraftInspection) -> dict[str, Any]:
    """Return what the report says of itself, and each grade by its field."""
    facts = {"published_on": draft.published, "lead_inspector": draft.lead_inspector or ""}
    return facts | {f"grade_{judgement.area}": judgement.grade for judgement in draft.judgements}


def rows_of(draft: DraftInspection) -> list[dict[str, Any]]:
    """Return what it asks for, a row each, with its place in the draft."""
    return [_row(place, item) for place, item in enumerate(draft.recommendations)]


def _row(place: int, item: DraftRecommendation) -> dict[str, Any]:
    return {
        "origin": place,
        "text": item.text,
        "number": item.number[:20],
        "page": item.page,
        "addressed_to": item.addressed_to,
        "priority": priority_of(item.priority),
        "timescale": item.priority[:200] if is_period(item.priority) else "",
        "outcome": item.outcome[:200],
    }


def is_period(heading: str) -> bool:
    """Return whether a list's heading is a time: "Within 3 months"."""
    return bool(_PERIOD.match(heading)) and "action" not in heading.lower()


def priority_of(heading: str) -> str:
    """Return the kind of recommendation that stands under a list's heading or period."""
    words = heading.lower()
    if "priority" in words:
        return "priority_action"
    if "improvement" in words or is_period(heading):
        return "area_for_improvement"
    return "recommendation"


def where_of(draft: DraftInspection) -> Mapping[str, Fact]:
    """Return where each fact was read, by its name."""
    return {fact.name: fact for fact in draft.found}


def look_at(draft: DraftInspection) -> list[str]:
    """Return the reader's problems, and what else of the first page was not read."""
    said = " ".join(draft.problems).lower()
    missing = (
        (draft.published, "published", "The day it was published was not read. Enter it below."),
        (draft.lead_inspector, "inspector", "The lead inspector was not read. Enter them below."),
    )
    more = [words for value, name, words in missing if value is None and name not in said]
    return [*draft.problems, *more]
