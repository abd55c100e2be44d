"""Pages on which a name typed by mistake is asked to be taken out, and is taken out."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asking import as_at_asked
from actionplans.evidence import evidence_of
from actionplans.forms.redacting import AskForm, DecideForm
from actionplans.lists import updates_of
from actionplans.models import Action, Evidence
from actionplans.redacting.describing import described, where_it_stood
from actionplans.redacting.doing import Decided, ask, refuse, take_out
from actionplans.redacting.files import files_of
from actionplans.redacting.scanning import key_of, places
from actionplans.templatetags.evidence import file_words
from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Redaction
from councils.names import names_in

either = require_http_methods(["GET", "HEAD", "POST"])
PK_DIGITS = 18


@require_safe
@council_page(Verb.ASK_REDACTION)
def redactions(request: HttpRequest, access: Access) -> HttpResponse:
    """What was asked for and is not decided, and what was done: never which name it was."""
    found = _redactions(access).order_by("-asked_on", "-pk")
    context = {
        "access": access,
        "open": [redaction for redaction in found if redaction.is_open],
        "decided": [redaction for redaction in found if not redaction.is_open],
        "breadcrumbs": trail(access),
    }
    return render(request, "actionplans/redacting/redactions.html", context)


def _redactions(access: Access) -> QuerySet[Redaction]:
    return access.reach(Redaction).select_related("council", "asked_by", "decided_by")


@either
@council_page(Verb.ASK_REDACTION)
def redaction_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask for a name to be taken out; `?action=` is where it was seen."""
    action = _action(request, access)
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, files=_files_beside(request, access, action), council=access.council)
    if form.is_valid():
        redaction = ask(access, form.asked(), today())
        messages.success(request, "Asked for. From now on members and papers do not see the name.")
        return redirect("actionplans:redaction", access.council.slug, redaction.pk)
    context = {
        "access": access,
        "form": form,
        "action": action,
        "breadcrumbs": trail(access, action.plan, action) if action else trail(access),
    }
    return render(request, "actionplans/redacting/redaction_add.html", context)


def _trail(access: Access) -> Trail:
    return [
        *trail(access),
        ("Names taken out", reverse("actionplans:redactions", args=[access.council.slug])),
    ]


def _action(request: HttpRequest, access: Access) -> Action | None:
    asked = request.GET.get("action", "")
    if not asked.isdecimal() or len(asked) > PK_DIGITS:
        return None
    return access.get(Action, pk=int(asked))


def _files_beside(
    request: HttpRequest, access: Access, action: Action | None
) -> list[tuple[str, str]]:
    """Return the files of evidence on the action's page, to be ticked."""
    if action is None:
        return []
    as_at = as_at_asked(request, access)
    updates: list[Any] = list(evidence_of(updates_of(action, as_at), as_at))
    pieces: list[Evidence] = [piece for update in updates for piece in update.shown_evidence]
    named = [(piece, f"{piece.title} ({file_words(piece)})") for piece in pieces if piece.file]
    return [(key_of(Evidence, piece.pk), words) for piece, words in named]


@either
@council_page(Verb.ASK_REDACTION)
def redaction(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One redaction: decided here by somebody else than who asked; afterwards, what remains."""
    redaction = access.get(Redaction, pk=pk)
    if not redaction.is_open or redaction.asked_by == access.user or not access.may(Verb.REDACT):
        return _told(request, access, redaction)
    return _decided(request, access, redaction)


def _told(request: HttpRequest, access: Access, redaction: Redaction) -> HttpResponse:
    """Show what is known of it to those who do not decide: never which name it is."""
    if request.method == "POST":
        access.require(Verb.REDACT)
    context = {
        "access": access,
        "redaction": redaction,
        "places": where_it_stood(redaction.places.order_by("pk")),
        "breadcrumbs": _trail(access),
        "too_late": request.method == "POST",
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "actionplans/redacting/redaction.html", context, status=status)


def _decided(request: HttpRequest, access: Access, redaction: Redaction) -> HttpResponse:
    """Show each place with how it will read; take the name out of those picked, or leave it."""
    names = names_in(redaction.words)
    found = places(redaction.council, names)
    files = files_of(redaction, found)
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        words=redaction.words,
        places=[place.key for place in found],
        files=[file.key for file in files],
    )
    problem = ""
    if form.is_valid():
        try:
            return _do(request, access, redaction, form)
        except Decided as other:
            problem = str(other)
    context = {
        "access": access,
        "redaction": redaction,
        "form": form,
        "problem": problem,
        "names": names.ways,
        "places": _boxes(described(found, names, today()), form, "places"),
        "files": _boxes(files, form, "removed"),
        "breadcrumbs": _trail(access),
    }
    status = 409 if problem else 200
    return render(request, "actionplans/redacting/decide.html", context, status=status)


def _boxes(things: Sequence[Any], form: DecideForm, name: str) -> list[tuple[Any, bool]]:
    """Return each thing with whether its box is ticked: as it was sent, else where it is likely."""
    sent = set(form.sent(name))
    return [(each, each.key in sent if form.is_bound else each.is_likely) for each in things]


def _do(
    request: HttpRequest, access: Access, redaction: Redaction, form: DecideForm
) -> HttpResponse:
    if form.leaves:
        refuse(redaction, by=access.user, reason=form.cleaned_data["refusal"], day=today())
        messages.success(request, "The name is left where it is. Members see it again.")
    else:
        done = take_out(redaction, form.picked(), by=access.user, day=today())
        messages.success(request, f"Done: the name was taken out {_times(done.times)}.")
    return redirect("actionplans:redaction", access.council.slug, redaction.pk)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
