"""Who comes to read a group's papers is told to the group, with by whom and when, and who went."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council, OutgoingEmail, User
from councils.roles import Role
from scrutiny.models import ReviewMember, ScrutinyReview
from tests.factories import days, make_member, make_review_member, make_scrutiny_review
from tests.pages import fix_today, read
from tests.scrutiny.reviews.test_keeping import opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def review(council: Council) -> ScrutinyReview:
    return make_scrutiny_review(council, title="Deep dive")


@pytest.fixture
def clerk(council: Council) -> User:
    return make_member(council, Role.DEMOCRATIC_SERVICES, name="Ann Clerk")


def member_of(review: ScrutinyReview, part: str, **fields: Any) -> User:
    user = make_member(review.council, Role.SCRUTINY_MEMBER, name=f"Councillor {part}")
    make_review_member(review, user, part=part, **fields)
    return user


def put_in(client: Client, review: ScrutinyReview, user: User | None = None) -> None:
    page = reverse("scrutiny:review_person_add", args=[review.council.slug, review.pk])
    given = {"user": user.pk} if user else {"name": "The vicar"}
    assert client.post(page, given | {"part": "member"}).status_code == 302


def told() -> dict[str, str]:
    return dict(OutgoingEmail.objects.filter(kind="notice").values_list("to", "body"))


def group(client: Client, review: ScrutinyReview) -> str:
    page = read(client, reverse("scrutiny:review", args=[review.council.slug, review.pk]))
    text = page.main.text
    return text[text.index("Who is in the group") :][:400]


def test_who_adds_themselves_is_seen_by_the_group_and_told_to_its_chair(
    review: ScrutinyReview, clerk: User, client_for: Any
) -> None:
    chair, other = member_of(review, "chair"), member_of(review, "member")

    put_in(client_for(clerk), review, clerk)

    [(to, body)] = told().items()
    assert to == chair.email
    assert "Ann Clerk joined the working group of the review “Deep dive” as member" in body
    assert "Ann Clerk can read all that the group writes" in body
    assert f"/councils/{review.council.slug}/reviews/{review.pk}/" in body
    for user in (chair, other, clerk):
        assert "Ann Clerk Member, from 16 November 2026; added by themselves on " in (
            group(client_for(user), review)
        )
    assert "added by" not in group(client_for(Role.READER), review)


def test_who_adds_somebody_is_named_and_who_is_told_once(
    review: ScrutinyReview, clerk: User, client_for: Any
) -> None:
    chair = member_of(review, "chair")
    new = make_member(review.council, Role.READER, name="Bea Co-opted")

    put_in(client_for(clerk), review, new)
    put_in(client_for(clerk), review)

    assert "Ann Clerk added Bea Co-opted to the working group" in told()[chair.email]
    assert len(told()) == 1
    assert "Bea Co-opted Member, from 16 November 2026; added by Ann Clerk on " in (
        group(client_for(chair), review)
    )


@pytest.mark.parametrize(
    ("parts", "heard"),
    [
        (["chair", "officer", "member"], ["chair"]),
        (["officer", "member"], ["officer"]),
        (["member", "co_opted"], ["co_opted", "member"]),
        ([], []),
    ],
)
def test_without_a_chair_the_scrutiny_officer_hears_and_without_either_all_do(
    review: ScrutinyReview, clerk: User, client_for: Any, parts: list[str], heard: list[str]
) -> None:
    users = {part: member_of(review, part) for part in parts}
    member_of(review, "chair", starts=days(-9), ends=days(-1))

    put_in(client_for(clerk), review, clerk)

    assert sorted(told()) == sorted(users[part].email for part in heard)


def test_who_comes_back_is_told_and_who_changes_part_is_not(
    review: ScrutinyReview, clerk: User, client_for: Any
) -> None:
    member_of(review, "chair")
    user = make_member(review.council, Role.READER, name="Bea")
    held = make_review_member(review, user, part="member", starts=days(-9), ends=days(-1))
    page = reverse("scrutiny:review_person", args=[review.council.slug, review.pk, held.pk])
    client = client_for(clerk)

    no_end = {f"ends_{part}": "" for part in ("day", "month", "year")}
    assert client.post(page, opened(client, page) | no_end).status_code == 302
    assert len(told()) == 1
    assert client.post(page, opened(client, page) | {"part": "co_opted"}).status_code == 302
    assert len(told()) == 1


def test_who_was_taken_out_again_stays_to_be_seen_by_the_group(
    review: ScrutinyReview, clerk: User, client_for: Any
) -> None:
    chair, client = member_of(review, "chair"), client_for(clerk)
    put_in(client, review, clerk)
    held = ReviewMember.objects.get(review=review, user=clerk)
    page = reverse("scrutiny:review_person", args=[review.council.slug, review.pk, held.pk])
    seen = opened(client, page)["seen"]
    out = reverse("scrutiny:review_person_remove", args=[review.council.slug, review.pk, held.pk])
    assert client.post(out, {"seen": seen, "confirm": "1"}).status_code == 302
    assert not ReviewMember.objects.filter(pk=held.pk).exists()

    said = group(client_for(chair), review)

    assert "No longer in the group: Ann Clerk Member, taken out by themselves on " in said
    assert "No longer in the group" not in group(client_for(Role.READER), review)
