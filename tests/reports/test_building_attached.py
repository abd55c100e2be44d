"""The list of what is attached to a paper: built, so that it is never behind what is there."""

from importlib import import_module

import pytest
from django.apps import apps

from config.demo.files import HOUSE_STYLES, read
from config.demo.styles import load_house_styles
from councils.models import Council
from reports.beginning import begin
from reports.building.attached import NOTHING
from reports.composing import compose
from reports.models import PaperPart, Report, StoredStyle
from reports.paper.document import Items, Paragraph, walk
from reports.paper_files import paper_html
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_part,
    make_report,
    make_section,
    make_style,
)

pytestmark = pytest.mark.django_db
SECRET = {"exempt_under": 3, "exempt_because": "A tender is out."}


@pytest.fixture
def report(council: Council) -> Report:
    """A paper with the list of its appendices, and none yet."""
    report = make_report(council)
    part = {"kind": "built", "of": "appendices"}
    make_part(make_section(report, heading="Appendices", numbers_paragraphs=False), **part)
    return report


def listed(report: Report, is_public: bool = True) -> list[str]:
    """Return what the list says, entry by entry."""
    blocks = compose(report, DAY, is_public).document.blocks
    entries = [item for block in blocks if isinstance(block, Items) for item in block.items]
    return [b.text for e in entries for b in walk(e.blocks) if isinstance(b, Paragraph)]


def test_each_appendix_is_listed_as_the_paper_labels_it_and_a_new_one_at_once(
    report: Report,
) -> None:
    assert [each.words for each in compose(report, DAY).empty] == [
        NOTHING,
        "“Appendices” is empty.",
    ]

    make_appendix(report, title="The plan’s table", anchor="plan", text="Rows.")
    assert listed(report) == ["Appendix 1: The plan’s table"]

    make_appendix(report, title="Costs", label="Annex B", is_to_follow=True)
    assert listed(report) == ["Appendix 1: The plan’s table", "Annex B: Costs (to follow)"]
    assert compose(report, DAY).empty == ()


def test_each_leads_to_its_appendix(report: Report) -> None:
    make_appendix(report, title="Rows", anchor="rows", text="One.")
    make_appendix(report, title="More", text="Two.")
    make_appendix(report, title="Tender", anchor="tender", text="Three.", **SECRET)

    for is_public in (True, False):
        html = paper_html(compose(report, DAY, is_public).document)
        places = ["rows", "appendix-2", "appendix-3" if is_public else "tender"]
        for place in places:
            assert html.count(f'href="#{place}"') == html.count(f'id="{place}"') == 1


def test_an_exempt_one_is_listed_in_public_without_a_word_of_it(report: Report) -> None:
    words = {"title": "Zanzibar tender", "label": "Zanzibar annex", "anchor": "zanzibar-tender"}
    make_appendix(report, text="£5.", **words, **SECRET)

    assert listed(report) == ["Appendix 1: Exempt appendix"]
    assert "zanzibar" not in paper_html(compose(report, DAY).document).lower()
    assert listed(report, is_public=False) == ["Zanzibar annex: Zanzibar tender (exempt)"]


@pytest.mark.parametrize("key", ["wirral-scrutiny", "windsor-maidenhead-cabinet"])
def test_a_paper_begun_in_a_style_that_has_the_heading_lists_what_is_attached(
    council: Council, key: str
) -> None:
    load_house_styles()
    style = StoredStyle.objects.get(council=None, key=key)
    report = begin(council, style, make_body(council), "Progress", "progress", DAY)
    make_appendix(report, title="Costs", text="£5.")

    [entry] = listed(report)
    assert entry.endswith(": Costs")
    assert "“APPENDICES” is empty." not in [each.words for each in compose(report, DAY).empty]


def test_papers_and_copies_begun_before_list_it_too_but_for_what_somebody_typed(
    report: Report,
) -> None:
    section = report.sections.get()
    empty = make_part(section, kind="table", of="appendices")
    typed = make_part(section, kind="table", of="appendices", rows=[["Appendix 1 - Ours"]])
    typed_list = {"kind": "table", "of": "appendices"}
    sections = [{"key": "appendices", "heading": "APPENDICES", "parts": [typed_list]}]
    copy = make_style(report.council, content={"sections": sections})

    migration = import_module("reports.migrations.0017_appendices_listed")
    migration.list_what_is_attached(apps, None)

    kinds = dict(PaperPart.objects.values_list("pk", "kind"))
    assert (kinds[empty.pk], kinds[typed.pk]) == ("built", "table")
    copy.refresh_from_db()
    [begun] = copy.style.sections[0].parts
    assert (begun.kind, begun.of) == ("built", "appendices")


def test_no_style_of_the_product_leaves_the_list_to_be_typed() -> None:
    parts = [
        part
        for facts in read(HOUSE_STYLES)
        for section in facts["sections"]
        for part in section.get("parts", ())
        if part.get("of") == "appendices"
    ]
    assert [part["kind"] for part in parts] == ["built", "built"]
