"""Pages on which actions are split, merged, put in order and deleted, and themes are named."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.deciding import ending_of
from actionplans.forms.rearranging import (
    MergeForm,
    MergeWithForm,
    OrderForm,
    SplitForm,
    ThemesForm,
)
from actionplans.models import Action, ActionPlan, Theme
from actionplans.planning.building import free_reference
from actionplans.planning.editing import (
    Change,
    may_be_thrown_away,
    standing_steps,
    throw_away,
    wants_a_reason,
)
from actionplans.planning.places import places_of
from actionplans.planning.rearranging import (
    merge_actions,
    order_seen,
    put_in_order,
    put_themes,
    seen_of,
    split_action,
    steps_to_choose,
    themes_seen,
)
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.versions import ChangedMeanwhile, Decided

either = require_http_methods(["GET", "HEAD", "POST"])


def change_of(access: Access, form: forms.Form) -> Change:
    """Return who changes the plan today, and the reason typed; from a valid form."""
    return Change(access.user, today(), form.cleaned_data.get("reason", ""))


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    access: Access,
    name: str,
    form: forms.Form,
    save: Callable[[], HttpResponse],
    **context: Any,
) -> HttpResponse:
    """Show the form, or do what it says; where that cannot be any more: 409, and why."""
    decided, conflict = "", None
    if request.method == "POST" and form.is_valid():
        try:
            return save()
        except Decided as other:
            decided = str(other)
        except ChangedMeanwhile as other:
            conflict = other
            _show_what_stands(form, [context[name] for name in _TWO if name in context])
    plan, action = context["plan"], context.get("action")
    context |= {"access": access, "form": form, "decided": decided, "conflict": conflict}
    context["breadcrumbs"] = trail(access, plan, action)
    status = 409 if decided or conflict else 200
    return render(request, f"actionplans/building/{name}.html", context, status=status)


_TWO = ("action", "other")


def _show_what_stands(form: Any, actions: Sequence[Action]) -> None:
    """Put what is stored of the actions now into the page, beside what was typed."""
    for action in actions:
        action.refresh_from_db()
    form.put(seen=seen_of(*actions))


def _standing(access: Access, plan_pk: int, pk: int) -> Action:
    """Return the action; raise Http404 where it is no longer in the plan."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    if ending_of(action):
        raise Http404
    return action


def _to(access: Access, plan: ActionPlan, action: Action | None = None) -> HttpResponse:
    if action:
        return redirect("actionplans:action", access.council.slug, plan.pk, action.pk)
    return redirect("actionplans:plan", access.council.slug, plan.pk)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def action_split(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Let some steps of an action go into a new one."""
    action = _standing(access, plan_pk, pk)
    plan, standing = action.plan, len(standing_steps(action))
    steps = steps_to_choose(action, today()) if standing > 1 else []
    form = SplitForm(
        _posted(request),
        steps=steps,
        standing=standing,
        reason_wanted=wants_a_reason(plan, action),
        initial={
            "number": free_reference(f"{action.reference}a", plan),
            "seen": seen_of(action),
        },
    )

    def save() -> HttpResponse:
        data = form.cleaned_data
        new = split_action(
            action,
            data["steps"],
            text=data["text"],
            number=data["number"],
            change=change_of(access, form),
            seen=data["seen"],
        )
        messages.success(
            request, f"Action {new.reference} begun; {action.reference} keeps the rest."
        )
        return _to(access, plan, new)

    return _page(request, access, "action_split", form, save, plan=plan, action=action, steps=steps)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def action_merge(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Let another action of the plan join this one."""
    action = _standing(access, plan_pk, pk)
    plan = action.plan
    others = access.reach(Action).filter(plan=plan).exclude(pk=pk).order_by("order")
    ended = [each.pk for each in others if ending_of(each)]
    choose = MergeWithForm(request.GET or None, others=others.exclude(pk__in=ended))
    if not choose.is_valid():
        return _choose_other(request, access, action, choose)
    other: Action = choose.cleaned_data["other"]
    form = MergeForm(
        _posted(request),
        reason_wanted=wants_a_reason(plan, action) or wants_a_reason(plan, other),
        initial={"text": f"{action.text}\n{other.text}", "seen": seen_of(action, other)},
    )

    def save() -> HttpResponse:
        data, number = form.cleaned_data, other.reference
        change = change_of(access, form)
        merge_actions(action, other, text=data["text"], change=change, seen=data["seen"])
        messages.success(request, f"Action {number} is now part of action {action.reference}.")
        return _to(access, plan, action)

    return _page(request, access, "action_merge", form, save, plan=plan, action=action, other=other)


def _choose_other(
    request: HttpRequest, access: Access, action: Action, form: forms.Form
) -> HttpResponse:
    context = {
        "access": access,
        "plan": action.plan,
        "action": action,
        "form": form,
        "breadcrumbs": trail(access, action.plan, action),
    }
    return render(request, "actionplans/building/action_merge_with.html", context)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def action_delete(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Delete an action of a draft on which nothing was reported."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    plan = action.plan

    def save() -> HttpResponse:
        number = action.reference
        throw_away(action, Change(access.user, today()))
        messages.success(request, f"Action {number} deleted.")
        return _to(access, plan)

    return _page(
        request,
        access,
        "action_delete",
        forms.Form(_posted(request)),
        save,
        plan=plan,
        action=action,
        may_delete=may_be_thrown_away(action),
    )


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_order(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Put the actions of a plan in order, and number them."""
    plan = access.get(ActionPlan, pk=pk)
    form = OrderForm(
        _posted(request),
        actions=places_of(plan),
        reason_wanted=wants_a_reason(plan),
        initial={"seen": order_seen(plan)},
    )

    def save() -> HttpResponse:
        seen = form.cleaned_data["seen"]
        put_in_order(plan, form.placed(), change_of(access, form), seen=seen)
        messages.success(request, "Saved. The actions stand in this order.")
        return _to(access, plan)

    return _page(request, access, "plan_order", form, save, plan=plan)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_themes(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Name the themes of a plan and put them in order."""
    plan = access.get(ActionPlan, pk=pk)
    themes = list(access.reach(Theme).filter(plan=plan).order_by("order"))
    form = ThemesForm(_posted(request), themes=themes, initial={"seen": themes_seen(plan)})

    def save() -> HttpResponse:
        put_themes(plan, form.given(), seen=form.cleaned_data["seen"])
        messages.success(request, "Saved.")
        return redirect("actionplans:plan_themes", access.council.slug, plan.pk)

    return _page(request, access, "plan_themes", form, save, plan=plan)
