"""Workbooks made on the spot: with openpyxl, or from the XML that Excel writes."""

import io
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.actionplans.evidence_files import MAIN, zipped
from tests.actionplans.importing.word_files import R, rels, types

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMES = f'xmlns="{S}" xmlns:r="{R}"'


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cell(place: str, text: str, **more: str) -> str:
    """Return a cell of words."""
    said = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<c r="{place}" t="inlineStr"{said}><is><t>{escape(text)}</t></is></c>'


def row(number: int, *cells: str, **more: str) -> str:
    """Return a row of cells; what is not XML yet becomes a cell of words, from column A on."""
    said = "".join(f' {name}="{value}"' for name, value in more.items())
    inside = [
        text if text.startswith("<") else cell(f"{letter}{number}", text)
        for letter, text in zip("ABCDEFGH", cells, strict=False)
    ]
    return f'<row r="{number}"{said}>{"".join(inside)}</row>'


def sheet(data: str, after: str = "", before: str = "") -> str:
    return f"<worksheet {NAMES}>{before}<sheetData>{data}</sheetData>{after}</worksheet>"


def xlsx(content: str, more: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """Return a workbook of one sheet, "Plan"; `parts` are its sharedStrings and styles."""
    sheets = '<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets>'
    related = rels(("worksheet", "worksheets/sheet1.xml"), *((k, f"{k}.xml") for k in parts))
    return zipped(
        {
            "[Content_Types].xml": types(MAIN["xlsx"], "/xl/workbook.xml"),
            "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f"<workbook {NAMES}>{sheets}</workbook>",
            "xl/_rels/workbook.xml.rels": related,
            "xl/worksheets/sheet1.xml": content,
            **{f"xl/{kind}.xml": text for kind, text in parts.items()},
            **(more or {}),
        }
    )
