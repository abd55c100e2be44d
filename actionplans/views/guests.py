"""Pages on which actions of one plan come to stand in another too, and leave it again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.forms.guests import HomeForm, StandInForm, TakeOutForm
from actionplans.models import Action, ActionPlan, StandsIn
from actionplans.planning.editing import Change, wants_a_reason
from actionplans.planning.guests import not_here_yet, stand_in, take_out, to_lend
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.versions import Decided

either = require_http_methods(["GET", "HEAD", "POST"])


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _change(access: Access, form: Any) -> Change:
    return Change(access.user, today(), form.cleaned_data.get("reason", ""))


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def guest_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Let actions of another plan (`?home=`) stand in this one too."""
    plan = access.get(ActionPlan, pk=pk)
    plans = to_lend(plan)
    # With one plan to choose from there is nothing to ask.
    only = {"home": plans[0].pk} if len(plans) == 1 else None
    choose = HomeForm(request.GET or only, plans=plans)
    context: dict[str, Any] = {
        "access": access,
        "plan": plan,
        "plans": plans,
        "breadcrumbs": trail(access, plan),
    }
    if not choose.is_valid():
        context["form"] = choose
        return render(request, "actionplans/building/guest_home.html", context)
    return _choose_actions(request, plan, choose.cleaned_data["home"], context)


def _choose_actions(
    request: HttpRequest, plan: ActionPlan, home: ActionPlan, context: dict[str, Any]
) -> HttpResponse:
    """Show the actions of `home` that can stand in `plan` too, or let those selected."""
    access: Access = context["access"]
    rows = not_here_yet(home, plan, today())
    form = StandInForm(_posted(request), rows=rows, reason_wanted=wants_a_reason(plan))
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            chosen = access.reach(Action).filter(plan=home, pk__in=form.cleaned_data["actions"])
            made = stand_in(plan, chosen.order_by("order", "pk"), _change(access, form))
        except Decided as other:
            decided = str(other)
        else:
            messages.success(request, _said(made))
            return redirect("actionplans:plan", access.council.slug, plan.pk)
    context |= {"home_plan": home, "form": form, "rows": rows, "decided": decided}
    status = 409 if decided else 200
    return render(request, "actionplans/building/guest_add.html", context, status=status)


def _said(made: list[StandsIn]) -> str:
    if not made:
        return "Nothing was added: what you selected stands in this plan already."
    numbers = ", ".join(place.reference for place in made)
    if len(made) == 1:
        return f"Added as number {numbers}."
    return f"{len(made)} actions added, as numbers {numbers}."


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def guest_remove(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Take an action out of a plan that is not the one it belongs to."""
    place = access.get(StandsIn, plan=plan_pk, action=pk, removed_on=None)
    form = TakeOutForm(_posted(request), reason_wanted=wants_a_reason(place.plan))
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            take_out(place, _change(access, form))
        except Decided as other:
            decided = str(other)
        else:
            messages.success(request, f"Taken out. It goes on in {place.action.plan}.")
            return redirect("actionplans:plan", access.council.slug, plan_pk)
    context = {
        "access": access,
        "plan": place.plan,
        "place": place,
        "form": form,
        "decided": decided,
        "breadcrumbs": trail(access, place.plan),
    }
    status = 409 if decided else 200
    return render(request, "actionplans/building/guest_remove.html", context, status=status)
