"""Reading reviews: the list of a council's, and one with all that its reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.asking import as_at_asked
from actionplans.models import ActionPlan
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today
from scrutiny.models import ScrutinyReview
from scrutiny.reviews.course import listed
from scrutiny.reviews.opening import opening_of, openings
from scrutiny.reviews.showing import review_shown
from scrutiny.reviews.standing import Stage
from scrutiny.reviews.trail import review_trail
from scrutiny.views.dashboards import with_glossary


@require_safe
@council_page(Verb.READ)
def reviews(request: HttpRequest, access: Access) -> HttpResponse:
    """The reviews of a council, by how far they have come; `?plan=` asks for those of one plan."""
    as_at = as_at_asked(request, access)
    rows, plan = access.reach(ScrutinyReview), None
    if asked := request.GET.get("plan", ""):
        plan = access.get(ActionPlan, pk=int(asked) if asked.isdecimal() else 0)
        rows = rows.filter(plan=plan)
    found = listed(rows, openings(access, rows, today()), as_at)
    context = {
        "access": access,
        "as_at": as_at,
        "plan": plan,
        "stages": [(each, [one for one in found if one.standing.stage == each]) for each in Stage],
        "total": len(found),
        "breadcrumbs": trail(access, as_at=as_at),
    }
    return render(request, "scrutiny/reviews/reviews.html", context)


@require_safe
@council_page(Verb.READ)
def review(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """A review: where it stands, then all of it that is open to this reader."""
    held = access.get(ScrutinyReview, pk=pk)
    as_at = as_at_asked(request, access)
    # What is open is asked of today: no other day in the address opens it sooner.
    opening = opening_of(access, held, today())
    context = {
        "access": access,
        "as_at": as_at,
        "review": held,
        "opening": opening,
        "reads_plan": access.reads(held.plan),
        "may_change": opening.changes and as_at.is_now,
        "may_run": opening.runs and as_at.is_now,
        "may_keep": opening.keeps and as_at.is_now,
        "may_note": opening.notes and as_at.is_now,
        "may_begin": access.may(Verb.COMPOSE)
        and (opening.keeps or opening.is_published)
        and as_at.is_now,
        "shown": review_shown(access, held, opening, as_at),
        "breadcrumbs": review_trail(access, as_at=as_at),
    }
    return with_glossary(request, access, context, "scrutiny/reviews/review.html")
