"""Pages about a council's rating scales and rules."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.forms.scales import (
    MOST_LABELS,
    ChooseScaleForm,
    LabelFormSet,
    RulesForm,
    ScaleForm,
    blank_row,
    blank_rows,
    row_of,
    rules_in_words,
    typed_rows,
)
from actionplans.models import ActionPlan, RatingScale
from actionplans.presets import PRESETS, preset
from actionplans.ratings import without_label
from actionplans.rules import NewerRules, change_rules, rules_of, version_of
from actionplans.scales import (
    NewerScale,
    by_name,
    choose_scale,
    newest,
    plans_by_scale,
    save_version,
    with_keys,
)
from actionplans.trail import Trail, trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.templatetags.govuk import error_links
from councils.versions import Decided

Rows = list[dict[str, Any]]


@require_safe
@council_page(Verb.READ)
def scales(request: HttpRequest, access: Access) -> HttpResponse:
    """Every rating scale of the council with its versions and key, and which plans use it."""
    found = with_keys(access.reach(RatingScale))
    used = plans_by_scale(access.reach(ActionPlan))
    for scale in found:
        scale.used_by = used.get(scale.pk, [])  # type: ignore[attr-defined]
        scale.without = without_label(scale.shown_labels)  # type: ignore[attr-defined]
    context = {
        "access": access,
        "breadcrumbs": trail(access),
        "scales": by_name(found),
        "presets": [(each, without_label(each.labels)) for each in PRESETS],
    }
    return render(request, "actionplans/scales.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.SET_RULES)
def scale_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Save a new version of a scale, begun from a preset, an older version, or nothing."""
    if request.method != "POST":
        name, rows = _begun(request, access)
        last = newest(access.council, name)
        seen = {"seen": last.version if last else 0, "seen_name": name}
        form = ScaleForm(initial={"name": name} | seen)
        return _scale_page(request, access, form, LabelFormSet(initial=rows))
    if "add" in request.POST or "remove" in request.POST:
        return _other_rows(request, access)
    form, labels = ScaleForm(request.POST), LabelFormSet(request.POST)
    if form.is_valid() and labels.is_valid():
        return _save_scale(request, access, form, labels)
    return _scale_page(request, access, form, labels)


def _begun(request: HttpRequest, access: Access) -> tuple[str, Rows]:
    """Return the name and rows to begin from: `?preset=` or `?version=`, else blank rows."""
    asked = preset(request.GET.get("preset", ""))
    if asked:
        return asked.name, [row_of(n, label) for n, label in enumerate(asked.labels, 1)]
    version = request.GET.get("version", "")
    if "preset" in request.GET or (version and (not version.isdecimal() or len(version) > 18)):
        raise Http404
    if not version:
        return "", blank_rows()
    access.get(RatingScale, pk=int(version))
    (scale,) = with_keys(access.reach(RatingScale).filter(pk=int(version)))
    labels = scale.shown_labels  # type: ignore[attr-defined]
    return scale.name, [row_of(n, label) for n, label in enumerate(labels, 1)]


def _other_rows(request: HttpRequest, access: Access) -> HttpResponse:
    """Return the form with a row more or less, and everything that was typed."""
    rows = typed_rows(request.POST)
    if "add" in request.POST and len(rows) < MOST_LABELS:
        rows.append(blank_row(len(rows) + 1))
    gone = request.POST.get("remove", "")
    if gone.isdecimal() and len(gone) < 4 and int(gone) < len(rows):
        del rows[int(gone)]
    typed = {name: request.POST.get(name, "") for name in ("name", "seen", "seen_name")}
    return _scale_page(request, access, ScaleForm(initial=typed), LabelFormSet(initial=rows))


def _save_scale(request: HttpRequest, access: Access, form: ScaleForm, labels: Any) -> HttpResponse:
    try:
        scale = save_version(
            access.council,
            form.cleaned_data["name"],
            labels.labels(),
            saved_by=access.user,
            seen=form.version_seen,
        )
    except NewerScale as newer:
        typed = request.POST.copy()
        typed["seen"], typed["seen_name"] = str(newer.scale.version), newer.scale.name
        (other,) = with_keys(access.reach(RatingScale).filter(pk=newer.scale.pk))
        form.data = typed
        return _scale_page(request, access, form, labels, newer=other)
    messages.success(
        request, f"Saved as {scale}. Plans keep the scale they have until you change it there."
    )
    return redirect(_address(access, "scales") + f"#scale-{scale.pk}")


def _scale_page(
    request: HttpRequest,
    access: Access,
    form: ScaleForm,
    labels: Any,
    newer: RatingScale | None = None,
) -> HttpResponse:
    """Return the form; with `newer`, 409: that version beside what was typed."""
    context = {
        "access": access,
        "breadcrumbs": _under_scales(access),
        "form": form,
        "labels": labels,
        "faults": error_links(form) + error_links(labels),
        "is_full": labels.total_form_count() >= MOST_LABELS,
        "newer": newer,
    }
    status = 409 if newer else 200
    return render(request, "actionplans/scale_add.html", context, status=status)


def _under_scales(access: Access) -> Trail:
    return [*trail(access), ("Rating scales", _address(access, "scales"))]


def _address(access: Access, name: str) -> str:
    return reverse(f"actionplans:{name}", args=[access.council.slug])


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_scale(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Choose the rating scale of a plan."""
    plan = access.get(ActionPlan, pk=pk)
    found = with_keys(access.reach(RatingScale))
    posted = request.POST if request.method == "POST" else None
    held = plan.rating_scale_id
    initial = {"scale": str(held or ChooseScaleForm.NONE), "seen": held}
    form = ChooseScaleForm(posted, scales=found, initial=initial)
    decided = ""
    if posted is not None and form.is_valid():
        try:
            choose_scale(plan, form.chosen, seen=form.cleaned_data["seen"])
            messages.success(request, f"{plan} now uses {form.chosen or 'no rating scale'}.")
            return redirect("actionplans:plan", access.council.slug, plan.pk)
        except Decided as other:
            decided = str(other)
            form.data = posted.copy()
            form.data["seen"] = str(held or "")
    context = {
        "decided": decided,
        "access": access,
        "plan": plan,
        "breadcrumbs": trail(access, plan),
        "form": form,
        "scales": found,
    }
    status = 409 if decided else 200
    return render(request, "actionplans/plan_scale.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.READ)
def rules(request: HttpRequest, access: Access) -> HttpResponse:
    """The council's own rules: to read for everyone, to change for who may."""
    if request.method == "POST":
        access.require(Verb.SET_RULES)
        form = RulesForm(request.POST, somebody_signs=access.has_somebody_to(Verb.SIGN_OFF))
        if form.is_valid():
            return _save_rules(request, access, form)
    else:
        # The version first: rules changed in between are then told when they are saved.
        seen = {"seen": version_of(access.council)}
        form = RulesForm(initial=seen | RulesForm.values_of(rules_of(access.council)))
    return _rules_page(request, access, form)


def _save_rules(request: HttpRequest, access: Access, form: RulesForm) -> HttpResponse:
    try:
        new = change_rules(access.council, form.rules(), seen=form.cleaned_data["seen"])
    except NewerRules:
        typed = request.POST.copy()
        typed["seen"] = str(version_of(access.council))
        form.data = typed
        return _rules_page(request, access, form, is_newer=True)
    messages.success(request, "Saved. They hold from now on." if new else "Nothing was changed.")
    return redirect(_address(access, "rules"))


def _rules_page(
    request: HttpRequest, access: Access, form: RulesForm, is_newer: bool = False
) -> HttpResponse:
    """Return the rules; with `is_newer`, 409: what holds by now beside what was typed."""
    context = {
        "access": access,
        "breadcrumbs": trail(access),
        "form": form,
        "held": rules_in_words(rules_of(access.council)),
        "is_set": version_of(access.council) > 0,
        "is_newer": is_newer,
    }
    return render(request, "actionplans/rules.html", context, status=409 if is_newer else 200)
