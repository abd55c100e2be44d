"""Calendars of due dates: the pages of their links, and the calendar behind a link."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.calendars import feeds
from actionplans.models import ActionPlan
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.emails import absolute

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@council_page(Verb.REPORT_OWN)
def own_calendar(request: HttpRequest, access: Access) -> HttpResponse:
    """The link to the calendar of all one leads here: to be made, renewed or withdrawn."""
    return _page(request, access, None)


@FORM
@council_page(Verb.MANAGE_PLAN)
def plan_calendar(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The link to the calendar of a plan's dates."""
    return _page(request, access, access.get(ActionPlan, pk=pk))


def _page(request: HttpRequest, access: Access, plan: ActionPlan | None) -> HttpResponse:
    link = ""
    if request.method == "POST" and "revoke" in request.POST:
        if feeds.revoke(access.council, access.user, plan):
            messages.success(request, "The link works no more.")
        return redirect(request.path)
    if request.method == "POST":
        link = absolute(feeds.renew(access.council, access.user, plan))
    context = {
        "access": access,
        "plan": plan,
        "feed": feeds.open_feed(access.council, None if plan else access.user, plan),
        "link": link,
        "subscribe": link.replace("https:", "webcal:").replace("http:", "webcal:"),
        "breadcrumbs": trail(access, plan),
    }
    return render(request, "actionplans/calendars/calendar.html", context)


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself, for whoever has its link: no session, no cookie."""
    if not ratelimit.consume(request, app="allauth.account", action="calendar", limit_get=True):
        return _plain("Too many requests. Try again in a minute.", 429)
    try:
        shown = feeds.shown(token, today())
    except feeds.Dead:
        return _plain("This calendar is not here, or its link was withdrawn.", 404)
    etag, changed = f'"{shown.fingerprint}"', shown.changed_at
    answer = HttpResponse(shown.content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="dates.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(changed.timestamp())
    told = get_conditional_response(request, etag, int(changed.timestamp()), answer)
    return told or answer


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
