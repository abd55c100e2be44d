"""Reads one file with a plan in a child process; `limits` starts it."""

from typing import Any

from actionplans.importing.opening import read
from actionplans.importing.tables import to_json
from councils.limited import main


def _read(content: bytes, name: str) -> dict[str, Any]:
    return to_json(read(content, name))


if __name__ == "__main__":
    main(_read)
