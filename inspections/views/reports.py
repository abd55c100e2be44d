"""Pages on which a report comes in: sent, being read, looked over, confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import Access, Verb, council_page
from councils.file_types import NotTaken
from councils.files import to_be_saved
from councils.models import Council
from councils.uploading import files_dropped
from inspections.forms.reports import ReportForm
from inspections.models import ReportFile
from inspections.reading import readable_by
from inspections.receiving.confirming import sources_of
from inspections.receiving.reading_in import drop, kept_until
from inspections.receiving.sending import send_report, too_large
from inspections.views.desk import Desk
from inspections.views.reviewing import review

either = require_http_methods(["GET", "HEAD", "POST"])
Status = ReportFile.Status
WAITS = (Status.WAITING, Status.READING)
SENT_BEFORE = "This report was sent before. This is what has become of it."


@either
@council_page(Verb.ENTER_INSPECTION)
def report_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Send an inspection report that becomes an inspection."""
    mine = access.reach(ReportFile).filter(by_operator=False)
    form = ReportForm(request.POST or None, request.FILES or None)
    return add_page(request, Desk.of(access), form, mine)


def add_page(request: HttpRequest, desk: Desk, form: ReportForm, mine: Any) -> HttpResponse:
    """Take in the report that was sent, or show the form for one."""
    if request.method == "POST" and (report := _taken(request, desk, form)):
        return redirect(desk.url("report", report.pk))
    unfinished = mine.filter(status__in=[*WAITS, Status.READ])
    context = {
        "desk": desk,
        "form": form,
        "unfinished": unfinished.select_related("asked_by").order_by("-pk")[:10],
        "breadcrumbs": desk.trail,
    }
    return render(request, "inspections/receiving/report_add.html", context)


def _taken(request: HttpRequest, desk: Desk, form: ReportForm) -> ReportFile | None:
    """Return the report that was sent; None, with why beside the file, for one not taken."""
    form.is_bound = True
    form.full_clean()
    for name, _ in files_dropped(request):
        form.refuse(too_large(name))
    if not form.is_valid():
        return None
    council: Council = form.cleaned_data.get("council") or desk.council
    try:
        report, is_new = send_report(
            council, desk.user, form.cleaned_data["file"], by_operator=desk.is_operators
        )
    except NotTaken as refused:
        form.refuse(str(refused))
        return None
    if not is_new and report.status != Status.CONFIRMED:
        messages.info(request, SENT_BEFORE)
    return report


@either
@council_page(Verb.ENTER_INSPECTION)
def report(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """What became of a report: it is being read, was refused, is looked over, or is in."""
    return report_page(request, Desk.of(access), _mine(access, pk))


def _mine(access: Access, pk: int) -> ReportFile:
    found: ReportFile = access.get(ReportFile, pk=pk, by_operator=False)
    if found.status == Status.HELD:
        raise Http404
    return found


def report_page(request: HttpRequest, desk: Desk, report: ReportFile) -> HttpResponse:
    """Return a report's page as it stands."""
    response = _as_it_stands(request, desk, report)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _as_it_stands(request: HttpRequest, desk: Desk, report: ReportFile) -> HttpResponse:
    waits = report.status in WAITS
    if getattr(request, "htmx", False) and not waits and request.method != "POST":
        return HttpResponse(headers={"HX-Refresh": "true"})
    if report.status == Status.READ:
        return review(request, desk, report)
    if report.status == Status.CONFIRMED and report.inspection:
        messages.info(request, "This report was confirmed before. This is what it became.")
        return redirect(desk.url_of(report.inspection))
    context = {
        "desk": desk,
        "report": report,
        "waits": waits,
        "kept_until": kept_until(report),
        "breadcrumbs": desk.trail,
    }
    return render(request, "inspections/receiving/report_state.html", context)


@require_POST
@council_page(Verb.ENTER_INSPECTION)
def report_drop(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Drop a report: nothing of it is saved."""
    return drop_page(request, Desk.of(access), _mine(access, pk))


def drop_page(request: HttpRequest, desk: Desk, report: ReportFile) -> HttpResponse:
    """Drop a report, and lead back; one that was confirmed meanwhile is shown."""
    if not drop(report):
        return redirect(desk.url("report", report.pk))
    messages.success(request, f"“{report.file_name}” is dropped. Nothing of it was saved.")
    return redirect(desk.home)


@require_safe
@council_page(Verb.ENTER_INSPECTION)  # type: ignore[arg-type]  # a file is sent piece by piece
def report_file(request: HttpRequest, access: Access, pk: int) -> HttpResponseBase:
    """A report as it was sent, to be saved, while it is looked over."""
    return handed_out(request, _mine(access, pk))


@require_safe
def source(request: HttpRequest, slug: str, inspection_pk: int, pk: int) -> HttpResponseBase:
    """The report an inspection was read from, for who may read the inspection."""
    inspection = get_object_or_404(readable_by(request.user), pk=inspection_pk, council__slug=slug)
    kept = sources_of(inspection, request.user).filter(pk=pk).first()
    if kept is None:
        raise Http404
    return handed_out(request, kept)


def handed_out(request: HttpRequest, report: ReportFile) -> HttpResponseBase:
    """Return a report's file, to be saved; a page that says so where its storage fails."""
    try:
        return to_be_saved(report.file, report.file_name)
    except Exception as fault:  # Each storage has faults of its own.
        is_missing = isinstance(fault, FileNotFoundError)
        context = {"report": report, "is_missing": is_missing}
        page = "inspections/receiving/unavailable.html"
        return render(request, page, context, status=404 if is_missing else 503)
