"""Comparisons to take away: each table as a CSV file, all of a page as a PDF."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.days import today
from inspections.choosing import FIELDS
from inspections.comparing.tables import Comparison, Table
from reports import tasks
from reports.compared import ask_for, compared_csv, comparison_of, file_name, file_of
from reports.views.attached import attachment


def _choice(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in FIELDS if request.GET.get(name)}


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """One table of a comparison; the first where none is named."""
    slug = request.GET.get("council", "")
    shown = comparison_of(request.GET.get("name", ""), _choice(request), today(), slug)
    table = _table(shown, request.GET.get("table", ""))
    name = file_name(shown, "csv", table, slug)
    return attachment(compared_csv(shown, table), name, "csv")


def _table(shown: Comparison, key: str) -> Table | None:
    if not key:
        return next(iter(shown.tables), None)
    for table in shown.tables:
        if table.key == key:
            return table
    raise Http404


@require_POST
def compare_file_add(request: HttpRequest) -> HttpResponse:
    """Ask the worker for the PDF; the next page waits for it."""
    day, choice = today(), _choice(request)
    name, slug = request.POST.get("name", ""), request.POST.get("council", "")
    comparison_of(name, choice, day, slug)
    with transaction.atomic():
        file = ask_for(request.user, asked_on=day, name=name, council=slug, choice=choice)  # type: ignore[arg-type]
        tasks.render_comparison.defer(file_id=file.pk)
    return redirect("reports:compare_file", file.pk)


@require_safe
def compare_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Wait for the PDF: the page asks again by itself, with or without JavaScript."""
    file = file_of(request.user, pk)  # type: ignore[arg-type]
    part = getattr(request, "htmx", False)
    template = "reports/_compare_file.html" if part else "reports/compare_file.html"
    response = render(request, template, {"file": file})
    response["Vary"] = "HX-Request"
    return response


@require_safe
def compare_file_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF itself."""
    file = file_of(request.user, pk)  # type: ignore[arg-type]
    if file.content is None:
        raise Http404
    shown = comparison_of(file.name, file.choice, file.asked_on, file.council)
    return attachment(file.content, file_name(shown, "pdf", slug=file.council), "pdf")
