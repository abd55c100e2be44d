"""What a council already holds, against which its file is read."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from actionplans.columns import HOUSE, read
from actionplans.importing.headings import key
from actionplans.importing.understood import (
    Field,
    Known,
    KnownLabel,
    KnownOfficer,
    KnownRecommendation,
)
from actionplans.models import Action, ActionPlan, ColumnMapping, PlanImport, RatingScale
from actionplans.plan_columns import of_council
from actionplans.scales import with_keys
from councils.models import Officer, in_force_on
from inspections.models import Inspection, Recommendation


def known_for(planned: PlanImport) -> Known:
    """Return what is known of the council, and of what the plan answers. A few queries."""
    sources = sources_of(planned)
    published = [source.known_published_on for source in sources]
    mapping = ColumnMapping.objects.filter(council=planned.council_id)
    return Known(
        agreed_on=planned.agreed_on,
        published_on=max((day for day in published if day), default=None),
        officers=tuple(_officers(planned)),
        recommendations=(*_recommendations(sources), *_answered_too(planned, sources)),
        labels=tuple(_labels(planned)),
        mapping=dict(mapping.values_list("heading", "field")) | _own_headings(planned),
    )


def _own_headings(planned: PlanImport) -> dict[str, str]:
    """Return what the headings of the plan are that a revised file is of."""
    if not (planned.is_revision and planned.plan):
        return {}
    chosen = read(planned.plan.columns) or of_council(planned.council) or HOUSE
    known = {field.value for field in Field}
    # What is told from other things is no field of the file's, whatever its heading says.
    return {
        key(column.heading_on(planned.reported_on)): (
            column.field if column.field in known else Field.OTHER.value
        )
        for column in chosen
    }


def sources_of(planned: PlanImport) -> list[Inspection]:
    """Return the inspections that the plan answers."""
    if planned.is_revision and planned.plan:
        return list(planned.plan.sources.order_by("ends_on", "pk"))
    return [planned.inspection] if planned.inspection else []


def _officers(planned: PlanImport) -> Iterable[KnownOfficer]:
    """Yield who may lead; a post that has a row of its own is that row's name alone."""
    found = Officer.objects.filter(in_force_on(planned.asked_on), council=planned.council_id)
    officers = list(found.order_by("name", "pk"))
    names = {officer.name for officer in officers}
    for officer in officers:
        also = tuple(filter(None, [officer.post])) if officer.post not in names else ()
        yield KnownOfficer(officer.pk, officer.name, also)


def _recommendations(sources: list[Inspection]) -> Iterable[KnownRecommendation]:
    found = Recommendation.objects.filter(inspection__in=sources)
    for asked in found.order_by("inspection__ends_on", "inspection_id", "order", "pk"):
        yield KnownRecommendation(asked.pk, asked.shown_number, asked.text)


def _answered_too(planned: PlanImport, sources: list[Inspection]) -> Iterable[KnownRecommendation]:
    """Yield what actions of two plans answer besides: a plan prints it beside its own."""
    if not (planned.is_revision and planned.plan):
        return
    shared = Q(plan=planned.plan, places__isnull=False) | Q(places__plan=planned.plan)
    actions = Action.objects.filter(shared)
    found = Recommendation.objects.filter(actions__in=actions).exclude(inspection__in=sources)
    for asked in found.distinct().order_by("inspection_id", "order", "pk"):
        yield KnownRecommendation(asked.pk, asked.shown_number, asked.text)


def _labels(planned: PlanImport) -> Iterable[KnownLabel]:
    """Yield the labels of the plan's scale; for a new plan, of the council's newest scales."""
    for scale in with_keys(_scales(planned)):
        for label in scale.shown_labels:  # type: ignore[attr-defined]
            yield KnownLabel(label.label, label.colour, label.meaning)


def _scales(planned: PlanImport) -> QuerySet[RatingScale]:
    held = RatingScale.objects.filter(council=planned.council_id)
    plan: ActionPlan | None = planned.plan if planned.is_revision else None
    if plan and plan.rating_scale_id:
        return held.filter(pk=plan.rating_scale_id)
    newest = held.order_by("name", "-version").distinct("name")
    return held.filter(pk__in=newest.values("pk"))
