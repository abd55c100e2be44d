"""From a request to the review it is about, and what this reader may do in it."""

from dataclasses import dataclass

from django.http import HttpRequest

from councils.access import Access, Refused, Verb
from councils.days import today
from scrutiny.models import ScrutinyReview
from scrutiny.reviews.opening import Opening, opening_of, refusal


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

    def let_change(self) -> None:
        """Raise a refusal (403) unless they may change what is open of the review."""
        if not self.opening.changes:
            raise Refused(self.access, Verb.RUN_REVIEWS)


def review_asked(access: Access, pk: int) -> Asked:
    """Return the council's review; raise Http404 where it has none such."""
    held = access.get(ScrutinyReview, pk=pk)
    return Asked(access, held, opening_of(access, held, today()))


def is_post(request: HttpRequest) -> bool:
    return request.method == "POST"
