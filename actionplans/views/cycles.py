"""Reporting cycles of a plan: its rhythm, the open cycle, and those that were."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asking import as_at_asked
from actionplans.cycles.chasing import chases_of, to_chase, words_for
from actionplans.cycles.keeping import (
    NAMES,
    AlreadyOpen,
    NewerRhythm,
    close,
    counts_of,
    open_by_hand,
    open_on,
    rhythm_of,
    set_rhythm,
    span_of,
    to_come,
    version_of,
)
from actionplans.cycles.paper import paper_of
from actionplans.cycles.reports import Reports, reports_in
from actionplans.forms.cycles import NONE, MeetingForm, OpenForm, RhythmForm
from actionplans.models import ActionPlan, CycleClosing, ReportingCycle
from actionplans.planning.holding import is_closed
from actionplans.trail import Trail, trail
from actionplans.views.chasing import chase_form
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, Meeting
from councils.versions import Decided
from councils.working_days import working_days_after

COMING_SHOWN = 3
KEPT_SHOWN = 60


def cycles_trail(access: Access, plan: ActionPlan) -> Trail:
    """Return the way back from a page of a cycle."""
    here = reverse("actionplans:plan_cycles", args=[access.council.slug, plan.pk])
    return [*trail(access, plan), ("Reporting cycles", here)]


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def plan_cycles(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The plan's rhythm: the cycle that is open, those to come, and how past ones went."""
    plan, day = access.get(ActionPlan, pk=pk), today()
    rhythm = rhythm_of(plan)
    opened = open_on(day).filter(plan=plan).order_by("-updates_due_on").first()
    kept = access.reach(ReportingCycle).filter(plan=plan)
    kept = kept.exclude(pk=opened.pk) if opened else kept
    kept = kept.select_related("closing__entered_by", "meeting__body").order_by("-updates_due_on")
    is_live = plan.status == ActionPlan.Status.APPROVED
    context = {
        "access": access,
        "plan": plan,
        "day": day,
        "rhythm": rhythm,
        "opened": opened,
        "found": _found(plan, opened, request, access) if opened else None,
        "coming": to_come(rhythm, day)[:COMING_SHOWN] if rhythm and is_live else [],
        "kept": kept[:KEPT_SHOWN],
        "may_change": access.may(Verb.MANAGE_PLAN) and not is_closed(plan),
        "breadcrumbs": trail(access, plan),
    }
    return render(request, "actionplans/cycles/plan_cycles.html", context)


def _found(
    plan: ActionPlan, cycle: ReportingCycle, request: HttpRequest, access: Access
) -> Reports:
    return reports_in(plan, span_of(cycle), as_at_asked(request, access))


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def cycle(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """One cycle as at a day: what is missing and from whom, what waits, what the paper shows."""
    cycle = access.get(ReportingCycle, pk=pk, plan=plan_pk)
    plan, as_at = cycle.plan, as_at_asked(request, access)
    found = reports_in(plan, span_of(cycle), as_at)
    opened = open_on(as_at.day).filter(pk=cycle.pk).exists()
    chased = to_chase(plan, found, as_at.day)
    may_chase = as_at.is_now and access.may(Verb.MANAGE_PLAN) and not is_closed(plan)
    form = chase_form(chased, as_at.day, words_for(cycle, found.span)) if may_chase else None
    context = {
        "access": access,
        "plan": plan,
        "cycle": cycle,
        "as_at": as_at,
        "is_open": opened,
        "closing": _closing(cycle, as_at.day),
        "found": found,
        "chased": chased,
        "form": form if opened else None,
        "may_close": may_chase and opened,
        "paper": paper_of(plan, found.span, as_at),
        "sent": chases_of(plan, cycle, as_at.day),
        "breadcrumbs": cycles_trail(access, plan),
    }
    return render(request, "actionplans/cycles/cycle.html", context)


def _closing(cycle: ReportingCycle, day: datetime.date) -> Any:
    """Return how the cycle was closed, where that was known by `day`; else None."""
    closing = getattr(cycle, "closing", None)
    return closing if closing and closing.day <= day else None


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def rhythm(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say when the plan's leads are to report: monthly, before meetings, or on given days."""
    plan = access.get(ActionPlan, pk=pk)
    bodies = access.reach(Body).order_by("name")
    form = RhythmForm(request.POST or None, bodies=bodies, day=today(), initial=_rhythm_now(plan))
    is_newer = False
    if request.method == "POST" and not hasattr(request, "why_closed") and form.is_valid():
        try:
            set_rhythm(plan, form.values(), today(), seen=form.cleaned_data["seen"])
        except NewerRhythm:
            is_newer = True
            form.put(seen=version_of(plan))
        else:
            messages.success(request, "Saved.")
            return redirect("actionplans:plan_cycles", access.council.slug, plan.pk)
    context = {
        "access": access,
        "plan": plan,
        "form": form,
        "bodies": bodies,
        "is_newer": is_newer,
        "held": rhythm_of(plan),
        "breadcrumbs": cycles_trail(access, plan),
    }
    status = 409 if is_newer else 200
    return render(request, "actionplans/cycles/rhythm.html", context, status=status)


def _rhythm_now(plan: ActionPlan) -> dict[str, Any]:
    """Return what the form begins with: the rhythm held, or a usual one."""
    held = rhythm_of(plan)
    seen = {"seen": version_of(plan)}
    if held is None:
        body = plan.reports_to.order_by("pk").first()
        usual = {"due_before": 10, "opens_before": 10, "closes_after": 3}
        return seen | usual | {"body": body, "kind": NONE if seen["seen"] else None}
    dates = "\n".join(f"{day:%-d %B %Y}" for day in held.dates)
    return seen | {name: getattr(held, name) for name in NAMES} | {"dates": dates}


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def cycle_open(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Open a cycle today, with days of one's own."""
    plan, day = access.get(ActionPlan, pk=pk), today()
    form = OpenForm(
        request.POST or None,
        meetings=_meetings(access, day),
        day=day,
        initial=_next(access, plan, day),
    )
    decided, other = "", None
    if request.method == "POST" and not hasattr(request, "why_closed") and form.is_valid():
        try:
            return _opened(request, access, plan, form, day)
        except AlreadyOpen as already:
            other = already.cycle
        except Decided as why:
            decided = str(why)
    context = {
        "access": access,
        "plan": plan,
        "form": form,
        "decided": decided,
        "other": other,
        "breadcrumbs": cycles_trail(access, plan),
    }
    status = 409 if decided or other else 200
    return render(request, "actionplans/cycles/cycle_open.html", context, status=status)


def _meetings(access: Access, day: datetime.date) -> QuerySet[Meeting]:
    found = access.reach(Meeting).filter(held_on__gte=day).select_related("body")
    return found.order_by("held_on", "body__name")


def _next(access: Access, plan: ActionPlan, day: datetime.date) -> dict[str, Any]:
    """Return the days the form begins with: those of the next cycle, or two weeks from now."""
    held = rhythm_of(plan)
    for days in to_come(held, day)[:1] if held else []:
        sits = access.reach(Meeting).filter(body__rhythms=held)
        meeting = sits.filter(held_on=days.meeting).first() if days.meeting else None
        return {
            "updates_due_on": days.updates_due_on,
            "closes_on": days.closes_on,
            "meeting": meeting,
        }
    due = working_days_after(day, 10)
    return {"updates_due_on": due, "closes_on": working_days_after(due, 3)}


def _opened(
    request: HttpRequest, access: Access, plan: ActionPlan, form: OpenForm, day: datetime.date
) -> HttpResponse:
    made, new = open_by_hand(plan, form.given(), by=access.user, day=day)
    if new:
        messages.success(request, "The cycle is open.")
    else:
        messages.info(request, "A cycle for that day was opened before: this is it.")
    return redirect("actionplans:cycle", access.council.slug, plan.pk, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan()
def cycle_close(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Close a cycle today: its counts are kept as they are."""
    cycle, day = access.get(ReportingCycle, pk=pk, plan=plan_pk), today()
    if request.method == "POST":
        closing, new = close(cycle, day, today=day, by=access.user)
        if new:
            messages.success(request, _closed(closing, request.POST.get("seen", "")))
        else:
            messages.info(request, f"It was closed before, on {closing.day:%-d %B %Y}.")
        return redirect("actionplans:cycle", access.council.slug, plan_pk, pk)
    found = _found(cycle.plan, cycle, request, access)
    context = {
        "access": access,
        "plan": cycle.plan,
        "cycle": cycle,
        "found": found,
        "seen": _counts(**counts_of(found)),
        "closing": getattr(cycle, "closing", None),
        "breadcrumbs": cycles_trail(access, cycle.plan),
    }
    return render(request, "actionplans/cycles/cycle_close.html", context)


def _closed(closing: CycleClosing, seen: str) -> str:
    """Return that it is closed; both counts, where they changed since the page was read."""
    kept = _counts(closing.reported, closing.on_time, closing.accepted, closing.missing)
    if seen in ("", kept):
        return "The cycle is closed, and its counts are kept."
    return f"The cycle is closed. Its counts changed meanwhile: {kept} are kept, not {seen[:80]}."


def _counts(reported: int, on_time: int, accepted: int, missing: int) -> str:
    return f"{reported} reported, {on_time} on time, {accepted} accepted, {missing} missing"


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.PLAN_MEETINGS)
def meeting_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say on which day a body sits, so that cycles can be told from it."""
    body = access.get(Body, pk=pk)
    form = MeetingForm(request.POST or None, body=body)
    if request.method == "POST" and form.is_valid():
        body.meetings.get_or_create(held_on=form.cleaned_data["held_on"])
        messages.success(request, "The meeting is added.")
        return redirect("scrutiny:body", access.council.slug, body.pk)
    here = reverse("scrutiny:body", args=[access.council.slug, body.pk])
    context = {
        "access": access,
        "body": body,
        "form": form,
        "breadcrumbs": [*trail(access), (body.name, here)],
    }
    return render(request, "actionplans/cycles/meeting_add.html", context)
