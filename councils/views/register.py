"""The register of accounts, which administrators read and nobody edits."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import Access, Verb, council_page
from councils.csv_files import csv_bytes
from councils.days import today
from councils.models import RegisterEntry
from councils.people_forms import RegisterFilter
from councils.register import COLUMNS, cells, found
from councils.views.people import trail

A_PAGE = 50


@require_safe
@council_page(Verb.MANAGE_PEOPLE)
def register(request: HttpRequest, access: Access) -> HttpResponse:
    """Sign-ins, invitations, roles and leavers of this council, newest first."""
    form = RegisterFilter(request.GET)
    entries = _asked_for(access, form)
    context = {
        "access": access,
        "filter": form,
        "is_filtered": form.is_valid() and any(form.cleaned_data.values()),
        "page": Paginator(entries, A_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs": trail(access),
    }
    return render(request, "councils/register.html", context)


@require_safe
@council_page(Verb.MANAGE_PEOPLE)
def register_csv(request: HttpRequest, access: Access) -> HttpResponse:
    """The entries asked for, all of them, as a CSV file."""
    entries = _asked_for(access, RegisterFilter(request.GET))
    name = f"register-{access.council.slug}-{today()}.csv"
    content = csv_bytes(COLUMNS, (cells(entry) for entry in entries.iterator()))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _asked_for(access: Access, form: RegisterFilter) -> QuerySet[RegisterEntry]:
    asked = form.cleaned_data if form.is_valid() else {}
    return found(access.reach(RegisterEntry), asked.get("q", ""), asked.get("kind", ""))
