"""Pages on which clearances are asked for, given, returned and recorded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import Access, Verb, council_page
from councils.day_words import in_words
from councils.days import today
from councils.files import bytes_to_be_saved
from councils.forms import typed_in
from councils.versions import Decided
from reports.clearance_states import Standing, State, never_asked
from reports.cleared_days import changed_after
from reports.cleared_text import texts_of
from reports.clearing import (
    Answered,
    Said,
    answer,
    code_proposed,
    record_again,
    record_unasked,
    said_before,
    seen_of,
    standings_of,
)
from reports.clearing_asked import AskedAnew, NoAddress, ask, ask_again
from reports.composing import digest_of
from reports.exempt_headings import hidden_from, needed_without_headings, without_headings
from reports.forms.clearing import AnswerForm, AskForm, ChangedAfter, RecordForm, RecordUnaskedForm
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
        return _asked(asked, is_mine=asked.entered_by == access.user and asked.day == today())

    return _page(request, access, report, form, "reports/clearing/ask.html", save)


def _asked(asked: Clearance, *, is_mine: bool) -> str:
    what = f"{asked.what.lower()} of {asked.of_what}"
    if is_mine:
        return f"{asked.name} is asked for {what}."
    by, day = asked.entered_by, in_words(asked.day)
    return f"{by} asked {asked.name} for {what} on {day}, and no answer has come. Nothing was sent."


@either
@council_page(Verb.COMPOSE)
def clearance_record(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Record a clearance that nobody was asked for here, or why the paper goes without it."""
    report = access.get(Report, pk=pk)
    proposed = _proposed(request, report)
    seen = seen_of(report, today())

    def form_of(data: QueryDict | None) -> RecordUnaskedForm:
        return RecordUnaskedForm(
            data,
            request.FILES or None,
            initial=proposed | {"day": today(), "seen": seen},
            sections=report.sections.order_by("order"),
            today=today(),
            changed=_changed(report),
        )

    form = form_of(request.POST if request.method == "POST" else None)

    def save() -> str:
        said = form.said(today())
        record_unasked(report, form.wanted(), said, access.user, today(), form.cleaned_data["seen"])
        return "Recorded."

    def anew() -> Any:
        return _typed_anew(form_of, request, seen)

    def shown() -> dict[str, Any]:
        section = form.cleaned_data.get("section") if form.is_bound else proposed["section"]
        if not section and not form.is_bound and "section" not in request.GET:
            return {}
        return _words(report, section.key if section else "")

    return _page(
        request, access, report, form, "reports/clearing/record.html", save, anew=anew, shown=shown
    )


def _changed(report: Report) -> ChangedAfter:
    return lambda key, day: changed_after(report, key, day, today())


def _typed_anew(form_of: Callable[[QueryDict], Any], request: HttpRequest, seen: str) -> Any:
    """Return the form as it was typed, for what is on the screen now."""
    data = request.POST.copy()
    data["seen"] = seen
    form = form_of(data)
    form.is_valid()
    return form


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
    anew: Callable[[], Any] | None = None,
    shown: Callable[[], dict[str, Any]] = dict,
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
            form = anew() if anew else form
    context = _about(access, report, form, decided) | shown()
    return render(request, template, context, status=409 if decided else 200)


def _about(access: Access, report: Report, form: Any, decided: str) -> dict[str, Any]:
    return {
        "access": access,
        "report": report,
        "form": form,
        "decided": decided,
        "breadcrumbs": paper_trail(access, report),
    }


@either
@council_page(Verb.READ_UNACCEPTED)
def clearance(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """One clearance: the text as it stands, what was said; answered here by who was asked."""
    asked = access.get(Clearance, pk=pk, report=paper_pk)
    standing = _standing(asked)
    of_me = asked.asked_of_id == access.user.pk
    if of_me and standing.state == State.WAITING:
        return _answered(request, access, asked, AnswerForm, "reports/clearing/answer.html")
    if request.method == "POST" and not of_me:
        access.require(Verb.COMPOSE)
    return _told(request, access, standing, AnswerForm)


def _standing(asked: Clearance) -> Standing:
    found = standings_of(asked.report, today())
    standing = next((each for each in found if each.clearance.pk == asked.pk), None)
    if standing is None:
        last = asked.answers.order_by("-pk").first()
        return Standing(asked, last, State.CHANGED if last else State.WAITING)
    return standing


def _told(
    request: HttpRequest,
    access: Access,
    standing: Standing,
    kind: Callable[..., Any],
    **given: Any,
) -> HttpResponse:
    """Say where a clearance stands; who sent an answer to it sees what they typed."""
    asked = standing.clearance
    form = None
    if request.method == "POST":
        form = kind(request.POST, request.FILES, **given)
        if form.is_valid() and said_before(asked, form.said(today()), access.user):
            return _done(request, access, asked, form.said(today()))
    [shown] = without_headings([standing], hidden_from(access, asked.report))
    context = {
        "access": access,
        "report": asked.report,
        "standing": shown,
        "was_asked_again": hasattr(asked, "asked_again"),
        "typed": typed_in(form) if form else (),
        "too_late": form is not None,
        "breadcrumbs": paper_trail(access, asked.report),
    }
    text = _text(asked, with_exempt=access.may(Verb.COMPOSE) or asked.asked_of == access.user)
    status = 409 if form else 200
    return render(request, "reports/clearing/clearance.html", context | text, status=status)


def _done(request: HttpRequest, access: Access, asked: Clearance, said: Said) -> HttpResponse:
    verdict = ClearanceAnswer.Verdict(said.verdict).label
    messages.success(request, f"{asked.what} of {asked.of_what}: {verdict}.")
    return redirect("reports:clearances", access.council.slug, asked.report_id)


def _answered(
    request: HttpRequest,
    access: Access,
    asked: Clearance,
    kind: Callable[..., Any],
    template: str,
    record: Callable[..., ClearanceAnswer] = answer,
    **given: Any,
) -> HttpResponse:
    """Show the form of an answer, or record it; what was decided meanwhile is told: 409."""
    seen = digest_of(asked.report, today())(asked.section_key)
    initial = {"seen": seen, "code": code_proposed(asked.name, today()), "day": today()}

    def form_of(data: QueryDict | None) -> Any:
        sent = (data, request.FILES) if data is not None else ()
        return kind(*sent, initial=initial, **given)

    form = form_of(request.POST if request.method == "POST" else None)
    decided = ""
    if request.method == "POST" and form.is_valid():
        said = form.said(today())
        try:
            record(asked, said, access.user, today(), form.cleaned_data["seen"])
            return _done(request, access, asked, said)
        except (Answered, AskedAnew):
            return _told(request, access, _standing(asked), kind, **given)
        except Decided as other:
            decided, form = str(other), _typed_anew(form_of, request, seen)
    context = _about(access, asked.report, form, decided) | _text(asked, with_exempt=True)
    return render(request, template, context, status=409 if decided else 200)


def _text(asked: Clearance, *, with_exempt: bool) -> dict[str, Any]:
    """Return what is cleared, as it reads now; exempt parts to who clears it, and who composes."""
    found = texts_of(asked.report, asked.section_key, today(), with_exempt=with_exempt)
    other = _was_mailed_otherwise(asked)
    return {
        "texts": found,
        "is_whole": not asked.section_key,
        "clearance": asked,
        "was_mailed_otherwise": other,
    }


def _was_mailed_otherwise(asked: Clearance) -> bool:
    """Return whether the words that wait for an answer were changed since they were e-mailed."""
    seen = digest_of(asked.report, today())(asked.section_key)
    return asked.mailed not in ("", seen) and not asked.answers.exists()


def _words(report: Report, key: str) -> dict[str, Any]:
    """Return the words under a key as they read now, to who composes the paper."""
    return {"texts": texts_of(report, key, today(), with_exempt=True), "is_whole": not key}


@either
@council_page(Verb.COMPOSE)
def clearance_answer(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Record for somebody what they answered, or say now; or why the paper goes on without."""
    asked = access.get(Clearance, pk=pk, report=paper_pk)
    standing = _standing(asked)
    is_over = standing.state in OVER and not hasattr(asked, "asked_again")
    given = {
        "today": today(),
        "changed": _changed(asked.report),
        "key": asked.section_key,
        "mailed": _was_mailed_otherwise(asked),
    }
    if standing.state != State.WAITING and not is_over:
        return _told(request, access, standing, RecordForm, **given)
    template = "reports/clearing/record_answer.html"
    save = record_again if is_over else answer
    return _answered(request, access, asked, RecordForm, template, save, **given)


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
