"""Answers that somebody owes by a day, or was asked for: apps above this one say what they hold."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from actionplans.conversing import LEADS, open_questions
from actionplans.models import ActionPlan, Question
from actionplans.telling_of_questions import address_of
from councils.access import Verb
from councils.day_words import in_words
from councils.models import User

TO_YOU = "Questions to you"
CONFIDENTIAL = "A question about a confidential action"


@dataclass(frozen=True)
class Owed:
    """An answer that is waited for: what is asked, by when, and where it is given and read.

    The leads of `action` (its primary key) owe it, where an e-mail reaches any; else who may do
    `owed_by`; without either the plan's manager. Once it is late, who may do `kept_by`, which is
    who keeps the list of such answers, is told of it once, and so are those of `waiting` who
    still may do `waits_by`.
    """

    plan: ActionPlan
    heading: str
    words: str
    about: str
    due: datetime.date | None
    path: str
    action: int | None = None
    owed_by: Verb | None = None
    kept_by: Verb | None = None
    waiting: tuple[User, ...] = ()
    waits_by: Verb = Verb.READ


# Of some plans (primary keys), or of all with None, where only what has a day is of interest.
Source = Callable[[Iterable[int] | None, datetime.date], list[Owed]]
_SOURCES: list[Source] = []


def owed_answers(source: Source) -> Source:
    """Register a function that says which answers are owed about some plans, on a day."""
    _SOURCES.append(source)
    return source


def owed_on(plans: Iterable[int] | None, day: datetime.date) -> list[Owed]:
    """Return the answers that wait on `day`, about these plans; None: those with a day, of all."""
    return [owed for source in _SOURCES for owed in source(plans, day)]


@owed_answers
def questions_owed(plans: Iterable[int] | None, day: datetime.date) -> list[Owed]:
    """Return what leads were asked, and what members asked of a manager by a day. One query."""
    asked: QuerySet[Any] = open_questions()
    asked = asked.exclude(answer_by=None) if plans is None else asked.filter(plan__in=plans)
    related = ("plan__council", "plan__manager", "action", "entered_by")
    found = asked.select_related(*related).order_by("pk")
    return [_owed(one) for one in found if one.answer_by or one.wanted_from == LEADS]


def _owed(asked: Any) -> Owed:
    action = asked.action
    is_hidden = bool(action and action.is_confidential)
    where = f"Action {action.reference}" if action else "On the plan"
    asker: User | None = asked.entered_by
    return Owed(
        plan=asked.plan,
        heading=TO_YOU,
        words=CONFIDENTIAL if is_hidden else asked.text,
        about=f"{where}, asked by {asked.asker} on {in_words(asked.day)}.",
        due=asked.answer_by,
        path=address_of(asked),
        action=asked.action_id if asked.wanted_from == Question.WantedFrom.LEADS else None,
        kept_by=Verb.RECORD_ASKED,
        waiting=(asker,) if asker and not is_hidden else (),
        waits_by=Verb.ASK,
    )
