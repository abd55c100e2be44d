"""Files that people hand in: stored with a row of their own, and handed out to be saved."""

import hashlib
import logging
from typing import Any, TypeVar

from django.core.files.base import File
from django.db import DatabaseError
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from councils.file_types import NotTaken

logger = logging.getLogger(__name__)
Kept = TypeVar("Kept", bound=Any)


def sha256_of(file: File) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal; the file is left at its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def stored(row: Kept, file: File, sentence: str) -> Kept:
    """Return `row` with its file stored: the row first, so that no file is without one.

    `row` has `file`, `file_name` and `size`, which is 0 until the whole file is there. Raises
    NotTaken with `sentence`, given the file's name, where the storage fails.
    """
    name = row.file.field.generate_filename(row, row.file_name)
    row.file.name = name
    row.save()
    try:
        row.file.name = row.file.storage.save(name, file)
    except DatabaseError:
        raise
    except Exception as fault:  # Each storage has faults of its own.
        logger.exception("A file could not be stored")
        raise NotTaken(sentence.format(name=row.file_name)) from fault
    row.size = file.size or 0
    row.save(update_fields=["file", "size"])
    return row


def removed(file: FieldFile) -> bool:
    """Return whether a stored file is gone now; a storage that fails is logged."""
    try:
        if file:
            file.storage.delete(file.name or "")
    except Exception:  # Each storage has faults of its own.
        logger.exception("A file could not be removed")
        return False
    return True


def to_be_saved(file: FieldFile, name: str) -> FileResponse:
    """Return the answer that hands a file out to be saved, never shown within the browser.

    Raises FileNotFoundError where it is not there, and what else its storage raises.
    """
    return FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store, private"},
    )


def bytes_to_be_saved(content: bytes, name: str) -> HttpResponse:
    """Return the same answer for what is kept in a row."""
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )
