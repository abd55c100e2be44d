"""Clearances: who was asked to clear which section, and what they answered."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.models import FACTS_STAY, User, belongs
from reports.models.papers import Report


class Clearance(models.Model):
    """That somebody's clearance is wanted: of a section, or of the whole paper where it names none.

    The section is named by its key and its heading as it was: the request stays when that changes.
    `was_asked` is False where a clearance was recorded that nobody had asked for here. `mailed` is
    the digest of the words that the e-mail carried to somebody without an account.
    """

    class Kind(models.TextChoices):
        FINANCE = "finance", "Finance"
        LEGAL = "legal", "Legal"
        DIRECTOR = "director", "Director"
        OTHER = "other", "Other"

    council_path = "report__council"
    # What is shown in place of the heading, to who may not read it.
    shown_as = ""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="asked_clearances")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=100, blank=True, help_text="What it is, where other.")
    section_key = models.SlugField(max_length=60, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    asked_of = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances_asked_of"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    wanted_by = models.DateField(null=True, blank=True)
    again_of = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="asked_again"
    )
    was_asked = models.BooleanField(default=True)
    mailed = models.CharField(max_length=64, blank=True)
    day = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="clearances_asked_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(label=""), name="clearance_other_says_what"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="clearance_is_of_somebody"),
            models.CheckConstraint(
                condition=Q(was_asked=False) | Q(asked_of__isnull=False) | ~Q(email=""),
                name="clearance_asked_where_it_arrives",
            ),
        ]
        triggers = [
            FACTS_STAY,
            belongs(
                "clearance_again_of_the_report",
                "NEW.again_of_id IS NOT NULL",
                """SELECT 1 FROM reports_clearance AS before
                   WHERE before.id = NEW.again_of_id AND before.report_id = NEW.report_id""",
                "The clearance asked for before is of another paper.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.name}"

    @property
    def what(self) -> str:
        """Return "Finance clearance", or of another kind its own words."""
        return self.label or f"{self.get_kind_display()} clearance"

    @property
    def of_what(self) -> str:
        """Return "“Financial implications”" or "the whole paper"."""
        if self.shown_as:
            return self.shown_as
        return f"“{self.heading}”" if self.section_key else "the whole paper"


class ClearanceAnswer(models.Model):
    """What came of it: given, returned, or gone on without, because.

    `digest` is of the text it is about, as that stood; "" where that was changed before the answer
    was recorded. `how` says whether the one who clears typed it here, or somebody recorded it for
    them and kept their words or their e-mail's file.
    """

    class Verdict(models.TextChoices):
        GIVEN = "given", "Given"
        RETURNED = "returned", "Returned"
        WITHOUT = "without", "No answer: goes on without"

    class How(models.TextChoices):
        HERE = "here", "here"
        EMAIL = "email", "by e-mail"
        TELEPHONE = "telephone", "by telephone"
        MEETING = "meeting", "at a meeting"

    class Words(models.TextChoices):
        """Of which words an answer speaks that somebody records."""

        NOW = "now", "The words as they stand now, shown on this page"
        MAILED = "mailed", "The words in the e-mail, which were changed since"
        EARLIER = "earlier", "Words that were changed since: it is kept, and does not clear these"

    council_path = "clearance__report__council"

    clearance = models.ForeignKey(Clearance, on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    code = models.CharField(max_length=60, blank=True, help_text="Like NM/22032017/Y.")
    comment = models.TextField(blank=True, help_text="A comment, their words, or why without.")
    digest = models.CharField(max_length=64, blank=True)
    how = models.CharField(max_length=10, choices=How.choices, default=How.HERE)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True, blank=True)
    day = models.DateField(help_text="The day it was given.")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="clearances_given")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="given") | ~Q(code=""), name="clearance_given_has_its_code"
            ),
            models.CheckConstraint(
                condition=Q(verdict="given") | ~Q(comment=""), name="clearance_not_given_says_why"
            ),
            models.CheckConstraint(
                condition=Q(how="here") | ~Q(comment="") | Q(content__isnull=False),
                name="clearance_for_others_keeps_their_words",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True) | (~Q(file_name="") & ~Q(content_sha256="")),
                name="clearance_file_says_what_it_is",
            ),
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return f"{self.clearance}: {self.get_verdict_display()}"
