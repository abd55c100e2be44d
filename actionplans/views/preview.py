"""The preview of a file: what was understood, what is put right, and that it is confirmed."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from actionplans.forms.preview import PreviewForm, Shown
from actionplans.importing.applying import PlanChanged, confirm_revision
from actionplans.importing.correcting import from_json, to_json
from actionplans.importing.digest import digest_of
from actionplans.importing.known import known_for
from actionplans.importing.rereading import reading_of
from actionplans.importing.revised_words import revised_words
from actionplans.importing.revising import revise
from actionplans.importing.saving import (
    Meanwhile,
    confirm,
    correct,
    corrections_of,
    nobody_in,
)
from actionplans.importing.tables import Document
from actionplans.importing.telling import found_words
from actionplans.importing.understood import ReadRow, RowKey, Understood
from actionplans.models import ActionPlan, PlanImport
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
MOST_SKIPPED = 50
# What is written while somebody waits for the page: some ten seconds' work.
MOST_ROWS = 2_000


@dataclass(frozen=True)
class Read:
    """An import as it is understood with the corrections of one version."""

    planned: PlanImport
    document: Document
    shown: Shown
    page: "Page[ReadRow]"

    @property
    def understood(self) -> Understood:
        return self.shown.understood


def read(request: HttpRequest, planned: PlanImport, kept: dict[str, Any]) -> Read:
    """Return the import as understood with what was `kept` of it, on the page asked for."""
    known, corrections = known_for(planned), from_json(kept)
    document, understood = reading_of(planned, known, kept)
    page = _page(request, understood)
    shown = Shown(
        understood=understood,
        rows=list(page.object_list),
        skipped=understood.skipped[:MOST_SKIPPED],
        tables=tables_of(document),
        samples=samples_of(document),
        known=known,
        corrections=corrections,
        **_revised(planned, understood, kept),
    )
    return Read(planned, document, shown, page)


def _revised(planned: PlanImport, understood: Understood, kept: dict[str, Any]) -> dict[str, Any]:
    """Return what a revised file would change, and the reasons given for it."""
    plan = planned.plan
    if not planned.is_revision or plan is None:
        return {}
    return {
        "revision": revise(plan, understood, today(), nobody_in(planned)),
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


def _page(request: HttpRequest, understood: Understood) -> "Page[ReadRow]":
    pages = Paginator(understood.rows, ROWS_A_PAGE)
    try:
        return pages.page(request.GET.get("page", 1))
    except PageNotAnInteger as error:
        raise Http404 from error
    except EmptyPage:  # A correction may leave fewer pages than there were.
        return pages.page(pages.num_pages)


def preview(request: HttpRequest, access: Access, planned: PlanImport) -> HttpResponse:
    """Show what was understood of a file; keep what is put right; confirm it."""
    now = read(request, planned, planned.corrections)
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
        if other.planned.status != PlanImport.Status.READ:
            return redirect("actionplans:plan_import", access.council.slug, planned.pk)
        newer = read(request, other.planned, other.planned.corrections)
        return _changed_meanwhile(request, access, newer, seen)


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
    if planned.is_revision:
        return _confirm_revision(request, access, replace(now, planned=planned), form)
    return _confirm(request, access, now)


def _address(request: HttpRequest, access: Access, planned: PlanImport) -> str:
    """Return the same page of the preview, at the row that was put right."""
    here = reverse("actionplans:plan_import", args=[access.council.slug, planned.pk])
    page, row = request.GET.get("page", ""), request.POST.get("save", "")
    query = f"?page={page}" if page.isdecimal() else ""
    known = row.replace("-", "").isalnum() and len(row) < 40
    return f"{here}{query}{f'#{row}' if known else ''}"


def _too_many(request: HttpRequest, access: Access, now: Read) -> HttpResponse | None:
    """Return to the preview where a page cannot take in as many rows at once."""
    rows = len(now.understood.rows)
    if rows <= MOST_ROWS:
        return None
    sentence = f"The file has {rows:,} rows. {MOST_ROWS:,} can be taken in at once: split it."
    messages.error(request, sentence)
    return redirect(_address(request, access, now.planned))


def _confirm(request: HttpRequest, access: Access, now: Read) -> HttpResponse:
    planned = now.planned
    if not now.understood.rows:
        messages.error(request, "There is no row to take in. Put the columns right, or drop it.")
        return redirect(_address(request, access, planned))
    plan = confirm(planned, now.understood, seen=planned.version, by=access.user)
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
    try:
        revision = confirm_revision(
            planned,
            now.understood,
            seen=planned.version,
            why=Change(access.user, today(), said.get("because", "")),
            reasons={(t, n, step): text for t, n, step, text in said.get("reasons", ())},
            shown=request.POST.get("shown", ""),
            chosen=frozenset((t, n, mark) for t, n, mark in said.get("chosen", ())),
            in_order=said.get("in_order", False),
        )
    except PlanChanged:
        newer = read(request, planned, planned.corrections)
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
    before = corrections_of(now.planned, seen)
    older = PreviewForm(request.POST, shown=read(request, now.planned, before).shown)
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
    planned, understood = now.planned, now.understood
    pages = _page_of_rows(understood)
    context: dict[str, Any] = {
        "access": access,
        "planned": planned,
        "plan": planned.plan,
        "breadcrumbs": trail(access, planned.plan if planned.is_revision else None),
        "form": form,
        "sentence": _sentence(now),
        "missing": now.shown.revision.missing if now.shown.revision else (),
        "doubts": doubts_shown(understood, pages),
        "rows": rows_shown(form),
        "page": now.page,
        "page_numbers": list(now.page.paginator.get_elided_page_range(now.page.number)),
        "meanwhile": meanwhile,
        "plan_changed": plan_changed,
        "decided": decided,
        "digest": digest_of(now.shown.revision) if now.shown.revision else "",
    }
    context |= _what_was_found(now, form)
    status = 409 if meanwhile or plan_changed or decided else 200
    return render(request, "actionplans/importing/preview.html", context, status=status)


def _sentence(now: Read) -> str:
    revision = now.shown.revision
    return revised_words(revision) if revision else found_words(now.understood)


def _what_was_found(now: Read, form: PreviewForm) -> dict[str, Any]:
    """Return what the preview says of columns, tables and rows left out."""
    understood = now.understood
    unsure = sum(not column.sure for column in understood.columns)
    return {
        "columns": columns_shown(form),
        "columns_unsure": unsure,
        "columns_open": bool(unsure) or not understood.rows,
        "tables": [form[f"table_{index}"] for index, _ in now.shown.tables],
        "skipped": skipped_shown(form),
        "above": understood.above,
        "skipped_number": len(understood.skipped),
        "skipped_more": len(understood.skipped) - len(now.shown.skipped),
        "after": understood.after,
    }


def _page_of_rows(understood: Understood) -> dict[RowKey, int]:
    """Return on which page of the preview each row of the file stands."""
    return {
        (row.table, number): place // ROWS_A_PAGE + 1
        for place, row in enumerate(understood.rows)
        for number in row.numbers
    }
