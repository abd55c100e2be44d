"""How much of what a past day shows was entered only afterwards."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from actionplans.asat import SEEN_BY_MEMBERS, AsAt
from actionplans.models import (
    ActionPlan,
    DueDate,
    Ending,
    Evidence,
    ProgressUpdate,
    PublishedGroup,
    Review,
    actions_in,
)
from councils.drafts import not_of_a_draft
from councils.models import Council

Which = dict[str, Any]


def updates_later(plan: ActionPlan, as_at: AsAt) -> int:
    """Return how many updates shown here were entered, or ruled on, after the day itself."""
    return _updates(as_at, {"in": actions_in(plan, as_at.stands_on)})


def others_later(plan: ActionPlan, as_at: AsAt) -> int:
    """Return how many entries of the time up to the day were made after it, updates apart.

    Dates that came without an update, rulings on dates, endings, evidence, and numbers taken
    from papers: each shows in the state of the day, and would not as it was known that day.
    """
    if as_at.day >= as_at.today:
        return 0
    others = _others(as_at, {"in": actions_in(plan, as_at.stands_on)})
    return others + _groups(as_at, plan=plan)


def later_of_actions(action_ids: Iterable[int], as_at: AsAt) -> tuple[int, int]:
    """Return the same two numbers, updates and others, of some actions (primary keys)."""
    if as_at.day >= as_at.today:
        return 0, 0
    among_these = {"pk__in": list(action_ids)}
    return _updates(as_at, among_these), _others(as_at, among_these)


def later_of_council(council: Council, as_at: AsAt) -> tuple[int, int]:
    """Return the same two numbers, updates and others, of all plans of a council."""
    if as_at.day >= as_at.today:
        return 0, 0
    of_plans = {"plan__council": council}
    others = _others(as_at, of_plans) + _groups(as_at, plan__council=council)
    return _updates(as_at, of_plans), others


def _updates(as_at: AsAt, which: Which) -> int:
    if as_at.day >= as_at.today:
        return 0
    updates = ProgressUpdate.objects.filter(
        as_at.holds(),
        _of("action__", which),
        _open(as_at),
        _open(as_at, "action__"),
        _not_of_drafts(ProgressUpdate, as_at),
    )
    if as_at.accepted_only:
        updates = _seen(updates.annotate(verdict=as_at.verdict(update=OuterRef("pk"))))
    rulings = Review.objects.filter(as_at.rulings(), _later(as_at), update=OuterRef("pk"))
    return updates.filter(_later(as_at) | Exists(rulings)).count()


def _others(as_at: AsAt, which: Which) -> int:
    later = _later(as_at)
    dates = DueDate.objects.filter(as_at.holds(), _of("milestone__action__", which))
    dates = dates.filter(_open(as_at, "milestone__action__"), _not_of_drafts(DueDate, as_at))
    rulings = Review.objects.filter(
        as_at.rulings(),
        later,
        as_at.holds("due_date__"),
        _of("due_date__milestone__action__", which),
        _open(as_at, "due_date__milestone__action__"),
        _not_of_drafts(DueDate, as_at, "due_date__"),
    )
    endings = Ending.objects.filter(
        as_at.holds(),
        later,
        _of("action__", which) | _of("successor__", which),
        _open(as_at, "action__"),
        _not_of_drafts(Ending, as_at),
    )
    return (
        dates.filter(later, update=None).count()
        + rulings.count()
        + endings.count()
        + _evidence(as_at, which)
    )


def _evidence(as_at: AsAt, which: Which) -> int:
    found = Evidence.objects.filter(
        as_at.holds(),
        _later(as_at),
        as_at.holds("update__"),
        _open(as_at),
        _open(as_at, "update__"),
        _open(as_at, "update__action__"),
        _not_of_drafts(Evidence, as_at),
        _of("update__action__", which),
    )
    if as_at.accepted_only:
        found = _seen(found.annotate(verdict=as_at.verdict(update=OuterRef("update"))))
    return found.count()


def _groups(as_at: AsAt, **of: Any) -> int:
    found = PublishedGroup.objects.filter(as_at.holds(), _later(as_at), **of)
    return found.filter(_not_of_drafts(PublishedGroup, as_at)).count()


def _seen(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(verdict__in=SEEN_BY_MEMBERS)


def _of(prefix: str, which: Which) -> Q:
    """Return the filter for the actions asked for, as a row that belongs to one has it."""
    return Q(**{f"{prefix}{name}": value for name, value in which.items()})


def _later(as_at: AsAt) -> Q:
    return Q(known_on__gt=as_at.day)


def _open(as_at: AsAt, prefix: str = "") -> Q:
    """Return the filter for what is not confidential, where this reader must not see that."""
    return Q() if as_at.confidential else Q(**{f"{prefix}is_confidential": False})


def _not_of_drafts(model: type[Model], as_at: AsAt, prefix: str = "") -> Q:
    """Return the filter for what is of no draft, where this reader must not see one."""
    return not_of_a_draft(model, prefix) if as_at.without_drafts else Q()
