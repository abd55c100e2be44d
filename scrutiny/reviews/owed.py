"""The executive's answers to reviews, as reminders tell of them: due two months from receipt.

Of a review whose day of receipt is not held no day is claimed, and nobody is reminded.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from actionplans.reminding.owed import Owed, owed_answers
from councils.access import Verb
from councils.day_words import in_words
from councils.models import User, in_force_on
from scrutiny.clock import answer_due
from scrutiny.models import ReviewMember, ScrutinyReview
from scrutiny.reviews.answering import unanswered_by_executive
from scrutiny.reviews.opening import KEEPERS

TO_ANSWER = "Reviews that wait for the executive’s answer"


@owed_answers
def answers_owed(plans: Iterable[int] | None, day: datetime.date) -> list[Owed]:
    """Return each review whose executive has something left to answer. Two queries at most."""
    path = "recommendation__review__"
    rows = unanswered_by_executive(day).filter(**{f"{path}received_on__lte": day})
    if plans is not None:
        rows = rows.filter(**{f"{path}plan__in": plans})
    related = ("recommendation__review__plan__council", "recommendation__review__plan__manager")
    numbers: dict[ScrutinyReview, list[int]] = defaultdict(list)
    for row in rows.select_related(*related).order_by("recommendation__order"):
        numbers[row.recommendation.review].append(row.recommendation.order)
    keepers = _keepers(numbers, day)
    return [_owed(one, list(dict.fromkeys(of)), keepers[one.pk]) for one, of in numbers.items()]


def _keepers(reviews: Iterable[ScrutinyReview], day: datetime.date) -> dict[int, list[User]]:
    """Return, by review, the accounts of the chair and the scrutiny officer of its group."""
    found: dict[int, list[User]] = defaultdict(list)
    held = ReviewMember.objects.filter(in_force_on(day), review__in=list(reviews))
    held = held.filter(part__in=KEEPERS, user__is_active=True).select_related("user")
    for member in held.order_by("pk"):
        if member.user:
            found[member.review_id].append(member.user)
    return found


def _owed(review: ScrutinyReview, numbers: list[int], keepers: list[User]) -> Owed:
    received = review.received_on
    since = f"Received on {in_words(received)}; " if received else ""
    return Owed(
        plan=review.plan,
        heading=TO_ANSWER,
        words=f"{_numbered(numbers)} of “{review.title}”",
        about=f"{since}the executive has two months for its answer.",
        due=answer_due(received) if received else None,
        path=reverse("scrutiny:review", args=[review.plan.council.slug, review.pk]),
        owed_by=Verb.ANSWER_REVIEWS,
        waiting=tuple(keepers),
    )


def _numbered(numbers: list[int]) -> str:
    """Return "Recommendation 2", or "Recommendations 1, 2 and 4"."""
    first, last = [str(number) for number in numbers[:-1]], numbers[-1]
    return f"Recommendations {', '.join(first)} and {last}" if first else f"Recommendation {last}"
