"""Reviews by working groups: what is open of them, and to their group what is not.

`scrutiny.reviews.opening` says what that is.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from councils.day_words import in_words
from scrutiny.models import (
    Response,
    ReviewFinding,
    ReviewNote,
    ReviewRecommendation,
    ReviewSession,
    ScrutinyReview,
)
from scrutiny.reviews.opening import notes_open_by, of_the_group, published_by
from search.readers import Reader
from search.sources import Kind, Shown, Source, joined


def _sources(reader: Reader) -> Iterator[Source]:
    councils = [each for group in reader.groups for each in group.councils]
    reviews = ScrutinyReview.objects.filter(council__in=councils)
    text = joined("title", "terms", "methodology")
    yield Source(reviews, text, _day(reader), "council_id")
    sessions = ReviewSession.objects.filter(review__council__in=councils)
    yield _of_review(sessions, joined("place", "about", "met"), reader)
    for model in (ReviewFinding, ReviewRecommendation):
        rows: QuerySet[Any] = model._default_manager.filter(review__council__in=councils)
        yield _of_review(rows.filter(_open(reader)), F("text"), reader)
    answers = Response.objects.filter(recommendation__review__council__in=councils)
    answers = answers.filter(_open(reader, "recommendation__"))
    yield _of_review(answers, F("text"), reader, "recommendation__")
    notes = ReviewNote.objects.filter(review__council__in=councils)
    of_group = Q(of_the_group(reader.user, reader.day, "review"))
    yield _of_review(
        notes.filter(notes_open_by(reader.day, "review__") | of_group), F("text"), reader
    )


def _open(reader: Reader, path: str = "") -> Q:
    """Return the filter for rows whose review is published, or is of the reader's own group."""
    of_group = of_the_group(reader.user, reader.day, f"{path}review")
    return published_by(reader.day, f"{path}review__") | Q(of_group)


def _of_review(rows: QuerySet[Any], text: Any, reader: Reader, path: str = "") -> Source:
    council = f"{path}review__council_id"
    return Source(rows, text, _day(reader, f"{path}review__"), council, f"{path}review_id")


def _day(reader: Reader, path: str = "") -> Any:
    """Return the last day of a review that is held; today for one that has none."""
    names = ("published_on", "reported_on", "commissioned_on")
    days = [F(f"{path}{name}") for name in names]
    return Coalesce(*days, Value(reader.day), output_field=DateField())


def _shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = ScrutinyReview.objects.filter(pk__in=pks).select_related("council", "commissioned_by")
    return {review.pk: _review(review) for review in found}


def _review(review: ScrutinyReview) -> Shown:
    begun = review.commissioned_on
    return Shown(
        "Review",
        review.title,
        f"{review.commissioned_by.name}, {review.council.name}",
        f"commissioned on {in_words(begun)}" if begun else "",
        reverse("scrutiny:review", args=[review.council.slug, review.pk]),
        "" if review.published_on else "Not published",
    )


REVIEWS = Kind("reviews", "Reviews by working groups", _sources, _shown)
