"""The pages that compare councils, and a council's history, as a person reads them."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council
from councils.roles import Role
from inspections.models import Inspection, Judgement
from tests.factories import (
    days,
    make_combined_authority,
    make_council,
    make_inspection,
    make_judgement,
    make_user,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db
Day = datetime.date

PAGES = ("compare_judgements", "compare_england", "compare_league")
AREAS = ("overall_effectiveness", "leaders", "help_and_protection", "in_care", "care_leavers")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def client(client_for: Any) -> Client:
    """Somebody signed in who has no role anywhere: comparisons are national."""
    return client_for(make_user())


def make_ilacs(council: Council, grade: str = "good", **fields: Any) -> Inspection:
    """Return a published inspection of 2024 with this grade in every area."""
    fields = {
        "framework": "ilacs-2023",
        "starts_on": Day(2024, 3, 4),
        "ends_on": Day(2024, 3, 15),
        "published_on": Day(2024, 5, 1),
    } | fields
    inspection = make_inspection(council, **fields)
    for area in AREAS if grade else ():
        if any(known.key == area for known in inspection.catalogue().areas):
            make_judgement(inspection, area=area, grade=grade)
    return inspection


def page_of(client: Client, name: str, query: str = "", *args: Any) -> Page:
    return read(client, reverse(f"inspections:{name}", args=args) + query)


def table_of(page: Page, title: str) -> dict[str, list[str]]:
    """Return the cells of each line of a table by its first one."""
    return {row[0]: row[1:] for row in page.rows(title)}


def test_the_menu_leads_everybody_to_compare(client: Client) -> None:
    page = read(client, reverse("actionplans:my_work"))

    assert page.links["Compare"] == reverse("inspections:compare")


def test_where_nothing_is_held_the_index_says_so(client: Client) -> None:
    page = page_of(client, "compare")

    assert "No published inspection with grades is held yet" in page.main.text
    for name in PAGES:
        assert "does not mean that nobody was inspected" in page_of(client, name).main.text


def test_the_index_says_what_is_held_and_from_where(client: Client, council: Council) -> None:
    make_council("Framley")
    make_ilacs(council, source="outcomes")

    text = page_of(client, "compare").main.text

    assert (
        "Inspections of 1 of 2 councils of today, 1 inspection in all, the latest published on "
        "1 May 2024." in text
    )
    assert "From: a national table of outcomes." in text


def test_a_draft_and_a_made_up_council_count_nowhere(client: Client, council: Council) -> None:
    make_ilacs(council, "inadequate", is_published=False)
    make_ilacs(make_council("Nowhere", is_fictional=True), "outstanding")

    for name in PAGES:
        text = page_of(client, name).main.text
        assert "does not mean that nobody was inspected" in text


def test_judgements_are_counted_by_grade(client: Client, council: Council) -> None:
    make_ilacs(council)
    make_ilacs(make_council("Framley"), "inadequate")
    make_council("Plumstead")

    page = page_of(client, "compare_judgements")

    assert page.h1 == "England: judgements by grade"
    rows = table_of(page, "Councils in each grade, England")
    assert rows["Overall effectiveness"] == ["0 0%", "1 50%", "0 0%", "1 50%", "1", "2"]
    assert "The experiences and progress of children in care and care leavers" not in rows
    assert "halves up" in page.main.text
    assert "Overall effectiveness: 1 good, 1 inadequate" in page.main.text


def test_a_region_alone_can_be_asked_for(client: Client, council: Council) -> None:
    make_ilacs(council)
    make_ilacs(make_council("Framley", region="East"), "inadequate")

    page = page_of(client, "compare_judgements", "?group=region-east")

    assert page.h1 == "East: judgements by grade"
    assert table_of(page, "Councils in each grade, East")["Overall effectiveness"][3] == "1 100%"


def test_every_comparison_can_be_as_at_a_day(client: Client, council: Council) -> None:
    make_ilacs(council)
    make_ilacs(make_council("Framley"), published_on=Day(2024, 9, 1))

    page = page_of(client, "compare_england", "?as_at=2024-08-31")

    rows = table_of(page, "Position on 31 August 2024")
    assert rows["Good"] == ["1", "50%", "50%"]
    assert rows["Not published"] == ["1", "50%", "50%"]
    assert page.value("as_at") == "2024-08-31"


def test_a_day_of_an_earlier_time_asks_for_the_inspections_of_that_time(
    client: Client, council: Council
) -> None:
    make_judgement(make_inspection(council))

    page = page_of(client, "compare_england", "?as_at=2017-04-26")

    assert page.h1 == "England: overall"
    assert table_of(page, "Position on 26 April 2017")["Good"][0] == "1"


def test_change_is_shown_between_two_days(client: Client, council: Council) -> None:
    make_ilacs(council, "good")
    again = {"starts_on": days(-200), "ends_on": days(-190), "published_on": days(-100)}
    make_ilacs(council, "outstanding", framework="ilacs-2026", **again)

    page = page_of(client, "compare_england", "?area=leaders&since=2025-01-01")

    rows = table_of(page, "Change from 1 January 2025 to 16 November 2026")
    assert rows["Outstanding"][-1] == "1 more"
    assert rows["Good"][-1] == "1 fewer"


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("?as_at=yesterday", "as_at", "Give the day as year-month-day, like 2017-04-26"),
        ("?as_at=2027-01-01", "as_at", "Give a day that is not in the future"),
        ("?since=2026-11-16", "since", "Give a day before the day the page is as at"),
        ("?framework=nonsense", "framework", "Choose inspections from the list"),
    ],
)
def test_what_cannot_be_asked_is_answered_beside_its_field(
    client: Client, council: Council, query: str, field: str, message: str
) -> None:
    make_ilacs(council)

    page = page_of(client, "compare_england", query)

    assert page.errors[field] == [message]
    assert page.summary == [message]
    assert page.all("table") == []
    if field != "framework":
        assert page.value(field) == query.split("=")[1]


def test_a_group_of_another_time_is_refused_beside_its_field(client: Client) -> None:
    page = page_of(client, "compare_league", "?group=region-nowhere")

    assert "There was no such group of councils on that day" in page.summary[0]


def options_of(client: Client, name: str, query: str) -> list[str]:
    response = client.get(reverse(f"inspections:{name}") + query)
    return [label for _, label in response.context["form"].fields["group"].choices]


def test_a_combined_authority_is_offered_from_its_first_day(
    client: Client, council: Council
) -> None:
    make_combined_authority(council, name="Vale", starts=Day(2024, 5, 7))

    assert "Vale" not in options_of(client, "compare_league", "?as_at=2024-05-06")
    assert "Vale" in options_of(client, "compare_league", "?as_at=2024-05-07")


def test_without_a_first_day_a_combined_authority_is_left_out_of_the_past_and_the_page_says_so(
    client: Client, council: Council
) -> None:
    make_ilacs(council)
    make_combined_authority(council, name="Vale")
    says = "Left out on a day that is past, since the first day is not held here: Vale."

    assert "Vale" in options_of(client, "compare_judgements", "")
    assert "Vale" not in options_of(client, "compare_judgements", "?as_at=2025-01-01")
    assert says not in page_of(client, "compare_judgements").main.text
    for name, args in (("compare_judgements", ()), ("compare_council", (council.slug,))):
        assert says in page_of(client, name, "?as_at=2025-01-01", *args).main.text
    assert says not in page_of(client, "compare_england", "?as_at=2025-01-01").main.text


def test_a_made_up_council_is_chosen_from_under_a_heading_of_its_own(
    client: Client, council: Council
) -> None:
    make_council("Nowhere", region="Fictional region", is_fictional=True)
    groups = client.get(reverse("inspections:compare")).context["councils"]

    assert [(name, [str(c) for c in found]) for name, found in groups] == [
        (council.region, [council.name]),
        ("Made up for trying out", ["Nowhere"]),
    ]


def test_a_league_leads_to_inspections_and_councils(client: Client, council: Council) -> None:
    inspection = make_ilacs(council, "outstanding")
    make_ilacs(make_council("Framley"), "good")
    make_council("Plumstead")

    page = page_of(client, "compare_league", "?group=region-west-midlands")

    assert [row[:3] for row in page.rows("In order")] == [
        ["Barchester", "1", "Outstanding"],
        ["Framley", "2", "Good"],
    ]
    assert [row[:2] for row in page.rows("Not ranked, by name")] == [["Plumstead", "Not held"]]
    args = [council.slug, inspection.pk]
    assert page.main.links["Barchester"].startswith(
        reverse("inspections:compare_council", args=[council.slug])
    )
    addresses = [link.get("href") for link in page.main.all("a")]
    assert reverse("inspections:inspection", args=args) in addresses
    assert "Ranked by “Overall effectiveness”" in page.main.text


def test_a_council_stands_beside_its_groups(client: Client, council: Council) -> None:
    make_ilacs(council)
    make_ilacs(make_council("Framley"), "outstanding")

    page = page_of(client, "compare_council", "", council.slug)

    assert page.h1 == "Barchester beside others"
    rows = table_of(page, "Overall effectiveness: Barchester among others")
    assert rows["West Midlands (2 councils)"][:2] == ["1 50%", "1 50%"]
    assert "England (2 councils)" in rows
    assert "Its statistical neighbours are not held here." in page.main.text


def test_choosing_a_council_leads_to_it(client: Client, council: Council) -> None:
    choose = reverse("inspections:compare_choose")

    assert client.get(choose, {"council": council.slug}).headers["Location"] == reverse(
        "inspections:compare_council", args=[council.slug]
    )
    assert client.get(choose).headers["Location"] == reverse("inspections:compare")
    assert client.get(choose, {"council": "none"}).status_code == 404


def test_a_history_has_each_inspection_in_the_words_of_its_framework(
    client: Client, council: Council
) -> None:
    old = make_inspection(
        council,
        framework="slac-2009",
        starts_on=Day(2011, 6, 6),
        ends_on=Day(2011, 6, 17),
        published_on=Day(2011, 7, 22),
    )
    make_judgement(old, area="safeguarding_overall_effectiveness", grade="adequate")
    make_ilacs(council, "requires_improvement")
    make_inspection(
        council,
        framework="focused-visit",
        starts_on=Day(2025, 3, 4),
        ends_on=Day(2025, 3, 5),
        published_on=Day(2025, 4, 1),
    )

    page = page_of(client, "history", "", council.slug)

    rows = page.rows("The newest first")
    assert [row[0] for row in rows] == ["Focused visit", "ILACS 2023", "SLAC"]
    assert rows[0][3] == "No grades: this kind of inspection gives none"
    assert "Overall effectiveness: Requires improvement to be good" in rows[1][3]
    assert rows[2][3] == "Safeguarding services, Overall effectiveness: Adequate"
    assert "adequate is not requires improvement" in page.main.text
    assert "3: 17 June 2011, SLAC." in page.main.text


def test_a_draft_is_in_the_history_of_its_own_council_alone(
    client: Client, client_for: Any, council: Council
) -> None:
    make_ilacs(council, is_published=False, published_on=None)

    assert "No inspection of Barchester" in page_of(client, "history", "", council.slug).main.text
    own = page_of(client_for(Role.READER), "history", "", council.slug)
    assert "Draft of the council" in own.main.text


def test_a_history_as_at_a_day_leaves_out_what_came_later(client: Client, council: Council) -> None:
    make_judgement(make_inspection(council))
    make_ilacs(council)

    page = page_of(client, "history", "?as_at=2020-01-01", council.slug)

    assert [row[0] for row in page.rows("The newest first")] == ["SIF"]


def test_a_successor_names_whose_inspections_it_does_not_inherit(
    client: Client, council: Council
) -> None:
    gone = make_council("Old Shire", ends=Day(2023, 4, 1))
    gone.replaced_by.add(council)
    Council.objects.filter(pk=council.pk).update(starts=Day(2023, 4, 1))
    make_ilacs(
        gone,
        framework="ilacs-2018",
        starts_on=Day(2022, 3, 1),
        ends_on=Day(2022, 3, 11),
        published_on=Day(2022, 5, 1),
    )

    text = page_of(client, "history", "", council.slug).main.text
    assert "in place of Old Shire, whose inspections are their own" in text
    assert "No inspection of Barchester" in text
    assert "was no more from 1 April 2023. Barchester followed." in (
        page_of(client, "history", "", gone.slug).main.text
    )


def make_many(number: int) -> None:
    """Make so many councils, each with two inspections of all areas."""
    for _ in range(number):
        council = make_council()
        found = [
            make_ilacs(council, ""),
            make_ilacs(council, "", published_on=Day(2024, 6, 1)),
        ]
        Judgement.objects.bulk_create(
            Judgement(inspection=each, framework=each.framework, area=area, grade="good", order=n)
            for each in found
            for n, area in enumerate(AREAS)
        )


def test_queries_do_not_grow_with_councils(client: Client, council: Council) -> None:
    make_ilacs(council)
    urls = [reverse(f"inspections:{name}") for name in (*PAGES, "compare", "compare_printed")]
    urls += [
        reverse(f"inspections:{name}", args=[council.slug])
        for name in ("compare_council", "history")
    ]
    make_many(9)
    few = [queries_of(client, url) for url in urls]

    make_many(140)
    make_ilacs(council)

    for before, url in zip(few, urls, strict=True):
        assert_same_number(before, queries_of(client, url))
