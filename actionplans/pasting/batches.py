"""Pasted batches: read, proposed, kept as a draft, and confirmed as updates said by e-mail."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from actionplans.asat import AsAt
from actionplans.importing.likeness import Likeness
from actionplans.importing.people import People
from actionplans.importing.understood import KnownOfficer
from actionplans.models import (
    Action,
    ActionPlan,
    Ending,
    How,
    Milestone,
    NewerUpdate,
    PastedBatch,
    ProgressUpdate,
    Report,
)
from actionplans.on_day.plans import rows_on_day
from actionplans.pasting.splitting import MOST_PIECES, Piece, split
from actionplans.planning.holding import hold, hold_open
from actionplans.rag import Progress
from actionplans.recurring import Check
from councils.models import Officer, User, in_force_on

OPEN, DONE, DROPPED = "open", "done", "dropped"
LATELY = datetime.timedelta(days=366)
TWICE_WITHIN = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """A piece with what it is to become.

    `place` is the action, "action-step" (primary keys), or "action-step-20261026": one check.
    """

    text: str
    aside: str = ""
    reported_by: str = ""
    day: str = ""
    how: str = How.EMAIL
    place: str = ""
    progress: str = Progress.IN_PROGRESS
    reason: str = ""
    accept: bool = False
    # The newest update of the plan when the piece was shown.
    seen: int = 0
    state: str = OPEN
    update: int = 0
    # Why this place was proposed, in words; "" where a person chose it.
    why: str = ""


class SavedMeanwhile(Exception):
    """Somebody saved the same batch since; nothing was saved."""


@dataclass
class Refused(Exception):
    """Pieces that cannot be taken, by their place in the batch: sentences by field. Nothing was."""

    problems: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    newer: dict[int, list[ProgressUpdate]] = field(default_factory=dict)


def pieces_of(batch: PastedBatch) -> list[Taken]:
    """Return the pieces as they were last saved."""
    return [Taken(**piece) for piece in batch.pieces]


# Reading and proposing


@transaction.atomic
def paste(plan: ActionPlan, text: str, by: User, day: datetime.date) -> tuple[PastedBatch, bool]:
    """Return a batch, split, with a proposal for each piece: who, which action and step; and
    whether it is new: the same pasted twice within a day is one.
    """
    hold(plan)
    lately = PastedBatch.objects.filter(made_at__gt=timezone.now() - TWICE_WITHIN)
    if before := lately.filter(plan=plan, text=text).order_by("pk").first():
        return before, False
    found = _Proposing(plan, day)
    read = split(text, [action.reference for action in found.actions], [by.name, by.email])
    pieces = [found.proposed(piece) for piece in _at_most(read)]
    batch = PastedBatch.objects.create(
        plan=plan, made_by=by, saved_by=by, text=text, pieces=[asdict(one) for one in pieces]
    )
    return batch, True


def _at_most(read: list[Piece]) -> list[Piece]:
    """Return as many pieces as a page can show; the rest stand in the last of them."""
    if len(read) <= MOST_PIECES:
        return read
    kept, rest = read[: MOST_PIECES - 1], read[MOST_PIECES - 1 :]
    words = "\n\n".join(filter(None, (f"{one.text}\n{one.aside}".strip() for one in rest)))
    return [*kept, replace(rest[0], text=words, aside="")]


class _Proposing:
    """What a plan holds that pieces are held against. The number of queries does not grow."""

    def __init__(self, plan: ActionPlan, day: datetime.date) -> None:
        self.day = day
        self.actions = live_actions(plan, day)
        self.by_reference = {action.reference: action for action in self.actions}
        here = Officer.objects.filter(in_force_on(day), council=plan.council)
        self.officers = list(here.select_related("user").order_by("pk"))
        self.by_email = {
            address.casefold(): officer
            for officer in reversed(self.officers)
            for address in (officer.email, officer.user.email if officer.user else "")
            if address
        }
        self.people = People([
            KnownOfficer(one.pk, one.name, tuple(filter(None, [one.post]))) for one in self.officers
        ])  # fmt: skip
        self.by_pk = {one.pk: one for one in self.officers}
        self.likeness = Likeness()
        self.seen = newest_update(plan)

    def proposed(self, piece: Piece) -> Taken:
        officer = self._officer(piece)
        action, why = self._action(piece, officer)
        day = piece.sent_on
        if day is None or not self.day - LATELY <= day <= self.day:
            day = self.day
        return Taken(
            text=piece.text,
            aside=piece.aside,
            reported_by=(officer.name if officer else piece.name or piece.email)[:200],
            day=day.isoformat(),
            place=_place(action, officer) if action and piece.text else "",
            progress=progress_in(piece.text),
            seen=self.seen,
            why=why if piece.text else "",
        )

    def _officer(self, piece: Piece) -> Officer | None:
        if found := self.by_email.get(piece.email.casefold()):
            return found
        read = self.people.read(piece.name) if piece.name else ()
        known = [self.by_pk[lead.officer] for lead in read if lead.officer and lead.sure]
        return known[0] if len(known) == 1 else None

    def _action(self, piece: Piece, officer: Officer | None) -> tuple[Action | None, str]:
        if piece.reference:
            return self.by_reference[piece.reference], f"It names {piece.reference}."
        led = [action for action in self.actions if officer and officer.pk in _leads(action)]
        if len(led) == 1 and officer:
            return led[0], f"It is the one action {officer} leads."
        among = led or self.actions
        alike = self.likeness.most_alike(piece.text, among, lambda action: action.text)
        return alike, "Its words are like the action’s." if alike else ""


def live_actions(plan: ActionPlan, day: datetime.date) -> list[Action]:
    """Return the plan's own actions on which something can be reported, in order, with steps.

    Each step has its `open_checks` on `day`.
    """
    actions = plan.actions.prefetch_related("milestones__leads").order_by("order", "pk")
    ended: dict[int, str] = {}
    for ending in Ending.objects.filter(action__plan=plan).order_by("day", "pk"):
        ended[ending.action_id] = ending.kind
    live = [
        one for one in actions if ended.get(one.pk, Ending.Kind.RESTORED) == Ending.Kind.RESTORED
    ]
    _give_checks(live, day)
    return live


def _give_checks(actions: Iterable[Action], day: datetime.date) -> None:
    """Give each step its `open_checks`: what fell due and nobody reported on, oldest first."""
    steps: list[Any] = [step for action in actions for step in action.milestones.all()]
    asking = {step.action_id for step in steps if step.each_occurrence}
    rows = rows_on_day(Action.objects.filter(pk__in=asking), AsAt(day=day, today=day))
    recurs = {step.pk: step.recurring for row in rows for step in row.steps if step.recurring}
    for step in steps:
        found = recurs[step.pk].with_state(Check.DUE, Check.MISSED) if step.pk in recurs else []
        step.open_checks = [check.due for check in found]


def standing(action: Action) -> list[Milestone]:
    """Return the steps of an action that stand in the plan now, in order."""
    steps = [step for step in action.milestones.all() if step.removed_on is None]
    return sorted(steps, key=lambda step: (step.order, step.pk))


def _leads(action: Action) -> set[int | None]:
    led: set[int | None] = {action.accountable_id}
    return led.union(lead.officer_id for step in standing(action) for lead in step.leads.all())


def _place(action: Action, officer: Officer | None) -> str:
    """Return the action's only step, or the only one the officer leads; else the whole action.

    Of a step with a check nobody reported on, the oldest of those.
    """
    steps: list[Any] = standing(action)
    if len(steps) > 1 and officer:
        steps = [s for s in steps if officer.pk in {lead.officer_id for lead in s.leads.all()}]
    return place_of(steps[0], *steps[0].open_checks[:1]) if len(steps) == 1 else str(action.pk)


def place_of(step: Milestone, check: datetime.date | None = None) -> str:
    """Return what stands for a step, or for one check of it, in a choice of places."""
    return f"{step.action_id}-{step.pk}" + (f"-{check:%Y%m%d}" if check else "")


def newest_update(plan: ActionPlan) -> int:
    """Return the newest update of a plan (primary key); 0 where there is none."""
    found = ProgressUpdate.objects.filter(action__plan=plan)
    return found.aggregate(newest=Max("pk"))["newest"] or 0


NOT_BEGUN = ("not started", "not begun", "yet to start", "not yet started", "yet to begin")
FINISHED = re.compile(r"\b(?:completed?|done|finished|achieved)\b")
# Said of another time than the one in which it was said, or of a part.
NOT_FINISHED = re.compile(
    r"\b(?:not|nearly|almost|partly|will|should|shall|to be|to complete|expect|expects|expected"
    r"|hopes?|aims?|plans? to|planned|once|when|until|if|by (?:the end|next|\d"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|easter|christmas|summer|autumn|winter|spring)"
    r"|per cent)\b|n[’']t\b|%"
)


def progress_in(text: str) -> str:
    """Return how far something seems to have come, for a person to check: in doubt, begun."""
    words = " ".join(text.casefold().split())
    if any(each in words for each in NOT_BEGUN):
        return Progress.NOT_STARTED
    is_done = FINISHED.search(words) and not NOT_FINISHED.search(words)
    return Progress.COMPLETE if is_done else Progress.IN_PROGRESS


# Keeping


@transaction.atomic
def keep(batch: PastedBatch, pieces: Sequence[Taken], *, seen: str, by: User) -> PastedBatch:
    """Return the batch with its pieces saved. Raises SavedMeanwhile unless it is as `seen`."""
    held = PastedBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.version != seen:
        raise SavedMeanwhile
    held.pieces, held.saved_by = [asdict(one) for one in pieces], by
    held.save()
    return held


def split_at_dashes(pieces: Sequence[Taken]) -> list[Taken]:
    """Return the pieces, each that has a line of three dashes parted there."""
    found = []
    for one in pieces:
        parts = [[]] if one.state == OPEN else [[one.text]]  # type: list[list[str]]
        for line in one.text.split("\n") if one.state == OPEN else ():
            if line.strip() == "---":
                parts.append([])
            else:
                parts[-1].append(line)
        texts = [text for text in ("\n".join(part).strip() for part in parts) if text]
        found.append(replace(one, text=texts[0] if texts else ""))
        found += [replace(one, text=text, aside="") for text in texts[1:]]
    return found


def joined(pieces: Sequence[Taken], at: int) -> list[Taken]:
    """Return the pieces with that at place `at` put at the end of the open one above it."""
    above = next((n for n in range(at - 1, -1, -1) if pieces[n].state == OPEN), None)
    if above is None:
        return list(pieces)
    first, second = pieces[above], pieces[at]
    text = "\n\n".join(filter(None, [first.text, second.text]))
    aside = "\n\n".join(filter(None, [first.aside, second.aside]))
    kept = [*pieces[:at], *pieces[at + 1 :]]
    kept[above] = replace(first, text=text, aside=aside, place=first.place or second.place)
    return kept


# Confirming


@transaction.atomic
def confirm(
    batch: PastedBatch, pieces: Sequence[Taken], *, seen: str, by: User, day: datetime.date
) -> tuple[PastedBatch, int]:
    """Return the batch, and how many pieces became updates: all open ones that have a place.

    What has none is left. Raises Refused, with nothing done, where one of them cannot be taken;
    SavedMeanwhile; Closed.
    """
    hold_open(batch.plan)
    held = PastedBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.version != seen:
        raise SavedMeanwhile
    places = _Places(held.plan, day)
    refused, taken = Refused(), list(pieces)
    for at, one in enumerate(pieces):
        if one.state == OPEN and one.place:
            try:
                taken[at] = places.take(one, by, day)
            except ValidationError as problems:
                refused.problems[at] = problems.message_dict
            except NewerUpdate as newer:
                refused.newer[at] = newer.updates
    if refused.problems or refused.newer:
        raise refused
    number = sum(new.state != old.state for new, old in zip(taken, pieces, strict=True))
    return keep(held, taken, seen=seen, by=by), number


class _Places:
    """The actions and steps that pieces become updates of, and what was just said of them."""

    def __init__(self, plan: ActionPlan, day: datetime.date) -> None:
        self.actions = {action.pk: action for action in live_actions(plan, day)}
        self.said: dict[int, int] = {}

    def take(self, one: Taken, by: User, day: datetime.date) -> Taken:
        action, step, check = self._of(one.place)
        report = Report(
            text=one.text,
            progress=one.progress,
            day=datetime.date.fromisoformat(one.day),
            milestone=step,
            occurrence=check,
            reason=one.reason,
            how=one.how,
            reported_by=one.reported_by,
        )
        last_seen = max(one.seen, self.said.get(action.pk, 0))
        update = action.record_update(report, entered_by=by, known_on=day, last_seen=last_seen)
        self.said[action.pk] = update.pk
        if one.accept:
            action.accept(update, by=by, day=day)
        return replace(one, state=DONE, update=update.pk)

    def _of(self, place: str) -> tuple[Action, Milestone | None, datetime.date | None]:
        action_pk, _, _ = place.partition("-")
        action = self.actions.get(int(action_pk))
        steps: list[Any] = standing(action) if action else []
        if action and place == action_pk:
            return action, None, None
        for step in steps:
            for check in (None, *step.open_checks):
                if action and place == place_of(step, check):
                    return action, step, check
        raise ValidationError({"place": ["This is no longer in the plan. Select another"]})


def drafts_of(plan: ActionPlan) -> list[PastedBatch]:
    """Return the batches of a plan with something left, newest first."""
    found = plan.pasted.select_related("made_by").filter(~Q(pieces=[])).order_by("-made_at", "-pk")
    return [batch for batch in found if batch.left]
