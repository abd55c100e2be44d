"""A body's own page: its meetings, its forward plan, and what it watches, learned and does."""

import datetime

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.asking import as_at_asked
from actionplans.models import ActionPlan
from actionplans.on_day.later import later_of_actions
from actionplans.standings import late_reviews, watched_by
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.models import Body
from reports.models import Report
from scrutiny.models import ScrutinyReview
from scrutiny.oversight.body import body_on_day

PAST_AT_ONCE = 5
POINTS_AT_ONCE = 8


@require_safe
@council_page(Verb.READ)
def body(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """What a body does about plans: when it meets, what came, what it goes on watching."""
    body = access.get(Body, pk=pk)
    as_at = as_at_asked(request, access)
    rows = watched_by(access, body, as_at)
    updates, others = later_of_actions([row.pk for row in rows], as_at)
    found = body_on_day(body, as_at, access.user)
    context = {
        "access": access,
        "body": body,
        "as_at": as_at,
        "found": found,
        "drafts": set(access.reach(Report).filter(body=body).values_list("pk", flat=True)),
        "sentence": found.sentence(late_reviews(rows, as_at.day)),
        "rows": rows,
        "entered_later": updates,
        "others_later": others,
        "plans": access.reach(ActionPlan).filter(reports_to=body).order_by("-agreed_on", "pk"),
        "shown_points": found.oversight.points[:POINTS_AT_ONCE],
        "more_points": found.oversight.points[POINTS_AT_ONCE:],
        "reviews": _commissioned(access, body, as_at.day),
        "past": found.past[:PAST_AT_ONCE],
        "earlier": found.past[PAST_AT_ONCE:],
        "may_plan": access.may_plan_meetings and as_at.is_now,
        "may_record": access.may_record_oversight and as_at.is_now,
        "breadcrumbs": trail(access, as_at=as_at),
    }
    return render(request, "scrutiny/oversight/body.html", context)


def _commissioned(access: Access, body: Body, day: datetime.date) -> QuerySet[ScrutinyReview]:
    """Return the reviews a body had commissioned by a day, the newest first."""
    by_then = Q(commissioned_on=None) | Q(commissioned_on__lte=day)
    found = access.reach(ScrutinyReview).filter(by_then, commissioned_by=body)
    return found.order_by(F("commissioned_on").desc(nulls_last=True), "pk")
