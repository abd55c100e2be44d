"""Each check of a paper's PDF finds the fault that it is for, and none in a paper without one."""

import io
from collections.abc import Callable
from functools import partial

import pikepdf
import pytest

from reports.paper.document import Document, Look
from reports.paper_files import paper_html
from reports.pdf import Renderer
from tests.reports import sample_documents
from tests.reports.paper_checks import CHECKS, faults

Drawn = Callable[[Document], bytes]
LOOK = Look("#00703c", sample_documents.LOGO, "Arms of the council")


def sample() -> Document:
    """Return a paper with a picture, links, tables, a plan's wide page, and a mark on each page."""
    return sample_documents.document(look=LOOK, mark="Draft")


def test_a_paper_without_faults_passes_every_check(drawn: Drawn) -> None:
    assert faults(paper_html(sample()), drawn(sample())) == []


# In the file: each changes the opened PDF.


def _elements(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    return [
        found
        for found in pdf.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/S") == pikepdf.Name(tag)
    ]


def silence_figure(pdf: pikepdf.Pdf) -> None:
    del _elements(pdf, "/Figure")[0]["/Alt"]


def misname_figure(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/Figure")[0]["/Alt"] = pikepdf.String("Arms of another council")


def untag_figure(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/Figure")[0]["/S"] = pikepdf.Name("/Span")


def misdescribe_link(pdf: pikepdf.Pdf) -> None:
    link = next(
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary)
        and "/Contents" in o
        and o.get("/Subtype") == pikepdf.Name.Link
    )
    link["/Contents"] = pikepdf.String("https://aberwen.example/report")


def swap_paragraphs(pdf: pikepdf.Pdf) -> None:
    document = max(
        (e for e in _elements(pdf, "/Div") + _elements(pdf, "/Art") + _elements(pdf, "/Sect")),
        key=lambda e: len(e.K),
    )
    kids = list(document.K)
    document["/K"] = pikepdf.Array([*kids[:-2], kids[-1], kids[-2]])


def unhook_cell(pdf: pikepdf.Pdf) -> None:
    cell = next(e for e in _elements(pdf, "/TD") if "/Headers" in e.get("/A", {}))
    del cell.A["/Headers"]


def unpoint_header(pdf: pikepdf.Pdf) -> None:
    del _elements(pdf, "/TH")[0].A["/Scope"]


def lower_heading(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/H2")[1]["/S"] = pikepdf.Name("/H3")


def drop_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[0].children[1]


def take_typeface_out(pdf: pikepdf.Pdf) -> None:
    fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
    del fonts[0]["/FontFile2"]


def forget_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Untitled"


def forget_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _change_page(change: Callable[[list], list], pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    steps = change(list(pikepdf.parse_content_stream(page)))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def _says_text(steps: list, at: int) -> bool:
    """Return whether marked content that begins at a step draws text, not only lines."""
    inside = iter(str(step.operator) for step in steps[at + 1 :])
    for operator in inside:
        if operator in ("BDC", "BMC", "EMC"):
            return False
        if operator in ("Tj", "TJ"):
            return True
    return False


def _first(steps: list, is_artifact: bool) -> int:
    """Return where the first marked text begins that is an artifact, or none."""
    return next(
        at
        for at, step in enumerate(steps)
        if str(step.operator) in ("BDC", "BMC")
        and (str(step.operands[0]) == "/Artifact") == is_artifact
        and _says_text(steps, at)
    )


def _marked(operands: list, operator: str) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))


def leave_out_text(steps: list) -> list:
    """Mark the first paragraph of the page as no part of the text."""
    steps[_first(steps, False)] = _marked([pikepdf.Name("/Artifact")], "BMC")
    return steps


def untag_foot(steps: list) -> list:
    """Leave the running foot without a mark."""
    at = _first(steps, True)
    end = next(i for i in range(at, len(steps)) if str(steps[i].operator) == "EMC")
    return steps[:at] + steps[at + 1 : end] + steps[end + 1 :]


def read_foot_out(steps: list) -> list:
    """Let the running foot belong to the page's first paragraph, and be read out with it."""
    steps[_first(steps, True)] = steps[_first(steps, False)]
    return steps


FILE_FAULTS: dict[str, tuple[Callable[[pikepdf.Pdf], None], set[str]]] = {
    "a picture without words": (silence_figure, {"figures"}),
    "a picture with other words": (misname_figure, {"figures"}),
    "a picture that is none": (untag_figure, {"figures"}),
    "a link described by its address": (misdescribe_link, {"links"}),
    "two paragraphs in the wrong order": (swap_paragraphs, {"text"}),
    "a cell without its headers": (unhook_cell, {"cells"}),
    "a header that points nowhere": (unpoint_header, {"scopes"}),
    "a heading a level down": (lower_heading, {"headings"}),
    "a heading without a bookmark": (drop_bookmark, {"bookmarks"}),
    "a typeface that is not in the file": (take_typeface_out, {"typefaces"}),
    "another title": (forget_title, {"about"}),
    "no language": (forget_language, {"about"}),
    "text marked as an artefact": (partial(_change_page, leave_out_text), {"text", "running"}),
    "a running foot without a mark": (partial(_change_page, untag_foot), {"untagged", "running"}),
    "a running foot read out": (partial(_change_page, read_foot_out), {"text", "running"}),
}


@pytest.mark.parametrize("name", FILE_FAULTS)
def test_a_fault_in_the_file_is_found(name: str, drawn: Drawn) -> None:
    spoil, expected = FILE_FAULTS[name]
    with pikepdf.open(io.BytesIO(drawn(sample()))) as pdf:
        spoil(pdf)
        spoilt = io.BytesIO()
        pdf.save(spoilt)
    assert set(faults(paper_html(sample()), spoilt.getvalue())) == expected


# In the print: each changes the page that is drawn, not the one it is held against.

LONG_TABLE = "<tr><td>More</td><td>Words</td></tr>" * 80
PRINT_FAULTS = {
    "a header row on the first page only": (
        "</style>",
        "thead { display: table-row-group !important }</style>",
        {"cells"},
    ),
    "another number of pages": ("counter(pages)", "counter(page)", {"running"}),
    "a foot without its day": ('data-as-at="As at 3 March 2031"', "", {"running"}),
}


@pytest.mark.parametrize("name", PRINT_FAULTS)
def test_a_fault_in_the_print_is_found(name: str, renderer: Renderer) -> None:
    was, becomes, expected = PRINT_FAULTS[name]
    html = paper_html(sample()).replace("</tbody>", f"{LONG_TABLE}</tbody>", 1)
    assert was in html
    assert set(faults(html, renderer.render(html.replace(was, becomes), ""))) == expected


def test_every_check_is_shown_to_find_a_fault() -> None:
    shown = [expected for _, expected in FILE_FAULTS.values()]
    shown += [expected for _, _, expected in PRINT_FAULTS.values()]
    assert set().union(*shown) == set(CHECKS)
