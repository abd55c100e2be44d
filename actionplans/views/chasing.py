"""Writing to the leads who have not reported, in a cycle or since a day."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.cycles.chasing import (
    ChasedToday,
    ToChase,
    Wanted,
    chase,
    chases_of,
    letters,
    to_chase,
    words_for,
)
from actionplans.cycles.keeping import span_of
from actionplans.cycles.reports import Reports, Span, reports_in
from actionplans.forms.cycles import ChaseForm
from actionplans.models import ActionPlan, Chase, ReportingCycle
from actionplans.planning.holding import Closed
from actionplans.rows import Lead
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import day_asked, today

USUAL_SPAN = datetime.timedelta(days=30)
PREVIEW = "preview"


def chase_form(
    chased: list[ToChase], day: datetime.date, words: str, data: Any = None
) -> ChaseForm:
    """Return the form that writes to some of them: ticked are those not written to today."""
    reached = [one for one in chased if one.to and not one.is_nobody]
    ticked = [one.lead.officer_id for one in reached if one.last != day]
    return ChaseForm(
        data,
        officers=[(one.lead.officer_id, one.lead.name) for one in reached],
        initial={"officers": ticked, "words": words, "key": uuid.uuid4()},
    )


@dataclass
class _Asked:
    """What a page of chasing is about."""

    access: Access
    plan: ActionPlan
    cycle: ReportingCycle | None
    found: Reports
    chased: list[ToChase]
    form: ChaseForm
    as_at: AsAt


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_chase(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """See who has not reported in a cycle (`?cycle=`) or since a day (`?since=`), and write."""
    asked = _asked(request, access, access.get(ActionPlan, pk=pk))
    is_sent = request.method == "POST" and asked.as_at.is_now and not hasattr(request, "why_closed")
    if not is_sent or not asked.form.is_valid():
        return _page(request, asked)
    if PREVIEW in request.POST:
        return _page(request, asked, preview=True)
    try:
        return _sent(request, asked)
    except ChasedToday as already:
        return _page(request, asked, already=already.leads)
    except Closed as closed:
        return _page(request, asked, decided=str(closed))


def _asked(request: HttpRequest, access: Access, plan: ActionPlan) -> _Asked:
    as_at = as_at_asked(request, access)
    day = as_at.day
    cycle = _cycle_asked(request, access, plan)
    since = day_asked(request, "since") or max(plan.agreed_on, day - USUAL_SPAN)
    span = span_of(cycle) if cycle else Span(min(since, day), day, day)
    found = reports_in(plan, span, as_at)
    chased = to_chase(plan, found, day)
    data = request.POST if request.method == "POST" else None
    form = chase_form(chased, day, words_for(cycle, span), data)
    return _Asked(access, plan, cycle, found, chased, form, as_at)


def _cycle_asked(request: HttpRequest, access: Access, plan: ActionPlan) -> ReportingCycle | None:
    """Return the cycle in the address, if any. Raises Http404 for none such."""
    asked = request.GET.get("cycle", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 18:
        raise BadRequest("There is no such cycle.")
    return access.get(ReportingCycle, pk=int(asked), plan=plan)


def _wanted(asked: _Asked) -> Wanted:
    data = asked.form.cleaned_data
    officers = frozenset(data["officers"])
    return Wanted(officers, data["words"], data["key"], asked.cycle, data["again"])


def _sent(request: HttpRequest, asked: _Asked) -> HttpResponse:
    made, _ = chase(asked.plan, asked.found, _wanted(asked), by=asked.access.user, day=today())
    messages.success(request, _said(made))
    slug, plan = asked.access.council.slug, asked.plan.pk
    if asked.cycle:
        return redirect("actionplans:cycle", slug, plan, asked.cycle.pk)
    here = reverse("actionplans:plan_chase", args=[slug, plan])
    return redirect(f"{here}?since={made.since:%Y-%m-%d}")


def _said(made: Chase) -> str:
    number = made.chased.values("email").distinct().count()
    return f"{number} e-mail{' is' if number == 1 else 's are'} on the way."


def _page(
    request: HttpRequest,
    asked: _Asked,
    *,
    preview: bool = False,
    already: list[Lead] | None = None,
    decided: str = "",
) -> HttpResponse:
    """Return the page; with `already` or `decided` (409) nothing was sent, and why."""
    access, plan = asked.access, asked.plan
    mails = []
    if preview:
        mails = letters(plan, asked.chased, _wanted(asked), asked.found.span, access.user)
    context = {
        "access": access,
        "plan": plan,
        "cycle": asked.cycle,
        "found": asked.found,
        "chased": asked.chased,
        "form": asked.form if asked.as_at.is_now else None,
        "as_at": asked.as_at,
        "letters": mails,
        "already": already,
        "decided": decided,
        "day": today(),
        "sent": chases_of(plan, asked.cycle, asked.as_at.day),
        "breadcrumbs": trail(access, plan),
    }
    status = 409 if already or decided else 200
    return render(request, "actionplans/cycles/plan_chase.html", context, status=status)
