"""What was written to whom by e-mail: recorded before it is sent."""

from django.db import models
from django.db.models import Q

from councils.models.base import stays
from councils.models.councils import Council
from councils.models.officers import Officer
from councils.models.people import User


class OutgoingEmail(models.Model):
    """One e-mail to one person. The row comes first, so that none is forgotten or sent twice.

    `key` says what it is, so that the same is recorded once; `message_id` stays the same
    when it has to be sent again, so that a mailbox can tell a repeat. `body` holds marks
    in place of personal links (`councils.emails`): whoever reads the row cannot use them.
    """

    class Kind(models.TextChoices):
        REMINDER = "reminder", "Reminder"
        CHASE = "chase", "Chase"
        RETURNED = "returned", "Update sent back"
        QUESTION = "question", "Question or comment"
        INVITATION = "invitation", "Invitation"
        LINK = "link", "Link to report"
        NOTICE = "notice", "Notice"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        UNKNOWN = "unknown", "Perhaps sent"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="emails")
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    message_id = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="emails"
    )
    officer = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.SET_NULL, related_name="emails"
    )
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    links = models.JSONField(default=dict, blank=True, help_text="Mark: [kind, primary key].")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "failed", "unknown"]),
                name="email_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="email_sent_says_when",
            ),
        ]
        indexes = [models.Index(fields=["council", "-made_at", "-id"], name="email_latest")]
        triggers = [stays("council")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"

    @property
    def needs_a_look(self) -> bool:
        """Return whether an administrator has to do something about it."""
        return self.state in (self.State.FAILED, self.State.UNKNOWN)
