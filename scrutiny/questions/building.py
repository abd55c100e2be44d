"""What papers print of members' questions: who asked, what, and what was answered by the day."""

import datetime
from collections.abc import Iterator
from typing import Any

from actionplans.models import ActionPlan, Answer
from councils.day_words import in_words
from reports.building import PaperFacts, builder
from reports.building import options as kinds
from reports.building.naming import INTRO, introduced, listed, nested
from reports.building.options import Option
from reports.building.progress import PLAN
from reports.paper.document import Block, paragraph
from scrutiny.questions.hiding import hidden_in
from scrutiny.questions.papers import plans_of_paper
from scrutiny.questions.rules import State, hidden_sentence
from scrutiny.questions.standing import Standing, asked_in

WAITING, ANSWERED = "waiting", "answered"


@builder(
    "members_questions",
    "Questions of members, with the answers",
    "No such question of members is held for the paper’s day.",
    PLAN,
    Option(
        "which",
        "Which",
        kinds.CHOICE,
        (("", "All"), (WAITING, "Those without an answer"), (ANSWERED, "Those with an answer")),
    ),
    Option("since_last", "Only what was asked or said since the last meeting", kinds.YES),
    INTRO,
)
def members_questions(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return each question as an entry of a list, with what was said of it under it, late first.

    As at the paper's day, of its plans; of all the council's where it is about none. A member is
    named only where they want it. Of those on confidential actions
    a public paper says only how many there are.
    """
    kept = [
        one
        for one in _asked(facts, options)
        if _is_wanted(one, options["which"])
        and (not options["since_last"] or _is_since(one, _since(facts, one.plan)))
    ]
    items = (nested(paragraph(_question(one)), _said(one)) for one in kept)
    hidden = hidden_sentence(_hidden(facts, options))
    unsaid = (paragraph(hidden),) if hidden else ()
    return introduced(options["intro"], (*listed(items), *unsaid))


def _asked(facts: PaperFacts, options: dict[str, Any]) -> list[Standing]:
    among = _plans(facts, options)
    found = asked_in(facts.report.council, facts.state)
    return [one for one in found if not among or one.plan.pk in among]


def _hidden(facts: PaperFacts, options: dict[str, Any]) -> int:
    """Return how many questions of its plans the paper does not show."""
    among = _plans(facts, options)
    found = hidden_in(facts.report.council, facts.state)
    return sum(not among or one.question.plan_id in among for one in found)


def _plans(facts: PaperFacts, options: dict[str, Any]) -> set[int]:
    """Return the plans whose questions the paper has; none of a paper that has all."""
    named = facts.plan(options) if options["plan"] else None
    return {plan.pk for plan in ([named] if named else plans_of_paper(facts.report))}


def _is_wanted(one: Standing, which: str) -> bool:
    return not which or one.state.is_open == (which == WAITING)


def _since(facts: PaperFacts, plan: ActionPlan) -> datetime.date | None:
    last = facts.last_meeting(plan)
    return last.held_on if last else None


def _is_since(one: Standing, day: datetime.date | None) -> bool:
    """Return whether it was asked, or something was said of it, on `day` or later."""
    last = max([one.question.day, *(said.day for said in one.said)])
    return day is None or last >= day


def _question(one: Standing) -> str:
    about = f", about action {one.action.reference}" if one.action else ""
    return f"{one.members.who_in_papers}, {in_words(one.question.day)}{about}: {one.question.text}"


def _said(one: Standing) -> Iterator[str]:
    if one.members.flag_said:
        yield f"About: {one.members.flag_said}"
    yield from (_line(said) for said in one.said)
    if one.state.is_open:
        yield _waits(one)


def _line(said: Answer) -> str:
    on = in_words(said.day)
    if said.turn == Answer.Turn.ASKS:
        return f"Asked again, {on}: {said.text}"
    if said.turn == Answer.Turn.CLOSES:
        return f"Taken back, {on}: {said.text}"
    return f"Answer by {said.said_by or said.entered_by}, {on}: {said.text}"


def _waits(one: Standing) -> str:
    """Return that it has no answer, with its day, and the first one where that was moved."""
    if one.answer_by is None:
        return "Not answered."
    first = one.agreed[0].due_on
    moved = f" It was first due by {in_words(first)}." if first != one.answer_by else ""
    if one.state == State.LATE:
        return f"Not answered, {one.late}: it was due by {in_words(one.answer_by)}.{moved}"
    return f"Not answered; due by {in_words(one.answer_by)}.{moved}"
