"""The flags of plans on a day, and what was answered to them: a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from actionplans.asat import AsAt
from actionplans.challenge import flags
from actionplans.challenges.facts import Facts, Flag, Kind
from actionplans.flag_facts import Wanted, facts_of_plans
from actionplans.models import (
    ActionPlan,
    Answer,
    PublishedGroup,
    Question,
    actions_in,
)
from actionplans.on_day.plans import plan_on_day
from actionplans.rows import Row
from actionplans.shown import PlanOnDay
from councils.models import User


def flags_of(shown: PlanOnDay) -> list[Flag]:
    """Return what a plan on a day calls to be challenged on, most serious first."""
    return flags_of_plans([shown])[0]


def flags_of_plans(shown: Sequence[PlanOnDay]) -> list[list[Flag]]:
    """Return the same of plans of one council in one state, in as many queries as of one."""
    if not shown:
        return []
    wanted = [_whole(each) for each in shown]
    return [flags(facts) for facts in facts_of_plans(wanted, shown[0].as_at, shown[0].held)]


def flag_count(shown: PlanOnDay) -> int:
    """Return how many flags a plan raises on a day."""
    return len(flags_of(shown))


def flags_of_action(plan: ActionPlan, row: Row, as_at: AsAt) -> list[Flag]:
    """Return the flags that name one action, most serious first."""
    wanted = Wanted(plan, [row], counted=_counted_in(row, as_at))
    found = flags(facts_of_plans([wanted], as_at)[0])
    return [flag for flag in found if flag.action == row.pk]


def flags_of_rows(plan: ActionPlan, rows: Sequence[Row], as_at: AsAt) -> dict[int, list[Flag]]:
    """Return the flags that name some actions of a plan, by action, most serious first."""
    groups = PublishedGroup.objects.filter(as_at.holds(), members__action__in=[r.pk for r in rows])
    counted = tuple(
        (frozenset(member.action_id for member in group.members.all()), str(group))
        for group in groups.distinct().order_by("pk").prefetch_related("members")
    )
    by_action: dict[int, list[Flag]] = defaultdict(list)
    for flag in flags(facts_of_plans([Wanted(plan, rows, counted=counted)], as_at)[0]):
        if flag.action:
            by_action[flag.action].append(flag)
    return by_action


def facts_of(shown: PlanOnDay) -> Facts:
    """Return what the flags rest on, as far as the reader of `shown` may know it.

    The number of queries does not grow with actions, updates or measures.
    """
    return facts_of_plans([_whole(shown)], shown.as_at, shown.held)[0]


def _whole(shown: PlanOnDay) -> Wanted:
    """Return a plan with every row of it, and what its sources ask where it has any."""
    return Wanted(
        shown.plan,
        shown.rows,
        seeks_unanswered=bool(shown.rows or shown.withheld),
        counted=tuple((group.actions, group.sentence) for group in shown.published),
    )


def _counted_in(row: Row, as_at: AsAt) -> tuple[tuple[frozenset[int], str], ...]:
    """Return the groups of which a paper gives numbers and to which the action belongs."""
    groups = PublishedGroup.objects.filter(as_at.holds(), members__action=row.pk)
    return tuple((frozenset({row.pk}), str(group)) for group in groups.order_by("pk"))


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
