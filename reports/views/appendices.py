"""What stands before and behind a paper: its front matter and its appendices."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import ActionPlan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.uploading import files_dropped
from councils.versions import ChangedMeanwhile
from reports.building import PaperFacts
from reports.editing.appendices import (
    appendices_of,
    appendix_of,
    attach,
    change_appendix,
    check_order,
    order_appendices,
)
from reports.editing.front import change_front, front_of
from reports.editing.versions import version_of
from reports.finished.public_files import Looking
from reports.forms.appendices import AppendicesForm, AppendixForm, AttachForm
from reports.forms.front import FrontForm
from reports.models import AppendixFile, PaperAppendix, Report
from reports.paper_trail import paper_trail

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.COMPOSE)
def front(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The front matter of a paper, as its house style asks for it."""
    report = access.get(Report, pk=pk)
    form = _front_form(request, report)
    conflict = None
    if request.method == "POST" and form.is_valid() and "add_rows" not in request.POST:
        try:
            change_front(report, form.lines(), form.cleaned_data["seen"])
        except ChangedMeanwhile as other:
            conflict = other
            report.refresh_from_db()
            form.put(seen=version_of(front_of(report)))
        else:
            messages.success(request, "The front matter is saved.")
            return redirect("reports:paper", access.council.slug, pk)
    context = {
        "access": access,
        "report": report,
        "form": form,
        "conflict": conflict,
        "theirs": _as_held(report) if conflict else (),
        "breadcrumbs": paper_trail(access, report),
    }
    status = 409 if conflict else 200
    return render(request, "reports/papers/front.html", context, status=status)


def _front_form(request: HttpRequest, report: Report) -> FrontForm:
    return FrontForm(
        request.POST if request.method == "POST" else None,
        asked=report.style.front,
        front=report.front,
        seen=version_of(front_of(report)),
    )


def _as_held(report: Report) -> list[tuple[str, list[str]]]:
    """Return the front matter as it is saved: each label with its lines."""
    return [
        (each.label, [", ".join(cells) for cells in report.front[each.key]])
        for each in report.style.front
        if report.front.get(each.key)
    ]


@either
@council_page(Verb.COMPOSE)
def appendices(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The appendices of a paper in their order, and one more."""
    report = access.get(Report, pk=pk)
    form = _order_form(report, request.POST if request.method == "POST" else None)
    conflict = None
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            # Told before anything else: the places typed are among those that another moved.
            check_order(report, seen)
            if form.is_valid():
                order_appendices(report, form.order(), seen)
                messages.success(request, "The appendices are saved.")
                return redirect("reports:appendices", access.council.slug, pk)
        except ChangedMeanwhile as other:
            conflict = other
            form = _order_form(report, request.POST)
            form.go_on()
    return _list_page(request, access, report, form, conflict=conflict)


def _order_form(report: Report, sent: Any = None) -> AppendicesForm:
    rows = list(report.appendices.select_related("file", "plan").order_by("order"))
    seen = version_of(appendices_of(report))
    return AppendicesForm(sent, appendices=rows, initial={"seen": seen})


def _attach_form(access: Access, report: Report, *sent: Any, **more: Any) -> AttachForm:
    looking = Looking(report, today())
    plans = access.reach(ActionPlan).filter(is_archived=False).order_by("-agreed_on", "pk")
    return AttachForm(*sent, plans=plans, looking=looking, **more)


def _list_page(
    request: HttpRequest, access: Access, report: Report, form: AppendicesForm, **more: Any
) -> HttpResponse:
    context = {
        "access": access,
        "report": report,
        "form": form,
        "adding": more.pop("adding", None) or _attach_form(access, report),
        "breadcrumbs": paper_trail(access, report),
    }
    status = 409 if more.get("conflict") else 200
    return render(request, "reports/papers/appendices.html", context | more, status=status)


@require_POST
@council_page(Verb.COMPOSE)
def appendix_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Attach a plan's table, something built, text or a file."""
    report = access.get(Report, pk=pk)
    form = _attach_form(access, report, request.POST, request.FILES, dropped=files_dropped(request))
    if not form.is_valid():
        return _list_page(request, access, report, _order_form(report), adding=form)
    row = attach(report, form.given(), access.user)
    messages.success(request, "It is attached.")
    if row.kind in (PaperAppendix.Kind.WRITTEN, PaperAppendix.Kind.BUILT):
        return redirect("reports:paper_appendix", access.council.slug, pk, row.pk)
    return redirect("reports:appendices", access.council.slug, pk)


@either
@council_page(Verb.COMPOSE)
def paper_appendix(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """One appendix: its title, what stands in it, whether it follows later or is kept out."""
    row = access.get(PaperAppendix, pk=pk, report=paper_pk)
    form = _appendix_form(request, row)
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change_appendix(row, form.given(), data.get("file"), access.user, data["seen"])
        except ChangedMeanwhile as conflict:
            stored = access.get(PaperAppendix, pk=pk)
            more = {"conflict": conflict, "stored": stored}
            form.put(seen=version_of(appendix_of(stored)))
        else:
            messages.success(request, "The appendix is saved.")
            return redirect("reports:appendices", access.council.slug, paper_pk)
    context = {
        "access": access,
        "report": row.report,
        "row": row,
        "doubts": _doubts(form),
        "form": form,
        "breadcrumbs": paper_trail(access, row.report),
    }
    page = "reports/papers/appendix.html"
    return render(request, page, context | more, status=409 if more else 200)


def _doubts(form: AppendixForm) -> tuple[str, ...]:
    """Return the words of a public file that stand in what is exempt too, and may mean less."""
    found = form.looking.through_all([form.row])
    return found[0].found.doubts if found else ()


def _appendix_form(request: HttpRequest, row: PaperAppendix) -> AppendixForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return AppendixForm(
        *sent,
        row=row,
        facts=PaperFacts(row.report, today(), is_public=False),
        seen=version_of(appendix_of(row)),
        looking=Looking(row.report, today()),
        dropped=files_dropped(request),
    )


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def appendix_file(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """A file that is attached; one that is kept out of the public paper to who composes it."""
    file = access.get(AppendixFile, pk=pk, report=paper_pk)
    if file.appendices.filter(exempt_under=None).count() == 0:
        access.require(Verb.COMPOSE)
    name = content_disposition_header(True, file.name) or "attachment"
    headers = {"Content-Disposition": name}
    return HttpResponse(bytes(file.content), content_type=file.content_type, headers=headers)
