"""Pages on which clearances are asked for, given, returned and recorded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import Access, Verb, council_page
from councils.days import today
from councils.files import bytes_to_be_saved
from councils.versions import Decided
from reports.clearance_states import Standing, State, never_asked
from reports.cleared_text import texts_of
from reports.clearing import (
    NoAddress,
    answer,
    ask,
    ask_again,
    code_proposed,
    record_again,
    record_unasked,
    standings_of,
)
from reports.composing import digest_of
from reports.exempt_headings import hidden_from, needed_without_headings, without_headings
from reports.forms.clearing import AnswerForm, AskForm, RecordForm, RecordUnaskedForm
from reports.models import Clearance, ClearanceAnswer, Report
from reports.paper_trail import paper_trail
from reports.states import before_publishing

# Where an answer holds no more, or asked for a change: somebody may say something else now.
OVER = (State.CHANGED, State.RETURNED)
INSTEAD = '{} <a class="govuk-notification-banner__link" href="{}">Record what they say instead</a>'
either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def clearances(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Whose clearance a paper has, waits for, lacks, or has lost by a change."""
    report = access.get(Report, pk=pk)
    found = standings_of(report, today())
    missing = never_asked(report, found)
    hidden = hidden_from(access, report)
    context = {
        "access": access,
        "report": report,
        "standings": without_headings(found, hidden),
        "missing": needed_without_headings(missing, hidden),
        "state": before_publishing(found, missing),
        "breadcrumbs": paper_trail(access, report),
    }
    return render(request, "reports/clearing/clearances.html", context)


@either
@council_page(Verb.COMPOSE)
def clearance_ask(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask somebody for a clearance: the e-mail goes out, and it waits on their own page."""
    report = access.get(Report, pk=pk)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        initial=_proposed(request, report),
        sections=report.sections.order_by("order"),
        people=access.who_may(Verb.READ_UNACCEPTED),
        today=today(),
    )

    def save() -> str:
        asked = ask(report, form.wanted(), access.user, today())
        return f"{asked.name} is asked for {asked.what.lower()} of {asked.of_what}."

    return _page(request, access, report, form, "reports/clearing/ask.html", save)


@either
@council_page(Verb.COMPOSE)
def clearance_record(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Record a clearance that nobody was asked for here, or why the paper goes without it."""
    report = access.get(Report, pk=pk)
    form = RecordUnaskedForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial=_proposed(request, report) | {"day": today()},
        sections=report.sections.order_by("order"),
        today=today(),
    )

    def save() -> str:
        record_unasked(report, form.wanted(), form.said(today()), access.user, today())
        return "Recorded."

    return _page(request, access, report, form, "reports/clearing/record.html", save)


def _proposed(request: HttpRequest, report: Report) -> dict[str, Any]:
    """Return the section and the kind that the link asked for."""
    kind = request.GET.get("kind", "")
    section = report.sections.filter(key=request.GET.get("section", "")).first()
    known = kind in Clearance.Kind.values
    return {
        "section": section,
        "kind": kind if known or not kind else Clearance.Kind.OTHER,
        "label": "" if known else kind[:100],
    }


def _page(
    request: HttpRequest,
    access: Access,
    report: Report,
    form: Any,
    template: str,
    save: Callable[[], str],
    **more: Any,
) -> HttpResponse:
    """Show the form, or do what it asks; `save` returns what to say afterwards.

    Where something else holds by now: 409, with what was typed.
    """
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, save())
            return redirect("reports:clearances", access.council.slug, report.pk)
        except Decided as other:
            decided = str(other)
            form = more["anew"]() if "anew" in more else form
    context = {
        "access": access,
        "report": report,
        "form": form,
        "decided": decided,
        "breadcrumbs": paper_trail(access, report),
    }
    context |= more["shown"]() if "shown" in more else {}
    return render(request, template, context, status=409 if decided else 200)


@either
@council_page(Verb.READ_UNACCEPTED)
def clearance(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """One clearance: the text as it stands, what was said; answered here by who was asked."""
    asked = access.get(Clearance, pk=pk, report=paper_pk)
    standing = _standing(asked)
    mine = asked.asked_of_id == access.user.pk and standing.state == State.WAITING
    if not mine:
        if request.method == "POST":
            access.require(Verb.COMPOSE)
        return _told(request, access, standing)
    return _answered(request, access, asked, AnswerForm, "reports/clearing/answer.html")


def _standing(asked: Clearance) -> Standing:
    found = standings_of(asked.report, today())
    standing = next((each for each in found if each.clearance.pk == asked.pk), None)
    if standing is None:
        last = asked.answers.order_by("-pk").first()
        return Standing(asked, last, State.CHANGED if last else State.WAITING)
    return standing


def _told(request: HttpRequest, access: Access, standing: Standing) -> HttpResponse:
    asked = standing.clearance
    [shown] = without_headings([standing], hidden_from(access, asked.report))
    context = {
        "access": access,
        "report": asked.report,
        "standing": shown,
        "was_asked_again": hasattr(asked, "asked_again"),
        "too_late": request.method == "POST",
        "breadcrumbs": paper_trail(access, asked.report),
    }
    status = 409 if request.method == "POST" else 200
    text = _text(asked, with_exempt=access.may(Verb.COMPOSE) or asked.asked_of == access.user)
    return render(request, "reports/clearing/clearance.html", context | text, status=status)


def _answered(
    request: HttpRequest,
    access: Access,
    asked: Clearance,
    kind: Callable[..., Any],
    template: str,
    record: Callable[..., ClearanceAnswer] = answer,
    **given: Any,
) -> HttpResponse:
    seen = digest_of(asked.report, today())(asked.section_key)
    initial = {"seen": seen, "code": code_proposed(asked.name, today()), "day": today()}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = kind(*sent, initial=initial, **given)

    def save() -> str:
        said = form.said(today())
        record(asked, said, access.user, today(), form.cleaned_data["seen"])
        return f"{asked.what} of {asked.of_what}: {ClearanceAnswer.Verdict(said.verdict).label}."

    def anew() -> Any:
        data = request.POST.copy()
        data["seen"] = seen
        form = kind(data, request.FILES, initial=initial, **given)
        form.is_valid()
        return form

    shown = lambda: _text(asked, with_exempt=True)  # noqa: E731
    return _page(request, access, asked.report, form, template, save, anew=anew, shown=shown)


def _text(asked: Clearance, *, with_exempt: bool) -> dict[str, Any]:
    """Return what is cleared, as it reads now; exempt parts to who clears it, and who composes."""
    found = texts_of(asked.report, asked.section_key, today(), with_exempt=with_exempt)
    seen = digest_of(asked.report, today())(asked.section_key)
    is_other = asked.mailed not in ("", seen) and not asked.answers.exists()
    return {"texts": found, "clearance": asked, "was_mailed_otherwise": is_other}


@either
@council_page(Verb.COMPOSE)
def clearance_answer(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Record for somebody what they answered, or say now; or why the paper goes on without."""
    asked = access.get(Clearance, pk=pk, report=paper_pk)
    standing = _standing(asked)
    is_over = standing.state in OVER and not hasattr(asked, "asked_again")
    if standing.state != State.WAITING and not is_over:
        return _told(request, access, standing)
    template = "reports/clearing/record_answer.html"
    save = record_again if is_over else answer
    return _answered(request, access, asked, RecordForm, template, save, today=today())


@require_POST
@council_page(Verb.COMPOSE)
def clearance_again(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Ask for the same clearance once more, where there is an address to write to."""
    asked = access.get(Clearance, pk=pk, report=paper_pk)
    try:
        again = ask_again(asked, access.user, today())
        messages.success(request, f"{again.name} is asked again for {again.what.lower()}.")
    except NoAddress as nobody:
        there = reverse("reports:clearance_answer", args=[access.council.slug, paper_pk, pk])
        messages.warning(request, format_html(INSTEAD, nobody, there))
    except Decided as other:
        messages.warning(request, str(other))
    return redirect("reports:clearances", access.council.slug, paper_pk)


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def clearance_file(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """The e-mail with which somebody answered, to be saved."""
    said = access.get(ClearanceAnswer, pk=pk, clearance__report=paper_pk)
    asked = said.clearance
    if said.content is None or asked.section_key in hidden_from(access, asked.report):
        raise Http404
    return bytes_to_be_saved(bytes(said.content), said.file_name)
