"""A council's file on its way in: kept as it was sent, read by the worker, dropped or confirmed."""

import datetime
from io import BytesIO

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from actionplans.importing.apart import understand_apart
from actionplans.importing.known import known_for
from actionplans.importing.opening import open_file, open_pasted, refusal
from actionplans.importing.rereading import keep
from actionplans.importing.tables import Document, to_json
from actionplans.models import PlanImport
from councils.file_types import NotTaken, clean_name, ending_of
from councils.files import removed, sha256_of, stored
from councils.limits import CannotRead
from councils.uploading import MEGABYTE

PASTED_NAME = "pasted table.txt"
CONTENT_TYPES = {
    PlanImport.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PlanImport.Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PlanImport.Kind.CSV: "text/csv",
    PlanImport.Kind.PASTED: "text/plain",
}
# How files are called that are read, and what kind that makes them.
ENDINGS = {
    "docx": PlanImport.Kind.DOCX,
    "dotx": PlanImport.Kind.DOCX,
    "xlsx": PlanImport.Kind.XLSX,
    "xltx": PlanImport.Kind.XLSX,
    "csv": PlanImport.Kind.CSV,
    "tsv": PlanImport.Kind.CSV,
    "txt": PlanImport.Kind.CSV,
}

_TOO_LARGE = "“{name}” is larger than {most} MB. Leave pictures out of it, or take it in by parts."
_NOT_STORED = "“{name}” could not be kept just now. Wait a moment, then choose it again."
NOT_READ = "This file could not be read because of a fault of ours. Try again, or paste the table."


def hold_file(planned: PlanImport, file: File) -> PlanImport:
    """Return the import with its file kept, not yet to be read; raise NotTaken with a sentence.

    Looked at here are name, size and first bytes; the worker looks inside.
    """
    name = clean_name(file.name or "")
    if (file.size or 0) > settings.IMPORT_MAX_MB * MEGABYTE:
        raise NotTaken(too_large(name))
    file.seek(0)
    if why := refusal(file.read(), name):
        raise NotTaken(why)
    file.seek(0)
    return _held(planned, file, ENDINGS.get(ending_of(name), PlanImport.Kind.CSV), name)


def hold_pasted(planned: PlanImport, text: str) -> PlanImport:
    """Return the import with a pasted table kept as a file; raise NotTaken with a sentence."""
    content = text.encode("utf-8", "replace")
    if len(content) > settings.IMPORT_MAX_MB * MEGABYTE:
        raise NotTaken(too_large("The pasted table"))
    return _held(planned, File(BytesIO(content)), PlanImport.Kind.PASTED, PASTED_NAME)


def too_large(name: str) -> str:
    """Return the sentence that refuses a file for its size."""
    return _TOO_LARGE.format(name=clean_name(name), most=settings.IMPORT_MAX_MB)


def _held(planned: PlanImport, file: File, kind: PlanImport.Kind, name: str) -> PlanImport:
    planned.status = PlanImport.Status.HELD
    planned.kind, planned.file_name = kind, name
    planned.content_type, planned.sha256 = CONTENT_TYPES[kind], sha256_of(file)
    return stored(planned, file, _NOT_STORED)


def send_on(planned: PlanImport) -> None:
    """Let a held file wait for the worker."""
    planned.status = PlanImport.Status.WAITING
    planned.save()


def read_in(planned: PlanImport) -> None:
    """Read and understand the file of an import that waits; a second run of it is harmless.

    What cannot be read is refused with a sentence. A fault of ours is told too, and raised.
    """
    waits = [PlanImport.Status.WAITING, PlanImport.Status.READING]
    mine = PlanImport.objects.filter(pk=planned.pk, status__in=waits)
    if not mine.update(status=PlanImport.Status.READING):
        return
    try:
        document = to_json(_document(planned))
        known = known_for(planned)
        answer = understand_apart(document, known, planned.corrections)
        with transaction.atomic():
            if mine.update(status=PlanImport.Status.READ, document=document):
                keep(planned, planned.version, known, answer)
    except CannotRead as refused:
        _refuse(planned, str(refused))
    except Exception:
        _refuse(planned, NOT_READ)
        raise


def _document(planned: PlanImport) -> Document:
    if planned.kind == PlanImport.Kind.PASTED:
        return open_pasted(pasted_text(planned))
    return open_file(_content(planned), planned.file_name)


def pasted_text(planned: PlanImport) -> str:
    """Return the table that somebody pasted."""
    return _content(planned).decode("utf-8")


def _content(planned: PlanImport) -> bytes:
    with planned.file.open("rb") as file:
        content: bytes = file.read()
    return content


def _refuse(planned: PlanImport, sentence: str) -> None:
    PlanImport.objects.filter(pk=planned.pk, status=PlanImport.Status.READING).update(
        status=PlanImport.Status.REFUSED, problem=sentence
    )


def drop(planned: PlanImport) -> bool:
    """Return whether the import is dropped now: nothing of it becomes a plan.

    One that was confirmed meanwhile, or is being taken in, is not.
    """
    status = PlanImport.Status
    over = [status.CONFIRMING, status.CONFIRMED, status.DROPPED]
    going = PlanImport.objects.filter(pk=planned.pk).exclude(status__in=over)
    return bool(going.update(status=PlanImport.Status.DROPPED))


def kept_until(planned: PlanImport) -> datetime.date:
    """Return the last day on which an import that nobody confirms is kept."""
    touched = max(planned.asked_at, planned.corrected_at or planned.asked_at)
    return timezone.localtime(touched).date() + datetime.timedelta(days=settings.IMPORT_KEEP_DAYS)


def remove_unconfirmed() -> int:
    """Return how many imports were removed with their files and what was read of them.

    These are they that nobody confirmed, nor put right, for IMPORT_KEEP_DAYS. What was confirmed
    is kept, and so is what is being taken in.
    """
    status = PlanImport.Status
    touched = Greatest("asked_at", Coalesce("corrected_at", "asked_at"))
    since = timezone.now() - datetime.timedelta(days=settings.IMPORT_KEEP_DAYS)
    going = PlanImport.objects.exclude(status__in=[status.CONFIRMING, status.CONFIRMED])
    old = going.alias(touched=touched).filter(touched__lt=since)
    return sum(_remove(planned) for planned in old.defer("document").order_by("pk"))


def _remove(planned: PlanImport) -> bool:
    if gone := removed(planned.file):
        planned.delete()
    return gone
