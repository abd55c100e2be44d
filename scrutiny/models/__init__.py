"""What members do about a plan: reviews by working groups, and the answers to them."""

from scrutiny.models.answers import (
    ActionFromReview,
    Response,
    ReviewAddressee,
    ReviewRecommendation,
)
from scrutiny.models.reviews import (
    ReviewFinding,
    ReviewMember,
    ReviewNote,
    ReviewPaper,
    ReviewSession,
    ReviewStrand,
    ScrutinyReview,
)

__all__ = [
    "ActionFromReview",
    "Response",
    "ReviewAddressee",
    "ReviewFinding",
    "ReviewMember",
    "ReviewNote",
    "ReviewPaper",
    "ReviewRecommendation",
    "ReviewSession",
    "ReviewStrand",
    "ScrutinyReview",
]
