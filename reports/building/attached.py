"""The list of what is attached to a paper."""

from collections.abc import Iterator
from typing import Any

from reports.attachments import Attachment
from reports.building.registry import PaperFacts, builder
from reports.paper.document import Block, Item, Items, Paragraph, Text

NOTHING = "Nothing is attached to the paper."


@builder("appendices", "Appendices, listed", NOTHING)
def appendices(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return a list of the paper's appendices, each with its label, that leads there."""
    entries = (Item((Paragraph(tuple(_entry(each, facts))),)) for each in facts.attachments)
    found = tuple(entries)
    return (Items(found),) if found else ()


def _entry(found: Attachment, facts: PaperFacts) -> Iterator[Text]:
    yield Text(found.named, href=f"#{found.place}")
    if found.row.is_exempt and not facts.is_public:
        yield Text(" (exempt)")
    if found.row.is_to_follow:
        yield Text(" (to follow)")
