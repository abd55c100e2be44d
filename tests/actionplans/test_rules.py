"""What a council sets for itself: what holds on a day, who may change it, and the page."""

import datetime
from dataclasses import asdict, replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import CouncilRules
from actionplans.rules import NewerRules, change_rules, rules_of, version_of
from actionplans.thresholds import DEFAULTS, Rules
from councils.models import Council, User
from councils.roles import Role
from tests.actionplans.test_history import at, date_versions
from tests.factories import days, make_member, make_rules
from tests.pages import Page, read

pytestmark = pytest.mark.django_db

OWN = Rules(
    moves_need_a_body=True,
    due_soon_days=21,
    moves_to_flag=3,
    quiet_days=60,
    grace_days=7,
    claim_days=10,
    needs_sign_off=True,
    answer_days=5,
    answer_before_meeting=True,
)
FIELDS = [
    field
    for field in CouncilRules._meta.concrete_fields
    if field.name not in ("id", "council", "columns")
]


def url(council: Council) -> str:
    return reverse("actionplans:rules", args=[council.slug])


def typed(rules: Rules, seen: int = 0, **other: Any) -> dict[str, Any]:
    words = {True: "yes", False: "no"}
    body = {
        name: words[value] if isinstance(value, bool) else value
        for name, value in asdict(rules).items()
    }
    return body | {"seen": seen} | other


@pytest.fixture(autouse=True)
def director(council: Council) -> User:
    """Somebody who can sign off."""
    return make_member(council, Role.DIRECTOR)


# What holds


def test_the_plain_rules_have_the_stored_fields_and_their_defaults() -> None:
    assert asdict(DEFAULTS) == {field.name: field.default for field in FIELDS}


def test_a_council_that_set_nothing_has_the_defaults(council: Council) -> None:
    assert rules_of(council) == rules_of(council, days(-10)) == DEFAULTS


def test_the_rules_of_now_are_those_stored(council: Council, other_council: Council) -> None:
    make_rules(council, **asdict(OWN))

    assert rules_of(council) == OWN
    assert rules_of(other_council) == DEFAULTS


@pytest.mark.parametrize(
    ("day", "due_soon_days"),
    [(-11, 14), (-10, 30), (-6, 30), (-5, 7), (100, 7)],
)
def test_on_a_day_the_rules_of_that_day_hold_and_before_the_first_the_defaults(
    council: Council, day: int, due_soon_days: int
) -> None:
    row = make_rules(council, due_soon_days=30)
    row.due_soon_days = 7
    row.save()
    date_versions(row, at(days(-10)), at(days(-5)))

    assert rules_of(council, days(day)) == replace(DEFAULTS, due_soon_days=due_soon_days)


@pytest.mark.parametrize("day", [datetime.date(2026, 1, 15), datetime.date(2026, 7, 15)])
def test_rules_first_set_at_midnight_hold_from_the_new_day(
    council: Council, day: datetime.date
) -> None:
    row = make_rules(council, due_soon_days=30)
    next_day = day + datetime.timedelta(days=1)
    date_versions(row, at(next_day, 0, 0))

    assert rules_of(council, day) == DEFAULTS
    assert rules_of(council, next_day).due_soon_days == 30


# Changing them


def test_the_first_change_makes_the_row_and_later_ones_change_it(council: Council) -> None:
    assert change_rules(council, DEFAULTS, seen=0)
    assert change_rules(council, OWN, seen=version_of(council))

    assert CouncilRules.objects.get().council == council
    assert rules_of(council) == OWN


def test_saving_what_holds_already_makes_no_version(council: Council) -> None:
    change_rules(council, OWN, seen=0)
    seen = version_of(council)

    assert not change_rules(council, OWN, seen=seen)
    assert version_of(council) == seen


def test_rules_that_changed_since_they_were_read_are_not_overwritten(council: Council) -> None:
    change_rules(council, OWN, seen=0)

    with pytest.raises(NewerRules):
        change_rules(council, DEFAULTS, seen=0)
    assert rules_of(council) == OWN


# The page


def test_the_page_shows_the_defaults_and_what_each_rule_does(
    council: Council, client_for: Any
) -> None:
    page = read(client_for(Role.PLAN_MANAGER), url(council))

    assert page.h1 == "The council’s own rules"
    assert {name: page.value(name) for name in asdict(DEFAULTS)} == {
        "moves_need_a_body": "no",
        "due_soon_days": "14",
        "moves_to_flag": "2",
        "quiet_days": "90",
        "grace_days": "14",
        "claim_days": "14",
        "needs_sign_off": "no",
        "answer_days": "10",
        "answer_before_meeting": "no",
    }
    assert "nobody has set them yet" in page.text
    assert "A step whose date has moved this often, or more, is shown as a challenge." in page.text


def test_what_is_saved_holds_and_is_shown(council: Council, client_for: Any) -> None:
    client = client_for(Role.ADMINISTRATOR)

    answer = client.post(url(council), typed(OWN))
    page = Page(client.get(answer["Location"]))

    assert rules_of(council) == OWN
    assert page.banners == ["Saved. They hold from now on."]
    assert page.value("moves_need_a_body") == "yes"
    assert page.value("claim_days") == "10"
    assert page.value("needs_sign_off") == "yes"
    assert "nobody has set them yet" not in page.text


def test_a_member_reads_the_rules_and_is_given_nothing_to_change(
    council: Council, client_for: Any
) -> None:
    make_rules(council, **asdict(OWN))
    page = read(client_for(Role.SCRUTINY_MEMBER), url(council))

    assert page.main.all("form") == []
    shown = dict(zip(page.main.texts("dt"), page.main.texts("dd"), strict=True))
    assert shown["Must a body agree before a new date counts?"].startswith("Yes With yes,")
    assert shown["Due soon, in days"].startswith("21 A step counts as due soon")
    assert len(shown) == len(asdict(DEFAULTS))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("due_soon_days", "", "Enter a number from 1 to 730"),
        ("due_soon_days", "0", "Enter a number from 1 to 730"),
        ("quiet_days", "731", "Enter a number from 1 to 730"),
        ("grace_days", "-1", "Enter a number from 0 to 730"),
        ("claim_days", "soon", "Enter a whole number, like 14"),
        ("moves_to_flag", "1.5", "Enter a whole number, like 14"),
        ("moves_need_a_body", "", "Select whether a body must agree"),
        ("needs_sign_off", "", "Select whether a director must sign off"),
        ("answer_days", "0", "Enter a number from 1 to 730"),
        ("answer_before_meeting", "", "Select whether a body is answered before it meets again"),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_rest_stays_as_typed(
    council: Council, client_for: Any, name: str, value: str, message: str
) -> None:
    page = Page(client_for(Role.PLAN_MANAGER).post(url(council), typed(OWN, **{name: value})))

    assert page.errors == {name: [message]}
    assert page.summary == [message]
    other = "quiet_days" if name != "quiet_days" else "claim_days"
    assert page.value(other) == str(getattr(OWN, other))
    assert rules_of(council) == DEFAULTS


def test_who_saves_second_is_told_and_loses_nothing(council: Council, client_for: Any) -> None:
    first, second = client_for(Role.PLAN_MANAGER), client_for(Role.ADMINISTRATOR)
    seen = read(second, url(council)).value("seen")
    first.post(url(council), typed(OWN))

    mine = replace(OWN, due_soon_days=5)
    page = Page(second.post(url(council), typed(mine, seen)), 409)

    assert "Somebody else changed the rules while you had them open" in page.text
    assert page.value("due_soon_days") == "5"
    assert "21 A step counts as due soon" in page.text
    assert rules_of(council) == OWN

    second.post(url(council), typed(mine, page.value("seen")))
    assert rules_of(council) == mine


def test_the_council_page_leads_to_its_rules_and_scales(council: Council, client_for: Any) -> None:
    client: Client = client_for(Role.READER)
    page = read(client, reverse("actionplans:council", args=[council.slug]))

    for name in ("Rules", "Rating scales"):
        assert client.get(page.main.links[name]).status_code == 200


def test_a_sign_off_that_nobody_could_give_is_refused(
    council: Council, client_for: Any, director: User
) -> None:
    client = client_for(Role.PLAN_MANAGER)
    director.memberships.all().delete()

    page = Page(client.post(url(council), typed(OWN)))

    assert page.summary == [
        "Nobody is a director here yet: ask your administrator to give somebody that role"
    ]
    assert rules_of(council) == DEFAULTS
