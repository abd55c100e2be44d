"""What the inspectorate said, as pages."""

from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from councils.access import Access, accesses
from councils.days import today
from councils.models import User
from inspections.clocks import clocks_of
from inspections.frameworks import Area, strand_label
from inspections.models import (
    Addressee,
    Finding,
    Inspection,
    Judgement,
    OutcomeRow,
    Recommendation,
    RecommendationWording,
)
from inspections.reading import readable_by
from inspections.receiving.confirming import sources_of


@require_safe
def inspection(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An inspection: judgements, recommendations, findings. Published ones are national."""
    inspection = get_object_or_404(readable_by(request.user), pk=pk, council__slug=slug)
    context = inspection_page(inspection) | _offered(request, inspection)
    return render(request, "inspections/inspection.html", context)


def _offered(request: HttpRequest, inspection: Inspection) -> dict[str, Any]:
    """Return what this reader may do with it besides reading."""
    user = request.user
    if not isinstance(user, User):
        return {}
    mine = next((a for a in accesses(user) if a.council.pk == inspection.council_id), None)
    return {
        "access": mine,
        "may_change": _address_to_change(user, mine, inspection),
        "sources": sources_of(inspection, user),
        "clocks": clocks_of(inspection, today()) if mine else [],
        "may_state": _address_to_state(mine, inspection),
        "taken_from": _table_of(inspection),
    }


def _address_to_state(mine: Access | None, inspection: Inspection) -> str:
    """Return where the days of what is owed are given; "" for who may not."""
    if not (mine and mine.may_enter_inspection):
        return ""
    return reverse("inspections:statement", args=[inspection.council.slug, inspection.pk])


def _table_of(inspection: Inspection) -> OutcomeRow | None:
    """Return the row of the newest table that says it; None where it comes from elsewhere."""
    if inspection.source != Inspection.Source.OUTCOMES:
        return None
    return inspection.outcome_rows.select_related("file").order_by("-file__as_at", "-pk").first()


def _address_to_change(user: User, mine: Access | None, inspection: Inspection) -> str:
    """Return where it is changed: by its council until it is national; "" for others."""
    if inspection.is_published and user.is_site_operator:
        return reverse("inspections:national_change", args=[inspection.pk])
    if inspection.is_published or not (mine and mine.may_enter_inspection):
        return ""
    return reverse("inspections:inspection_change", args=[inspection.council.slug, inspection.pk])


def inspection_page(inspection: Inspection) -> dict[str, Any]:
    """Return what the page shows of one inspection, in a fixed number of queries."""
    judgements = list(inspection.judgements.order_by("order", "pk"))
    wordings = Prefetch("wordings", RecommendationWording.objects.order_by("pk"))
    recommendations = inspection.recommendations.prefetch_related(wordings).order_by("order")
    return {
        "inspection": inspection,
        "council": inspection.council,
        "framework": inspection.catalogue(),
        "judgements": _by_strand(judgements),
        "asked_of": _by_addressee(list(recommendations)),
        "findings": _by_heading(inspection),
    }


def _by_strand(judgements: list[Judgement]) -> list[tuple[str, list[Judgement]]]:
    return [(strand, list(rows)) for strand, rows in groupby(judgements, key=lambda j: j.strand)]


def _by_addressee(recommendations: list[Recommendation]) -> list[tuple[str, list[Recommendation]]]:
    found = [
        (label, [r for r in recommendations if r.addressed_to == value])
        for value, label in Addressee.choices
    ]
    return [(label, rows) for label, rows in found if rows]


def _by_heading(inspection: Inspection) -> list[tuple[str, list[Finding]]]:
    catalogue = inspection.catalogue()
    children = Prefetch("children", Finding.objects.order_by("order"))
    findings = inspection.findings.filter(parent=None).prefetch_related(children).order_by("order")
    return [
        (_heading(catalogue.area(area)) if area else "Headline findings", list(rows))
        for area, rows in groupby(findings, key=lambda finding: finding.area)
    ]


def _heading(area: Area) -> str:
    """Return the heading, with the half of the inspection where both halves have it."""
    strand = strand_label(area)
    return f"{area.heading} ({strand.lower()})" if strand else area.heading
