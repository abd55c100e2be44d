"""Pages on which a plan is begun, and what it is called and answers is changed."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.asat import AsAt
from actionplans.forms.building import AnswersForm, PlanEditForm, PlanForm
from actionplans.managing import managers_of
from actionplans.models import Action, ActionPlan
from actionplans.planning.building import (
    answer,
    answers_version,
    change_plan,
    inspections_of,
    plan_version,
    start_plan,
    to_answer,
)
from actionplans.planning.editing import Change, because
from actionplans.planning.elsewhere import answered_elsewhere
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, in_force_on
from councils.versions import ChangedMeanwhile, Decided

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
        initial={"manager": access.user.pk, "sources": _sources_asked(request)},
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
@of_open_plan(tells=True)
def plan_edit(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Change what a plan is called, what it answers, who manages it and who is told."""
    plan = access.get(ActionPlan, pk=pk)
    form = _edit_form(request, access, plan)
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            with because(Change(access.user, today(), form.cleaned_data.get("reason", ""))):
                change_plan(plan, form.given(), by_hand=form.by_hand, seen=seen)
        except ChangedMeanwhile as conflict:
            stored = access.get(ActionPlan, pk=pk)
            more = {"conflict": conflict, "theirs": stored}
            form.put(seen=plan_version(stored))
        except Decided as other:
            more = {"decided": str(other)}
        else:
            messages.success(request, "Saved.")
            return redirect("actionplans:plan", access.council.slug, plan.pk)
    context = {"access": access, "plan": plan, "form": form, "breadcrumbs": trail(access, plan)}
    status = 409 if more else 200
    page = "actionplans/building/plan_edit.html"
    return render(request, page, context | more, status=status)


def _sources_asked(request: HttpRequest) -> list[str]:
    """Return the inspections that a link into the form names; others than the offered show none."""
    return [pk for pk in request.GET.getlist("source") if pk.isdecimal()]


def _edit_form(request: HttpRequest, access: Access, plan: ActionPlan) -> PlanEditForm:
    told = plan.reports_to.values("pk")
    bodies = access.reach(Body).filter(in_force_on(today()) | Q(pk__in=told)).order_by("name")
    managers = managers_of(access.council, plan.manager)
    initial: dict[str, Any] = {name: getattr(plan, name) for name in ("title", "agreed_on", "note")}
    return PlanEditForm(
        request.POST if request.method == "POST" else None,
        inspections=inspections_of(access.council),
        managers=managers,
        plans=access.reach(ActionPlan).exclude(pk=plan.pk).order_by("-agreed_on", "pk"),
        bodies=bodies,
        is_draft=plan.status == ActionPlan.Status.DRAFT,
        initial=initial
        | {
            "manager": plan.manager_id,
            "follows": plan.follows_id,
            "sources": [source.pk for source in plan.sources.all()],
            "reports_to": [body.pk for body in plan.reports_to.all()],
            "seen": plan_version(plan),
        },
    )


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_answers(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say what becomes of each recommendation: an action, another plan's, or nothing for now."""
    plan = access.get(ActionPlan, pk=pk)
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        asked=to_answer(plan),
        others=list(access.reach(ActionPlan).exclude(pk=plan.pk).order_by("-agreed_on", "pk")),
        standing=answered_elsewhere(plan, AsAt(day=today(), today=today())),
        initial={"seen": answers_version(plan)},
    )
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            made = answer(plan, form.choices(), day=today(), seen=form.cleaned_data["seen"])
        except Decided as other:
            more = {"decided": str(other)}
        except ChangedMeanwhile as conflict:
            more = {"conflict": conflict} | _answered_meanwhile(access, plan, form)
        else:
            messages.success(request, _made(made))
            return redirect("actionplans:plan", access.council.slug, plan.pk)
    context: dict[str, Any] = {
        "access": access,
        "plan": plan,
        "form": form,
        "answered": access.reach(Action).filter(plan=plan, recommendations__isnull=False).exists(),
        "breadcrumbs": trail(access, plan),
    }
    page = "actionplans/building/plan_answers.html"
    return render(request, page, context | more, status=409 if more else 200)


def _answered_meanwhile(access: Access, plan: ActionPlan, form: AnswersForm) -> dict[str, Any]:
    """Return what others chose meanwhile: actions that answer by now, and plans named."""
    form.put(seen=answers_version(plan))
    sources = plan.sources.order_by("ends_on", "pk").prefetch_related("recommendations")
    asked = [one for source in sources for one in source.recommendations.all()]
    answers = {
        one.pk: access.reach(Action).filter(plan=plan, recommendations=one).first()
        for one, _ in form.unasked(asked)
    }
    elsewhere = answered_elsewhere(plan, AsAt(day=today(), today=today()))
    return {
        "taken": [(one, said, answers[one.pk]) for one, said in form.unasked(asked)],
        "elsewhere": [(one, elsewhere[one.pk]) for one in form.asked if one.pk in elsewhere],
    }


def _made(made: list[Action]) -> str:
    if not made:
        return "Saved. No action was made."
    if len(made) == 1:
        return "One action made. Give it its steps, leads and dates."
    return f"{len(made)} actions made. Give each its steps, leads and dates."
