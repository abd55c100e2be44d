"""A report is sent: its size and kind are looked at, it is kept, and the worker is told."""

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction

from councils.file_types import TAKEN, NotTaken, clean_name, ending_of, file_type
from councils.files import removed, sha256_of, stored
from councils.models import Council, User
from councils.uploading import MEGABYTE
from inspections.models import ReportFile
from inspections.tasks import read_report_file

_OTHER = "“{name}” is not a PDF. Reports are read as the PDF that Ofsted publishes: choose that."
_NOT_SO = (
    "“{name}” is called a PDF, but its content is something else. Download the report again from "
    "Ofsted’s website, and choose that."
)
_EMPTY = "“{name}” is empty. Download the report again, and choose that."
_TOO_LARGE = "“{name}” is larger than {most} MB, more than any inspection report. Check the file."
_NOT_STORED = "“{name}” could not be kept just now. Wait a moment, then choose it again."


def send_report(
    council: Council, user: User, file: File, *, by_operator: bool = False
) -> tuple[ReportFile, bool]:
    """Return the row of a report that was sent, and whether it is new; the same file is not.

    Nothing of it is read here but its first bytes. Raises NotTaken with a sentence.
    """
    name = clean_name(file.name or "")
    _check(name, file)
    sha256 = sha256_of(file)
    if there := _going(council, sha256, by_operator):
        return there, False
    report = ReportFile(council=council, asked_by=user, by_operator=by_operator)
    report.file_name, report.sha256 = name, sha256
    stored(report, file, _NOT_STORED)
    return _handed_on(report)


def too_large(name: str) -> str:
    """Return the sentence that refuses a file for its size."""
    return _TOO_LARGE.format(name=clean_name(name), most=settings.EVIDENCE_MAX_MB)


def _check(name: str, file: File) -> None:
    if (file.size or 0) > settings.EVIDENCE_MAX_MB * MEGABYTE:
        raise NotTaken(too_large(name))
    if not file.size:
        raise NotTaken(_EMPTY.format(name=name))
    if ending_of(name) != TAKEN["pdf"].ending:
        raise NotTaken(_OTHER.format(name=name))
    try:
        file_type(name, file)  # type: ignore[arg-type]
    except NotTaken as refused:
        raise NotTaken(_NOT_SO.format(name=name)) from refused


def _going(council: Council, sha256: str, by_operator: bool) -> ReportFile | None:
    same = ReportFile.objects.filter(council=council, sha256=sha256, by_operator=by_operator)
    return same.filter(status__in=ReportFile.GOING).first()


def _handed_on(report: ReportFile) -> tuple[ReportFile, bool]:
    """Give a stored report to the worker; of two sent at once only the first."""
    try:
        with transaction.atomic():
            report.status = ReportFile.Status.WAITING
            report.save(update_fields=["status"])
            read_report_file.defer(report_id=report.pk)
    except IntegrityError:
        there = _going(report.council, report.sha256, report.by_operator)
        if there is None:
            raise
        if removed(report.file):
            report.delete()
        return there, False
    return report, True
