"""Sentences on a forward plan that a member can read out. Pure."""

import datetime
from collections.abc import Sequence

from reports.drafting import words
from scrutiny.oversight.forward import EACH, MONTHS, ONCE, Rhythm, Sitting, Standing, Turn

# How many days a sentence names; the rest it counts.
NAMED = 3


def rhythm_words(rhythm: Rhythm) -> str:
    """Return "at each meeting", "every six weeks", "every month"; "" for one meeting alone."""
    if rhythm.kind == EACH:
        return "at each meeting"
    if rhythm.kind == ONCE:
        return ""
    unit = "month" if rhythm.unit == MONTHS else "week"
    if rhythm.every == 1:
        return f"every {unit}"
    return f"every {words.number(rhythm.every)} {unit}s"


def comes(body: str, rhythm: Rhythm, printed: str, found: Standing, day: datetime.date) -> str:
    """Return how often a plan comes to a body, and when next.

    `printed`: how often in the words of the body's own forward plan, or "".
    """
    often = rhythm_words(rhythm)
    if printed:
        often = f"{often} (“{printed}”)" if often else f"(“{printed}”)"
    begun = f"Comes to {body} {often}".rstrip()
    if rhythm.kind == ONCE:
        return _once(body, begun, found, day)
    if rhythm.ends and rhythm.ends <= day:
        return f"Came to {body} {often} until {words.day(rhythm.ends)}."
    if found.coming:
        return f"{begun}: {_next(found.coming[0], day)}."
    return f"{begun}; {_no_meeting(rhythm, found.next, day)}."


def _once(body: str, begun: str, found: Standing, day: datetime.date) -> str:
    if found.coming:
        return f"{begun}: {_next(found.coming[0], day).removeprefix('next ')}."
    missed = f" on {words.day(found.missed[0].held_on)}" if found.missed else ""
    return f"Was to come to {body}{missed}." if missed else f"Came to {body}, as planned."


def _next(sitting: Sitting, day: datetime.date) -> str:
    if sitting.held_on == day:
        return "next today"
    return f"next on {words.day(sitting.held_on)}"


def _no_meeting(rhythm: Rhythm, turn: Turn | None, day: datetime.date) -> str:
    if rhythm.kind == EACH or turn is None:
        return "no future meeting is recorded"
    if turn.first <= day:
        return f"due by {words.day(turn.last)}, and no meeting until then is recorded"
    return (
        f"due next from {words.day(turn.first)} to {words.day(turn.last)}, and no meeting in that "
        "time is recorded"
    )


def missed(title: str, body: str, sittings: Sequence[Sitting]) -> str:
    """Return that a plan was due at meetings and no paper on it is held; "" for none."""
    if not sittings:
        return ""
    named = words.joined([words.day(one.held_on) for one in sittings[-NAMED:]])
    more = len(sittings) - NAMED
    earlier = f", and at {words.many(more, 'meeting')} before" if more > 0 else ""
    which = "that meeting" if len(sittings) == 1 else "those meetings"
    return (
        f"{title} was due at {body} on {named}{earlier}: no published paper on it is held for "
        f"{which}."
    )


def without_meeting(title: str, body: str, turns: Sequence[Turn]) -> str:
    """Return that a plan should have come in a time in which no meeting is held; "" for none.

    Of several such times the last.
    """
    if not turns:
        return ""
    last = turns[-1]
    return (
        f"{title} should have come to {body} between {words.day(last.first)} and "
        f"{words.day(last.last)}: no meeting in that time is recorded."
    )


def body_stands(
    coming: Sequence[datetime.date], due: int, late: int, missed: int, reviews: int
) -> str:
    """Return when a body meets next, how many plans are due then, and what is late, in a line.

    `late` next steps, plans that `missed` it, and late `reviews` of actions that it watches.
    """
    if coming:
        plans = f", when {words.many(due, 'plan')} {'is' if due == 1 else 'are'} due" if due else ""
        first = f"Meets next on {words.day(coming[0])}{plans}."
    else:
        first = "No future meeting is recorded."
    found = [first]
    if missed:
        found.append(f"{words.many(missed, 'plan').capitalize()} did not come when due.")
    if late:
        are = "is" if late == 1 else "are"
        found.append(f"{words.many(late, 'next step').capitalize()} {are} late.")
    if reviews:
        are = "is" if reviews == 1 else "are"
        found.append(f"{words.many(reviews, 'review').capitalize()} of what it watches {are} late.")
    return " ".join(found)
