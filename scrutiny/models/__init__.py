"""What members read and do about a plan: briefings, acronyms, reviews, oversight."""

from scrutiny.models.answers import (
    ActionFromReview,
    Response,
    ReviewAddressee,
    ReviewRecommendation,
)
from scrutiny.models.briefings import Briefing
from scrutiny.models.glossary import Acronym
from scrutiny.models.oversight import (
    ForwardItem,
    LearningPoint,
    NextStep,
    Visit,
    VisitAction,
)
from scrutiny.models.questions import MembersQuestion
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
    "Acronym",
    "ActionFromReview",
    "Briefing",
    "ForwardItem",
    "LearningPoint",
    "MembersQuestion",
    "NextStep",
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
    "Visit",
    "VisitAction",
]
