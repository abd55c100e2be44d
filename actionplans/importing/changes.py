"""What a revised file would change in a plan: row by row, change by change."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from actionplans.importing.understood import RowKey
from actionplans.importing.wanted import Wanted
from actionplans.models import Action, Milestone


class Kind(StrEnum):
    """What a revised file changes in one action."""

    WORDS = "words"
    OTHER = "other"
    THEME = "theme"
    ACCOUNTABLE = "accountable"
    CONFIDENTIAL = "confidential"
    ANSWERS = "answers"
    STEP_WORDS = "step_words"
    LEADS = "leads"
    NEW_STEP = "new_step"
    STEP_ORDER = "step_order"
    DATE = "date"
    SAID = "said"


@dataclass(frozen=True)
class Change:
    """One thing that would change, in words, and what it takes to do it.

    One that `is_asked` is made only where a person says so: the file has a cell empty that the
    plan has words in, or an older date, and does not say whether that is meant.
    """

    kind: Kind
    what: str
    before: str
    after: str
    name: str = ""  # the field, where it is one of the action's or the step's
    value: Any = None
    step: Milestone | None = None
    at: int = -1  # the step in the file, from 0; -1 is the row
    is_asked: bool = False

    @property
    def mark(self) -> str:
        """Return what tells it from the other changes of its row."""
        return f"{self.kind}.{self.at}.{self.name}"

    @property
    def question(self) -> str:
        """Return what is asked before one that `is_asked` is made."""
        if self.after:
            return f"Change “{self.what}” back to “{self.after}”"
        return f"Empty “{self.what}” in the plan too"


Chosen = frozenset[tuple[int, int, str]]  # the changes asked about that are to be made


@dataclass(frozen=True)
class RowChange:
    """A row of the file with the action it is, None for a new one, and what would change."""

    key: RowKey
    wanted: Wanted
    action: Action | None
    changes: tuple[Change, ...] = ()
    stays: tuple[str, ...] = ()  # what the file has otherwise, and the plan keeps

    @property
    def is_new(self) -> bool:
        return self.action is None

    @property
    def asked(self) -> list[Change]:
        """Return the changes that are made only where a person says so."""
        return [change for change in self.changes if change.is_asked]

    @property
    def is_unchanged(self) -> bool:
        """Return whether nothing changes unless a person says so."""
        return self.action is not None and len(self.asked) == len(self.changes)

    def with_chosen(self, chosen: Chosen) -> "RowChange":
        """Return the row with those of its asked changes that were chosen, as sure as others."""
        made = [
            replace(change, is_asked=False)
            for change in self.changes
            if not change.is_asked or (*self.key, change.mark) in chosen
        ]
        return replace(self, changes=tuple(made))


@dataclass(frozen=True)
class Revision:
    """What a revised file would change in a plan, and the actions that it no longer has.

    `order` are the numbers of the actions in the order of the file, where it is another than
    the plan's; those that are new are among them. It `is_cut` where so much of the file was new or
    reworded that not all of it was held against all of the plan.
    """

    rows: tuple[RowChange, ...]
    missing: tuple[Action, ...]
    order: tuple[str, ...] = ()
    is_cut: bool = False

    @property
    def changes_something(self) -> bool:
        return any(not row.is_unchanged for row in self.rows)

    @property
    def asks_something(self) -> bool:
        return any(row.asked for row in self.rows)

    def with_chosen(self, chosen: Chosen) -> "Revision":
        """Return what is changed where these of the asked changes are to be made."""
        return replace(self, rows=tuple(row.with_chosen(chosen) for row in self.rows))
