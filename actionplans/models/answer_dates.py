"""By when questions are to be answered."""

from django.db import models
from django.db.models import Q

from actionplans.models.facts import Fact, Question
from councils.models import FACTS_STAY


class AnswerDate(Fact):
    """A day by which a question is to be answered: the first, and each move of it.

    What whoever answers asks for is kept beside them, and counts once who asked agrees.
    """

    class Kind(models.TextChoices):
        FIRST = "first", "When it was asked"
        WANTED = "wanted", "Asked for by who is to answer"
        MOVED = "moved", "Agreed later"
        AGAIN = "again", "Asked again"

    council_path = "question__plan__council"
    # Those that count.
    AGREED = (Kind.FIRST, Kind.MOVED, Kind.AGAIN)

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answer_dates")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FIRST)
    due_on = models.DateField()
    reason = models.TextField(blank=True, help_text="Why it moves.")

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["first", "wanted", "moved", "again"]),
                name="answer_date_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["first", "again"]) | ~Q(reason=""),
                name="answer_date_says_why_it_moves",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False), name="answer_date_says_by_whom"
            ),
            models.UniqueConstraint(
                fields=["question"], condition=Q(kind="first"), name="answer_date_begins_once"
            ),
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return f"{self.due_on:%-d %B %Y}"
