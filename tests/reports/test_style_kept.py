"""A report keeps the house style it was begun in, until somebody lets it take the newer one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from councils.models import Council
from councils.roles import Role
from reports.beginning import begin
from reports.clearing import standings_of
from reports.composing import compose, digest_of
from reports.models import Report, StoredStyle
from reports.paper.document import Document, Heading
from reports.style_kept import newer_style
from tests.factories import (
    DAY,
    STYLE,
    make_appendix,
    make_body,
    make_clearance,
    make_clearance_answer,
    make_style,
)
from tests.pages import Page, fix_today
from tests.reports.composing_pages import fields_of, page_of

pytestmark = pytest.mark.django_db

NEW = {
    "numbering": {"headings": "", "paragraphs": "1"},
    "appendix": "Annex {number}",
    "front": [],
    "colour": "#7a1f5c",
}


@pytest.fixture
def style(council: Council) -> StoredStyle:
    return make_style(council, logo=b"PNG one", logo_type="image/png", logo_words="Our shield")


@pytest.fixture
def report(council: Council, style: StoredStyle) -> Report:
    found = begin(council, style, make_body(council), "Progress", "progress", DAY)
    make_appendix(found, title="Costs", text="£5.")
    return found


@pytest.fixture
def clerk(client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    fix_today(monkeypatch)
    return client_for(Role.DEMOCRATIC_SERVICES)


def change(style: StoredStyle, **fields: Any) -> None:
    content = STYLE | fields.pop("content", {})
    for name, value in (fields | {"content": content}).items():
        setattr(style, name, value)
    style.save()


def printed(report: Report) -> Document:
    return compose(Report.objects.get(pk=report.pk), DAY).document


def test_a_begun_report_prints_as_its_style_was_until_it_takes_the_newer_one(
    report: Report, style: StoredStyle, clerk: Client
) -> None:
    before = printed(report)
    assert [b.number for b in before.blocks if isinstance(b, Heading)] == ["1.", "2.", "3."]

    change(style, content=NEW, logo=b"PNG two")
    assert printed(report) == before

    page = Page(clerk.get(page_of(report, "paper")))
    seen = page.value("seen")
    assert "Appendices are labelled “Annex 1” in place of “Appendix 1”." in page.main.text
    clerk.post(page_of(report, "paper_style"), {"seen": seen})

    after = printed(report)
    assert [b.number for b in after.blocks if isinstance(b, Heading)] == ["", "", ""]
    assert (after.front, after.appendices[0].label) == ((), "Annex 1")
    assert (after.look.colour, after.look.logo != before.look.logo) == ("#7a1f5c", True)
    assert "Take the newer style" not in Page(clerk.get(page_of(report, "paper"))).main.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"content": {"numbering": {"headings": "", "lists": "a)"}}},
            "Numbers change: those of headings and lists.",
        ),
        (
            {"content": {"appendix": "Annex {letter}"}},
            "Appendices are labelled “Annex A” in place of “Appendix 1”.",
        ),
        (
            {"content": {"front": [*STYLE["front"], {"key": "exempt", "label": "Exempt"}]}},
            "The front matter changes: “Exempt” comes.",
        ),
        (
            {"content": {"front": STYLE["front"][:1]}},
            "The front matter changes: “Wards” goes.",
        ),
        (
            {"content": {"front": STYLE["front"][::-1]}},
            "The front matter changes: its lines stand in another order.",
        ),
        (
            {"content": {"nothing_exempt": "None"}},
            "Where nothing is exempt, the report says “None”.",
        ),
        (
            {"content": {"colour": "#000000", "capitals": True}},
            "It looks different: colour and capitals of headings.",
        ),
        ({"logo": b"PNG two"}, "It looks different: logo."),
    ],
)
def test_what_the_newer_style_changes_is_said(
    report: Report, style: StoredStyle, fields: dict[str, Any], said: str
) -> None:
    change(style, **fields)

    newer = newer_style(report)

    assert newer is not None
    assert newer.changes == (said,)


def test_what_no_begun_report_takes_is_not_offered(report: Report, style: StoredStyle) -> None:
    change(style, name="Renamed", content={"sections": STYLE["sections"][:1]})

    assert newer_style(report) is None


def test_cleared_sections_that_get_other_numbers_are_named_and_stay_cleared(
    report: Report, style: StoredStyle, clerk: Client
) -> None:
    clearance = make_clearance(report, section=report.sections.get(key="finance"))
    make_clearance_answer(clearance, digest=digest_of(report, DAY)("finance"))
    change(style, content={"numbering": {"headings": ""}})

    page = Page(clerk.get(page_of(report, "paper")))

    assert "Cleared already, and getting other numbers: “Financial implications”." in page.text
    clerk.post(page_of(report, "paper_style"), {"seen": page.value("seen")})
    [standing] = standings_of(Report.objects.get(pk=report.pk), DAY)
    assert standing.state.name == "GIVEN"


def test_a_style_that_changed_once_more_is_told_and_not_taken(
    report: Report, style: StoredStyle, clerk: Client
) -> None:
    change(style, content=NEW)
    seen = Page(clerk.get(page_of(report, "paper"))).value("seen")
    change(style, content=NEW | {"appendix": "Schedule {number}"})

    answer = clerk.post(page_of(report, "paper_style"), {"seen": seen}, follow=True)

    assert "The house style was changed once more." in Page(answer).text
    assert "labelled “Schedule 1”" in Page(answer).main.text
    assert printed(report).appendices[0].label == "Appendix 1"


def test_the_pages_of_a_report_load_the_look_it_keeps(
    report: Report, style: StoredStyle, clerk: Client, other_council: Council
) -> None:
    change(style, content=NEW, logo=b"PNG two")

    page = Page(clerk.get(page_of(report, "paper")))

    assert clerk.get(page.one("img", "paper-logo").get("src") or "").content == b"PNG one"
    sheets = [link.get("href") or "" for link in page.all("link", rel="stylesheet")]
    assert not any("#7a1f5c" in clerk.get(s).content.decode() for s in sheets if "paper.css?" in s)
    own = next(s for s in sheets if "paper.css?" in s).partition("?")[0]
    assert "#7a1f5c" in clerk.get(own).content.decode()
    for version in (make_style(other_council).newest.pk, "x", "9" * 30):
        assert clerk.get(own, {"version": version}).status_code == 404


def test_another_style_chosen_for_a_report_is_taken_as_it_is_now(
    report: Report, style: StoredStyle, clerk: Client
) -> None:
    other = make_style(style.council, content=STYLE | {"appendix": "Annex {number}"})
    change(other, content={"appendix": "Schedule {number}"})
    address = page_of(report, "paper_edit")
    sent = fields_of(clerk, address) | {"house_style": other.pk}
    sent |= {"as_at_day": DAY.day, "as_at_month": DAY.month, "as_at_year": DAY.year}

    assert clerk.post(address, sent).status_code == 302

    assert printed(report).appendices[0].label == "Schedule 1"
