"""What the worker does with a report that waits, and with those that nobody confirmed."""

import datetime

from django.conf import settings
from django.utils import timezone

from councils.files import removed
from councils.limits import CannotRead
from inspections.models import ReportFile
from inspections.report_reader import read_report
from inspections.report_reading.draft import to_json

NOT_READ = (
    "This PDF could not be read because of a fault of ours. Send it again, or enter the "
    "inspection by hand."
)
Status = ReportFile.Status


def read_in(report: ReportFile) -> None:
    """Read a report that waits; a second run of it is harmless.

    What cannot be read is refused with a sentence. A fault of ours is told too, and raised.
    """
    mine = ReportFile.objects.filter(pk=report.pk, status__in=[Status.WAITING, Status.READING])
    if not mine.update(status=Status.READING):
        return
    try:
        draft = read_report(_content(report), report.file_name)
        mine.update(status=Status.READ, draft=to_json(draft))
    except CannotRead as refused:
        mine.update(status=Status.REFUSED, problem=str(refused))
    except Exception:
        mine.update(status=Status.REFUSED, problem=NOT_READ)
        raise


def _content(report: ReportFile) -> bytes:
    with report.file.open("rb") as file:
        content: bytes = file.read()
    return content


def drop(report: ReportFile) -> bool:
    """Return whether the report is dropped now; one that was confirmed meanwhile is not."""
    over = [Status.CONFIRMED, Status.DROPPED]
    going = ReportFile.objects.filter(pk=report.pk).exclude(status__in=over)
    return bool(going.update(status=Status.DROPPED, typed={}))


def kept_until(report: ReportFile) -> datetime.date:
    """Return the last day on which a report that nobody confirms is kept."""
    sent = timezone.localtime(report.asked_at).date()
    return sent + datetime.timedelta(days=settings.IMPORT_KEEP_DAYS)


def remove_unconfirmed() -> int:
    """Return how many reports were removed with their files.

    These are they that nobody confirmed for IMPORT_KEEP_DAYS, and those that were dropped.
    """
    since = timezone.now() - datetime.timedelta(days=settings.IMPORT_KEEP_DAYS)
    going = ReportFile.objects.exclude(status=Status.CONFIRMED)
    old = going.filter(asked_at__lt=since) | going.filter(status=Status.DROPPED)
    return sum(_remove(report) for report in old.order_by("pk"))


def _remove(report: ReportFile) -> bool:
    if gone := removed(report.file):
        report.delete()
    return gone
