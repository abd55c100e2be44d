"""An inspection's page: judgements, recommendations, findings."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council
from councils.roles import Role
from inspections.frameworks import FRAMEWORKS
from inspections.models import Addressee, Finding, Inspection, Recommendation, RecommendationWording
from tests.factories import (
    make_finding,
    make_inspection,
    make_judgement,
    make_recommendation,
    make_user,
)
from tests.pages import Page, assert_same_number, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection(council: Council) -> Inspection:
    return make_inspection(council, title="Inspection of 2017", lead_inspector="Ida Inspector")


@pytest.fixture
def client(client_for: Any) -> Client:
    """Somebody signed in who has no role anywhere: published inspections are national."""
    return client_for(make_user())


def url(inspection: Inspection) -> str:
    return reverse("inspections:inspection", args=[inspection.council.slug, inspection.pk])


def asked(page: Page) -> dict[str, list[str]]:
    """Return the recommendations under each heading that says of whom they are asked."""
    found: dict[str, list[str]] = {}
    heading = ""
    for piece in page.main.all("*"):
        if piece.element.tag == "h2":
            heading = piece.text
        elif (piece.get("id") or "").startswith("recommendation-"):
            found.setdefault(heading, []).append(piece.text)
    return found


def test_its_days_framework_and_inspector_stand_first(
    client: Client, inspection: Inspection
) -> None:
    page = read(client, url(inspection))

    assert page.h1 == "Inspection of 2017"
    rows = [row.text for row in page.main.all("div", "govuk-summary-list__row")]
    assert rows == [
        "Inspected 16 January 2017 to 9 February 2017",
        "Published 31 March 2017",
        f"Framework {inspection.catalogue().name}",
        "Lead inspector Ida Inspector",
    ]


def test_what_the_source_does_not_state_is_said(client_for: Any, council: Council) -> None:
    draft = make_inspection(council, published_on=None, is_published=False)
    text = read(client_for(Role.READER), url(draft)).main.text

    assert "Published Not stated" in text
    assert "Lead inspector Not stated" in text


def test_judgements_stand_in_order_under_the_frameworks_headings(
    client: Client, inspection: Inspection
) -> None:
    make_judgement(inspection, area="leadership", grade="requires_improvement")
    make_judgement(inspection, area="board", grade="good", printed_heading="The board, as printed")
    make_judgement(inspection, area="adoption", grade="")
    rows = read(client, url(inspection)).rows("Judgements")

    catalogue = inspection.catalogue()
    assert rows == [
        [catalogue.area("leadership").heading, "Requires improvement"],
        ["The board, as printed (the board)", "Good"],
        [catalogue.area("adoption").heading, "Not stated in the source"],
    ]


def test_the_halves_of_an_inspection_stand_apart_since_they_share_their_headings(
    client: Client, council: Council
) -> None:
    of_two = make_inspection(
        council,
        framework="slac-2009",
        starts_on=datetime.date(2011, 1, 24),
        ends_on=datetime.date(2011, 2, 4),
        published_on=None,
        out_by=datetime.date(2011, 6, 1),
    )
    make_judgement(of_two, area="safeguarding_overall_effectiveness", grade="outstanding")
    make_judgement(of_two, area="looked_after_overall_effectiveness", grade="good")
    make_judgement(of_two, area="looked_after_quality_of_provision", grade="")
    make_finding(of_two, area="looked_after_overall_effectiveness")
    page = read(client, url(of_two))

    assert page.rows("Judgements: safeguarding services") == [
        ["Overall effectiveness", "Outstanding"]
    ]
    assert page.rows("Judgements: services for looked after children") == [
        ["Overall effectiveness", "Good"],
        ["Quality of provision", "Not stated in the source"],
    ]
    assert page.main.texts("h3") == ["Overall effectiveness (services for looked after children)"]
    assert "Published Out by 1 June 2011; the day is not stated" in page.main.text


def test_an_inspection_without_grades_says_so(client: Client, council: Council) -> None:
    focused = make_inspection(
        council,
        framework=next(f.key for f in FRAMEWORKS.values() if not f.graded and not f.ends),
        starts_on=datetime.date(2026, 1, 12),
        ends_on=datetime.date(2026, 1, 13),
        published_on=datetime.date(2026, 2, 20),
    )
    assert "This kind of inspection gives no grades." in read(client, url(focused)).main.text


def test_an_inspection_whose_grades_are_not_held_says_that(
    client: Client, inspection: Inspection
) -> None:
    text = read(client, url(inspection)).main.text

    assert "No grade is held." in text and "gives no grades" not in text


def test_recommendations_stand_by_addressee_with_number_and_source(
    client: Client, inspection: Inspection
) -> None:
    make_recommendation(
        inspection, number="111", council_number="LSCB 1", text="Keep a register.",
        addressed_to=Addressee.BOARD, paragraph_references="119", page=32,
        answered_elsewhere="the board's own plan",
    )  # fmt: skip
    make_recommendation(inspection, number="1", text="Mend practice.", timescale="within 3 months")
    make_recommendation(inspection, number="2", text="Mend it all.")

    assert asked(read(client, url(inspection))) == {
        "Asked of the council (2)": [
            "1. Mend practice. The inspectorate asks for it within 3 months.",
            "2. Mend it all.",
        ],
        "Asked of the safeguarding board (1)": [
            "LSCB 1. Keep a register. Printed as 111. Paragraphs 119. Page 32. "
            "Answered in the board's own plan."
        ],
    }


def test_priorities_stand_apart_with_their_numbers(client: Client, inspection: Inspection) -> None:
    for priority in ("priority_action", "area_for_improvement", "area_for_improvement"):
        make_recommendation(inspection, priority=priority)
    page = read(client, url(inspection))

    assert page.main.texts("h3") == [
        "Priority and immediate action (1)",
        "Area for improvement (2)",
    ]


def test_with_one_priority_no_heading_is_needed(client: Client, inspection: Inspection) -> None:
    make_recommendation(inspection)

    assert not read(client, url(inspection)).main.all("h3")


def test_other_wordings_stand_with_their_paper(client: Client, inspection: Inspection) -> None:
    recommendation = make_recommendation(inspection, text="As the report has it.")
    make_recommendation(inspection, text="Worded once.")
    for source in ("Cabinet paper, 3.5", "Scrutiny paper, 2"):
        RecommendationWording.objects.create(
            recommendation=recommendation, source=source, text=f"As {source} has it."
        )
    page = read(client, url(inspection))

    (details,) = page.main.all("details")
    assert details.one("summary").text == "Other wordings of 1"
    assert details.texts("p") == [
        "Cabinet paper, 3.5: As Cabinet paper, 3.5 has it.",
        "Scrutiny paper, 2: As Scrutiny paper, 2 has it.",
    ]


def test_without_recommendations_the_page_says_so(client: Client, inspection: Inspection) -> None:
    assert "Recommendations None is held." in read(client, url(inspection)).main.text


def test_findings_stand_under_their_headings_in_order_and_nested(
    client: Client, inspection: Inspection
) -> None:
    strength = Finding.Kind.STRENGTH
    make_finding(inspection, text="Led well.", kind=strength)
    parent = make_finding(inspection, text="Some parts stand out:", kind=strength, area="adoption")
    # Kept in another order than they are to be shown in.
    for order, text in ((5, "Third part."), (3, "First part."), (4, "Second part.")):
        make_finding(
            inspection, text=text, kind=strength, area="adoption", parent=parent, order=order
        )
    make_finding(inspection, text="Plans are late.", area="adoption", order=9)
    page = read(client, url(inspection))

    assert page.main.texts("h3") == [
        "Headline findings",
        inspection.catalogue().area("adoption").heading,
    ]
    lists = page.main.all("ul", "govuk-list--bullet")
    assert lists[0].texts("li") == ["Led well."]
    assert lists[1].texts("li") == [
        "Some parts stand out: First part. Second part. Third part.",
        "First part.",
        "Second part.",
        "Third part.",
        "Concern: Plans are late.",
    ]


def test_a_published_inspection_is_read_by_anyone_signed_in(
    client_for: Any, inspection: Inspection, other_council: Council
) -> None:
    for who in (make_user(), make_user(is_site_operator=True)):
        read(client_for(who), url(inspection))
    for role in Role:
        read(client_for(role), url(inspection))
        read(client_for(role, other_council), url(inspection))

    answer = Client().get(url(inspection))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_draft_is_for_its_own_council_alone(
    client_for: Any, council: Council, other_council: Council
) -> None:
    draft = make_inspection(council, title="Hush", published_on=None, is_published=False)
    for role in Role:
        assert read(client_for(role), url(draft)).h1 == "Hush"
        read(client_for(role, other_council), url(draft), 404)
    read(client_for(make_user()), url(draft), 404)
    read(client_for(make_user(is_site_operator=True)), url(draft), 404)


def test_it_stands_under_its_own_council_only(
    client: Client, inspection: Inspection, other_council: Council
) -> None:
    wrong = reverse("inspections:inspection", args=[other_council.slug, inspection.pk])

    read(client, wrong, 404)


def fill(inspection: Inspection, number: int) -> None:
    """Add so many judgements where there are areas, recommendations with wordings, findings."""
    start = inspection.recommendations.count()
    areas = list(inspection.catalogue().areas)
    for n in range(start, start + number):
        recommendation = make_recommendation(inspection)
        for source in ("One paper", "Another paper"):
            RecommendationWording.objects.create(
                recommendation=recommendation, source=source, text="Words."
            )
        if n < len(areas):
            make_judgement(inspection, area=areas[n].key, grade="")
        parent = make_finding(inspection)
        make_finding(inspection, parent=parent)
        make_finding(inspection, parent=parent)


def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_rows(
    client_for: Any, inspection: Inspection
) -> None:
    client = client_for(Role.READER)
    fill(inspection, 1)
    few = queries_of(client, url(inspection))
    fill(inspection, 59)
    many = queries_of(client, url(inspection))

    page = read(client, url(inspection))
    assert sum(len(rows) for rows in asked(page).values()) == 60
    assert Recommendation.objects.count() == 60
    assert_same_number(few, many)
