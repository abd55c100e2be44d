"""Proposed paragraphs of a progress summary: facts of a plan on a day in, sentences out.

Pure: no model is known here, the same facts make the same text, and every number, reference and
date in it is one of the facts its sentence rests on. What is not known is said ("no reason is
given") where members would ask after it, and left out where they would not. The voice is that of
the progress paragraphs of committee papers.
"""

from reports.drafting.areas import (
    area_sentences,
    group_sentence,
    key_of,
    unanswered_sentences,
)
from reports.drafting.facts import (
    ActionFacts,
    AreaFacts,
    Facts,
    GradeFacts,
    Group,
    Kind,
    MovedFacts,
    Named,
    PartFacts,
    SinceFacts,
    Standing,
    Timing,
)
from reports.drafting.news import news_sentences
from reports.drafting.parts import part_sentences, whole_sentences
from reports.drafting.words import the_actions
from reports.drafting.written import (
    Draft,
    Paragraph,
    Place,
    Placed,
    Rest,
    Section,
    Sentence,
    sections,
)

__all__ = [
    "ActionFacts",
    "AreaFacts",
    "Draft",
    "Facts",
    "GradeFacts",
    "Group",
    "Kind",
    "MovedFacts",
    "Named",
    "Paragraph",
    "PartFacts",
    "Place",
    "Rest",
    "Section",
    "Sentence",
    "SinceFacts",
    "Standing",
    "Timing",
    "draft",
]

PROGRESS, NEWS = "Progress", "What changed since the last meeting"


def draft(facts: Facts) -> Draft:
    """Return the proposed paragraphs: the whole plan, each part with its areas, then the others.

    In the plan's order, whatever the order of `facts`. Numbers given for actions of several areas
    come in a paragraph of their own.
    """
    progress = [(Place("whole"), whole_sentences(facts))]
    for part in sorted(facts.parts, key=lambda part: part.order):
        progress.append((Place("part", part.key, part.name), part_sentences(part)))
        progress += _areas(part) if facts.actions else []
    others = sorted(facts.others, key=lambda area: area.order)
    progress += [(Place("others", key_of(area)), area_sentences(area)) for area in others]
    for group in sorted(facts.across, key=lambda group: group.references):
        place = Place("others", the_actions(group.references))
        progress.append((place, [group_sentence(group, _of(facts))]))
    news = [(Place("news"), news_sentences(facts.since))]
    return Draft(sections([(PROGRESS, progress), (NEWS, news)]))


def _areas(part: PartFacts) -> list[Placed]:
    """Return a paragraph for each area with actions, then one of those without any."""
    areas = sorted(part.areas, key=lambda area: area.order)
    found = [
        (Place("area", key_of(area), part.name), area_sentences(area))
        for area in areas
        if area.actions
    ]
    without = unanswered_sentences([area for area in areas if not area.actions])
    return [*found, (Place("unanswered", part.key, part.name), without)]


def _of(facts: Facts) -> list[ActionFacts]:
    areas = [area for part in facts.parts for area in part.areas] + list(facts.others)
    return [action for area in areas for action in area.actions]
