"""The site operator sends a table, sees what it would do, and takes it in."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from councils.models import Council
from inspections.models import Inspection, OutcomesFile
from inspections.outcomes import sheets
from tests.factories import make_council, make_inspection, make_outcomes_file, make_user
from tests.inspections.outcome_files import CHILDRENS, ILACS, as_csv, as_xlsx
from tests.inspections.typing_in import day
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

URL = reverse("inspections:outcomes")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def ashdale() -> Council:
    return make_council("Ashdale", ofsted_urn="80001")


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(make_user(is_site_operator=True))


def send(client: Client, content: bytes, name: str = "outcomes.xlsx", **typed: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(URL, {"file": file} | day("as_at", typed.get("as_at")))


def test_a_table_is_looked_at_before_anything_is_taken_in(client: Client, ashdale: Council) -> None:
    nobodys = ILACS | {"urn": "9", "local_authority": "nowhere"}
    undated = ILACS | {"publication_date": ""}
    answer = send(client, as_xlsx(CHILDRENS, ILACS, nobodys, undated))

    page = read(client, answer.url)
    assert not Inspection.objects.exists()
    text = page.main.text
    assert "Nothing is taken in yet." in text
    assert "Row 2, Ashdale, published 27 October 2023" in text
    assert "No council is known by the number 9 or the name “nowhere”." in text
    assert "It gives no day of publication." in text
    assert "Row 4, ashdale" in text

    taken = client.post(answer.url, follow=True)
    assert Page(taken).banners == ["Taken in: 1 added, 0 changed."]
    assert Inspection.objects.get().council == ashdale
    assert "All of it is held." in read(client, answer.url).main.text


def test_an_inspection_says_from_which_table_it_is_and_of_which_day(
    client: Client, ashdale: Council
) -> None:
    client.post(send(client, as_csv(CHILDRENS, ILACS), "national.csv").url)
    inspection = Inspection.objects.get()

    text = read(
        client, reverse("inspections:inspection", args=["ashdale", inspection.pk])
    ).main.text

    assert "national.csv, row 2, as at 27 October 2023." in text
    assert "Open Government Licence v3.0" in text


def test_the_list_says_of_each_table_what_it_did(client: Client, ashdale: Council) -> None:
    url = send(client, as_csv(CHILDRENS, ILACS), as_at=datetime.date(2024, 1, 31)).url
    text = read(client, URL).main.text
    assert "Children’s services (ILACS), as at 31 January 2024. Not taken in yet." in text

    client.post(url)

    text = read(client, URL).main.text
    assert "Taken in on" in text
    assert "1 added, 0 changed, 0 skipped. Sent by" in text


def test_the_same_table_again_leads_to_the_one_that_is_held(
    client: Client, ashdale: Council
) -> None:
    first = send(client, as_csv(CHILDRENS, ILACS)).url
    client.post(first)

    again = send(client, as_csv(CHILDRENS, ILACS), "other name.csv").url

    assert again == first
    taken = client.post(again, follow=True)
    assert Page(taken).banners[-1] == "Nothing was changed: all of it was held already."
    assert OutcomesFile.objects.get().counts["added"] == 1


def test_a_difference_from_what_was_entered_is_shown_and_left(
    client: Client, ashdale: Council
) -> None:
    mine = make_inspection(
        ashdale,
        framework="ilacs-2023",
        starts_on=datetime.date(2023, 9, 11),
        ends_on=datetime.date(2023, 9, 15),
        published_on=datetime.date(2023, 10, 27),
        lead_inspector="Somebody else",
        source="hand",
    )
    text = read(client, send(client, as_csv(CHILDRENS, ILACS)).url).main.text

    assert "Left as held, though the table differs" in text
    assert "Lead inspector: held “Somebody else”, the table has “Post Holder”." in text
    assert "taking it in would change nothing" in text
    mine.refresh_from_db()
    assert mine.lead_inspector == "Somebody else"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", sheets.EMPTY),
        (b"%PDF-1.7", sheets.OTHER),
        (b"PK\x03\x04 broken", sheets.DAMAGED),
        (b"name,age\nA,1\n", sheets.NOT_KNOWN),
    ],
)
def test_a_file_that_is_no_table_is_refused_beside_the_field_and_the_day_stays(
    client: Client, content: bytes, why: str
) -> None:
    page = Page(send(client, content, as_at=datetime.date(2024, 1, 31)))

    assert page.errors["file"] == [why]
    assert page.value("as_at_year") == "2024"
    assert not OutcomesFile.objects.exists()


def test_without_a_file_it_is_asked_for(client: Client) -> None:
    assert Page(client.post(URL, {})).errors["file"] == ["Choose a table of outcomes"]


def test_the_operator_is_led_there_from_my_work(client: Client) -> None:
    assert URL in read(client, reverse("actionplans:my_work")).main.links.values()


def test_the_list_of_tables_takes_the_same_queries_for_many(client: Client) -> None:
    make_outcomes_file()
    few = queries_of(client, URL)
    for _ in range(5):
        make_outcomes_file()

    assert_same_number(few, queries_of(client, URL))
