"""What is done with a question of members: asking anew, moving its day, taking it back."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplans.rules import rules_of
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, Meeting
from councils.versions import Decided
from scrutiny.questions.act_forms import AgainForm, DateForm, TakeBackForm
from scrutiny.questions.keeping import (
    Agreed,
    ask_again,
    due_for,
    may_take_back,
    move_date,
    take_back,
)
from scrutiny.questions.rules import Decides
from scrutiny.questions.standing import Standing
from scrutiny.views.questions import list_trail, stands_now

either = require_http_methods(["GET", "HEAD", "POST"])
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
    stands = stands_now(access, pk)
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
    stands, day = stands_now(access, pk), today()
    decides = decided_by(access, stands)
    form = DateForm(
        _sent(request),
        initial=_start(stands, decides),
        day=day,
        now=stands.answer_by,
        decides=decides,
        meetings=_could_agree(access, stands, day) if decides.names_a_meeting else (),
    )

    def act(data: dict[str, Any]) -> None:
        who = Agreed(data.get("meeting"), data.get("member", ""))
        agreed = who if form.is_agreed else None
        due, why, seen = data["due_on"], data["reason"], data["seen"]
        move_date(stands, due, why, by=access.user, day=day, seen=seen, agreed=agreed)

    done = "The new date counts." if form.is_agreed else "Asked for. Members decide."
    return _act(request, access, stands, form, act, ("date", done))


def decided_by(access: Access, stands: Standing) -> Decides:
    """Return whose word it is when this person moves the day: a member's own is theirs to give.

    An officer who keeps the list records what a body agreed; of what an officer recorded, also
    what a member did.
    """
    if not access.may(Verb.ASK):
        return Decides.ASKS
    if not access.may(Verb.RECORD_ASKED):
        return Decides.AGREES
    return Decides.RECORDED if stands.question.asked_by else Decides.BODY_AGREED


def _start(stands: Standing, decides: Decides) -> dict[str, Any]:
    start: dict[str, Any] = {"seen": stands.version}
    if decides != Decides.ASKS and stands.wanted:
        start |= {"due_on": stands.wanted.due_on, "reason": stands.wanted.reason}
    return start


def _could_agree(access: Access, stands: Standing, day: datetime.date) -> QuerySet[Meeting]:
    """Return the meetings held since it was asked, of the body it was asked for if any."""
    held = access.reach(Meeting).filter(held_on__gte=stands.question.day, held_on__lte=day)
    if stands.members.body_id:
        held = held.filter(body=stands.members.body_id)
    return held.select_related("body").order_by("-held_on", "pk")


@either
@council_page(Verb.ASK)
def question_take_back(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say that one's own question needs no answer any more; it stays, as taken back."""
    stands = stands_now(access, pk)
    if not may_take_back(stands, access.user):
        raise Http404
    form = TakeBackForm(_sent(request), initial={"seen": stands.version})

    def act(data: dict[str, Any]) -> None:
        take_back(stands, data["why"], by=access.user, day=today(), seen=data["seen"])

    return _act(request, access, stands, form, act, ("take_back", "Taken back. It stays here."))
