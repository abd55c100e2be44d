"""What was read of a paper's files, kept beside them by its SHA-256: a page reads nothing twice."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import transaction

from councils.holding_back import redactions_so_far
from councils.limits import CannotRead, Limits, Refusals, ask_child
from councils.models import Council
from reports.models import ReadBack, Report
from reports.paper.as_json import digest_of_json
from reports.paper.document import Document
from reports.paper_files import HERE, digest_of_file, paper_docx

LIMITS = Limits(wall_seconds=15, cpu_seconds=10)
REFUSALS = Refusals(
    too_long="This file takes too long to read. Take out what is not the paper, and try again.",
    too_large="This file is too large to read. Take out pictures and what is not the paper.",
    failed="This file could not be read. Save it again in Word as a .docx file, and try again.",
)
# Below the folder of the product: what reads files. Another version of it reads them anew.
_READ = (
    "councils/office_files.py",
    "actionplans/importing/word_*.py",
    "reports/finished/*.py",
    "reports/paper/as_json.py",
    "reports/paper/document.py",
)


def kept(report: Report, what: str, of: str, read: Callable[[], Any]) -> Any:
    """Return what was read: kept from before, or from `read`, and then kept.

    `what` says in which way it is read, `of` is the SHA-256 of what is. Raises what `read` raises,
    and CannotRead as before where that could not be read.
    """
    key = digest_of_json([what, of, readers()])
    found = ReadBack.objects.filter(report=report, sha256=key).values_list("read", flat=True)
    held = found.first()
    if held is None:
        held = _keep(report, key, read)
    if "refused" in held:
        raise CannotRead(held["refused"])
    return held["read"]


def _keep(report: Report, key: str, read: Callable[[], Any]) -> dict[str, Any]:
    """Return what is read now; it is kept unless a name was taken out while it was read."""
    before = redactions_so_far(report.council_id)
    try:
        held = {"read": read()}
    except CannotRead as refused:
        held = {"refused": str(refused)}
    with transaction.atomic():
        Council.objects.select_for_update(no_key=True).get(pk=report.council_id)
        if redactions_so_far(report.council_id) == before:
            row = ReadBack(report=report, sha256=key, read=held)
            ReadBack.objects.bulk_create([row], ignore_conflicts=True)
    return held


@cache
def readers() -> str:
    """Return the SHA-256 of what reads files."""
    own = sorted({file for pattern in _READ for file in HERE.parent.glob(pattern)})
    return hashlib.sha256(b"".join(file.read_bytes() for file in own)).hexdigest()


def read_back(content: bytes, name: str) -> dict[str, Any]:
    """Return what a Word file says, read in a child process. Raises CannotRead."""
    return ask_child("reports.finished.child", content, name, LIMITS, REFUSALS)


def read_composed(report: Report, document: Document) -> dict[str, Any]:
    """Return what a composed paper’s Word file says, as `read_back` does. Raises CannotRead."""

    def read() -> dict[str, Any]:
        return read_back(paper_docx(document), "paper.docx")

    found: dict[str, Any] = kept(report, "composed", digest_of_file(document), read)
    return found
