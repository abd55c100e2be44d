"""A name typed by mistake and taken out: asked by one person, done by another.

The words themselves are held only until it is decided. What remains says who, when, and where.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from councils.models.base import belongs
from councils.models.councils import Council
from councils.models.people import User

# The setting, of one transaction, that says which redaction is being done in it. By itself it
# allows nothing: see `councils_redaction_allows`, which the triggers of facts and versions ask.
SETTING = "councils.redaction"

DECIDED_ONCE = pgtrigger.Trigger(
    name="decided_once",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'INSERT' AND NEW.state = 'asked' THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE'
            AND (OLD.state, NEW.state) IN (
                ('asked', 'doing'), ('asked', 'refused'), ('doing', 'done'))
            AND (NEW.id, NEW.council_id, NEW.asked_by_id, NEW.asked_at, NEW.asked_on, NEW.why)
              = (OLD.id, OLD.council_id, OLD.asked_by_id, OLD.asked_at, OLD.asked_on, OLD.why)
            AND (NEW.words, NEW.files) IN ((OLD.words, OLD.files), ('', '{}'))
            AND (OLD.state = 'asked'
                OR (NEW.decided_by_id, NEW.decided_on) = (OLD.decided_by_id, OLD.decided_on))
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'A redaction is asked for by one person and decided once.'
            USING ERRCODE = 'check_violation';
    """,
)


class Redaction(models.Model):
    """A name that must not stand here: asked for, then taken out or left by somebody else.

    While it is open, members, papers and files show the name withheld. `words` has one way
    of writing the name a line; it is empty once decided. `doing` never outlasts the
    transaction in which the name is taken out.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        DOING = "doing", "Being done"
        DONE = "done", "Done"
        REFUSED = "refused", "Not done"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="redactions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    words = models.TextField(blank=True, help_text="Empty once decided.")
    files = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Files said to hold the name, like actionplans.Evidence:12; empty once decided.",
    )
    why = models.TextField(help_text="Without the name.")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="redactions_asked")
    asked_on = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="redactions_decided"
    )
    decided_on = models.DateField(null=True, blank=True)
    refusal = models.TextField(blank=True, help_text="Why it was not done.")
    times = models.PositiveIntegerField(default=0, help_text="How often the name was taken out.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="redaction_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_on__isnull=True)
                | Q(
                    state__in=["doing", "done", "refused"],
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                ),
                name="redaction_says_who_decided",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["asked", "doing"]) & ~Q(words=""))
                | Q(state__in=["done", "refused"], words="", files=[]),
                name="redaction_forgets_the_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""), name="redaction_refused_says_why"
            ),
        ]
        triggers = [DECIDED_ONCE]

    def __str__(self) -> str:
        return f"Name to be removed, asked for on {self.asked_on:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Return whether somebody still has to decide."""
        return self.state == self.State.ASKED


class RedactedPlace(models.Model):
    """A row from which a name was taken out: where, never what."""

    council_path = "redaction__council"

    redaction = models.ForeignKey(Redaction, on_delete=models.PROTECT, related_name="places")
    table_name = models.CharField(max_length=100)
    row_pk = models.CharField(max_length=40)
    columns = ArrayField(models.CharField(max_length=100))
    takes_file = models.BooleanField(default=False, help_text="Its file was removed.")
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["redaction", "table_name", "row_pk"], name="redacted_place_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="facts_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            belongs(
                "redacted_while_it_is_done",
                "TRUE",
                """SELECT 1 FROM councils_redaction AS asked
                   WHERE asked.id = NEW.redaction_id AND asked.state = 'doing'""",
                "The redaction is not being done.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_pk}"
