"""From a request to the review it is about, and what this reader may do in it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from councils.access import Access, Refused, Verb
from councils.days import today
from councils.models import Officer, in_force_on
from scrutiny.models import ReviewNote, ReviewRecommendation, ScrutinyReview
from scrutiny.reviews.opening import Opening, opening_of, refusal, refusal_of_note
from scrutiny.reviews.trail import review_trail


@dataclass(frozen=True)
class Asked:
    """A review that was asked for, by whom, and what they may do in it."""

    access: Access
    review: ScrutinyReview
    opening: Opening

    def let(self, may: bool, what: str) -> None:
        """Raise a refusal (403) that names the chair and the scrutiny officer unless `may`.

        `what` finishes "only they can ...".
        """
        if not may:
            raise refusal(self.review, today(), what)

    def let_note(self, note: ReviewNote) -> None:
        """Raise a refusal (403) unless they wrote this note, or keep the notes."""
        self.let(self.opening.is_of_the_group, "say who changes its notes")
        is_own = self.opening.notes and note.written_by_id == self.access.user.pk
        if not is_own and not self.opening.keeps_notes:
            raise refusal_of_note(self.review, note, today())

    def let_change(self) -> None:
        """Raise a refusal (403) unless they may change what is open of the review.

        To somebody of the group it names who of them may: no role of theirs is missing.
        """
        if not self.opening.changes:
            self.let(not self.opening.is_of_the_group, "change what is open of it")
            raise Refused(self.access, Verb.RUN_REVIEWS)


def review_asked(access: Access, pk: int) -> Asked:
    """Return the council's review; raise Http404 where it has none such."""
    held = access.get(ScrutinyReview, pk=pk)
    return Asked(access, held, opening_of(access, held, today()))


def is_post(request: HttpRequest) -> bool:
    return request.method == "POST"


def recommended(access: Access, review_pk: int, pk: int) -> tuple[Asked, ReviewRecommendation]:
    """Return a recommendation that is open; raise Http404 for none such, as for a draft."""
    asked = review_asked(access, review_pk)
    if not asked.opening.is_published:
        raise Http404
    return asked, access.get(ReviewRecommendation, pk=pk, review=asked.review)


def leads_of(access: Access) -> QuerySet[Officer]:
    """Return who can lead on something from today on."""
    return access.reach(Officer).filter(in_force_on(today())).order_by("name", "pk")


def place_of(asked: Asked, anchor: str = "") -> str:
    """Return the path of the review's page, at a place on it."""
    page = reverse("scrutiny:review", args=[asked.access.council.slug, asked.review.pk])
    return f"{page}#{anchor}" if anchor else page


def context_of(asked: Asked, row: ReviewRecommendation, form: Any) -> dict[str, Any]:
    """Return what the pages on a recommendation show beside their form."""
    standing = row.responses.filter(corrected_by=None)
    return {
        "access": asked.access,
        "review": asked.review,
        "row": row,
        "form": form,
        "answers": standing.select_related("by", "entered_by").order_by("day", "pk"),
        "back": place_of(asked, f"recommendation-{row.pk}"),
        "breadcrumbs": review_trail(asked.access, asked.review),
    }
