"""Writes to the leads of every plan that asks for it: a digest each, on working days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from actionplans.asat import AsAt
from actionplans.conversing import asked_on
from actionplans.cycles.keeping import open_on, span_of
from actionplans.cycles.reports import reports_on
from actionplans.models import (
    Action,
    ActionPlan,
    Milestone,
    Question,
    ReminderRun,
    ReminderSettings,
    ReportingCycle,
)
from actionplans.on_day.plans import rows_on_day
from actionplans.rag import Status
from actionplans.reminding.digest import Digest, Item, letter_of
from actionplans.reminding.links import For, link_for
from actionplans.reminding.recipients import Recipient, recipients
from actionplans.reminding.schedule import Run, Schedule, first_run, is_asked_again, is_told
from actionplans.reporting_rights import StandIn, by_whom, reminded_for
from actionplans.rows import Row, Step
from councils.emails import record
from councils.models import Council, Officer, OutgoingEmail
from councils.working_days import is_working_day, working_days_after

# What waits for an answer, and the officers (primary keys) who are to give it.
Asked = tuple[Question, tuple[int, ...]]
# How far ahead a digest lists what is due, at least.
SOON = datetime.timedelta(days=14)


@dataclass
class Told:
    """What a run would write: a digest each, and the leads whom nothing reaches."""

    digests: list[Digest]
    unreached: list[Officer]


def plans_to_remind(day: datetime.date) -> list[ReminderSettings]:
    """Return the settings of the plans whose leads are to be reminded on `day`.

    None of a council whose leads were: a plan that asks for it later begins the next day, since
    nobody gets two digests on one.
    """
    wanted = ReminderSettings.objects.filter(
        is_on=True, plan__status=ActionPlan.Status.APPROVED, plan__is_archived=False
    )
    found = wanted.exclude(plan__council__in=_reminded_on(day))
    found = found.select_related("plan__council", "plan__manager")
    return list(found.order_by("plan__council", "plan__title", "plan"))


def _reminded_on(day: datetime.date) -> QuerySet[ReminderRun, Any]:
    """Return the councils whose leads were reminded on `day`."""
    return ReminderRun.objects.filter(day=day).values("plan__council")


def next_day(council: Council, day: datetime.date) -> datetime.date:
    """Return the next day on which the council's leads are reminded: `day`, if they are still."""
    done = _reminded_on(day).filter(plan__council=council).exists()
    return day if is_working_day(day) and not done else working_days_after(day, 1)


def remind(day: datetime.date) -> list[OutgoingEmail]:
    """Write to everybody who is to hear on `day`, once however often it is called.

    Nothing is written on a day that is no working day. A run is kept only when all of its
    e-mails are recorded: one that was cut short is done again, and writes only what lacks.
    """
    if not is_working_day(day):
        return []
    by_council: dict[Council, list[ReminderSettings]] = {}
    for settings in plans_to_remind(day):
        by_council.setdefault(settings.plan.council, []).append(settings)
    return [mail for council, those in by_council.items() for mail in _remind(council, those, day)]


def _remind(
    council: Council, settings: list[ReminderSettings], day: datetime.date
) -> list[OutgoingEmail]:
    written = []
    for digest in told_on(council, settings, day).digests:
        if digest.is_due and (email := write(council, digest, day)):
            written.append(email)
    _keep_runs(settings, day)
    return written


@transaction.atomic
def _keep_runs(settings: list[ReminderSettings], day: datetime.date) -> None:
    """Keep that all of a council's plans were told of, or of none."""
    for one in settings:
        run = run_of(one.plan, day)
        ReminderRun.objects.get_or_create(
            plan=one.plan, day=day, defaults={"covers_to": run.covers_to}
        )


@transaction.atomic
def write(council: Council, digest: Digest, day: datetime.date) -> OutgoingEmail | None:
    """Return the e-mail recorded for a digest; None where it was recorded before."""
    key = f"digest {council.pk} {day} {digest.recipient.key}"
    if OutgoingEmail.objects.filter(key=key).exists():
        return None
    _add_links(digest, day)
    email, new = record(council, key, letter_of(digest, day))
    return email if new else None


def _add_links(digest: Digest, day: datetime.date) -> None:
    """Give each item a link of its own, where the person has no account."""
    to = digest.recipient
    if to.user:
        return
    steps = Milestone.objects.select_related("action").in_bulk(i.step.pk for i in digest.items)
    for item in digest.items:
        step = steps[item.step.pk]
        officer = (item.to or to).officer
        wanted = For(step.action, step, to.email, by_whom(to.name, item.for_whom), officer.pk)
        _, item.link = link_for(wanted, day)


def run_of(plan: ActionPlan, day: datetime.date) -> Run:
    """Return what a run on `day` has to tell of: all since the last one."""
    last = ReminderRun.objects.filter(plan=plan, day__lt=day).order_by("-day").first()
    return Run(day, last.day, last.covers_to) if last else first_run(day)


def told_on(council: Council, settings: list[ReminderSettings], day: datetime.date) -> Told:
    """Return what a run on `day` would write, and whom nothing reaches.

    The number of queries does not grow with the plans' rows.
    """
    items, questions = _items(settings, day)
    leads = {officer for _, officers in items for officer in officers}
    standing_in = reminded_for(council, day)
    others = {each.delegation.delegate_id for of_one in standing_in.values() for each in of_one}
    found = recipients(council, leads | others, day)
    digests: dict[str, Digest] = {}
    for item, officers in items:
        for recipient, for_whom in _told_of(item, officers, found, standing_in):
            digest = digests.setdefault(recipient.key, Digest(recipient))
            digest.items.append(replace(item, for_whom=for_whom, to=recipient))
    _add_questions(digests, questions, found)
    without = [pk for pk in leads if not found.get(pk)]
    unreached = Officer.objects.filter(pk__in=without).order_by("name", "pk")
    return Told(list(digests.values()), list(unreached))


def _add_questions(
    digests: dict[str, Digest], questions: list[Asked], found: dict[int, list[Recipient]]
) -> None:
    """List what waits for an answer beside the rest; by itself it is no reason to write."""
    for asked, officers in questions:
        to = {one.key for officer in officers for one in found.get(officer, [])}
        for key in to & digests.keys():
            digests[key].questions.append(asked)


def _told_of(
    item: Item,
    officers: Iterable[int],
    found: dict[int, list[Recipient]],
    standing_in: dict[int, list[StandIn]],
) -> list[tuple[Recipient, str]]:
    """Return who is told of a step, each once: its leads, then who reports for which of them."""
    told = {one.key: (one, "") for officer in officers for one in found.get(officer, [])}
    for officer in officers:
        for stand_in in standing_in.get(officer, []):
            if stand_in.covers(item.plan.pk):
                for one in found.get(stand_in.delegation.delegate_id, []):
                    told.setdefault(one.key, (one, stand_in.name))
    return list(told.values())


def _items(
    settings: Iterable[ReminderSettings], day: datetime.date
) -> tuple[list[tuple[Item, tuple[int, ...]]], list[Asked]]:
    """Return the steps to tell of, and what is asked, each with the officers who lead it."""
    by_plan = {one.plan_id: one for one in settings}
    runs = {one.plan_id: run_of(one.plan, day) for one in settings}
    actions = Action.objects.filter(plan__in=by_plan)
    ahead = {one.plan_id: max(SOON, datetime.timedelta(one.days_before + 4)) for one in settings}
    accountable = dict(actions.values_list("pk", "accountable"))
    found, asked = [], []
    rows = rows_on_day(actions, AsAt(day=day, today=day))
    wanted, questions = _wanted(rows, day), asked_on(by_plan)
    for row in rows:
        of_row = tuple(pk for pk in [accountable[row.pk]] if pk)
        for step in row.steps:
            is_listed = _is_listed(row, step, day + ahead[row.plan_id])
            if is_listed or step.pk in wanted:
                item = Item(by_plan[row.plan_id], row, step, False)
                item.cycle, item.is_only_wanted = wanted.get(step.pk), not is_listed
                item.told_now = _told_now(item, runs[row.plan_id])
                found.append((item, tuple(lead.officer_id for lead in step.leads) or of_row))
        officers = of_row + tuple(lead.officer_id for lead in row.leads)
        asked += [(one, officers) for one in questions.get(row.pk, ())]
    return found, asked


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
    wanted = item.settings
    schedule = Schedule(wanted.days_before, wanted.on_the_day, wanted.days_after)
    dues = [item.step.due, item.cycle.updates_due_on if item.cycle else None]
    if any(is_told(schedule, due, run) for due in dues if due):
        return True
    back = item.step.sent_back
    return bool(back and is_asked_again(schedule, back.place[0], run))
