"""The timescales of steps in the state asked for: which date counts, and what recurs."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q

from actionplans import rag
from actionplans.among import among
from actionplans.asat import ACCEPTED, AsAt
from actionplans.models import DueDate, Milestone, Review
from actionplans.models.facts import is_in_force
from actionplans.recurring import CheckSaid, Recurring, first_from, recurring
from actionplans.rows import DateShown
from actionplans.timescale.repeats import last_day

_AGREED_BY = dict(DueDate.AgreedBy.choices)


def dates_of(
    step_ids: list[int], as_at: AsAt, verdicts: Mapping[int, str] | None = None
) -> dict[int, list[DateShown]]:
    """Return the timescales of each step in order, each with whether it counts.

    One reported with an update counts once that update is accepted and somebody
    agreed to it; until then it stands as requested. Members see a request once the
    update that makes it is accepted. `verdicts`: those on the updates, where they are known.
    """
    dates = dates_held(step_ids, as_at)
    if verdicts is None:
        updates = {date.update_id for date in dates if date.update_id}
        verdicts = as_at.last_verdicts("update", among("update_id", updates))
    by_itself = as_at.last_verdicts("due_date", among("due_date_id", [date.pk for date in dates]))
    return standing(dates, verdicts, by_itself, as_at.accepted_only)


def dates_held(step_ids: Iterable[int], as_at: AsAt) -> list["Date"]:
    """Return the timescales given for these steps, in order, as far as this reader may know."""
    found = DueDate.objects.filter(as_at.holds(), among("milestone_id", step_ids))
    if not as_at.confidential:
        found = found.filter(Q(update__isnull=True) | Q(update__is_confidential=False))
    rows = found.order_by("milestone_id", "pk").values_list(*Date._fields)
    return [Date._make(row) for row in rows]


def standing(
    dates: Iterable["Date"],
    verdicts: Mapping[int, str],
    by_itself: Mapping[int, str],
    accepted_only: bool,
) -> dict[int, list[DateShown]]:
    """Return, by step, those that stand, from the last verdicts on updates and on dates."""
    by_step: dict[int, list[DateShown]] = defaultdict(list)
    for date in dates:
        verdict = verdicts.get(date.update_id or 0, "")
        if verdict == Review.Verdict.RETURNED:
            continue
        stands = by_step[date.milestone_id]
        accepted = date.update_id is None or verdict in ACCEPTED
        itself = by_itself.get(date.pk, "") in ACCEPTED
        in_force = is_in_force(date.agreed_by, date.needs_body, accepted, itself)
        if in_force or accepted or not accepted_only:
            stands.append(_shown(date, in_force, stands))
    return by_step


class Date(NamedTuple):
    """What is read of a timescale: a tuple, since a plan has hundreds of them."""

    milestone_id: int
    pk: int
    update_id: int | None
    words: str
    due: datetime.date | None
    recurrence: str
    reason: str
    agreed_by: str
    agreed_by_name: str
    move: str
    day: datetime.date
    precision: str
    starts: datetime.date | None
    note: str
    needs_body: bool


def _shown(date: Date, in_force: bool, standing: list[DateShown]) -> DateShown:
    agreed = _AGREED_BY[date.agreed_by]
    if date.agreed_by_name:
        agreed = f"{agreed}: {date.agreed_by_name}"
    before = [earlier for earlier in standing if earlier.counts]
    return DateShown(
        words=date.words,
        due=date.due,
        recurrence=date.recurrence,
        reason=date.reason,
        agreed_by=agreed,
        counts=in_force,
        pk=date.pk,
        agreed=date.agreed_by != DueDate.AgreedBy.NOT_YET,
        move=_move(date, before),
        day=date.day,
        precision=date.precision,
        starts=date.starts,
        note=date.note,
        needs_body=date.needs_body,
    )


def _move(date: Date, before: list[DateShown]) -> rag.Move | None:
    if not before and not date.move:
        return None
    return rag.move_of(before[-1].due if before else None, date.day, date.move)


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
