"""The councils, and who holds which role in them."""

import datetime

from django.db import models
from django.db.models import Q

from councils.models.base import ends_after_start, in_force_on, track
from councils.models.people import User
from councils.roles import Role


class CouncilQuerySet(models.QuerySet["Council"]):
    def in_force_on(self, day: datetime.date) -> "CouncilQuerySet":
        return self.filter(in_force_on(day))

    def by_name(self) -> "CouncilQuerySet":
        return self.order_by("name", "pk")


class Council(models.Model):
    """A local authority with children's services, past or present."""

    class Kind(models.TextChoices):
        LONDON_BOROUGH = "London borough"
        METROPOLITAN_DISTRICT = "Metropolitan district"
        UNITARY_AUTHORITY = "Unitary authority"
        COUNTY = "County"

    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True, max_length=100)
    gss_code = models.CharField(
        "GSS code", max_length=9, blank=True, help_text="Nine characters, like E08000031."
    )
    dfe_number = models.CharField(
        "DfE number", max_length=3, blank=True, help_text="Three digits, like 336."
    )
    ofsted_urn = models.CharField(
        "Ofsted URN", max_length=7, blank=True, help_text="Ofsted’s own number for the council."
    )
    region = models.CharField(max_length=40)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True, help_text="The first day it was no more.")
    replaced_by = models.ManyToManyField("self", symmetrical=False, blank=True)
    is_fictional = models.BooleanField(default=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gss_code"], condition=~Q(gss_code=""), name="council_gss_code_once"
            ),
            models.UniqueConstraint(
                fields=["dfe_number"],
                condition=~Q(dfe_number="") & Q(ends__isnull=True),
                name="council_dfe_number_once",
            ),
            models.CheckConstraint(
                condition=Q(gss_code="") | Q(gss_code__regex=r"^E(06|08|09|10)\d{6}$"),
                name="council_gss_code_form",
            ),
            models.CheckConstraint(
                condition=Q(dfe_number="") | Q(dfe_number__regex=r"^\d{3}$"),
                name="council_dfe_number_form",
            ),
            models.UniqueConstraint(
                fields=["ofsted_urn"], condition=~Q(ofsted_urn=""), name="council_ofsted_urn_once"
            ),
            models.CheckConstraint(
                condition=Q(ofsted_urn="") | Q(ofsted_urn__regex=r"^\d{5,7}$"),
                name="council_ofsted_urn_form",
            ),
            ends_after_start("council_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Membership(models.Model):
    """One role of one user in one council; a user may hold several."""

    council_path = "council"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "council", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} in {self.council}"
