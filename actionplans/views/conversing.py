"""Questions and comments on an action, and their answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplans.asking import as_at_asked, row_asked
from actionplans.conversing import LEADS, MANAGER, NOBODY, answer, ask
from actionplans.forms.conversing import AskForm, ReplyForm
from actionplans.models import Action, Answer, Question
from actionplans.planning.holding import Closed
from actionplans.telling_of_questions import address_of, names_asked, officers_of
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Officer


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.ANSWER)
@of_open_plan(tells=True)
def question_add(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Ask about an action, or comment on it."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    form = AskForm(request.POST or None, initial={"wants_answer": True})
    form.fields["wants_answer"].label = _asks_whom(access, action)
    decided = ""
    if request.method == "POST" and not hasattr(request, "why_closed") and form.is_valid():
        try:
            return _asked(request, access, action, form)
        except Closed as closed:
            decided = str(closed)
    context = {
        "access": access,
        "plan": action.plan,
        "action": action,
        "form": form,
        "decided": decided,
        "breadcrumbs": trail(access, action.plan, action),
    }
    status = 409 if decided else 200
    return render(request, "actionplans/asking/question_add.html", context, status=status)


def _asks_whom(access: Access, action: Action) -> str:
    """Return the words of the tick: whom a question goes to."""
    if not access.may(Verb.MANAGE_PLAN):
        return f"I need an answer from {action.plan.manager_name}"
    leads = access.reach(Officer).filter(pk__in=officers_of(action, today()))
    names = ", ".join(leads.order_by("name").values_list("name", flat=True))
    return f"I need an answer from {names or 'whoever leads it'}"


def _asked(request: HttpRequest, access: Access, action: Action, form: AskForm) -> HttpResponse:
    wanted_from = MANAGER if not access.may(Verb.MANAGE_PLAN) else LEADS
    if not form.cleaned_data["wants_answer"]:
        wanted_from = NOBODY
    asked, _ = ask(action, form.cleaned_data["text"], wanted_from, by=access.user, day=today())
    if wanted_from == NOBODY:
        messages.success(request, "Your comment stands with the action.")
    elif names := names_asked(asked):
        messages.success(request, f"Your question stands with the action. E-mail to: {names}.")
    else:
        text = "Your question stands with the action. No e-mail reaches who is to answer it."
        messages.info(request, text)
    return redirect(_place(access, asked))


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.ANSWER)
@of_open_plan(tells=True)
def question(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """Answer a question on an action, or add a word to what was said.

    What members asked has a page of its own, on which they read too.
    """
    asked = access.get(Question, pk=pk, action=action_pk, plan=plan_pk, flag="")
    if asked.is_of_members:
        return redirect(address_of(asked))
    answers = list(asked.answers.select_related("entered_by").order_by("pk"))
    last_seen = answers[-1].pk if answers else 0
    form = ReplyForm(
        request.POST or None,
        initial={"last_seen": last_seen, "turn": Answer.Turn.NONE},
        enters=access.may(Verb.MANAGE_PLAN),
        asked_it=bool(asked.wanted_from) and asked.entered_by == access.user,
    )
    decided = ""
    if request.method == "POST" and not hasattr(request, "why_closed") and form.is_valid():
        try:
            return _answered(request, access, asked, form)
        except Closed as closed:
            decided = str(closed)
    return _question_page(request, access, asked, answers, form, decided)


def _answered(
    request: HttpRequest, access: Access, asked: Question, form: ReplyForm
) -> HttpResponse:
    """Keep the answer; who answered meanwhile is told of, and both stand."""
    data = form.cleaned_data
    seen, said = data["last_seen"], {name: data.get(name, "") for name in ("said_by", "turn")}
    given, new = answer(asked, data["text"], by=access.user, day=today(), **said)
    others = asked.answers.filter(pk__gt=seen).exclude(entered_by=access.user)
    others = others.exclude(pk=given.pk).select_related("entered_by")
    if new and (first := others.order_by("pk").first()):
        text = f"Saved. {first.entered_by} answered while you were writing: both answers stand."
        messages.info(request, text)
    else:
        messages.success(request, "It stands with the action.")
    return redirect(_place(access, asked))


def _question_page(
    request: HttpRequest,
    access: Access,
    asked: Question,
    answers: list[Answer],
    form: ReplyForm,
    decided: str,
) -> HttpResponse:
    action: Any = asked.action
    as_at = as_at_asked(request, access)
    context = {
        "access": access,
        "plan": asked.plan,
        "action": action,
        "row": row_asked(access, action, as_at),
        "asked": asked,
        "answers": answers,
        "form": form,
        "decided": decided,
        "breadcrumbs": trail(access, asked.plan, action),
    }
    status = 409 if decided else 200
    return render(request, "actionplans/asking/question.html", context, status=status)


def _place(access: Access, asked: Question) -> str:
    page = reverse("actionplans:action", args=[access.council.slug, asked.plan_id, asked.action_id])
    return f"{page}#question-{asked.pk}"
