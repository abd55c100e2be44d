"""Calendars of a person or a plan: their private links, and what stands in them on a day.

The link carries a token of which only a hash is kept, so that nobody reads a link here again.
"""

import datetime
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from actionplans.asat import AsAt
from actionplans.calendars.writing import Day, fingerprint, written
from actionplans.lists import desk_of
from actionplans.models import ActionPlan, CalendarFeed, ReportingCycle
from actionplans.on_day.plans import rows_of_plan
from actionplans.planning.holding import is_closed
from actionplans.recurring import Check
from actionplans.reminding.digest import CONFIDENTIAL
from actionplans.rows import Row, Step
from actionplans.timescale.repeats import occurrences
from councils.access import Access, Verb, accesses
from councils.drafts import is_draft
from councils.emails import absolute
from councils.holding_back import names_asked_about
from councils.models import Council, User
from councils.names import HELD_BACK
from councils.people import left

AHEAD = datetime.timedelta(days=366)
WORDS_SHOWN = 120


class Dead(Exception):
    """The link shows nothing: it never did, was withdrawn, or its owner is no longer there."""


@dataclass(frozen=True)
class Shown:
    """A calendar as it is handed out."""

    content: bytes
    fingerprint: str
    changed_at: datetime.datetime


# Links


@transaction.atomic
def renew(council: Council, by: User, plan: ActionPlan | None = None) -> str:
    """Return the path of a new link to one's own calendar, or a plan's; the earlier one is dead."""
    revoke(council, by, plan)
    token = secrets.token_urlsafe(32)
    owner = None if plan else by
    CalendarFeed.objects.create(
        council=council, user=owner, plan=plan, sha256=_hash(token), made_by=by
    )
    return reverse("actionplans:calendar_feed", args=[token])


@transaction.atomic
def revoke(council: Council, by: User, plan: ActionPlan | None = None) -> bool:
    """Return whether the link to one's own calendar, or a plan's, was withdrawn now."""
    if plan:
        ActionPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    else:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
    open_one = open_feed(council, None if plan else by, plan)
    if open_one is None:
        return False
    open_one.revoked_at, open_one.revoked_by = timezone.now(), by
    open_one.save(update_fields=["revoked_at", "revoked_by"])
    return True


def open_feed(council: Council, user: User | None, plan: ActionPlan | None) -> CalendarFeed | None:
    """Return the calendar that has a working link; None where there is none."""
    feeds = CalendarFeed.objects.filter(council=council, user=user, plan=plan, revoked_at=None)
    return feeds.select_related("made_by").first()


@receiver(left)
def _withdrawn_by_leaving(
    sender: Any, council: Council, user: User, by: User, **kwargs: Any
) -> None:
    """Withdraw the calendars of somebody who leaves: they do not begin anew with them."""
    theirs = Q(user=user) | Q(user=None, made_by=user)
    feeds = CalendarFeed.objects.filter(theirs, council=council, revoked_at=None)
    feeds.update(revoked_at=timezone.now(), revoked_by=by)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def feed_of(token: str) -> tuple[CalendarFeed, Access]:
    """Return the calendar of a link, and what its owner may see. Raises Dead."""
    feeds = CalendarFeed.objects.select_related("council", "user", "plan", "made_by")
    feed = feeds.filter(sha256=_hash(token), revoked_at=None).first()
    owner = (feed.user or feed.made_by) if feed else None
    if feed is None or owner is None or not owner.is_active:
        raise Dead
    wanted = Verb.MANAGE_PLAN if feed.plan else Verb.REPORT_OWN
    for access in accesses(owner):
        if access.council == feed.council and access.may(wanted):
            return feed, access
    raise Dead


# What stands in it


def shown(token: str, day: datetime.date) -> Shown:
    """Return the calendar of a link as it stands on `day`. Raises Dead."""
    feed, access = feed_of(token)
    name = _name(feed)
    days = _without_names(feed.council, _days(feed, access, day))
    now = fingerprint(name, days)
    if feed.content_sha256 != now or feed.changed_at is None:
        feed.content_sha256, feed.changed_at = now, timezone.now().replace(microsecond=0)
        feed.save(update_fields=["content_sha256", "changed_at"])
    return Shown(written(name, days, feed.changed_at), now, feed.changed_at)


def _name(feed: CalendarFeed) -> str:
    return f"{feed.plan}, {feed.council}" if feed.plan else f"Your actions, {feed.council}"


def _days(feed: CalendarFeed, access: Access, day: datetime.date) -> list[Day]:
    if feed.plan and (is_closed(feed.plan) or is_draft(feed.plan)):
        return []
    if feed.plan:
        # A link that several may hold shows nothing confidential, not even that it is there.
        state = AsAt(day=day, today=day, confidential=False, without_drafts=True)
        rows = rows_of_plan(feed.plan, state)
        found = [(row, step) for row in rows if row.is_open for step in row.steps if step.is_open]
        plans = {feed.plan.pk: feed.plan}
    else:
        found = [(task.row, task.step) for task in desk_of([access], day).tasks]
        plans = access.reach(ActionPlan).in_bulk({row.plan_id for row, _ in found})
    steps = [one for row, step in found for one in _of_step(access, plans, row, step, day)]
    return sorted([*steps, *_of_cycles(access, plans, day)], key=lambda one: (one.on, one.uid))


def _of_step(
    access: Access, plans: dict[int, ActionPlan], row: Row, step: Step, day: datetime.date
) -> Iterator[Day]:
    """Yield the day a step is due; of one that recurs, what is open and each check of a year."""
    plan = plans.get(row.plan_id) or next(iter(plans.values()))
    address = reverse("actionplans:action", args=[access.council.slug, row.plan_id, row.pk])
    for on, words, uid in _due(step, day):
        what = CONFIDENTIAL if row.is_confidential else _short(step.text or row.text)
        yield Day(
            f"{uid}@{_host()}",
            on,
            f"Action {row.reference} due: {what}",
            f"{words}. {plan.title}.\n{absolute(address)}",
            absolute(address),
        )


def _due(step: Step, day: datetime.date) -> Iterator[tuple[datetime.date, str, str]]:
    recurs = step.recurring
    if recurs is None or recurs.first is None:
        if step.due:
            yield step.due, step.status.words, f"step-{step.pk}"
        return
    states = {check.due: check.state.words for check in recurs.with_state(Check.DUE, Check.MISSED)}
    to_come = occurrences(recurs.rule, recurs.first, recurs.until, day + AHEAD)
    for on in sorted({*states, *(on for on in to_come if on >= day)}):
        yield on, states.get(on, "To be done"), f"step-{step.pk}-{on:%Y%m%d}"


def _of_cycles(access: Access, plans: dict[int, ActionPlan], day: datetime.date) -> Iterator[Day]:
    """Yield by when updates are asked for, and the meetings they are for."""
    cycles = ReportingCycle.objects.filter(plan__in=plans, closes_on__gte=day, closing=None)
    for cycle in cycles.select_related("plan", "meeting__body").order_by("pk"):
        path = reverse("actionplans:plan", args=[access.council.slug, cycle.plan_id])
        address, title = absolute(path), cycle.plan.title
        words = f"{title}.\n{address}"
        uid = f"cycle-{cycle.pk}"
        yield Day(f"{uid}@{_host()}", cycle.updates_due_on, f"Updates due: {title}", words, address)
        if cycle.meeting:
            yield Day(
                f"{uid}-meeting@{_host()}",
                cycle.meeting.held_on,
                f"Meeting: {cycle.meeting.body}",
                words,
                address,
            )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= WORDS_SHOWN else words[: WORDS_SHOWN - 1].rstrip() + "…"


def _host() -> str:
    return absolute("/").split("//")[1].strip("/")


def _without_names(council: Council, days: Iterable[Day]) -> list[Day]:
    """Return the days without a name that somebody asked to be taken out: calendars go far."""
    names = names_asked_about(council.pk)
    if not names.ways:
        return list(days)
    return [
        Day(
            one.uid,
            one.on,
            names.replaced(one.summary, HELD_BACK),
            names.replaced(one.description, HELD_BACK),
            one.url,
        )
        for one in days
    ]
