"""A paper that is being written, taken away as PDF, Word or a page: the worker makes each."""

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.access import Access, Verb, council_page
from councils.days import day_asked, today
from reports import tasks
from reports.models import PaperFile, Report
from reports.paper_trail import paper_trail
from reports.papers_as_files import Asked, asked_of, file_asked, name_of
from reports.views.attached import attachment


def asked_for(request: HttpRequest, access: Access, report: Report) -> Asked:
    """Return which state is asked for, and as which kind of file.

    Only who composes is given what is exempt. Raises BadRequest for a kind that there is not.
    """
    with_exempt = request.GET.get("exempt") == "1"
    if with_exempt:
        access.require(Verb.COMPOSE)
    ending = request.POST.get("ending", PaperFile.Ending.PDF)
    if ending not in PaperFile.Ending.values:
        raise BadRequest("Ask for the report as pdf, docx or html.")
    return Asked(day_asked(request) or report.as_at, today(), with_exempt, ending)


@require_POST
@council_page(Verb.READ_UNACCEPTED)
def paper_file_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask the worker for a file, unless it was made already; the next page waits for it."""
    report = access.get(Report, pk=pk)
    with transaction.atomic():
        file, is_new = file_asked(report, asked_for(request, access, report), access.user)
        if is_new:
            tasks.render_paper.defer(file_id=file.pk)
    return redirect("reports:paper_file", access.council.slug, pk, file.pk)


def _file(access: Access, paper_pk: int, pk: int) -> PaperFile:
    file = access.get(PaperFile, pk=pk, report=paper_pk)
    if file.with_exempt:
        access.require(Verb.COMPOSE)
    return file


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def paper_file(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Wait for the file: the page asks again by itself, with or without JavaScript."""
    file = _file(access, paper_pk, pk)
    context = {
        "access": access,
        "report": file.report,
        "file": file,
        "breadcrumbs": paper_trail(access, file.report),
    }
    name = "_file.html" if getattr(request, "htmx", False) else "file.html"
    response = render(request, f"reports/papers/{name}", context)
    response["Vary"] = "HX-Request"
    return response


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def paper_file_content(
    request: HttpRequest, access: Access, paper_pk: int, pk: int
) -> HttpResponse:
    """The file itself."""
    file = _file(access, paper_pk, pk)
    if file.content is None:
        raise Http404
    return attachment(file.content, name_of(file.report, asked_of(file)), file.ending)
