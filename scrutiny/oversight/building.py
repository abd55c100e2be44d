"""What papers print of what bodies do next, and of members' visits to services."""

from collections.abc import Iterable, Iterator
from typing import Any

from actionplans.asat import AsAt
from councils.day_words import in_words
from councils.models import Body
from reports.building import PaperFacts, builder
from reports.building import options as kinds
from reports.building.naming import INTRO, introduced, listed, nested
from reports.building.options import Option
from reports.paper.document import Block, Item, Items, paragraph
from scrutiny.oversight.held import oversight_of
from scrutiny.oversight.shown import About, Oversight, StepShown, VisitShown
from scrutiny.oversight.steps import StepState

OF_PLANS, LETTERS = "plans", "letters"
WHOSE = Option(
    "whose",
    "Whose",
    kinds.CHOICE,
    (("", "Of the body this paper is for"), (OF_PLANS, "Of any body, on the paper’s plans")),
)


def _held(facts: PaperFacts, options: dict[str, Any]) -> tuple[Oversight, set[int] | None]:
    """Return what is held, and the plans it is to be about; None for whatever it is about."""
    state: AsAt = facts.state
    if options["whose"] != OF_PLANS:
        return oversight_of([facts.report.body], state), None
    bodies = Body.objects.filter(council=facts.report.council).order_by("name", "pk")
    return oversight_of(bodies, state), {plan.pk for plan in facts.plans}


def _is_about(about: About, plans: set[int] | None) -> bool:
    return plans is None or about.plan in plans


@builder(
    "next_steps",
    "What a body does next",
    "No such next step is held for the paper’s day.",
    WHOSE,
    Option(
        "which",
        "Which",
        kinds.CHOICE,
        (("open", "Those that are open"), ("ended", "Those done or given up"), ("all", "All")),
    ),
    Option(
        "layout",
        "How they are shown",
        kinds.CHOICE,
        (("", "With who sees to each, and by when"), (LETTERS, "A lettered list of them alone")),
    ),
    INTRO,
)
def next_steps(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return next steps as at the paper's day, late ones first; lettered, as they were held.

    Stockton's paper of 14 October 2015 has a lettered list of what was named as possible (18).
    """
    held, plans = _held(facts, options)
    kept = [one for one in _chosen(held, options["which"]) if _is_about(one.about, plans)]
    if options["layout"] == LETTERS:
        kept.sort(key=lambda one: one.pk)
        items = [Item((paragraph(one.text),)) for one in kept]
        return introduced(options["intro"], [Items(tuple(items), LETTERS)] if items else [])
    found = (nested(paragraph(one.text), _told(one)) for one in kept)
    return introduced(options["intro"], listed(found))


def _chosen(held: Oversight, which: str) -> Iterable[StepShown]:
    return {"open": held.open_steps, "ended": held.ended_steps}.get(which, held.steps)


def _told(step: StepShown) -> Iterator[str]:
    """Yield where a step stands and who sees to it; what came of it."""
    state = "Agreed" if step.state is StepState.OPEN else step.state.value
    yield f"{state}, {step.when}. {step.who or 'Nobody is named to see to it'}."
    if step.outcome:
        yield step.outcome


@builder(
    "visits",
    "Members’ visits to services, with what was learned",
    "No such visit is held for the paper’s day.",
    WHOSE,
    Option("since_last", "Only those since the last meeting", kinds.YES),
    INTRO,
)
def visits(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return visits as at the paper's day, the newest first: where, who went, what was learned.

    Nothing of confidential actions stands in a public paper.
    """
    held, plans = _held(facts, options)
    kept = [one for one in held.visits if _is_about(one.about, plans)]
    if options["since_last"] and (last := _last_meeting(facts)):
        kept = [one for one in kept if one.day > last]
    found = (nested(paragraph(_headed(one)), _learned(one)) for one in kept)
    return introduced(options["intro"], listed(found))


def _last_meeting(facts: PaperFacts) -> Any:
    """Return the day of the last meeting of the paper's body before its day; None for none."""
    held = facts.report.body.meetings.filter(held_on__lt=facts.report.as_at)
    return held.order_by("-held_on").values_list("held_on", flat=True).first()


def _headed(visit: VisitShown) -> str:
    return f"{visit.place}, {in_words(visit.day)} ({', '.join(visit.who)})."


def _learned(visit: VisitShown) -> Iterator[str]:
    yield from (line.strip() for line in visit.learned.splitlines() if line.strip())
    if visit.actions:
        named = ", ".join(action.reference for action in visit.actions)
        yield f"Actions it was about: {named}."
