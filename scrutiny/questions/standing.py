"""Members' questions as they stand on a day, with what was said under them."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from actionplans.asat import AsAt
from actionplans.conversing import is_open
from actionplans.models import Action, ActionPlan, Answer, AnswerDate, Question
from councils.models import Council
from scrutiny.models import MembersQuestion
from scrutiny.questions.rules import State, late_words, state_on, waiting_sentence


@dataclass(frozen=True)
class Standing:
    """One question on a day. `said` and `dates` are in the order in which they were entered."""

    members: MembersQuestion
    state: State
    said: tuple[Answer, ...]
    dates: tuple[AnswerDate, ...]
    late: str = ""

    @property
    def question(self) -> Question:
        return self.members.question

    @property
    def action(self) -> Action | None:
        return self.question.action

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
    def version(self) -> str:
        """Return what tells this state of it from any later one."""
        said = self.said[-1].pk if self.said else 0
        return f"{said}-{self.dates[-1].pk if self.dates else 0}"

    @property
    def place(self) -> tuple[int, int, int]:
        """Return what orders questions: late, the longest first; open by day; newest answers."""
        order = list(State).index(self.state)
        if self.state.is_open:
            return order, (self.answer_by or datetime.date.max).toordinal(), self.question.pk
        last = self.said[-1].day.toordinal() if self.said else 0
        return order, -last, -self.question.pk


def standing_of(members: QuerySet[MembersQuestion], as_at: AsAt) -> list[Standing]:
    """Return questions as they stand in a state: late first. The number of queries does not grow.

    What stands on confidential actions is left out where the state leaves them out.
    """
    held = members.filter(as_at.holds("question__"))
    if not as_at.confidential:
        held = held.exclude(question__action__is_confidential=True)
    said = Answer.objects.filter(as_at.holds()).select_related("entered_by").order_by("pk")
    dates = AnswerDate.objects.filter(as_at.holds()).select_related("entered_by").order_by("pk")
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
    return sorted((_standing(one, as_at) for one in found), key=lambda one: one.place)


def _standing(members: MembersQuestion, as_at: AsAt) -> Standing:
    question: Any = members.question
    said, dates = tuple(question.shown_answers), tuple(question.shown_dates)
    agreed = [date.due_on for date in dates if date.kind in AnswerDate.AGREED]
    due = agreed[-1] if agreed else None
    state = state_on(
        as_at.day,
        is_open=is_open(question, said),
        is_taken_back=bool(said) and said[-1].turn == Answer.Turn.CLOSES,
        answer_by=due,
    )
    late = late_words(as_at.day, due) if due and state == State.LATE else ""
    return Standing(members, state, said, dates, late)


def asked_in(council: Council, as_at: AsAt, plan: ActionPlan | None = None) -> list[Standing]:
    """Return the questions of members about a council's plans, or about one of them."""
    found = MembersQuestion.objects.filter(question__plan__council=council)
    return standing_of(found.filter(question__plan=plan) if plan else found, as_at)


@dataclass(frozen=True)
class Waiting:
    """How many questions wait for an answer, and how many of these are late."""

    number: int
    late: int
    total: int = 0

    @property
    def sentence(self) -> str:
        return waiting_sentence(self.number, self.late)


def waiting(found: Iterable[Standing]) -> Waiting:
    """Return how many of some questions wait, and are late."""
    states = Counter(one.state for one in found)
    number = sum(count for state, count in states.items() if state.is_open)
    return Waiting(number, states[State.LATE], states.total())
