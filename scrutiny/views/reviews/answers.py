"""Answers to a review: recorded, and corrected where one was recorded wrongly."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils.access import Access, Refused, Verb, council_page
from councils.days import today
from councils.versions import Decided
from scrutiny.models import Response
from scrutiny.reviews.answer_forms import AnswerForm, CorrectAnswerForm
from scrutiny.reviews.answering import (
    Answer,
    Newer,
    add_answer,
    answers_seen,
    begins_for,
    correct_answer,
    may_answer_for,
    standing_for,
)
from scrutiny.views.reviews.asked import (
    Asked,
    context_of,
    is_post,
    leads_of,
    place_of,
    recommended,
)

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.ANSWER_REVIEWS)
def answer_add(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
    """Record what the executive, or somebody else who was asked, answers."""
    asked, row = recommended(access, review_pk, pk)
    addressees = [a for a in row.addressees.order_by("order") if may_answer_for(access, a)]
    initial = {"day": today(), "seen": answers_seen(row)}
    form = AnswerForm(_sent(request), initial=initial, **_made_with(asked, addressees))
    decided = ""
    if addressees and is_post(request) and form.is_valid():
        try:
            add_answer(row, form.answer(), access.user, today(), form.cleaned_data["seen"])
        except Decided as why:
            decided = str(why)
            if isinstance(why, Newer):
                form.put(seen=answers_seen(row))
        else:
            messages.success(request, "The answer is recorded.")
            return redirect(place_of(asked, f"recommendation-{row.pk}"))
    context = context_of(asked, row, form) | {"decided": decided, "addressees": addressees}
    page = "scrutiny/reviews/answer_add.html"
    return render(request, page, context, status=409 if decided else 200)


def _sent(request: HttpRequest) -> Any:
    return request.POST if is_post(request) else None


def _made_with(asked: Asked, addressees: list[Any]) -> dict[str, Any]:
    return {
        "asked": addressees,
        "leads": leads_of(asked.access),
        "today": today(),
        "begins": partial(begins_for, asked.review),
    }


@either
@council_page(Verb.ANSWER_REVIEWS)
def answer(
    request: HttpRequest, access: Access, review_pk: int, recommendation_pk: int, pk: int
) -> HttpResponse:
    """Correct an answer that was recorded wrongly, with a reason."""
    asked, row = recommended(access, review_pk, recommendation_pk)
    wrong = access.get(Response, pk=pk, recommendation=row)
    if not may_answer_for(access, wrong.by):
        raise Refused(access, Verb.RUN_REVIEWS)
    addressees = [a for a in row.addressees.order_by("order") if may_answer_for(access, a)]
    form = CorrectAnswerForm(
        _sent(request), initial=_as_recorded(wrong), **_made_with(asked, addressees)
    )
    decided = ""
    if is_post(request) and form.is_valid():
        try:
            correct_answer(wrong, form.answer(), form.why_given(), access.user, today())
        except Decided as why:
            decided = str(why)
        else:
            messages.success(request, "The answer is corrected. What it said before stays below.")
            return redirect(place_of(asked, f"recommendation-{row.pk}"))
    context = context_of(asked, row, form) | {
        "decided": decided,
        "wrong": wrong,
        "stands": standing_for(wrong),
    }
    page = "scrutiny/reviews/answer.html"
    return render(request, page, context, status=409 if decided else 200)


def _as_recorded(wrong: Response) -> dict[str, Any]:
    said = {name: getattr(wrong, name) for name in Answer.__dataclass_fields__}
    return said | {"seen": str(wrong.pk)}
