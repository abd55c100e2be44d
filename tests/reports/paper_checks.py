"""What a paper's PDF must share with its page, beyond what checkers of PDF/UA-1 look at.

Each check compares two readings of the same paper, one of the page and one of the PDF's tags, so
that what a screen reader hears is what stands on the page. `faults` names those that fail.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page as page_validation

from reports.glyphs import FACES, covered_characters, printable
from tests.pdf_reading import Reading, read_pdf
from tests.reports.page_reading import Cell, PageReading, read_page

Sides = tuple[Any, Any]
COVERED = covered_characters()
OURS = tuple(face.family.replace(" ", "-") for face in FACES)


def broken_rules(pdf: bytes) -> list[str]:
    """Return the rules of PDF/UA-1 that the checker finds broken."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        found: list[str] = page_validation.validate_pdf(str(path), profile="ua1").failures
    return found


def faults(html: str, pdf: bytes) -> list[str]:
    """Return the names of the checks in which a page and its PDF differ, [] where none."""
    page, reading = read_page(html), read_pdf(pdf)
    sides = {name: check(page, reading) for name, check in CHECKS.items()}
    return [name for name, (wanted, found) in sides.items() if wanted != found]


def drawn(text: str) -> str:
    """Return a text as print shows it: what no typeface has is named there."""
    return " ".join(printable(text, COVERED).split())


def _text(page: PageReading, pdf: Reading) -> Sides:
    """All words, in the order of the tags."""
    return drawn(" ".join(page.words)).split(), pdf.text.split()


def _cells(page: PageReading, pdf: Reading) -> Sides:
    """Each cell with its headers. A header row that were missing on a page would end its table."""
    found = [[[(c["text"], c["headers"]) for c in row] for row in table] for table in pdf.tables]
    return [[[_drawn(cell) for cell in row] for row in table] for table in page.tables], found


def _drawn(cell: Cell) -> Cell:
    return drawn(cell[0]), [drawn(head) for head in cell[1]]


def _scopes(page: PageReading, pdf: Reading) -> Sides:
    """A header cell says which way it points, no other cell does."""
    found = {(cell["tag"], cell["scope"]) for table in pdf.tables for row in table for cell in row}
    return set(), found - {("TH", "Column"), ("TH", "Row"), ("TD", "")}


def _links(page: PageReading, pdf: Reading) -> Sides:
    """Each link is described by its own words."""
    return [(drawn(words), drawn(words)) for words in page.links], pdf.links


def _figures(page: PageReading, pdf: Reading) -> Sides:
    """Each picture says what it says on the page."""
    return list(map(drawn, page.alternatives)), pdf.figures


def _headings(page: PageReading, pdf: Reading) -> Sides:
    return [(f"/H{level}", drawn(words)) for level, words in page.headings], pdf.headings


def _bookmarks(page: PageReading, pdf: Reading) -> Sides:
    return [(level, drawn(words)) for level, words in page.headings], pdf.outline


def _running(page: PageReading, pdf: Reading) -> Sides:
    """Nothing but the mark above and the foot below is left out of the text, with page x of y."""
    said = {name: drawn(text) for name, text in page.running.items()}
    pages = len(pdf.pages)
    wanted = [
        f"{said['mark'] if number > 1 else ''} {said['council']} · {said['paper']} "
        f"{said['as-at']} · Page {number} of {pages}".split()
        for number in range(1, pages + 1)
    ]
    return wanted, [" ".join(texts).split() for texts in pdf.artifacts]


def _untagged(page: PageReading, pdf: Reading) -> Sides:
    """All text is either content or a running head."""
    return [], pdf.loose


def _typefaces(page: PageReading, pdf: Reading) -> Sides:
    """Every typeface is one of ours and is in the file."""
    foreign = {font for font in pdf.fonts if not font[0].startswith(OURS) or not font[1]}
    return (set(), True), (foreign, bool(pdf.fonts))


def _about(page: PageReading, pdf: Reading) -> Sides:
    return (drawn(page.title), page.language), (pdf.title, pdf.language)


CHECKS: dict[str, Callable[[PageReading, Reading], Sides]] = {
    "text": _text,
    "cells": _cells,
    "scopes": _scopes,
    "links": _links,
    "figures": _figures,
    "headings": _headings,
    "bookmarks": _bookmarks,
    "running": _running,
    "untagged": _untagged,
    "typefaces": _typefaces,
    "about": _about,
}
