"""What people put right in a preview, in the plain shape in which it is kept."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from actionplans.importing.understood import Corrections, Field, RowKey

_ROWS = ("left_out", "taken_in", "one_step", "split", "progress_by_step")


def to_json(corrections: Corrections) -> dict[str, Any]:
    """Return `corrections` in lists, texts and numbers; what says nothing is left out."""
    said = {field.name: getattr(corrections, field.name) for field in fields(Corrections)}
    plain = {name: _plain(name, value) for name, value in said.items() if value}
    if corrections.tables is not None:
        plain["tables"] = list(corrections.tables)
    return plain


def _plain(name: str, value: Any) -> Any:
    if name in _ROWS:
        return sorted(list(key) for key in value)
    if name == "due":
        return [[*key, day.isoformat()] for key, day in sorted(value.items())]
    if name in ("recommendations", "places"):
        return [[*key, list(found)] for key, found in sorted(value.items())]
    if name == "columns":
        return [[index, str(field)] for index, field in sorted(value.items())]
    return dict(value) if isinstance(value, Mapping) else list(value)


def from_json(data: Mapping[str, Any]) -> Corrections:
    """Return the corrections that `to_json` gave as `data`."""
    rows = {name: frozenset(_keys(data.get(name, ()))) for name in _ROWS}
    tables = data.get("tables")
    return Corrections(
        columns={index: Field(field) for index, field in data.get("columns", ())},
        tables=None if tables is None else tuple(tables),
        leads=dict(data.get("leads", {})),
        ratings=dict(data.get("ratings", {})),
        recommendations={(t, n): tuple(pks) for t, n, pks in data.get("recommendations", ())},
        due={
            (t, n, step): datetime.date.fromisoformat(day)
            for t, n, step, day in data.get("due", ())
        },
        places={(t, n, Field(name)): tuple(of) for t, n, name, of in data.get("places", ())},
        **rows,
    )


def _keys(found: Iterable[Iterable[int]]) -> list[RowKey]:
    return [(table, number) for table, number in found]
