"""Nobody finds what they may not open, and everybody finds what they may: word by word."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from councils.access import accesses
from councils.models import Council, User
from councils.roles import Role
from search.readers import Reader
from search.searching import Asked, Hit, search
from tests import factories as make
from tests.pages import fix_today
from tests.search.canaries import FOUND_BY, NATIONAL, make_canaries, put_into_groups

ACTORS = (*Role.values, "site-operator", "nobody")
OWN, OTHER = "own", "foreign"
ALL = [f"{name}{mark}" for name in FOUND_BY for mark in (OWN, OTHER)]


@pytest.fixture(scope="module")
def users(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, User]]:
    """Everything is made once, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        own, other = make.make_council(slug="own"), make.make_council(slug="other")
        make_canaries(own, OWN)
        make_canaries(other, OTHER)
        users = _users(own)
        connection.check_constraints()
        yield users
        transaction.set_rollback(True)


def _users(council: Council) -> dict[str, User]:
    users = {role: make.make_member(council=council, role=role) for role in Role.values}
    put_into_groups(council, users[Role.SCRUTINY_MEMBER])
    operator = make.make_user(is_site_operator=True)
    return users | {"site-operator": operator, "nobody": make.make_user()}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hits(actor: User) -> list[Hit]:
    """Return all that is found of all words at once, page after page."""
    words = " or ".join(f"{name}{mark}" for name in FOUND_BY for mark in (OWN, OTHER))
    reader = Reader(actor, accesses(actor), make.DAY)
    first = search(Asked(words), reader, 1)
    found = list(first.page)
    for number in range(2, first.page.paginator.num_pages + 1):
        found += search(Asked(words), reader, number).page
    assert len(found) == first.total
    return found


def words_in(text: str) -> set[str]:
    """Return the words of the two councils that stand in a text."""
    return {word for word in ALL if word in text}


def expected(actor: str) -> set[str]:
    """Return the words `actor` is to find: of their own council, and what is national."""
    own = {f"{name}{OWN}" for name, roles in FOUND_BY.items() if actor in roles}
    return own | {f"{name}{mark}" for name in NATIONAL for mark in (OWN, OTHER)}


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ACTORS)
def test_each_word_is_found_by_whoever_may_open_its_page_and_by_nobody_else(
    users: dict[str, User], actor: str
) -> None:
    """Nor is any other word shown beside those found, in a title or a place."""
    found = hits(users[actor])
    quoted = {word for hit in found for word in words_in(f"{hit.title}{hit.quote}")}
    named = {word for hit in found for word in words_in(f"{hit.shown.place}{hit.shown.day}")}

    assert sorted(quoted) == sorted(expected(actor))
    assert named - expected(actor) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ACTORS)
def test_every_hit_leads_to_a_page_that_answers_and_says_the_word(
    users: dict[str, User], actor: str
) -> None:
    client = browser_of(users[actor])
    wrong = []
    for hit in hits(users[actor]):
        marked = words_in(f"{hit.title}{hit.quote}")
        page = client.get(hit.shown.address)
        if page.status_code != 200 or not marked <= words_in(page.content.decode()):
            wrong.append(f"{marked}: {hit.shown.address} {page.status_code}")

    assert wrong == []


@pytest.mark.django_db
def test_the_page_finds_the_same(users: dict[str, User]) -> None:
    member, officer = (browser_of(users[role]) for role in ("reader", "director"))

    for client, number in ((member, 0), (officer, 1)):
        page = client.get("/search/", {"q": f"waitingword{OWN}"})
        assert page.context["found"].total == number
    assert f"<mark>waitingword{OWN}</mark>" in page.content.decode()
    assert "Not yet accepted" in page.content.decode()
