"""Links by which somebody without an account reports, once, on one action or step."""

import datetime
import uuid
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from actionplans.addresses import due_check
from actionplans.asat import AsAt
from actionplans.conversing import asked_about
from actionplans.evidence import LinkGiven, give_link
from actionplans.models import (
    Action,
    Milestone,
    ProgressUpdate,
    Question,
    Report,
    ReportLink,
    Review,
)
from actionplans.on_day.endings import has_ended
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.holding import Closed, hold_open, is_closed
from actionplans.reminding.recipients import recipients
from actionplans.reporting_rights import still_reports
from actionplans.rows import Row, SentBack
from councils.emails import PersonalLink, makes_links, personal_link
from councils.models import Appointment, Officer, User

WORKS_FOR = datetime.timedelta(days=30)
_SALT = "actionplans.report-link"
KIND = "report"


class Dead(Exception):
    """The link does not work: it never did, was used, was withdrawn or has run out."""


@dataclass(frozen=True)
class For:
    """Whom a link is for, and what it reports on."""

    action: Action
    milestone: Milestone | None
    email: str
    name: str
    officer_id: int | None = None


def link_for(
    wanted: For, day: datetime.date, by: User | None = None
) -> tuple[ReportLink, PersonalLink]:
    """Return a link that works for 30 days from `day`, and its place in an e-mail.

    One that they have and have not used is kept, so that an earlier e-mail goes on working;
    one by which they report for another lead is another link.
    """
    open_ones = ReportLink.objects.filter(
        action=wanted.action,
        milestone=wanted.milestone,
        email__iexact=wanted.email,
        name=wanted.name,
        used_at=None,
        withdrawn_at=None,
    )
    link = open_ones.order_by("-pk").first() or ReportLink(
        **vars(wanted), made_by=by, expires_on=day
    )
    link.expires_on = max(link.expires_on, day + WORKS_FOR)
    link.officer_id = wanted.officer_id
    link.save()
    return link, personal_link(KIND, link.pk)


@makes_links(KIND)
def path_of(pk: int) -> str:
    """Return the path of a link, which nobody can make up: it is signed."""
    link = ReportLink.objects.get(pk=pk)
    token = signing.dumps([link.pk, link.nonce], salt=_SALT)
    return reverse("actionplans:report_by_link", args=[token])


def link_of(token: str, day: datetime.date, *, lock: bool = False) -> ReportLink:
    """Return the link a token stands for, while it works on `day`. Raises Dead."""
    links = _links_of(token)
    if lock:
        links = links.select_for_update(of=("self",))
    link = links.first()
    if link is None or not works(link, day):
        raise Dead
    return link


def _links_of(token: str) -> QuerySet[ReportLink]:
    """Return the one link a token stands for, or none. Raises Dead for what is no token."""
    try:
        pk, nonce = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Dead from error
    links = ReportLink.objects.select_related("action__plan__council", "milestone", "officer")
    return links.filter(pk=pk, nonce=nonce)


def sent_by(token: str, key: str) -> ReportLink:
    """Return the link that was used by the form with this key. Raises Dead for none such."""
    link = _links_of(token).select_related("update").exclude(update=None).first()
    if link is None or link.update is None or str(link.update.key) != key:
        raise Dead
    return link


def works(link: ReportLink, day: datetime.date) -> bool:
    """Return whether one can report by it on `day`: while they may, as those who sign in."""
    plan = link.action.plan
    gone = link.milestone and link.milestone.removed_on and link.milestone.removed_on <= day
    dead = link.used_at or link.withdrawn_at or link.expires_on < day
    if dead or is_closed(plan) or gone or has_ended(link.action, day):
        return False
    may = still_reports(link.officer, link.action, link.milestone, day)
    return may and not _held_it_before(link, day)


def _held_it_before(link: ReportLink, day: datetime.date) -> bool:
    """Return whether it was sent to somebody who has left the post or group it is for."""
    held = link.officer
    if held is None or held.kind == Officer.Kind.PERSON:
        return False
    within = Q(to=held) | Q(to__appointments__to=held)
    before = Appointment.objects.filter(within, officer__email__iexact=link.email)
    people = recipients(held.council, [held.pk], day).get(held.pk, [])
    return before.exists() and all(one.email.lower() != link.email.lower() for one in people)


def row_of(link: ReportLink, day: datetime.date) -> Row:
    """Return the one action a link shows, as it stands on `day`."""
    [row] = rows_on_day(Action.objects.filter(pk=link.action_id), AsAt(day=day, today=day))
    return row


def check_of(
    link: ReportLink, day: datetime.date, asked: datetime.date | None
) -> datetime.date | None:
    """Return the check of a recurring step to report on by a link; None for no such.

    It is the one `asked` for in the form's address, where that fell due, so that a form opened
    before a further check is due stays of its own; else the one that is asked for now.
    """
    step = next((s for s in row_of(link, day).steps if s.pk == link.milestone_id), None)
    if step is None or step.recurring is None or not step.recurring.each:
        return None
    fell_due = {check.due for check in step.recurring.checks}
    return asked if asked in fell_due else due_check(step)


def own_sent_back(link: ReportLink, sent_back: SentBack | None) -> SentBack | None:
    """Return what was sent back where it is the report of whom the link is for; None else."""
    if sent_back is None:
        return None
    own = ProgressUpdate.objects.filter(pk=sent_back.place[1], reported_by=link.name)
    return sent_back if own.exists() else None


def own_last(link: ReportLink) -> ProgressUpdate | None:
    """Return the last report of whom the link is for on what it is for; None where there is none.

    What was sent back is shown by itself, with why: see `own_sent_back`.
    """
    own = link.action.updates.filter(reported_by=link.name, lines__milestone=link.milestone)
    last = own.order_by("-pk").first()
    returned = last and last.reviews.filter(verdict=Review.Verdict.RETURNED).exists()
    return None if returned else last


def asked_by_link(link: ReportLink) -> QuerySet[Question]:
    """Return the open questions to the leads of the action, where the link is a lead's."""
    return asked_about(link.action) if link.officer_id else Question.objects.none()


def newest_seen(link: ReportLink) -> int:
    """Return the newest update of the link's action (primary key); 0 where there is none."""
    newest = link.action.updates.order_by("-pk").first()
    return newest.pk if newest else 0


@transaction.atomic
def report_by(
    token: str,
    report: Report,
    day: datetime.date,
    *,
    last_seen: int,
    key: uuid.UUID | None = None,
    evidence: LinkGiven | None = None,
) -> ProgressUpdate:
    """Return the update that came by the link, which works no more. Raises Dead, NewerUpdate.

    `key` was made when its form was opened: see `sent_by`.
    """
    link = link_of(token, day, lock=True)
    try:
        hold_open(link.action.plan)
    except Closed as error:
        raise Dead from error
    update = link.action.record_update(
        report, entered_by=None, known_on=day, last_seen=last_seen, key=key
    )
    if evidence:
        give_link(update, evidence)
    link.used_at, link.update = timezone.now(), update
    link.save(update_fields=["used_at", "update"])
    return update


@transaction.atomic
def withdraw(link: ReportLink, by: User) -> bool:
    """Return whether the link was withdrawn now; one that was used or withdrawn stays so."""
    now = {"withdrawn_at": timezone.now(), "withdrawn_by": by}
    held = ReportLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.used_at or held.withdrawn_at:
        return False
    for name, value in now.items():
        setattr(held, name, value)
    held.save(update_fields=list(now))
    return True
