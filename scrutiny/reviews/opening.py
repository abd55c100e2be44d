"""What a reader may see of a review on a day, and do in it: the one place that says so.

Terms, people and sessions are open to who may read the council's plans. Findings and
recommendations are the group's until they are published, its notes until they are opened: for
everybody else, whatever else they may do in the council.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from councils.access import Access, RefusedSaying, Verb
from councils.models import User, in_force_on
from scrutiny.models import ReviewMember, ReviewNote, ScrutinyReview

Part = ReviewMember.Part
KEEPERS = {Part.CHAIR, Part.OFFICER}
_NOTE = KEEPERS | {Part.MEMBER}


def group_of(review: ScrutinyReview) -> list[ReviewMember]:
    """Return who is and was in the group: its chair first, its scrutiny officer last."""
    parts = list(Part)
    return sorted(review.members.all(), key=lambda one: (parts.index(Part(one.part)), one.pk))


@dataclass(frozen=True)
class Opening:
    """What one reader may see and do of a review on a day.

    `parts` are theirs in the group that day; `runs` is whether they may run reviews here.
    """

    parts: frozenset[str] = frozenset()
    runs: bool = False
    is_published: bool = False
    are_notes_open: bool = False
    is_settled: bool = False

    @property
    def is_of_the_group(self) -> bool:
        return bool(self.parts)

    @property
    def sees_findings(self) -> bool:
        """Return whether findings and recommendations are shown."""
        return self.is_published or self.is_of_the_group

    @property
    def sees_notes(self) -> bool:
        return self.are_notes_open or self.is_of_the_group

    @property
    def keeps(self) -> bool:
        """Return whether they keep the group's papers: its chair and its scrutiny officer."""
        return bool(self.parts & KEEPERS)

    @property
    def keeps_notes(self) -> bool:
        """Return whether they keep the notes, those of others too: its scrutiny officer."""
        return Part.OFFICER in self.parts

    @property
    def notes(self) -> bool:
        """Return whether they may add a note: who is co-opted reads alone."""
        return bool(self.parts & _NOTE)

    @property
    def changes(self) -> bool:
        """Return whether they may change what is open of the review: terms, sessions, days."""
        return self.runs or self.keeps


def opening_of(access: Access, review: ScrutinyReview, day: datetime.date) -> Opening:
    """Return what the reader may see and do of a review on `day`. One query."""
    return openings(access, [review], day)[review.pk]


def refusal(review: ScrutinyReview, day: datetime.date, what: str) -> RefusedSaying:
    """Return the refusal of what only the group's chair and its scrutiny officer do, naming them.

    `what` finishes the sentence "... can ...".
    """
    keepers = review.members.filter(in_force_on(day), part__in=KEEPERS).order_by("pk")
    names = ", ".join(keepers.values_list("name", flat=True))
    who = f"Ask {names}." if names else "Nobody is either yet: whoever runs the review adds them."
    return RefusedSaying(
        f"Only the chair of the working group and its scrutiny officer can {what}. {who}"
    )


def refusal_of_note(review: ScrutinyReview, note: ReviewNote, day: datetime.date) -> RefusedSaying:
    """Return the refusal of changing what another noted, naming who may."""
    officers = review.members.filter(in_force_on(day), part=Part.OFFICER).order_by("pk")
    names = [str(note.written_by), *officers.values_list("name", flat=True)]
    who = " or ".join(dict.fromkeys(names))
    return RefusedSaying(f"Only who wrote a note and the scrutiny officer change it. Ask {who}.")


def openings(
    access: Access, reviews: Iterable[ScrutinyReview], day: datetime.date
) -> dict[int, Opening]:
    """Return, by review, what the reader may see and do on `day`. One query."""
    reviews = list(reviews)
    parts: dict[int, set[str]] = {review.pk: set() for review in reviews}
    held = ReviewMember.objects.filter(in_force_on(day), review__in=parts, user=access.user)
    for review, part in held.values_list("review_id", "part"):
        parts[review].add(part)
    runs = access.may(Verb.RUN_REVIEWS)
    return {
        review.pk: Opening(
            frozenset(parts[review.pk]),
            runs,
            _is_by(review.published_on, day),
            _is_by(review.notes_opened_on, day),
            is_settled(review),
        )
        for review in reviews
    }


def _is_by(when: datetime.date | None, day: datetime.date) -> bool:
    return when is not None and when <= day


def is_settled(review: ScrutinyReview) -> bool:
    """Return whether findings and recommendations stand: adopted, or published, or received.

    From then on they are corrected with a reason, and neither added to nor taken out.
    """
    return bool(review.adopted_on or review.published_on or review.received_on)


# The same for many rows at once, as search and lists ask the database.


def published_by(day: datetime.date, path: str = "") -> Q:
    """Return the filter for rows whose review's findings and recommendations are open."""
    return Q(**{f"{path}published_on__lte": day})


def notes_open_by(day: datetime.date, path: str = "") -> Q:
    """Return the filter for rows whose review's notes are open."""
    return Q(**{f"{path}notes_opened_on__lte": day})


def of_the_group(user: User, day: datetime.date, review: str = "pk") -> Exists:
    """Return the filter for rows of reviews in whose group `user` is on `day`."""
    held = ReviewMember.objects.filter(in_force_on(day), user=user, review=OuterRef(review))
    return Exists(held)


def kept_by(user: User, day: datetime.date, review: str = "pk") -> Exists:
    """Return the filter for rows of reviews whose papers `user` keeps on `day`."""
    held = ReviewMember.objects.filter(in_force_on(day), user=user, review=OuterRef(review))
    return Exists(held.filter(part__in=KEEPERS))
