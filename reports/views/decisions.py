"""Pages on which decisions of meetings are recorded, and a council's rules about publishing set."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, Meeting
from councils.versions import Decided
from reports.editions.decisions import correct, record, standing
from reports.editions.rules import add_period, has_public_pages, set_public_pages
from reports.forms.publishing import (
    CorrectDecisionForm,
    DecisionForm,
    PeriodForm,
    PublicPagesForm,
)
from reports.models import PaperDecision, PreElectionPeriod, Report
from reports.paper_trail import paper_trail

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.COMPOSE)
def paper_decision(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Record what a meeting decided on a paper: it reaches the meeting and the plans."""
    report = access.get(Report, pk=pk)
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(sent, initial={"meeting": report.meeting_id}, **_choices(access))
    said = "Recorded. It stands on the paper and on the plans it is about."

    def save() -> None:
        record(report, form.decided(), access.user)

    return _page(request, access, report, form, save, said)


@either
@council_page(Verb.COMPOSE)
def decision_correct(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Put right what was recorded of a meeting: a further row that says why."""
    decision = access.get(PaperDecision, pk=pk, report=paper_pk)
    sent = request.POST if request.method == "POST" else None
    form = CorrectDecisionForm(sent, initial=_recorded(decision), **_choices(access))
    said = "Corrected. What was recorded before stays on record."

    def save() -> None:
        correct(decision, form.decided(), access.user, form.cleaned_data["why"])

    return _page(request, access, decision.report, form, save, said, decision)


def _choices(access: Access) -> dict[str, Any]:
    held = access.reach(Meeting).filter(held_on__lte=today())
    return {
        "meetings": held.select_related("body").order_by("-held_on", "body__name"),
        "bodies": access.reach(Body).filter(ends=None).order_by("name"),
        "day": today(),
    }


def _recorded(decision: PaperDecision) -> dict[str, Any]:
    is_call_in = decision.kind == PaperDecision.Kind.CALLED_IN
    names = ("kind", "meeting", "text", "referred_to")
    return {name: getattr(decision, name) for name in names} | {
        "called_in_on": decision.day if is_call_in else None
    }


def _page(
    request: HttpRequest,
    access: Access,
    report: Report,
    form: DecisionForm,
    save: Callable[[], object],
    said: str,
    corrects: PaperDecision | None = None,
) -> HttpResponse:
    """Show what is recorded with the form, or save it; the second of two is told, and keeps all."""
    decided = ""
    if form.is_valid():
        try:
            save()
        except Decided as other:
            decided = str(other)
        else:
            messages.success(request, said)
            return redirect("reports:paper_decision", access.council.slug, report.pk)
    context = {
        "access": access,
        "report": report,
        "form": form,
        "corrects": corrects,
        "decided": decided,
        "is_to_come": bool(report.meeting and report.meeting.held_on > today()),
        "decisions": standing(report),
        "may_correct": True,
        "breadcrumbs": paper_trail(access, report),
    }
    status = 409 if decided else 200
    return render(request, "reports/publishing/decision.html", context, status=status)


@either
@council_page(Verb.SET_RULES)
def publishing_rules(request: HttpRequest, access: Access) -> HttpResponse:
    """Whether anybody can read published papers, and the pre-election periods."""
    is_on = has_public_pages(access.council)
    held = "yes" if is_on else "no"
    form = PublicPagesForm(
        request.POST if request.method == "POST" else None,
        initial={"has_public_pages": held, "seen": held},
    )
    is_newer = request.method == "POST" and form.is_valid() and form.cleaned_data["seen"] != held
    if request.method == "POST" and form.is_valid() and not is_newer:
        set_public_pages(access.council, form.cleaned_data["has_public_pages"] == "yes")
        messages.success(request, "Saved.")
        return redirect("reports:publishing_rules", access.council.slug)
    context = _rules(access) | {"form": form, "is_newer": is_newer, "is_on": is_on}
    status = 409 if is_newer else 200
    return render(request, "reports/publishing/rules.html", context, status=status)


def _rules(access: Access) -> dict[str, object]:
    return {
        "access": access,
        "periods": access.reach(PreElectionPeriod).order_by("-starts", "pk"),
        "day": today(),
        "breadcrumbs": trail(access),
    }


@either
@council_page(Verb.SET_RULES)
def period_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Add a pre-election period: publishing in it warns."""
    form = PeriodForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        add_period(access.council, data["starts"], data["ends"], data["reason"])
        messages.success(request, "Added. Whoever publishes in this period is told.")
        return redirect("reports:publishing_rules", access.council.slug)
    context = {"access": access, "form": form, "breadcrumbs": trail(access)}
    return render(request, "reports/publishing/period_add.html", context)


@require_POST
@council_page(Verb.SET_RULES)
def period_remove(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Remove a pre-election period; its history stays."""
    access.get(PreElectionPeriod, pk=pk).delete()
    messages.success(request, "Removed.")
    return redirect("reports:publishing_rules", access.council.slug)
