"""What a body holds, as pages and papers show it. Pure: built in `held.py`."""

import datetime
from dataclasses import dataclass

from scrutiny.oversight.steps import StepState, when_words


@dataclass(frozen=True)
class About:
    """What something is held of: the body, and the plan it is about; "" of none in particular."""

    body: int
    body_name: str
    plan: int | None
    plan_title: str


@dataclass(frozen=True)
class PointShown:
    """A learning point. `source`: whose inspection it is from; or the `paper` and where in it."""

    pk: int
    about: About
    text: str
    theme: str
    source: str
    taken_on: datetime.date
    paper: str
    reference: str = ""


@dataclass(frozen=True)
class StepShown:
    """A next step on `day`. `whence`: what it comes from, as a sentence; ""."""

    pk: int
    about: About
    day: datetime.date
    text: str
    who: str
    due: datetime.date | None
    said_on: datetime.date
    state: StepState
    ended_on: datetime.date | None
    outcome: str
    whence: str

    @property
    def when(self) -> str:
        """Return by when it is due, how late it is, or when it ended."""
        return when_words(self.state, self.day, self.due, self.ended_on)


@dataclass(frozen=True)
class Seen:
    """An action that a visit was about."""

    pk: int
    plan: int
    reference: str
    text: str


@dataclass(frozen=True)
class VisitShown:
    """A visit to a service: who went, what was learned, and what it was about."""

    pk: int
    about: About
    day: datetime.date
    place: str
    who: tuple[str, ...]
    learned: str
    point: str
    actions: tuple[Seen, ...]


@dataclass(frozen=True)
class Oversight:
    """What bodies hold beside their meetings: each list in the order in which it is read."""

    points: tuple[PointShown, ...]
    steps: tuple[StepShown, ...]
    visits: tuple[VisitShown, ...]

    def __bool__(self) -> bool:
        return bool(self.points or self.steps or self.visits)

    @property
    def open_steps(self) -> list[StepShown]:
        return [step for step in self.steps if not step.state.is_over]

    @property
    def ended_steps(self) -> list[StepShown]:
        return [step for step in self.steps if step.state.is_over]

    @property
    def late(self) -> int:
        return sum(step.state is StepState.LATE for step in self.steps)
