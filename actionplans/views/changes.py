"""Pages that answer a member: what changed since, all that is recorded, and by recommendation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.by_recommendation import by_recommendation
from actionplans.models import Action, ActionPlan
from actionplans.on_day.plans import plan_on_day, rows_on_day
from actionplans.plan_changes import plan_changes
from actionplans.recorded import recorded_before, recorded_on
from actionplans.since import Start, meeting_in_words, meetings_before, since, start_of
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import day_asked


@require_safe
@council_page(Verb.READ)
def changes(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """What changed since a meeting or a day: `?since=`, else the last meeting."""
    plan = access.get(ActionPlan, pk=pk)
    as_at = as_at_asked(request, access)
    meetings = meetings_before(plan, as_at)
    start = start_of(plan.agreed_on, meetings, day_asked(request, "since"))
    context = {
        "access": access,
        "plan": plan,
        "as_at": as_at,
        "start": start,
        "meetings": [(meeting_in_words(meeting), meeting) for meeting in meetings],
        "breadcrumbs": trail(access, plan, as_at=as_at),
    }
    if start.day >= as_at.day and not request.GET.get("since"):
        return render(request, "actionplans/changes.html", context)
    if start.day >= as_at.day:
        context["problem"] = _problem(plan, start, as_at)
        return render(request, "actionplans/changes.html", context, status=400)
    context["found"] = since(plan, start.day, as_at)
    context["of_plan"] = plan_changes(plan, start.day, as_at)
    return render(request, "actionplans/changes.html", context)


def _problem(plan: ActionPlan, start: Start, as_at: AsAt) -> str:
    return (
        f"Give a first day before {as_at.day:%-d %B %Y}, or a later last day: "
        f"nothing lies between {start.day:%-d %B %Y} and that day"
    )


@require_safe
@council_page(Verb.READ)
def history(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Everything recorded on one action, in order of time, to be printed."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    as_at = as_at_asked(request, access)
    rows = rows_on_day(access.reach(Action).filter(pk=action.pk), as_at)
    if not rows:
        raise Http404
    entries = recorded_on(action, as_at)
    before = recorded_before(action, as_at) if rows[0].carried_from else []
    every = [*entries, *(entry for _, of in before for entry in of)]
    context = {
        "access": access,
        "plan": action.plan,
        "action": action,
        "row": rows[0],
        "as_at": as_at,
        "entries": entries,
        "before": before,
        "others_later": sum(entry.day > as_at.day for entry in every),
        "breadcrumbs": trail(access, action.plan, action, as_at),
    }
    return render(request, "actionplans/history.html", context)


@require_safe
@council_page(Verb.READ)
def recommendations(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Where the actions for each recommendation stand, in numbers and one by one."""
    plan = access.get(ActionPlan, pk=pk)
    shown = plan_on_day(plan, as_at_asked(request, access))
    context = {
        "access": access,
        "plan": plan,
        "shown": shown,
        "found": by_recommendation(shown),
        "breadcrumbs": trail(access, plan, as_at=shown.as_at),
    }
    return render(request, "actionplans/recommendations.html", context)
