"""Questions and comments between manager and officers, kept with the action they are about."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from actionplans.answer_dates import with_answer_by
from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, Answer, Milestone, Question
from actionplans.planning.holding import hold, hold_open
from actionplans.reporting_rights import stand_ins_of
from actionplans.telling_of_questions import address_of, tell_asker, write_to
from councils.access import Access, Verb
from councils.models import User

NOBODY, LEADS, MANAGER = (
    Question.WantedFrom.NOBODY,
    Question.WantedFrom.LEADS,
    Question.WantedFrom.MANAGER,
)


def open_questions() -> QuerySet[Question]:
    """Return what waits for an answer: asked of somebody, and since it was asked last neither
    answered nor said to need no answer. Each has `answer_by`, a day or None.
    """
    adds = Q(entered_by=OuterRef("entered_by"), said_by="", turn=Answer.Turn.NONE)
    turning = Answer.objects.filter(question=OuterRef("pk")).exclude(adds).order_by("-pk")
    found = Question.objects.exclude(wanted_from=NOBODY).filter(flag="")
    found = found.annotate(turned=Subquery(turning.values("turn")[:1]))
    return with_answer_by(found.filter(Q(turned=None) | Q(turned=Answer.Turn.ASKS)))


def is_open(question: Question, answers: Iterable[Answer]) -> bool:
    """Return the same of one question and what was said by a day, oldest first."""
    turned = [answer.turn for answer in answers if answer.turn or not answer.is_added]
    return bool(question.wanted_from) and turned[-1:] in ([], [Answer.Turn.ASKS])


def conversations(action: Action, as_at: AsAt) -> list[Any]:
    """Return what was asked and said of an action in this state, newest last.

    Each has `shown_answers`, oldest first, `is_open`, `answer_by` and its `address`. Members read
    only what was written for members.
    """
    answers = Answer.objects.filter(as_at.holds()).select_related("entered_by").order_by("pk")
    asked: QuerySet[Any] = Question.objects.filter(as_at.holds(), action=action, flag="")
    if as_at.accepted_only:
        asked = asked.filter(for_members=True)
    asked = with_answer_by(asked, as_at).select_related("entered_by", "plan__council")
    asked = asked.order_by("day", "pk")
    found = list(asked.prefetch_related(Prefetch("answers", answers, to_attr="shown_answers")))
    for one in found:
        one.is_open = is_open(one, one.shown_answers)
        one.address = address_of(one)
    return found


@transaction.atomic
def ask(
    action: Action, text: str, wanted_from: str, *, by: User, day: datetime.date
) -> tuple[Question, bool]:
    """Return what was asked or said, and whether it is new: the same sent twice is one.

    Who is to answer is written to, once. Raises Closed where the plan is closed.
    """
    hold_open(action.plan)
    said = Question.objects.filter(action=action, flag="", entered_by=by, day=day, text=text)
    if before := said.filter(wanted_from=wanted_from).first():
        return before, False
    question = Question.objects.create(
        plan=action.plan,
        action=action,
        text=text,
        for_members=False,
        wanted_from=wanted_from,
        day=day,
        known_on=day,
        entered_by=by,
    )
    write_to(question, day)
    return question, True


@transaction.atomic
def answer(
    question: Question,
    text: str,
    *,
    by: User,
    day: datetime.date,
    said_by: str = "",
    turn: str = Answer.Turn.NONE,
) -> tuple[Answer, bool]:
    """Return the answer, and whether it is new: the same sent twice is one.

    Two who answer at once are both kept. Who asked is written to; who asks again, writes to who
    is to answer. What members asked is answered whatever became of the plan; else it raises
    Closed where the plan is closed.
    """
    (hold if question.is_of_members else hold_open)(question.plan)
    said = {"entered_by": by, "day": day, "text": text, "said_by": said_by, "turn": turn}
    if before := question.answers.filter(**said).first():
        return before, False
    given = Answer.objects.create(question=question, known_on=day, **said)
    if turn == Answer.Turn.ASKS:
        write_to(question, day, given)
    tell_asker(question, given)
    return given, True


@dataclass(frozen=True)
class Asked:
    """A question that waits for this person's answer."""

    access: Access
    question: Any
    day: datetime.date

    @property
    def address(self) -> str:
        """Return where it is answered."""
        return address_of(self.question)

    @property
    def is_late(self) -> bool:
        """Return whether the day for its answer is past."""
        return bool(self.question.answer_by and self.question.answer_by < self.day)

    @property
    def is_the_managers(self) -> bool:
        """Return whether it is asked of the plan's manager, and that is somebody else."""
        question: Question = self.question
        return question.wanted_from == MANAGER and question.plan.manager != self.access.user


def asked_of(mine: Sequence[Access], day: datetime.date) -> list[Asked]:
    """Return the open questions this person is to answer, in every council.

    Those that members gave a day for come first, by that day; then the oldest.
    """
    found = [Asked(access, one, day) for access in mine for one in _asked_of(access, day)]
    return sorted(found, key=_first)


def _first(asked: Asked) -> tuple[datetime.date, datetime.date, int]:
    one = asked.question
    return one.answer_by or datetime.date.max, one.day, one.pk


def _asked_of(access: Access, day: datetime.date) -> Iterable[Question]:
    if not access.may(Verb.ANSWER):
        return []
    own = set(access.officers(day).values_list("pk", flat=True))
    questions = open_questions().filter(plan__council=access.council)
    questions = questions.exclude(plan__status=ActionPlan.Status.CLOSED, for_members=False)
    questions = questions.exclude(entered_by=access.user)
    theirs = Q(action__in=led_by(own, day))
    for other in stand_ins_of(access, day):
        covered = Q(plan=other.plan_id) if other.plan_id else Q()
        theirs |= Q(action__in=led_by(other.officers, day)) & covered
    theirs = Q(wanted_from=LEADS) & theirs
    if access.may(Verb.MANAGE_PLAN):
        theirs |= Q(wanted_from=MANAGER)
    return questions.filter(theirs).select_related(
        "plan__manager", "plan__council", "action", "entered_by"
    )


def led_by(officers: Iterable[int], day: datetime.date) -> QuerySet[Action]:
    """Return the actions of which one of the officers leads a step, or is accountable for it."""
    steps = Milestone.objects.filter(
        Milestone.standing_on(day), leads__officer__in=officers, action=OuterRef("pk")
    )
    return Action.objects.filter(Exists(steps) | Q(accountable__in=officers))


def asked_about(action: Action) -> QuerySet[Question]:
    """Return what waits for an answer of the action's leads, oldest first."""
    asked = open_questions().filter(action=action, wanted_from=LEADS)
    return asked.select_related("entered_by").order_by("day", "pk")


def asked_on(plans: Iterable[int]) -> dict[int, list[Question]]:
    """Return, by action, what waits for an answer of its leads in some plans. One query."""
    found: dict[int, list[Question]] = {}
    questions = open_questions().filter(plan__in=plans, wanted_from=LEADS)
    for one in questions.select_related("plan__council", "entered_by").order_by("pk"):
        found.setdefault(one.action_id or 0, []).append(one)
    return found
