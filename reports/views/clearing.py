"""Pages on which clearances are asked for, given, returned and recorded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import Access, Verb, council_page
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
from reports.clearing_asked import AskedAnew
from reports.composing import digest_of
from reports.exempt_headings import hidden_from, needed_without_headings, without_headings
from reports.forms.clearing import AnswerForm, ChangedAfter, RecordForm, RecordUnaskedForm
from reports.models import Clearance, ClearanceAnswer, Report
from reports.paper_trail import paper_trail
from reports.states import before_publishing
from reports.views.clearing_page import about, page, proposed

# Where an answer holds no more, or asked for a change: somebody may say something else now.
OVER = (State.CHANGED, State.RETURNED)
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
def clearance_record(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Record a clearance that nobody was asked for here, or why the paper goes without it."""
    report = access.get(Report, pk=pk)
    asked = proposed(request, report)
    seen = seen_of(report, today())

    def form_of(data: QueryDict | None) -> RecordUnaskedForm:
        return RecordUnaskedForm(
            data,
            request.FILES or None,
            initial=asked | {"day": today(), "seen": seen},
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
        section = form.cleaned_data.get("section") if form.is_bound else asked["section"]
        if not section and not form.is_bound and "section" not in request.GET:
            return {}
        return _words(report, section.key if section else "")

    return page(
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
    context = about(access, asked.report, form, decided) | _text(asked, with_exempt=True)
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


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def clearance_file(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """The e-mail with which somebody answered, to be saved."""
    said = access.get(ClearanceAnswer, pk=pk, clearance__report=paper_pk)
    asked = said.clearance
    if said.content is None or asked.section_key in hidden_from(access, asked.report):
        raise Http404
    return bytes_to_be_saved(bytes(said.content), said.file_name)
