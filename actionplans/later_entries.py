"""How much of what a past day shows was entered only afterwards, besides updates."""

from django.db.models import OuterRef, Q

from actionplans.asat import SEEN_BY_MEMBERS, AsAt
from actionplans.models import ActionPlan, DueDate, Ending, Evidence, PublishedGroup, Review


def others_later(plan: ActionPlan, as_at: AsAt) -> int:
    """Return how many entries of the time up to the day were made after it, updates apart.

    Dates that came without an update, rulings on dates, endings, evidence, and numbers taken
    from papers: each shows in the state of the day, and would not as it was known that day.
    """
    if as_at.day >= as_at.today:
        return 0
    later = Q(known_on__gt=as_at.day)
    dates = DueDate.objects.filter(as_at.holds(), milestone__action__plan=plan)
    dates = dates.filter(_open(as_at, "milestone__action__"))
    rulings = Review.objects.filter(as_at.rulings(), later, due_date__in=dates.values("pk"))
    endings = Ending.objects.filter(
        as_at.holds(),
        later,
        Q(action__plan=plan) | Q(successor__plan=plan),
        _open(as_at, "action__"),
    )
    groups = PublishedGroup.objects.filter(as_at.holds(), later, plan=plan)
    return (
        dates.filter(later, update=None).count()
        + rulings.count()
        + endings.count()
        + _evidence(plan, as_at, later)
        + groups.count()
    )


def _evidence(plan: ActionPlan, as_at: AsAt, later: Q) -> int:
    found = Evidence.objects.filter(
        as_at.holds(),
        later,
        as_at.holds("update__"),
        _open(as_at),
        _open(as_at, "update__"),
        _open(as_at, "update__action__"),
        update__action__plan=plan,
    )
    if as_at.accepted_only:
        verdict = as_at.verdict(update=OuterRef("update"))
        found = found.annotate(verdict=verdict).filter(verdict__in=SEEN_BY_MEMBERS)
    return found.count()


def _open(as_at: AsAt, prefix: str = "") -> Q:
    """Return the filter for what is not confidential, where this reader must not see that."""
    return Q() if as_at.confidential else Q(**{f"{prefix}is_confidential": False})
