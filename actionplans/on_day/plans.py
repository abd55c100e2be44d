"""Builds the rows of a plan on a day, in a number of queries that does not grow."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import QuerySet

from actionplans import columns, rag
from actionplans.asat import AsAt
from actionplans.history import approval_recorded
from actionplans.models import (
    Action,
    ActionPlan,
    PublishedGroup,
    RatingLabel,
    Review,
    Theme,
    actions_in,
)
from actionplans.on_day.dates import dates_of, recurring_of
from actionplans.on_day.endings import carried_from, endings
from actionplans.on_day.held import Held, StepHeld
from actionplans.on_day.judging import judged, status_of
from actionplans.on_day.later import others_later, updates_later
from actionplans.on_day.links import sources_on
from actionplans.on_day.places import Placed, places_on
from actionplans.on_day.reported import reported_on
from actionplans.on_day.said import (
    backing_of,
    checks_said,
    last_reported,
    last_said,
    last_word,
    sent_back,
    unanswered,
)
from actionplans.on_day.words import answers, bodies, leads, names, plan_words, tuples_worded
from actionplans.rag import Position, Status
from actionplans.ratings import label_for
from actionplans.recurring import Recurring
from actionplans.rows import (
    Answered,
    Backing,
    DateShown,
    Rating,
    Row,
    Said,
    SentBack,
    Step,
    last_agreed,
)
from actionplans.rules import rules_of
from actionplans.shown import Numbered, PlanOnDay, Published, Waiting
from actionplans.thresholds import Rules
from councils.drafts import not_of_a_draft
from councils.models import Officer


def plan_on_day(plan: ActionPlan, as_at: AsAt, held: Held | None = None) -> PlanOnDay:
    """Return `plan` as at a day.

    Actions of other plans that stand in it are among its rows, with their numbers here. The
    number of queries does not grow with actions, steps, leads or updates. `held`: what is held of
    these actions, where somebody reads more than one state of them.
    """
    as_at = _with_approval(as_at, {plan.pk})
    builder = _builder(_actions_of(plan, as_at), as_at, plan, held)
    words = builder.plans[plan.pk]
    return PlanOnDay(
        plan=plan,
        title=words.title,
        note=words.note,
        columns=columns.read(words.columns),
        actions_held=bool(builder.every),
        council=plan.council.name,
        as_at=as_at,
        rows=tuple(builder.rows()),
        key=tuple(builder.labels.get(words.rating_scale_id, ())),
        entered_later=updates_later(plan, as_at),
        others_later=others_later(plan, as_at),
        waiting=_waiting(builder),
        withheld=_withheld(builder),
        published=published_on_day([plan.pk], as_at).get(plan.pk, ()),
        held=builder.held,
    )


def rows_of_plan(plan: ActionPlan, as_at: AsAt, held: Held | None = None) -> list[Row]:
    """Return the rows of `plan` in this state, in its order, other plans' actions among them."""
    return _builder(_actions_of(plan, as_at), as_at, plan, held).rows()


def _actions_of(plan: ActionPlan, as_at: AsAt) -> QuerySet[Action]:
    return Action.objects.filter(pk__in=actions_in(plan, as_at.stands_on))


def key_of(plan: ActionPlan, as_at: AsAt) -> tuple[Rating, ...]:
    """Return the key to the plan's ratings in this state, in the scale's order."""
    return _key(plan_words([plan.pk], as_at)[plan.pk].rating_scale_id)


def _key(scale_id: int | None) -> tuple[Rating, ...]:
    return tuple(_labels([scale_id]).get(scale_id, ()))


class _ActionHeld(NamedTuple):
    """An action, in the words of a day."""

    pk: int
    plan_id: int
    added_on: datetime.date
    is_confidential: bool
    text: str
    reference: str
    order: int
    source_text: str
    success_measure: str
    next_steps: str
    paragraph_reference: str
    other: list[tuple[str, str]]
    printed_leads: str
    theme_id: int | None
    accountable_id: int | None
    watched_by_id: int | None
    next_review_on: datetime.date | None


_EDITABLE = _ActionHeld._fields[4:]


def rows_on_day(actions: QuerySet[Action], as_at: AsAt, held: Held | None = None) -> list[Row]:
    """Return a row for each of `actions` (of any plan) that stands in this state, in order.

    Each as the plan it belongs to shows it. `held`: what is held of these actions and perhaps of
    others, in this state or a later one of the same reader.
    """
    return _builder(actions, as_at, None, held).rows()


def _builder(
    actions: QuerySet[Action], as_at: AsAt, plan: ActionPlan | None, held: Held | None
) -> "_Builder":
    """Return what makes the rows as `plan` shows them, or else each action's own plan."""
    if as_at.without_drafts:
        actions = actions.filter(not_of_a_draft(Action))
    every = [_ActionHeld._make(row) for row in actions.values_list(*_ActionHeld._fields)]
    shown = {plan.pk} if plan else {one.plan_id for one in every if _is_shown(one, as_at)}
    as_at = _with_approval(as_at, shown)
    return _Builder(as_at, every, plan, held or Held([action.pk for action in every], as_at))


def _is_secret(action: _ActionHeld, as_at: AsAt) -> bool:
    return action.is_confidential and not as_at.confidential


def _is_shown(action: _ActionHeld, as_at: AsAt) -> bool:
    return action.added_on <= as_at.stands_on and not _is_secret(action, as_at)


def _with_approval(as_at: AsAt, plans: set[int]) -> AsAt:
    """Return the state knowing when the approval of its one plan was recorded.

    For today it does not matter; a page about several plans shows the words of the day alone.
    """
    if as_at.recorded or as_at.words_of is None or len(plans) != 1:
        return as_at
    return replace(as_at, recorded=approval_recorded(next(iter(plans))))


def _withheld(builder: "_Builder") -> int:
    """Return how many confidential actions this reader is not shown."""
    added = [one for one in builder.every if one.added_on <= builder.as_at.stands_on]
    return sum(_is_secret(action, builder.as_at) for action in added)


def _waiting(builder: "_Builder") -> Waiting:
    """Return the updates that do not count yet: for the manager, or for a second sign-off."""
    here = {action.pk for action in builder.every if not _is_secret(action, builder.as_at)}
    found = [one for one in builder.held.awaiting_on(builder.as_at) if one.action_id in here]
    return Waiting(
        number=len(found),
        oldest=min((one.since for one in found), default=None),
        claims=sum(one.claims for one in found),
        actions=frozenset(one.action_id for one in found),
        to_sign=sum(one.verdict == Review.Verdict.TO_SIGN for one in found),
    )


def published_on_day(plan_ids: Iterable[int], as_at: AsAt) -> dict[int, tuple[Published, ...]]:
    """Return, by plan, the numbers papers give for some of its actions, in this state."""
    groups = PublishedGroup.objects.filter(as_at.holds(), plan__in=list(plan_ids)).order_by("pk")
    by_plan: dict[int, list[Published]] = defaultdict(list)
    for group in groups.prefetch_related("members", "counts"):
        by_plan[group.plan_id].append(_published(group))
    return {plan: tuple(found) for plan, found in by_plan.items()}


def _published(group: PublishedGroup) -> Published:
    return Published(
        words=group.words,
        source=group.source,
        paragraph=group.paragraph,
        day=group.day,
        actions=frozenset(member.action_id for member in group.members.all()),
        numbers=tuple(
            Numbered(Position(count.position), count.number, count.due)
            for count in sorted(group.counts.all(), key=lambda count: count.pk)
        ),
    )


class _Builder:
    """Loads everything the rows need, in a fixed number of queries."""

    def __init__(
        self, as_at: AsAt, every: list[_ActionHeld], plan: ActionPlan | None, held: Held
    ) -> None:
        self.as_at, self.every, self.held = as_at, every, held
        stored = [action for action in every if _is_shown(action, as_at)]
        actions = tuples_worded(Action, stored, as_at, _EDITABLE)
        places = places_on([action.pk for action in actions], as_at)
        placed = [Placed(action, places.get(action.pk, ()), plan) for action in actions]
        self.placed = placed = sorted(placed, key=lambda one: one.place)
        actions = [one.action for one in placed]
        self.ids = [action.pk for action in actions]
        of_plans = {pk for one in placed for pk in one.plan_ids}
        self.plans = plan_words(of_plans | ({plan.pk} if plan else set()), as_at)
        self.titles = {pk: words.title for pk, words in self.plans.items()}
        self.labels = _labels({plan.rating_scale_id for plan in self.plans.values()})
        self.themes = names(Theme, {one.theme_id for one in placed}, as_at)
        self.officers = names(Officer, {action.accountable_id for action in actions}, as_at)
        self.bodies = bodies({action.watched_by_id for action in actions})
        rules = _rules_of_each({action.plan_id for action in actions}, plan, as_at)
        self.grace_days = {action.pk: rules[action.plan_id].grace_days for action in actions}
        self.steps = self._steps()
        step_ids = [step.pk for action in self.ids for step in self.steps[action]]
        self.leads = leads(step_ids, as_at)
        self.answers = self._answers(plan)
        reported = reported_on(self.held, as_at)
        self.dates = dates_of(self.held, as_at, reported.verdicts)
        self.said = last_said(reported)
        self.checks = checks_said(reported)
        self.last_reported = last_reported(reported)
        self.backing = backing_of(reported)
        self.endings = endings(self.held, as_at)
        self.carried_from = carried_from(self.held, as_at)
        self.sent_back = sent_back(reported)

    def _answers(self, plan: ActionPlan | None) -> dict[int, list[Answered]]:
        """Return what each answers; of actions of two plans, what this plan answers first."""
        found = answers(self.ids, self.as_at)
        shared = [one.action.pk for one in self.placed if plan and one.places]
        own = set(sources_on(plan, self.as_at)) if plan and shared else set()
        for pk in shared:
            found[pk] = sorted(found.get(pk, ()), key=lambda asked: asked.inspection_id not in own)
        return found

    def _steps(self) -> dict[int, list[StepHeld]]:
        by_action: dict[int, list[StepHeld]] = defaultdict(list)
        for step in self.held.steps_on(self.as_at):
            if step.stands_on(self.as_at.stands_on):
                by_action[step.action_id].append(step)
        return by_action

    def rows(self) -> list[Row]:
        return [self.row(one) for one in self.placed]

    def row(self, placed: Placed) -> Row:
        action: Any = placed.action
        of_row = self.said.get((action.pk, None))
        steps = tuple([self.step(step, of_row) for step in self.steps[action.pk]])
        returned = unanswered(self.sent_back.get((action.pk, None)), of_row)
        steps = _told_first(steps, returned)
        ended = self.endings.get(action.pk)
        status = Status(ended.kind) if ended else status_of(steps, of_row)
        late = max((step.days_late for step in steps), default=0)
        scale = self.plans[placed.shown_in].rating_scale_id
        return Row(
            pk=action.pk,
            plan_id=action.plan_id,
            order=placed.order,
            reference=placed.reference,
            text=action.text,
            source_text=action.source_text,
            success_measure=action.success_measure,
            next_steps=action.next_steps,
            paragraph_reference=action.paragraph_reference,
            other=tuple((heading, text) for heading, text in action.other),
            theme=self.themes.get(placed.theme_id or 0, ""),
            accountable=self.officers.get(action.accountable_id, ""),
            is_confidential=action.is_confidential,
            printed_leads=action.printed_leads,
            answers=tuple(self.answers.get(action.pk, ())),
            steps=steps,
            said_of_row=of_row,
            status=status,
            rating=label_for(self.labels.get(scale, ()), rag.meaning_of(status), late),
            ended=ended,
            carried_from=tuple(self.carried_from.get(action.pk, ())),
            watched_by=self.bodies.get(action.watched_by_id, ""),
            watched_by_id=action.watched_by_id,
            next_review_on=action.next_review_on,
            backing=self.backing.get(action.pk, Backing()),
            added_on=placed.added_on,
            shown_in=placed.shown_in,
            sent_back=returned,
            also_in=placed.also_in(self.titles),
        )

    def step(self, milestone: StepHeld, of_row: Said | None) -> Step:
        place = milestone.action_id, milestone.pk
        own = self.said.get(place)
        dates = tuple(self.dates.get(milestone.pk, ()))
        word, date = last_word(own, of_row), last_agreed(dates)
        recurs = self._recurring(milestone, date)
        found = judged(date, recurs, word, self.as_at.day)
        return Step(
            pk=milestone.pk,
            order=milestone.order,
            text=milestone.text,
            leads=tuple(self.leads.get(milestone.pk, ())),
            printed_leads=milestone.printed_leads,
            dates=dates,
            said=own,
            of_row=word is not None and word is of_row,
            status=found.status,
            days_late=found.days_late,
            sent_back=unanswered(self.sent_back.get(place), own),
            recurring=recurs,
            due=found.due,
        )

    def _recurring(self, milestone: StepHeld, date: DateShown | None) -> Recurring | None:
        return recurring_of(
            milestone,
            date,
            self.checks.get(milestone.pk, {}),
            self.last_reported.get(milestone.pk),
            self.as_at.day,
            self.grace_days[milestone.action_id],
        )


def _rules_of_each(plans: set[int], plan: ActionPlan | None, as_at: AsAt) -> dict[int, Rules]:
    """Return the rules of its council, by plan (primary key): three queries a council at most."""
    known = {plan.pk: plan.council} if plan else {}
    others = ActionPlan.objects.filter(pk__in=plans - known.keys()).prefetch_related("council")
    of_plan = known | {other.pk: other.council for other in others}
    found = {council: rules_of(council, as_at.words_of) for council in set(of_plan.values())}
    return {pk: found[council] for pk, council in of_plan.items()}


def _told_first(steps: tuple[Step, ...], returned: SentBack | None) -> tuple[Step, ...]:
    """Return the steps, the first with what was sent back of the whole action, unless answered.

    So it is told once wherever steps are shown: on lists of work, in reminders, on the action.
    """
    if not steps or steps[0].sent_back or not unanswered(returned, steps[0].said):
        return steps
    return (replace(steps[0], sent_back=returned), *steps[1:])


def _labels(scale_ids: Iterable[int | None]) -> dict[int | None, list[Rating]]:
    """Return the labels of each scale, in its order."""
    found = RatingLabel.objects.filter(scale__in=[pk for pk in scale_ids if pk])
    by_scale: dict[int | None, list[Rating]] = defaultdict(list)
    for row in found.order_by("scale_id", "order", "pk"):
        by_scale[row.scale_id].append(
            Rating(row.label, row.colour, row.definition, row.meaning, row.over_days_late)
        )
    return by_scale
