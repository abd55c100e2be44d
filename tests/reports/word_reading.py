"""Reads a Word file as a program that reads it out does: its parts, its styles, its table."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class ReadCell:
    """A cell: its paragraphs with their styles, and whether it is part of the one above."""

    paragraphs: tuple[tuple[str, str], ...]
    of_above: bool

    @property
    def texts(self) -> list[str]:
        """Return the words of each paragraph."""
        return [text for _, text in self.paragraphs if text]

    @property
    def own(self) -> list[str]:
        """Return the words of each paragraph that is no note of the service's."""
        return [text for style, text in self.paragraphs if text and style != "PlanNote"]


class Word:
    """A Word file."""

    def __init__(self, content: bytes) -> None:
        package = zipfile.ZipFile(io.BytesIO(content))
        self.parts: dict[str, Element] = {
            name: fromstring(package.read(name))  # noqa: S314
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
        self.body = self.parts["word/document.xml"][0]

    @property
    def tables(self) -> list[Element]:
        return self.body.findall(f"{W}tbl")

    def rows(self, table: int = 0) -> list[list[ReadCell]]:
        """Return the rows of a table, the header row first."""
        rows = self.tables[table].findall(f"{W}tr")
        return [[_cell(cell) for cell in row.findall(f"{W}tc")] for row in rows]

    def paragraphs(self) -> list[tuple[str, str]]:
        """Return the style and the words of each paragraph outside tables."""
        return [_paragraph(found) for found in self.body.findall(f"{W}p")]

    def core(self, name: str) -> str | None:
        """Return a property of the document: "title", "language"."""
        return self.parts["docProps/core.xml"].findtext(f"{DC}{name}")

    def values(self, path: str, part: str = "word/document.xml") -> list[dict[str, Any]]:
        """Return the attributes, without their namespace, of elements: "tbl/tblPr/tblLook"."""
        root = self.parts[part]
        found = root.findall(".//" + "/".join(f"{W}{name}" for name in path.split("/")))
        return [{key.removeprefix(W): value for key, value in e.attrib.items()} for e in found]


def _cell(cell: Element) -> ReadCell:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    paragraphs = tuple(_paragraph(found) for found in cell.findall(f"{W}p"))
    return ReadCell(paragraphs, merge is not None and merge.get(f"{W}val") is None)


def _paragraph(found: Element) -> tuple[str, str]:
    style = found.find(f"{W}pPr/{W}pStyle")
    words = "".join(
        (e.text or "") if e.tag == f"{W}t" else "\n" if e.tag == f"{W}br" else ""
        for e in found.iter()
    )
    return "Normal" if style is None else str(style.get(f"{W}val")), words
