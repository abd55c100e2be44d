"""Which builders there are, and the facts they build from."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan
from actionplans.on_day.links import meetings_on
from actionplans.shown import PlanOnDay
from councils.models import Meeting
from inspections.compared import held
from inspections.comparing.groups import on_days_past
from inspections.comparing.held import Held
from inspections.comparing.sets import FrameworkSet
from inspections.models import Inspection
from inspections.models.inspections import InspectionQuerySet
from reports.attachments import Attachment, attachments
from reports.building.options import Option, Options, settled
from reports.drafting import Draft, draft
from reports.drafting_facts import facts_of_plan
from reports.models import Report
from reports.paper.document import Block
from reports.plan_files.exporting import plan_for_files


@dataclass
class PaperFacts:
    """What the parts of one paper are built from, each thing fetched once and when asked for.

    `is_public`: what is built goes into the public paper, so nothing confidential is in it.
    `known_on`: what was entered after that day is left out.
    """

    report: Report
    day: datetime.date
    is_public: bool = True
    known_on: datetime.date | None = None
    _shown: dict[int, PlanOnDay] = field(default_factory=dict)
    _compared: dict[str, tuple[Held, str]] = field(default_factory=dict)
    _drafts: dict[int, Draft] = field(default_factory=dict)
    _others: dict[str, Inspection | None] = field(default_factory=dict)

    @property
    def state(self) -> AsAt:
        """Return the state its plans are shown in: as at the paper's day, accepted updates only."""
        return AsAt(
            day=self.report.as_at,
            today=self.day,
            known_on=self.known_on,
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

    def draft(self, plan: ActionPlan) -> Draft:
        """Return what is proposed to say of a plan on the paper's day."""
        if plan.pk not in self._drafts:
            self._drafts[plan.pk] = draft(facts_of_plan(self.shown(plan)))
        return self._drafts[plan.pk]

    def meetings(self, plan: ActionPlan) -> list[Meeting]:
        """Return the meetings before the paper's day, of the bodies a plan reports to, in order."""
        return [m for m in meetings_on(plan, self.state) if m.held_on < self.report.as_at]

    def meeting(self, plan: ActionPlan, named: str) -> Meeting | None:
        """Return the meeting before the paper's day that a part names (see `meeting_key`)."""
        found = (m for m in self.meetings(plan) if named and meeting_key(m).startswith(named))
        return next(found, None)

    def last_meeting(self, plan: ActionPlan) -> Meeting | None:
        """Return the last meeting before the paper's day."""
        return next(reversed(self.meetings(plan)), None)

    def held(self, of: FrameworkSet) -> Held:
        """Return what is held of inspections of these frameworks, to compare on the paper's day."""
        return self._held(of)[0]

    def left_out_on_the_day(self, of: FrameworkSet) -> str:
        """Return the sentence on what is left out of a comparison on a day that is past; ""."""
        return self._held(of)[1]

    def _held(self, of: FrameworkSet) -> tuple[Held, str]:
        if of.key not in self._compared:
            found = held(of.keys, self.report.council)
            past = self.report.as_at < self.day
            self._compared[of.key] = on_days_past(found) if past else (found, "")
        return self._compared[of.key]

    @cached_property
    def attachments(self) -> list[Attachment]:
        """Return the paper's appendices as it names them."""
        return attachments(self.report, self.is_public)

    @cached_property
    def for_everybody(self) -> "PaperFacts":
        """Return the same without anything confidential, whatever paper this is."""
        return self if self.is_public else PaperFacts(self.report, self.day, known_on=self.known_on)

    @cached_property
    def confidential_actions(self) -> frozenset[int]:
        """Return the actions (primary keys) of the council's plans that are confidential now."""
        found = Action.objects.filter(plan__council=self.report.council, is_confidential=True)
        return frozenset(found.values_list("pk", flat=True))

    @cached_property
    def inspections(self) -> list[Inspection]:
        """Return the inspections its plans answer, newest first; else the council's newest."""
        asked = Inspection.objects.filter(plans__in=self.plans).distinct()
        found = list(_with_all(asked).newest_first())
        return found or list(_with_all(self.of_the_council).newest_first()[:1])

    @property
    def of_the_council(self) -> InspectionQuerySet:
        """Return the council's inspections up to the paper's day."""
        held = Inspection.objects.filter(council=self.report.council)
        return held.filter(ends_on__lte=self.report.as_at)

    def inspection(self, options: dict[str, Any]) -> Inspection | None:
        """Return the inspection a part names by its key, else the newest its plans answer.

        One that is named may be any of the council's.
        """
        named = options.get("inspection", "")
        found = next((e for e in self.inspections if not named or e.key == named), None)
        return found or self._named(named)

    def _named(self, key: str) -> Inspection | None:
        if key not in self._others:
            of = self.of_the_council.filter(key=key)
            self._others[key] = _with_all(of).first() if key else None
        return self._others[key]


def meeting_key(meeting: Meeting) -> str:
    """Return what a part names a meeting by, or with its day alone: "2026-10-03 Cabinet"."""
    return f"{meeting.held_on} {meeting.body.name}"


def _with_all(found: InspectionQuerySet) -> InspectionQuerySet:
    """Return inspections with all that is built from them: five more queries, however many."""
    related = ("council", "judgements", "findings", "recommendations__wordings")
    return found.prefetch_related(*related)


Remarks = Callable[[PaperFacts, dict[str, Any]], Iterable[str]]
Build = Callable[[PaperFacts, dict[str, Any]], tuple[Block, ...]]


@dataclass(frozen=True)
class Builder:
    """One builder: its name, what it is called to who composes, and what it needs.

    It returns no blocks where nothing is held; `nothing` then says so to who composes, and where
    that depends on what the paper is about, `nothing_of` does, unless it says "". `options`:
    what it can be told, as a page asks for it. `remarks`: what whoever composes should know of
    what it builds and the paper does not say, in sentences.
    """

    name: str
    title: str
    build: Build
    nothing: str
    options: Options = ()
    remarks: Remarks = field(default=lambda facts, options: ())
    nothing_of: Callable[[PaperFacts, dict[str, Any]], str] = field(
        default=lambda facts, options: ""
    )

    def named(self, stored: dict[str, Any]) -> str:
        """Return what a part with these options is called to who composes."""
        for option in self.options:
            if option.names:
                choice = dict(option.choices)[option.settled(stored.get(option.name))]
                return f"{self.title.partition(':')[0]}: {choice[:1].lower()}{choice[1:]}"
        return self.title

    def why_nothing(self, facts: PaperFacts, stored: dict[str, Any]) -> str:
        """Return the sentence that says why a part with these options is empty."""
        return self.nothing_of(facts, settled(self.options, stored)) or self.nothing


BUILDERS: dict[str, Builder] = {}
GONE = "Nothing builds this part any more. Choose what it is built from."


def builder_of(name: str) -> Builder:
    """Return the builder of that name; where none is registered, one that builds nothing."""
    return BUILDERS.get(name) or Builder(name, name, lambda facts, options: (), GONE)


def builder(
    name: str,
    title: str,
    nothing: str,
    *options: Option,
    remarks: Remarks | None = None,
    nothing_of: Callable[[PaperFacts, dict[str, Any]], str] | None = None,
) -> Callable[[Build], Build]:
    """Return the decorator that registers a builder under `name`.

    What is registered hands the function every option that is declared, and no other.
    """

    def register(build: Build) -> Build:
        def built(facts: PaperFacts, stored: dict[str, Any]) -> tuple[Block, ...]:
            return build(facts, settled(options, stored))

        def remarked(facts: PaperFacts, stored: dict[str, Any]) -> tuple[str, ...]:
            return tuple(remarks(facts, settled(options, stored))) if remarks else ()

        of = nothing_of or (lambda facts, options: "")
        BUILDERS[name] = Builder(name, title, built, nothing, options, remarked, of)
        return build

    return register
