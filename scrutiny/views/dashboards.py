"""The dashboard of a plan and of a council, and the rows behind its numbers."""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.models import ActionPlan
from actionplans.over_time.drawing import slippage_drawing, trend
from actionplans.over_time.slippage import in_words, moved
from actionplans.over_time.stands import SHOWS
from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from scrutiny.contents import contents_of
from scrutiny.dashboards import Dashboard, council_dashboard, plan_dashboard
from scrutiny.glossary import of_council, used_in
from scrutiny.oversight.beside import beside
from scrutiny.place import place_of
from scrutiny.questions.hiding import hidden_in
from scrutiny.questions.standing import Waiting, asked_in, waiting

PAST_AT_ONCE, FLAGGED_AT_ONCE, SLIPS_AT_ONCE = 8, 8, 30


def state_asked(request: HttpRequest, access: Access) -> AsAt:
    """Return the state asked for as members and papers see it, whoever reads."""
    asked = as_at_asked(request, access)
    return dataclasses.replace(asked, accepted_only=True, confidential=False)


@require_safe
@council_page(Verb.READ)
def dashboard(request: HttpRequest, access: Access) -> HttpResponse:
    """Where all plans of a council stand."""
    found = council_dashboard(access, state_asked(request, access), _body(request))
    return _page(request, access, found, trail(access, as_at=found.as_at))


@require_safe
@council_page(Verb.READ)
def plan_dashboard_page(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Where one plan stands."""
    plan = access.get(ActionPlan, pk=pk)
    found = plan_dashboard(access, plan, state_asked(request, access), _body(request))
    return _page(request, access, found, [*_up(access, found), *_of_plan(access, found)])


@require_safe
@council_page(Verb.READ)
def dashboard_rows(request: HttpRequest, access: Access) -> HttpResponse:
    """The rows behind a number of the council's dashboard: `?show=`."""
    found = council_dashboard(access, state_asked(request, access), _body(request))
    return _rows(request, access, found, _up(access, found))


@require_safe
@council_page(Verb.READ)
def plan_rows(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The rows behind a number of a plan's dashboard: `?show=`."""
    plan = access.get(ActionPlan, pk=pk)
    found = plan_dashboard(access, plan, state_asked(request, access), _body(request))
    here = reverse("scrutiny:plan_dashboard", args=[access.council.slug, plan.pk])
    back = (f"{found.title}: dashboard", here + found.as_at.query)
    return _rows(request, access, found, [*_up(access, found), back])


def _body(request: HttpRequest) -> str:
    """Return the number of the body whose last meeting is asked for; "" for none, "any" for any."""
    return request.GET.get("body", "")


def _up(access: Access, found: Dashboard) -> Trail:
    here = reverse("scrutiny:dashboard", args=[access.council.slug])
    query = found.as_at.query
    return [*trail(access, as_at=found.as_at), ("Dashboard", here + query)]


def _of_plan(access: Access, found: Dashboard) -> Trail:
    return trail(access, found.plan, as_at=found.as_at)[1:]


def _page(
    request: HttpRequest, access: Access, found: Dashboard, breadcrumbs: Trail
) -> HttpResponse:
    slips = list(found.slips)
    drawn = slippage_drawing("slippage", slips, found.as_at.day)
    drawn_over_time = trend("trend", found.tallies)
    held = beside(found.plan, found.as_at) if found.plan else None
    place = None if found.plan else place_of(access.council, found.as_at)
    context = {
        "access": access,
        "found": found,
        "as_at": found.as_at,
        "entered_later": found.entered_later,
        "others_later": found.others_later,
        "past": found.past[:PAST_AT_ONCE],
        "flagged": found.flagged[:FLAGGED_AT_ONCE],
        "trend": drawn_over_time,
        "slippage": drawn,
        "slipped": [slip for slip in slips if slip.days or slip.undated],
        "slipped_words": in_words(slips),
        "beside": held,
        "place": place,
        "contents": contents_of(
            found,
            moved=len(moved(slips)) if drawn else 0,
            has_trend=bool(drawn_over_time),
            beside=held,
            place=place,
        ),
        "rows_at": _rows_at(access, found),
        "questions": _questions(access, found),
        "body_asked": _body(request),
        "breadcrumbs": breadcrumbs,
    }
    return with_glossary(request, access, context, "scrutiny/dashboard.html")


def _questions(access: Access, found: Dashboard) -> Waiting:
    """Return what waits for an answer, what this reader asked on a confidential action included."""
    of = (access.council, found.as_at, found.plan, access.user)
    return waiting(asked_in(*of), len(hidden_in(*of)))


def _rows_at(access: Access, found: Dashboard) -> str:
    if found.plan is None:
        return reverse("scrutiny:dashboard_rows", args=[access.council.slug])
    return reverse("scrutiny:plan_rows", args=[access.council.slug, found.plan.pk])


def _rows(
    request: HttpRequest, access: Access, found: Dashboard, breadcrumbs: Trail
) -> HttpResponse:
    show = request.GET.get("show", "all")
    if show not in SHOWS:
        raise Http404
    rows, number = found.rows_of(show), found.stands.number(show)
    context = {
        "access": access,
        "found": found,
        "as_at": found.as_at,
        "rows": rows,
        "number": len(rows) if number is None else number,
        "beside_rows": found.stands.beside_rows(show),
        "show": show,
        "heading": SHOWS[show],
        "moves": _moves(found) if show == "moved" else {},
        "breadcrumbs": breadcrumbs,
    }
    return with_glossary(request, access, context, "scrutiny/rows.html")


def _moves(found: Dashboard) -> dict[int, Any]:
    """Return, by action, the moves of its dates since the day changes are told from."""
    moved = found.changes.moved if found.changes else ()
    return {change.after.pk: change.moves for change in moved}


Render = Callable[[HttpRequest, str, dict[str, Any]], HttpResponse]


def with_glossary(
    request: HttpRequest, access: Access, context: dict[str, Any], template: str
) -> HttpResponse:
    """Return the page, with the acronyms that its body uses spelled out at the foot.

    The body of `folder/page.html` is `folder/_page.html`.
    """
    body = "/_".join(template.rsplit("/", 1))
    text = render_to_string(body, context, request)
    used = used_in(text, of_council(access.council))
    return render(request, template, context | {"body": text, "acronyms": used})
