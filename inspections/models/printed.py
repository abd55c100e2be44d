"""What papers counted: tables of England's grades as they were printed, beside our own counts."""

from django.db import models
from django.db.models import Q

from councils.models import Council
from inspections.comparing.sets import SETS


class PrintedTable(models.Model):
    """A table of counts in a council's paper, exactly as printed, with what it is a count of.

    `inspections` and `area` say what is computed to stand beside it. `share` and `share_of_all`
    are the headings of its percentages, empty where it prints none.
    """

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="printed_tables")
    key = models.SlugField(max_length=100, unique=True)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    printed_on = models.DateField()
    as_at = models.DateField()
    inspections = models.CharField(max_length=40)
    area = models.CharField(max_length=60)
    share = models.CharField(max_length=100)
    share_of_all = models.CharField(max_length=100, blank=True)
    denominators = models.TextField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(inspections__in=sorted(SETS)), name="printed_table_of_known_inspections"
            ),
            models.CheckConstraint(
                condition=Q(as_at__lte=models.F("printed_on")), name="printed_table_after_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PrintedLine(models.Model):
    """One line of a printed table. `column` is what is computed beside it."""

    council_path = "table__council"

    table = models.ForeignKey(PrintedTable, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    share = models.CharField(max_length=10)
    share_of_all = models.CharField(max_length=10, blank=True)
    column = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "order"], name="printed_line_order"),
            models.UniqueConstraint(fields=["table", "column"], name="printed_line_once_a_column"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.number}"
