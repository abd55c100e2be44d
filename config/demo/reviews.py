"""Reviews by working groups, as the papers that report them tell of them."""

from collections.abc import Iterator

from actionplans.models import ActionPlan
from config.demo.files import REVIEWS, Calendar, Facts, read
from councils.models import Body, Council
from inspections.models import Recommendation
from reports.models import Report
from scrutiny.models import (
    Response,
    ReviewAddressee,
    ReviewPaper,
    ReviewRecommendation,
    ReviewSession,
    ReviewStrand,
    ScrutinyReview,
)

_DAYS = ("commissioned_on", "reported_on", "adopted_on", "received_on", "published_on")


def load_reviews(calendar: Calendar) -> Iterator[str]:
    """Add the reviews that are not held yet, and say which."""
    for name in REVIEWS:
        facts = read(f"reviews/{name}")
        council = Council.objects.get(slug=facts["council"])
        if not ScrutinyReview.objects.filter(council=council, title=facts["title"]).exists():
            review = _add_review(council, facts, calendar)
            yield f"{council}, review: {review}"


def _add_review(council: Council, facts: Facts, calendar: Calendar) -> ScrutinyReview:
    named = facts["commissioned_by"]
    body, _ = Body.objects.get_or_create(
        council=council, name=named["name"], defaults={"kind": named["kind"]}
    )
    review = ScrutinyReview.objects.create(
        council=council,
        title=facts["title"],
        plan=ActionPlan.objects.get(council=council, reference=facts["plan"]),
        commissioned_by=body,
        terms=facts["terms"],
        methodology=facts["methodology"],
        **{day: calendar.day(facts[day]) for day in _DAYS if facts[day]},
    )
    strands = [_add_strand(review, number) for number in facts["strands"]]
    for order, session in enumerate(facts["sessions"], start=1):
        ReviewSession.objects.create(review=review, order=order, **session)
    for order, asked in enumerate(facts["recommendations"], start=1):
        _add_recommendation(review, order, strands[asked["strand"] - 1], asked, facts, calendar)
    report = Report.objects.get(council=council, reference=facts["paper"])
    ReviewPaper.objects.create(review=review, report=report)
    return review


def _add_strand(review: ScrutinyReview, number: str) -> ReviewStrand:
    asked = Recommendation.objects.filter(inspection__plans=review.plan)
    order = review.strands.count() + 1
    return ReviewStrand.objects.create(
        review=review, order=order, recommendation=asked.get(number=number)
    )


def _add_recommendation(
    review: ScrutinyReview,
    order: int,
    strand: ReviewStrand,
    facts: Facts,
    of_review: Facts,
    calendar: Calendar,
) -> None:
    asked = ReviewRecommendation.objects.create(
        review=review, order=order, strand=strand, text=facts["text"]
    )
    for place, each in enumerate(facts["addressees"], start=1):
        ReviewAddressee.objects.create(recommendation=asked, order=place, **each)
    day = calendar.day(of_review["published_on"])
    Response.objects.create(
        recommendation=asked,
        day=day,
        known_on=day,
        source=of_review["source"],
        **facts["response"],
    )
