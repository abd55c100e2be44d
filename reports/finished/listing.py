"""Paragraphs that Word numbers, as numbered paragraphs and as lists. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.paper.document import Block, Item, Items, Paragraph

# "3.1" and "3.4.1" number paragraphs; "1.", "a)" and "(iv)" label entries of a list.
_OF_A_PARAGRAPH = re.compile(r"\d+\.\d+(\.\d+)?\.?")


@dataclass(frozen=True)
class Listed:
    """A block with the list it stands in ("" for none), how deep, and the number printed."""

    block: Block
    list_id: str = ""
    depth: int = 0
    number: str = ""

    @property
    def is_entry(self) -> bool:
        """Return whether it is an entry of a list, with a label or a bullet."""
        return bool(self.list_id) and not _OF_A_PARAGRAPH.fullmatch(self.number)


def listed(found: Sequence[Listed]) -> Iterator[Block]:
    """Yield blocks in order, entries of lists put together."""
    waiting: list[Listed] = []
    for each in found:
        if waiting and not each.is_entry:
            yield _items(waiting)
            waiting = []
        if each.is_entry:
            waiting.append(each)
        else:
            yield _numbered(each)
    if waiting:
        yield _items(waiting)


def _numbered(each: Listed) -> Block:
    if not isinstance(each.block, Paragraph) or not each.number:
        return each.block
    return replace(
        each.block, number=each.number, level=1 + each.number.rstrip(".").count(".") // 2
    )


def _items(entries: Sequence[Listed]) -> Items:
    """Return entries as a list; those that stand deeper belong to the one before them."""
    top = min(each.depth for each in entries)
    items: list[Item] = []
    deeper: list[Listed] = []
    for each in entries:
        if each.depth > top and items:
            deeper.append(each)
            continue
        _close(items, deeper)
        items.append(Item((each.block,), each.number))
    _close(items, deeper)
    return Items(tuple(items), "numbers" if any(item.label for item in items) else "bullets")


def _close(items: list[Item], deeper: list[Listed]) -> None:
    if deeper:
        items[-1] = replace(items[-1], blocks=(*items[-1].blocks, _items(deeper)))
        deeper.clear()
