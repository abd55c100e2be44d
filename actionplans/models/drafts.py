"""What somebody began to write and has not sent: the only thing here that changes."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q

from actionplans.models.facts import Evidence
from actionplans.models.plans import Action, Milestone
from actionplans.models.triggers import DRAFT_OF_THE_ACTION, UPLOAD_OF_THE_ACTION
from councils.models import User


class ProgressDraft(models.Model):
    """What somebody began to write and has not sent: the only thing here that changes."""

    council_path = "action__plan__council"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="drafts")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    for_others = models.BooleanField(default=False)
    occurrence = models.DateField(null=True, blank=True, help_text="The one due check it is of.")
    fields = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "action", "milestone", "for_others", "occurrence"],
                nulls_distinct=False,
                name="draft_once",
            )
        ]
        triggers = [DRAFT_OF_THE_ACTION]

    def __str__(self) -> str:
        return f"Draft of {self.user}"

    @property
    def version(self) -> str:
        """Return what tells this saving of the draft from the next."""
        return self.saved_at.isoformat()

    @classmethod
    @transaction.atomic
    def keep(
        cls, of: "DraftOf", fields: dict[str, Any], seen: str, *, anyway: bool = False
    ) -> Self:
        """Return the one draft of its writer on this, now holding `fields`.

        `seen` is the version the writer had on screen, "" for none; raises OtherDraft
        when another was saved since, in another window, unless `anyway`.
        """
        User.objects.select_for_update(no_key=True).get(pk=of.user.pk)
        draft = cls.objects.filter(**vars(of)).first()
        if draft and draft.version != seen and not anyway:
            raise OtherDraft(draft)
        kept = draft or cls(**vars(of))
        kept.fields = fields
        kept.save()
        return kept


@dataclass(frozen=True)
class DraftOf:
    """Whose draft it is, and on what."""

    user: User
    action: Action
    milestone: Milestone | None
    for_others: bool
    occurrence: datetime.date | None = None


class OtherDraft(Exception):
    """The writer saved other words on the same in another window; nothing was replaced."""

    def __init__(self, draft: ProgressDraft) -> None:
        super().__init__("There is another draft.")
        self.draft = draft


def upload_path(upload: "Upload", name: str) -> str:
    """Return where a file waits until it is sent, under a name nobody can guess."""
    return f"uploads/{upload.action.plan.council_id}/{uuid.uuid4().hex}"


class Upload(models.Model):
    """A file or a link somebody attached to a report not sent yet, so that no error loses it.

    The row comes before its file and goes after it, so that no file is ever without a row;
    `size` is 0 until the whole file is stored.
    """

    council_path = "action__plan__council"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="uploads")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="uploads")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="uploads"
    )
    for_others = models.BooleanField(default=False)
    occurrence = models.DateField(null=True, blank=True, help_text="The one due check it is of.")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Evidence.Kind.choices)
    is_confidential = models.BooleanField(default=False)
    url = models.URLField(max_length=500, blank=True)
    file = models.FileField(max_length=200, blank=True, upload_to=upload_path)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="upload_is_a_file_or_a_link",
            )
        ]
        triggers = [UPLOAD_OF_THE_ACTION]

    def __str__(self) -> str:
        return self.title
