"""The page of a body: its meetings with what came of them, and everything it holds."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from actionplans.asat import AsAt
from actionplans.on_day.links import meetings_of
from councils.models import Body, User
from scrutiny.models import MembersQuestion
from scrutiny.oversight.held import oversight_of
from scrutiny.oversight.papers import Presented, presented
from scrutiny.oversight.planned import ForwardLine, planned
from scrutiny.oversight.sentences import body_stands
from scrutiny.oversight.shown import Oversight
from scrutiny.questions.hiding import hidden_of
from scrutiny.questions.standing import Standing as Question
from scrutiny.questions.standing import Waiting, standing_of, waiting


@dataclass(frozen=True)
class MeetingShown:
    """A meeting on a day: what is or was due, what was presented, asked, and what came of it.

    `outcome`: what is recorded of it beside what was decided on its papers.
    """

    pk: int
    held_on: datetime.date
    outcome: tuple[str, ...]
    papers: tuple[Presented, ...]
    asked: tuple[Question, ...]
    due: tuple[ForwardLine, ...]
    missed: tuple[ForwardLine, ...]


@dataclass(frozen=True)
class BodyOnDay:
    """A body on a day. `coming`: its meetings from that day on; `past`: the newest first.

    `questions`: those asked for it, at a meeting or between.
    """

    forward: tuple[ForwardLine, ...]
    coming: tuple[MeetingShown, ...]
    past: tuple[MeetingShown, ...]
    oversight: Oversight
    questions: Waiting

    def sentence(self, reviews: int) -> str:
        """Return when it meets next, and what is late, in a line.

        `reviews`: of how many actions that it goes on watching the review is late.
        """
        return body_stands(
            [meeting.held_on for meeting in self.coming],
            len(self.coming[0].due) if self.coming else 0,
            self.oversight.late,
            sum(bool(line.missed) for line in self.forward if not line.is_over),
            reviews,
        )


def body_on_day(body: Body, as_at: AsAt, reader: User | None = None) -> BodyOnDay:
    """Return what a body does about plans. The number of queries does not grow with any of it.

    Of questions, `reader` is shown what they asked themselves.
    """
    meetings = meetings_of([body], as_at)
    papers = presented([body.pk], as_at)
    forward = planned({body.pk: body.name}, meetings, papers, as_at)
    asked, waits = _asked(body, as_at, reader)
    shown = [
        _shown(meeting, papers.get(meeting.id, []), asked.get(meeting.id, []), forward, as_at)
        for meeting in meetings
    ]
    return BodyOnDay(
        forward=tuple(forward),
        coming=tuple(each for each in shown if each.held_on >= as_at.day),
        past=tuple(each for each in reversed(shown) if each.held_on < as_at.day),
        oversight=oversight_of([body], as_at),
        questions=waits,
    )


def _asked(
    body: Body, as_at: AsAt, reader: User | None
) -> tuple[dict[int, list[Question]], Waiting]:
    """Return, by meeting, what members asked at it, and how all that they ask for it stands."""
    asked = MembersQuestion.objects.filter(body=body)
    found = standing_of(asked, as_at, reader)
    by_meeting: dict[int, list[Question]] = defaultdict(list)
    for one in found:
        by_meeting[one.members.meeting_id or 0].append(one)
    return by_meeting, waiting(found, len(hidden_of(asked, as_at, reader)))


def _shown(
    meeting: Any,
    papers: list[Presented],
    asked: list[Question],
    forward: list[ForwardLine],
    as_at: AsAt,
) -> MeetingShown:
    said = {line for paper in papers for line in _lines(paper)}
    outcome = meeting.outcome.splitlines() if meeting.held_on <= as_at.day else []
    return MeetingShown(
        pk=meeting.id,
        held_on=meeting.held_on,
        outcome=tuple(line for line in outcome if line.strip() and line not in said),
        papers=tuple(papers),
        asked=tuple(asked),
        due=tuple(line for line in forward if meeting.id in line.due),
        missed=tuple(line for line in forward if meeting.id in line.missed_at),
    )


def _lines(paper: Presented) -> list[str]:
    """Return the lines that decisions on a paper put into the outcome of its meeting."""
    return [f"{paper.title}: {words}" for words in paper.decided]
