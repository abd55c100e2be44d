"""Pages on which the actions of a plan are added and changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.deciding import ending_of
from actionplans.forms.editing import MORE, About, ActionForm
from actionplans.models import Action, ActionPlan, Theme
from actionplans.planning.building import counts_from, entered_on, next_reference
from actionplans.planning.editing import (
    ENDED,
    WORDS,
    Change,
    add_action,
    change_action,
    may_be_thrown_away,
    reported_steps,
    standing_steps,
    version_of,
    wants_a_reason,
)
from actionplans.planning.naming import Register
from actionplans.planning.places import sources_too
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Officer, in_force_on
from councils.versions import ChangedMeanwhile, Decided
from inspections.models import Recommendation

either = require_http_methods(["GET", "HEAD", "POST"])


def register_of(access: Access, *actions: Action) -> Register:
    """Return the officers a name can mean here: those in office, and whoever leads already."""
    officers = access.reach(Officer)
    leading = officers.filter(leads__milestone__action__in=actions)
    leading |= officers.filter(accountable_for__in=actions)
    current = officers.filter(in_force_on(today()))
    return Register(officers.filter(pk__in={*current.values_list("pk", flat=True),
                                            *leading.values_list("pk", flat=True)}))  # fmt: skip


def _about(access: Access, plan: ActionPlan, action: Action | None) -> About:
    days = plan.sources.order_by("published_on").values_list("published_on", flat=True)
    return About(
        plan=plan,
        register=register_of(access, *([action] if action else [])),
        asked=_may_answer(plan, action),
        themes=list(
            access.reach(Theme).filter(plan=plan).order_by("order").values_list("name", flat=True)
        ),
        reason_wanted=wants_a_reason(plan, action),
        agreed_on=counts_from(action, today()) if action else entered_on(plan, today()),
        published_on=days.first(),
    )


def _may_answer(plan: ActionPlan, action: Action | None) -> list[Recommendation]:
    """Return what the plan's sources ask for, and what the action answers already.

    Of an action that stands in other plans what their sources ask for, too.
    """
    found: dict[int, Recommendation] = {}
    for source in sources_too(plan, action).prefetch_related("recommendations"):
        for asked in sorted(source.recommendations.all(), key=lambda one: one.order):
            found[asked.pk] = asked
    for asked in action.recommendations.all() if action else ():
        found.setdefault(asked.pk, asked)
    return list(found.values())


def _form(
    request: HttpRequest, access: Access, plan: ActionPlan, action: Action | None
) -> ActionForm:
    more: dict[str, Any] = {"about": _about(access, plan, action), "action": action}
    if action:
        more |= {"steps": standing_steps(action), "in_use": reported_steps(action)}
    if request.method == "POST":
        return ActionForm(request.POST, **more)
    return ActionForm(initial=_initial(plan, action, more["about"].register), **more)


def _initial(plan: ActionPlan, action: Action | None, register: Register) -> dict[str, Any]:
    if action is None:
        return {"reference": next_reference(plan)}
    initial = {name: getattr(action, name) for name in WORDS if name != "other"}
    accountable = action.accountable
    return initial | {
        "theme": action.theme.name if action.theme else "",
        "accountable": register.label(accountable) if accountable else "",
        "recommendations": [asked.pk for asked in action.recommendations.all()],
        "seen": version_of(action),
    }


def _change(access: Access, form: Any) -> Change:
    return Change(access.user, today(), form.cleaned_data.get("reason", ""))


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def action_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Add an action to the plan."""
    plan = access.get(ActionPlan, pk=pk)
    form = _form(request, access, plan, None)
    if _is_complete(request, form):
        try:
            action = add_action(plan, form.given(), _change(access, form))
        except Decided as other:
            form.add_error("reference", str(other))
        else:
            messages.success(request, f"Action {action.reference} added.")
            return redirect("actionplans:action", access.council.slug, plan.pk, action.pk)
    return _page(request, access, form)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def action_edit(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Change the words, steps and owners of an action."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    if request.method != "POST" and ending_of(action):
        return _ended_page(request, access, action)
    form = _form(request, access, action.plan, action)
    more: dict[str, Any] = {}
    if _is_complete(request, form):
        try:
            change_action(
                action, form.given(), _change(access, form), seen=form.cleaned_data["seen"]
            )
        except Decided as other:
            form.add_error(None, str(other))
        except ChangedMeanwhile as conflict:
            more = {"conflict": conflict, "theirs": access.get(Action, pk=pk)}
            form.put(seen=version_of(more["theirs"]))
        else:
            messages.success(request, "Saved.")
            return redirect("actionplans:action", access.council.slug, plan_pk, pk)
    return _page(request, access, form, **more)


def _ended_page(request: HttpRequest, access: Access, action: Action) -> HttpResponse:
    """Return 409 and why an action that left the plan is not changed."""
    page = {"heading": f"Action {action.reference}", "nothing": ENDED}
    context = {"access": access, "plan": action.plan, "page": page}
    context["breadcrumbs"] = trail(access, action.plan, action)
    return render(request, "actionplans/building/plan_state.html", context, status=409)


def _is_complete(request: HttpRequest, form: ActionForm) -> bool:
    """Return whether the form can be saved: valid, and every timescale was shown as read."""
    if request.method != "POST":
        return False
    if MORE in request.POST:
        form.full_clean()
        form.errors.clear()
        return False
    return form.is_valid() and not form.has_news


def _page(request: HttpRequest, access: Access, form: ActionForm, **more: Any) -> HttpResponse:
    """Return the form; with a `conflict`, 409: what is saved beside what was typed."""
    action, plan = form.action, form.about.plan
    is_news = form.is_bound and form.has_news and not form.errors and MORE not in request.POST
    if form.is_bound:
        form.mark_read()
    context = {
        "access": access,
        "plan": plan,
        "action": action,
        "form": form,
        "is_news": is_news,
        "may_delete": bool(action and may_be_thrown_away(action)),
        "their_steps": standing_steps(more["theirs"]) if "theirs" in more else (),
        "breadcrumbs": trail(access, plan, action),
    } | more
    status = 409 if "conflict" in more else 200
    return render(request, "actionplans/building/action_form.html", context, status=status)
