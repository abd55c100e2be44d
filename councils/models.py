"""Who: users and their roles, councils, the officers who lead, bodies and meetings."""

import datetime
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from councils.roles import Role


def track(**kwargs: Any) -> Any:
    """Return the decorator that keeps every version of a model, removals included."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        **kwargs,
    )


def belongs(name: str, when: str, found: str, sentence: str) -> pgtrigger.Trigger:
    """Return the trigger that refuses a row whose keys cross from one plan or council to another.

    `when` says which rows are looked at, `found` is the query that must find something.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF {when} AND NOT EXISTS ({found}) THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def stays(field: str) -> pgtrigger.Trigger:
    """Return the trigger that keeps a row where it was put: its `field` never changes.

    What stands under the row belongs to the same plan and council for that reason.
    """
    return pgtrigger.ReadOnly(name=f"{field}_stays", fields=[field])


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new user who signs in with `email`; no password means none works."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new site operator: what `manage.py createsuperuser` makes."""
        return self.create_user(email, password, is_site_operator=True, **fields)


class User(AbstractBaseUser):
    """Someone who signs in. What they may do stands in `Membership`."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_site_operator = models.BooleanField(
        default=False, help_text="Keeps what is national: councils and published inspections."
    )
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=models.functions.Lower("email")), name="user_email_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


def in_force_on(day: datetime.date, prefix: str = "") -> Q:
    """Return the filter for rows with `starts` and `ends` that hold on `day`, ends excluded."""
    starts, ends = f"{prefix}starts", f"{prefix}ends"
    begun = Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": day})
    going = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": day})
    return begun & going


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that a period does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
        name=name,
    )


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
            ends_after_start("council_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


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


class OfficerQuerySet(models.QuerySet["Officer"]):
    def of_user(self, user: User, day: datetime.date) -> "OfficerQuerySet":
        """Return the officers `user` answers for on `day`: themselves, their posts and groups."""
        own = Q(user=user)
        held = Q(
            pk__in=Appointment.objects.filter(in_force_on(day), officer__user=user).values("to")
        )
        return self.filter(own | held)


@track()
class Officer(models.Model):
    """A person, post, group or partner outside the council that can lead an action.

    None of them needs a user account.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        POST = "post", "Post"
        GROUP = "group", "Group"
        PARTNER = "partner", "Partner outside the council"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="officers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200, help_text="The person, post, group or partner.")
    post = models.CharField(max_length=200, blank=True, help_text="A person's post, if known.")
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="officers"
    )
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "name", "post"], name="officer_once_in_council"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "post", "group", "partner"]),
                name="officer_kind_is_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="officer_has_a_name"),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(kind="person"),
                name="officer_with_account_is_a_person",
            ),
            ends_after_start("officer_ends_after_start"),
        ]
        triggers = [stays("council")]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A person who holds a post or belongs to a group, from a day to a day."""

    council_path = "to__council"

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="appointments")
    to = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="holders")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(officer=F("to")), name="appointment_to_another"),
            ends_after_start("appointment_ends_after_start"),
        ]
        triggers = [
            belongs(
                "appointed_in_the_council",
                "TRUE",
                """SELECT 1 FROM councils_officer AS officer
                   JOIN councils_officer AS post ON post.council_id = officer.council_id
                   WHERE officer.id = NEW.officer_id AND post.id = NEW.to_id""",
                "The officer and the post belong to different councils.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer}: {self.to}"


@track()
class Body(models.Model):
    """Cabinet, a committee or a board. A renamed body is a new one with a predecessor."""

    class Kind(models.TextChoices):
        CABINET = "cabinet", "Cabinet"
        OVERVIEW_SCRUTINY = "overview_scrutiny", "Overview and scrutiny committee"
        IMPROVEMENT_BOARD = "improvement_board", "Improvement board"
        SAFEGUARDING_PARTNERSHIP = "safeguarding_partnership", "Safeguarding partnership"
        MANAGEMENT = "management", "Management team"
        OTHER = "other", "Other"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "name"], name="body_once_in_council"),
            ends_after_start("body_ends_after_start"),
        ]
        triggers = [stays("council")]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


@track()
class Meeting(models.Model):
    """One sitting of a body. Its date and what came of it are two things."""

    council_path = "body__council"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "held_on"], name="meeting_once_a_day")
        ]
        triggers = [stays("body")]

    def __str__(self) -> str:
        return f"{self.body}, {self.held_on:%-d %B %Y}"
