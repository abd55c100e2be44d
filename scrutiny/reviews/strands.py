"""Which of a plan's recommendations a review looks into: its strands."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from actionplans.models import ActionPlan
from councils.versions import Decided
from inspections.models import Recommendation
from reports.editing.versions import version_of
from scrutiny.models import ReviewStrand, ScrutinyReview
from scrutiny.reviews.keeping import changing


def may_look_into(plan: ActionPlan) -> QuerySet[Recommendation]:
    """Return what a review of a plan can look into: what the plan's sources ask for, in order."""
    asked = Recommendation.objects.filter(inspection__plans=plan)
    return asked.order_by("inspection__ends_on", "inspection_id", "order", "pk")


def strands_seen(review: ScrutinyReview) -> str:
    """Return the mark of which recommendations are chosen."""
    return version_of(
        list(review.strands.order_by("order").values_list("recommendation", flat=True))
    )


def choose_strands(review: ScrutinyReview, chosen: Iterable[Any], seen: str) -> None:
    """Choose which recommendations the review looks into, in their order.

    Raises Decided where one is left out on which something is written, or chosen otherwise
    meanwhile.
    """
    with changing(review) as held:
        if strands_seen(held) != seen:
            raise Decided("Somebody chose otherwise meanwhile: what is chosen now is listed here.")
        wanted = [each.pk for each in chosen]
        kept = {strand.recommendation_id: strand for strand in held.strands.all()}
        _leave_out([strand for key, strand in kept.items() if key not in wanted])
        for order, key in enumerate(wanted, 1):
            strand = kept.get(key) or ReviewStrand(review=held, recommendation_id=key)
            strand.order = order
            strand.save()


def _leave_out(strands: Iterable[ReviewStrand]) -> None:
    for strand in strands:
        try:
            with transaction.atomic():
                strand.delete()
        except ProtectedError as error:
            raise Decided(
                f"Something is written on recommendation {strand.number}, so it stays chosen."
            ) from error
