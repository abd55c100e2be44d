"""Readers that never end, or take all memory: started in a child by the tests of its limits."""

import itertools

from actionplans.importing.child import main
from actionplans.importing.tables import Document


def _read(content: bytes, name: str) -> Document:
    if content == b"wait":
        while True:
            pass
    if content == b"hoard":
        hoard = [bytearray(1 << 20) for _ in itertools.count()]
        return Document(str(len(hoard)), "csv", ())
    if content == b"fall":
        return Document(str(1 / 0), "csv", ())
    return Document(name, "csv", ())


if __name__ == "__main__":
    main(_read)
