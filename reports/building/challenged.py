"""What a scrutiny member would want raised, and what was answered."""

from collections.abc import Iterable
from typing import Any

from actionplans.challenges.facts import Flag, Kind
from actionplans.challenging import answered_questions, flags_of
from reports.building import options as kinds
from reports.building.naming import INTRO, introduced, listed, nested
from reports.building.options import Option
from reports.building.progress import PLAN
from reports.building.registry import PaperFacts, builder
from reports.paper.document import Block, paragraph


@builder(
    "flags",
    "What to challenge, with the answers",
    "Nothing of the plan calls to be challenged on the paper’s day.",
    PLAN,
    Option("kind", "Only", kinds.CHOICE, (("", "All"), *((k.value, k.words) for k in Kind))),
    Option("answered", "Only those with an answer", kinds.YES),
    Option("rests_on", "With what each rests on", kinds.YES),
    INTRO,
)
def flags(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return each flag as an entry of a list, with what it rests on and its answers under it.

    A report that nobody has accepted is no paper's business: that flag is never among them.
    """
    plan = facts.plan(options)
    if plan is None:
        return ()
    shown = facts.shown(plan)
    raised = [f for f in flags_of(shown) if options["kind"] in ("", f.kind)]
    questions = answered_questions(shown.plan, shown.as_at)
    items = (
        nested(paragraph(flag.sentence), [*_rests_on(flag, options), *answers])
        for flag in raised
        if flag.kind != Kind.WAITING
        and ((answers := list(_answers(questions.get(flag.key)))) or not options["answered"])
    )
    return introduced(options["intro"], listed(items))


def _rests_on(flag: Flag, options: dict[str, Any]) -> Iterable[str]:
    return flag.facts if options["rests_on"] else ()


def _answers(question: Any) -> Iterable[str]:
    if question is None or not question.for_members:
        return
    for answer in question.shown_answers:
        by = answer.said_by or answer.entered_by
        yield f"Answer by {by}, {answer.day:%-d %B %Y}: {answer.text}"
