"""Paragraphs on what changed since a meeting: completed, newly late, moved, new."""

import datetime
from collections.abc import Sequence

from reports.drafting import words
from reports.drafting.facts import MovedFacts, Named, SinceFacts
from reports.drafting.written import Rest, Sentence

# What is said of one, of several, and of none, "" where none is not worth a sentence.
_SAID = {
    "completed": ("has been completed", "have been completed", "has been completed"),
    "newly_late": ("has become late", "have become late", "has become late"),
    "newly_silent": (
        "has passed its date with nothing said of whether it is done",
        "have passed their dates with nothing said of whether they are done",
        "",
    ),
    "reopened": ("has been opened again", "have been opened again", ""),
    "added": ("has been added", "have been added", ""),
    "ended": ("has left the plan", "have left the plan", ""),
}


def news_sentences(since: SinceFacts | None) -> list[Sentence]:
    """Return a sentence for each kind of change, and for none where members always ask."""
    if since is None:
        return []
    last = Rest("meeting", "last", since.since, f"the last meeting, {since.since}")
    first = Sentence(f"The last meeting was {since.since}.", (last,))
    found = [_list(name, getattr(since, name), since.since) for name in _SAID]
    return [first, *(sentence for sentence in found if sentence), *_moves(since)]


def _list(name: str, actions: Sequence[Named], since: str) -> Sentence | None:
    one, several, none = _SAID[name]
    listed = sorted(actions, key=lambda action: (action.order, action.reference))
    if not listed and not none:
        return None
    if not listed:
        text = f"since then no action {none}"
        rests = (Rest(name, since, "none", f"that no action {none} since then"),)
        return Sentence(words.sentence(text), rests)
    runs = words.runs(action.reference for action in listed)
    said = one if len(listed) == 1 else several
    text = f"since then {words.many(len(listed), 'action')} ({runs}) {said}"
    told = tuple(
        Rest(name, a.reference, since, f"action {a.reference}", a.pk, a.plan_id) for a in listed
    )
    return Sentence(words.sentence(text), told)


def _moves(since: SinceFacts) -> list[Sentence]:
    """Return the moves of dates, those of one kind together; or that none has moved."""
    found: dict[tuple[str, str], list[MovedFacts]] = {}
    for move in sorted(since.moved, key=lambda move: (move.order, move.reference)):
        found.setdefault((_iso(move.was), _iso(move.to)), []).append(move)
    if not found:
        rest = Rest("moved", since.since, "none", "that no date has moved since then")
        return [Sentence("Since then no date has moved.", (rest,))]
    return [_moved(alike, since.since) for alike in found.values()]


def _moved(alike: list[MovedFacts], since: str) -> Sentence:
    first = alike[0]
    references = list(dict.fromkeys(move.reference for move in alike))
    dates, have = ("date", "has") if len(references) == 1 else ("dates", "have")
    old = f" from {words.day(first.was)}" if first.was else ""
    new = f" to {words.day(first.to)}" if first.to else ", and no new date is given"
    text = f"since then the {dates} of {words.the_actions(references)} {have} moved{old}{new}"
    rests = tuple(
        Rest(
            "moved",
            move.reference,
            f"{since}: {_iso(move.was)} to {_iso(move.to)}",
            f"action {move.reference}",
            move.pk,
            move.plan_id,
        )
        for move in alike
    )
    return Sentence(words.sentence(text), rests)


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
