"""Which builders there are, and the facts they build from."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from actionplans.asat import AsAt
from actionplans.models import ActionPlan
from actionplans.shown import PlanOnDay
from inspections.models import Inspection
from reports.exporting import plan_for_files
from reports.models import Report
from reports.paper.document import Block


@dataclass
class PaperFacts:
    """What the parts of one paper are built from, each thing fetched once and when asked for.

    `is_public`: what is built goes into the public paper, so nothing confidential is in it.
    """

    report: Report
    day: datetime.date
    is_public: bool = True
    _shown: dict[int, PlanOnDay] = field(default_factory=dict)

    @property
    def state(self) -> AsAt:
        """Return the state its plans are shown in: as at the paper's day, accepted updates only."""
        return AsAt(
            day=self.report.as_at,
            today=self.day,
            accepted_only=True,
            confidential=not self.is_public,
        )

    @cached_property
    def plans(self) -> list[ActionPlan]:
        """Return the plans the paper is about, in the order of their keys."""
        return list(self.report.plans.select_related("council").order_by("pk"))

    def plan(self, options: dict[str, Any]) -> ActionPlan | None:
        """Return the plan a part names by its reference, else the paper's first."""
        named = options.get("plan")
        found = (plan for plan in self.plans if not named or plan.reference == named)
        return next(found, None)

    def shown(self, plan: ActionPlan) -> PlanOnDay:
        """Return a plan on the paper's day as files show it."""
        if plan.pk not in self._shown:
            self._shown[plan.pk] = plan_for_files(plan, self.state)
        return self._shown[plan.pk]

    @cached_property
    def inspections(self) -> list[Inspection]:
        """Return the inspections its plans answer, newest first; else the council's newest."""
        asked = Inspection.objects.filter(plans__in=self.plans).distinct().newest_first()
        found = list(asked.prefetch_related("judgements", "recommendations", "findings"))
        return found or list(self._of_the_council)

    @property
    def _of_the_council(self) -> Any:
        held = Inspection.objects.filter(
            council=self.report.council, ends_on__lte=self.report.as_at
        )
        related = ("judgements", "recommendations", "findings")
        return held.newest_first().prefetch_related(*related)[:1]

    def inspection(self, options: dict[str, Any]) -> Inspection | None:
        """Return the inspection a part names by its key, else the newest."""
        named = options.get("inspection")
        found = (each for each in self.inspections if not named or each.key == named)
        return next(found, None)


Build = Callable[[PaperFacts, dict[str, Any]], tuple[Block, ...]]


@dataclass(frozen=True)
class Builder:
    """One builder: its name, what it is called to who composes, and what it needs.

    It returns no blocks where nothing is held; `nothing` then says so to who composes.
    """

    name: str
    title: str
    build: Build
    nothing: str


BUILDERS: dict[str, Builder] = {}


def builder(name: str, title: str, nothing: str) -> Callable[[Build], Build]:
    """Return the decorator that registers a builder under `name`."""

    def register(build: Build) -> Build:
        BUILDERS[name] = Builder(name, title, build, nothing)
        return build

    return register
