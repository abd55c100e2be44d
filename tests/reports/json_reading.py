"""The values of a plan's JSON file, and whether they are of the kinds that are told."""

import datetime
from collections.abc import Iterator
from typing import Any


def values(found: Any, under: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(found, list):
        for each in found:
            yield from values(each, f"{under}[]")
    elif isinstance(found, dict):
        for key, value in found.items():
            path = f"{under}.{key}" if under else key
            yield path, value
            yield from values(value, path)


def fits(value: Any, kind: str) -> bool:
    if kind == "day":
        return value is None or datetime.date.fromisoformat(value).isoformat() == value
    if kind == "number as text":
        return value is None or float(value) is not None
    wanted: Any = {"text": str, "whole number": int, "true or false": bool, "list": list}
    return value is None or isinstance(value, wanted.get(kind, dict))
