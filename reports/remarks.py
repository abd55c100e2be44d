"""What whoever composes a paper should know of its parts, and the paper does not say."""

from dataclasses import dataclass

from reports.building import PaperFacts, builder_of
from reports.drafted import left_out
from reports.models import PaperAppendix, PaperPart

LEFT_OUT_NOW = (
    "A drafted paragraph ({}) is left out of the public paper, since it names an action that is "
    "confidential now."
)


@dataclass(frozen=True)
class Remark:
    """What the data of a part leaves open and the paper does not say; `where` is a heading."""

    where: str
    words: str


def remarks_on(part: PaperPart | PaperAppendix, facts: PaperFacts, where: str) -> list[Remark]:
    """Return what the data behind a part leaves open; `where` is the heading it stands under."""
    return [Remark(where, words) for words in _said(part, facts)]


def _said(part: PaperPart | PaperAppendix, facts: PaperFacts) -> list[str]:
    if part.kind == PaperPart.Kind.BUILT:
        return list(builder_of(part.of).remarks(facts, part.options))
    if isinstance(part, PaperPart) and part.kind == PaperPart.Kind.DRAFTED:
        return [LEFT_OUT_NOW.format(row["key"]) for row in left_out(part, facts)]
    return []
