"""Which actions, and what was said of them, readers of several councils may see: as querysets.

The pages of one action ask for one state (`AsAt`); what looks through whole councils at once, as
search does, asks here. Both follow the same rules, which a test holds them to.
"""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, Q, QuerySet

from actionplans.asat import SEEN_BY_MEMBERS, AsAt
from actionplans.models import Action, Answer, Evidence, Milestone, Question, Review
from councils.drafts import not_of_a_draft

M = TypeVar("M", bound=Model)


def actions_read(councils: Collection[int], as_at: AsAt, path: str = "") -> Q:
    """Return the filter for actions of `councils` that have a page in this state.

    `path` leads from the rows filtered to their action, like `action__`.
    """
    found = Q(
        **{
            f"{path}plan__council__in": councils,
            f"{path}added_on__lte": as_at.stands_on,
        }
    )
    if as_at.without_drafts:
        found &= not_of_a_draft(Action, path)
    return found if as_at.confidential else found & Q(**{f"{path}is_confidential": False})


def readable_actions(councils: Collection[int], as_at: AsAt) -> QuerySet[Action]:
    """Return the actions of `councils` that have a page in this state."""
    return Action.objects.filter(actions_read(councils, as_at))


def standing_steps_of(as_at: AsAt) -> QuerySet[Milestone]:
    """Return the steps that stand in this state, for a subquery on their action (OuterRef)."""
    return Milestone.objects.filter(Milestone.standing_on(as_at.stands_on), action=OuterRef("pk"))


def of_readable_updates(
    rows: QuerySet[M], councils: Collection[int], as_at: AsAt, path: str = ""
) -> QuerySet[M]:
    """Return those of `rows` whose update, at the end of `path`, is shown in this state.

    Members are shown what was accepted, or accepted and then reopened.
    """
    found = rows.filter(as_at.holds(path), actions_read(councils, as_at, f"{path}action__"))
    if not as_at.confidential:
        found = found.filter(**{f"{path}is_confidential": False})
    if not as_at.accepted_only:
        return found
    # The key by itself: what hangs on an update needs no join to ask what was ruled of it.
    key = f"{path}pk"
    ruled: Any = found.alias(ruled=as_at.verdict(update=OuterRef(key)))
    seen: QuerySet[M] = ruled.filter(ruled__in=SEEN_BY_MEMBERS)
    return seen


def wordings_for_papers(as_at: AsAt) -> QuerySet[Review]:
    """Return acceptances in this state: the last of an update says its wording for papers."""
    return Review.objects.filter(as_at.rulings(), verdict=Review.Verdict.ACCEPTED)


def readable_evidence(councils: Collection[int], as_at: AsAt) -> QuerySet[Evidence]:
    """Return the evidence shown with the updates that are shown in this state."""
    found = of_readable_updates(Evidence.objects.all(), councils, as_at, "update__")
    found = found.filter(as_at.holds())
    return found if as_at.confidential else found.filter(is_confidential=False)


def questions_read(councils: Collection[int], as_at: AsAt, path: str = "") -> Q:
    """Return the filter for what stands on a page as asked of an action, flags left out, and for
    what members asked of a whole plan.
    """
    of_plan = Q(**{f"{path}action": None, f"{path}plan__council__in": councils})
    of_plan &= Q(**{f"{path}for_members": True}) & ~Q(**{f"{path}wanted_from": ""})
    if as_at.without_drafts:
        of_plan &= not_of_a_draft(Question, path)
    of_action = actions_read(councils, as_at, f"{path}action__")
    found = Q(as_at.holds(path), of_action | of_plan, **{f"{path}flag": ""})
    return found & Q(**{f"{path}for_members": True}) if as_at.accepted_only else found


def readable_questions(councils: Collection[int], as_at: AsAt) -> QuerySet[Question]:
    """Return the questions and comments that have a page in this state."""
    return Question.objects.filter(questions_read(councils, as_at))


def readable_answers(councils: Collection[int], as_at: AsAt) -> QuerySet[Answer]:
    """Return the answers under them."""
    return Answer.objects.filter(as_at.holds(), questions_read(councils, as_at, "question__"))
