"""Files made for somebody: asked for on a page, rendered by the worker."""

import datetime
from dataclasses import replace

from django.db import models
from django.db.models import Q

from actionplans.asat import AsAt
from actionplans.models import ActionPlan
from councils.access import Verb, who_may
from councils.models import User


def has_what_its_status_says(name: str) -> models.CheckConstraint:
    """Return the constraint that a file that is done is there, and one that failed says why."""
    done = ~Q(status="done") | Q(content__isnull=False)
    failed = ~Q(status="failed") | ~Q(problem="")
    return models.CheckConstraint(condition=done & failed, name=name)


class Export(models.Model):
    """One PDF of a plan as at a day, as one reader may see it."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Ready"
        FAILED = "failed", "Failed"

    class Readers(models.TextChoices):
        PAPERS = "papers", "For papers: accepted updates only"
        OFFICERS = "officers", "Working copy: updates waiting for acceptance too"

    council_path = "plan__council"
    # A redaction drops what was made from the words it takes out.
    can_be_made_again = Q(content__isnull=False)

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="exports")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="exports")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_on = models.DateField()
    as_at = models.DateField()
    known_on = models.DateField(null=True, blank=True)
    readers = models.CharField(max_length=10, choices=Readers.choices, default=Readers.PAPERS)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    problem = models.TextField(blank=True)
    content = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [has_what_its_status_says("export_has_what_its_status_says")]
        indexes = [models.Index(fields=["asked_on"], name="export_by_day")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        return appendix_file_name(self.plan, self.state(), "pdf")

    def state(self) -> AsAt:
        """Return the state of the plan this file shows to whom it was made for."""
        state = state_for(self.readers, self.as_at, self.asked_on, self.known_on)
        officers = who_may(self.plan.council, Verb.READ_UNACCEPTED)
        return replace(state, without_drafts=not officers.filter(pk=self.asked_by_id).exists())


class ComparisonFile(models.Model):
    """One PDF of a comparison, as somebody asked for it. Made from national facts alone."""

    Status = Export.Status

    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="comparison_files")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_on = models.DateField()
    name = models.CharField(max_length=40)
    council = models.SlugField(max_length=100, blank=True)
    choice = models.JSONField(help_text="What the address asked for, field by field.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    problem = models.TextField(blank=True)
    content = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [has_what_its_status_says("comparison_file_has_what_its_status_says")]
        indexes = [models.Index(fields=["asked_at"], name="comparison_file_by_moment")]

    def __str__(self) -> str:
        return f"{self.name}, {self.asked_on}"


def appendix_file_name(plan: ActionPlan, state: AsAt, ending: str) -> str:
    """Return the name a downloaded appendix has: the plan's reference and what state it shows.

    Two files that differ in what they show differ in name: a working copy is never taken
    for the paper.
    """
    known = f"-as-known-on-{state.known_on:%Y-%m-%d}" if state.known_on else ""
    working = "" if state.accepted_only else "-working-copy"
    return f"{plan.reference}-as-at-{state.day:%Y-%m-%d}{known}{working}.{ending}"


def state_for(
    readers: str,
    day: datetime.date,
    today: datetime.date,
    known_on: datetime.date | None = None,
) -> AsAt:
    """Return the state for papers (accepted, nothing confidential) or for officers."""
    officers = readers == Export.Readers.OFFICERS
    return AsAt(
        day=day,
        today=today,
        known_on=known_on,
        accepted_only=not officers,
        confidential=officers,
    )
