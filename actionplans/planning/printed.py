"""What a file said of a draft: until a person reports, it goes where the draft's steps go."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actionplans.models import (
    Action,
    Evidence,
    How,
    Milestone,
    ProgressLine,
    ProgressUpdate,
    Review,
)
from actionplans.planning.places import is_agreed


def people_reported(**of: Any) -> bool:
    """Return whether a person reported on actions, or ruled on or added to what a file says.

    `of` are the lookups of an update: `action` or `action__plan`.
    """
    by_people = ~Q(how=How.PAPER)
    by_people |= Q(Exists(Evidence.objects.filter(update=OuterRef("pk"))))
    by_people |= Q(Exists(Review.objects.filter(update=OuterRef("pk"), source="")))
    return ProgressUpdate.objects.filter(by_people, **of).exists()


def may_be_corrected(action: Action) -> bool:
    """Return whether an action is as if just typed: of drafts alone, and no person reported on
    it.
    """
    return not is_agreed(action) and not people_reported(action=action)


def drop_printed(updates: QuerySet[ProgressUpdate]) -> None:
    """Delete what a file says of a draft; the database keeps everything else."""
    ProgressLine.objects.filter(update__in=updates).delete()
    Review.objects.filter(update__in=updates).delete()
    ProgressUpdate.objects.filter(pk__in=updates.values("pk")).delete()


def drop_lines(steps: Iterable[Milestone]) -> None:
    """Delete what a file says of some steps of a draft; what it says of others too, stays."""
    lines = ProgressLine.objects.filter(milestone__in=list(steps))
    updates = list(lines.values_list("update_id", flat=True))
    lines.delete()
    drop_printed(ProgressUpdate.objects.filter(pk__in=updates, lines=None))


def take_along(taken: Mapping[Milestone, Milestone], action: Action, *, whole: bool) -> None:
    """Let what a file says of steps stand at those that take their place, in `action`.

    What it says of the `whole` action they came from is then said of each of them.
    """
    before = next(iter(taken)).action
    updates = before.updates.order_by("day", "pk")
    if not whole:
        updates = updates.filter(lines__milestone__in=list(taken)).distinct()
    for update in updates.prefetch_related("lines", "reviews"):
        _take_along(update, taken, action, whole=whole)
    drop_lines(taken)


def _take_along(
    update: ProgressUpdate, taken: Mapping[Milestone, Milestone], action: Action, *, whole: bool
) -> None:
    new = _again(update, action=action)
    for review in update.reviews.all():
        _again(review, update=new)
    lines = {line.milestone_id: line for line in update.lines.all()}
    of_all = lines.get(None) if whole else None
    for step, its_new in taken.items():
        if line := lines.get(step.pk, of_all):
            _again(line, update=new, milestone=its_new)


def _again(fact: Any, **changed: Any) -> Any:
    """Return a fact inserted once more, but for what is `changed`."""
    kept = {
        field.name: getattr(fact, field.name)
        for field in fact._meta.concrete_fields
        if not field.primary_key
    }
    return type(fact).objects.create(**kept | changed)
