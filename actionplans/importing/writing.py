"""Writes the actions a file asks for into a plan, many at a time."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from actionplans.deciding import as_fields
from actionplans.from_paper import Printed, add_printed
from actionplans.importing.understood import ReadLead
from actionplans.importing.wanted import Wanted, WantedDate, WantedSaid, WantedStep
from actionplans.models import (
    Action,
    ActionPlan,
    ActionRecommendation,
    DueDate,
    Milestone,
    MilestoneLead,
    Theme,
)
from actionplans.planning.building import free_among
from actionplans.planning.naming import NewOfficer, officer_for, tidy
from actionplans.planning.places import next_order, numbers_of
from councils.models import Council, Officer, User

_GROUP = re.compile(
    r"\b(all|board|boards|committee|group|groups|heads|managers|panel|partners|partnership|"
    r"service|services|staff|team|teams)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(adviser|advisor|assistant|chair|chief|consultant|coordinator|deputy|director|executive|"
    r"head|lead|leader|manager|nurse|officer|principal|supervisor|worker)\b",
    re.IGNORECASE,
)
NOBODY, NEW = 0, -1


@dataclass(frozen=True)
class Days:
    """When the dates of a file were agreed, of which day its progress speaks, when it is known.

    The first dates are known from when they were agreed; `known_on` is for moves and reports.
    """

    agreed_on: datetime.date
    reported_on: datetime.date
    known_on: datetime.date


class Leads:
    """The officers that printed words stand for; who is new is added once."""

    def __init__(self, council: Council, nobody: Iterable[str] = ()) -> None:
        self.council = council
        self.nobody = {_plain(words) for words in nobody}

    def of(self, leads: Iterable[ReadLead]) -> list[int]:
        """Return the officers (primary keys) of `leads` in their order, each once."""
        found = [self._officer(lead) for lead in leads if self._is_somebody(lead)]
        return list(dict.fromkeys(found))

    def known(self, leads: Iterable[ReadLead]) -> list[int]:
        """Return the same without adding anybody: NEW stands for each who would be."""
        found = [self._known(lead) or NEW for lead in leads if self._is_somebody(lead)]
        return list(dict.fromkeys(found))

    def _is_somebody(self, lead: ReadLead) -> bool:
        words = _plain(lead.words)
        return bool(words) and words not in self.nobody

    def _known(self, lead: ReadLead) -> int | None:
        if lead.officer is not None and lead.officer > 0:
            return lead.officer
        return self._names.get(_plain(lead.words))

    @cached_property
    def _names(self) -> dict[str, int]:
        """Return the council's officers by name, among several of one name the first."""
        held = Officer.objects.filter(council=self.council).order_by("-pk")
        return {_plain(name): pk for pk, name in held.values_list("pk", "name")}

    def _officer(self, lead: ReadLead) -> int:
        found = self._known(lead)
        if found is None:
            name = tidy(lead.words)[:200]
            found = officer_for(NewOfficer(name, kind_of_lead(name)), self.council).pk
            self._names[_plain(lead.words)] = found
        return found


def _plain(words: str) -> str:
    return tidy(words).casefold()


def kind_of_lead(name: str) -> str:
    """Return whether a name is a group's, a post's or a person's, by its words."""
    if _GROUP.search(name):
        return Officer.Kind.GROUP
    return Officer.Kind.POST if _POST.search(name) else Officer.Kind.PERSON


def add_actions(
    plan: ActionPlan,
    found: Sequence[Wanted],
    leads: Leads,
    source: str,
    days: Days,
    by: User | None,
) -> list[Action]:
    """Return the new last actions of the plan, one for each of `found`, with all they have."""
    actions = Action.objects.bulk_create(_actions(plan, found, leads, days))
    pairs = list(zip(actions, found, strict=True))
    ActionRecommendation.objects.bulk_create(
        ActionRecommendation(action_id=action.pk, recommendation_id=asked)
        for action, each in pairs
        for asked in dict.fromkeys(each.recommendations)
    )
    steps = add_steps([(action, each.steps, 0) for action, each in pairs], leads, days, by)
    said = [Said(action, None, each.said) for action, each in pairs if each.said]
    said += [Said(step.action, step, each.said) for step, each in steps if each.said]
    add_said(said, source, days, by)
    return actions


def _actions(
    plan: ActionPlan, found: Sequence[Wanted], leads: Leads, days: Days
) -> Iterable[Action]:
    begin = next_order(plan)
    taken = numbers_of(plan)
    printed = {each.reference for each in found}
    themes = _themes(plan, found)
    for order, each in enumerate(found, begin):
        # A number of ours never takes one that the file prints further down.
        others = taken if each.reference else taken | printed
        reference = free_among(each.reference or str(order), others)
        taken.add(reference)
        yield Action(
            plan=plan,
            order=order,
            reference=reference,
            theme=themes.get(each.theme),
            added_on=days.agreed_on,
            accountable_id=next(iter(leads.of(each.accountable)), None),
            is_confidential=each.is_confidential,
            other=[list(pair) for pair in each.other],
            **each.words,
        )


def _themes(plan: ActionPlan, found: Sequence[Wanted]) -> dict[str, Theme]:
    """Return the plan's themes by name, those that are new added at its end."""
    themes = {theme.name: theme for theme in plan.themes.all()}
    last = max((theme.order for theme in themes.values()), default=0)
    new = [name for name in dict.fromkeys(each.theme for each in found) if name]
    for order, name in enumerate((name for name in new if name not in themes), last + 1):
        themes[name] = Theme.objects.create(plan=plan, name=name, order=order)
    return themes


Steps = list[tuple[Milestone, WantedStep]]


def add_steps(
    found: Iterable[tuple[Action, Sequence[WantedStep], int]],
    leads: Leads,
    days: Days,
    by: User | None,
) -> Steps:
    """Return the new steps with what was wanted, after the last order given for each action."""
    wanted = [
        (Milestone(action=action, order=order, added_on=days.agreed_on, **_words(step)), step)
        for action, steps, last in found
        for order, step in enumerate(steps, last + 1)
    ]
    milestones = Milestone.objects.bulk_create(milestone for milestone, _ in wanted)
    pairs = [(new, step) for new, (_, step) in zip(milestones, wanted, strict=True)]
    MilestoneLead.objects.bulk_create(
        MilestoneLead(milestone=milestone, officer_id=officer, order=order)
        for milestone, step in pairs
        for order, officer in enumerate(leads.of(step.leads), 1)
    )
    DueDate.objects.bulk_create(
        date for milestone, step in pairs for date in _dates(milestone, step, days, by)
    )
    return pairs


def _words(step: WantedStep) -> dict[str, str]:
    names = ("text", "printed_leads", "recurrence")
    return {name: getattr(step, name) for name in names}


def _dates(
    milestone: Milestone, step: WantedStep, days: Days, by: User | None
) -> Iterable[DueDate]:
    """Yield the date first agreed, known since, as one typed in; then the one it moved to."""
    if step.date:
        yield due_date(milestone, step.date, days.agreed_on, days.agreed_on, by)
    if step.moved:
        yield due_date(milestone, step.moved, days.reported_on, days.known_on, by)


def due_date(
    milestone: Milestone,
    date: WantedDate,
    day: datetime.date,
    known_on: datetime.date,
    by: User | None,
    **agreed: Any,
) -> DueDate:
    """Return a timescale of a file, not saved yet; the file does not say who agreed to it."""
    meaning = as_fields(date.meaning) if date.meaning else {"precision": DueDate.Precision.NONE}
    agreed = {"agreed_by": DueDate.AgreedBy.NOT_STATED} | agreed
    return DueDate(
        milestone=milestone,
        words=date.words,
        is_corrected=date.is_corrected,
        day=day,
        known_on=known_on,
        entered_by=by,
        **meaning,
        **agreed,
    )


@dataclass(frozen=True)
class Said:
    """What a file says of a step, or of a whole action."""

    action: Action
    step: Milestone | None
    said: WantedSaid


def add_said(found: Iterable[Said], source: str, days: Days, by: User | None) -> None:
    """Add what the file says as accepted reports."""
    printed = [
        Printed(
            each.action,
            each.step,
            each.said.text,
            each.said.progress,
            each.said.outlook,
            each.said.printed_rating,
            source,
        )
        for each in found
    ]
    add_printed(printed, day=days.reported_on, known_on=days.known_on, by=by)
