"""Members' questions: the list, and one with its answers."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.conversing import answer
from actionplans.models import Action, ActionPlan, Answer, Question
from actionplans.on_day.links import meetings_of
from actionplans.on_day.plans import rows_on_day
from actionplans.telling_of_questions import names_asked
from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body
from reports.drafting import words
from scrutiny.models import MembersQuestion
from scrutiny.questions.forms import AnswerForm, FilterForm
from scrutiny.questions.hiding import hidden_in
from scrutiny.questions.keeping import (
    may_take_back,
)
from scrutiny.questions.listing import bodies_of, count_of, last_meeting, listed, narrowed, plans_of
from scrutiny.questions.standing import Standing, asked_in, standing_of, waiting, with_withheld

A_PAGE = 30
either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page(Verb.READ)
def questions(request: HttpRequest, access: Access) -> HttpResponse:
    """The council's questions: late first, then those that wait, then what was answered."""
    as_at = as_at_asked(request, access)
    every = asked_in(access.council, as_at, reader=access.user)
    hidden = hidden_in(access.council, as_at, reader=access.user)
    asks = access.may(Verb.ASK) and not access.may(Verb.RECORD_ASKED)
    form = FilterForm(request.GET, bodies=bodies_of(every), plans=plans_of(every), asks=asks)
    body, plan = form.asked("body"), form.asked("plan")
    by = access.user if form.asked("who") else None
    of_these = narrowed(every, body=body, plan=plan, by=by)
    meetings = meetings_of(access.reach(Body), as_at)
    shown = narrowed(of_these, state=form.asked("state"))
    shown = with_withheld(shown, access.council) if access.redaction_open else shown
    rows = listed(shown, last_meeting(meetings, as_at.day, body))
    context = {
        "access": access,
        "as_at": as_at,
        "form": form,
        "waiting": waiting(of_these, 0 if by else count_of(hidden, body=body, plan=plan)),
        "every": len(every),
        "has_plans": bool(every) or access.reach(ActionPlan).filter(is_archived=False).exists(),
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
    return with_withheld(found, access.council)[0] if access.redaction_open else found[0]


def stands_now(access: Access, pk: int) -> Standing:
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
        "leads": _leads(access, stands, as_at),
        "form": form,
        "may_take_back": may_take_back(stands, access.user),
        "breadcrumbs": list_trail(access),
    }
    return render(request, "scrutiny/questions/question.html", context)


def _meanwhile(said: Sequence[Answer]) -> str:
    """Return what others did while somebody wrote an answer, which is saved."""
    back = [one.entered_by for one in said if one.turn == Answer.Turn.CLOSES]
    if back:
        return (
            f"Saved. {back[-1]} took the question back while you wrote: it needs no answer any "
            "more. What you wrote stands under it."
        )
    by = dict.fromkeys(str(one.entered_by) for one in said)
    stand = "both" if len(said) == 1 else "all"
    return f"Saved. {words.joined(list(by))} wrote here while you did: {stand} stand."


def _leads(access: Access, stands: Standing, as_at: AsAt) -> str:
    """Return who leads the action on the day shown, and so is to answer; "" where nothing says."""
    if stands.question.wanted_from != Question.WantedFrom.LEADS or stands.action is None:
        return ""
    rows = rows_on_day(access.reach(Action).filter(pk=stands.action.pk), as_at)
    names = [lead.name for lead in rows[0].leads] if rows else []
    if rows and not names and rows[0].accountable:
        names = [rows[0].accountable]
    return words.joined(names) if names else ""


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
    if new and (meanwhile := list(others.order_by("pk"))):
        messages.info(request, _meanwhile(meanwhile))
    else:
        messages.success(request, "The answer stands under the question, for members to read.")
    return redirect("scrutiny:question", access.council.slug, asked.pk)
