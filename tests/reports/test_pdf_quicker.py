"""What is replaced in the libraries that draw papers changes nothing that is printed."""

import io
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from reports import pdf_quicker, pdf_written
from reports.glyphs import unpack_fonts
from reports.paper_files import paper_html
from reports.pdf import print_css
from tests.reports import sample_documents, sample_papers
from tests.reports.drawing_child import Drawings, draw_all
from tests.reports.test_pdf import LONG_WORDS, papers

# Everything that what is replaced asks about: what floats, is positioned, has shares of a width,
# borders, rounded corners and shadows, reads from the right, breaks its words, has features of its
# own, a marker, a first letter, a picture behind it once or over and over.
PICTURE = (
    "url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
    "<circle cx='4' cy='4' r='4'/></svg>\")"
)
UNUSUAL = (
    """<html lang="en-GB"><title>Unusual</title><style>
  body { font: 10pt/1.4 "Source Sans 3"; background: #fff8e8 }
  .left { float: left; width: 30%; margin: 0 1em 0 0; border: 1pt solid #333 }
  .right { float: right; padding: 2% }
  .by { position: relative; left: 4mm } .at { position: absolute; top: 150mm; right: 5% }
  .in { display: inline-block; overflow-wrap: anywhere; border: 1pt solid; border-radius: 4pt 10% }
  .in::before { content: "* "; color: #8c1f14 }
  .sized { box-sizing: border-box; width: 60%; height: 9mm; padding: 1mm; overflow: hidden }
  .figures { font-variant-numeric: tabular-nums; text-decoration: underline }
  .first::first-letter { font-size: 200% } .first::first-line { color: #0d5c3a }
  .behind { box-shadow: 1pt 1pt #333; background: #eee PICTURE no-repeat 2mm 1mm/3mm 3mm }
  .over { background: PICTURE 0 0/3mm 3mm } .unseen { visibility: hidden }
  ul { list-style: square } .apart { border-collapse: separate; border-spacing: 2pt }
  td { border: 0.5pt solid; padding: 1pt 2% } .middle td { vertical-align: middle; height: 9mm }
</style><h1>Unusual</h1><p class="left">WORDS</p><p class="right">Right</p><p>WORDS</p>
<p class="first by">WORDS</p><p class="at">There</p><p dir="rtl">سلام عليكم <b>b</b></p>
<p><span class="in">LONG</span> <span class="in">LONGLONG</span> after</p>
<p class="sized">WORDS</p><p class="figures">1, 11, 111</p><p class="unseen">unseen</p>
<p class="behind">behind</p><p class="behind">behind</p><p class="over">over and over</p>
<ul><li>one<ol><li>two</li></ol></li></ul><dl><dt>three</dt><dd>four</dd></dl>
<table class="apart"><tr><td>WORDS</td><td>b</td></tr></table>
<table class="middle"><tr><td>WORDS<td>b</tr><tr><td colspan=2>c</tr></table>
""".replace("PICTURE", PICTURE)
    .replace("WORDS", LONG_WORDS[:400])
    .replace("LONG", "safeguarding" * 5)
)
PAGES = {
    **{name: f"{html}<style>{print_css()}</style>" for name, html in papers().items()},
    "unusual": UNUSUAL,
    "a paper": paper_html(sample_documents.document()),
}


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Drawings]]:
    fonts = unpack_fonts(tmp_path_factory.mktemp("fonts"))
    spawn = multiprocessing.get_context("spawn")
    without = ("", "pdf_quicker", "pdf_written")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as children:
        drawn = {name: children.submit(draw_all, fonts, name, PAGES) for name in without}
        yield {name: task.result() for name, task in drawn.items()}


def test_the_installed_versions_are_those_whose_functions_are_replaced() -> None:
    # After an upgrade, look at what each function has become, and measure again.
    assert pdf_written.are_known_versions()


@pytest.mark.parametrize("name", PAGES)
def test_quicker_functions_lay_out_the_same_bytes(name: str, drawings: dict[str, Drawings]) -> None:
    assert drawings[""][name] == drawings["pdf_quicker"][name]


@pytest.mark.parametrize("name", PAGES)
def test_what_is_written_otherwise_looks_and_reads_the_same(
    name: str, drawings: dict[str, Drawings]
) -> None:
    written = [pypdfium2.PdfDocument(drawings[each][name]) for each in ("", "pdf_written")]

    assert len(written[0]) == len(written[1])
    for ours, theirs in zip(*written, strict=True):
        assert text_of(ours) == text_of(theirs)
        # A picture that is placed as a whole may be a shade of 255 off.
        assert furthest(ours, theirs) <= 2


def text_of(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_bounded())


def furthest(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage) -> int:
    """How many shades the dots are apart that differ most."""
    first, second = (page.render(scale=2).to_pil() for page in (one, other))
    return max(ImageChops.difference(first, second).tobytes())


def test_a_picture_behind_many_boxes_stands_in_the_file_once(
    drawings: dict[str, Drawings],
) -> None:
    counts = {name: pictures(drawn["60 rows"]) for name, drawn in drawings.items()}

    statuses = {status for status, _ in sample_papers.STATUSES}
    # Once in each half of a paper that two processes draw.
    assert counts[""] in (len(statuses), 2 * len(statuses))
    assert counts["pdf_written"] > 60


def pictures(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(
            each.get("/Subtype") == "/Form"
            for each in document.objects
            if isinstance(each, pikepdf.Stream)
        )


@pytest.mark.parametrize(
    "text",
    [
        "@layer far { p { color: red } }",
        "@font-face { font-family: A; src: url(data:font/woff;base64,) }",
        "@counter-style stars { system: cyclic; symbols: '*' }",
        "@import 'other.css';",
        "p { background: url(logo.png) }",
    ],
)
def test_a_style_that_does_more_than_style_boxes_is_read_for_each_paper(text: str) -> None:
    once, again = (pdf_quicker.style_sheet(string=text, media_type="print") for _ in range(2))

    assert once is not again


def test_a_style_read_before_gives_each_paper_its_pages_and_boxes() -> None:
    text = f"@page {{ size: A5 }} p {{ background: {PICTURE} }}"
    first: list[Any] = []
    second: list[Any] = []

    sheets = [
        pdf_quicker.style_sheet(string=text, media_type="print", page_rules=rules)
        for rules in (first, second)
    ]

    assert sheets[0] is sheets[1]
    assert first == second and len(first) == 1
    assert pdf_quicker.style_sheet(string=text, media_type="screen") is not sheets[0]


def test_what_ends_a_run_of_characters_is_made_once_and_finds_what_the_parser_finds() -> None:
    known = pdf_quicker.Expressions()
    until, wanted = (("&", "<", "\0"), False), (frozenset("ab]^-\\"), True)

    assert known[until] is known[until]
    assert known[until].findall("one & two") == ["one ", " two"]
    assert known[wanted].findall("ab]^-\\c") == ["ab]^-\\"]
