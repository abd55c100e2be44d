"""Pages on which a plan is begun."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.asat import AsAt
from actionplans.building import answer, inspections_of, managers_of, start_plan, to_answer
from actionplans.elsewhere import answered_elsewhere
from actionplans.forms_building import AnswersForm, PlanForm
from actionplans.models import Action, ActionPlan
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.MANAGE_PLAN)
def plan_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Begin a plan: what it is called and what it answers; then what becomes of each part."""
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        inspections=inspections_of(access.council),
        managers=managers_of(access.council),
        plans=access.reach(ActionPlan).order_by("-agreed_on", "pk"),
        initial={"manager": access.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        plan = start_plan(access.council, **form.plan())
        if to_answer(plan):
            return redirect("actionplans:plan_answers", access.council.slug, plan.pk)
        messages.success(request, "The plan is begun. It is a draft until it is approved.")
        return redirect("actionplans:plan", access.council.slug, plan.pk)
    context = {"access": access, "form": form, "breadcrumbs": trail(access)}
    return render(request, "actionplans/building/plan_add.html", context)


@either
@council_page(Verb.MANAGE_PLAN)
def plan_answers(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say what becomes of each recommendation: an action, another plan's, or nothing for now."""
    plan = access.get(ActionPlan, pk=pk)
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        asked=to_answer(plan),
        others=list(access.reach(ActionPlan).exclude(pk=plan.pk).order_by("-agreed_on", "pk")),
        standing=answered_elsewhere(plan, AsAt(day=today(), today=today())),
    )
    if request.method == "POST" and form.is_valid():
        made = answer(plan, form.choices(), day=today())
        messages.success(request, _made(made))
        return redirect("actionplans:plan", access.council.slug, plan.pk)
    context: dict[str, Any] = {
        "access": access,
        "plan": plan,
        "form": form,
        "answered": access.reach(Action).filter(plan=plan, recommendations__isnull=False).exists(),
        "breadcrumbs": trail(access, plan),
    }
    return render(request, "actionplans/building/plan_answers.html", context)


def _made(made: list[Action]) -> str:
    if not made:
        return "Saved. No action was made."
    if len(made) == 1:
        return "One action made. Give it its steps, leads and dates."
    return f"{len(made)} actions made. Give each its steps, leads and dates."
