"""Paragraphs and tables as a Word file. Knows markup, not plans.

Written as the parts of a WordprocessingML package (ECMA-376), on A4. A table is one a screen reader
can follow: its first row is marked as header and repeated on each page, its first column as the
rows' headers, and it has a title and a description. The file says its title and language. Text is
text: nothing in it becomes markup, a field or a link.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.word import parts
from reports.word.numbering import NumberedList, Place, numbering_xml
from reports.word.parts import OFFICE, PAPER, SIDEWAYS, UPRIGHT, Foot, Page
from reports.word.styles import NOTE_STYLE, NUMBER_STYLE, Styling, styles_xml
from reports.word.xml_text import escaped

__all__ = [
    "NOTE_STYLE",
    "Content",
    "Foot",
    "Paragraph",
    "Picture",
    "Place",
    "Styling",
    "Table",
    "TableCell",
    "Turn",
    "Words",
    "docx_bytes",
]
# A place that is a bookmark by its own name, so that who reads the file knows it again.
KEPT = "edition_note"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike; `fill` and `ink` are colours like "#00703c", "" for none.

    `is_number`: they only number the paragraph, in a style that says so. `href`: they lead to an
    address, or with "#" to a paragraph's `place`.
    """

    text: str
    is_bold: bool = False
    fill: str = ""
    ink: str = ""
    is_number: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one of the styles of `styles`.

    `numbered`: where in a list it stands; `left` how far in, in twentieths of a point; `place` the
    name that links lead to.
    """

    words: tuple[Words, ...]
    style: str = "Normal"
    numbered: Place | None = None
    left: int = 0
    hanging: int = 0
    place: str = ""
    goes_right: bool = False
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in PNG, with what it shows in words; sizes in EMU, 360,000 to a centimetre."""

    content: bytes
    shows: str
    wide: int
    high: int


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on pages lie on their side, or stand upright again."""

    lies_on_its_side: bool


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; with `reach` more than 1 it goes on over so many rows, with 0 it is part of one.

    `across`: how many columns it takes.
    """

    paragraphs: tuple["Paragraph | Table", ...] = ()
    reach: int = 1
    across: int = 1


@dataclass(frozen=True)
class Table:
    """A table under headings; `widths` are shares of the page's width in per cent.

    `look` is its style; with `has_row_headers` its first column are its rows' headers; `to_right`
    are the places of columns whose headings stand above numbers.
    """

    title: str
    description: str
    headings: Sequence[str]
    widths: Sequence[float]
    rows: Iterable[Sequence[TableCell]]
    look: str = "Plan"
    has_row_headers: bool = True
    text_style: str = "Normal"
    to_right: frozenset[int] = frozenset()
    keeps_rows: bool = True


Content = Paragraph | Table | Turn | Picture


def docx_bytes(
    title: str,
    author: str,
    foot: Foot,
    content: Iterable[Content],
    look: Styling | None = None,
    lists: Sequence[NumberedList] = (),
    first_page: Page = SIDEWAYS,
) -> bytes:
    """Return a Word file; the same content gives the same bytes."""
    look = look or Styling()
    writer = _Writer(first_page, bool(foot.head))
    document = writer.document(content)
    texts = {
        "document": document,
        "styles": styles_xml(look),
        "settings": parts.settings(look.language),
        "footer1": parts.footer(foot, UPRIGHT),
        "footer2": parts.footer(foot, SIDEWAYS),
    }
    if lists:
        texts["numbering"] = numbering_xml(lists)
    if foot.head:
        texts |= {"header1": parts.header(foot), "header2": parts.header(foot)}
    files = {
        "[Content_Types].xml": parts.content_types(texts),
        "_rels/.rels": parts.OF_THE_PACKAGE,
        "docProps/core.xml": parts.core(title, author, look.language),
        "word/_rels/document.xml.rels": parts.relations([*_own(texts), *writer.relations]),
    } | {f"word/{name}.xml": xml for name, xml in texts.items()}
    return _packed({name: (_HEAD + xml).encode() for name, xml in files.items()} | writer.pictures)


_KINDS = {
    "styles": "styles",
    "settings": "settings",
    "numbering": "numbering",
    "footer1": "footer",
    "footer2": "footer",
    "header1": "header",
    "header2": "header",
}
_IDS = {"footer1": "rIdFoot1", "footer2": "rIdFoot2", "header1": "rIdHead1", "header2": "rIdHead2"}


def _own(texts: Iterable[str]) -> list[tuple[str, str, str]]:
    return [
        (_IDS.get(name, f"rId-{name}"), _KINDS[name], f"{name}.xml")
        for name in texts
        if name in _KINDS
    ]


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            # The time a part says it was written at is a fixed one.
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# Word wants a paragraph after a table and in every cell.
_EMPTY = "<w:p/>"


class _Writer:
    """Writes the text of a file, and remembers what it names beside it."""

    def __init__(self, page: Page, has_head: bool) -> None:
        self.page, self.has_head = page, has_head
        self.relations: list[tuple[str, str, str]] = []
        self.pictures: dict[str, bytes] = {}
        self.places: dict[str, str] = {}
        self.named = 0

    def document(self, content: Iterable[Content]) -> str:
        body = "".join(map(self._of, content))
        return (
            f'<w:document xmlns:w="{PAPER}" xmlns:r="{OFFICE}"><w:body>{body}{_EMPTY}'
            f"{self._section()}</w:body></w:document>"
        )

    def _of(self, found: Content) -> str:
        if isinstance(found, Table):
            return self._table(found, self.page.text_width)
        if isinstance(found, Turn):
            return self._turn(found)
        if isinstance(found, Picture):
            return self._picture(found)
        return self._paragraph(found)

    def _section(self) -> str:
        return parts.section(self.page, 1 + self.page.lies_on_its_side, self.has_head)

    def _turn(self, found: Turn) -> str:
        ended = f"<w:p><w:pPr>{self._section()}</w:pPr></w:p>"
        self.page = SIDEWAYS if found.lies_on_its_side else UPRIGHT
        return ended

    # Paragraphs

    def _paragraph(self, found: Paragraph) -> str:
        looks = "".join(_looks(found))
        runs = "".join(map(self._run, found.words))
        marked = self._marked(found.place, runs) if found.place else runs
        return f"<w:p>{f'<w:pPr>{looks}</w:pPr>' if looks else ''}{marked}</w:p>"

    def _marked(self, place: str, runs: str) -> str:
        self.named += 1
        start = f'<w:bookmarkStart w:id="{self.named}" w:name="{self._name(place)}"/>'
        return f'{start}{runs}<w:bookmarkEnd w:id="{self.named}"/>'

    def _name(self, place: str) -> str:
        """Return a bookmark's name: Word takes forty letters, digits and underscores."""
        if place == KEPT:
            return place
        return self.places.setdefault(place, f"place_{len(self.places) + 1}")

    def _run(self, words: Words) -> str:
        run = _run(words)
        if not words.href or not words.text:
            return run
        if words.href.startswith("#"):
            where = f'w:anchor="{self._name(words.href[1:])}"'
        else:
            where = f'r:id="{self._outside(words.href)}"'
        return f'<w:hyperlink {where} w:history="1">{run}</w:hyperlink>'

    def _outside(self, href: str) -> str:
        key = f"rIdLink{len(self.relations) + 1}"
        self.relations.append((key, "hyperlink", href))
        return key

    def _picture(self, found: Picture) -> str:
        number = len(self.pictures) + 1
        self.pictures[f"word/media/picture{number}.png"] = found.content
        self.relations.append((f"rIdPicture{number}", "image", f"media/picture{number}.png"))
        return _picture(found, number)

    # Tables

    def _table(self, table: Table, width: int) -> str:
        widths = _in_twentieths(table.widths, width)
        columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        keep = "<w:cantSplit/>" if table.keeps_rows else ""
        rows = "".join(self._row(row, widths, keep) for row in table.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{table.look}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"{_table_look(table)}"
            f'<w:tblCaption w:val="{escaped(table.title)}"/>'
            f'<w:tblDescription w:val="{escaped(table.description)}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{self._header(table, widths)}{rows}</w:tbl>"
        )

    def _header(self, table: Table, widths: Sequence[int]) -> str:
        if not table.headings:
            return ""
        paragraphs = (
            Paragraph(
                (Words(heading, is_bold=True),),
                table.text_style,
                goes_right=place in table.to_right,
            )
            for place, heading in enumerate(table.headings)
        )
        cells = [TableCell((paragraph,)) for paragraph in paragraphs]
        return self._row(cells, widths, "<w:cantSplit/><w:tblHeader/>")

    def _row(self, cells: Sequence[TableCell], widths: Sequence[int], marks: str) -> str:
        found, at = [], 0
        for cell in cells:
            found.append(self._cell(cell, sum(widths[at : at + cell.across])))
            at += cell.across
        marked = f"<w:trPr>{marks}</w:trPr>" if marks else ""
        return f"<w:tr>{marked}{''.join(found)}</w:tr>"

    def _cell(self, cell: TableCell, width: int) -> str:
        merged = {0: "<w:vMerge/>", 1: ""}.get(cell.reach, '<w:vMerge w:val="restart"/>')
        across = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        held = "".join(self._held(each, width) for each in cell.paragraphs)
        end = _EMPTY if not cell.paragraphs or isinstance(cell.paragraphs[-1], Table) else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{merged}</w:tcPr>'
            f"{held}{end}</w:tc>"
        )

    def _held(self, found: Paragraph | Table, width: int) -> str:
        # A table within a cell stands within the cell's own margins.
        return self._table(found, width - 200) if isinstance(found, Table) else self._of(found)


def _looks(found: Paragraph) -> Iterable[str]:
    if found.style != "Normal":
        yield f'<w:pStyle w:val="{found.style}"/>'
    if found.starts_page:
        yield "<w:pageBreakBefore/>"
    if found.numbered:
        level, of = found.numbered.level, found.numbered.of + 1
        yield f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    if found.left or found.hanging:
        hanging = f' w:hanging="{found.hanging}"' if found.hanging else ""
        yield f'<w:ind w:left="{found.left}"{hanging}/>'
    if found.goes_right:
        yield '<w:jc w:val="right"/>'


def _run(words: Words) -> str:
    look = "".join(_look(words))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_text(words.text)}</w:r>"


def _look(words: Words) -> Iterable[str]:
    if words.is_number:
        yield f'<w:rStyle w:val="{NUMBER_STYLE}"/>'
    elif words.href:
        yield '<w:rStyle w:val="Hyperlink"/>'
    if words.is_bold:
        yield "<w:b/><w:bCs/>"
    if words.is_italic:
        yield "<w:i/><w:iCs/>"
    if words.ink:
        yield f'<w:color w:val="{_colour(words.ink)}"/>'
    if words.fill:
        yield f'<w:shd w:val="clear" w:color="auto" w:fill="{_colour(words.fill)}"/>'


def _colour(colour: str) -> str:
    return escaped(colour.lstrip("#").upper())


def _text(text: str) -> str:
    """Return the words of a run; a new line is a line break of the same paragraph."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in lines)


def _in_twentieths(shares: Sequence[float], width: int) -> list[int]:
    widths = [int(share * width / 100) for share in shares]
    widths[-1] += width - sum(widths)
    return widths


def _table_look(table: Table) -> str:
    """Return which of a table's rows and columns are headers, in words and as the bits of old."""
    first, column = int(bool(table.headings)), int(table.has_row_headers)
    bits = 0x0600 + 0x20 * first + 0x80 * column
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{first}" w:lastRow="0" w:firstColumn="{column}"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def _picture(found: Picture, number: int) -> str:
    shows, size = escaped(found.shows), f'cx="{found.wide}" cy="{found.high}"'
    return (
        '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr id="{1000 + number}" name="Picture {number}" descr="{shows}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}" descr="{shows}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture{number}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
