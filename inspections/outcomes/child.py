"""The child process that opens a table of outcomes: `python -m inspections.outcomes.child`."""

from typing import Any

from councils.limited import main
from inspections.outcomes.sheets import read


def _read(content: bytes, name: str) -> dict[str, Any]:
    kind, rows = read(content, name)
    return {"kind": kind, "rows": rows}


if __name__ == "__main__":
    main(_read)
