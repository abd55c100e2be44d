"""Pages about plans: access, object, form, one change, redirect or render."""

from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked, row_asked
from actionplans.before import before_of
from actionplans.challenging import flags_of, flags_of_action
from actionplans.conversing import conversations
from actionplans.evidence import evidence_of
from actionplans.filters import ActionFilter
from actionplans.lists import (
    AT_MOST,
    KINDS,
    lists_of,
    rows_of_kind,
    standing,
    updates_of,
)
from actionplans.made_from import made_from
from actionplans.models import (
    Action,
    ActionPlan,
    StandsIn,
)
from actionplans.on_day.later import later_of_actions, later_of_council
from actionplans.on_day.plans import key_of, plan_on_day
from actionplans.papers_on_plan import papers_about
from actionplans.planning.holding import is_closed
from actionplans.reporting_rights import reports_on_all, steps_one_reports_on
from actionplans.reviewing.ruling import give_versions
from actionplans.reviewing.waiting import numbers_of
from actionplans.rows import Row
from actionplans.shown import PlanOnDay
from actionplans.standings import council_on_day
from actionplans.tables import ActionTable, SortableRow
from actionplans.trail import trail
from actionplans.views.importing import files_taken
from councils.access import Access, Verb, council_page
from councils.emails import to_look_at
from inspections.clocks import open_clocks
from inspections.models import Inspection

ROWS_A_PAGE = 25


@require_safe
@council_page(Verb.READ)
def council(request: HttpRequest, access: Access) -> HttpResponse:
    """A council on a day: its plans, the bodies that watch, the inspections behind them."""
    as_at = as_at_asked(request, access)
    updates, others = later_of_council(access.council, as_at)
    found = council_on_day(access, as_at)
    context = {
        "access": access,
        "council": access.council,
        "as_at": as_at,
        "entered_later": updates,
        "others_later": others,
        "plans": found.plans,
        "archived": found.archived,
        "drafted": found.drafted,
        "reviews": numbers_of(access) if as_at.is_now else [],
        "emails": to_look_at(access.council).count() if access.may(Verb.MANAGE_PEOPLE) else 0,
        "bodies": found.bodies,
        "inspections": _inspections(access, as_at),
        "clocks": open_clocks(access.reach(Inspection), as_at.day),
    }
    return render(request, "actionplans/council.html", context)


def _inspections(access: Access, as_at: AsAt) -> list[Inspection]:
    """Return the inspections out by the day; of a draft there is only the day it ended."""
    found = access.reach(Inspection).newest_first()  # type: ignore[attr-defined]
    return [one for one in found if (one.known_published_on or one.ends_on) <= as_at.stands_on]


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
        "flagged": _flagged(shown),
        "breadcrumbs": trail(access, as_at=as_at),
        "filter": filters,
        "table": table,
        "found": len(rows),
        "only": KINDS.get(request.GET.get("show", "")),
        "files": files_taken(access, plan),
        "papers": papers_about(access, plan) if as_at.is_now else [],
        "clocks": open_clocks(plan.sources.filter(council=plan.council), as_at.day),
        "reviews": numbers_of(access, plan) if as_at.is_now and not is_closed(plan) else [],
    }
    return render(request, "actionplans/plan.html", context)


def _flagged(shown: PlanOnDay) -> dict[str, Any]:
    """Return how many flags there are, and the most serious."""
    found = flags_of(shown)
    return {"total": len(found), "first": found[:AT_MOST]}


def _asked_for(request: HttpRequest, shown: PlanOnDay, rows: list[Row]) -> list[Row]:
    """Return the rows left by `?show=`, which a shortlist's "see all" asks for."""
    kept = rows_of_kind(shown, request.GET.get("show", ""))
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
    if access.reach(StandsIn).filter(plan=plan_pk, action=pk).exists():
        return _at_home(request, access, pk)
    action = access.get(Action, pk=pk, plan=plan_pk)
    as_at = as_at_asked(request, access)
    row = row_asked(access, action, as_at)
    own = steps_one_reports_on(access, action, as_at.today)
    before = before_of(row, action, as_at)
    reported = evidence_of(updates_of(action, as_at), as_at)
    give_versions(reported)
    updates, others = later_of_actions([action.pk, *(each.action.pk for each in before)], as_at)
    is_open = as_at.is_now and not is_closed(action.plan)
    context = {
        "access": access,
        "plan": action.plan,
        "action": action,
        "row": row,
        "entered_later": updates,
        "others_later": others,
        "key": key_of(action.plan, as_at),
        "flags": flags_of_action(action.plan, row, as_at),
        "as_at": as_at,
        "updates": reported,
        "before": before,
        "made_from": made_from(access, action, as_at.today),
        "conversations": conversations(action, as_at),
        "may_speak": is_open and access.may(Verb.ANSWER),
        "may_ask": as_at.is_now and access.may(Verb.ASK) and not row.is_confidential,
        "breadcrumbs": trail(access, action.plan, as_at=as_at),
        "may_change": is_open and access.may(Verb.MANAGE_PLAN),
        "reportable": own if is_open else set(),
        "report_on_all": is_open and reports_on_all(access, action, own, as_at.today),
    }
    return render(request, "actionplans/action.html", context)


def _at_home(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Lead to the action's one page, at the plan it belongs to, in the state asked for."""
    action = access.get(Action, pk=pk)
    page = reverse("actionplans:action", args=[access.council.slug, action.plan_id, pk])
    query = request.GET.urlencode()
    return redirect(f"{page}?{query}" if query else page)
