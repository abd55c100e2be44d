"""Documents as JSON and back: what an edition keeps, and what a child process answers. Pure.

Each block says what it is under "is"; what stands at its default is left out.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from reports.paper.document import (
    Appendix,
    Box,
    Cell,
    Document,
    FrontRow,
    Heading,
    Item,
    Items,
    Look,
    Paragraph,
    PlanTable,
    Table,
    Text,
)

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Appendix,
        Box,
        Cell,
        Document,
        FrontRow,
        Heading,
        Item,
        Items,
        Look,
        Paragraph,
        Table,
        Text,
    )
}


def to_json(held: Any, plan_table: Any = None) -> Any:
    """Return a document, a block or a tuple of them as JSON.

    `plan_table` says what a plan's table becomes; without it one raises TypeError.
    """
    if isinstance(held, PlanTable):
        if plan_table is None:
            raise TypeError("A plan’s table is no data of the paper’s own.")
        return {"is": "PlanTable", "shown": plan_table(held.shown)}
    if isinstance(held, tuple | list):
        return [to_json(each, plan_table) for each in held]
    if is_dataclass(held) and not isinstance(held, type):
        said = {f.name: getattr(held, f.name) for f in fields(held)}
        own = {f.name for f in fields(held) if said[f.name] != f.default}
        found = {name: to_json(said[name], plan_table) for name in said if name in own}
        return {"is": type(held).__name__} | found
    return held


def from_json(said: Any) -> Any:
    """Return what `to_json` was given. Raises KeyError for what is no document."""
    if isinstance(said, list):
        return tuple(from_json(each) for each in said)
    if isinstance(said, dict):
        found = {name: from_json(value) for name, value in said.items() if name != "is"}
        return _KINDS[said["is"]](**found)
    return said


def digest_of_json(data: Any) -> str:
    """Return the SHA-256 of JSON data, days among it, in hexadecimal."""
    return hashlib.sha256(json.dumps(data, default=str).encode()).hexdigest()
