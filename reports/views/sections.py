"""The headings of a paper, one section, and each of its parts with how it prints."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import Access, Verb, council_page
from councils.days import today
from councils.versions import ChangedMeanwhile
from reports.building import PaperFacts
from reports.composing import behind_in, compose_section
from reports.editing.sections import (
    add_part,
    change_headings,
    change_part,
    change_section,
    headings_of,
    part_of,
    section_version,
)
from reports.editing.versions import version_of
from reports.forms.exempt import exempt_initial
from reports.forms.parts import FORMS, PartForm
from reports.forms.sections import AddPartForm, HeadingsForm, SectionForm
from reports.models import PaperPart, PaperSection, Report
from reports.outline import title_of
from reports.paper_trail import paper_trail

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.COMPOSE)
def headings(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Name, order, add and take out the headings of a paper."""
    report = access.get(Report, pk=pk)
    form = _headings_form(request, report)
    conflict, gone = None, list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            change_headings(report, form.headings(), form.cleaned_data["seen"])
        except ChangedMeanwhile as other:
            conflict = other
            form = _headings_form(request, report)
            gone = form.take_in(version_of(headings_of(report)))
        else:
            messages.success(request, "The headings are saved.")
            return redirect("reports:paper", access.council.slug, pk)
    context = {
        "access": access,
        "report": report,
        "form": form,
        "conflict": conflict,
        "theirs": report.sections.order_by("order") if conflict else (),
        "gone": gone,
        "breadcrumbs": paper_trail(access, report),
    }
    page = "reports/papers/headings.html"
    return render(request, page, context, status=409 if conflict else 200)


def _headings_form(request: HttpRequest, report: Report) -> HeadingsForm:
    return HeadingsForm(
        request.POST if request.method == "POST" else None,
        sections=list(report.sections.order_by("order").prefetch_related("parts")),
        initial={"seen": version_of(headings_of(report))},
    )


@either
@council_page(Verb.COMPOSE)
def section(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """A section: its heading, its parts in order, whether it is exempt, and how it prints."""
    row = access.get(PaperSection, pk=pk, report=paper_pk)
    form = _section_form(row, request.POST if request.method == "POST" else None)
    conflict = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change_section(
                row, data["heading"], form.exempt, form.order(), data["seen"], form.numbers()
            )
        except ChangedMeanwhile as other:
            conflict = other
            row.refresh_from_db()
            form = _section_form(row, request.POST)
            form.put(seen=section_version(row))
        else:
            messages.success(request, "The section is saved.")
            return _to_section(access, row)
    return _section_page(request, access, row, form, conflict=conflict)


def _section_form(row: PaperSection, sent: Any = None) -> SectionForm:
    return SectionForm(
        sent,
        parts=list(row.parts.order_by("order")),
        is_straight=row.report.style.numbering.paragraphs == "1",
        initial=exempt_initial(row)
        | {
            "heading": row.heading,
            "printed_number": row.printed_number,
            "starts_again": row.starts_again,
            "seen": section_version(row),
        },
    )


def _section_page(
    request: HttpRequest, access: Access, row: PaperSection, form: SectionForm, **more: Any
) -> HttpResponse:
    context = {
        "access": access,
        "report": row.report,
        "section": row,
        "form": form,
        "adding": more.pop("adding", None) or AddPartForm(),
        "blocks": compose_section(row.report, row, today()),
        "behind": behind_in(row.report, row, today()),
        "breadcrumbs": paper_trail(access, row.report),
    }
    status = 409 if more.get("conflict") else 200
    return render(request, "reports/papers/section.html", context | more, status=status)


def _to_section(access: Access, row: PaperSection) -> HttpResponse:
    return redirect("reports:section", access.council.slug, row.report_id, row.pk)


@require_POST
@council_page(Verb.COMPOSE)
def part_add(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Add a part to a section, and go on to fill it in."""
    row = access.get(PaperSection, pk=pk, report=paper_pk)
    form = AddPartForm(request.POST)
    if not form.is_valid():
        return _section_page(request, access, row, _section_form(row), adding=form)
    part = add_part(row, *form.kind_and_of())
    return redirect("reports:part", access.council.slug, paper_pk, part.pk)


@either
@council_page(Verb.COMPOSE)
def part(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """A part: what stands in it, and how its section prints with that. `preview` saves nothing."""
    row = access.get(PaperPart, pk=pk, section__report=paper_pk)
    form = _part_form(request, row)
    more: dict[str, Any] = {}
    asked = {"preview", "add_rows"} & request.POST.keys()
    if request.method == "POST" and form.is_valid():
        if not asked:
            more = _saved(request, access, row, form)
            if not more and "edit" in request.POST:
                return redirect("reports:part", access.council.slug, paper_pk, pk)
            if not more:
                return _back(access, row)
        more["shown"] = form.given()
    return _part_page(request, access, row, form, **more)


def _saved(request: HttpRequest, access: Access, row: PaperPart, form: PartForm) -> dict[str, Any]:
    """Save; return what the page says where somebody else did meanwhile."""
    try:
        change_part(row, form.given(), form.cleaned_data["seen"])
    except ChangedMeanwhile as conflict:
        stored = access.get(PaperPart, pk=row.pk)
        form.put(seen=version_of(part_of(stored)))
        theirs = compose_section(row.section.report, row.section, today())
        return {"conflict": conflict, "stored": stored, "theirs": theirs}
    messages.success(request, "Saved.")
    return {}


def _back(access: Access, row: PaperPart) -> HttpResponse:
    here = reverse("reports:paper", args=[access.council.slug, row.section.report_id])
    return redirect(f"{here}#section-{row.section_id}")


def _part_form(request: HttpRequest, row: PaperPart) -> PartForm:
    return FORMS[row.kind](
        request.POST if request.method == "POST" else None,
        part=row,
        facts=PaperFacts(row.section.report, today(), is_public=False),
        seen=version_of(part_of(row)),
    )


def _part_page(
    request: HttpRequest, access: Access, row: PaperPart, form: PartForm, **more: Any
) -> HttpResponse:
    report = row.section.report
    context = {
        "access": access,
        "report": report,
        "section": row.section,
        "part": row,
        "title": title_of(row),
        "form": form,
        "blocks": compose_section(report, row.section, today(), more.get("shown")),
        # A drafted part says so itself, paragraph by paragraph.
        "behind": [b for b in behind_in(report, row.section, today()) if b.part != row.pk],
        "breadcrumbs": paper_trail(access, report, row.section),
    }
    status = 409 if more.get("conflict") else 200
    return render(request, "reports/papers/part.html", context | more, status=status)
