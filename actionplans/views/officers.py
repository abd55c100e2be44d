"""Whom no e-mail about their actions reaches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.reminding.recipients import unreached_leads
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today


@require_safe
@council_page(Verb.KEEP_OFFICERS)
def unreached(request: HttpRequest, access: Access) -> HttpResponse:
    """The leads of open plans with neither an account nor an address, nor anybody who has."""
    context = {
        "access": access,
        "officers": unreached_leads(access.council, today()),
        "breadcrumbs": trail(access),
    }
    return render(request, "actionplans/reminding/unreached.html", context)
