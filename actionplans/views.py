"""Pages about plans: access, object, form, one change, redirect or render."""

from typing import Any

from django.contrib import messages
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from actionplans.asking import as_at_asked
from actionplans.filters import ActionFilter
from actionplans.forms import ReportForm, ReportForOthersForm
from actionplans.lists import (
    COMING,
    MOVED,
    PAST,
    desk_of,
    lists_of,
    standing,
    steps_of_kind,
    updates_of,
)
from actionplans.models import (
    Action,
    ActionPlan,
    Milestone,
    NewerUpdate,
    ProgressDraft,
    ProgressUpdate,
)
from actionplans.rows import PlanOnDay, Row, plan_on_day, rows_on_day
from actionplans.tables import ActionTable, SortableRow
from actionplans.trail import trail
from councils.access import Access, Verb, accesses, council_page
from councils.days import today
from inspections.models import Inspection

ROWS_A_PAGE = 25


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What I lead, most urgent first, across plans."""
    day = today()
    mine = accesses(request.user)  # type: ignore[arg-type]
    reporting = [access for access in mine if access.may(Verb.REPORT_OWN)]
    context = {
        "day": day,
        "reports": bool(reporting),
        "desk": desk_of(reporting, day),
        "plans": [(access, _plans(access)) for access in mine],
    }
    return render(request, "actionplans/my_work.html", context)


def _plans(access: Access) -> QuerySet[ActionPlan]:
    return access.reach(ActionPlan).order_by("-agreed_on", "pk")


@require_safe
@council_page(Verb.READ)
def council(request: HttpRequest, access: Access) -> HttpResponse:
    """A council: its plans and the inspections behind them."""
    day = today()
    inspections = access.reach(Inspection).newest_first()  # type: ignore[attr-defined]
    context = {
        "access": access,
        "council": access.council,
        "day": day,
        "plans": _plans(access),
        "inspections": inspections,
    }
    return render(request, "actionplans/council.html", context)


@require_safe
@council_page(Verb.READ)
def plan(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The plan's dashboard: where it stands, then the table of its actions."""
    plan = access.get(ActionPlan, pk=pk)
    as_at = as_at_asked(request, access)
    shown = plan_on_day(plan, as_at)
    filters = ActionFilter(request.GET or None, shown)
    rows = _asked_for(request, shown, filters.rows())
    table = ActionTable([SortableRow(row) for row in rows])
    _configure(request, table)
    context = {
        "access": access,
        "plan": plan,
        "shown": shown,
        "standing": standing(shown),
        "lists": lists_of(shown),
        "breadcrumbs": trail(access),
        "filter": filters,
        "table": table,
        "found": len(rows),
    }
    return render(request, "actionplans/plan.html", context)


def _asked_for(request: HttpRequest, shown: PlanOnDay, rows: list[Row]) -> list[Row]:
    """Return the rows left by `?show=`, which a shortlist's "see all" asks for."""
    kind = request.GET.get("show", "")
    if kind not in (PAST, COMING, MOVED):
        return rows
    kept = {row.pk for row, _ in steps_of_kind(shown, kind)}
    return [row for row in rows if row.pk in kept]


def _configure(request: HttpRequest, table: ActionTable) -> None:
    """Sort as asked and turn to the page asked for; raise Http404 when there is none such."""
    RequestConfig(request, paginate=False).configure(table)
    try:
        table.paginate(per_page=ROWS_A_PAGE, page=request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error


@require_safe
@council_page(Verb.READ)
def action(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """One action: its recommendation, steps, and what was reported, newest first."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    as_at = as_at_asked(request, access)
    row = _row(access, action, as_at)
    context = {
        "access": access,
        "plan": action.plan,
        "action": action,
        "row": row,
        "as_at": as_at,
        "updates": updates_of(action, as_at),
        "breadcrumbs": trail(access, action.plan, as_at=as_at),
        "may_report": may_report(access, action),
    }
    return render(request, "actionplans/action.html", context)


def _row(access: Access, action: Action, as_at: Any) -> Row:
    rows = rows_on_day(access.reach(Action).filter(pk=action.pk), as_at)
    if not rows:
        raise Http404
    return rows[0]


def may_report(access: Access, action: Action) -> bool:
    """Return whether the person may report on `action`: they lead it, or manage the plan."""
    if access.may(Verb.REPORT_FOR_OTHERS):
        return True
    officers = access.officers(today())
    leads = access.reach(Milestone).filter(action=action, leads__officer__in=officers)
    return access.may(Verb.REPORT_OWN) and leads.exists()


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.REPORT_OWN)
def update_add(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Report progress on a milestone (`?step=`) or on the whole action."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    if not may_report(access, action):
        access.require(Verb.REPORT_FOR_OTHERS)
    milestone = _step_asked(request, access, action)
    form = _report_form(request, access, action, milestone)
    if request.method == "POST":
        if "save_for_later" in request.POST:
            return _save_draft(request, access, form)
        if form.is_valid():
            return _send(request, access, form)
    return _update_page(request, access, form)


def _step_asked(request: HttpRequest, access: Access, action: Action) -> Milestone | None:
    asked = request.GET.get("step", "")
    if asked:
        if not asked.isdecimal() or len(asked) > 18:
            raise Http404
        return access.get(Milestone, pk=int(asked), action=action)
    steps = access.reach(Milestone).filter(action=action).order_by("order", "pk")[:2]
    return steps[0] if len(steps) == 1 else None


def _report_form(
    request: HttpRequest, access: Access, action: Action, milestone: Milestone | None
) -> ReportForm:
    for_others = access.may(Verb.REPORT_FOR_OTHERS) and "for_others" in request.GET
    kind = ReportForOthersForm if for_others else ReportForm
    about: dict[str, Any] = {"action": action, "milestone": milestone, "day": today()}
    if request.method == "POST":
        return kind(request.POST, **about)
    newest = access.reach(ProgressUpdate).filter(action=action).order_by("-pk").first()
    initial = {"last_seen": newest.pk if newest else 0, "day": about["day"]}
    draft = _drafts(access, action, milestone).first()
    return kind(initial=initial | (draft.fields if draft else {}), **about)


def _drafts(access: Access, action: Action, milestone: Milestone | None) -> QuerySet[ProgressDraft]:
    mine = access.reach(ProgressDraft).filter(user=access.user)
    return mine.filter(action=action, milestone=milestone)


def _save_draft(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    ProgressDraft.keep(access.user, form.action, form.milestone, form.typed())
    messages.success(request, "Saved. Only you can see it until you send it.")
    return redirect("actionplans:my_work")


def _send(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    action, user = form.action, access.user
    try:
        action.record_update(
            form.report(),
            entered_by=user,
            known_on=form.day,
            last_seen=form.cleaned_data["last_seen"],
        )
    except NewerUpdate as newer:
        return _update_page(request, access, form, newer=newer.updates)
    _drafts(access, action, form.milestone).delete()
    manager = action.plan.manager_name
    messages.success(request, f"Sent. It will not appear in papers until {manager} accepts it.")
    return redirect("actionplans:action", access.council.slug, action.plan_id, action.pk)


def _update_page(
    request: HttpRequest,
    access: Access,
    form: ReportForm,
    newer: list[ProgressUpdate] | None = None,
) -> HttpResponse:
    """Return the form; with `newer`, 409: what another said beside what was typed."""
    if newer:
        typed = request.POST.copy()
        typed["last_seen"] = str(newer[0].pk)
        form.data = typed
    row = _row(access, form.action, as_at_asked(request, access))
    step = next((s for s in row.steps if form.milestone and s.pk == form.milestone.pk), None)
    context = {
        "access": access,
        "plan": form.action.plan,
        "action": form.action,
        "row": row,
        "step": step,
        "breadcrumbs": trail(access, form.action.plan, form.action),
        "last": (step.said if step else row.said_of_row) or row.latest,
        "form": form,
        "newer": newer,
        "for_others": isinstance(form, ReportForOthersForm),
    }
    status = 409 if newer else 200
    return render(request, "actionplans/update_add.html", context, status=status)


@require_POST
@council_page(Verb.ACCEPT)
def update_accept(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """Accept an update: from now on it counts in papers, and a claim as completion."""
    update = access.get(ProgressUpdate, pk=pk, action=action_pk, action__plan=plan_pk)
    review = update.action.accept(update, by=access.user, day=today())
    if review.by_id == access.user.pk:
        messages.success(request, "Accepted. It counts in papers from now on.")
    else:
        messages.info(request, f"{review.by or 'Somebody else'} had already accepted this.")
    return redirect("actionplans:action", access.council.slug, plan_pk, action_pk)
