"""Reads one report in a child process; `inspections.report_reader` starts it."""

from typing import Any

from councils.limited import main
from inspections.report_reading.draft import to_json
from inspections.report_reading.reading import read


def _read(content: bytes, name: str) -> dict[str, Any]:
    return to_json(read(content))


if __name__ == "__main__":
    main(_read)
