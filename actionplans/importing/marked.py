"""The paragraphs above a plan's tables, and the headings that the file itself marks among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from actionplans.importing.cards import in_title
from actionplans.importing.grid import filled
from actionplans.importing.lines import LONGEST_TITLE, is_key, is_like_a_band
from actionplans.importing.parts import Part
from actionplans.importing.tables import BOLD_ALONE

LONGEST_KEY = 9  # rows
SMALL = 2  # rows
_OF_A_KEY = (
    r"(?:the )?(?:key|legend)(?: (?:to|of|for)\b.*|:.*)?|(?:b?rag|ratings?)(?: (?:key|status|scale"
    r"|ratings?))*|what the (?:colours|ratings) mean"
)
_OF_THE_PLAN = (
    r"(?:the |our |agreed |key )*(?:actions?|milestones|(?:\w+ ){0,3}plan)(?: table)?"
    r"|(?:appendix|annex|table) \w{1,3}|introduction|background"
)
# What a file has on each of its pages: how secret it is, which page, which draft.
_OF_A_PAGE = (
    r"(?:page )?\d+(?: ?(?:of|/) ?\d+)?|page \d+\b.*|.{0,60}\bpage \d+ of \d+"
    r"|(?:not )?(?:official|restricted|protect(?:ed)?|unclassified|confidential|private|sensitive"
    r"|public)(?:\W+(?:sensitive|official|and|confidential|document|when complete))*"
    r"|(?:protective )?(?:marking|classification)\b.{0,30}|(?:final )?draft(?: v?[\d.]+)?"
    r"|version [\d.]+.{0,20}"
)
NO_THEME = re.compile(rf"(?:{_OF_A_KEY}|{_OF_THE_PLAN}|{_OF_A_PAGE})\W*", re.IGNORECASE)
_KEYS = re.compile(rf"(?:{_OF_A_KEY})\W*", re.IGNORECASE)
_CONTINUED = re.compile(r"[\W_]*\b(?:continued|cont[’']?d|cont)\b[\W_]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph on one line, and its level as in `Table.levels`."""

    text: str
    level: int = 0

    @property
    def is_marked(self) -> bool:
        """Return whether the file has it as a heading."""
        return 0 < self.level < BOLD_ALONE


def paragraphs(part: Part) -> list[Paragraph]:
    """Return the paragraphs above a part that begins a table of the file."""
    if part.start:
        return []
    levels = chain(part.source.levels, repeat(0))
    found = [
        Paragraph(unbroken(" ".join(text.split())), level)
        for text, level in zip(part.source.before, levels, strict=False)
    ]
    of_form = 1 if part.form and found and in_title(found[-1].text, {}) else 0
    return [paragraph for paragraph in found[: len(found) - of_form] if paragraph.text]


def unbroken(text: str) -> str:
    """Return a heading without "(continued)" at its end."""
    return _CONTINUED.sub("", text)


def is_a_key(part: Part) -> bool:
    """Return whether a part of a file is none of the plan and explains labels."""
    lines = [line for line in part.lines[part.start : part.end] if filled(line)]
    short = 0 < len(lines) <= LONGEST_KEY and all(len(filled(line)) <= 2 for line in lines)
    return bool(part.why) and short and any(map(is_key, lines))


def is_small(part: Part) -> bool:
    """Return whether a part of a file is none of the plan, and too small to have a heading."""
    lines = [line for line in part.lines[part.start : part.end] if filled(line)]
    few = 0 < len(lines) <= SMALL and all(len(filled(line)) <= 4 for line in lines)
    return is_a_key(part) or (bool(part.why) and few)


def marked_over(parts: Sequence[Part], mine: Sequence[int]) -> dict[int, str]:
    """Return, by place, the marked headings over each of the parts `mine` that has one.

    What stands over all of them is the plan's; over a single one it is that too, unless a
    wider heading stands over it.
    """
    over = {i: headings for i, headings in _over(parts) if i in mine}
    shared = set.intersection(*map(set, over.values())) if over else set()
    if len(over) == 1:
        shared = set(next(iter(over.values()))[:1])
    found = {
        i: [heading.text for heading in headings if heading not in shared]
        for i, headings in over.items()
    }
    return {i: "\n".join([*texts, *_like(parts[i])]) for i, texts in found.items() if texts}


def _over(parts: Sequence[Part]) -> Iterator[tuple[int, list[Paragraph]]]:
    """Yield each part's place with the marked headings it stands under, the widest first."""
    over: list[Paragraph] = []
    for i, part in enumerate(parts):
        for paragraph in paragraphs(part):
            if not paragraph.is_marked or _KEYS.fullmatch(paragraph.text):
                continue
            over = [wider for wider in over if wider.level < paragraph.level]
            if not NO_THEME.fullmatch(paragraph.text) and len(paragraph.text) <= LONGEST_TITLE:
                over = [*over, paragraph]
        yield i, over


def _like(part: Part) -> list[str]:
    """Return the unmarked heading below the marked ones above a table, if one is."""
    below: list[str] = []
    for paragraph in paragraphs(part):
        below = [] if paragraph.is_marked else [*below, paragraph.text]
    return [text for text in below if is_like_a_band(text)][-1:]
