"""The page on which the days of a written statement are given, and that it was submitted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils.access import Access, Verb, council_page
from councils.days import today
from councils.versions import ChangedMeanwhile
from inspections.clocks import clocks_of
from inspections.forms.statements import StatementsForm, as_held
from inspections.models import Inspection
from inspections.stating import save_statements, version_of


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.ENTER_INSPECTION)
def statement(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say when the report was received, which day the letter prints, and what was submitted."""
    inspection = access.get(Inspection, pk=pk)
    form = _form(request, inspection)
    if request.method != "POST" or not form.is_valid():
        return _page(request, access, form)
    kinds = [one.clock.duty.kind for one in form.owed]
    try:
        save_statements(inspection, form.cleaned_data, kinds, access.user)
    except ChangedMeanwhile as conflict:
        stored = access.get(Inspection, pk=pk)
        form.put(seen=version_of(stored))
        told = {"conflict": conflict, "theirs": clocks_of(stored, today()), "stored": stored}
        return _page(request, access, form, told)
    messages.success(request, "Saved.")
    return redirect("inspections:inspection", access.council.slug, inspection.pk)


def _form(request: HttpRequest, inspection: Inspection) -> StatementsForm:
    """Return the form of what is owed; raise Http404 where nothing is."""
    owed = clocks_of(inspection, today())
    if not owed:
        raise Http404
    known: dict[str, Any] = {"inspection": inspection, "owed": owed, "today": today()}
    if request.method == "POST":
        return StatementsForm(request.POST, **known)
    held = as_held(inspection, owed) | {"seen": version_of(inspection)}
    return StatementsForm(initial=held, **known)


def _page(
    request: HttpRequest, access: Access, form: StatementsForm, more: dict[str, Any] | None = None
) -> HttpResponse:
    context = {"access": access, "form": form, "inspection": form.inspection}
    status = 409 if more else 200
    return render(request, "inspections/statement.html", context | (more or {}), status=status)
