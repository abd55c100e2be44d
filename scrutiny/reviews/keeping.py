"""What changes a review: begun, its terms, its parts and its days; one transaction, nothing lost.

Once a body has adopted it, or it is published, its findings and recommendations are settled: none
is added, taken out or moved. Its words can be corrected with a reason, and both stay to be read.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from councils.models import Council, User
from councils.versions import Decided
from reports.editing.versions import check_unchanged, version_of
from scrutiny.models import (
    ReviewFinding,
    ReviewMember,
    ReviewNote,
    ReviewRecommendation,
    ReviewSession,
    ScrutinyReview,
)
from scrutiny.models.settled import REASON
from scrutiny.reviews.opening import is_settled

# What each kind of row says: what two people who save it are told by.
FIELDS: dict[type[Any], tuple[str, ...]] = {
    ScrutinyReview: ("title", "commissioned_by_id", "commissioned_on", "terms", "methodology"),
    ReviewMember: ("name", "part", "starts", "ends"),
    ReviewSession: ("held_on", "place", "about", "met"),
    ReviewNote: ("text", "session_id", "strand_id"),
    ReviewFinding: ("text", "strand_id"),
    ReviewRecommendation: ("text", "strand_id"),
}
SETTLED = (ReviewFinding, ReviewRecommendation)
NOW_SETTLED = (
    "The review was adopted or published meanwhile, so its findings and recommendations stand. "
    "Correct one with a reason."
)
TITLE_TAKEN = "The council has a review of this title already. Call it something else."


class Named(Decided):
    """The council has a review of this title already."""


def values_of(row: Any) -> list[str]:
    """Return what a row says, or a version of it, as its form changes it."""
    fields = next(names for model, names in FIELDS.items() if _is_of(row, model))
    said = [str(getattr(row, name)) for name in fields]
    if isinstance(row, ReviewRecommendation):
        said += [str(each) for each in row.addressees.order_by("order").values_list("kind", "name")]
    return said


def _is_of(row: Any, model: type[Any]) -> bool:
    return isinstance(row, (model, model.pgh_event_model))


def seen_of(row: Any) -> str:
    """Return the mark of what a row says now: its form carries it."""
    return version_of(values_of(row))


@contextmanager
def changing(review: ScrutinyReview, reason: str = "") -> Iterator[ScrutinyReview]:
    """Hold the review while something of it changes, and count its version up.

    A `reason` stands beside every version that is made inside.
    """
    with transaction.atomic():
        held = ScrutinyReview.objects.select_for_update(no_key=True).get(pk=review.pk)
        if reason:
            with pghistory.context(**{REASON: reason}):
                yield held
        else:
            yield held
        held.version += 1
        held.save(update_fields=["version"])


@transaction.atomic
def start_review(
    council: Council, given: Mapping[str, Any], by: User, day: datetime.date
) -> ScrutinyReview:
    """Return a new review, of which `by` is the scrutiny officer. Raises Named."""
    review = _named(ScrutinyReview(council=council, **given))
    officer = ReviewMember.Part.OFFICER
    ReviewMember.objects.create(review=review, user=by, name=str(by), part=officer, starts=day)
    return review


def _named(review: ScrutinyReview) -> ScrutinyReview:
    try:
        with transaction.atomic():
            review.save()
    except IntegrityError as error:
        if "review_title_once" not in str(error):
            raise
        raise Named(TITLE_TAKEN) from error
    return review


def change_about(review: ScrutinyReview, given: Mapping[str, Any], seen: str) -> None:
    """Change what a review is about. Raises ChangedMeanwhile, Named."""
    with changing(review) as held:
        check_unchanged(held, seen, values_of)
        for name, value in given.items():
            setattr(held, name, value)
        _named(held)


# Rows of a review: people, sessions, notes, findings


def add_row(row: Any) -> Any:
    """Return a new row of a review, saved, as the last of its kind. Raises Decided once settled."""
    with changing(row.review) as held:
        check_open(held, row)
        if hasattr(row, "order"):
            row.order = next_order(type(row), held)
        _save_new(row)
        return row


def _save_new(row: Any) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "review_member_once" not in str(error):
            raise
        raise Decided(f"{row.name} is in the group already.") from error


def next_order(model: type[Any], review: ScrutinyReview) -> int:
    """Return the place after the last row of this kind."""
    last = model._default_manager.filter(review=review).order_by("-order").first()
    return int(last.order) + 1 if last else 1


def change_row(row: Any, given: Mapping[str, Any], seen: str) -> None:
    """Make a row say what was given. Raises ChangedMeanwhile, and Decided once it is settled."""
    with changing(row.review) as held:
        check_open(held, row)
        current = type(row)._default_manager.get(pk=row.pk)
        check_unchanged(current, seen, values_of)
        for name, value in given.items():
            setattr(current, name, value)
        current.save()


def correct(row: Any, text: str, reason: str, seen: str) -> None:
    """Correct the words of what is settled: those before, and why, stay to be read."""
    with changing(row.review, reason):
        current = type(row)._default_manager.get(pk=row.pk)
        check_unchanged(current, seen, values_of)
        current.text = text
        current.save()


def session_in_words(row: ReviewSession) -> str:
    """Return all that is said of a session."""
    day = f"{row.held_on:%-d %B %Y}" if row.held_on else "Day not stated"
    return "\n".join(each for each in (day, row.place, row.about, row.met) if each)


def remove_row(row: Any, seen: str) -> None:
    """Take a row out; its versions stay, and those behind it move up.

    Raises ChangedMeanwhile, and Decided where it is in use.
    """
    with changing(row.review) as held:
        check_open(held, row)
        current = type(row)._default_manager.get(pk=row.pk)
        check_unchanged(current, seen, values_of)
        try:
            with transaction.atomic():
                current.delete()
        except ProtectedError as error:
            raise Decided("Notes belong to it, so it stays. Move them first.") from error
        if hasattr(row, "order"):
            _number(_in_order(type(row), held))


def check_open(review: ScrutinyReview, row: Any) -> None:
    """Raise Decided where what the row belongs to is settled, or its notes are open."""
    if isinstance(row, SETTLED) and is_settled(review):
        raise Decided(NOW_SETTLED)
    if isinstance(row, ReviewNote) and review.notes_opened_on:
        raise Decided("The notes were opened meanwhile, so they stay as they are.")


def move_up(row: Any, seen: str) -> None:
    """Let a finding or recommendation change places with the one before it, where it has one.

    Raises Decided once it is settled, or has another place than the one `seen`.
    """
    with changing(row.review) as held:
        check_open(held, row)
        rows = _in_order(type(row), held)
        place = rows.index(row)
        if str(rows[place].order) != seen:
            raise Decided("Somebody moved it meanwhile. Look where it stands now.")
        if place:
            rows[place - 1], rows[place] = rows[place], rows[place - 1]
        _number(rows)


def _in_order(model: type[Any], review: ScrutinyReview) -> list[Any]:
    return list(model._default_manager.filter(review=review).order_by("order", "pk"))


def _number(rows: Iterable[Any]) -> None:
    for order, each in enumerate(rows, 1):
        if each.order != order:
            each.order = order
            each.save(update_fields=["order"])
