"""Reads a tagged PDF the way a screen reader does: by its structure tree, in its order.

`read_pdf` gives the title, the language, the tables cell by cell, all text in reading order, what
pictures say, and what is marked as not belonging to the text (the running foot). Text is taken
from the marked content that the structure elements own, through each font's ToUnicode table, so a
wrong tag, order or letter shows; nothing is guessed from where things stand on the page.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

# Elements within a line; the end of any other is the end of a paragraph.
_INLINE = ("/Span", "/Link", "/NonStruct", "/Lbl", "/LBody", "/Figure")

Cell = dict[str, Any]
Row = list[Cell]


@dataclass
class Reading:
    """What a PDF says. `tables`: rows of cells, each a dictionary with `tag` ("TH" or "TD"),
    `text` (white space made single), `paragraphs`, `headers` (the texts of the header cells it
    names) and `scope`. `headings`: level and text; `links`: text and description. `pages`: the text
    of each page. `artifacts`: for each page the texts that are not part of the content; `loose`:
    text that is neither in the structure tree nor an artifact (none in a valid PDF). `figures`:
    what each picture says in words; `outline`: the bookmarks, as level and text; `fonts`: each
    typeface with whether it is embedded. A header row that stands again on a following page is
    read once."""

    title: str
    language: str
    text: str
    tables: list[list[Row]]
    headings: list[tuple[str, str]]
    links: list[tuple[str, str]]
    artifacts: list[list[str]]
    loose: list[str]
    pages: list[str]
    figures: list[str]
    outline: list[tuple[int, str]]
    fonts: set[tuple[str, bool]]


def read_pdf(source: bytes | str | Path) -> Reading:
    """Read the PDF in `source`, its bytes or its path."""
    with pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source) as pdf:
        pages = [_PageText(number, page) for number, page in enumerate(pdf.pages)]
        by_object = {page.obj.objgen: text for page, text in zip(pdf.pages, pages, strict=True)}
        root = pdf.Root.StructTreeRoot
        tree = [_Node(kid, None, by_object) for kid in _kids(root)]
        nodes = [node for top in tree for node in top.walk()]
        tables = _tables(nodes)
        loose = [text for page in pages for text in page.loose]
        loose += [text for page in pages for mcid, text in page.marked.items() if page.unread(mcid)]
        return Reading(
            title=str(pdf.open_metadata().get("dc:title", "")),
            language=str(pdf.Root.get("/Lang", "")),
            text="\n".join(paragraph for top in tree for paragraph in _paragraphs(top.text())),
            tables=tables,
            headings=[(n.tag, _words(n.text())) for n in nodes if re.fullmatch(r"/H\d", n.tag)],
            links=[(_words(n.text()), n.description()) for n in nodes if n.tag == "/Link"],
            artifacts=[page.artifacts for page in pages],
            loose=[text for text in loose if text.strip()],
            pages=[page.text for page in pages],
            figures=[str(n.element.get("/Alt", "")) for n in nodes if n.tag == "/Figure"],
            outline=list(_outline(pdf)),
            fonts=set(_fonts(pdf)),
        )


def _words(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> list[str]:
    return [_words(paragraph) for paragraph in text.split("\n") if paragraph.strip()]


def _outline(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    with pdf.open_outline() as outline:
        waiting = [(1, item) for item in reversed(outline.root)]
        while waiting:
            level, item = waiting.pop()
            yield level, _words(item.title)
            waiting += [(level + 1, kid) for kid in reversed(item.children)]


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
            name = str(found.FontName).removeprefix("/").rpartition("+")[2]
            yield name, any(each in found for each in files)


# Content of a page


class _PageText:
    """The texts of a page's marked content by number, its artifacts, and what is neither."""

    def __init__(self, number: int, page: pikepdf.Page) -> None:
        self.number = number
        self.marked: dict[int, str] = defaultdict(str)
        self.read: set[int] = set()
        self.artifacts: list[str] = []
        self.loose: list[str] = []
        fonts: Any = page.obj.Resources.get("/Font", {})
        self._decode = {name: _decoder(font) for name, font in fonts.items()}
        self._scan(page)

    @property
    def text(self) -> str:
        """All text of the page that is not an artifact, in the order in which it is drawn."""
        return _words(" ".join(self.marked.values()))

    def unread(self, mcid: int) -> bool:
        """Whether no structure element has asked for this text."""
        return mcid not in self.read

    def take(self, mcid: int) -> str:
        self.read.add(mcid)
        return self.marked.get(mcid, "")

    def _scan(self, page: pikepdf.Page) -> None:
        owners: list[int | str | None] = []
        font = ""
        for instruction in pikepdf.parse_content_stream(page):
            operands = instruction.operands
            match str(instruction.operator):
                case "BDC" | "BMC":
                    owners.append(_owner(operands, owners))
                    if owners[-1] == "artifact" and owners.count("artifact") == 1:
                        self.artifacts.append("")
                case "EMC":
                    owners.pop()
                    self.artifacts = [text for text in self.artifacts if text or owners]
                case "Tf":
                    font = str(operands[0])
                case "Tj" | "TJ" | "'" | '"':
                    shown = operands[-1]
                    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
                    for string in strings:
                        if isinstance(string, pikepdf.String):
                            self._add(owners, self._decode[font](bytes(string)))

    def _add(self, owners: list[int | str | None], text: str) -> None:
        owner = owners[-1] if owners else None
        if owner == "artifact":
            self.artifacts[-1] += text
        elif isinstance(owner, int):
            self.marked[owner] += text
        else:
            self.loose.append(text)


def _owner(operands: Any, owners: list[int | str | None]) -> int | str | None:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    if len(operands) > 1 and "/MCID" in operands[1]:
        return int(operands[1].MCID)
    return owners[-1] if owners else None


def _decoder(font: pikepdf.Object) -> Any:
    """A function from the bytes shown in this font to text; most have two for each shape."""
    table = _to_unicode(font.ToUnicode.read_bytes().decode("ascii"))
    each = 2 if font.Subtype == "/Type0" else 1

    def decode(codes: bytes) -> str:
        parts = (codes[i : i + each] for i in range(0, len(codes), each))
        return "".join(table[int.from_bytes(part, "big")] for part in parts)

    return decode


def _to_unicode(cmap: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            # The zero-width space only keeps WeasyPrint from leaving out a space before it.
            table[int(code, 16)] = _utf16(text).replace("\u200b", "")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        pattern = r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>"
        for first, last, text in re.findall(pattern, block):
            start = _utf16(text)
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return table


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


# The structure tree


def _kids(element: pikepdf.Object) -> list[Any]:
    kids: Any = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@dataclass
class _Node:
    element: pikepdf.Object
    parent: "_Node | None"
    pages: dict[tuple[int, int], _PageText]
    kids: list["_Node | str"] = field(default_factory=list)
    # The page on which it begins; whether it only says again what stood on the page before.
    begins: int = -1
    is_again: bool = False

    def __post_init__(self) -> None:
        self.tag = str(self.element.S)
        for kid in _kids(self.element):
            if isinstance(kid, int):
                self._take(self.page_of(self.element), kid)
            elif kid.get("/Type") == pikepdf.Name.MCR:
                self._take(self.page_of(kid), int(kid.MCID))
            elif "/S" in kid:
                below = _Node(kid, self, self.pages)
                self.kids.append(below)
                self._begin(below.begins)

    def _take(self, page: _PageText, mcid: int) -> None:
        self.kids.append(page.take(mcid))
        self._begin(page.number)

    def _begin(self, page: int) -> None:
        self.begins = page if self.begins < 0 else self.begins

    def page_of(self, element: pikepdf.Object) -> _PageText:
        if "/Pg" in element:
            return self.pages[element.Pg.objgen]
        assert self.parent, "text without a page"
        return self.parent.page_of(self.parent.element)

    def walk(self) -> Iterator["_Node"]:
        yield self
        for kid in self.kids:
            if isinstance(kid, _Node):
                yield from kid.walk()

    def text(self) -> str:
        """All text below, with a line break at each end of a paragraph-like element."""
        if self.is_again:
            return ""
        inside = "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)
        return inside if self.tag in _INLINE else f"\n{inside}\n"

    def description(self) -> str:
        """What a link says of itself to a screen reader."""
        for kid in _kids(self.element):
            if not isinstance(kid, int) and kid.get("/Type") == pikepdf.Name.OBJR:
                return str(kid.Obj.get("/Contents", ""))
        return ""

    def table_attribute(self, name: str) -> Any:
        attributes: Any = self.element.get("/A", {})
        several = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        return next((one[name] for one in several if name in one), None)


# Tables


def _tables(nodes: list[_Node]) -> list[list[Row]]:
    """Each table once: pieces on following pages with the same head are joined, heads dropped."""
    names = {str(n.element.ID): _words(n.text()) for n in nodes if "/ID" in n.element}
    tables: list[list[Row]] = []
    last_head: list[list[str]] = []
    last_page = -1
    for node in nodes:
        if node.tag == "/Table":
            head, body = _rows(node, names)
            texts = [[cell["text"] for cell in row] for row in head]
            if head and texts == last_head and last_page < node.begins and not _is_named(node):
                _continue(tables[-1], body)
                _say_once(node)
            else:
                tables.append(head + body)
            last_head, last_page = texts, node.begins
    for table in tables:
        for row in table:
            for cell in row:
                cell["paragraphs"] = _paragraphs(cell.pop("raw"))
                cell["text"] = " ".join(cell["paragraphs"])
    return tables


def _is_named(table: _Node) -> bool:
    return any(isinstance(kid, _Node) and kid.tag == "/Caption" for kid in table.kids)


def _say_once(table: _Node) -> None:
    for kid in table.kids:
        if isinstance(kid, _Node) and kid.tag == "/THead":
            kid.is_again = True


def _rows(table: _Node, names: dict[str, str]) -> tuple[list[Row], list[Row]]:
    head: list[Row] = []
    body: list[Row] = []
    for node in table.walk():
        if node.tag == "/TR":
            row = [_cell(kid, names) for kid in node.kids if isinstance(kid, _Node)]
            in_head = node.parent is not None and node.parent.tag == "/THead"
            (head if in_head else body).append(row)
    return head, body


def _cell(node: _Node, names: dict[str, str]) -> Cell:
    headers = node.table_attribute("/Headers")
    raw = node.text()
    return {
        "tag": node.tag[1:],
        "raw": raw,
        "text": _words(raw),
        "headers": [names[str(header)] for header in headers or []],
        "scope": str(node.table_attribute("/Scope") or "/")[1:],
    }


def _continue(table: list[Row], rows: list[Row]) -> None:
    """Append the rows of a following page. A row that was too tall for one page goes on there in a
    row whose first cell is empty; its cells are joined to those above."""
    if rows and table and not rows[0][0]["text"] and len(rows[0]) == len(table[-1]):
        for cell, rest in zip(table[-1], rows.pop(0), strict=True):
            cell["raw"] = _joined(cell["raw"], rest["raw"])
    table.extend(rows)


def _joined(above: str, below: str) -> str:
    """A paragraph cut by the page's end still has the space that followed its last word."""
    above, below = above.strip("\n"), below.strip("\n")
    return above + below if above.endswith(" ") else f"{above}\n{below}"
