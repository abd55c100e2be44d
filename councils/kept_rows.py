"""Rows that are kept from somebody whatever their role: apps above the walls say which, and why.

`Access.reach` leaves them out, so that no page, list or file comes past it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
# Given an access and a model: the filter for the rows that are kept from it; None for none.
Kept = Callable[[Any, type[Model]], Q | None]
_KEPT: list[tuple[Kept, str]] = []


class RefusedSaying(PermissionDenied):
    """A colleague who may not, for a reason that is not their role: 403 with the sentence."""


def keeps_rows(told: str) -> Callable[[Kept], Kept]:
    """Register a function that says which rows are kept from somebody, and what they are told."""

    def register(kept: Kept) -> Kept:
        _KEPT.append((kept, told))
        return kept

    return register


def without_kept(access: Any, rows: QuerySet[M]) -> QuerySet[M]:
    """Return the rows without those that are kept from this access."""
    for kept, _ in _KEPT:
        if hidden := kept(access, rows.model):
            rows = rows.exclude(hidden)
    return rows


def tell_of_kept(access: Any, rows: QuerySet[M]) -> None:
    """Raise RefusedSaying where one of the rows is there and kept from this access."""
    for kept, told in _KEPT:
        if (hidden := kept(access, rows.model)) and rows.filter(hidden).exists():
            raise RefusedSaying(told)
