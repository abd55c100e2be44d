"""Pages about what difference a plan makes: measures, readings, risks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.forms.measures import MeasureForm, ReadingForm, RiskForm, initial_of
from actionplans.measuring import (
    MeasureShown,
    differences,
    entered_later,
    measures_on_day,
    measures_withheld,
    reading_shown,
    risks_on_day,
)
from actionplans.measuring_save import (
    NewerReading,
    add_measure,
    add_risk,
    bands_in_use,
    change_measure,
    change_risk,
    record_reading,
    version_of,
)
from actionplans.models import Action, ActionPlan, Measure, MeasureBand, Reading, Risk
from actionplans.on_day.plans import plan_on_day
from actionplans.trail import Trail, trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.versions import ChangedMeanwhile, Decided

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page(Verb.READ)
def measures(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """What difference the plan makes: its measures, what was said of effect, its risks."""
    plan = access.get(ActionPlan, pk=pk)
    as_at = as_at_asked(request, access)
    shown = plan_on_day(plan, as_at)
    found = measures_on_day(plan, as_at)
    context = {
        "access": access,
        "plan": plan,
        "shown": shown,
        "as_at": as_at,
        "measures": found,
        "withheld": measures_withheld(plan, as_at),
        "differences": differences(shown.rows, as_at),
        "risks": risks_on_day(plan, as_at),
        "entered_later": shown.entered_later,
        "others_later": shown.others_later,
        "readings_later": entered_later(found, as_at),
        "breadcrumbs": trail(access, plan, as_at=as_at),
    }
    return render(request, "actionplans/measures/measures.html", context)


@require_safe
@council_page(Verb.READ)
def measure(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """One measure: where it stands, its chart, its bands, every reading and who said it."""
    row = access.get(Measure, pk=pk, plan=plan_pk)
    as_at = as_at_asked(request, access)
    shown = _shown(row, as_at)
    context = {
        "access": access,
        "plan": row.plan,
        "measure": shown,
        "as_at": as_at,
        "readings_later": entered_later([shown], as_at),
        "breadcrumbs": _trail(access, row.plan, as_at),
    }
    return render(request, "actionplans/measures/measure.html", context)


def _shown(row: Measure, as_at: AsAt) -> MeasureShown:
    """Return the measure in this state; raise Http404 where this reader is not shown it."""
    for each in measures_on_day(row.plan, as_at):
        if each.pk == row.pk:
            return each
    raise Http404


def _trail(access: Access, plan: ActionPlan, as_at: AsAt | None = None) -> Trail:
    here = reverse("actionplans:measures", args=[access.council.slug, plan.pk])
    query = as_at.query if as_at else ""
    return [*trail(access, plan, as_at=as_at), ("Measures and risks", here + query)]


@FORM
@council_page(Verb.MEASURE)
@of_open_plan(tells=True)
def reading_add(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Enter what a measure stands at."""
    row = access.get(Measure, pk=pk, plan=plan_pk)
    form = _reading_form(request, access, row)
    if request.method == "POST" and form.is_valid():
        return _record(request, access, row, form)
    return _reading_page(request, access, row, form)


def _reading_form(request: HttpRequest, access: Access, row: Measure) -> ReadingForm:
    bands = access.reach(MeasureBand).filter(measure=row).order_by("order", "pk")
    about: dict[str, Any] = {"bands": list(bands), "unit": row.unit, "today": today()}
    if request.method == "POST":
        return ReadingForm(request.POST, **about)
    newest = access.reach(Reading).filter(measure=row).order_by("-pk").first()
    last_seen = newest.pk if newest else 0
    return ReadingForm(initial={"last_seen": last_seen, "day": about["today"]}, **about)


def _record(request: HttpRequest, access: Access, row: Measure, form: ReadingForm) -> HttpResponse:
    try:
        record_reading(
            row,
            form.given(),
            by=access.user,
            known_on=form.today,
            last_seen=form.cleaned_data["last_seen"],
        )
    except NewerReading as newer:
        _retype(request, form, "last_seen", newer.readings[0].pk)
        return _reading_page(request, access, row, form, newer.readings)
    except Decided as other:
        return _reading_page(request, access, row, form, decided=str(other))
    messages.success(request, "Saved. It stands with the other readings from now on.")
    return redirect("actionplans:measure", access.council.slug, row.plan_id, row.pk)


def _retype(request: HttpRequest, form: Any, name: str, value: Any) -> None:
    """Put `value` into a hidden field of the form as sent; what was typed stays."""
    typed = request.POST.copy()
    typed[name] = str(value)
    form.data = typed


def _reading_page(
    request: HttpRequest,
    access: Access,
    row: Measure,
    form: ReadingForm,
    newer: list[Reading] | None = None,
    decided: str = "",
) -> HttpResponse:
    """Return the form; with `newer`, 409: what came in meanwhile beside what was typed."""
    context = {
        "access": access,
        "plan": row.plan,
        "measure": _shown(row, as_at_asked(request, access)),
        "form": form,
        "newer": newer,
        "decided": decided,
        "came_in": [reading_shown(each, row.unit) for each in newer or ()],
        "breadcrumbs": _trail(access, row.plan),
    }
    status = 409 if newer or decided else 200
    return render(request, "actionplans/measures/reading_add.html", context, status=status)


@FORM
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def measure_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Add a measure to the plan."""
    plan = access.get(ActionPlan, pk=pk)
    form = _measure_form(request, access, plan)
    if request.method == "POST" and form.is_valid():
        given = form.measure() | {"added_on": form.today}
        try:
            row = add_measure(plan, given, form.bands())
        except Decided as other:
            return _form_page(request, access, plan, form, "measure_form.html", decided=str(other))
        messages.success(request, "Saved. Enter what it stands at when it is known.")
        return redirect("actionplans:measure", access.council.slug, plan.pk, row.pk)
    return _form_page(request, access, plan, form, "measure_form.html")


@FORM
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def measure_edit(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Change the words of a measure and of its bands."""
    row = access.get(Measure, pk=pk, plan=plan_pk)
    form = _measure_form(request, access, row.plan, row)
    more: dict[str, Any] = {"row": row}
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            change_measure(row, form.measure(), form.bands(), seen=seen)
        except Decided as other:
            more["decided"] = str(other)
        except ChangedMeanwhile as conflict:
            _retype(request, form, "seen", version_of(row))
            more |= {"conflict": conflict, "theirs": _shown(_stored(access, row), _now(access))}
        else:
            messages.success(request, "Saved.")
            return redirect("actionplans:measure", access.council.slug, plan_pk, row.pk)
    return _form_page(request, access, row.plan, form, "measure_form.html", **more)


def _stored(access: Access, row: Any) -> Any:
    return access.get(type(row), pk=row.pk)


def _now(access: Access) -> AsAt:
    return AsAt(day=today(), today=today(), confidential=access.may(Verb.READ_CONFIDENTIAL))


def _measure_form(
    request: HttpRequest, access: Access, plan: ActionPlan, row: Measure | None = None
) -> MeasureForm:
    others = access.reach(Measure).filter(plan=plan).exclude(pk=row.pk if row else 0)
    about: dict[str, Any] = {
        "actions": access.reach(Action).filter(plan=plan).order_by("order", "pk"),
        "titles": list(others.values_list("title", "action")),
        "today": today(),
        "is_new": row is None,
    }
    if row:
        bands = access.reach(MeasureBand).filter(measure=row).order_by("order", "pk")
        about |= {"bands": list(bands), "in_use": bands_in_use(row)}
    if request.method == "POST":
        return MeasureForm(request.POST, **about)
    initial = initial_of(row, MeasureForm.base_fields) | {"seen": version_of(row)} if row else {}
    return MeasureForm(initial=initial, **about)


@FORM
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def risk_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Add a risk to the plan."""
    plan = access.get(ActionPlan, pk=pk)
    form = _risk_form(request, access, plan)
    if request.method == "POST" and form.is_valid():
        try:
            add_risk(plan, form.risk() | {"added_on": today()})
        except Decided as other:
            return _form_page(request, access, plan, form, "risk_form.html", decided=str(other))
        messages.success(request, "Saved.")
        return _to_risks(access, plan)
    return _form_page(request, access, plan, form, "risk_form.html")


@FORM
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def risk_edit(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Change the words and ratings of a risk."""
    row = access.get(Risk, pk=pk, plan=plan_pk)
    form = _risk_form(request, access, row.plan, row)
    more: dict[str, Any] = {"row": row}
    if request.method == "POST" and form.is_valid():
        try:
            change_risk(row, form.risk(), seen=form.cleaned_data["seen"])
        except Decided as other:
            more["decided"] = str(other)
        except ChangedMeanwhile as conflict:
            _retype(request, form, "seen", version_of(row))
            more |= {"conflict": conflict, "theirs": _stored(access, row)}
        else:
            messages.success(request, "Saved.")
            return _to_risks(access, row.plan)
    return _form_page(request, access, row.plan, form, "risk_form.html", **more)


def _risk_form(
    request: HttpRequest, access: Access, plan: ActionPlan, row: Risk | None = None
) -> RiskForm:
    others = access.reach(Risk).filter(plan=plan).exclude(pk=row.pk if row else 0)
    about: dict[str, Any] = {"texts": list(others.values_list("text", flat=True))}
    if request.method == "POST":
        return RiskForm(request.POST, **about)
    initial = initial_of(row, RiskForm.base_fields) | {"seen": version_of(row)} if row else {}
    return RiskForm(initial=initial, **about)


def _to_risks(access: Access, plan: ActionPlan) -> HttpResponse:
    here = reverse("actionplans:measures", args=[access.council.slug, plan.pk])
    return redirect(f"{here}#risks")


def _form_page(
    request: HttpRequest, access: Access, plan: ActionPlan, form: Any, name: str, **more: Any
) -> HttpResponse:
    """Return a form's page; with a `conflict`, 409: what is stored beside what was typed."""
    context = {
        "access": access,
        "plan": plan,
        "form": form,
        "breadcrumbs": _trail(access, plan),
    } | more
    status = 409 if {"conflict", "decided"} & more.keys() else 200
    return render(request, f"actionplans/measures/{name}", context, status=status)
