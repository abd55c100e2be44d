"""Where each action of a plan stands, as a draft speaks of it."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from actionplans import rag
from actionplans.models import Review
from actionplans.on_day.held import Held
from actionplans.on_day.reported import reported_on
from actionplans.rag import Move, Position, Progress, Status
from actionplans.recurring import Check
from actionplans.rows import NOT_IN_THE_PAPER, Row, Said, Step
from actionplans.shown import PlanOnDay, Published
from reports.drafting import ActionFacts, Kind, Standing, Timing

_KINDS = {
    Status.DONE: Kind.COMPLETE,
    Status.EMBEDDED: Kind.LASTING,
    Status.CLAIMED: Kind.CLAIMED,
    Status.LATE: Kind.LATE,
    Status.SILENT: Kind.SILENT,
    Status.ON_TRACK: Kind.ON_COURSE,
    Status.AT_RISK: Kind.AT_RISK,
    Status.OFF_TRACK: Kind.OFF_TRACK,
    Status.NOT_STARTED: Kind.NOT_BEGUN,
    Status.IN_PROGRESS: Kind.UNDER_WAY,
    Status.WITHDRAWN: Kind.WITHDRAWN,
    Status.SUPERSEDED: Kind.SUPERSEDED,
    Status.CARRIED: Kind.CARRIED,
}
_OUTLOOKS = {Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK}
_ASKED_WHY = {Status.LATE, Status.AT_RISK, Status.OFF_TRACK}
_MOVES = {Move.DELAYED: Kind.DELAYED, Move.REVISED: Kind.REVISED}
# What a date that moved does not change: it is over, or its date has passed.
_FIRST = {*rag.SIGNED_OFF, *rag.ENDED, Status.CLAIMED, Status.LATE, Status.SILENT}


def reference_of(row: Row) -> str:
    """Return the number of an action in the plan that shows it."""
    return row.reference.strip()


class Standings:
    """Where the actions of a plan on a day stand. Three queries, where any was done late."""

    def __init__(self, shown: PlanOnDay, counted: Iterable[Published], due_soon_days: int) -> None:
        self.shown = shown
        self.counted = {pk for group in counted for pk in group.actions}
        day = shown.as_at.day
        self.soon = day, day + datetime.timedelta(days=due_soon_days)

    def action(self, row: Row) -> ActionFacts:
        """Return an action with where it stands."""
        return ActionFacts(
            pk=row.pk,
            plan_id=row.plan_id,
            order=row.order,
            reference=reference_of(row),
            text=row.text,
            standing=self.standing(row),
            reported=row.latest.printed if row.latest else "",
        )

    def standing(self, row: Row) -> Standing:
        kind = self._kind(row)
        if kind == Kind.COUNTED:
            return Standing(kind)
        if kind in (Kind.COMPLETE, Kind.LASTING):
            return self._complete(row, kind)
        if kind == Kind.CLAIMED:
            return Standing(kind)
        if row.ended:
            return _ended(row, kind)
        return self._open(row, kind)

    def _kind(self, row: Row) -> Kind:
        if row.pk in self.counted and row.position == Position.NOT_STATED:
            return Kind.COUNTED
        moves = {step.move for step in row.steps if step.is_open}
        for move, kind in _MOVES.items():
            if move in moves and row.status not in _FIRST:
                return kind
        return _KINDS.get(row.status) or (Kind.NOT_STATED if row.latest else Kind.NO_REPORT)

    # Open

    def _open(self, row: Row, kind: Kind) -> Standing:
        moved = _moved(row, kind)
        was, due = _dates(moved) if kind in _MOVES.values() else (_was(moved), _due(row))
        missed, checks = _checks(row)
        return Standing(
            kind=kind,
            due=due,
            due_soon=bool(due and self.soon[0] <= due <= self.soon[1]),
            was=was,
            moves=max((step.moves for step in moved), default=0),
            steps=0 if len(row.steps) == 1 or row.shared_date else len(moved),
            has_date=any(step.dates for step in row.steps),
            reason=_joined(step.date.reason for step in moved if step.date),
            agreed_by=_joined(_agreed(step) for step in moved),
            outlook=row.status.words.lower() if row.status in _OUTLOOKS else "",
            why=why_of(row) if row.status in _ASKED_WHY else "",
            checks_missed=missed,
            checks=checks if missed else 0,
        )

    # Complete

    def _complete(self, row: Row, kind: Kind) -> Standing:
        missed, checks = _checks(row)
        return Standing(
            kind=kind,
            timing=self._timing(row),
            watched_by=row.watched_by,
            next_review_on=row.next_review_on if row.watched_by else None,
            checks_missed=missed,
            checks=checks if missed else 0,
        )

    def _timing(self, row: Row) -> Timing:
        """Return whether all its steps were reported complete by the dates that count.

        After them where the first report of any came later; unknown where the dates are words.
        """
        if not any(step.dates for step in row.steps):
            return Timing.NO_DATE
        if any(step.due is None or step.is_open for step in row.steps):
            return Timing.UNKNOWN
        days = [(self._done_on(row, step), step.due) for step in row.steps]
        if any(done is None for done, _ in days):
            return Timing.UNKNOWN
        if any(done and due and done > due for done, due in days):
            return Timing.AFTER
        return Timing.WITHIN_AS_MOVED if row.moves else Timing.WITHIN

    def _done_on(self, row: Row, step: Step) -> datetime.date | None:
        """Return the day for which a step was first reported complete, and stayed so."""
        word: Said | None = row.said_of_row if step.of_row else step.said
        if word is None or (step.due and word.day <= step.due):
            return word.day if word else None
        return self._first_done.get((row.pk, word.step_id), word.day)

    @cached_property
    def _first_done(self) -> dict[tuple[int, int | None], datetime.date]:
        """Return, by step, the day of the first of the last reports that all say complete."""
        held = self.shown.held or Held([row.pk for row in self.shown.rows], self.shown.as_at)
        reported = reported_on(held, self.shown.as_at)
        found: dict[tuple[int, int | None], datetime.date] = {}
        for line in reported.shown:
            if line.pk is None or line.occurrence:
                continue
            reopened = reported.verdict(line) == Review.Verdict.REOPENED
            if line.progress == Progress.COMPLETE and not reopened:
                found.setdefault(line.place, line.day)
            else:
                found.pop(line.place, None)
        return found


def _moved(row: Row, kind: Kind) -> list[Step]:
    """Return the open steps whose moves are spoken of: so moved, or else of the date named."""
    moved = [step for step in row.steps if step.is_open and step.moves]
    if kind in _MOVES.values():
        return [step for step in moved if step.move and _MOVES[step.move] == kind]
    return [step for step in moved if step.due == _due(row)]


def _dates(moved: list[Step]) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the new date the steps share; else no first, and the last new one."""
    pairs = {(_first(step), step.due) for step in moved}
    if len(pairs) == 1:
        return pairs.pop()
    return None, max((step.due for step in moved if step.due), default=None)


def _was(moved: list[Step]) -> datetime.date | None:
    found = {_first(step) for step in moved}
    return found.pop() if len(found) == 1 else None


def _first(step: Step) -> datetime.date | None:
    return step.original.due if step.original else None


def _due(row: Row) -> datetime.date | None:
    """Return the date an action is spoken of with: the one it has passed, else its next."""
    past = [s.due for s in row.steps if s.status in (Status.LATE, Status.SILENT) and s.due]
    return min(past) if past else row.next_due


def _agreed(step: Step) -> str:
    """Return who agreed the date that counts, "" where a paper names nobody."""
    who = step.date.agreed_by if step.date else ""
    kind, _, name = ("" if who == NOT_IN_THE_PAPER else who).partition(": ")
    plain = f"{kind[:1].lower()}{kind[1:]}"
    return f"{name} ({plain})" if name else plain


def why_of(row: Row) -> str:
    """Return the reason given for its rating: of the step rated so, else the last."""
    rated = [step.said for step in row.steps if step.said and step.status == row.status]
    words = [*rated, *([row.latest] if row.latest else [])]
    return next((said.reason for said in words if said.reason), "")


def _checks(row: Row) -> tuple[int, int]:
    """Return how many checks of its recurring steps were missed, of how many that fell due."""
    recurring = [step.recurring for step in row.steps if step.recurring]
    missed = sum(len(each.with_state(Check.MISSED)) for each in recurring)
    return missed, sum(len(each.checks) for each in recurring)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word.strip() for word in words if word.strip()))


def _ended(row: Row, kind: Kind) -> Standing:
    ended = row.ended
    return Standing(
        kind=kind,
        why=ended.reason if ended else "",
        successor=_successor(row),
        undone=any(step.is_open for step in row.steps),
    )


def _successor(row: Row) -> str:
    other = row.ended.successor if row.ended else None
    if other is None:
        return ""
    plan = f" of {other.plan_title}" if other.plan_id != row.plan_id else ""
    return f"action {other.reference}{plan}"
