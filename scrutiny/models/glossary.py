"""Acronyms of a council, spelled out."""

from django.db import models
from django.db.models import Q

from councils.models import Council, stays, track


@track()
class Acronym(models.Model):
    """A short form as the council's texts use it, and what it stands for."""

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="acronyms")
    short = models.CharField(max_length=30)
    full = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "short"], name="acronym_once_in_council"),
            models.CheckConstraint(
                condition=~Q(short="") & ~Q(full=""), name="acronym_is_spelled_out"
            ),
        ]
        triggers = [stays("council")]

    def __str__(self) -> str:
        return self.short
