"""A council's page: its plans and the inspections behind them."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from councils.models import Council
from councils.roles import Role
from tests.factories import days, make_council, make_inspection, make_member, make_plan
from tests.pages import assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.READER)


def url(council: Council) -> str:
    return reverse("actionplans:council", args=[council.slug])


def test_plans_stand_newest_first_with_where_they_are(council: Council, client: Client) -> None:
    make_plan(council, title="The old plan", agreed_on=days(-900), status=ActionPlan.Status.CLOSED)
    new = make_plan(council, title="The new plan", agreed_on=days(-60), note="Six themes.")
    make_plan(council, title="The next plan", agreed_on=days(-1), status=ActionPlan.Status.DRAFT)
    page = read(client, url(council))

    assert page.h1 == "Barchester"
    assert page.main.texts("h3") == ["The next plan", "The new plan", "The old plan"]
    assert "Approved, timescales agreed 17 September 2026. Six themes." in page.text
    assert "Draft, timescales agreed" in page.text
    assert "Closed, timescales agreed" in page.text
    assert page.main.links["The new plan"] == reverse(
        "actionplans:plan", args=[council.slug, new.pk]
    )


def test_inspections_stand_newest_first_and_drafts_say_so(council: Council, client: Client) -> None:
    old = make_inspection(council, title="The old inspection")
    make_inspection(
        council,
        title="The draft",
        starts_on=datetime.date(2017, 2, 1),
        ends_on=datetime.date(2017, 3, 1),
        published_on=None,
        is_published=False,
    )
    page = read(client, url(council))

    assert page.main.texts("h3") == ["The draft", "The old inspection"]
    assert "16 January 2017 to 9 February 2017, published 31 March 2017" in page.text
    assert "1 February 2017 to 1 March 2017 (draft)" in page.text
    address = reverse("inspections:inspection", args=[council.slug, old.pk])
    assert page.main.links["The old inspection"] == address


def test_a_council_without_plans_and_inspections_says_so(council: Council, client: Client) -> None:
    page = read(client, url(council))

    assert "This council has no action plan here yet." in page.text
    assert "No inspection is held yet." in page.text


def test_nothing_of_another_council_stands_here(council: Council, client: Client) -> None:
    framley = make_council("Framley")
    make_member(framley, Role.READER, user=client.user)
    make_plan(framley, title="The Framley plan")
    make_inspection(framley, title="The Framley inspection")

    assert "The Framley" not in read(client, url(council)).text
    assert "The Framley plan" in read(client, url(framley)).text


def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_rows(
    council: Council, client: Client
) -> None:
    def add() -> None:
        make_plan(council).sources.add(make_inspection(council))

    add()
    few = queries_of(client, url(council))
    for _ in range(59):
        add()
    many = queries_of(client, url(council))

    assert len(read(client, url(council)).main.all("h3")) == 120
    assert_same_number(few, many)
