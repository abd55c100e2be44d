"""Learning from others: words come back quoted with their source, from what one may read."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from councils.models import Council, User
from inspections.learning.searching import Asked, marked_up, search
from inspections.learning.themes import THEMES
from inspections.models import Inspection, Lesson, ReportParagraph
from tests.factories import (
    make_council,
    make_finding,
    make_inspection,
    make_judgement,
    make_lesson,
    make_member,
    make_paragraph,
    make_user,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/learning/"
SCRUTINY = "Elected members visit teams, and scrutiny asks what has changed for children."


@pytest.fixture
def reader() -> User:
    return make_user()


@pytest.fixture
def browser(reader: User) -> Client:
    client = Client()
    client.force_login(reader)
    return client


@pytest.fixture
def inspection(council: Council) -> Inspection:
    """A published inspection whose report is held, good for care leavers."""
    inspection = make_inspection(council, published_on=datetime.date(2017, 3, 31))
    make_judgement(inspection, area="care_leavers", grade="good")
    make_paragraph(inspection, SCRUTINY, number="57", page=24)
    return inspection


def found(browser: Client, **asked: str) -> Any:
    return browser.get(ADDRESS, asked).context["found"]


def quotes(browser: Client, **asked: str) -> list[str]:
    page = found(browser, **asked)
    return [str(extract.quote) for extract in page] if page else []


def test_an_extract_is_quoted_with_its_council_day_page_and_grade(
    browser: Client, inspection: Inspection
) -> None:
    page = browser.get(ADDRESS, {"q": "scrutiny"}).content.decode()

    assert "and <mark>scrutiny</mark> asks what" in page
    assert "published 31 March 2017, page 24, paragraph 57" in page
    assert "Experiences and progress of care leavers: <strong>Good</strong>" in page
    assert reverse("inspections:inspection", args=[inspection.council.slug, inspection.pk]) in page
    assert "1 found" in page


def test_words_are_found_in_each_form_they_have_in_english(
    browser: Client, inspection: Inspection
) -> None:
    assert quotes(browser, q="visiting a team")
    assert quotes(browser, q='"elected member"')
    assert not quotes(browser, q='"member elected"')
    assert not quotes(browser, q="scrutiny -children")
    assert quotes(browser, q="chess or scrutiny")


def test_what_speaks_most_of_the_words_comes_first(browser: Client, inspection: Inspection) -> None:
    make_paragraph(inspection, "Scrutiny, scrutiny, scrutiny: members scrutinise scrutiny.")
    make_paragraph(inspection, "There is a park. " * 30 + "Scrutiny went there.")
    first, second, last = quotes(browser, q="scrutiny")

    assert first.startswith("<mark>Scrutiny</mark>, <mark>scrutiny</mark>")
    assert "asks what has changed" in second
    assert last.startswith("There is a park")


def test_findings_are_found_too_and_said_to_be_in_our_words(
    browser: Client, inspection: Inspection
) -> None:
    make_finding(inspection, text="Scrutiny is kind.", area="care_leavers", source="Cabinet, 3.4")
    page = browser.get(ADDRESS, {"q": "kind"}).content.decode()

    assert "A finding, in our own words:" in page
    assert "Scrutiny is <mark>kind</mark>." in page
    assert "Source: Cabinet, 3.4" in page


@pytest.mark.parametrize(
    ("narrowed", "other"),
    [
        ({"framework": "sif-2013"}, {"framework": "ilacs-2018"}),
        ({"area": "care_leavers"}, {"area": "leadership"}),
        ({"grade": "good"}, {"grade": "outstanding"}),
        ({"region": "North East"}, {"region": "London"}),
        ({"theme": "scrutiny"}, {"theme": "performance"}),
    ],
)
def test_each_limit_keeps_what_it_names_and_leaves_the_rest(
    browser: Client, narrowed: dict[str, str], other: dict[str, str]
) -> None:
    council = make_council(region="North East")
    inspection = make_inspection(council)
    make_judgement(inspection, area="care_leavers", grade="good")
    make_paragraph(inspection, SCRUTINY)
    make_paragraph(inspection, "The weather is fine.", area="leadership")
    make_council(region="London")

    assert len(quotes(browser, q="scrutiny", **narrowed)) == 1
    assert quotes(browser, q="scrutiny", **other) == []


def test_the_region_of_a_made_up_council_is_not_offered(browser: Client) -> None:
    make_council(region="London")
    make_council(region="Fictional region", is_fictional=True)

    form = browser.get(ADDRESS).context["form"]

    offered = [key for key, _ in form.fields["region"].choices if key]
    assert offered == ["London"]


def test_a_grade_is_that_of_the_judgement_the_words_stand_under(
    browser: Client, inspection: Inspection
) -> None:
    make_judgement(inspection, area="leadership", grade="inadequate")

    assert quotes(browser, q="scrutiny", grade="inadequate") == []


@pytest.mark.parametrize("theme", [theme.key for theme in THEMES])
def test_a_theme_alone_is_a_search(browser: Client, inspection: Inspection, theme: str) -> None:
    texts = {
        "leadership": "Political leaders agree.",
        "partnerships": "Partnership working is strong.",
        "scrutiny": "Scrutiny is robust.",
        "parenting": "Corporate parents know them.",
        "performance": "Quality assurance shows it.",
    }
    for text in texts.values():
        make_paragraph(inspection, text)

    assert texts[theme] in [
        quote.replace("<mark>", "").replace("</mark>", "") for quote in quotes(browser, theme=theme)
    ]
    assert len(quotes(browser, theme=theme)) <= 2


def test_a_draft_inspection_is_only_found_by_its_own_council(
    browser: Client, council: Council
) -> None:
    draft = make_inspection(council, is_published=False)
    make_paragraph(draft, "The garden is walled.")
    make_finding(draft, text="A walled orchard.")
    own = Client()
    own.force_login(make_member(council, "reader"))

    assert quotes(browser, q="walled") == []
    assert len(quotes(own, q="walled")) == 2
    assert "No paragraph of a report is held yet, and 0 findings" in (
        browser.get(ADDRESS).content.decode()
    )


HOSTILE = [
    "'; DROP TABLE inspections_inspection; --",
    "<script>alert(1)</script>",
    "& | ! ( ) :* <->",
    '"unclosed',
    "the of and",
    "-scrutiny",
    "%s %(x)s {} {{ x }}",
    "scrutiny:*",
    "\\",
    "💥 ŵ 漢字",
    "a" * 200,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_is_searched_for_and_printed_as_text(
    browser: Client, inspection: Inspection, words: str
) -> None:
    answer = browser.get(ADDRESS, {"q": words})

    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()
    assert answer.context["form"]["q"].value() == words


@pytest.mark.parametrize("query", ["q=%00", f"q={'a' * 201}", "theme=fishing", "grade=A%2B"])
def test_what_cannot_be_searched_for_is_said_beside_the_field(browser: Client, query: str) -> None:
    answer = browser.get(f"{ADDRESS}?{query}")

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert answer.context["found"] is None


def test_markup_in_a_report_is_text() -> None:
    assert marked_up("<b>\ue000so\ue001</b> & \ue001so\ue000 it") == (
        "&lt;b&gt;<mark>so</mark>&lt;/b&gt; &amp; so<mark> it</mark>"
    )


def test_markup_in_a_paragraph_is_never_the_pages(browser: Client, inspection: Inspection) -> None:
    make_paragraph(inspection, "<img src=x onerror=alert(1)> scrutiny </mark>")
    page = browser.get(ADDRESS, {"q": "scrutiny"}).content.decode()

    assert "<img src=x" not in page


def test_more_than_a_page_is_paged_and_a_page_there_is_not_is_the_last(
    browser: Client, inspection: Inspection
) -> None:
    for number in range(24):
        make_paragraph(inspection, f"Scrutiny met {number} times.")
    first = found(browser, q="scrutiny")
    last = found(browser, q="scrutiny", page="99")

    assert (first.paginator.count, len(first), len(last)) == (25, 20, 5)
    assert not {str(one.quote) for one in first} & {str(one.quote) for one in last}


def test_nothing_found_and_nothing_asked_each_say_so(
    browser: Client, inspection: Inspection
) -> None:
    assert "1 paragraph of 1 report is held" in browser.get(ADDRESS).content.decode()
    assert "Enter words or choose a theme" in browser.get(ADDRESS).content.decode()
    assert "Nothing found" in browser.get(ADDRESS, {"q": "chess"}).content.decode()


def test_the_queries_do_not_grow_with_what_is_found(
    browser: Client, inspection: Inspection, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        other = make_inspection(make_council(), framework="sif-2013")
        make_judgement(other, area="care_leavers", grade="good")
        make_paragraph(other, f"Scrutiny met {number} times.")
        make_finding(other, text="Scrutiny is kind.", area="care_leavers")

    with django_assert_max_num_queries(17):
        assert len(found(browser, q="scrutiny")) == 20


def test_the_database_finds_words_by_an_index(reader: User, inspection: Inspection) -> None:
    make_finding(inspection, text="Scrutiny is kind.")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = ReportParagraph.objects.filter(words="scrutiny").explain()

    assert "paragraph_words" in plan
    page = search(Asked(words="scrutiny"), reader, 1)
    assert page.paginator.count == 2


# What a committee took from others


def test_what_a_committee_took_stands_theme_by_theme_with_council_and_grade(
    browser: Client, council: Council
) -> None:
    leeds = make_council(name="Leeds")
    make_lesson(council, "Members should visit.")
    make_lesson(council, "They visit.", kind="extract", about=leeds, grade="outstanding")
    make_lesson(council, "Nobody knows.", kind="extract", label="A or B", is_certain=False)
    make_lesson(council, "Plan the visits.", kind="further", theme="")
    page = browser.get(ADDRESS).content.decode()

    assert page.index("Scrutiny and challenge</h3>") < page.index("Members should visit.")
    assert page.index("Leeds") < page.index("Outstanding</td>") < page.index("They visit.")
    assert page.index("A or B") < page.index("Source not certain") < page.index("Nobody knows.")
    assert page.index("What the committee might do next") < page.index("Plan the visits.")


def test_a_theme_that_is_searched_for_shows_only_its_own_lessons(
    browser: Client, council: Council
) -> None:
    make_lesson(council, "Members should visit.")
    make_lesson(council, "Count what matters.", theme="performance")
    page = browser.get(ADDRESS, {"theme": "performance"}).content.decode()

    assert "Count what matters." in page
    assert "Members should visit." not in page
    assert Lesson.objects.count() == 2
