"""Pages on which a plan begins as a copy of another, or joins a bigger one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.forms.building import CopyForm, MergePlanForm
from actionplans.models import ActionPlan
from actionplans.planning.editing import Change
from actionplans.planning.phases import copy_plan, join_plan, open_actions
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.versions import Decided

either = require_http_methods(["GET", "HEAD", "POST"])


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@either
@council_page(Verb.MANAGE_PLAN)
def plan_copy(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Begin a plan with the words, steps and leads of another, without its dates and reports."""
    plan = access.get(ActionPlan, pk=pk)
    form = CopyForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = copy_plan(
            plan,
            title=data["title"],
            agreed_on=data["agreed_on"],
            manager=access.user,
            day=today(),
        )
        messages.success(request, "The copy is begun. It is a draft without dates.")
        return redirect("actionplans:plan", access.council.slug, new.pk)
    page = {
        "heading": "Begin a plan as a copy of this one",
        "button": "Make the copy",
        "says": ["Themes, actions, steps and leads go along, and what the plan answers. Dates, "
                 "reports, measures, risks and actions that have left the plan stay here. What "
                 "belongs to another plan stands in the copy too, and is still one action."],
    }  # fmt: skip
    return _page(request, access, plan, form, page)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_join(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Let a plan join a bigger one: its open actions go on there, its history stays here."""
    plan = access.get(ActionPlan, pk=pk)
    plans = access.reach(ActionPlan).exclude(pk=pk).exclude(status=ActionPlan.Status.CLOSED)
    plans = plans.order_by("-agreed_on", "pk")
    form, decided = MergePlanForm(_posted(request), plans=plans), ""
    if request.method == "POST" and form.is_valid():
        into, why = form.cleaned_data["into"], form.cleaned_data["reason"]
        try:
            made = join_plan(plan, into, Change(access.user, today(), why))
        except Decided as other:
            decided = str(other)
        else:
            number = f"{len(made)} action{'' if len(made) == 1 else 's'}"
            messages.success(request, f"{number} of {plan.title} now in this plan.")
            return redirect("actionplans:plan", access.council.slug, into.pk)
    page = {
        "heading": "Let this plan join another",
        "button": "Join the plans",
        "says": _joining(plan),
        "nothing": _why_not_joined(plan, plans.exists()),
    }
    return _page(request, access, plan, form, page, decided)


def _joining(plan: ActionPlan) -> list[str]:
    says = ["Every action that is open goes on in the other plan from today, with its theme, "
            "steps, leads, dates and all their moves. What was reported stays here and is shown "
            "there too, under the action that takes its place.",
            "Actions that are done, measures and risks stay in this plan."]  # fmt: skip
    if plan.status == ActionPlan.Status.APPROVED:
        says.append("This plan is then closed. Its pages stay as they are.")
    return says


def _why_not_joined(plan: ActionPlan, has_plans: bool) -> str:
    if not has_plans:
        return "This council has no other plan that is not closed."
    return "" if open_actions(plan, today()) else "No action of this plan is open."


def _page(
    request: HttpRequest,
    access: Access,
    plan: ActionPlan,
    form: Any,
    page: dict[str, Any],
    decided: str = "",
) -> HttpResponse:
    context = {
        "access": access,
        "plan": plan,
        "form": form,
        "page": page,
        "decided": decided,
        "breadcrumbs": trail(access, plan),
    }
    status = 409 if decided else 200
    return render(request, "actionplans/building/plan_state.html", context, status=status)
