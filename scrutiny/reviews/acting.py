"""From what a review recommends to the actions that carry it out: made, linked, and told of there.

An action made so is the plan's like any other: its manager makes it, and it is reported on,
accepted and challenged with the rest.
"""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.urls import reverse

from actionplans.made_from import Origin, tells_of_origins
from actionplans.models import Action, ActionPlan
from actionplans.planning.editing import ActionGiven, Change, StepGiven, add_action
from actionplans.timescales import Timescale, read
from councils.access import Access
from councils.day_words import in_words
from councils.models import Officer
from councils.versions import Decided
from scrutiny.models import ActionFromReview, Response, ReviewRecommendation
from scrutiny.reviews.keeping import changing
from scrutiny.reviews.opening import openings

Verdict = Response.Verdict
MAKES = frozenset({Verdict.ACCEPTED, Verdict.IN_PART})
# What is in place already may be an action of the plan; a paper may give words and no verdict.
LINKS = MAKES | {Verdict.IN_PLACE, Verdict.NOT_STATED}


@dataclass(frozen=True)
class NewAction:
    """An action as it is to be made from a recommendation."""

    plan: ActionPlan
    reference: str
    text: str
    lead: Officer | None
    due: datetime.date | None
    also_answers: bool


def last_verdicts(row: ReviewRecommendation) -> set[str]:
    """Return the last verdict of each who answered a recommendation."""
    rows = row.responses.filter(corrected_by=None).order_by("day", "pk")
    return set({each.by_id: each.verdict for each in rows}.values())


def last_answer(row: ReviewRecommendation) -> Response | None:
    """Return the last answer that accepts it, from which an action has its lead and its date."""
    standing = row.responses.filter(corrected_by=None)
    accepted = standing.filter(verdict__in=MAKES).select_related("lead")
    return accepted.order_by("-day", "-pk").first()


@transaction.atomic
def make_action(row: ReviewRecommendation, given: NewAction, change: Change) -> Action:
    """Return the action made from a recommendation, with one step.

    Raises Decided where it is not accepted any more, or the number is taken; Closed where the plan
    is closed.
    """
    with changing(row.review):
        if not last_verdicts(row) & MAKES:
            raise Decided("It is not accepted, so no action is made from it.")
        action = add_action(given.plan, _given(row, given, change.day), change)
        ActionFromReview.objects.create(recommendation=row, action=action)
        return action


def _given(row: ReviewRecommendation, given: NewAction, day: datetime.date) -> ActionGiven:
    leads = (given.lead,) if given.lead else ()
    asked = row.strand.recommendation if row.strand and given.also_answers else None
    return ActionGiven(
        words={"reference": given.reference, "text": given.text},
        theme="",
        accountable=None,
        recommendations=[asked] if asked else [],
        steps=[StepGiven(None, "", leads, _timescale(given.due, day))],
    )


def _timescale(due: datetime.date | None, day: datetime.date) -> Timescale | None:
    return read(in_words(due), day) if due else None


def link_action(row: ReviewRecommendation, action: Action) -> None:
    """Say that an action carries out a recommendation. Raises Decided where it is said already."""
    with changing(row.review):
        if not last_verdicts(row) & LINKS:
            raise Decided("It is not accepted, so no action carries it out.")
        try:
            with transaction.atomic():
                ActionFromReview.objects.create(recommendation=row, action=action)
        except IntegrityError as error:
            raise Decided("This action is linked with it already.") from error


def unlink_action(row: ReviewRecommendation, action: Action) -> None:
    """Say no longer that an action carries out a recommendation; the history keeps that it was."""
    with changing(row.review):
        ActionFromReview.objects.filter(recommendation=row, action=action).delete()


@tells_of_origins
def from_reviews(access: Access, action: Action, day: datetime.date) -> list[Origin]:
    """Return of which recommendations of reviews an action came, where these are open.

    Two queries.
    """
    links = ActionFromReview.objects.filter(action=action).order_by("pk")
    rows = [each.recommendation for each in links.select_related("recommendation__review")]
    open_to = openings(access, {row.review for row in rows}, day) if rows else {}
    return [
        Origin(f"Recommendation {row.order} of the review “{row.review}”", _address(access, row))
        for row in rows
        if open_to[row.review_id].sees_findings
    ]


def _address(access: Access, row: ReviewRecommendation) -> str:
    page = reverse("scrutiny:review", args=[access.council.slug, row.review_id])
    return f"{page}#recommendation-{row.pk}"
