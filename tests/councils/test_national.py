"""Neighbours and combined authorities: what is loaded, and what a page is told of them."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from councils.models import CombinedAuthorityMember, Council, StatisticalNeighbour
from councils.national import combined_authority_of, neighbours_of
from tests.factories import DAY, days, make_combined_authority, make_council

pytestmark = pytest.mark.django_db


def load() -> str:
    out = StringIO()
    call_command("load_councils", stdout=out)
    return out.getvalue()


def test_the_loaded_councils_have_their_neighbours_in_order() -> None:
    load()
    wolverhampton = Council.objects.get(slug="wolverhampton")

    assert wolverhampton.ofsted_urn == "80583"
    assert [council.name for council in neighbours_of(wolverhampton)] == [
        "Sandwell",
        "Stoke-on-Trent",
        "Walsall",
        "Kingston upon Hull",
        "Rochdale",
        "Coventry",
        "Doncaster",
        "Derby",
        "Middlesbrough",
        "North East Lincolnshire",
    ]


def test_loading_again_changes_no_row_and_brings_back_what_the_register_says() -> None:
    load()
    rows = set(StatisticalNeighbour.objects.values_list("pk", flat=True))
    members = set(CombinedAuthorityMember.objects.values_list("pk", flat=True))
    assert load() == "0 councils added.\n"
    assert set(StatisticalNeighbour.objects.values_list("pk", flat=True)) == rows
    assert set(CombinedAuthorityMember.objects.values_list("pk", flat=True)) == members

    Council.objects.filter(slug="walsall").update(ofsted_urn="")
    StatisticalNeighbour.objects.filter(council__slug="walsall", rank=10).delete()
    CombinedAuthorityMember.objects.filter(council__slug="walsall").delete()
    load()

    walsall = Council.objects.get(slug="walsall")
    assert walsall.ofsted_urn
    assert neighbours_of(walsall).count() == 10
    assert "Walsall" in [c.name for c in combined_authority_of(walsall, DAY).councils(DAY)]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (datetime.date(2014, 4, 14), None),
        (datetime.date(2014, 4, 15), "North East Combined Authority"),
        (datetime.date(2018, 11, 1), "North East Combined Authority"),
        (datetime.date(2018, 11, 2), "North of Tyne Combined Authority"),
        (datetime.date(2024, 5, 6), "North of Tyne Combined Authority"),
        (datetime.date(2024, 5, 7), "North East Mayoral Combined Authority"),
    ],
)
def test_a_loaded_council_is_in_the_combined_authority_of_the_day(
    day: datetime.date, name: str | None
) -> None:
    load()
    load()
    found = combined_authority_of(Council.objects.get(slug="north-tyneside"), day)

    assert (str(found) if found else None) == name


def test_a_council_without_neighbours_has_none() -> None:
    assert list(neighbours_of(make_council())) == []


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [(None, None, True), (0, None, True), (1, None, False), (None, 0, False), (None, 1, True)],
)
def test_a_combined_authority_is_the_councils_between_its_days(
    starts: int | None, ends: int | None, found: bool
) -> None:
    council = make_council()
    period = {
        name: None if offset is None else days(offset)
        for name, offset in (("starts", starts), ("ends", ends))
    }
    authority = make_combined_authority(council, **period)

    assert combined_authority_of(council, DAY) == (authority if found else None)


def test_a_member_that_left_is_counted_until_that_day() -> None:
    left, stayed = make_council("Ash"), make_council("Beech")
    authority = make_combined_authority(left, stayed)
    authority.members.filter(council=left).update(ends=DAY)

    assert combined_authority_of(left, DAY) is None
    assert combined_authority_of(left, DAY - datetime.timedelta(1)) == authority
    assert list(authority.councils(DAY)) == [stayed]
    assert list(authority.councils(DAY - datetime.timedelta(1))) == [left, stayed]
