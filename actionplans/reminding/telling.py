"""What a run of reminders would tell, and to whom: steps of plans that ask for it, and answers."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from actionplans.asat import AsAt
from actionplans.cycles.keeping import open_on, span_of
from actionplans.cycles.reports import reports_on
from actionplans.models import Action, ActionPlan, ReminderRun, ReminderSettings, ReportingCycle
from actionplans.on_day.plans import rows_on_day
from actionplans.rag import Status
from actionplans.reminding.answers import Answers, schedule_of
from actionplans.reminding.digest import Digest, Item
from actionplans.reminding.owed import owed_on
from actionplans.reminding.recipients import Recipient, recipients
from actionplans.reminding.schedule import Run, first_run, is_asked_again, is_told
from actionplans.reporting_rights import StandIn, reminded_for
from actionplans.rows import Row, Step
from councils.models import Council, Officer

# How far ahead a digest lists what is due, at least.
SOON = datetime.timedelta(days=14)


@dataclass
class Told:
    """What a run would write: a digest each, and the leads whom nothing reaches."""

    digests: list[Digest]
    unreached: list[Officer]


def run_of(plan: ActionPlan, day: datetime.date) -> Run:
    """Return what a run on `day` has to tell of: all since the last one."""
    last = ReminderRun.objects.filter(plan=plan, day__lt=day).order_by("-day").first()
    return Run(day, last.day, last.covers_to) if last else first_run(day)


def told_on(council: Council, settings: list[ReminderSettings], day: datetime.date) -> Told:
    """Return what a run on `day` would write, and whom nothing reaches.

    The number of queries does not grow with the plans' rows, nor with the answers that are owed.
    """
    runs = {one.plan_id: run_of(one.plan, day) for one in settings}
    listing = {one.plan_id for one in settings if lists_steps(one)}
    owed = [one for one in owed_on(runs, day) if one.due or one.plan.pk in listing]
    asked = {one.action for one in owed if one.action}
    rows = _rows(listing, asked, day)
    items, leading = _items(settings, rows, runs, day), _leading(rows, asked)
    leads = {officer for _, officers in items for officer in officers}
    find = _Reached.of(council, leads | {pk for pks in leading.values() for pk in pks}, day)
    digests: dict[str, Digest] = {}
    for item, officers in items:
        for recipient, for_whom in find.each(item.plan, officers):
            digest = digests.setdefault(recipient.key, Digest(recipient))
            digest.items.append(replace(item, for_whom=for_whom, to=recipient))
    answers = Answers(council, {one.plan_id: one for one in settings}, runs, leading)
    answers.add(digests, owed, find.those)
    without = [pk for pk in leads if not find.found.get(pk)]
    unreached = Officer.objects.filter(pk__in=without).order_by("name", "pk")
    return Told(list(digests.values()), list(unreached))


def lists_steps(settings: ReminderSettings) -> bool:
    """Return whether a plan's leads are reminded of its steps: its manager wants it, it runs."""
    plan = settings.plan
    runs = plan.status == ActionPlan.Status.APPROVED and not plan.is_archived
    return settings.is_on and runs


def _rows(listing: Collection[int], asked: Collection[int], day: datetime.date) -> list[Row]:
    """Return the actions of plans that remind of their steps, and those asked about."""
    actions = Action.objects.filter(Q(plan__in=listing) | Q(pk__in=asked))
    return rows_on_day(actions, AsAt(day=day, today=day))


@dataclass(frozen=True)
class _Reached:
    """Whom to write to for each officer, and who reports in place of which of them."""

    found: dict[int, list[Recipient]]
    standing_in: dict[int, list[StandIn]]

    @classmethod
    def of(cls, council: Council, officers: set[int], day: datetime.date) -> "_Reached":
        standing_in = reminded_for(council, day)
        others = {each.delegation.delegate_id for those in standing_in.values() for each in those}
        return cls(recipients(council, officers | others, day), standing_in)

    def each(self, plan: ActionPlan, officers: Iterable[int]) -> list[tuple[Recipient, str]]:
        """Return who is told, each once: the leads, then who reports for which of them."""
        officers = tuple(officers)
        told = {one.key: (one, "") for pk in officers for one in self.found.get(pk, [])}
        for officer in officers:
            for stand_in in self.standing_in.get(officer, []):
                if stand_in.covers(plan.pk):
                    for one in self.found.get(stand_in.delegation.delegate_id, []):
                        told.setdefault(one.key, (one, stand_in.name))
        return list(told.values())

    def those(self, plan: ActionPlan, officers: Iterable[int]) -> list[Recipient]:
        """Return the same without for whom."""
        return [to for to, _ in self.each(plan, officers)]


def _accountable(rows: Iterable[Row]) -> dict[int, tuple[int, ...]]:
    """Return, by action, the one officer who answers for it."""
    found = Action.objects.filter(pk__in=[row.pk for row in rows]).exclude(accountable=None)
    return {pk: (officer,) for pk, officer in found.values_list("pk", "accountable")}


def _items(
    settings: Iterable[ReminderSettings],
    rows: list[Row],
    runs: Mapping[int, Run],
    day: datetime.date,
) -> list[tuple[Item, tuple[int, ...]]]:
    """Return the steps to tell of, each with the officers who lead it."""
    by_plan = {one.plan_id: one for one in settings if lists_steps(one)}
    own = [row for row in rows if row.plan_id in by_plan]
    ahead = {pk: max(SOON, datetime.timedelta(one.days_before + 4)) for pk, one in by_plan.items()}
    accountable, wanted = _accountable(own), _wanted(own, day)
    found = []
    for row in own:
        for step in row.steps:
            is_listed = _is_listed(row, step, day + ahead[row.plan_id])
            if is_listed or step.pk in wanted:
                item = Item(by_plan[row.plan_id], row, step, False)
                item.cycle, item.is_only_wanted = wanted.get(step.pk), not is_listed
                item.told_now = _told_now(item, runs[row.plan_id])
                leads = tuple(lead.officer_id for lead in step.leads)
                found.append((item, leads or accountable.get(row.pk, ())))
    return found


def _leading(rows: Iterable[Row], asked: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return, by action that is asked about, the officers who lead it or one of its steps."""
    of = [row for row in rows if row.pk in asked]
    accountable = _accountable(of)
    return {row.pk: (*accountable.get(row.pk, ()), *_leads_of(row)) for row in of}


def _leads_of(row: Row) -> Iterator[int]:
    yield from (lead.officer_id for lead in row.leads)
    yield from (lead.officer_id for step in row.steps for lead in step.leads)


def _wanted(rows: list[Row], day: datetime.date) -> dict[int, ReportingCycle]:
    """Return the steps (primary keys) that lack a report in an open cycle of their plan."""
    found: dict[int, ReportingCycle] = {}
    for cycle in open_on(day).filter(plan__in={row.plan_id for row in rows}):
        own = [row for row in rows if row.plan_id == cycle.plan_id]
        missing = reports_on(own, span_of(cycle), AsAt(day=day, today=day)).missing
        found |= {here.step.pk: cycle for here in missing}
    return found


def _is_listed(row: Row, step: Step, until: datetime.date) -> bool:
    """Return whether a digest lists the step: open, and late, due by `until`, or sent back."""
    if not row.is_open or not step.is_open:
        return False
    if step.sent_back:
        return True
    return step.status != Status.CLAIMED and bool(step.due and step.due <= until)


def _told_now(item: Item, run: Run) -> bool:
    schedule = schedule_of(item.settings)
    dues = [item.step.due, item.cycle.updates_due_on if item.cycle else None]
    if any(is_told(schedule, due, run) for due in dues if due):
        return True
    back = item.step.sent_back
    return bool(back and is_asked_again(schedule, back.place[0], run))
