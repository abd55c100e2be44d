"""House styles on their pages: seen, copied, and a council's own changed."""

import copy
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from councils.models import Council
from councils.roles import Role
from reports.beginning import begin
from reports.models import StoredStyle
from tests.factories import DAY, make_body, make_report, make_style
from tests.reports.composing_pages import address_of, fields_of, page_of, text_of

pytestmark = pytest.mark.django_db
KEEPER = Role.ADMINISTRATOR
CONTENT = {
    "front": [{"key": "title", "label": "Title"}, {"key": "wards", "label": "Wards"}],
    "sections": [
        {"key": "decisions", "heading": "Recommendations", "numbered": False},
        {
            "key": "outcome",
            "heading": "Outcome",
            "parts": [
                {"kind": "built", "of": "judgements", "options": {"layout": "box"}},
                {"kind": "written", "hint": "What came of it."},
            ],
        },
        {"key": "finance", "heading": "Financial implications", "clearances": ["finance"]},
    ],
}


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(KEEPER)


@pytest.fixture
def style(council: Council) -> StoredStyle:
    return make_style(council, name="Ours", content=CONTENT)


def here(style: StoredStyle, name: str, *more: Any) -> str:
    assert style.council is not None
    return address_of(style.council, name, style.pk, *more)


def save(client: Client, style: StoredStyle, page: str, /, *keys: str, **typed: Any) -> Any:
    address = here(style, page, *keys)
    answer = client.post(address, fields_of(client, address) | typed)
    style.refresh_from_db()
    return answer


def test_a_style_says_its_headings_with_what_each_builds(
    client: Client, style: StoredStyle
) -> None:
    page = text_of(client.get(here(style, "style")))

    assert "Judgements and their grades" in page
    assert "What came of it." in page
    assert "Clearance: Finance" in page
    assert page.index("Recommendations") < page.index("Outcome")
    assert "1.1 in “Outcome”" in page


def test_a_style_of_the_product_is_copied_and_the_copy_is_the_councils(
    client: Client, council: Council
) -> None:
    theirs = make_style(None, name="Cabinet report, Elsewhere", content=CONTENT)
    assert client.get(address_of(council, "style_look", theirs.pk)).status_code == 404

    answer = client.post(address_of(council, "style_copy", theirs.pk))
    client.post(address_of(council, "style_copy", theirs.pk))

    copies = council.house_styles.order_by("pk")
    assert answer["Location"] == address_of(council, "style", copies[0].pk)
    assert [copy.name for copy in copies] == [
        f"Cabinet report, {council.name}",
        f"Cabinet report, {council.name} 2",
    ]
    assert (copies[0].copied_from, copies[0].content) == (theirs, CONTENT)


def test_a_style_of_another_council_is_not_there(
    client: Client, council: Council, other_council: Council
) -> None:
    theirs = make_style(other_council, name="Framley")

    assert "Framley" not in text_of(client.get(address_of(council, "styles")))
    assert client.get(address_of(council, "style", theirs.pk)).status_code == 404


def test_numbers_colour_and_name_are_changed_and_the_rest_stays(
    client: Client, style: StoredStyle
) -> None:
    typed = {"name": "Anew", "paragraphs": "1", "decisions": "i.", "colour": "#4B1F5E"}

    save(client, style, "style_look", **typed, appendix="Annex {letter}", capitals="on")

    found = style.style
    assert (found.name, found.colour, found.appendix) == ("Anew", "#4b1f5e", "Annex {letter}")
    assert (found.numbering.paragraphs, found.numbering.decisions) == ("1", "i.")
    assert found.capitals
    assert [each.key for each in found.sections] == ["decisions", "outcome", "finance"]
    assert found.sections[1].parts[0].options == {"layout": "box"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Enter what the style is called"),
        ({"colour": "#ffe97f"}, "Choose a darker colour: the contrast of this one on white is"),
        ({"colour": "red"}, "Enter the colour as # and six digits"),
        ({"paragraphs": "7"}, "Select one from the list"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_its_field(
    client: Client, style: StoredStyle, typed: dict[str, str], said: str
) -> None:
    page = text_of(save(client, style, "style_look", **typed))

    assert page.count(said) == 2, "in the summary, and beside the field"
    assert style.style.colour == "#10263c"


def test_what_a_built_part_is_told_is_set_in_the_style_and_the_rest_of_it_stays(
    client: Client, style: StoredStyle
) -> None:
    content = copy.deepcopy(CONTENT)
    content["sections"][1]["parts"][0]["options"] = {"layout": "box", "inspection": "sif-2017"}
    StoredStyle.objects.update(content=content)
    address = here(style, "style_heading", "outcome")
    held = fields_of(client, address)
    assert held["option_0_layout"] == "box"
    assert "option_0_inspection" not in held

    client.post(address, held | {"option_0_layout": "board", "option_0_caption": "The board"})

    style.refresh_from_db()
    told = style.style.sections[1].parts[0].options
    assert told == {"inspection": "sif-2017", "layout": "board", "caption": "The board"}


def test_a_part_newly_built_is_asked_what_it_is_told(client: Client, style: StoredStyle) -> None:
    address = here(style, "style_heading", "finance")
    at = len(style.style.sections[2].parts)

    answer = client.post(address, fields_of(client, address) | {f"what_{at}": "built:judgements"})

    assert answer["Location"] == address
    shown = client.get(address)
    assert "Say below what the new part is told." in text_of(shown)
    assert f"option_{at}_layout" in shown.context["form"].fields


def a_logo(size: tuple[int, int] = (40, 20), name: str = "logo.png") -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", size, "navy").save(held, "PNG")
    return SimpleUploadedFile(name, held.getvalue())


def test_a_logo_comes_with_its_words_and_stands_on_the_paper(
    client: Client, client_for: Callable[..., Client], style: StoredStyle
) -> None:
    page = text_of(save(client, style, "style_look", logo=a_logo()))
    assert "Say what the logo says, for who cannot see it" in page
    assert not style.logo

    save(client, style, "style_look", logo=a_logo(), logo_words="Barchester Council")

    assert (style.logo_type, style.logo_words) == ("image/png", "Barchester Council")
    logo = client.get(here(style, "style_logo"))
    assert (logo["Content-Type"], logo.content) == ("image/png", bytes(style.logo or b""))
    report = make_report(style.council, house_style=style)
    paper = text_of(client_for(Role.DEMOCRATIC_SERVICES).get(page_of(report, "paper")))
    kept = f"{here(style, 'style_logo')}?version={report.style_kept_id}"
    assert f'src="{kept}" alt="Barchester Council"' in paper
    save(client, style, "style_look", no_logo="on")
    assert not style.logo
    assert client.get(here(style, "style_logo")).status_code == 404


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("logo.svg", b"<svg onload='x'/>"), "can run programs"),
        (SimpleUploadedFile("logo.png", b"<svg/>"), "can run programs"),
        (SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\nnothing"), "This is no PNG or JPEG"),
        (a_logo((5000, 2)), "This is no PNG or JPEG"),
        (SimpleUploadedFile("logo.pdf", b"%PDF-1.7\n"), "This is no PNG or JPEG"),
        (SimpleUploadedFile("logo.png", b"\x89PNG" * 300_000), "larger than 1 MB"),
    ],
    ids=["svg", "svg-as-png", "broken", "too-wide", "pdf", "too-large"],
)
def test_what_is_no_logo_is_refused_and_the_rest_stays_typed(
    client: Client, style: StoredStyle, file: SimpleUploadedFile, said: str
) -> None:
    file.seek(0)

    page = text_of(save(client, style, "style_look", logo=file, name="Anew", logo_words="Us"))

    assert said in page
    assert 'value="Anew"' in page
    assert not style.logo


def test_headings_of_a_style_change_places_come_and_go(client: Client, style: StoredStyle) -> None:
    save(
        client,
        style,
        "style_headings",
        place_2="1",
        remove_0="on",
        heading_1="What came of it",
        heading_new1="Next steps",
    )

    found = style.style.sections
    assert [(each.key, each.heading) for each in found] == [
        ("finance", "Financial implications"),
        ("outcome", "What came of it"),
        ("next-steps", "Next steps"),
    ]
    assert found[1].parts[0].of == "judgements"


def test_what_stands_under_a_heading_is_chosen(client: Client, style: StoredStyle) -> None:
    typed = {"what_0": "built:judgements", "what_1": "table:options", "what_2": "written:"}

    save(
        client,
        style,
        "style_heading",
        "outcome",
        **typed,
        hint_2="Say more.",
        clearances=["legal"],
        lists="a)",
    )

    section = style.style.sections[1]
    assert [(part.kind, part.of, part.hint) for part in section.parts] == [
        ("built", "judgements", ""),
        ("table", "options", "What came of it."),
        ("written", "", "Say more."),
    ]
    assert section.parts[0].options == {"layout": "box"}
    assert (section.clearances, section.lists) == (("legal",), "a)")


def test_the_front_matter_of_a_style_is_ordered_and_labelled(
    client: Client, style: StoredStyle
) -> None:
    save(client, style, "style_front", place_1="1", label_0="Subject", key_2="contact", label_2="")

    found = [(line.key, line.label) for line in style.style.front]
    assert found == [("wards", "Wards"), ("title", "Subject"), ("contact", "")]
    page = text_of(save(client, style, "style_front", key_1="wards"))
    assert "stands in another line already" in page


def test_another_logo_that_begins_alike_is_another_logo(client: Client, style: StoredStyle) -> None:
    begins = b"\x89PNG\r\n\x1a\n" + b"0" * 1000
    StoredStyle.objects.update(logo=begins + b"1", logo_type="image/png", logo_words="Arms")
    mine = fields_of(client, here(style, "style_look")) | {"name": "Mine"}
    StoredStyle.objects.update(logo=begins + b"2")

    answer = client.post(here(style, "style_look"), mine)

    assert answer.status_code == 409
    style.refresh_from_db()
    assert style.name != "Mine"


@pytest.mark.parametrize("name", ["style_look", "style_headings", "style_front"])
def test_the_second_of_two_who_change_a_style_is_told(
    client: Client, client_for: Callable[..., Client], style: StoredStyle, name: str
) -> None:
    field = {"style_look": "name", "style_headings": "heading_0", "style_front": "label_0"}[name]
    mine = fields_of(client, here(style, name)) | {field: "Mine"}
    first = client_for(KEEPER)
    save(first, style, name, **{field: "Theirs"})

    answer = client.post(here(style, name), mine)

    assert answer.status_code == 409
    assert f"{first.user} changed this at" in text_of(answer)
    assert "Theirs" in text_of(answer)
    assert 'value="Mine"' in text_of(answer)


def test_a_paper_already_begun_keeps_its_headings(client: Client, style: StoredStyle) -> None:
    assert style.council is not None
    report = begin(style.council, style, make_body(style.council), "P", "p", DAY)

    save(client, style, "style_headings", heading_1="Changed")

    assert "Outcome" in report.sections.values_list("heading", flat=True)


def test_the_preview_of_a_paper_has_the_colour_of_its_style(
    client: Client, client_for: Callable[..., Client], style: StoredStyle
) -> None:
    save(client, style, "style_look", colour="#4b1f5e")
    report = make_report(style.council, house_style=style)

    page = text_of(client_for(Role.DEMOCRATIC_SERVICES).get(page_of(report, "paper")))

    kept = f"{here(style, 'style_css')}?version={report.style_kept_id}"
    assert f'href="{kept}"' in page
    found = client.get(kept)
    assert found["Content-Type"] == "text/css; charset=utf-8"
    assert "#4b1f5e" in text_of(found)


def test_a_heading_that_begins_the_count_anew_does_so_in_reports_begun_in_the_style(
    client: Client, style: StoredStyle
) -> None:
    address = here(style, "style_heading", "finance")

    client.post(address, fields_of(client, address) | {"starts_again": "on"})

    style.refresh_from_db()
    report = begin(style.council, style, make_body(style.council), "P", "p", DAY)
    assert report.sections.get(key="finance").starts_again
    assert not report.sections.get(key="outcome").starts_again
