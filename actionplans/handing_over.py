"""Handing over what an officer leads: all of it in one go, as from a day, to one or to several.

What stands in a closed plan stays with who led it. Pages as at an earlier day show the old lead.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.template.loader import render_to_string
from django.utils import timezone

from actionplans.delegating import end
from actionplans.managing import managers_of
from actionplans.models import (
    Action,
    ActionPlan,
    Delegation,
    Ending,
    HandOver,
    Milestone,
    ProgressDraft,
    ReportLink,
    Upload,
)
from actionplans.planning.editing import leads_of, put_leads
from actionplans.planning.holding import hold
from actionplans.reminding.digest import CONFIDENTIAL
from actionplans.reminding.recipients import Recipient, recipients
from councils.emails import Letter, absolute, record
from councils.models import Council, Officer, OutgoingEmail, User

PLAN, STEP, ACTION, DELEGATION, DRAFT = "plan", "step", "action", "delegation", "draft"
HEADINGS = {
    PLAN: "Plans they manage",
    STEP: "Steps they lead",
    ACTION: "Actions they are accountable for",
    DELEGATION: "Leads they report for",
    DRAFT: "Reports they began and have not sent",
}


class HandedOver(Exception):
    """What the officer has changed since the page was read; `last`: the newest hand-over."""

    def __init__(self, last: HandOver | None) -> None:
        super().__init__("What they lead changed meanwhile.")
        self.last = last


@dataclass(frozen=True)
class Held:
    """One thing that an officer has and that another can have in their place."""

    kind: str
    row: Any
    plan: ActionPlan | None
    words: str
    about: str
    is_confidential: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def told(self) -> str:
        """Return what an e-mail says of it: the words of a confidential action are not sent."""
        return CONFIDENTIAL if self.is_confidential else " ".join(self.words.split())


# What somebody has


def held_by(officer: Officer, day: datetime.date) -> list[Held]:
    """Return what an officer has on `day` in plans that are not closed, kind by kind."""
    return [
        *_of_plans(officer),
        *_of_steps(_led(officer, day)),
        *_of_actions(_live(Action.objects.filter(accountable=officer))),
        *_of_delegations(officer, day),
        *_of_drafts(officer),
    ]


def in_closed_plans(officer: Officer, day: datetime.date) -> list[ActionPlan]:
    """Return the closed plans in which they lead: there nothing is handed over."""
    led = Q(actions__milestones__in=_steps_of(officer, day)) | Q(actions__accountable=officer)
    plans = ActionPlan.objects.filter(led, status=ActionPlan.Status.CLOSED)
    return list(plans.distinct().order_by("title", "pk"))


def version_of(held: Iterable[Held]) -> str:
    """Return what changes whenever what somebody has does."""
    keys = " ".join(sorted(each.key for each in held))
    return hashlib.sha256(keys.encode()).hexdigest()[:20]


def _steps_of(officer: Officer, day: datetime.date) -> QuerySet[Milestone]:
    standing = Q(removed_on=None) | Q(removed_on__gt=day)
    return Milestone.objects.filter(standing, leads__officer=officer)


def _led(officer: Officer, day: datetime.date) -> QuerySet[Milestone]:
    return _steps_of(officer, day).filter(action__in=_live(Action.objects.all()))


def _live(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Return the actions that still stand in a plan that is not closed."""
    last = Ending.objects.filter(action=OuterRef("pk")).order_by("-day", "-pk")
    live = actions.exclude(plan__status=ActionPlan.Status.CLOSED)
    live = live.annotate(last_ending=Subquery(last.values("kind")[:1]))
    return live.filter(Q(last_ending=None) | Q(last_ending=Ending.Kind.RESTORED))


_IN_ORDER = ("plan__title", "plan_id", "order", "pk")


def _of_plans(officer: Officer) -> list[Held]:
    plans = officer.council.plans.filter(manager=officer.user_id, manager__isnull=False)
    rows = plans.exclude(status=ActionPlan.Status.CLOSED).order_by("title", "pk")
    return [
        Held(PLAN, plan, plan, plan.title, "What is asked and reported comes to them")
        for plan in rows
    ]


def _of_steps(steps: QuerySet[Milestone]) -> list[Held]:
    rows = steps.select_related("action__plan").prefetch_related("leads__officer")
    order = (*(f"action__{name}" for name in _IN_ORDER), "order", "pk")
    return [_in_a_plan(STEP, step, step.action, step.text) for step in rows.order_by(*order)]


def _of_actions(actions: QuerySet[Action]) -> list[Held]:
    rows = actions.select_related("plan").order_by(*_IN_ORDER)
    return [_in_a_plan(ACTION, action, action) for action in rows]


def _of_delegations(officer: Officer, day: datetime.date) -> list[Held]:
    found = officer.reports_for.filter(Q(ends=None) | Q(ends__gt=day))
    rows = found.select_related("officer", "plan").order_by("officer__name", "pk")
    return [
        Held(
            DELEGATION, one, one.plan, f"Reporting for {one.officer}", str(one.plan or "All plans")
        )
        for one in rows
        if not (one.plan and one.plan.status == ActionPlan.Status.CLOSED)
    ]


def _of_drafts(officer: Officer) -> list[Held]:
    if officer.user_id is None:
        return []
    drafts = ProgressDraft.objects.filter(user=officer.user_id, for_others=False)
    drafts = drafts.filter(action__in=_live(Action.objects.filter(plan__council=officer.council)))
    rows = drafts.select_related("action__plan", "milestone").order_by("pk")
    return [_in_a_plan(DRAFT, row, row.action, str(row.milestone or "")) for row in rows]


def _in_a_plan(kind: str, row: Any, action: Action, words: str = "") -> Held:
    about = f"{action.plan.title}, action {action.reference}"
    return Held(kind, row, action.plan, words or action.text, about, action.is_confidential)


# Handing it over

Given = Mapping[str, Officer]


@transaction.atomic
def hand_over(
    officer: Officer, given: Given, *, day: datetime.date, today: datetime.date, reason: str,
    seen: str, by: User,
) -> HandOver:  # fmt: skip
    """Return the hand-over of what is `given` (by key), done now or, where `day` is to come, kept
    until then. Raises HandedOver where what the officer has is not `seen` any more.
    """
    _hold(officer, today)
    held = held_by(officer, today)
    if version_of(held) != seen:
        raise HandedOver(officer.hand_overs.select_related("made_by").order_by("-pk").first())
    made = HandOver.objects.create(
        officer=officer,
        day=day,
        reason=reason,
        given=[[key, to.pk] for key, to in given.items()],
        made_by=by,
    )
    if day <= today:
        _do(made, held, today)
    return made


def _hold(officer: Officer, day: datetime.date) -> None:
    """Let nobody else hand over what the officer has, or change or close the plans it is in."""
    Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    plans = {each.plan.pk: each.plan for each in held_by(officer, day) if each.plan}
    for _, plan in sorted(plans.items()):
        hold(plan)


def do_what_is_due(day: datetime.date) -> int:
    """Return how many hand-overs were done whose day has come, each once."""
    waiting = HandOver.objects.filter(done_at=None, withdrawn_at=None, day__lte=day)
    return sum(_do_once(pk, day) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _do_once(pk: int, day: datetime.date) -> bool:
    locked = HandOver.objects.select_for_update(of=("self",), skip_locked=True)
    one = locked.select_related("officer", "made_by").filter(pk=pk).first()
    if one is None or not one.waits:
        return False
    _hold(one.officer, day)
    _do(one, held_by(one.officer, day), day)
    return True


@transaction.atomic
def withdraw(one: HandOver, by: User) -> bool:
    """Return whether a hand-over to come was withdrawn now; one that was done stays."""
    held = HandOver.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if not held.waits:
        return False
    held.withdrawn_at, held.withdrawn_by = timezone.now(), by
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return True


def _do(made: HandOver, held: list[Held], day: datetime.date) -> None:
    """Give each thing that is still there to whom it was meant for, and tell them."""
    officers = Officer.objects.in_bulk([pk for _, pk in made.given])
    to = {key: officers[pk] for key, pk in made.given if pk in officers}
    taken: dict[Officer, list[Held]] = defaultdict(list)
    with pghistory.context(reason=made.reason, user=made.made_by_id):
        for each in held:
            if each.key in to and _give(each, made, to[each.key], day):
                taken[to[each.key]].append(each)
        if all(each.key in to for each in held):
            _end_given(made, day)
        made.done_at = timezone.now()
        made.save(update_fields=["done_at"])
    _tell(made, taken, day)


def _give(each: Held, made: HandOver, to: Officer, day: datetime.date) -> bool:
    """Return whether it is theirs now."""
    if each.kind == PLAN:
        return _give_plan(each.row, to)
    if each.kind == STEP:
        return _give_step(each.row, made, to)
    if each.kind == ACTION:
        each.row.accountable = to
        each.row.save(update_fields=["accountable"])
        return True
    if each.kind == DELEGATION:
        return _give_delegation(each.row, made, to, day)
    return _give_draft(each.row, to)


def takes_plans(to: Officer) -> bool:
    """Return whether a plan can be theirs to manage: they sign in as a plan manager."""
    return to.user is not None and managers_of(to.council).contains(to.user)


def _give_plan(plan: ActionPlan, to: Officer) -> bool:
    if takes_plans(to):
        plan.manager = to.user
        plan.save(update_fields=["manager"])
    return plan.manager_id == to.user_id


def _give_step(step: Milestone, made: HandOver, to: Officer) -> bool:
    leads = [lead.officer for lead in leads_of(step)]
    put_leads(step, [to if lead.pk == made.officer_id else lead for lead in leads])
    now = {"withdrawn_at": timezone.now(), "withdrawn_by": made.made_by}
    links = ReportLink.objects.filter(milestone=step, officer=made.officer)
    links.filter(used_at=None, withdrawn_at=None).update(**now)
    return True


def _give_delegation(old: Delegation, made: HandOver, to: Officer, day: datetime.date) -> bool:
    end(old, day, made.made_by)
    if to.pk == old.officer_id:
        return False
    Delegation.objects.create(
        officer=old.officer,
        delegate=to,
        plan=old.plan,
        starts=max(day, old.starts),
        ends=old.ends,
        is_reminded=old.is_reminded,
        made_by=made.made_by,
    )
    return True


def _end_given(made: HandOver, day: datetime.date) -> None:
    """End who reports for somebody who leads nothing any more."""
    for one in made.officer.delegations.filter(Q(ends=None) | Q(ends__gt=day)):
        end(one, day, made.made_by)


def takes_drafts(to: Officer) -> bool:
    """Return whether what another began to write can be theirs: they sign in."""
    return to.user_id is not None


def _give_draft(draft: ProgressDraft, to: Officer) -> bool:
    """Let another go on with a draft and its files; not where they began one of their own."""
    of: dict[str, Any] = {"action": draft.action, "milestone": draft.milestone}
    of |= {"occurrence": draft.occurrence, "for_others": False}
    if not takes_drafts(to) or ProgressDraft.objects.filter(user=to.user, **of).exists():
        return False
    Upload.objects.filter(user=draft.user, **of).update(user=to.user)
    ProgressDraft.objects.filter(pk=draft.pk).update(user=to.user)
    return True


# Telling who has it now


def _tell(made: HandOver, taken: Mapping[Officer, list[Held]], day: datetime.date) -> None:
    council = made.officer.council
    people = recipients(council, [officer.pk for officer in taken], day)
    by_key: dict[str, tuple[Recipient, list[Held]]] = {}
    for officer, things in taken.items():
        for to in people.get(officer.pk, []):
            by_key.setdefault(to.key, (to, []))[1].extend(things)
    for key, (to, things) in by_key.items():
        record(council, f"hand-over {made.pk} {key}", _letter(made, council, to, things))


def _letter(made: HandOver, council: Council, to: Recipient, things: list[Held]) -> Letter:
    context = {
        "made": made,
        "to": to,
        "council": council,
        "groups": grouped(things),
        "home": absolute("/"),
    }
    return Letter(
        kind=OutgoingEmail.Kind.NOTICE,
        to=to.email,
        name=to.name,
        subject=f"Yours now: what {made.officer} led",
        body=render_to_string("actionplans/handing_over/notice.txt", context),
        reply_to=made.made_by.email,
        user=to.user,
        officer=to.officer,
    )


def grouped(things: Iterable[Held]) -> list[tuple[str, list[Held]]]:
    """Return things under the headings of their kinds, without the empty ones."""
    found: dict[str, list[Held]] = {kind: [] for kind in HEADINGS}
    for each in things:
        found[each.kind].append(each)
    return [(HEADINGS[kind], those) for kind, those in found.items() if those]
