"""Which councils are compared with which: facts of the registers, the same for everybody."""

import datetime

from django.db import models
from django.db.models import F, Q

from councils.models.base import ends_after_start, in_force_on
from councils.models.councils import Council, CouncilQuerySet


class StatisticalNeighbour(models.Model):
    """A council most like another, by the Department for Education's measure; 1 is the nearest.

    The relation goes one way: a neighbour's own list may leave the council out.
    """

    council_path = "council"

    council = models.ForeignKey(
        Council, on_delete=models.CASCADE, related_name="statistical_neighbours"
    )
    neighbour = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "rank"], name="neighbour_rank_once"),
            models.UniqueConstraint(fields=["council", "neighbour"], name="neighbour_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="neighbour_rank_from_one"),
            models.CheckConstraint(
                condition=~Q(neighbour=F("council")), name="neighbour_is_another_council"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.rank}. {self.neighbour}"


class CombinedAuthority(models.Model):
    """Councils that joined for some duties. Without `starts` its first day is not held."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True, max_length=100)
    gss_code = models.CharField("GSS code", max_length=9, unique=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True, help_text="The first day it was no more.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gss_code__regex=r"^E47\d{6}$"), name="combined_authority_gss_code_form"
            ),
            ends_after_start("combined_authority_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name

    def councils(self, day: datetime.date) -> CouncilQuerySet:
        """Return the councils that are its members on `day`, by name."""
        of_the_day = self.members.filter(in_force_on(day))
        return Council.objects.filter(pk__in=of_the_day.values("council")).by_name()


class CombinedAuthorityMember(models.Model):
    """A council in a combined authority. Without days it is not held from when to when."""

    council_path = "council"

    combined_authority = models.ForeignKey(
        CombinedAuthority, on_delete=models.CASCADE, related_name="members"
    )
    council = models.ForeignKey(
        Council, on_delete=models.CASCADE, related_name="combined_authorities"
    )
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["combined_authority", "council"], name="combined_authority_member_once"
            ),
            ends_after_start("combined_authority_member_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.combined_authority}: {self.council}"
