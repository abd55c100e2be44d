"""Two people change the same words: the second is told, and loses nothing."""

import datetime
from collections.abc import Iterable
from typing import Any

from councils.models import User


class Decided(Exception):
    """Somebody decided otherwise meanwhile; nothing was saved. Its text says what holds now."""


class ChangedMeanwhile(Exception):
    """Somebody changed the same words while somebody else was writing: who, and when."""

    def __init__(self, by: str, at: datetime.datetime) -> None:
        super().__init__("The words were changed meanwhile.")
        self.by, self.at = by, at


def changed_meanwhile(events: Iterable[Any]) -> ChangedMeanwhile:
    """Return who made the newest of some versions, and when, to be raised.

    The versions come with their `pgh_context`.
    """
    last = max(events, key=lambda event: (event.pgh_created_at, bool(_user_of(event))))
    who = User.objects.filter(pk=_user_of(last) or 0).first()
    return ChangedMeanwhile(str(who or "Somebody"), last.pgh_created_at)


def _user_of(event: Any) -> int | None:
    kept = event.pgh_context.metadata if event.pgh_context else {}
    return kept.get("user")
