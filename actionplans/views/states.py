"""Pages on which a plan is approved, closed, opened again, archived or deleted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.asking import as_at_asked
from actionplans.forms.states import ApproveForm, WhyForm
from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day
from actionplans.planning.editing import Change
from actionplans.planning.states import (
    approve,
    archive,
    close,
    delete_plan,
    gaps_of,
    open_elsewhere,
    reopen_plan,
    why_it_stays,
)
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, in_force_on
from councils.versions import Decided

either = require_http_methods(["GET", "HEAD", "POST"])


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    access: Access,
    plan: ActionPlan,
    form: forms.Form,
    save: Callable[[], str],
    **page: Any,
) -> HttpResponse:
    """Show what is decided, or do it; where it cannot be any more: 409, and why."""
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, save())
        except Decided as other:
            decided = str(other)
        else:
            return page.get("then") or redirect("actionplans:plan", access.council.slug, plan.pk)
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


def _change(access: Access, form: forms.Form) -> Change:
    return Change(access.user, today(), form.cleaned_data.get("reason", ""))


@either
@council_page(Verb.MANAGE_PLAN)
def plan_approve(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Record which body approved a draft, and when; from then on changes need a reason."""
    plan = access.get(ActionPlan, pk=pk)
    is_draft = plan.status == ActionPlan.Status.DRAFT
    bodies = access.reach(Body).filter(in_force_on(today())).order_by("name")
    form = ApproveForm(_posted(request), bodies=bodies, today=today())

    def save() -> str:
        data = form.cleaned_data
        approve(plan, body=data["body"], by=data["by"], on=data["on"], change=_change(access, form))
        return "Approved. From now on a change to what was agreed asks for its reason."

    return _page(
        request,
        access,
        plan,
        form,
        save,
        heading="Approve the plan",
        button="Approve the plan",
        says=["What stands here at the end of that day can be shown and printed at any time as "
              "the plan that was approved."],
        gaps=gaps_of(plan_on_day(plan, as_at_asked(request, access))) if is_draft else [],
        nothing="" if is_draft else "This plan has been approved already.",
    )  # fmt: skip


@either
@council_page(Verb.MANAGE_PLAN)
def plan_close(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Close an approved plan, or open a closed one again."""
    plan = access.get(ActionPlan, pk=pk)
    if plan.status == ActionPlan.Status.CLOSED:
        return _reopen(request, access, plan)
    form = WhyForm(_posted(request))

    def save() -> str:
        close(plan, _change(access, form))
        return "Closed. Its pages stay as they are."

    return _page(
        request,
        access,
        plan,
        form,
        save,
        heading="Close the plan",
        button="Close the plan",
        says=["What is still open can be carried into another plan first. A closed plan can be "
              "read as before, put in the archive, or opened again. Nothing in it is changed or "
              "reported any more; what calls for challenge can still be answered."],
        nothing=_why_not_closed(plan),
    )  # fmt: skip


def _why_not_closed(plan: ActionPlan) -> str:
    if plan.status != ActionPlan.Status.APPROVED:
        return "A draft cannot be closed."
    return open_elsewhere(plan, today())


def _reopen(request: HttpRequest, access: Access, plan: ActionPlan) -> HttpResponse:
    form = WhyForm(_posted(request))

    def save() -> str:
        reopen_plan(plan, _change(access, form))
        return "Open again."

    heading = "Open the plan again"
    return _page(request, access, plan, form, save, heading=heading, button=heading)


@either
@council_page(Verb.MANAGE_PLAN)
def plan_archive(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Keep a closed plan out of the lists, or put it back into them."""
    plan = access.get(ActionPlan, pk=pk)
    form, is_archived = forms.Form(_posted(request)), plan.is_archived

    def save() -> str:
        archive(plan, is_archived=not is_archived, change=_change(access, form))
        return "Taken out of the archive." if is_archived else "Put in the archive."

    heading = "Take the plan out of the archive" if is_archived else "Put the plan in the archive"
    is_closed = plan.status == ActionPlan.Status.CLOSED
    return _page(
        request,
        access,
        plan,
        form,
        save,
        heading=heading,
        button=heading,
        says=["An archived plan is kept out of lists. Its pages stay where they are, and the "
              "council’s page links to them."],
        nothing="" if is_closed else "Only a closed plan can be archived.",
    )  # fmt: skip


@either
@council_page(Verb.MANAGE_PLAN)
def plan_delete(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Delete a draft on which nobody reported."""
    plan = access.get(ActionPlan, pk=pk)

    def save() -> str:
        title = plan.title
        delete_plan(plan)
        return f"{title} was deleted."

    return _page(
        request,
        access,
        plan,
        forms.Form(_posted(request)),
        save,
        heading="Delete the plan",
        button="Delete the plan",
        is_warning=True,
        says=["Its actions, steps and dates go with it, and what its file says of their "
              "progress. What it answers stays."],
        nothing=why_it_stays(plan),
        then=redirect("actionplans:council", access.council.slug),
    )  # fmt: skip
