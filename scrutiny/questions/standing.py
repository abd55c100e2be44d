"""Members' questions as they stand on a day, with what was said under them."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from actionplans.asat import AsAt
from actionplans.conversing import is_open
from actionplans.models import Action, ActionPlan, Answer, AnswerDate, Question
from councils.drafts import not_of_a_draft
from councils.holding_back import open_redactions
from councils.models import Council, User
from scrutiny.models import MembersQuestion
from scrutiny.questions.hiding import (
    dates_told_to,
    sealed_since,
    told_to,
    unreadable,
    withheld_words,
)
from scrutiny.questions.rules import State, late_words, moved_words, state_on, waiting_sentence


@dataclass(frozen=True)
class Standing:
    """One question on a day. `said` and `dates` are in the order in which they were entered.

    `version` tells this state of it from any later one. `sealed_on`: for who asked, the day on
    which its action became confidential; then what was said since (on `unsaid_on`, the last of
    it) is left out, and nothing tells which action it is. `withheld`: the sentence on a name in it
    that somebody asked to be taken out.
    """

    members: MembersQuestion
    state: State
    said: tuple[Answer, ...]
    dates: tuple[AnswerDate, ...]
    late: str = ""
    version: str = "0-0"
    sealed_on: datetime.date | None = None
    unsaid_on: datetime.date | None = None
    withheld: str = ""

    @property
    def question(self) -> Question:
        return self.members.question

    @property
    def action(self) -> Action | None:
        """Return the action it is about; None for a plan, and where it is not to be told."""
        return None if self.sealed_on else self.question.action

    @property
    def asked(self) -> list[str]:
        """Return what was asked, and asked again."""
        again = [one.text for one in self.said if one.turn == Answer.Turn.ASKS]
        return [self.question.text, *again]

    @property
    def flag_said(self) -> str:
        return "" if self.sealed_on else self.members.flag_said

    @property
    def plan(self) -> ActionPlan:
        return self.question.plan

    @property
    def agreed(self) -> tuple[AnswerDate, ...]:
        """Return the dates that counted, the last of which counts now."""
        return tuple(date for date in self.dates if date.kind in AnswerDate.AGREED)

    @property
    def answer_by(self) -> datetime.date | None:
        return self.agreed[-1].due_on if self.agreed else None

    @property
    def moved(self) -> str:
        """Return by how much its day was moved since it was asked last; "" where it was not."""
        agreed = self.agreed
        given = [date for date in agreed if date.kind != AnswerDate.Kind.MOVED]
        return moved_words(given[-1].due_on, agreed[-1].due_on) if given else ""

    @property
    def wanted(self) -> AnswerDate | None:
        """Return the later day that whoever answers asks for; None once it is decided on."""
        last = self.dates[-1] if self.dates else None
        if last is None or last.kind != AnswerDate.Kind.WANTED or not self.state.is_open:
            return None
        return last

    @property
    def answered(self) -> Answer | None:
        """Return the answer it has now; None while it waits, or where it was taken back."""
        answers = [one for one in self.said if not one.turn and not one.is_added]
        return answers[-1] if answers and self.state == State.ANSWERED else None

    @property
    def place(self) -> tuple[int, int, int]:
        """Return what orders questions: late, the longest first; open by day; newest answers."""
        order = list(State).index(self.state)
        if self.state.is_open:
            return order, (self.answer_by or datetime.date.max).toordinal(), self.question.pk
        return order, -self.last_day.toordinal(), -self.question.pk

    @property
    def last_day(self) -> datetime.date:
        """Return the last day on which something was said of it, or it was asked."""
        unsaid = [self.unsaid_on] if self.unsaid_on else []
        return max([self.question.day, *(one.day for one in self.said), *unsaid])


def standing_of(
    members: QuerySet[MembersQuestion], as_at: AsAt, reader: User | None = None
) -> list[Standing]:
    """Return questions as they stand in a state: late first. The number of queries does not grow.

    What stands on confidential actions is left out where the state leaves them out; but `reader`
    keeps what they asked themselves, sealed. So is what stands on drafts.
    """
    held = members.filter(as_at.holds("question__")).exclude(unreadable(as_at, reader))
    if as_at.without_drafts:
        held = held.filter(not_of_a_draft(MembersQuestion))
    said = Answer.objects.filter(as_at.holds()).select_related("entered_by").order_by("pk")
    dates = AnswerDate.objects.filter(as_at.holds()).order_by("pk")
    dates = dates.select_related("entered_by", "agreed_at__body")
    related = ("question__plan__council", "question__plan__manager", "question__action")
    found: Any = held.select_related(*related, "question__entered_by", "body", "meeting__body")
    found = (
        found.select_related("edition")
        .defer("edition__data")
        .prefetch_related(
            Prefetch("question__answers", said, to_attr="shown_answers"),
            Prefetch("question__answer_dates", dates, to_attr="shown_dates"),
        )
    )
    since = sealed_since(found, as_at)
    stand = (_sealed(_standing(one, as_at), since) for one in found)
    return sorted(stand, key=lambda one: one.place)


def _standing(members: MembersQuestion, as_at: AsAt) -> Standing:
    question: Any = members.question
    said, dates = tuple(question.shown_answers), tuple(question.shown_dates)
    agreed = [date.due_on for date in dates if date.kind in AnswerDate.AGREED]
    due = agreed[-1] if agreed else None
    state = state_on(
        as_at.day,
        is_open=is_open(question, said),
        is_taken_back=[one.turn for one in said if one.turn][-1:] == [Answer.Turn.CLOSES],
        answer_by=due,
    )
    late = late_words(as_at.day, due) if due and state == State.LATE else ""
    version = f"{said[-1].pk if said else 0}-{dates[-1].pk if dates else 0}"
    return Standing(members, state, said, dates, late, version)


def _sealed(one: Standing, since: dict[int, datetime.datetime]) -> Standing:
    """Return the question as who asked it is shown it where its action became confidential."""
    moment = since.get(one.question.action_id or 0)
    if moment is None:
        return one
    asker = one.question.entered_by_id
    told = told_to(asker, one.said, moment)
    unsaid = [said.day for said in one.said if said not in told]
    return replace(
        one,
        said=told,
        dates=dates_told_to(asker, one.dates, moment),
        sealed_on=timezone.localtime(moment).date(),
        unsaid_on=max(unsaid, default=None),
    )


def with_withheld(found: Iterable[Standing], council: Council) -> list[Standing]:
    """Return the questions, each with what says that part of it is withheld for now."""
    redactions = open_redactions(council.pk)
    return [replace(one, withheld=withheld_words(redactions, one.asked)) for one in found]


def asked_in(
    council: Council, as_at: AsAt, plan: ActionPlan | None = None, reader: User | None = None
) -> list[Standing]:
    """Return the questions of members about a council's plans, or about one of them.

    `reader`: see `standing_of`.
    """
    found = MembersQuestion.objects.filter(question__plan__council=council)
    return standing_of(found.filter(question__plan=plan) if plan else found, as_at, reader)


@dataclass(frozen=True)
class Waiting:
    """How many questions wait for an answer, how many of these are late; how many are `hidden`.

    `total`: how many there are, whether they wait or not, the hidden ones included.
    """

    number: int
    late: int
    total: int = 0
    hidden: int = 0

    @property
    def sentence(self) -> str:
        return waiting_sentence(self.number, self.late, self.hidden)


def waiting(found: Iterable[Standing], hidden: int = 0) -> Waiting:
    """Return how many of some questions wait, and are late; `hidden` ones are not among them."""
    states = Counter(one.state for one in found)
    number = sum(count for state, count in states.items() if state.is_open)
    return Waiting(number, states[State.LATE], states.total() + hidden, hidden)
