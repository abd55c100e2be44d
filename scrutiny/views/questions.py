"""Members' questions: the list, one with its answers, asking anew, its date, taking it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.conversing import answer
from actionplans.on_day.links import meetings_of
from actionplans.rules import rules_of
from actionplans.telling_of_questions import names_asked
from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body
from councils.versions import Decided
from scrutiny.models import MembersQuestion
from scrutiny.questions.forms import AgainForm, AnswerForm, DateForm, FilterForm, TakeBackForm
from scrutiny.questions.hiding import hidden_in
from scrutiny.questions.keeping import (
    ask_again,
    due_for,
    may_take_back,
    move_date,
    take_back,
)
from scrutiny.questions.listing import bodies_of, count_of, last_meeting, listed, narrowed, plans_of
from scrutiny.questions.standing import Standing, asked_in, standing_of, waiting

A_PAGE = 30
either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page(Verb.READ)
def questions(request: HttpRequest, access: Access) -> HttpResponse:
    """The council's questions: late first, then those that wait, then what was answered."""
    as_at = as_at_asked(request, access)
    every = asked_in(access.council, as_at, reader=access.user)
    hidden = hidden_in(access.council, as_at, reader=access.user)
    form = FilterForm(request.GET, bodies=bodies_of(every), plans=plans_of(every))
    body, plan = form.asked("body"), form.asked("plan")
    of_these = narrowed(every, body=body, plan=plan)
    meetings = meetings_of(access.reach(Body), as_at)
    shown = narrowed(of_these, state=form.asked("state"))
    rows = listed(shown, last_meeting(meetings, as_at.day, body))
    context = {
        "access": access,
        "as_at": as_at,
        "form": form,
        "waiting": waiting(of_these, count_of(hidden, body=body, plan=plan)),
        "every": len(every),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs": trail(access, as_at=as_at),
    }
    return render(request, "scrutiny/questions/questions.html", context)


def list_trail(access: Access) -> Trail:
    """Return the way back from a page about questions."""
    here = reverse("scrutiny:questions", args=[access.council.slug])
    return [*trail(access), ("Questions", here)]


def _stands(access: Access, pk: int, as_at: AsAt) -> Standing:
    """Return a question as it stands in a state; raise Http404 for none this person reads."""
    asked = access.reach(MembersQuestion).filter(question=pk)
    found = standing_of(asked, as_at, access.user)
    if not found:
        raise Http404
    return found[0]


def _now(access: Access, pk: int) -> Standing:
    """Return a question as it stands today, in which one can act on it."""
    day, confidential = today(), access.may(Verb.READ_CONFIDENTIAL)
    return _stands(access, pk, AsAt(day=day, today=day, confidential=confidential))


@either
@council_page(Verb.READ)
def question(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One question with its answers; for who is to answer it, the form that does."""
    as_at = as_at_asked(request, access)
    stands = _stands(access, pk, as_at)
    if request.method == "POST" and not access.may(Verb.RECORD_ASKED):
        access.require(Verb.ANSWER)
    form = _answer_form(request, access, stands) if as_at.is_now else None
    if form is not None and form.is_bound and form.is_valid():
        return _answered(request, access, stands, form)
    context = {
        "access": access,
        "stands": stands,
        "as_at": as_at,
        "sent_to": names_asked(stands.question) if access.may(Verb.READ_UNACCEPTED) else "",
        "form": form,
        "may_take_back": may_take_back(stands, access.user),
        "breadcrumbs": list_trail(access),
    }
    return render(request, "scrutiny/questions/question.html", context)


def _answer_form(request: HttpRequest, access: Access, stands: Standing) -> AnswerForm | None:
    """Return the form that answers; None for who may not."""
    answers, records = access.may(Verb.ANSWER), access.may(Verb.RECORD_ASKED)
    if not answers and not records:
        return None
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"last_seen": stands.said[-1].pk if stands.said else 0},
        enters=access.may(Verb.MANAGE_PLAN) or records,
        only_enters=records and not answers,
    )


def _answered(
    request: HttpRequest, access: Access, stands: Standing, form: AnswerForm
) -> HttpResponse:
    """Keep the answer; who answered meanwhile is told of, and both stand."""
    data, asked = form.cleaned_data, stands.question
    said_by = data.get("said_by", "")
    given, new = answer(asked, data["text"], by=access.user, day=today(), said_by=said_by)
    others = asked.answers.filter(pk__gt=data["last_seen"]).exclude(entered_by=access.user)
    others = others.exclude(pk=given.pk).select_related("entered_by")
    if new and (first := others.order_by("pk").first()):
        text = f"Saved. {first.entered_by} wrote here while you did: both stand."
        messages.info(request, text)
    else:
        messages.success(request, "The answer stands under the question, for members to read.")
    return redirect("scrutiny:question", access.council.slug, asked.pk)


Act = Callable[[Any], None]


def _act(
    request: HttpRequest,
    access: Access,
    stands: Standing,
    form: Any,
    act: Act,
    words: tuple[str, str],
) -> HttpResponse:
    """Return the page of one thing done with a question, or where it leads once it is done.

    `words`: the name of the page, and what is said afterwards. Who comes second is told.
    """
    decided = ""
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except Decided as other:
            decided = str(other)
            typed = form.data.copy()
            typed["seen"] = stands.version
            form.data = typed
        else:
            messages.success(request, words[1])
            return redirect("scrutiny:question", access.council.slug, stands.question.pk)
    here = reverse("scrutiny:question", args=[access.council.slug, stands.question.pk])
    context = {
        "access": access,
        "stands": stands,
        "form": form,
        "decided": decided,
        "breadcrumbs": [*list_trail(access), ("The question", here)],
    }
    status = 409 if decided else 200
    return render(request, f"scrutiny/questions/{words[0]}.html", context, status=status)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@either
@council_page(Verb.ASK)
def question_again(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask anew under a question that was answered: it waits again, by a new day."""
    stands = _now(access, pk)
    day = today()
    rule = rule_words(access, stands.members.body)
    form = AgainForm(_sent(request), initial={"seen": stands.version}, day=day, rule=rule)

    def act(data: dict[str, Any]) -> None:
        given, seen = data["answer_by"], data["seen"]
        ask_again(stands, data["text"], given, by=access.user, day=day, seen=seen)

    return _act(request, access, stands, form, act, ("again", "Asked again. It went out anew."))


def rule_words(access: Access, body: Body | None) -> str:
    """Return what stands under the day for an answer: which day it is when none is typed."""
    due = due_for(access.council, today(), body)
    before = rules_of(access.council).answer_before_meeting and body is None
    or_before = " (for a body: the last working day before it meets)" if before else ""
    return f"Leave it empty for {due:%-d %B %Y}{or_before}, by the council’s rule"


@either
@council_page(Verb.READ)
def question_date(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Move the day for an answer; who is to answer asks for it, and members agree."""
    if not access.may(Verb.ASK):
        access.require(Verb.ANSWER)
    stands = _now(access, pk)
    day, is_agreed = today(), access.may(Verb.ASK)
    start: dict[str, Any] = {"seen": stands.version}
    if is_agreed and stands.wanted:
        start |= {"due_on": stands.wanted.due_on, "reason": stands.wanted.reason}
    form = DateForm(
        _sent(request), initial=start, day=day, now=stands.answer_by, is_agreed=is_agreed
    )

    def act(data: dict[str, Any]) -> None:
        due, why, seen = data["due_on"], data["reason"], data["seen"]
        move_date(stands, due, why, by=access.user, day=day, seen=seen, is_agreed=is_agreed)

    done = "The new date counts." if is_agreed else "Asked for. Members decide."
    return _act(request, access, stands, form, act, ("date", done))


@either
@council_page(Verb.ASK)
def question_take_back(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say that one's own question needs no answer any more; it stays, as taken back."""
    stands = _now(access, pk)
    if not may_take_back(stands, access.user):
        raise Http404
    form = TakeBackForm(_sent(request), initial={"seen": stands.version})

    def act(data: dict[str, Any]) -> None:
        take_back(stands, data["why"], by=access.user, day=today(), seen=data["seen"])

    return _act(request, access, stands, form, act, ("take_back", "Taken back. It stays here."))
