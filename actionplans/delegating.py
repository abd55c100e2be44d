"""Naming who may report for a lead, and ending it; what ended stays."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.dispatch import receiver
from django.utils import timezone

from actionplans.models import ActionPlan, Delegation, ReportLink
from actionplans.reporting_rights import in_words
from councils.access import Access, Verb
from councils.models import Council, Officer, User
from councils.people import left


class Already(Exception):
    """The same was named already: which, to be shown."""

    def __init__(self, held: Delegation) -> None:
        super().__init__("They may report for them already.")
        self.held = held


@dataclass(frozen=True)
class Naming:
    """Who may report for whom, on what (`plan` None: on all), from and until which day."""

    officer: Officer
    delegate: Officer
    plan: ActionPlan | None
    starts: datetime.date
    last_day: datetime.date | None = None
    is_reminded: bool = False

    @property
    def ends(self) -> datetime.date | None:
        return self.last_day + datetime.timedelta(days=1) if self.last_day else None


@transaction.atomic
def name_delegate(naming: Naming, by: User | None) -> Delegation:
    """Return that somebody may report for a lead. Raises Already where the same was named."""
    Officer.objects.select_for_update(no_key=True).get(pk=naming.officer.pk)
    held = _overlapping(naming).first()
    if held:
        raise Already(held)
    return Delegation.objects.create(
        officer=naming.officer,
        delegate=naming.delegate,
        plan=naming.plan,
        starts=naming.starts,
        ends=naming.ends,
        is_reminded=naming.is_reminded,
        made_by=by,
    )


def _overlapping(naming: Naming) -> QuerySet[Delegation]:
    same = Delegation.objects.filter(
        Q(ends=None) | Q(ends__gt=naming.starts), officer=naming.officer, delegate=naming.delegate
    )
    if naming.ends:
        same = same.filter(starts__lt=naming.ends)
    on = same.filter(Q(plan=None) | Q(plan=naming.plan)) if naming.plan else same.filter(plan=None)
    return on.select_related("officer", "delegate", "plan").order_by("pk")


@transaction.atomic
def end(delegation: Delegation, day: datetime.date, by: User | None) -> bool:
    """Return whether it was ended now, from `day` on; one that has ended stays as it is."""
    held = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if held.ends and held.ends <= day:
        return False
    held.ends, held.ended_by = max(day, held.starts), by
    held.save(update_fields=["ends", "ended_by"])
    _withdraw_links(held, by)
    return True


def _withdraw_links(held: Delegation, by: User | None) -> None:
    """Let the links to report by that were made for it work no more."""
    name = in_words(held.delegate.name, held.officer.name)
    links = ReportLink.objects.filter(officer=held.delegate, name=name)
    now: dict[str, Any] = {"withdrawn_at": timezone.now(), "withdrawn_by": by}
    links.filter(used_at=None, withdrawn_at=None).update(**now)


@receiver(left)
def _ended_by_leaving(
    sender: Any, council: Council, user: User, last_day: datetime.date, by: User, **kwargs: Any
) -> None:
    """End what somebody who leaves named, and was named for: it does not begin anew for them."""
    gone = last_day + datetime.timedelta(days=1)
    theirs = Q(officer__user=user) | Q(delegate__user=user)
    held = Delegation.objects.filter(theirs, officer__council=council)
    still = held.filter(Q(ends=None) | Q(ends__gt=gone))
    still.update(ends=Greatest("starts", Value(gone)), ended_by=by)


def may_manage(access: Access, delegation: Delegation, day: datetime.date) -> bool:
    """Return whether the person may end it: the lead, and whoever manages plans here."""
    if access.may(Verb.MANAGE_PLAN):
        return True
    return access.officers(day).filter(pk=delegation.officer_id).exists()


def seen_by(access: Access, day: datetime.date) -> QuerySet[Delegation]:
    """Return those the person gave or was given; all, for whoever manages plans here."""
    found = access.reach(Delegation).select_related(
        "officer", "delegate__user", "plan", "made_by", "ended_by"
    )
    if not access.may(Verb.MANAGE_PLAN):
        mine = access.officers(day)
        found = found.filter(Q(officer__in=mine) | Q(delegate__in=mine))
    return found.order_by("officer__name", "delegate__name", "-starts", "-pk")
