"""My work: what one leads, and what waits for one, across plans and councils."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.also_waiting import waiting_for
from actionplans.asat import AsAt
from actionplans.conversing import asked_of
from actionplans.cycles.mine import cycles_of
from actionplans.lists import desk_of, to_accept
from actionplans.models import ActionPlan, ProgressDraft
from actionplans.over_time.stands import stands
from actionplans.over_time.unnamed import counted_in
from actionplans.reviewing.waiting import queues_of
from actionplans.shown import PlanOnDay
from actionplans.standings import plans_on_day
from councils.access import Access, Verb, accesses
from councils.days import today
from councils.emails import to_look_at
from councils.models import Redaction
from inspections.clocks import Owed, open_clocks_of


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What I lead, most urgent first, across plans."""
    day = today()
    mine = accesses(request.user)  # type: ignore[arg-type]
    reporting = [access for access in mine if access.may(Verb.REPORT_OWN)]
    desk = desk_of(reporting, day)
    queues = queues_of(mine)
    context = {
        "day": day,
        "reports": bool(reporting),
        "desk": desk,
        "cycles": cycles_of(desk.tasks, day),
        "to_accept": to_accept([access for access in mine if access.may(Verb.ACCEPT)]),
        "number_to_accept": sum(q.number for q in queues if not q.stage.signs),
        "queues": queues,
        "drafts": _drafts_of(reporting),
        "asked": asked_of(mine, day),
        "also_waiting": waiting_for(mine, day),
        "redactions": _redactions([access for access in mine if access.may(Verb.REDACT)]),
        "emails": _emails([access for access in mine if access.may(Verb.MANAGE_PEOPLE)]),
        "clocks": _clocks([access for access in mine if access.may_enter_inspection], day),
        "plans": [(access, _plans(access), _stand(access, day)) for access in mine],
    }
    page = render(request, "actionplans/my_work.html", context)
    for access in mine:
        page = access.shown(page)
    return page


def _clocks(mine: list[Access], day: datetime.date) -> list[Owed]:
    """Return what the councils whose inspections this person enters owe, and have not sent."""
    return open_clocks_of([access.council for access in mine], day)


def _redactions(mine: list[Access]) -> list[tuple[Access, Redaction]]:
    """Return the names others asked to be taken out, on which this person may decide."""
    return [
        (access, redaction)
        for access in mine
        if access.redaction_open
        for redaction in access.reach(Redaction)
        .filter(state=Redaction.State.ASKED)
        .exclude(asked_by=access.user)
        .select_related("asked_by")
        .order_by("pk")
    ]


def _emails(mine: list[Access]) -> list[tuple[Access, int]]:
    """Return how many e-mails could not be sent, council by council, where there are any."""
    found = [(access, to_look_at(access.council).count()) for access in mine]
    return [(access, number) for access, number in found if number]


def _drafts_of(mine: list[Access]) -> list[tuple[Access, ProgressDraft]]:
    """Return what the person began to write and has not sent, newest first."""
    found = [
        (access, draft)
        for access in mine
        for draft in access.reach(ProgressDraft)
        .filter(user=access.user)
        .select_related("action__plan", "milestone")
    ]
    return sorted(found, key=lambda each: each[1].saved_at, reverse=True)


def _plans(access: Access) -> QuerySet[ActionPlan]:
    return access.reach(ActionPlan).filter(is_archived=False).order_by("-agreed_on", "pk")


@dataclass(frozen=True)
class _PlanStands:
    """A plan of a member, with the sentence that says where it stands."""

    pk: int
    title: str
    sentence: str


def _stand(access: Access, day: datetime.date) -> list[_PlanStands]:
    """Return where each plan stands, as members read it; nothing for officers, who have a list of
    what is theirs to do.
    """
    if access.may(Verb.READ_UNACCEPTED):
        return []
    state = AsAt(day=day, today=day, accepted_only=True, confidential=False, without_drafts=True)
    shown, _ = plans_on_day(access, state)
    return [
        _PlanStands(each.plan.pk, each.title, _sentence(each))
        for each in shown
        if not each.plan.is_archived
    ]


def _sentence(shown: PlanOnDay) -> str:
    if not shown.rows:
        return shown.without_actions
    among = counted_in(shown.rows, shown.published, shown.as_at)
    return stands(shown.rows, None, unnamed=among).sentence
