"""Telling who reported that it was sent back: by e-mail, once, with the way to report again."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from actionplans.models import How, Milestone, ProgressUpdate, Review
from actionplans.reminding.links import For, link_for
from actionplans.reminding.recipients import recipients
from actionplans.reporting_rights import leads_on, may_report, still_reports
from councils.access import accesses
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
    # Who is written to in their place, where they may not report on it any more.
    instead: tuple["Reporter", ...] = ()

    @property
    def needs_a_link(self) -> bool:
        """Return whether they have no account with which to report again."""
        return self.user is None and not self.instead

    def at(self, email: str) -> "Reporter":
        """Return the same person at the address given."""
        return replace(self, email=email)


def reporter_of(update: ProgressUpdate, day: datetime.date) -> Reporter:
    """Return who reported `update`, as far as is known: here, by a link, or through somebody.

    Who may not report on it any more has its leads in their place.
    """
    if update.how == How.HERE and update.entered_by:
        return _here(update.entered_by, update, day)
    link = getattr(update, "by_link", None)
    if link is None:
        return _named(update, day)
    if still_reports(link.officer, update.action, link.milestone, day):
        return Reporter(link.name, link.email, officer=link.officer)
    return Reporter(link.name, officer=link.officer, instead=_leads_of(update, day))


def _here(user: User, update: ProgressUpdate, day: datetime.date) -> Reporter:
    """Return somebody with an account; whose form would be refused is written to no more."""
    council = update.action.plan.council
    mine = [one for one in accesses(user) if user.is_active and one.council == council]
    steps = _steps_of(update)
    if mine and all(may_report(mine[0], update.action, step, day) for step in steps):
        return Reporter(str(user), user.email, user)
    return Reporter(str(user), user=user, instead=_leads_of(update, day))


def _steps_of(update: ProgressUpdate) -> list[Milestone | None]:
    """Return the steps that a report speaks of; None stands for the whole action."""
    lines = update.lines.select_related("milestone")
    return [line.milestone for line in lines] or [None]


def _leads_of(update: ProgressUpdate, day: datetime.date) -> tuple[Reporter, ...]:
    """Return who leads what a report speaks of and can be written to, each once."""
    leads = {pk: None for one in _steps_of(update) for pk in leads_on(update.action, one, day)}
    found = recipients(update.action.plan.council, leads, day)
    people = {to.key: to for pk in leads for to in found.get(pk, [])}
    return tuple(Reporter(to.name, to.email, to.user, to.officer) for to in people.values())


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


def tell(review: Review, to: Reporter, day: datetime.date) -> list[OutgoingEmail]:
    """Return the e-mails that say what was sent back and why; none where nobody is written to.

    They are part of the caller's transaction. Somebody without an account gets a new link, which
    works once. Who sends back their own report is not written to.
    """
    people = [one for one in to.instead or (to,) if one.email]
    others = [one for one in people if one.user is None or one.user.pk != review.by_id]
    return [_tell(review, one, to.name if to.instead else "", day) for one in others]


def _tell(review: Review, to: Reporter, reporter: str, day: datetime.date) -> OutgoingEmail:
    """Return the e-mail to who reported, or to who leads now what `reporter` reported on."""
    update = review.update
    assert update  # noqa: S101
    place: Any = None
    if to.needs_a_link:
        officer = to.officer.pk if to.officer else None
        wanted = For(update.action, step_of(update), to.email, to.name, officer)
        _, place = link_for(wanted, day, review.by)
    letter = Letter(
        kind=OutgoingEmail.Kind.RETURNED,
        to=to.email,
        name=to.name,
        subject=_subject(update, reporter),
        body=_body(review, to, reporter, place or absolute(address_of(update))),
        reply_to=review.by.email if review.by else "",
        user=to.user,
        officer=to.officer,
        links=(place,) if place else (),
    )
    key = f"returned {review.pk} {to.email.lower()}" if reporter else f"returned {review.pk}"
    email, _ = record(update.action.plan.council, key, letter)
    return email


def _subject(update: ProgressUpdate, reporter: str) -> str:
    if reporter:
        return f"Sent back to you: what was reported on action {update.action.reference}"
    return f"Please look again at what you reported on action {update.action.reference}"


def address_of(update: ProgressUpdate) -> str:
    """Return the path of the form on which its reporter reports again, of the same check."""
    action, step = update.action, step_of(update)
    check = update.lines.values_list("occurrence", flat=True).first() if step else None
    slug = action.plan.council.slug
    form = reverse("actionplans:update_add", args=[slug, action.plan_id, action.pk])
    if step is None:
        return form
    return f"{form}?step={step.pk}" + (f"&check={check:%Y-%m-%d}" if check else "")


def _body(review: Review, to: Reporter, reporter: str, link: object) -> str:
    update = review.update
    assert update  # noqa: S101
    context = {
        "name": to.name,
        "reporter": reporter,
        "by": review.by,
        "comment": review.comment,
        "update": update,
        "action": update.action,
        "plan": update.action.plan,
        "link": link,
        "needs_a_link": to.needs_a_link,
    }
    return render_to_string("actionplans/reviewing/returned.txt", context)
