"""The order in which a revised file has actions or steps, with those that it does not have."""

from collections.abc import Sequence
from typing import TypeVar

One = TypeVar("One")


def in_file_order(before: Sequence[One], file: Sequence[One]) -> list[One]:
    """Return all of `before` in the order of `file`; each it does not have follows as before."""
    found = list(file)
    for place, one in enumerate(before):
        if one not in found:
            found.insert(found.index(before[place - 1]) + 1 if place else 0, one)
    return found
