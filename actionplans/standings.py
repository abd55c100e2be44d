"""Where each plan of a council stands on a day, and what each of its bodies watches."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from actionplans.asat import AsAt
from actionplans.lists import standing
from actionplans.models import Action, ActionPlan, StandsIn
from actionplans.on_day.held import Held
from actionplans.on_day.plans import published_on_day, rows_on_day
from actionplans.on_day.words import plan_words
from actionplans.rows import Row
from actionplans.shown import PlanOnDay, Waiting
from councils.access import Access, Verb
from councils.drafts import not_of_a_draft
from councils.models import Body, in_force_on


@dataclass(frozen=True)
class PlanStands:
    """A plan on a day in a few words: `sentence` says where it stands, `agreed` since when."""

    pk: int
    title: str
    sentence: str
    agreed: str
    withheld: int


@dataclass(frozen=True)
class BodyWatches:
    """A body, and how many actions it goes on watching."""

    pk: int
    name: str
    actions: int


@dataclass(frozen=True)
class CouncilOnDay:
    """A council's plans, newest first, and its bodies by name, on a day.

    Plans in the archive today stand apart, whatever day is asked for. `drafted` is how many are
    drafts that this reader is not shown.
    """

    plans: list[PlanStands]
    bodies: list[BodyWatches]
    archived: list[PlanStands]
    drafted: int


def council_on_day(access: Access, as_at: AsAt) -> CouncilOnDay:
    """Return where the council's plans stand, and what its bodies watch, in this state.

    An action that stands in two plans counts in each of them, and once for the body that watches
    it. The number of queries grows neither with plans nor with actions, updates or bodies.
    """
    shown, rows = plans_on_day(access, as_at)
    return CouncilOnDay(
        plans=[_stands(each) for each in shown if not each.plan.is_archived],
        bodies=_bodies(access, rows, as_at),
        archived=[_stands(each) for each in shown if each.plan.is_archived],
        drafted=_drafted(access),
    )


def _drafted(access: Access) -> int:
    """Return how many plans are drafted that this reader is not shown; no query for officers."""
    if access.may(Verb.READ_UNACCEPTED):
        return 0
    plans = ActionPlan.objects.filter(council=access.council)
    return plans.exclude(not_of_a_draft(ActionPlan)).count()


def plans_on_day(access: Access, as_at: AsAt) -> tuple[list[PlanOnDay], list[Row]]:
    """Return the council's plans on a day, newest first, and every row of them once.

    A row that stands in two plans is in both, as the plan it belongs to shows it. What waits for
    acceptance, and the key, are left out. The number of queries grows with neither.
    """
    plans = list(access.reach(ActionPlan).order_by("-agreed_on", "pk"))
    held = Held(access.reach(Action).values_list("pk", flat=True), as_at)
    rows = rows_on_day(access.reach(Action), as_at, held)
    return list(_shown(access, plans, rows, held)), rows


def _shown(
    access: Access, plans: list[ActionPlan], rows: list[Row], held: Held
) -> Iterable[PlanOnDay]:
    as_at = held.as_at
    ids = [plan.pk for plan in plans]
    words = plan_words(ids, as_at)
    published = published_on_day(ids, as_at)
    withheld = _withheld(access, as_at)
    with_actions = set(access.reach(Action).values_list("plan_id", flat=True).distinct())
    with_actions |= set(access.reach(StandsIn).values_list("plan_id", flat=True).distinct())
    by_plan: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for plan_id in (row.plan_id, *(other.plan_id for other in row.also_in)):
            by_plan[plan_id].append(row)
    for plan in plans:
        plan.status = words[plan.pk].status
        yield PlanOnDay(
            plan=plan,
            title=words[plan.pk].title,
            council=access.council.name,
            as_at=as_at,
            rows=tuple(by_plan[plan.pk]),
            key=(),
            entered_later=0,
            waiting=Waiting(0, None, 0, frozenset()),
            withheld=withheld.get(plan.pk, 0),
            published=published.get(plan.pk, ()),
            note=words[plan.pk].note,
            actions_held=plan.pk in with_actions,
            held=held,
        )


def _withheld(access: Access, as_at: AsAt) -> dict[int, int]:
    """Return, by plan, how many confidential actions this reader is not shown."""
    if as_at.confidential:
        return {}
    found = access.reach(Action).filter(is_confidential=True, added_on__lte=as_at.stands_on)
    standing = StandsIn.standing_on(as_at.stands_on)
    guests = access.reach(StandsIn).filter(standing, action__in=found.values("pk"))
    return Counter(
        [*found.values_list("plan_id", flat=True), *guests.values_list("plan_id", flat=True)]
    )


def _stands(shown: PlanOnDay) -> PlanStands:
    plan = shown.plan
    return PlanStands(plan.pk, shown.title, standing(shown), _agreed(shown), shown.withheld)


def _agreed(shown: PlanOnDay) -> str:
    """Return "Approved, timescales agreed 31 March 2017."; no day where no timescale is held."""
    plan = shown.plan
    before = shown.as_at.words_of and plan.agreed_on > shown.as_at.stands_on
    if not shown.actions_held:
        return "" if before else f"{plan.status_words}."
    if before:
        return "Not agreed yet on that day."
    return f"{plan.status_words}, timescales agreed {plan.agreed_on:%-d %B %Y}."


def _bodies(access: Access, rows: list[Row], as_at: AsAt) -> list[BodyWatches]:
    """Return the bodies there are on the day, and former ones that still watch something."""
    watched = Counter(row.watched_by for row in rows)
    standing_ones = in_force_on(as_at.stands_on) | Q(name__in=list(watched))
    found = access.reach(Body).filter(standing_ones).order_by("name", "pk")
    return [BodyWatches(body.pk, body.name, watched[body.name]) for body in found]


def watched_by(access: Access, body: Body, as_at: AsAt) -> list[Row]:
    """Return the actions `body` watches in this state, the next review first."""
    versions = Action.pgh_event_model.objects.filter(watched_by=body)  # type: ignore[attr-defined]
    ever = access.reach(Action).filter(pk__in=versions.values("pgh_obj_id"))
    rows = [row for row in rows_on_day(ever, as_at) if row.watched_by == body.name]
    return sorted(rows, key=lambda row: (row.next_review_on is None, row.next_review_on, row.pk))


def late_reviews(rows: Iterable[Row], day: datetime.date) -> int:
    """Return of how many actions the next review was due before `day`."""
    return sum(bool(row.next_review_on and row.next_review_on < day) for row in rows)
