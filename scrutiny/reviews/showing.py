"""A review as one reader sees it on a day: everything its page shows, in a fixed number of queries.

What the reader may not see is not fetched.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from actionplans.asat import AsAt
from actionplans.challenges.facts import Flag
from actionplans.challenging import flags_of_rows
from actionplans.models import Action, ActionPlan, Evidence
from actionplans.on_day.plans import rows_of_plan, rows_on_day
from actionplans.readable import readable_evidence
from actionplans.rows import Row
from councils.access import Access, Verb
from reports.models import Report
from reports.papers_listed import Listed as ListedPaper
from reports.papers_listed import listed as listed_papers
from scrutiny.models import (
    ActionFromReview,
    ReviewFinding,
    ReviewMember,
    ReviewNote,
    ReviewSession,
    ReviewStrand,
    ScrutinyReview,
)
from scrutiny.reviews.corrected import (
    Change,
    Correction,
    changed_by_others,
    corrections_of,
    received_before,
)
from scrutiny.reviews.course import Recommended, course_of, recommended_in
from scrutiny.reviews.joining import Gone, gone_from, with_added
from scrutiny.reviews.opening import Opening, group_of
from scrutiny.reviews.standing import Standing, standing


@dataclass(frozen=True)
class ActionShown:
    """An action at hand, with what calls for challenge about it and the evidence of its updates."""

    row: Row
    flags: tuple[Flag, ...] = ()
    shown_evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class StrandShown:
    """A recommendation that was chosen, and the actions of the plan that answer it."""

    strand: ReviewStrand
    actions: tuple[ActionShown, ...]


@dataclass(frozen=True)
class NoteShown:
    """A note, and whether somebody else changed what its writer wrote."""

    note: ReviewNote
    changed: Change | None = None


@dataclass(frozen=True)
class FindingShown:
    finding: ReviewFinding
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class RecommendationShown:
    """A recommendation of the review with its answers, and the actions made from it.

    `withheld` is how many of these this reader is not shown.
    """

    asked: Recommended
    actions: tuple[ActionShown, ...] = ()
    withheld: int = 0
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class ReviewShown:
    """All that one reader sees of a review in a state; what is not theirs to see is empty."""

    review: ScrutinyReview
    opening: Opening
    as_at: AsAt
    standing: Standing
    members: tuple[ReviewMember, ...]
    sessions: tuple[ReviewSession, ...]
    strands: tuple[StrandShown, ...]
    notes: tuple[NoteShown, ...]
    findings: tuple[FindingShown, ...]
    recommendations: tuple[RecommendationShown, ...]
    papers: tuple[ListedPaper, ...]
    without_actions: str = ""
    received_before: tuple[datetime.date, ...] = ()
    # Who was taken out of the group, for those who may see who was put into it, and by whom.
    gone: tuple[Gone, ...] = ()


def review_shown(
    access: Access, review: ScrutinyReview, opening: Opening, as_at: AsAt
) -> ReviewShown:
    """Return what the reader with this access and opening sees of a review in this state."""
    asked = recommended_in([review], as_at).get(review.pk, []) if opening.sees_findings else []
    sessions = tuple(review.sessions.order_by(F("held_on").asc(nulls_last=True), "order"))
    course = course_of(review, sessions, asked, opening, as_at.day)
    strands = list(review.strands.select_related("recommendation__inspection").order_by("order"))
    made = _made_from(review) if opening.sees_findings else {}
    rows = _rows(access, review.plan, made, as_at)
    chosen = {each.recommendation_id for each in strands}
    members, sees_who = group_of(review), opening.is_of_the_group or opening.runs
    shown = _actions(review.plan, rows, chosen, {pk for of in made.values() for pk in of}, as_at)
    return ReviewShown(
        review=review,
        opening=opening,
        as_at=as_at,
        standing=standing(course, as_at.day),
        members=with_added(members) if sees_who else tuple(members),
        gone=gone_from(review) if sees_who else (),
        sessions=sessions,
        strands=tuple(StrandShown(each, _answering(each, shown)) for each in strands),
        notes=notes_shown(review) if opening.sees_notes else (),
        findings=_findings(review) if opening.sees_findings else (),
        recommendations=_recommendations(review, asked, made, shown),
        papers=_papers(access, review),
        received_before=tuple(received_before(review)),
        without_actions="" if rows else _without_actions(access, review.plan),
    )


def _without_actions(access: Access, plan: ActionPlan) -> str:
    if not access.reads(plan):
        return "The plan is being drafted: its actions are shown here once it is approved."
    return plan.note or "The plan has no actions yet."


def _papers(access: Access, review: ScrutinyReview) -> tuple[ListedPaper, ...]:
    """Return the papers about the review; of those not published yet members learn nothing."""
    found = listed_papers(access.reach(Report).filter(about_review__review=review))
    sees_drafts = access.may(Verb.READ_UNACCEPTED)
    return tuple(each for each in found if sees_drafts or each.edition)


def _made_from(review: ScrutinyReview) -> dict[int, list[int]]:
    """Return, by recommendation, the actions (primary keys) made from it."""
    links = ActionFromReview.objects.filter(recommendation__review=review).order_by("pk")
    found: dict[int, list[int]] = defaultdict(list)
    for asked, action in links.values_list("recommendation_id", "action_id"):
        found[asked].append(action)
    return found


def _rows(
    access: Access, plan: ActionPlan, made: dict[int, list[int]], as_at: AsAt
) -> dict[int, Row]:
    """Return the rows of the plan and of the actions made from the review, by action."""
    rows = {row.pk: row for row in rows_of_plan(plan, as_at)}
    elsewhere = {pk for of in made.values() for pk in of} - set(rows)
    if elsewhere:
        others = access.reach(Action).filter(pk__in=elsewhere)
        rows |= {row.pk: row for row in rows_on_day(others, as_at)}
    return rows


def _actions(
    plan: ActionPlan, rows: dict[int, Row], chosen: set[int], made: set[int], as_at: AsAt
) -> dict[int, ActionShown]:
    """Return the actions by key: those that answer what is `chosen`, and those `made` from it.

    Flags are of the plan's own; evidence is what this reader is shown with the updates.
    """
    at_hand = [row for row in rows.values() if {each.pk for each in row.answers} & chosen]
    kept = at_hand + [row for pk, row in rows.items() if pk in made and row not in at_hand]
    flags = flags_of_rows(plan, at_hand, as_at) if at_hand else {}
    evidence = _evidence(plan, [row.pk for row in kept], as_at)
    return {
        row.pk: ActionShown(row, tuple(flags.get(row.pk, ())), tuple(evidence[row.pk]))
        for row in kept
    }


def _evidence(plan: ActionPlan, actions: list[int], as_at: AsAt) -> dict[int, list[Evidence]]:
    """Return, by action, what its updates rest on, the newest first. One query."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    pieces = readable_evidence([plan.council_id], as_at).filter(update__action__in=actions)
    for piece in pieces.select_related("update").order_by("-pk"):
        found[piece.update.action_id].append(piece)
    return found


def _answering(strand: ReviewStrand, shown: dict[int, ActionShown]) -> tuple[ActionShown, ...]:
    asked = strand.recommendation_id
    return tuple(
        each for each in shown.values() if asked in [answer.pk for answer in each.row.answers]
    )


def notes_shown(review: ScrutinyReview) -> tuple[NoteShown, ...]:
    """Return the notes, the newest first. Three queries at most."""
    rows = review.notes.select_related("written_by", "session", "strand__recommendation")
    changed = changed_by_others(review)
    return tuple(NoteShown(r, changed.get(r.pk)) for r in rows.order_by("-written_at", "-pk"))


def _findings(review: ScrutinyReview) -> tuple[FindingShown, ...]:
    corrected = corrections_of(ReviewFinding, {"review": review.pk})
    rows: Iterable[Any] = review.findings.select_related("strand__recommendation")
    return tuple(
        FindingShown(each, tuple(corrected.get(each.pk, ())))
        for each in sorted(rows, key=lambda each: (each.order, each.pk))
    )


def _recommendations(
    review: ScrutinyReview,
    asked: Sequence[Recommended],
    made: dict[int, list[int]],
    shown: dict[int, ActionShown],
) -> tuple[RecommendationShown, ...]:
    if not asked:
        return ()
    corrected = corrections_of(type(asked[0].row), {"review": review.pk})
    found = []
    for each in asked:
        actions = [shown[pk] for pk in made.get(each.row.pk, ()) if pk in shown]
        withheld = len(made.get(each.row.pk, ())) - len(actions)
        corrections = tuple(corrected.get(each.row.pk, ()))
        found.append(RecommendationShown(each, tuple(actions), withheld, corrections))
    return tuple(found)
