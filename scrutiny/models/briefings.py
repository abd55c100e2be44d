"""Briefings for members: asked for on the dashboard, drawn by the worker."""

from dataclasses import replace

from django.db import models
from django.db.models import Q

from actionplans.asat import AsAt
from actionplans.models import ActionPlan
from councils.drafts import is_draft
from councils.models import Body, Council, User, belongs
from reports.models import Export, state_for
from reports.models.files import has_what_its_status_says

_OF_THE_COUNCIL = belongs(
    "about_its_council",
    "TRUE",
    "SELECT 1 WHERE (NEW.plan_id IS NULL OR EXISTS (SELECT 1 FROM actionplans_actionplan p "
    "WHERE p.id = NEW.plan_id AND p.council_id = NEW.council_id)) "
    "AND (NEW.body_id IS NULL OR EXISTS (SELECT 1 FROM councils_body b "
    "WHERE b.id = NEW.body_id AND b.council_id = NEW.council_id))",
    "A briefing is about its own council",
)


class Briefing(models.Model):
    """One PDF of a dashboard as at a day: of a plan, or of all plans of a council.

    `body`: whose last meeting it tells changes from; without one, any body's. It shows what
    papers show, whoever asks.
    """

    council_path = "council"
    draft_with = ("plan",)
    # A redaction drops what was made from the words it takes out.
    can_be_made_again = Q(content__isnull=False)
    Status = Export.Status

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="briefings")
    plan = models.ForeignKey(
        ActionPlan, null=True, blank=True, on_delete=models.CASCADE, related_name="briefings"
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.CASCADE, related_name="briefings"
    )
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="briefings")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_on = models.DateField()
    as_at = models.DateField()
    known_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    problem = models.TextField(blank=True)
    content = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [has_what_its_status_says("briefing_has_what_its_status_says")]
        indexes = [models.Index(fields=["asked_at"], name="briefing_by_moment")]
        triggers = [_OF_THE_COUNCIL]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        about = self.plan.reference if self.plan else self.council.slug
        known = f"-as-known-on-{self.known_on:%Y-%m-%d}" if self.known_on else ""
        return f"briefing-{about}-as-at-{self.as_at:%Y-%m-%d}{known}.pdf"

    def state(self) -> AsAt:
        """Return the state it shows: members', but of a draft that an officer asked for."""
        state = state_for(Export.Readers.PAPERS, self.as_at, self.asked_on, self.known_on)
        return replace(state, without_drafts=not (self.plan and is_draft(self.plan)))
