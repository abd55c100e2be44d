"""Rows of values as a CSV file. Knows cells, not what they are about.

Text that a spreadsheet would calculate gets an apostrophe in front (OWASP ASVS 1.2.10).
"""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a CSV file in UTF-8 with a byte order mark, which Excel needs, all cells quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([_csv_text(heading) for heading in headings])
    for row in rows:
        writer.writerow([_csv_text(value) for value in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _csv_text(value: Any) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    # One more where there is one already, so that taking one off again loses nothing.
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text
