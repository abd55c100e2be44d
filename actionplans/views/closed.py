"""What every page answers on which a closed plan would be changed."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actionplans.models import ActionPlan
from actionplans.planning.holding import CLOSED, Closed, is_closed
from actionplans.trail import trail
from councils.access import Access

View = Callable[..., HttpResponse]


def of_open_plan(*, tells: bool = False) -> Callable[[View], View]:
    """Return a decorator, below `council_page`: of a closed plan the page says why it cannot be.

    `tells`: the view's page shows what was typed, and why it is not saved, in `_decided.html`.
    Where a view lets Closed through, the page says it here.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, access: Access, **kwargs: Any) -> HttpResponse:
            plan = access.get(ActionPlan, pk=kwargs.get("plan_pk", kwargs["pk"]))
            if is_closed(plan):
                return _of_closed(view, request, access, plan, tells=tells, **kwargs)
            try:
                return view(request, access, **kwargs)
            except Closed:
                return closed_page(request, access, plan)

        return wrapped

    return decorate


def _of_closed(
    view: View, request: Any, access: Access, plan: ActionPlan, *, tells: bool, **kwargs: Any
) -> HttpResponse:
    if not tells or request.method != "POST":
        return closed_page(request, access, plan)
    request.why_closed = CLOSED
    response = view(request, access, **kwargs)
    if response.status_code == HTTPStatus.OK and not getattr(request, "htmx", False):
        response.status_code = HTTPStatus.CONFLICT
    return response


def closed_page(
    request: HttpRequest, access: Access, plan: ActionPlan, words: str = ""
) -> HttpResponse:
    """Return 409 and why nothing is changed; htmx loads the page anew, which then says so.

    `words` are what somebody began to write here before.
    """
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"access": access, "plan": plan, "why": CLOSED, "words": words}
    context["breadcrumbs"] = trail(access, plan)
    return render(request, "actionplans/building/plan_closed.html", context, status=409)
