"""References between the parts of a paper, its appendices too ("see paragraph 4.2"). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from reports.paper.document import (
    LEFT_OUT,
    Block,
    Box,
    Heading,
    Items,
    Paragraph,
    Table,
    Text,
    walk,
)

# What a reference says that leads to a place without a number, kept out of this paper.
KEPT_OUT = "(exempt information)"


@dataclass(frozen=True)
class References:
    """What can be referred to: the number of each place, or the words that stand for one.

    `hidden` are those never to be named.
    """

    numbers: dict[str, str]
    hidden: frozenset[str]

    def into(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return blocks whose references say numbers, wherever in them they stand."""
        return tuple(self._into(block) for block in blocks)

    def _into(self, block: Block) -> Block:
        if isinstance(block, Heading) and block.anchor in self.hidden:
            return replace(block, anchor="")
        if isinstance(block, Items):
            items = (replace(item, blocks=self.into(item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        if isinstance(block, Box):
            return replace(block, blocks=self.into(block.blocks))
        if isinstance(block, Table):
            rows = (tuple(replace(c, blocks=self.into(c.blocks)) for c in r) for r in block.rows)
            return replace(block, rows=tuple(rows))
        return self._paragraph(block) if isinstance(block, Paragraph) else block

    def _paragraph(self, found: Paragraph) -> Paragraph:
        anchor = "" if found.anchor in self.hidden else found.anchor
        return replace(found, words=tuple(map(self._words, found.words)), anchor=anchor)

    def _words(self, found: Text) -> Text:
        if not found.href.startswith("#"):
            return found
        name = found.href[1:]
        is_hidden = name in self.hidden
        said = found.text or self.numbers.get(name, KEPT_OUT if is_hidden else "")
        return replace(found, text=said, href="" if is_hidden else found.href)


def references_to(
    blocks: tuple[Block, ...],
    others: dict[str, str] | None = None,
    hidden: frozenset[str] = frozenset(),
) -> References:
    """Return what numbered blocks can be referred to by.

    `others`: what else can be, by its anchor ("plan": "Appendix One"); `hidden`: what must not be
    named, though its number may be.
    """
    left_out = {b.anchor for b in blocks if isinstance(b, Paragraph) and b.kind == LEFT_OUT}
    unnamed = hidden.union(left_out)
    found = {a: said for a, said, is_number in _places(blocks) if is_number or a not in unnamed}
    return References((others or {}) | found, unnamed)


def _places(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, bool]]:
    """Yield each place that has a name, with what a reference to it says: is that its number?

    What has no number is named by the caption of a table, else by the heading above it.
    """
    above = ""
    for block in walk(blocks):
        number = block.number.rstrip(".") if isinstance(block, Paragraph | Heading) else ""
        if isinstance(block, Heading):
            above = number or _quoted(block.text)
        if isinstance(block, Paragraph | Heading | Table) and block.anchor:
            caption = _quoted(block.caption) if isinstance(block, Table) else ""
            shown = caption if isinstance(block, Table) and block.shows_caption else ""
            yield block.anchor, number or shown or above or caption, bool(number)


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def anchored(blocks: tuple[Block, ...], anchor: str) -> tuple[Block, ...]:
    """Return blocks that can be referred to by `anchor`: by their first numbered paragraph.

    Where none has a number, by their first paragraph, heading or table, in a list or box too.
    """
    places = list(walk(blocks)) if anchor else []
    numbered = (b for b in blocks if anchor and isinstance(b, Paragraph) and b.level)
    others = (b for b in places if isinstance(b, Paragraph | Heading | Table) and not b.anchor)
    first = next(chain(numbered, others), None)
    return tuple(_marked(block, first, anchor) for block in blocks) if first else blocks


def _marked(block: Block, first: Block, anchor: str) -> Block:
    """Return a block in which the one that is `first` has a name."""
    if block is first and isinstance(block, Paragraph | Heading | Table):
        return replace(block, anchor=anchor)
    if isinstance(block, Items):
        items = (
            replace(item, blocks=tuple(_marked(b, first, anchor) for b in item.blocks))
            for item in block.items
        )
        return replace(block, items=tuple(items))
    if isinstance(block, Box):
        return replace(block, blocks=tuple(_marked(b, first, anchor) for b in block.blocks))
    return block


def lost_in(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the names that references give to places which the paper does not have."""
    for block in walk(tuple(blocks)):
        for each in block.words if isinstance(block, Paragraph) else ():
            if each.href.startswith("#") and not each.text:
                yield each.href[1:]
