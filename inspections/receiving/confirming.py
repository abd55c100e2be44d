"""A report that was looked over becomes an inspection, or the source of one that is held."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from councils.models import User
from councils.versions import Decided
from inspections.entering.entered import Entered
from inspections.entering.saving import enter
from inspections.frameworks import FRAMEWORKS, grade_label
from inspections.learning.keeping import keep_sections
from inspections.models import Inspection, ReportFile
from inspections.report_reading.draft import DraftInspection, heading_of

Status = ReportFile.Status


@transaction.atomic
def confirm(report: ReportFile, entered: Entered, user: User) -> Inspection:
    """Return the inspection that a report becomes, national where the site operator sent it.

    Raises HeldAlready where the inspection is there, Decided where somebody decided otherwise.
    """
    stored = _hold(report)
    national = stored.by_operator and entered.published_on is not None
    made = enter(stored.council, entered, Inspection.Source.REPORT, national=national)
    _settle(stored, made, user)
    keep_sections(made, stored.read)
    return made


@transaction.atomic
def keep_as_source(report: ReportFile, inspection: Inspection, user: User) -> None:
    """Keep a report with an inspection that is held, and change nothing that is held of it.

    What it says in sections is kept to be searched, where none is held and the inspection is the
    sender's to change. Raises Decided where somebody decided otherwise.
    """
    stored = _hold(report)
    _settle(stored, inspection, user)
    theirs = stored.by_operator or not inspection.is_published
    if theirs and not inspection.report_sections.exists():
        keep_sections(inspection, stored.read)


class NewerTyped(Exception):
    """Somebody else kept what they put right since the page was opened."""

    def __init__(self, report: ReportFile) -> None:
        super().__init__("Somebody else kept other corrections.")
        self.report = report


@transaction.atomic
def keep_typed(report: ReportFile, typed: dict[str, list[str]], user: User, *, seen: str) -> None:
    """Keep what somebody put right and has not confirmed, in place of what was kept before.

    Raises NewerTyped where that is not what they had `seen`, Decided where it is decided.
    """
    stored = _hold(report)
    if stored.typed_version != seen:
        raise NewerTyped(stored)
    stored.typed, stored.typed_by, stored.typed_at = typed, user, timezone.now()
    stored.save(update_fields=["typed", "typed_by", "typed_at"])


def _hold(report: ReportFile) -> ReportFile:
    stored = ReportFile.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if stored.status != Status.READ:
        raise Decided(f"It is {stored.get_status_display().lower()} by now.")
    return stored


def _settle(stored: ReportFile, inspection: Inspection, user: User) -> None:
    stored.inspection, stored.status = inspection, Status.CONFIRMED
    stored.confirmed_by, stored.confirmed_at = user, timezone.now()
    stored.is_national = stored.by_operator
    stored.typed = {}
    stored.save()


def sources_of(inspection: Inspection, user: User | AnonymousUser) -> QuerySet[ReportFile]:
    """Return the reports kept with an inspection that `user`, who may read it, may have.

    What a council sent for an inspection that is national stays its own, until the site
    operator makes it national.
    """
    kept = ReportFile.objects.filter(inspection=inspection, status=Status.CONFIRMED)
    own = Q(council__memberships__user=user.pk)
    return kept.filter(Q(is_national=True) | own).distinct().order_by("pk")


def differences(inspection: Inspection, draft: DraftInspection) -> list[str]:
    """Return what a report says otherwise than the inspection that is held, a sentence each."""
    asked = _asked(inspection, draft)
    return [*_facts(inspection, draft), *_grades(inspection, draft), *asked]


def _facts(inspection: Inspection, draft: DraftInspection) -> Iterator[str]:
    pairs = (
        ("First day", inspection.starts_on, draft.inspection_start),
        ("Last day", inspection.ends_on, draft.inspection_end),
        ("Published", inspection.published_on, draft.published),
    )
    for name, held, read in pairs:
        if read and held != read:
            was = f"{held:%-d %B %Y} is held" if held else "none is held"
            yield f"{name}: {was}, the report says {read:%-d %B %Y}."
    if draft.lead_inspector and draft.lead_inspector != inspection.lead_inspector:
        was = (
            f"{inspection.lead_inspector} is held" if inspection.lead_inspector else "none is held"
        )
        yield f"Lead inspector: {was}, the report names {draft.lead_inspector}."


def _grades(inspection: Inspection, draft: DraftInspection) -> Iterator[str]:
    held = dict(inspection.judgements.values_list("area", "grade"))
    framework = FRAMEWORKS[inspection.framework]
    if draft.framework != framework.key:
        return
    for read in draft.judgements:
        if held.get(read.area) != read.grade:
            was = held.get(read.area)
            words = f"{grade_label(framework.key, was)} is held" if was else "none is held"
            said = grade_label(framework.key, read.grade)
            yield f"{heading_of(framework.area(read.area))}: {words}, the report says {said}."


def _asked(inspection: Inspection, draft: DraftInspection) -> Iterator[str]:
    """Yield how many are held and read; where as many, which of them are worded otherwise."""
    held = list(inspection.recommendations.order_by("order"))
    if len(held) != len(draft.recommendations):
        yield f"Recommendations: {len(held)} held, {len(draft.recommendations)} in the report."
        return
    for kept, read in zip(held, draft.recommendations, strict=True):
        if _plain(kept.text) != _plain(read.text):
            yield f"Recommendation {kept.shown_number or kept.order} is worded otherwise."


def _plain(text: str) -> str:
    """Return the letters and figures alone, which print and typing leave as they are."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
