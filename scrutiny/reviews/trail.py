"""Breadcrumbs of the pages of reviews."""

from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.trail import Trail, trail
from councils.access import Access
from scrutiny.models import ScrutinyReview


def review_trail(
    access: Access, review: ScrutinyReview | None = None, as_at: AsAt | None = None
) -> Trail:
    """Return (text, address) of the council, its reviews and the review, as far as given."""
    slug, query = access.council.slug, as_at.query if as_at else ""
    here = reverse("scrutiny:reviews", args=[slug]) + query
    found = [*trail(access, as_at=as_at), ("Reviews", here)]
    if review:
        found.append((review.title, reverse("scrutiny:review", args=[slug, review.pk]) + query))
    return found
