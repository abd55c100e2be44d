"""The site operator's pages: reports for any council, and what councils entered made national."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import operator_page
from councils.days import today
from councils.models import Council, User
from councils.versions import ChangedMeanwhile
from inspections import national
from inspections.entering.saving import NotPublished, make_national, version_of
from inspections.forms.reports import ReportForm
from inspections.models import ReportFile
from inspections.views import reports
from inspections.views.desk import Desk
from inspections.views.entering import change_page
from inspections.views.inspections import inspection_page

either = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "The council changed it since you opened it. Look at it again, as it is now."


def _desk(request: HttpRequest, council: Council) -> Desk:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("An operator is somebody.")
    return Desk(user, council)


def _of(request: HttpRequest, pk: int) -> tuple[Desk, ReportFile]:
    report = national.report_of_operator(pk)
    return _desk(request, report.council), report


@require_safe
@operator_page
def entered(request: HttpRequest) -> HttpResponse:
    """What councils entered and is not national yet, and the reports that wait."""
    waiting = national.sent_by_operator().filter(status__in=[*reports.WAITS, "read"])
    context = {"inspections": national.entered_by_councils(), "unfinished": waiting}
    return render(request, "inspections/national/entered.html", context)


@either
@operator_page
def report_add(request: HttpRequest) -> HttpResponse:
    """Send the report of an inspection of any council."""
    councils = national.all_councils()
    form = ReportForm(request.POST or None, request.FILES or None, councils=councils)
    return reports.add_page(request, _desk(request, Council()), form, national.sent_by_operator())


@either
@operator_page
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a report that the operator sent."""
    return reports.report_page(request, *_of(request, pk))


@require_POST
@operator_page
def report_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a report that the operator sent."""
    return reports.drop_page(request, *_of(request, pk))


@require_safe
@operator_page  # type: ignore[arg-type]  # a file is sent piece by piece
def report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A report that the operator sent, to be saved."""
    return reports.handed_out(request, national.report_of_operator(pk))


@either
@operator_page
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """An inspection that a council entered, to be looked at and made national."""
    found = national.one_to_keep(pk)
    there = reverse("inspections:inspection", args=[found.council.slug, found.pk])
    if found.is_published:
        return redirect(there)
    problem = ""
    if request.method == "POST":
        try:
            make_national(found, request.POST.get("seen", ""), today())
            messages.success(request, "It is national now: everybody signed in reads it.")
            return redirect(there)
        except ChangedMeanwhile:
            problem = CHANGED
            found.refresh_from_db()
        except NotPublished as refused:
            problem = str(refused)
    context = inspection_page(found) | {
        "breadcrumbs": _desk(request, found.council).trail,
        "seen": version_of(found),
        "problem": problem,
        "may_change": reverse("inspections:national_change", args=[found.pk]),
        "is_offered": True,
    }
    return render(request, "inspections/inspection.html", context, status=409 if problem else 200)


@either
@operator_page
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an inspection that is national, or is to be."""
    found = national.one_to_keep(pk)
    return change_page(request, _desk(request, found.council), found)
