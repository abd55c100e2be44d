"""A plan attached to a paper: its whole table, valid and turned, of no action, of one, of many."""

import datetime
import io
import re
from collections.abc import Callable
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from councils.models import Council
from reports.beginning import begin
from reports.composing import compose
from reports.paper.document import Document
from reports.paper_files import paper_docx, paper_html
from tests.factories import (
    DAY,
    make_action,
    make_body,
    make_meeting,
    make_plan,
    make_style,
    make_theme,
)
from tests.pdf_reading import read_pdf
from tests.reports.page_reading import read_page
from tests.reports.word_reading import W, Word

pytestmark = pytest.mark.django_db
Drawn = Callable[[Document], bytes]
TEXT = "Make sure that decisions are timely, recorded and overseen by a manager. Ŵyn."


def paper(council: Council, actions: int) -> Document:
    """Return a paper about a plan of so many actions."""
    plan = make_plan(council, title="Improvement plan")
    for number in range(1, actions + 1):
        make_action(plan, text=f"{number}. {TEXT}", reference=f"A{number}")
    body = make_body(council, "Cabinet")
    meeting = make_meeting(body, datetime.date(2026, 12, 9))
    report = begin(council, make_style(), body, "Progress", "progress", DAY, (plan,), meeting)
    return compose(report, DAY).document


@pytest.mark.parametrize("actions", [0, 1, 60])
def test_a_paper_with_a_plan_is_valid_and_says_what_its_page_says(
    actions: int, council: Council, drawn: Drawn, tmp_path: Path
) -> None:
    document = paper(council, actions)
    pdf = drawn(document)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)

    assert page_validation.validate_pdf(str(path), profile="ua1").failures == []
    found, page = read_pdf(pdf), read_page(paper_html(document))
    assert found.loose == []
    rows = [[cell["headers"] for cell in row] for row in found.tables[-1]]
    assert rows == [[headers for _, headers in row] for row in page.tables[-1]]
    assert len(rows) == (1 + actions if actions else 3)
    if actions:
        first = [row[0]["text"].split(".")[0] for row in found.tables[-1][1:]]
        assert first == [f"A{number}" for number in range(1, actions + 1)]


def test_no_page_ends_with_the_heading_of_a_theme(council: Council, drawn: Drawn) -> None:
    plan = make_plan(council, title="Improvement plan")
    for number in range(1, 25):
        theme = make_theme(plan, f"Theme {number}")
        # Of one to seven lines, so that some theme begins just above the foot of a page.
        make_action(plan, text=TEXT * (1 + number % 7), theme=theme, reference=f"A{number}")
    body = make_body(council, "Cabinet")
    report = begin(council, make_style(), body, "Progress", "progress", DAY, (plan,), None)

    pages = read_pdf(drawn(compose(report, DAY).document)).pages

    found = [number for page in pages for number in re.findall(r"Theme (\d+)", page)]
    assert found == [str(number) for number in range(1, 25)]
    for page in pages:
        for number in re.findall(r"Theme (\d+)", page):
            assert f"A{number}." in page.split(f"Theme {number}")[1]


def test_the_header_row_stands_on_every_turned_page(council: Council, drawn: Drawn) -> None:
    pdf = drawn(paper(council, 60))
    pages = read_pdf(pdf).pages
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        turned = [page.MediaBox[2] > page.MediaBox[3] for page in opened.pages]
    (heading, *_) = [cell["text"] for cell in read_pdf(pdf).tables[-1][0]]

    assert turned == [False] + [True] * (len(turned) - 1)
    assert len(turned) > 4
    assert all(text.startswith(heading) for text in pages[2:])


@pytest.mark.parametrize("actions", [0, 1, 60])
def test_the_plan_is_in_the_word_file_on_turned_pages(actions: int, council: Council) -> None:
    word = Word(paper_docx(paper(council, actions)))

    assert [size.get("orient") for size in word.values("sectPr/pgSz")] == [None, "landscape"]
    said = "".join(found.text or "" for found in word.body.iter(f"{W}t"))
    assert said.count(TEXT) == actions
    if actions:
        head, *rows = word.tables[-1].findall(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert len(rows) == actions
