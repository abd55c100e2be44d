"""Writes to leads of what is due, and to who owes an answer: a digest each, on working days."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from actionplans.models import ActionPlan, Milestone, ReminderRun, ReminderSettings
from actionplans.reminding.digest import Digest, letter_of
from actionplans.reminding.links import For, link_for
from actionplans.reminding.owed import owed_on
from actionplans.reminding.telling import run_of, told_on
from actionplans.reporting_rights import by_whom
from councils.emails import record
from councils.models import Council, OutgoingEmail
from councils.working_days import is_working_day, working_days_after


def plans_to_remind(day: datetime.date) -> list[ReminderSettings]:
    """Return the settings of the plans of which somebody is to be told on `day`.

    Those whose manager wants their leads reminded, and those about which an answer is owed by a
    day. None of a council whose leads were: a plan that asks for it later begins the next day,
    since nobody gets two digests on one.
    """
    owed = {one.plan.pk for one in owed_on(None, day)}
    wanted = Q(reminders__is_on=True, status=ActionPlan.Status.APPROVED, is_archived=False)
    found = ActionPlan.objects.filter(wanted | Q(pk__in=owed))
    found = found.exclude(council__in=_reminded_on(day))
    found = found.select_related("council", "manager", "reminders")
    return [_settings(plan) for plan in found.order_by("council", "title", "pk")]


def _settings(plan: ActionPlan) -> ReminderSettings:
    held: ReminderSettings | None = getattr(plan, "reminders", None)
    return held or ReminderSettings(plan=plan)


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
        by = by_whom(to.name, item.for_whom)
        wanted = For(step.action, step, to.email, by, officer.pk if officer else None)
        _, item.link = link_for(wanted, day)
