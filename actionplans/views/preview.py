"""The preview of a file: what was understood, what is put right, and that it is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from actionplans import tasks
from actionplans.forms.preview import PreviewForm, Shown
from actionplans.importing.applying import PlanChanged, confirm_revision
from actionplans.importing.correcting import from_json, to_json
from actionplans.importing.digest import digest_of
from actionplans.importing.known import known_for
from actionplans.importing.receiving import kept_until
from actionplans.importing.rereading import Reading, reading_of
from actionplans.importing.revised_words import revised_words
from actionplans.importing.revising import revise
from actionplans.importing.saving import (
    Meanwhile,
    confirm,
    correct,
    corrections_of,
    nobody_in,
    too_many_rows,
)
from actionplans.importing.taking import ask_to_take_in
from actionplans.importing.telling import said_of
from actionplans.importing.understood import Skipped
from actionplans.models import ActionPlan, PlanImport
from actionplans.paging import pager
from actionplans.planning.editing import Change, wants_a_reason
from actionplans.planning.holding import CLOSED, Closed, is_closed
from actionplans.planning.places import guests_of
from actionplans.preview_rows import (
    columns_shown,
    doubts_shown,
    rows_shown,
    samples_of,
    skipped_shown,
    tables_of,
)
from actionplans.trail import trail
from councils.access import Access
from councils.days import today

ROWS_A_PAGE = 20
SKIPPED_A_PAGE = 50
# More are written by the worker: these take some two seconds while somebody waits.
ROWS_AT_ONCE = 200


@dataclass(frozen=True)
class Read:
    """An import as it is understood with the corrections of one version."""

    planned: PlanImport
    reading: Reading
    shown: Shown
    page: "Page[Any]"
    skipped: "Page[Skipped]"


def read(request: HttpRequest, planned: PlanImport, version: int) -> Read | None:
    """Return the import as understood in a version, on the page asked for.

    None where the worker has to understand it first.
    """
    known, kept = known_for(planned), corrections_of(planned, version)
    reading = reading_of(planned, known, version, kept)
    if reading is None:
        return None
    outline = reading.outline
    page = _page(request, "page", outline.rows, ROWS_A_PAGE)
    skipped = _page(request, "left_out", outline.whole.skipped, SKIPPED_A_PAGE)
    start = (page.number - 1) * ROWS_A_PAGE
    shown = Shown(
        outline=outline,
        rows=reading.rows(start, start + len(page.object_list)),
        skipped=list(skipped.object_list),
        tables=tables_of(outline),
        samples=samples_of(outline),
        known=known,
        corrections=from_json(kept),
        **_revised(planned, reading, kept),
    )
    return Read(planned, reading, shown, page, skipped)


def _revised(planned: PlanImport, reading: Reading, kept: dict[str, Any]) -> dict[str, Any]:
    """Return what a revised file would change, and the reasons given for it."""
    plan = planned.plan
    if not planned.is_revision or plan is None:
        return {}
    return {
        "revision": revise(plan, reading.understood, today(), nobody_in(planned)),
        "reasons": {(t, n, step): text for t, n, step, text in kept.get("reasons", ())},
        "chosen": frozenset((t, n, mark) for t, n, mark in kept.get("chosen", ())),
        "in_order": kept.get("in_order", False),
        "because": kept.get("because", "") if _wants_a_reason(plan) else None,
    }


def _wants_a_reason(plan: ActionPlan) -> bool:
    """Return whether a revised file may change what was agreed, here or in another plan."""
    return wants_a_reason(plan) or any(
        wants_a_reason(guest.action.plan) for guest in guests_of(plan)
    )


def _page(request: HttpRequest, name: str, found: Sequence[Any], a_page: int) -> "Page[Any]":
    pages = Paginator(found, a_page)
    try:
        return pages.page(request.GET.get(name, 1))
    except PageNotAnInteger as error:
        raise Http404 from error
    except EmptyPage:  # A correction may leave fewer pages than there were.
        return pages.page(pages.num_pages)


def preview(request: HttpRequest, access: Access, now: Read) -> HttpResponse:
    """Show what was understood of a file; keep what is put right; confirm it."""
    planned = now.planned
    if request.method != "POST":
        return _preview_page(request, access, now, PreviewForm(shown=now.shown))
    seen = _version_seen(request, planned)
    if seen != planned.version:
        return _changed_meanwhile(request, access, now, seen)
    form = PreviewForm(request.POST, shown=now.shown)
    if planned.is_revision and planned.plan and is_closed(planned.plan):
        return _preview_page(request, access, now, form, decided=CLOSED)
    if not form.is_valid():
        return _preview_page(request, access, now, form)
    try:
        return _take(request, access, now, form)
    except Meanwhile as other:
        return _second(request, access, other.planned, seen)


def _second(request: HttpRequest, access: Access, held: PlanImport, seen: int) -> HttpResponse:
    """Answer somebody who was overtaken while they sent theirs."""
    newer = read(request, held, held.version) if held.status == PlanImport.Status.READ else None
    if newer is None:
        return being_worked_on(request, access, held)
    return _changed_meanwhile(request, access, newer, seen)


def being_worked_on(request: HttpRequest, access: Access, planned: PlanImport) -> HttpResponse:
    """Show that the worker has the file, with what was sent meanwhile kept to be sent again."""
    if planned.status == PlanImport.Status.READ:
        tasks.understand_soon(planned)
    sent = [(n, v) for n, vs in request.POST.lists() if n != "csrfmiddlewaretoken" for v in vs]
    context = {
        "access": access,
        "planned": planned,
        "plan": planned.plan,
        "breadcrumbs": trail(access, planned.plan if planned.is_revision else None),
        "waits": True,
        "sent": sent,
    }
    return render(request, "actionplans/importing/import_state.html", context)


def _version_seen(request: HttpRequest, planned: PlanImport) -> int:
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) <= 9 else planned.version


def _take(request: HttpRequest, access: Access, now: Read, form: PreviewForm) -> HttpResponse:
    """Keep what was changed; confirm where nothing was that is to be looked at first."""
    planned = now.planned
    if form.changed_data:
        kept = to_json(form.corrected()) | form.said()
        planned = correct(planned, kept, seen=planned.version, by=access.user)
    if "confirm" not in request.POST:
        return redirect(_address(request, access, planned))
    if not form.only_reasons():
        messages.warning(request, "What you put right is kept. Look again, then confirm.")
        return redirect(_address(request, access, planned))
    if refused := _too_many(request, access, now):
        return refused
    now = replace(now, planned=planned)
    if planned.is_revision:
        return _confirm_revision(request, access, now, form)
    return _confirm(request, access, now)


def _address(request: HttpRequest, access: Access, planned: PlanImport) -> str:
    """Return the same page of the preview, at the row that was put right."""
    here = reverse("actionplans:plan_import", args=[access.council.slug, planned.pk])
    row = request.POST.get("save", "")
    pages = {name: request.GET.get(name, "") for name in ("page", "left_out")}
    query = urlencode({name: page for name, page in pages.items() if page.isdecimal()})
    known = row.replace("-", "").isalnum() and len(row) < 40
    return f"{here}{'?' if query else ''}{query}{f'#{row}' if known else ''}"


def _too_many_words(now: Read) -> str:
    """Return why a file is not taken in for its length, "" where it is."""
    return too_many_rows(len(now.shown.outline.rows))


def _too_many(request: HttpRequest, access: Access, now: Read) -> HttpResponse | None:
    """Return to the preview where a plan cannot have as many rows."""
    if not (sentence := _too_many_words(now)):
        return None
    messages.error(request, sentence)
    return redirect(_address(request, access, now.planned))


def _take_in_later(request: HttpRequest, access: Access, now: Read) -> HttpResponse:
    """Leave a large file to the worker; its own page says how it goes."""
    shown = request.POST.get("shown", "")
    with transaction.atomic():
        ask_to_take_in(now.planned, seen=now.planned.version, by=access.user)
        tasks.take_in_plan_file.defer(import_id=now.planned.pk, shown=shown)
    return redirect("actionplans:plan_import", access.council.slug, now.planned.pk)


def _confirm(request: HttpRequest, access: Access, now: Read) -> HttpResponse:
    planned = now.planned
    if not now.shown.outline.rows:
        messages.error(request, "There is no row to take in. Put the columns right, or drop it.")
        return redirect(_address(request, access, planned))
    if len(now.shown.outline.rows) > ROWS_AT_ONCE:
        return _take_in_later(request, access, now)
    plan = confirm(planned, now.reading.understood, seen=planned.version, by=access.user)
    messages.success(
        request, f"“{planned.file_name}” is taken in. The plan is a draft until it is approved."
    )
    return redirect("actionplans:plan", access.council.slug, plan.pk)


def _confirm_revision(
    request: HttpRequest, access: Access, now: Read, form: PreviewForm
) -> HttpResponse:
    planned, said = now.planned, form.said()
    if form.shown.because is not None and not said.get("because"):
        form.add_error("because", "Say why the plan changes")
        return _preview_page(request, access, now, form)
    if len(now.shown.outline.rows) > ROWS_AT_ONCE:
        return _take_in_later(request, access, now)
    try:
        revision = confirm_revision(
            planned,
            now.reading.understood,
            seen=planned.version,
            why=Change(access.user, today(), said.get("because", "")),
            reasons={(t, n, step): text for t, n, step, text in said.get("reasons", ())},
            shown=request.POST.get("shown", ""),
            chosen=frozenset((t, n, mark) for t, n, mark in said.get("chosen", ())),
            in_order=said.get("in_order", False),
        )
    except PlanChanged:
        newer = read(request, planned, planned.version)
        if newer is None:
            return being_worked_on(request, access, planned)
        form = PreviewForm(shown=newer.shown)
        return _preview_page(request, access, newer, form, plan_changed=True)
    except Closed as closed:
        return _preview_page(request, access, now, form, decided=str(closed))
    is_changed = revision.changes_something or (revision.order and said.get("in_order"))
    changed = "as it was shown" if is_changed else "in nothing: it says the same"
    messages.success(request, f"The plan is changed by “{planned.file_name}” {changed}.")
    return redirect("actionplans:plan", access.council.slug, planned.plan_id)


def _changed_meanwhile(request: HttpRequest, access: Access, now: Read, seen: int) -> HttpResponse:
    """Return 409: what stands by now, with what this person changed on top of it, not kept yet."""
    # Where theirs is kept no more, all they sent is laid over what stands.
    seen_then = read(request, now.planned, seen) or now
    older = PreviewForm(request.POST, shown=seen_then.shown)
    form = PreviewForm(shown=now.shown).over(older, request.POST)
    form.is_valid()
    return _preview_page(request, access, now, form, meanwhile=True)


def _preview_page(
    request: HttpRequest,
    access: Access,
    now: Read,
    form: PreviewForm,
    meanwhile: bool = False,
    plan_changed: bool = False,
    decided: str = "",
) -> HttpResponse:
    planned = now.planned
    context: dict[str, Any] = {
        "access": access,
        "planned": planned,
        "plan": planned.plan,
        "breadcrumbs": trail(access, planned.plan if planned.is_revision else None),
        "form": form,
        "sentence": _sentence(now),
        "missing": now.shown.revision.missing if now.shown.revision else (),
        "doubts": doubts_shown(now.shown.outline, ROWS_A_PAGE),
        "rows": rows_shown(form),
        "page": now.page,
        "rows_pager": pager(request, now.page, name="page", at="rows", label="Pages of rows"),
        "too_many": _too_many_words(now),
        "kept_until": kept_until(planned),
        "meanwhile": meanwhile,
        "plan_changed": plan_changed,
        "decided": decided,
        "digest": digest_of(now.shown.revision) if now.shown.revision else "",
    }
    context |= _what_was_found(request, now, form)
    status = 409 if meanwhile or plan_changed or decided else 200
    return render(request, "actionplans/importing/preview.html", context, status=status)


def _sentence(now: Read) -> str:
    revision = now.shown.revision
    outline = now.shown.outline
    return revised_words(revision) if revision else said_of(outline.steps, outline.problems)


def _what_was_found(request: HttpRequest, now: Read, form: PreviewForm) -> dict[str, Any]:
    """Return what the preview says of columns, tables and rows left out."""
    outline = now.shown.outline
    unsure = sum(not column.sure for column in outline.columns)
    return {
        "columns": columns_shown(form),
        "columns_unsure": unsure,
        "columns_open": bool(unsure) or not outline.rows,
        "tables": [form[f"table_{index}"] for index, _ in now.shown.tables],
        "skipped": skipped_shown(form),
        "above": outline.whole.above,
        "skipped_page": now.skipped,
        "skipped_pager": pager(
            request, now.skipped, name="left_out", at="skipped", label="Pages of rows left out"
        ),
        "skipped_open": "left_out" in request.GET,
        "after": outline.whole.after,
    }
