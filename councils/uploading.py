"""Keeps a sent form within limits while it comes in, without losing what was typed beside it."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

FILES_AT_ONCE = 10
MEGABYTE = 1024 * 1024


class WithinLimits(FileUploadHandler):
    """Drops a file once it is too large, and those after the tenth, and goes on with the form.

    The names of those dropped stand in `request.files_dropped`, with why.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.dropped: list[tuple[str, str]] = []
        self.number = 0
        if request is not None:
            request.files_dropped = self.dropped  # type: ignore[attr-defined]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.number += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        # Not before the first piece: until then the other handlers hold the file before, and
        # would close that one.
        if self.number > FILES_AT_ONCE:
            self._drop(f"Attach at most {FILES_AT_ONCE} files at a time")
        if start + len(raw_data) > settings.EVIDENCE_MAX_MB * MEGABYTE:
            self._drop(
                f"It is larger than {settings.EVIDENCE_MAX_MB} MB. Make it smaller, or give a "
                "link to where it is kept"
            )
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None

    def _drop(self, why: str) -> None:
        self.dropped.append((self.file_name or "", why))
        raise SkipFile


def files_dropped(request: HttpRequest) -> list[tuple[str, str]]:
    """Return (name, why) of each file that was not taken in with the form."""
    return getattr(request, "files_dropped", [])


def files_sent(request: HttpRequest) -> list[str]:
    """Return the names of the files that came with the form, taken in or not."""
    names = [file.name or "" for _, files in request.FILES.lists() for file in files]
    return names + [name for name, _ in files_dropped(request)]
