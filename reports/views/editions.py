"""Pages on which a paper is published, and on which its editions are read and withdrawn."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.files import bytes_to_be_saved
from councils.forms import typed_in
from councils.versions import Decided
from reports import tasks
from reports.editions.decisions import standing
from reports.editions.following import outstanding
from reports.editions.published import listed, newest_of, state_of, with_state
from reports.editions.publishing import Choice, Ready, publish
from reports.editions.withdrawing import ask_withdrawal, may_decide, refuse_withdrawal, withdraw
from reports.forms.publishing import REASONS, DecideForm, LinkForm, PublishForm, WithdrawForm
from reports.models import Edition, EditionFile, Publication, Report, Withdrawal
from reports.paper_trail import paper_trail

Kind = Edition.Kind
TAKEN_AWAY = "It is withdrawn. Take it out of your committee system too: this service cannot."
either = require_http_methods(["GET", "HEAD", "POST"])


@either
@council_page(Verb.PUBLISH)
def paper_publish(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """What will happen, what is missing, who will see it; and the tick that publishes it."""
    report = access.get(Report, pk=pk)
    choice = _choice(request, report)
    ready = Ready(report, today(), choice)
    sent = request.POST if request.method == "POST" else None
    initial = _said_before(report, choice) | {"seen": ready.digest}
    form = PublishForm(sent, initial=initial, ready=ready)
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _published(access, report, form, choice)
        except Decided as other:
            decided = str(other)
            form = PublishForm(_seen(request, ready), ready=ready)
    context = {
        "access": access,
        "report": report,
        "ready": ready,
        "newest": newest_of(report),
        "form": form,
        "decided": decided,
        "breadcrumbs": paper_trail(access, report),
    }
    status = 409 if decided else 200
    return render(request, "reports/publishing/publish.html", context, status=status)


def _said_before(report: Report, choice: Choice) -> dict[str, str]:
    """Return the reasons typed for the same where the worker could not publish it."""
    last = report.publications.filter(kind=choice.kind, appendix_order=choice.appendix_order)
    found = last.order_by("-pk").first()
    if found is None or found.status != Publication.Status.FAILED:
        return {}
    return {name: getattr(found, name) for name in REASONS}


def _seen(request: HttpRequest, ready: Ready) -> Any:
    """Return what was typed, with what is on the screen now; the tick is to be set anew."""
    data = request.POST.copy()
    data["seen"] = ready.digest
    data.pop("agreed", None)
    return data


def _choice(request: HttpRequest, report: Report) -> Choice:
    """Return what is to be published: the paper, a correction of it, or what was to follow.

    An appendix that was published already comes anew with a correction, which says of what.
    """
    order = request.GET.get("appendix", "")
    if not report.editions.exists():
        return Choice()
    if order.isdecimal() and len(order) < 5:
        attached = report.appendices.filter(order=int(order), is_to_follow=False).first()
        if attached is None:
            raise Http404
        if attached.pk in outstanding(report):
            return Choice(Kind.FOLLOWING, appendix_order=int(order))
    return Choice(Kind.CORRECTION)


def _published(access: Access, report: Report, form: PublishForm, choice: Choice) -> HttpResponse:
    seen = form.cleaned_data["seen"]
    with transaction.atomic():
        asked = publish(report, access.user, today(), form.chosen(choice), seen)
        tasks.make_edition.defer(publication_id=asked.pk)
    return redirect("reports:publication", access.council.slug, report.pk, asked.pk)


@require_safe
@council_page(Verb.PUBLISH)
def publication(request: HttpRequest, access: Access, paper_pk: int, pk: int) -> HttpResponse:
    """Wait for the edition: the page asks again by itself, with or without JavaScript."""
    asked = access.get(Publication, pk=pk, report=paper_pk)
    context = {
        "access": access,
        "publication": asked,
        "report": asked.report,
        "breadcrumbs": paper_trail(access, asked.report),
    }
    part = getattr(request, "htmx", False)
    name = "_publication.html" if part else "publication.html"
    response = render(request, f"reports/publishing/{name}", context)
    response["Vary"] = "HX-Request"
    return response


# Editions, for everybody of the council


def _trail(access: Access, edition: Edition | None = None) -> Trail:
    slug = access.council.slug
    found = [*trail(access), ("Published papers", reverse("reports:editions", args=[slug]))]
    if edition:
        found.append((edition.title, reverse("reports:edition", args=[slug, edition.pk])))
    return found


@require_safe
@council_page(Verb.READ)
def editions(request: HttpRequest, access: Access) -> HttpResponse:
    """The council's published papers, the newest first."""
    context = {
        "access": access,
        "editions": [(each, state_of(each)) for each in listed(access.reach(Edition))],
        "breadcrumbs": trail(access),
    }
    return render(request, "reports/publishing/editions.html", context)


def _edition(access: Access, pk: int) -> Edition:
    found = with_state(access.reach(Edition).filter(pk=pk)).select_related("report").first()
    if found is None:
        raise Http404
    return found


@require_safe
@council_page(Verb.READ)
def edition(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One edition: its files with their fingerprints, who published it, what came of it."""
    found = _edition(access, pk)
    made = access.reach(EditionFile).filter(edition=found)
    files = made.exclude(what__in=EditionFile.OF_PAGE)
    if not access.may(Verb.READ_CONFIDENTIAL):
        files = files.filter(is_exempt=False)
    others = with_state(access.reach(Edition).filter(report=found.report_id).exclude(pk=pk))
    context = {
        "access": access,
        "edition": found,
        "state": state_of(found),
        "files": files.defer("content").order_by("order"),
        "has_page": made.filter(what=EditionFile.What.PAGE).exclude(content=None).exists(),
        "others": [(each, state_of(each)) for each in others.order_by("-number")],
        "asked": found.withdrawals.order_by("-pk").first(),
        "decisions": standing(found.report),
        "link_form": LinkForm(),
        "breadcrumbs": _trail(access),
    }
    return render(request, "reports/publishing/edition.html", context)


@require_safe
@council_page(Verb.READ)
def edition_page(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The published paper as a page, as it was on the day."""
    found = _edition(access, pk)
    files = access.reach(EditionFile).filter(edition=found)
    page = files.filter(what=EditionFile.What.PAGE).first()
    if page is None or page.content is None:
        raise Http404
    context = {
        "access": access,
        "edition": found,
        "state": state_of(found),
        "paper": bytes(page.content).decode(),
        "style": files.filter(what=EditionFile.What.STYLE).only("name").first(),
        "breadcrumbs": _trail(access, found),
    }
    return render(request, "reports/publishing/page.html", context)


@require_safe
@council_page(Verb.READ)
def edition_look(request: HttpRequest, access: Access, pk: int, name: str) -> HttpResponse:
    """What the page of a published paper loads: its style, or its logo."""
    file = access.get(EditionFile, edition=pk, name=name, what__in=EditionFile.LOOK)
    if file.content is None:
        raise Http404
    return HttpResponse(bytes(file.content), content_type=file.content_type)


@require_safe
@council_page(Verb.READ)
def edition_file(request: HttpRequest, access: Access, edition_pk: int, pk: int) -> HttpResponse:
    """One file of an edition, to be saved; an exempt one for officers alone."""
    file = access.get(EditionFile, pk=pk, edition=edition_pk)
    if file.is_exempt:
        access.require(Verb.READ_CONFIDENTIAL)
    if file.content is None:
        raise Http404
    return bytes_to_be_saved(bytes(file.content), file.name)


@either
@council_page(Verb.PUBLISH)
def edition_link(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say where the council's committee system shows an edition."""
    found = _edition(access, pk)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.links.create(url=form.cleaned_data["url"], day=today(), entered_by=access.user)
        messages.success(request, "Saved. The link stands on the edition.")
        return redirect("reports:edition", access.council.slug, pk)
    context = {
        "access": access,
        "edition": found,
        "form": form,
        "breadcrumbs": _trail(access, found),
    }
    return render(request, "reports/publishing/link.html", context)


@either
@council_page(Verb.PUBLISH)
def edition_withdraw(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Ask for an edition to be taken away: somebody else decides."""
    found = _edition(access, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    decided = ""
    if form.is_valid():
        slug = access.council.slug
        path = reverse("reports:withdrawal", args=[slug, pk])
        try:
            ask_withdrawal(access, found, form.cleaned_data["why"], today(), path)
        except Decided as other:
            decided = str(other)
        else:
            messages.success(request, "Asked for. It goes once somebody else agrees.")
            return redirect("reports:edition", slug, pk)
    context = {
        "access": access,
        "edition": found,
        "form": form,
        "decided": decided,
        "breadcrumbs": _trail(access, found),
    }
    status = 409 if decided else 200
    return render(request, "reports/publishing/withdraw.html", context, status=status)


@either
@council_page(Verb.READ_UNACCEPTED)
def withdrawal(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Decide on a withdrawal somebody else asked for; afterwards, what came of it."""
    found = _edition(access, pk)
    asked = access.reach(Withdrawal).filter(edition=found).order_by("-pk").first()
    if asked is None:
        raise Http404
    may = may_decide(access, asked) and asked.state == Withdrawal.State.ASKED
    if request.method == "POST" and not access.may(Verb.REDACT):
        access.require(Verb.PUBLISH)
    form = DecideForm(request.POST if request.method == "POST" else None)
    decided = "" if may or request.method != "POST" else "It does not wait for your decision."
    if may and form.is_valid():
        try:
            _decide(asked, access, form)
            messages.success(request, _said_of(asked))
            return redirect("reports:edition", access.council.slug, pk)
        except Decided as other:
            decided, may = str(other), False
            asked.refresh_from_db()
    context = {
        "access": access,
        "edition": found,
        "asked": asked,
        "form": form,
        "may_decide": may,
        "typed": typed_in(form) if decided else (),
        "decided": decided,
        "breadcrumbs": _trail(access, found),
    }
    status = 409 if decided else 200
    return render(request, "reports/publishing/withdrawal.html", context, status=status)


def _said_of(asked: Withdrawal) -> str:
    asked.refresh_from_db()
    return TAKEN_AWAY if asked.state == Withdrawal.State.DONE else "Done. It stays published."


def _decide(asked: Withdrawal, access: Access, form: DecideForm) -> None:
    if form.cleaned_data["verdict"] == "withdraw":
        withdraw(asked, access.user, today())
    else:
        refuse_withdrawal(asked, access.user, today(), form.cleaned_data["why"])
