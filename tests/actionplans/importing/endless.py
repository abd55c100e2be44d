"""Readers that never end, or take all memory: started in a child by the tests of its limits."""

import itertools
from typing import Any

from actionplans.importing.tables import Document, to_json
from councils.limited import main


def _read(content: bytes, name: str) -> dict[str, Any]:
    if content == b"wait":
        while True:
            pass
    if content == b"hoard":
        hoard = [bytearray(1 << 20) for _ in itertools.count()]
        return {"hoard": len(hoard)}
    if content == b"fall":
        return {"never": 1 / 0}
    return to_json(Document(name, "csv", ()))


if __name__ == "__main__":
    main(_read)
