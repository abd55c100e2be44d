"""What bodies hold beside one plan: when it comes to them, what they learned and do next."""

from dataclasses import dataclass

from actionplans.asat import AsAt
from actionplans.models import ActionPlan
from actionplans.on_day.links import bodies_told, meetings_of
from councils.models import Body
from scrutiny.oversight.held import oversight_of
from scrutiny.oversight.papers import presented
from scrutiny.oversight.planned import ForwardLine, planned
from scrutiny.oversight.shown import About, Oversight
from scrutiny.oversight.steps import StepState

DID_NOT_COME = "Did not come"


@dataclass(frozen=True)
class Beside:
    """The forward plans a plan stands in, and what is held of it or of all plans of a body."""

    forward: tuple[ForwardLine, ...]
    oversight: Oversight

    def __bool__(self) -> bool:
        return bool(self.forward or self.oversight)

    @property
    def number(self) -> int:
        """Return how many things stand here."""
        held = self.oversight
        return sum(map(len, (self.forward, held.open_steps, held.visits, held.points)))

    @property
    def late(self) -> list[tuple[str, str]]:
        """Return (word, sentence) of what members themselves are late with, and what did not come
        to them when it was due.
        """
        came = [words for line in self.forward for words in (line.missed, line.without) if words]
        return [
            *((DID_NOT_COME, words) for words in came),
            *(
                (step.state.value, f"{step.when}. {step.about.body_name}: “{step.text}”")
                for step in self.oversight.open_steps
                if step.state is StepState.LATE
            ),
        ]


def beside(plan: ActionPlan, as_at: AsAt) -> Beside:
    """Return what stands beside a plan. The number of queries does not grow with any of it.

    What a body holds of no plan in particular counts where the plan comes to that body.
    """
    bodies = list(Body.objects.filter(council=plan.council_id).order_by("name", "pk"))
    names = {body.pk: body.name for body in bodies}
    papers = presented(names, as_at)
    forward = planned(names, meetings_of(bodies, as_at), papers, as_at, plan.pk)
    to = {line.body for line in forward} | {body.pk for body in bodies_told([plan.pk])}
    found = oversight_of(bodies, as_at)

    def is_beside(about: About) -> bool:
        return about.plan == plan.pk or (about.plan is None and about.body in to)

    return Beside(
        forward=tuple(line for line in forward if not line.is_over),
        oversight=Oversight(
            points=tuple(one for one in found.points if is_beside(one.about)),
            steps=tuple(one for one in found.steps if is_beside(one.about)),
            visits=tuple(one for one in found.visits if is_beside(one.about)),
        ),
    )
