"""What tests run in a child of their own that draws papers."""

from pathlib import Path

Drawings = dict[str, bytes]


def draw_all(fonts: Path, without: str, pages: dict[str, str]) -> Drawings:
    """Return what each page is drawn as, with one module of ours not put in the libraries' place.

    For a process that draws nothing else: what is put in place stays.
    """
    from reports import pdf_child

    if without:
        vars(pdf_child)[without].install = lambda: None
    pdf_child.start(fonts, 2 * 1024**3)
    return {name: pdf_child.draw(html, "", 100) for name, html in pages.items()}
