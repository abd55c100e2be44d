"""The timescales of steps in the state asked for: which date counts, and what recurs."""

import datetime
from collections import defaultdict
from typing import Any

from django.db.models import OuterRef, Q

from actionplans import rag
from actionplans.asat import ACCEPTED, AsAt
from actionplans.models import DueDate, Milestone, Review
from actionplans.recurring import CheckSaid, Recurring, first_from, recurring
from actionplans.rows import DateShown
from actionplans.timescale_repeats import last_day


def dates_of(step_ids: list[int], as_at: AsAt) -> dict[int, list[DateShown]]:
    """Return the timescales of each step in order, each with whether it counts.

    One reported with an update counts once that update is accepted and somebody
    agreed to it; until then it stands as requested. Members see a request once the
    update that makes it is accepted.
    """
    dates = (
        DueDate.objects.filter(as_at.holds(), milestone__in=step_ids)
        .annotate(
            with_update=as_at.verdict(update=OuterRef("update")),
            by_itself=as_at.verdict(due_date=OuterRef("pk")),
        )
        .exclude(with_update=Review.Verdict.RETURNED)
        .order_by("milestone_id", "pk")
    )
    if not as_at.confidential:
        dates = dates.filter(Q(update__isnull=True) | Q(update__is_confidential=False))
    by_step: dict[int, list[DateShown]] = defaultdict(list)
    for row in dates:
        standing = by_step[row.milestone_id]
        shown = _shown(row, standing)
        accepted = row.update_id is None or row.with_update in ACCEPTED
        if shown.counts or accepted or not as_at.accepted_only:
            standing.append(shown)
    return by_step


def _shown(row: Any, standing: list[DateShown]) -> DateShown:
    agreed = row.get_agreed_by_display()
    if row.agreed_by_name:
        agreed = f"{agreed}: {row.agreed_by_name}"
    before = [date for date in standing if date.counts]
    return DateShown(
        words=row.words,
        due=row.due,
        recurrence=row.recurrence,
        reason=row.reason,
        agreed_by=agreed,
        counts=row.is_in_force(row.with_update in ACCEPTED, row.by_itself in ACCEPTED),
        pk=row.pk,
        agreed=row.agreed_by != DueDate.AgreedBy.NOT_YET,
        move=rag.move_of(before[-1].due, row.day, row.move) if before or row.move else None,
        day=row.day,
        precision=row.precision,
        starts=row.starts,
        note=row.note,
        needs_body=row.needs_body,
    )


def recurring_of(
    step: Milestone,
    date: DateShown | None,
    said: dict[datetime.date, CheckSaid],
    last_reported: datetime.date | None,
    day: datetime.date,
    grace_days: int,
) -> Recurring | None:
    """Return how a step recurs, from its timescale or from its own words; None when it does not.

    Where the timescale says how often, its date is the first; where the step's own words do,
    the timescale's date is the end.
    """
    rule = (date.recurrence if date else "") or step.recurrence
    if not rule:
        return None
    in_the_timescale = bool(date and date.recurrence)
    end = last_day(rule) if in_the_timescale else date.due if date else None
    first = date.due if date and in_the_timescale and end is None else None
    started = first_from(rule, date.starts) if date else None
    return recurring(
        rule,
        first=step.first_due or first or started,
        until=end,
        each=step.each_occurrence,
        said=said,
        last_reported=last_reported,
        day=day,
        grace_days=grace_days,
    )


def due_on_day(
    date: DateShown | None, recurs: Recurring | None, spoken_of: bool, day: datetime.date
) -> datetime.date | None:
    """Return the date a step must be judged by on `day`.

    What recurs is judged by the oldest check nobody reported on where each is reported;
    else by its next one, once anything was said of it; and by its end when that has passed.
    """
    if recurs is None:
        return date.due if date else None
    if recurs.until and recurs.until < day:
        return recurs.until
    if recurs.open_check:
        return recurs.open_check.due
    if recurs.first and not spoken_of and not recurs.each:
        return recurs.first
    return recurs.next_due or recurs.until
