"""Beginning a plan: from inspections, or from a source that has no report here."""

import datetime
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.text import slugify

from actionplans.models import (
    Action,
    ActionPlan,
    ActionRecommendation,
    AnsweredElsewhere,
    Milestone,
    PlanSource,
    Theme,
    actions_in,
)
from actionplans.planning.holding import hold_open
from actionplans.planning.places import is_agreed, next_order, numbers_of
from councils.models import Council, User
from councils.versions import changed_meanwhile
from inspections.models import Inspection, Recommendation

TO_DO, ELSEWHERE, NOT_NOW = "action", "elsewhere", "not_now"


@dataclass(frozen=True)
class NewSource:
    """A source entered by hand: what asked the council for something on a day, and for what.

    `asked`: (number as printed or "", text) of each recommendation.
    """

    framework: str
    title: str
    on: datetime.date
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """What becomes of one recommendation: an action, another plan's, or nothing for now."""

    recommendation: Recommendation
    answer: str
    other: ActionPlan | None = None
    words: str = ""


def inspections_of(council: Council) -> QuerySet[Inspection]:
    """Return what a plan of `council` may answer: its own inspections, and those of a council
    whose place it took, newest first.
    """
    found = Inspection.objects.filter(Q(council=council) | Q(council__replaced_by=council))
    return found.distinct().order_by("-ends_on", "-pk")


@transaction.atomic
def start_plan(
    council: Council,
    *,
    title: str,
    agreed_on: datetime.date,
    manager: User | None,
    sources: Iterable[Inspection] = (),
    by_hand: NewSource | None = None,
    follows: ActionPlan | None = None,
    themes: Iterable[str] = (),
) -> ActionPlan:
    """Return a new draft that answers `sources`, and what was entered by hand.

    `follows` is the plan of which it is the next phase; `themes` are named in their order.
    """
    plan = ActionPlan.objects.create(
        council=council,
        reference=_free_plan_reference(council, title),
        title=title,
        agreed_on=agreed_on,
        manager=manager,
        follows=follows,
    )
    for name in themes:
        theme_named(plan, name)
    plan.sources.set(sources)
    if by_hand:
        plan.sources.add(add_source(council, by_hand))
    return plan


PLAN_WORDS = ("title", "agreed_on", "manager", "follows", "note")


def plan_version(plan: ActionPlan) -> str:
    """Return what changes whenever the words or links of the plan itself do."""
    words = [str(getattr(plan, field)) for field in ("title", "agreed_on", "note")]
    keys = [plan.manager_id, plan.follows_id]
    links = [sorted(plan.sources.values_list("pk", flat=True))]
    links.append(sorted(plan.reports_to.values_list("pk", flat=True)))
    return hashlib.sha256(json.dumps([words, keys, links]).encode()).hexdigest()[:20]


@transaction.atomic
def change_plan(
    plan: ActionPlan, given: Mapping[str, Any], *, by_hand: NewSource | None, seen: str
) -> None:
    """Make the plan as `given`, and let it answer what was entered by hand, too.

    Raises ChangedMeanwhile when somebody else changed it since version `seen`.
    """
    hold_open(plan)
    plan.refresh_from_db()
    if plan_version(plan) != seen:
        kept: Any = ActionPlan
        events = kept.pgh_event_model.objects.filter(pgh_obj_id=plan.pk)
        raise changed_meanwhile(events.select_related("pgh_context").order_by("-pgh_id")[:1])
    for name in PLAN_WORDS:
        if name in given:
            setattr(plan, name, given[name])
    plan.save()
    plan.sources.set(given["sources"])
    plan.reports_to.set(given["reports_to"])
    if by_hand:
        plan.sources.add(add_source(plan.council, by_hand))


@transaction.atomic
def add_source(council: Council, source: NewSource) -> Inspection:
    """Return the source entered by hand: the council's own, which no other council reads."""
    key = _free(
        slugify(f"{council.slug}-{source.framework}-{source.on:%Y-%m-%d}")[:90],
        lambda key: Inspection.objects.filter(key=key).exists(),
    )
    made = Inspection.objects.create(
        council=council,
        key=key,
        framework=source.framework,
        title=source.title,
        starts_on=source.on,
        ends_on=source.on,
        source=Inspection.Source.HAND,
    )
    for order, (number, text) in enumerate(source.asked, 1):
        Recommendation.objects.create(inspection=made, order=order, number=number, text=text)
    return made


def _free_plan_reference(council: Council, title: str) -> str:
    start = slugify(f"{council.slug}-{title}")[:50].strip("-")
    return _free(start, lambda key: ActionPlan.objects.filter(reference=key).exists())


def _free(start: str, is_taken: Callable[[str], bool]) -> str:
    """Return `start`, or it with the first number that makes it one of its own."""
    number, key = 1, start
    while is_taken(key):
        number += 1
        key = f"{start}-{number}"
    return key


def to_answer(plan: ActionPlan) -> list[Recommendation]:
    """Return what the plan's sources ask for and no action of it answers, in their order."""
    answered = ActionRecommendation.objects.filter(action__in=actions_in(plan))
    asked = Recommendation.objects.filter(inspection__plans=plan)
    asked = asked.exclude(pk__in=answered.values("recommendation_id"))
    found = asked.select_related("inspection")
    return list(found.order_by("inspection__ends_on", "inspection_id", "order", "pk"))


def answers_version(plan: ActionPlan) -> str:
    """Return what changes whenever it does what becomes of a recommendation of the plan."""
    asked = sorted(one.pk for one in to_answer(plan))
    rows = AnsweredElsewhere.objects.filter(plan=plan).order_by("recommendation_id")
    elsewhere = list(rows.values_list("recommendation_id", "other_id", "words"))
    return hashlib.sha256(json.dumps([asked, elsewhere]).encode()).hexdigest()[:20]


def _answer_events(plan: ActionPlan) -> list[Any]:
    """Return the newest versions of what says what becomes of the plan's recommendations."""
    models: Any = (Action, AnsweredElsewhere, ActionRecommendation, PlanSource)
    actions = Action.objects.filter(plan=plan).values("pk")
    of: Any = ({"plan": plan.pk}, {"plan": plan.pk}, {"action__in": actions},
               {"actionplan": plan.pk})  # fmt: skip
    found = [
        model.pgh_event_model.objects.filter(**rows).select_related("pgh_context")
        for model, rows in zip(models, of, strict=True)
    ]
    newest = [events.order_by("-pgh_id").first() for events in found]
    return [event for event in newest if event]


def _is_so(plan: ActionPlan, choice: Choice) -> bool:
    """Return whether a recommendation is answered as chosen already."""
    asked = choice.recommendation
    has_action = asked.actions.filter(plan=plan).exists()
    row = AnsweredElsewhere.objects.filter(plan=plan, recommendation=asked).first()
    if choice.answer == ELSEWHERE:
        said = (choice.other, "" if choice.other else choice.words)
        return not has_action and row is not None and (row.other, row.words) == said
    return has_action == (choice.answer == TO_DO) and (has_action or row is None)


@transaction.atomic
def answer(
    plan: ActionPlan, choices: Iterable[Choice], *, day: datetime.date, seen: str
) -> list[Action]:
    """Return the actions made, one for each recommendation to be answered so, in their order.

    What an action of the plan answers by now gets no second one: sent twice is once. Raises
    ChangedMeanwhile where somebody chose otherwise since version `seen`, Closed where the plan
    is closed.
    """
    hold_open(plan)
    choices = list(choices)
    if answers_version(plan) != seen and not all(_is_so(plan, each) for each in choices):
        raise changed_meanwhile(_answer_events(plan))
    still_open = {asked.pk for asked in to_answer(plan)}
    made = []
    for choice in choices:
        if choice.recommendation.pk not in still_open:
            continue
        _leave_to_another(plan, choice)
        if choice.answer == TO_DO:
            made.append(_action_for(plan, choice.recommendation, day))
    return made


def _leave_to_another(plan: ActionPlan, choice: Choice) -> None:
    """Say, or no longer say, that another plan answers it."""
    asked = choice.recommendation
    if choice.answer == ELSEWHERE:
        words = "" if choice.other else choice.words
        AnsweredElsewhere.objects.update_or_create(
            plan=plan, recommendation=asked, defaults={"other": choice.other, "words": words}
        )
    else:
        AnsweredElsewhere.objects.filter(plan=plan, recommendation=asked).delete()


def _action_for(plan: ActionPlan, asked: Recommendation, day: datetime.date) -> Action:
    """Return a new last action in the words of what was asked, with one step without words."""
    order = next_order(plan)
    began = entered_on(plan, day)
    action = Action.objects.create(
        plan=plan,
        order=order,
        reference=free_reference(asked.shown_number or str(order), plan),
        text=asked.text,
        added_on=began,
    )
    action.recommendations.add(asked)
    Milestone.objects.create(action=action, order=1, added_on=began)
    return action


def entered_on(plan: ActionPlan, day: datetime.date) -> datetime.date:
    """Return the day from which what is typed on `day` counts as in the plan.

    A draft is typed from what was agreed: it counts from that day where it is past. What is
    added to an approved plan counts from the day it is added.
    """
    return min(day, plan.agreed_on) if plan.status == ActionPlan.Status.DRAFT else day


def counts_from(action: Action, day: datetime.date) -> datetime.date:
    """Return the day from which what is typed of an action on `day` counts.

    One that stands in an approved plan too is a draft's no longer.
    """
    return day if is_agreed(action) else entered_on(action.plan, day)


def free_reference(wanted: str, plan: ActionPlan) -> str:
    """Return `wanted`, or it with a letter where the plan has such a reference already."""
    return free_among(wanted, numbers_of(plan))


_COUNTED = re.compile(r"([A-Za-z]{0,10}[ -]?)([0-9]{1,6})")


def next_reference(plan: ActionPlan) -> str:
    """Return the number that a new last action of the plan is proposed, free there.

    It goes on as most of the others are counted: A21 after A1 to A20; else by its place.
    """
    taken = numbers_of(plan)
    counted = [found.groups() for each in taken if (found := _COUNTED.fullmatch(each))]
    before = Counter(letters for letters, _ in counted)
    if not before:
        return free_among(str(len(taken) + 1), taken)
    letters = max(before, key=lambda each: (before[each], each))
    last = max(int(number) for of, number in counted if of == letters)
    return free_among(f"{letters}{last + 1}", taken)


def free_among(wanted: str, taken: Collection[str]) -> str:
    """Return `wanted`, or it with a letter or a number where it is `taken`."""
    tried = (f"{wanted[:56]}{end}" for end in ("", *"abcdefghijklmnopqrstuvwxyz"))
    numbered = (f"{wanted[:50]}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (*tried, *numbered) if each not in taken)


def theme_named(plan: ActionPlan, name: str) -> Theme | None:
    """Return the plan's theme of this name, made now as its last where it has none such."""
    if not name:
        return None
    found = plan.themes.filter(name__iexact=name).first()
    last = int(plan.themes.aggregate(last=Max("order"))["last"] or 0)
    return found or Theme.objects.create(plan=plan, name=name, order=last + 1)
