"""The page on which a plan's columns are chosen, named and put in order."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans import columns
from actionplans.asking import as_at_asked
from actionplans.column_presets import COLUMN_PRESETS, column_preset
from actionplans.columns import Column
from actionplans.forms.columns import (
    AllPlansForm,
    ColumnFormSet,
    PresetForm,
    as_seen,
    column_of,
    rows_of,
    typed_rows,
)
from actionplans.layout import Layout
from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day
from actionplans.plan_columns import NewerColumns, choose, layout_of, of_council
from actionplans.shown import PlanOnDay
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.templatetags.govuk import error_links
from councils.versions import Decided

Rows = Sequence[dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_columns(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Tick, rename and order the columns of a plan; every button but the last only shows."""
    plan = access.get(ActionPlan, pk=pk)
    shown = plan_on_day(plan, as_at_asked(request, access))
    page = _Page(request, access, plan, shown)
    if request.method != "POST":
        return page.show(rows_of(layout_of(shown).columns, columns.held(shown.rows)))
    if "save" in request.POST:
        return page.save()
    if "council" in request.POST:
        return page.store([])
    if "start" in request.POST:
        begun = columns.shown(_preset(request), shown.rows)
        return page.show(rows_of(begun, columns.held(shown.rows)))
    for button, by in (("up", -1), ("down", 1)):
        if button in request.POST:
            return page.show(typed_rows(request.POST, request.POST[button], by))
    return page.show(typed_rows(request.POST))


def _preset(request: HttpRequest) -> tuple[Column, ...]:
    found = column_preset(request.POST.get("preset", ""))
    if found is None:
        raise Http404
    return found.columns


class _Page:
    """One request to the page: what was sent, and the answers to it."""

    def __init__(
        self, request: HttpRequest, access: Access, plan: ActionPlan, shown: PlanOnDay
    ) -> None:
        self.request, self.access, self.plan, self.shown = request, access, plan, shown
        posted = request.POST if request.method == "POST" else None
        self.own = columns.read(plan.columns)
        self.all_plans = AllPlansForm(
            posted, council=access.council.name, initial={"seen": as_seen(self.own)}
        )

    def save(self) -> HttpResponse:
        """Store what was sent, or show it with what is wrong with it."""
        formset: Any = ColumnFormSet(self.request.POST)
        if not formset.is_valid():
            return self._render(formset, typed_rows(self.request.POST))
        chosen, held = formset.columns(), set(columns.held(self.shown.rows))
        return self.store([c for c in chosen if c.is_shown or c.field in held])

    def store(self, chosen: Sequence[Column]) -> HttpResponse:
        for_all = bool(chosen) and bool(self.request.POST.get("for_all"))
        if for_all:
            self.access.require(Verb.SET_RULES)
        try:
            is_new = choose(self.plan, chosen, seen=self.all_plans.columns_seen(), for_all=for_all)
        except NewerColumns:
            return self._conflict()
        except Decided as other:
            return self.show(typed_rows(self.request.POST), decided=str(other))
        messages.success(self.request, "Saved." if is_new else "Nothing was changed.")
        return redirect("reports:appendix", self.access.council.slug, self.plan.pk)

    def _conflict(self) -> HttpResponse:
        """Return 409: what is saved by now, and what was typed, to be saved over it."""
        typed = self.request.POST.copy()
        typed["seen"] = as_seen(self.own)
        self.all_plans.data = typed
        return self.show(typed_rows(typed), newer=True)

    def show(self, rows: Rows, newer: bool = False, decided: str = "") -> HttpResponse:
        return self._render(ColumnFormSet(initial=rows), rows, newer, decided)

    def _render(
        self, formset: Any, rows: Rows, newer: bool = False, decided: str = ""
    ) -> HttpResponse:
        asked = [column_of(row) for row in rows if row["shown"] and columns.is_field(row["field"])]
        layout = Layout(tuple(asked), self.shown.as_at.day, self.shown.key)
        context = {
            "access": self.access,
            "plan": self.plan,
            "breadcrumbs": trail(self.access, self.plan),
            "formset": formset,
            "faults": error_links(formset),
            "all_plans": self.all_plans,
            "start": PresetForm(initial={"preset": "wolverhampton-2017"}),
            "presets": COLUMN_PRESETS,
            "headings": layout.headings,
            "example": _example(layout, self.shown),
            "newer": self._headings_now() if newer else None,
            "decided": decided,
            "is_own": bool(self.own),
            "of_council": of_council(self.access.council),
        }
        status = 409 if newer or decided else 200
        return render(self.request, "actionplans/columns.html", context, status=status)

    def _headings_now(self) -> list[str]:
        return layout_of(self.shown).headings


def _example(layout: Layout, shown: PlanOnDay) -> list[tuple[str, Any]]:
    """Return the first action as the columns would show it, each cell with its heading."""
    if not shown.rows:
        return []
    return list(zip(layout.headings, layout.cells(shown.rows[0]), strict=True))
