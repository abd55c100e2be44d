"""What somebody wrote, in Markdown, as blocks of a paper. Pure.

CommonMark and its tables, without HTML: tags are words like any other. Links go to web and e-mail
addresses and to places in the paper, others become words. Two marks are ours: a paragraph that
begins with "~" belongs to the numbered one before it, one that begins with ".." is numbered a
level below it ("3.4.1"). What is quoted (">") is a box, and a heading it begins with the box's
title. A link without words to a place ("[](#options)") prints its number, or
the name of its table or heading where it has none.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.paper.document import (
    Block,
    Box,
    Cell,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Text,
    joined,
)

GOES_ON, BELOW = "~", ".."
_SCHEMES = ("http", "https", "mailto")
_READER = MarkdownIt("commonmark", {"html": False, "maxNesting": 12}).enable("table")


def written(text: str) -> tuple[Block, ...]:
    """Return the blocks of what was written; its top paragraphs are the numbered ones."""
    return tuple(_blocks(_Tokens(_READER.parse(text)), top=True))


_MEANS_MORE = re.compile(r"[\\`*_\[\]<>&]")
_BEGINS_MORE = re.compile(r"([~#=+-]|\.\.|\d+(?=[.)]))")


def as_written(words: str) -> str:
    """Return plain words as Markdown that prints them just so, in one paragraph."""
    line = _MEANS_MORE.sub(r"\\\g<0>", " ".join(words.split()))
    begins = _BEGINS_MORE.match(line)
    if not begins:
        return line
    # A mark is made plain by a backslash; after a number that stands behind it.
    end = begins.end() if begins[0][0].isdigit() else 0
    return f"{line[:end]}\\{line[end:]}"


class _Tokens:
    """The tokens of a text, taken one after another."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self.at = 0

    def __bool__(self) -> bool:
        return self.at < len(self.tokens)

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def within(self) -> "_Tokens":
        """Return what stands within the token just taken, and go on behind its end."""
        first, depth = self.at, 1
        while depth:
            depth += self.take().nesting
        return _Tokens(self.tokens[first : self.at - 1])


def _blocks(tokens: _Tokens, top: bool = False) -> Iterator[Block]:
    while tokens:
        token = tokens.take()
        if token.type == "inline":
            yield _paragraph(token, top)
        elif token.nesting == 1:
            yield from _container(token, tokens.within(), top)
        elif token.content:
            yield Paragraph((Text(token.content.rstrip("\n")),), level=int(top))


def _container(token: Token, inner: _Tokens, top: bool) -> Iterator[Block]:
    if token.type == "heading_open":
        words = "".join(each.text for each in _words(inner.take()))
        yield Heading(words, level=3 if len(token.tag) > 1 and token.tag[1] in "123" else 4)
    elif token.type in ("bullet_list_open", "ordered_list_open"):
        yield _list(token, inner)
    elif token.type == "blockquote_open":
        yield _box(tuple(_blocks(inner)))
    elif token.type == "table_open":
        yield _table(inner)
    else:
        yield from _blocks(inner, top)


def _box(blocks: tuple[Block, ...]) -> Box:
    """Return what is quoted in a frame; a heading that it begins with is the frame's title."""
    first = blocks[0] if blocks else None
    return Box(first.text, blocks[1:]) if isinstance(first, Heading) else Box("", blocks)


def _paragraph(token: Token, top: bool) -> Paragraph:
    words = _words(token)
    mark = next((m for m in (BELOW, GOES_ON) if top and token.content.startswith(m)), "")
    if mark and words:
        first = Text(words[0].text.removeprefix(mark).lstrip(), words[0].is_bold)
        words = (first, *words[1:]) if first.text else words[1:]
    level = {GOES_ON: 0, BELOW: 2}.get(mark, 1) if top else 0
    return Paragraph(words, level=level, goes_on=mark == GOES_ON)


def _list(token: Token, inner: _Tokens) -> Items:
    items = []
    while inner:
        inner.take()
        items.append(Item(tuple(_blocks(inner.within()))))
    ordered = token.type == "ordered_list_open"
    start = int(token.attrs.get("start", 1)) if ordered else 1
    return Items(tuple(items), "numbers" if ordered else "bullets", start)


def _table(inner: _Tokens) -> Table:
    rows: list[list[Cell]] = []
    for token in inner.tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(Cell((Paragraph(_words(token)),)))
    head, body = rows[0], rows[1:]
    headings = tuple("".join(b.text for b in c.blocks if isinstance(b, Paragraph)) for c in head)
    return Table("", headings, tuple(map(tuple, body)), shows_caption=False)


# Words


def _words(token: Token) -> tuple[Text, ...]:
    found: list[Text] = []
    bold = italic = 0
    href = ""
    for child in token.children or ():
        if child.type == "strong_open" or child.type == "strong_close":
            bold += child.nesting
        elif child.type == "em_open" or child.type == "em_close":
            italic += child.nesting
        elif child.type == "link_open":
            href = _address(str(child.attrs.get("href", "")))
            if href.startswith("#"):
                found.append(Text("", bool(bold), bool(italic), href))
        elif child.type == "link_close":
            href = ""
        elif words := _said(child):
            found.append(Text(words, bool(bold), bool(italic), href))
    return tuple(joined(found))


def _said(child: Token) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)


def _address(href: str) -> str:
    """Return an address a paper may lead to, else ""."""
    try:
        allowed = href.startswith("#") or urlsplit(href).scheme in _SCHEMES
    except ValueError:
        return ""
    return href if allowed else ""
