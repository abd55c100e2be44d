"""What is told of questions about actions that became confidential.

Members are told that they stand; who asked keeps their own words, the day for the answer and
whether it came. Nothing tells which action it is, or what was said since.
"""

import copy
import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from actionplans.asat import AsAt
from actionplans.history import marked_since
from actionplans.models import Action, ActionPlan, AnswerDate
from actionplans.redacting.asked_by_members import is_withheld_in
from councils.day_words import in_words
from councils.drafts import not_of_a_draft
from councils.models import Council, Redaction, User
from councils.names import Names
from scrutiny.models import MembersQuestion


def unreadable(as_at: AsAt, reader: User | None = None) -> Q:
    """Return the filter for questions about what this state leaves out, but what `reader` asked."""
    if as_at.confidential:
        return Q(pk__in=[])
    hidden = Q(question__action__is_confidential=True)
    own = Q(question__entered_by=reader, question__asked_by="") if reader else Q(pk__in=[])
    return hidden & ~own


def hidden_of(
    members: QuerySet[MembersQuestion], as_at: AsAt, reader: User | None = None
) -> list[MembersQuestion]:
    """Return the questions that stand in a state and are not shown; only their plan and body."""
    if as_at.confidential:
        return []
    held = members.filter(as_at.holds("question__")).filter(unreadable(as_at, reader))
    if as_at.without_drafts:
        held = held.filter(not_of_a_draft(MembersQuestion))
    return list(held.select_related("question").only("body", "question__plan"))


def hidden_in(
    council: Council, as_at: AsAt, plan: ActionPlan | None = None, reader: User | None = None
) -> list[MembersQuestion]:
    """Return the same of a council's plans, or of one of them."""
    found = MembersQuestion.objects.filter(question__plan__council=council)
    return hidden_of(found.filter(question__plan=plan) if plan else found, as_at, reader)


def sealed_since(members: Iterable[MembersQuestion], as_at: AsAt) -> dict[int, datetime.datetime]:
    """Return, by action, since when those that this state leaves out are confidential. One query
    where there is any.
    """
    actions = [one.question.action for one in members] if not as_at.confidential else []
    hidden = {action.pk for action in actions if action and action.is_confidential}
    return marked_since(Action, hidden, "is_confidential") if hidden else {}


def told_to(asker_id: int | None, said: Sequence[Any], since: datetime.datetime) -> tuple[Any, ...]:
    """Return what was said before `since`, and what who asked said themselves."""
    return tuple(one for one in said if _is_told(one, asker_id, since))


def dates_told_to(
    asker_id: int | None, dates: Sequence[AnswerDate], since: datetime.datetime
) -> tuple[AnswerDate, ...]:
    """Return the dates; of those that others gave since, the days alone."""
    return tuple(
        date if _is_told(date, asker_id, since) else _without_reason(date) for date in dates
    )


def withheld_words(open_ones: Iterable[tuple[Redaction, Names]], texts: Sequence[str]) -> str:
    """Return that part of what was asked is withheld until a redaction is decided; "" else."""
    for redaction, names in open_ones:
        if is_withheld_in(names, texts):
            asked = f"asked for by {redaction.asked_by} on {in_words(redaction.asked_on)}"
            return f"Part of this question is withheld while a redaction {asked} is decided."
    return ""


def _is_told(fact: Any, asker_id: int | None, since: datetime.datetime) -> bool:
    return bool(fact.entered_at < since or fact.entered_by_id == asker_id)


def _without_reason(date: AnswerDate) -> AnswerDate:
    kept = copy.copy(date)
    kept.reason = ""
    return kept
