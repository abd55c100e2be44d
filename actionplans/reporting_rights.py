"""Who may report on which step of an action on a day."""

import datetime

from django.db.models import Q, QuerySet

from actionplans.models import (
    Action,
    Milestone,
)
from councils.access import Access, Verb


def standing_steps(access: Access, action: Action, day: datetime.date) -> QuerySet[Milestone]:
    """Return the steps of `action` that stand in its plan on `day`."""
    return access.reach(Milestone).filter(Milestone.standing_on(day), action=action)


def steps_one_reports_on(access: Access, action: Action, day: datetime.date) -> set[int]:
    """Return the steps (primary keys) of `action` that the person may report on.

    The plan's manager and who is accountable for the action: all; a lead: those they lead.
    """
    steps = standing_steps(access, action, day)
    if not access.may(Verb.REPORT_FOR_OTHERS):
        officers = access.officers(day)
        mine = Q(leads__officer__in=officers) | Q(action__accountable__in=officers)
        steps = steps.filter(mine) if access.may(Verb.REPORT_OWN) else steps.none()
    return set(steps.values_list("pk", flat=True))


def reports_on_all(access: Access, action: Action, own: set[int], day: datetime.date) -> bool:
    """Return whether the person may report on the whole action: on each of its steps (`own`)."""
    steps = standing_steps(access, action, day).values_list("pk", flat=True)
    return bool(own) and own == set(steps)


def may_report(
    access: Access, action: Action, milestone: Milestone | None, day: datetime.date
) -> bool:
    """Return whether the person may report on the step, or on the whole action."""
    own = steps_one_reports_on(access, action, day)
    if milestone:
        return milestone.pk in own
    return reports_on_all(access, action, own, day)
