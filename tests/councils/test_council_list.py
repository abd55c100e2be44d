"""All councils with children's services, by region."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from councils.models import Council
from councils.roles import Role
from tests.factories import days, make_council, make_member, make_user
from tests.pages import assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

URL = reverse("councils:council_list")


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.READER)


def test_england_has_153_councils_in_nine_regions() -> None:
    call_command("load_councils", stdout=StringIO())
    client = Client()
    client.force_login(make_user())
    page = read(client, URL)

    assert page.h1 == "Councils"
    assert "The 153 English councils with children’s services" in page.main.text
    assert len(page.main.all("li")) == 153
    regions = page.main.texts("h2")
    assert len(regions) == 9
    assert "London (33)" in regions
    numbers = [int(region.rsplit("(", 1)[1].rstrip(")")) for region in regions]
    assert sum(numbers) == 153


def test_a_made_up_council_is_not_counted_as_englands(client: Client) -> None:
    make_council("Merrowdale", region="Fictional region", is_fictional=True)
    page = read(client, URL)

    assert "The 1 English councils" in page.main.text
    assert page.main.texts("h2") == ["Fictional region (1)", "West Midlands (1)"]


@pytest.mark.parametrize(
    ("starts", "ends", "listed"),
    [(None, None, True), (0, None, True), (1, None, False), (None, 1, True), (None, 0, False)],
)
def test_only_councils_that_exist_today_are_listed(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    starts: int | None,
    ends: int | None,
    listed: bool,
) -> None:
    fix_today(monkeypatch)
    council = make_council("Framley")
    day: dict[str, datetime.date | None] = {
        "starts": None if starts is None else days(starts),
        "ends": None if ends is None else days(ends),
    }
    Council.objects.filter(pk=council.pk).update(**day)

    assert ("Framley" in read(client, URL).main.texts("li")) == listed


def test_one_goes_to_ones_own_councils_and_of_others_to_what_is_national(client: Client) -> None:
    make_council("Framley")
    second = make_council("Rowborough", region="North East")
    make_member(second, Role.READER, user=client.user)

    links = read(client, URL).main.links

    assert links == {
        name: reverse("actionplans:council", args=[name.lower()])
        for name in ("Barchester", "Rowborough")
    } | {"Framley": reverse("inspections:history", args=["framley"])}


def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_councils(
    client: Client,
) -> None:
    few = queries_of(client, URL)
    for _ in range(59):
        make_member(make_council(), Role.READER, user=client.user)
    many = queries_of(client, URL)

    assert len(read(client, URL).main.links) == 60
    assert_same_number(few, many)
