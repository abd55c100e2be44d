"""What every page answers on which a closed plan would be changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actionplans.models import ActionPlan
from actionplans.planning.editing import CLOSED, is_closed
from actionplans.trail import trail
from councils.access import Access

View = Callable[..., HttpResponse]


def of_open_plan(*, tells: bool = False) -> Callable[[View], View]:
    """Return a decorator, below `council_page`: of a closed plan the page says why it cannot be.

    `tells`: the view refuses to save to a closed plan itself, with what was typed kept.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, access: Access, **kwargs: Any) -> HttpResponse:
            plan = access.get(ActionPlan, pk=kwargs.get("plan_pk", kwargs["pk"]))
            if is_closed(plan) and not (tells and request.method == "POST"):
                return closed_page(request, access, plan)
            return view(request, access, **kwargs)

        return wrapped

    return decorate


def closed_page(request: HttpRequest, access: Access, plan: ActionPlan) -> HttpResponse:
    """Return 409 and why nothing is changed; htmx loads the page anew, which then says so."""
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"access": access, "plan": plan, "why": CLOSED, "breadcrumbs": trail(access, plan)}
    return render(request, "actionplans/building/plan_closed.html", context, status=409)
