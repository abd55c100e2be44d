"""The headings of a paper and its sections on their pages: named, ordered, kept out, taken out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from councils.models import Council
from councils.roles import Role
from reports.composing import compose
from reports.models import PaperPart, PaperSection, Report
from reports.paper.document import Heading, Paragraph
from tests.factories import DAY, STYLE, make_part, make_report, make_section, make_style
from tests.reports.composing_pages import fields_in, fields_of, page_of, text_of

pytestmark = pytest.mark.django_db
COMPOSER = Role.DEMOCRATIC_SERVICES


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(COMPOSER)


@pytest.fixture
def report(council: Council) -> Report:
    """A paper of three sections, the first with two parts."""
    report = make_report(council)
    first = make_section(report, heading="Purpose")
    make_part(first, "To inform.")
    make_part(first, kind="built", of="judgements")
    make_part(make_section(report, heading="Background"), "It began.")
    make_part(make_section(report, heading="Risks"))
    return report


def headings(report: Report) -> list[str]:
    return [section.heading for section in report.sections.order_by("order")]


def section_named(report: Report, heading: str) -> PaperSection:
    return report.sections.get(heading=heading)


def test_headings_change_places_and_words_and_new_ones_come(client: Client, report: Report) -> None:
    here = page_of(report, "headings")
    purpose, risks = section_named(report, "Purpose"), section_named(report, "Risks")
    sent = fields_of(client, here) | {
        f"place_{risks.pk}": 2,
        f"heading_{purpose.pk}": "What it is for",
        "heading_new1": "Next steps",
        "heading_new2": "Summary",
        "place_new2": 1,
    }

    answer = client.post(here, sent)

    assert answer.status_code == 302
    assert headings(report) == ["Summary", "What it is for", "Risks", "Background", "Next steps"]
    assert [p.kind for p in section_named(report, "Summary").parts.all()] == ["written"]
    report.refresh_from_db()
    assert report.version == 2


def test_a_heading_with_words_goes_only_where_somebody_says_so(
    client: Client, report: Report
) -> None:
    here = page_of(report, "headings")
    background, risks = section_named(report, "Background"), section_named(report, "Risks")
    sent = fields_of(client, here)

    answer = client.post(here, sent | {f"remove_{background.pk}": "on"})
    assert "Something was written in “Background”. Tick to take it out" in text_of(answer)
    assert len(headings(report)) == 3
    client.post(here, sent | {f"remove_{background.pk}": "on", "sure": "on"})
    assert headings(report) == ["Purpose", "Risks"]

    client.post(here, fields_of(client, here) | {f"remove_{risks.pk}": "on"})
    assert headings(report) == ["Purpose"]


def test_a_place_that_is_none_is_said_and_what_was_typed_stays(
    client: Client, report: Report
) -> None:
    here = page_of(report, "headings")
    risks = section_named(report, "Risks")
    sent = {f"place_{risks.pk}": "99", f"heading_{risks.pk}": "What could go wrong"}

    page = text_of(client.post(here, fields_of(client, here) | sent))

    assert "Give heading 3 a place from 1 to 5" in page
    assert 'value="What could go wrong"' in page
    assert headings(report) == ["Purpose", "Background", "Risks"]


def test_the_second_of_two_who_order_headings_is_told(
    client: Client, client_for: Callable[..., Client], report: Report
) -> None:
    here = page_of(report, "headings")
    mine = fields_of(client, here) | {"heading_new1": "Mine"}
    first = client_for(COMPOSER)
    first.post(here, fields_of(first, here) | {"heading_new1": "Theirs"})

    answer = client.post(here, mine)

    assert answer.status_code == 409
    assert f"{first.user} changed this at" in text_of(answer)
    assert "Theirs" in text_of(answer)
    assert 'value="Mine"' in text_of(answer)
    assert client.post(here, fields_in(answer)).status_code == 302
    assert headings(report)[-2:] == ["Theirs", "Mine"]
    assert section_named(report, "Theirs").numbered


def test_a_heading_that_another_added_is_not_emptied_by_who_first_has_to_put_a_place_right(
    client: Client, client_for: Callable[..., Client], report: Report
) -> None:
    here = page_of(report, "headings")
    risks = section_named(report, "Risks")
    mine = fields_of(client, here) | {f"place_{risks.pk}": "99"}
    first = client_for(COMPOSER)
    first.post(here, fields_of(first, here) | {"heading_new1": "Theirs"})

    refused = fields_in(client.post(here, mine)) | {f"place_{risks.pk}": "3"}
    told = client.post(here, refused)
    assert told.status_code == 409

    assert client.post(here, fields_in(told)).status_code == 302
    assert headings(report) == ["Purpose", "Background", "Risks", "Theirs"]


def test_words_typed_for_a_heading_that_another_took_out_are_told(
    client: Client, client_for: Callable[..., Client], report: Report
) -> None:
    here = page_of(report, "headings")
    risks = section_named(report, "Risks")
    mine = fields_of(client, here) | {f"heading_{risks.pk}": "What could go wrong"}
    first = client_for(COMPOSER)
    first.post(here, fields_of(first, here) | {f"remove_{risks.pk}": "on", "sure": "on"})

    answer = client.post(here, mine)

    assert "Taken out meanwhile, with what you had for it: “What could go wrong”." in text_of(
        answer
    )


def test_a_section_takes_a_heading_and_an_order_of_its_parts(
    client: Client, report: Report
) -> None:
    section = section_named(report, "Purpose")
    one, two = section.parts.order_by("order")
    here = page_of(report, "section", section.pk)

    client.post(here, fields_of(client, here) | {"heading": "Why", f"place_{two.pk}": "1"})

    section.refresh_from_db()
    assert section.heading == "Why"
    assert list(section.parts.order_by("order")) == [two, one]


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"exempt_under": "3"}, "Say why the public interest favours keeping it out"),
        ({"exempt_because": "Prices."}, "Select the paragraph under which it is kept out"),
        ({"exempt_under": "9", "exempt_because": "Prices."}, "Select a paragraph from the list"),
    ],
)
def test_what_is_kept_out_says_under_what_and_why(
    client: Client, report: Report, marks: dict[str, str], said: str
) -> None:
    section = section_named(report, "Purpose")
    here = page_of(report, "section", section.pk)

    page = text_of(client.post(here, fields_of(client, here) | marks))

    assert page.count(said) == 2, "in the summary, and beside the field"
    section.refresh_from_db()
    assert not section.is_exempt


def test_a_section_is_kept_out_with_its_paragraph_and_reason(
    client: Client, report: Report
) -> None:
    section = section_named(report, "Purpose")
    here = page_of(report, "section", section.pk)
    marks = {"exempt_under": "3", "exempt_because": "It names prices."}

    client.post(here, fields_of(client, here) | marks)

    section.refresh_from_db()
    assert (section.exempt_under, section.exempt_because) == (3, "It names prices.")


def test_a_part_is_added_and_opened(client: Client, report: Report) -> None:
    section = section_named(report, "Risks")
    here = page_of(report, "part_add", section.pk)

    for what in ("written:", "built:judgements", "table:options"):
        answer = client.post(here, {"what": what})
        assert client.get(answer["Location"]).status_code == 200

    kinds = [(part.kind, part.of) for part in section.parts.order_by("order")]
    assert kinds[1:] == [("written", ""), ("built", "judgements"), ("table", "options")]
    refused = client.post(here, {"what": "built:nothing"})
    assert "Select what to add from the list" in text_of(refused)


def test_a_part_with_words_goes_only_where_somebody_says_so(client: Client, report: Report) -> None:
    section = section_named(report, "Purpose")
    text, built = section.parts.order_by("order")
    here = page_of(report, "section", section.pk)

    page = text_of(client.post(here, fields_of(client, here) | {f"remove_{text.pk}": "on"}))
    assert "Something was written in a part. Tick to take it out with it" in page
    client.post(here, fields_of(client, here) | {f"remove_{built.pk}": "on"})
    assert list(section.parts.all()) == [text]
    client.post(here, fields_of(client, here) | {f"remove_{text.pk}": "on", "sure": "on"})
    assert not section.parts.exists()


def test_who_adds_a_part_meanwhile_loses_none_to_who_saves_the_section(
    client: Client, report: Report
) -> None:
    section = section_named(report, "Purpose")
    here = page_of(report, "section", section.pk)
    sent = fields_of(client, here) | {"heading": "Mine"}
    client.post(page_of(report, "part_add", section.pk), {"what": "written:"})

    answer = client.post(here, sent)

    assert answer.status_code == 409
    assert 'value="Mine"' in text_of(answer)
    assert section.parts.count() == 3


def write(client: Client, part: PaperPart, **typed: Any) -> Any:
    here = page_of(part.section.report, "part", part.pk)
    return client.post(here, fields_of(client, here) | typed)


def test_two_people_write_two_sections_at_once(
    client: Client, client_for: Callable[..., Client], report: Report
) -> None:
    one = section_named(report, "Purpose").parts.order_by("order")[0]
    two = section_named(report, "Background").parts.get()
    here = page_of(report, "part", one.pk)
    mine = fields_of(client, here) | {"text": "Mine."}

    assert write(client_for(COMPOSER), two, text="Theirs.").status_code == 302
    assert client.post(here, mine).status_code == 302

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.text, two.text) == ("Mine.", "Theirs.")


STRAIGHT = STYLE | {"numbering": {"headings": "1.", "paragraphs": "1"}}


def numbers(report: Report) -> list[str]:
    blocks = compose(Report.objects.get(pk=report.pk), DAY).document.blocks
    return [b.number for b in blocks if isinstance(b, Heading | Paragraph)]


def test_a_section_begins_the_count_anew_and_prints_another_number(
    client: Client, council: Council
) -> None:
    report = make_report(council, house_style=make_style(content=STRAIGHT))
    for heading in ("Purpose", "Background"):
        make_part(make_section(report, heading=heading), "Words.")
    assert numbers(report) == ["1.", "1.", "2.", "2."]
    row = section_named(report, "Background")
    here = page_of(report, "section", row.pk)
    sent = fields_of(client, here) | {"starts_again": "on", "printed_number": "A."}

    client.post(here, sent)

    assert numbers(report) == ["1.", "1.", "A.", "1."]
    mine = fields_of(client, here)
    assert (mine["starts_again"], mine["printed_number"]) == (True, "A.")
    late = client.post(here, sent)
    assert late.status_code == 409
    assert "numbered A., its paragraphs counted anew" in text_of(late)


def test_what_is_too_long_for_a_number_is_refused_beside_it(client: Client, report: Report) -> None:
    here = page_of(report, "section", section_named(report, "Risks").pk)

    answer = client.post(here, fields_of(client, here) | {"printed_number": "9" * 41})

    assert "Use 40 characters or fewer for the number" in text_of(answer)
    assert "9" * 41 in text_of(answer)


def test_only_a_straight_count_can_begin_anew(client: Client, report: Report) -> None:
    row = section_named(report, "Risks")
    page = text_of(client.get(page_of(report, "section", row.pk)))
    assert "Begin the count" not in page

    PaperSection.objects.update(starts_again=True)
    assert "Begin the count" in text_of(client.get(page_of(report, "section", row.pk)))
