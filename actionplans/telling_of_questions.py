"""Who is to answer a question, and the e-mails that ask them and tell who asked."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from actionplans.answer_dates import with_answer_by
from actionplans.managing import managing_now
from actionplans.models import Action, Answer, Milestone, Question
from actionplans.reminding.recipients import recipients
from actionplans.reporting_rights import reminded_for
from councils.access import Verb, who_may
from councils.emails import Letter, absolute, record
from councils.models import OutgoingEmail, User

LEADS, MANAGER = Question.WantedFrom.LEADS, Question.WantedFrom.MANAGER


@dataclass(frozen=True)
class To:
    """Somebody who is written to; without a `user` they have no account."""

    email: str
    name: str
    user: User | None = None
    officer: Any = None


def officers_of(action: Action, day: datetime.date) -> set[int]:
    """Return who leads a step of the action on `day`, or is accountable for it."""
    steps = Milestone.objects.filter(Milestone.standing_on(day), action=action)
    leads = set(steps.exclude(leads=None).values_list("leads__officer", flat=True))
    return leads | ({action.accountable_id} if action.accountable_id else set())


def who_is_asked(action: Action | None, day: datetime.date) -> str:
    """Return who is to answer what is asked of an action: its leads, where an e-mail reaches any.

    Else, and of a whole plan (None), its manager.
    """
    if action is None:
        return MANAGER
    officers = officers_of(action, day)
    reached = recipients(action.plan.council, officers, day)
    return LEADS if any(reached.values()) else MANAGER


def write_to(question: Question, day: datetime.date, again: Answer | None = None) -> None:
    """Record one e-mail to each person who is to answer, anew where it is asked `again`."""
    asked = f"question {question.pk} again {again.pk}" if again else f"question {question.pk}"
    for to in answerers(question, day):
        key = f"user {to.user.pk}" if to.user else to.email.lower()
        record(question.plan.council, f"{asked} {key}", _letter(question, to, again))


def tell_asker(question: Question, given: Answer) -> None:
    """Record an e-mail to who asked, with what was said; none for their own words.

    Who has left, or may not read it there any more, is not written to.
    """
    asker, council = question.entered_by, question.plan.council
    verb = Verb.ASK if question.is_of_members else Verb.ANSWER
    if asker and asker != given.entered_by and who_may(council, verb).contains(asker):
        letter = _letter(question, To(asker.email, asker.name, asker), given)
        record(council, f"answer {given.pk}", letter)


def names_asked(question: Question) -> str:
    """Return whom a question was sent to by e-mail, in words; "" for nobody."""
    sent = OutgoingEmail.objects.filter(
        council=question.plan.council, key__startswith=f"question {question.pk} "
    )
    return ", ".join(sent.order_by("name").values_list("name", flat=True).distinct())


def answerers(question: Question, day: datetime.date) -> list[To]:
    """Return whom an e-mail on a question goes to: those who are to answer it, but who asked."""
    plan, asker = question.plan, question.entered_by
    if question.wanted_from == MANAGER:
        return [To(one.email, one.name, one) for one in managing_now(plan) if one != asker]
    if not question.wanted_from or question.action is None:
        return []
    officers, stand_ins = officers_of(question.action, day), reminded_for(plan.council, day)
    for_them = [one for pk in officers for one in stand_ins.get(pk, ()) if one.covers(plan.pk)]
    officers |= {one.delegation.delegate_id for one in for_them}
    found = recipients(plan.council, officers, day)
    each = {to.key: to for those in found.values() for to in those if to.user != asker}
    return [To(to.email, to.name, to.user, to.officer) for to in each.values()]


def _letter(question: Question, to: To, given: Answer | None = None) -> Letter:
    """Return the e-mail that asks, in the words `given` last, or that tells who asked what was
    `given` as an answer. What members asked is replied to through the plan's manager.
    """
    is_answer = given is not None and given.turn != Answer.Turn.ASKS
    sender = given.entered_by if given else question.entered_by
    replies_to = sender if is_answer or not question.is_of_members else _manager(question)
    context = {
        "to": to,
        "question": question,
        "given": given,
        "is_answer": is_answer,
        "about": about(question),
        "plan": question.plan,
        "asker": _who_asks(question, given),
        "sender": sender,
        "replies_to": replies_to,
        "answer_by": None if is_answer else _answer_by(question),
        "address": absolute(address_of(question)),
    }
    what = "An answer" if is_answer else "A question"
    return Letter(
        kind=OutgoingEmail.Kind.QUESTION,
        to=to.email,
        name=to.name,
        subject=f"{what} about {about(question).replace(' of ', ', ')}{question.plan.title}",
        body=render_to_string("actionplans/asking/question.txt", context),
        reply_to=replies_to.email if replies_to else "",
        user=to.user,
        officer=to.officer,
    )


def about(question: Question) -> str:
    """Return "action 4 of ", as it goes before the plan's title; "" for the whole plan."""
    return f"action {question.action.reference} of " if question.action else ""


def _who_asks(question: Question, given: Answer | None) -> str:
    return str(given.entered_by) if given else question.asker


def _manager(question: Question) -> User | None:
    return next(iter(managing_now(question.plan)), None)


def _answer_by(question: Question) -> datetime.date | None:
    found: QuerySet[Any] = with_answer_by(Question.objects.filter(pk=question.pk))
    day: datetime.date | None = found.values_list("answer_by", flat=True).get()
    return day


def address_of(question: Question) -> str:
    """Return the path of the page on which a question is answered."""
    slug = question.plan.council.slug
    if question.is_of_members:
        return reverse("scrutiny:question", args=[slug, question.pk])
    args = [slug, question.plan_id, question.action_id, question.pk]
    return reverse("actionplans:question", args=args)
