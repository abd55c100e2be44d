"""The member's dashboard: where one plan, or every plan of a council, stands on a day.

It shows what papers show, whoever reads: accepted updates, nothing confidential. The number of
queries does not grow with actions, steps, updates or days.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actionplans.asat import AsAt
from actionplans.challenges.facts import Flag, Kind
from actionplans.challenging import flags_of_plans
from actionplans.changes import Changes
from actionplans.models import Action, ActionPlan
from actionplans.on_day.held import Held
from actionplans.on_day.later import later_of_council
from actionplans.on_day.links import bodies_told, meetings_of
from actionplans.on_day.plans import rows_on_day
from actionplans.over_time.bands import Tally, days_shown
from actionplans.over_time.slippage import Slip, slippage
from actionplans.over_time.stands import Stands, many, rows_shown, stands
from actionplans.over_time.states import statuses_of_plan, statuses_over_time
from actionplans.over_time.tallies import tallies
from actionplans.over_time.unnamed import counted_in
from actionplans.rows import Row
from actionplans.shown import PlanOnDay, Published
from actionplans.since import Start, Which, between, since, start_of, state_of
from actionplans.standings import plans_on_day
from councils.access import Access
from councils.models import Body
from scrutiny.made import Made, made

PAST_DATE = (Kind.ON_TRACK_BUT_PAST, Kind.LATE, Kind.SILENT, Kind.MISSED)


@dataclass(frozen=True)
class Raised:
    """A flag, and the plan that raises it."""

    flag: Flag
    plan: ActionPlan
    title: str


@dataclass(frozen=True)
class FlagsOfPlan:
    """How many flags one plan raises."""

    plan: ActionPlan
    title: str
    number: int


@dataclass(frozen=True)
class PlanLine:
    """One plan of the council's dashboard, with where it stands."""

    plan: ActionPlan
    title: str
    stands: Stands
    note: str = ""


@dataclass(frozen=True)
class Dashboard:
    """Where a plan, or a council's plans, stand: in a sentence, in counts, and over time.

    `plan` None: of all plans. `bodies`: those whose last meeting changes may be told from, and
    `body` the one chosen. `changes` None: there is no day before to tell them from. `past` and
    `flagged` are the worst first.
    """

    council: str
    title: str
    as_at: AsAt
    plan: ActionPlan | None
    rows: tuple[Row, ...]
    start: Start
    bodies: tuple[Body, ...]
    body: Body | None
    changes: Changes | None
    stands: Stands
    past: tuple[Raised, ...]
    flagged: tuple[Raised, ...]
    tallies: tuple[Tally, ...]
    slips: tuple[Slip, ...]
    made: Made
    plans: tuple[PlanLine, ...] = ()
    published: tuple[str, ...] = ()
    without_actions: str = ""
    withheld: int = 0
    entered_later: int = 0
    others_later: int = 0

    @property
    def flags_of(self) -> list[FlagsOfPlan]:
        """Return how much calls for challenge in each plan that has any, past dates included."""
        plans = {one.plan.pk: one for one in (*self.past, *self.flagged)}
        numbers = Counter(one.plan.pk for one in (*self.past, *self.flagged))
        return [FlagsOfPlan(plans[pk].plan, plans[pk].title, n) for pk, n in numbers.items()]

    @property
    def past_number(self) -> str:
        """Return how many steps are past their date, and in how many actions: "12 in 8 actions"."""
        steps, actions = len(self.past), len({one.flag.action for one in self.past})
        return f"{steps} in {many(actions, 'action')}" if steps > actions else str(steps)

    def rows_of(self, show: str) -> list[Row]:
        """Return the rows behind one of its numbers. Raises ValueError for no such number."""
        return rows_shown(show, self.rows, self.changes.moved if self.changes else ())


def body_chosen(bodies: Sequence[Body], asked: str) -> Body | None:
    """Return the body asked for by its number; else the scrutiny committee.

    Whoever reads: one address says one thing to all. None: the last meeting of any of them counts.
    """
    for body in bodies:
        if asked == str(body.pk):
            return body
    if asked:
        return None
    kind = Body.Kind.OVERVIEW_SCRUTINY
    return next((body for body in bodies if body.kind == kind), None)


def plan_dashboard(access: Access, plan: ActionPlan, as_at: AsAt, body: str = "") -> Dashboard:
    """Return where one plan stands; `body` is the number of one whose last meeting is meant."""
    bodies = bodies_told([plan.pk]) or _all_bodies(access)
    chosen = body_chosen(bodies, body)
    meetings = meetings_of(bodies, as_at)
    start = _start(plan.agreed_on, meetings, chosen, as_at)
    found = since(plan, min(start.day, as_at.day), as_at)
    shown = found.shown
    changes = found.changes if start.day < as_at.day else None
    raised = _raised([shown])
    standing = _stands(shown.rows, changes, start, shown.published, as_at)
    days = days_shown(plan.agreed_on, as_at.day, [meeting.held_on for meeting in meetings])
    return Dashboard(
        council=shown.council,
        title=shown.title,
        as_at=as_at,
        plan=plan,
        rows=shown.rows,
        start=start,
        bodies=tuple(bodies),
        body=chosen,
        changes=changes,
        stands=standing,
        past=_past(raised, shown.rows),
        flagged=_others(raised),
        tallies=tallies(
            statuses_of_plan(plan, as_at, days, shown.held),
            shown.rows,
            days,
            meetings,
            shown.published,
        ),
        slips=tuple(slippage(shown.rows)),
        made=made(shown.rows, as_at, plan, standing.unnamed),
        published=tuple(group.sentence for group in shown.published),
        without_actions="" if shown.rows else shown.without_actions,
        withheld=shown.withheld,
        entered_later=shown.entered_later,
        others_later=shown.others_later,
    )


def council_dashboard(access: Access, as_at: AsAt, body: str = "") -> Dashboard:
    """Return where all plans of a council stand that are not in its archive, nor drafts."""
    access, as_at = access.as_member(), replace(as_at, without_drafts=True)
    shown, every = plans_on_day(access, as_at)
    held = shown[0].held if shown else None
    current = [each for each in shown if not each.plan.is_archived]
    pks = {row.pk for each in current for row in each.rows}
    rows = tuple(row for row in every if row.pk in pks)
    bodies = bodies_told([each.plan.pk for each in current]) or _all_bodies(access)
    chosen = body_chosen(bodies, body)
    meetings = meetings_of(bodies, as_at)
    begun = min((each.plan.agreed_on for each in current), default=as_at.day)
    start = _start(begun, meetings, chosen, as_at)
    changes = _changes(access, rows, start.day, as_at, held) if start.day < as_at.day else None
    raised = _raised(current)
    actions = access.reach(Action).filter(pk__in=pks)
    published = tuple(group for each in current for group in each.published)
    standing = _stands(rows, changes, start, published, as_at)
    days = days_shown(begun, as_at.day, [meeting.held_on for meeting in meetings])
    updates, others = later_of_council(access.council, as_at)
    return Dashboard(
        council=access.council.name,
        title="All action plans",
        as_at=as_at,
        plan=None,
        rows=rows,
        start=start,
        bodies=tuple(bodies),
        body=chosen,
        changes=changes,
        stands=standing,
        past=_past(raised, rows),
        flagged=_others(raised),
        tallies=tallies(
            statuses_over_time(actions, as_at, days, held), rows, days, meetings, published
        ),
        slips=tuple(slippage(rows)),
        made=made(rows, as_at, unnamed=standing.unnamed),
        plans=tuple(_line(each, changes, start) for each in current),
        published=tuple(group.sentence for group in published),
        without_actions="" if rows else "No action stands in the council’s plans.",
        withheld=sum(each.withheld for each in current),
        entered_later=updates,
        others_later=others,
    )


def _all_bodies(access: Access) -> list[Body]:
    return list(access.reach(Body).order_by("name", "pk"))


def _start(
    agreed_on: datetime.date, meetings: Sequence[Any], body: Body | None, as_at: AsAt
) -> Start:
    """Return the last meeting before the day: of the body chosen, or else of any."""
    held = [m for m in meetings if m.held_on < as_at.day and (body is None or m.body_id == body.pk)]
    return start_of(agreed_on, held[::-1])


def _changes(
    access: Access,
    rows: Sequence[Row],
    first_day: datetime.date,
    as_at: AsAt,
    held: Held | None,
) -> Changes:
    before = state_of(first_day, as_at)
    actions = access.reach(Action)
    kept = {row.pk for row in rows}
    was = [row for row in rows_on_day(actions, before, held) if row.pk in kept]
    which = Which(actions.values("pk"), {"plan__council": access.council})
    return between(was, rows, before, as_at, which)


def _stands(
    rows: Sequence[Row],
    changes: Changes | None,
    start: Start,
    published: Sequence[Published],
    as_at: AsAt,
) -> Stands:
    moved = changes.moved if changes else ()
    return stands(rows, moved, start.words if changes else "", counted_in(rows, published, as_at))


def _line(shown: PlanOnDay, changes: Changes | None, start: Start) -> PlanLine:
    here = {row.pk for row in shown.rows}
    moved = [c for c in (changes.moved if changes else ()) if c.after.pk in here]
    among = counted_in(shown.rows, shown.published, shown.as_at)
    found = stands(shown.rows, moved, start.words if changes else "", among)
    note = "" if shown.rows else shown.without_actions
    return PlanLine(shown.plan, shown.title, found, note)


def _raised(plans: Sequence[PlanOnDay]) -> list[Raised]:
    """Return what the plans raise; what two plans raise of one action, once."""
    found: dict[str, Raised] = {}
    for shown, flags in zip(plans, flags_of_plans(plans), strict=True):
        for flag in flags:
            found.setdefault(flag.key, Raised(flag, shown.plan, shown.title))
    return list(found.values())


def _past(raised: Iterable[Raised], rows: Iterable[Row]) -> tuple[Raised, ...]:
    """Return what is past its date, the longest first; recurring checks missed among them."""
    late: dict[tuple[int | None, int | None], int] = {}
    for row in rows:
        late[row.pk, None] = row.days_late
        late |= {(row.pk, step.pk): step.days_late for step in row.steps}
    found = [one for one in raised if one.flag.kind in PAST_DATE]
    return tuple(sorted(found, key=lambda one: -late.get((one.flag.action, one.flag.step), 0)))


def _others(raised: Iterable[Raised]) -> tuple[Raised, ...]:
    """Return everything else, the most serious first."""
    order = {kind: number for number, kind in enumerate(Kind)}
    found = [one for one in raised if one.flag.kind not in PAST_DATE]
    return tuple(sorted(found, key=lambda one: (order[one.flag.kind], one.flag.place[0])))
