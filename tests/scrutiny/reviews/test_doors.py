"""What a group keeps to itself is on no page of the site for anybody else, whatever their role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from councils.models import Council
from councils.roles import Role
from tests.factories import (
    make_note,
    make_review_finding,
    make_review_recommendation,
    make_scrutiny_review,
    make_session,
)
from tests.test_access import ADDRESSES, NO_GET, World, made_once, text_of, url_of

pytestmark = pytest.mark.django_db
CLOSED = "KEPT-BY-THE-GROUP"
# Who sees most: what they do not see nobody does.
ACTORS = (Role.ADMINISTRATOR, Role.DIRECTOR, Role.DEMOCRATIC_SERVICES, Role.SCRUTINY_MEMBER)
# Where a name that must not be there is looked for in everything that is kept, notes included.
LOOKS_EVERYWHERE = {"actionplans:redaction"}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with made_once(django_db_blocker) as made:
        _closed(made.own["council"], made.own["plan"])
        yield made


def _closed(council: Council, plan: Any) -> None:
    """Make a review of the plan that keeps all it wrote to its group, of which nobody is."""
    review = make_scrutiny_review(council, plan=plan, title="Closed")
    make_note(review, f"{CLOSED} note", session=make_session(review))
    make_review_finding(review, f"{CLOSED} finding")
    make_review_recommendation(review, f"{CLOSED} recommendation")


@pytest.mark.parametrize("actor", ACTORS)
def test_no_page_shows_what_the_group_keeps(made: World, db: None, actor: str) -> None:
    client, tried, shown = made.client(actor), 0, []
    for name, address in ADDRESSES.items():
        if address.get == NO_GET or name in LOOKS_EVERYWHERE or name.startswith("account_"):
            continue
        answer = client.get(url_of(made, name, "own", actor))
        tried += answer.status_code == 200
        if CLOSED in text_of(answer.getvalue()):
            shown.append(name)

    assert shown == []
    assert tried > 40
    assert not connection.needs_rollback


def test_a_page_that_showed_it_would_be_found(made: World, db: None) -> None:
    review = made.own["council"].scrutiny_reviews.get(title="Closed")
    review.members.create(name="Somebody", user=made.users[Role.DIRECTOR])

    answer = made.client(Role.DIRECTOR).get(f"/councils/own/reviews/{review.pk}/")

    assert CLOSED in text_of(answer.getvalue())
