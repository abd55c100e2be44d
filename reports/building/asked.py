"""What was asked of the council or the board: in whose words, as a list, or by when."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from inspections.models import Addressee, Inspection, Recommendation
from reports.building import options as kinds
from reports.building.judged import HALF
from reports.building.options import Option
from reports.building.registry import PaperFacts, builder
from reports.drafting import words
from reports.drafting_facts import noun_of, strand_of
from reports.paper.document import Block, Item, Items, Paragraph, Text, bullets, paragraph
from reports.paper.written import written

_EVERYBODY = "everybody"
_WHOM = {
    Addressee.COUNCIL: "the council",
    Addressee.BOARD: "the safeguarding board",
    Addressee.PARTNERSHIP: "the local area partnership",
}
_DIGITS = re.compile(r"(\d+)\D*$")


@builder(
    "recommendations",
    "Recommendations of an inspection",
    "No recommendation is held for this paper.",
    Option(
        "layout",
        "How they are shown",
        kinds.CHOICE,
        (
            ("list", "A numbered list"),
            ("bullets", "A list without numbers"),
            ("timescales", "Lists by the time the inspectorate set"),
            ("named", "Paragraphs: “Recommendation 1: …”"),
        ),
    ),
    Option("inspection", "Inspection", kinds.INSPECTION),
    Option(
        "addressed_to",
        "Asked of",
        kinds.CHOICE,
        (
            (Addressee.COUNCIL, "The council"),
            (Addressee.BOARD, "The safeguarding board"),
            (Addressee.PARTNERSHIP, "The local area partnership"),
            (_EVERYBODY, "Everybody"),
        ),
    ),
    HALF,
    Option(
        "wording",
        "In whose words",
        kinds.WORDING,
        hint="Nothing chosen: the inspectorate’s. One that has no other words has these.",
    ),
    Option("numbers", "Only these numbers", kinds.LIST, hint="With commas between them: 1, 2."),
    Option("has_intro", "Begin with a sentence that counts them", kinds.YES, starts=True),
    Option(
        "intro",
        "That sentence in your own words",
        hint="In Markdown. {number} is how many there are. One that begins with ~ goes on from the "
        "paragraph above.",
    ),
)
def recommendations(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return what an inspection asked for, with a sentence before it that counts.

    Layouts: "list" (numbered as asked), "bullets", "timescales" (by the time set for them),
    "named" (a paragraph each). `wording`: "" the inspectorate's, "plan" the plan's where one of
    its actions alone answers, else the paper of that name; where there is none, the
    inspectorate's stands. `numbers` are the council's or the report's.
    """
    inspection = facts.inspection(options)
    asked = _asked(inspection, options) if inspection else []
    chosen = [each for each in asked if _is_chosen(each, options["numbers"])]
    if not inspection or not chosen:
        return ()
    intro = _intro(inspection, asked, chosen, options) if options["has_intro"] else ()
    texts = _texts(facts, chosen, options)
    layouts = {"timescales": _by_time, "named": _named, "bullets": _bullets}
    return (*intro, *layouts.get(options["layout"], _list)(chosen, texts))


def _asked(inspection: Inspection, options: dict[str, Any]) -> list[Recommendation]:
    strands = list(dict.fromkeys(j.strand for j in inspection.judgements.all()))
    found = inspection.recommendations.all()
    to = options["addressed_to"]
    asked = [r for r in found if to in (_EVERYBODY, r.addressed_to)]
    asked = [r for r in asked if options["strand"] in ("", strand_of(r, strands))]
    return sorted(asked, key=lambda r: (r.order, r.pk))


def _is_chosen(asked: Recommendation, numbers: Sequence[str]) -> bool:
    return not numbers or bool({asked.number, asked.council_number} & set(numbers))


# Before them


def _intro(
    inspection: Inspection,
    asked: Sequence[Recommendation],
    chosen: Sequence[Recommendation],
    options: dict[str, Any],
) -> tuple[Block, ...]:
    if options["intro"]:
        return written(options["intro"].replace("{number}", words.number(len(chosen))))
    return (paragraph(_counted(inspection, asked, chosen, options), level=1),)


def _counted(
    inspection: Inspection,
    asked: Sequence[Recommendation],
    chosen: Sequence[Recommendation],
    options: dict[str, Any],
) -> str:
    """Return "There were 11 recommendations for the council arising from ... These were:"."""
    of_each: dict[str, int] = {}
    for each in asked:
        noun = noun_of(each, inspection.framework)
        of_each[noun] = of_each.get(noun, 0) + 1
    told = words.joined([words.many(number, noun) for noun, number in of_each.items()])
    strand = options["strand"]
    whom = f"{strand[:1].lower()}{strand[1:]}" or _WHOM.get(options["addressed_to"])
    told += f" for {whom}" if whom else ""
    were = "was" if len(asked) == 1 else "were"
    first = f"There {were} {told} arising from the inspection."
    number = len(chosen)
    if number < len(asked):
        these = "This is one" if number == 1 else f"These are {words.number(number)}"
        return f"{first} {these} of them:"
    return f"{first} {'This was' if number == 1 else 'These were'}:"


# In whose words


def _texts(
    facts: PaperFacts, chosen: Iterable[Recommendation], options: dict[str, Any]
) -> list[str]:
    wording = options["wording"]
    if wording == "plan":
        of_plan = _of_the_plan(facts, options)
        return [of_plan.get(each.pk, each.text) for each in chosen]
    return [_worded(each, wording) for each in chosen]


def _worded(asked: Recommendation, source: str) -> str:
    found = (each.text for each in asked.wordings.all() if source and each.source == source)
    return next(found, asked.text)


def _of_the_plan(facts: PaperFacts, options: dict[str, Any]) -> dict[int, str]:
    """Return, by recommendation, the words of the one action that answers it."""
    plan = facts.plan(options)
    rows = facts.shown(plan).rows if plan else ()
    found: dict[int, list[str]] = {}
    for row in rows:
        for answered in row.answers:
            found.setdefault(answered.pk, []).append(row.text)
    return {pk: texts[0] for pk, texts in found.items() if len(texts) == 1}


# As they are shown


def _list(chosen: Sequence[Recommendation], texts: Sequence[str]) -> tuple[Block, ...]:
    """Return a numbered list; where their numbers do not go on by one, each says its own."""
    numbers = [number_of(each) for each in chosen]
    first = numbers[0] or 1
    if any(n and n != first + place for place, n in enumerate(numbers)):
        return _named(chosen, texts)
    items = tuple(Item((paragraph(text),)) for text in texts)
    return (Items(items, "numbers", first),)


def number_of(asked: Recommendation) -> int:
    """Return the number that ends what it is known by: 3 of "LSCB 3"; 0 where there is none."""
    found = _DIGITS.search(asked.shown_number)
    return int(found[1]) if found else 0


def _bullets(chosen: Sequence[Recommendation], texts: Sequence[str]) -> tuple[Block, ...]:
    return (bullets(texts),)


def _named(chosen: Sequence[Recommendation], texts: Sequence[str]) -> tuple[Block, ...]:
    return tuple(
        Paragraph((Text(f"{_name(each)}: ", is_bold=True), Text(text)), goes_on=True)
        for each, text in zip(chosen, texts, strict=True)
    )


def _name(asked: Recommendation) -> str:
    number = asked.shown_number
    return f"Recommendation {number}".strip()


def _by_time(chosen: Sequence[Recommendation], texts: Sequence[str]) -> tuple[Block, ...]:
    by_time: dict[str, list[str]] = {}
    for each, text in zip(chosen, texts, strict=True):
        time = " ".join(each.timescale.split()) or "no time set"
        by_time.setdefault(time, []).append(text)
    found: list[Block] = []
    for time, of in by_time.items():
        found += [paragraph(f"{time[:1].upper()}{time[1:]}:", goes_on=True), bullets(of)]
    return tuple(found)
