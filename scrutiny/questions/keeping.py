"""Asking for members, asking again, moving the day for an answer, taking back: facts added."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from actionplans.conversing import answer
from actionplans.models import Action, ActionPlan, Answer, AnswerDate, Question
from actionplans.planning.holding import hold
from actionplans.rules import rules_of
from actionplans.telling_of_questions import who_is_asked, write_to
from councils.models import Body, Council, Meeting, User
from councils.versions import Decided
from reports.models import Edition
from scrutiny.models import MembersQuestion
from scrutiny.questions.rules import answer_due
from scrutiny.questions.standing import Standing
from scrutiny.questions.telling import tell_of_date

MEANWHILE = "Somebody wrote under this question, or moved its date, while you were writing."
WAITS_ALREADY = "The question waits for an answer already."
NOT_OPEN = "The question no longer waits for an answer."
Kind = AnswerDate.Kind


@dataclass(frozen=True)
class About:
    """What is asked about: a plan, and of it an action, a flag or a published paper."""

    plan: ActionPlan
    action: Action | None = None
    flag: str = ""
    flag_said: str = ""
    edition: Edition | None = None


@dataclass(frozen=True)
class Asks:
    """What is asked, for whom, and by when it is to be answered; None for the council's rule."""

    text: str
    body: Body | None = None
    meeting: Meeting | None = None
    member: str = ""
    is_named: bool = False
    answer_by: datetime.date | None = None

    @property
    def asked_by(self) -> str:
        """Return who asked, where an officer enters it; "" where members ask themselves."""
        if self.member and self.body:
            return f"{self.member} at {self.body}"
        return self.member or (str(self.body) if self.meeting else "")

    def asked_on(self, day: datetime.date) -> datetime.date:
        """Return the day on which it was asked: that of the meeting, or the one it is sent on."""
        return self.meeting.held_on if self.meeting else day


@dataclass(frozen=True)
class Agreed:
    """Who agreed that a day moves, where it is not the member who saves it."""

    meeting: Meeting | None = None
    member: str = ""


def due_for(council: Council, day: datetime.date, body: Body | None) -> datetime.date:
    """Return by when the council's rule wants an answer to what is asked on a day."""
    rules = rules_of(council)
    later = Meeting.objects.filter(body=body, held_on__gt=day) if body else Meeting.objects.none()
    first = later.order_by("held_on").first() if rules.answer_before_meeting else None
    return answer_due(day, rules.answer_days, first.held_on if first else None)


@transaction.atomic
def ask(about: About, asks: Asks, *, by: User, day: datetime.date) -> tuple[MembersQuestion, bool]:
    """Return what was asked, and whether it is new: the same sent twice is one.

    It goes to the leads of the action, else to the plan's manager, by e-mail with the day.
    """
    hold(about.plan)
    asked_on = asks.asked_on(day)
    same = MembersQuestion.objects.filter(
        question__plan=about.plan,
        question__action=about.action,
        question__text=asks.text,
        question__asked_by=asks.asked_by,
        question__entered_by=by,
        question__day=asked_on,
    )
    if before := same.select_related("question__plan__council").first():
        return before, False
    asked = Question.objects.create(
        plan=about.plan,
        action=about.action,
        text=asks.text,
        for_members=True,
        wanted_from=who_is_asked(about.action, day),
        asked_by=asks.asked_by,
        **_entered(by, asked_on, day),
    )
    due = asks.answer_by or due_for(about.plan.council, day, asks.body)
    first = _entered(by, asked_on, day)
    AnswerDate.objects.create(question=asked, kind=Kind.FIRST, due_on=due, **first)
    members = MembersQuestion.objects.create(
        question=asked,
        body=asks.body,
        meeting=asks.meeting,
        member=asks.member,
        is_named=asks.is_named,
        edition=about.edition,
        flag=about.flag,
        flag_said=about.flag_said,
    )
    write_to(asked, day)
    return members, True


@transaction.atomic
def ask_again(
    stands: Standing,
    text: str,
    answer_by: datetime.date | None,
    *,
    by: User,
    day: datetime.date,
    seen: str,
) -> bool:
    """Ask anew under a question that was answered or taken back; return whether it is new.

    It waits again, by a new day. Raises Decided where it waits already, or something was said.
    """
    asked = stands.question
    hold(asked.plan)
    same = asked.answers.filter(entered_by=by, day=day, text=text, turn=Answer.Turn.ASKS)
    if same.exists():
        return False
    _still(stands, seen)
    if stands.state.is_open:
        raise Decided(WAITS_ALREADY)
    due = answer_by or due_for(asked.plan.council, day, stands.members.body)
    _give_date(asked, Kind.AGAIN, due, "", by, day)
    answer(asked, text, by=by, day=day, turn=Answer.Turn.ASKS)
    return True


@transaction.atomic
def move_date(
    stands: Standing,
    due_on: datetime.date,
    reason: str,
    *,
    by: User,
    day: datetime.date,
    seen: str,
    agreed: Agreed | None,
) -> None:
    """Move the day for an answer; not `agreed` it is asked for, and members decide.

    Whoever it concerns is written to. Raises Decided where something else came first.
    """
    asked = stands.question
    hold(asked.plan)
    kind = Kind.MOVED if agreed else Kind.WANTED
    last = asked.answer_dates.order_by("-pk").first()
    same = (kind, due_on, reason, by)
    if last and (last.kind, last.due_on, last.reason, last.entered_by) == same:
        return
    _still(stands, seen)
    if not stands.state.is_open:
        raise Decided(NOT_OPEN)
    agreed = agreed or Agreed()
    who = {"agreed_at": agreed.meeting, "agreed_by": agreed.member}
    tell_of_date(asked, _give_date(asked, kind, due_on, reason, by, day, **who), day)


@transaction.atomic
def take_back(stands: Standing, why: str, *, by: User, day: datetime.date, seen: str) -> None:
    """Say that a question needs no answer any more, and why. It stays, as taken back.

    Raises Decided where something else came first.
    """
    asked = stands.question
    hold(asked.plan)
    same = asked.answers.filter(entered_by=by, day=day, text=why, turn=Answer.Turn.CLOSES)
    if same.exists():
        return
    _still(stands, seen)
    if not stands.state.is_open:
        raise Decided(NOT_OPEN)
    answer(asked, why, by=by, day=day, turn=Answer.Turn.CLOSES)


def may_take_back(stands: Standing, user: User) -> bool:
    """Return whether it is the member's own question: what officers entered is not theirs."""
    asked = stands.question
    return stands.state.is_open and asked.entered_by_id == user.pk and not asked.asked_by


def _still(stands: Standing, seen: str) -> None:
    """Raise Decided where the page was opened before what stands now was said."""
    asked = stands.question
    said, date = asked.answers.order_by("-pk").first(), asked.answer_dates.order_by("-pk").first()
    if seen != f"{said.pk if said else 0}-{date.pk if date else 0}":
        raise Decided(MEANWHILE)


def _entered(by: User, of: datetime.date, day: datetime.date) -> dict[str, Any]:
    return {"day": of, "known_on": day, "entered_by": by}


def _give_date(
    asked: Question,
    kind: str,
    due_on: datetime.date,
    reason: str,
    by: User,
    day: datetime.date,
    **who: Any,
) -> AnswerDate:
    entered = _entered(by, day, day) | who
    return AnswerDate.objects.create(
        question=asked, kind=kind, due_on=due_on, reason=reason, **entered
    )
