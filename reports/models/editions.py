"""Editions: papers as published, frozen, with their files; and how one is withdrawn."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from councils.models import Council, User, belongs
from councils.models.base import ALLOWED, REFUSE
from reports.models.papers import Report


def frozen(column: str, emptied: str, edition: str) -> pgtrigger.Trigger:
    """Return the trigger that keeps a row of an edition as it was published, for ever.

    Only a withdrawal that two people stand for empties its `column`, and a redaction takes a name
    out of its words. `edition` is the SQL of the edition's key.
    """
    rest = f"to_jsonb(NEW) - '{column}' = to_jsonb(OLD) - '{column}'"
    return pgtrigger.Trigger(
        name="facts_stay",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF {ALLOWED} THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND {emptied} AND {rest} AND EXISTS (
            SELECT 1 FROM reports_withdrawal AS taken
            WHERE taken.edition_id = {edition} AND taken.state = 'done')
        THEN
            RETURN NEW;
        END IF;
        {REFUSE}
        """,  # noqa: S608
    )


class PublicWords(models.Func):
    """The words of the public paper among what an edition holds, as a vector to search.

    An index has it, so that it says everything itself: what it reads, and in which language.
    What is exempt is kept under another key, and what was withdrawn is gone.
    """

    path = "strict $.public.** ? (exists (@.text)).text"
    template = (
        "to_tsvector('english'::regconfig,"
        f" jsonb_path_query_array(%(expressions)s, '{path}', '{{}}', true))"
    )
    output_field = SearchVectorField()


class Edition(models.Model):
    """A paper as it was published: what it was made from, when and by whom. Never changed.

    A later one of the same paper corrects one before, or brings an appendix that was to follow.
    """

    class Kind(models.TextChoices):
        PAPER = "paper", "The paper"
        CORRECTION = "correction", "Correction"
        FOLLOWING = "following", "Appendix that was to follow"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="editions")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    address = models.SlugField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PAPER)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later"
    )
    because = models.TextField(blank=True, help_text="What it corrects, in words.")
    title = models.CharField(max_length=400)
    body_name = models.CharField(max_length=200)
    held_on = models.DateField(null=True, blank=True)
    as_at = models.DateField()
    despatch_by = models.DateField(null=True, blank=True)
    late_because = models.TextField(blank=True)
    without_because = models.TextField(
        blank=True, help_text="Why it is published without all its clearances."
    )
    known = models.JSONField(default=list, blank=True, help_text="What was said before the tick.")
    data = models.JSONField(help_text="The documents it was made from, public and exempt.")
    digest = models.CharField(max_length=64)
    day = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="published")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["council", "address"], name="edition_address_once"),
            models.CheckConstraint(
                condition=Q(kind="paper", corrects__isnull=True, because="")
                | Q(kind="correction", corrects__isnull=False) & ~Q(because="")
                | Q(kind="following", corrects__isnull=False),
                name="edition_says_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=~Q(kind="paper")
                | Q(despatch_by__isnull=True)
                | Q(day__lte=F("despatch_by"))
                | ~Q(late_because=""),
                name="edition_late_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "-day", "-id"], name="edition_latest"),
            GinIndex(PublicWords("data"), name="edition_words"),
        ]
        triggers = [
            frozen("data", "NEW.data = '{}'::jsonb", "OLD.id"),
            belongs(
                "edition_of_the_report",
                "TRUE",
                """SELECT 1 FROM reports_report AS report
                   LEFT JOIN reports_edition AS before ON before.id = NEW.corrects_id
                   WHERE report.id = NEW.report_id AND report.council_id = NEW.council_id
                   AND (NEW.corrects_id IS NULL OR before.report_id = NEW.report_id)""",
                "The edition is of another council’s paper, or corrects another paper.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        """Return whether it came out after the day by which papers of the meeting must.

        A correction comes after its paper, and what was to follow was announced in time.
        """
        is_first = self.kind == self.Kind.PAPER
        return is_first and self.despatch_by is not None and self.day > self.despatch_by


class EditionFile(models.Model):
    """One file of an edition, as bytes. A withdrawal takes the bytes away and leaves the row."""

    class What(models.TextChoices):
        PAGE = "page", "The paper as a page"
        STYLE = "style", "How that page looks"
        LOGO = "logo", "The logo on that page"
        WHOLE = "whole", "The paper with its appendices"
        PAPER = "paper", "The paper alone"
        APPENDIX = "appendix", "An appendix"

    council_path = "edition__council"

    # What our own pages show a paper with; nobody is given these as files. Editions made before
    # pages had a look of their own have none.
    LOOK = (What.STYLE, What.LOGO)
    OF_PAGE = (What.PAGE, *LOOK)

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=10, choices=What.choices)
    title = models.CharField(max_length=400)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    is_exempt = models.BooleanField(default=False)
    content = models.BinaryField(null=True)
    content_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    drawn_from = models.CharField(
        max_length=64, blank=True, help_text="Digest of what an appendix was drawn from."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="edition_file_order"),
            models.UniqueConstraint(fields=["edition", "name"], name="edition_file_name_once"),
        ]
        triggers = [frozen("content", "NEW.content IS NULL", "OLD.edition_id")]

    def __str__(self) -> str:
        return self.name


class CommitteeLink(models.Model):
    """Where the council's own committee system shows an edition. The newest one counts."""

    council_path = "edition__council"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="links")
    url = models.URLField(max_length=500)
    day = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="committee_links")

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="facts_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"IF {ALLOWED} THEN RETURN NEW; END IF; {REFUSE}",
            )
        ]

    def __str__(self) -> str:
        return self.url


WITHDRAWN_ONCE = pgtrigger.Trigger(
    name="decided_once",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'INSERT' AND NEW.state = 'asked' THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state IN ('done', 'refused')
            AND (NEW.id, NEW.edition_id, NEW.why, NEW.asked_by_id, NEW.asked_on, NEW.asked_at)
              = (OLD.id, OLD.edition_id, OLD.why, OLD.asked_by_id, OLD.asked_on, OLD.asked_at)
        THEN
            RETURN NEW;
        END IF;
        IF {ALLOWED} THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'A withdrawal is asked for by one person and decided once by another.'
            USING ERRCODE = 'check_violation';
    """,
)


class Withdrawal(models.Model):
    """That an edition is taken away: asked for by one person, done or refused by another."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        DONE = "done", "Withdrawn"
        REFUSED = "refused", "Not withdrawn"

    council_path = "edition__council"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="withdrawals")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    why = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="withdrawals_asked")
    asked_on = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawals_decided"
    )
    decided_on = models.DateField(null=True, blank=True)
    refusal = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="withdrawal_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_on__isnull=True)
                | Q(
                    state__in=["done", "refused"],
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                ),
                name="withdrawal_says_who_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""), name="withdrawal_refused_says_why"
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(state__in=["asked", "done"]),
                name="withdrawal_once_open",
            ),
        ]
        triggers = [WITHDRAWN_ONCE]

    def __str__(self) -> str:
        return f"Withdrawal of {self.edition}"


class Publication(models.Model):
    """That somebody pressed "publish": the worker makes the edition, or says why it could not."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Being published"
        DONE = "done", "Published"
        FAILED = "failed", "Not published"

    council_path = "report__council"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="publications")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="publications")
    asked_at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()
    digest = models.CharField(max_length=64, help_text="Of what was on the screen.")
    kind = models.CharField(max_length=10, choices=Edition.Kind.choices, default="paper")
    appendix_order = models.PositiveSmallIntegerField(null=True, blank=True)
    because = models.TextField(blank=True)
    late_because = models.TextField(blank=True)
    without_because = models.TextField(blank=True)
    known = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    problem = models.TextField(blank=True)
    edition = models.OneToOneField(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="publication"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="waiting", edition__isnull=True)
                | Q(status="done", edition__isnull=False)
                | Q(status="failed", edition__isnull=True) & ~Q(problem=""),
                name="publication_has_what_its_status_says",
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(status="waiting"), name="publication_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Publication of {self.report}"
