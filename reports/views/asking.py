"""Pages on which clearances are asked for: one, all at once, one once more."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import Access, Verb, council_page
from councils.day_words import in_words
from councils.days import today
from councils.versions import Decided
from reports.clearing import standings_of
from reports.clearing_asked import NoAddress, ask, ask_again, ask_all, newest_of
from reports.clearing_proposed import consultees, proposals
from reports.forms.asking import AskAllForm, AskForm
from reports.models import Clearance, Report
from reports.views.clearing_page import page, proposed

INSTEAD = '{} <a class="govuk-notification-banner__link" href="{}">Record what they say instead</a>'
either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.COMPOSE)
def clearance_ask(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask somebody for a clearance: the e-mail goes out, and it waits on their own page."""
    report = access.get(Report, pk=pk)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        initial=proposed(request, report),
        sections=report.sections.order_by("order"),
        people=access.who_may(Verb.READ_UNACCEPTED),
        today=today(),
    )

    def save() -> str:
        asked = ask(report, form.wanted(), access.user, today())
        return _asked(asked, is_mine=asked.entered_by == access.user and asked.day == today())

    return page(request, access, report, form, "reports/clearing/ask.html", save)


def _asked(asked: Clearance, *, is_mine: bool) -> str:
    what = f"{asked.what.lower()} of {asked.of_what}"
    if is_mine:
        return f"{asked.name} is asked for {what}."
    by, day = asked.entered_by, in_words(asked.day)
    return f"{by} asked {asked.name} for {what} on {day}, and no answer has come. Nothing was sent."


@either
@council_page(Verb.COMPOSE)
def clearance_ask_all(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask for every clearance at one press: each person gets one e-mail with all that is theirs."""
    report = access.get(Report, pk=pk)

    def form_of(data: QueryDict | None) -> AskAllForm:
        return AskAllForm(
            data,
            initial={"seen": newest_of(report)},
            proposed=proposals(report, standings_of(report, today())),
            people=access.who_may(Verb.READ_UNACCEPTED),
            others=consultees(report),
            today=today(),
        )

    form = form_of(request.POST if request.method == "POST" else None)

    def save() -> str:
        seen = form.cleaned_data["seen"] or 0
        asked = ask_all(report, form.wanted(), access.user, today(), seen)
        return _asked_of(asked)

    def anew() -> AskAllForm:
        data = request.POST.copy()
        data["seen"] = str(newest_of(report))
        return form_of(data)

    return page(request, access, report, form, "reports/clearing/ask_all.html", save, anew=anew)


def _asked_of(asked: Sequence[Clearance]) -> str:
    """Return "3 clearances are asked for, of Nia Morris and Ola Law, in one e-mail each."."""
    if not asked:
        return "All of it is asked for already."
    people = list(dict.fromkeys(one.name for one in asked))
    number = "1 clearance is" if len(asked) == 1 else f"{len(asked)} clearances are"
    each = "one e-mail" if len(people) == 1 else "one e-mail each"
    return f"{number} asked for, of {get_text_list(people, 'and')}, in {each}."


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
