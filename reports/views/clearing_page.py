"""What the pages have in common on which clearances are asked for and recorded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from councils.access import Access
from councils.versions import Decided
from reports.models import Clearance, Report
from reports.paper_trail import paper_trail


def proposed(request: HttpRequest, report: Report) -> dict[str, Any]:
    """Return the section and the kind that the link asked for."""
    kind = request.GET.get("kind", "")
    section = report.sections.filter(key=request.GET.get("section", "")).first()
    known = kind in Clearance.Kind.values
    return {
        "section": section,
        "kind": kind if known or not kind else Clearance.Kind.OTHER,
        "label": "" if known else kind[:100],
    }


def page(
    request: HttpRequest,
    access: Access,
    report: Report,
    form: Any,
    template: str,
    save: Callable[[], str],
    anew: Callable[[], Any] | None = None,
    shown: Callable[[], dict[str, Any]] = dict,
) -> HttpResponse:
    """Show the form, or do what it asks; `save` returns what to say afterwards.

    Where something else holds by now: 409, with what was typed.
    """
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, save())
            return redirect("reports:clearances", access.council.slug, report.pk)
        except Decided as other:
            decided = str(other)
            form = anew() if anew else form
    context = about(access, report, form, decided) | shown()
    return render(request, template, context, status=409 if decided else 200)


def about(access: Access, report: Report, form: Any, decided: str) -> dict[str, Any]:
    return {
        "access": access,
        "report": report,
        "form": form,
        "decided": decided,
        "breadcrumbs": paper_trail(access, report),
    }
