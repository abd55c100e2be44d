"""Inspections with their judgements, findings and recommendations."""

from typing import Any

from config.demo.files import Calendar, Facts
from councils.models import Council
from inspections.frameworks import framework_on
from inspections.models import (
    Finding,
    Inspection,
    Judgement,
    Recommendation,
    RecommendationWording,
    Statement,
)

_AS_PRINTED = (
    "number",
    "council_number",
    "text",
    "addressed_to",
    "priority",
    "paragraph_references",
    "page",
    "timescale",
    "answered_elsewhere",
)


def load_inspection(council: Council, facts: Facts, calendar: Calendar) -> tuple[Inspection, bool]:
    """Return the inspection with this key, and whether it was added now."""
    held = Inspection.objects.filter(key=facts["key"]).first()
    if held:
        return held, False
    inspection = _add_inspection(council, facts, calendar)
    if "framework_kind" in facts:
        facts = _fitted(facts, inspection)
    _add_judgements(inspection, facts["judgements"])
    _add_findings(inspection, facts["findings"])
    Statement.objects.bulk_create(
        Statement(inspection=inspection, **one | _day_submitted(one, calendar))
        for one in facts.get("statements", ())
    )
    for order, recommendation in enumerate(facts["recommendations"], start=1):
        _add_recommendation(inspection, order, recommendation)
    return inspection, True


def _day_submitted(facts: Facts, calendar: Calendar) -> Facts:
    return {"submitted_on": calendar.day(facts["submitted_on"])}


def _add_inspection(council: Council, facts: Facts, calendar: Calendar) -> Inspection:
    starts_on = calendar.day(facts["starts_on"])
    # An inspection whose days move with the load is made under the rules of its day.
    framework = facts.get("framework") or framework_on(facts["framework_kind"], starts_on).key
    return Inspection.objects.create(
        council=council,
        key=facts["key"],
        framework=framework,
        visit=facts.get("visit", ""),
        title=facts["title"],
        starts_on=starts_on,
        ends_on=calendar.day(facts["ends_on"]),
        published_on=calendar.day_if_any(facts["published_on"]),
        out_by=calendar.day_if_any(facts.get("out_by")),
        received_on=calendar.day_if_any(facts["received_on"]),
        lead_inspector=facts["lead_inspector"],
        is_published=True,
    )


def _fitted(facts: Facts, inspection: Inspection) -> Facts:
    """Return the facts of an inspection without the areas its framework does not have."""
    areas = {area.key for area in inspection.catalogue().areas}
    return facts | {
        "judgements": [j for j in facts["judgements"] if j["area"] in areas],
        "findings": [
            f | {"area": f["area"] if f["area"] in areas else None} for f in facts["findings"]
        ],
    }


def _add_judgements(inspection: Inspection, judgements: list[Facts]) -> None:
    Judgement.objects.bulk_create(
        Judgement(
            inspection=inspection,
            framework=inspection.framework,
            area=facts["area"],
            grade=facts["grade"],
            order=order,
            printed_heading=facts.get("printed_heading", ""),
            printed_grade=facts.get("printed_grade", ""),
        )
        for order, facts in enumerate(judgements, start=1)
    )


def _add_findings(inspection: Inspection, findings: list[Facts]) -> None:
    order = 0
    for facts in findings:
        order += 1
        parent = _add_finding(inspection, order, facts)
        for part in facts.get("children", ()):
            order += 1
            _add_finding(inspection, order, {**facts, **part}, parent=parent)


def _add_finding(inspection: Inspection, order: int, facts: Facts, **of: Any) -> Finding:
    return Finding.objects.create(
        inspection=inspection,
        framework=inspection.framework,
        area=facts["area"] or "",
        kind=facts["kind"],
        text=facts["text"],
        source=facts.get("source", ""),
        order=order,
        **of,
    )


def _add_recommendation(inspection: Inspection, order: int, facts: Facts) -> None:
    printed = {name: facts[name] for name in _AS_PRINTED if name in facts}
    recommendation = Recommendation.objects.create(inspection=inspection, order=order, **printed)
    RecommendationWording.objects.bulk_create(
        RecommendationWording(recommendation=recommendation, **wording)
        for wording in facts.get("wordings", ())
    )
