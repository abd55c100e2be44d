"""From the rows of reviews to where they stand: many at once, in a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from actionplans.asat import AsAt
from scrutiny.models import (
    Response,
    ReviewAddressee,
    ReviewRecommendation,
    ReviewSession,
    ScrutinyReview,
)
from scrutiny.reviews.acting import LINKS, MAKES
from scrutiny.reviews.answered import Answers, answers_in
from scrutiny.reviews.opening import Opening
from scrutiny.reviews.standing import Asked, Course, Standing, standing


@dataclass(frozen=True)
class Recommended:
    """A recommendation of a review, to whom it is made, and what each of them answered."""

    row: ReviewRecommendation
    addressees: tuple[ReviewAddressee, ...]
    answers: tuple[Answers, ...]

    @property
    def responses(self) -> list[Response]:
        return [each.last for each in self.answers if each.last]

    @property
    def unanswered(self) -> list[ReviewAddressee]:
        """Return who has not answered; nobody where an answer does not say whose it is."""
        if any(each.by is None and each.last for each in self.answers):
            return []
        return [each.by for each in self.answers if each.by and not each.last]

    @property
    def makes(self) -> bool:
        """Return whether an action can be made from it: it was accepted, at least in part."""
        return any(each.verdict in MAKES for each in self.responses)

    @property
    def links(self) -> bool:
        """Return whether an action there is can carry it out."""
        return any(each.verdict in LINKS for each in self.responses)

    @property
    def as_asked(self) -> Asked:
        executive = ReviewAddressee.Kind.EXECUTIVE
        waiting = self.unanswered
        of_executive = [r.day for r in self.responses if r.by is None or r.by.kind == executive]
        is_asked = any(each.kind == executive for each in self.addressees)
        nobody_named = not self.addressees and not self.responses
        return Asked(
            executive=is_asked,
            executive_waits=any(each.kind == executive for each in waiting),
            waits_for=("whoever it is made to",)
            if nobody_named
            else tuple(each.name for each in waiting),
            executive_answered_on=max(of_executive, default=None) if is_asked else None,
        )


def recommended_in(reviews: Iterable[ScrutinyReview], as_at: AsAt) -> dict[int, list[Recommended]]:
    """Return, by review, what it recommends with what was answered in this state. Three queries."""
    rows = ReviewRecommendation.objects.filter(review__in=list(reviews)).select_related(
        "strand__recommendation"
    )
    rows = rows.prefetch_related("addressees").order_by("order", "pk")
    given = answers_in(Response.objects.filter(recommendation__review__in=list(reviews)), as_at)
    found: dict[int, list[Recommended]] = defaultdict(list)
    for row in rows:
        found[row.review_id].append(_recommended(row, given.get(row.pk, {})))
    return found


def _recommended(row: ReviewRecommendation, given: Mapping[int | None, Answers]) -> Recommended:
    addressees = tuple(sorted(row.addressees.all(), key=lambda each: (each.order, each.pk)))
    asked = [given.get(each.pk) or Answers(each, None) for each in addressees]
    unnamed = [given[None]] if None in given else []
    return Recommended(row, addressees, (*unnamed, *asked))


def course_of(
    review: ScrutinyReview,
    sessions: Iterable[ReviewSession],
    asked: Iterable[Recommended],
    opening: Opening,
    day: datetime.date,
) -> Course:
    """Return what happened to a review up to `day`, as far as this reader may know it."""
    sessions = list(sessions)
    held = [each for each in sessions if each.held_on is None or each.held_on <= day]
    coming = [each.held_on for each in sessions if each.held_on and each.held_on > day]
    return Course(
        body=review.commissioned_by.name,
        commissioned_on=_by(review.commissioned_on, day),
        reported_on=_by(review.reported_on, day),
        adopted_on=_by(review.adopted_on, day),
        received_on=_by(review.received_on, day),
        published_on=_by(review.published_on, day),
        sessions=len(held),
        next_session=min(coming, default=None),
        asked=[each.as_asked for each in asked] if opening.sees_findings else (),
        is_open=opening.sees_findings,
    )


def _by(when: datetime.date | None, day: datetime.date) -> datetime.date | None:
    return when if when and when <= day else None


@dataclass(frozen=True)
class Listed:
    """A review in a list, and where it stands for this reader."""

    review: ScrutinyReview
    standing: Standing


def listed(
    reviews: QuerySet[ScrutinyReview], openings: Mapping[int, Opening], as_at: AsAt
) -> list[Listed]:
    """Return reviews with where each stands: late answers first, then by day, the newest first.

    The number of queries does not grow with the reviews.
    """
    held = list(reviews.select_related("commissioned_by", "plan").prefetch_related("sessions"))
    asked = recommended_in(held, as_at)
    found = [
        Listed(
            each,
            standing(
                course_of(
                    each, each.sessions.all(), asked.get(each.pk, ()), openings[each.pk], as_at.day
                ),
                as_at.day,
            ),
        )
        for each in held
    ]
    return sorted(found, key=_place)


def _place(one: Listed) -> tuple[int, int, str]:
    begun = one.review.commissioned_on
    newest = -begun.toordinal() if begun else 0
    return -one.standing.days_late, newest, one.review.title
