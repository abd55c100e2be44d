"""A Word file as blocks of a paper. Pure; runs in a child process (`reports.finished.child`).

Kept are words, bold and italic, links, headings, numbers as Word prints them, lists, tables and
pages that lie on their side. What is not carried over is said in `remarks`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from actionplans.importing.word_numbers import Numbers
from actionplans.importing.word_styles import Styles
from councils.limited import CannotRead
from councils.office_files import DAMAGED, Package
from reports.finished.listing import Listed, listed
from reports.finished.parts import everything_in, is_picture
from reports.finished.tables import has_headings
from reports.paper.document import (
    NOTE,
    Appendix,
    Block,
    Cell,
    Heading,
    Paragraph,
    Table,
    Text,
    joined,
)

EMPTY = "This file holds no words. Choose the finished paper and try again."
PICTURES = "Pictures in the file are not carried into the PDF and the web page."
NOTES = "Footnotes stand in brackets where they belong."
CHANGES = "Changes that were tracked are taken as accepted. Accept or refuse them in Word first."
COMMENTS = "Comments in the file are left out."
PLAIN = Text("")
_PICTURES = {"drawing", "pict", "object"}
_TITLE = "title"
_DEEPEST = 4
# Tracked as taken out; the other half of an alternative; instructions of a field.
_LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr"}


@dataclass
class Read:
    """What a file says: its title, its body, what is attached, and what is not carried over.

    `carried`: the parts of the file that are files of their own, by name. `pictures`: the SHA-256
    of each picture with the heading it stands under; "" before the first, None outside the text.
    """

    title: str = ""
    blocks: tuple[Block, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    remarks: dict[str, None] = field(default_factory=dict)
    carried: tuple[str, ...] = ()
    pictures: list[tuple[str, str | None]] = field(default_factory=list)


def read(content: bytes) -> Read:
    """Return what a Word file says. Raises CannotRead with a sentence."""
    package = Package(content)
    main = package.main()
    root = package.tree(main)
    if not root.tag.endswith("}document"):
        raise CannotRead(DAMAGED)
    found = _Reader(package, main, root).read()
    if not found.blocks and not found.appendices:
        raise CannotRead(EMPTY)
    return _with_what_is_not_shown(found, package)


def _with_what_is_not_shown(found: Read, package: Package) -> Read:
    """Return the same with what stands in headers, notes, text boxes or parts nobody sees."""
    everything = everything_in(package)
    said = {CHANGES: everything.is_tracked, COMMENTS: everything.is_commented}
    found.remarks |= {words: None for words, is_so in said.items() if is_so}
    found.carried = tuple(everything.carried)
    met = {digest for digest, _ in found.pictures}
    others = (package.sha256(name) for name in package.names() if is_picture(name))
    found.pictures += [(digest, None) for digest in others if digest not in met]
    return found


class _Reader:
    def __init__(self, package: Package, main: str, root: Element) -> None:
        self.package, self.root = package, root
        self.w = root.tag[: root.tag.rfind("}") + 1]
        self.relations = package.relations(main)
        self.styles = Styles(self.w, self._part(main, "styles"))
        self.numbers = Numbers(self.w, self._part(main, "numbering"))
        notes = self._part(main, "footnotes")
        self.heading = ""
        self.notes = {} if notes is None else {n.get(f"{self.w}id", ""): n for n in notes}
        self.found = Read()

    def _part(self, main: str, kind: str) -> Element | None:
        part = self.package.related(main, kind)
        return self.package.tree(part) if part else None

    def read(self) -> Read:
        body = self.root.find(f"{self.w}body")
        if body is None:
            raise CannotRead(DAMAGED)
        for number, (blocks, is_sideways) in enumerate(self._sections(body)):
            self._take(number, blocks, is_sideways)
        return levelled(self.found)

    def _take(self, number: int, blocks: tuple[Block, ...], is_sideways: bool) -> None:
        if not is_sideways and not self.found.appendices:
            self.found.blocks += blocks
            return
        first = next((b.text for b in blocks if isinstance(b, Heading)), "")
        rest = tuple(b for b in blocks if not (isinstance(b, Heading) and b.text == first))
        label = "" if first else f"Appendix {len(self.found.appendices) + 1}"
        appendix = Appendix(label, first, rest, is_sideways, anchor=f"appendix-{number}")
        self.found.appendices += (appendix,)

    def _sections(self, body: Element) -> Iterator[tuple[tuple[Block, ...], bool]]:
        """Yield the blocks of each section with whether its pages lie on their side."""
        waiting: list[Listed] = []
        for element in self._flat(body):
            section = element if self._is(element, "sectPr") else self._ends(element)
            if not self._is(element, "sectPr"):
                waiting += self._listed(element)
            if section is not None and waiting:
                yield tuple(listed(waiting)), self._is_sideways(section)
                waiting = []
        if waiting:
            yield tuple(listed(waiting)), False

    def _ends(self, element: Element) -> Element | None:
        return element.find(f"{self.w}pPr/{self.w}sectPr")

    def _is_sideways(self, section: Element) -> bool:
        size = section.find(f"{self.w}pgSz")
        return size is not None and size.get(f"{self.w}orient") == "landscape"

    def _flat(self, parent: Element) -> Iterator[Element]:
        """Yield the paragraphs and tables of a body, those within content controls too."""
        for element in parent:
            name = self._name(element)
            if name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                yield from self._flat(element)
            elif name not in _LEFT_OUT and not self._is_note(element):
                yield element

    def _is_note(self, element: Element) -> bool:
        """Return whether it is what an edition says of itself: each edition has its own."""
        names = (mark.get(f"{self.w}name", "") for mark in element.iter(f"{self.w}bookmarkStart"))
        return any(name.startswith(NOTE) for name in names)

    def _listed(self, element: Element) -> Iterator[Listed]:
        if self._is(element, "tbl"):
            yield Listed(self._table(element))
        elif self._is(element, "p"):
            yield from self._paragraph(element)

    # Paragraphs

    def _paragraph(self, element: Element) -> Iterator[Listed]:
        words = tuple(joined(self._words(element)))
        list_id, depth, number = self._number(element)
        if not "".join(each.text for each in words).strip():
            return
        name = self.styles.shown_name(self._style(element)).lower()
        heading = self.styles.heading(element)
        if name == _TITLE and not self.found.title:
            self.found.title = "".join(each.text for each in words).strip()
        elif heading:
            text = "".join(each.text for each in words).strip()
            self.heading = text
            yield Listed(Heading(text, heading, number))
        else:
            yield Listed(Paragraph(words), list_id, depth, number)

    def _style(self, element: Element) -> str:
        return self.styles.value(element.find(f"{self.w}pPr"), "pStyle")

    def _number(self, element: Element) -> tuple[str, int, str]:
        """Return the list a paragraph is of, its depth there, and the number Word prints."""
        list_id, depth = self.styles.numbering(self._style(element))
        own = element.find(f"{self.w}pPr/{self.w}numPr")
        if own is not None:
            list_id = self.styles.value(own, "numId") or list_id
            given = self.styles.value(own, "ilvl")
            depth = int(given) if given.isdecimal() and len(given) < 3 else depth
        return list_id, depth, self.numbers.of(list_id, depth) if list_id else ""

    def _words(self, element: Element, look: Text = PLAIN) -> Iterator[Text]:
        for child in element:
            name = self._name(child)
            if name in _LEFT_OUT:
                self._remark(name == "del", CHANGES)
            elif name == "r":
                yield from self._words(child, self._look(child, look))
            elif name == "hyperlink":
                yield from self._words(
                    child, Text("", look.is_bold, look.is_italic, self._to(child))
                )
            elif name == "p":
                yield from self._words(child, look)
                yield Text("\n", look.is_bold, look.is_italic)
            else:
                yield from self._piece(name, child, look)

    def _piece(self, name: str, child: Element, look: Text) -> Iterator[Text]:
        said = {"t": child.text or "", "tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
        if name in said:
            yield Text(said[name], look.is_bold, look.is_italic, look.href)
        elif name == "footnoteReference":
            self._remark(True, NOTES)
            note = self.notes.get(child.get(f"{self.w}id", ""))
            words = "" if note is None else "".join(w.text for w in self._words(note)).strip()
            yield Text(f" [{words}]" if words else "", look.is_bold, look.is_italic)
        else:
            if name in _PICTURES:
                self._picture(child)
            self._remark(name == "commentReference", COMMENTS)
            if name not in _PICTURES:
                yield from self._words(child, look)

    def _picture(self, drawn: Element) -> None:
        """Note each picture of a drawing with the heading it stands under; one elsewhere as ""."""
        self._remark(True, PICTURES)
        used = (value for element in drawn.iter() for value in element.attrib.values())
        found = (self.relations[value] for value in used if value in self.relations)
        for each in dict.fromkeys(each for each in found if each.kind == "image"):
            is_here = not each.is_outside and self.package.has(each.target)
            digest = self.package.sha256(each.target) if is_here else ""
            self.found.pictures.append((digest, self.heading))

    def _look(self, run: Element, outer: Text) -> Text:
        properties = run.find(f"{self.w}rPr")
        bold = self.styles.is_on(properties, "b")
        italic = self.styles.is_on(properties, "i")
        return Text("", outer.is_bold if bold is None else bold, bool(italic), outer.href)

    def _to(self, link: Element) -> str:
        """Return the web or mail address a link leads to; "" for any other."""
        for name, value in link.items():
            relation = self.relations.get(value) if name.endswith("}id") else None
            if relation and relation.target.startswith(("https://", "http://", "mailto:")):
                return relation.target
        return ""

    # Tables

    def _table(self, element: Element) -> Table:
        rows = [row for row in self._flat(element) if self._is(row, "tr")]
        cells = [tuple(self._cells(row)) for row in rows]
        # A column that each row's last cell only spreads over is none.
        wide = max((_filled(row) for row in cells), default=0)
        full = [(row + (Cell(()),) * (wide - len(row)))[:wide] for row in cells]
        head = 1 if len(full) > 1 and wide > 1 and has_headings(self.w, element, rows[0]) else 0
        headings = tuple(_said(cell) for cell in full[0]) if head else ()
        return Table("", headings, tuple(full[head:]), self._widths(element, wide), False)

    def _cells(self, row: Element) -> Iterator[Cell]:
        for cell in self._flat(row):
            if self._is(cell, "tc"):
                held = [each for inner in self._flat(cell) for each in self._within(inner)]
                yield Cell(tuple(listed(held)))
                yield from [Cell(())] * (self._span(cell) - 1)

    def _within(self, element: Element) -> Iterable[Listed]:
        """Return what stands in a cell; a table there becomes its paragraphs."""
        if not self._is(element, "tbl"):
            return self._listed(element)
        inner = (each for each in element.iter(f"{self.w}p"))
        return (held for one in inner for held in self._listed(one))

    def _span(self, cell: Element) -> int:
        said = self.styles.value(cell.find(f"{self.w}tcPr"), "gridSpan")
        return min(int(said), 60) if said.isdecimal() and len(said) < 4 and int(said) else 1

    def _widths(self, table: Element, wide: int) -> tuple[float, ...]:
        found = [
            c.get(f"{self.w}w", "") for c in table.iterfind(f"{self.w}tblGrid/{self.w}gridCol")
        ]
        sizes = [int(each) for each in found if each.isdecimal() and len(each) < 7]
        whole = sum(sizes)
        if len(sizes) < wide or not wide or not whole:
            return ()
        sizes = [*sizes[: wide - 1], sum(sizes[wide - 1 :])]
        return tuple(round(100 * size / whole, 1) for size in sizes)

    def _name(self, element: Element) -> str:
        return element.tag.rpartition("}")[2]

    def _is(self, element: Element, name: str) -> bool:
        return element.tag == f"{self.w}{name}"

    def _remark(self, is_so: bool, words: str) -> None:
        if is_so:
            self.found.remarks[words] = None


def levelled(found: Read) -> Read:
    """Return what was read with sections at level 2, whatever level the file begins them at.

    Without a title by its style, the only heading above all others is the title; what stands
    before it is the council's name and the meeting, which every paper prints.
    """
    headings = [block for block in found.blocks if isinstance(block, Heading)]
    top = min((each.level for each in headings), default=1)
    titles = [each for each in headings if each.level == top]
    if not found.title and len(titles) == 1 and len(headings) > 1:
        found.title = titles[0].text
        found.blocks = found.blocks[found.blocks.index(titles[0]) + 1 :]
        top += 1
    found.blocks = tuple(_at_level(block, 2 - top) for block in found.blocks)
    found.appendices = tuple(
        replace(each, blocks=tuple(_at_level(block, 2 - top) for block in each.blocks))
        for each in found.appendices
    )
    return found


def _at_level(block: Block, more: int) -> Block:
    if not isinstance(block, Heading):
        return block
    return replace(block, level=min(max(block.level + more, 2), _DEEPEST))


def _filled(row: Sequence[Cell]) -> int:
    """Return how many cells a row has up to the last that says something."""
    return max((place for place, cell in enumerate(row, 1) if cell.blocks), default=0)


def _said(cell: Cell) -> str:
    return " ".join(b.text for b in cell.blocks if isinstance(b, Paragraph))
