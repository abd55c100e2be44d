"""Questions and comments between manager and officers, kept with the action they are about."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.template.loader import render_to_string
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.managing import managing_now
from actionplans.models import Action, ActionPlan, Answer, Milestone, Question
from actionplans.planning.holding import hold_open
from actionplans.reminding.recipients import recipients
from actionplans.reporting_rights import reminded_for, stand_ins_of
from councils.access import Access, Verb, who_may
from councils.emails import Letter, absolute, record
from councils.models import OutgoingEmail, User

NOBODY, LEADS, MANAGER = (
    Question.WantedFrom.NOBODY,
    Question.WantedFrom.LEADS,
    Question.WantedFrom.MANAGER,
)


def open_questions() -> QuerySet[Question]:
    """Return what waits for an answer: asked of somebody, and since it was asked last neither
    answered nor said to need no answer.
    """
    adds = Q(entered_by=OuterRef("entered_by"), said_by="", turn=Answer.Turn.NONE)
    turning = Answer.objects.filter(question=OuterRef("pk")).exclude(adds).order_by("-pk")
    found = Question.objects.exclude(wanted_from=NOBODY).filter(flag="")
    found = found.annotate(turned=Subquery(turning.values("turn")[:1]))
    return found.filter(Q(turned=None) | Q(turned=Answer.Turn.ASKS))


def _is_open(question: Question, answers: Iterable[Answer]) -> bool:
    """Return the same of one question and what was said by a day, oldest first."""
    turned = [answer.turn for answer in answers if answer.turn or not answer.is_added]
    return bool(question.wanted_from) and turned[-1:] in ([], [Answer.Turn.ASKS])


def conversations(action: Action, as_at: AsAt) -> list[Any]:
    """Return what was asked and said of an action in this state, newest last.

    Each has `shown_answers`, oldest first, and `is_open`. Members read only what was written
    for members.
    """
    answers = Answer.objects.filter(as_at.holds()).select_related("entered_by").order_by("pk")
    asked: QuerySet[Any] = Question.objects.filter(as_at.holds(), action=action, flag="")
    if as_at.accepted_only:
        asked = asked.filter(for_members=True)
    asked = asked.select_related("entered_by").order_by("day", "pk")
    found = list(asked.prefetch_related(Prefetch("answers", answers, to_attr="shown_answers")))
    for one in found:
        one.is_open = _is_open(one, one.shown_answers)
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
    _write_to(question, day)
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
    is to answer. Raises Closed where the plan is closed.
    """
    hold_open(question.plan)
    said = {"entered_by": by, "day": day, "text": text, "said_by": said_by, "turn": turn}
    if before := question.answers.filter(**said).first():
        return before, False
    given = Answer.objects.create(question=question, known_on=day, **said)
    if turn == Answer.Turn.ASKS:
        _write_to(question, day, given)
    asker = question.entered_by
    if asker and asker != by and who_may(question.plan.council, Verb.ANSWER).contains(asker):
        letter = _letter(question, _To(asker.email, asker.name, asker), given)
        record(question.plan.council, f"answer {given.pk}", letter)
    return given, True


def _write_to(question: Question, day: datetime.date, again: Answer | None = None) -> None:
    """Record one e-mail to each person who is to answer, anew where it is asked `again`."""
    asked = f"question {question.pk} again {again.pk}" if again else f"question {question.pk}"
    for to in _answerers(question, day):
        key = f"user {to.user.pk}" if to.user else to.email.lower()
        record(question.plan.council, f"{asked} {key}", _letter(question, to, again))


def names_asked(question: Question) -> str:
    """Return whom a question was sent to by e-mail, in words; "" for nobody."""
    sent = OutgoingEmail.objects.filter(
        council=question.plan.council, key__startswith=f"question {question.pk} "
    )
    return ", ".join(sent.order_by("name").values_list("name", flat=True).distinct())


@dataclass(frozen=True)
class _To:
    email: str
    name: str
    user: User | None = None
    officer: Any = None


def _answerers(question: Question, day: datetime.date) -> list[_To]:
    plan, asker = question.plan, question.entered_by
    if question.wanted_from == MANAGER:
        return [_To(one.email, one.name, one) for one in managing_now(plan) if one != asker]
    if question.wanted_from == NOBODY or question.action is None:
        return []
    officers, stand_ins = officers_of(question.action, day), reminded_for(plan.council, day)
    for_them = [one for pk in officers for one in stand_ins.get(pk, ()) if one.covers(plan.pk)]
    officers |= {one.delegation.delegate_id for one in for_them}
    found = recipients(plan.council, officers, day)
    each = {to.key: to for those in found.values() for to in those if to.user != asker}
    return [_To(to.email, to.name, to.user, to.officer) for to in each.values()]


def officers_of(action: Action, day: datetime.date) -> set[int]:
    """Return who leads a step of the action on `day`, or is accountable for it."""
    steps = Milestone.objects.filter(Milestone.standing_on(day), action=action)
    leads = set(steps.exclude(leads=None).values_list("leads__officer", flat=True))
    return leads | ({action.accountable_id} if action.accountable_id else set())


def _letter(question: Question, to: _To, given: Answer | None = None) -> Letter:
    """Return the e-mail that asks, in the words `given` last, or that tells who asked what was
    `given` as an answer.
    """
    action, plan = question.action, question.plan
    sender = given.entered_by if given else question.entered_by
    is_answer = given is not None and given.turn != Answer.Turn.ASKS
    context = {
        "to": to,
        "question": question,
        "given": given,
        "is_answer": is_answer,
        "action": action,
        "plan": plan,
        "sender": sender,
        "address": absolute(address_of(question)),
    }
    what = "An answer" if is_answer else "A question"
    return Letter(
        kind=OutgoingEmail.Kind.QUESTION,
        to=to.email,
        name=to.name,
        subject=f"{what} about action {action.reference if action else ''}, {plan.title}",
        body=render_to_string("actionplans/asking/question.txt", context),
        reply_to=sender.email if sender else "",
        user=to.user,
        officer=to.officer,
    )


def address_of(question: Question) -> str:
    """Return the path of the page on which a question is answered."""
    args = [question.plan.council.slug, question.plan_id, question.action_id, question.pk]
    return reverse("actionplans:question", args=args)


@dataclass(frozen=True)
class Asked:
    """A question that waits for this person's answer."""

    access: Access
    question: Question


def asked_of(mine: Sequence[Access], day: datetime.date) -> list[Asked]:
    """Return the open questions this person is to answer, oldest first, in every council."""
    found = [Asked(access, one) for access in mine for one in _asked_of(access, day)]
    return sorted(found, key=lambda asked: (asked.question.day, asked.question.pk))


def _asked_of(access: Access, day: datetime.date) -> Iterable[Question]:
    if not access.may(Verb.ANSWER):
        return []
    own = set(access.officers(day).values_list("pk", flat=True))
    questions = open_questions().filter(plan__council=access.council)
    questions = questions.exclude(plan__status=ActionPlan.Status.CLOSED)
    questions = questions.exclude(entered_by=access.user)
    theirs = Q(action__in=led_by(own, day))
    for other in stand_ins_of(access, day):
        covered = Q(plan=other.plan_id) if other.plan_id else Q()
        theirs |= Q(action__in=led_by(other.officers, day)) & covered
    theirs = Q(wanted_from=LEADS) & theirs
    if access.may(Verb.MANAGE_PLAN):
        theirs |= Q(wanted_from=MANAGER)
    return questions.filter(theirs).select_related("plan__manager", "action", "entered_by")


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
