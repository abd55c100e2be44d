"""By when questions are to be answered."""

from django.db import models
from django.db.models import Q

from actionplans.models.facts import Fact, Question
from actionplans.models.triggers import ANSWER_DATE_AGREED_HERE
from councils.models import FACTS_STAY, Meeting


class AnswerDate(Fact):
    """A day by which a question is to be answered: the first, and each move of it.

    What whoever answers asks for is kept beside them, and counts once members agree: one who
    saves it, or, where an officer enters it, the body that agreed it at a meeting, or a member.
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
    agreed_at = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answer_dates_agreed",
        help_text="The meeting whose body agreed, when an officer entered it.",
    )
    agreed_by = models.CharField(
        max_length=200, blank=True, help_text="The member who agreed, when an officer entered it."
    )

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
            models.CheckConstraint(
                condition=Q(kind="moved") | Q(agreed_at__isnull=True, agreed_by=""),
                name="answer_date_agreed_when_it_moves",
            ),
            models.UniqueConstraint(
                fields=["question"], condition=Q(kind="first"), name="answer_date_begins_once"
            ),
        ]
        triggers = [FACTS_STAY, ANSWER_DATE_AGREED_HERE]

    def __str__(self) -> str:
        return f"{self.due_on:%-d %B %Y}"

    @property
    def agreed_words(self) -> str:
        """Return who agreed, in words that go before the day on which it was entered."""
        by = str(self.entered_by)
        if self.agreed_at:
            held = f"{self.agreed_at.held_on:%-d %B %Y}"
            return f"Agreed by {self.agreed_at.body} at its meeting on {held}, entered by {by}"
        if self.agreed_by:
            return f"Agreed by {self.agreed_by}, entered by {by}"
        return f"Agreed by {by}"
