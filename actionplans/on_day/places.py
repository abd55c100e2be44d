"""In which plans an action stands on a day, and with which number in each."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.models import ActionPlan, StandsIn
from actionplans.on_day.words import worded
from actionplans.rows import ActionNamed
from councils.drafts import not_of_a_draft


def places_on(action_ids: Iterable[int], as_at: AsAt) -> dict[int, list[Any]]:
    """Return, by action, its places in other plans in this state. Two queries at most."""
    standing = StandsIn.standing_on(as_at.stands_on)
    found = StandsIn.objects.filter(standing, among("action_id", action_ids))
    if as_at.without_drafts:
        found = found.filter(not_of_a_draft(StandsIn))
    by_action: dict[int, list[Any]] = defaultdict(list)
    for place in worded(list(found.order_by("pk")), as_at, ("order", "reference", "theme_id")):
        by_action[place.action_id].append(place)
    return by_action


@dataclass(frozen=True)
class Placed:
    """An action as a plan shows it: its own, or `plan` where that is another."""

    action: Any
    places: Sequence[Any]
    plan: ActionPlan | None = None

    @cached_property
    def _here(self) -> Any:
        """Return what holds its place in the plan that shows it: the action, or one of places."""
        shown_in = self.plan.pk if self.plan else self.action.plan_id
        return next((each for each in self.places if each.plan_id == shown_in), self.action)

    @property
    def shown_in(self) -> int:
        return int(self._here.plan_id)

    @property
    def order(self) -> int:
        return int(self._here.order)

    @property
    def reference(self) -> str:
        return str(self._here.reference)

    @property
    def theme_id(self) -> int | None:
        theme: int | None = self._here.theme_id
        return theme

    @property
    def added_on(self) -> datetime.date:
        """Return since when it stands in the plan that shows it."""
        day: datetime.date = max(self._here.added_on, self.action.added_on)
        return day

    @property
    def place(self) -> tuple[int, int, int]:
        """Return what orders rows: the plan, the place in it, then which came first."""
        return self.shown_in, self.order, self.action.pk

    @property
    def plan_ids(self) -> set[int]:
        return {self.action.plan_id, *(place.plan_id for place in self.places)}

    def also_in(self, titles: Mapping[int, str]) -> tuple[ActionNamed, ...]:
        """Return the other plans in which it stands, with its number there; its own first."""
        stands: list[Any] = [self.action, *self.places]
        return tuple(
            ActionNamed(self.action.pk, each.plan_id, each.reference, titles[each.plan_id])
            for each in stands
            if each.plan_id != self.shown_in
        )
