"""A body's own page: what it goes on watching, and when it sits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.models import Action, ActionPlan
from actionplans.onday import rows_on_day
from actionplans.rows import Row
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.models import Body


@require_safe
@council_page(Verb.READ)
def body(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The actions a body goes on watching, by when they are looked at next, and its meetings."""
    body = access.get(Body, pk=pk)
    as_at = as_at_asked(request, access)
    context = {
        "access": access,
        "body": body,
        "as_at": as_at,
        "rows": watched_by(access, body, as_at),
        "plans": access.reach(ActionPlan).filter(reports_to=body).order_by("-agreed_on", "pk"),
        "meetings": body.meetings.order_by("-held_on"),
        "breadcrumbs": trail(access),
    }
    return render(request, "actionplans/body.html", context)


def watched_by(access: Access, body: Body, as_at: AsAt) -> list[Row]:
    """Return the actions `body` watches in this state, the next review first."""
    versions = Action.pgh_event_model.objects.filter(watched_by=body)  # type: ignore[attr-defined]
    ever = access.reach(Action).filter(pk__in=versions.values("pgh_obj_id"))
    rows = [row for row in rows_on_day(ever, as_at) if row.watched_by == body.name]
    return sorted(rows, key=lambda row: (row.next_review_on is None, row.next_review_on, row.pk))
