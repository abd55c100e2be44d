"""Paragraphs and tables as a Word file. Knows markup, not plans.

Written as the parts of a WordprocessingML package (ECMA-376), in A4 landscape. A table is one a
screen reader can follow: its first row is marked as header and repeated on each page, its first
column as the rows' headers, and it has a title and a description. The file says its title and
language. Text is text: nothing in it becomes markup, a field or a link.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.xml_text import escaped

# Twentieths of a point: A4 on its side, and margins of 12 mm, 16 mm at the foot.
_WIDE, _HIGH, _MARGIN, _FOOT = 16838, 11906, 680, 907
TEXT_WIDTH = _WIDE - 2 * _MARGIN
NOTE_STYLE, NUMBER_STYLE = "PlanNote", "PlanNumber"
_PAPER = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike; `fill` and `ink` are colours like "#00703c", "" for none.

    `is_number`: they only number the paragraph, in a style that says so.
    """

    text: str
    is_bold: bool = False
    fill: str = ""
    ink: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one of the styles Normal, Heading1 to Heading3, PlanNote."""

    words: tuple[Words, ...]
    style: str = "Normal"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; with `reach` more than 1 it goes on over so many rows, with 0 it is part of one."""

    paragraphs: tuple[Paragraph, ...] = ()
    reach: int = 1


@dataclass(frozen=True)
class Table:
    """A table under headings; `widths` are shares of the page's width in per cent."""

    title: str
    description: str
    headings: Sequence[str]
    widths: Sequence[float]
    rows: Iterable[Sequence[TableCell]]


@dataclass(frozen=True)
class Foot:
    """What stands at the foot of each page, before "Page 1 of 9" on the right."""

    left: str
    right: str


def docx_bytes(title: str, author: str, foot: Foot, content: Iterable[Paragraph | Table]) -> bytes:
    """Return a Word file; the same content gives the same bytes."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS,
        "docProps/core.xml": _core(title, author),
        "word/document.xml": _document(content),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _footer(foot),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            # The time a part says it was written at is a fixed one.
            package.writestr(zipfile.ZipInfo(name), _HEAD + xml, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# The document


def _document(content: Iterable[Paragraph | Table]) -> str:
    body = "".join(_table(c) if isinstance(c, Table) else _paragraph(c) for c in content)
    return (
        f'<w:document xmlns:w="{_PAPER}" xmlns:r="{_OFFICE}"><w:body>{body}{_EMPTY}'
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{_WIDE}" w:h="{_HIGH}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_FOOT}" w:left="{_MARGIN}"'
        ' w:header="340" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


# Word wants a paragraph after a table and in every cell.
_EMPTY = "<w:p/>"


def _paragraph(found: Paragraph) -> str:
    style = "" if found.style == "Normal" else f'<w:pPr><w:pStyle w:val="{found.style}"/></w:pPr>'
    return f"<w:p>{style}{''.join(map(_run, found.words))}</w:p>"


def _run(words: Words) -> str:
    look = "".join(_look(words))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_text(words.text)}</w:r>"


def _look(words: Words) -> Iterable[str]:
    if words.is_number:
        yield f'<w:rStyle w:val="{NUMBER_STYLE}"/>'
    if words.is_bold:
        yield "<w:b/><w:bCs/>"
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


# Tables


def _table(table: Table) -> str:
    widths = _in_twentieths(table.widths)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths) for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Plan"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(table.title)}"/>'
        f'<w:tblDescription w:val="{escaped(table.description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_header(table.headings, widths)}{rows}</w:tbl>"
    )


def _in_twentieths(shares: Sequence[float]) -> list[int]:
    widths = [int(share * TEXT_WIDTH / 100) for share in shares]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _header(headings: Sequence[str], widths: Sequence[int]) -> str:
    cells = (TableCell((Paragraph((Words(heading, is_bold=True),)),)) for heading in headings)
    found = "".join(map(_cell, cells, widths))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{found}</w:tr>"


def _row(cells: Sequence[TableCell], widths: Sequence[int]) -> str:
    found = "".join(map(_cell, cells, widths))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{found}</w:tr>"


def _cell(cell: TableCell, width: int) -> str:
    merged = {0: "<w:vMerge/>", 1: ""}.get(cell.reach, '<w:vMerge w:val="restart"/>')
    paragraphs = "".join(map(_paragraph, cell.paragraphs)) or _EMPTY
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{paragraphs}</w:tc>'


# What stands around it


def _footer(foot: Foot) -> str:
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    pages = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    before = _run(Words(f"{foot.right} · Page "))
    return (
        f'<w:ftr xmlns:w="{_PAPER}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{_run(Words(foot.left))}<w:r><w:tab/></w:r>{before}{page}{_run(Words(' of '))}{pages}"
        "</w:p></w:ftr>"
    )


def _core(title: str, author: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>{escaped(author)}</dc:creator>"
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
_SETTINGS = (
    f'<w:settings xmlns:w="{_PAPER}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>'
)


def _style(key: str, name: str, more: str, kind: str = "paragraph", of: str = "Normal") -> str:
    based = f'<w:basedOn w:val="{of}"/>' if of else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"{"" if of else _DEFAULT}>'
        f'<w:name w:val="{name}"/>{based}{more}</w:style>'
    )


_DEFAULT = ' w:default="1"'


def _heading(level: int, size: int) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>',
    )


def _borders(*sides: str) -> str:
    lines = (f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A949E"/>' for side in sides)
    return "".join(lines)


_SIZE = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
_STYLES = (
    f'<w:styles xmlns:w="{_PAPER}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    f'{_SIZE}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="250" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    + _style("Normal", "Normal", "<w:qFormat/>", of="")
    + _heading(1, 34)
    + _heading(2, 25)
    + _heading(3, 21)
    + _style(
        NOTE_STYLE,
        "Plan note",
        '<w:next w:val="Normal"/><w:qFormat/><w:rPr><w:color w:val="4A5662"/>'
        '<w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>',
    )
    + _style(NUMBER_STYLE, "Plan number", "", kind="character", of="DefaultParagraphFont")
    + _style("DefaultParagraphFont", "Default Paragraph Font", "", kind="character", of="")
    + _style(
        "Footer",
        "footer",
        f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs></w:pPr>'
        '<w:rPr><w:color w:val="3D4852"/><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr>',
    )
    + _style(
        "TableNormal",
        "Normal Table",
        '<w:uiPriority w:val="99"/><w:tblPr><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:left w:w="90" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>'
        '<w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>',
        kind="table",
        of="",
    )
    + _style(
        "Plan",
        "Plan",
        "<w:tblPr><w:tblBorders>"
        + _borders("top", "left", "bottom", "right", "insideH", "insideV")
        + '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="DFE6ED"/></w:tcPr></w:tblStylePr>',
        kind="table",
        of="TableNormal",
    )
    + "</w:styles>"
)
