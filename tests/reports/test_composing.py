"""A paper put together: sections in order, built parts, what is empty, what is kept out."""

import datetime
from typing import Any

import pytest

from councils.models import Council
from reports.beginning import begin
from reports.composing import compose
from reports.models import PaperPart, Report
from reports.paper.document import Heading, Paragraph, PlanTable, Table, walk
from reports.paper_files import paper_docx, paper_html
from reports.pdf import Renderer
from reports.style_kept import take_newer
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_inspection,
    make_judgement,
    make_meeting,
    make_part,
    make_plan,
    make_section,
    make_style,
)
from tests.pdf_reading import read_pdf
from tests.reports.page_reading import read_page
from tests.reports.word_reading import W, Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(council: Council) -> Report:
    """A paper of three sections about one plan."""
    body = make_body(council, "Cabinet")
    meeting = make_meeting(body, datetime.date(2026, 12, 9))
    plan = make_plan(council, title="Improvement plan")
    style = make_style()
    return begin(council, style, body, "Progress", "progress", DAY, (plan,), meeting)


def words_of(report: Report, is_public: bool = True) -> str:
    document = compose(report, DAY, is_public).document
    blocks = [*document.blocks, *(b for a in document.appendices for b in a.blocks)]
    said = [b.text for b in walk(tuple(blocks)) if isinstance(b, Paragraph | Heading)]
    return "\n".join([*said, *(f"{a.label} {a.title} {a.anchor}" for a in document.appendices)])


def write(report: Report, key: str, text: str, **fields: object) -> None:
    PaperPart.objects.filter(section__report=report, section__key=key).update(text=text, **fields)


def restyled(report: Report, content: dict[str, Any]) -> None:
    """Change the house style of a paper, and let the paper take that."""
    style = report.house_style
    style.content = style.content | content
    style.save()
    take_newer(report, str(style.newest.pk))
    report.refresh_from_db()


def test_a_new_paper_has_the_headings_of_its_style_and_the_plan_attached(report: Report) -> None:
    found = compose(report, DAY)

    assert [b.text for b in found.document.blocks if isinstance(b, Heading)] == [
        "Recommendations",
        "Purpose",
        "Financial implications",
    ]
    [appendix] = found.document.appendices
    assert (appendix.label, appendix.title) == ("Appendix 1", "Improvement plan")
    assert isinstance(appendix.blocks[0], PlanTable)
    assert found.document.held_on == "9 December 2026"
    assert [each.words for each in found.empty] == [
        "“Recommendations” is empty.",
        "“Purpose” is empty.",
        "“Financial implications” is empty.",
    ]


def test_what_is_built_stands_between_what_is_written(report: Report) -> None:
    judged = make_inspection(report.council, published_on=DAY)
    judged.plans.add(report.plans.get())
    make_judgement(judged, area="overall_effectiveness", grade="good")
    section = make_section(report, heading="Outcome")
    make_part(section, "It was inspected.")
    make_part(section, kind="built", of="judgements")
    make_part(section, "It is proud.")

    blocks = compose(report, DAY).document.blocks[-4:]

    assert [type(block) for block in blocks] == [Heading, Paragraph, Table, Paragraph]
    assert [getattr(block, "number", None) for block in blocks] == ["4.", "4.1", None, "4.2"]


SECRET = {"exempt_under": 3, "exempt_because": "A sale goes on"}


def test_nothing_exempt_is_in_the_public_paper_and_all_other_numbers_stay(report: Report) -> None:
    section = make_section(report, heading="Sale")
    make_part(section, "Known.")
    make_part(section, "Zanzibar buys.\n\nFor nothing.", anchor="zanzibar-deal", **SECRET)
    make_part(section, "As [](#zanzibar-deal) says.")
    make_section(report, heading="Behind Zanzibar", key="zanzibar-behind", **SECRET)
    make_part(report.sections.get(key="zanzibar-behind"), "Zanzibar again.")
    make_part(section, "Behind [](#zanzibar-behind), in [](#zanzibar-annex).")
    names = {"label": "Zanzibar’s annex", "anchor": "zanzibar-annex"}
    make_appendix(report, title="Zanzibar’s offer", text="Zanzibar pays.", **names, **SECRET)

    public, whole = words_of(report), words_of(report, is_public=False)

    assert "anzibar" not in public
    assert "anzibar" not in str(compose(report, DAY).document)
    assert "Behind 5, in Appendix 2." in public
    assert whole.count("Zanzibar") == 7
    assert public.count("under paragraph 3 of Schedule 12A") == 3
    assert "As 4.2 to 4.3 says." in public
    assert "As 4.2 says." in whole
    numbers = [b.number for b in compose(report, DAY).document.blocks if isinstance(b, Paragraph)]
    assert numbers == ["4.1", "4.2 to 4.3", "4.4", "4.5", "5.1"]
    assert compose(report, DAY, is_public=False).document.mark == (
        "Not for publication: contains exempt information"
    )


def test_appendices_after_the_twenty_sixth_have_two_letters(report: Report) -> None:
    restyled(report, {"appendix": "Appendix {letter}"})
    for number in range(report.appendices.count(), 28):
        make_appendix(report, title=f"Costs {number}")

    labels = [each.label for each in compose(report, DAY).document.appendices]

    assert labels[:2] == ["Appendix A", "Appendix B"]
    assert labels[25:] == ["Appendix Z", "Appendix AA", "Appendix AB"]


@pytest.fixture
def referring(report: Report) -> Report:
    """A paper whose appendix refers to a paragraph, to another appendix, and to nothing."""
    make_part(make_section(report, heading="Sale"), "Known.", anchor="known")
    names = {"title": "Checks", "anchor": "checks"}
    make_appendix(report, text="- As [](#known) says\n\nSee [](#rows).", **names)
    make_appendix(report, title="Rows", anchor="rows", text="| A |\n|---|\n| Not [](#nowhere) |")
    return report


def test_references_in_appendices_print_in_page_pdf_and_word_file(
    referring: Report, renderer: Renderer
) -> None:
    document = compose(referring, DAY).document

    page = " ".join(read_page(html := paper_html(document)).words)
    word = "".join(f.text or "" for f in Word(paper_docx(document)).body.iter(f"{W}t"))
    for words in (page, read_pdf(renderer.render(html, "")).text, word):
        packed = "".join(words.split())
        assert "As4.1says" in packed
        assert "SeeAppendix3." in packed


OPTIONS = {"kind": "table", "of": "options", "rows": [["Agree", "", "It is sound."]]}
CAPTIONED = OPTIONS | {"options": {"caption": "What could be done"}}
UNNUMBERED = {"numbering": {"headings": "", "paragraphs": ""}}


@pytest.mark.parametrize(
    ("part", "style", "said"),
    [
        (OPTIONS, {}, "4"),
        (CAPTIONED, {}, "“What could be done”"),
        (OPTIONS, UNNUMBERED, "“Choices”"),
        ({"text": "Known."}, UNNUMBERED, "“Choices”"),
        ({"text": "- One\n- Two"}, {}, "4"),
        ({"text": "> One\n> Two"}, UNNUMBERED, "“Choices”"),
        ({"text": "### In short\n\n- One"}, UNNUMBERED, "“In short”"),
    ],
    ids=["table", "caption", "no numbers", "paragraph", "list", "box", "heading"],
)
def test_a_reference_to_what_has_no_number_says_its_name_and_leads_there(
    report: Report, part: dict[str, Any], style: dict[str, Any], said: str
) -> None:
    restyled(report, style)
    section = make_section(report, key="choices", heading="Choices")
    make_part(section, anchor="what", **part)
    write(report, "purpose", "See [](#what).")

    composed = compose(report, DAY)

    assert composed.lost == ()
    paragraphs = [b.text for b in walk(composed.document.blocks) if isinstance(b, Paragraph)]
    assert f"See {said}." in paragraphs
    html = paper_html(composed.document)
    assert html.count('id="what"') == html.count('href="#what"') == 1
    word = Word(paper_docx(composed.document))
    (place,) = [each["anchor"] for each in word.values("hyperlink") if "anchor" in each]
    assert place in [each["name"] for each in word.values("bookmarkStart")]


def test_a_heading_without_a_number_is_referred_to_by_its_words(report: Report) -> None:
    restyled(report, UNNUMBERED)
    make_section(report, key="choices", heading="Choices")
    make_section(report, key="zanzibar", heading="Zanzibar", **SECRET)
    write(report, "purpose", "See [](#choices) and [](#zanzibar).")

    composed = compose(report, DAY)

    texts = [b.text for b in walk(composed.document.blocks) if isinstance(b, Paragraph)]
    assert "See “Choices” and (exempt information)." in texts
    assert composed.lost == ()


def test_a_reference_to_nothing_is_named_wherever_it_stands(
    report: Report, referring: Report
) -> None:
    write(report, "purpose", "See [](#gone).")

    assert compose(report, DAY).lost == ("gone", "nowhere")


def test_a_reference_of_an_appendix_to_what_is_kept_out_says_its_number_alone(
    report: Report,
) -> None:
    make_part(make_section(report, heading="Sale"), "Sold.", anchor="zanzibar-deal", **SECRET)
    make_appendix(report, title="Checks", text="As [](#zanzibar-deal) says.")

    document = compose(report, DAY).document

    assert [b.text for b in document.appendices[1].blocks if isinstance(b, Paragraph)] == [
        "As 4.1 says."
    ]
    assert "zanzibar" not in str(document)


def test_a_reference_to_a_part_of_an_exempt_section_says_so_and_nothing_of_it(
    report: Report, renderer: Renderer
) -> None:
    sale = make_section(report, heading="Zanzibar", **SECRET)
    make_part(sale, "Sold to Zebulon.", anchor="zanzibar-deal")
    write(report, "purpose", "As [](#zanzibar-deal) and [the annex](#zanzibar-deal) say.")

    composed = compose(report, DAY)

    purpose = [b.text for b in composed.document.blocks if isinstance(b, Paragraph)]
    assert "As (exempt information) and the annex say." in purpose
    assert composed.lost == ()
    html = paper_html(composed.document)
    made = (html, str(Word(paper_docx(composed.document)).parts), str(renderer.render(html, "")))
    assert not any(secret in each for each in made for secret in ("zanzibar", "Zebulon"))
    whole = compose(report, DAY, is_public=False).document
    assert "#zanzibar-deal" in paper_html(whole)
