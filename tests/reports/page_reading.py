"""Reads a paper's page as its reader does: its words in order, its tables, its links."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import tinyhtml5  # type: ignore[import-untyped]

Cell = tuple[str, list[str]]
_INLINE = frozenset(["a", "b", "code", "del", "em", "i", "s", "small", "span", "strong", "sub"])


@dataclass(frozen=True)
class PageReading:
    """What a page says. `tables`: rows of cells, each with the texts of its headers. `headings`:
    level and text. `running`: what its print says at the edge of each page, by its name: "council",
    "paper", "as-at", "mark"."""

    words: list[str]
    tables: list[list[list[Cell]]]
    links: list[str]
    alternatives: list[str]
    title: str
    language: str
    headings: list[tuple[int, str]]
    running: dict[str, str]


def read_page(html: str) -> PageReading:
    """Read a whole page."""
    root: Any = tinyhtml5.parse(html, namespace_html_elements=False)
    body = root.find("body")
    return PageReading(
        words=text_of(body).split(),
        tables=[_rows(table) for table in body.iter("table")],
        links=[_words(link) for link in body.iter("a")],
        alternatives=[str(image.get("alt")) for image in body.iter("img")],
        title=" ".join((root.findtext("head/title") or "").split()),
        language=str(root.get("lang")),
        headings=[(int(e.tag[1]), _words(e)) for e in body.iter() if _is_heading(e)],
        running={name[5:]: said for name, said in body.attrib.items() if name.startswith("data-")},
    )


def _is_heading(element: Element) -> bool:
    return isinstance(element.tag, str) and bool(re.fullmatch("h[1-6]", element.tag))


def text_of(element: Element) -> str:
    """Return all text below, with a space where a paragraph or a line begins or ends."""
    # What draws a rating's colour on screens says nothing.
    if not isinstance(element.tag, str) or element.tag.endswith("svg"):
        return ""
    inside = element.text or ""
    if element.tag == "ul" and element.get("class", "").startswith("paper-list"):
        return " ".join(f"• {text_of(entry)}" for entry in element)
    for child in element:
        inside += text_of(child) + (child.tail or "")
    return inside if element.tag in _INLINE else f" {inside} "


def _words(element: Element) -> str:
    return " ".join(text_of(element).split())


def _rows(table: Element) -> list[list[Cell]]:
    rows = list(table.iter("tr"))
    above: dict[int, list[str]] = {}
    for row in table.findall("thead/tr"):
        for place, cell in enumerate(row):
            above.setdefault(place, []).append(_words(cell))
    return [_cells(row, above) for row in rows]


def _cells(row: Element, above: dict[int, list[str]]) -> list[Cell]:
    beside = [_words(cell) for cell in row if cell.get("scope") == "row"]
    found: list[Cell] = []
    place = 0
    for cell in row:
        across = int(cell.get("colspan", 1))
        heads = [head for at in range(place, place + across) for head in above.get(at, [])]
        found.append((_words(cell), beside + heads if cell.tag == "td" else []))
        place += across
    return found
