"""Telling who reported that it was sent back: by e-mail, once, with the way to report again."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from actionplans.models import How, Milestone, ProgressUpdate, Review
from actionplans.reminding.links import For, link_for
from actionplans.reminding.recipients import REPORTING, recipients
from councils.emails import Letter, absolute, record
from councils.models import Officer, OutgoingEmail, User


@dataclass(frozen=True)
class Reporter:
    """Who reported, and how to write to them: an account signs in, others need a link.

    `email` is "" where no address is known.
    """

    name: str
    email: str = ""
    user: User | None = None
    officer: Officer | None = None

    @property
    def needs_a_link(self) -> bool:
        """Return whether they have no account with which to report again."""
        return self.user is None

    def at(self, email: str) -> "Reporter":
        """Return the same person at the address given."""
        return replace(self, email=email)


def reporter_of(update: ProgressUpdate, day: datetime.date) -> Reporter:
    """Return who reported `update`, as far as is known: here, by a link, or through somebody."""
    if update.how == How.HERE and update.entered_by:
        return _here(update.entered_by, update)
    link = getattr(update, "by_link", None)
    if link:
        return Reporter(link.name, link.email, officer=link.officer)
    return _named(update, day)


def _here(user: User, update: ProgressUpdate) -> Reporter:
    """Return somebody with an account; who has left is written to no more."""
    reports = user.is_active and user.memberships.filter(
        council=update.action.plan.council_id, role__in=REPORTING
    )
    return Reporter(str(user), user.email if reports and reports.exists() else "", user)


def _named(update: ProgressUpdate, day: datetime.date) -> Reporter:
    """Return the lead of that name, where somebody else entered what they said."""
    action = update.action
    leading = Q(leads__milestone__action=action) | Q(pk=action.accountable_id)
    council = action.plan.council
    found = Officer.objects.filter(leading, council=council, name__iexact=update.reported_by)
    officer = found.order_by("pk").first()
    for one in recipients(council, [officer.pk], day).get(officer.pk, []) if officer else []:
        return Reporter(one.name, one.email, one.user, officer)
    return Reporter(update.author, officer=officer)


def step_of(update: ProgressUpdate) -> Milestone | None:
    """Return the one step that a report speaks of; None for the whole action or several."""
    lines = list(update.lines.select_related("milestone")[:2])
    return lines[0].milestone if len(lines) == 1 else None


def tell(review: Review, to: Reporter, day: datetime.date) -> OutgoingEmail | None:
    """Return the e-mail that says what was sent back and why; None where nobody is written to.

    It is part of the caller's transaction. Somebody without an account gets a new link, which
    works once. Who sends back their own report is not written to.
    """
    update = review.update
    if update is None or not to.email or (to.user and to.user.pk == review.by_id):
        return None
    place: Any = None
    if to.needs_a_link:
        officer = to.officer.pk if to.officer else None
        wanted = For(update.action, step_of(update), to.email, to.name, officer)
        _, place = link_for(wanted, day, review.by)
    letter = Letter(
        kind=OutgoingEmail.Kind.RETURNED,
        to=to.email,
        name=to.name,
        subject=f"Please look again at what you reported on action {update.action.reference}",
        body=_body(review, update, to, place or absolute(address_of(update))),
        reply_to=review.by.email if review.by else "",
        user=to.user,
        officer=to.officer,
        links=(place,) if place else (),
    )
    email, _ = record(update.action.plan.council, f"returned {review.pk}", letter)
    return email


def address_of(update: ProgressUpdate) -> str:
    """Return the path of the form on which its reporter reports again, of the same check."""
    action, step = update.action, step_of(update)
    check = update.lines.values_list("occurrence", flat=True).first() if step else None
    slug = action.plan.council.slug
    form = reverse("actionplans:update_add", args=[slug, action.plan_id, action.pk])
    if step is None:
        return form
    return f"{form}?step={step.pk}" + (f"&check={check:%Y-%m-%d}" if check else "")


def _body(review: Review, update: ProgressUpdate, to: Reporter, link: object) -> str:
    context = {
        "name": to.name,
        "by": review.by,
        "comment": review.comment,
        "update": update,
        "action": update.action,
        "plan": update.action.plan,
        "link": link,
        "needs_a_link": to.needs_a_link,
    }
    return render_to_string("actionplans/reviewing/returned.txt", context)
