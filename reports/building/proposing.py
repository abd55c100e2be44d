"""Paragraphs of progress as the system proposes them, unedited."""

from typing import Any

from reports.building import options as kinds
from reports.building.judged import HALF
from reports.building.options import Option
from reports.building.registry import PaperFacts, builder
from reports.drafting import Paragraph
from reports.paper.document import Block, paragraph

# Which places of a draft (`reports.drafting.Place.about`) each choice takes.
_ABOUT: dict[str, tuple[str, ...]] = {
    "progress": ("whole", "part", "area", "unanswered", "others"),
    "whole": ("whole",),
    "parts": ("part",),
    "areas": ("area", "unanswered"),
    "others": ("others",),
    "news": ("news",),
}


@builder(
    "drafted",
    "Paragraphs on progress",
    "There is nothing to say of the plan’s progress on the paper’s day.",
    Option("plan", "Plan", kinds.PLAN),
    Option(
        "about",
        "What they are about",
        kinds.CHOICE,
        (
            ("progress", "All of its progress"),
            ("whole", "The plan as a whole"),
            ("parts", "What the inspection said"),
            ("areas", "Each recommendation with its actions"),
            ("others", "Actions that answer no recommendation"),
            ("news", "What changed since the last meeting"),
        ),
    ),
    HALF,
)
def drafted(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return the proposed paragraphs on a plan's progress as they are, each with a number.

    `about` chooses some of them; `strand` those of one half of an inspection.
    """
    return tuple(paragraph(each.text, level=1) for each in proposed_of(facts, options))


def proposed_of(facts: PaperFacts, options: dict[str, Any]) -> list[Paragraph]:
    """Return the proposed paragraphs these options choose, in the draft's order."""
    plan = facts.plan(options)
    if plan is None:
        return []
    about, strand = _ABOUT[options.get("about", "progress")], options.get("strand", "")
    found = (each for each in facts.draft(plan).paragraphs if each.place.about in about)
    return [each for each in found if strand in ("", each.place.strand)]
