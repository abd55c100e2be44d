"""References between the parts of a paper, its appendices too ("see paragraph 4.2"). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
    """What can be referred to: the number of each place; `hidden` are those never to be named."""

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
    numbers = (others or {}) | {
        block.anchor: block.number.rstrip(".")
        for block in blocks
        if isinstance(block, Paragraph | Heading) and block.anchor and block.number
    }
    left_out = (b.anchor for b in blocks if isinstance(b, Paragraph) and b.kind == LEFT_OUT)
    return References(numbers, hidden.union(left_out))


def lost_in(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the names that references give to places which the paper does not have."""
    for block in walk(tuple(blocks)):
        for each in block.words if isinstance(block, Paragraph) else ():
            if each.href.startswith("#") and not each.text:
                yield each.href[1:]
