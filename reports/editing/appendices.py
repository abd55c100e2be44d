"""What is attached to a paper: added, changed, ordered, taken off; and files somebody sends."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from actionplans.models import ActionPlan
from councils.file_types import NotTaken, clean_name, ending_of, file_type
from councils.models import User
from councils.versions import ChangedMeanwhile, changed_meanwhile
from reports.editing.sections import PUBLIC, Exempt
from reports.editing.versions import check_unchanged, hold, version_of
from reports.models import AppendixFile, PaperAppendix, Report
from reports.models.papers import changed
from reports.papers_as_files import take_back_public

TAKEN = ("pdf", "docx", "xlsx", "png", "jpg", "jpeg")
IN_WORDS = "PDF, Word (.docx), Excel (.xlsx), PNG or JPEG"
OTHER = "“{name}” cannot be an appendix. Save it as {taken} and choose that"


@dataclass(frozen=True)
class Attached:
    """What is to be attached: a plan's table, something built, text, or a file; kept out or not."""

    kind: str
    title: str
    plan: ActionPlan | None = None
    of: str = ""
    file: UploadedFile | None = None
    exempt: Exempt = PUBLIC


def checked(file: UploadedFile) -> tuple[str, str]:
    """Return a file's clean name and its content type.

    Raises NotTaken, with a sentence, unless its name and its content are of what is taken.
    """
    name = clean_name(file.name or "")
    found = file_type(name, file)  # type: ignore[arg-type]
    if ending_of(name) not in TAKEN:
        raise NotTaken(OTHER.format(name=name, taken=IN_WORDS))
    return name, found.content_type


def _kept(report: Report, file: UploadedFile, by: User) -> AppendixFile:
    name, content_type = checked(file)
    content = file.read()
    return AppendixFile.objects.create(
        report=report,
        name=name,
        content_type=content_type,
        content=content,
        content_sha256=hashlib.sha256(content).hexdigest(),
        added_by=by,
    )


@transaction.atomic
def attach(report: Report, given: Attached, by: User) -> PaperAppendix:
    """Return a new appendix, the last of the paper. Raises NotTaken where its file is refused."""
    held = hold(report)
    last = held.appendices.order_by("-order").values_list("order", flat=True).first() or 0
    row = PaperAppendix.objects.create(
        report=held,
        order=last + 1,
        kind=given.kind,
        title=given.title,
        plan=given.plan,
        of=given.of,
        file=_kept(held, given.file, by) if given.file else None,
        exempt_under=given.exempt.under,
        exempt_because=given.exempt.because,
    )
    changed(held)
    return row


def appendices_of(report: Report) -> list[Any]:
    """Return the appendices of a paper in their order."""
    return list(report.appendices.order_by("order").values_list("pk", flat=True))


def check_order(report: Report, seen: str) -> None:
    """Raise ChangedMeanwhile unless `seen` are the appendices that are stored, in their order."""
    if version_of(appendices_of(report)) != seen:
        raise _newest(report)


@transaction.atomic
def order_appendices(report: Report, order: Sequence[int], seen: str) -> None:
    """Put appendices in their order; those not given are taken off. Raises ChangedMeanwhile."""
    held = hold(report)
    check_order(held, seen)
    held.appendices.exclude(pk__in=order).delete()
    for place, pk in enumerate(order, 1):
        held.appendices.filter(pk=pk).exclude(order=place).update(order=place)
    changed(held)


def _newest(report: Report) -> ChangedMeanwhile:
    model: Any = PaperAppendix.pgh_event_model  # type: ignore[attr-defined]
    events = model.objects.filter(report_id=report.pk).select_related("pgh_context")
    return changed_meanwhile(events.order_by("-pgh_id")[:1])


def appendix_of(row: Any) -> list[Any]:
    """Return what the page of an appendix changes, of the appendix or of a version of it."""
    return [
        row.title,
        row.label,
        row.anchor,
        row.text,
        row.of,
        row.options,
        row.file_id,
        row.is_to_follow,
        row.exempt_under,
        row.exempt_because,
    ]


@transaction.atomic
def change_appendix(
    row: PaperAppendix, given: dict[str, Any], file: UploadedFile | None, by: User, seen: str
) -> None:
    """Put what is given of an appendix, and a file in place of the one it has.

    Raises ChangedMeanwhile unless `seen` is what is stored, NotTaken where the file is refused.
    """
    held = hold(row.report)
    stored = PaperAppendix.objects.get(pk=row.pk)
    check_unchanged(stored, seen, appendix_of)
    was_exempt = stored.is_exempt
    for name, value in given.items():
        setattr(stored, name, value)
    if file:
        stored.file = _kept(held, file, by)
    stored.save()
    if stored.is_exempt and not was_exempt:
        take_back_public(held)
    changed(held)
