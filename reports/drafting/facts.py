"""What a draft is made from: plain facts of a plan on a day. No model is known here."""

import datetime
from dataclasses import dataclass
from enum import IntEnum

from actionplans.rag import Position


class Kind(IntEnum):
    """Where an action stands, as a sentence speaks of it, in the order of the sentences."""

    COMPLETE = 1
    LASTING = 2
    CLAIMED = 3
    ON_COURSE = 4
    UNDER_WAY = 5
    NOT_BEGUN = 6
    REVISED = 7
    DELAYED = 8
    LATE = 9
    SILENT = 10
    AT_RISK = 11
    OFF_TRACK = 12
    NOT_STATED = 13
    NO_REPORT = 14
    # It is one of those a paper gives numbers for without saying which is which.
    COUNTED = 15
    WITHDRAWN = 16
    SUPERSEDED = 17
    CARRIED = 18


DONE = frozenset({Kind.COMPLETE, Kind.LASTING})
ENDED = frozenset({Kind.WITHDRAWN, Kind.SUPERSEDED, Kind.CARRIED})


class Timing(IntEnum):
    """Whether something was complete within its dates; UNKNOWN is left out of the text."""

    UNKNOWN = 0
    WITHIN = 1
    WITHIN_AS_MOVED = 2
    AFTER = 3
    NO_DATE = 4


@dataclass(frozen=True)
class Standing:
    """All that is said of where an action stands: those that share it share a sentence.

    `due`: the date that counts. `was`: the first date, where it has moved `moves` times. `steps`:
    of how many of several steps the date moved, 0 where the action has one date. `why`: the reason
    given for the rating, or for an ending. `reason` and `agreed_by`: for the last move.
    """

    kind: Kind
    due: datetime.date | None = None
    due_soon: bool = False
    was: datetime.date | None = None
    moves: int = 0
    steps: int = 0
    has_date: bool = False
    reason: str = ""
    agreed_by: str = ""
    outlook: str = ""
    why: str = ""
    timing: Timing = Timing.UNKNOWN
    watched_by: str = ""
    next_review_on: datetime.date | None = None
    successor: str = ""
    undone: bool = False
    checks_missed: int = 0
    checks: int = 0


@dataclass(frozen=True)
class ActionFacts:
    """An action and where it stands; `pk` is only for a link to it."""

    pk: int
    plan_id: int
    order: int
    reference: str
    text: str
    standing: Standing
    reported: str = ""


@dataclass(frozen=True)
class Group:
    """Numbers a paper gives for actions (references) without saying which is which.

    `unstated`: of which of them nothing else is known. `counts`: whether the numbers can still be
    placed among them.
    """

    references: tuple[str, ...]
    unstated: tuple[str, ...]
    numbers: tuple[tuple[Position, int, datetime.date | None], ...]
    source: str
    counts: bool = True


@dataclass(frozen=True)
class AreaFacts:
    """What is asked for, and the actions that answer it.

    `noun` "area for development", `ordinal` its place among those of its `part`; `number` where it
    is known by a number instead. With no `noun` these actions answer nothing that was asked:
    `text` is then where they come from, or their theme. `elsewhere`: who answers it where no action
    does here; `counted_under`: actions that answer it too, and count under another.
    """

    order: int
    noun: str
    ordinal: int
    number: str
    text: str
    part: str = ""
    timescale: str = ""
    actions: tuple[ActionFacts, ...] = ()
    groups: tuple[Group, ...] = ()
    counted_under: tuple[str, ...] = ()
    elsewhere: str = ""


@dataclass(frozen=True)
class GradeFacts:
    """A heading with its grade in words, "" where the source does not state it; rank 1 is best."""

    heading: str
    grade: str
    rank: int


@dataclass(frozen=True)
class PartFacts:
    """A part of an inspection judged by itself, or the whole: its grades, and what it asks for."""

    order: int
    name: str
    inspection: str
    grades: tuple[GradeFacts, ...] = ()
    areas: tuple[AreaFacts, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.inspection}, {self.name}" if self.name else self.inspection


@dataclass(frozen=True)
class Named:
    """An action by its number, for a list of actions."""

    pk: int
    plan_id: int
    order: int
    reference: str


@dataclass(frozen=True)
class MovedFacts(Named):
    """One move of an action's date between two days."""

    was: datetime.date | None = None
    to: datetime.date | None = None


@dataclass(frozen=True)
class SinceFacts:
    """What changed since a day: `since` as one says it ("Cabinet on 3 October 2026")."""

    since: str
    completed: tuple[Named, ...] = ()
    newly_late: tuple[Named, ...] = ()
    newly_silent: tuple[Named, ...] = ()
    reopened: tuple[Named, ...] = ()
    added: tuple[Named, ...] = ()
    ended: tuple[Named, ...] = ()
    moved: tuple[MovedFacts, ...] = ()


@dataclass(frozen=True)
class Facts:
    """A plan on a day. `others`: what answers nothing; `across`: numbers for several areas."""

    day: datetime.date
    actions: tuple[Named, ...]
    positions: tuple[tuple[Position, int], ...]
    parts: tuple[PartFacts, ...]
    others: tuple[AreaFacts, ...] = ()
    across: tuple[Group, ...] = ()
    since: SinceFacts | None = None
