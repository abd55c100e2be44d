"""What members asked about a live plan, by when it is answered, and what was said."""

from typing import Any

from actionplans.models import Action, Answer, AnswerDate, Question
from config.demo.files import Facts
from config.demo.live import by_whom
from config.demo.plans import PlanLoad
from councils.models import Body, Meeting
from scrutiny.models import MembersQuestion


def add_members_questions(load: PlanLoad) -> None:
    """Add the questions in order, each with its dates and answers."""
    actions: dict[str, Action] = {action.reference: action for action, _, _ in load.actions}
    for facts in load.facts.get("asked_by_members", ()):
        body, meeting = _where(load, facts)
        asked = Question.objects.create(
            plan=load.plan,
            action=actions[facts["action"]] if "action" in facts else None,
            text=facts["text"],
            for_members=True,
            wanted_from=facts["wanted_from"],
            asked_by=str(body) if meeting else "",
            **by_whom(load, facts),
        )
        MembersQuestion.objects.create(question=asked, body=body, meeting=meeting)
        _add_dates(load, asked, facts)
        for given in facts.get("answers", ()):
            Answer.objects.create(question=asked, text=given["text"], **by_whom(load, given))


def _where(load: PlanLoad, facts: Facts) -> tuple[Body | None, Meeting | None]:
    """Return the body it is asked for, and its meeting where it was asked at one."""
    body = load.circle.bodies.get(facts.get("body", ""))
    if body is None or "meeting" not in facts:
        return body, None
    return body, body.meetings.get(held_on=load.calendar.day(facts["meeting"]))


def _add_dates(load: PlanLoad, asked: Question, facts: Facts) -> None:
    first: Any = {"kind": "first", "due_on": load.calendar.day(facts["answer_by"])}
    AnswerDate.objects.create(question=asked, **first, **by_whom(load, facts))
    for date in facts.get("dates", ()):
        AnswerDate.objects.create(
            question=asked,
            kind=date["kind"],
            due_on=load.calendar.day(date["due_on"]),
            reason=date["reason"],
            **by_whom(load, date),
        )
