"""What inspectors judged and found."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from councils.models import belongs, stays, track
from inspections import frameworks
from inspections.models.checks import listed
from inspections.models.inspections import Inspection


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
                condition=listed("area", frameworks.area_pairs()),
                name="judgement_area_of_its_framework",
            ),
            models.CheckConstraint(
                condition=Q(grade="") | listed("grade", frameworks.grade_pairs()),
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
                condition=Q(area="") | listed("area", frameworks.area_pairs()),
                name="finding_area_of_its_framework",
            ),
        ]
        indexes = [GinIndex(SearchVector("text", config="english"), name="finding_words")]
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
