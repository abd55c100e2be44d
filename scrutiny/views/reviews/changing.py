"""A review begun; what it is about, looks into and when; published, and its notes opened."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actionplans.models import ActionPlan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, in_force_on
from councils.versions import ChangedMeanwhile, Decided
from scrutiny.clock import answer_due
from scrutiny.models import ScrutinyReview
from scrutiny.reviews import forms
from scrutiny.reviews.days import DAYS, days_seen, open_notes, publish, put_days, wrong_with
from scrutiny.reviews.keeping import (
    Named,
    change_about,
    seen_of,
    start_review,
)
from scrutiny.reviews.showing import notes_shown
from scrutiny.reviews.strands import choose_strands, may_look_into, strands_seen
from scrutiny.reviews.trail import review_trail
from scrutiny.views.reviews.asked import Asked, is_post, place_of, review_asked

either = require_http_methods(["GET", "HEAD", "POST"])


def _bodies(access: Access, *kept: int) -> Any:
    there = access.reach(Body)
    found = there.filter(in_force_on(today())) | there.filter(pk__in=kept)
    return found.order_by("name", "pk")


@either
@council_page(Verb.RUN_REVIEWS)
def review_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Start a review; whoever does is its scrutiny officer."""
    plans = access.reach(ActionPlan).filter(is_archived=False).order_by("-agreed_on", "pk")
    sent = request.POST if is_post(request) else None
    initial = {"plan": plans.first() if plans.count() == 1 else None}
    form = forms.StartForm(
        sent, initial=initial, bodies=_bodies(access), plans=plans, today=today()
    )
    if is_post(request) and form.is_valid():
        try:
            held = start_review(access.council, form.given(), access.user, today())
        except Named as taken:
            form.add_error("title", str(taken))
        else:
            text = "The review is begun. You are its scrutiny officer: add its chair and members."
            messages.success(request, text)
            return redirect("scrutiny:review", access.council.slug, held.pk)
    context = {"access": access, "form": form, "breadcrumbs": review_trail(access)}
    return render(request, "scrutiny/reviews/review_add.html", context)


@either
@council_page(Verb.READ)
def review_about(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Change what a review is called, who commissioned it, its terms and its methodology."""
    asked = review_asked(access, pk)
    asked.let_change()
    held = asked.review
    names = ("title", "commissioned_by", "commissioned_on", "terms", "methodology")
    initial = {name: getattr(held, name) for name in names} | {"seen": seen_of(held)}
    sent = request.POST if is_post(request) else None
    bodies = _bodies(access, held.commissioned_by_id)
    form = forms.AboutForm(sent, initial=initial, bodies=bodies, today=today())
    more: dict[str, Any] = {}
    if is_post(request) and form.is_valid():
        try:
            change_about(held, form.given(), form.cleaned_data["seen"])
        except Named as taken:
            form.add_error("title", str(taken))
        except ChangedMeanwhile as conflict:
            more = _theirs(access, held, conflict)
            form.put(seen=seen_of(more["theirs"]))
        else:
            return _saved(request, asked, "about")
    return _page(request, asked, "review_about", form, more)


def _theirs(access: Access, held: ScrutinyReview, conflict: ChangedMeanwhile) -> dict[str, Any]:
    return {"conflict": conflict, "theirs": access.get(ScrutinyReview, pk=held.pk)}


def _saved(request: HttpRequest, asked: Asked, anchor: str, text: str = "Saved.") -> HttpResponse:
    messages.success(request, text)
    return redirect(place_of(asked, anchor))


def _page(
    request: HttpRequest, asked: Asked, name: str, form: Any, more: dict[str, Any]
) -> HttpResponse:
    context = {
        "access": asked.access,
        "review": asked.review,
        "opening": asked.opening,
        "form": form,
        "back": place_of(asked),
        "breadcrumbs": review_trail(asked.access, asked.review),
    }
    status = 409 if {"conflict", "decided"} & more.keys() else 200
    return render(request, f"scrutiny/reviews/{name}.html", context | more, status=status)


@either
@council_page(Verb.READ)
def review_strands(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Choose which of the plan's recommendations a review looks into."""
    asked = review_asked(access, pk)
    asked.let_change()
    rows = may_look_into(asked.review.plan)
    initial = {
        "chosen": list(asked.review.strands.values_list("recommendation", flat=True)),
        "seen": strands_seen(asked.review),
    }
    form = forms.StrandsForm(
        request.POST if is_post(request) else None, initial=initial, asked=rows
    )
    more: dict[str, Any] = {}
    if is_post(request) and form.is_valid():
        try:
            choose_strands(asked.review, form.cleaned_data["chosen"], form.cleaned_data["seen"])
        except Decided as why:
            standing = asked.review.strands.select_related("recommendation").order_by("order")
            more = {"decided": str(why), "standing": standing}
            form.put(seen=strands_seen(asked.review))
        else:
            return _saved(request, asked, "looked-into")
    return _page(request, asked, "review_strands", form, more)


@either
@council_page(Verb.READ)
def review_days(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Record when the group reported, the body adopted and the executive received."""
    asked = review_asked(access, pk)
    asked.let_change()
    held = asked.review
    initial = {name: getattr(held, name) for name in DAYS} | {"seen": days_seen(held)}
    form = forms.DaysForm(request.POST if is_post(request) else None, initial=initial)
    more: dict[str, Any] = {}
    if is_post(request) and form.is_valid():
        for name, what in wrong_with(form.days(), held.published_on, today()):
            form.add_error(name, what)
    if is_post(request) and form.is_valid():
        try:
            put_days(held, form.days(), form.cleaned_data["seen"])
        except ChangedMeanwhile as conflict:
            more = _theirs(access, held, conflict)
            form.put(seen=days_seen(more["theirs"]))
        except Decided as why:
            more = {"decided": str(why)}
        else:
            return _saved(request, asked, "about", _what_they_say(form.days()))
    return _page(request, asked, "review_days", form, more)


def _what_they_say(days: Any) -> str:
    if not days["received_on"]:
        return "Saved."
    return f"Saved. The executive’s answer is due by {answer_due(days['received_on']):%-d %B %Y}."


@either
@council_page(Verb.READ)
def review_publish(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Publish findings and recommendations, after a look at what becomes open."""
    asked = review_asked(access, pk)
    asked.let(asked.opening.keeps, "publish its findings and recommendations")
    return _opened(request, asked, "review_publish", publish, "recommendations")


@either
@council_page(Verb.READ)
def review_open_notes(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Open the group's notes, after a look at them."""
    asked = review_asked(access, pk)
    asked.let(asked.opening.keeps, "open its notes")
    return _opened(request, asked, "review_open_notes", open_notes, "notes")


def _opened(request: HttpRequest, asked: Asked, name: str, do: Any, anchor: str) -> HttpResponse:
    form = forms.VersionForm(
        request.POST if is_post(request) else None, initial={"seen": asked.review.version}
    )
    more: dict[str, Any] = {}
    if is_post(request) and form.is_valid():
        try:
            do(asked.review, today(), form.version())
        except Decided as why:
            more = {"decided": str(why)}
            asked.review.refresh_from_db()
            form.put(seen=str(asked.review.version))
        else:
            text = "Opened: everybody who reads the plans of this council reads it now."
            return _saved(request, asked, anchor, text)
    review = asked.review
    more |= {
        "findings": review.findings.order_by("order"),
        "recommendations": review.recommendations.prefetch_related("addressees").order_by("order"),
        "notes": reversed(notes_shown(review)),
    }
    return _page(request, asked, name, form, more)
