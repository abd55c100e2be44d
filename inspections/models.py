"""What the inspectorate said: inspections, judgements, findings, recommendations."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Concat

from councils.models import Council, belongs, stays, track
from inspections import frameworks


def _pairs(name: str) -> Concat:
    return Concat("framework", models.Value(":"), name, output_field=models.CharField())


def _listed(name: str, pairs: list[tuple[str, str]]) -> Q:
    """Return the condition that (framework, `name`) is one of the catalogue's pairs."""
    allowed = [f"{framework}:{value}" for framework, value in pairs]
    return models.lookups.In(_pairs(name), allowed)  # type: ignore[return-value]


def _in_force() -> Q:
    """Return the condition that the framework was in force on the day the inspection ended."""
    condition = Q()
    for framework in frameworks.FRAMEWORKS.values():
        days = Q(framework=framework.key)
        if framework.starts:
            days &= Q(ends_on__gte=framework.starts)
        if framework.ends:
            days &= Q(starts_on__lte=framework.ends)
        condition |= days
    return condition


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def published(self) -> "InspectionQuerySet":
        return self.filter(is_published=True)

    def newest_first(self) -> "InspectionQuerySet":
        return self.order_by("-ends_on", "-pk")


@track()
class Inspection(models.Model):
    """One inspection of one council, under the framework in force on its day.

    Published inspections are national: anyone signed in may read them.
    """

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="inspections")
    key = models.SlugField(max_length=100, unique=True)
    framework = models.CharField(max_length=40, choices=frameworks.choices())
    visit = models.CharField(max_length=40, blank=True, help_text="standard, short, ...")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    out_by = models.DateField(
        null=True,
        blank=True,
        help_text="A day by which the report was out, where the day of publication is not stated.",
    )
    received_on = models.DateField(
        null=True, blank=True, help_text="The day the council received the report."
    )
    lead_inspector = models.CharField(max_length=200, blank=True)
    is_published = models.BooleanField(default=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="inspection_ends_after_start"
            ),
            models.CheckConstraint(
                condition=(Q(published_on__isnull=True) | Q(published_on__gte=F("ends_on")))
                & (Q(out_by__isnull=True) | Q(out_by__gte=F("ends_on"))),
                name="inspection_published_after_end",
            ),
            models.CheckConstraint(
                condition=Q(is_published=False)
                | Q(published_on__isnull=False)
                | Q(out_by__isnull=False),
                name="inspection_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=_in_force(), name="inspection_framework_in_force_on_its_day"
            ),
            # What judgements and findings refer to, so that none can carry another framework.
            models.UniqueConstraint(fields=["id", "framework"], name="inspection_and_framework"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def known_published_on(self) -> datetime.date | None:
        """Return the day of publication, else the day by which the report is known to be out.

        What is too late counted from here is too late counted from the real day.
        """
        return self.published_on or self.out_by

    def catalogue(self) -> frameworks.Framework:
        """Return the framework's entry in the catalogue: its headings and grades."""
        return frameworks.FRAMEWORKS[self.framework]


class Addressee(models.TextChoices):
    COUNCIL = "council", "The council"
    BOARD = "board", "The safeguarding board"


@track()
class Judgement(models.Model):
    """The grade an inspection gave one area. An empty grade is "not stated in the source"."""

    council_path = "inspection__council"

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="judgements")
    framework = models.CharField(max_length=40, editable=False)
    area = models.CharField(max_length=60)
    grade = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField()
    printed_heading = models.CharField(max_length=200, blank=True)
    printed_grade = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "area"], name="judgement_once_per_area"),
            models.CheckConstraint(
                condition=_listed("area", frameworks.area_pairs()),
                name="judgement_area_of_its_framework",
            ),
            models.CheckConstraint(
                condition=Q(grade="") | _listed("grade", frameworks.grade_pairs()),
                name="judgement_grade_of_its_framework",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.grade_label}"

    @property
    def heading(self) -> str:
        """Return the heading as printed, else as the framework has it."""
        return self.printed_heading or self._area.heading

    @property
    def grade_label(self) -> str:
        """Return the grade in words, or "Not stated"."""
        if not self.grade:
            return "Not stated"
        return self.printed_grade or frameworks.grade_label(self.framework, self.grade)

    @property
    def of_board(self) -> bool:
        """Return whether this is the judgement of the safeguarding board, not the council."""
        return self._area.of_board

    @property
    def strand(self) -> str:
        """Return which half of the inspection this is, in words; "" where it is judged as one."""
        return frameworks.strand_label(self._area)

    @property
    def _area(self) -> frameworks.Area:
        return frameworks.FRAMEWORKS[self.framework].area(self.area)


@track()
class Finding(models.Model):
    """A strength, a concern or an extract, under a judgement area or as a headline."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        CONCERN = "concern", "Concern"
        EXTRACT = "extract", "Extract"

    council_path = "inspection__council"

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    framework = models.CharField(max_length=40, editable=False)
    area = models.CharField(max_length=60, blank=True, help_text="Empty for a headline finding.")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "order"], name="finding_order"),
            models.CheckConstraint(
                condition=Q(area="") | _listed("area", frameworks.area_pairs()),
                name="finding_area_of_its_framework",
            ),
        ]
        triggers = [
            belongs(
                "finding_of_the_inspection",
                "NEW.parent_id IS NOT NULL",
                """SELECT 1 FROM inspections_finding AS parent
                   WHERE parent.id = NEW.parent_id AND parent.inspection_id = NEW.inspection_id""",
                "The finding stands under one of another inspection.",
            ),
            stays("inspection"),
        ]

    def __str__(self) -> str:
        return self.text


@track()
class Recommendation(models.Model):
    """What the inspectorate asks for, under its own number and the council's."""

    class Priority(models.TextChoices):
        RECOMMENDATION = "recommendation", "Recommendation"
        PRIORITY_ACTION = "priority_action", "Priority and immediate action"
        AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"

    council_path = "inspection__council"

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="recommendations"
    )
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True, help_text="As the report prints it.")
    council_number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    addressed_to = models.CharField(
        max_length=10, choices=Addressee.choices, default=Addressee.COUNCIL
    )
    priority = models.CharField(
        max_length=30, choices=Priority.choices, default=Priority.RECOMMENDATION
    )
    paragraph_references = models.CharField(max_length=100, blank=True)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    timescale = models.CharField(
        max_length=200, blank=True, help_text="The inspectorate's own words, if it sets a time."
    )
    answered_elsewhere = models.CharField(
        max_length=200, blank=True, help_text="The other plan that answers it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "order"], name="recommendation_order"),
            models.CheckConstraint(
                condition=Q(addressed_to__in=Addressee.values),
                name="recommendation_addressee_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_number}. {self.text}"

    @property
    def shown_number(self) -> str:
        """Return the council's number where it has one, else the report's."""
        return self.council_number or self.number


@track()
class RecommendationWording(models.Model):
    """The same recommendation as another paper words it."""

    council_path = "recommendation__inspection__council"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="wordings"
    )
    source = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "source"], name="recommendation_wording_once"
            )
        ]

    def __str__(self) -> str:
        return self.text
