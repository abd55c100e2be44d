"""A paper that is being written, taken away: as Word, as a page, as a PDF that the worker draws."""

from collections.abc import Callable

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.access import Access, Verb, council_page
from councils.days import day_asked, today
from reports import tasks
from reports.models import PaperFile, Report
from reports.paper_trail import paper_trail
from reports.papers_as_files import Asked, as_docx, as_html, name_of, pdf_asked
from reports.views.attached import attachment


def asked_for(request: HttpRequest, access: Access, report: Report) -> Asked:
    """Return which state is asked for; only who composes is given what is exempt."""
    with_exempt = request.GET.get("exempt") == "1"
    if with_exempt:
        access.require(Verb.COMPOSE)
    return Asked(day_asked(request) or report.as_at, today(), with_exempt)


def _file(
    request: HttpRequest,
    access: Access,
    pk: int,
    ending: str,
    make: Callable[[Report, Asked], bytes],
) -> HttpResponse:
    report = access.get(Report, pk=pk)
    asked = asked_for(request, access, report)
    return attachment(make(report, asked), name_of(report, asked, ending), ending)


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def paper_docx(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    return _file(request, access, pk, "docx", as_docx)


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def paper_html(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    return _file(request, access, pk, "html", as_html)


@require_POST
@council_page(Verb.READ_UNACCEPTED)
def paper_pdf_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask the worker for the PDF, unless it was drawn already; the next page waits for it."""
    report = access.get(Report, pk=pk)
    with transaction.atomic():
        file, is_new = pdf_asked(report, asked_for(request, access, report), access.user)
        if is_new:
            tasks.render_paper.defer(file_id=file.pk)
    return redirect("reports:paper_pdf", access.council.slug, pk, file.pk)


def _pdf(access: Access, paper_pk: int, pk: int) -> PaperFile:
    file = access.get(PaperFile, pk=pk, report=paper_pk)
    if file.with_exempt:
        access.require(Verb.COMPOSE)
    return file


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def paper_pdf(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Wait for the PDF: the page asks again by itself, with or without JavaScript."""
    file = _pdf(access, paper_pk, pk)
    context = {
        "access": access,
        "report": file.report,
        "file": file,
        "breadcrumbs": paper_trail(access, file.report),
    }
    is_part = getattr(request, "htmx", False)
    template = "reports/papers/_pdf.html" if is_part else "reports/papers/pdf.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def paper_pdf_file(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """The PDF itself."""
    file = _pdf(access, paper_pk, pk)
    if file.content is None:
        raise Http404
    asked = Asked(file.as_at, file.asked_on, file.with_exempt)
    return attachment(file.content, name_of(file.report, asked, "pdf"), "pdf")
