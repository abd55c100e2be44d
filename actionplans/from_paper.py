"""What a paper or a file says of a plan, made facts: what it prints counts as accepted."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.models import Action, How, Milestone, ProgressLine, ProgressUpdate, Review
from actionplans.rag import Progress
from councils.models import User


@dataclass(frozen=True)
class Printed:
    """What is printed of one step, or of the whole action (`step` None)."""

    action: Action
    step: Milestone | None
    text: str
    progress: str = Progress.NOT_STATED
    outlook: str = ""
    rating: str = ""
    source: str = ""


def add_printed(
    found: Iterable[Printed],
    *,
    day: datetime.date,
    known_on: datetime.date,
    by: User | None = None,
) -> list[ProgressUpdate]:
    """Return an accepted update for each; three queries however many there are.

    `day` is the day whose position it tells, `known_on` that from which it counts as known,
    `by` who entered it.
    """
    printed = list(found)
    days = {"day": day, "known_on": known_on, "entered_by": by}
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=each.action, text=each.text, how=How.PAPER, source=each.source, **days
        )
        for each in printed
    )
    pairs = list(zip(updates, printed, strict=True))
    ProgressLine.objects.bulk_create(
        ProgressLine(
            update=update,
            milestone=each.step,
            progress=each.progress,
            outlook=each.outlook,
            printed_rating=each.rating,
        )
        for update, each in pairs
    )
    Review.objects.bulk_create(
        Review(update=update, verdict=Review.Verdict.ACCEPTED, source=each.source, **days)
        for update, each in pairs
    )
    return updates
