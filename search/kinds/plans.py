"""Plans, found by their titles and the themes in them."""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from actionplans.models import ActionPlan, Theme
from councils.day_words import in_words
from search.readers import Reader
from search.sources import Kind, Shown, Source, joined


def _sources(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        plans = group.read(ActionPlan).filter(council__in=group.councils)
        yield Source(plans, joined("title", _themes()), "agreed_on", "council_id")


def _themes() -> Any:
    """Return the names of a plan's themes as one text."""
    of_plan = Theme.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    return Subquery(of_plan.annotate(names=StringAgg("name", "\n")).values("names"))


def _shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    plans = ActionPlan.objects.filter(pk__in=pks).select_related("council")
    return {plan.pk: _plan(plan) for plan in plans}


def _plan(plan: ActionPlan) -> Shown:
    return Shown(
        "Plan",
        plan.title,
        plan.council.name,
        f"agreed {in_words(plan.agreed_on)}",
        reverse("actionplans:plan", args=[plan.council.slug, plan.pk]),
        "Archived" if plan.is_archived else str(plan.get_status_display()),
    )


PLANS = Kind("plans", "Plans", _sources, _shown, weight=2.0)
