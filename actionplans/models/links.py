"""What links plans and actions to what others keep: the tables of the many-to-many keys.

Proxies of the tables Django makes: only a model of ours can carry a trigger, or keep what was
linked on a day.
"""

from actionplans.models.plans import Action, ActionPlan
from actionplans.models.triggers import (
    RECOMMENDED_TO_THE_COUNCIL,
    SOURCE_OF_THE_COUNCIL,
    TOLD_OF_THE_COUNCIL,
)
from councils.models import track


@track()
class PlanSource(ActionPlan.sources.through):  # type: ignore[name-defined]
    """An inspection that a plan answers."""

    council_path = "actionplan__council"

    class Meta:
        proxy = True
        triggers = [SOURCE_OF_THE_COUNCIL]


@track()
class PlanBody(ActionPlan.reports_to.through):  # type: ignore[name-defined]
    """A body that is told how a plan stands."""

    council_path = "actionplan__council"

    class Meta:
        proxy = True
        triggers = [TOLD_OF_THE_COUNCIL]


@track()
class ActionRecommendation(Action.recommendations.through):  # type: ignore[name-defined]
    """A recommendation that an action answers."""

    council_path = "action__plan__council"

    class Meta:
        proxy = True
        triggers = [RECOMMENDED_TO_THE_COUNCIL]
