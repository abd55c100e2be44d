"""The numbers of a paper: headings, paragraphs, lists and references between them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.paper.document import Block, Box, Heading, Item, Items, Paragraph
from reports.paper.house_style import Numbering

_TENS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_THOUSANDS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"))
_ROMAN = (*_THOUSANDS, *_TENS, (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_NO_ROMAN = 4000
# How a list within a list is labelled, by how the outer one is.
_BELOW = {"1.": "a)", "a)": "(i)", "(a)": "(i)", "i.": "a)", "(i)": "(a)"}


@dataclass(frozen=True)
class Unnumbered:
    """A section before it is numbered: its heading, what stands in it, and what is special."""

    heading: Heading
    blocks: tuple[Block, ...]
    numbered: bool = True
    numbers_paragraphs: bool = True
    printed_number: str = ""
    lists: str = ""
    starts_again: bool = False


def number(sections: Iterable[Unnumbered], style: Numbering) -> tuple[Block, ...]:
    """Return the blocks of all sections in order, with their numbers put in.

    `printed_number` of a section is printed in place of its own, and its paragraphs keep the
    place the section has: papers misprint headings, and are held as printed.
    """
    return tuple(_Numberer(style).run(sections))


def label_of(place: int, pattern: str) -> str:
    """Return the label of an entry: 3 under "a)" is "c)", 4 under "(i)" is "(iv)".

    What has no letter or is no Roman number (0, 4,000) stands in figures: a text may start a list
    wherever it likes.
    """
    inner = pattern.strip("().")
    fits = inner == "1" or 0 < place < _NO_ROMAN
    word = {"a": _letters, "i": _roman}.get(inner, str)(place) if fits else str(place)
    return pattern.replace(inner, word) if inner else ""


def _letters(place: int) -> str:
    before, last = divmod(place - 1, 26)
    return (_letters(before) if before else "") + chr(ord("a") + last)


def _roman(place: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        while place >= value:
            found, place = found + letters, place - value
    return found


class _Numberer:
    def __init__(self, style: Numbering) -> None:
        self.style = style
        self.section = self.second = self.third = 0
        self.has_first = False

    def run(self, sections: Iterable[Unnumbered]) -> Iterator[Block]:
        for section in sections:
            if section.numbered:
                self.section += 1
            # A straight count goes on through the paper; any other begins with its section.
            if self.style.paragraphs != "1" or section.starts_again:
                self.second = 0
            self.third, self.has_first = 0, False
            if section.heading.text:
                yield replace(section.heading, number=self._of_heading(section))
            yield from (self._of_block(block, section) for block in section.blocks)

    def _of_heading(self, section: Unnumbered) -> str:
        if section.printed_number:
            return section.printed_number
        if not section.numbered or not self.style.headings:
            return ""
        return self.style.headings.replace("1", str(self.section), 1)

    def _of_block(self, block: Block, section: Unnumbered) -> Block:
        if isinstance(block, Paragraph):
            return self._of_paragraph(block, section)
        if isinstance(block, Items):
            return labelled(block, section.lists or self.style.lists)
        if isinstance(block, Box):
            lists = section.lists or self.style.lists
            inner = (labelled(b, lists) if isinstance(b, Items) else b for b in block.blocks)
            return replace(block, blocks=tuple(inner))
        return block

    def _of_paragraph(self, found: Paragraph, section: Unnumbered) -> Paragraph:
        pattern = self.style.paragraphs
        if not found.level or not section.numbers_paragraphs or not pattern:
            return found
        first = self._next(found, section, pattern)
        for _ in range(found.holds - 1):
            last = self._next(found, section, pattern)
        return replace(found, number=first if found.holds < 2 else f"{first} to {last}")

    def _next(self, found: Paragraph, section: Unnumbered, pattern: str) -> str:
        # What would stand below nothing stands by itself.
        is_first = found.level == 1 or not self.has_first
        if is_first:
            self.second, self.third, self.has_first = self.second + 1, 0, True
        else:
            self.third += 1
        straight = pattern == "1" or not section.numbered
        before = [] if straight else [self.section]
        after = [self.second] if is_first else [self.second, self.third]
        number = ".".join(map(str, before + after))
        return f"{number}." if straight and is_first else number


def labelled(found: Items, pattern: str) -> Items:
    """Return a list whose entries carry their labels; those of lists within it too."""
    labels = {"bullets": "", "letters": "a)", "roman": "i.", "numbers": pattern}[found.kind]
    below = _BELOW[labels or pattern]
    items = (
        Item(
            tuple(labelled(b, below) if isinstance(b, Items) else b for b in item.blocks),
            label_of(place, labels) if labels else "",
        )
        for place, item in enumerate(found.items, found.start)
    )
    return replace(found, items=tuple(items))
