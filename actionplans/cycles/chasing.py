"""Writing to the leads who have not reported, and who was written to, when and how often."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Count, Max
from django.template.loader import render_to_string

from actionplans.cycles.reports import NO_LEAD, Here, OfLead, Reports, Span
from actionplans.models import (
    ActionPlan,
    Chase,
    Chased,
    Milestone,
    ReminderSettings,
    ReportingCycle,
)
from actionplans.planning.holding import hold_open
from actionplans.reminding.digest import Item
from actionplans.reminding.links import KIND as REPORT_LINK
from actionplans.reminding.links import For, link_for
from actionplans.reminding.recipients import Recipient, recipients
from actionplans.reporting_rights import by_whom, reminded_for
from actionplans.rows import Lead
from councils.emails import HIDDEN_LINK, Letter, PersonalLink, record
from councils.models import OutgoingEmail, User


@dataclass(frozen=True)
class Times:
    """How often somebody was chased about something, and when last."""

    number: int = 0
    last: datetime.date | None = None

    def __str__(self) -> str:
        if not self.last:
            return ""
        often = "once, on" if self.number == 1 else f"{self.number} times, last on"
        return f"Chased {often} {self.last:%-d %B %Y}"


@dataclass
class ToChase:
    """A lead who has not reported, whom an e-mail about it goes to, and how often one did.

    `to` is empty where no e-mail reaches them: they are to be telephoned.
    """

    of: OfLead
    to: list[Recipient]
    steps: list[tuple[Here, Times]] = field(default_factory=list)
    last: datetime.date | None = None

    @property
    def lead(self) -> Lead:
        return self.of.lead

    @property
    def is_nobody(self) -> bool:
        return self.lead == NO_LEAD


def to_chase(plan: ActionPlan, found: Reports, day: datetime.date) -> list[ToChase]:
    """Return the leads of what is missing, and what was written to them by `day`.

    The number of queries does not grow with leads or steps.
    """
    leads = [of.lead.officer_id for of in found.by_lead if of.lead != NO_LEAD]
    reached = _reached(plan, leads, day)
    times = _times([one.step.pk for one in found.missing], found.span, day)
    return [
        _to_chase(of, reached.get(of.lead.officer_id, []), times[of.lead.officer_id])
        for of in found.by_lead
    ]


def _reached(
    plan: ActionPlan, leads: Iterable[int], day: datetime.date
) -> dict[int, list[Recipient]]:
    """Return whom an e-mail about each lead's steps goes to: who is reminded for them, too."""
    wanted = set(leads)
    standing_in = {
        lead: {one.delegation.delegate_id: one.name for one in of_lead if one.covers(plan.pk)}
        for lead, of_lead in reminded_for(plan.council, day).items()
        if lead in wanted
    }
    found = recipients(plan.council, wanted.union(*standing_in.values()), day)
    return {
        lead: [
            *found.get(lead, []),
            *(
                replace(to, for_whom=whom)
                for pk, whom in sorted(standing_in.get(lead, {}).items())
                for to in found.get(pk, [])
            ),
        ]
        for lead in wanted
    }


def _to_chase(of: OfLead, to: list[Recipient], times: dict[int, Times]) -> ToChase:
    steps = [(one, times.get(one.step.pk, Times())) for one in of.steps]
    last = max((each.last for _, each in steps if each.last), default=None)
    return ToChase(of, to, steps, last)


def _times(
    steps: Sequence[int], span: Span, day: datetime.date
) -> defaultdict[int, dict[int, Times]]:
    """Return, by officer and step, how often they were chased in the span. One query."""
    rows = Chased.objects.filter(
        milestone__in=steps, chase__day__gte=span.since, chase__day__lte=day
    )
    counted = rows.values_list("officer", "milestone").annotate(
        number=Count("chase", distinct=True), last=Max("chase__day")
    )
    found: defaultdict[int, dict[int, Times]] = defaultdict(dict)
    for officer, step, number, last in counted.order_by():
        found[officer][step] = Times(number, last)
    return found


class ChasedToday(Exception):
    """Some of them were written to today; nothing was sent."""

    def __init__(self, leads: list[Lead]) -> None:
        super().__init__("They were written to today.")
        self.leads = leads


@dataclass(frozen=True)
class Wanted:
    """A chase as somebody wants it: to which officers (primary keys), in which words.

    `key` is made when its page is opened. `again`: also to whom it was written today.
    """

    officers: frozenset[int]
    words: str
    key: uuid.UUID
    cycle: ReportingCycle | None = None
    again: bool = False


def letters(
    plan: ActionPlan, chased: Iterable[ToChase], wanted: Wanted, span: Span, by: User
) -> list[Letter]:
    """Return the e-mails as they would be written, without links that work."""
    hidden = PersonalLink(REPORT_LINK, 0, HIDDEN_LINK)
    those = _mails(plan, [one for one in chased if one.lead.officer_id in wanted.officers])
    for mail in those:
        for item in mail.items:
            item.link = None if mail.to.user else hidden
    return [_letter(plan, mail, wanted, span, by) for mail in those]


@transaction.atomic
def chase(
    plan: ActionPlan, found: Reports, wanted: Wanted, *, by: User, day: datetime.date
) -> tuple[Chase, bool]:
    """Return the chase, with an e-mail to each person, and whether it is new: once a page.

    Raises ChasedToday where it was written to some of them today and that is not `again`
    wanted, Closed where the plan is closed.
    """
    hold_open(plan)
    if before := Chase.objects.filter(plan=plan, key=wanted.key).first():
        return before, False
    those = [
        one
        for one in to_chase(plan, found, day)
        if one.lead.officer_id in wanted.officers and one.to
    ]
    today = [one.lead for one in those if one.last == day]
    if today and not wanted.again:
        raise ChasedToday(today)
    made = Chase.objects.create(
        plan=plan,
        cycle=wanted.cycle,
        since=found.span.since,
        words=wanted.words,
        key=wanted.key,
        day=day,
        known_on=day,
        entered_by=by,
    )
    for mail in _mails(plan, those):
        _send(made, mail, wanted, found.span, day)
    return made, True


@dataclass
class _Mail:
    """One e-mail: to whom, and of which steps, each with the officers it is led by."""

    to: Recipient
    items: list[Item] = field(default_factory=list)
    leads: list[tuple[int, int]] = field(default_factory=list)


def _mails(plan: ActionPlan, chased: Iterable[ToChase]) -> list[_Mail]:
    """Return an e-mail for each person, however many posts they hold."""
    those = list(chased)
    plans = _homes(plan, those)
    found: dict[str, _Mail] = {}
    for one in those:
        for to in one.to:
            mail = found.setdefault(to.key, _Mail(to))
            for here, _ in one.steps:
                _add(mail, to, here, one.lead, plans)
    return list(found.values())


def _homes(plan: ActionPlan, chased: Iterable[ToChase]) -> dict[int, ReminderSettings]:
    """Return the plans that the steps belong to, each of which one reports in."""
    wanted = {here.row.plan_id for one in chased for here, _ in one.steps}
    plans = ActionPlan.objects.filter(pk__in=wanted, council=plan.council)
    found = plans.select_related("council").in_bulk()
    return {pk: ReminderSettings(plan=one) for pk, one in found.items()}


def _add(
    mail: _Mail, to: Recipient, here: Here, lead: Lead, plans: dict[int, ReminderSettings]
) -> None:
    """List a step once: as their own, where they lead it besides reporting for who does."""
    mail.leads.append((lead.officer_id, here.step.pk))
    listed = next((item for item in mail.items if item.step.pk == here.step.pk), None)
    if listed is None:
        listed = Item(plans[here.row.plan_id], here.row, here.step, told_now=True)
        mail.items.append(listed)
    elif to.for_whom:
        return
    listed.to, listed.for_whom = to, to.for_whom


def _send(made: Chase, mail: _Mail, wanted: Wanted, span: Span, day: datetime.date) -> None:
    """Record one e-mail, with links of their own for who has no account, and whom it chases."""
    assert made.entered_by  # noqa: S101
    if not mail.to.user:
        _give_links(mail, day, made.entered_by)
    letter = _letter(made.plan, mail, wanted, span, made.entered_by)
    email, _ = record(made.plan.council, f"chase {made.pk} {mail.to.key}", letter)
    Chased.objects.bulk_create(
        Chased(chase=made, officer_id=officer, milestone_id=step, email=email)
        for officer, step in dict.fromkeys(mail.leads)
    )


def _give_links(mail: _Mail, day: datetime.date, by: User) -> None:
    steps = Milestone.objects.select_related("action").in_bulk(i.step.pk for i in mail.items)
    for item in mail.items:
        step = steps[item.step.pk]
        officer = (item.to or mail.to).officer
        name = by_whom(mail.to.name, item.for_whom)
        wanted = For(step.action, step, mail.to.email, name, officer.pk if officer else None)
        _, item.link = link_for(wanted, day, by)


def _letter(plan: ActionPlan, mail: _Mail, wanted: Wanted, span: Span, by: User) -> Letter:
    number = len({item.row.pk for item in mail.items})
    context = {
        "to": mail.to,
        "items": mail.items,
        "words": wanted.words,
        "plan": plan,
        "cycle": wanted.cycle,
        "span": span,
        "by": by,
        "by_link": any(item.link for item in mail.items),
    }
    return Letter(
        kind=OutgoingEmail.Kind.CHASE,
        to=mail.to.email,
        name=mail.to.name,
        subject=f"Please report on {number} action{'' if number == 1 else 's'}, {plan.title}",
        body=render_to_string("actionplans/cycles/chase.txt", context),
        reply_to=by.email,
        user=mail.to.user,
        officer=mail.to.officer,
        links=tuple(item.link for item in mail.items if item.link),
    )


@dataclass(frozen=True)
class Sent:
    """A chase as the list of chases shows it: whom, about how many steps."""

    chase: Chase
    officers: tuple[tuple[str, int], ...]


def chases_of(plan: ActionPlan, cycle: ReportingCycle | None, day: datetime.date) -> list[Sent]:
    """Return who was chased in a cycle, or at any time, by `day`, newest first. Two queries."""
    made = Chase.objects.filter(plan=plan, day__lte=day).select_related("entered_by")
    made = made.filter(cycle=cycle) if cycle else made
    rows = Chased.objects.filter(chase__in=made).values_list("chase", "officer__name")
    counted: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for pk, name, number in rows.annotate(number=Count("milestone", distinct=True)).order_by(
        "officer__name"
    ):
        counted[pk].append((name, number))
    return [Sent(one, tuple(counted[one.pk])) for one in made.order_by("-day", "-pk")]


def words_for(cycle: ReportingCycle | None, span: Span) -> str:
    """Return what a manager might ask, to begin from."""
    if cycle is None:
        return "We have not heard from you on these. Please say where they stand."
    by = f"{span.due_on:%-d %B %Y}"
    if cycle.meeting:
        body = cycle.meeting.body
        return f"Please report by {by}, so that the paper to {body} shows where these stand."
    return f"Please report by {by}: say where each of these stands."
