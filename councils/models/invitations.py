"""Who was asked by e-mail to have an account, and what came of it."""

import datetime
import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from councils.models.base import belongs, stays
from councils.models.councils import Council
from councils.models.officers import Officer
from councils.models.people import User
from councils.roles import Role


def new_nonce() -> str:
    """Return what makes one sending of an invitation unlike any other: 32 random characters."""
    return secrets.token_hex(16)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> "InvitationQuerySet":
        """Return those neither accepted nor withdrawn, too old ones included."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open_on(self, day: datetime.date) -> "InvitationQuerySet":
        """Return those that can be accepted on `day`."""
        return self.unanswered().filter(expires_on__gte=day)


class Invitation(models.Model):
    """One address asked into one council. Its link holds `nonce`, signed, and works once."""

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices))
    officer = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    expires_on = models.DateField(help_text="The last day on which it can be accepted.")
    times_sent = models.PositiveSmallIntegerField(default=1)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invited")
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_once_unanswered",
            ),
            models.CheckConstraint(
                condition=Q(email=models.functions.Lower("email")),
                name="invitation_email_lower_case",
            ),
            models.CheckConstraint(
                condition=Q(roles__contained_by=Role.values) & Q(roles__len__gt=0),
                name="invitation_roles_are_known",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_has_one_end",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_says_who",
            ),
        ]
        triggers = [
            stays("council"),
            belongs(
                "invited_as_one_of_the_council",
                "NEW.officer_id IS NOT NULL",
                """SELECT 1 FROM councils_officer AS officer
                   WHERE officer.id = NEW.officer_id AND officer.council_id = NEW.council_id""",
                "The officer belongs to another council than the invitation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def roles_in_words(self) -> str:
        return ", ".join(role.label for role in Role if role in self.roles)

    def is_open_on(self, day: datetime.date) -> bool:
        """Return whether it can be accepted on `day`."""
        return not (self.accepted_at or self.withdrawn_at) and self.expires_on >= day
