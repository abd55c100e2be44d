"""A body's own page: what it goes on watching, and when it sits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.asking import as_at_asked
from actionplans.models import ActionPlan
from actionplans.on_day.later import later_of_actions
from actionplans.standings import watched_by
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.models import Body


@require_safe
@council_page(Verb.READ)
def body(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The actions a body goes on watching, by when they are looked at next, and its meetings."""
    body = access.get(Body, pk=pk)
    as_at = as_at_asked(request, access)
    rows = watched_by(access, body, as_at)
    updates, others = later_of_actions([row.pk for row in rows], as_at)
    context = {
        "access": access,
        "body": body,
        "as_at": as_at,
        "rows": rows,
        "entered_later": updates,
        "others_later": others,
        "plans": access.reach(ActionPlan).filter(reports_to=body).order_by("-agreed_on", "pk"),
        "meetings": body.meetings.order_by("-held_on"),
        "breadcrumbs": trail(access, as_at=as_at),
    }
    return render(request, "actionplans/body.html", context)
