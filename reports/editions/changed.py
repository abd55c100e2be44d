"""Whether a paper says something else by now than what was published of it."""

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reports.composing import compose
from reports.models import Edition, Report
from reports.paper.as_json import to_json
from reports.paper.document import NOTE, Document
from reports.plan_files.as_json import as_data

# What an edition says of itself, which day was asked for, and what a piece of a paper is.
_NOT_SAID = ("mark", "known_on", "is")


def changed_since(edition: Edition, day: datetime.date, public: Document | None = None) -> bool:
    """Return whether the paper, composed on a day, says other words than an edition of it holds.

    `public` is the public paper where it is composed already. Words alone are compared: a later
    version of this software may hold them otherwise.
    """
    report = Report.objects.get(pk=edition.report_id)
    for name, is_public in (("public", True), ("exempt", False)):
        held = edition.data.get(f"{name}_composed") or edition.data.get(name)
        if held is None:
            continue
        known = public if is_public else None
        now = to_json(known or compose(report, day, is_public).document, as_data)
        if Counter(_words(held)) != Counter(_words(now)):
            return True
    return bool(report.exempt_paragraphs()) and edition.data.get("exempt") is None


def _words(data: Any) -> Iterator[str]:
    """Yield each text within what an edition holds, but for its note and its mark."""
    if isinstance(data, dict):
        if not _is_note(data):
            for key, value in data.items():
                yield from () if key in _NOT_SAID else _words(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _words(value)
    elif data is not None and not isinstance(data, bool | int | float) and str(data):
        yield str(data)


def _is_note(data: dict[str, Any]) -> bool:
    if data.get("is") != "Box":
        return False
    return any(isinstance(b, dict) and b.get("anchor") == NOTE for b in data.get("blocks", ()))
