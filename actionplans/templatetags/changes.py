"""Words for what changed and moved."""

import datetime
from collections.abc import Sequence

from django import template

from actionplans.challenges.words import times_words
from actionplans.changes import Change, Moved
from actionplans.rows import DateShown, Step
from actionplans.shown import Published

register = template.Library()


@register.filter
def moved_words(moved: Moved) -> str:
    """Return a move in words: "Delayed from 1 to 30 September"; without reason and agreement."""
    if moved.is_back:
        return f"Back to {_words(moved.to)} from {_words(moved.was)}, which does not count any more"
    if moved.was is None:
        return f"Date given: {_words(moved.to)}"
    how = moved.to.move.words if moved.to and moved.to.move else "Moved"
    if moved.was.due and moved.to and moved.to.due:
        return f"{how} from {moved.was.words} to {moved.to.words}"
    return f"{how}. New date: {_words(moved.to)}. Before: {_words(moved.was)}"


@register.filter
def moves_in_short(moves: Sequence[Moved]) -> str:
    """Return the moves of an action's date that now stands last, oldest given first, as one.

    A date that moved again is told from where it stood first to where it stands: the day between
    holds no more.
    """
    latest = max(moves, key=_stands)
    of_step = [moved for moved in moves if moved.step.pk == latest.step.pk]
    first, last = of_step[0], of_step[-1]
    if len(of_step) == 1 or last.is_back or first.was is None:
        return moved_words(last)
    return f"Moved {times_words(len(of_step))}: from {_words(first.was)} to {_words(last.to)}"


def _stands(moved: Moved) -> datetime.date:
    return (moved.to and moved.to.due) or datetime.date.min


def _words(date: DateShown | None) -> str:
    return date.words if date else "no date"


@register.filter
def how_many(found: Sequence[Change]) -> str:
    """Return how many actions a list has, and its dates where they are more: "4 in 3 actions"."""
    actions, moves = len(found), sum(len(change.moves) for change in found)
    many = f"{moves} in {actions} action{'' if actions == 1 else 's'}"
    return many if moves > actions else str(actions)


@register.filter
def last_move(step: Step) -> Moved | None:
    """Return how the step's date last moved, from the date before; None where it did not."""
    if not step.moves:
        return None
    return Moved(step, step.agreed_dates[-2], step.agreed_dates[-1])


@register.filter
def published_words(group: Published) -> str:
    """Return a paper's numbers: "1 complete and 3 not complete, now due 30 September 2011"."""
    parts = [
        f"{n.number} {n.position.words.lower()}" + (f", now due {n.due:%-d %B %Y}" if n.due else "")
        for n in group.numbers
    ]
    return " and ".join(parts)
