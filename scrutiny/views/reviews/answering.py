"""Actions made from what a review recommends, or linked with it; and its report begun."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.models import Action, ActionPlan
from actionplans.planning.building import next_reference
from actionplans.planning.editing import Change
from councils.access import Access, Verb, council_page
from councils.day_words import in_words
from councils.days import today
from councils.versions import Decided
from reports.editing.front import usual_front
from reports.models import Report
from reports.paper.as_text import as_text
from reports.paper.written import written
from reports.views.papers import paper_form, proposed
from scrutiny.models import ReviewRecommendation, ScrutinyReview
from scrutiny.reviews.acting import (
    LINKS,
    MAKES,
    last_answer,
    last_verdicts,
    link_action,
    make_action,
    unlink_action,
)
from scrutiny.reviews.answer_forms import LinkForm, MakeActionForm
from scrutiny.reviews.papers import begin_paper
from scrutiny.reviews.trail import review_trail
from scrutiny.views.reviews.asked import (
    Asked,
    context_of,
    is_post,
    leads_of,
    place_of,
    recommended,
    review_asked,
)

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.MANAGE_PLAN)
def action_make(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
    """Make an action of the plan from a recommendation that was accepted."""
    asked, row = recommended(access, review_pk, pk)
    plans = _open_plans(access)
    form = MakeActionForm(
        request.POST if is_post(request) else None,
        initial=_proposed_action(asked, row),
        plans=plans,
        leads=leads_of(access),
        also=row.strand.number if row.strand else "",
    )
    decided = ""
    if is_post(request) and form.is_valid():
        change = Change(access.user, today(), form.cleaned_data["reason"])
        try:
            made = make_action(row, form.new_action(), change)
        except Decided as why:
            decided = str(why)
        else:
            text = f"Action {made.reference} is in the plan, and says where it came from."
            messages.success(request, text)
            return redirect(place_of(asked, f"recommendation-{row.pk}"))
    context = context_of(asked, row, form) | {
        "decided": decided,
        "may_make": bool(last_verdicts(row) & MAKES),
    }
    page = "scrutiny/reviews/action_make.html"
    return render(request, page, context, status=409 if decided else 200)


def _open_plans(access: Access) -> Any:
    plans = access.reach(ActionPlan).exclude(status=ActionPlan.Status.CLOSED)
    return plans.filter(is_archived=False).order_by("-agreed_on", "pk")


def _proposed_action(asked: Asked, row: ReviewRecommendation) -> dict[str, Any]:
    """Return the words of the recommendation, with the lead and the date of its answer."""
    plan, answer = asked.review.plan, last_answer(row)
    is_open = plan.status != ActionPlan.Status.CLOSED and not plan.is_archived
    return {
        "plan": plan.pk if is_open else None,
        "reference": next_reference(plan),
        "text": as_text(written(row.text)),
        "lead": answer.lead_id if answer else None,
        "due": answer.due if answer else None,
        "also_answers": True,
        "reason": _why(asked, row, answer.day if answer else None),
    }


def _why(asked: Asked, row: ReviewRecommendation, day: datetime.date | None) -> str:
    accepted = f", accepted on {in_words(day)}" if day else ""
    return f"Recommendation {row.order} of the review “{asked.review}”{accepted}."


@either
@council_page(Verb.MANAGE_PLAN)
def action_link(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
    """Say which action there is carries a recommendation out."""
    asked, row = recommended(access, review_pk, pk)
    actions = access.reach(Action).filter(plan__in=_open_plans(access)).select_related("plan")
    form = LinkForm(
        request.POST if is_post(request) else None,
        actions=actions.exclude(from_reviews__recommendation=row).order_by("plan_id", "order"),
    )
    decided = ""
    if is_post(request) and form.is_valid():
        try:
            link_action(row, form.cleaned_data["action"])
        except Decided as why:
            decided = str(why)
        else:
            messages.success(request, "The action is linked, and says where it came from.")
            return redirect(place_of(asked, f"recommendation-{row.pk}"))
    linked = access.reach(Action).filter(from_reviews__recommendation=row)
    context = context_of(asked, row, form) | {
        "decided": decided,
        "may_link": bool(last_verdicts(row) & LINKS),
        "linked": linked.select_related("plan").order_by("plan_id", "order"),
    }
    page = "scrutiny/reviews/action_link.html"
    return render(request, page, context, status=409 if decided else 200)


@require_POST
@council_page(Verb.MANAGE_PLAN)
def action_unlink(
    request: HttpRequest, access: Access, review_pk: int, recommendation_pk: int, pk: int
) -> HttpResponse:
    """Say no longer that an action carries a recommendation out."""
    asked, row = recommended(access, review_pk, recommendation_pk)
    unlink_action(row, access.get(Action, pk=pk))
    messages.success(request, "The link is taken off. The action stays in the plan.")
    return redirect(place_of(asked, f"recommendation-{row.pk}"))


@either
@council_page(Verb.COMPOSE)
def paper_begin(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Begin a report about a review: composed, cleared and published as any other."""
    asked = review_asked(access, pk)
    asked.let(asked.opening.keeps or asked.opening.is_published, "begin its report")
    review = asked.review
    form = paper_form(request, access, None, _proposed_paper(request, access, review))
    if is_post(request) and form.is_valid():
        about = form.about()
        front, _ = usual_front(access.reach(Report), about.style, today())
        report = begin_paper(review, about, access.user, front)
        messages.success(request, "The report is begun, with what is built from the review.")
        return redirect("reports:paper", access.council.slug, report.pk)
    context = {
        "access": access,
        "review": review,
        "opening": asked.opening,
        "form": form,
        "back": reverse("scrutiny:review", args=[access.council.slug, pk]),
        "breadcrumbs": review_trail(access, review),
    }
    return render(request, "scrutiny/reviews/paper_begin.html", context)


def _proposed_paper(request: HttpRequest, access: Access, review: ScrutinyReview) -> dict[str, Any]:
    """Return what a report about a review is for: its own body, at its next meeting if there is."""
    body = review.commissioned_by
    coming = body.meetings.filter(held_on__gte=today()).order_by("held_on").first()
    return proposed(request, access) | {
        "title": f"{review.title}: report of the working group",
        "plans": [],
        "meeting": coming.pk if coming else None,
        "body": None if coming else body.pk,
    }
