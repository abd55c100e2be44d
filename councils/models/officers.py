"""Who can lead an action: people, posts, groups and partners."""

import datetime

from django.db import models
from django.db.models import F, Q

from councils.models.base import belongs, ends_after_start, in_force_on, stays, track
from councils.models.councils import Council
from councils.models.people import User


class OfficerQuerySet(models.QuerySet["Officer"]):
    def of_user(self, user: User, day: datetime.date) -> "OfficerQuerySet":
        """Return the officers `user` answers for on `day`: themselves, their posts and groups."""
        rows = Appointment.objects.filter(in_force_on(day))
        held = rows.filter(officer__user=user).values("to")
        # A group may be made of posts: then it is of those who hold them.
        groups = rows.filter(officer__in=held).values("to")
        return self.filter(Q(user=user) | Q(pk__in=held) | Q(pk__in=groups))


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

    @property
    def last_day(self) -> datetime.date | None:
        """Return the last day they are there; None while no end is known."""
        return self.ends - datetime.timedelta(days=1) if self.ends else None


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
