"""The timescales of steps in the state asked for: which date counts, and what recurs."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from actionplans import rag
from actionplans.asat import ACCEPTED, AsAt
from actionplans.models import DueDate, Review
from actionplans.models.facts import is_in_force
from actionplans.on_day.held import Date, Held, StepHeld
from actionplans.recurring import CheckSaid, Recurring, first_from, recurring
from actionplans.rows import DateShown
from actionplans.timescale.repeats import last_day

_AGREED_BY = dict(DueDate.AgreedBy.choices)


def dates_of(
    held: Held, as_at: AsAt, verdicts: Mapping[int, str] | None = None
) -> dict[int, list[DateShown]]:
    """Return the timescales of each step in order, each with whether it counts in this state.

    One reported with an update counts once that update is accepted and somebody
    agreed to it; until then it stands as requested. Members see a request once the
    update that makes it is accepted. `verdicts`: those on the updates, where they are known.
    """
    rulings = Rulings(
        held.verdicts_on(as_at) if verdicts is None else verdicts,
        held.of_dates_on(as_at),
        as_at.accepted_only,
    )
    return {
        step: standing([d for d in dates if as_at.has(d.day, d.known_on)], rulings, held.dates_made)
        for step, dates in held.dates.items()
    }


class Rulings(NamedTuple):
    """The last verdicts on updates and on the dates themselves, and whether only those count."""

    of_updates: Mapping[int, str]
    of_dates: Mapping[int, str]
    accepted_only: bool


def standing(
    dates: Iterable[Date], rulings: Rulings, made: dict[Any, DateShown]
) -> list[DateShown]:
    """Return those of a step's timescales, in order, that stand.

    `made` keeps what was made of them: in most states it is the same.
    """
    stands: list[DateShown] = []
    counting: DateShown | None = None
    for date in dates:
        verdict = rulings.of_updates.get(date.update_id or 0, "")
        if verdict == Review.Verdict.RETURNED:
            continue
        accepted = date.update_id is None or verdict in ACCEPTED
        itself = rulings.of_dates.get(date.pk, "") in ACCEPTED
        in_force = is_in_force(date.agreed_by, date.needs_body, accepted, itself)
        if not (in_force or accepted or not rulings.accepted_only):
            continue
        move = _move(date, counting)
        key = (date.pk, in_force, move)
        if key not in made:
            made[key] = _shown(date, in_force, move)
        stands.append(made[key])
        counting = made[key] if in_force else counting
    return stands


def _shown(date: Date, in_force: bool, move: rag.Move | None) -> DateShown:
    agreed = _AGREED_BY[date.agreed_by]
    if date.agreed_by_name:
        agreed = f"{agreed}: {date.agreed_by_name}"
    return DateShown(
        words=date.words,
        due=date.due,
        recurrence=date.recurrence,
        reason=date.reason,
        agreed_by=agreed,
        counts=in_force,
        pk=date.pk,
        agreed=date.agreed_by != DueDate.AgreedBy.NOT_YET,
        move=move,
        day=date.day,
        precision=date.precision,
        starts=date.starts,
        note=date.note,
        needs_body=date.needs_body,
    )


def _move(date: Date, before: DateShown | None) -> rag.Move | None:
    """Return how a date moved from the one that counted before it, where there was one."""
    if before is None and not date.move:
        return None
    return rag.move_of(before.due if before else None, date.day, date.move)


def recurring_of(
    step: StepHeld,
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
