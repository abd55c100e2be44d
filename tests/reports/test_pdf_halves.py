"""A paper drawn in two halves at once is the paper that one process draws."""

import io
import multiprocessing
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from reports.glyphs import unpack_fonts
from reports.pdf import print_css
from tests.pdf_reading import read_pdf
from tests.reports import sample_papers
from tests.reports.drawing_child import (
    Drawings,
    children_left,
    draw_all,
    draw_with_broken_twin,
)
from tests.reports.test_pdf import LONG_WORDS
from tests.reports.test_pdf_quicker import furthest, text_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="papers are halved on Linux alone")


def styled(page: str) -> str:
    return page.replace("</head>", f"<style>{print_css()}</style></head>")


PLAN = styled(sample_papers.plan(40))
# Headings, links there and back, and a running head that changes, on both sides of the middle.
AROUND = (
    PLAN.replace("<h1", '<p><a href="#end">To the end</a></p><h1 id="start"')
    .replace("<tbody>", '<tbody id="first">', 1)
    .replace(
        "</body>",
        '<h2 id="end">End</h2><p><a href="#start">Back (12 0 R)</a> <a href="https://a.example">'
        "out</a></p><h3>Very end</h3><ul><li>One<li>Two</ul></body>",
    )
)
UNUSUAL_LETTERS = PLAN.replace("Audits show", "سلام عليكم \U0001f600 Ŵyth", 30)
HALVED = {"a plan": PLAN, "with words around it": AROUND, "other letters": UNUSUAL_LETTERS}
ALONE = {
    "few rows": styled(sample_papers.plan(12)),
    "a row taller than a page": PLAN.replace("Audits show", LONG_WORDS, 1),
    "a tall row in the second half": LONG_WORDS.join(PLAN.rsplit("Audits show", 1)),
    "a foot that stays": PLAN + '<div style="position: fixed; bottom: 0">Stays</div>',
    "a page number in the text": PLAN
    + "<style>h2::after { content: target-counter(url(#end), page) }</style><p id=end>End</p>",
}
PAGES = HALVED | ALONE


@pytest.fixture(scope="module")
def in_child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., object]]:
    """Runs a function of the fonts and more in a child of its own."""
    fonts = unpack_fonts(tmp_path_factory.mktemp("fonts"))
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as children:
        yield lambda work, *more: children.submit(work, fonts, *more).result()


@pytest.fixture(scope="module")
def halved(in_child: Callable[..., Drawings]) -> Drawings:
    return in_child(draw_all, "", PAGES)


@pytest.fixture(scope="module")
def alone(in_child: Callable[..., Drawings]) -> Drawings:
    return in_child(draw_all, "pdf_halves", PAGES)


@pytest.mark.parametrize("name", HALVED)
def test_both_say_and_look_the_same(name: str, halved: Drawings, alone: Drawings) -> None:
    ours, theirs = pypdfium2.PdfDocument(halved[name]), pypdfium2.PdfDocument(alone[name])

    assert len(ours) == len(theirs) > 4
    for one, other in zip(ours, theirs, strict=True):
        assert text_of(one) == text_of(other)
        assert furthest(one, other) <= 2


@pytest.mark.parametrize("name", HALVED)
def test_both_are_read_out_the_same(name: str, halved: Drawings, alone: Drawings) -> None:
    ours, theirs = read_pdf(halved[name]), read_pdf(alone[name])

    assert ours.text == theirs.text
    assert ours.tables == theirs.tables
    assert ours.loose == []


@pytest.mark.parametrize("name", HALVED)
def test_what_is_joined_is_valid_pdf_ua(name: str, halved: Drawings, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(halved[name])

    assert page_validation.validate_pdf(str(path), profile="ua1").failures == []
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_outline_and_links_lead_from_half_to_half(halved: Drawings, alone: Drawings) -> None:
    ours, theirs = (leads(drawn["with words around it"]) for drawn in (halved, alone))

    assert ours == theirs
    assert ours["Very end"] == ours["#end"] > ours["#start"] == 0


def leads(pdf: bytes) -> dict[str, int]:
    """The page that each heading of the outline and each place to link to stands on."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        found = {}
        with document.open_outline() as outline:
            waiting = list(outline.root)
            for item in waiting:
                waiting.extend(item.children)
                found[item.title] = numbers[item.destination[0].objgen]
        names = document.Root.Names.Dests.Names
        for name, place in zip(names[::2], names[1::2], strict=True):
            found[f"#{name}"] = numbers[place[0].objgen]
        return found


@pytest.mark.parametrize("name", HALVED)
def test_nothing_is_there_twice_or_for_nothing(name: str, halved: Drawings) -> None:
    with pikepdf.open(io.BytesIO(halved[name])) as pdf:
        fonts = [str(each.BaseFont) for each in pdf.objects if is_type(each, "/Type0")]
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[::2]
        ids = [str(each) for each in pdf.Root.StructTreeRoot.IDTree.Names[::2]]
        before = len(pdf.objects)
        pdf.remove_unreferenced_resources()
        written = io.BytesIO()
        pdf.save(written)

    assert len(fonts) == len(set(fonts)) > len({re.sub("^/.*[+]", "", each) for each in fonts})
    assert list(owners) == sorted(set(owners))
    assert ids == sorted(set(ids))
    # What hangs from nothing is not saved: the numbers of some marks of running feet.
    with pikepdf.open(written) as pdf:
        assert before - len(pdf.objects) < 120


def is_type(thing: object, subtype: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == subtype


@pytest.mark.parametrize("name", ALONE)
def test_what_is_out_of_the_ordinary_one_process_draws(
    name: str, halved: Drawings, alone: Drawings
) -> None:
    assert halved[name] == alone[name]


def test_the_same_page_has_the_same_bytes(
    halved: Drawings, alone: Drawings, in_child: Callable[..., Drawings]
) -> None:
    again = in_child(draw_all, "", HALVED)

    for name in HALVED:
        assert again[name] == halved[name] != alone[name]


def test_when_the_twin_fails_the_paper_is_drawn_alone(
    alone: Drawings, in_child: Callable[..., Drawings]
) -> None:
    assert in_child(draw_with_broken_twin, {"a plan": PLAN}) == {"a plan": alone["a plan"]}


def test_no_process_is_left(in_child: Callable[..., bool]) -> None:
    assert not in_child(children_left, {"a plan": PLAN})
