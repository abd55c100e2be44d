"""A paper as files: the page that carries its own style, the PDF, the Word file.

All three come from one `Document`, and page and PDF from one template.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from actionplans.layout import Layout
from actionplans.plan_columns import layout_of
from actionplans.templatetags.cells import column_css
from reports.glyphs import FACES
from reports.paper.as_json import digest_of_json, to_json
from reports.paper.document import Document, PlanTable, walk
from reports.pdf import STYLESHEET, print_css, render_pdf, render_pdf_once
from reports.plan_files.as_json import as_data
from reports.templatetags.papers import paper_colour_css
from reports.word.paper import paper_docx

HERE = Path(__file__).resolve().parent
PAPER_STYLESHEET = STYLESHEET.with_name("paper.css")

# Below the folder of the product: what draws papers, and the tables of plans in them.
_DRAW = (
    "reports/glyphs.py",
    "reports/paper/*.py",
    "reports/paper_files.py",
    "reports/pdf*.py",
    "reports/plan_files/appendix.py",
    "reports/templatetags/papers.py",
    "reports/word/*.py",
    "actionplans/cell*.py",
    "actionplans/columns.py",
    "actionplans/importing/paragraphs.py",
    "actionplans/layout.py",
    "actionplans/lines.py",
    "actionplans/plan_columns.py",
    "actionplans/rag.py",
    "actionplans/ratings.py",
    "actionplans/rows.py",
    "actionplans/shown.py",
    "actionplans/templatetags/cells.py",
    "actionplans/templatetags/ratings.py",
    "actionplans/told.py",
    "templates/components/_rating.html",
    "templates/reports/_*.html",
    "templates/reports/paper/*.html",
)

__all__ = [
    "digest_of_file",
    "look_css",
    "paper_body",
    "paper_docx",
    "paper_html",
    "paper_pdf",
    "paper_pdf_once",
]


def paper_html(document: Document) -> str:
    """Return a whole page that carries its own style: what the PDF is made from."""
    context = {
        "document": document,
        "css": f"{paper_css()}{look_css(document)}",
        "plans": [(shown, layout) for shown, layout in _plans(document)],
    }
    return render_to_string("reports/paper/paper.html", context)


def paper_body(document: Document, **context: Any) -> str:
    """Return the paper alone, for a page of ours: `is_titled`, `logo_url` as `_body.html` says."""
    return render_to_string("reports/paper/_body.html", {"document": document} | context)


def paper_css() -> str:
    """Return the style of a paper: that of all that is printed, and its own."""
    own = Path(PAPER_STYLESHEET).read_text(encoding="utf-8")
    return f"{print_css()}\n{own}\n{shares_css()}"


def look_css(document: Document) -> str:
    """Return the style that is this paper's own: its colour, and how wide its plans' columns are.

    A page of ours needs `shares_css` beside it: it may carry no style, and loads both as a file.
    """
    columns = (column_css(layout, shown.plan.pk) for shown, layout in _plans(document))
    return f"{paper_colour_css(document.look)}{''.join(columns)}"


def shares_css() -> str:
    """Return the style that gives the columns of tables their shares of the width."""
    return "".join(f"col.share-{n} {{ width: {n}% }}\n" for n in range(1, 100))


def digest_of_file(document: Document) -> str:
    """Return what differs once anything that is drawn does: words, data, style, what draws it."""
    return digest_of_json([to_json(document, as_data), paper_css(), drawn_with()])


@cache
def drawn_with() -> dict[str, str]:
    """Return what draws papers: libraries with their versions, typefaces, templates, our code."""
    libraries = {name: version(name) for name in ("weasyprint", "pydyf")}
    faces = {face.file.name: str(face.file.stat().st_size) for face in FACES if face.file.exists()}
    own = hashlib.sha256(b"".join(file.read_bytes() for file in own_files()))
    return libraries | faces | {"own": own.hexdigest()}


def own_files() -> list[Path]:
    """Return the files of ours that say how a paper becomes a page, a PDF or a Word file."""
    return sorted({file for pattern in _DRAW for file in HERE.parent.glob(pattern)})


def paper_pdf(document: Document) -> bytes:
    """Return the paper as a tagged PDF, drawn in the warm child of this process.

    Raises RenderingFailed with a sentence for the person who asked.
    """
    return render_pdf(paper_html(document), "")


def paper_pdf_once(document: Document) -> bytes:
    """Return the same from a child of its own: for commands."""
    return render_pdf_once(paper_html(document), "")


def _plans(document: Document) -> Iterator[tuple[Any, Layout]]:
    """Yield each plan that the paper shows, with its columns."""
    attached = (block for appendix in document.appendices for block in walk(appendix.blocks))
    for block in (*walk(document.blocks), *attached):
        if isinstance(block, PlanTable):
            yield block.shown, layout_of(block.shown)
