"""What the flags of a plan rest on, and what was answered: a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from actionplans.among import among
from actionplans.asat import WAITING, AsAt
from actionplans.challenge import flags
from actionplans.challenges.facts import (
    Awaiting,
    Facts,
    Flag,
    Kind,
    Measured,
    Sitting,
    Unanswered,
)
from actionplans.models import (
    Action,
    ActionPlan,
    ActionRecommendation,
    Answer,
    DueDate,
    Ending,
    How,
    Measure,
    ProgressLine,
    ProgressUpdate,
    PublishedGroup,
    Question,
    Reading,
    actions_in,
)
from actionplans.on_day.links import answered_on, meetings_on, sources_on
from actionplans.on_day.plans import plan_on_day
from actionplans.on_day.words import worded
from actionplans.planning.elsewhere import answered_elsewhere
from actionplans.rag import Progress
from actionplans.rows import Row
from actionplans.rules import rules_of
from actionplans.shown import PlanOnDay
from councils.models import User
from inspections.models import Addressee, Inspection, Recommendation


def flags_of(shown: PlanOnDay) -> list[Flag]:
    """Return what a plan on a day calls to be challenged on, most serious first."""
    return flags(facts_of(shown))


def flag_count(shown: PlanOnDay) -> int:
    """Return how many flags a plan raises on a day."""
    return len(flags_of(shown))


def flags_of_action(plan: ActionPlan, row: Row, as_at: AsAt) -> list[Flag]:
    """Return the flags that name one action, most serious first."""
    found = flags(_facts(plan, [row], as_at, counted=_counted_in(row, as_at)))
    return [flag for flag in found if flag.action == row.pk]


def flags_of_rows(plan: ActionPlan, rows: Sequence[Row], as_at: AsAt) -> dict[int, list[Flag]]:
    """Return the flags that name some actions of a plan, by action, most serious first."""
    groups = PublishedGroup.objects.filter(as_at.holds(), members__action__in=[r.pk for r in rows])
    counted = tuple(
        (frozenset(member.action_id for member in group.members.all()), str(group))
        for group in groups.distinct().order_by("pk").prefetch_related("members")
    )
    by_action: dict[int, list[Flag]] = defaultdict(list)
    for flag in flags(_facts(plan, rows, as_at, counted=counted)):
        if flag.action:
            by_action[flag.action].append(flag)
    return by_action


def facts_of(shown: PlanOnDay) -> Facts:
    """Return what the flags rest on, as far as the reader of `shown` may know it.

    The number of queries does not grow with actions, updates or measures.
    """
    has_actions = bool(shown.rows or shown.withheld)
    return _facts(
        shown.plan,
        shown.rows,
        shown.as_at,
        unanswered=_unanswered(shown.plan, shown.as_at) if has_actions else (),
        counted=tuple((group.actions, group.sentence) for group in shown.published),
    )


def _facts(plan: ActionPlan, rows: Sequence[Row], as_at: AsAt, **more: Any) -> Facts:
    last, coming = _meetings(plan, as_at)
    return Facts(
        day=as_at.day,
        rows=tuple(rows),
        rules=rules_of(plan.council, as_at.words_of),
        last_meeting=last,
        next_meeting=coming,
        measures=tuple(_measures(plan, as_at)),
        awaiting=tuple(_awaiting(plan, as_at)),
        ongoing=_ongoing(rows),
        published=_published(plan, as_at),
        only_papers=_only_papers(plan, as_at),
        **more,
    )


def _meetings(plan: ActionPlan, as_at: AsAt) -> tuple[Sitting | None, Sitting | None]:
    """Return the last meeting before the day and the next one after it."""
    meetings = meetings_on(plan, as_at)
    before = [meeting for meeting in meetings if meeting.held_on < as_at.day]
    last = next((one for one in before if one.held_on == before[-1].held_on), None)
    coming = next((one for one in meetings if one.held_on > as_at.day), None)
    return _sitting(last), _sitting(coming)


def _sitting(meeting: Any) -> Sitting | None:
    return Sitting(meeting.body.name, meeting.held_on) if meeting else None


def _unanswered(plan: ActionPlan, as_at: AsAt) -> tuple[Unanswered, ...]:
    """Return what the plan's sources ask of the council and no action of its plans answers.

    A confidential action answers too, whoever asks; one withdrawn does not. What is said to be
    answered in another plan, named, is left to that one.
    """
    asked = Recommendation.objects.filter(
        inspection__in=sources_on(plan, as_at),
        addressed_to=Addressee.COUNCIL,
        answered_elsewhere="",
    ).exclude(pk__in=answered_elsewhere(plan, as_at))
    rows = list(asked.select_related("inspection").order_by("inspection_id", "order"))
    answered = _answered(plan, rows, as_at)
    return tuple(
        Unanswered(r.pk, r.shown_number, r.text, r.inspection.title, r.inspection_id)
        for r in rows
        if r.pk not in answered
    )


def _answered(plan: ActionPlan, asked: Iterable[Recommendation], as_at: AsAt) -> set[int]:
    """Return those of the recommendations (primary keys) that an action of the council answers."""
    ending = Ending.objects.filter(as_at.holds(), action=OuterRef("pk")).order_by("-day", "-pk")
    ever = ActionRecommendation.pgh_event_model.objects.filter(
        among("recommendation_id", [one.pk for one in asked])
    )
    answering = (
        Action.objects.filter(pk__in=ever.values("action_id"), added_on__lte=as_at.stands_on)
        .filter(plan__council=plan.council_id)
        .annotate(
            ended=Coalesce(Subquery(ending.values("kind")[:1]), Value("")),
            successor=Subquery(ending.values("successor")[:1]),
        )
        .exclude(ended=Ending.Kind.WITHDRAWN)
        .exclude(ended=Ending.Kind.SUPERSEDED, successor=None)
    )
    return {asked for _, asked in answered_on(answering.values_list("pk", flat=True), as_at)}


def _only_papers(plan: ActionPlan, as_at: AsAt) -> bool:
    here = actions_in(plan, as_at.stands_on)
    updates = ProgressUpdate.objects.filter(as_at.holds(), action__in=here)
    return set(updates.order_by().values_list("how", flat=True).distinct()) == {How.PAPER}


def _counted_in(row: Row, as_at: AsAt) -> tuple[tuple[frozenset[int], str], ...]:
    """Return the groups of which a paper gives numbers and to which the action belongs."""
    groups = PublishedGroup.objects.filter(as_at.holds(), members__action=row.pk)
    return tuple((frozenset({row.pk}), str(group)) for group in groups.order_by("pk"))


def _published(plan: ActionPlan, as_at: AsAt) -> dict[int, datetime.date]:
    """Return, by inspection, the day its report is known to have been out."""
    days = {
        one.pk: one.known_published_on
        for one in Inspection.objects.filter(pk__in=sources_on(plan, as_at))
    }
    return {pk: day for pk, day in days.items() if day}


def _ongoing(rows: Iterable[Row]) -> frozenset[int]:
    """Return the dates without a day that a person, or a reading, called ongoing or immediate."""
    undated = [
        step.date.pk for row in rows for step in row.steps if step.date and not step.date.due
    ]
    meant = Q(is_ongoing=True) | Q(is_immediate=True)
    found = DueDate.objects.filter(meant, pk__in=undated)
    return frozenset(found.values_list("pk", flat=True))


Point = tuple[datetime.date, Decimal]


def _measures(plan: ActionPlan, as_at: AsAt) -> list[Measured]:
    """Return the plan's measures, each with the last two days on which a number was read."""
    standing = Measure.objects.filter(plan=plan, added_on__lte=as_at.stands_on)
    measures = worded(
        list(standing), as_at, ("title", "unit", "better", "baseline_value", "baseline_on", "order")
    )
    readings = Reading.objects.filter(as_at.holds(), measure__plan=plan, value__isnull=False)
    points: dict[int, dict[datetime.date, Decimal]] = defaultdict(dict)
    for reading in readings.order_by("measure_id", "day", "pk"):
        points[reading.measure_id][reading.day] = reading.value or Decimal(0)
    measures.sort(key=lambda measure: (measure.order, measure.pk))
    return [_measured(measure, points[measure.pk]) for measure in measures]


def _measured(measure: Any, by_day: dict[datetime.date, Decimal]) -> Measured:
    if measure.baseline_value is not None and measure.baseline_on:
        by_day = {measure.baseline_on: measure.baseline_value} | by_day
    newest = islice(sorted(by_day.items(), reverse=True), 2)
    latest, previous = (*newest, None, None)[:2]
    return Measured(
        pk=measure.pk,
        title=measure.title,
        unit=measure.unit,
        better=measure.better,
        action_id=measure.action_id,
        previous=previous,
        latest=latest,
    )


def _awaiting(plan: ActionPlan, as_at: AsAt) -> list[Awaiting]:
    """Return the reports that do not count yet; what they say is for those who may read it."""
    done = ProgressLine.objects.filter(
        update=OuterRef("pk"), progress=Progress.COMPLETE, occurrence=None
    )
    here = actions_in(plan, as_at.stands_on)
    verdict = as_at.verdict(update=OuterRef("pk"))
    found = ProgressUpdate.objects.filter(as_at.holds(), action__in=here)
    found = found.annotate(verdict=verdict).filter(verdict__in=WAITING)
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    rows = found.annotate(done=Exists(done)).order_by("known_on", "pk")
    return [
        Awaiting(pk, action, since, says_done=done and not as_at.accepted_only)
        for pk, action, since, done in rows.values_list("pk", "action_id", "known_on", "done")
    ]


# Answers


@dataclass(frozen=True)
class Raised:
    """A flag with the answers known in the state asked for, oldest first."""

    flag: Flag
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Group:
    """The flags of one kind, most serious first: those shown, and how many there are."""

    kind: Kind
    raised: tuple[Raised, ...]
    total: int


@dataclass(frozen=True)
class Challenged:
    """What a plan calls to be challenged on, by kind, with its answers.

    `gone`: questions that were answered and whose fact is no longer the case. `not_raised`:
    what was looked for and not found. `is_part`: not all flags were asked for.
    """

    groups: tuple[Group, ...]
    total: int
    answered: int
    gone: tuple[Any, ...]
    not_raised: tuple[Kind, ...]
    is_part: bool = False


AT_MOST = 10


def challenged(shown: PlanOnDay, only: str = "", action: str = "") -> Challenged:
    """Return the plan's flags by kind with their answers; of each kind at most ten.

    `only` asks for one kind, `action` for those of one action (its pk): these are whole.
    What is no such kind or action asks for all.
    """
    raised = flags_of(shown)
    questions = answered_questions(shown.plan, shown.as_at)
    asked = _asked_for(raised, only, action)
    by_kind: dict[Kind, list[Raised]] = defaultdict(list)
    for flag in asked:
        question = questions.get(flag.key)
        by_kind[flag.kind].append(Raised(flag, tuple(question.shown_answers) if question else ()))
    limit = AT_MOST if len(asked) == len(raised) and len(by_kind) > 1 else None
    keys = {flag.key for flag in raised}
    gone = [question for key, question in questions.items() if key not in keys]
    return Challenged(
        groups=tuple(Group(kind, tuple(of[:limit]), len(of)) for kind, of in by_kind.items()),
        total=len(raised),
        answered=len(keys & set(questions)),
        gone=tuple(question for question in gone if _may_see(question, shown)),
        not_raised=tuple(kind for kind in Kind if kind not in {flag.kind for flag in raised}),
        is_part=len(asked) < len(raised),
    )


def _asked_for(raised: list[Flag], only: str, action: str) -> list[Flag]:
    found = [
        flag
        for flag in raised
        if (not only or flag.kind == only) and (not action or str(flag.action) == action)
    ]
    return found or raised


def _may_see(question: Question, shown: PlanOnDay) -> bool:
    return question.for_members or not shown.as_at.accepted_only


def answered_questions(plan: ActionPlan, as_at: AsAt) -> dict[str, Any]:
    """Return, by flag, the questions answered in this state, each with `shown_answers`.

    A flag of an action that stands in two plans is answered in both.
    """
    known = Answer.objects.filter(as_at.holds()).select_related("entered_by").order_by("pk")
    of_plan = Q(plan=plan) | Q(action__in=actions_in(plan, as_at.stands_on))
    questions: QuerySet[Any] = Question.objects.filter(as_at.holds(), of_plan).exclude(flag="")
    if not as_at.confidential:
        questions = questions.exclude(action__is_confidential=True)
    questions = questions.select_related("action").order_by("pk")
    found = questions.prefetch_related(Prefetch("answers", known, to_attr="shown_answers"))
    return {question.flag: question for question in found if question.shown_answers}


class NewerAnswer(Exception):
    """Somebody else answered the same flag meanwhile; nothing was saved."""

    def __init__(self, answers: list[Answer]) -> None:
        super().__init__("The flag has a newer answer.")
        self.answers = answers


@transaction.atomic
def answer_flag(
    plan: ActionPlan, flag: Flag, text: str, *, by: User, day: datetime.date, last_seen: int = 0
) -> Answer:
    """Return the answer inserted under `flag`; the same sent twice is one.

    `last_seen` is the newest answer (its pk) the writer had on screen; raises NewerAnswer
    when somebody else gave another since. It is kept with the plan the flag's action belongs to.
    """
    home = ActionPlan.objects.filter(actions=flag.action).first() if flag.action else None
    ActionPlan.objects.select_for_update(no_key=True).get(pk=(home or plan).pk)
    question, _ = Question.objects.get_or_create(
        plan=home or plan,
        flag=flag.key,
        defaults={
            "text": flag.sentence,
            "action_id": flag.action,
            "for_members": _members_see(plan, flag, day),
            "day": day,
            "known_on": day,
        },
    )
    last = question.answers.order_by("-pk").first()
    if last and last.entered_by_id == by.pk and last.text == text:
        return last
    newer = question.answers.filter(pk__gt=last_seen).exclude(entered_by=by)
    if newer:
        raise NewerAnswer(list(newer.select_related("entered_by").order_by("pk")))
    return Answer.objects.create(question=question, text=text, day=day, known_on=day, entered_by=by)


def _members_see(plan: ActionPlan, flag: Flag, day: datetime.date) -> bool:
    """Return whether members see the same sentence: a flag may rest on what was not accepted."""
    as_members = AsAt(day=day, today=day, accepted_only=True, confidential=False)
    seen = {one.key: one.sentence for one in flags_of(plan_on_day(plan, as_members))}
    return seen.get(flag.key) == flag.sentence
