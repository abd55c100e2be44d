"""A paper while it is written: its sections, their parts, its appendices."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from actionplans.models import ActionPlan
from councils.models import Body, Council, Meeting, User, belongs, stays, track
from reports.models.styles import StoredStyle, read_style
from reports.paper.house_style import LABELS, HouseStyle

# Schedule 12A of the Local Government Act 1972, part 1: what may be kept out of a public paper.
EXEMPT_PARAGRAPHS = {
    1: "Information relating to any individual",
    2: "Information which is likely to reveal the identity of an individual",
    3: "Information relating to the financial or business affairs of any particular person, "
    "the authority included",
    4: "Information relating to consultations or negotiations on labour relations matters",
    5: "Information in which a claim to legal professional privilege could be maintained",
    6: "Information which reveals that the authority proposes to give a notice or make an order",
    7: "Information relating to the prevention, investigation or prosecution of crime",
}


class MayBeExempt(models.Model):
    """What can be kept out of the public paper, under a paragraph and with the reason why."""

    exempt_under = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=list(EXEMPT_PARAGRAPHS.items())
    )
    exempt_because = models.TextField(
        blank=True, help_text="Why the public interest in keeping it out is the greater."
    )

    class Meta:
        abstract = True

    @property
    def is_exempt(self) -> bool:
        return self.exempt_under is not None


def exempt_says_why(name: str) -> models.CheckConstraint:
    """Return the constraint that what is kept out says under which paragraph, and why."""
    nothing = Q(exempt_under__isnull=True, exempt_because="")
    both = Q(exempt_under__isnull=False, exempt_under__range=(1, 7)) & ~Q(exempt_because="")
    return models.CheckConstraint(condition=nothing | both, name=name)


@track()
class Report(models.Model):
    """A paper to a meeting of a body, about no plan, one or several, as at a day."""

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="reports")
    reference = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    house_style = models.ForeignKey(StoredStyle, on_delete=models.PROTECT, related_name="reports")
    style_kept = models.ForeignKey(
        "reports.StoredStyleEvent",
        null=True,
        # A version is never taken away: its own trigger refuses that.
        on_delete=models.DO_NOTHING,
        related_name="+",
        help_text="The version of the house style it prints in, until a newer one is taken.",
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    plans = models.ManyToManyField(ActionPlan, blank=True, related_name="reports")
    as_at = models.DateField(help_text="The day whose state the paper shows.")
    front = models.JSONField(
        default=dict, blank=True, help_text="Front matter: key to lines, each a list of cells."
    )
    made_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports_made"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(
        default=1, help_text="Goes up with every change to anything in the paper."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "reference"], name="report_reference_once_in_council"
            ),
            # Its versions of before have none, so the column itself may be empty.
            models.CheckConstraint(
                condition=Q(style_kept__isnull=False), name="report_keeps_a_style"
            ),
        ]
        triggers = [
            belongs(
                "report_of_one_council",
                "TRUE",
                """SELECT 1 FROM councils_body AS body
                   JOIN reports_storedstyle AS style ON style.id = NEW.house_style_id
                   LEFT JOIN reports_storedstyleevent AS kept
                   ON kept.pgh_id = NEW.style_kept_id AND kept.pgh_obj_id = style.id
                   LEFT JOIN councils_meeting AS meeting ON meeting.id = NEW.meeting_id
                   WHERE body.id = NEW.body_id AND body.council_id = NEW.council_id
                   AND (style.council_id IS NULL OR style.council_id = NEW.council_id)
                   AND (NEW.style_kept_id IS NULL OR kept.pgh_id IS NOT NULL)
                   AND (NEW.meeting_id IS NULL OR meeting.body_id = NEW.body_id)""",
                "The body, the meeting or the house style is of another council.",
            ),
            stays("council"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def style(self) -> HouseStyle:
        """Return the house style it prints in, as kept. Raises StyleRefused where that is none."""
        return read_style(self.style_kept)

    def exempt_paragraphs(self) -> list[int]:
        """Return the paragraphs of Schedule 12A under which anything is kept out, in order."""
        parts = PaperPart.objects.filter(section__report=self)
        rows: tuple[Any, ...] = (self.sections, parts, self.appendices)
        marked = (under for each in rows for under in each.values_list("exempt_under", flat=True))
        return sorted({under for under in marked if under})


@track()
class PaperSection(MayBeExempt):
    """One heading of a paper, in its place. What it was begun from stands in the house style."""

    council_path = "report__council"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    heading = models.CharField(max_length=300, blank=True)
    numbered = models.BooleanField(default=True)
    numbers_paragraphs = models.BooleanField(default=True)
    starts_again = models.BooleanField(
        default=False, help_text="Whether a straight count of paragraphs begins anew here."
    )
    printed_number = models.CharField(
        max_length=40, blank=True, help_text="A number that prints in place of the right one."
    )
    lists = models.CharField(
        max_length=10, blank=True, choices=[(label, label) for label in LABELS]
    )
    clearances = models.JSONField(default=list, blank=True, help_text="Whose clearance it needs.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "order"],
                name="paper_section_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["report", "key"], name="paper_section_key_once"),
            exempt_says_why("paper_section_exempt_says_why"),
        ]
        triggers = [stays("report")]

    def __str__(self) -> str:
        return self.heading


@track()
class PaperPart(MayBeExempt):
    """A piece of a section: written, built from data, drafted from data and edited, or a table."""

    class Kind(models.TextChoices):
        WRITTEN = "written", "Written"
        BUILT = "built", "Built from data"
        DRAFTED = "drafted", "Drafted from data, then edited"
        TABLE = "table", "A table filled in"

    council_path = "section__report__council"

    section = models.ForeignKey(PaperSection, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WRITTEN)
    of = models.CharField(
        max_length=40, blank=True, help_text="The builder or the table it comes from."
    )
    anchor = models.SlugField(
        max_length=60, blank=True, help_text="What other parts refer to it by."
    )
    text = models.TextField(blank=True, help_text="Markdown, of what is written.")
    options = models.JSONField(default=dict, blank=True, help_text="How it is built.")
    rows = models.JSONField(default=list, blank=True, help_text="A table's cells, row by row.")
    drafted = models.JSONField(
        default=list,
        blank=True,
        help_text="Paragraph by paragraph: key, digest of its facts, proposed, text.",
    )
    hint = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "order"],
                name="paper_part_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind="written") | ~Q(of=""), name="paper_part_built_of_something"
            ),
            exempt_says_why("paper_part_exempt_says_why"),
        ]
        triggers = [stays("section")]

    def __str__(self) -> str:
        return f"{self.section}, part {self.order}"


class AppendixFile(models.Model):
    """A file somebody attached to a paper: its bytes, which are never changed."""

    council_path = "report__council"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content_sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="appendix_files"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [stays("report"), stays("content_sha256")]

    def __str__(self) -> str:
        return self.name


@track()
class PaperAppendix(MayBeExempt):
    """What is attached: a plan's table, something built, or a file of its own.

    `is_to_follow`: it comes after the paper, in an edition of its own.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "The plan’s table"
        BUILT = "built", "Built from data"
        WRITTEN = "written", "Written"
        FILE = "file", "A file"

    council_path = "report__council"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="appendices")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=300)
    label = models.CharField(max_length=60, blank=True, help_text="In place of the style’s.")
    anchor = models.SlugField(max_length=60, blank=True)
    plan = models.ForeignKey(
        ActionPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="appendices"
    )
    of = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    options = models.JSONField(default=dict, blank=True)
    file = models.ForeignKey(
        AppendixFile, null=True, blank=True, on_delete=models.PROTECT, related_name="appendices"
    )
    is_to_follow = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "order"],
                name="paper_appendix_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind="plan", plan__isnull=False)
                | Q(kind="built") & ~Q(of="")
                | Q(kind="written")
                | Q(kind="file"),
                name="paper_appendix_is_of_something",
            ),
            exempt_says_why("paper_appendix_exempt_says_why"),
        ]
        triggers = [
            belongs(
                "appendix_of_the_councils_plan",
                "NEW.plan_id IS NOT NULL",
                """SELECT 1 FROM reports_report AS report
                   JOIN actionplans_actionplan AS plan ON plan.id = NEW.plan_id
                   WHERE report.id = NEW.report_id AND plan.council_id = report.council_id""",
                "The plan is of another council.",
            ),
            belongs(
                "appendix_file_of_the_report",
                "NEW.file_id IS NOT NULL",
                """SELECT 1 FROM reports_appendixfile AS file
                   WHERE file.id = NEW.file_id AND file.report_id = NEW.report_id""",
                "The file is of another paper.",
            ),
            stays("report"),
        ]
        verbose_name_plural = "paper appendices"

    def __str__(self) -> str:
        return self.title


def changed(report: Report) -> None:
    """Record that something in a paper changed: what was read before is an older version."""
    Report.objects.filter(pk=report.pk).update(version=F("version") + 1)
    report.refresh_from_db(fields=["version"])
