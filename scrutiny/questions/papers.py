"""Which plans a published paper is about: what is asked about it stands with one of them."""

from actionplans.models import ActionPlan
from reports.models import Report


def plans_of_paper(report: Report) -> list[ActionPlan]:
    """Return the plans a paper is about, by title: its own, else those of the review it is about.

    [] for a paper about neither: whoever asks then says which plan it concerns.
    """
    own = list(report.plans.order_by("title", "pk"))
    if own:
        return own
    reviewed = ActionPlan.objects.filter(scrutiny_reviews__papers__report=report).distinct()
    return list(reviewed.order_by("title", "pk"))
