"""What a national table tells of and a council confirmed too is one inspection, owed for once."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council
from councils.roles import Role
from councils.versions import ChangedMeanwhile
from inspections.clocks import owed_by
from inspections.entering.saving import make_national, version_of
from inspections.models import Inspection
from tests.factories import (
    DAY,
    make_council,
    make_inspection,
    make_judgement,
    make_recommendation,
    make_user,
)
from tests.inspections.test_reports import confirmed, make_read
from tests.inspections.test_reports import url as report_url
from tests.inspections.typing_in import on_page
from tests.pages import fix_today, read

pytestmark = pytest.mark.django_db

RECEIVED = datetime.date(2017, 3, 31)
OWED = "70 working days from 31 March 2017"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch, datetime.date(2017, 7, 10))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def told(council: Council) -> Inspection:
    """What a table tells of, with the day of receipt that the council gave."""
    return make_inspection(
        council, source="outcomes", title="Of a table", visit="standard", received_on=RECEIVED
    )


def own(council: Council) -> Inspection:
    return Inspection.objects.get(council=council, is_published=False)


def test_the_review_says_that_a_national_table_tells_of_it_and_gives_way(
    client: Client, council: Council, told: Inspection
) -> None:
    text = read(client, report_url(make_read(council))).main.text

    assert "A national table tells of this inspection" in text
    assert "Of a table is held from a table of outcomes." in text
    assert "gives way to it once the site operator makes yours national" in text


def test_an_inspection_no_table_tells_of_is_reviewed_without_a_word_of_tables(
    client: Client, council: Council
) -> None:
    assert "national table" not in read(client, report_url(make_read(council))).main.text


def test_a_report_confirmed_beside_a_table_is_owed_for_once_by_the_day_given_before(
    client: Client, council: Council, told: Inspection
) -> None:
    confirmed(client, make_read(council))

    assert own(council).received_on == RECEIVED
    for name, args in (("council", [council.slug]), ("my_work", [])):
        text = read(client, reverse(f"actionplans:{name}", args=args)).main.text
        assert text.count(OWED) == 1, name


def test_what_another_council_owes_is_not_left_out(council: Council, told: Inspection) -> None:
    make_inspection(make_council("Elsewhere"), is_published=False, source="hand")

    assert told in [one.inspection for one in owed_by(Inspection.objects.all(), RECEIVED)]


def test_the_councils_own_people_see_it_once_in_its_history_and_others_the_tables(
    client: Client, client_for: Any, council: Council, other_council: Council, told: Inspection
) -> None:
    make_judgement(told)
    confirmed(client, make_read(council))
    there = reverse("inspections:history", args=[council.slug])

    assert read(client, there).main.text.count("16 January 2017 to 9 February 2017") == 1
    stranger = read(client_for(Role.READER, other_council), there)
    assert stranger.main.text.count("16 January 2017 to 9 February 2017") == 1


def test_what_gives_way_leaves_the_days_and_the_visit_that_it_alone_had(
    council: Council, told: Inspection
) -> None:
    mine = make_inspection(council, is_published=False, source="hand", published_on=None)
    mine.out_by = told.published_on
    mine.save()
    make_national(mine, version_of(mine), DAY)

    kept = Inspection.objects.get()
    assert kept == mine
    assert (kept.received_on, kept.visit) == (RECEIVED, "standard")
    assert kept.published_on == told.published_on


def test_a_joint_inspection_without_days_gives_way_by_its_publication(council: Council) -> None:
    out = datetime.date(2022, 7, 18)
    fields = {"framework": "jtai-2016", "published_on": out}
    undated = fields | {"starts_on": out, "ends_on": out, "days_stated": False}
    make_inspection(council, source="outcomes", theme="Serious youth violence", **undated)
    days = {"starts_on": datetime.date(2022, 5, 9), "ends_on": datetime.date(2022, 5, 13)}
    mine = make_inspection(council, source="hand", is_published=False, **fields, **days)
    make_national(mine, version_of(mine), DAY)

    kept = Inspection.objects.get()
    assert (kept, kept.theme) == (mine, "Serious youth violence")


def test_a_version_that_is_no_more_is_not_made_national(council: Council) -> None:
    mine = make_inspection(council, is_published=False, source="hand")
    seen = version_of(mine)
    make_recommendation(mine)

    with pytest.raises(ChangedMeanwhile):
        make_national(mine, seen, DAY)
    mine.refresh_from_db()
    assert not mine.is_published


def test_the_operator_is_told_that_the_tables_gives_way_to_what_is_confirmed(
    client_for: Any, council: Council, told: Inspection
) -> None:
    operator = client_for(make_user(is_site_operator=True))
    report = make_read(council, by_operator=True)
    there = reverse("inspections:national_report", args=[report.pk])
    page = read(operator, there)
    operator.post(there, on_page(page) | {"do": "save"})

    assert "It gives way to what you confirm here" in page.main.text
    assert Inspection.objects.get().received_on == RECEIVED
