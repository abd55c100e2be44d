"""Reads one finished paper in a child process; `councils.limits` starts it."""

from typing import Any

from councils.limited import main
from reports.finished.reading import read
from reports.paper.as_json import to_json


def _read(content: bytes, name: str) -> dict[str, Any]:
    found = read(content)
    return {
        "title": found.title,
        "blocks": to_json(found.blocks),
        "appendices": to_json(found.appendices),
        "remarks": list(found.remarks),
        "carried": found.carried,
        "pictures": found.pictures,
    }


if __name__ == "__main__":
    main(_read)
