"""A whole plan as at a day: its rows, its key, and what the reader must know about them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from actionplans import rag
from actionplans.asat import AsAt
from actionplans.columns import Column
from actionplans.models import ActionPlan
from actionplans.on_day.held import Held
from actionplans.rag import Position, Status
from actionplans.rows import Answered, Rating, Row, Step


@dataclass(frozen=True)
class Waiting:
    """Updates that wait for acceptance: how many, since when, how many say "done", and where.

    `to_sign`: how many of them are accepted, and wait for a second person to sign them off.
    """

    number: int
    oldest: datetime.date | None
    claims: int
    actions: frozenset[int]
    to_sign: int = 0


@dataclass(frozen=True)
class Numbered:
    """How many of a published group stand at one position, and the new date printed for them."""

    position: Position
    number: int
    due: datetime.date | None


@dataclass(frozen=True)
class Published:
    """Numbers a paper gives for some actions, as at `day`, without saying which is which."""

    words: str
    source: str
    paragraph: str
    day: datetime.date
    actions: frozenset[int]
    numbers: tuple[Numbered, ...]

    @property
    def as_counts(self) -> dict[Position, int]:
        return {numbered.position: numbered.number for numbered in self.numbers}

    def counts_among(self, rows: Iterable[Row]) -> bool:
        """Return whether its numbers can be placed among `rows`.

        All its actions must be there, and as many of them unstated as it gives numbers for:
        once some are known one by one, nobody can tell which of its numbers they were.
        """
        own = [row.position for row in rows if row.pk in self.actions]
        named = sum(n.number for n in self.numbers if n.position != Position.NOT_STATED)
        return len(own) == len(self.actions) and own.count(Position.NOT_STATED) >= named

    @property
    def sentence(self) -> str:
        """Return the numbers as a sentence: "Of actions 25 to 28: 1 complete, 3 not complete."."""
        parts = ", ".join(f"{n.number} {n.position.words.lower()}" for n in self.numbers)
        return f"Of {self.words}: {parts}; the paper does not say which."


@dataclass(frozen=True)
class Area:
    """The actions that answer one recommendation (or none), by where they stand."""

    answered: Answered | None
    rows: tuple[Row, ...]
    positions: dict[Position, int]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def shown_positions(self) -> list[tuple[Position, int]]:
        return list(self.positions.items())


@dataclass(frozen=True)
class PlanOnDay:
    """A plan as at a day: its rows, and what the reader must know about them."""

    plan: ActionPlan
    title: str
    council: str
    as_at: AsAt
    rows: tuple[Row, ...]
    key: tuple[Rating, ...]
    entered_later: int
    waiting: Waiting
    withheld: int
    published: tuple[Published, ...] = ()
    others_later: int = 0
    note: str = ""
    actions_held: bool = True
    columns: tuple[Column, ...] = ()
    # What is held of its actions, from which more can be told without reading it again.
    held: Held | None = field(default=None, compare=False, repr=False)

    @property
    def without_actions(self) -> str:
        """Return what a page says in place of the actions, where it shows none."""
        if self.withheld:
            return "None of its actions is shown to you: they are confidential."
        if self.actions_held or (self.as_at.words_of and not self.note):
            return "The plan had no actions on that day."
        if self.plan.agreed_on > self.as_at.stands_on:
            return "Nothing is held of this plan for that day."
        return self.note or "This plan has no actions yet."

    @property
    def as_approved(self) -> str:
        """Return which moment the plan as approved shows, where this is it; else ""."""
        day, as_at = self.plan.approved_day, self.as_at
        if day is None or not (as_at.day == day == as_at.known_on):
            return ""
        said = f"This is the plan as approved on {day:%-d %B %Y}, as known at the end of that day."
        recorded = timezone.localtime(as_at.recorded).date() if as_at.recorded else None
        if not recorded or recorded <= day:
            return said
        return (
            f"{said} The approval was recorded on {recorded:%-d %B %Y}: what was first typed here "
            "after the day of approval stands in the words it had then."
        )

    @property
    def awaiting(self) -> int:
        return self.waiting.number

    @property
    def oldest_awaiting(self) -> datetime.date | None:
        return self.waiting.oldest

    @cached_property
    def counts(self) -> list[tuple[Status, int]]:
        """Return every status with its number of actions, worst first."""
        return rag.counts([row.status for row in self.rows])

    @cached_property
    def positions(self) -> dict[Position, int]:
        """Return how many actions stand at each position; they add up to the rows."""
        return self.positions_of(self.rows)

    def positions_of(self, rows: Iterable[Row]) -> dict[Position, int]:
        """Return the same for some of the rows.

        Published numbers count where they can be placed among these rows.
        """
        chosen = list(rows)
        groups = [group.as_counts for group in self.counted_among(chosen)]
        return rag.tally([row.position for row in chosen], groups)

    def counted_among(self, rows: Iterable[Row]) -> list[Published]:
        """Return the published numbers that can be placed among `rows`, the newest first.

        Of two papers that give numbers for the same action the later counts.
        """
        chosen, taken, found = list(rows), set[int](), []
        for group in reversed(self.published):
            if group.counts_among(chosen) and taken.isdisjoint(group.actions):
                taken |= group.actions
                found.append(group)
        return found

    @cached_property
    def areas(self) -> list[Area]:
        """Return the rows by the recommendation they answer first; those that answer none last."""
        by_area: dict[int | None, list[Row]] = {}
        named: dict[int | None, Answered | None] = {None: None}
        for row in self.rows:
            first = row.answers[0] if row.answers else None
            named[first.pk if first else None] = first
            by_area.setdefault(first.pk if first else None, []).append(row)
        ordered = sorted(by_area, key=lambda pk: pk is None)
        return [
            Area(named[pk], tuple(by_area[pk]), self.positions_of(by_area[pk])) for pk in ordered
        ]

    def with_status(self, *statuses: Status) -> list[Row]:
        return [row for row in self.rows if row.status in statuses]

    @cached_property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows if row.is_open]

    @property
    def steps(self) -> list[tuple[Row, Step]]:
        """Return every step of the actions that stand in the plan; ended ones left out."""
        return [(row, step) for row in self.rows if not row.ended for step in row.steps]
