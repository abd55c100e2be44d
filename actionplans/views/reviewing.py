"""Reviewing updates: the queue, one update, and many at once; accepting and signing off alike."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from actionplans.asking import as_at_asked
from actionplans.forms.reviewing import (
    NotSignForm,
    ReturnForm,
    ReviewForm,
    WordingForm,
    ticked_in,
)
from actionplans.models import ActionPlan, ProgressUpdate, Review, actions_in
from actionplans.planning.holding import Closed
from actionplans.reviewing.cards import ACCEPT, CHOICES, NOT_SIGN, RETURN, WORD, Card, Place
from actionplans.reviewing.queue import items_of
from actionplans.reviewing.ruling import (
    NOT_ACCEPTED,
    Overtaken,
    ReportedAnew,
    Seen,
    accept,
    accept_many,
    in_words,
    last_ruling,
    not_sign,
    seen_of,
    send_back,
    sign_off,
)
from actionplans.reviewing.stages import ACCEPTING, SIGNING, Stage
from actionplans.reviewing.telling import reporter_of, tell
from actionplans.reviewing.waiting import waiting_in
from actionplans.trail import Trail, trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, council_page
from councils.days import today
from councils.versions import Decided

A_PAGE = 20
either = require_http_methods(["GET", "HEAD", "POST"])


# The queue


@either
@council_page(ACCEPTING.verb)
def review_queue(request: HttpRequest, access: Access) -> HttpResponse:
    """What waits to be accepted in all plans of the council, oldest first; accept many."""
    return _queue(request, Place(access, ACCEPTING, page=_page_asked(request)))


@either
@council_page(ACCEPTING.verb)
@of_open_plan()
def plan_review(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The same of one plan."""
    plan = access.get(ActionPlan, pk=pk)
    return _queue(request, Place(access, ACCEPTING, plan, _page_asked(request)))


@either
@council_page(SIGNING.verb)
def sign_off_queue(request: HttpRequest, access: Access) -> HttpResponse:
    """What was accepted and waits to be signed off in all plans of the council."""
    return _queue(request, Place(access, SIGNING, page=_page_asked(request)))


@either
@council_page(SIGNING.verb)
@of_open_plan()
def plan_sign_off(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The same of one plan."""
    plan = access.get(ActionPlan, pk=pk)
    return _queue(request, Place(access, SIGNING, plan, _page_asked(request)))


def _page_asked(request: HttpRequest) -> str:
    asked = request.GET.get("page", "")
    return asked if asked.isdecimal() and len(asked) < 6 and int(asked) > 1 else ""


def _queue(request: HttpRequest, place: Place) -> HttpResponse:
    if not as_at_asked(request, place.access).is_now:
        messages.info(request, "What waits is shown as it is today, not as at an earlier day.")
        return redirect(place.address)
    if request.method == "POST":
        return _accept_many(request, place)
    every = "all" in request.GET
    return _queue_page(request, place, lambda item: every)


def _accept_many(request: HttpRequest, place: Place) -> HttpResponse:
    """Accept, or sign off, all that are ticked, or none where some were decided meanwhile."""
    values = request.POST.getlist("tick")
    ticked = ticked_in(values, _named_in(place, values))
    if not ticked:
        fault = f"Tick the updates to {place.stage.act.lower()}"
        return _queue_page(request, place, lambda item: False, fault=fault)
    stage, by = place.stage, place.access.user
    try:
        done = accept_many(ticked, by=by, day=today(), signs=stage.signs)
    except Overtaken as overtaken:
        kept = {one.update.pk for one in ticked} - set(overtaken.why)
        told = [(one.update, overtaken.why.get(one.update.pk)) for one in ticked]
        return _queue_page(
            request,
            place,
            lambda item: item.update.pk in kept,
            told=[(update, why) for update, why in told if why],
        )
    messages.success(request, f"{_many(len(done))} {stage.done}. {_effect(done[0])}")
    return redirect(place.address)


def _named_in(place: Place, values: Iterable[str]) -> dict[int, ProgressUpdate]:
    """Return the updates, of this place, that the ticks name."""
    keys = [key for key in (value.partition(":")[0] for value in values) if key.isdecimal()]
    found = place.access.reach(ProgressUpdate).filter(pk__in=[k for k in keys if len(k) < 19])
    if place.plan:
        found = found.filter(action__in=actions_in(place.plan))
    return found.select_related("action__plan", "entered_by").in_bulk()


def _many(number: int) -> str:
    return f"{number} update{'' if number == 1 else 's'}"


def _effect(review: Review) -> str:
    if review.verdict == Review.Verdict.TO_SIGN:
        return "They wait to be signed off before members and papers see them."
    return "They count in papers from now on."


def _queue_page(request: HttpRequest, place: Place, is_ticked: Any, **more: Any) -> HttpResponse:
    waiting = waiting_in(place.access, place.stage, place.plan)
    page: Page[Any] = Paginator(waiting, A_PAGE).get_page(place.page or 1)
    cards = [
        Card(item, place.stage, is_ticked=is_ticked(item), reader=place.access.user.pk)
        for item in items_of(page.object_list, today())
    ]
    context = _context(place) | {"page": page, "cards": cards} | more
    status = 409 if more.get("told") else 200
    return render(request, "actionplans/reviewing/queue.html", context, status=status)


def _context(place: Place) -> dict[str, Any]:
    return {
        "access": place.access,
        "place": place,
        "stage": place.stage,
        "plan": place.plan,
        "breadcrumbs": trail(place.access, place.plan),
    }


# One update


@either
@vary_on_headers("HX-Request")
@council_page(ACCEPTING.verb)
@of_open_plan(tells=True)
def update_review(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """One update: accept it, accept it with other words for papers, or send it back."""
    update = _update(access, plan_pk, action_pk, pk)
    return _review(request, _place_asked(request, access, ACCEPTING), update)


@either
@vary_on_headers("HX-Request")
@council_page(SIGNING.verb)
@of_open_plan(tells=True)
def update_sign_off(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """One accepted update: sign it off, or send it back to the manager or who reported."""
    update = _update(access, plan_pk, action_pk, pk)
    return _review(request, _place_asked(request, access, SIGNING), update)


@require_POST
@council_page(ACCEPTING.verb)
@of_open_plan()
def update_accept(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """Accept an update from the action's page: from now on it counts in papers."""
    update = _update(access, plan_pk, action_pk, pk)
    try:
        seen = Seen.read(request.POST.get("seen", ""))
        review = accept(update, by=access.user, day=today(), seen=seen)
        messages.success(request, f"Accepted. {_effect_of_one(review)}")
    except Closed:
        raise
    except Decided as other:
        messages.info(request, str(other))
    return redirect("actionplans:action", access.council.slug, plan_pk, action_pk)


def _effect_of_one(review: Review) -> str:
    if review.verdict == Review.Verdict.TO_SIGN:
        return "It waits to be signed off before members and papers see it."
    return "It counts in papers from now on."


def _update(access: Access, plan_pk: int, action_pk: int, pk: int) -> ProgressUpdate:
    return access.get(ProgressUpdate, pk=pk, action=action_pk, action__plan=plan_pk)


def _place_asked(request: HttpRequest, access: Access, stage: Stage) -> Place:
    """Return the place one came from: `?plan=` and `?page=`; raise Http404 for no such plan."""
    asked = request.GET.get("plan", "")
    known = asked.isdecimal() and len(asked) < 19
    plan = access.get(ActionPlan, pk=int(asked)) if known else None
    return Place(access, stage, plan, _page_asked(request))


def _review(request: HttpRequest, place: Place, update: ProgressUpdate) -> HttpResponse:
    why = getattr(request, "why_closed", "")
    if request.method != "POST":
        choice = _choice(request.GET.get("do", ""), place.stage)
        return _update_page(request, place, update, choice, _opened(place, update, choice))
    choice = _choice(request.POST.get("decide", ""), place.stage) or ACCEPT
    form = _form(place, update, choice, request.POST)
    if why or not form.is_valid():
        return _update_page(request, place, update, choice, form, why=why, is_open=not why)
    try:
        with transaction.atomic():
            said = _save(place, update, choice, form)
    except ReportedAnew as newer:
        form.put(seen=str(seen_of(update)))
        return _update_page(
            request, place, update, choice, form, why=str(newer), newer=newer.updates
        )
    except Decided as other:
        form.put(seen=str(seen_of(update)))
        still = waiting_in(place.access, place.stage).filter(pk=update.pk).exists()
        return _update_page(request, place, update, choice, form, why=str(other), is_open=still)
    return _done(request, place, update, said)


def _choice(asked: str, stage: Stage) -> str:
    return asked if asked in CHOICES[stage.signs] else ""


def _opened(place: Place, update: ProgressUpdate, choice: str) -> ReviewForm:
    """Return the form of a choice as it is opened, with the version of what is on screen."""
    last = last_ruling(update)
    wording = (last.paper_wording if last else "") or update.text
    form = _form(place, update, choice, None, seen=str(seen_of(update)), wording=wording)
    for field in list(form.fields.values())[1:2]:  # Past the version: what is to be written.
        field.widget.attrs["autofocus"] = True
    return form


def _form(
    place: Place, update: ProgressUpdate, choice: str, data: Any, **initial: str
) -> ReviewForm:
    about: dict[str, Any] = {"update": update, "initial": initial}
    if choice == WORD:
        return WordingForm(data, **about)
    if choice == NOT_SIGN:
        return NotSignForm(data, **about)
    if choice == RETURN:
        return ReturnForm(data, reporter=reporter_of(update, today()), **about)
    return ReviewForm(data, **about)


def _save(place: Place, update: ProgressUpdate, choice: str, form: Any) -> str:
    """Do what was decided, and return what to say. Raises as `actionplans.reviewing.ruling`."""
    rule: dict[str, Any] = {"by": place.access.user, "day": today(), "seen": form.version}
    if choice == RETURN:
        review = send_back(update, comment=form.cleaned_data["comment"], **rule)
        return _sent_back(review, form)
    if choice == NOT_SIGN:
        not_sign(update, comment=form.cleaned_data["comment"], **rule)
        return "sent back to the plan manager."
    words = {"wording": form.cleaned_data["wording"]} if choice == WORD else {}
    review = (sign_off if place.stage.signs else accept)(update, **words, **rule)
    with_words = " with other words for papers" if words else ""
    return f"{place.stage.done}{with_words}. {_effect_of_one(review)}"


def _sent_back(review: Review, form: ReturnForm) -> str:
    to = form.write_to
    emails = tell(review, to, today())
    if emails:
        people = " and ".join(email.to for email in emails)
        return f"sent back. An e-mail is on its way to {people}."
    if to.user and to.user.pk == review.by_id:
        return "sent back. It stands on your own list again."
    return f"sent back. No e-mail goes to {to.name}: tell them yourself."


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _done(request: HttpRequest, place: Place, update: ProgressUpdate, said: str) -> HttpResponse:
    said = f"Action {update.action.reference}: {said}"
    if _is_part(request):
        context = _context(place) | {"update": update, "said": said}
        return render(request, "actionplans/reviewing/_done.html", context)
    messages.success(request, said)
    return redirect(place.address)


def _update_page(
    request: HttpRequest,
    place: Place,
    update: ProgressUpdate,
    choice: str,
    form: ReviewForm,
    *,
    why: str = "",
    newer: Sequence[ProgressUpdate] = (),
    is_open: bool = True,
) -> HttpResponse:
    """Return the update with the decision being written; alone where the page asks for it alone."""
    (item,) = items_of([update], today())
    if request.method != "POST" and not _waits(place, update):
        last = last_ruling(update)
        why, is_open = in_words(last, place.access.user) if last else NOT_ACCEPTED, False
    card = Card(item, place.stage, choice, form, why, newer, is_open, reader=place.access.user.pk)
    context = _context(place) | {
        "card": card,
        "form": form,
        "alone": not _is_part(request),
        "breadcrumbs": _above(place, update),
    }
    if _is_part(request):
        return render(request, "actionplans/reviewing/_card.html", context)
    status = 409 if why and request.method == "POST" else 200
    return render(request, "actionplans/reviewing/update.html", context, status=status)


def _waits(place: Place, update: ProgressUpdate) -> bool:
    return waiting_in(place.access, place.stage).filter(pk=update.pk).exists()


def _above(place: Place, update: ProgressUpdate) -> Trail:
    return trail(place.access, update.action.plan, update.action)
