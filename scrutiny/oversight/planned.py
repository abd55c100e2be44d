"""The forward plan of bodies in the state asked for: which plan comes to which meeting."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actionplans.asat import AsAt
from actionplans.models import ActionPlan
from actionplans.on_day.words import plan_words
from scrutiny.models import ForwardItem
from scrutiny.oversight.forward import Rhythm, Sitting, Standing, standing
from scrutiny.oversight.held import rows_on
from scrutiny.oversight.papers import Presented
from scrutiny.oversight.sentences import comes, missed, without_meeting

WORDS = ("kind", "every", "unit", "meeting_id", "words", "starts", "ends")


@dataclass(frozen=True)
class ForwardLine:
    """One plan in the forward plan of a body, in sentences.

    `due`, `missed_at`: the meetings at which it is, or was and did not come. `missed` and `without`
    tell what no later paper answered.
    """

    pk: int
    body: int
    body_name: str
    plan: int
    title: str
    sentence: str
    missed: str
    without: str
    due: tuple[int, ...]
    missed_at: tuple[int, ...]
    is_over: bool
    is_draft: bool = False


def planned(
    names: Mapping[int, str],
    meetings: Iterable[Any],
    papers: Mapping[int, Sequence[Presented]],
    as_at: AsAt,
    plan: int | None = None,
) -> list[ForwardLine]:
    """Return the forward plan of bodies, of one plan or of all, by body and title.

    `names`: the bodies by their keys; `meetings`: theirs; `papers`: what went to them. At most
    three queries. An item begun later than the day is told too: it is what is planned.
    """
    held = rows_on(ForwardItem, names, as_at, WORDS)
    held = [item for item in held if plan in (None, item.plan_id)]
    plans = {item.plan_id for item in held}
    words = plan_words(plans, as_at) if plans else {}
    by_body: dict[int, list[Any]] = {}
    for meeting in meetings:
        by_body.setdefault(meeting.body_id, []).append(meeting)
    lines = [
        _line(item, names, words[item.plan_id], by_body.get(item.body_id, []), papers, as_at)
        for item in held
    ]
    return sorted(lines, key=lambda line: (line.is_over, line.body_name, line.title, line.pk))


def _line(
    item: Any,
    names: Mapping[int, str],
    plan: Any,
    meetings: Sequence[Any],
    papers: Mapping[int, Sequence[Presented]],
    as_at: AsAt,
) -> ForwardLine:
    name, title, day = names[item.body_id], plan.title, as_at.day
    rhythm = rhythm_of(item)
    found = standing(rhythm, [_sitting(each, plan, item, papers, day) for each in meetings], day)
    return ForwardLine(
        pk=item.id,
        body=item.body_id,
        body_name=name,
        plan=item.plan_id,
        title=title,
        sentence=comes(name, rhythm, item.words, found, day),
        missed=missed(title, name, found.missed_since),
        without=without_meeting(title, name, found.without_since),
        due=tuple(one.pk for one in found.coming),
        missed_at=tuple(one.pk for one in found.missed),
        is_over=_is_over(rhythm, found, as_at),
        is_draft=plan.status == ActionPlan.Status.DRAFT,
    )


def rhythm_of(item: Any) -> Rhythm:
    """Return the rhythm that a forward item, or a version of one, tells."""
    return Rhythm(
        kind=item.kind,
        starts=item.starts,
        ends=item.ends,
        every=item.every or 0,
        unit=item.unit,
        meeting=item.meeting_id,
    )


def _sitting(
    meeting: Any,
    plan: Any,
    item: Any,
    papers: Mapping[int, Sequence[Presented]],
    day: datetime.date,
) -> Sitting:
    """Return a meeting, with whether it dealt with the plan: a paper on it went there, or the
    meeting approved it, or what is recorded of the meeting names it.
    """
    of_meeting = papers.get(meeting.id, ())
    came = any(item.plan_id in paper.plans and paper.came for paper in of_meeting)
    if not came and meeting.held_on <= day:
        named = plan.title.casefold() in meeting.outcome.casefold()
        came = named or plan.approved_at_id == meeting.id
    return Sitting(meeting.id, meeting.held_on, came)


def _is_over(rhythm: Rhythm, found: Standing, as_at: AsAt) -> bool:
    if rhythm.kind == ForwardItem.Kind.ONCE:
        return not found.coming
    return rhythm.ends is not None and rhythm.ends <= as_at.day
