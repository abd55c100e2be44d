"""Answers to what a review recommends: who may give one, and the one way one is added.

The executive's is recorded by who answers for it; what a body or a trust outside answered, by who
runs reviews. An answer is a fact: a later one is added, none is changed. What was recorded wrongly
is corrected by another, with a reason, and stays to be read.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from actionplans.also_waiting import Waiting, also_waiting
from councils.access import Access, Verb
from councils.day_words import in_words
from councils.models import Officer, User
from councils.versions import Decided
from scrutiny.clock import answer_due
from scrutiny.models import Response, ReviewAddressee, ReviewRecommendation, ScrutinyReview
from scrutiny.reviews.answer_days import Begins, answers_begin, wrong_days
from scrutiny.reviews.keeping import changing
from scrutiny.reviews.opening import kept_by, published_by

NOT_OPEN = "It is not published, so nobody can answer it yet."
EXECUTIVE = ReviewAddressee.Kind.EXECUTIVE


def may_answer_for(access: Access, addressee: ReviewAddressee | None) -> bool:
    """Return whether this person may record what somebody who was asked answers.

    None: what was answered without it being said by whom.
    """
    if access.may(Verb.RUN_REVIEWS):
        return True
    if addressee is None or addressee.kind != EXECUTIVE:
        return False
    return access.may(Verb.ANSWER_REVIEWS)


def begins_for(review: ScrutinyReview, addressee: ReviewAddressee | None) -> Begins | None:
    """Return from when on somebody who was asked can have answered."""
    by_executive = addressee is not None and addressee.kind == EXECUTIVE
    days = (review.adopted_on, review.published_on, review.received_on)
    return answers_begin(*days, by_executive=by_executive)


@dataclass(frozen=True)
class Answer:
    """An answer as it is given; `by` None where it is not said whose it is."""

    by: ReviewAddressee | None
    verdict: str
    text: str
    lead: Officer | None
    due: datetime.date | None
    day: datetime.date
    source: str = ""


class Newer(Decided):
    """Somebody recorded another answer meanwhile; nothing was saved."""


def answers_seen(row: ReviewRecommendation) -> str:
    """Return the mark of which answers are held."""
    last = row.responses.order_by("-pk").first()
    return str(last.pk if last else 0)


def add_answer(
    row: ReviewRecommendation, given: Answer, by: User, day: datetime.date, seen: str
) -> Response:
    """Return the answer added; sent twice it is one.

    Raises Newer where another was recorded since those `seen`, Decided where the review is not
    published.
    """
    fields = _fields(given)
    with changing(row.review) as held:
        _check_days(held, given, day)
        last = row.responses.order_by("-pk").first()
        if last and last.entered_by_id == by.pk and _says(last, fields):
            return last
        if str(last.pk if last else 0) != seen:
            raise Newer("Somebody recorded another answer meanwhile. It stands below.")
        return Response.objects.create(recommendation=row, known_on=day, entered_by=by, **fields)


def correct_answer(
    wrong: Response, given: Answer, why: str, by: User, day: datetime.date
) -> Response:
    """Return what stands instead of an answer that was recorded wrongly; sent twice it is one.

    Raises Newer where somebody corrected it meanwhile, Decided where a day cannot be.
    """
    fields = _fields(given) | {"why": why}
    with changing(wrong.recommendation.review) as held:
        _check_days(held, given, day)
        other = Response.objects.filter(corrects=wrong).first()
        if other and other.entered_by_id == by.pk and _says(other, fields):
            return other
        if other:
            raise Newer("Somebody corrected this answer meanwhile. What stands now is below.")
        return Response.objects.create(
            recommendation=wrong.recommendation,
            corrects=wrong,
            known_on=day,
            entered_by=by,
            **fields,
        )


def standing_for(response: Response) -> Response:
    """Return what stands by now for what was recorded: itself where nobody corrected it."""
    later = Response.objects.filter(corrects=response).select_related("by", "entered_by").first()
    return standing_for(later) if later else response


def _fields(given: Answer) -> dict[str, Any]:
    return {name: getattr(given, name) for name in Answer.__dataclass_fields__}


def _check_days(held: ScrutinyReview, given: Answer, day: datetime.date) -> None:
    if not held.published_on or held.published_on > day:
        raise Decided(NOT_OPEN)
    for _, what in wrong_days(given.day, given.due, begins_for(held, given.by)):
        raise Decided(f"{what}.")


def _says(response: Response, fields: dict[str, Any]) -> bool:
    return all(getattr(response, name) == value for name, value in fields.items())


# What waits for whom


def unanswered_by_executive(day: datetime.date) -> QuerySet[ReviewAddressee]:
    """Return what executives were asked in what is published and adopted, and have not answered."""
    answered = Response.objects.filter(
        Q(by=OuterRef("pk")) | Q(by=None),
        recommendation=OuterRef("recommendation"),
        corrected_by=None,
    )
    path = "recommendation__review__"
    return ReviewAddressee.objects.filter(
        ~Exists(answered),
        published_by(day, path),
        kind=EXECUTIVE,
        **{f"{path}adopted_on__lte": day},
    )


def waiting_for_executive(
    councils: Iterable[int], day: datetime.date, keeper: User | None = None
) -> list[ReviewAddressee]:
    """Return what the executive of these councils was asked and has not answered. One query.

    With `keeper` that of reviews alone whose papers they keep.
    """
    path = "recommendation__review__"
    rows = unanswered_by_executive(day).filter(**{f"{path}council__in": list(councils)})
    if keeper:
        rows = rows.filter(kept_by(keeper, day, "recommendation__review"))
    related = rows.select_related("recommendation__review__council")
    return list(related.order_by(f"{path}received_on", f"{path}pk", "recommendation__order"))


@also_waiting
def reviews_to_answer(mine: Sequence[Access], day: datetime.date) -> list[Waiting]:
    """Return what waits for an answer of the executive, for who may give it. One query."""
    councils = [access.council.pk for access in mine if access.may(Verb.ANSWER_REVIEWS)]
    if not councils:
        return []
    return [_waiting(each, day) for each in waiting_for_executive(councils, day)]


@also_waiting
def answers_awaited(mine: Sequence[Access], day: datetime.date) -> list[Waiting]:
    """Return which answers are late, for who keeps the papers of the group. One query."""
    councils = [access.council.pk for access in mine]
    asked = waiting_for_executive(councils, day, keeper=mine[0].user) if mine else []
    reviews = {each.recommendation.review_id: each.recommendation.review for each in asked}
    return [_late(each, day) for each in reviews.values() if _is_late(each, day)]


def _is_late(review: ScrutinyReview, day: datetime.date) -> bool:
    return review.received_on is not None and answer_due(review.received_on) < day


def _late(review: ScrutinyReview, day: datetime.date) -> Waiting:
    page = reverse("scrutiny:review", args=[review.council.slug, review.pk])
    words = f"“{review}”{_due(review, day)}"
    return Waiting("Answers that your reviews wait for", words, page, review.council.name)


def _waiting(asked: ReviewAddressee, day: datetime.date) -> Waiting:
    row = asked.recommendation
    return Waiting(
        "Recommendations that wait for the executive’s answer",
        f"Recommendation {row.order} of “{row.review}”{_due(row.review, day)}",
        answer_address(row),
        row.review.council.name,
    )


def _due(review: ScrutinyReview, day: datetime.date) -> str:
    if review.received_on is None:
        return ""
    due = answer_due(review.received_on)
    return f": the answer {'was' if due < day else 'is'} due by {in_words(due)}"


def answer_address(row: ReviewRecommendation) -> str:
    """Return the path of the page on which an answer to it is recorded."""
    args = [row.review.council.slug, row.review_id, row.pk]
    return reverse("scrutiny:review_answer_add", args=args)
