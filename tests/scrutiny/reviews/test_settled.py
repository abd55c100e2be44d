"""What the database itself keeps of a review that is settled, and the ways that are left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from councils.models import Council
from scrutiny.models import (
    ReviewAddressee,
    ReviewFinding,
    ReviewNote,
    ReviewRecommendation,
    ScrutinyReview,
)
from scrutiny.reviews.corrected import corrections_of
from scrutiny.reviews.keeping import correct, seen_of
from tests import factories as make
from tests.actionplans.redacting import asked, take_all_out
from tests.factories import DAY, days

pytestmark = pytest.mark.django_db

ADOPTED = {"reported_on": days(-9), "adopted_on": days(-9)}
SETTLED: dict[str, dict[str, Any]] = {
    "adopted": ADOPTED,
    "published": {"published_on": days(-9)},
    "received": {"received_on": days(-9)},
}


@pytest.fixture
def review(council: Council) -> ScrutinyReview:
    """A review with one of each, which is the group's still."""
    review = make.make_scrutiny_review(council)
    make.make_strand(review)
    make.make_review_finding(review, "Thresholds vary.")
    make.make_addressee(make.make_review_recommendation(review, "Audit every month."))
    make.make_note(review, "Staff say so.")
    return review


def settle(review: ScrutinyReview, **fields: Any) -> None:
    ScrutinyReview.objects.filter(pk=review.pk).update(**fields)
    review.refresh_from_db()


@contextmanager
def refused() -> Iterator[None]:
    with (
        pytest.raises(
            DatabaseError, match=r"is settled|notes are open|stays open|it was adopted stays"
        ),
        transaction.atomic(),
    ):
        yield


Change = Callable[[ScrutinyReview], object]
CHANGES: dict[str, Change] = {
    "the words of a finding": lambda r: r.findings.update(text="Thresholds are clear."),
    "the place of a finding": lambda r: r.findings.update(order=7),
    "the strand of a finding": lambda r: r.findings.update(strand=r.strands.get()),
    "a finding taken out": lambda r: r.findings.all().delete(),
    "a finding more": lambda r: ReviewFinding.objects.create(review=r, order=9, text="More."),
    "the words of a recommendation": lambda r: r.recommendations.update(text="Audit yearly."),
    "the place of a recommendation": lambda r: r.recommendations.update(order=7),
    "a recommendation taken out": lambda r: r.recommendations.all().delete(),
    "a recommendation more": lambda r: ReviewRecommendation.objects.create(
        review=r, order=9, text="More."
    ),
    "to whom it is made": lambda r: _to(r).update(name="The trust"),
    "one to whom it is made, taken out": lambda r: _to(r).delete(),
    "one more to whom it is made": lambda r: ReviewAddressee.objects.create(
        recommendation=r.recommendations.get(), order=9, name="The trust"
    ),
}


def _to(review: ScrutinyReview) -> Any:
    return ReviewAddressee.objects.filter(recommendation__review=review)


@pytest.mark.parametrize("by", SETTLED)
@pytest.mark.parametrize("change", CHANGES)
def test_nothing_that_is_settled_is_changed(review: ScrutinyReview, change: str, by: str) -> None:
    settle(review, **SETTLED[by])

    with refused():
        CHANGES[change](review)


@pytest.mark.parametrize("change", CHANGES)
def test_the_group_changes_what_is_not_settled(review: ScrutinyReview, change: str) -> None:
    CHANGES[change](review)


@pytest.mark.parametrize("model", [ReviewFinding, ReviewRecommendation])
def test_words_are_corrected_with_a_reason_and_nothing_else_is(
    review: ScrutinyReview, model: Any
) -> None:
    settle(review, **ADOPTED)
    row = model.objects.get(review=review)
    before = row.text

    correct(row, "As it was meant.", "A word was wrong.", seen_of(row))

    assert model.objects.get(review=review).text == "As it was meant."
    [[said]] = corrections_of(model, {"review": review.pk}).values()
    assert (said.before, said.reason) == (before, "A word was wrong.")
    # The reason of that change is set for the rest of the transaction: it covers words alone.
    for fields in ({"order": 7}, {"text": "Other.", "order": 7}):
        with refused():
            model.objects.filter(review=review).update(**fields)
    with refused():
        model.objects.filter(review=review).delete()


@pytest.mark.parametrize("metadata", ["", "{}", '{"reason": ""}', '{"user": 1, "url": "/"}'])
def test_a_change_without_a_reason_is_no_correction(review: ScrutinyReview, metadata: str) -> None:
    settle(review, **ADOPTED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [metadata])

    with refused():
        review.findings.update(text="Thresholds are clear.")


NOTES: dict[str, Change] = {
    "its words": lambda r: r.notes.update(text="Staff say nothing."),
    "taken out": lambda r: r.notes.all().delete(),
    "one more": lambda r: ReviewNote.objects.create(
        review=r, text="More.", written_by=r.notes.get().written_by
    ),
}


@pytest.mark.parametrize("change", NOTES)
def test_notes_stay_once_they_are_open_and_not_before(review: ScrutinyReview, change: str) -> None:
    settle(review, published_on=days(-9))
    with transaction.atomic():
        NOTES[change](review)
        transaction.set_rollback(True)
    settle(review, notes_opened_on=DAY)

    with refused():
        NOTES[change](review)


@pytest.mark.parametrize("name", ["published_on", "notes_opened_on"])
@pytest.mark.parametrize("day", [None, days(3)])
def test_what_was_opened_stays_open(review: ScrutinyReview, name: str, day: Any) -> None:
    settle(review, published_on=days(-9), notes_opened_on=days(-9))

    with refused():
        settle(review, **{name: day})


def test_the_day_it_was_adopted_is_corrected_and_taken_back_only_while_nobody_answered(
    review: ScrutinyReview,
) -> None:
    settle(review, **ADOPTED)
    settle(review, adopted_on=days(-8))
    settle(review, adopted_on=None)
    CHANGES["the words of a finding"](review)
    settle(review, adopted_on=days(-8))
    make.make_response(review.recommendations.get())

    with refused():
        settle(review, adopted_on=None)
    settle(review, adopted_on=days(-7))


def test_a_redaction_reaches_what_is_settled(review: ScrutinyReview) -> None:
    """The database lets it through for the rows and columns that two people named."""
    name = "Zuleika Quent"
    review.findings.update(text=f"{name} says so.")
    review.recommendations.update(text=f"Ask {name}.")
    review.notes.update(text=f"{name} said so.")
    _to(review).update(name=name)
    settle(review, **ADOPTED, published_on=DAY, notes_opened_on=DAY)

    take_all_out(asked(review.council, name))

    said = (review.findings, review.recommendations, review.notes)
    texts = [rows.get().text for rows in said] + [_to(review).get().name]
    assert not any("Zuleika" in text for text in texts)
    with refused():
        review.findings.update(text="Gone.")
