"""Which updates wait: for the manager to accept them, or for a second person to sign them off."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from actionplans.asat import FOR_THE_MANAGER
from actionplans.models import ActionPlan, ProgressUpdate, Review, actions_in
from actionplans.reviewing.stages import ACCEPTING, SIGNING, Stage
from actionplans.rules import rules_of
from councils.access import Access

_TO_SIGN = Review.Verdict.TO_SIGN


def waiting_in(
    access: Access, stage: Stage, plan: ActionPlan | None = None
) -> QuerySet[ProgressUpdate]:
    """Return what waits in a stage, in one plan or in all of the council, oldest first.

    Each with its last `verdict`. None of a closed plan: nothing in it is ruled on any more.
    What waits for a sign-off the council no longer wants can be accepted as well.
    """
    wanted = [_TO_SIGN] if stage.signs else list(FOR_THE_MANAGER)
    if not stage.signs and not rules_of(access.council).needs_sign_off:
        wanted.append(_TO_SIGN)
    ruled = Review.objects.filter(update=OuterRef("pk"))
    # Most updates were accepted at once: that is found out sooner than each last verdict.
    unfinished = ruled.filter(verdict__in=[_TO_SIGN, Review.Verdict.NOT_SIGNED])
    found = access.reach(ProgressUpdate).filter(~Exists(ruled) | Exists(unfinished))
    found = found.annotate(verdict=Review.last_verdict(update=OuterRef("pk")))
    found = found.filter(verdict__in=wanted)
    if plan:
        found = found.filter(action__in=actions_in(plan))
    open_ones = found.exclude(action__plan__status=ActionPlan.Status.CLOSED)
    return open_ones.select_related("action__plan", "entered_by").order_by("known_on", "pk")


@dataclass(frozen=True)
class Queue:
    """How many updates wait in a council for this person, and since when."""

    access: Access
    stage: Stage
    number: int
    oldest: ProgressUpdate


def queues_of(mine: Sequence[Access]) -> list[Queue]:
    """Return the queues of this person that are not empty, by council."""
    return [
        Queue(access, stage, number, oldest)
        for access in mine
        for stage in (ACCEPTING, SIGNING)
        if access.may(stage.verb)
        for found in [waiting_in(access, stage)]
        for number in [found.count()]
        if number and (oldest := found.first())
    ]


def numbers_of(access: Access, plan: ActionPlan | None = None) -> list[tuple[Stage, int]]:
    """Return how many updates wait in each stage this person works in."""
    stages = [stage for stage in (ACCEPTING, SIGNING) if access.may(stage.verb)]
    found = [(stage, waiting_in(access, stage, plan).count()) for stage in stages]
    return [(stage, number) for stage, number in found if number or not stage.signs]
