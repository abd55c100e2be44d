"""The register of accounts: who signed in, was invited, got or lost a role, or left."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.models.base import FACTS_STAY
from councils.models.councils import Council
from councils.models.people import User
from councils.roles import Role


class RegisterEntry(models.Model):
    """Something that happened to an account, as one council's administrators may know it.

    Only ever inserted. `name` and `email` are those of that moment. What happens to somebody
    who belongs to several councils (a sign-in) is written once for each of them. `by` is
    empty where no person here did it: somebody who could not sign in, or a command.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        SIGN_IN_FAILED = "sign_in_failed", "Wrong password"
        PASSWORD_RESET = "password_reset", "Password reset"
        PASSWORD_CHANGED = "password_changed", "Password changed"
        INVITED = "invited", "Invited"
        INVITED_AGAIN = "invited_again", "Invitation sent again"
        WITHDRAWN = "withdrawn", "Invitation withdrawn"
        ACCEPTED = "accepted", "Invitation accepted"
        ROLE_GIVEN = "role_given", "Role given"
        ROLE_TAKEN = "role_taken", "Role taken away"
        LINKED = "linked", "Linked with a name in plans"
        UNLINKED = "unlinked", "Link with a name in plans ended"
        LEFT = "left", "Left"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="register")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now, editable=False)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="register"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    role = models.CharField(max_length=30, choices=Role.choices, blank=True)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="registered"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "signed_in",
                        "sign_in_failed",
                        "password_reset",
                        "password_changed",
                        "invited",
                        "invited_again",
                        "withdrawn",
                        "accepted",
                        "role_given",
                        "role_taken",
                        "linked",
                        "unlinked",
                        "left",
                    ]
                ),
                name="register_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(role="", kind__in=["role_given", "role_taken"])
                & Q(role__in=["", *Role.values]),
                name="register_role_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "-at", "-id"], name="register_latest"),
            models.Index(fields=["council", "user", "kind"], name="register_of_person"),
        ]
        triggers = [FACTS_STAY]
        verbose_name_plural = "register entries"

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"

    @property
    def by_in_words(self) -> str:
        """Return who did it; nobody can say who typed a wrong password."""
        if self.by is None:
            unknown = self.kind == self.Kind.SIGN_IN_FAILED
            return "Unknown" if unknown else "Whoever runs the site"
        return "Themselves" if self.by_id == self.user_id else str(self.by)
