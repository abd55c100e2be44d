"""Reviews by working groups: as the papers that report them tell of them, and two that are live."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db.models import Q

from actionplans.models import ActionPlan
from config.demo.accounts import author
from config.demo.files import REVIEWS, Calendar, Facts, read
from councils.models import Body, Council, Officer
from inspections.models import Recommendation
from reports.models import Report
from scrutiny.models import (
    ActionFromReview,
    Response,
    ReviewAddressee,
    ReviewFinding,
    ReviewMember,
    ReviewNote,
    ReviewPaper,
    ReviewRecommendation,
    ReviewSession,
    ReviewStrand,
    ScrutinyReview,
)

T = TypeVar("T")
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
    )
    strands = [_add_strand(review, number) for number in facts["strands"]]
    _add_group(review, facts, strands, calendar)
    for order, asked in enumerate(facts["recommendations"], start=1):
        _add_recommendation(review, order, _nth(strands, asked["strand"]), asked, facts, calendar)
    # What it found and recommends stays as it is from these days on.
    days = {name: calendar.day(facts[name]) for name in _DAYS if facts[name]}
    ScrutinyReview.objects.filter(pk=review.pk).update(**days)
    if "paper" in facts:
        report = Report.objects.get(council=council, reference=facts["paper"])
        ReviewPaper.objects.create(review=review, report=report)
    review.refresh_from_db()
    return review


def _nth(rows: Sequence[T], number: int | None) -> T | None:
    """Return the row a fixture counts from 1; None where it names none."""
    return rows[number - 1] if number else None


def _add_strand(review: ScrutinyReview, number: str) -> ReviewStrand:
    asked = Recommendation.objects.filter(
        Q(number=number) | Q(council_number=number), inspection__plans=review.plan
    )
    order = review.strands.count() + 1
    return ReviewStrand.objects.create(review=review, order=order, recommendation=asked.get())


def _add_group(
    review: ScrutinyReview, facts: Facts, strands: Sequence[ReviewStrand], calendar: Calendar
) -> None:
    """Add who is in the group, when it met, and what it wrote."""
    for member in facts.get("members", ()):
        ReviewMember.objects.create(review=review, name=member["name"], part=member["part"])
    sessions = [
        ReviewSession.objects.create(
            review=review,
            order=order,
            **session | {"held_on": calendar.day_if_any(session["held_on"])},
        )
        for order, session in enumerate(facts["sessions"], start=1)
    ]
    for note in facts.get("notes", ()):
        ReviewNote.objects.create(
            review=review,
            text=note["text"],
            session=_nth(sessions, note["session"]),
            strand=_nth(strands, note["strand"]),
            written_by=author(note["by"], review.council.slug),
        )
    for order, found in enumerate(facts.get("findings", ()), start=1):
        ReviewFinding.objects.create(
            review=review, order=order, text=found["text"], strand=_nth(strands, found["strand"])
        )


def _add_recommendation(
    review: ScrutinyReview,
    order: int,
    strand: ReviewStrand | None,
    facts: Facts,
    of_review: Facts,
    calendar: Calendar,
) -> None:
    asked = ReviewRecommendation.objects.create(
        review=review, order=order, strand=strand, text=facts["text"]
    )
    addressees = [
        ReviewAddressee.objects.create(recommendation=asked, order=place, **each)
        for place, each in enumerate(facts["addressees"], start=1)
    ]
    if "response" in facts:
        day = facts["response"].get("day", of_review["published_on"])
        given = _response(facts["response"], addressees, review, calendar)
        source = facts["response"].get("source", of_review["source"])
        days = {"day": calendar.day(day), "known_on": calendar.day(day)}
        Response.objects.create(recommendation=asked, source=source, **given, **days)
    if "action" in facts:
        action = review.plan.actions.get(reference=facts["action"])
        ActionFromReview.objects.create(recommendation=asked, action=action)


def _response(
    facts: Facts, addressees: Sequence[ReviewAddressee], review: ScrutinyReview, calendar: Calendar
) -> Facts:
    """Return what an answer says, and whose it is where that is held."""
    given: Facts = {"verdict": facts["verdict"], "text": facts["text"]}
    given["by"] = _nth(addressees, facts.get("by"))
    given["due"] = calendar.day_if_any(facts.get("due"))
    if "lead" in facts:
        given["lead"] = Officer.objects.get(council=review.council, name=facts["lead"])
    if "entered_by" in facts:
        given["entered_by"] = author(facts["entered_by"], review.council.slug)
    return given


def join_groups() -> None:
    """Let the accounts that are open now be the people of groups that fixtures say they are."""
    for name in REVIEWS:
        facts = read(f"reviews/{name}")
        members = ReviewMember.objects.filter(
            review__council__slug=facts["council"], review__title=facts["title"], user=None
        )
        for known in facts.get("members", ()):
            if "account" in known:
                user = author(known["account"], facts["council"])
                members.filter(name=known["name"]).update(user=user)
