"""Pasting a batch of e-mailed updates: split, assigned, confirmed."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplans.forms.pasting import PasteForm, PieceForm, Together, piece_forms, put_again
from actionplans.models import ActionPlan, PastedBatch
from actionplans.pasting import batches as rules
from actionplans.planning.holding import Closed, is_closed
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@council_page(Verb.REPORT_FOR_OTHERS)
@of_open_plan(tells=True)
def paste_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Paste a block of e-mails; it is kept as pasted, and split."""
    plan = access.get(ActionPlan, pk=pk)
    form = PasteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not is_closed(plan) and form.is_valid():
        text = form.cleaned_data["text"].replace("\0", "\ufffd")
        batch, new = rules.paste(plan, text, access.user, today())
        if not new:
            messages.info(request, f"{batch.made_by} pasted the same before. It stands below.")
        return redirect("actionplans:pasted", access.council.slug, plan.pk, batch.pk)
    context = {
        "access": access,
        "plan": plan,
        "form": form,
        "begun": rules.drafts_of(plan),
        "breadcrumbs": trail(access, plan),
    }
    return render(request, "actionplans/pasting/paste_add.html", context)


@FORM
@council_page(Verb.REPORT_FOR_OTHERS)
@of_open_plan(tells=True)
def pasted(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """The pieces of a batch: assign, correct, split, join, drop, and confirm."""
    batch = access.get(PastedBatch, pk=pk, plan=plan_pk)
    pieces, actions = rules.pieces_of(batch), rules.live_actions(batch.plan, today())
    if request.method != "POST":
        return _page(request, access, batch, piece_forms(pieces, actions))
    if request.POST.get("seen") != batch.version or is_closed(batch.plan):
        return _meanwhile(request, access, batch)
    forms = piece_forms(pieces, actions, request.POST)
    wrong = [form for form in forms if form and not form.is_valid()]
    typed = [form.taken() if form else one for form, one in zip(forms, pieces, strict=True)]
    try:
        if "confirm" in request.POST:
            if wrong:
                return _page(request, access, batch, forms)
            return _confirm(request, access, batch, forms, typed)
        saved = _changed(request, typed)
        rules.keep(batch, saved, seen=request.POST["seen"], by=access.user)
    except rules.SavedMeanwhile:
        return _meanwhile(request, access, access.get(PastedBatch, pk=pk))
    messages.success(request, "Saved. Nothing is an update before you confirm it.")
    here = reverse("actionplans:pasted", args=[access.council.slug, plan_pk, pk])
    return redirect(here)


def _changed(request: HttpRequest, pieces: list[rules.Taken]) -> list[rules.Taken]:
    """Return the pieces with what the button that was pressed does to one of them."""
    for name, change in (("drop", rules.DROPPED), ("put_back", rules.OPEN)):
        at = _at(request, name, len(pieces))
        if at is not None and pieces[at].state != rules.DONE:
            pieces[at] = replace(pieces[at], state=change)
    at = _at(request, "join", len(pieces))
    if at is not None:
        pieces = rules.joined(pieces, at)
    return rules.split_at_dashes(pieces)


def _at(request: HttpRequest, name: str, number: int) -> int | None:
    typed = request.POST.get(name, "")
    at = int(typed) if typed.isdecimal() and len(typed) < 6 else number
    return at if at < number else None


def _confirm(
    request: HttpRequest,
    access: Access,
    batch: PastedBatch,
    forms: list[PieceForm | None],
    typed: list[rules.Taken],
) -> HttpResponse:
    seen = request.POST["seen"]
    try:
        batch, number = rules.confirm(batch, typed, seen=seen, by=access.user, day=today())
    except rules.Refused as refused:
        return _refused(request, access, batch, forms, refused)
    except Closed as closed:
        return _page(request, access, batch, forms, decided=str(closed))
    if not number:
        messages.info(request, "Nothing was assigned yet, so nothing became an update.")
    else:
        left = f" {batch.left} left here." if batch.left else ""
        messages.success(request, f"{number} update{'' if number == 1 else 's'} entered.{left}")
    return redirect("actionplans:pasted", access.council.slug, batch.plan_id, batch.pk)


def _refused(
    request: HttpRequest,
    access: Access,
    batch: PastedBatch,
    forms: list[PieceForm | None],
    refused: rules.Refused,
) -> HttpResponse:
    """Return the page with each problem beside its field; what came in since, beside its piece."""
    for at, problems in refused.problems.items():
        if form := forms[at]:
            for name, sentences in problems.items():
                form.add_error(name if name in form.fields else None, sentences)
    pieces = rules.pieces_of(batch)
    newest = rules.newest_update(batch.plan)
    for at in refused.newer:
        pieces[at] = replace(pieces[at], seen=newest)
    if refused.newer:
        batch = rules.keep(batch, pieces, seen=request.POST["seen"], by=access.user)
    return _page(request, access, batch, forms, newer=refused.newer)


def _meanwhile(request: HttpRequest, access: Access, batch: PastedBatch) -> HttpResponse:
    """Return what was typed, beside what is saved now, where another saved the batch since."""
    pieces, actions = rules.pieces_of(batch), rules.live_actions(batch.plan, today())
    forms, rest = put_again(pieces, actions, request.POST)
    typed = "\n\n---\n\n".join(form.to_copy() for form in rest)
    return _page(request, access, batch, forms, typed=typed, conflict=True)


def _page(
    request: HttpRequest,
    access: Access,
    batch: PastedBatch,
    forms: list[PieceForm | None],
    **shown: Any,
) -> HttpResponse:
    newer = shown.pop("newer", {})
    pieces = rules.pieces_of(batch)
    rows = [
        {"at": at, "piece": piece, "form": form, "newer": newer.get(at)}
        for at, (piece, form) in enumerate(zip(pieces, forms, strict=True))
    ]
    context = {
        "access": access,
        "plan": batch.plan,
        "batch": batch,
        "open": [row for row in rows if row["form"]],
        "done": [row for row in rows if row["piece"].state == rules.DONE],
        "dropped": [row for row in rows if row["piece"].state == rules.DROPPED],
        "together": Together(form for form in forms if form),
        "breadcrumbs": trail(access, batch.plan),
    } | shown
    is_told = newer or shown.get("conflict") or shown.get("decided")
    status = 409 if is_told else 200
    return render(request, "actionplans/pasting/pasted.html", context, status=status)
