"""A dashboard to take away: asked for, waited for, downloaded."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplans.models import ActionPlan
from actionplans.on_day.links import bodies_told
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.models import Body
from reports.views.attached import attachment
from scrutiny import tasks
from scrutiny.dashboards import body_chosen
from scrutiny.models import Briefing
from scrutiny.views.dashboards import state_asked


@require_POST
@council_page(Verb.EXPORT)
def briefing_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask the worker for the briefing on all plans; the next page waits for it."""
    return _asked(request, access, None)


@require_POST
@council_page(Verb.EXPORT)
def plan_briefing_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask the worker for the briefing on one plan."""
    return _asked(request, access, access.get(ActionPlan, pk=pk))


def _asked(request: HttpRequest, access: Access, plan: ActionPlan | None) -> HttpResponse:
    state = state_asked(request, access)
    with transaction.atomic():
        made = Briefing.objects.create(
            council=access.council,
            plan=plan,
            body=_body(request, access, plan),
            asked_by=access.user,
            asked_on=state.today,
            as_at=state.day,
            known_on=state.known_on,
        )
        tasks.draw_briefing.defer(briefing_id=made.pk)
    return redirect("scrutiny:briefing", access.council.slug, made.pk)


def _body(request: HttpRequest, access: Access, plan: ActionPlan | None) -> Body | None:
    """Return the body whose last meeting the dashboard told changes from."""
    plans = [plan.pk] if plan else access.reach(ActionPlan).values_list("pk", flat=True)
    bodies = bodies_told(plans) or list(access.reach(Body).order_by("name", "pk"))
    return body_chosen(bodies, request.GET.get("body", ""))


def _briefing(access: Access, pk: int) -> Briefing:
    """Return a briefing of one's own."""
    return access.get(Briefing, pk=pk, asked_by=access.user)


@require_safe
@council_page(Verb.EXPORT)
def briefing(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Wait for the PDF: the page asks again by itself, with or without JavaScript."""
    found = _briefing(access, pk)
    context = {
        "access": access,
        "briefing": found,
        "breadcrumbs": trail(access, found.plan),
    }
    is_part = getattr(request, "htmx", False)
    template = "scrutiny/_briefing.html" if is_part else "scrutiny/briefing_state.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@require_safe
@council_page(Verb.EXPORT)
def briefing_file(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The PDF itself."""
    found = _briefing(access, pk)
    if found.content is None:
        raise Http404
    return attachment(found.content, found.file_name, "pdf")
