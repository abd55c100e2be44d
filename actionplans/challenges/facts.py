"""What flags rest on, and what a flag is."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from actionplans import rag
from actionplans.challenges.words import listed, plain, quoted, sentence, with_article
from actionplans.rag import Words
from actionplans.rows import Awaiting, DateShown, Row, Said, Step
from actionplans.thresholds import DEFAULTS, Rules
from actionplans.timescale.calendar import written
from actionplans.timescales import read

NOT_STATED = "a date not stated"


class Kind(Words):
    """What is raised, most serious first."""

    ON_TRACK_BUT_PAST = "on_track_but_past", "Reported as on track, but past its date"
    LATE = "late", "Late"
    SILENT = "silent", "Past its date, and nothing says whether it is done"
    UNANSWERED = "unanswered", "A recommendation that no action answers"
    OVER_PERIOD = "over_period", "Later than the inspectorate asked for"
    DONE_TOO_SOON = "done_too_soon", "Said to be done before its last date"
    WORSE = "worse", "A measure moving the wrong way"
    MISSED = "missed", "Recurring checks nobody reported on"
    NOT_DONE = "not_done", "Recurring checks that were not done"
    NOT_BEGUN = "not_begun", "Due by the next meeting and not begun"
    MOVED_OFTEN = "moved_often", "A date that keeps moving"
    UNEXPLAINED = "unexplained", "A date moved without saying why, or who agreed"
    NOT_AGREED = "not_agreed", "A new date nobody has agreed to"
    NO_EVIDENCE = "no_evidence", "Done without evidence"
    NO_DIFFERENCE = "no_difference", "Done, and nothing says what difference it made"
    REVIEW_PASSED = "review_passed", "A review that has not been reported"
    QUIET = "quiet", "Nothing reported since the last meeting, or for months"
    SAME_WORDS = "same_words", "The same words as last time"
    WAITING = "waiting", "A report that waits to be accepted"
    NO_LEAD = "no_lead", "Nobody named to lead"
    NO_DATE = "no_date", "No date"


@dataclass(frozen=True)
class Sitting:
    """A meeting of a body."""

    body: str
    day: datetime.date


@dataclass(frozen=True)
class Unanswered:
    """A recommendation to the council that no action of the plan answers."""

    pk: int
    number: str
    text: str
    source: str
    inspection_id: int


@dataclass(frozen=True)
class Measured:
    """A measure with its last two readings in numbers: (day, value)."""

    pk: int
    title: str
    unit: str
    better: str
    action_id: int | None
    previous: tuple[datetime.date, Decimal] | None
    latest: tuple[datetime.date, Decimal] | None


@dataclass(frozen=True)
class Facts:
    """What the flags of a plan on a day rest on.

    `ongoing`: dates (DueDate) that are "ongoing" or "immediate" as a person said.
    `published`: by inspection, the day its report is known to have been out.
    `counted`: numbers a paper gives for some actions, as (actions, sentence).
    `only_papers`: all that is held of the plan's progress was taken from papers.
    """

    day: datetime.date
    rows: tuple[Row, ...] = ()
    rules: Rules = DEFAULTS
    last_meeting: Sitting | None = None
    next_meeting: Sitting | None = None
    unanswered: tuple[Unanswered, ...] = ()
    measures: tuple[Measured, ...] = ()
    awaiting: tuple[Awaiting, ...] = ()
    ongoing: frozenset[int] = frozenset()
    published: Mapping[int, datetime.date] = field(default_factory=dict)
    counted: tuple[tuple[frozenset[int], str], ...] = ()
    only_papers: bool = False

    @property
    def standing(self) -> list[Row]:
        """Return the rows that have not left the plan: what ended raises nothing."""
        return [row for row in self.rows if not row.ended and row.status not in rag.ENDED]

    def awaiting_of(self, row: Row) -> list[Awaiting]:
        """Return what waits to be accepted of one action."""
        return self._awaiting_by_action.get(row.pk, [])

    @cached_property
    def _awaiting_by_action(self) -> dict[int, list[Awaiting]]:
        by_action: dict[int, list[Awaiting]] = {}
        for one in self.awaiting:
            by_action.setdefault(one.action_id, []).append(one)
        return by_action

    @property
    def open_steps(self) -> Iterator[tuple[Row, Step]]:
        return ((row, step) for row in self.standing for step in row.steps if step.is_open)

    def of_a_paper(self, row: Row, word: Said | None = None) -> bool:
        """Return whether what is not known of the row is what a paper leaves open."""
        last = word or row.latest
        return in_a_paper(last) if last else self.only_papers


@dataclass(frozen=True)
class Flag:
    """A fact to raise: one sentence, what it rests on, and what it is about (primary keys).

    `key` stays the same while the fact stays, so that an answer given stays with it.
    `place` orders flags of one kind: the gravest first.
    """

    kind: Kind
    key: str
    sentence: str
    facts: tuple[str, ...] = ()
    place: tuple[int, int, int] = (0, 0, 0)
    action: int | None = None
    reference: str = ""
    step: int | None = None
    recommendation: int | None = None
    inspection: int | None = None
    measure: int | None = None


def tidy(facts: Iterable[str]) -> tuple[str, ...]:
    """Return the facts, each on one line, without the empty ones."""
    return tuple(line for fact in facts if (line := plain(fact)))


def of_step(
    kind: Kind, row: Row, step: Step, words: str, facts: Iterable[str], weight: int = 0
) -> Flag:
    return Flag(
        kind,
        f"{kind}:step:{step.pk}",
        sentence(words),
        tidy(facts),
        (-weight, row.order, step.order),
        action=row.pk,
        reference=row.reference,
        step=step.pk,
    )


def of_action(
    kind: Kind, row: Row, words: str, facts: Iterable[str], weight: int = 0, **of: Any
) -> Flag:
    subject = "".join(f":{name}:{pk}" for name, pk in of.items())
    return Flag(
        kind,
        f"{kind}:action:{row.pk}{subject}",
        sentence(words),
        tidy(facts),
        (-weight, row.order, 0),
        action=row.pk,
        reference=row.reference,
        **of,
    )


def in_a_paper(said: Said) -> bool:
    return said.how == "paper"


def word_on(row: Row, step: Step) -> Said | None:
    """Return the word that counts for a step: its own, or the row's."""
    return row.said_of_row if step.of_row else step.said


def last_report(said: Said | None) -> str:
    if said is None:
        return ""
    where = "The paper, for" if in_a_paper(said) else "Last report, for"
    waits = f", {said.waits}" if said.waits else ""
    return f"{where} {written(said.day)}{waits}: {quoted(said.text)}"


def led_by(row: Row, step: Step) -> str:
    names = step.lead_words or row.printed_leads.splitlines()
    return f"Led by {', '.join(names)}" if names else ""


def counted(facts: Facts, row: Row) -> list[str]:
    return [words for actions, words in facts.counted if row.pk in actions]


def meets(meeting: Sitting, verb: str) -> str:
    return f"{with_article(meeting.body)} {verb} on {written(meeting.day)}"


def date_words(date: DateShown) -> str:
    """Return the day a timescale means, else its words where they mean anything."""
    if date.due:
        return written(date.due)
    meant = read(date.words, date.day or datetime.date.max).understood
    return quoted(date.words) if meant else NOT_STATED


# Of what a paper leaves open, so many are said one by one; of more, only how many.
ONE_BY_ONE = 3


def as_one(facts: Facts, kind: Kind, rows: Iterable[Row], words: str) -> Flag | None:
    """Return one flag for what a paper leaves open of many actions; None where they are few.

    `words` go on from "the paper", with {} for the number.
    """
    found = list(dict.fromkeys(rows))
    if not facts.only_papers or len(found) <= ONE_BY_ONE:
        return None
    references = listed(row.reference for row in found)
    return Flag(
        kind,
        f"{kind}:plan:{found[0].shown_in or found[0].plan_id}",
        sentence(f"the paper {words.format(len(found))}"),
        tidy([f"Actions {references}"]),
        (-1, 0, 0),
    )
