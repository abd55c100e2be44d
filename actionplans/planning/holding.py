"""Holding a plan while it is changed, so that two come one after the other; a closed one is not."""

from actionplans.models import ActionPlan
from councils.versions import Decided

CLOSED = (
    "The plan is closed, so nothing in it can be changed. Its manager can open it again. "
    "What calls for challenge can still be answered."
)


class Closed(Decided):
    """The plan is closed, perhaps since its page was read; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(CLOSED)


def hold(plan: ActionPlan) -> None:
    """Let nobody else change the plan until the transaction ends."""
    ActionPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)


def is_closed(plan: ActionPlan) -> bool:
    """Return whether the plan was closed: then its pages stay as they are."""
    return plan.status == ActionPlan.Status.CLOSED


def hold_open(plan: ActionPlan) -> None:
    """Hold a plan so as to change what it says. Raises Closed where it is closed."""
    hold(plan)
    if is_closed(ActionPlan.objects.get(pk=plan.pk)):
        raise Closed
