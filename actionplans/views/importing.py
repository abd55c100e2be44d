"""Pages on which a plan comes in from the council's own file."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans import tasks
from actionplans.forms.importing import ImportForm
from actionplans.importing.receiving import (
    drop,
    hold_file,
    hold_pasted,
    kept_until,
    pasted_text,
    send_on,
    too_large,
)
from actionplans.models import ActionPlan, PlanImport
from actionplans.planning.building import inspections_of
from actionplans.planning.holding import CLOSED, is_closed
from actionplans.trail import trail
from actionplans.views.closed import closed_page, of_open_plan
from actionplans.views.preview import being_worked_on, preview, read
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.file_types import NotTaken
from councils.files import to_be_saved
from councils.forms import PARTS, DayInput
from councils.uploading import files_dropped

either = require_http_methods(["GET", "HEAD", "POST"])
Status = PlanImport.Status
WAITS = (Status.WAITING, Status.READING, Status.CONFIRMING)
UNFINISHED = (*WAITS, Status.READ)


# A file is sent


@either
@council_page(Verb.MANAGE_PLAN)
def import_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Send a file that becomes a new plan."""
    return _add(request, access, None)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_import_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Send the revised file of a plan that is here."""
    return _add(request, access, access.get(ActionPlan, pk=pk))


def _add(request: HttpRequest, access: Access, plan: ActionPlan | None) -> HttpResponse:
    held = _held(request, access, plan)
    about = _about(access, plan, held)
    if request.method != "POST":
        return _add_page(
            request, access, ImportForm(initial={"reported_on": today()}, **about), plan
        )
    form = ImportForm(request.POST, request.FILES, **about)
    form.is_valid()
    held = _hold(request, access, form, plan) or held
    if plan and is_closed(plan):
        return _add_page(request, access, form, plan, held, decided=CLOSED)
    if form.is_valid() and held:
        _send_on(held, form, plan)
        return redirect("actionplans:plan_import", access.council.slug, held.pk)
    return _add_page(request, access, form, plan, held)


def _about(
    access: Access, plan: ActionPlan | None, held: PlanImport | None = None
) -> dict[str, Any]:
    return {
        "inspections": inspections_of(access.council),
        "today": today(),
        "plan": plan,
        "held": held.file_name if held else "",
    }


def _held(request: HttpRequest, access: Access, plan: ActionPlan | None) -> PlanImport | None:
    """Return the file that came with an earlier sending of the same form; None for none.

    What was sent for another plan stays with that one.
    """
    key = request.POST.get("held", "")
    if not (key.isdecimal() and len(key) <= 18):
        return None
    mine = access.reach(PlanImport).filter(asked_by=access.user, status=Status.HELD, size__gt=0)
    return mine.filter(pk=int(key), plan=plan, is_revision=plan is not None).first()


def _hold(
    request: HttpRequest, access: Access, form: ImportForm, plan: ActionPlan | None
) -> PlanImport | None:
    """Return what came with the form, kept whatever else is wrong with it; say what is refused."""
    for name, _ in files_dropped(request):
        form.refuse("file", too_large(name))
    if "file" in form.errors or "pasted" in form.errors:
        return None
    day = today()
    new = PlanImport(council=access.council, plan=plan, is_revision=plan is not None)
    new.asked_by, new.asked_on, new.agreed_on, new.reported_on = access.user, day, day, day
    file, pasted = form.cleaned_data.get("file"), form.cleaned_data.get("pasted", "")
    try:
        if file:
            return hold_file(new, file)
        return hold_pasted(new, pasted) if pasted.strip() else None
    except NotTaken as refused:
        form.refuse("file" if file else "pasted", str(refused))
        return None


def _send_on(held: PlanImport, form: ImportForm, plan: ActionPlan | None) -> None:
    """Give the held file to the worker, with what the form says of it."""
    said = form.cleaned_data
    held.title = plan.title if plan else said["title"]
    held.agreed_on = plan.agreed_on if plan else said["agreed_on"]
    held.inspection = None if plan else said["inspection"]
    held.reported_on = said["reported_on"]
    with transaction.atomic():
        send_on(held)
        tasks.read_plan_file.defer(import_id=held.pk)


def _add_page(
    request: HttpRequest,
    access: Access,
    form: ImportForm,
    plan: ActionPlan | None,
    held: PlanImport | None = None,
    decided: str = "",
) -> HttpResponse:
    unfinished = access.reach(PlanImport).filter(status__in=UNFINISHED, is_revision=bool(plan))
    context = {
        "access": access,
        "plan": plan,
        "form": form,
        "held": held,
        "decided": decided,
        "address": _form_address(access, plan),
        "unfinished": unfinished.filter(plan=plan).order_by("-pk")[:10],
        "breadcrumbs": trail(access, plan),
    }
    status = 409 if decided else 200
    return render(request, "actionplans/importing/import_add.html", context, status=status)


def _form_address(access: Access, plan: ActionPlan | None) -> str:
    if plan:
        return reverse("actionplans:plan_import_add", args=[access.council.slug, plan.pk])
    return reverse("actionplans:import_add", args=[access.council.slug])


# While it is read, and afterwards


@either
@council_page(Verb.MANAGE_PLAN)
def plan_import(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """What became of a file: it is being read, was refused, waits to be confirmed, or is in."""
    # Its tables may be megabytes, and what is shown of them is kept beside.
    planned = access.reach(PlanImport).defer("document").filter(pk=pk).first()
    if planned is None or planned.status == Status.HELD:
        raise Http404
    response = _as_it_stands(request, access, planned)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _as_it_stands(request: HttpRequest, access: Access, planned: PlanImport) -> HttpResponse:
    plan = planned.plan if planned.is_revision else None
    waits_to_be_looked_at = planned.status == Status.READ
    is_sent = request.method == "POST"
    is_closed_by_now = waits_to_be_looked_at and plan and is_closed(plan) and not is_sent
    now = None
    if waits_to_be_looked_at and not is_closed_by_now:
        now = read(request, planned, planned.version)
        if now is None:
            return being_worked_on(request, access, planned)
    if getattr(request, "htmx", False) and planned.status not in WAITS:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if plan and is_closed_by_now:
        return closed_page(request, access, plan)
    if now:
        return preview(request, access, now)
    if planned.status == Status.REFUSED:
        return _refused_page(request, access, planned)
    return _state_page(request, access, planned)


def _refused_page(request: HttpRequest, access: Access, planned: PlanImport) -> HttpResponse:
    """Return the form as it was sent, with why the file was refused beside it."""
    pasted = planned.kind == PlanImport.Kind.PASTED
    data = {"title": planned.title, "inspection": planned.inspection_id or ""}
    for name in ("agreed_on", "reported_on"):
        parts = zip(PARTS, DayInput().decompress(getattr(planned, name)), strict=True)
        data |= {f"{name}_{part}": str(value) for part, value in parts}
    data["pasted"] = pasted_text(planned) if pasted else ""
    form = ImportForm(data, **_about(access, planned.plan if planned.is_revision else None))
    form.is_valid()
    form.refuse("pasted" if pasted else "file", planned.problem)
    return _add_page(request, access, form, planned.plan if planned.is_revision else None)


def _state_page(request: HttpRequest, access: Access, planned: PlanImport) -> HttpResponse:
    context = _context(access, planned) | {"waits": planned.status in WAITS}
    context["kept_until"] = kept_until(planned)
    return render(request, "actionplans/importing/import_state.html", context)


def _context(access: Access, planned: PlanImport) -> dict[str, Any]:
    return {
        "access": access,
        "planned": planned,
        "plan": planned.plan,
        "breadcrumbs": trail(access, planned.plan if planned.is_revision else None),
    }


@require_POST
@council_page(Verb.MANAGE_PLAN)
def import_drop(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Drop a file: nothing of it becomes a plan."""
    planned = access.get(PlanImport, pk=pk)
    if not drop(planned):
        return redirect("actionplans:plan_import", access.council.slug, planned.pk)
    messages.success(request, f"“{planned.file_name}” is dropped. Nothing of it was saved.")
    if planned.is_revision and planned.plan:
        return redirect("actionplans:plan", access.council.slug, planned.plan.pk)
    return redirect("actionplans:council", access.council.slug)


@require_safe
@council_page(Verb.MANAGE_PLAN)  # type: ignore[arg-type]  # a file is sent piece by piece
def import_file(request: HttpRequest, access: Access, pk: int) -> HttpResponseBase:
    """The file as it was sent, to be saved."""
    planned = access.get(PlanImport, pk=pk, size__gt=0)
    try:
        return to_be_saved(planned.file, planned.file_name)
    except Exception as fault:  # Each storage has faults of its own.
        is_missing = isinstance(fault, FileNotFoundError)
        context = _context(access, planned) | {"is_missing": is_missing}
        status = 404 if is_missing else 503
        return render(request, "actionplans/importing/unavailable.html", context, status=status)


def files_taken(access: Access, plan: ActionPlan) -> list[PlanImport]:
    """Return the files a plan was taken from, for who may have them."""
    if not access.may(Verb.MANAGE_PLAN):
        return []
    found = access.reach(PlanImport).filter(plan=plan, status=Status.CONFIRMED)
    return list(found.select_related("confirmed_by").order_by("pk"))
