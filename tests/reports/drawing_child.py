"""What tests run in a child of their own that draws papers."""

import os
from pathlib import Path

Drawings = dict[str, bytes]


def _nothing() -> None:
    """In the place of what would be put in place."""


def draw_all(fonts: Path, without: str, pages: dict[str, str]) -> Drawings:
    """Return what each page is drawn as, with one module of ours not put in the libraries' place.

    For a process that draws nothing else: what is put in place stays.
    """
    from reports import pdf_child

    if without:
        vars(pdf_child)[without].install = _nothing
    pdf_child.start(fonts, 2 * 1024**3)
    return {name: pdf_child.draw(html, "", 100) for name, html in pages.items()}


def draw_with_broken_twin(fonts: Path, pages: dict[str, str]) -> Drawings:
    """Return what each page is drawn as when the twin fails at the end of its work."""
    from reports import pdf_halves

    vars(pdf_halves)["parcel_of"] = None
    return draw_all(fonts, "", pages)


def children_left(fonts: Path, pages: dict[str, str]) -> bool:
    """Return whether a process is left of those that drew pages."""
    draw_all(fonts, "", pages)
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True
