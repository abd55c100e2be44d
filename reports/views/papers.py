"""The papers of a council: the list, one begun, what it is for, and its outline beside it."""

import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import ActionPlan
from councils.access import Access, Verb, council_page
from councils.days import day_asked, today
from councils.models import Body, Meeting, in_force_on
from councils.versions import ChangedMeanwhile, Decided
from reports.clearance_states import Standing, never_asked
from reports.clearing import standings_of
from reports.composing import compose
from reports.editing.front import usual_front
from reports.editing.papers import about_of, change_paper, start_paper
from reports.editing.texts import unwritten
from reports.editing.versions import version_of
from reports.editions.changed import changed_since
from reports.editions.decisions import standing
from reports.editions.despatch import despatch_day
from reports.editions.published import newest_of, state_of
from reports.editions.rules import election_period
from reports.exempt_headings import hidden_from
from reports.forms.papers import PaperForm, chosen
from reports.models import Edition, Report
from reports.outline import cleared, outline, states_of
from reports.paper.document import Document
from reports.paper_trail import paper_trail
from reports.papers_listed import listed
from reports.states import PaperState, paper_state
from reports.style_kept import newer_style, take_newer
from reports.styles import logo_url, styles_for, usual_style

either = require_http_methods(["GET", "HEAD", "POST"])
# Meetings of the last three months can still get a paper: one that was late.
LATE_BY = datetime.timedelta(days=92)

BEGUN = "The report is begun. Its headings are those of the house style."


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def papers(request: HttpRequest, access: Access) -> HttpResponse:
    """The papers that are written here, the newest first."""
    held = listed(access.reach(Report))
    context = {
        "access": access,
        "papers": held,
        "today": today(),
        "period": election_period(access.council, today()),
        "breadcrumbs": paper_trail(access)[:-1],
    }
    return render(request, "reports/papers/papers.html", context)


@either
@council_page(Verb.COMPOSE)
def paper_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Start a paper: what it is called and for which meeting; the rest is proposed."""
    form = paper_form(request, access, None, proposed(request, access))
    if request.method == "POST" and form.is_valid():
        about = form.about()
        front, title = usual_front(access.reach(Report), about.style, today())
        report = start_paper(access.council, about, access.user, front)
        told = f" Its front matter is that of “{title}”: look it over." if title else ""
        messages.success(request, f"{BEGUN}{told}")
        return redirect("reports:paper", access.council.slug, report.pk)
    context = {"access": access, "form": form, "breadcrumbs": paper_trail(access)}
    return render(request, "reports/papers/paper_add.html", context)


def proposed(request: HttpRequest, access: Access) -> dict[str, Any]:
    """Return what the form of a new paper proposes.

    The next meeting, the only plan or the one asked for, today and the usual style.
    """
    day = today()
    plans = list(_plans(access).exclude(status=ActionPlan.Status.CLOSED))
    asked = chosen(request.GET.getlist("plan"), _plans(access))
    style = usual_style(access.council)
    coming = _meetings(access, day).filter(held_on__gte=day).first()
    return {
        "meeting": coming.pk if coming else None,
        "plans": asked or ([plans[0].pk] if len(plans) == 1 else []),
        "as_at": day,
        "house_style": style.pk if style else None,
    }


@either
@council_page(Verb.COMPOSE)
def paper_edit(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Change what a paper is for: its title, meeting, plans, day and house style."""
    report = access.get(Report, pk=pk)
    form = paper_form(request, access, report, _initial(report))
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            change_paper(report, form.about(), form.cleaned_data["seen"])
        except ChangedMeanwhile as conflict:
            report.refresh_from_db()
            more = {"conflict": conflict}
            form.put(seen=version_of(about_of(report)))
        else:
            messages.success(request, "Saved.")
            return redirect("reports:paper", access.council.slug, pk)
    context = {
        "access": access,
        "form": form,
        "report": report,
        "breadcrumbs": paper_trail(access, report),
    }
    page = "reports/papers/paper_edit.html"
    return render(request, page, context | more, status=409 if more else 200)


def _initial(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "meeting": report.meeting_id,
        "body": None if report.meeting_id else report.body_id,
        "plans": list(report.plans.values_list("pk", flat=True)),
        "as_at": report.as_at,
        "house_style": report.house_style_id,
        "seen": version_of(about_of(report)),
    }


def paper_form(
    request: HttpRequest, access: Access, report: Report | None, initial: dict[str, Any]
) -> PaperForm:
    """Return the form that says what a paper is for, with what this council can choose."""
    day = today()
    return PaperForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        meetings=_meetings(access, day, report.meeting_id if report else None),
        bodies=_bodies(access, day, report.body_id if report else None),
        plans=_plans(access, initial.get("plans", ())),
        styles=styles_for(access.council),
        day=day,
    )


def _meetings(access: Access, day: datetime.date, kept: int | None = None) -> QuerySet[Meeting]:
    near = access.reach(Meeting).filter(Q(held_on__gte=day - LATE_BY) | Q(pk=kept))
    return near.select_related("body").order_by("held_on", "body__name", "pk")


def _bodies(access: Access, day: datetime.date, kept: int | None = None) -> QuerySet[Body]:
    return access.reach(Body).filter(in_force_on(day) | Q(pk=kept)).order_by("name")


def _plans(access: Access, kept: Any = ()) -> QuerySet[ActionPlan]:
    shown = access.reach(ActionPlan).filter(Q(is_archived=False) | Q(pk__in=kept))
    return shown.order_by("-agreed_on", "pk")


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def paper(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """A paper: its outline, and beside it how it prints."""
    report = paper_asked(request, access, pk)
    with_exempt = exempt_asked(request, access)
    composed = compose(report, today(), not with_exempt)
    clearances = standings_of(report, today())
    newest = newest_of(report)
    is_other = with_exempt or day_asked(request) is not None
    context = {
        "access": access,
        "report": report,
        "composed": composed,
        "document": composed.document,
        "outline": outline(report, composed, clearances, hidden_from(access, report)),
        "cleared": cleared("", clearances),
        "state": _state(report, clearances, newest, None if is_other else composed.document),
        "newest": newest,
        "despatch_by": _despatch_by(report, newest),
        "today": today(),
        "period": election_period(access.council, today()),
        "decisions": standing(report),
        "appendices": _appendices(report, composed),
        "missing": [*(each.words for each in composed.empty), *map(_lost, composed.lost)],
        "behind": composed.behind,
        "has_unwritten": unwritten(report).exists(),
        "remarks": composed.remarks,
        "with_exempt": with_exempt,
        "has_exempt": bool(report.exempt_paragraphs()),
        "day": day_asked(request),
        "newer": newer_style(report, clearances),
        "logo_url": logo_url(report),
        "breadcrumbs": paper_trail(access),
    }
    return render(request, "reports/papers/paper.html", context)


@require_POST
@council_page(Verb.COMPOSE)
def paper_style(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Let a paper print in its house style as it is now."""
    report = access.get(Report, pk=pk)
    try:
        take_newer(report, request.POST.get("seen", ""))
    except Decided as other:
        messages.warning(request, str(other))
    else:
        messages.success(request, "The report prints in its house style as it is now.")
    return redirect("reports:paper", access.council.slug, pk)


def paper_asked(request: HttpRequest, access: Access, pk: int) -> Report:
    """Return the paper, with its plans as at `?as_at=` where that is given; nothing is saved."""
    found = access.get(Report, pk=pk)
    found.as_at = day_asked(request) or found.as_at
    return found


def exempt_asked(request: HttpRequest, access: Access) -> bool:
    """Return whether exempt parts are to be shown: to who composes and asks for them."""
    return request.GET.get("exempt") == "1" and access.may(Verb.COMPOSE)


def _state(
    report: Report, clearances: list[Standing], newest: Edition | None, public: Document | None
) -> PaperState:
    """Return where a paper stands; `public` is the public one as composed today, if it is."""
    missing = never_asked(report, clearances)
    if newest is None:
        return paper_state(clearances, missing, None)
    found = state_of(newest)
    is_other = found == PaperState.PUBLISHED and changed_since(newest, today(), public)
    return PaperState.CHANGED if is_other else found


def _despatch_by(report: Report, newest: Edition | None) -> datetime.date | None:
    """Return the day by which a paper has to be out; None once it was, or without a meeting."""
    return despatch_day(report.meeting.held_on) if report.meeting and not newest else None


def _appendices(report: Report, composed: Any) -> list[tuple[Any, str, Any]]:
    held = report.appendices.order_by("order")
    printed = composed.document.appendices
    return [(row, each.label, states_of(row)) for row, each in zip(held, printed, strict=True)]


def _lost(anchor: str) -> str:
    return f"A reference leads to “{anchor}”, which is nowhere in the paper."
