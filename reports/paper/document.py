"""What a paper is made of, before anybody draws it: the one source of page, PDF and Word file.

Pure. Text is text: nothing in it is markup. A number stands beside what it numbers, in the words
it prints as ("3.4.1", "a)"), so that every renderer prints the same one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

# The kind of the note that stands in place of what is kept out of the public paper.
LEFT_OUT = "kept-out"

# The place of the note that an edition has on its first page, and its bookmark in Word files.
NOTE = "edition_note"


@dataclass(frozen=True, slots=True)
class Text:
    """Words that look alike; with `href` they are a link ("https:", "mailto:", "#anchor")."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `level` says how it is numbered: 0 not at all, 1 as "3.1", 2 as "3.1.1".

    `goes_on`: it belongs to the numbered paragraph before it and stands level with its words.
    `kind` is "" or one of "code" (a clearance's code), "note" (small print) and "kept-out" (what
    the public paper says in place of exempt text). `holds` is how many numbers it takes: a note
    on three paragraphs left out takes theirs, so that all others keep their own.
    """

    words: tuple[Text, ...]
    level: int = 0
    number: str = ""
    anchor: str = ""
    goes_on: bool = False
    kind: str = ""
    holds: int = 1

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.words)

    @property
    def leads(self) -> bool:
        """Whether it leads to what follows, as a heading does: it ends in bold or with a colon."""
        said = [each for each in self.words if each.text.strip()]
        return bool(said) and (said[-1].is_bold or said[-1].text.rstrip().endswith(":"))


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with the label it prints as ("a)"; "" is a bullet)."""

    blocks: tuple["Block", ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `kind` is "bullets", "letters", "numbers" or "roman"."""

    items: tuple[Item, ...]
    kind: str = "bullets"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is a section's own, 3 and 4 stand within it."""

    text: str
    level: int = 2
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs and lists alone. `is_number`: its words are a number, set to the right."""

    blocks: tuple["Block", ...]
    is_number: bool = False
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under headings; `widths` are shares of the width in per cent, () for equal ones.

    `caption` names it to who cannot see it, and prints where `shows_caption`. With no `headings`
    its first column are its rows' headers. `anchor` is what the rest of the paper refers to it by.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    shows_caption: bool = True
    notes: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with a title: "Box 1: Ofsted judgements, May 2015"."""

    title: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A plan's own table, on pages that lie on their side. `shown` is a `PlanOnDay`."""

    shown: Any


Block: TypeAlias = Paragraph | Items | Heading | Table | Box | PlanTable


@dataclass(frozen=True, slots=True)
class FrontRow:
    """One line of what stands before the first section: a label, and one or more lines of words.

    A line of several cells ("Strategic Executive Board", "28 March 2017") is a small table's.
    """

    label: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """What is attached: built blocks, or a file of its own that is only named here."""

    label: str
    title: str
    blocks: tuple[Block, ...] = ()
    lies_on_its_side: bool = False
    file_name: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a council's papers look: its colour ("#10263c") and logo, as a "data:" address or ""."""

    colour: str = "#10263c"
    logo: str = ""
    logo_words: str = ""
    front: str = "table"
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `mark` prints on each page ("Draft", "Not for publication"); "" is none."""

    title: str
    council: str
    body: str
    held_on: str
    front: tuple[FrontRow, ...]
    blocks: tuple[Block, ...]
    appendices: tuple[Appendix, ...] = ()
    look: Look = Look()
    as_at: str = ""
    mark: str = ""
    language: str = "en-GB"


def words(text: str, **look: Any) -> tuple[Text, ...]:
    """Return plain words as a paragraph holds them."""
    return (Text(text, **look),) if text else ()


def paragraph(text: str, **more: Any) -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph(words(text), **more)


def cell(text: str, **more: Any) -> Cell:
    """Return a cell of plain words, each line a paragraph of its own."""
    lines = [line for line in text.splitlines() if line.strip()]
    return Cell(tuple(paragraph(line) for line in lines), **more)


def bullets(texts: Any) -> Items:
    """Return a list of plain words."""
    return Items(tuple(Item((paragraph(text),)) for text in texts))


def italic(blocks: Iterable["Block"]) -> tuple["Block", ...]:
    """Return paragraphs and lists in italics; other blocks as they are."""
    return tuple(_italic(block) for block in blocks)


def _italic(block: "Block") -> "Block":
    if isinstance(block, Paragraph):
        return replace(block, words=tuple(replace(each, is_italic=True) for each in block.words))
    if isinstance(block, Items):
        items = (replace(item, blocks=italic(item.blocks)) for item in block.items)
        return replace(block, items=tuple(items))
    return block


def joined(found: Iterable[Text]) -> Iterator[Text]:
    """Yield words, those that look alike in one; none that are empty but references to a place."""
    kept: Text | None = None
    for each in found:
        if kept and replace(kept, text=each.text) == each:
            kept = replace(kept, text=kept.text + each.text)
        else:
            if kept and (kept.text or kept.href.startswith("#")):
                yield kept
            kept = each
    if kept and (kept.text or kept.href.startswith("#")):
        yield kept


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block in reading order, those within lists, boxes and cells too."""
    for block in blocks:
        yield block
        if isinstance(block, Items):
            for item in block.items:
                yield from walk(item.blocks)
        elif isinstance(block, Box):
            yield from walk(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for held in row:
                    yield from walk(held.blocks)
