"""Many rows at once, each with several leads, milestones, dates and updates: for counting queries.

Written with few statements, since sixty rows made one by one would take longer than the test.
"""

from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    MilestoneLead,
    ProgressLine,
    ProgressUpdate,
    Review,
)
from actionplans.rag import Progress
from councils.models import Officer, User
from inspections.models import Recommendation
from tests.factories import days, make_inspection, make_officer, make_recommendation, make_user

# In the past of the tests; every fact of the rows was known then.
THEN = days(-20)
STEPS = 3


def add_rows(plan: ActionPlan, number: int, leads: list[Officer] | None = None) -> None:
    """Add `number` actions with three steps, each led by two, moved once, reported on twice.

    Each answers two recommendations and has an update of the whole action that waits.
    """
    leads = leads or [make_officer(plan.council), make_officer(plan.council)]
    start = plan.actions.count()
    inspection = make_inspection(plan.council)
    asked = [make_recommendation(inspection), make_recommendation(inspection)]
    actions = Action.objects.bulk_create(
        Action(plan=plan, order=n, reference=f"N{n}", text=f"Action {n}.", added_on=plan.agreed_on)
        for n in range(start + 1, start + number + 1)
    )
    _answer(actions, asked)
    for action in actions:
        add_steps(action, STEPS, leads, begin=0)


def _answer(actions: list[Action], asked: list[Recommendation]) -> None:
    through = Action.recommendations.through
    through.objects.bulk_create(
        through(action=action, recommendation=one) for action in actions for one in asked
    )


def add_steps(action: Action, number: int, leads: list[Officer], begin: int = 0) -> None:
    """Add `number` steps with two leads, two dates and two updates each, and one of the action."""
    by = make_user()
    steps = Milestone.objects.bulk_create(
        Milestone(action=action, order=n, text=f"Step {n}.", added_on=action.added_on)
        for n in range(begin + 1, begin + number + 1)
    )
    MilestoneLead.objects.bulk_create(
        MilestoneLead(milestone=step, officer=lead, order=place)
        for step in steps
        for place, lead in enumerate(leads, 1)
    )
    DueDate.objects.bulk_create(_date(step, day) for step in steps for day in (10, 20))
    for turn in range(2):
        _report(action, list(steps), by, turn)
    _report(action, [None], by, turn=1)


def _date(step: Milestone, day: int) -> DueDate:
    return DueDate(
        milestone=step,
        words=f"{days(day):%-d %B %Y}",
        due=days(day),
        precision=DueDate.Precision.DAY,
        reason="" if day == 10 else "The team was not complete.",
        agreed_by=DueDate.AgreedBy.OFFICER,
        day=step.added_on,
        known_on=step.added_on,
    )


def _report(action: Action, steps: list[Milestone | None], by: User, turn: int) -> None:
    """Add an update of each step: in the first turn accepted, in the second still waiting."""
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(action=action, text="Work goes on.", entered_by=by, day=THEN, known_on=THEN)
        for _ in steps
    )
    ProgressLine.objects.bulk_create(
        ProgressLine(update=update, milestone=step, progress=Progress.IN_PROGRESS)
        for update, step in zip(updates, steps, strict=True)
    )
    if turn == 0:
        Review.objects.bulk_create(
            Review(update=update, verdict=Review.Verdict.ACCEPTED, by=by, day=THEN, known_on=THEN)
            for update in updates
        )
