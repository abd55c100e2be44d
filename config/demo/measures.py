"""What difference a plan is to make, and what could keep it from that."""

from actionplans.models import ActionPlan, Measure, MeasureBand, Risk
from config.demo.files import Calendar, Facts


def add_measures(plan: ActionPlan, facts: Facts, calendar: Calendar) -> None:
    """Add the measures of a plan, each with its bands in their printed order."""
    for order, found in enumerate(facts.get("measures", ()), start=1):
        measure = Measure.objects.create(
            plan=plan,
            order=order,
            title=found["title"],
            unit=found["unit"],
            better=found["better"],
            action=plan.actions.filter(reference=found.get("action", "")).first(),
            baseline_value=found.get("baseline", {}).get("value"),
            baseline_on=calendar.day_if_any(found.get("baseline", {}).get("day")),
            target_value=found["target_value"],
            target_on=calendar.day_if_any(found["target_on"]),
            printed_target=found["printed_target"],
            added_on=plan.agreed_on,
        )
        for place, band in enumerate(found["bands"], start=1):
            _add_band(measure, place, band, calendar)


def _add_band(measure: Measure, order: int, facts: Facts, calendar: Calendar) -> None:
    MeasureBand.objects.create(
        measure=measure,
        order=order,
        label=facts["label"],
        words=facts["words"],
        is_met=facts["is_met"],
        value=facts["value"],
        due=calendar.day_if_any(facts["due"]),
    )


def add_risks(plan: ActionPlan, facts: Facts) -> None:
    """Add the risks a plan names, each rated before and after its controls."""
    Risk.objects.bulk_create(
        Risk(plan=plan, order=order, **risk)
        for order, risk in enumerate(facts.get("risks", ()), start=1)
    )
