"""Where actions stand in a plan: its own and those of other plans, in one order, with numbers."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Max, QuerySet

from actionplans.models import Action, ActionPlan, StandsIn, Theme
from actionplans.rows import ActionNamed
from inspections.models import Inspection


@dataclass
class Place:
    """An action and where it stands in a plan: as its own, or as a `guest` of another plan's."""

    action: Action
    guest: StandsIn | None = None

    @property
    def _held(self) -> Action | StandsIn:
        return self.guest or self.action

    @property
    def pk(self) -> int:
        """Return the action's primary key."""
        return self.action.pk

    @property
    def text(self) -> str:
        return self.action.text

    @property
    def order(self) -> int:
        return self._held.order

    @property
    def reference(self) -> str:
        return self._held.reference

    @property
    def home(self) -> ActionNamed | None:
        """Return what it is in the plan it belongs to, where that is another."""
        if self.guest is None:
            return None
        action = self.action
        return ActionNamed(action.pk, action.plan_id, action.reference, action.plan.title)

    def put(self, order: int, reference: str) -> None:
        """Give it this place and number in the plan, where it has another."""
        held = self._held
        if (held.order, held.reference) != (order, reference):
            held.order, held.reference = order, reference
            held.save(update_fields=["order", "reference"])


def guests_of(plan: ActionPlan) -> list[StandsIn]:
    """Return the places other plans' actions have in `plan` now, in order."""
    found = plan.guests.filter(StandsIn.standing_on(None)).order_by("order", "pk")
    return list(found.select_related("action__plan", "theme"))


def places_of(plan: ActionPlan) -> list[Place]:
    """Return everything that stands in `plan` now, in its order. Two queries."""
    own = [Place(action) for action in plan.actions.all()]
    found = own + [Place(guest.action, guest) for guest in guests_of(plan)]
    return sorted(found, key=lambda place: (place.order, place.pk))


def next_order(plan: ActionPlan) -> int:
    """Return the place after the last action that stands in `plan`."""
    last = plan.actions.aggregate(last=Max("order"))["last"] or 0
    guest = plan.guests.filter(removed_on=None).aggregate(last=Max("order"))["last"] or 0
    return int(max(last, guest)) + 1


def numbers_of(plan: ActionPlan, but: int | None = None) -> set[str]:
    """Return the numbers given in `plan`, without that of the action `but` (its pk)."""
    own = plan.actions.exclude(pk=but or 0).values_list("reference", flat=True)
    guests = plan.guests.filter(removed_on=None).exclude(action=but or 0)
    return {*own, *guests.values_list("reference", flat=True)}


def make_room(plan: ActionPlan, after: int) -> int:
    """Return the place next after `after` in `plan`, now free: what stood behind moved on."""
    plan.actions.filter(order__gt=after).update(order=F("order") + 1)
    plan.guests.filter(removed_on=None, order__gt=after).update(order=F("order") + 1)
    return after + 1


def places_elsewhere(action: Action) -> list[StandsIn]:
    """Return where else the action stands now, by plan."""
    found = action.places.filter(StandsIn.standing_on(None)).order_by("plan_id")
    return list(found.select_related("plan", "theme"))


def sources_too(plan: ActionPlan, action: Action | None) -> QuerySet[Inspection]:
    """Return what `plan` answers, oldest first, and what the other plans of `action` answer."""
    others = places_elsewhere(action) if action else []
    found = Inspection.objects.filter(plans__in=[plan, *(place.plan for place in others)])
    return found.distinct().order_by("ends_on", "pk")


def live_places(action: Action) -> list[StandsIn]:
    """Return where else the action stands now, closed plans left out."""
    closed = ActionPlan.Status.CLOSED
    return [place for place in places_elsewhere(action) if place.plan.status != closed]


def is_agreed(action: Action) -> bool:
    """Return whether a plan in which the action stands was approved: changes need a reason."""
    plans = [action.plan, *(place.plan for place in places_elsewhere(action))]
    return any(plan.status != ActionPlan.Status.DRAFT for plan in plans)


def place_in(
    plan: ActionPlan,
    action: Action,
    day: datetime.date,
    *,
    order: int,
    reference: str,
    theme: Theme | None,
) -> StandsIn:
    """Return the new place of another plan's action in `plan`, from `day` on."""
    return StandsIn.objects.create(
        plan=plan, action=action, order=order, reference=reference, theme=theme, added_on=day
    )


def give_up(place: StandsIn, day: datetime.date) -> None:
    """End a place on `day`; out of a draft it goes as if it had never been there."""
    if place.plan.status == ActionPlan.Status.DRAFT:
        place.delete()
        return
    place.removed_on = max(day, place.added_on)
    place.save(update_fields=["removed_on"])


def follow(action: Action, successor: Action, day: datetime.date) -> None:
    """Let `successor` stand where else `action` stood, with its numbers, from `day` on.

    Where it stands already, or belongs, that is enough. Closed plans stay as they are.
    """
    has = {successor.plan_id, *(place.plan_id for place in places_elsewhere(successor))}
    for place in live_places(action):
        give_up(place, day)
        if place.plan_id not in has:
            place_in(
                place.plan,
                successor,
                day,
                order=place.order,
                reference=place.reference,
                theme=place.theme,
            )
