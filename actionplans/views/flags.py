"""Pages about what a plan calls to be challenged on: the list, and an answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asking import as_at_asked
from actionplans.challenges.facts import Flag
from actionplans.challenging import (
    NewerAnswer,
    answer_flag,
    answered_questions,
    challenged,
    flags_of,
)
from actionplans.forms.flags import AnswerForm
from actionplans.models import ActionPlan, Answer
from actionplans.on_day.plans import plan_on_day
from actionplans.shown import PlanOnDay
from actionplans.templatetags.flags import anchor
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today


@require_safe
@council_page(Verb.READ)
def flags(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """What a member would want raised about a plan on a day, most serious first."""
    plan = access.get(ActionPlan, pk=pk)
    shown = plan_on_day(plan, as_at_asked(request, access))
    context = {
        "access": access,
        "plan": plan,
        "shown": shown,
        "found": challenged(shown, request.GET.get("kind", ""), request.GET.get("action", "")),
        "may_answer": access.may_answer and shown.as_at.is_now,
        "breadcrumbs": trail(access, plan, as_at=shown.as_at),
    }
    return render(request, "actionplans/flags.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.ANSWER)
def flag_answer(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Answer a flag (`?flag=`) of today: the answer stands under it, the flag stays."""
    plan = access.get(ActionPlan, pk=pk)
    shown = plan_on_day(plan, as_at_asked(request, access))
    key = request.GET.get("flag", "")
    flag = next((one for one in flags_of(shown) if one.key == key), None)
    if flag is None:
        return _no_longer_raised(request, access, plan)
    answers = _answers(shown, flag)
    last_seen = answers[-1].pk if answers else 0
    form = AnswerForm(request.POST or None, initial={"last_seen": last_seen})
    newer: list[Answer] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, access, plan, flag, form)
        except NewerAnswer as other:
            newer = other.answers
            form = AnswerForm(_seen(request, newer))
            answers = [one for one in answers if one not in newer]
    context = {
        "access": access,
        "plan": plan,
        "flag": flag,
        "answers": answers,
        "newer": newer,
        "form": form,
        "breadcrumbs": [*trail(access, plan), ("What calls for challenge", _list(access, plan))],
    }
    status = 409 if newer else 200
    return render(request, "actionplans/flag_answer.html", context, status=status)


def _answers(shown: PlanOnDay, flag: Flag) -> list[Answer]:
    question = answered_questions(shown.plan, shown.as_at).get(flag.key)
    return list(question.shown_answers) if question else []


def _answered(
    request: HttpRequest, access: Access, plan: ActionPlan, flag: Flag, form: AnswerForm
) -> HttpResponse:
    data = form.cleaned_data
    answer_flag(plan, flag, data["text"], by=access.user, day=today(), last_seen=data["last_seen"])
    messages.success(request, "Your answer stands under the flag.")
    return redirect(f"{_list(access, plan)}?kind={flag.kind}#{anchor(flag.key)}")


def _seen(request: HttpRequest, newer: list[Answer]) -> Any:
    typed = request.POST.copy()
    typed["last_seen"] = str(newer[-1].pk)
    return typed


def _no_longer_raised(request: HttpRequest, access: Access, plan: ActionPlan) -> HttpResponse:
    """Say that the fact is gone; what was typed meanwhile is shown, to be used elsewhere."""
    typed = request.POST.get("text", "").strip()
    if not typed:
        messages.info(request, "That is no longer the case, so it needs no answer.")
        return redirect(_list(access, plan))
    context = {"access": access, "plan": plan, "typed": typed, "breadcrumbs": trail(access, plan)}
    return render(request, "actionplans/flag_gone.html", context, status=409)


def _list(access: Access, plan: ActionPlan) -> str:
    return reverse("actionplans:flags", args=[access.council.slug, plan.pk])
