"""A house style in words: its headings as they are numbered, what is built, how it numbers."""

from dataclasses import dataclass

from reports.forms.styles import part_title
from reports.models import Clearance
from reports.paper.document import Heading, Paragraph, Text
from reports.paper.house_style import FRONT_KEYS, HouseStyle
from reports.paper.numbering import Unnumbered, label_of, number


@dataclass(frozen=True)
class HeadingShown:
    """A heading: how it prints, its first paragraph's number, what stands there at first."""

    key: str
    number: str
    heading: str
    first: str
    parts: tuple[tuple[str, str], ...]
    clearances: tuple[str, ...]


@dataclass(frozen=True)
class StyleShown:
    """A style as a page describes it; `front` are labels with what each says."""

    headings: tuple[HeadingShown, ...]
    front: tuple[tuple[str, str], ...]
    lists: str
    decisions: str
    appendix: str


def shown(style: HouseStyle) -> StyleShown:
    """Return a style in words, its headings numbered as a paper in it would be."""
    return StyleShown(
        headings=tuple(_headings(style)),
        front=tuple((each.label, FRONT_KEYS[each.key]) for each in style.front),
        lists=_examples(style.numbering.lists),
        decisions=_examples(style.numbering.decisions),
        appendix=style.appendix.format(number=1, letter="A", word="One"),
    )


def _headings(style: HouseStyle) -> list[HeadingShown]:
    sections = [
        Unnumbered(
            heading=Heading(style.heading(each.heading) or "Without a heading"),
            blocks=(Paragraph((Text("Words"),), level=1),),
            numbered=each.numbered,
            numbers_paragraphs=each.numbers_paragraphs,
            starts_again=each.starts_again,
        )
        for each in style.sections
    ]
    blocks = iter(number(sections, style.numbering))
    found = []
    for each in style.sections:
        heading, words = next(blocks), next(blocks)
        found.append(
            HeadingShown(
                each.key,
                getattr(heading, "number", ""),
                getattr(heading, "text", ""),
                getattr(words, "number", ""),
                tuple((part_title(part), part.hint) for part in each.parts),
                tuple(_cleared(kind) for kind in each.clearances),
            )
        )
    return found


def _cleared(kind: str) -> str:
    return Clearance.Kind(kind).label if kind in Clearance.Kind.values else kind


def _examples(pattern: str) -> str:
    return ", ".join(label_of(place, pattern) for place in (1, 2, 3))
