"""What a review consists of, added, changed and taken out: the pages are one for every kind."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import Access, Verb, council_page
from councils.versions import ChangedMeanwhile, Decided
from scrutiny.models import ReviewFinding, ReviewRecommendation
from scrutiny.reviews import writing_forms
from scrutiny.reviews.keeping import correct, move_up, remove_row, seen_of
from scrutiny.reviews.opening import is_settled
from scrutiny.reviews.trail import review_trail
from scrutiny.views.reviews.asked import Asked, place_of, review_asked
from scrutiny.views.reviews.kinds import (
    FINDING,
    NOTE,
    PERSON,
    RECOMMENDATION,
    SESSION,
    Kind,
    Row,
)

either = require_http_methods(["GET", "HEAD", "POST"])


def adding(kind: Kind) -> Any:
    """Return the view that adds a row of this kind."""

    @either
    @council_page(Verb.READ)
    def add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
        asked = review_asked(access, pk)
        row = kind.model(review=asked.review)
        kind.let(asked, row)
        form = kind.form(_sent(request), **kind.more(asked, row))
        if request.method != "POST" and _is_corrected(asked, row):
            return _page(request, asked, kind, row, form, {}, is_settled=True)
        return _answer(request, asked, kind, row, form, lambda: kind.add(row, form, asked))

    return add


def changing(kind: Kind) -> Any:
    """Return the view that changes a row of this kind, or corrects it where it is settled."""

    @either
    @council_page(Verb.READ)
    def change(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
        asked = review_asked(access, review_pk)
        row = access.get(kind.model, pk=pk, review=asked.review)
        kind.let(asked, row)
        if _is_corrected(asked, row):
            form: Any = writing_forms.CorrectForm(_sent(request), initial=_seen(row, text=row.text))
            return _answer(request, asked, kind, row, form, lambda: _correct(row, form))
        make = kind.edit_form or kind.form
        more = kind.more(asked, row)
        form = make(_sent(request), initial=_seen(row, **kind.initial(row)), **more)
        return _answer(request, asked, kind, row, form, lambda: kind.change(row, form, asked))

    return change


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _seen(row: Row, **initial: Any) -> dict[str, Any]:
    return initial | {"seen": seen_of(row)}


def _is_corrected(asked: Asked, row: Row) -> bool:
    return isinstance(row, (ReviewFinding, ReviewRecommendation)) and is_settled(asked.review)


def _correct(row: Row, form: Any) -> None:
    data = form.cleaned_data
    correct(row, data["text"], data["reason"], data["seen"])


def _answer(
    request: HttpRequest, asked: Asked, kind: Kind, row: Row, form: Any, save: Callable[[], None]
) -> HttpResponse:
    """Save what was sent and lead back to the review; or show it again with what is wrong."""
    more: dict[str, Any] = {}
    is_sent = request.method == "POST" and "again" not in request.POST
    if is_sent and form.is_valid():
        try:
            save()
        except ChangedMeanwhile as conflict:
            theirs = kind.model._default_manager.get(pk=row.pk)
            more = {"conflict": conflict, "theirs": kind.told(theirs)}
            form.put(seen=seen_of(theirs))
        except Decided as why:
            more = {"decided": str(why)}
        else:
            messages.success(request, "Saved.")
            return redirect(place_of(asked, kind.anchor))
    return _page(request, asked, kind, row, form, more)


def _page(
    request: HttpRequest,
    asked: Asked,
    kind: Kind,
    row: Row,
    form: Any,
    more: dict[str, Any],
    is_settled: bool = False,
) -> HttpResponse:
    context = {
        "is_settled": is_settled,
        "access": asked.access,
        "review": asked.review,
        "kind": kind,
        "row": row,
        "form": form,
        "corrects": isinstance(form, writing_forms.CorrectForm),
        "may_remove": bool(row.pk) and not _is_corrected(asked, row),
        "remove_name": f"scrutiny:review_{kind.noun}_remove",
        "back": place_of(asked, kind.anchor),
        "breadcrumbs": review_trail(asked.access, asked.review),
    }
    status = 409 if more else 200
    return render(request, "scrutiny/reviews/part.html", context | more, status=status)


def removing(kind: Kind) -> Any:
    """Return the view that takes a row of this kind out, after it asked whether to.

    What is typed in the form that asks for it comes along, and goes back where it is kept.
    """

    @either
    @council_page(Verb.READ)
    def remove(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
        asked = review_asked(access, review_pk)
        row = access.get(kind.model, pk=pk, review=asked.review)
        kind.let(asked, row)
        if "confirm" not in request.POST:
            return _ask_first(request, asked, kind, row)
        try:
            remove_row(row, request.POST.get("seen", ""))
        except ChangedMeanwhile as conflict:
            text = f"{conflict.by} changed it meanwhile, so it was not taken out. Read it again."
            messages.error(request, text)
        except Decided as why:
            messages.error(request, str(why))
        else:
            messages.success(request, f"The {kind.noun} is taken out.")
        return redirect(place_of(asked, kind.anchor))

    return remove


def _ask_first(request: HttpRequest, asked: Asked, kind: Kind, row: Row) -> HttpResponse:
    sent = ((name, value) for name, values in request.POST.lists() for value in values)
    where = [asked.access.council.slug, asked.review.pk, row.pk]
    context = {
        "access": asked.access,
        "review": asked.review,
        "kind": kind,
        "row": row,
        "told": kind.told(row),
        "seen": request.POST.get("seen") or seen_of(row),
        "typed": [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"],
        "edit": reverse(f"scrutiny:review_{kind.noun}", args=where),
        "remove_name": f"scrutiny:review_{kind.noun}_remove",
        "breadcrumbs": review_trail(asked.access, asked.review),
    }
    return render(request, "scrutiny/reviews/part_remove.html", context)


def moving(kind: Kind) -> Any:
    """Return the view that moves a finding or recommendation one place up."""

    @require_POST
    @council_page(Verb.READ)
    def move(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
        asked = review_asked(access, review_pk)
        row = access.get(kind.model, pk=pk, review=asked.review)
        kind.let(asked, row)
        try:
            move_up(row, request.POST.get("seen", ""))
        except Decided as why:
            messages.error(request, str(why))
        return redirect(place_of(asked, kind.anchor))

    return move


session_add, session, session_remove = adding(SESSION), changing(SESSION), removing(SESSION)
note_add, note, note_remove = adding(NOTE), changing(NOTE), removing(NOTE)
person_add, person, person_remove = adding(PERSON), changing(PERSON), removing(PERSON)
finding_add, finding, finding_remove = adding(FINDING), changing(FINDING), removing(FINDING)
finding_up, recommendation_up = moving(FINDING), moving(RECOMMENDATION)
recommendation_add, recommendation = adding(RECOMMENDATION), changing(RECOMMENDATION)
recommendation_remove = removing(RECOMMENDATION)
