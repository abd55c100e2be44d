"""What members do not read of a council: what is a draft, and all that hangs on it.

A model says of itself what makes it a draft (`draft_where`, like `{"status": "draft"}`). What
belongs to a council by way of one is kept with it; what names one beside its own way there says so
(`draft_with`: the paths to what it names, like `("plan",)`).
"""

from functools import cache
from typing import Any

from django.db.models import Model, Q


def not_of_a_draft(model: type[Model], path: str = "") -> Q:
    """Return the filter for rows of `model` that members read: none of a draft.

    `path` leads from the rows filtered to those of `model`, like `action__`. A row that names no
    plan is read.
    """
    found = Q()
    for way, value in _drafts(model):
        found &= ~Q(**{f"{path}{way}": value})
    return found


def is_draft(row: Model) -> bool:
    """Return whether a row is a draft itself."""
    where = getattr(row, "draft_where", {})
    return bool(where) and all(getattr(row, name) == value for name, value in where.items())


@cache
def _drafts(model: type[Model]) -> tuple[tuple[str, Any], ...]:
    """Return what makes a row one of a draft: (the field, by the way to it, and its value)."""
    declared: Any = getattr(model, "council_path", ())
    ways = (declared,) if isinstance(declared, str) else declared
    found: dict[str, Any] = {}
    for way in (*ways, *getattr(model, "draft_with", ())):
        prefix, at = "", model
        for part in ("", *way.split("__")):
            if part:
                prefix, at = f"{prefix}{part}__", _related(at, part)
            found |= {f"{prefix}{name}": v for name, v in getattr(at, "draft_where", {}).items()}
    return tuple(found.items())


def _related(model: type[Model], name: str) -> type[Model]:
    related: Any = model._meta.get_field(name).related_model
    return related  # type: ignore[no-any-return]
