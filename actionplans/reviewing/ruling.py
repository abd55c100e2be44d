"""What somebody decides on a report: each leaves a fact, and who comes second is told.

A decision carries what its page was opened with: the last ruling on the report, and the newest
report on the same step. It takes the plan's and the action's lock, as reporting does.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from actionplans.models import (
    Action,
    ProgressLine,
    ProgressUpdate,
    ReportAnew,
    Review,
)
from actionplans.planning.holding import Closed, hold_open
from councils.models import User
from councils.versions import Decided

Verdict = Review.Verdict
NEEDS_A_REPORT = "It was reopened. A new report is needed before it is accepted."
NOT_ACCEPTED = "Nobody has accepted it yet."
BY_YOURSELF = "You accepted it yourself. Somebody else has to sign it off."


@dataclass(frozen=True)
class Seen:
    """What a page was opened with: the last ruling (0: none) and the newest report, as keys."""

    review: int
    newest: int

    def __str__(self) -> str:
        return f"{self.review}.{self.newest}"

    @classmethod
    def read(cls, text: str) -> "Seen | None":
        """Return what a page gave; None where it is no version."""
        review, _, newest = text.partition(".")
        if not (review.isdecimal() and newest.isdecimal() and len(text) < 40):
            return None
        return cls(int(review), int(newest))


class ReportedAnew(Decided):
    """The same step was reported on since the page was opened: `updates`, newest first."""

    def __init__(self, updates: list[ProgressUpdate]) -> None:
        super().__init__(f"{updates[0].author} reported on it anew while you were reading.")
        self.updates = updates


def last_ruling(update: ProgressUpdate) -> Review | None:
    """Return the last ruling on a report; None where nobody ruled on it."""
    return update.reviews.select_related("by").order_by("-day", "-pk").first()


def seen_of(update: ProgressUpdate) -> Seen:
    """Return what a page about `update` is opened with."""
    last = last_ruling(update)
    newest = _on_the_same(update).aggregate(newest=Max("update_id"))["newest"]
    return Seen(last.pk if last else 0, newest or update.pk)


def _on_the_same(update: ProgressUpdate) -> QuerySet[ProgressLine]:
    """Return the lines of all reports on the steps, or the checks, that `update` speaks of."""
    same = Q(pk__in=[])
    for step, check in update.lines.values_list("milestone_id", "occurrence"):
        same |= Q(milestone=step, occurrence=check)
    return ProgressLine.objects.filter(same, update__action=update.action_id)


def give_versions(updates: Iterable[Any]) -> None:
    """Give each update, all on one action with their `shown_lines`, its `seen`."""
    every = list(updates)
    newest: dict[Any, int] = {}
    for update in every:
        for line in update.shown_lines:
            on = line.milestone_id, line.occurrence
            newest[on] = max(update.pk, newest.get(on, 0))
    for update in every:
        last = update.last_review
        of_lines = (newest[line.milestone_id, line.occurrence] for line in update.shown_lines)
        update.seen = Seen(last.pk if last else 0, max(of_lines, default=update.pk))


def in_words(review: Review, reader: User | None = None) -> str:
    """Return what somebody ruled, as a sentence to who comes second."""
    who = "You" if reader and review.by_id == reader.pk else str(review.by or "Somebody else")
    did = {
        Verdict.ACCEPTED: "accepted this",
        Verdict.TO_SIGN: "accepted this, and it waits for its sign-off",
        Verdict.NOT_SIGNED: "did not sign this off",
        Verdict.RETURNED: "sent this back",
        Verdict.EMBEDDED: "recorded that this lasts",
        Verdict.REOPENED: "reopened this",
    }[Verdict(review.verdict)]
    why = f": {review.comment}" if review.comment else "."
    return f"{who} {did} on {review.day:%-d %B %Y}{why}"


def _hold(update: ProgressUpdate, seen: Seen | None, by: User) -> Review | None:
    """Return the last ruling, with the action held. Raises Closed, Decided or ReportedAnew."""
    hold_open(update.action.plan)
    Action.objects.select_for_update(no_key=True).get(pk=update.action_id)
    last = last_ruling(update)
    if seen is None:
        return last
    if last and last.pk != seen.review:
        raise Decided(in_words(last, by))
    newer = _on_the_same(update).filter(update_id__gt=seen.newest).values("update_id")
    found = ProgressUpdate.objects.filter(pk__in=newer).select_related("entered_by")
    if found:
        raise ReportedAnew(list(found.order_by("-pk")))
    return last


@transaction.atomic
def accept(
    update: ProgressUpdate,
    *,
    by: User,
    day: datetime.date,
    wording: str = "",
    seen: Seen | None = None,
) -> Review:
    """Return the acceptance of a report, with what papers print in place of its words.

    Where the council wants a second sign-off, it waits for that. Raises Decided where it was
    ruled on meanwhile, ReportedAnew where there is a newer report, Closed of a closed plan.
    """
    _hold(update, seen, by)
    try:
        review, new = update.action.accept(update, by=by, day=day, wording=wording)
    except ReportAnew as error:
        raise Decided(NEEDS_A_REPORT) from error
    if not new:
        raise Decided(in_words(review, by))
    return review


@transaction.atomic
def send_back(
    update: ProgressUpdate, *, comment: str, by: User, day: datetime.date, seen: Seen | None = None
) -> Review:
    """Return the ruling that sends a report back to who made it; it stays in the history.

    What is accepted and not signed off yet can be sent back, what counts cannot. Raises as
    `accept` does.
    """
    last = _hold(update, seen, by)
    if last and last.verdict not in (Verdict.TO_SIGN, Verdict.NOT_SIGNED):
        raise Decided(in_words(last, by))
    return _rule(update, Verdict.RETURNED, by, day, comment=comment)


@transaction.atomic
def sign_off(
    update: ProgressUpdate,
    *,
    by: User,
    day: datetime.date,
    wording: str | None = None,
    seen: Seen | None = None,
) -> Review:
    """Return the acceptance that counts, of what somebody else accepted before.

    `wording` is what papers print; None leaves what was given with the acceptance. Raises as
    `accept` does, and Decided for who accepted it.
    """
    last = _waiting_for_sign_off(update, by, seen)
    if last.by_id == by.pk:
        raise Decided(BY_YOURSELF)
    words = last.paper_wording if wording is None else wording
    return _rule(update, Verdict.ACCEPTED, by, day, paper_wording=words)


@transaction.atomic
def not_sign(
    update: ProgressUpdate, *, comment: str, by: User, day: datetime.date, seen: Seen | None = None
) -> Review:
    """Return the ruling that an acceptance is not signed off: it waits for the manager again."""
    _waiting_for_sign_off(update, by, seen)
    return _rule(update, Verdict.NOT_SIGNED, by, day, comment=comment)


def _waiting_for_sign_off(update: ProgressUpdate, by: User, seen: Seen | None) -> Review:
    last = _hold(update, seen, by)
    if last is None or last.verdict != Verdict.TO_SIGN:
        raise Decided(in_words(last, by) if last else NOT_ACCEPTED)
    return last


def _rule(
    update: ProgressUpdate, verdict: str, by: User, day: datetime.date, **words: str
) -> Review:
    return Review.objects.create(
        update=update, verdict=verdict, by=by, day=day, known_on=day, **words
    )


@dataclass(frozen=True)
class Ticked:
    """A report ticked to be accepted, or signed off, with many."""

    update: ProgressUpdate
    seen: Seen


class Overtaken(Exception):
    """Some of many were decided meanwhile, so none was saved: why, by report (primary key)."""

    def __init__(self, why: dict[int, Decided]) -> None:
        super().__init__("Some were decided meanwhile.")
        self.why = why


@transaction.atomic
def accept_many(
    ticked: Sequence[Ticked], *, by: User, day: datetime.date, signs: bool = False
) -> list[Review]:
    """Return the acceptance, or sign-off, of each of many reports: of all or of none.

    Raises Overtaken, with a sentence for each that was decided meanwhile.
    """
    why: dict[int, Decided] = {}
    reviews = []
    held = _plans_held(one.update for one in ticked)
    for one in sorted(ticked, key=lambda one: (one.update.action_id, one.update.pk)):
        if one.update.action.plan_id not in held:
            why[one.update.pk] = Closed()
            continue
        rule = sign_off if signs else accept
        try:
            reviews.append(rule(one.update, by=by, day=day, seen=one.seen))
        except Decided as error:
            why[one.update.pk] = error
    if why:
        raise Overtaken(why)
    return reviews


def _plans_held(updates: Iterable[ProgressUpdate]) -> set[int]:
    """Return the open plans of `updates`, held in their order so that two never wait in a ring."""
    plans = {update.action.plan_id: update.action.plan for update in updates}
    held = set()
    for pk, plan in sorted(plans.items()):
        try:
            hold_open(plan)
            held.add(pk)
        except Closed:
            continue
    return held
