"""A council's house style as data: headings in order, front matter, numbering, appendices.

Pure. Stored as JSON; `read` says in sentences what is wrong with what somebody changed.
"""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

_OUTSIDE_BRACKETS = re.compile(r"[^()]+(?![^()]*\))")


@dataclass(frozen=True)
class Numbering:
    """How a style numbers. What each may be stands in the tuples below, the first is the default.

    `headings`: "1.0", "1.", "1" or "" (none). `paragraphs`: "1.1" within their section, "1"
    straight through the paper, "" none. `lists`: how a numbered list within text is labelled;
    `decisions`: the same of what the body is asked to decide.
    """

    headings: str = "1."
    paragraphs: str = "1.1"
    lists: str = "1."
    decisions: str = "1."


HEADINGS = ("1.", "1.0", "1", "")
PARAGRAPHS = ("1.1", "1", "")
LABELS = ("1.", "a)", "(a)", "i.", "(i)")


@dataclass(frozen=True)
class FrontField:
    """One line of the front matter. `key` is one of `FRONT_KEYS`; `label` what the style prints."""

    key: str
    label: str


# What a paper says of itself before its first section. Those marked come from the report's own
# rows (body, meeting, title); the rest is typed for each paper.
FRONT_KEYS = {
    "agenda_item": "Agenda item",
    "title": "Title of the report",
    "body": "Body it is for",
    "held_on": "Date of the meeting",
    "portfolio": "Cabinet member with lead responsibility",
    "portfolios": "Related portfolios",
    "reporting": "Members reporting",
    "key_decision": "Key decision",
    "forward_plan": "In forward plan",
    "wards": "Wards affected",
    "director": "Accountable director",
    "service": "Originating service",
    "employees": "Accountable employees",
    "contact": "Contact officer",
    "report_of": "Report of",
    "considered_by": "Considered by",
    "exempt": "Contains exempt information",
    "implementation": "Implementation date if not called in",
    "purpose": "What the report is for",
}
OF_THE_REPORT = ("title", "body", "held_on", "considered_by", "exempt")


@dataclass(frozen=True)
class Part:
    """What stands in a section when a paper begins. `kind`: "written", "built" or "table".

    `of` names the builder ("judgements") or the table ("options"); `options` are the builder's.
    `hint` says to the writer what belongs there.
    """

    kind: str = "written"
    of: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True)
class Section:
    """A heading of the style, in its place.

    `numbered`: whether it takes a number. `numbers_paragraphs`: whether its paragraphs do.
    `clearances`: whose clearance it needs ("finance", "legal", ...), printed under it as a code.
    `lists`: how its numbered lists are labelled, where that is not as in all others.
    """

    key: str
    heading: str
    numbered: bool = True
    numbers_paragraphs: bool = True
    parts: tuple[Part, ...] = (Part(),)
    clearances: tuple[str, ...] = ()
    lists: str = ""
    starts_again: bool = False


@dataclass(frozen=True)
class HouseStyle:
    """One council's house style. `appendix` is how one is labelled: "Appendix {number}".

    `front_look`: a table, or lines of words. `nothing_exempt`: what a paper without exempt
    information says of it. `capitals`: headings print in capitals, save what is in brackets.
    """

    name: str
    front: tuple[FrontField, ...]
    sections: tuple[Section, ...]
    numbering: Numbering = Numbering()
    front_look: str = "table"
    appendix: str = "Appendix {number}"
    colour: str = "#10263c"
    capitals: bool = False
    nothing_exempt: str = "No"

    def heading(self, text: str) -> str:
        """Return a heading as it prints: "Subject history (last 3 years)" in capitals."""
        if not self.capitals:
            return text
        return _OUTSIDE_BRACKETS.sub(lambda found: found[0].upper(), text)

    def to_json(self) -> dict[str, Any]:
        """Return what is stored."""
        return asdict(self)


FRONT_LOOKS = ("table", "lines")
_PLAIN = ("name", "front_look", "appendix", "colour", "capitals", "nothing_exempt")


class StyleRefused(ValueError):
    """The data is no house style; its text says what to put right."""


def read(data: dict[str, Any]) -> HouseStyle:
    """Return the style that was stored. Raises StyleRefused with a sentence."""
    try:
        style = HouseStyle(
            **{key: data[key] for key in _PLAIN if key in data},
            front=tuple(FrontField(**each) for each in data.get("front", ())),
            sections=tuple(map(_section, data["sections"])),
            numbering=Numbering(**data.get("numbering", {})),
        )
    except (KeyError, TypeError) as error:
        raise StyleRefused(f"This is no house style: {error}.") from error
    _check(style)
    return style


def _section(data: dict[str, Any]) -> Section:
    more = {key: value for key, value in data.items() if key not in ("parts", "clearances")}
    parts = tuple(Part(**each) for each in data.get("parts", ({},)))
    return Section(**more, parts=parts, clearances=tuple(data.get("clearances", ())))


def _check(style: HouseStyle) -> None:
    keys = [section.key for section in style.sections]
    for key in keys:
        if keys.count(key) > 1:
            raise StyleRefused(f"Two headings have the key “{key}”. Give each its own.")
    for each in style.front:
        if each.key not in FRONT_KEYS:
            raise StyleRefused(f"“{each.key}” is nothing the front matter can say.")
    if style.numbering.headings not in HEADINGS or style.numbering.paragraphs not in PARAGRAPHS:
        raise StyleRefused("Choose how headings and paragraphs are numbered from the list.")
    if not {style.numbering.lists, style.numbering.decisions} <= set(LABELS):
        raise StyleRefused("Choose how lists are labelled from the list.")
    if style.front_look not in FRONT_LOOKS:
        raise StyleRefused("Choose how the front matter looks from the list.")
