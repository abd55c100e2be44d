"""Exempt appendices that were uploaded as files: their words, which a public file must not have."""

from councils.file_types import ending_of
from councils.limits import CannotRead, Limits, Refusals, ask_child
from reports.finished.keeping import kept
from reports.models import AppendixFile, Report

LIMITS = Limits(wall_seconds=15, cpu_seconds=10)
_NOT_READ = "The words of this file cannot be read."
REFUSALS = Refusals(_NOT_READ, _NOT_READ, _NOT_READ)
NOT_COMPARED = (
    "The exempt appendix “{}” is a file that cannot be read, so its words were not looked for"
)


def words_of_files(report: Report) -> tuple[list[str], list[str]]:
    """Return the words of a paper's exempt files, and a sentence for each that cannot be read."""
    found: list[str] = []
    unread: list[str] = []
    rows = report.appendices.filter(exempt_under__isnull=False, file__isnull=False)
    rows = rows.select_related("file__report").defer("file__content")
    for row in rows.order_by("order"):
        try:
            found += _words_of(row.file)
        except CannotRead:
            unread.append(NOT_COMPARED.format(row.title))
    return found, unread


def _words_of(file: AppendixFile | None) -> list[str]:
    if file is None:
        return []

    def read() -> list[str]:
        content = bytes(file.content)
        answer = ask_child("reports.finished.uploaded", content, file.name, LIMITS, REFUSALS)
        return [storable(text) for text in answer["texts"]]

    ending = ending_of(file.name)
    return list(kept(file.report, f"uploaded {ending}", file.content_sha256, read))


def storable(text: str) -> str:
    """Return a text as the database can keep it: a PDF may hold signs that are none."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
