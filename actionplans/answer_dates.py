"""By when a question is to be answered, in a state."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from actionplans.asat import AsAt
from actionplans.models import AnswerDate, Question


def with_answer_by(questions: QuerySet[Question], as_at: AsAt | None = None) -> QuerySet[Any]:
    """Return questions with `answer_by`: the day agreed last for the answer; None without any."""
    agreed = AnswerDate.objects.filter(question=OuterRef("pk"), kind__in=AnswerDate.AGREED)
    held = agreed.filter(as_at.holds()) if as_at else agreed
    found: QuerySet[Any] = questions.annotate(
        answer_by=Subquery(held.order_by("-pk").values("due_on")[:1])
    )
    return found
