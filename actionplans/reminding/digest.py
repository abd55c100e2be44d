"""What one person is told: their late and coming steps, what was sent back, answers they owe."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string

from actionplans.addresses import report_address
from actionplans.managing import managing_now
from actionplans.models import ActionPlan, ReminderSettings, ReportingCycle
from actionplans.reminding.owed import Owed
from actionplans.reminding.recipients import Recipient
from actionplans.rows import Row, Step
from councils.emails import Letter, PersonalLink, absolute
from councils.models import OutgoingEmail, User

CONFIDENTIAL = "A confidential action"


@dataclass
class Item:
    """One step somebody is told of, in the plan it stands in."""

    settings: ReminderSettings
    row: Row
    step: Step
    # Why this run writes at all; an item that is only listed beside another has none.
    told_now: bool
    link: PersonalLink | None = None
    # For which lead they may report; "" for their own.
    for_whom: str = ""
    # Whom it is told to, where that is known.
    to: Recipient | None = None
    # The open cycle in which nothing was reported on it, if there is one.
    cycle: ReportingCycle | None = None
    # Whether the cycle alone is why it is listed.
    is_only_wanted: bool = False

    @property
    def plan(self) -> ActionPlan:
        return self.settings.plan

    @property
    def is_late(self) -> bool:
        return self.step.days_late > 0

    @property
    def what(self) -> str:
        """Return the step's words; a confidential one's are not sent by e-mail."""
        if self.row.is_confidential:
            return CONFIDENTIAL
        return " ".join((self.step.text or self.row.text).split())

    @property
    def comment(self) -> str:
        """Return what is asked on sending back; "" in confidence, or where another reported."""
        back = self.step.sent_back
        if back is None or back.is_confidential or self.row.is_confidential:
            return ""
        return back.comment if self.to and self.to.reported(back, self.for_whom) else ""

    @property
    def asked_by(self) -> str:
        """Return who sent it back: not always the plan's manager."""
        back = self.step.sent_back
        return (back.by if back else "") or self.plan.manager_name

    @property
    def address(self) -> str:
        """Return where to report on it: their own link, or the form after signing in."""
        if self.link:
            return str(self.link)
        return absolute(report_address(self.plan.council.slug, self.row, self.step))


KEPT = "Not answered in time"


@dataclass(frozen=True)
class Line:
    """An answer somebody owes; or that is late and somebody else owes, told to who keeps the list.

    `told_now`: whether it is why this run writes at all; `is_late`: whether its day is past.
    """

    settings: ReminderSettings
    owed: Owed
    told_now: bool
    is_late: bool
    is_kept: bool = False

    @property
    def plan(self) -> ActionPlan:
        return self.settings.plan

    @property
    def heading(self) -> str:
        return KEPT if self.is_kept else self.owed.heading

    @property
    def address(self) -> str:
        """Return where it is answered, and read, after signing in."""
        return absolute(self.owed.path)


def _by_heading(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.heading, []).append(line)
    return list(found.items())


@dataclass
class Digest:
    """All that one person is told on one day, plan by plan."""

    recipient: Recipient
    items: list[Item] = field(default_factory=list)
    answers: list[Line] = field(default_factory=list)

    @property
    def is_due(self) -> bool:
        items, answers = self.items, self.answers
        return any(one.told_now for one in items) or any(one.told_now for one in answers)

    @property
    def sections(self) -> list["Section"]:
        """Return what is told of each plan."""
        told = [item.settings for item in self.items] + [line.settings for line in self.answers]
        settings = {one.plan.pk: one for one in told}
        return [
            Section(
                settings=one,
                groups=_grouped(self._of(pk)),
                cycle=next((item.cycle for item in self._of(pk) if item.cycle), None),
                answers=_by_heading(line for line in self.answers if line.plan.pk == pk),
            )
            for pk, one in settings.items()
        ]

    def _of(self, plan_pk: int) -> list[Item]:
        found = [item for item in self.items if item.plan.pk == plan_pk]
        return sorted(found, key=lambda i: (i.step.due or datetime.date.max, i.row.order))

    @property
    def subject(self) -> str:
        """Return "Your actions: 2 late, 1 due soon; your answers: 1 late"."""
        own = [line for line in self.answers if line.owed.due and not line.is_kept]
        late = sum(line.is_late for line in own)
        kept = sum(line.is_kept for line in self.answers)
        counts = {
            "your actions": [(name.lower(), len(items)) for name, items in _grouped(self.items)],
            "your answers": [("late", late), ("to give", len(own) - late)],
            "answers not given in time": [("", kept)],
        }
        parts = [f"{what}: {_counted(of)}" for what, of in counts.items() if _counted(of)]
        told = "; ".join(parts)
        return f"{told[:1].upper()}{told[1:]}"


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    """Return "2 late, 1 due soon"; "" for nothing."""
    return ", ".join(f"{number} {what}".strip() for what, number in counts if number)


@dataclass
class Section:
    """What one person is told of one plan: its items under their headings, by date."""

    settings: ReminderSettings
    groups: list[tuple[str, list[Item]]]
    cycle: ReportingCycle | None
    # Under their headings.
    answers: list[tuple[str, list[Line]]]

    @cached_property
    def manager(self) -> User | None:
        """Return who answers for the plan, to whom replies go; None where nobody does."""
        return next(iter(managing_now(self.settings.plan)), None)


LATE, BACK, SOON, WANTED = "Late", "Sent back to you", "Due soon", "To report on"


def _grouped(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    groups: dict[str, list[Item]] = {LATE: [], BACK: [], SOON: [], WANTED: []}
    for item in items:
        groups[_heading(item)].append(item)
    return [(name, found) for name, found in groups.items() if found]


def _heading(item: Item) -> str:
    if item.step.sent_back:
        return BACK
    if item.is_late:
        return LATE
    return WANTED if item.is_only_wanted else SOON


def letter_of(digest: Digest, day: datetime.date) -> Letter:
    """Return the e-mail: plain text, with the manager's words first."""
    sections, to = digest.sections, digest.recipient.user
    managers = {section.manager for section in sections}
    manager = next(iter(managers)) if len(managers) == 1 else None
    context = {
        "digest": digest,
        "recipient": digest.recipient,
        "council": sections[0].settings.plan.council,
        "day": day,
        "sections": sections,
        "manager": manager,
        "are_several": len(managers) > 1,
        "is_the_manager": manager is not None and manager == to,
        "by_link": any(item.link for item in digest.items),
    }
    return Letter(
        kind=OutgoingEmail.Kind.REMINDER,
        to=digest.recipient.email,
        name=digest.recipient.name,
        subject=digest.subject,
        body=render_to_string("actionplans/reminding/digest.txt", context),
        reply_to=manager.email if manager else "",
        user=to,
        officer=digest.recipient.officer,
        links=tuple(item.link for item in digest.items if item.link),
    )
