"""Handing over what an officer leads."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actionplans import handing_over as rules
from actionplans.forms.handing_over import HandOverForm
from actionplans.models import HandOver
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Officer, in_force_on


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.KEEP_OFFICERS)
def hand_over(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Hand over what an officer has: to one, or each thing to another, in one go."""
    officer, day = access.get(Officer, pk=pk), today()
    held = rules.held_by(officer, day)
    form = _form(request, access, officer, held)
    if request.method != "POST" or not form.is_valid():
        return _page(request, access, officer, form)
    data = form.cleaned_data
    try:
        made = rules.hand_over(
            officer,
            form.given,
            day=data["day"],
            today=day,
            reason=data["reason"],
            seen=data["seen"],
            by=access.user,
        )
    except rules.HandedOver as meanwhile:
        form = _form(request, access, officer, rules.held_by(officer, day))
        form.put(seen=rules.version_of(form.held))
        return _page(request, access, officer, form, meanwhile=meanwhile)
    messages.success(request, _said(made, len(form.given)))
    return redirect("actionplans:hand_over", access.council.slug, officer.pk)


def _said(made: HandOver, number: int) -> str:
    things = "thing is" if number == 1 else "things are"
    if made.done_at:
        return f"Handed over: {number} {things} no longer {made.officer}’s."
    return f"Saved. {number} {things} handed over on {made.day:%-d %B %Y}."


def _form(
    request: HttpRequest, access: Access, officer: Officer, held: list[rules.Held]
) -> HandOverForm:
    day = today()
    others = access.reach(Officer).filter(in_force_on(day)).exclude(pk=officer.pk)
    return HandOverForm(
        request.POST if request.method == "POST" else None,
        held=held,
        officers=others.order_by("name", "pk"),
        day=day,
        initial={"day": day, "seen": rules.version_of(held)},
    )


def _page(
    request: HttpRequest, access: Access, officer: Officer, form: HandOverForm, **shown: Any
) -> HttpResponse:
    made = access.reach(HandOver).filter(officer=officer).select_related("made_by", "withdrawn_by")
    context = {
        "access": access,
        "officer": officer,
        "form": form,
        "closed": rules.in_closed_plans(officer, today()),
        "delegates": officer.delegations.filter(ends=None).select_related("delegate"),
        "made": made.order_by("-pk"),
        "breadcrumbs": trail(access),
    } | shown
    status = 409 if shown.get("meanwhile") else 200
    return render(request, "actionplans/handing_over/hand_over.html", context, status=status)


@require_POST
@council_page(Verb.KEEP_OFFICERS)
def hand_over_withdraw(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Withdraw a hand-over whose day is to come."""
    one = access.get(HandOver, pk=pk)
    if rules.withdraw(one, access.user):
        messages.success(request, "Withdrawn. Nothing is handed over.")
    else:
        messages.info(request, "It was done or withdrawn already.")
    return redirect("actionplans:hand_over", access.council.slug, one.officer_id)
