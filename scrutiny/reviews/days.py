"""The days of a review: reported, adopted, received; published, and its notes opened.

Each was or is today. The executive answers within two months of the day it received what the body
adopted (Local Government Act 2000, section 9FE), so that day asks for the others to be there: what
is not published nobody outside the group can answer.
"""

import datetime
from collections.abc import Iterator, Mapping

from councils.day_words import in_words
from councils.versions import Decided
from reports.editing.versions import check_unchanged, version_of
from scrutiny.models import Response, ScrutinyReview
from scrutiny.reviews.answer_days import Begins
from scrutiny.reviews.answering import begins_for
from scrutiny.reviews.keeping import changing

DAYS = ("reported_on", "adopted_on", "received_on")
Given = Mapping[str, datetime.date | None]


def days_of(review: ScrutinyReview) -> list[str]:
    """Return what the page of days changes, of a review or of a version of it."""
    return [str(getattr(review, name)) for name in DAYS]


def days_seen(review: ScrutinyReview) -> str:
    return version_of(days_of(review))


def wrong_with(
    given: Given, published_on: datetime.date | None, today: datetime.date
) -> Iterator[tuple[str, str]]:
    """Yield (field, what to do) for each day that cannot be. Pure."""
    reported, adopted, received = (given.get(name) for name in DAYS)
    for name in DAYS:
        if (day := given.get(name)) and day > today:
            yield name, "Enter a day up to today: only what has happened is recorded"
    if adopted and not reported:
        yield "reported_on", "Enter the day it was reported too: a body adopts what it was told"
    if adopted and reported and adopted < reported:
        yield "adopted_on", "Enter a day that is not before it was reported"
    if received and not adopted:
        yield "adopted_on", "Enter the day it was adopted too: the two months ask for that"
    if received and adopted and received < adopted:
        yield "received_on", "Enter a day that is not before it was adopted"
    if received and not published_on:
        yield "received_on", "Publish its findings and recommendations first: nobody outside the " \
            "group can read what is to be answered"  # fmt: skip


def put_days(review: ScrutinyReview, given: Given, seen: str) -> None:
    """Record the days, or correct them: earlier ones stay in the history.

    Raises ChangedMeanwhile; Decided where a day is taken back on which answers rest, or comes
    after one.
    """
    with changing(review) as held:
        check_unchanged(held, seen, days_of)
        given_so_far = Response.objects.filter(recommendation__review=held, corrected_by=None)
        answers = list(given_so_far.select_related("by", "recommendation").order_by("pk"))
        if held.adopted_on and not given["adopted_on"] and answers:
            raise Decided("It has been answered, so the day it was adopted cannot be taken back.")
        begun = [begins_for(held, each.by) for each in answers]
        for name in DAYS:
            setattr(held, name, given[name])
        for each, before in zip(answers, begun, strict=True):
            _check_not_after(each, before, begins_for(held, each.by))
        held.save()


def _check_not_after(answer: Response, before: Begins | None, begins: Begins | None) -> None:
    """Raise Decided where an answer is of a day before the one from which it can be now."""
    is_later = begins and (before is None or before.day < begins.day)
    if begins and is_later and answer.day < begins.day:
        raise Decided(
            f"Recommendation {answer.recommendation.order} was answered on {in_words(answer.day)}, "
            f"before {in_words(begins.day)}. Correct that answer first, or the day."
        )


def publish(review: ScrutinyReview, day: datetime.date, seen: int) -> None:
    """Open findings and recommendations from `day` on. Raises Decided.

    That is where it is published already, or not what the page listed: `seen` is the version of
    the review that it showed.
    """
    with changing(review) as held:
        _check_same(held, seen, held.published_on, "published")
        held.published_on = day
        held.save(update_fields=["published_on"])


def open_notes(review: ScrutinyReview, day: datetime.date, seen: int) -> None:
    """Open the notes too. Raises Decided: also where the rest is not published."""
    with changing(review) as held:
        _check_same(held, seen, held.notes_opened_on, "opened")
        if not held.published_on:
            raise Decided("Publish the findings and recommendations first.")
        held.notes_opened_on = day
        held.save(update_fields=["notes_opened_on"])


def _check_same(held: ScrutinyReview, seen: int, done_on: datetime.date | None, what: str) -> None:
    if done_on:
        raise Decided(f"They were {what} on {done_on:%-d %B %Y} already.")
    if held.version != seen:
        raise Decided(
            "Somebody changed the review after you opened this page. Read what is listed now, "
            "then press again."
        )
