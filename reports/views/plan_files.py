"""The appendix on screen and as files."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.models import ActionPlan
from actionplans.shown import PlanOnDay
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from reports import tasks
from reports.models import Export, appendix_file_name, state_for
from reports.plan_files.appendix import appendix_context
from reports.plan_files.as_json import VERSION, plan_json
from reports.plan_files.as_sheets import plan_csv, plan_xlsx
from reports.plan_files.exporting import plan_for_files
from reports.plan_files.json_schema import SCHEMA
from reports.views.attached import attachment
from reports.word.plan import plan_docx


def readers_asked(request: HttpRequest, access: Access) -> str:
    """Return for whom the file is: officers may ask for a working copy, others for papers."""
    asked = request.POST.get("readers") or request.GET.get("readers")
    working = asked == Export.Readers.OFFICERS and access.may(Verb.READ_UNACCEPTED)
    return Export.Readers.OFFICERS if working else Export.Readers.PAPERS


def state_asked(request: HttpRequest, access: Access) -> AsAt:
    """Return the state for those readers, as at the day asked for."""
    asked = as_at_asked(request, access)
    state = state_for(readers_asked(request, access), asked.day, asked.today, asked.known_on)
    return replace(state, without_drafts=asked.without_drafts)


@require_safe
@council_page(Verb.EXPORT)
def appendix(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    """The appendix as a page, and the ways to take it away."""
    plan = access.get(ActionPlan, pk=plan_pk)
    state = state_asked(request, access)
    context = appendix_context(plan_for_files(plan, state)) | {
        "access": access,
        "as_at": state,
        "readers": readers_asked(request, access),
        "breadcrumbs": trail(access, plan, as_at=state),
    }
    return render(request, "reports/appendix.html", context)


def _file(
    request: HttpRequest,
    access: Access,
    plan_pk: int,
    ending: str,
    make: Callable[[PlanOnDay], bytes],
) -> HttpResponse:
    plan = access.get(ActionPlan, pk=plan_pk)
    state = state_asked(request, access)
    content = make(plan_for_files(plan, state))
    return attachment(content, appendix_file_name(plan, state, ending), ending)


@require_safe
@council_page(Verb.EXPORT)
def appendix_docx(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    return _file(request, access, plan_pk, "docx", plan_docx)


@require_safe
@council_page(Verb.EXPORT)
def appendix_csv(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    return _file(request, access, plan_pk, "csv", plan_csv)


@require_safe
@council_page(Verb.EXPORT)
def appendix_xlsx(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    return _file(request, access, plan_pk, "xlsx", plan_xlsx)


@require_safe
@council_page(Verb.EXPORT)
def appendix_json(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    return _file(request, access, plan_pk, "json", plan_json)


@require_safe
def json_help(request: HttpRequest) -> HttpResponse:
    """What stands in a plan's JSON file."""
    return render(request, "reports/json_help.html", {"keys": SCHEMA, "version": VERSION})


@require_POST
@council_page(Verb.EXPORT)
def export_add(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    """Ask the worker for the PDF; the next page waits for it."""
    plan = access.get(ActionPlan, pk=plan_pk)
    state = state_asked(request, access)
    with transaction.atomic():
        export = Export.objects.create(
            plan=plan,
            asked_by=access.user,
            asked_on=state.today,
            as_at=state.day,
            known_on=state.known_on,
            readers=readers_asked(request, access),
        )
        tasks.render_export.defer(export_id=export.pk)
    return redirect("reports:export", access.council.slug, plan.pk, export.pk)


def _export(access: Access, plan_pk: int, pk: int) -> Export:
    """Return an export of one's own: another's may show what this reader may not see."""
    export = access.get(Export, pk=pk, plan=plan_pk, asked_by=access.user)
    if export.readers == Export.Readers.OFFICERS:
        access.require(Verb.READ_UNACCEPTED)
    return export


@require_safe
@council_page(Verb.EXPORT)
def export(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Wait for the PDF: the page asks again by itself, with or without JavaScript."""
    export = _export(access, plan_pk, pk)
    context = {
        "access": access,
        "plan": export.plan,
        "export": export,
        "breadcrumbs": trail(access, export.plan),
    }
    template = "reports/_export.html" if getattr(request, "htmx", False) else "reports/export.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@require_safe
@council_page(Verb.EXPORT)
def export_file(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """The PDF itself."""
    export = _export(access, plan_pk, pk)
    if export.content is None:
        raise Http404
    return attachment(export.content, export.file_name, "pdf")
