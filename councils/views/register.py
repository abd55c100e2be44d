"""The register of accounts, which administrators read and nobody edits."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import Access, Verb, council_page
from councils.models import RegisterEntry
from councils.people_forms import RegisterFilter
from councils.register import found
from councils.views.people import trail

A_PAGE = 50


@require_safe
@council_page(Verb.MANAGE_PEOPLE)
def register(request: HttpRequest, access: Access) -> HttpResponse:
    """Sign-ins, invitations, roles and leavers of this council, newest first."""
    form = RegisterFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = found(access.reach(RegisterEntry), asked.get("q", ""), asked.get("kind", ""))
    context = {
        "access": access,
        "filter": form,
        "is_filtered": any(asked.values()),
        "page": Paginator(entries, A_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs": trail(access),
    }
    return render(request, "councils/register.html", context)
