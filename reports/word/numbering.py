"""The lists of a Word file: what stands before a paragraph, counted by Word itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.word.xml_text import escaped

_PAPER = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is what it prints, "%1.%2" with the counts of levels 1 and 2.

    `form` is how it counts: "decimal", "lowerLetter", "lowerRoman", "bullet" or "none"; `left` and
    `hanging` are where its words and its number stand, in twentieths of a point.
    """

    text: str
    form: str = "decimal"
    start: int = 1
    left: int = 0
    hanging: int = 0


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that counts for itself."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in the lists of its file: the list's place from 0, and the level."""

    of: int
    level: int = 0


def literal(text: str) -> str:
    """Return a level's text that prints as it stands: no "%1" in it counts anything."""
    return re.sub(r"%(?=\d)", "%\u200b", text)


def numbering_xml(lists: Sequence[NumberedList]) -> str:
    """Return the part that defines the lists; a list's number is its place, from 1."""
    abstract = "".join(_abstract(place, found) for place, found in enumerate(lists))
    numbers = "".join(
        f'<w:num w:numId="{place + 1}"><w:abstractNumId w:val="{place}"/></w:num>'
        for place in range(len(lists))
    )
    return f'<w:numbering xmlns:w="{_PAPER}">{abstract}{numbers}</w:numbering>'


def _abstract(place: int, found: NumberedList) -> str:
    levels = "".join(_level(depth, level) for depth, level in enumerate(found.levels))
    kind = "multilevel" if len(found.levels) > 1 else "singleLevel"
    return (
        f'<w:abstractNum w:abstractNumId="{place}"><w:nsid w:val="{0x1A000000 + place:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
    )


def _level(depth: int, level: Level) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{level.start}"/>'
        f'<w:numFmt w:val="{level.form}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{escaped(level.text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{level.left}"/></w:tabs>'
        f'<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/></w:pPr></w:lvl>'
    )
