"""The table in which a plan's owners, dates and order are changed, row by row."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asat import AsAt
from actionplans.forms.table import RowForm, TableRow, Terms
from actionplans.models import Action, ActionPlan, Milestone, StandsIn, actions_in
from actionplans.on_day.plans import rows_of_plan
from actionplans.planning.building import entered_on
from actionplans.planning.editing import check_unchanged, version_from, wants_a_reason
from actionplans.planning.holding import CLOSED, is_closed
from actionplans.planning.naming import Register
from actionplans.planning.table import change_row
from actionplans.rows import Row
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Officer, in_force_on
from councils.versions import ChangedMeanwhile, Decided


@require_safe
@council_page(Verb.MANAGE_PLAN)
@of_open_plan()
def plan_table(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Every action of the plan in one table: who leads each step, by when, in which order."""
    plan = access.get(ActionPlan, pk=pk)
    return _table(request, access, plan)


@require_http_methods(["POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_table_row(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Save one row of the table; what cannot be saved comes back with why."""
    plan = access.get(ActionPlan, pk=plan_pk)
    action = access.get(Action, pk=pk, pk__in=actions_in(plan))
    shown = _one(access, plan, pk)
    form = RowForm(request.POST, row=shown.row, terms=shown.terms)
    typed = replace(shown, form=form)
    if is_closed(plan):
        return _answer(request, access, plan, replace(typed, decided=CLOSED))
    if not form.is_valid() or form.has_news:
        return _answer(request, access, plan, replace(typed, conflict=_conflict(action, form)))
    try:
        if not form.given().is_nothing:
            agreement = form.agreement(access.user)
            seen = form.cleaned_data["seen"]
            change = form.change(access.user)
            change_row(action, form.given(), agreement, change, seen=seen, plan=plan)
    except ChangedMeanwhile as conflict:
        return _answer(request, access, plan, replace(typed, conflict=conflict))
    except Decided as other:
        return _answer(request, access, plan, replace(typed, decided=str(other)))
    return _saved(request, access, plan, pk)


def _conflict(action: Action, form: RowForm) -> ChangedMeanwhile | None:
    """Return who changed the action since the row was read; None where nobody did."""
    if not form.typed("seen"):
        return None
    try:
        check_unchanged(action, form.typed("seen"))
    except ChangedMeanwhile as conflict:
        return conflict
    return None


def _saved(request: HttpRequest, access: Access, plan: ActionPlan, pk: int) -> HttpResponse:
    row = _one(access, plan, pk)
    said = f"Action {row.row.reference} saved. It is at place {row.place}."
    if _is_part(request):
        return _row_alone(request, access, plan, replace(row, saved=said))
    messages.success(request, said)
    here = reverse("actionplans:plan_table", args=[access.council.slug, plan.pk])
    return redirect(f"{here}#row-{pk}")


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _answer(request: HttpRequest, access: Access, plan: ActionPlan, row: TableRow) -> HttpResponse:
    """Return the row with what is wrong: alone where the page asks for it alone."""
    if _is_part(request):
        return _row_alone(request, access, plan, row)
    return _table(request, access, plan, row)


def _row_alone(
    request: HttpRequest, access: Access, plan: ActionPlan, row: TableRow
) -> HttpResponse:
    context = {"access": access, "plan": plan, "row": row}
    return render(request, "actionplans/building/_table_row.html", context)


def _table(
    request: HttpRequest, access: Access, plan: ActionPlan, typed: TableRow | None = None
) -> HttpResponse:
    terms = _terms(access, plan)
    rows = _rows(access, plan, terms)
    if typed:
        rows = [typed if row.row.pk == typed.row.pk else row for row in rows]
    context = {
        "access": access,
        "plan": plan,
        "rows": rows,
        "typed": typed,
        "names": terms.register.labels(),
        "breadcrumbs": trail(access, plan),
    }
    status = 409 if typed and (typed.conflict or typed.decided) else 200
    return render(request, "actionplans/building/plan_table.html", context, status=status)


def _terms(access: Access, plan: ActionPlan) -> Terms:
    officers = access.reach(Officer)
    leading = officers.filter(leads__milestone__action__in=actions_in(plan)).values("pk")
    current = officers.filter(in_force_on(today())).values("pk")
    days = plan.sources.order_by("published_on").values_list("published_on", flat=True)
    return Terms(
        day=today(),
        register=Register(officers.filter(pk__in=current.union(leading))),
        reason_wanted=wants_a_reason(plan),
        is_ordered_with_reason=wants_a_reason(plan),
        agreed_on=entered_on(plan, today()),
        published_on=days.first(),
    )


def _rows(access: Access, plan: ActionPlan, terms: Terms) -> list[TableRow]:
    """Return the rows in their order: a number of queries that does not grow."""
    steps = Prefetch(
        "milestones",
        Milestone.objects.filter(removed_on=None)
        .order_by("order", "pk")
        .prefetch_related("leads", "due_dates"),
        to_attr="standing",
    )
    places = Prefetch(
        "places",
        StandsIn.objects.filter(StandsIn.standing_on(None)).select_related("plan"),
        to_attr="elsewhere",
    )
    actions = access.reach(Action).filter(pk__in=actions_in(plan)).select_related("plan")
    loaded = actions.prefetch_related("recommendations", steps, places)
    found: dict[int, Any] = {action.pk: action for action in loaded}
    rows = rows_of_plan(plan, AsAt(day=terms.day, today=terms.day))
    return [_row(row, found[row.pk], place, terms) for place, row in enumerate(rows, 1)]


def _row(row: Row, action: Any, place: int, terms: Terms) -> TableRow:
    return TableRow(row, action, place, _version(action), _terms_of(action, terms))


def _terms_of(action: Any, terms: Terms) -> Terms:
    """Return the terms of one row: what stands in an approved plan too is changed with a reason."""
    plans = [action.plan, *(place.plan for place in action.elsewhere)]
    return replace(terms, reason_wanted=any(wants_a_reason(plan) for plan in plans))


def _version(action: Any) -> str:
    return version_from(action, action.recommendations.all(), action.standing)


def _one(access: Access, plan: ActionPlan, pk: int) -> TableRow:
    """Return one row of the table; raise Http404 where the action is no longer in the plan."""
    rows = _rows(access, plan, _terms(access, plan))
    found = [row for row in rows if row.row.pk == pk and not row.row.ended]
    if not found or (found[0].is_fixed and not is_closed(plan)):
        raise Http404
    return found[0]
