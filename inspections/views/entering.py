"""Pages on which an inspection is entered by hand, and changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils.access import Access, Verb, council_page
from councils.days import today
from councils.versions import ChangedMeanwhile
from inspections.entering.entered import Entered
from inspections.entering.saving import (
    CannotLeave,
    HasFindings,
    HeldAlready,
    change,
    enter,
    version_of,
)
from inspections.entering.showing import as_rows, facts_of, kind_and_days
from inspections.forms.entering import FactsForm
from inspections.models import Addressee, Inspection
from inspections.views.desk import Desk
from inspections.views.entry import Entry, sent, unsent

either = require_http_methods(["GET", "HEAD", "POST"])
HAS_FINDINGS = "Its findings stand under headings of {name}. Choose days on which that was in use"


@either
@council_page(Verb.ENTER_INSPECTION)
def inspection_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Enter an inspection by hand: its kind and days first, then all that it said."""
    desk = Desk.of(access)
    if request.method != "POST":
        return entry_page(request, desk, unsent(today(), {}))
    entry = sent(request, today())
    if entry.entered is None:
        return entry_page(request, desk, entry)
    try:
        made = enter(access.council, entry.entered, Inspection.Source.HAND)
    except HeldAlready as there:
        return entry_page(
            request,
            desk,
            entry,
            {"held": there.inspection, "held_url": desk.url_of(there.inspection)},
        )
    messages.success(request, "Saved. Only your council reads it until it is made national.")
    return redirect("inspections:inspection", access.council.slug, made.pk)


@either
@council_page(Verb.ENTER_INSPECTION)
def inspection_change(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Change an inspection that the council entered; a national one is the site operator's."""
    inspection = access.get(Inspection, pk=pk)
    if inspection.is_published:
        page = "inspections/entering/national.html"
        context = {"inspection": inspection, "breadcrumbs": Desk.of(access).trail}
        return render(request, page, context, status=403)
    return change_page(request, Desk.of(access), inspection)


def change_page(request: HttpRequest, desk: Desk, inspection: Inspection) -> HttpResponse:
    """Return the form of an inspection that is held, or save what was sent of it."""
    if request.method != "POST":
        return entry_page(request, desk, _as_held(inspection), {"inspection": inspection})
    entry = sent(request, today(), inspection.framework)
    if entry.entered is None or entry.facts is None:
        return entry_page(request, desk, entry, {"inspection": inspection})
    told = _change(desk, inspection, entry, entry.entered, entry.facts)
    if told is not None:
        return entry_page(request, desk, entry, {"inspection": inspection} | told)
    messages.success(request, "Saved.")
    return redirect(desk.url_of(inspection))


def _as_held(inspection: Inspection) -> Entry:
    facts = facts_of(inspection) | {"seen": version_of(inspection)}
    return unsent(today(), kind_and_days(inspection), facts, as_rows(inspection))


def _change(
    desk: Desk, inspection: Inspection, entry: Entry, entered: Entered, facts: FactsForm
) -> dict[str, Any] | None:
    """Save a changed inspection; return what is told where it is not saved."""
    try:
        change(inspection, entered, facts.cleaned_data["seen"])
    except ChangedMeanwhile as conflict:
        inspection.refresh_from_db()
        facts.put(seen=version_of(inspection))
        return {"conflict": conflict} | _theirs(inspection)
    except HeldAlready as there:
        return {"held": there.inspection, "held_url": desk.url_of(there.inspection)}
    except CannotLeave as kept:
        entry.rows.refuse(kept.pks)
        return {}
    except HasFindings:
        entry.kind.add_error("kind", HAS_FINDINGS.format(name=inspection.catalogue().name))
        return {}
    return None


def _theirs(stored: Inspection) -> dict[str, Any]:
    return {
        "theirs": stored,
        "theirs_judged": stored.judgements.order_by("order"),
        "theirs_asked": stored.recommendations.order_by("order"),
    }


def entry_page(
    request: HttpRequest, desk: Desk, entry: Entry, more: dict[str, Any] | None = None
) -> HttpResponse:
    """Return the form; with 409 where others saved first."""
    more = more or {}
    inspection = more.get("inspection")
    context = {
        "desk": desk,
        "entry": entry,
        "form": entry.forms,
        "addressees": Addressee.choices,
        "back": desk.url_of(inspection) if inspection else desk.home,
        "breadcrumbs": desk.trail,
    }
    status = 409 if "held" in more or "conflict" in more else 200
    page = "inspections/entering/inspection_form.html"
    return render(request, page, context | more, status=status)
