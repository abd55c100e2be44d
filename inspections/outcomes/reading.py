"""Opening a table of outcomes, in a child process with limits: the web never opens one itself."""

from typing import Any

from councils.limits import CannotRead, Limits, Refusals, ask_child
from councils.office_files import TOO_LARGE

LARGEST = 10 * 1024**2
TOO_BIG = "This file is larger than 10 MB. Choose a table of outcomes."
_REFUSALS = Refusals(
    too_long="This file takes too long to read. Save it again as CSV and try that.",
    too_large=TOO_LARGE,
    failed="This file could not be read. Save it again as CSV and try that.",
)


def read_table(content: bytes, name: str) -> dict[str, Any]:
    """Return {"kind", "rows": [{"number", "cells"}]}. Raises CannotRead with a sentence."""
    if len(content) > LARGEST:
        raise CannotRead(TOO_BIG)
    return ask_child("inspections.outcomes.child", content, name, Limits(), _REFUSALS)
