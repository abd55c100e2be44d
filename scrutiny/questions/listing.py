"""The list of members' questions: for the chair, in groups, late first."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from actionplans.models import ActionPlan
from councils.models import Body, User
from scrutiny.models import MembersQuestion
from scrutiny.questions.rules import State
from scrutiny.questions.standing import Standing

ME = "me"


@dataclass(frozen=True)
class Listed:
    """A question under the heading it stands under."""

    heading: str
    stands: Standing


def bodies_of(found: Iterable[Standing]) -> list[Body]:
    """Return the bodies for which something is asked, by name."""
    bodies = {one.members.body_id: one.members.body for one in found if one.members.body}
    return sorted(bodies.values(), key=lambda body: body.name)


def plans_of(found: Iterable[Standing]) -> list[ActionPlan]:
    """Return the plans about which something is asked, by title."""
    plans = {one.plan.pk: one.plan for one in found}
    return sorted(plans.values(), key=lambda plan: plan.title)


def narrowed(
    found: Sequence[Standing],
    *,
    body: str = "",
    plan: str = "",
    state: str = "",
    by: User | None = None,
) -> list[Standing]:
    """Return those of a body, of a plan (numbers), in a state (its key); "" for any. `by`: those
    that somebody asked themselves.
    """
    return [
        one
        for one in found
        if (not body or str(one.members.body_id) == body)
        and (not plan or str(one.plan.pk) == plan)
        and (not state or one.state.key == state)
        and (by is None or (one.question.entered_by == by and not one.question.asked_by))
    ]


def count_of(hidden: Iterable[MembersQuestion], *, body: str = "", plan: str = "") -> int:
    """Return how many of the questions that are not shown are of a body and of a plan (numbers)."""
    return sum(
        (not body or str(one.body_id) == body) and (not plan or str(one.question.plan_id) == plan)
        for one in hidden
    )


def last_meeting(
    meetings: Sequence[Any], day: datetime.date, body: str = ""
) -> datetime.date | None:
    """Return the day of the last meeting before `day`, of one body (its number) or of any."""
    held = [m.held_on for m in meetings if not body or str(m.body_id) == body]
    return max((one for one in held if one < day), default=None)


def listed(found: Iterable[Standing], since: datetime.date | None) -> list[Listed]:
    """Return questions under their headings, in order: late, open, answered since, before.

    `since` is the day of the last meeting; None where there was none.
    """
    each = [Listed(_heading(one, since), one) for one in found]
    places = {heading: place for place, heading in enumerate(_headings(since))}
    return sorted(each, key=lambda one: (places[one.heading], one.stands.place))


_LATE, _OPEN, _BACK, _ANSWERED = "Late", "Waiting for an answer", "Taken back", "Answered"


def _since_words(day: datetime.date) -> str:
    return f"Answered since the last meeting, on {day:%-d %B %Y}"


def _headings(since: datetime.date | None) -> list[str]:
    if since is None:
        return [_LATE, _OPEN, _ANSWERED, _BACK]
    return [_LATE, _OPEN, _since_words(since), "Answered before", _BACK]


def _heading(one: Standing, since: datetime.date | None) -> str:
    if one.state != State.ANSWERED:
        return {State.LATE: _LATE, State.OPEN: _OPEN, State.TAKEN_BACK: _BACK}[one.state]
    if since is None:
        return _ANSWERED
    answered = one.answered
    is_new = answered is not None and answered.day >= since
    return _since_words(since) if is_new else "Answered before"
