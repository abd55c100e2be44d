"""A part of a paper by itself, as it stands in the whole. Pure."""

from dataclasses import replace

from reports.paper.document import Block, Document, Heading


def within(document: Document, key: str) -> Document:
    """Return the part of a paper under one heading, by its key; all of it for ""."""
    if not key:
        return document
    blocks: list[Block] = []
    is_here = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            is_here = block.anchor == key
        blocks += [block] if is_here else []
    return replace(document, front=(), blocks=tuple(blocks), appendices=())
